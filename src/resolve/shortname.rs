//! Short forms: a surname to the person named in full, the first words of a body's name to the whole.

use super::{Context, Scratch, name_words, new_group};
use crate::label::Label;
use crate::mention::{FoundBy, Mention};
use crate::text::Shape;

/// Gives the mentions that are left their referent.
pub(super) fn short_names(context: &Context<'_>, mentions: &mut [Mention], scratch: &mut Scratch) {
    // From here on, `last` is the last mention before the one looked at.
    scratch.groups.iter_mut().for_each(|group| group.last = u32::MAX);
    for at in 0..mentions.len() {
        let base = mentions[at].label.base();
        let unlisted = !matches!(mentions[at].found_by, FoundBy::Entry(_));
        if base == Label::PERSON && mentions[at].referent.is_none() {
            person(context, mentions, at, scratch);
        } else if base == Label::ORGANIZATION && unlisted {
            body(context, mentions, at, scratch);
        }
        if let Some(group) = mentions[at].referent {
            scratch.groups[group as usize].last = at as u32;
        }
    }
}

/// A person by one word: of those whose surname it is the one mentioned last before here, else the only one of the
/// article; else one whose first word it is, if there is but one; else somebody known by this word in this article.
fn person(context: &Context<'_>, mentions: &mut [Mention], at: usize, scratch: &mut Scratch) {
    name_words(context.resources, context.tokens_of(&mentions[at]), Label::PERSON, &mut scratch.words);
    let Some(&word) = scratch.words.first() else { return };
    let persons = |by_last: bool| {
        let hashes = &scratch.hashes;
        scratch.groups.iter().enumerate().filter_map(move |(number, group)| {
            let words = &hashes[group.words.0 as usize..group.words.1 as usize];
            let same = if by_last { words.last() } else { words.first() } == Some(&word);
            (group.label.base() == Label::PERSON && words.len() > 1 && same).then_some((number as u32, group))
        })
    };
    let before =
        |by_last: bool| persons(by_last).filter(|(_, group)| (group.last as usize) < at).max_by_key(|(_, group)| group.last);
    let only = |by_last: bool| {
        let mut all = persons(by_last);
        all.next().filter(|_| all.next().is_none())
    };
    let found = before(true).map(|(number, _)| (number, "the surname of a person named in full"));
    let found = found.or_else(|| only(true).map(|(number, _)| (number, "the surname of a person named in full")));
    let found = found.or_else(|| only(false).map(|(number, _)| (number, "the first name of a person named in full")));
    let group = if let Some((group, reason)) = found {
        scratch.groups[group as usize].reasons.push((at as u32, reason));
        group
    } else {
        let alone = scratch.groups.iter().position(|group| {
            group.label.base() == Label::PERSON && scratch.hashes[group.words.0 as usize..group.words.1 as usize] == [word]
        });
        alone.map_or_else(|| new_group(Label::PERSON, None, &[word], at as u32, scratch), |group| group as u32)
    };
    mentions[at].referent = Some(group);
}

/// A body by the first words of its name, where one fuller name of the article begins so.
fn body(context: &Context<'_>, mentions: &mut [Mention], at: usize, scratch: &mut Scratch) {
    let Some(own) = mentions[at].referent else { return };
    // "Norway's Ministry of Foreign Affairs" is not that of Kenya, which the article named in full.
    let before = mentions[at].tokens.0.checked_sub(1).map(|before| &context.tokens[before as usize]);
    if before.is_some_and(|before| before.shape == Shape::Clitic && before.is(b's')) {
        return;
    }
    let Scratch { groups, hashes, words, .. } = &mut *scratch;
    name_words(context.resources, context.tokens_of(&mentions[at]), Label::ORGANIZATION, words);
    let mut found = None;
    for (number, group) in groups.iter().enumerate() {
        let full = &hashes[group.words.0 as usize..group.words.1 as usize];
        let longer = full.len() > words.len() && full.starts_with(words) && group.label.base() == Label::ORGANIZATION;
        if longer && number as u32 != own {
            if found.is_some() {
                return; // two fuller names begin so
            }
            found = Some(number as u32);
        }
    }
    let Some(full) = found else { return };
    mentions[at].referent = Some(full);
    scratch.groups[full as usize].reasons.push((at as u32, "the first words of a fuller name"));
}
