//! A list of a million names of a user's own: how long it takes to load, what it holds of memory, how fast a text is read
//! for it, beside the same names in aho-corasick, daachorse and spaCy's `PhraseMatcher`.
//!
//! `cargo bench --bench gazetteer [-- --entries N] [--megabytes N]`. The names and the text are made here, alike on every
//! run. Each contender is a process of its own, so that the memory told is its own; times are the CPU's for one thread.
//! spaCy runs by `tools/rivals/phrase_matcher.py`, which says so where it is not installed.

#![allow(clippy::print_stdout)] // a benchmark speaks

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use cpu_time::ThreadTime;
use newsgraph::resources::{Choice, OwnList, Resources, embedded};
use newsgraph::text::Text;
use newsgraph::{Document, Extractor, tag};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The contenders, in the order in which they run.
const CONTENDERS: [&str; 4] = ["newsgraph", "newsgraph, ours left out", "aho-corasick", "daachorse"];

fn main() -> Result<()> {
    let (mut entries, mut megabytes, mut part) = (1_000_000, 10, None);
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--entries" => entries = value()?.parse()?,
            "--megabytes" => megabytes = value()?.parse()?,
            "--part" => part = Some((value()?, PathBuf::from(value()?))),
            _ => return Err(format!("{argument}: the options are --entries N and --megabytes N").into()),
        }
    }
    if let Some((contender, folder)) = part {
        return run(&contender, &folder);
    }
    let folder = tempfile::tempdir()?;
    let names = names(entries);
    let text = text(&names, megabytes * 1_000_000)?;
    let list: String = names.iter().flat_map(|name| [name.as_str(), "\n"]).collect();
    fs::write(folder.path().join("person.txt"), &list)?;
    fs::write(folder.path().join("text.txt"), &text)?;
    println!("{} names, {:.1} MB; {:.1} MB of text; one thread, CPU time", names.len(), mega(list.len()), mega(text.len()));
    println!("{:<26}{:>9}{:>11}{:>10}{:>12}", "", "load, s", "memory, MB", "MB/s", "found");
    for contender in CONTENDERS {
        let status = Command::new(std::env::current_exe()?).args(["--part", contender]).arg(folder.path()).status()?;
        if !status.success() {
            println!("{contender}: failed: {status}");
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/rivals/phrase_matcher.py");
    match Command::new("python3").arg(script).arg(folder.path()).status() {
        Ok(_) => Ok(()),
        Err(error) => {
            println!("spaCy PhraseMatcher: skipped: python3: {error}");
            Ok(())
        }
    }
}

/// One contender over the names and the text of the folder.
fn run(contender: &str, folder: &Path) -> Result<()> {
    let list = folder.join("person.txt");
    let text = fs::read_to_string(folder.join("text.txt"))?;
    let before = resident();
    match contender {
        "aho-corasick" => {
            let started = ThreadTime::now();
            let content = fs::read_to_string(&list)?;
            let aho = aho_corasick::AhoCorasick::builder()
                .match_kind(aho_corasick::MatchKind::LeftmostLongest)
                .build(content.lines())?;
            let load = started.elapsed().as_secs_f64();
            drop(content);
            tell(contender, load, before, &text, || aho.find_iter(&text).count());
        }
        "daachorse" => {
            let started = ThreadTime::now();
            let content = fs::read_to_string(&list)?;
            let daachorse = daachorse::DoubleArrayAhoCorasickBuilder::new()
                .match_kind(daachorse::MatchKind::LeftmostLongest)
                .build::<_, _, u32>(content.lines())
                .map_err(|error| error.to_string())?;
            let load = started.elapsed().as_secs_f64();
            drop(content);
            tell(contender, load, before, &text, || daachorse.leftmost_find_iter(&text).count());
        }
        _ => {
            let started = ThreadTime::now();
            let names = contender == CONTENDERS[0];
            let own = OwnList::read(&list, None)?;
            let extractor = Extractor::of(Resources::of(&Choice { own, names, ..Choice::default() })?);
            let load = started.elapsed().as_secs_f64();
            let documents: Vec<Document> =
                text.split("\n\n").enumerate().map(|(number, text)| Document::new(&number.to_string(), text)).collect();
            let resources = extractor.resources();
            let mut cut = Text::default();
            // Cut into words and sentences, and every name looked up: what the others do, and what comes before it.
            tell(contender, load, before, &text, || {
                let own = |document: &Document, cut: &mut Text| {
                    resources.cutter().cut(document, cut);
                    let listed = tag::listed(resources, document, cut);
                    listed.iter().filter(|(_, _, form)| resources.is_own(resources.entry(form.entry))).count()
                };
                documents.iter().map(|document| own(document, &mut cut)).sum()
            });
            let started = ThreadTime::now();
            let mut worker = extractor.worker();
            let mentions: usize = documents.iter().map(|document| worker.extract(document).mentions.len()).sum();
            let seconds = started.elapsed().as_secs_f64();
            println!(
                "{:<26}{:>20}{:>10.1}{:>12}",
                "  all of extraction",
                "",
                mega(text.len()) / seconds,
                format!("{mentions} all")
            );
        }
    }
    Ok(())
}

/// Runs the search three times and tells the middle one.
fn tell(contender: &str, load: f64, before: f64, text: &str, mut search: impl FnMut() -> usize) {
    let memory = resident() - before;
    let mut seconds = Vec::new();
    let mut found = 0;
    for _ in 0..3 {
        let started = ThreadTime::now();
        found = black_box(search());
        seconds.push(started.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!("{contender:<26}{load:>9.2}{memory:>11.0}{:>10.1}{found:>12}", mega(text.len()) / seconds[1]);
}

/// The memory that the process holds, in MB; 0 where the system does not tell.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).map_or(0.0, |kb| kb * 1024.0 / 1e6)
}

/// Names of people: given names before surnames of our lists, each pair once.
fn names(count: usize) -> Vec<String> {
    let column = |file: &str| -> Vec<String> {
        let files = embedded();
        let file = files.iter().find(|known| known.path.ends_with(file)).expect("the list is built in");
        let rows = file.content.lines().filter(|line| !line.starts_with("#:")).skip(1);
        rows.filter_map(|row| row.split(',').next()).map(str::to_owned).collect()
    };
    let (given, surnames) = (column("given-name.csv"), column("surname.csv"));
    let mut names = BTreeSet::new();
    for step in 0..surnames.len() {
        for (number, name) in given.iter().enumerate() {
            if names.len() == count {
                return names.into_iter().collect();
            }
            names.insert(format!("{name} {}", surnames[(number * 31 + step * 7919) % surnames.len()]));
        }
    }
    names.into_iter().collect()
}

/// News of about that many bytes: the articles of `input/` over and over, one of the names before each sentence of theirs.
fn text(names: &[String], bytes: usize) -> Result<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("input"))?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let articles: String = paths.iter().map(fs::read_to_string).collect::<std::io::Result<_>>()?;
    let mut text = String::with_capacity(bytes + 4096);
    let mut number = 0usize;
    while text.len() < bytes {
        for line in articles.lines().filter(|line| line.len() > 80) {
            number += 1;
            write!(text, "{} said: {line}\n\n", names[number.wrapping_mul(7_368_787) % names.len()])?;
        }
    }
    Ok(text)
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
