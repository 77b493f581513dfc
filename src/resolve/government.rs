//! The government that is named after its state: it stands for the state, as a capital does, and is one node with it.

use super::Context;
use crate::label::Label;
use crate::mention::EntryId;
use crate::text::Token;
use crate::word::hashes;

/// The state whose government the words name: Cuban Government, Government of Mongolia.
pub(super) fn state_of(context: &Context<'_>, tokens: &[Token]) -> Option<EntryId> {
    const GOVERNMENT: [u64; 3] = hashes(["government", "govt", "govts"]);
    let is_government = |token: &Token| GOVERNMENT.contains(&token.hash);
    let small = &context.resources.small;
    let state = match tokens {
        [state @ .., last] if is_government(last) => state,
        [first, of, the, state @ ..] if is_government(first) && of.word == small.of && the.word == small.the => state,
        [first, of, state @ ..] if is_government(first) && of.word == small.of => state,
        _ => return None,
    };
    let mut states = context.forms(state).iter().filter_map(|form| {
        let label = context.resources.entry(form.entry).label;
        if label.base() == Label::DEMONYM {
            return context.home(form.entry).map(|(home, _)| home);
        }
        (label == Label::COUNTRY).then_some(form.entry)
    });
    let state = states.next().filter(|&state| context.resources.entry(state).label == Label::COUNTRY)?;
    states.all(|other| context.id(other) == context.id(state)).then_some(state)
}
