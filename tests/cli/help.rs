//! Help, and arguments that make no sense.

use std::path::Path;

use crate::start::{folder, run};

const COMMANDS: [&str; 24] = [
    "",
    "extract",
    "tag",
    "explain",
    "why-not",
    "suggest",
    "convert",
    "load",
    "verify",
    "init",
    "add",
    "replace",
    "remove",
    "export",
    "status",
    "watch",
    "check",
    "gazetteer",
    "gazetteer find",
    "gazetteer lint",
    "gazetteer diff",
    "score",
    "completions",
    "man",
];

#[test]
fn help_fits_79_columns_and_ends_in_examples() {
    for command in COMMANDS {
        for flag in ["-h", "--help"] {
            let ended = run(Path::new("."), &format!("{command} {flag}"));
            assert_eq!((ended.code, ended.words.as_str()), (0, ""), "{command} {flag}");
            for line in ended.out.lines() {
                assert!(line.chars().count() <= 79, "newsgraph {command} {flag}: {} columns: {line}", line.chars().count());
            }
            assert!(ended.out.contains("\nExamples:\n  "), "newsgraph {command} {flag} has no examples");
        }
    }
}

#[test]
fn help_lists_every_format() {
    let help = run(Path::new("."), "extract --help").out;
    for exporter in newsgraph::export::EXPORTERS {
        assert!(help.contains(&format!("- {}:", exporter.name())), "{}", exporter.name());
    }
    for format in newsgraph::ingest::FORMATS {
        assert!(help.contains(&format!("- {}:", format.name)), "{}", format.name);
    }
    let help = run(Path::new("."), "score --help").out;
    for format in newsgraph::score::GOLD_FORMATS {
        assert!(help.contains(&format!("- {}:", format.name)), "{}", format.name);
    }
}

#[test]
fn wrong_arguments_end_with_2_and_say_what_is_right() {
    let place = folder(&[("a.txt", b"Kenya.")]);
    for (args, words) in [
        ("extrakt a.txt", "extract"),
        ("extract a.txt --format neo5j", "neo4j"),
        ("extract a.txt --threads 0", "1..=1024"),
        ("extract a.txt --threads many", "invalid value"),
        ("extract a.txt --text-feild x", "--text-field"),
        ("extract a.txt --date yesterday", "newsgraph: --date yesterday: no date; write it as 2023-08-07"),
        ("extract a.txt --date 2023-02-30", "no date"),
        ("extract a.txt --max-document-size 16X", "write it as 500k, 16M or 1G"),
        ("extract - -", "name it once"),
        ("extract a.txt --input-format docx", "jsonl"),
        ("tag a.txt --format xml", "jsonl"),
        ("tag a.txt --label person", "newsgraph: --label says what the rows of your lists are: name one"),
        ("tag a.txt --gazetteer a.txt --label Person", "newsgraph: \"Person\" is no label"),
        ("gazetteer lint a.txt --label date/month", "dates are read by rules"),
        ("gazetteer diff a.txt a.txt", "--corpus"),
        ("completions tcl", "bash"),
    ] {
        let ended = run(place.path(), args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args}: {}", ended.words);
        assert!(ended.words.contains(words), "{args}: {}", ended.words);
    }
    assert!(!place.path().join("output").exists(), "nothing was run, so nothing is written");
}

#[test]
fn no_argument_shows_the_help() {
    for command in [
        "",
        "extract",
        "explain",
        "convert",
        "load",
        "verify",
        "gazetteer",
        "gazetteer find",
        "gazetteer diff",
        "score",
        "completions",
    ] {
        let ended = run(Path::new("."), command);
        assert_eq!(ended.code, 2, "{command}");
        assert!(ended.words.contains("Usage: newsgraph"), "{command}: {}", ended.words);
    }
}

#[test]
fn completions_and_man_pages_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = run(Path::new("."), &format!("completions {shell}"));
        assert_eq!((ended.code, ended.words.as_str()), (0, ""), "{shell}");
        assert!(ended.out.contains("max-document-size"), "{shell}");
    }
    let page = run(Path::new("."), "man");
    assert_eq!(page.code, 0);
    assert!(page.out.contains(".TH newsgraph 1"), "{}", page.out);
    let place = folder(&[]);
    assert_eq!(run(place.path(), "man --dir pages/man1").code, 0);
    for command in COMMANDS {
        let page = format!("newsgraph-{command}.1").replace("-.", ".").replace(' ', "-");
        assert!(place.path().join("pages/man1").join(&page).exists(), "{page}");
    }
}
