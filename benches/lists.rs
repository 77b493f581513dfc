//! What each list of names is worth: in texts that people annotated, how much of their names the lists find with nothing
//! else, how much of what they find is right, and what the program would miss and be spared without each.
//!
//! `cargo bench --bench lists -- GOLD... [--names GOLD...]`: files as `newsgraph score` reads them; those behind `--names`
//! are counted without pronouns and common nouns. The first table is of the lists by themselves: the longest names that
//! need no second cue, each with the label of the entry most likely meant. In the second each list in turn is left out of
//! the program: `brings` is how many names fewer are then found, `costs` how many fewer mistakes are made.

#![allow(clippy::print_stdout)] // a benchmark speaks

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use newsgraph::resources::{File, Resources, embedded, form};
use newsgraph::score::{Base, Gold, GoldOptions, Mark, Marks, Options, Scores, Tally, read_gold, score};
use newsgraph::text::Text;
use newsgraph::{Extractor, Label, Span, tag};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const BASES: [Base; 3] = [Base::Person, Base::Org, Base::Place];

/// A corpus: its name, its texts, and how they are counted.
struct Corpus {
    name: String,
    golds: Vec<Gold>,
    options: Options,
}

fn main() -> Result<()> {
    let mut corpora = Vec::new();
    let mut names = false;
    for argument in std::env::args().skip(1).filter(|argument| argument != "--bench") {
        if argument == "--names" {
            names = true;
            continue;
        }
        let path = PathBuf::from(&argument);
        let golds = read_gold(std::slice::from_ref(&path), &GoldOptions::default())?;
        let options = Options { types: BASES.to_vec(), titles: true, by_label: true, names, ..Options::default() };
        let part = |path: Option<&Path>| path.and_then(Path::file_stem).unwrap_or_default().to_string_lossy().into_owned();
        corpora.push(Corpus { name: format!("{}/{}", part(path.parent()), part(Some(&path))), golds, options });
    }
    if corpora.is_empty() {
        println!("lists: skipped: name annotated texts: cargo bench --bench lists -- GOLD... [--names GOLD...]");
        return Ok(());
    }
    let files = embedded();
    let extractor = Extractor::with_resources(&files)?;
    alone(&extractor, &corpora);
    in_the_program(&extractor, &files, &corpora)
}

/// The first table: what lists find by themselves.
fn alone(extractor: &Extractor, corpora: &[Corpus]) {
    println!("| lists alone | type | gold | found | share of gold found | precision |\n|---|---|---|---|---|---|");
    let mut by_list: BTreeMap<(String, &str), (u64, u64)> = BTreeMap::new();
    let mut gold: BTreeMap<&str, u64> = BTreeMap::new();
    for corpus in corpora {
        let found: Vec<Marks> = corpus.golds.iter().map(|gold| listed(extractor.resources(), gold)).collect();
        let scores = score(&corpus.golds, &found, &corpus.options);
        for base in BASES {
            let Some(tally) = scores.entities.strict.get(base.as_str()) else { continue };
            let (name, base) = (&corpus.name, base.as_str());
            let (recall, precision) = (percent(tally.recall()), percent(tally.precision()));
            println!("| {name} | {base} | {} | {} | {recall} | {precision} |", tally.gold, tally.found);
            *gold.entry(base).or_default() += tally.gold;
        }
        // A corpus that does not mark a type says nothing of the lists of that type.
        let marked = |base: Base| scores.entities.strict.get(base.as_str()).is_some_and(|tally| tally.gold > 0);
        for row in scores.labels.iter().flat_map(|labels| &labels.found).filter(|row| marked(row.base)) {
            let of_list = by_list.entry((row.label.clone(), row.base.as_str())).or_default();
            *of_list = (of_list.0 + row.right, of_list.1 + row.all);
        }
    }
    println!("\n| list alone | type | found | right | share of gold found | precision |\n|---|---|---|---|---|---|");
    for ((list, base), (right, all)) in by_list {
        let share = |whole: u64| percent(right as f64 / whole.max(1) as f64);
        println!("| {list} | {base} | {all} | {right} | {} | {} |", share(gold[base]), share(all));
    }
}

/// The names that the lists find: the longest first, none over another.
fn listed(resources: &Resources, gold: &Gold) -> Marks {
    let mut text = Text::default();
    resources.cutter().cut(&gold.document, &mut text);
    let mut hits = tag::listed(resources, &gold.document, &text);
    hits.retain(|(_, _, found)| found.flags & form::CONTEXT == 0);
    hits.sort_by_key(|&(first, end, _)| (first, std::cmp::Reverse(end)));
    let mut marks = Marks::default();
    let mut after = 0;
    for here in hits.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (first, end, _) = here[0];
        if first < after {
            continue;
        }
        after = end;
        let meant = here.iter().map(|(_, _, found)| found).max_by_key(|found| resources.likelihood(found));
        let entry = resources.entry(meant.expect("a hit has a form").entry);
        let base = match entry.label.base() {
            Label::PERSON => Base::Person,
            Label::ORGANIZATION => Base::Org,
            Label::PLACE => Base::Place,
            _ => Base::Other,
        };
        let span = Span::new(text.tokens[first as usize].start, text.tokens[end as usize - 1].end);
        let label = resources.lists[entry.list as usize].path.display().to_string();
        marks.mentions.push(Mark { span, base, label, value: None, entity: None });
    }
    marks
}

/// The second table: the program without each list.
fn in_the_program(extractor: &Extractor, files: &[File], corpora: &[Corpus]) -> Result<()> {
    let whole = program(extractor, corpora);
    println!("\n| in the program | type | gold | precision | recall | F1 |\n|---|---|---|---|---|---|");
    for (corpus, scores) in corpora.iter().zip(&whole) {
        for (base, tally) in &scores.entities.strict {
            let (precision, recall, f1) = (percent(tally.precision()), percent(tally.recall()), percent(tally.f1()));
            println!("| {} | {base} | {} | {precision} | {recall} | {f1} |", corpus.name, tally.gold);
        }
    }
    println!("\n| without | brings | costs | F1 of each corpus, in hundredths of a point |\n|---|---|---|---|");
    let is_list = |file: &&File| !file.path.starts_with("patterns") && !file.path.starts_with("gazetteers/lexicon");
    for left_out in files.iter().filter(is_list) {
        let rest: Vec<File> = files.iter().filter(|file| file.path != left_out.path).cloned().collect();
        let without = program(&Extractor::with_resources(&rest)?, corpora);
        let (mut brings, mut costs, mut points) = (0, 0, Vec::new());
        for (with, without) in whole.iter().zip(&without) {
            let (with, without) = (all(with), all(without));
            brings += with.right.cast_signed() - without.right.cast_signed();
            costs += (with.found - with.right).cast_signed() - (without.found - without.right).cast_signed();
            points.push(format!("{:+.0}", 1e4 * (with.f1() - without.f1())));
        }
        println!("| {} | {brings:+} | {costs:+} | {} |", left_out.path.display(), points.join(" "));
    }
    Ok(())
}

/// What the program finds.
fn program(extractor: &Extractor, corpora: &[Corpus]) -> Vec<Scores> {
    let mut worker = extractor.worker();
    let mut scored = |corpus: &Corpus| {
        let found: Vec<Marks> = corpus.golds.iter().map(|gold| Marks::found(&worker.extract(&gold.document))).collect();
        score(&corpus.golds, &found, &corpus.options)
    };
    corpora.iter().map(&mut scored).collect()
}

/// The tally of all types together.
fn all(scores: &Scores) -> Tally {
    scores.entities.strict.get("micro").copied().unwrap_or_default()
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}
