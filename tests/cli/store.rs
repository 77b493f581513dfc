//! Commands around a store.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::start::{ARTICLE, ended, folder, newsgraph, run};

const WIRE: &str = r#"{"id": "a", "text": "Lazarus Group hacked Sony. Kenya and Norway met in Oslo.", "date": "2024-02-08"}
{"id": "b", "text": "Boeing acquired Nordholm Steel in May 2022.", "date": "2024-02-08"}
"#;

fn words(place: &Path, args: &str, code: i32) -> String {
    let ended = run(place, args);
    assert_eq!(ended.code, code, "{args}: {}{}", ended.out, ended.words);
    ended.out + &ended.words
}

#[test]
fn a_day_with_a_store() {
    let place = folder(&[("wire.jsonl", WIRE.as_bytes())]);
    let at = place.path();
    assert!(words(at, "init news", 0).contains("newsgraph add news INPUT"));
    let said = words(at, "add news wire.jsonl", 0);
    assert!(said.contains("read     2 documents") && said.contains("stored   batch 1: 2 added"), "{said}");
    let said = words(at, "add news wire.jsonl", 0);
    assert!(said.contains("2 there already") && said.contains("stored   nothing: the store has it all"), "{said}");
    assert!(words(at, "export news -o out", 0).contains("wrote    "));
    words(at, "extract wire.jsonl -o fresh", 0);
    for file in ["entities.csv", "relations.csv", "mentions.csv", "articles.csv", "manifest.json", "gephi/edges.csv"] {
        let read = |folder: &str| fs::read(at.join(folder).join(file)).expect("written");
        assert!(read("out") == read("fresh"), "{file} differs");
    }
    let corrected = WIRE.replace("hacked Sony", "hacked Boeing");
    fs::write(at.join("wire.jsonl"), corrected).expect("written");
    let said = words(at, "replace news wire.jsonl", 0);
    assert!(said.contains("1 there already") && said.contains("batch 2: 1 replaced"), "{said}");
    let said = words(at, "remove news b nobody", 1);
    assert!(
        said.contains("no article in the store has the id or address `nobody`") && said.contains("batch 3: 1 removed"),
        "{said}"
    );
    let said = words(at, "status news", 0);
    for line in ["articles  1\n", "former    2 versions", "stale     none\n", "batches   3\n", "  +0 ~1 -0"] {
        assert!(said.contains(line.trim_start()), "{line}: {said}");
    }
    assert!(words(at, "export news --since 1 -o delta", 0).contains("since    batch 1: "));
    assert!(words(at, "export news --at 1 -o then -f csv", 0).contains("wrote"));
    assert_eq!(
        fs::read(at.join("then/relations.csv")).expect("written"),
        fs::read(at.join("fresh/relations.csv")).expect("written")
    );
    words(at, "verify then", 0);
}

#[test]
fn other_lists_make_articles_stale() {
    let place = folder(&[("wire.jsonl", WIRE.as_bytes()), ("staff.txt", b"Nordholm Steel\n")]);
    let at = place.path();
    words(at, "init news", 0);
    words(at, "add news wire.jsonl -q", 0);
    let lists = "--gazetteer staff.txt --label organization/company";
    assert!(words(at, &format!("status news {lists}"), 1).contains("stale     2 articles; next: newsgraph add news --refresh"));
    assert_eq!(words(at, &format!("status news --stale {lists}"), 1), "a\nb\n");
    assert!(words(at, &format!("add news --refresh {lists}"), 0).contains("batch 2: 2 read again"));
    words(at, &format!("status news {lists}"), 0);
    words(at, "status news", 1);
    words(at, "export news -o out -f csv -q", 0);
    words(at, &format!("extract wire.jsonl -o fresh -f csv -q {lists}"), 0);
    for file in ["entities.csv", "mentions.csv"] {
        assert_eq!(
            fs::read(at.join("out").join(file)).expect("written"),
            fs::read(at.join("fresh").join(file)).expect("written")
        );
    }
}

