//! How a trigger stands: its voice, whether it is a verb there, whether it has an object.

use super::Context;
use super::assertion::VerbGroup;
use super::passing::is_preterite;
use super::slot::passed_over;
use super::subject::is_time;
use crate::resources::{Classes, FormBits, Voice};
use crate::text::{Capitals, Shape};

/// Whether the trigger stands as the pattern asks.
pub(super) fn voice_fits(context: &Context<'_>, voice: Voice, form: FormBits, group: &VerbGroup) -> bool {
    match voice {
        Voice::Any => true,
        Voice::Active if form.any(FormBits::NOUN) => false,
        Voice::Active => !group.passive,
        Voice::Passive => {
            form.any(FormBits::PARTICIPLE) && !group.has_object_auxiliary && (group.passive || !has_object(context, group))
        }
    }
}

/// Whether what stands behind a verb in the past is its object, and "by" another verb's: "X bought a factory built by Y", where
/// "a factory bought in May by Y" has none.
fn has_object(context: &Context<'_>, group: &VerbGroup) -> bool {
    let (behind, end) = (group.end, context.sentence.end);
    // "linked to X": the trigger has its preposition.
    if behind >= end || behind > group.trigger + 1 {
        return false;
    }
    let parts = |at: u32| matches!(context.token(at).mark, b',' | b';' | b':') || matches!(context.word(at), "and" | "or" | "by");
    let Some(by) = (behind..end).find(|&at| parts(at)).filter(|&by| context.word(by) == "by") else { return false };
    if let Some(mention) = context.mention_at(behind) {
        if !is_time(context, mention) {
            return true;
        }
    } else if matches!(context.word(behind), "a" | "an" | "the" | "its" | "his" | "her" | "their" | "it" | "him" | "them") {
        return true;
    }
    // The word before "by", times and adverbs aside.
    let said = |at: u32| context.mention_at(at).is_none_or(|mention| !is_time(context, mention)) && !passed_over(context, at);
    let last = (behind..by).rev().find(|&at| said(at));
    last.is_some_and(|at| {
        is_preterite(context, at) && context.token(at).shape == Shape::Lower && context.mention_at(at).is_none()
    })
}

/// Whether a form of a verb is one here: no capital among small letters ("Shell"), no bare infinitive behind one name
/// ("EADS finance chief").
pub(super) fn stands_as_verb(context: &Context<'_>, at: u32, form: FormBits, group: &VerbGroup) -> bool {
    let token = context.token(at);
    let names = context.sentence.capitals == Capitals::Names;
    if names && token.shape != Shape::Lower && at > context.sentence.first {
        return false;
    }
    // "has found", "was found": no form of "to found".
    if group.wants_participle && !form.any(FormBits::PARTICIPLE | FormBits::GERUND) {
        return false;
    }
    // "Israel bombing raids": right behind a name a gerund is a noun.
    let noun = names && form.0 == FormBits::GERUND && group.first == at && at > context.sentence.first;
    if noun && context.mention_at(at - 1).is_some() {
        return false;
    }
    let bare = names && form.any(FormBits::BASE) && !form.any(FormBits::PAST) && group.first == at;
    if !bare || at == context.sentence.first {
        return true;
    }
    let Some(mention) = context.mention_at(at - 1) else {
        // "He found", "it attack": of these one does, and "to found" no other has.
        return !context.token(at - 1).is(b')')
            && !matches!(context.word(at - 1), "who" | "which" | "he" | "she" | "it" | "He" | "She" | "It");
    };
    let start = context.start_of(mention, at - 1);
    // "Did Russia attack", "Should Finland sanction"
    if start > context.sentence.first && context.classes(start - 1).any(Classes::AUXILIARY) {
        return true;
    }
    let noun =
        group.end < context.sentence.end && context.classes(group.end).any(Classes::ROLE.or(Classes::TITLE).or(Classes::OF_BODY));
    !noun && start > context.sentence.first && matches!(context.word(start - 1), "and" | "or" | "&" | "to" | "let" | "help")
}
