//! Whether a clause speaks of what was or of what will be, as far as its words near a date tell.

use super::read::Reader;
use crate::resources::{Cues, Part};
use crate::text::{Shape, Token};

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
    let Cues { future, past, be, to, aim, pluperfect, determiner } = dates.cues;
    let bit = |group: Option<u16>| group.map_or(0, |group| 1u64 << group);
    let groups = |token: &Token| dates.words.groups_of(token.word);
    let own = groups(token);
    let will = token.shape == Shape::Clitic && token.is(b'l');
    // Most words are no cue.
    let is_past = ends_as_past(reader, token);
    if !will && !is_past && own & (bit(future) | bit(past) | bit(to) | bit(aim)) == 0 {
        return Tense::Untold;
    }
    let near = |at: Option<u32>| at.and_then(|at| reader.token(at));
    let before = near(at.checked_sub(1));
    let left = before.map_or(0, groups);
    // "May" with a capital is a month.
    if will
        || own & bit(future) != 0 && left & bit(to) == 0 && reader.read(Part::Month as u16, at).is_none()
        || own & bit(to) != 0 && left & bit(be) != 0
        || own & bit(aim) != 0 && near(Some(at + 1)).map_or(0, groups) & bit(to) != 0
    {
        return if left & bit(pluperfect) != 0 { Tense::Past } else { Tense::Future };
    }
    // "will be held" and "will shut" are not of the past.
    if left & (bit(future) | bit(to)) != 0 || before.is_some_and(|before| before.span().of(&reader.context.document.text) == "be")
    {
        return Tense::Untold;
    }
    if own & bit(past) != 0 || (is_past && left & bit(determiner) == 0) { Tense::Past } else { Tense::Untold }
}

/// Whether a word ends in -ed; "succeed" and "need" are of no past.
fn ends_as_past(reader: &Reader<'_>, token: &Token) -> bool {
    let (first, end) = (token.start as usize, token.end as usize);
    let word = reader.context.document.text.as_bytes().get(first..end).unwrap_or_default();
    token.shape == Shape::Lower && word.len() > 4 && word.ends_with(b"ed") && !word.ends_with(b"eed")
}