#[test]
fn what_cannot_be_done_is_told() {
    let place = folder(&[("wire.jsonl", WIRE.as_bytes()), ("broken.jsonl", b"{\n")]);
    let at = place.path();
    assert!(words(at, "add news wire.jsonl", 2).contains("news: there is no store here: make one with `newsgraph init`"));
    words(at, "init news", 0);
    assert!(words(at, "init news", 2).contains("news: holds a store already"));
    assert!(words(at, "add news broken.jsonl", 2).contains("no document could be read, so nothing was added"));
    assert!(words(at, "add news", 2).contains("INPUT"));
    assert!(words(at, "replace news wire.jsonl", 1).contains("is not in the store, so there is nothing to replace: add it"));
    assert!(words(at, "export news --at 4 -o out", 2).contains("there is no batch 4: the last one is 0"));
    assert!(words(at, "export news --since 4 -o out", 2).contains("there is no batch 4"));
    assert!(words(at, "watch nowhere --store news", 2).contains("cannot be watched"));
    assert!(!at.join("out").exists());
}

#[test]
fn two_writers_come_one_after_the_other() {
    let lines = |name: &str| {
        (0..200)
            .map(|n| format!("{{\"id\": \"{name}{n}\", \"text\": \"Firm{n} Inc. met Boeing in Oslo.\"}}\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let place = folder(&[("a.jsonl", lines("a").as_bytes()), ("b.jsonl", lines("b").as_bytes())]);
    let at = place.path();
    words(at, "init news", 0);
    let start = |file: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command.current_dir(at).args(["add", "news", file]).stderr(Stdio::piped());
        command.spawn().expect("it starts")
    };
    let writers = [start("a.jsonl"), start("b.jsonl")];
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let said = words(at, "status news", 0);
    assert!(said.contains("articles  400\n") && said.contains("batches   2\n"), "{said}");
}

#[test]
fn a_report_for_programs() {
    let place = folder(&[
        ("in/a.txt", ARTICLE.as_bytes()),
        ("in/empty.txt", b""),
        ("in/wire.jsonl", b"{\"text\": \"Kenya met Norway.\"}\n{\n"),
    ]);
    let at = place.path();
    words(at, "extract in -o out -f csv --report report.json", 1);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(at.join("report.json")).expect("written")).expect("JSON");
    assert_eq!(
        (&report["documents"], &report["skipped"], &report["graph"]["stories"]),
        (&2.into(), &2.into(), &2.into()),
        "{report}"
    );
    let status: Vec<(&str, &str)> = report["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| (file["path"].as_str().expect("a path"), file["status"].as_str().expect("a status")))
        .collect();
    assert_eq!(status, [("in/a.txt", "read"), ("in/empty.txt", "skipped"), ("in/wire.jsonl", "partly")]);
    words(at, "init news", 0);
    words(at, "add news in --report report.json", 1);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(at.join("report.json")).expect("written")).expect("JSON");
    assert_eq!((&report["store"]["batch"], &report["store"]["added"]), (&1.into(), &2.into()), "{report}");
}

#[test]
fn logs_are_lines_of_json() {
    let place = folder(&[("in/a.txt", ARTICLE.as_bytes()), ("in/empty.txt", b"")]);
    let said = words(place.path(), "extract in -o out -f csv -q --log-format json", 1);
    let lines: Vec<serde_json::Value> =
        said.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.iter().any(|line| line["level"] == "WARN" && line["message"] == "empty: there is no document in it"), "{said}");
    assert!(lines.iter().any(|line| line["message"] == "extracted" && line["documents"] == 1), "{said}");
}

