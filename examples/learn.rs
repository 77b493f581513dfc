//! What evidence is worth, learnt: reads annotated corpora and plain news, writes `patterns/evidence/`.
//!
//! `cargo run --profile fast --example learn -- CORPORA PLAIN.jsonl OUT_FOLDER [--plain STORIES] [--without FEATURE,...]`
//!
//! A semi-Markov conditional random field over the very candidates, and with the very scores, by which the program decides:
//! each way to choose candidates that do not overlap, each with a label, is as likely as the exponential of its sum.
//! Fitted by L-BFGS with an L2 pull towards the weights set by hand. DESIGN.md has the data card.

#![allow(clippy::print_stderr)] // it tells how far it is

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;

use newsgraph::Document;
use newsgraph::resources::{Classes, Feature, PLACES, Resources, embedded};
use newsgraph::tag::{Scratch, Told, tell};
use newsgraph::text::{Sentence, Shape, Text, has};

/// The corpora, which of their documents, and how much a sentence of each counts: news-like text counts most.
/// `documents` is what an id must not hold.
const CORPORA: &[(&str, f64, &str)] = &[
    ("re3d/dev.jsonl", 1.0, "BBC"),
    ("meantime/dev.jsonl", 0.7, "-none-"),
    ("crossner/train.jsonl", 0.7, "-none-"),
    ("redocred/dev.jsonl", 0.6, "-none-"),
    ("gum/train.jsonl", 0.5, "whow"),
    ("gum/dev.jsonl", 0.5, "whow"),
    ("wnut17/train.jsonl", 0.08, "-none-"),
    ("btc/a.jsonl", 0.08, "-none-"),
    ("btc/b.jsonl", 0.08, "-none-"),
    ("btc/f.jsonl", 0.08, "-none-"),
    ("btc/g.jsonl", 0.08, "-none-"),
    ("btc/h.jsonl", 0.08, "-none-"),
];
/// How much a sentence of plain news with labels of our own counts.
const PLAIN: f64 = 0.25;
/// The pull of a piece of evidence towards its weight set by hand, and of a word towards nothing.
const PULL: f64 = 0.5;
static PULL_WORD: std::sync::OnceLock<f64> = std::sync::OnceLock::new();
/// The pull of what news has and the corpora hardly do.
const PULL_NEWS: f64 = 100.0;
/// What news has and the corpora hardly do.
const NEWS: &[Feature] = &[
    Feature::CapitalsAround,
    Feature::AllCapitals,
    Feature::Dateline,
    Feature::WholeSentence,
    Feature::TickerBehind,
    Feature::DefinesAcronym,
    Feature::LegalForm,
    Feature::ListedOrganization,
    Feature::OrganizationHead,
    Feature::RoleBefore,
    Feature::PlaceFirst,
    Feature::LegalFormInside,
    Feature::TitleBefore,
    Feature::AgeBehind,
    Feature::CaseChange,
    Feature::AndListed,
    Feature::LowerSyllable,
    Feature::LongUpper,
    Feature::SeveralUpper,
];
/// A word in a place must be seen so often to be evidence, and be worth so much to be kept.
const SEEN: u32 = 8;
const WORTH: f64 = 0.15;
const STEPS: usize = 60;

/// What a stretch of a sentence may be.
struct Arc {
    first: u32,
    end: u32,
    /// Its evidence, a range of `Data::evidence`; or the score of what is no name.
    evidence: (u32, u32),
    fixed: f64,
    name: bool,
    /// The label that it truly has.
    gold: Option<u8>,
}

struct Case {
    length: u32,
    arcs: (u32, u32),
    weight: f64,
    /// Tokens inside of true names.
    inside: Vec<bool>,
}

#[derive(Default)]
struct Data {
    arcs: Vec<Arc>,
    evidence: Vec<(u32, f32)>,
    cases: Vec<Case>,
}

/// Numbers for evidence: the features, then the words by place.
struct Numbers {
    words: HashMap<(usize, u32), u32>,
    names: Vec<(usize, u32, String)>,
    open: bool,
}

impl Numbers {
    fn of(&mut self, place: usize, word: u32, spelling: &str) -> Option<u32> {
        let (names, next) = (&mut self.names, (Feature::ALL.len() + self.words.len()) as u32);
        if !self.open {
            return self.words.get(&(place, word)).copied();
        }
        Some(*self.words.entry((place, word)).or_insert_with(|| {
            names.push((place, word, spelling.to_owned()));
            next
        }))
    }

