//! A delta takes the tables of a former batch to those of now.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use newsgraph::export::{Csv, DELTA_FILES, DeltaCounts};
use newsgraph::run::{Taking, export, export_since};
use newsgraph::store::Store;

use crate::shelf::{add, line, options, remove};

type Row = Vec<String>;

fn rows(path: &Path) -> (Row, Vec<Row>) {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let of = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Row>();
    let header = of(reader.headers().expect("a header"));
    (header, reader.records().map(|record| of(&record.expect("readable"))).collect())
}

/// The tables, each with the columns that tell its rows apart; none where a row is there or not.
const TABLES: [(&str, &[&str]); 7] = [
    ("entities.csv", &["id"]),
    ("relations.csv", &["id"]),
    ("claims.csv", &["id"]),
    ("co_mentions.csv", &["source_id", "target_id"]),
    ("articles.csv", &["id"]),
    ("mentions.csv", &[]),
    ("evidence.csv", &[]),
];

/// Applies a delta's table to the former one.
fn applied(old: &Path, delta: &Path, table: &str, key: &[&str]) -> Vec<Row> {
    let (header, before) = rows(&old.join(table));
    let (delta_header, changes) = rows(&delta.join("delta").join(table));
    assert_eq!(delta_header[1..], header, "{table}");
    let places: Vec<usize> = key.iter().filter_map(|name| header.iter().position(|column| column == name)).collect();
    let key_of = |row: &Row| -> Row {
        if key.is_empty() { row.clone() } else { places.iter().map(|&place| row[place].clone()).collect() }
    };
    let mut after: BTreeMap<Row, Vec<Row>> = BTreeMap::new();
    for row in before {
        after.entry(key_of(&row)).or_default().push(row);
    }
    for change in changes {
        let row = change[1..].to_vec();
        let there = after.entry(key_of(&row)).or_default();
        match change[0].as_str() {
            "added" => there.push(row),
            "changed" => *there = vec![row],
            "removed" => drop(there.pop().expect("what is removed was there")),
            other => panic!("{other}"),
        }
    }
    after.into_values().flatten().collect()
}

fn sorted(header: &Row, mut rows: Vec<Row>) -> Vec<Row> {
    // The significance of a pair changes with every article, and is not told.
    if let Some(place) = header.iter().position(|name| name == "significance") {
        for row in &mut rows {
            row[place].clear();
        }
    }
    rows.sort();
    rows
}

#[test]
fn a_delta_applied_to_what_was_gives_what_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::create(&folder.path().join("store")).expect("made");
    let first = [
        line(Some("a"), None, "Lazarus Group hacked Sony. Kenya and Norway met in Oslo."),
        line(Some("b"), None, "Maren Lindqvist met Vladimir Putin in Oslo. Lindqvist denied that Kimsuky hacked Boeing."),
        line(Some("c"), None, "Boeing acquired Nordholm Steel in May 2022, according to Reuters."),
    ];
    add(&mut store, &first, Taking::All, folder.path()).expect("added");
    let second = [
        line(Some("b"), None, "Maren Lindqvist met Vladimir Putin in Moscow. Kimsuky hacked Boeing."),
        line(Some("d"), None, "Lazarus Group hacked Sony again, Reuters said. Kenya and Norway met."),
    ];
    add(&mut store, &second, Taking::All, folder.path()).expect("added");
    remove(&mut store, &["c"], false);
    let [old, new, delta] = ["old", "new", "delta"].map(|name| folder.path().join(name));
    for (at, output) in [(Some(1), &old), (None, &new)] {
        let options = newsgraph::run::Options { exporters: vec![&Csv], documents: false, ..options(Vec::new(), output) };
        export(&mut store, at, &options, &mut |_| {}).expect("written");
    }
    let told = export_since(&mut store, 1, &options(Vec::new(), &delta), &mut |_| {}).expect("written");
    assert!(told.counts.added > 0 && told.counts.changed > 0 && told.counts.removed > 0, "{:?}", told.counts);
    for (table, key) in TABLES {
        let (header, expected) = rows(&new.join(table));
        assert_eq!(sorted(&header, applied(&old, &delta, table, key)), sorted(&header, expected), "{table}");
    }
    for file in DELTA_FILES {
        assert!(delta.join(file).is_file(), "{file}");
    }
    // Neo4j's import is told the same of the entities.
    let (_, changes) = rows(&delta.join("delta/entities.csv"));
    let (header, actions) = rows(&delta.join("incremental/entities.csv"));
    assert_eq!(header[..2], [":ACTION", "entityId:ID(Entity){label:Entity}"]);
    let mut said: Vec<(&str, &str)> = actions.iter().map(|row| (row[1].as_str(), row[0].as_str())).collect();
    let action = |change: &str| match change {
        "added" => "CREATE",
        "changed" => "UPDATE",
        _ => "DELETE",
    };
    let mut expected: Vec<(&str, &str)> = changes.iter().map(|row| (row[1].as_str(), action(&row[0]))).collect();
    said.sort_unstable();
    expected.sort_unstable();
    assert_eq!(said, expected);
    let script = fs::read_to_string(delta.join("cypher/remove.cypher")).expect("written");
    assert!(script.contains("-[r:ACQUIRED {relationId: row.relationId}]->"), "{script}");
    let (_, gone) = rows(&delta.join("cypher/removed_articles.csv"));
    assert_eq!(gone, [["c"]]);
}

#[test]
fn a_delta_of_nothing_is_empty_and_that_of_no_batch_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::create(&folder.path().join("store")).expect("made");
    add(&mut store, &[line(Some("a"), None, "Lazarus Group hacked Sony.")], Taking::All, folder.path()).expect("added");
    let output = folder.path().join("delta");
    let told = export_since(&mut store, 1, &options(Vec::new(), &output), &mut |_| {}).expect("written");
    assert_eq!(told.counts, DeltaCounts::default());
    let refused = export_since(&mut store, 7, &options(Vec::new(), &output), &mut |_| {}).expect_err("there is none");
    assert!(refused.to_string().ends_with("there is no batch 7: the last one is 1"), "{refused}");
    // All that there is came since the store was empty.
    let told = export_since(&mut store, 0, &options(Vec::new(), &output), &mut |_| {}).expect("written");
    assert!(told.counts.added > 0 && told.counts.removed == 0, "{:?}", told.counts);
}
