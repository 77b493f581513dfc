//! Nouns that stand for what another sentence has named, and those that stand for nothing.

#[path = "claims/mod.rs"]
mod claims;

use claims::{Claim, claims};
use newsgraph::Extractor;

/// A text, a kind, and the ends of all its claims of that kind.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    (
        "Hackers stole files from Orsk Works, a turbine manufacturer, on Monday. Boeing acquired the turbine manufacturer in 2019.",
        "ACQUIRED",
        &[("Boeing", "Orsk Works")],
    ),
    // Two bodies are described so.
    (
        "Orsk Works, a turbine manufacturer, and Tavda Works, a turbine manufacturer, closed. Boeing acquired the turbine manufacturer.",
        "ACQUIRED",
        &[],
    ),
    // Nothing was described so.
    ("Orsk Works, a steel mill, closed. Boeing acquired the turbine manufacturer.", "ACQUIRED", &[]),
    (
        "Fancy Bear and Cozy Bear, two espionage groups, were named in the report. The two groups breached Siemens in May.",
        "HACKED",
        &[("Fancy Bear", "Siemens"), ("Cozy Bear", "Siemens")],
    ),
    // Three are not two.
    (
        "Fancy Bear, Turla and Cozy Bear, three espionage groups, were named. The two groups breached Siemens in May.",
        "HACKED",
        &[],
    ),
    (
        "Angela Merkel spoke with Emmanuel Macron by telephone. Both leaders visited Kyiv on Tuesday.",
        "VISITED",
        &[("Angela Merkel", "Kyiv"), ("Emmanuel Macron", "Kyiv")],
    ),
    // Who of three?
    ("Angela Merkel spoke with Emmanuel Macron and Boris Johnson. The two leaders visited Kyiv on Tuesday.", "VISITED", &[]),
    ("Norway and Sweden spoke. Both countries sanctioned Iran.", "SANCTIONED", &[("Norway", "Iran"), ("Sweden", "Iran")]),
    ("Norway, Denmark and Sweden spoke. Both countries sanctioned Iran.", "SANCTIONED", &[]),
    // One of the two may be no company.
    ("Boeing and Zentavor met in Paris. Both companies acquired Fitbit.", "ACQUIRED", &[]),
];

#[test]
fn nouns_stand_for_what_was_named() {
    let extractor = Extractor::new().expect("the resources compile");
    for (text, kind, wanted) in CASES {
        let found = claims(&extractor, "nouns", text);
        let found: Vec<_> = found.iter().filter(|claim| claim.kind == *kind).collect();
        let lines = || claims::lines(found.iter().copied());
        for (head, tail) in *wanted {
            assert!(
                found.iter().any(|claim| claim.is(kind, head, tail)),
                "{text}: wanted {head} {kind} {tail}, found\n{}",
                lines()
            );
        }
        let plain = |claim: &&Claim| (claim.polarity, claim.modality, &claim.speaker) == ("asserted", "fact", &None);
        assert!(found.iter().all(plain), "{text}: found\n{}", lines());
        assert_eq!(found.len(), wanted.len(), "{text}: found\n{}", lines());
    }
}

#[test]
fn what_is_inferred_says_so() {
    let extractor = Extractor::new().expect("the resources compile");
    let text = "Fancy Bear and Cozy Bear, two espionage groups, were named in the report. The two groups breached Siemens.";
    let extraction = extractor.extract(&newsgraph::Document::new("nouns", text));
    assert_eq!(extraction.relations.len(), 2, "{:?}", extraction.relations);
    for claim in &extraction.relations {
        assert_eq!(claim.found_by.as_str(), format!("{}+noun", claim.pattern()));
        assert_eq!(claim.sentence, 1, "the sentence that states it");
    }
}