    fn len(&self) -> usize {
        Feature::ALL.len() + self.names.len()
    }
}

type Gold = Vec<(usize, usize, u8)>;

struct Learner {
    resources: Resources,
    numbers: Numbers,
    without: Vec<Feature>,
}

impl Learner {
    /// Adds the sentences of a document, with its true names as byte offsets.
    fn add(&mut self, document: &Document, gold: Option<&Gold>, weight: f64, data: &mut Data) {
        let mut text = Text::default();
        self.resources.cutter().cut(document, &mut text);
        let mut examples = tell(&self.resources, document, &text, &mut Scratch::default());
        examples.sort_by_key(|example| (example.1, example.0));
        let mut at = 0;
        // "Such is a village in such a county": how encyclopedias begin and news never does.
        let opening = document.id.as_str().starts_with("redocred");
        for (number, sentence) in text.sentences.iter().enumerate() {
            let start = data.arcs.len() as u32;
            let golds: Vec<(u32, u32, Option<u8>)> =
                gold.map(|gold| aligned(&self.resources, &text, sentence, gold)).unwrap_or_default();
            let mut reached = vec![false; golds.len()];
            // Words for a people or a tongue are not places here, as some corpora have it.
            let other = |gold: &(u32, u32, Option<u8>)| {
                let mut same =
                    examples[at..].iter().take_while(|e| e.1 <= sentence.end).filter(|e| (e.0, e.1) == (gold.0, gold.1));
                let place = |told: &Told| told.features.iter().any(|(feature, _)| *feature == Feature::ListedPlace);
                same.clone().any(|e| e.2.is_err()) && !same.any(|e| e.2.as_ref().is_ok_and(place))
            };
            let golds: Vec<_> = golds.into_iter().map(|gold| if other(&gold) { (gold.0, gold.1, None) } else { gold }).collect();
            while at < examples.len() && examples[at].1 <= sentence.end {
                let (first, end, told) = &examples[at];
                at += 1;
                let from = data.evidence.len() as u32;
                let mut arc = Arc {
                    first: first - sentence.first,
                    end: end - sentence.first,
                    evidence: (from, from),
                    fixed: 0.0,
                    name: false,
                    gold: None,
                };
                match told {
                    Ok(told) => {
                        arc.name = true;
                        let kept = told.features.iter().filter(|(feature, _)| !self.without.contains(feature));
                        data.evidence.extend(kept.map(|&(feature, much)| (feature as u32, much)));
                        for &(place, word) in &told.words {
                            // Encyclopedias define: "is" behind a place, "of" behind half a name.
                            if place == 2 && ["of", "is", "was", "are", "were"].contains(&self.resources.words.spelling(word)) {
                                continue;
                            }
                            data.evidence.extend(
                                self.numbers.of(place, word.0, self.resources.words.spelling(word)).map(|number| (number, 1.0)),
                            );
                        }
                        arc.evidence.1 = data.evidence.len() as u32;
                    }
                    Err(score) => arc.fixed = f64::from(*score),
                }
                let listed = || matches!(told, Ok(told) if told.features.iter().any(|(feature, _)| matches!(feature, Feature::ListedPlace | Feature::MaybePlace)));
                if arc.name
                    && let Some(place) = golds.iter().position(|&(f, e, label)| label.is_some() && (f, e) == (*first, *end))
                {
                    // A word for a people that our list lacks.
                    let word = text.tokens[*end as usize - 1].span().of(&document.text);
                    if reached[place]
                        || (golds[place].2 == Some(2)
                            && !listed()
                            && ["an", "ish", "ese"].iter().any(|ending| word.ends_with(ending)))
                    {
                        continue;
                    }
                    reached[place] = true;
                    arc.gold = golds[place].2;
                }
                data.arcs.push(arc);
            }
            // What we cannot reach, or what is no name by our rules, teaches nothing: nor does what overlaps it.
            let mut kept: Vec<Arc> = data.arcs.drain(start as usize..).collect();
            let mut inside = vec![false; (sentence.end - sentence.first) as usize];
            for (number, &(first, end, _)) in golds.iter().enumerate() {
                let (first, end) = (first.max(sentence.first) - sentence.first, end.min(sentence.end) - sentence.first);
                if reached[number] {
                    inside[first as usize..end as usize].fill(true);
                } else {
                    kept.retain(|arc| arc.end <= first || end <= arc.first);
                }
            }
            // A gold name whose arc went with a neighbour's.
            for flag in 0..inside.len() as u32 {
                if inside[flag as usize] && !kept.iter().any(|arc| arc.gold.is_some() && arc.first <= flag && flag < arc.end) {
                    inside[flag as usize] = false;
                }
            }
            if kept.is_empty() {
                continue;
            }
            data.arcs.extend(kept);
            let arcs = (start, data.arcs.len() as u32);
            let weight = if opening && number == 0 { 0.3 * weight } else { weight };
            data.cases.push(Case { length: sentence.end - sentence.first, arcs, weight, inside });
        }
    }
}

