//! Stories: reprints, cut and retitled, are one; two accounts of one event are two. Measured on a planted set.

#![allow(clippy::print_stdout)] // it says what it measures, and what it skips

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::export::EXPORTERS;
use newsgraph::run::{Options, Reading, run};
use newsgraph::{Document, Extractor, Graph};

/// A sequence of numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }
}

/// Words that stand in every agency's stories.
const FORMULAS: [&str; 8] = [
    "The agency could not independently verify the report.",
    "Officials did not immediately respond to a request for comment.",
    "He spoke on condition of anonymity because he was not authorised to speak to the media.",
    "The company declined to comment on the matter when reached by telephone.",
    "This is a developing story and will be updated as more becomes known.",
    "It was not immediately clear how many people were affected by the decision.",
    "The move comes after months of talks between the two sides.",
    "Shares of the company fell on the news in early trading on Monday.",
];

/// What publishers put under their articles.
const FURNITURE: [&str; 3] = [
    "Sign up for our newsletter and get the most important news of the day every morning in your inbox, free of charge.",
    "Reporting by our staff in the capital; editing by the night desk. All rights reserved by the agency and its partners.",
    "Read more: what we know so far about the events of the week, and what happens next, in five charts and one map.",
];

fn word(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "re", "to", "mi", "sen", "dor", "lu", "pa", "vi", "no", "ter", "sa", "gol", "be", "ri", "ma", "fen", "do", "chi",
        "ul",
    ];
    // Some words are far more frequent than others.
    let rank = (dice.below(60) * dice.below(60)) as u64;
    let mut own = Dice(rank.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    (0..=own.below(3)).map(|_| SYLLABLES[own.below(20)]).collect()
}

fn sentence(dice: &mut Dice) -> String {
    if dice.below(9) == 0 {
        return FORMULAS[dice.below(FORMULAS.len())].to_owned();
    }
    let words: Vec<String> = (0..8 + dice.below(16)).map(|_| word(dice)).collect();
    format!("The {}.", words.join(" "))
}

