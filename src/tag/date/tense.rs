//! Whether a clause speaks of what was or of what will be, as far as its words near a date tell.

use super::read::Reader;
use crate::resources::{Cues, Part};
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

/// How many tokens before a date are looked at, and how many behind it.
const REACH: (u32, u32) = (12, 30);

/// The tense of the nearest verb or cue before the tokens `first..end`, else of the nearest behind them.
pub(super) fn tense(reader: &Reader<'_>, first: u32, end: u32) -> Tense {
    let start = reader.sentence.first.max(first.saturating_sub(REACH.0));
    for at in (start..first).rev() {
        let tense = told(reader, at);
        if tense != Tense::Untold {
            return tense;
        }
        if reader.token(at).is_some_and(|token| token.is(b';')) {
            break;
        }
    }
    for at in end..reader.sentence.end.min(end + REACH.1) {
        let tense = told(reader, at);
        if tense != Tense::Untold {
            return tense;
        }
    }
    Tense::Untold
}

/// Whether a cue stands at the token. Of a group of two words the date's side counts: "is to resume", "set to rise".
fn told(reader: &Reader<'_>, at: u32) -> Tense {
    let Some(token) = reader.token(at) else { return Tense::Untold };
    let dates = &reader.context.resources.dates;
    let among = |at: Option<u32>, group: Option<u16>| {
        let token = at.and_then(|at| reader.token(at));
        token.zip(group).is_some_and(|(token, group)| dates.words.in_group(group, token.word))
    };
    let Cues { future, past, be, to, aim, pluperfect, determiner } = dates.cues;
    let before = at.checked_sub(1);
    // "May" with a capital is a month.
    if token.shape == Shape::Clitic && token.is(b'l')
        || among(Some(at), future) && !among(before, to) && reader.read(Part::Month as u16, at).is_none()
        || among(Some(at), to) && among(before, be)
        || among(Some(at), aim) && among(Some(at + 1), to)
    {
        return if among(before, pluperfect) { Tense::Past } else { Tense::Future };
    }
    // "will be held" and "will shut" are not of the past.
    let text = &reader.context.document.text;
    if before.and_then(|before| reader.token(before)).is_some_and(|token| token.span().of(text) == "be")
        || among(before, future)
        || among(before, to)
    {
        return Tense::Untold;
    }
    if among(Some(at), past) {
        return Tense::Past;
    }
    let word = token.span().of(text);
    // "succeed" and "need" are of no past.
    let is_past = token.shape == Shape::Lower && word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    if is_past && !among(before, determiner) { Tense::Past } else { Tense::Untold }
}
