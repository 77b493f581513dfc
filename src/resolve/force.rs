//! Those who fight for a state or a group, named after it: Iraqi security forces, the U.S. military, NATO forces. They stand
//! for that state or group, as a capital stands for its government, and are one node with it.

use super::Context;
use crate::label::Label;
use crate::mention::Mention;
use crate::resources::Classes;
use crate::text::{Shape, has};

/// Widens the mentions of states, peoples and bodies that a word for their forces follows, to the whole name. What they
/// refer to stays; a people's or state's forces become a body.
pub(super) fn widen(context: &Context<'_>, mentions: &mut [Mention]) {
    for number in 0..mentions.len() {
        let next = mentions.get(number + 1).map_or(u32::MAX, |next| next.tokens.0);
        let mention = &mut mentions[number];
        let Some(end) = forces_end(context, mention).filter(|&end| end <= next) else { continue };
        mention.tokens.1 = end;
        mention.span.end = context.text.tokens[end as usize - 1].end;
        if mention.label.base() != Label::ORGANIZATION {
            mention.label = Label::MILITARY;
        }
    }
}

/// The token behind the word for the forces, if one follows the mention.
fn forces_end(context: &Context<'_>, mention: &Mention) -> Option<u32> {
    let people = mention.label.base() == Label::DEMONYM;
    let body = mention.label.base() == Label::ORGANIZATION;
    if mention.referent.is_none() || !(people || body || mention.label == Label::COUNTRY) {
        return None;
    }
    let (first, sentence) = (mention.tokens.1, mention.sentence);
    let modifiers = (first..first + 2).take_while(|&at| is_noun(context, at, sentence, Classes::FORCE_MODIFIER)).count() as u32;
    // What modifies may be the word itself: the U.S. military, U.S. military forces.
    let head = (first..=first + modifiers).rev().find(|&at| is_noun(context, at, sentence, Classes::FORCE))?;
    let word = context.word(context.token(head, sentence)?);
    let plural = word.ends_with('s');
    // "forces" may be a verb behind a name: China forces firms to leave. "military" may describe: the U.S. military budget.
    let acronym = context.tokens_of(mention).last().is_some_and(|last| last.shape == Shape::Upper);
    let named = people || head > first || acronym || !plural;
    let noun = (people && plural) || stands_alone(context, head + 1, sentence);
    (named && noun && (plural || !body) && (word != "force" || head > first)).then_some(head + 1)
}

/// Whether a word in lower case, apart from others, is of those classes.
fn is_noun(context: &Context<'_>, at: u32, sentence: u32, classes: Classes) -> bool {
    let joined = context.token(at + 1, sentence).is_some_and(|next| next.is(b'-') && !next.has(has::SPACE));
    let apart = context.token(at, sentence).filter(|token| token.shape == Shape::Lower && token.has(has::SPACE));
    context.is(apart, classes) && !joined
}

/// Whether what follows goes on behind a noun: a mark, a small word, a verb in the past.
fn stands_alone(context: &Context<'_>, at: u32, sentence: u32) -> bool {
    const SMALL: Classes = Classes::PREPOSITION
        .or(Classes::LOCATIVE)
        .or(Classes::BE)
        .or(Classes::HAVE)
        .or(Classes::AUXILIARY)
        .or(Classes::CLAUSE)
        .or(Classes::SAY)
        .or(Classes::ADVERB);
    context.token(at, sentence).is_none_or(|token| {
        matches!(token.shape, Shape::Mark | Shape::Clitic)
            || (token.shape == Shape::Lower && context.word(token).ends_with("ed"))
            || token.word == context.resources.small.and
            || context.is(Some(token), SMALL)
    })
}
