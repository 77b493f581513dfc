//! The bytes written depend on the articles alone: not on threads, batches, or the order of files and lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::export::EXPORTERS;
use newsgraph::run::{Options, Reading, run};
use newsgraph::{Extractor, ingest};
use walkdir::WalkDir;

use crate::start::folder;

/// Articles with what makes order matter: ids shared by several texts, texts that come twice, one of them with another date.
fn lines() -> Vec<String> {
    let mut lines: Vec<String> = (0..60)
        .map(|number| {
            let (a, b) = ([("Kenya", "Norway"), ("Sony", "Boeing"), ("Maren Lindqvist", "Oslo")])[number % 3];
            format!(
                "{{\"id\": \"w-{}\", \"date\": \"2024-02-{:02}\", \"publisher\": \"Wire {}\", \"title\": \"{a} and {b}\", \
                 \"text\": \"Lazarus Group hacked {a}. {b} spoke of it, said Tom Keane. Keane met {a} in Lagos on day {}.\"}}",
                number % 40,
                number % 28 + 1,
                number % 4,
                number % 50
            )
        })
        .collect();
    lines.push(lines[7].replace("2024-02-08", "2024-02-09"));
    lines.push(lines[7].clone());
    lines
}

/// A new order of the items, told by `seed`.
fn shuffled<T: Clone>(items: &[T], seed: usize) -> Vec<T> {
    let mut items = items.to_vec();
    let mut state = seed as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for end in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(end, (state >> 33) as usize % (end + 1));
    }
    items
}

fn written(extractor: &Extractor, inputs: Vec<PathBuf>, threads: usize, bytes: usize, hold: usize) -> BTreeMap<PathBuf, Vec<u8>> {
    let place = folder(&[]);
    let ingest = ingest::Options { chunk_bytes: bytes, ..ingest::Options::default() };
    let reading = Reading { threads, batch_bytes: 4 * bytes, ingest, ..Reading::of(inputs) };
    let options = Options { reading, output: place.path().join("output"), exporters: EXPORTERS.to_vec(), documents: true, hold };
    let report = run(extractor, &options, &mut |_| {}).expect("the run ends well");
    assert_eq!(report.skipped.count, 0, "{:?}", report.skipped.first);
    let files = WalkDir::new(&options.output).into_iter().map(|entry| entry.expect("readable").into_path());
    let name = |path: &Path| path.strip_prefix(&options.output).expect("below").to_owned();
    files.filter(|path| path.is_file()).map(|path| (name(&path), fs::read(&path).expect("readable"))).collect()
}

#[test]
fn same_articles_same_bytes() {
    let extractor = Extractor::new().expect("the resources compile");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    let place = folder(&[]);
    let mut wanted = None;
    // What holds little of the graph lays it aside more than 64 times, so that what is laid aside is merged on the way as well.
    let ways = [(1, 8 << 20, 1 << 30), (2, 2000, 0), (4, 300, 50_000), (1, 64, 0), (2, 100_000, 20_000), (4, 5000, 1 << 30)];
    for (seed, (threads, bytes, hold)) in ways.into_iter().enumerate() {
        let lines = shuffled(&lines(), seed);
        // The lines lie in two files, parted elsewhere every time. Their ids are their own, so the names tell nothing.
        let (one, two) = lines.split_at(seed * 9 + 1);
        let mut inputs = vec![place.path().join(format!("{seed}-one.jsonl")), place.path().join(format!("{seed}-two.jsonl"))];
        fs::write(&inputs[0], one.join("\n")).expect("writable");
        fs::write(&inputs[1], two.join("\n")).expect("writable");
        for entry in fs::read_dir(&samples).expect("the samples are there") {
            inputs.push(entry.expect("readable").path());
        }
        inputs.retain(|path| !path.ends_with("README.md"));
        let files = written(&extractor, shuffled(&inputs, seed), threads, bytes, hold);
        let wanted = wanted.get_or_insert_with(|| files.clone());
        assert_eq!(wanted.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
        for (name, bytes_found) in &files {
            assert!(
                wanted[name] == *bytes_found,
                "{} differs: seed {seed}, {threads} threads, chunks of {bytes}",
                name.display()
            );
        }
    }
    let articles = String::from_utf8(wanted.expect("it ran")[Path::new("articles.csv")].clone()).expect("UTF-8");
    let ids: Vec<&str> = articles.lines().filter_map(|row| row.split(',').next()).filter(|id| id.starts_with("w-")).collect();
    // Forty ids, of which twenty have a second text; what comes twice with the same text is read once.
    assert_eq!(ids.len(), 60, "{ids:?}");
    assert_eq!(ids.iter().filter(|id| id.contains('~')).count(), 20, "{ids:?}");
}

#[test]
fn shared_ids_are_told() {
    let lines = "{\"id\": \"a\", \"text\": \"Kenya met Norway.\"}\n{\"id\": \"a\", \"text\": \"Oslo was quiet.\"}\n\
                 {\"id\": \"a\", \"text\": \"Oslo was quiet.\"}\n";
    let place = folder(&[("wire.jsonl", lines.as_bytes())]);
    let ended = crate::start::run(place.path(), "extract wire.jsonl");
    assert_eq!(ended.code, 0, "{}", ended.words);
    for words in [
        "newsgraph: wire.jsonl: the id `a` has several texts: this one is kept as `a~",
        "newsgraph: wire.jsonl: the article `a",
        "with the same text: read once",
        "read     2 documents",
        "; 1 that came twice",
    ] {
        assert!(ended.words.contains(words), "{words}: {}", ended.words);
    }
}
