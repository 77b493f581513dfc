//! Relations: both ends, the kind and the direction; or the ends alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::cut::cut;
use super::entities::ALL;
use super::file;
use super::marks::Marks;
use super::matching::matching;
use super::scores::{Options, Pair};
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::span::Span;

/// What makes a relation right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationMode {
    /// Its ends, kind and direction.
    Labelled,
    /// Its ends alone.
    Unlabelled,
}

/// Tallies of relations.
#[derive(Clone, Debug, Serialize)]
pub struct RelationScores {
    /// What makes one right.
    pub mode: RelationMode,
    /// By kind, and of all under `micro`; by kind only where kinds count.
    pub scores: BTreeMap<String, Tally>,
}

/// What the kinds of what was found are called in the gold.
#[derive(Clone, Debug, Default)]
pub struct RelationMap(BTreeMap<String, Option<String>>);

impl RelationMap {
    /// Reads a JSON object from each kind found to a kind of the gold; `~` before it swaps head and tail, null drops the relation.
    /// A kind that is not there keeps its name.
    ///
    /// # Errors
    /// If the file cannot be read or has another form.
    pub fn read(path: &Path) -> Result<Self> {
        let text = file::read(path)?;
        serde_json::from_str(&text).map(Self).map_err(|error| {
            let message = "not a map of relations: it is a JSON object such as {\"LEADS\": \"Work_For\", \"OWNS\": \"~Owned_By\", \
                           \"HACKED\": null}";
            Error::new(message).at(path).line(error.line() as u64).because(error)
        })
    }

    /// What a kind is called in the gold; nothing if it is dropped.
    fn kind<'k>(&'k self, kind: &'k str) -> Option<&'k str> {
        self.0.get(kind).map_or(Some(kind), Option::as_deref)
    }
}

/// A relation between cut spans, in the terms of the gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Related<'k> {
    pub(super) head: Span,
    pub(super) tail: Span,
    pub(super) kind: &'k str,
}

/// The relations of one side, each once.
pub(super) fn related<'m>(text: &str, marks: &'m Marks, map: &'m RelationMap, titles: bool) -> Vec<Related<'m>> {
    let mut distinct = BTreeSet::new();
    for link in &marks.relations {
        let Some(kind) = map.kind(&link.kind) else { continue };
        let [head, tail] = [link.head, link.tail].map(|end| cut(text, &marks.mentions[end as usize], titles));
        distinct.insert(match kind.strip_prefix('~') {
            Some(kind) => Related { head: tail, tail: head, kind },
            None => Related { head, tail, kind },
        });
    }
    distinct.into_iter().collect()
}

/// Which relation found answers which of the gold.
pub(super) fn answers(golds: &[Related<'_>], founds: &[Related<'_>], mode: RelationMode, relaxed: bool) -> Vec<(usize, usize)> {
    let same = |a: Span, b: Span| if relaxed { a.overlaps(b) } else { a == b };
    let fits = |gold: &Related<'_>, found: &Related<'_>| {
        let straight = same(gold.head, found.head) && same(gold.tail, found.tail);
        match mode {
            RelationMode::Labelled => straight && gold.kind == found.kind,
            RelationMode::Unlabelled => straight || (same(gold.head, found.tail) && same(gold.tail, found.head)),
        }
    };
    matching(golds, founds, fits, |_, _| ())
}

/// The tallies.
pub(super) fn score(pairs: &[Pair<'_>], mode: RelationMode, options: &Options) -> RelationScores {
    let none = RelationMap::default();
    let mut scores: BTreeMap<String, Tally> = BTreeMap::new();
    for pair in pairs {
        let mut golds = related(pair.text, &pair.gold, &none, options.titles);
        let mut founds = related(pair.text, &pair.found, &options.relation_map, options.titles);
        if mode == RelationMode::Unlabelled {
            (golds, founds) = (ends_only(&golds), ends_only(&founds));
        }
        let answers = answers(&golds, &founds, mode, options.relaxed);
        scores.entry(ALL.to_owned()).or_default().add(answers.len(), founds.len(), golds.len());
        if mode == RelationMode::Labelled {
            let mut count = |kind: &str, right, found, gold| {
                scores.entry(kind.to_owned()).or_default().add(right, found, gold);
            };
            for gold in &golds {
                count(gold.kind, 0, 0, 1);
            }
            for found in &founds {
                count(found.kind, 0, 1, 0);
            }
            for (gold, _) in answers {
                count(golds[gold].kind, 1, 0, 0);
            }
        }
    }
    RelationScores { mode, scores }
}

/// The pairs of ends, in the order of the text, each once.
fn ends_only(relations: &[Related<'_>]) -> Vec<Related<'static>> {
    let ends: BTreeSet<(Span, Span)> = relations.iter().map(|one| (one.head.min(one.tail), one.head.max(one.tail))).collect();
    ends.into_iter().map(|(head, tail)| Related { head, tail, kind: "" }).collect()
}
