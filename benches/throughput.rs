//! What each stage costs, beside the bare search of the same names: one thread, one run, ratios to be trusted.
//!
//! `cargo bench --bench throughput [-- SAMPLE.jsonl[.gz]] [--passes N]`. Without the sample of
//! `benches/definitions/news.toml` it says so and reads the project's `input/` over and over instead.
//! It checks its own counts: of documents and words, the two automata against each other, each pass against the first.

#![allow(clippy::print_stdout)] // a benchmark speaks

use std::collections::BTreeSet;
use std::error::Error;
use std::hint::black_box;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use newsgraph::{Date, Document, Extraction, Extractor, Graph, Worker, relate, resolve, tag, text};
use serde::Deserialize;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Deserialize)]
struct Definition {
    name: String,
    path: PathBuf,
    documents: usize,
    words: usize,
    names: usize,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    date: Option<String>,
    text: String,
}

/// A stage: its name, and the time of each pass.
struct Stage {
    name: &'static str,
    passes: Vec<Duration>,
}

impl Stage {
    fn median(&self) -> Duration {
        let mut passes = self.passes.clone();
        passes.sort_unstable();
        passes[passes.len() / 2]
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let definition: Definition = toml::from_str(&std::fs::read_to_string(root.join("benches/definitions/news.toml"))?)?;
    let mut passes = 5;
    let mut sample = None;
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        if argument == "--passes" {
            passes = arguments.next().ok_or("--passes takes a number")?.parse()?;
        } else {
            sample = Some(PathBuf::from(argument));
        }
    }
    let given = sample.is_some();
    let path = sample.unwrap_or_else(|| root.join(&definition.path));
    let documents = if path.exists() {
        read(&path)?
    } else {
        println!("skipped: {}: {} is not here; reading input/ over and over instead", definition.name, path.display());
        repeated(&root)?
    };
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("{} documents, {:.1} MB, one thread, its own CPU time, median of {passes} passes", documents.len(), mega(bytes));

    let started = Instant::now();
    let extractor = Extractor::new()?;
    println!("resources compiled in {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let names = names(&extractor, definition.names);
    println!("{} names for the bare search", names.len());
    let daachorse = daachorse::DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build::<_, _, u32>(&names)
        .map_err(|error| error.to_string())?;
    let aho = aho_corasick::AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostLongest).build(&names)?;

    let mut stages: Vec<Stage> =
        ["split_whitespace", "daachorse", "aho-corasick", "cut", "tag", "resolve", "relate", "graph", "extract"]
            .map(|name| Stage { name, passes: Vec::new() })
            .into();
    let mut counts: Vec<Option<usize>> = vec![None; stages.len()];
    for _ in 0..passes {
        let time = |at: usize, stages: &mut Vec<Stage>, counts: &mut Vec<Option<usize>>, work: &mut dyn FnMut() -> usize| {
            let started = ThreadTime::now();
            let count = black_box(work());
            stages[at].passes.push(started.elapsed());
            let known = *counts[at].get_or_insert(count);
            assert_eq!(known, count, "{} counts differently from pass to pass", stages[at].name);
        };
        time(0, &mut stages, &mut counts, &mut || {
            documents.iter().map(|document| document.text.split_whitespace().count()).sum()
        });
        time(1, &mut stages, &mut counts, &mut || {
            documents.iter().map(|document| daachorse.leftmost_find_iter(&document.text).count()).sum()
        });
        time(2, &mut stages, &mut counts, &mut || documents.iter().map(|document| aho.find_iter(&document.text).count()).sum());
        staged(&extractor, &documents, &mut stages, &mut counts);
        time(8, &mut stages, &mut counts, &mut || extractor.graph(&documents).sizes().0);
    }
    assert_eq!(counts[1], counts[2], "the two automata find different names");
    if path.exists() && !given {
        assert_eq!(
            (documents.len(), counts[0]),
            (definition.documents, Some(definition.words)),
            "the sample is not the one defined"
        );
    }
    let search = stages[1].median().as_secs_f64();
    println!("\n{:<18}{:>9}{:>9}{:>12}{:>12}", "", "ms", "MB/s", "x search", "found");
    for (stage, count) in stages.iter().zip(&counts) {
        let seconds = stage.median().as_secs_f64();
        println!(
            "{:<18}{:>9.1}{:>9.1}{:>12.2}{:>12}",
            stage.name,
            seconds * 1e3,
            mega(bytes) / seconds,
            search / seconds,
            count.unwrap_or(0)
        );
    }
    println!("\nx search: the speed beside daachorse's bare leftmost-longest search; extract is the whole, text to graph");
    threads(&extractor, &documents, counts[8], bytes)?;
    Ok(())
}