/// The true names of a sentence as tokens, without "the", titles and possessives; without a label what is no name.
fn aligned(resources: &Resources, text: &Text, sentence: &Sentence, gold: &Gold) -> Vec<(u32, u32, Option<u8>)> {
    let mut out = Vec::new();
    for &(start, end, label) in gold {
        if (start as u32) < sentence.span.start || (start as u32) >= sentence.span.end {
            continue;
        }
        let tokens = &text.tokens;
        let mut first = tokens.partition_point(|token| (token.end as usize) <= start) as u32;
        let mut last = tokens.partition_point(|token| (token.start as usize) < end) as u32;
        if last <= first {
            continue;
        }
        let (head, tail) = (&tokens[first as usize], &tokens[last as usize - 1]);
        let fits =
            head.start as usize == start && (tail.end as usize == end || tail.has(has::STOP) && tail.end as usize == end + 1);
        let word = |at: u32| tokens[at as usize].word;
        while last - first > 1 && (word(first) == resources.small.the || tokens[first as usize].is(b'@')) {
            first += 1;
        }
        if last - first > 1 && tokens[last as usize - 1].shape == Shape::Clitic {
            last -= 1;
        }
        let office = Classes::TITLE.or(Classes::ROLE);
        let classes = |at: u32| resources.classes(&tokens[at as usize]);
        if label == 0 {
            // All before a title, and the title, is no part of the name: "Iraqi President Fuad Masum".
            let named = |at: u32| {
                resources.info(tokens[at as usize].word).surname >= 6 || resources.info(tokens[at as usize].word).given >= 6
            };
            if let Some(title) = (first..last - 1).rev().find(|&at| classes(at).any(office) && !named(at)) {
                first = title + 1;
            }
        }
        let plural = label == 0 && (first..last).any(|at| word(at) == resources.small.and);
        let one =
            last - first == 1 && tokens[first as usize].shape != Shape::Upper && classes(first).any(office.or(Classes::PRONOUN));
        let name = fits && tokens[last as usize - 1].shape != Shape::Lower && last <= sentence.end && !plural && !one;
        out.push((first, last, name.then_some(label)));
    }
    out
}

/// The scores of all arcs for the three labels.
fn scores(data: &Data, weights: &[f64], threshold: f64, case: &Case, out: &mut Vec<[f64; 3]>) {
    out.clear();
    for arc in &data.arcs[case.arcs.0 as usize..case.arcs.1 as usize] {
        let mut score = [arc.fixed - threshold; 3];
        for &(number, much) in &data.evidence[arc.evidence.0 as usize..arc.evidence.1 as usize] {
            for label in 0..3 {
                score[label] += weights[number as usize * 3 + label] * f64::from(much);
            }
        }
        out.push(score);
    }
}

fn log_add(a: f64, b: f64) -> f64 {
    if a == f64::NEG_INFINITY {
        return b;
    }
    if b == f64::NEG_INFINITY {
        return a;
    }
    a.max(b) + (-(a - b).abs()).exp().ln_1p()
}