/// Paragraphs of one to three sentences.
fn text(dice: &mut Dice) -> Vec<String> {
    let paragraphs = 5 + dice.below(12);
    (0..paragraphs).map(|_| (0..=dice.below(3)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")).collect()
}

/// The same story as another paper prints it: cut from below, maybe a paragraph less, some words changed, furniture below.
fn reprint(story: &[String], dice: &mut Dice) -> String {
    let kept = (story.len() * (25 + dice.below(76))).div_ceil(100).max(2);
    let mut paragraphs = story[..kept].to_vec();
    if paragraphs.len() > 4 && dice.below(3) == 0 {
        let dropped = 1 + dice.below(paragraphs.len() - 2);
        paragraphs.remove(dropped);
    }
    for paragraph in &mut paragraphs {
        let words = paragraph.split(' ').map(|known| if dice.below(40) == 0 { word(dice) } else { known.to_owned() });
        *paragraph = words.collect::<Vec<_>>().join(" ");
    }
    if dice.below(2) == 0 {
        paragraphs.push(FURNITURE[dice.below(FURNITURE.len())].to_owned());
    }
    paragraphs.join("\n\n")
}

/// Articles as (story, line of JSON): each story reprinted up to forty times, and a second account of each event, which has
/// a quotation of the first, and is reprinted too.
fn planted() -> Vec<(usize, String)> {
    let mut dice = Dice(9);
    let mut articles = Vec::new();
    for event in 0..40 {
        let first = text(&mut dice);
        let mut second = text(&mut dice);
        let quoted = first[0].split_inclusive('.').next().unwrap_or_default().to_owned();
        second.insert(1, quoted);
        for (account, (story, copies)) in [(first, 1 + (event * event) % 40), (second, 1 + event % 4)].into_iter().enumerate() {
            for copy in 0..copies {
                let number = 2 * event + account;
                let (headline, body) = (sentence(&mut dice), reprint(&story, &mut dice));
                let day = 1 + dice.below(6);
                let id = format!("s{number:03}-{copy:02}");
                let value = serde_json::json!({
                    "id": id, "title": headline, "text": body, "date": format!("2024-02-{day:02}"), "publisher": format!("P{}", dice.below(9))
                });
                articles.push((number, format!("{value}\n")));
            }
        }
    }
    articles
}

/// The stories that a run finds: article to story.
fn found(lines: &[String], extractor: &Extractor) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("wire.jsonl");
    fs::write(&input, lines.concat()).expect("written");
    let exporters = EXPORTERS.iter().copied().filter(|exporter| exporter.name() == "csv").collect();
    let options = Options {
        reading: Reading::of([input]),
        output: folder.path().join("output"),
        exporters,
        documents: false,
        hold: newsgraph::Fold::BOUND,
    };
    run(extractor, &options, &mut |_| {}).expect("it runs");
    let mut reader = csv::Reader::from_path(options.output.join("articles.csv")).expect("written");
    let place = reader.headers().expect("a header").iter().position(|name| name == "story_id").expect("the column");
    let row = |record: csv::Result<csv::StringRecord>| record.map(|record| (record[0].to_owned(), record[place].to_owned()));
    reader.records().map(row).collect::<csv::Result<_>>().expect("readable")
}

#[test]
fn the_planted_set() {
    let articles = planted();
    let lines: Vec<String> = articles.iter().map(|(_, line)| line.clone()).collect();
    let extractor = Extractor::new().expect("the resources compile");
    let stories = found(&lines, &extractor);
    let all: Vec<(&str, &str)> = stories.iter().map(|(article, story)| (&article[..4], story.as_str())).collect();
    let (mut together, mut right, mut planted) = (0_u32, 0_u32, 0_u32);
    for (place, one) in all.iter().enumerate() {
        for other in &all[place + 1..] {
            together += u32::from(one.1 == other.1);
            planted += u32::from(one.0 == other.0);
            right += u32::from(one.1 == other.1 && one.0 == other.0);
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(together), f64::from(right) / f64::from(planted));
    println!("{} articles, {planted} pairs of one story: precision {precision:.4}, recall {recall:.4}", all.len());
    assert!(precision >= 0.99 && recall >= 0.97, "precision {precision:.4}, recall {recall:.4}");
    // In any order.
    let mut turned = lines.clone();
    turned.reverse();
    turned.rotate_left(17);
    assert_eq!(found(&turned, &extractor), stories);
}

#[test]
fn forty_copies_are_one_and_two_accounts_are_two() {
    let mut dice = Dice(4);
    let story = text(&mut dice);
    let lines = |dice: &mut Dice| {
        (0..40).fold(Vec::new(), |mut lines, copy| {
            let value = serde_json::json!({ "id": format!("c{copy}"), "title": sentence(dice), "text": reprint(&story, dice), "date": "2024-02-08" });
            lines.push(format!("{value}\n"));
            lines
        })
    };
    let extractor = Extractor::new().expect("the resources compile");
    let mut stories: Vec<String> = found(&lines(&mut dice), &extractor).into_values().collect();
    stories.sort();
    stories.dedup();
    assert_eq!(stories, ["c0"]);
}

#[test]
fn a_digest_is_no_reprint_of_what_it_sums_up() {
    let mut dice = Dice(5);
    let stories: Vec<Vec<String>> = (0..20).map(|_| text(&mut dice)).collect();
    let mut digest = String::new();
    let mut documents = Vec::new();
    for (number, story) in stories.iter().enumerate() {
        documents.push(Document::new(&format!("s{number:02}"), story.join("\n\n")));
        write!(digest, "{}\n\n", story[0]).expect("a string grows");
    }
    documents.push(Document::new("digest", digest));
    assert_eq!(reprints(&documents), 0);
}

#[test]
fn a_text_that_comes_again_after_months_is_another_story() {
    let text = "The markets in Oslo are closed today for a public holiday, and will open again tomorrow at nine in the morning.";
    let on = |id, date| Document::new(id, text).published(newsgraph::Date::parse(date).expect("a date"));
    assert_eq!(reprints(&[on("a", "2024-05-01"), on("b", "2024-05-02")]), 1);
    assert_eq!(reprints(&[on("a", "2024-05-01"), on("b", "2025-05-01")]), 0);
    assert_eq!(reprints(&[Document::new("a", "All was quiet."), Document::new("b", "All was  QUIET.")]), 1);
    assert_eq!(reprints(&[Document::new("a", ""), Document::new("b", "")]), 0);
}

fn reprints(documents: &[Document]) -> u64 {
    let mut graph = Graph::default();
    for document in documents {
        graph.add(document, &newsgraph::Extraction::default());
    }
    graph.count_stories().reprints()
}

#[test]
fn nodes_and_edges_count_stories_and_weigh_by_them() {
    let text = |lead: &str| {
        format!(
            "{lead} hacked Sony in Oslo on Monday. Firms in the city shut their networks for the night, and the police sent officers to the harbour where the servers of the company stand."
        )
    };
    let documents = [
        Document::new("a", text("Lazarus Group")),
        Document::new("b", text("Lazarus Group")),
        Document::new("c", "Lazarus Group hacked Sony, a spokesman for the studio told reporters in Tokyo."),
    ];
    let mut graph = Extractor::new().expect("the resources compile").graph(&documents);
    graph.count_stories();
    let edges = graph.edges();
    let hacked = edges.iter().find(|edge| edge.relation.kind.name.as_str() == "HACKED").expect("an edge");
    assert_eq!((hacked.relation.articles, hacked.relation.stories), (3, 2));
    assert_eq!((hacked.head.articles, hacked.head.stories), (3, 2));
}

/// The two seed articles of the workshop tell one event in two ways.
#[test]
fn two_accounts_of_one_event_are_two_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let texts: Vec<Document> = paths
        .iter()
        .map(|path| Document::new(&path.display().to_string(), fs::read_to_string(path).expect("readable")))
        .collect();
    assert_eq!(reprints(&texts), 0);
}
