//! The mention that fills a slot of a pattern: behind titles and roles, in front of an apposition or bracket, no part of
//! a longer name, no owner of what is meant; and those it is coordinated with.

use super::Context;
use super::matcher::{ANY_VERB, acts, predicate};
use crate::label::Label;
use crate::mention::FoundBy;
use crate::resources::{Classes, Slot};
use crate::text::{Capitals, Shape, has};

/// Whether a mention may fill a slot.
pub(super) fn fits(context: &Context<'_>, mention: u32, slot: &Slot) -> bool {
    let mention = &context.mentions[mention as usize];
    mention.referent.is_some() && slot.takes(mention.label)
}

/// Words and marks that say nothing about who does what.
pub(super) fn passed_over(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    match token.shape {
        // A dash, but not a hyphen: "U.S.-sanctioned" is no "U.S. sanctioned".
        // A quote that closes behind a comma parts what is said from who says it.
        Shape::Mark => {
            let closes = at > context.sentence.first && context.token(at - 1).is(b',');
            (matches!(token.mark, b'"' | b'\'' | b'`') && !closes) || (token.is(b'-') && token.has(has::SPACE))
        }
        Shape::Lower | Shape::Title => {
            context.mention_at(at).is_none() && context.classes(at).any(Classes::ADVERB.or(Classes::DETERMINER))
        }
        _ => false,
    }
}

/// A word that can stand before a person's name inside of one phrase: title, role, what belongs to it.
pub(super) fn before_name(context: &Context<'_>, at: u32) -> bool {
    let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER);
    match context.mention_at(at) {
        Some(mention) => context.mentions[mention as usize].label.is_a(Label::DEMONYM),
        None => context.token(at).is(b'-') || context.classes(at).any(office),
    }
}

/// The slot that begins at `at`: a fitting mention there, or behind titles and roles that belong to it.
/// An owner takes its `'s` with it.
pub(super) fn slot_right(context: &Context<'_>, at: u32, slot: &Slot, owner: bool) -> Option<u32> {
    let limit = context.sentence.end.min(at + 7);
    let mut place = at;
    while place < limit {
        if let Some(mention) = context.mention_at(place) {
            let end = context.end_of(mention, place);
            if fits(context, mention, slot) && !partial(context, place, end, true) {
                if owner {
                    let clitic =
                        end < context.sentence.end && context.token(end).shape == Shape::Clitic && context.token(end).is(b's');
                    return clitic.then(|| code_behind(context, end + 1).unwrap_or(end + 1));
                }
                // "Iskander missiles" are the Iskander.
                if !modifies(context, end) || context.mentions[mention as usize].label.as_str().starts_with("weapon") {
                    return Some(end);
                }
            }
        }
        if !before_name(context, place) {
            return None;
        }
        place += 1;
    }
    None
}

/// The longest code of a share in brackets, in tokens: ( BRKa.N ).
const LONGEST_CODE: u32 = 6;

/// Where the bracket with a share's code opens that closes right before `at`: Boeing's ( BA.N ) chief executive.
pub(super) fn code_before(context: &Context<'_>, at: u32) -> Option<u32> {
    let close = at.checked_sub(1).filter(|&close| context.token(close).is(b')'))?;
    let low = context.sentence.first.max(close.saturating_sub(LONGEST_CODE));
    let open = (low..close).rev().find(|&at| context.token(at).is(b'('))?;
    is_code(context, open + 1, close).then_some(open)
}

/// Where a bracket with a share's code ends, if one opens at `at`.
fn code_behind(context: &Context<'_>, at: u32) -> Option<u32> {
    let end = context.sentence.end;
    if at >= end || !context.token(at).is(b'(') {
        return None;
    }
    let close = (at + 1..end.min(at + 1 + LONGEST_CODE)).find(|&at| context.token(at).is(b')'))?;
    is_code(context, at + 1, close).then_some(close + 1)
}

fn is_code(context: &Context<'_>, from: u32, to: u32) -> bool {
    let upper = |at: u32| matches!(context.token(at).shape, Shape::Upper | Shape::Initial);
    (from..to).any(upper) && !(from..to).any(|at| matches!(context.token(at).shape, Shape::Lower | Shape::Title))
}

/// Whether a mention that ends here is no noun phrase of its own: "Sony's servers", "Apple shares".
fn modifies(context: &Context<'_>, end: u32) -> bool {
    if end >= context.sentence.end {
        return false;
    }
    let next = context.token(end);
    if next.shape == Shape::Clitic && next.is(b's') {
        return true;
    }
    if next.is(b'-') && !next.has(has::SPACE) {
        return true;
    }
    if let Some(other) = context.mention_at(end) {
        // "U.S. President Bush", "Guangdong Development Bank": it belongs to the next name.
        let other = context.mentions[other as usize].label.base();
        return other == Label::PERSON || other == Label::ORGANIZATION;
    }
    if !next.is_word() {
        return false;
    }
    let classes = context.classes(end);
    let office = Classes::ROLE.or(Classes::TITLE);
    let before_office = classes.any(Classes::ROLE_MODIFIER)
        && end + 1 < context.sentence.end
        && context.mention_at(end + 1).is_none()
        && context.classes(end + 1).any(office);
    if classes.any(office) || before_office {
        // "named X publisher of Y": a post that X gets.
        let post = end + 1 < context.sentence.end && context.word(end + 1) == "of";
        return !(post && context.mention_at(end - 1).is_some_and(|mention| is_person(context, mention)));
    }
    let owned = Classes::OF_BODY.or(Classes::PROPERTY);
    if next.shape != Shape::Lower || classes.any(owned) {
        return next.shape == Shape::Lower;
    }
    // "U.S. service members": a word between the name and what it owns.
    let closed = Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::CLAUSE).or(Classes::SAY).or(Classes::BE);
    let closed = closed.or(Classes::HAVE).or(Classes::AUXILIARY).or(Classes::ADVERB).or(Classes::DETERMINER).or(Classes::TIME);
    end + 1 < context.sentence.end
        && context.token(end + 1).shape == Shape::Lower
        && context.mention_at(end + 1).is_none()
        && context.classes(end + 1).any(owned)
        && !(classes.any(closed) || matches!(context.word(end), "and" | "or" | "to") || acts(context, end, ANY_VERB))
        // "SolarCity divided analysts": what is so described is written with a hyphen behind a name.
        && !context.word(end).ends_with("ed")
}