/// The log of the sum over all choices, and for each arc and label how likely it is. `truth` allows what is true alone.
fn lattice(arcs: &[Arc], scores: &[[f64; 3]], case: &Case, truth: bool, likely: Option<&mut Vec<[f64; 3]>>) -> f64 {
    let length = case.length as usize;
    let labels = |arc: &Arc| {
        if !arc.name {
            let overlaps = truth && case.inside[arc.first as usize..arc.end as usize].contains(&true);
            (0, usize::from(!overlaps))
        } else if truth {
            arc.gold.map_or((0, 0), |gold| (gold as usize, gold as usize + 1))
        } else {
            (0, 3)
        }
    };
    let skip = |token: usize| if truth && case.inside[token] { f64::NEG_INFINITY } else { 0.0 };
    let mut forward = vec![f64::NEG_INFINITY; length + 1];
    forward[0] = 0.0;
    let mut at = 0;
    for end in 1..=length {
        let mut sum = forward[end - 1] + skip(end - 1);
        while at < arcs.len() && arcs[at].end as usize == end {
            let (from, to) = labels(&arcs[at]);
            for label in from..to {
                sum = log_add(sum, forward[arcs[at].first as usize] + scores[at][label]);
            }
            at += 1;
        }
        forward[end] = sum;
    }
    let total = forward[length];
    if let Some(likely) = likely {
        let mut backward = vec![f64::NEG_INFINITY; length + 1];
        backward[length] = 0.0;
        likely.clear();
        likely.resize(arcs.len(), [0.0; 3]);
        let mut at = arcs.len();
        for end in (1..=length).rev() {
            backward[end - 1] = log_add(backward[end - 1], backward[end] + skip(end - 1));
            while at > 0 && arcs[at - 1].end as usize == end {
                at -= 1;
                let (from, to) = labels(&arcs[at]);
                for label in from..to {
                    let first = arcs[at].first as usize;
                    backward[first] = log_add(backward[first], backward[end] + scores[at][label]);
                    likely[at][label] = (forward[first] + scores[at][label] + backward[end] - total).exp();
                }
            }
        }
    }
    total
}

/// The loss of some cases and its slope.
fn slope(data: &Data, cases: &[Case], weights: &[f64], threshold: f64) -> (f64, Vec<f64>) {
    let mut loss = 0.0;
    let mut slope = vec![0.0; weights.len()];
    let (mut sums, mut likely) = (Vec::new(), Vec::new());
    for case in cases {
        let arcs = &data.arcs[case.arcs.0 as usize..case.arcs.1 as usize];
        scores(data, weights, threshold, case, &mut sums);
        let true_total = lattice(arcs, &sums, case, true, None);
        if true_total == f64::NEG_INFINITY {
            continue;
        }
        let total = lattice(arcs, &sums, case, false, Some(&mut likely));
        loss += case.weight * (total - true_total);
        for (arc, likely) in arcs.iter().zip(&likely).filter(|(arc, _)| arc.name) {
            for label in 0..3 {
                let wanted = f64::from(u8::from(arc.gold == Some(label as u8)));
                let much = case.weight * (likely[label] - wanted);
                if much.abs() < 1e-5 {
                    continue;
                }
                for &(number, amount) in &data.evidence[arc.evidence.0 as usize..arc.evidence.1 as usize] {
                    slope[number as usize * 3 + label] += much * f64::from(amount);
                }
            }
        }
    }
    (loss, slope)
}

/// The loss of all with the pull towards the prior.
fn objective(data: &Data, weights: &[f64], prior: &[f64], threshold: f64) -> (f64, Vec<f64>) {
    let half = data.cases.len() / 2;
    let (mut loss, mut sum) = std::thread::scope(|scope| {
        let other = scope.spawn(|| slope(data, &data.cases[..half], weights, threshold));
        let (loss, mut sum) = slope(data, &data.cases[half..], weights, threshold);
        let (other_loss, other) = other.join().expect("no panic");
        sum.iter_mut().zip(&other).for_each(|(a, b)| *a += b);
        (loss + other_loss, sum)
    });
    let pull_word = *PULL_WORD.get_or_init(|| 2.0);
    for (number, (&weight, &prior)) in weights.iter().zip(prior).enumerate() {
        let pull = match Feature::ALL.get(number / 3) {
            Some(feature) if NEWS.contains(feature) => PULL_NEWS,
            Some(_) => PULL,
            None => pull_word,
        };
        loss += pull * (weight - prior).powi(2) / 2.0;
        sum[number] += pull * (weight - prior);
    }
    (loss, sum)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2) with a backtracking line search.
