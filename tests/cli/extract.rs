//! `extract`: what it writes, what it says.

use std::fs;
use std::path::Path;

use crate::start::{ARTICLE, ended, folder, newsgraph, run};

/// The names below a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

#[test]
fn writes_all_formats_and_says_what_comes_next() {
    let place =
        folder(&[("news/a.txt", ARTICLE.as_bytes()), ("news/README.md", b"About Kenya."), ("news/.hidden.txt", b"Kenya.")]);
    let ended = run(place.path(), "extract news");
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.words);
    for words in
        ["read     1 document, 57 bytes in ", " MB/s)", "found ", " to output, ", "neo4j-admin database import", "Gephi:"]
    {
        assert!(ended.words.contains(words), "{words}: {}", ended.words);
    }
    let written = names(&place.path().join("output"));
    let native = ["articles.csv", "claims.csv", "co_mentions.csv", "conflicts.csv", "entities.csv", "evidence.csv"];
    assert_eq!(written[..6], native, "{written:?}");
    assert_eq!(written[6..], ["gephi", "id_aliases.csv", "manifest.json", "mentions.csv", "neo4j", "relations.csv"]);
    let relations = fs::read_to_string(place.path().join("output/relations.csv")).expect("written");
    assert!(relations.contains("HACKED"), "{relations}");
}

#[test]
fn writes_only_what_is_asked_for() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    assert_eq!(run(place.path(), "extract a.txt -o out -f gephi").code, 0);
    assert_eq!(names(&place.path().join("out")), ["gephi", "manifest.json"]);
    // A later run takes the place of the former, files and all.
    assert_eq!(run(place.path(), "extract a.txt -o out -f neo4j").code, 0);
    assert_eq!(names(&place.path().join("out")), ["manifest.json", "neo4j"]);
}

#[test]
fn quiet_says_nothing_but_errors() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("empty.txt", b"")]);
    let ended = run(place.path(), "extract a.txt -q");
    assert_eq!((ended.code, ended.out.as_str(), ended.words.as_str()), (0, "", ""));
    let ended = run(place.path(), "extract a.txt empty.txt -q");
    assert_eq!(ended.code, 1);
    assert_eq!(ended.words, "newsgraph: empty.txt: empty: there is no document in it\n");
}

#[test]
fn a_stream_is_read() {
    let place = folder(&[]);
    let mut command = newsgraph(place.path(), "extract - --date 2024-02-08 -f csv");
    command.write_stdin(ARTICLE);
    let ended = ended(command);
    assert_eq!(ended.code, 0, "{}", ended.words);
    let articles = fs::read_to_string(place.path().join("output/articles.csv")).expect("written");
    assert!(articles.contains("2024-02-08"), "{articles}");
}

#[test]
fn fields_can_be_named() {
    let rows = "headline,story,when,key\nTalks,Kenya and Norway met in Oslo.,2024-02-08,k-1\n";
    let place = folder(&[("news.csv", rows.as_bytes())]);
    let fields = "--text-field story --title-field headline --date-field when --id-field key";
    let ended = run(place.path(), &format!("extract news.csv {fields} -f csv"));
    assert_eq!(ended.code, 0, "{}", ended.words);
    let articles = fs::read_to_string(place.path().join("output/articles.csv")).expect("written");
    assert!(articles.lines().nth(1).is_some_and(|row| row.starts_with("k-1,,Talks,,,2024-02-08,")), "{articles}");
}

#[test]
fn a_log_gets_plain_lines() {
    let rest = "It did. ".repeat(40);
    let line =
        |number| format!("{{\"id\": \"{number}\", \"text\": \"All was quiet on day {number}, and then it rained. {rest}\"}}\n");
    let lines = (0..40_000).map(line).collect::<Vec<_>>().concat();
    let place = folder(&[("wire.jsonl", lines.as_bytes())]);
    let mut command = newsgraph(place.path(), "extract wire.jsonl -f gephi --threads 1");
    command.env("NEWSGRAPH_PROGRESS_SECONDS", "0");
    let ended = ended(command);
    assert_eq!(ended.code, 0, "{}", ended.words);
    let lines: Vec<&str> = ended.words.lines().filter(|line| line.starts_with("... ")).collect();
    assert!(lines.len() > 1 && lines.iter().all(|line| line.ends_with(" MB")), "{}", ended.words);
    assert!(!ended.words.contains('\x1b') && !ended.words.contains('\r'), "{}", ended.words);
}
