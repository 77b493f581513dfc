//! Whether a clause speaks of what was or of what will be, as far as its words near a date tell.

use super::read::Reader;
use crate::text::Shape;

/// Where a date without a year or week lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// The words near it speak of the past.
    Past,
    /// They speak of the future.
    Future,
    /// They tell nothing.
    Untold,
}

/// How many tokens to either side are looked at.
const REACH: u32 = 12;

/// The tense of the nearest verb or cue before the tokens `first..end`, else of the nearest behind them.
pub(super) fn tense(reader: &Reader<'_>, first: u32, end: u32) -> Tense {
    let start = reader.sentence.first.max(first.saturating_sub(REACH));
    for at in (start..first).rev() {
        let tense = told(reader, at);
        if tense != Tense::Untold {
            return tense;
        }
        if reader.token(at).is_some_and(|token| token.is(b';')) {
            break;
        }
    }
    for at in end..reader.sentence.end.min(end + REACH) {
        let tense = told(reader, at);
        if tense != Tense::Untold {
            return tense;
        }
    }
    Tense::Untold
}

fn told(reader: &Reader<'_>, at: u32) -> Tense {
    let Some(token) = reader.token(at) else { return Tense::Untold };
    let dates = &reader.context.resources.dates;
    let among = |group: Option<u16>| group.is_some_and(|group| dates.words.in_group(group, token.word));
    if token.shape == Shape::Clitic && token.is(b'l') || among(dates.future_cue) {
        return Tense::Future;
    }
    // "will be held" is not of the past.
    let text = &reader.context.document.text;
    if at.checked_sub(1).and_then(|before| reader.token(before)).is_some_and(|token| token.span().of(text) == "be") {
        return Tense::Untold;
    }
    if among(dates.past_cue) {
        return Tense::Past;
    }
    let word = token.span().of(text);
    if token.shape == Shape::Lower && word.len() > 4 && word.ends_with("ed") { Tense::Past } else { Tense::Untold }
}
