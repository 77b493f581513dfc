//! Spans with their labels: strict (the same cut span and label) and relaxed (spans that overlap, one to one).

use std::collections::BTreeMap;

use serde::Serialize;

use super::cut::{Cut, cuts};
use super::marks::Base;
use super::matching::matching;
use super::scores::{Options, Pair};
use super::tally::{Tally, rounded};

/// The row of all labels together.
pub(super) const ALL: &str = "micro";

/// Tallies of spans by label, and of all under `micro`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Entities {
    /// Equal spans with equal labels.
    pub strict: BTreeMap<&'static str, Tally>,
    /// Overlapping spans with equal labels.
    pub relaxed: BTreeMap<&'static str, Tally>,
}

/// How much of one finer label was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// The label as its source writes it.
    pub label: String,
    /// What it counts as.
    pub base: Base,
    /// How many of it are right.
    pub right: u64,
    /// How many there are.
    pub all: u64,
}

impl LabelRow {
    /// The share that is right, 0 to 1.
    pub fn share(&self) -> f64 {
        super::tally::ratio(self.right as f64, self.all as f64)
    }
}

impl Serialize for LabelRow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("LabelRow", 5)?;
        fields.serialize_field("label", &self.label)?;
        fields.serialize_field("type", &self.base)?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("all", &self.all)?;
        fields.serialize_field("share", &rounded(self.share()))?;
        fields.end()
    }
}

/// The finer labels of both sides: those of the gold have a recall, those of what was found a precision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Labels {
    /// As the gold writes them; the share is the recall.
    pub gold: Vec<LabelRow>,
    /// As their finder writes them; the share is the precision.
    pub found: Vec<LabelRow>,
}

/// The marks of one base in one text, on both sides, and which answer which.
pub(super) struct Answers<'p> {
    pub(super) golds: Vec<Cut<'p>>,
    pub(super) founds: Vec<Cut<'p>>,
    /// Pairs of indices with equal spans.
    pub(super) strict: Vec<(usize, usize)>,
    /// Pairs of indices with overlapping spans.
    pub(super) relaxed: Vec<(usize, usize)>,
}

impl Answers<'_> {
    /// The pairs that count.
    pub(super) fn pairs(&self, relaxed: bool) -> &[(usize, usize)] {
        if relaxed { &self.relaxed } else { &self.strict }
    }
}

/// What answers what in one text, for one base.
pub(super) fn answers<'p>(pair: &'p Pair<'_>, base: Base, options: &Options) -> Answers<'p> {
    let golds = cuts(pair.text, &pair.gold.mentions, &[base], options.titles);
    let mut founds = cuts(pair.text, &pair.found.mentions, &[base], options.titles);
    if options.ignore_other {
        let others = cuts(pair.text, &pair.gold.mentions, &[Base::Other], false);
        founds.retain(|found| !others.iter().any(|other| other.span == found.span));
    }
    let strict = golds
        .iter()
        .enumerate()
        .filter_map(|(gold, cut)| Some((gold, founds.binary_search_by_key(&cut.span, |found| found.span).ok()?)))
        .collect();
    let overlap = |gold: &Cut<'_>, found: &Cut<'_>| gold.span.overlaps(found.span);
    let relaxed = matching(&golds, &founds, overlap, |gold, found| gold.span != found.span);
    Answers { golds, founds, strict, relaxed }
}

/// The tallies, and the finer labels.
pub(super) fn score(pairs: &[Pair<'_>], bases: &[Base], options: &Options) -> (Entities, Labels) {
    let mut entities = Entities::default();
    let mut rows: [BTreeMap<(Base, String), (u64, u64)>; 2] = Default::default();
    for pair in pairs {
        for &base in bases {
            let answers = answers(pair, base, options);
            let (golds, founds) = (answers.golds.len(), answers.founds.len());
            for (tallies, right) in [(&mut entities.strict, answers.strict.len()), (&mut entities.relaxed, answers.relaxed.len())]
            {
                for row in [base.as_str(), ALL] {
                    tallies.entry(row).or_default().add(right, founds, golds);
                }
            }
            let sides = [&answers.golds, &answers.founds];
            for (cuts, rows) in sides.into_iter().zip(&mut rows) {
                for cut in cuts {
                    rows.entry((base, cut.label.to_owned())).or_default().1 += 1;
                }
            }
            for &(gold, found) in answers.pairs(options.relaxed) {
                for ((cuts, rows), index) in sides.into_iter().zip(&mut rows).zip([gold, found]) {
                    rows.entry((base, cuts[index].label.to_owned())).or_default().0 += 1;
                }
            }
        }
    }
    let [gold, found] = rows.map(|rows| {
        let row = |((base, label), (right, all))| LabelRow { label, base, right, all };
        rows.into_iter().map(row).collect::<Vec<_>>()
    });
    (entities, Labels { gold, found })
}
