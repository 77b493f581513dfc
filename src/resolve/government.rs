//! Whose a body of state is: the government that is named after its state is one node with it, as a capital is; a ministry that
//! the article gives to another state than the list does is not the listed one.

use super::Context;
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention};
use crate::resources::Classes;
use crate::text::{Shape, Token};
use crate::word::hashes;

/// Bodies that are at home in one state and work in others.
const ABROAD: [&str; 5] =
    ["organization/company", "organization/media", "organization/international", "organization/ngo", "organization/sport"];

/// Whether the article gives a body of an ordinary name to another state than the list does: the Taiwanese Naval Academy,
/// Egypt's House of Representatives, the Ministry of Defence of Peru.
pub(super) fn is_foreign(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let FoundBy::Entry(entry) = mentions[at].found_by else { return false };
    // A firm has offices abroad: the German General Motors plant.
    let label = mentions[at].label.as_str();
    let tokens = context.tokens_of(&mentions[at]);
    let ordinary = |token: &Token| !token.is_word() || context.is(Some(token), Classes::COMMON);
    let of_many = tokens.len() >= 2 && !ABROAD.iter().any(|sort| label.starts_with(sort)) && tokens.iter().all(ordinary);
    of_many && is_elsewhere(context, mentions, at, entry)
}

/// Whether a state stands beside the mention, as the one it belongs to, and it is not that of the entry.
pub(super) fn is_elsewhere(context: &Context<'_>, mentions: &[Mention], at: usize, entry: EntryId) -> bool {
    let Some(own) = context.country(entry) else { return false };
    let mention = &mentions[at];
    let country = |other: &Mention| {
        let FoundBy::Entry(entry) = other.found_by else { return None };
        match other.label.base() {
            Label::DEMONYM => context.home(entry).and_then(|(home, _)| context.country(home)),
            Label::PLACE if other.label == Label::COUNTRY => context.country(entry),
            _ => None,
        }
    };
    let between = |from: u32, to: u32| &context.text.tokens[from as usize..to as usize];
    let owner = at.checked_sub(1).map(|before| &mentions[before]).filter(|before| {
        before.tokens.1 <= mention.tokens.0
            && match between(before.tokens.1, mention.tokens.0) {
                [] => true,
                [clitic] => clitic.shape == Shape::Clitic && clitic.is(b's'),
                _ => false,
            }
    });
    let of = context.resources.small.of;
    let whole = mentions.get(at + 1).filter(|behind| {
        behind.label.base() == Label::PLACE
            && mention.tokens.1 <= behind.tokens.0
            && matches!(between(mention.tokens.1, behind.tokens.0), [word, rest @ ..] if word.word == of && rest.len() <= 1)
    });
    [owner, whole].into_iter().flatten().filter_map(country).any(|other| other != own)
}

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
