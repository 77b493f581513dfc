//! Sentences that must not leave a false edge: `tests/negatives/` says how they are written and when one is right.

#![allow(clippy::print_stdout)] // how many are right is shown on demand

mod claims;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use claims::Claim;
use newsgraph::Extractor;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    text: String,
    forbid: Vec<Forbidden>,
    #[serde(default)]
    allow: Vec<Edge>,
    #[serde(default)]
    marked: Vec<Marked>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Forbidden {
    /// A kind, or `any`.
    Kind(String),
    Edge(Edge),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edge {
    kind: String,
    head: String,
    tail: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    kind: String,
    head: String,
    tail: String,
    polarity: Vec<String>,
    modality: Vec<String>,
    attributed_to: Option<String>,
}

impl Forbidden {
    fn is(&self, claim: &Claim) -> bool {
        match self {
            Self::Kind(kind) => kind == "any" || claim.kind == *kind,
            Self::Edge(edge) => edge.is(claim),
        }
    }
}

impl Edge {
    fn is(&self, claim: &Claim) -> bool {
        claim.is(&self.kind, &self.head, &self.tail)
    }
}

impl Marked {
    fn is(&self, claim: &Claim) -> bool {
        claim.is(&self.kind, &self.head, &self.tail)
            && self.polarity.iter().any(|polarity| polarity == claim.polarity)
            && self.modality.iter().any(|modality| modality == claim.modality)
            && (self.attributed_to.is_none() || self.attributed_to == claim.speaker)
    }
}

/// What is wrong with a case, if anything: facts that it forbids, else claims that are not found or marked otherwise.
fn fault(case: &Case, claims: &[Claim]) -> Option<String> {
    let false_facts: Vec<&Claim> = claims
        .iter()
        .filter(|claim| claim.polarity == "asserted" && claim.modality == "fact")
        .filter(|claim| case.forbid.iter().any(|forbidden| forbidden.is(claim)))
        .filter(|claim| !case.allow.iter().any(|edge| edge.is(claim)))
        .collect();
    if !false_facts.is_empty() {
        return Some(format!("false edge: {}", claims::lines(false_facts)));
    }
    let missed = case.marked.iter().find(|marked| !claims.iter().any(|claim| marked.is(claim)))?;
    let Marked { kind, head, tail, polarity, modality, attributed_to } = missed;
    let wanted = format!("{kind} {head:?} -> {tail:?}, {polarity:?}, {modality:?}, said by {attributed_to:?}");
    Some(format!("not found: {wanted}; found: {}", claims::lines(claims)))
}

#[test]
fn no_edge_that_the_text_does_not_state() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negatives");
    let lines = std::fs::read_to_string(folder.join("negatives.jsonl")).expect("the cases");
    let extractor = Extractor::new().expect("the built-in resources compile");
    let (mut failed, mut cases) = (BTreeMap::new(), BTreeSet::new());
    let mut tally: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let group = case.id.rsplit_once('-').expect("a group and a number").0;
        let (clean, right, all) = tally.entry(group.to_owned()).or_default();
        *all += 1;
        let fault = fault(&case, &claims::claims(&extractor, &case.id, &case.text));
        *clean += usize::from(!fault.as_deref().is_some_and(|fault| fault.starts_with("false edge")));
        *right += usize::from(fault.is_none());
        if let Some(fault) = fault {
            failed.insert(case.id.clone(), format!("{:?}: {fault}", case.text));
        }
        assert!(cases.insert(case.id.clone()), "{} stands twice", case.id);
    }
    assert!(cases.len() >= 160, "the cases are here");
    for (group, (clean, right, all)) in tally {
        println!("{group}: no false edge in {clean}, all right in {right} of {all}");
    }
    for (id, why) in &failed {
        println!("{id}: {why}");
    }
    known::settle(&folder.join("known-failures.txt"), &cases, &failed);
}
