//! `kill -9` at any moment leaves a store as it was before the batch, or as it is after. `NEWSGRAPH_KILLS=300` kills so often.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use newsgraph::store::Store;

use crate::shelf::{difference, exported, fresh, line};

/// Articles of a batch.
const SIZE: usize = 120;

fn article(number: usize) -> String {
    let id = format!("w-{number}");
    line(Some(&id), None, &format!("Firm{number} Inc. hacked Boeing in Oslo. Kim Jong Un met Vladimir Putin, Firm{number} said."))
}

#[test]
fn a_kill_leaves_what_was_before_or_what_is_after() {
    let kills = std::env::var("NEWSGRAPH_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("store");
    drop(Store::create(&place).expect("made"));
    let (mut done, mut killed, mut time) = (0, 0, Duration::from_secs(2));
    // Any fixed sequence will do; time itself makes the rest random.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut cut_short = 0;
    while killed < kills {
        let lines: Vec<String> = (done * SIZE..(done + 1) * SIZE).map(article).collect();
        let input = folder.path().join("wire.jsonl");
        fs::write(&input, lines.concat()).expect("written");
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
            .args(["add", "--quiet"])
            .args([&place, &input])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // The first batch tells how long one takes, a tenth of them are let be.
        let is_killed = done > 0 && !seed.is_multiple_of(10);
        if is_killed {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            std::thread::sleep(time.mul_f64((seed >> 40) as f64 / f64::from(1 << 24) * 1.1));
            child.kill().expect("it is killed, or has ended");
            killed += 1;
        } else {
            seed = seed.wrapping_add(1);
        }
        let ended = child.wait().expect("it ends");
        if !is_killed {
            assert!(ended.success(), "what was left by the kill before is in the way");
            time = start.elapsed();
        }
        let mut store = Store::open(&place).expect("it opens after a kill");
        let snapshot = store.snapshot().expect("read");
        let batches = snapshot.batches().expect("read").len();
        let articles = snapshot.status(b"").expect("read").articles;
        assert!(batches == done || batches == done + 1, "{batches} batches after {done}");
        assert_eq!(articles, (batches * SIZE) as u64, "a batch in parts");
        cut_short += usize::from(batches == done);
        done = batches;
    }
    let mut store = Store::open(&place).expect("opened");
    let lines: Vec<String> = (0..done * SIZE).map(article).collect();
    assert_eq!(difference(&fresh(&lines, folder.path()), &exported(&mut store, None, folder.path())), None);
    println!("{killed} kills, {cut_short} of them within a batch, {done} batches");
}
