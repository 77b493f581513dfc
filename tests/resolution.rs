//! Which mentions are one thing, and which must not be.

#![allow(clippy::print_stdout)] // how many pairs are right is shown on demand

mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use newsgraph::{Document, Extraction, Extractor, Mention, Status};
use serde::Deserialize;

/// The ids that a text's mentions of these words refer to, in order of the words.
fn ids(extractor: &Extractor, id: &str, text: &str, words: &[&str]) -> Vec<(String, Status)> {
    let document = Document::new(id, text);
    let extraction = extractor.extract(&document);
    let of = |word: &&str| {
        let mention = extraction.mentions.iter().find(|mention| mention.span.of(text) == *word);
        let mention = mention.unwrap_or_else(|| panic!("{word:?} is no mention of {text:?}"));
        let referent = &extraction.referents[mention.referent.expect("a referent") as usize];
        (referent.id.to_string(), referent.status)
    };
    words.iter().map(of).collect()
}

#[test]
fn short_forms_acronyms_and_demonyms_join_their_full_form() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let cases = [
        ("Tom Hegel of SentinelOne said so. Hegel spoke in Oslo.", ["Tom Hegel", "Hegel"]),
        ("The DPRK fired a missile, and North Korea said it was a test.", ["DPRK", "North Korea"]),
        ("Russian troops left. Russia said nothing.", ["Russian", "Russia"]),
        ("The Nordic Grain Committee (NGC) met in Oslo. The NGC said so.", ["Nordic Grain Committee", "NGC"]),
    ];
    for (text, words) in cases {
        let found = ids(&extractor, "a", text, &words);
        assert_eq!(found[0].0, found[1].0, "{text}");
    }
}

#[test]
fn what_is_named_by_too_little_stays_in_its_article() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    for (text, word) in [
        ("Mr. Lindqvist said so on Monday.", "Lindqvist"),
        ("The Ministry of Foreign Affairs said so on Monday.", "Ministry of Foreign Affairs"),
    ] {
        let (one, two) = (ids(&extractor, "a", text, &[word]), ids(&extractor, "b", text, &[word]));
        assert_eq!(one[0].1, Status::Local, "{word}");
        assert_ne!(one[0].0, two[0].0, "{word} of two articles is two things");
    }
    let text = "Tom Hegel said so on Monday.";
    assert_eq!(ids(&extractor, "a", text, &["Tom Hegel"]), ids(&extractor, "b", text, &["Tom Hegel"]));
}

/// A row of `tests/resolution.csv`: whether two forms in a text are one thing.
#[derive(Deserialize)]
struct Pair {
    id: String,
    /// One to four sentences, read as an article of their own.
    text: String,
    /// A form as it stands in the text; `#2` behind it means its second place there as a whole word.
    a: String,
    b: String,
    /// `yes` or `no`.
    same: String,
    why: String,
}

/// The bytes of a form in a text.
fn place(text: &str, form: &str) -> Range<usize> {
    let numbered = form.rsplit_once('#').and_then(|(words, number)| Some((words, number.parse::<usize>().ok()?)));
    let (words, number) = numbered.unwrap_or((form, 1));
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |at: usize| !text[..at].ends_with(joins) && !text[at + words.len()..].starts_with(joins);
    let found = text.match_indices(words).map(|(at, _)| at).filter(|&at| whole(at)).nth(number - 1);
    let at = found.unwrap_or_else(|| panic!("{form:?} is not in {text:?}"));
    at..at + words.len()
}

/// The id of what a stretch of the text refers to: that of the mention that covers most of it.
fn id_at(extraction: &Extraction, place: &Range<usize>) -> Option<String> {
    let overlap = |mention: &Mention| {
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        end.min(place.end).saturating_sub(start.max(place.start))
    };
    // Of two that cover as much, the first.
    let mention =
        extraction.mentions.iter().rev().max_by_key(|mention| overlap(mention)).filter(|mention| overlap(mention) > 0)?;
    Some(extraction.referents[mention.referent? as usize].id.to_string())
}