fn fit(data: &Data, prior: &[f64], start: &[f64], threshold: f64) -> Vec<f64> {
    let mut weights = start.to_vec();
    let (mut loss, mut slope) = objective(data, &weights, prior, threshold);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for step in 0..STEPS {
        let mut direction = slope.clone();
        let mut alphas = Vec::new();
        for (s, y, rho) in history.iter().rev() {
            let alpha = rho * dot(s, &direction);
            direction.iter_mut().zip(y).for_each(|(d, y)| *d -= alpha * y);
            alphas.push(alpha);
        }
        let scale = history.last().map_or(1.0 / dot(&slope, &slope).sqrt().max(1.0), |(s, y, _)| dot(s, y) / dot(y, y));
        for d in &mut direction {
            *d *= scale;
        }
        for ((s, y, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
            let beta = rho * dot(y, &direction);
            direction.iter_mut().zip(s).for_each(|(d, s)| *d += (alpha - beta) * s);
        }
        let slant = dot(&slope, &direction);
        let mut rate = 1.0;
        let (next, next_loss, next_slope) = loop {
            let next: Vec<f64> = weights.iter().zip(&direction).map(|(w, d)| w - rate * d).collect();
            let (next_loss, next_slope) = objective(data, &next, prior, threshold);
            if next_loss <= loss - 1e-4 * rate * slant || rate < 1e-4 {
                break (next, next_loss, next_slope);
            }
            rate *= 0.5;
        };
        let s: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let y: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&s, &y);
        if curve > 1e-10 {
            history.push((s, y, 1.0 / curve));
            if history.len() > 8 {
                history.remove(0);
            }
        }
        let gain = (loss - next_loss) / loss;
        (weights, loss, slope) = (next, next_loss, next_slope);
        if step % 10 == 9 || gain < 1e-5 {
            eprintln!("  step {}: loss {loss:.1}", step + 1);
        }
        if gain < 1e-5 {
            break;
        }
    }
    weights
}

