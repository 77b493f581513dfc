//! What is not right, by cause: equal mistakes counted together, the costliest first, each with its first example.

use std::collections::BTreeMap;

use serde::Serialize;

use super::clusters::torn;
use super::context::{Example, folded};
use super::cut::Cut;
use super::dates::dates;
use super::entities::answers;
use super::marks::Base;
use super::relations::{self, Related, RelationMap, RelationMode};
use super::scores::{Options, Pair};
use crate::span::Span;

/// Why something is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// In the gold, and nothing was found there.
    Missed,
    /// Found where the gold has nothing.
    Spurious,
    /// The right words with the wrong label.
    WrongLabel,
    /// The right label on more words or fewer.
    WrongBoundary,
    /// Words that overlap, with another label.
    WrongBoth,
    /// A date that was found and read wrongly.
    WrongValue,
    /// A relation of the gold that was not found.
    MissedRelation,
    /// A relation that the gold does not have.
    SpuriousRelation,
    /// A relation of the right kind whose ends overlap the right ones.
    WrongEnds,
    /// A relation between the right ends with another kind.
    WrongKind,
    /// A relation of the right kind from tail to head.
    WrongDirection,
    /// Names of one thing that were not joined.
    Parted,
    /// Names of two things that were joined.
    Joined,
}

impl Cause {
    /// As people read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongLabel => "wrong label",
            Self::WrongBoundary => "wrong boundary",
            Self::WrongBoth => "wrong label and boundary",
            Self::WrongValue => "wrong value",
            Self::MissedRelation => "missed relation",
            Self::SpuriousRelation => "spurious relation",
            Self::WrongEnds => "relation with wrong boundary",
            Self::WrongKind => "wrong kind of relation",
            Self::WrongDirection => "wrong direction of relation",
            Self::Parted => "names of one thing, not joined",
            Self::Joined => "names of two things, joined",
        }
    }
}

/// What one side says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Side {
    /// The label, kind or value.
    pub label: String,
    /// The words.
    pub words: String,
}

/// A mistake, as often as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// Why it is one.
    pub cause: Cause,
    /// What the gold says, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gold: Option<Side>,
    /// What was found, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Side>,
    /// How often.
    pub count: u64,
    /// What it costs: one for each item of the gold that is lost, and one for each found that is too many.
    pub cost: u64,
    /// The first of them.
    pub example: Example,
}

type Key = (Cause, Option<Side>, Option<Side>);

/// What makes something of the gold and something found one mistake, and its cause.
type Pass<T> = (Cause, fn(&T, &T) -> bool);

/// Mistakes while they are counted.
#[derive(Default)]
struct Ledger(BTreeMap<Key, (u64, u64, Option<Example>)>);

impl Ledger {
    fn enter(&mut self, key: Key, cost: u64, pair: &Pair<'_>, at: Span) {
        let entry = self.0.entry(key).or_default();
        entry.0 += 1;
        entry.1 += cost;
        entry.2.get_or_insert_with(|| Example::of(pair, at));
    }
}

