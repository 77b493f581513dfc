//! Articles, stores and what is written of them, for the tests of this folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use newsgraph::export::{EXPORTERS, Manifest};
use newsgraph::run::{self, Added, Changed, Leaving, Options, Reading, Taking};
use newsgraph::store::{Store, Wait};
use newsgraph::{Extractor, Result};

pub(crate) static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the resources compile"));

pub(crate) const WAIT: Wait = Wait { most: Duration::from_secs(60), told: || {} };

/// What stands for the resources in most tests.
pub(crate) const PRINT: &[u8] = b"the resources of the test";

/// The files below a folder, but for the manifest, which says nothing else.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

pub(crate) fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != Manifest::NAME) {
                files.insert(path.strip_prefix(folder).expect("below").to_owned(), fs::read(&path).expect("readable"));
            }
        }
    }
    files
}

pub(crate) fn options(inputs: Vec<PathBuf>, output: &Path) -> Options {
    Options {
        reading: Reading::of(inputs),
        output: output.to_owned(),
        exporters: EXPORTERS.to_vec(),
        documents: true,
        hold: newsgraph::Fold::BOUND,
    }
}

/// What a run over these lines of JSON writes.
pub(crate) fn fresh(lines: &[String], folder: &Path) -> Files {
    let (input, output) = (folder.join("fresh/wire.jsonl"), folder.join("fresh/output"));
    let _ = fs::remove_dir_all(folder.join("fresh"));
    fs::create_dir_all(input.parent().expect("below")).expect("a folder");
    fs::write(&input, lines.concat()).expect("written");
    run::run(&EXTRACTOR, &options(vec![input], &output), &mut |_| {}).expect("it runs");
    files(&output)
}

/// What is written of a store, as it is or as it was.
pub(crate) fn exported(store: &mut Store, at: Option<u64>, folder: &Path) -> Files {
    let output = folder.join("exported");
    let _ = fs::remove_dir_all(&output);
    run::export(store, at, &options(Vec::new(), &output), &mut |_| {}).expect("it is written");
    files(&output)
}

/// Adds these lines of JSON.
pub(crate) fn add(store: &mut Store, lines: &[String], taking: Taking, folder: &Path) -> Result<Added> {
    let input = folder.join("batch/wire.jsonl");
    fs::create_dir_all(input.parent().expect("below")).expect("a folder");
    fs::write(&input, lines.concat()).expect("written");
    run::add(&EXTRACTOR, PRINT, store, &Reading::of([input]), taking, WAIT, &mut |_| {})
}

pub(crate) fn remove(store: &mut Store, names: &[&str], forget: bool) -> Changed {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    run::remove(&EXTRACTOR, PRINT, store, Leaving { names: &names, before: None, forget }, WAIT).expect("it is written")
}

/// The name of the first file that differs.
pub(crate) fn difference(expected: &Files, found: &Files) -> Option<String> {
    let names = expected.keys().chain(found.keys());
    let name = names.into_iter().find(|name| expected.get(*name) != found.get(*name))?;
    let text = |files: &Files| files.get(name).map_or("(none)".into(), |bytes| String::from_utf8_lossy(bytes).into_owned());
    Some(format!("{}:\nexpected {}\nfound {}", name.display(), text(expected), text(found)))
}

/// A line of JSON.
pub(crate) fn line(id: Option<&str>, url: Option<&str>, text: &str) -> String {
    let value = serde_json::json!({ "id": id, "url": url, "text": text, "date": "2024-02-08", "publisher": "Nordwire" });
    format!("{value}\n")
}
