//! Other formats out of the native files: what a run over the articles writes, byte for byte.

use std::fs;
use std::path::Path;

use newsgraph::export::{EXPORTERS, Exporter, Manifest, convert};

use crate::{golden, hostile, rules, world};

fn format(name: &str) -> Vec<&'static dyn Exporter> {
    EXPORTERS
        .iter()
        .copied()
        .filter(|exporter| if name == "all" { !exporter.reads_texts() } else { exporter.name() == name })
        .collect()
}

#[test]
fn what_is_converted_is_what_a_run_writes() {
    for stories in [world::stories(), vec![hostile::story()], Vec::new()] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let [run, other] = ["run", "other"].map(|name| folder.path().join(name));
        golden::run(&stories, &run).expect("the run ends well");
        convert(&run, &other, &format("all"), true).expect("the conversion ends well");
        for file in rules::files_below(&other) {
            if file != Manifest::NAME {
                let [made, kept] = [&other, &run].map(|folder| fs::read(folder.join(&file)).expect("it can be read"));
                assert!(made == kept, "{file} is another than the run wrote");
            }
        }
        // In the folder itself nothing changes, not even the manifest.
        let before = fs::read(run.join(Manifest::NAME)).expect("it can be read");
        convert(&run, &run, &format("all"), true).expect("the conversion ends well");
        assert_eq!(fs::read(run.join(Manifest::NAME)).expect("it can be read"), before);
    }
}

#[test]
fn the_other_formats_of_a_folder_stay_and_the_same_one_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    golden::run(&world::stories(), folder.path()).expect("the run ends well");
    assert!(folder.path().join("neo4j/articles.csv").exists());
    convert(folder.path(), folder.path(), &format("neo4j"), false).expect("the conversion ends well");
    assert!(!folder.path().join("neo4j/articles.csv").exists(), "articles are no nodes this time");
    let manifest = Manifest::read(folder.path()).expect("it can be read").expect("it is there");
    let names: Vec<&str> = manifest.files().iter().map(|file| file.name.as_str()).collect();
    assert!(names.contains(&"entities.csv") && names.contains(&"kuzu/articles.csv"), "{names:?}");
    assert!(!names.contains(&"neo4j/articles.csv"), "{names:?}");
}

fn refusal(folder: &Path) -> String {
    let before = rules::files_below(folder);
    let error = convert(folder, folder, &format("gexf"), false).expect_err("there is nothing to convert");
    assert_eq!(rules::files_below(folder), before, "nothing is left behind");
    error.to_string()
}

#[test]
fn what_cannot_be_converted_is_named_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert!(refusal(folder.path()).contains("no manifest.json"));
    golden::run(&world::stories(), folder.path()).expect("the run ends well");
    let error = convert(folder.path(), folder.path(), &format("csv"), false).expect_err("that is what is read");
    assert!(error.message().contains("name another format"), "{error}");
    let error = convert(folder.path(), folder.path(), &format("brat"), false).expect_err("there are no texts");
    assert!(error.message().contains("run extract with --format brat"), "{error}");
    let cases = [
        ("entities.csv", "id,name", "id,title", "entities.csv:1: has other columns than this version writes"),
        ("entities.csv", ",listed,", ",famous,", "its status is none of listed, found, local"),
        ("entities.csv", "gn:524901,", "Q423,", "comes twice"),
        ("entities.csv", "37.61556", "east", "\"east\" under lon is no decimal"),
        ("relations.csv", "r-", "x-", "which its ends and kind make"),
        ("relations.csv", ",asserted,fact,", ",sworn,fact,", "its polarity or modality is none that this version knows"),
        ("relations.csv", ",asserted,fact,", ",denied,fact,", "facts and claims are mixed up"),
        ("relations.csv", "\n", ",\n", "cells where its header has 23"),
        ("co_mentions.csv", "\ngn:524901", "\nnobody", "there is no entity `nobody`"),
        ("articles.csv", "2023-08-07", "7 August", "\"7 august\" under published is no date"),
    ];
    for (file, from, to, message) in cases {
        let path = folder.path().join(file);
        let sound = fs::read_to_string(&path).expect("it can be read");
        // Not in the header, unless that is what is changed.
        let (header, rest) = sound.split_once('\n').expect("a header");
        let broken = match from {
            "id,name" | "\n" => format!("{header}\n{rest}").replacen(from, to, if from == "\n" { 2 } else { 1 }),
            _ => format!("{header}\n{}", format!("\n{rest}").replacen(from, to, 1).trim_start_matches('\n')),
        };
        let broken = if from == "\n" { broken.replacen(&format!("{header},"), header, 1) } else { broken };
        assert_ne!(broken, sound, "{file}: {from}");
        fs::write(&path, broken).expect("it can be written");
        let error = refusal(folder.path());
        assert!(error.contains(message) && error.contains(&format!("{file}:")), "{error}");
        fs::write(&path, sound).expect("it can be written");
    }
    let manifest = folder.path().join(Manifest::NAME);
    let sound = fs::read_to_string(&manifest).expect("it can be read");
    fs::write(&manifest, sound.replace("\"complete\": true", "\"complete\": false")).expect("it can be written");
    assert!(refusal(folder.path()).contains("did not come to its end"));
    fs::write(&manifest, sound.replace("\"claims.csv\"", "\"other.csv\"")).expect("it can be written");
    assert!(refusal(folder.path()).contains("holds no claims.csv: run extract with --format csv"));
}
