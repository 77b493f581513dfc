//! Input that is wrong, end to end: a message that names file and line and the way out, the rest unharmed, the exit code.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::start::{ARTICLE, folder, run};

/// Runs `extract` over a sound article and what is wrong; the sound one must come through.
fn beside_a_sound_one(place: &Path, args: &str) -> String {
    fs::write(place.join("sound.txt"), ARTICLE).expect("writable");
    let ended = run(place, &format!("extract {args} sound.txt -f csv"));
    assert_eq!(ended.code, 1, "{args}: {}", ended.words);
    assert!(ended.words.contains("read     1 document, ") && ended.words.contains("skipped"), "{args}: {}", ended.words);
    let articles = fs::read_to_string(place.join("output/articles.csv")).expect("written");
    assert!(articles.contains("\nsound-"), "{args}: {articles}");
    ended.words
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text.as_bytes()).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

#[test]
fn one_broken_file_never_stops_the_rest() {
    let gzip = packed(&ARTICLE.repeat(1000));
    let bomb = packed(&" ".repeat(64 << 20));
    let place = folder(&[
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("list.jsonl", b"[1, 2]\n"),
        ("cut.jsonl", b"{\"text\": \"Kenya"),
        ("bytes.csv", b"text\n\0\0\x01\x02\0\0\0\0\0\0"),
        ("rows.csv", b"title,url\nTalks,x\n"),
        ("cut.txt.gz", &gzip[..gzip.len() / 2]),
        ("bomb.txt.gz", &bomb),
        ("story.docx", b"PK"),
        ("page.html", b"<html><body></body></html>"),
    ]);
    for (args, message) in [
        ("missing.txt", "newsgraph: missing.txt: no such file or folder"),
        ("empty.txt", "newsgraph: empty.txt: empty"),
        ("blank.txt", "newsgraph: blank.txt: empty"),
        ("list.jsonl", "newsgraph: list.jsonl:1: not a JSON object"),
        ("cut.jsonl", "newsgraph: cut.jsonl:1: not valid JSON"),
        ("bytes.csv", "newsgraph: bytes.csv: not text in any known encoding; convert it"),
        ("rows.csv", "newsgraph: rows.csv:1: no text field"),
        ("rows.csv", "name yours with --text-field; this table has: title, url"),
        ("cut.txt.gz", "newsgraph: cut.txt.gz: truncated gzip"),
        ("bomb.txt.gz", "newsgraph: bomb.txt.gz: "),
        ("story.docx", "newsgraph: story.docx: its suffix tells no format"),
        ("story.docx", "--input-format"),
        ("page.html", "newsgraph: page.html: "),
        ("sound.txt --max-document-size 10", "raise --max-document-size"),
    ] {
        if args.starts_with("sound") {
            fs::write(place.path().join("sound.txt"), ARTICLE).expect("writable");
            let ended = run(place.path(), &format!("extract {args}"));
            assert!(ended.code == 2 && ended.words.contains(message), "{args}: {}", ended.words);
            continue;
        }
        let words = beside_a_sound_one(place.path(), args);
        assert!(words.contains(message), "{args}: {words}");
    }
}

#[test]
fn a_bad_line_names_its_line_and_the_others_are_read() {
    let lines = "{\"id\": \"a\", \"text\": \"Kenya met Norway.\"}\nnonsense\n{\"id\": \"b\", \"text\": \"\"}\n{\"id\": \"c\", \"text\": \"Oslo.\"}\n";
    let place = folder(&[("wire.jsonl", lines.as_bytes())]);
    let ended = run(place.path(), "extract wire.jsonl -f csv");
    assert_eq!(ended.code, 1, "{}", ended.words);
    assert!(ended.words.contains("newsgraph: wire.jsonl:2: not a JSON object"), "{}", ended.words);
    assert!(ended.words.contains("newsgraph: wire.jsonl:3: its text is empty"), "{}", ended.words);
    assert!(ended.words.contains("read     2 documents") && ended.words.contains("; 2 skipped"), "{}", ended.words);
}