#[test]
fn files_are_read_as_they_land() {
    let place = folder(&[("in/a.jsonl", WIRE.as_bytes()), ("in/notes.docx", b"x")]);
    let at = place.path();
    words(at, "init news", 0);
    let mut watching = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(at)
        .args(["watch", "in", "--store", "news", "--log-format", "json", "--settle", "0.5"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(watching.stderr.take().expect("piped")).lines();
    let mut next = |wanted: &str| loop {
        let line = lines.next().expect("it goes on").expect("UTF-8");
        let event: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        if event["message"] == wanted {
            return event;
        }
    };
    next("watching");
    let event = next("read");
    assert_eq!((&event["added"], &event["batch"]), (&2.into(), &1.into()), "{event}");
    // A file that is written in two parts is read once, as a whole.
    let path = at.join("in/b.jsonl");
    fs::write(&path, "{\"id\": \"c\", \"text\": \"Kenya met").expect("written");
    std::thread::sleep(std::time::Duration::from_millis(200));
    fs::write(&path, "{\"id\": \"c\", \"text\": \"Kenya met Norway.\"}\n").expect("written");
    let event = next("read");
    assert_eq!((&event["added"], &event["batch"], &event["skipped"]), (&1.into(), &2.into(), &0.into()), "{event}");
    // A folder that is moved in brings its files; a broken one stops nothing.
    fs::create_dir(at.join("late")).expect("made");
    fs::write(at.join("late/d.jsonl"), "{\"id\": \"d\", \"text\": \"Boeing met Airbus.\"}\n{\n").expect("written");
    fs::rename(at.join("late"), at.join("in/late")).expect("moved");
    let event = next("read");
    assert_eq!((&event["added"], &event["skipped"]), (&1.into(), &1.into()), "{event}");
    watching.kill().expect("it is stopped");
    let _ = watching.wait();
    assert!(words(at, "status news", 0).contains("articles  4\n"));
}

#[test]
fn what_is_too_old_goes() {
    let article =
        |id: &str, date: &str| format!("{{\"id\": \"{id}\", \"text\": \"Firm {id} Inc. hacked Sony.\", \"date\": \"{date}\"}}\n");
    let dated = [("a", "2022-11-30"), ("b", "2023"), ("c", "2023-03"), ("d", "2023-03-31"), ("e", "2023-04-01"), ("f", "")];
    let lines =
        |ids: &str| -> String { dated.iter().filter(|(id, _)| ids.contains(id)).map(|(id, date)| article(id, date)).collect() };
    let place = folder(&[("all.jsonl", lines("abcdef").as_bytes()), ("rest.jsonl", lines("bef").as_bytes())]);
    let at = place.path();
    words(at, "init news", 0);
    words(at, "add news all.jsonl", 0);
    assert!(words(at, "remove news --before spring", 2).contains("--before spring: no date; write it as 2023-08-07"));
    // Of an article dated 2023 nobody knows whether it is older.
    assert!(words(at, "remove news --before 2023-04", 0).contains("batch 2: 3 removed"));
    assert!(words(at, "remove news --before 2023-04-01", 0).contains("nothing"));
    words(at, "export news -o out", 0);
    words(at, "extract rest.jsonl -o fresh", 0);
    for file in ["entities.csv", "relations.csv", "articles.csv"] {
        let read = |folder: &str| fs::read_to_string(at.join(folder).join(file)).expect("written");
        assert_eq!(read("out"), read("fresh"), "{file}");
    }
    assert!(words(at, "export news --since 1 -o delta", 0).contains("removed"));
    let said = words(at, "remove news e --before 2024 --forget", 0);
    assert!(said.contains("batch 3: 2 removed") && said.contains("forgot   2 versions"), "{said}");
    assert!(words(at, "status news", 0).contains("articles  1\n"));
    assert!(words(at, "remove news", 2).contains("ARTICLE"));
}

#[test]
fn ids_to_remove_may_come_as_a_stream() {
    let place = folder(&[("wire.jsonl", WIRE.as_bytes())]);
    words(place.path(), "init news", 0);
    words(place.path(), "add news wire.jsonl -q", 0);
    let mut command = newsgraph(place.path(), "remove news - --forget");
    command.write_stdin("a\n\nb\n");
    let ended = ended(command);
    assert_eq!(ended.code, 0, "{}", ended.words);
    assert!(ended.words.contains("2 removed") && ended.words.contains("forgot   2 versions"), "{}", ended.words);
}
