//! Names whose ends are hard to find, in sentences of their own: what is tagged, whole and with its label, and what is not.

use newsgraph::{Document, Extractor};

/// A sentence, and its names with their labels, in order; other mentions do not matter.
const CASES: &[(&str, &[(&str, &str)])] = &[
    // A particle in lower case begins them.
    ("The blast was claimed by al-Qaeda.", &[("al-Qaeda", "organization/armed-group")]),
    ("Ayman al-Zawahiri led al Qaeda.", &[("Ayman al-Zawahiri", "person/leader"), ("al Qaeda", "organization/armed-group")]),
    ("A bomb at al-Hilla killed ten.", &[("al-Hilla", "place/city")]),
    // A place of several words that lists know is no person's name.
    ("The deputy Middle East director said so.", &[("Middle East", "place/area")]),
    // Lines that say where a text was heard.
    (
        "Oslo Radio Fjord Network in Norwegian 0900 GMT 3 Mar 94",
        &[("Oslo", "place/city"), ("Radio Fjord Network", "organization")],
    ),
    (
        "The Radio Fjord Network in Oslo went off the air in 1994.",
        &[("Radio Fjord Network", "organization"), ("Oslo", "place/city")],
    ),
    // Small words that open a sentence, and words that are names in the news.
    ("Had Germany attacked Sweden, the iron would have run out.", &[("Germany", "place/country"), ("Sweden", "place/country")]),
    ("Japan said no.", &[("Japan", "place/country")]),
    // One thing in several words, each of which would do.
    ("Turkey makes Bayraktar TB2 drones.", &[("Turkey", "place/country"), ("Bayraktar TB2", "weapon")]),
];

#[test]
fn names_are_found_whole() {
    let extractor = Extractor::new().expect("the resources compile");
    for (text, wanted) in CASES {
        let extraction = extractor.extract(&Document::new("names", *text));
        let named = extraction.mentions.iter().filter(|mention| !["DATE", "date", "demonym"].contains(&mention.label.as_str()));
        let found: Vec<(&str, &str)> = named.map(|mention| (mention.span.of(text), mention.label.as_str())).collect();
        assert_eq!(found, *wanted, "{text}");
    }
}
