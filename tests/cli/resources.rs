//! `check`, and resources read from a folder.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::start::{folder, run};

/// A folder with a copy of the project's resources, for a test to spoil.
fn copy() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = folder(&[]);
    for part in ["gazetteers", "patterns"] {
        for entry in walkdir::WalkDir::new(root.join(part)) {
            let path = entry.expect("readable").into_path();
            let target = place.path().join(path.strip_prefix(root).expect("below"));
            if path.is_dir() {
                fs::create_dir_all(&target).expect("folders can be made");
            } else {
                fs::copy(&path, &target).expect("files can be copied");
            }
        }
    }
    place
}

fn append(path: &Path, text: &str) {
    let content = fs::read_to_string(path).expect("readable");
    fs::write(path, content + text).expect("writable");
}

#[test]
fn a_copy_reads_as_the_built_in_ones_do() {
    let place = copy();
    fs::write(place.path().join("a.txt"), "Lazarus Group hacked Sony in Oslo.").expect("writable");
    for args in ["check", "explain a.txt", "tag a.txt --format jsonl"] {
        let (built_in, copied) = (run(place.path(), args), run(place.path(), &format!("{args} --resources .")));
        assert_eq!((built_in.code, built_in.out), (copied.code, copied.out), "{args}: {}", copied.words);
    }
}

#[test]
fn an_edit_needs_no_rebuild() {
    let place = copy();
    append(&place.path().join("gazetteers/organization/company.csv"), "\n");
    fs::write(place.path().join("gazetteers/weapon/kite.csv"), "name\nKestrel Kite\n").expect("writable");
    fs::write(place.path().join("a.txt"), "They flew a Kestrel Kite over Oslo.").expect("writable");
    let ended = run(place.path(), "explain a.txt --resources .");
    assert_eq!(ended.code, 0, "{}", ended.words);
    assert!(ended.out.contains("* Kestrel Kite [weapon/kite]"), "{}", ended.out);
    assert!(ended.out.contains("found by gazetteers/weapon/kite.csv:2"), "{}", ended.out);
}

#[test]
fn a_rule_that_breaks_its_word_is_found() {
    let place = copy();
    let hacked = place.path().join("patterns/relations/hacked.toml");
    let content = fs::read_to_string(&hacked).expect("readable");
    let wrong = content.replacen("counterexamples = [", "counterexamples = [\n  \"Lazarus Group hacked Sony.\",", 1);
    fs::write(&hacked, &wrong).expect("writable");
    let line = wrong.lines().position(|line| line.contains("\"Lazarus Group hacked Sony.\"")).expect("it is there") + 1;
    let ended = run(place.path(), "check --resources .");
    assert_eq!(ended.code, 1, "{}", ended.words);
    let place_of_it = format!("./patterns/relations/hacked.toml:{line}: counterexample gives HACKED");
    assert!(ended.out.starts_with(&place_of_it), "{place_of_it}: {}", ended.out);
    assert!(ended.words.starts_with("newsgraph: 1 of "), "{}", ended.words);
}

#[test]
fn a_bad_resource_stops_before_any_article_is_read() {
    let place = copy();
    append(&place.path().join("patterns/relations/hacked.toml"), "\n[[pattern]\n");
    fs::write(place.path().join("a.txt"), "Kenya.").expect("writable");
    for args in ["check", "extract a.txt missing.txt", "tag a.txt", "explain a.txt"] {
        let ended = run(place.path(), &format!("{args} --resources ."));
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args}: {}", ended.words);
        assert!(ended.words.starts_with("newsgraph: ./patterns/relations/hacked.toml:"), "{args}: {}", ended.words);
        assert_eq!(ended.words.lines().count(), 1, "{args}: {}", ended.words);
    }
    assert!(!place.path().join("output").exists());
    fs::write(place.path().join("gazetteers/place/bad.csv"), b"name\nOslo\nM\xfcnchen\n").expect("writable");
    let ended = run(place.path(), "check --resources .");
    assert_eq!(
        (ended.code, ended.words.as_str()),
        (2, "newsgraph: ./gazetteers/place/bad.csv:3: is not UTF-8: save it as UTF-8\n")
    );
}

#[test]
fn a_folder_without_resources_is_told() {
    let place = folder(&[("empty/x.txt", b"x")]);
    for (name, words) in [
        ("empty", "newsgraph: empty: holds neither gazetteers/ nor patterns/"),
        ("missing", "newsgraph: missing: no such folder"),
        ("empty/x.txt", "newsgraph: empty/x.txt: is a file, and resources are a folder"),
    ] {
        let ended = run(place.path(), &format!("check --resources {name}"));
        assert!(ended.code == 2 && ended.words.starts_with(words), "{ended:?}");
    }
}

#[test]
fn the_built_in_rules_keep_their_word() {
    let ended = run(Path::new("."), "check");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.ends_with(" examples, all right\n"), "{}", ended.out);
}
