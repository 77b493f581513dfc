//! "Full Name (ABBR)" and the later ABBR; an acronym whose letters a full name of the article spells.

use super::{Context, Scratch};
use crate::label::Label;
use crate::mention::{FoundBy, Mention};
use crate::text::{Shape, Token};

/// Joins acronyms to the names that they stand for in this article.
pub(super) fn acronyms(context: &Context<'_>, mentions: &mut [Mention], scratch: &mut Scratch) {
    let mut bodies = std::mem::take(&mut scratch.bodies);
    bodies.clear();
    let several = |mention: &Mention| mention.tokens.1 - mention.tokens.0 >= 2 && mention.label.base() == Label::ORGANIZATION;
    bodies.extend((0u32..).zip(mentions.iter()).filter(|(_, mention)| several(mention)).map(|(number, _)| number));
    for at in 0..mentions.len() {
        let Some(acronym) = acronym(context, &mentions[at]) else { continue };
        let Some(own) = mentions[at].referent else { continue };
        let defined = at.checked_sub(1).filter(|&before| defines(context, &mentions[before], acronym));
        let (full, reason) = match defined {
            Some(before) => (mentions[before].referent, "defined in brackets behind the full name"),
            None => (spelt_by(context, mentions, &bodies, at, acronym), "its letters are the initials of the full name"),
        };
        let Some(full) = full.filter(|&full| full != own) else { continue };
        join(mentions, scratch, own, full, reason);
    }
    scratch.bodies = bodies;
}

/// The one token of a mention that is an acronym and no listed place or person.
fn acronym<'a>(context: &Context<'a>, mention: &Mention) -> Option<&'a Token> {
    let tokens = context.tokens_of(mention);
    let [token] = tokens else { return None };
    let fits = token.shape == Shape::Upper && token.end - token.start >= 2 && mention.label.base() == Label::ORGANIZATION;
    fits.then_some(token)
}

/// Whether the mention before stands right in front of the bracket that holds the acronym, and spells it.
fn defines(context: &Context<'_>, full: &Mention, acronym: &Token) -> bool {
    let between = &context.document.text[full.span.end as usize..acronym.start as usize];
    between.trim() == "(" && spells(context, full, acronym)
}

/// Whether the letters of the acronym are the first letters of the name's capitalised words, two at least.
fn spells(context: &Context<'_>, full: &Mention, acronym: &Token) -> bool {
    let text = &context.document.text;
    let mut letters = acronym.span().of(text).chars().filter(|c| c.is_alphanumeric());
    let mut words = 0;
    for token in context.tokens_of(full).iter().filter(|token| token.is_capital()) {
        let (Some(first), Some(letter)) = (token.span().of(text).chars().next(), letters.next()) else { return false };
        if first != letter && !first.to_lowercase().eq(letter.to_lowercase()) {
            return false;
        }
        words += 1;
    }
    words >= 2 && letters.next().is_none()
}

/// The one group of this article whose full name the acronym abbreviates, for acronyms that no list knows.
fn spelt_by(context: &Context<'_>, mentions: &[Mention], bodies: &[u32], at: usize, acronym: &Token) -> Option<u32> {
    if matches!(mentions[at].found_by, FoundBy::Entry(_)) {
        return None;
    }
    let mut found = None;
    for mention in bodies.iter().map(|&body| &mentions[body as usize]).filter(|mention| spells(context, mention, acronym)) {
        match found {
            Some(group) if Some(group) != mention.referent => return None,
            _ => found = mention.referent,
        }
    }
    found
}

/// Moves all mentions of the group `from` to `into`; a group that a list knows keeps its entry.
pub(super) fn join(mentions: &mut [Mention], scratch: &mut Scratch, from: u32, into: u32, reason: &'static str) {
    let both_listed = scratch.groups[from as usize].entry.is_some() && scratch.groups[into as usize].entry.is_some();
    if both_listed {
        return; // two entries of the lists are two things, whatever their letters say
    }
    for (number, mention) in mentions.iter_mut().enumerate() {
        if mention.referent == Some(from) {
            mention.referent = Some(into);
            let group = &mut scratch.groups[into as usize];
            group.reasons.push((number as u32, reason));
        }
    }
    if scratch.groups[into as usize].entry.is_none() {
        scratch.groups[into as usize].entry = scratch.groups[from as usize].entry;
    }
}
