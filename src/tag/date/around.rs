//! What stands around a match.

use super::read::Reader;
use super::value::Case;
use super::{run, run_back};
use crate::resources::DateRule;
use crate::resources::pattern::{Machine, Taken};

/// The parts of a match, then those of what the rule asks for around it.
pub(super) fn taken(rule: &DateRule, reader: &Reader<'_>, (first, end): (u32, u32), own: &[Taken]) -> Vec<Taken> {
    let mut machine = Machine::default();
    let mut all = own.to_vec();
    if let Some(left) = &rule.left
        && run_back(left, reader, first, &mut machine).is_some()
    {
        // Read from right to left, a part ends where it was taken.
        all.extend(machine.taken.iter().map(|&(part, at, after)| (part, after, at)));
    }
    if let Some(right) = &rule.right
        && run(right, reader, end, &mut machine).is_some()
    {
        all.extend(&machine.taken);
    }
    all
}

/// How many sentences from the front a line that dates the article may stand.
const FRONT: u32 = 4;

/// Whether a date in front of an article dates it: it is a line of its own, or stands before the dash or bracket of a
/// dateline ("LONDON, May 3, 2020 (Reuters) -").
pub(super) fn is_dateline(case: &Case<'_, '_>) -> bool {
    let reader = case.parts.reader;
    if case.sentence > FRONT {
        return false;
    }
    let text = &reader.context.document.text;
    let place = |at: u32| {
        reader.token(at).is_some_and(|token| {
            let text = token.span().of(text);
            text.chars().all(|letter| letter.is_uppercase() || !letter.is_alphanumeric())
        })
    };
    let opens = (reader.sentence.first..case.first).all(place);
    let closes = match reader.token(case.end) {
        None => true,
        Some(next) => case.first > reader.sentence.first && (next.is(b'-') || next.is(b'~') || next.is(b'(')),
    };
    opens && closes
}
