//! Feeds, web archives and languages.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use newsgraph::Document;
use newsgraph::ingest::{Foreign, Item, Options, chunks, documents, sources};

/// What the files of a folder give: articles, what is skipped, what is doubtful; cut into chunks of that size.
fn read(folder: &Path, options: &Options) -> (Vec<Document>, Vec<String>, Vec<String>) {
    let (mut found, mut skipped, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    let paths = [folder.to_owned()];
    for source in sources(&paths, options) {
        let done = source.and_then(|source| {
            chunks(&source, options, &mut |chunk| {
                documents(&chunk, options, &mut |item| match item {
                    Item::Document(document) => found.push(document),
                    Item::Skipped(fault) => skipped.push(fault.error.message().to_owned()),
                    Item::Warning(fault) => doubtful.push(fault.message().to_owned()),
                });
                ControlFlow::Continue(())
            })
        });
        skipped.extend(done.err().map(|fault| fault.error.message().to_owned()));
    }
    (found, skipped, doubtful)
}

fn of(name: &str, content: &[u8], options: &Options) -> (Vec<Document>, Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(name), content).expect("written");
    read(folder.path(), options)
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Nordwire</title><link>https://n.example/</link>
<item><title>Boeing &amp; Airbus &lt;b&gt;talk&lt;/b&gt;</title><link>https://n.example/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Thu, 08 Feb 2024 09:00:00 GMT</pubDate><dc:creator>Ann Reporter</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>Boeing met <i>Airbus</i> in Oslo.</p><p>An </item> in the text ends nothing.</p>]]></content:encoded></item>
<!-- <item><title>Hidden</title></item> -->
<item><title>Second</title><link>https://n.example/2</link><description>Kenya met Norway &#8211; in Oslo &amp;nbsp;again.</description></item>
<item><title>No text</title></item>
</channel></rss>"#;

#[test]
fn rss_items_are_articles() {
    for chunk_bytes in [64, 256 << 10] {
        let options = Options { chunk_bytes, ..Options::default() };
        let (found, skipped, _) = of("wire.rss", RSS.as_bytes(), &options);
        assert_eq!(found.len(), 2, "{skipped:?}");
        let [first, second] = &found[..] else { panic!("two") };
        assert_eq!((first.id.as_str(), first.has_own_id), ("n-1", true));
        assert_eq!(first.title.as_deref(), Some("Boeing & Airbus talk"));
        assert_eq!(first.text, "Boeing & Airbus talk\n\nBoeing met Airbus in Oslo.\n\nAn in the text ends nothing.");
        assert_eq!(first.published.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
        assert_eq!((first.url.as_deref(), first.author.as_deref()), (Some("https://n.example/1"), Some("Ann Reporter")));
        assert!(second.text.ends_with("Kenya met Norway – in Oslo \u{a0}again."), "{:?}", second.text);
        assert_eq!(skipped, ["its text is empty"]);
    }
}

#[test]
fn atom_entries_are_articles() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>
<entry><id>tag:n.example,2024:1</id><title type="text">Talks</title><link rel="self" href="https://n.example/self"/>
<link href="https://n.example/a?x=1&amp;y=2"/><published>2024-02-08T09:00:00Z</published><updated>2024-02-09T09:00:00Z</updated>
<author><name>Ann Reporter</name></author><content type="xhtml"><div><p>Kenya met Norway.</p></div></content></entry></feed>"#;
    let (found, skipped, _) = of("wire.atom", atom.as_bytes(), &Options::default());
    assert_eq!((found.len(), skipped.len()), (1, 0), "{skipped:?}");
    assert_eq!(found[0].url.as_deref(), Some("https://n.example/a?x=1&y=2"));
    assert_eq!(found[0].published.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
    assert_eq!((found[0].text.as_str(), found[0].author.as_deref()), ("Talks\n\nKenya met Norway.", Some("Ann Reporter")));
}

#[test]
fn a_feed_that_breaks_off_is_told() {
    let cut = &RSS[..RSS.find("Short.").expect("there")];
    let (found, skipped, _) = of("wire.rss", cut.as_bytes(), &Options::default());
    assert!(found.is_empty());
    assert!(skipped[0].starts_with("ends in the middle of an item"), "{skipped:?}");
}

fn record(kind: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn page(words: &str) -> String {
    format!(
        "<html><head><title>Talks</title><meta property=\"article:published_time\" content=\"2024-02-08\"></head><body><article><h1>Talks</h1><p>{words} The two sides said that they would meet again in a month.</p></article></body></html>"
    )
}

fn archive() -> Vec<u8> {
    let answer = |head: &str, body: &[u8]| [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    let uri = |number: u32| format!("WARC-Target-URI: https://n.example/{number}\r\n");
    let mut gzipped = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::GzEncoder::new(page("Boeing met Airbus in Oslo.").as_bytes(), flate2::Compression::fast()),
        &mut gzipped,
    )
    .expect("packed");
    let html = "Content-Type: text/html; charset=utf-8";
    [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", &uri(1), b"GET / HTTP/1.1\r\n\r\n"),
        record("response", &uri(1), &answer(&format!("200 OK\r\n{html}"), page("Kenya met Norway in Oslo.").as_bytes())),
        record("response", &uri(2), &answer("404 Not Found\r\nContent-Type: text/html", page("Nothing.").as_bytes())),
        record("response", &uri(3), &answer("200 OK\r\nContent-Type: image/png", &[0, 1, 2, 255, b'\n'].repeat(50_000))),
        record("response", &uri(4), &answer(&format!("200 OK\r\n{html}\r\nContent-Encoding: gzip"), &gzipped)),
        record(
            "conversion",
            &format!("{}WARC-Identified-Content-Language: eng\r\n", uri(5)),
            b"Talks\nFrance met Spain in Rome.",
        ),
    ]
    .concat()
}

#[test]
fn pages_of_an_archive_are_articles() {
    for chunk_bytes in [64, 256 << 10] {
        let options = Options { chunk_bytes, ..Options::default() };
        let (found, skipped, _) = of("crawl.warc", &archive(), &options);
        assert_eq!(skipped, Vec::<String>::new());
        let urls: Vec<_> = found.iter().filter_map(|document| document.url.as_deref()).collect();
        assert_eq!(urls, ["https://n.example/1", "https://n.example/4", "https://n.example/5"]);
        assert!(found[0].text.contains("Kenya met Norway in Oslo.") && found[1].text.contains("Boeing met Airbus in Oslo."));
        assert_eq!(found[0].published.map(|date| date.to_string()).as_deref(), Some("2024-02-08"));
        assert_eq!((found[2].text.as_str(), found[2].language.as_deref()), ("Talks\nFrance met Spain in Rome.", Some("en")));
    }
}

#[test]
fn an_archive_may_be_packed_record_by_record_and_may_break_off() {
    let mut packed = Vec::new();
    for part in archive().chunks(700) {
        std::io::Read::read_to_end(&mut flate2::read::GzEncoder::new(part, flate2::Compression::fast()), &mut packed)
            .expect("packed");
    }
    let (found, skipped, _) = of("crawl.warc.gz", &packed, &Options::default());
    assert_eq!((found.len(), skipped.len()), (3, 0), "{skipped:?}");
    let whole = archive();
    let (found, skipped, _) = of("crawl.warc", &whole[..whole.len() - 20], &Options::default());
    assert_eq!(found.len(), 2);
    assert!(skipped[0].starts_with("ends in the middle of a record"), "{skipped:?}");
    let (_, skipped, _) = of("crawl.warc", b"GIF89a, no archive", &Options::default());
    assert!(skipped[0].starts_with("no WARC record begins here"), "{skipped:?}");
}

const GERMAN: &str = "Die Regierung in Berlin hat am Montag mitgeteilt, dass die Gespräche mit den Gewerkschaften in der kommenden Woche fortgesetzt werden sollen. Ein Sprecher sagte, man sei zuversichtlich.";
const ENGLISH: &str = "The government in Berlin said on Monday that talks with the unions would go on next week, and that it was confident of a deal by the end of the month.";

#[test]
fn other_languages_are_marked_or_skipped() {
    let language = |foreign, text: &str| {
        let (found, skipped, doubtful) = of("a.txt", text.as_bytes(), &Options { foreign, ..Options::default() });
        (found.first().map(|document| document.language.clone()), skipped, doubtful)
    };
    let marked = language(Foreign::Mark, GERMAN);
    assert_eq!(marked.0, Some(Some("de".to_owned())));
    assert_eq!(marked.2, ["is in German, not in English: read all the same"]);
    assert_eq!(language(Foreign::Read, GERMAN), (Some(None), vec![], vec![]));
    assert_eq!(language(Foreign::Skip, GERMAN), (None, vec!["is in German, not in English".to_owned()], vec![]));
    for text in [ENGLISH, "Lindqvist.", "Kim Jong Un, Xi Jinping, Angela Merkel."] {
        assert_eq!(language(Foreign::Skip, text), (Some(None), vec![], vec![]), "{text}");
    }
}
