//! Expressions of a sentence that bound each other: both ends of a range have the days of the whole, and a length has the
//! days of the date behind it. Their values stay their own.

use jiff::civil;

use super::Found;
use super::read::Reader;
use crate::date::{Interval, Timex, TimexType};
use crate::tag::{Candidate, Reading};

/// Gives the expressions of one sentence, in order, the days that they have together.
pub(super) fn join(reader: &Reader<'_>, candidates: &[Candidate], dates: &mut [Found], anchor: Option<civil::Date>) {
    for pair in candidates.windows(2) {
        let [one, other] = pair else { continue };
        let (Reading::Date { number: first }, Reading::Date { number: last }) = (&one.reading, &other.reading) else { continue };
        let (first, last) = (*first as usize, *last as usize);
        if joins_as_range(reader, one, other) {
            if let Some(days) = from_to(&dates[first].timex, &dates[last].timex, anchor) {
                dates[first].timex.interval = Some(days);
                dates[last].timex.interval = Some(days);
            }
        } else if dates[first].timex.timex_type == TimexType::Duration && dates[first].timex.interval.is_none() {
            // "for at least five months last year", "the first nine months of 2021"
            let touches = one.end == other.first || (one.end + 1 == other.first && is(reader, one.end, &["in", "of", "during"]));
            if touches && is_dated(&dates[last].timex) {
                dates[first].timex.interval = dates[last].timex.interval;
            }
        }
    }
}

fn is(reader: &Reader<'_>, at: u32, words: &[&str]) -> bool {
    let text = &reader.context.document.text;
    reader.token(at).is_some_and(|token| words.iter().any(|word| token.span().of(text).eq_ignore_ascii_case(word)))
}

/// Whether what stands between two expressions makes a range of them: "from X to Y", "between X and Y", "X-Y".
fn joins_as_range(reader: &Reader<'_>, one: &Candidate, other: &Candidate) -> bool {
    if one.end + 1 != other.first {
        return false;
    }
    let between = reader.token(one.end).is_some_and(|token| token.is(b'-') || token.is(b'~') || token.is(b'/'))
        || is(reader, one.end, &["to", "until", "till", "through"]);
    between || (is(reader, one.end, &["and"]) && one.first > 0 && is(reader, one.first - 1, &["between"]))
}

fn is_dated(timex: &Timex) -> bool {
    matches!(timex.timex_type, TimexType::Date | TimexType::Time)
}

/// The days from the first of the one to the last of the other, if they are in order; "now" is the day of publication.
fn from_to(one: &Timex, other: &Timex, anchor: Option<civil::Date>) -> Option<Interval> {
    let days = |timex: &Timex| match timex.interval {
        None if timex.value == "PRESENT_REF" => Some(Interval { earliest: anchor, latest: anchor }),
        days => days,
    };
    if !is_dated(one) || !is_dated(other) {
        return None;
    }
    let (earliest, latest) = (days(one)?.earliest?, days(other)?.latest?);
    (earliest <= latest).then_some(Interval { earliest: Some(earliest), latest: Some(latest) })
}
