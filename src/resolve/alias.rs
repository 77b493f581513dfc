//! "Full Name (ABBR)", "ABBR (Full Name)" and the later ABBR; an acronym whose letters a full name of the article spells.

use super::group::join;
use super::{Context, Scratch};
use crate::extraction::Extraction;
use crate::label::Label;
use crate::mention::{FoundBy, Mention};
use crate::resources::Classes;
use crate::symbol::Symbol;
use crate::text::{Shape, Token};

/// Joins acronyms to the names that they stand for in this article.
pub(super) fn acronyms(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    let mut bodies = std::mem::take(&mut scratch.bodies);
    bodies.clear();
    let several = |mention: &Mention| mention.tokens.1 - mention.tokens.0 >= 2 && has_acronym(mention);
    bodies.extend((0u32..).zip(&extraction.mentions).filter(|(_, mention)| several(mention)).map(|(number, _)| number));
    for at in 0..extraction.mentions.len() {
        let mentions = &extraction.mentions;
        let Some(acronym) = acronym(context, &mentions[at]) else { continue };
        let Some(own) = mentions[at].referent else { continue };
        let before = at.checked_sub(1).map(|before| &mentions[before]).filter(|full| in_brackets(context, full, acronym));
        let defined = before.filter(|full| has_acronym(full) && spells(context, full, acronym, true));
        // In brackets right behind a body's name stands its acronym, even if it is that of the name in another language.
        let given = || {
            before.filter(|full| several(full) && full.label.base() == mentions[at].label.base() && is_unlisted(&mentions[at]))
        };
        let spelt_out = mentions.get(at + 1).filter(|full| is_spelt_out(context, acronym, full));
        let (full, reason) = match (defined, spelt_out) {
            (Some(full), _) => (full.referent, "defined in brackets behind the full name"),
            (None, Some(full)) => (full.referent, "spelt out in brackets"),
            (None, None) => match given() {
                Some(full) => (full.referent, "in brackets behind the full name"),
                None => (spelt_by(context, mentions, &bodies, at, acronym), "its letters are the initials of the full name"),
            },
        };
        let Some(full) = full.filter(|&full| full != own) else { continue };
        if defined.or(spelt_out).is_some_and(|name| is_namesake(context, scratch, (name, full), (acronym, own))) {
            part(context, extraction, scratch, (acronym, own), (full, reason));
            continue;
        }
        join(context, extraction, scratch, (own, full), reason);
    }
    scratch.bodies = bodies;
}

/// Whether the acronym means, in the lists, another body than the one whose name stands beside it in full: the letters are the
/// same, and fewer than half of the words. The Financial Services Authority (FSA) is no Free Syrian Army.
fn is_namesake(context: &Context<'_>, scratch: &Scratch, (name, full): (&Mention, u32), (acronym, own): (&Token, u32)) -> bool {
    let [full, own] = [full, own].map(|group| &scratch.groups[group as usize]);
    let Some(entry) = own.entry.filter(|_| full.entry.is_none()) else { return false };
    let listed = &context.resources.entry(entry).name;
    let text = &context.document.text;
    let words = || listed.split([' ', '-']).filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    let initials = words().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase);
    let same_letters = initials.eq(acronym.span().of(text).chars().flat_map(char::to_lowercase));
    // The first letters do: World Health Organisation, Organization.
    let alike = |token: &Token| words().any(|word| word.get(..4).is_some_and(|start| token.span().of(text).starts_with(start)));
    let capitals = || context.tokens_of(name).iter().filter(|token| token.is_capital());
    same_letters && capitals().filter(|token| alike(token)).count() * 2 < capitals().count()
}

/// Moves the acronym's mentions from the group `own`, where a list had put them, to the group of the full name.
fn part(
    context: &Context<'_>,
    extraction: &mut Extraction,
    scratch: &mut Scratch,
    (acronym, own): (&Token, u32),
    (full, reason): (u32, &'static str),
) {
    let label = scratch.groups[full as usize].label;
    let mut rest = None;
    for (number, mention) in (0u32..).zip(&mut extraction.mentions).filter(|(_, mention)| mention.referent == Some(own)) {
        if matches!(context.tokens_of(mention), [only] if only.hash == acronym.hash) {
            (mention.label, mention.found_by, mention.referent) = (label, FoundBy::Rule(Symbol::of("acronym")), Some(full));
            let group = &mut scratch.groups[full as usize];
            group.reasons.push((number, reason));
            group.first = group.first.min(number);
        } else {
            rest = rest.or(Some(number));
        }
    }
    let group = &mut scratch.groups[own as usize];
    (group.first, group.gone) = (rest.unwrap_or(group.first), rest.is_none());
}

/// Whether names of its label have acronyms that stand for them.
fn has_acronym(mention: &Mention) -> bool {
    [Label::ORGANIZATION, Label::PLACE].contains(&mention.label.base())
}

fn is_unlisted(mention: &Mention) -> bool {
    matches!(mention.found_by, FoundBy::Rule(_))
}

/// The one token of a mention that is an acronym.
fn acronym<'a>(context: &Context<'a>, mention: &Mention) -> Option<&'a Token> {
    let tokens = context.tokens_of(mention);
    let [token] = tokens else { return None };
    let fits = token.shape == Shape::Upper && token.end - token.start >= 2;
    (fits && (has_acronym(mention) || is_unlisted(mention)) && mention.label.base() != Label::DATE).then_some(token)
}

