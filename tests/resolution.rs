//! Which mentions are one thing, and which must not be.

use newsgraph::{Document, Extractor, Status};

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