/// A pair that must merge is right if both forms are found and refer to one thing; one that must not, unless they do.
#[test]
fn planted_pairs_merge_or_stay_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let extractor = Extractor::new().expect("the built-in resources compile");
    let (mut failed, mut cases) = (BTreeMap::new(), BTreeSet::new());
    let mut tally: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join("resolution.csv")).expect("the pairs");
    for pair in reader.deserialize() {
        let Pair { id, text, a, b, same, why } = pair.expect("a pair");
        assert!(same == "yes" || same == "no", "{id}: {same:?}");
        let extraction = extractor.extract(&Document::new(&id, &text));
        let (one, two) = (id_at(&extraction, &place(&text, &a)), id_at(&extraction, &place(&text, &b)));
        let merged = one.is_some() && one == two;
        let group = id.rsplit_once('-').expect("a group and a number").0.to_owned();
        let (right, all) = tally.entry((group, same.clone())).or_default();
        *all += 1;
        if merged == (same == "yes") {
            *right += 1;
        } else {
            failed.insert(id.clone(), format!("{text:?}: {a:?} is {one:?}, {b:?} is {two:?}; same: {same}, {why}"));
        }
        assert!(cases.insert(id.clone()), "{id} stands twice");
    }
    assert!(cases.len() >= 200, "the pairs are here");
    for ((group, same), (right, all)) in tally {
        println!("{group}, same {same}: {right} of {all}");
    }
    for (id, why) in &failed {
        println!("{id}: {why}");
    }
    known::settle(&folder.join("resolution-known-failures.txt"), &cases, &failed);
}

/// Who a text's words refer to, read on that day.
fn holder(extractor: &Extractor, text: &str, day: &str, words: &str) -> Option<String> {
    let document = Document { published: newsgraph::Date::parse(day), ..Document::new("a", text) };
    let extraction = extractor.extract(&document);
    let mention = extraction.mentions.iter().find(|mention| mention.span.of(text) == words)?;
    Some(extraction.referents[mention.referent? as usize].name.to_string())
}

#[test]
fn an_office_is_held_by_whoever_held_it_then() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let text = "Russia's defence minister met troops.";
    let on = |day: &str| holder(&extractor, text, day, "defence minister");
    assert_eq!(on("2005-05-01").as_deref(), Some("Sergei Ivanov"));
    assert_eq!(on("2023-08-07").as_deref(), Some("Sergei Shoigu"));
    assert_eq!(on("2024-08-07").as_deref(), Some("Andrei Belousov"));
    assert_eq!((on("1950-01-01"), on("2024-05-13"), on("")), (None, None, None), "nobody is known to have held it then");
    // The day of the event, not of the article.
    let text = "British prime minister resigned on 6 September 2022, and in 1999 the rain was bad.";
    assert_eq!(holder(&extractor, text, "2024-01-01", "prime minister"), None, "two days are none");
    let text = "In May 2008 the British prime minister visited Kabul.";
    assert_eq!(holder(&extractor, text, "2024-01-01", "prime minister").as_deref(), Some("Gordon Brown"));
    for text in [
        "The former Russian president spoke.",
        "Russian president Vladimir Putin spoke.",
        "The Russian president, Vladimir Putin, spoke.",
        "Vladimir Putin, the Russian president, spoke.",
        "The Russian presidential palace burnt.",
    ] {
        assert_eq!(holder(&extractor, text, "2023-08-07", "president"), None, "{text}");
    }
}

#[test]
fn names_in_other_scripts_are_the_same_node() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    for (text, words) in [
        ("Vladimir Putin (Владимир Путин) spoke in Moscow.", ["Vladimir Putin", "Владимир Путин"]),
        ("Kim Jong Un (김정은) spoke in Pyongyang.", ["Kim Jong Un", "김정은"]),
    ] {
        let found = ids(&extractor, "a", text, &words);
        assert_eq!(found[0], found[1], "{text}");
    }
}

#[test]
fn two_that_lists_know_as_two_are_never_joined() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let text = "Accenture, formerly known as Siemens, won.";
    let extraction = extractor.extract(&Document::new("a", text));
    let [refused] = extraction.refused[..] else { panic!("{:?}", extraction.refused) };
    let words = |mention: u32| extraction.mentions[mention as usize].span.of(text);
    assert_eq!([words(refused.first), words(refused.second)], ["Accenture", "Siemens"]);
    assert_eq!((refused.reason, refused.because), ("a former name of it", "the lists know them as two"));
}