/// Whether the acronym is all that stands in the brackets right behind the name.
fn in_brackets(context: &Context<'_>, full: &Mention, acronym: &Token) -> bool {
    let text = &context.document.text;
    let closed = text[acronym.end as usize..].trim_start().starts_with(')');
    let between = context.text.tokens[full.tokens.1 as usize..].iter().take_while(|token| token.start < acronym.start);
    let mut rest = between.clone().take(4);
    // The tagger may have cut a name short: "Korean Metal | Workers' Union (KMWU)".
    let name = |token: &Token| token.is_capital() || token.shape == Shape::Clitic || token.is(b'\'');
    let open = rest.find(|token| !name(token)).is_some_and(|token| token.is(b'(') && acronym.start == token.end);
    closed && open
}

/// Whether the name stands right behind the acronym, alone in brackets, and spells it out: UIS (Union of Iron Smiths).
fn is_spelt_out(context: &Context<'_>, acronym: &Token, full: &Mention) -> bool {
    let tokens = &context.text.tokens;
    let (first, end) = (full.tokens.0 as usize, full.tokens.1 as usize);
    let open = first >= 2 && tokens[first - 1].is(b'(') && tokens[first - 2].start == acronym.start;
    let closed = tokens.get(end).is_some_and(|token| token.is(b')'));
    open && closed && end - first >= 2 && has_acronym(full) && spells(context, full, acronym, false)
}

/// Whether the letters of the acronym are the first letters of the name's words, two at least: of those with a capital, or
/// of all of them. If it is `defined` there, they may also be letters inside of the words, in order, the first a first
/// (Schwartz and Hearst, 2003).
fn spells(context: &Context<'_>, full: &Mention, acronym: &Token, defined: bool) -> bool {
    let text = &context.document.text;
    let letters = || acronym.span().of(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut tokens = context.tokens_of(full);
    if defined {
        let rest = &context.text.tokens[full.tokens.0 as usize..];
        tokens = &rest[..rest.iter().position(|token| token.is(b'(')).unwrap_or(tokens.len())];
    }
    // A legal form has no letter in it: RIM of Research In Motion Ltd.
    while let [rest @ .., last] = tokens
        && rest.len() >= 2
        && context.resources.classes(last).any(Classes::LEGAL_FORM)
        && !defined
    {
        tokens = rest;
    }
    let firsts = |all: bool| {
        let words = tokens.iter().filter(move |token| if all { token.is_word() } else { token.is_capital() });
        words.filter_map(|token| token.span().of(text).chars().next()).flat_map(char::to_lowercase)
    };
    let has = |count: usize| letters().nth(count - 1).is_some();
    if (firsts(false).eq(letters()) && has(2)) || (firsts(true).eq(letters()) && has(3)) {
        return true;
    }
    if !defined {
        return false;
    }
    let mut wanted = letters().peekable();
    let mut first = true;
    for token in tokens.iter().filter(|token| token.is_word()) {
        for (place, c) in token.span().of(text).chars().flat_map(char::to_lowercase).enumerate() {
            if wanted.peek() == Some(&c) && (!first || place == 0) {
                wanted.next();
                first = false;
            }
        }
    }
    wanted.peek().is_none()
}

/// The one group of this article whose full name the acronym abbreviates, for acronyms that no list knows.
fn spelt_by(context: &Context<'_>, mentions: &[Mention], bodies: &[u32], at: usize, acronym: &Token) -> Option<u32> {
    if !is_unlisted(&mentions[at]) {
        return None;
    }
    let mut found = None;
    let fits = |mention: &&Mention| {
        // Two letters are the initials of many.
        let sure = mention.label.base() == Label::ORGANIZATION || acronym.end - acronym.start >= 3;
        sure && spells(context, mention, acronym, false)
    };
    for mention in bodies.iter().map(|&body| &mentions[body as usize]).filter(fits) {
        match found {
            Some(group) if Some(group) != mention.referent => return None,
            _ => found = mention.referent,
        }
    }
    found
}
