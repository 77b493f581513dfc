//! What becomes of files: each format, each way a file can be wrong, and what holds for any bytes at all.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use newsgraph::ingest::{FORMATS, Format, Item, Options, Skipped, Source, chunks, documents, sources};
use newsgraph::{Date, Document};
use proptest::prelude::*;
use tempfile::TempDir;

/// What reading some files gave; messages name files as they are called in their folder.
#[derive(Default, Debug)]
struct Outcome {
    documents: Vec<Document>,
    skipped: Vec<String>,
    lost: u64,
    warnings: Vec<String>,
}

impl Outcome {
    fn take(&mut self, item: Item, folder: &Path) {
        match item {
            Item::Document(document) => self.documents.push(document),
            Item::Warning(error) => self.warnings.push(relative(&error, folder)),
            Item::Skipped(skipped) => self.skip(&skipped, folder),
        }
    }

    fn skip(&mut self, skipped: &Skipped, folder: &Path) {
        self.lost += skipped.documents;
        self.skipped.push(relative(&skipped.error, folder));
    }

    fn texts(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.text.as_str()).collect()
    }

    /// The only document, where nothing went wrong.
    fn one(mut self) -> Document {
        assert!(self.skipped.is_empty() && self.warnings.is_empty() && self.documents.len() == 1, "{self:#?}");
        self.documents.remove(0)
    }
}

fn relative(error: &newsgraph::Error, folder: &Path) -> String {
    error.to_string().replace(&format!("{}/", folder.display()), "")
}

fn read_source(source: &Source, options: &Options, folder: &Path, outcome: &mut Outcome) {
    let read = chunks(source, options, &mut |chunk| {
        documents(&chunk, options, &mut |item| outcome.take(item, folder));
        ControlFlow::Continue(())
    });
    if let Err(skipped) = read {
        outcome.skip(&skipped, folder);
    }
}

fn read_paths(paths: &[PathBuf], options: &Options, folder: &Path) -> Outcome {
    let mut outcome = Outcome::default();
    for source in sources(paths, options) {
        match source {
            Ok(source) => read_source(&source, options, folder, &mut outcome),
            Err(skipped) => outcome.skip(&skipped, folder),
        }
    }
    outcome
}

