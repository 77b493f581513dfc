//! `tag`: for the eye, and for programs.

use serde_json::Value;

use crate::start::{ARTICLE, ended, folder, newsgraph, run};

#[test]
fn without_colour_mentions_stand_in_brackets() {
    let place = folder(&[("2024-02-08-a.txt", ARTICLE.as_bytes())]);
    let ended = run(place.path(), "tag 2024-02-08-a.txt");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    assert!(ended.out.contains("(2024-02-08)"), "{}", ended.out);
    assert!(ended.out.contains("[Kenya | place/country] and [Norway | place/country] met"), "{}", ended.out);
    assert!(!ended.out.contains('\x1b'), "{}", ended.out);
}

#[test]
fn colours_come_with_a_legend_and_no_text_commands_the_terminal() {
    let place = folder(&[("a.txt", "Kenya \u{1b}[31m met Norway.".as_bytes())]);
    let mut command = newsgraph(place.path(), "tag a.txt");
    command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
    let ended = ended(command);
    assert_eq!(ended.code, 0, "{}", ended.words);
    assert!(ended.out.contains("\x1b[32mKenya\x1b[0m"), "{:?}", ended.out);
    assert!(ended.out.trim_end().lines().last().is_some_and(|legend| legend.contains("person") && legend.contains("place")));
    assert!(!ended.out.contains("\x1b[31m"), "{:?}", ended.out);
}

#[test]
fn json_lines_index_the_text_untouched_and_keep_the_order() {
    let line = |number| {
        let text = format!(" “Ω” said so. Lazarus Group hacked Sony {number} times.");
        format!("{{\"id\": \"d{number}\", \"date\": \"2024-05-16\", \"title\": \"A title\", \"text\": \"{text}\"}}\n")
    };
    let lines = (0..300).map(line).collect::<Vec<_>>().concat();
    let place = folder(&[("wire.jsonl", lines.as_bytes())]);
    let ended = run(place.path(), "tag wire.jsonl --format jsonl");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    let documents: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(documents.len(), 300);
    for (number, document) in documents.iter().enumerate() {
        assert_eq!((&document["id"], &document["date"]), (&format!("d{number}").into(), &"2024-05-16".into()));
        let text: Vec<char> = document["text"].as_str().expect("a text").chars().collect();
        assert_eq!(text[..3], [' ', '“', 'Ω'], "the text is the source's own");
        let mentions = document["mentions"].as_array().expect("mentions");
        let surface = |mention: &Value| -> String {
            let place = |key: &str| mention[key].as_u64().expect("an offset") as usize;
            text[place("start")..place("end")].iter().collect()
        };
        let sony = mentions.iter().position(|mention| surface(mention) == "Sony").expect("Sony is found");
        assert_eq!(mentions[sony]["type"], "ORG");
        assert!(mentions[sony]["source_type"].as_str().is_some_and(|label| label.starts_with("organization")));
        assert!(mentions[sony]["entity"].is_string());
        let relation = &document["relations"][0];
        assert_eq!((&relation["type"], &relation["tail"]), (&"HACKED".into(), &sony.into()), "{document}");
        assert_eq!((&relation["polarity"], &relation["modality"]), (&"asserted".into(), &"fact".into()));
    }
}

#[test]
fn claims_come_when_asked_for() {
    let place = folder(&[("a.txt", b"Lazarus Group may have breached Boeing.")]);
    let relations = |args: &str| {
        let ended = run(place.path(), args);
        assert_eq!(ended.code, 0, "{}", ended.words);
        serde_json::from_str::<Value>(&ended.out).expect("JSON")["relations"].clone()
    };
    assert_eq!(relations("tag a.txt --format jsonl"), Value::Array(Vec::new()));
    assert_eq!(relations("tag a.txt --format jsonl --all-claims")[0]["modality"], "possible");
}

#[test]
fn bad_input_is_told_and_the_rest_shown() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("empty.txt", b"")]);
    let ended = run(place.path(), "tag empty.txt a.txt");
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("Kenya") && ended.words.starts_with("newsgraph: empty.txt: empty"), "{ended:?}");
    assert_eq!(run(place.path(), "tag empty.txt").code, 2);
    let mut command = newsgraph(place.path(), "tag");
    command.write_stdin(ARTICLE);
    assert!(crate::start::ended(command).out.contains("Kenya"), "standard input is read where no file is named");
}