/// One pass of the stages, each timed over all documents.
fn staged(extractor: &Extractor, documents: &[Document], stages: &mut [Stage], counts: &mut [Option<usize>]) {
    let resources = extractor.resources();
    let mut text = text::Text::default();
    let (mut tagging, mut resolving, mut relating) =
        (tag::Scratch::default(), resolve::Scratch::default(), relate::Scratch::default());
    let mut spent = [Duration::ZERO; 5];
    let mut found = [0usize; 5];
    let mut graph = Graph::default();
    for document in documents {
        let mut at = ThreadTime::now();
        let mut lap = |stage: usize, spent: &mut [Duration; 5]| {
            spent[stage] += at.elapsed();
            at = ThreadTime::now();
        };
        resources.cutter().cut(document, &mut text);
        let mut extraction = Extraction {
            sentences: text.sentences.iter().map(|sentence| sentence.span).collect(),
            tells_the_story: text.sentences.iter().map(|sentence| sentence.zone.tells_the_story()).collect(),
            ..Extraction::default()
        };
        lap(0, &mut spent);
        tag::tag(resources, document, &text, &mut tagging, &mut extraction.mentions);
        lap(1, &mut spent);
        resolve::complete(resources, document, &text, &mut extraction.mentions, &mut resolving);
        resolve::resolve(resources, document, &text, &mut extraction, &mut resolving);
        lap(2, &mut spent);
        relate::relate(resources, document, &text, &extraction.mentions, &mut relating, &mut extraction.relations);
        lap(3, &mut spent);
        graph.add(document, &extraction);
        lap(4, &mut spent);
        for (sum, count) in found.iter_mut().zip([
            text.sentences.len(),
            extraction.mentions.len(),
            extraction.referents.len(),
            extraction.relations.len(),
        ]) {
            *sum += count;
        }
    }
    found[4] = graph.sizes().0;
    for stage in 0..5 {
        stages[3 + stage].passes.push(spent[stage]);
        let known = *counts[3 + stage].get_or_insert(found[stage]);
        assert_eq!(known, found[stage], "{} counts differently from pass to pass", stages[3 + stage].name);
    }
}

