//! `convert` and `verify`, end to end.

use std::fs;

use crate::start::{ARTICLE, folder, run};

#[test]
fn another_format_is_made_without_the_articles() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    assert_eq!(run(place.path(), "extract a.txt -o run -f csv,gexf,stix --documents").code, 0);
    fs::remove_file(place.path().join("a.txt")).expect("it is ours");
    let ended = run(place.path(), "convert run -f gexf,stix --documents -o other");
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.words);
    assert!(ended.words.contains("wrote    2 files to other") && ended.words.contains("Gephi: File > Open"), "{}", ended.words);
    for file in ["gexf/graph.gexf", "stix/bundle.json"] {
        let [run, other] = ["run", "other"].map(|name| fs::read(place.path().join(name).join(file)).expect("written"));
        assert!(run == other, "{file}");
    }
    let ended = run(place.path(), "convert run -f kuzu -q");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    assert!(place.path().join("run/gexf/graph.gexf").exists(), "what was there stays");
    let ended = run(place.path(), "verify run");
    assert_eq!(ended.code, 0, "{}", ended.words);
    assert!(ended.words.contains("files read back: ") && ended.words.contains("no fault"), "{}", ended.words);
}

#[test]
fn every_format_is_written_and_read_back() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    assert_eq!(run(place.path(), "extract a.txt -f all -q").code, 0);
    assert_eq!(run(place.path(), "verify output").code, 0);
    assert!(place.path().join("output/parquet/entities.parquet").exists());
}

#[test]
fn tables_that_only_help_are_not_left_behind() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    assert_eq!(run(place.path(), "extract a.txt -f jsonl -q").code, 0);
    let names: Vec<_> =
        fs::read_dir(place.path().join("output")).expect("written").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let mentions = fs::read_to_string(place.path().join("output/jsonl/mentions.jsonl")).expect("written");
    assert!(mentions.contains("\"surface\":\"Lazarus Group\""), "{mentions}");
}

#[test]
fn what_cannot_be_done_ends_with_2_and_what_is_wrong_with_1() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("empty/x", b"")]);
    for (args, words) in [
        ("convert nowhere -f gexf", "nowhere: holds no output of newsgraph"),
        ("convert empty -f gexf", "empty: holds no output of newsgraph"),
        ("convert empty", "name it with --format"),
        ("convert empty -f csv", "name another format"),
        ("verify empty", "empty: holds no output of newsgraph"),
    ] {
        let ended = run(place.path(), args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args}: {}", ended.words);
        assert!(ended.words.contains(words), "{args}: {}", ended.words);
    }
    assert_eq!(run(place.path(), "extract a.txt -f gephi -q").code, 0);
    assert_eq!(run(place.path(), "verify output").code, 0, "a folder without native files can be read back as well");
    let ended = run(place.path(), "convert output -f gexf");
    assert_eq!(ended.code, 2);
    assert!(ended.words.contains("run extract with --format csv"), "{}", ended.words);
    let edges = place.path().join("output/gephi/edges.csv");
    let sound = fs::read_to_string(&edges).expect("written");
    fs::write(&edges, sound.replace("Lazarus", "Laz\tarus")).expect("it is ours");
    let ended = run(place.path(), "verify output");
    assert_eq!(ended.code, 1, "{}", ended.words);
    assert!(ended.words.contains("newsgraph: output/gephi/edges.csv:"), "{}", ended.words);
    assert!(ended.words.contains("holds a control character"), "{}", ended.words);
    assert!(ended.words.contains("2 faults"), "{}", ended.words);
}