/// Whether a capital right beside a mention shows that the tagger took a part of a longer name.
pub(super) fn partial(context: &Context<'_>, start: u32, end: u32, right: bool) -> bool {
    if context.sentence.capitals != Capitals::Names {
        return false;
    }
    let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER).or(Classes::DETERMINER).or(Classes::PRONOUN);
    let time = Classes::WEEKDAY.or(Classes::MONTH);
    let capital = |at: u32, fine: Classes| {
        context.token(at).is_capital() && context.mention_at(at).is_none() && !context.classes(at).any(fine)
    };
    let before = start > context.sentence.first + 1 && capital(start - 1, office.or(time).or(Classes::COMMON));
    before || (end < context.sentence.end && capital(end, if right { time } else { office.or(time) }))
}

/// The mentions of one slot: the one taken and those it is coordinated with ("X, Y and Z"), of fitting labels.
pub(super) fn coordinated(context: &Context<'_>, span: (u32, u32), slot: &Slot, distributes: bool, out: &mut Vec<u32>) {
    out.clear();
    // A slot's span runs from its first token to its last in either direction.
    let (low, high) = (span.0.min(span.1), span.0.max(span.1));
    let Some(at) = (low..high).rev().find(|&at| context.mention_at(at).is_some_and(|mention| fits(context, mention, slot)))
    else {
        return;
    };
    let right = span.0 < span.1;
    let at = if right {
        at
    } else {
        (low..high).find(|&at| context.mention_at(at).is_some_and(|mention| fits(context, mention, slot))).unwrap_or(at)
    };
    let Some(mention) = context.mention_at(at) else { return };
    out.push(mention);
    // "The two groups" stand for both.
    let meant = context.nominals.iter().filter(|&&(token, other)| token == at && other != mention).map(|&(_, other)| other);
    out.extend(meant.filter(|&other| fits(context, other, slot)));
    if !distributes {
        return;
    }
    // Before: "X and [Y]", "X, Y and [Z]".
    let mut start = context.start_of(mention, at);
    let mut joined = false;
    while start > context.sentence.first + 1 {
        let mark = context.token(start - 1);
        let and = matches!(context.word(start - 1), "and" | "&" | "nor");
        if !(and || (joined && mark.is(b','))) {
            break;
        }
        let before = if and && context.token(start - 2).is(b',') { start - 3 } else { start - 2 };
        let Some(other) = (before >= context.sentence.first)
            .then(|| context.mention_at(before))
            .flatten()
            .filter(|&other| fits(context, other, slot) && same_sort(context, other, mention))
        else {
            break;
        };
        out.push(other);
        joined = true;
        start = context.start_of(other, before);
    }
    // Behind: "[X] and Y", "[X], Y and Z" (a comma alone joins only if an "and" closes the list).
    let mut end = context.end_of(mention, at);
    let mut pending: Vec<u32> = Vec::new();
    while end + 1 < context.sentence.end {
        let and = matches!(context.word(end), "and" | "&") || (context.token(end).is(b',') && context.word(end + 1) == "and");
        let step = if context.token(end).is(b',') && context.word(end + 1) == "and" { 2 } else { 1 };
        // "owned by X, and Y, which": a comma before "and" joins the last of three or more.
        if !(and || context.token(end).is(b',')) || (step == 2 && pending.is_empty()) || end + step >= context.sentence.end {
            break;
        }
        let mut next = end + step;
        while next < context.sentence.end
            && (passed_over(context, next) || before_name(context, next) && context.mention_at(next).is_none())
        {
            next += 1;
        }
        let Some(other) =
            context.mention_at(next).filter(|&other| fits(context, other, slot) && same_sort(context, other, mention))
        else {
            break;
        };
        end = context.end_of(other, next);
        // "Google bought Fitbit and Microsoft bought Nokia": a subject of its own.
        if modifies(context, end) || (right && predicate(context, end)) {
            break;
        }
        pending.push(other);
        if and {
            out.append(&mut pending);
            break;
        }
    }
}

fn is_person(context: &Context<'_>, mention: u32) -> bool {
    context.mentions[mention as usize].label.base() == Label::PERSON
}

fn same_sort(context: &Context<'_>, a: u32, b: u32) -> bool {
    context.mentions[a as usize].label.base() == context.mentions[b as usize].label.base()
}

/// The country of a listed mention: where a place lies, whose word a demonym is.
pub(super) fn country<'c>(context: &'c Context<'_>, mention: u32) -> Option<&'c str> {
    match context.mentions[mention as usize].found_by {
        FoundBy::Entry(entry) => context.resources.entry(entry).facts.as_ref()?.country.as_deref(),
        FoundBy::Rule(_) => None,
    }
}

/// Whether two listed places are known to lie in different countries.
pub(super) fn apart(context: &Context<'_>, a: u32, b: u32) -> bool {
    matches!((country(context, a), country(context, b)), (Some(a), Some(b)) if a != b)
}