/// What the plain news says: sentences labelled by what has been learnt so far, where it is sure. In half of them what
/// lists and the rest of the article say is hidden, so that the words around have to say it.
fn label(data: &mut Data, weights: &[f64], threshold: f64) {
    let (mut sums, mut likely) = (Vec::new(), Vec::new());
    let hidden: Vec<u32> = Feature::ALL
        .iter()
        .filter(|feature| feature.name().starts_with("listed-") || feature.name().starts_with("article-"))
        .map(|&feature| feature as u32)
        .collect();
    let mut cases = std::mem::take(&mut data.cases);
    for (number, case) in cases.iter_mut().enumerate() {
        scores(data, weights, threshold, case, &mut sums);
        let arcs = &mut data.arcs[case.arcs.0 as usize..case.arcs.1 as usize];
        lattice(arcs, &sums, case, false, Some(&mut likely));
        let mut sure = true;
        for (arc, likely) in arcs.iter_mut().zip(&likely).filter(|(arc, _)| arc.name) {
            let best = (0..3).max_by(|&a, &b| likely[a].total_cmp(&likely[b])).unwrap_or(0);
            if likely[best] > 0.93 {
                arc.gold = Some(best as u8);
                case.inside[arc.first as usize..arc.end as usize].fill(true);
            } else if likely.iter().sum::<f64>() > 0.1 {
                sure = false;
            }
        }
        if !sure || !case.inside.contains(&true) {
            case.weight = 0.0;
        }
        if number % 2 == 0 {
            for arc in arcs.iter_mut() {
                for (feature, much) in &mut data.evidence[arc.evidence.0 as usize..arc.evidence.1 as usize] {
                    if hidden.contains(feature) {
                        *much = 0.0;
                    }
                }
            }
        }
    }
    cases.retain(|case| case.weight > 0.0);
    data.cases = cases;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let [corpora, plain, out] = &arguments[..3] else { return Err("CORPORA PLAIN.jsonl OUT".into()) };
    let stories: usize = option("--plain").map_or(Ok(0), |number| number.parse())?;
    let only = option("--corpora");
    let without: Vec<Feature> = option("--without").map_or_else(Vec::new, |names| {
        Feature::ALL
            .iter()
            .copied()
            .filter(|f| {
                names.split(',').any(|name| {
                    f.name() == name || f.name().strip_prefix(name.trim_end_matches('*')).is_some() && name.ends_with('*')
                })
            })
            .collect()
    });
    if let Some(pull) = option("--pull-word") {
        PULL_WORD.set(pull.parse()?).map_err(|_| "set twice")?;
    }
    let no_words = arguments.iter().any(|a| a == "--no-words");

    let files: Vec<newsgraph::resources::File> = match option("--resources") {
        Some(folder) => newsgraph::resources::from_folder(Path::new(&folder))?,
        None => embedded(),
    };
    let resources = Resources::compile(&files)?;
    let prior_rows: Vec<[f32; 3]> = resources.weights.of.clone();
    let threshold = f64::from(resources.weights.threshold);
    let decide: f32 = option("--threshold").map_or(Ok(0.3), |text| text.parse())?;
    let mut learner =
        Learner { resources, numbers: Numbers { words: HashMap::new(), names: Vec::new(), open: !no_words }, without };

    let mut read = Vec::new();
    for &(file, weight, not) in CORPORA {
        if only.as_ref().is_some_and(|only| !only.split(',').any(|name| file.starts_with(name))) {
            continue;
        }
        for line in std::fs::read_to_string(Path::new(corpora).join(file))?.lines() {
            let json: serde_json::Value = serde_json::from_str(line)?;
            let (id, text) = (json["id"].as_str().unwrap_or_default(), json["text"].as_str().unwrap_or_default());
            if id.contains(not) {
                continue;
            }
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let mut gold = Gold::new();
            for mention in json["mentions"].as_array().into_iter().flatten() {
                let label = match mention["type"].as_str() {
                    Some("PERSON") => 0,
                    Some("ORG") => 1,
                    Some("PLACE") => 2,
                    _ => continue,
                };
                let at = |name: &str| mention[name].as_u64().and_then(|at| bytes.get(at as usize)).copied().unwrap_or(0);
                let (start, end) = (at("start"), at("end"));
                // What has no capital is no name.
                if text[start..end].chars().any(char::is_uppercase) {
                    gold.push((start, end, label));
                }
            }
            read.push((Document::new(id, text), gold, weight));
        }
    }
    let mut plain_read = Vec::new();
    if stories > 0 {
        for (number, line) in BufReader::new(std::fs::File::open(plain)?).lines().enumerate() {
            if number % 5 != 0 {
                continue;
            }
            let json: serde_json::Value = serde_json::from_str(&line?)?;
            plain_read.push(Document::new(&number.to_string(), json["text"].as_str().unwrap_or_default()));
            if plain_read.len() == stories {
                break;
            }
        }
    }

    let mut weights: Vec<f64> = Vec::new();
    for round in 0..2 + usize::from(stories > 0) {
        let mut data = Data::default();
        for (document, gold, weight) in &read {
            learner.add(document, Some(gold), *weight, &mut data);
        }
        let gold_cases = data.cases.len();
        if round == 2 {
            let mut silver = Data::default();
            let known = weights.len();
            for document in &plain_read {
                learner.add(document, None, PLAIN, &mut silver);
            }
            weights.resize(learner.numbers.len() * 3, 0.0);
            label(&mut silver, &weights, threshold);
            eprintln!("plain: {} sentences, {} new words", silver.cases.len(), (weights.len() - known) / 3);
            let (arcs, evidence) = (data.arcs.len() as u32, data.evidence.len() as u32);
            data.evidence.extend(silver.evidence);
            data.arcs.extend(silver.arcs.into_iter().map(|mut arc| {
                arc.evidence = (arc.evidence.0 + evidence, arc.evidence.1 + evidence);
                arc
            }));
            data.cases.extend(silver.cases.into_iter().map(|mut case| {
                case.arcs = (case.arcs.0 + arcs, case.arcs.1 + arcs);
                case
            }));
        }
        // Rare words say nothing.
        let mut seen = vec![0u32; learner.numbers.len()];
        for case in &data.cases {
            for arc in &data.arcs[case.arcs.0 as usize..case.arcs.1 as usize] {
                for &(number, _) in &data.evidence[arc.evidence.0 as usize..arc.evidence.1 as usize] {
                    seen[number as usize] += 1;
                }
            }
        }
        let bound = Feature::ALL.len();
        for (number, much) in &mut data.evidence {
            if *number as usize >= bound && seen[*number as usize] < SEEN {
                *much = 0.0;
            }
        }
        let mut prior: Vec<f64> = prior_rows.iter().flatten().map(|&worth| f64::from(worth)).collect();
        for feature in &learner.without {
            prior[*feature as usize * 3..*feature as usize * 3 + 3].fill(0.0);
        }
        prior.resize(learner.numbers.len() * 3, 0.0);
        let mut start = prior.clone();
        if round > 0 {
            start[..weights.len()].copy_from_slice(&weights);
        }
        let golds = data.arcs.iter().filter(|arc| arc.gold.is_some()).count();
        eprintln!(
            "round {round}: {gold_cases} sentences, {} candidates, {golds} names, {} kinds of evidence",
            data.arcs.len(),
            learner.numbers.len()
        );
        weights = fit(&data, &prior, &start, threshold);
        // The next round's memory is by what has been learnt.
        for (number, row) in learner.resources.weights.of.iter_mut().enumerate() {
            *row = std::array::from_fn(|label| weights[number * 3 + label] as f32);
        }
        learner.resources.weights.words.truncate(1);
        for info in &mut learner.resources.info {
            info.worth = 0;
        }
        for (number, &(place, word, _)) in learner.numbers.names.iter().enumerate() {
            let at = (bound + number) * 3;
            let worth: [f32; 3] = std::array::from_fn(|label| weights[at + label] as f32);
            if worth.iter().all(|worth| worth.abs() < WORTH as f32) {
                continue;
            }
            let info = &mut learner.resources.info[word as usize];
            if info.worth == 0 {
                info.worth = learner.resources.weights.words.len() as u16;
                learner.resources.weights.words.push(Default::default());
            }
            learner.resources.weights.words[info.worth as usize][place] = worth;
        }
    }
    learner.resources.weights.threshold = decide;
    // Which folder the first weights lay in is the machine's own affair.
    let mut options: Vec<&str> = arguments[3..].iter().map(String::as_str).collect();
    if let Some(at) = options.iter().position(|&option| option == "--resources") {
        options.drain(at..(at + 2).min(options.len()));
    }
    write(&learner, Path::new(out), &options.join(" "))?;
    Ok(())
}

