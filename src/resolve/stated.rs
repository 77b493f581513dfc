//! Other names that the text says somebody or something has: "X, formerly Y", "also known as Y".

use super::group::{join, name_words, sequence};
use super::{Context, Scratch};
use crate::extraction::Extraction;
use crate::label::Label;
use crate::mention::Mention;
use crate::text::Shape;

/// How many tokens may lie between a name and the words that introduce another.
const NEAR: u32 = 4;

/// Joins them.
pub(super) fn other_names(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    for at in 1..extraction.mentions.len() {
        let mention = &extraction.mentions[at];
        let Some((first, reason)) = stated_before(context, mention.tokens.0, mention.sentence) else { continue };
        let full = extraction.mentions[..at].iter().rev().take(3).find(|full| {
            full.sentence == mention.sentence
                && full.tokens.1 <= first
                && first - full.tokens.1 < NEAR
                && full.label.base() != Label::DATE
                && only_small_words(context, full, first)
        });
        let Some(full) = full.filter(|full| fits(full, mention)) else { continue };
        let Some(group) = full.referent else { continue };
        if let Some(own) = mention.referent {
            join(context, extraction, scratch, (own, group), reason);
            continue;
        }
        // A person by one word, who would be nobody else's: "better known as Pele".
        let mut words = std::mem::take(&mut scratch.words);
        name_words(context.resources, context.tokens_of(mention), Label::PERSON, &mut words);
        scratch.stated.push((sequence(&words), group));
        scratch.words = words;
        extraction.mentions[at].referent = Some(group);
        scratch.groups[group as usize].reasons.push((at as u32, reason));
    }
}

/// Whether both can be names of one thing; the first is named before.
fn fits(full: &Mention, other: &Mention) -> bool {
    let (a, b) = (full.label.base(), other.label.base());
    a == b || (a != Label::PERSON && b != Label::PERSON && a != Label::DEMONYM && b != Label::DEMONYM)
}

/// Whether what lies between a name and the words that introduce the other is the rest of the name.
fn only_small_words(context: &Context<'_>, full: &Mention, first: u32) -> bool {
    (full.tokens.1..first).all(|at| {
        let token = &context.text.tokens[at as usize];
        if token.shape == Shape::Lower {
            return context.text.tokens[at as usize + 1].is_capital();
        }
        token.is(b',') || token.is(b'(') || token.is(b'-') || token.is_capital()
    })
}

/// Whether the words before a token say that it begins another name: the first of them, marks before them counted, and
/// what they say.
pub(super) fn stated_before(context: &Context<'_>, at: u32, sentence: u32) -> Option<(u32, &'static str)> {
    let mut end = at.checked_sub(1)?;
    let mut token = context.token(end, sentence)?;
    while token.is(b'"') || token.word == context.resources.small.the {
        end = end.checked_sub(1)?;
        token = context.token(end, sentence)?;
    }
    for phrase in context.resources.aliases.ending_with(token.word) {
        let Some(first) = (end + 1).checked_sub(phrase.words.len() as u32) else { continue };
        let same = |(place, word): (u32, &crate::word::WordId)| context.token(place, sentence).is_some_and(|t| t.word == *word);
        if (first..).zip(&phrase.words).all(same) {
            let mark =
                first.checked_sub(1).and_then(|at| context.token(at, sentence)).filter(|token| token.is(b',') || token.is(b'('));
            // "Alias" and the like name nothing without a mark, but longer phrases do.
            if mark.is_some() || phrase.words.len() > 1 {
                return Some((first - u32::from(mark.is_some()), phrase.reason));
            }
        }
    }
    None
}
