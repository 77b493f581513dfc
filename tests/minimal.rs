//! Six sentences for each kind of relation: `tests/minimal/` says how they are written and when one is right.

#![allow(clippy::print_stdout)] // how many are right is shown on demand

mod claims;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use newsgraph::Extractor;
use serde::Deserialize;

const FORMS: [&str; 6] = ["plain", "not", "denied", "may", "according", "plans"];

#[derive(Deserialize)]
struct Row {
    id: String,
    kind: String,
    form: String,
    text: String,
    head: String,
    tail: String,
    polarity: String,
    modality: String,
    attributed_to: String,
}

fn rows(folder: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join("minimal.csv")).expect("the rows");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// What is wrong with a row, if anything.
fn fault(extractor: &Extractor, row: &Row) -> Option<String> {
    let claims = claims::claims(extractor, &row.id, &row.text);
    let same: Vec<_> = claims.iter().filter(|claim| claim.is(&row.kind, &row.head, &row.tail)).collect();
    let speaker = (!row.attributed_to.is_empty()).then_some(row.attributed_to.as_str());
    let right = !same.is_empty()
        && same
            .iter()
            .all(|claim| claim.polarity == row.polarity && claim.modality == row.modality && claim.speaker.as_deref() == speaker);
    (!right).then(|| format!("{:?} gives {}", row.text, claims::lines(&claims)))
}

#[test]
fn each_kind_is_marked_right_in_six_sentences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/minimal");
    let extractor = Extractor::new().expect("the built-in resources compile");
    let (mut failed, mut cases) = (BTreeMap::new(), BTreeSet::new());
    let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in rows(&folder) {
        let (right, all) = tally.entry(row.form.clone()).or_default();
        *all += 1;
        match fault(&extractor, &row) {
            Some(fault) => drop(failed.insert(row.id.clone(), fault)),
            None => *right += 1,
        }
        assert!(cases.insert(row.id.clone()), "{} stands twice", row.id);
    }
    for (form, (right, all)) in tally {
        println!("{form}: {right} of {all}");
    }
    for (id, why) in &failed {
        println!("{id}: {why}");
    }
    known::settle(&folder.join("known-failures.txt"), &cases, &failed);
}

#[test]
fn every_kind_has_its_six_rows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows(&root.join("tests/minimal")) {
        for name in [&row.head, &row.tail, &row.attributed_to] {
            assert!(row.text.contains(name.as_str()), "{}: {name:?} is not in its text", row.id);
        }
        kinds.entry(row.kind).or_default().push(row.form);
    }
    for entry in std::fs::read_dir(root.join("patterns/relations")).expect("the kinds") {
        let path = entry.expect("an entry").path();
        let file = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let kind = file.to_ascii_uppercase().replace('-', "_");
        assert_eq!(kinds.get(&kind).map(Vec::as_slice), Some(FORMS.map(String::from).as_slice()), "{kind}");
    }
}