/// Writes the two files.
fn write(learner: &Learner, out: &Path, how: &str) -> std::io::Result<()> {
    let weights = &learner.resources.weights;
    let how = if how.is_empty() { String::new() } else { format!(" ({how})") };
    let mut file = std::fs::File::create(out.join("weights.toml"))?;
    writeln!(
        file,
        "# What each piece of evidence is worth for a name being a person, an organisation, a place. The sums decide: the"
    )?;
    writeln!(file, "# stretches of a sentence that do not overlap and sum highest above the threshold are its names.")?;
    writeln!(file, "# Learnt by examples/learn.rs{how} from weights set by hand; DESIGN.md has the data card.\n")?;
    writeln!(file, "threshold = {}", weights.threshold)?;
    writeln!(file, "# How much of what stands around a word elsewhere in the article counts where it stands.")?;
    writeln!(file, "elsewhere = {}\n\n[weight]", weights.elsewhere)?;
    writeln!(file, "#{:41}person  organization  place", "")?;
    for (feature, worth) in Feature::ALL.iter().zip(&weights.of) {
        let name = format!("\"{}\"", feature.name());
        writeln!(file, "{name:<38} = [{:5.2}, {:5.2}, {:5.2}]", worth[0], worth[1], worth[2])?;
    }
    let mut file = std::fs::File::create(out.join("words.toml"))?;
    writeln!(
        file,
        "# What a word in or beside a name is worth for its being a person, an organisation, a place, by where it stands."
    )?;
    writeln!(file, "# Learnt by examples/learn.rs{how}; DESIGN.md has the data card.")?;
    for (place, name) in PLACES.iter().enumerate() {
        let mut rows: Vec<(&str, [f32; 3])> = Vec::new();
        for (at, word, spelling) in &learner.numbers.names {
            let row = learner.resources.info[*word as usize].worth;
            let worth = weights.words[usize::from(row)][place];
            if *at == place && worth.iter().any(|weight| weight.abs() > 0.0) {
                rows.push((spelling, worth));
            }
        }
        rows.sort_by(|a, b| a.0.cmp(b.0));
        writeln!(file, "\n[word.{name}]")?;
        for (word, worth) in rows {
            writeln!(file, "{:<20} = [{:5.2}, {:5.2}, {:5.2}]", format!("\"{word}\""), worth[0], worth[1], worth[2])?;
        }
    }
    Ok(())
}