#[test]
fn of_many_bad_lines_the_first_are_told() {
    let place = folder(&[("wire.jsonl", format!("{}{{\"text\": \"Oslo.\"}}\n", "nonsense\n".repeat(5000)).as_bytes())]);
    for args in ["extract wire.jsonl", "tag wire.jsonl --format jsonl"] {
        let ended = run(place.path(), args);
        assert_eq!(ended.code, 1, "{args}: {}", ended.words);
        assert_eq!(ended.words.lines().filter(|line| line.contains("not a JSON object")).count(), 20, "{args}");
        assert!(ended.words.contains("newsgraph: and 4,980 more that could not be read"), "{args}: {}", ended.words);
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_ring_and_locked_files_are_told() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = folder(&[("news/a.txt", ARTICLE.as_bytes()), ("news/locked.txt", b"Kenya.")]);
    symlink(place.path().join("news"), place.path().join("news/ring")).expect("links can be made");
    let locked = place.path().join("news/locked.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("ours");
    let ended = run(place.path(), "extract news");
    assert_eq!(ended.code, 1, "{}", ended.words);
    assert!(ended.words.contains("news/ring: a link back to news"), "{}", ended.words);
    // Root may read what it likes.
    if fs::read(&locked).is_err() {
        assert!(ended.words.contains("newsgraph: news/locked.txt: may not be read"), "{}", ended.words);
    }
}

#[test]
fn nothing_read_writes_nothing() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("empty.txt", b""), ("none/x.bin", b"x")]);
    let ended = run(place.path(), "extract a.txt");
    assert_eq!(ended.code, 0, "{}", ended.words);
    let before = fs::read(place.path().join("output/entities.csv")).expect("written");
    for args in ["empty.txt", "missing.txt", "none"] {
        let ended = run(place.path(), &format!("extract {args}"));
        assert_eq!(ended.code, 2, "{args}");
        assert!(ended.words.contains("no document could be read, so nothing was written"), "{args}: {}", ended.words);
        assert_eq!(fs::read(place.path().join("output/entities.csv")).expect("kept"), before, "{args}");
    }
    assert_eq!(run(place.path(), "extract empty.txt -o fresh").code, 2);
    assert!(!place.path().join("fresh").exists());
}

#[test]
fn an_output_that_cannot_be_written_stops_before_reading() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("taken", b"mine"), ("full/entities.csv", b"mine")]);
    let ended = run(place.path(), "extract a.txt -o taken");
    assert_eq!(
        (ended.code, ended.words.as_str()),
        (2, "newsgraph: taken: is a file, and the output needs a folder: choose another\n")
    );
    let ended = run(place.path(), "extract a.txt -o full");
    assert_eq!(ended.code, 2);
    assert!(ended.words.starts_with("newsgraph: full/entities.csv: is there already"), "{}", ended.words);
    assert_eq!(fs::read(place.path().join("full/entities.csv")).expect("kept"), b"mine");
}

/// As on a disk that is full, no file may be larger than 64 kB: the shell says so to the system.
#[cfg(target_os = "linux")]
#[test]
fn a_graph_that_no_disk_takes_leaves_the_output_as_it_was() {
    let lines: Vec<String> = (0..800)
        .map(|number| {
            format!("{{\"id\": \"{number}\", \"text\": \"Maren Lindqvist of Firm{number} Inc. met Norway. {number}\"}}\n")
        })
        .collect();
    let place = folder(&[("wire.jsonl", lines.concat().as_bytes()), ("one.jsonl", b"{\"text\": \"Kenya met Norway.\"}")]);
    let before = run(place.path(), "extract one.jsonl -f csv");
    assert_eq!(before.code, 0, "{}", before.words);
    let entities = fs::read(place.path().join("output/entities.csv")).expect("written");
    let program = assert_cmd::cargo::cargo_bin!("newsgraph");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec {} extract wire.jsonl -f csv --hold 0 -q", program.display());
    let ended = std::process::Command::new("bash").args(["-c", &script]).current_dir(place.path()).output().expect("it runs");
    let words = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{words}");
    assert!(words.contains("output/.newsgraph-partial-") && words.contains("File too large"), "{words}");
    assert_eq!(fs::read(place.path().join("output/entities.csv")).expect("still there"), entities);
    let names: Vec<_> =
        fs::read_dir(place.path().join("output")).expect("there").map(|entry| entry.expect("readable").file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().starts_with('.')), "{names:?}");
}