fn read_with(name: &str, bytes: impl AsRef<[u8]>, options: &Options) -> Outcome {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    read_paths(&[path], options, folder.path())
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Outcome {
    read_with(name, bytes, &Options::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn date(document: &Document) -> Option<String> {
    document.published.map(|date| date.to_string())
}

mod text {
    use super::*;

    #[test]
    fn front_lines_title_it_and_date_it() {
        let document =
            read("a.txt", "title: Talks fail\ndate: 2024-02-08\nauthor: A. Lind\nid: w-1\nlanguage: en\n\nThe talks failed.\n")
                .one();
        assert_eq!(document.text, "Talks fail\n\nThe talks failed.\n");
        assert_eq!(document.headline.map(|span| span.of(&document.text)), Some("Talks fail"));
        assert_eq!(
            (document.id.as_str(), document.author.as_deref(), document.language.as_deref()),
            ("w-1", Some("A. Lind"), Some("en"))
        );
        assert_eq!(date(&document).as_deref(), Some("2024-02-08"));
    }

    #[test]
    fn the_text_is_never_changed() {
        let text = "One.\r\n\r\n\tTwo\u{a0}two \u{7}bell.\r\n\n";
        let options = Options { headline_in_text: false, ..Options::default() };
        assert_eq!(read_with("a.txt", text, &options).one().text, text);
        assert_eq!(read("a.txt", format!("\u{feff}{text}")).one().text, text);
        assert_eq!(read_with("a.txt", format!("title: T\n\n{text}"), &options).one().text, text);
    }

    #[test]
    fn a_date_comes_from_the_front_the_name_or_the_options_in_that_order() {
        let options = Options { date: Date::parse("2001-01-01"), ..Options::default() };
        let dated = |name: &str, text: &str| date(&read_with(name, text, &options).one());
        assert_eq!(dated("2024-02-08-talks.txt", "date: 2023-05\n\nText.").as_deref(), Some("2023-05"));
        assert_eq!(dated("talks_20240208.txt", "Text.").as_deref(), Some("2024-02-08"));
        assert_eq!(dated("talks.txt", "Text.").as_deref(), Some("2001-01-01"));
        assert_eq!(date(&read("talks.txt", "Text.").one()), None);
    }

    #[test]
    fn an_unreadable_date_is_told() {
        let outcome = read("a.txt", "date: tomorrow\n\nText.");
        assert_eq!(
            outcome.warnings,
            ["a.txt: its date cannot be read (\"tomorrow\"), so it has none of its own; write it as 2024-02-08"]
        );
        assert_eq!(outcome.texts(), ["Text."]);
    }

    #[test]
    fn encodings_are_told_apart() {
        for (name, bytes) in [
            ("utf-8", "Größe – “x”".as_bytes().to_vec()),
            ("utf-16le", [b"\xff\xfe".to_vec(), "Größe – “x”".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
            ("utf-16be", [b"\xfe\xff".to_vec(), "Größe – “x”".encode_utf16().flat_map(u16::to_be_bytes).collect()].concat()),
            ("windows-1252", b"Gr\xf6\xdfe \x96 \x93x\x94".to_vec()),
        ] {
            assert_eq!(read("a.txt", bytes).one().text, "Größe – “x”", "{name}");
        }
        let russian = encoding_rs::WINDOWS_1251.encode("Министр обороны прибыл в Киев во вторник утром.").0.into_owned();
        assert_eq!(read("a.txt", russian).one().text, "Министр обороны прибыл в Киев во вторник утром.");
    }

    #[test]
    fn a_broken_byte_does_not_change_the_encoding() {
        let outcome = read("a.txt", b"Gr\xc3\xb6\xc3\x9fe, M\xc3\xbcller, Bj\xc3\xb6rn \xe2\x80");
        assert_eq!(outcome.texts(), ["Größe, Müller, Björn \u{fffd}"]);
        assert_eq!(outcome.warnings, ["a.txt: some bytes are no characters of its encoding; they stand as U+FFFD"]);
    }

    #[test]
    fn binary_and_blank_files_are_skipped() {
        let message = "not text in any known encoding; convert it or leave it out";
        assert_eq!(read("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").skipped, [format!("a.txt: {message}")]);
        assert_eq!(read("a.md", b"\x01\x02\x03\x04text").skipped, [format!("a.md: {message}")]);
        assert_eq!(read("a.html", b"<p>\0").skipped, [format!("a.html: {message}")]);
        assert_eq!(read("a.jsonl", b"\x89PNG\0").skipped, [format!("a.jsonl: {message}")]);
        assert_eq!(read("a.txt", "").skipped, ["a.txt: empty: there is no document in it"]);
        assert_eq!(read("a.txt", " \n\t\n").skipped, ["a.txt: empty: there is no document in it"]);
        assert_eq!(read("a.txt", "title: T\n\n \u{a0}\n").skipped, ["a.txt: its text is empty"]);
    }

    #[test]
    fn markdown_loses_its_marks() {
        let document = read("2024-02-08.md", "# *Talks* fail\n\nThe **minister** met [Lind](https://x.example).\n").one();
        assert_eq!(document.text, "Talks fail\n\nThe minister met Lind.\n");
        assert_eq!(document.headline.map(|span| span.of(&document.text)), Some("Talks fail"));
        assert_eq!(date(&document).as_deref(), Some("2024-02-08"));
        let fronted = read("a.md", "---\ntitle: A\ntags: [x]\ndate: 2024-02-08\n---\n\nBody.\n").one();
        assert_eq!((fronted.text.as_str(), date(&fronted).as_deref()), ("A\n\nBody.\n", Some("2024-02-08")));
    }
}

mod json {
    use super::*;

    #[test]
    fn fields_are_found_by_their_usual_names() {
        let outcome = read(
            "a.jsonl",
            concat!(
                r#"{"_id": 7, "headline": "H\u00e9", "articleBody": "Body \"x\".", "datePublished": "2023-08-07T10:00:00Z", "link": "https://x.example/7","#,
                r#" "source": {"name": "Wire"}, "authors": ["A. Lind", {"name": "B. Holm"}], "lang": "en", "more": {"text": "no"}}"#,
                "\n\n",
                r#"{"Full-Text": "", "text": null, "content": ["One.", "Two."], "pubDate": 1691402400, "title": " "}"#,
                "\r\n",
            ),
        );
        assert!(outcome.skipped.is_empty() && outcome.warnings.is_empty(), "{outcome:#?}");
        let [first, second] = &outcome.documents[..] else { panic!("{outcome:#?}") };
        assert_eq!((first.id.as_str(), first.text.as_str()), ("7", "Hé\n\nBody \"x\"."));
        assert_eq!((first.publisher.as_deref(), first.author.as_deref()), (Some("Wire"), Some("A. Lind, B. Holm")));
        assert_eq!((first.url.as_deref(), first.language.as_deref()), (Some("https://x.example/7"), Some("en")));
        assert_eq!(date(first).as_deref(), Some("2023-08-07"));
        assert_eq!((second.text.as_str(), second.headline, date(second).as_deref()), ("One.\n\nTwo.", None, Some("2023-08-07")));
    }

    #[test]
    fn the_user_names_fields() {
        let options = Options {
            text_field: Some("t".into()),
            title_field: Some("h".into()),
            date_field: Some("d".into()),
            url_field: Some("u".into()),
            id_field: Some("i".into()),
            publisher_field: Some("p".into()),
            author_field: Some("a".into()),
            ..Options::default()
        };
        let line = r#"{"text":"no","id":"no","t":"T.","h":"H","d":"2024-02-08","u":"http://x.example","i":3,"p":"P","a":"A"}"#;
        let document = read_with("a.jsonl", line, &options).one();
        assert_eq!(
            (document.text.as_str(), document.id.as_str(), date(&document).as_deref()),
            ("H\n\nT.", "3", Some("2024-02-08"))
        );
        assert_eq!(
            (document.url.as_deref(), document.publisher.as_deref(), document.author.as_deref()),
            (Some("http://x.example"), Some("P"), Some("A"))
        );
        let missing = read_with("a.jsonl", r#"{"text":"no","x":1}"#, &options).skipped;
        assert_eq!(missing, ["a.jsonl:1: no field \"t\", which --text-field names; this object has: text, x"]);
    }

    #[test]
    fn a_bad_line_is_skipped_and_the_rest_goes_on() {
        let outcome = read(
            "a.jsonl",
            "{\"text\": \"One.\"}\n[1]\n{\"text\": \"cut\n{\"a\": 1, \"b\": 2}\n{\"text\": 5}\n{\"text\": \"\"}\n{\"text\": {\"x\": 1}}\n{\"text\": \"x\"} y\nword\n{\"text\": \"Two.\"}",
        );
        assert_eq!(outcome.texts(), ["One.", "Two."]);
        assert_eq!(
            outcome.skipped,
            [
                "a.jsonl:2: not a JSON object, but: [1]",
                "a.jsonl:3: not valid JSON: EOF while parsing a string in column 13",
                "a.jsonl:4: no text field: looked for text, body, content, articleBody, maintext, article, full_text; \
                 name yours with --text-field; this object has: a, b",
                "a.jsonl:5: its text field holds a number, not a text; name another with --text-field",
                "a.jsonl:6: its text is empty",
                "a.jsonl:7: its text field holds an object, not a text; name another with --text-field",
                "a.jsonl:8: not valid JSON: trailing characters in column 15",
                "a.jsonl:9: not a JSON object, but: word",
            ]
        );
        assert_eq!(outcome.lost, 8);
    }

    #[test]
    fn an_unreadable_date_is_told_with_its_line() {
        let options = Options { date: Date::parse("2001-01-01"), ..Options::default() };
        let outcome = read_with("a.jsonl", "{\"text\":\"A\",\"date\":\"last week\"}\n{\"text\":\"B\",\"date\":true}", &options);
        assert_eq!(
            outcome.warnings,
            [
                "a.jsonl:1: its date cannot be read (\"last week\"), so it has none of its own; write it as 2024-02-08, or name another field with --date-field",
                "a.jsonl:2: its date cannot be read (true or false), so it has none of its own; write it as 2024-02-08, or name another field with --date-field",
            ]
        );
        assert_eq!(
            outcome.documents.iter().map(date).collect::<Vec<_>>(),
            [Some("2001-01-01".into()), Some("2001-01-01".into())]
        );
    }

    #[test]
    fn json_files_hold_lists_objects_and_rows_of_objects() {
        let two = ["A", "B"];
        for json in [
            r#"[{"text": "A"}, {"text": "B"}]"#,
            r#"{"status": "ok", "n": [1, "]"], "articles": [{"text": "A", "data": [{"x": 1}]}, {"text": "B"}], "more": {"text": "no"}}"#,
            "{\"results\" : [ {\"text\": \"A\"},\n{\"text\": \"B\"} ] }",
            "{\"text\": \"A\"}\n{\"text\": \"B\"}\n",
            r#"{"text": "A", "items": [{"text": "no"}]}{"text": "B", "data": ["no"]}"#,
        ] {
            assert_eq!(read("a.json", json).texts(), two, "{json}");
        }
        let document = read("a.json", "{\n  \"title\": \"\\\"T\\\\\",\n  \"text\": \"A } ] \\\"\"\n}\n").one();
        assert_eq!(document.text, "\"T\\\n\nA } ] \"");
    }

    #[test]
    fn bad_elements_are_named_by_line() {
        let outcome = read(
            "a.json",
            "[\n{\"text\": \"A\"},\n17,\n\"x\",\n{\"t\": 1},\n{\"text\": \"B\",}\n,{\"text\": \"C\"},\n{\"text\": \"D\"",
        );
        assert_eq!(outcome.texts(), ["A", "C"]);
        assert_eq!(
            outcome.skipped,
            [
                "a.json:3: not a JSON object, but: 17",
                "a.json:4: not a JSON object, but: \"x\"",
                "a.json:5: no text field: looked for text, body, content, articleBody, maintext, article, full_text; \
                 name yours with --text-field; this object has: t",
                "a.json:6: not valid JSON: trailing comma in column 14",
                "a.json:8: a JSON value that never ends: the file is cut short, or a bracket is missing",
            ]
        );
        assert_eq!(read("a.json", "[]\n").skipped, ["a.json: empty: there is no document in it"]);
    }

    #[test]
    fn ids_are_the_same_wherever_the_file_lies() {
        let line = "{\"title\": \"T\", \"text\": \"One.\", \"date\": \"2024-02-08\", \"id\": \" \"}";
        let id = |name: &str, line: &str, headline_in_text| {
            read_with(name, line, &Options { headline_in_text, ..Options::default() }).one().id.to_string()
        };
        let made = id("Wire Export.jsonl", line, true);
        assert_eq!(made, "wire-export-215412999f");
        assert_eq!(id("Wire Export.jsonl.gz", line, false), made);
        assert_ne!(id("Wire Export.jsonl", &line.replace("One", "Two"), true), made);
        assert_eq!(id("a.jsonl", "{\"text\": \"x\", \"id\": 18446744073709551615}", true), "18446744073709551615");
    }

    #[test]
    fn other_encodings_hold_for_the_whole_file() {
        let lines = "{\"text\": \"Größe\"}\n{\"text\": \"plain\"}\n{\"text\": \"Müller\"}\n";
        let bytes = encoding_rs::WINDOWS_1252.encode(lines).0.into_owned();
        assert_eq!(read("a.jsonl", bytes).texts(), ["Größe", "plain", "Müller"]);
        let wide: Vec<u8> = std::iter::once('\u{feff}')
            .chain(lines.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read("a.jsonl", &wide).texts(), ["Größe", "plain", "Müller"]);
        assert_eq!(read("a.jsonl.gz", gzip(&wide)).texts(), ["Größe", "plain", "Müller"]);
        // A lone line of another encoding in a UTF-8 file is read by itself.
        let mixed = [format!("{}\n", r#"{"text": "Größe"}"#).repeat(5_000).into_bytes(), b"{\"text\": \"M\xfcller\"}\n".to_vec()]
            .concat();
        assert_eq!(read("a.jsonl", mixed).texts().last(), Some(&"Müller"));
    }
}

mod tables {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let outcome = read(
            "a.csv",
            "\u{feff}ID,Title,\"Publication Date\",Text,extra\r\n1,\"A \"\"b\"\"\",2024-02-08,\"One,\r\ntwo\",x\r\n\r\n2,,08/02/2024,Three,,,\r\n",
        );
        assert_eq!(outcome.texts(), ["A \"b\"\n\nOne,\r\ntwo", "Three"]);
        assert_eq!(date(&outcome.documents[0]).as_deref(), Some("2024-02-08"));
        assert_eq!(
            outcome.warnings,
            [
                "a.csv:5: its date cannot be read (\"08/02/2024\"), so it has none of its own; write it as 2024-02-08, or name another field with --date-field"
            ]
        );
        assert!(outcome.skipped.is_empty(), "{outcome:#?}");
    }

    #[test]
    fn separators_are_seen() {
        for (name, table) in [
            ("a.csv", "id;text\n1;A, b\n"),
            ("a.csv", "id\ttext\n1\tA, b\n"),
            ("a.tsv", "id\ttext\n1\tA, b\n"),
            ("a.csv", "\"a,b\";id;text\n;1;A, b"),
        ] {
            let document = read(name, table).one();
            assert_eq!((document.id.as_str(), document.text.as_str()), ("1", "A, b"), "{table}");
        }
    }

    #[test]
    fn a_table_without_a_text_column_says_what_it_has() {
        let outcome = read("a.csv", "\n\nid,story,when\n1,x,y\n2,x,y\n");
        assert_eq!(
            outcome.skipped,
            ["a.csv:3: no text field: looked for text, body, content, articleBody, maintext, article, full_text; \
              name yours with --text-field; this table has: id, story, when"]
        );
        let options = Options { text_field: Some("story".into()), ..Options::default() };
        assert_eq!(read_with("a.csv", "id,story,when\n1,x,y\n", &options).one().text, "x");
        assert_eq!(read("a.csv", "id,text\n").skipped, ["a.csv: empty: there is no document in it"]);
    }

    #[test]
    fn a_bad_row_is_skipped_and_the_rest_goes_on() {
        let outcome = read("a.csv", "id,text\n1,A\n2\n3,B,C\n4,D\n5,\"open\n6,E\n");
        assert_eq!(outcome.texts(), ["A", "D", "E"]);
        assert_eq!(
            outcome.skipped,
            [
                "a.csv:3: a row of 1 cells under a header of 2; is a quote or a separator missing?",
                "a.csv:4: a row of 3 cells under a header of 2; is a quote or a separator missing?",
                "a.csv:6: a quote that opens in this row is never closed; close it, or double it",
            ]
        );
    }
}

mod pages {
    use super::*;

    fn page(name: &str) -> Outcome {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest/html").join(name);
        read(name, fs::read(path).expect("a page of ours"))
    }

    fn holds(document: &Document, wanted: &[&str], unwanted: &[&str]) {
        for words in wanted {
            assert!(document.text.contains(words), "{words} is missing in\n{}", document.text);
        }
        for words in unwanted {
            assert!(!document.text.contains(words), "{words} is left in\n{}", document.text);
        }
    }

    fn says(document: &Document, title: &str, day: &str, author: &str, publisher: &str, language: &str) {
        let or_nothing = |field: &Option<String>| field.clone().unwrap_or_default();
        assert_eq!(or_nothing(&document.title), title);
        assert_eq!(date(document).unwrap_or_default(), day);
        assert_eq!(or_nothing(&document.author), author);
        assert_eq!(or_nothing(&document.publisher), publisher);
        assert_eq!(or_nothing(&document.language), language);
        assert_eq!(document.headline.map(|span| span.of(&document.text)), Some(title));
    }

    #[test]
    fn a_news_page_loses_its_furniture() {
        let document = page("news.html").one();
        says(&document, "Port of Karlsvik closes after cyber attack", "2024-02-08", "Ingrid Solberg", "Nordic Ledger", "en-GB");
        assert_eq!(document.url.as_deref(), Some("https://www.nordicledger.example/world/2024/02/08/karlsvik-port-attack"));
        holds(
            &document,
            &[
                "\n\nThe port of Karlsvik, the third largest",
                "customers’ data",
                "\n\nRussia suspected\n\n",
                "“yet another fantasy”",
                "Defence Minister Anders Holm.\n\nThree container ships",
                "upto a week.".replace("upto", "up to").as_str(),
                "on Thursday. Photograph: Per Dahl/Norfoto\n\n",
            ],
            &[
                "842 partners",
                "Business",
                "oil slips",
                "How ports became",
                "morning newsletter",
                "Share on",
                "Storm warning",
                "All rights",
                "Topics:",
            ],
        );
    }

    #[test]
    fn pages_of_other_makes_are_read() {
        let tiny = page("tiny.html").one();
        says(&tiny, "Two rescued off Skarholm", "2023-11-02", "", "", "en");
        holds(&tiny, &["A lifeboat rescued two men"], &["About us", "Contact"]);

        let divs = page("divs.html").one();
        says(&divs, "Senate rejects pipeline bill", "2022-06-14", "Dwayne Whitlock", "", "");
        holds(
            &divs,
            &["party.\n\nGovernor Louise Tanner", "Joseph Redwing", "Senator Bill Marsh"],
            &["Crop prices", "tractors", "Copyright"],
        );

        let table = page("table.html").one();
        says(&table, "Kenya leads medal table after day five", "2025-07-19", "", "Sportswire", "en");
        holds(&table, &["\n\nKenya\t11\t7\t4\n\nEthiopia\t9", "The Games end on Tuesday"], &["Live scores", "not responsible"]);

        let amp = page("amp.html").one();
        says(&amp, "Banco Austral to buy insurer Segura for $2.1 billion", "2023-08-07", "Camila Rojas", "Market Desk", "en");
        holds(
            &amp,
            &["second largest lender", "Lane & Co advised Segura’s owners"],
            &["Advertisement", "your consent", "Copper hits", "Copyright"],
        );

        let comments = page("comments.html").one();
        says(&comments, "Flood kills nine in Oakvale County", "2021-09-03", "TERRI MALONE", "", "en-US");
        holds(
            &comments,
            &["OAKVALE — Nine people died", "Then the porch went"],
            &["What to do before", "riverrat77", "Prayers for", "School board"],
        );
    }

    #[test]
    fn a_page_states_its_encoding() {
        let french = page("french_1252.html").one();
        says(&french, "Le président reçoit le négociateur à l’Élysée", "2024-03-12", "Hélène Béraud", "La Dépêche du Jour", "fr");
        holds(&french, &["Jürgen Größl", "45 €", "Þóra Jónsdóttir"], &["Accueil", "Mentions légales"]);
        // Saved as UTF-8 by somebody who left the old statement in.
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest/html");
        let saved = encoding_rs::WINDOWS_1252.decode(&fs::read(folder.join("french_1252.html")).expect("a page")).0.into_owned();
        assert_eq!(read("french_1252.html", saved).one().text, french.text);
    }

    #[test]
    fn a_page_without_content_is_skipped() {
        assert_eq!(
            page("empty_shell.html").skipped,
            ["empty_shell.html: no main content found in this page; save the article itself, or give its text as .txt"]
        );
    }
}

mod packed_and_hostile {
    use super::*;

    #[test]
    fn packed_files_are_unpacked() {
        assert_eq!(read("a.txt.gz", gzip(b"Text.")).one().text, "Text.");
        assert_eq!(read("a.txt.gz", [gzip(b"Text, "), gzip(b"more.")].concat()).one().text, "Text, more.");
        assert_eq!(read("a.TXT.ZST", zstd::encode_all(&b"Text."[..], 3).expect("memory")).one().text, "Text.");
        // Unpacked on the way, as browsers do.
        assert_eq!(read("a.txt.gz", "Text.").one().text, "Text.");
    }

    #[test]
    fn a_truncated_file_keeps_what_came_before() {
        let lines: Vec<_> = (0..2_000_u64).map(|n| format!("{{\"text\": \"Line {n} {}\"}}\n", n * n * 7919 % 10_007)).collect();
        let lines = lines.concat();
        let packed = gzip(lines.as_bytes());
        let outcome = read("a.jsonl.gz", &packed[..packed.len() / 2]);
        assert_eq!(
            outcome.skipped,
            ["a.jsonl.gz: truncated gzip: it ends in the middle; what was complete before that is kept. Fetch it again"]
        );
        assert!((100..2_000).contains(&outcome.documents.len()) && outcome.lost == 0, "{}", outcome.documents.len());
        assert!(outcome.documents.iter().all(|document| lines.contains(&document.text)));

        let outcome = read("a.txt.gz", &packed[..packed.len() / 2]);
        assert_eq!((outcome.documents.len(), outcome.skipped.len(), outcome.lost), (0, 1, 1));

        let packed = zstd::encode_all(lines.as_bytes(), 3).expect("memory");
        let outcome = read("a.jsonl.zst", &packed[..packed.len() / 2]);
        assert_eq!(outcome.skipped.len(), 1, "{outcome:?}");
        assert!(outcome.skipped[0].starts_with("a.jsonl.zst: truncated Zstandard: "), "{:?}", outcome.skipped);
        let mut garbled = gzip(lines.as_bytes());
        garbled[200..260].fill(0xff);
        assert!(read("a.jsonl.gz", garbled).skipped.last().expect("an error").starts_with("a.jsonl.gz: broken gzip ("));
    }

    #[test]
    fn a_bomb_is_defused() {
        let bomb = gzip(&vec![b'\n'; 64 << 20]);
        assert_eq!(
            read("a.jsonl.gz", &bomb).skipped,
            ["a.jsonl.gz: unpacks to more than 200 times its size, as no text does: a zip bomb? If not, unpack it yourself"]
        );
        let options = Options { max_unpacked_bytes: 1 << 20, ..Options::default() };
        let outcome = read_with("a.txt.gz", &bomb, &options);
        assert_eq!(outcome.skipped, ["a.txt.gz: unpacks to more than 1 MiB; raise --max-unpacked-size if that is right"]);
        assert_eq!(outcome.lost, 1);
    }

    #[test]
    fn a_document_beyond_the_bound_is_skipped_and_the_rest_goes_on() {
        let options = Options { max_document_bytes: 100_000, ..Options::default() };
        let long = "x".repeat(1_000_000);
        let lines = format!("{{\"text\": \"A\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"B\"}}\n");
        let outcome = read_with("a.jsonl", &lines, &options);
        assert_eq!(outcome.texts(), ["A", "B"]);
        assert_eq!(
            outcome.skipped,
            ["a.jsonl:2: a document of more than 100000 bytes; raise --max-document-size if that is right"]
        );

        let outcome = read_with("a.json", format!("[{}]", lines.trim_end().replace('\n', ",\n")), &options);
        assert_eq!((outcome.texts(), outcome.skipped.len()), (vec!["A", "B"], 1));
        assert!(outcome.skipped[0].starts_with("a.json:2: a document of more than"));

        let outcome = read_with("a.csv", format!("text\nA\n\"{long}\n{long}\"\nB\n"), &options);
        assert_eq!((outcome.texts(), outcome.skipped.len()), (vec!["A", "B"], 1));
        assert!(outcome.skipped[0].starts_with("a.csv:3: a document of more than"));

        let outcome = read_with("a.txt", &long, &options);
        assert_eq!(outcome.skipped, ["a.txt: a document of more than 100000 bytes; raise --max-document-size if that is right"]);
        assert_eq!(outcome.lost, 1);
    }

    #[test]
    fn lines_are_numbered_on_after_a_long_one() {
        let options = Options { max_document_bytes: 5_000, chunk_bytes: 1_000, ..Options::default() };
        let lines = format!("{{\"text\": \"{}\"}}\nbad\n", "x".repeat(50_000)).repeat(3);
        let outcome = read_with("a.jsonl", lines, &options);
        let numbers: Vec<_> =
            outcome.skipped.iter().map(|message| message.split(':').nth(1).expect("a line").to_owned()).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
    }

    #[test]
    fn a_page_of_monstrous_shape_is_refused() {
        let sentences = "A sentence about something. ".repeat(9);
        let bold = (0..900).map(|n| format!("<b id={n}>")).collect::<Vec<_>>().concat();
        for page in [
            format!("<p>{sentences}</p>{}", "<div>".repeat(1_000_000)),
            format!("<p>{sentences}</p>{}", "<p>x".repeat(300_000)),
            format!("<p>{sentences}</p>{bold}{}", "<p>x".repeat(100_000)),
        ] {
            assert_eq!(
                read("a.html", page).skipped,
                ["a.html: a page of more than 200000 elements, or nested more than 1000 deep, is no article; \
                  leave it out, or give its text as .txt"]
            );
        }
    }
}

mod folders {
    use super::*;

    fn names(paths: &[PathBuf], options: &Options, folder: &Path) -> Vec<String> {
        sources(paths, options)
            .map(|source| match source {
                Ok(source) => source.name().strip_prefix(folder).unwrap_or(source.name()).display().to_string(),
                Err(skipped) => relative(&skipped.error, folder),
            })
            .collect()
    }

    #[test]
    fn a_folder_is_walked_in_order() {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir_all(folder.path().join("b/.git")).expect("a folder");
        for name in ["c.txt", "a.jsonl.gz", "b/2.HTML", "b/1.csv", "b/.git/x.txt", ".hidden.txt", "b/picture.png", "README"] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        let paths = [folder.path().to_owned()];
        assert_eq!(names(&paths, &Options::default(), folder.path()), ["a.jsonl.gz", "b/1.csv", "b/2.HTML", "c.txt"]);
        let options = Options { input_format: Format::from_name("txt"), ..Options::default() };
        assert_eq!(
            names(&paths, &options, folder.path()),
            ["README", "a.jsonl.gz", "b/1.csv", "b/2.HTML", "b/picture.png", "c.txt"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_and_a_broken_link_are_told() {
        let folder = TempDir::new().expect("a folder");
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("a folder");
        fs::write(inner.join("a.txt"), "x").expect("a file");
        std::os::unix::fs::symlink(folder.path(), inner.join("loop")).expect("a link");
        std::os::unix::fs::symlink("nowhere", inner.join("z.txt")).expect("a link");
        let found = names(&[folder.path().to_owned()], &Options::default(), folder.path());
        let back = format!("inner/loop: a link back to {}: a folder within itself is read once", folder.path().display());
        assert_eq!(found, ["inner/a.txt".to_owned(), back, "inner/z.txt: no such file or folder".to_owned()]);
    }

    #[test]
    fn a_named_file_must_be_there_and_say_what_it_is() {
        let folder = TempDir::new().expect("a folder");
        let (odd, missing) = (folder.path().join("a.story"), folder.path().join("b.txt"));
        fs::write(&odd, "Text.").expect("a file");
        assert_eq!(
            read_paths(&[odd.clone(), missing], &Options::default(), folder.path()).skipped,
            [
                "a.story: its suffix tells no format (known: .txt .md .html .htm .jsonl .ndjson .json .csv .tsv .rss .atom .xml .warc .wet, each also with .gz or .zst); \
                 say what it is with --input-format",
                "b.txt: no such file or folder",
            ]
        );
        let options = Options { input_format: Format::from_name("txt"), ..Options::default() };
        assert_eq!(read_paths(&[odd], &options, folder.path()).texts(), ["Text."]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        let folder = TempDir::new().expect("a folder");
        let gone = Source::file(&folder.path().join("gone.txt"), Format::from_name("txt").expect("known"));
        let mut outcome = Outcome::default();
        read_source(&gone, &Options::default(), folder.path(), &mut outcome);
        // A folder in place of a file opens, and cannot be read.
        let folder_as_file = Source::file(folder.path(), Format::from_name("jsonl").expect("known"));
        read_source(&folder_as_file, &Options::default(), Path::new("/nowhere"), &mut outcome);
        assert_eq!(outcome.skipped[0], "gone.txt: no such file or folder");
        assert!(outcome.skipped[1].contains("directory"), "{:?}", outcome.skipped);
    }

    #[test]
    fn standard_input_is_named_so() {
        let options = Options { input_format: Format::from_name("jsonl"), ..Options::default() };
        let source = sources(&[PathBuf::from("-")], &options).next().expect("one").expect("known");
        assert_eq!((source.path(), source.name(), source.stem()), (None, Path::new("(standard input)"), "stdin"));
        assert_eq!(source.format().map(|format| format.name), Some("jsonl"));
    }
}

/// Everything that can be said of an outcome, for comparison.
fn described(outcome: &Outcome) -> String {
    format!("{outcome:?}")
}

fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        "[\\[\\]{}\",:;\n\r\t a-c\\\\é]{0,40}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "{\"text\": \"A.\", \"title\": \"T\"}\n",
            "{\"articles\": [",
            "{\"text\": \"B\"},",
            "]}",
            "text,id\n",
            "\"a \"\"b\"\"\nc\",2\n",
            "text;id\r\n",
            "<html><p>A sentence about something that is long enough.</p>",
            "title: T\n\n",
            "---\n",
            "# *x* [y](z)\n",
            "\u{feff}",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_give_documents_or_messages(bytes in any_file(), format in prop::sample::select(FORMATS.to_vec()), headline_in_text: bool) {
        let options = Options { headline_in_text, ..Options::default() };
        let outcome = read_with(&format!("a.{}", format.suffixes[0]), &bytes, &options);
        prop_assert!(!outcome.documents.is_empty() || !outcome.skipped.is_empty());
        for document in &outcome.documents {
            prop_assert!(!document.text.trim().is_empty() && !document.id.as_str().is_empty());
            if let (Some(headline), Some(title)) = (document.headline, &document.title) {
                prop_assert_eq!(headline.of(&document.text), title);
            }
        }
    }

    #[test]
    fn the_size_of_chunks_changes_nothing(
        bytes in any_file(),
        format in prop::sample::select(FORMATS.to_vec()),
        chunk_bytes in 1_usize..300,
        max_document_bytes in prop::sample::select(vec![20, 100, 1 << 20]),
    ) {
        let name = format!("a.{}", format.suffixes[0]);
        let large = read_with(&name, &bytes, &Options { max_document_bytes, ..Options::default() });
        let small = read_with(&name, &bytes, &Options { chunk_bytes, max_document_bytes, ..Options::default() });
        prop_assert_eq!(described(&large), described(&small));
    }
}