/// The whole on one thread and on two, in turn.
fn threads(extractor: &Extractor, documents: &[Document], entities: Option<usize>, bytes: usize) -> Result<(), Box<dyn Error>> {
    let mut seconds = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        for threads in 1..=2 {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
            let started = Instant::now();
            let graph = pool.install(|| folded(extractor, documents));
            seconds[threads - 1].push(started.elapsed().as_secs_f64());
            assert_eq!(Some(graph.sizes().0), entities, "{threads} threads give another graph");
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_unstable_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let [mut one, mut two] = seconds;
    let (one, two) = (median(&mut one), median(&mut two));
    println!("threads: 1: {:.1} MB/s, 2: {:.1} MB/s, {:.2}x", mega(bytes) / one, mega(bytes) / two, one / two);
    Ok(())
}

/// The graph of the documents, folded as a run does it: a batch at a time, each thread into a graph of its own with a worker
/// that it keeps, while the graphs of the batch before are merged.
fn folded(extractor: &Extractor, documents: &[Document]) -> Graph {
    use rayon::prelude::*;
    const BATCH: usize = 8 << 20;
    let benches: Mutex<Vec<(Worker<'_>, Graph)>> = Mutex::default();
    let free = || benches.lock().unwrap_or_else(PoisonError::into_inner);
    let work = |group: &[Document]| {
        let bench = free().pop();
        let (mut worker, mut graph) = bench.unwrap_or_else(|| (extractor.worker(), Graph::default()));
        for document in group {
            let extraction = worker.extract(document);
            graph.add(document, &extraction);
            worker.recycle(extraction);
        }
        free().push((worker, graph));
    };
    let (mut merged, mut former) = (Graph::default(), Vec::new());
    let merge = |merged: Graph, graphs: Vec<Graph>| graphs.into_iter().fold(merged, Graph::merge);
    let mut rest = documents;
    while !rest.is_empty() {
        let mut size = 0;
        let mut fits = |document: &Document| {
            size += document.text.len();
            size <= BATCH
        };
        let batch;
        (batch, rest) = rest.split_at(rest.iter().take_while(|document| fits(document)).count().max(1));
        let known = std::mem::take(&mut merged);
        (merged, ()) = rayon::join(|| merge(known, former), || batch.par_chunks(64).for_each(work));
        former = free().iter_mut().map(|(_, graph)| std::mem::take(graph)).collect();
    }
    merge(merged, former)
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn read(path: &std::path::Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let file = std::fs::File::open(path)?;
    let mut content = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut content)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut content)?;
    }
    let rows = content.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str::<Row>);
    rows.map(|row| {
        let row = row?;
        let mut document = Document::new(&row.id, row.text);
        document.published = row.date.as_deref().and_then(Date::parse);
        Ok(document)
    })
    .collect()
}

/// The text files of `input/`, repeated to some 10 MB.
fn repeated(root: &std::path::Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut texts: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(root.join("input"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    texts.sort();
    let size: usize = texts.iter().map(String::len).sum::<usize>().max(1);
    let rounds = 10_000_000 / size + 1;
    Ok((0..rounds)
        .flat_map(|round| {
            texts.iter().enumerate().map(move |(number, text)| Document::new(&format!("{round}-{number}"), text.as_str()))
        })
        .collect())
}

/// The names of the gazetteers as written, filled up to `count` with given name + surname.
fn names(extractor: &Extractor, count: usize) -> Vec<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let column = |content: &str, aliases: bool| -> Vec<String> {
        let body: String = content.lines().filter(|line| !line.starts_with("#:")).collect::<Vec<_>>().join("\n");
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let at = reader.headers().ok().and_then(|header| header.iter().position(|column| column == "aliases"));
        let mut found = Vec::new();
        for record in reader.records().flatten() {
            found.extend(record.get(0).map(str::to_owned));
            if let Some(cell) = at.filter(|_| aliases).and_then(|at| record.get(at)) {
                found.extend(cell.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned));
            }
        }
        found
    };
    let (mut given, mut surnames) = (Vec::new(), Vec::new());
    for file in newsgraph::resources::embedded() {
        let path = file.path.to_string_lossy().into_owned();
        if path.ends_with("lexicon/given-name.csv") {
            given = column(&file.content, false);
        } else if path.ends_with("lexicon/surname.csv") {
            surnames = column(&file.content, false);
        } else if file.path.extension().is_some_and(|extension| extension == "csv") && !path.contains("lexicon") {
            names.extend(column(&file.content, true));
        }
    }
    assert!(names.len() >= extractor.resources().entries.len() / 2, "the lists were not read");
    'fill: for step in 0.. {
        for (number, name) in given.iter().enumerate() {
            if names.len() >= count || surnames.is_empty() {
                break 'fill;
            }
            names.insert(format!("{name} {}", surnames[(number * 31 + step * 7919) % surnames.len()]));
        }
        if given.is_empty() {
            break;
        }
    }
    names.into_iter().collect()
}
