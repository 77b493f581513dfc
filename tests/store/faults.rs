//! Stores that are none, that are damaged, newer, or being written to.

use std::fs;
use std::time::Duration;

use newsgraph::run::Taking;
use newsgraph::store::{Changes, FORMAT, Store, Wait};

use crate::shelf::{WAIT, add, exported, line};

fn message(result: newsgraph::Result<Store>) -> String {
    result.err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn what_is_no_store_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(message(Store::open(folder.path())).ends_with("make one with `newsgraph init`"));
    let place = folder.path().join("store");
    drop(Store::create(&place).expect("made"));
    assert!(message(Store::create(&place)).ends_with("holds a store already"));
    fs::write(place.join("store.sqlite"), "no database, but words enough to be told from an empty file. ".repeat(100))
        .expect("written");
    assert!(message(Store::open(&place)).contains("is no store, or is damaged"), "{}", message(Store::open(&place)));
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    assert!(!message(Store::create(&file)).is_empty());
}

#[test]
fn a_store_of_another_program_or_of_a_newer_one_is_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = rusqlite::Connection::open(folder.path().join("store.sqlite")).expect("opened");
    database.execute_batch("CREATE TABLE bookmark(url TEXT)").expect("made");
    drop(database);
    assert!(message(Store::open(folder.path())).ends_with("is a database, but no store of newsgraph"));
    let place = folder.path().join("newer");
    drop(Store::create(&place).expect("made"));
    let database = rusqlite::Connection::open(place.join("store.sqlite")).expect("opened");
    database.pragma_update(None, "user_version", FORMAT + 1).expect("written");
    drop(database);
    assert!(message(Store::open(&place)).contains("was written by a newer newsgraph"), "{}", message(Store::open(&place)));
}

#[test]
fn a_store_is_synced_before_a_batch_counts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::create(&folder.path().join("store")).expect("made");
    assert_eq!(store.settings().expect("told"), ("wal".to_owned(), 2));
}

#[test]
fn who_reads_waits_for_nobody_and_who_writes_waits() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("store");
    let mut store = Store::create(&place).expect("made");
    add(&mut store, &[line(Some("a"), None, "Boeing hacked Airbus.")], Taking::All, folder.path()).expect("added");
    let before = exported(&mut store, None, folder.path());
    let batch = store.begin(WAIT).expect("begun");
    let held = batch.of_id("a").expect("read");
    batch.remove(held[0].number).expect("removed");
    let mut other = Store::open(&place).expect("opened while a batch is open");
    assert_eq!(exported(&mut other, None, folder.path()), before, "what is not finished does not count");
    let short = Wait { most: Duration::from_millis(50), told: || {} };
    let refused = other.begin(short).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(refused.ends_with("another run is writing to this store: wait for it"), "{refused}");
    let waiting = std::thread::spawn(move || {
        let mut other = other;
        other.begin(WAIT).expect("it comes to its turn").finish("add", Changes::default()).expect("written")
    });
    std::thread::sleep(Duration::from_millis(100));
    drop(batch);
    assert_eq!(waiting.join().expect("it ends"), 2);
    assert_eq!(exported(&mut store, None, folder.path()), before, "what was dropped never counted");
}
