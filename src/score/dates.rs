//! Dates and their values, as TempEval-3 counts them.

use serde::{Serialize, Serializer};

use super::cut::{Cut, cuts};
use super::marks::Base;
use super::matching::matching;
use super::scores::Pair;
use super::tally::{Tally, ratio, rounded};

/// Tallies of dates.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct DateScores {
    /// Overlapping spans.
    pub relaxed: Tally,
    /// Equal spans.
    pub strict: Tally,
    /// Overlapping spans with equal values.
    pub value_relaxed: Tally,
    /// Equal spans with equal values.
    pub value_strict: Tally,
    /// Of the overlapping pairs, the share with equal values.
    #[serde(serialize_with = "to_four_digits")]
    pub value_accuracy: f64,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference
fn to_four_digits<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*number))
}

/// The dates of one text on both sides, and which answer which.
pub(super) struct Dates<'p> {
    pub(super) golds: Vec<Cut<'p>>,
    pub(super) founds: Vec<Cut<'p>>,
    pub(super) pairs: Vec<(usize, usize)>,
}

/// What answers what in one text: equal spans before others, then equal values.
pub(super) fn dates<'p>(pair: &'p Pair<'_>) -> Dates<'p> {
    let golds = cuts(pair.text, &pair.gold.mentions, &[Base::Date], false);
    let founds = cuts(pair.text, &pair.found.mentions, &[Base::Date], false);
    let overlap = |gold: &Cut<'_>, found: &Cut<'_>| gold.span.overlaps(found.span);
    let rank = |gold: &Cut<'_>, found: &Cut<'_>| (gold.span != found.span, gold.value != found.value);
    let pairs = matching(&golds, &founds, overlap, rank);
    Dates { golds, founds, pairs }
}

/// The tallies; none if no date of the gold has a value.
pub(super) fn score(pairs: &[Pair<'_>]) -> Option<DateScores> {
    let has_value = |pair: &Pair<'_>| {
        let mut dates = pair.gold.mentions.iter().filter(|mark| mark.base == Base::Date);
        dates.any(|mark| mark.value.as_ref().is_some_and(|value| !value.is_empty()))
    };
    if !pairs.iter().any(has_value) {
        return None;
    }
    let mut scores = DateScores::default();
    let (mut near, mut equal) = (0, 0);
    for pair in pairs {
        let Dates { golds, founds, pairs } = dates(pair);
        let strict = |&&(gold, found): &&(usize, usize)| golds[gold].span == founds[found].span;
        let same = |&&(gold, found): &&(usize, usize)| golds[gold].value.is_some() && golds[gold].value == founds[found].value;
        let values = pairs.iter().filter(same).count();
        for (tally, right) in [
            (&mut scores.relaxed, pairs.len()),
            (&mut scores.strict, pairs.iter().filter(strict).count()),
            (&mut scores.value_relaxed, values),
            (&mut scores.value_strict, pairs.iter().filter(same).filter(strict).count()),
        ] {
            tally.add(right, founds.len(), golds.len());
        }
        near += pairs.len();
        equal += values;
    }
    scores.value_accuracy = ratio(equal as f64, near as f64);
    Some(scores)
}