/// All mistakes: by what their cause costs in all, then by what they cost themselves.
pub(super) fn mistakes(pairs: &[Pair<'_>], bases: &[Base], options: &Options) -> Vec<Mistake> {
    let mut ledger = Ledger::default();
    for pair in pairs {
        of_spans(pair, bases, options, &mut ledger);
        if bases.contains(&Base::Date) {
            of_values(pair, &mut ledger);
        }
        if options.relations.is_some() {
            of_relations(pair, options, &mut ledger);
        }
        if options.clusters {
            of_clusters(pair, &mut ledger);
        }
    }
    let mut causes: BTreeMap<Cause, u64> = BTreeMap::new();
    for ((cause, ..), (_, cost, _)) in &ledger.0 {
        *causes.entry(*cause).or_default() += cost;
    }
    let mistake = |((cause, gold, found), (count, cost, example)): (Key, (u64, u64, Option<Example>))| {
        example.map(|example| Mistake { cause, gold, found, count, cost, example })
    };
    let mut mistakes: Vec<Mistake> = ledger.0.into_iter().filter_map(mistake).collect();
    // What costs the same stays in the order of cause and words.
    mistakes.sort_by_key(|one| std::cmp::Reverse((causes[&one.cause], std::cmp::Reverse(one.cause), one.cost)));
    mistakes
}

fn side(text: &str, label: &str, span: Span) -> Side {
    Side { label: label.to_owned(), words: folded(span.of(text)) }
}

/// Spans: what is not right on one side is paired with what stands there on the other, be it of a label that counts or not.
fn of_spans(pair: &Pair<'_>, bases: &[Base], options: &Options, ledger: &mut Ledger) {
    let (mut golds, mut founds): (Vec<Cut<'_>>, Vec<Cut<'_>>) = (Vec::new(), Vec::new());
    for base in Base::ALL {
        let answers = answers(pair, base, options);
        let right = answers.pairs(options.relaxed);
        let gold_is_wrong = |at: usize| right.iter().all(|one| one.0 != at);
        let found_is_wrong = |at: usize| right.iter().all(|one| one.1 != at);
        golds.extend((0..).zip(&answers.golds).filter(|(at, _)| gold_is_wrong(*at)).map(|(_, cut)| *cut));
        founds.extend((0..).zip(&answers.founds).filter(|(at, _)| found_is_wrong(*at)).map(|(_, cut)| *cut));
    }
    golds.sort_by_key(|cut| cut.span);
    founds.sort_by_key(|cut| cut.span);
    let counts = |cut: &Cut<'_>| bases.contains(&cut.base);
    let passes: [Pass<Cut<'_>>; 3] = [
        (Cause::WrongLabel, |gold, found| gold.span == found.span),
        (Cause::WrongBoundary, |gold, found| gold.base == found.base && gold.span.overlaps(found.span)),
        (Cause::WrongBoth, |gold, found| gold.span.overlaps(found.span)),
    ];
    for (cause, fits) in passes {
        golds.retain(|gold| {
            let place = founds.iter().position(|found| fits(gold, found) && (counts(gold) || counts(found)));
            let Some(found) = place.map(|place| founds.remove(place)) else { return true };
            let cost = u64::from(counts(gold)) + u64::from(counts(&found));
            let sides = [gold, &found].map(|cut| Some(side(pair.text, cut.base.as_str(), cut.span)));
            let [gold_side, found_side] = sides;
            ledger.enter((cause, gold_side, found_side), cost, pair, gold.span);
            false
        });
    }
    for gold in golds.iter().filter(|gold| counts(gold)) {
        ledger.enter((Cause::Missed, Some(side(pair.text, gold.base.as_str(), gold.span)), None), 1, pair, gold.span);
    }
    for found in founds.iter().filter(|found| counts(found)) {
        ledger.enter((Cause::Spurious, None, Some(side(pair.text, found.base.as_str(), found.span))), 1, pair, found.span);
    }
}

/// Dates that were found, with another value than the gold gives.
fn of_values(pair: &Pair<'_>, ledger: &mut Ledger) {
    let dates = dates(pair);
    for &(gold, found) in &dates.pairs {
        let (gold, found) = (&dates.golds[gold], &dates.founds[found]);
        if gold.value.is_some_and(|value| !value.is_empty()) && gold.value != found.value {
            let [gold_side, found_side] = [gold, found].map(|cut| Some(side(pair.text, cut.value.unwrap_or("none"), cut.span)));
            ledger.enter((Cause::WrongValue, gold_side, found_side), 1, pair, gold.span);
        }
    }
}

/// Relations: what is not right is paired with what holds between the same ends.
fn of_relations(pair: &Pair<'_>, options: &Options, ledger: &mut Ledger) {
    let none = RelationMap::default();
    let mut golds = relations::related(pair.text, &pair.gold, &none, options.titles);
    let mut founds = relations::related(pair.text, &pair.found, &options.relation_map, options.titles);
    let mode = options.relations.unwrap_or(RelationMode::Labelled);
    let right = relations::answers(&golds, &founds, mode, options.relaxed);
    let (mut gold_at, mut found_at) = (0.., 0..);
    golds.retain(|_| gold_at.next().is_some_and(|at: usize| right.iter().all(|one| one.0 != at)));
    founds.retain(|_| found_at.next().is_some_and(|at: usize| right.iter().all(|one| one.1 != at)));
    let said = |one: &Related<'_>| {
        let [head, tail] = [one.head, one.tail].map(|end| folded(end.of(pair.text)));
        Some(Side { label: one.kind.to_owned(), words: format!("{head} -> {tail}") })
    };
    let whole = |one: &Related<'_>| Span::new(one.head.start.min(one.tail.start), one.head.end.max(one.tail.end));
    let passes: [Pass<Related<'_>>; 3] = [
        (Cause::WrongDirection, |gold, found| gold.kind == found.kind && (gold.head, gold.tail) == (found.tail, found.head)),
        (Cause::WrongEnds, |gold, found| {
            gold.kind == found.kind && gold.head.overlaps(found.head) && gold.tail.overlaps(found.tail)
        }),
        (Cause::WrongKind, |gold, found| {
            (gold.head.min(gold.tail), gold.head.max(gold.tail)) == (found.head.min(found.tail), found.head.max(found.tail))
        }),
    ];
    for (cause, fits) in passes {
        golds.retain(|gold| {
            let Some(place) = founds.iter().position(|found| fits(gold, found)) else { return true };
            let found = founds.remove(place);
            ledger.enter((cause, said(gold), said(&found)), 2, pair, whole(gold));
            false
        });
    }
    for gold in &golds {
        ledger.enter((Cause::MissedRelation, said(gold), None), 1, pair, whole(gold));
    }
    for found in &founds {
        ledger.enter((Cause::SpuriousRelation, None, said(found)), 1, pair, whole(found));
    }
}

/// Names that are one thing on one side and two on the other.
fn of_clusters(pair: &Pair<'_>, ledger: &mut Ledger) {
    for torn in torn(pair) {
        let names = [torn.first, torn.second].map(|name| folded(name.of(pair.text)));
        let words = Side { label: String::new(), words: names.join(" / ") };
        let key = if torn.one_in_gold { (Cause::Parted, Some(words), None) } else { (Cause::Joined, None, Some(words)) };
        ledger.enter(key, 1, pair, torn.second);
    }
}
