//! What a word means at this place where it can be a person, a body or a place: Ford the man or the firm, Barcelona the
//! club or the city, Tehran the city or its government. Decided mention by mention, and noted.

use super::government::is_foreign;
use super::{Context, Scratch};
use crate::extraction::{Extraction, Reading};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention, Value};
use crate::resources::Classes;
use crate::symbol::Symbol;
use crate::text::{Shape, surname};
use crate::word::hashes;

/// Settles the mentions of one word.
pub(super) fn settle(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    foreign(context, extraction, scratch);
    for at in 0..extraction.mentions.len() {
        let mention = &extraction.mentions[at];
        if mention.value != Value::None {
            continue;
        }
        let one_word = mention.tokens.1 - mention.tokens.0 == 1;
        let changed = match mention.label.base() {
            Label::PERSON if one_word => of_person(context, &extraction.mentions, at),
            Label::PLACE | Label::ORGANIZATION if one_word && surname_of(context, &extraction.mentions, at) => {
                Some((Label::PERSON, None, "the surname of a person named in full"))
            }
            Label::PLACE if is_full_name(context, &extraction.mentions, at) => {
                Some((Label::PERSON, None, "the article names somebody by the second word alone"))
            }
            Label::PLACE => of_place(context, mention),
            Label::ORGANIZATION => of_seat(context, mention),
            _ => None,
        };
        let Some((label, entry, reason)) = changed else { continue };
        let mention = &mut extraction.mentions[at];
        (mention.label, mention.found_by) = (label, entry.map_or(FoundBy::Rule(Symbol::of("article")), FoundBy::Entry));
        extraction.readings.push(Reading { mention: at as u32, sure: SURE, reason, others: (0, 0) });
    }
}

/// Takes from the lists the bodies that the article gives to another state, wherever it calls them so.
fn foreign(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    let mentions = &mut extraction.mentions;
    let mut bodies = std::mem::take(&mut scratch.bodies);
    bodies.clear();
    let body = |mention: &Mention| mention.label.base() == Label::ORGANIZATION && mention.value == Value::None;
    bodies.extend(
        (0..mentions.len() as u32).filter(|&at| body(&mentions[at as usize]) && is_foreign(context, mentions, at as usize)),
    );
    let listed = |mention: &Mention| if let FoundBy::Entry(entry) = mention.found_by { Some(entry) } else { None };
    for &first in &bodies {
        let (entry, tokens) = (listed(&mentions[first as usize]), context.tokens_of(&mentions[first as usize]));
        for at in 0..mentions.len() {
            let same =
                || context.tokens_of(&mentions[at]).iter().map(|token| token.hash).eq(tokens.iter().map(|token| token.hash));
            if entry.is_some() && listed(&mentions[at]) == entry && same() {
                mentions[at].found_by = FoundBy::Rule(Symbol::of("article"));
                let reason = "the listed body of that name is another state's";
                extraction.readings.push(Reading { mention: at as u32, sure: SURE, reason, others: (0, 0) });
            }
        }
    }
    scratch.bodies = bodies;
}

/// How sure such a reading is.
const SURE: f32 = 0.8;

/// Words of where one goes.
const TOWARDS: [u64; 4] = hashes(["to", "from", "towards", "toward"]);
/// What one holds of a body, and the words between the two.
const HELD: [u64; 9] = hashes(["shares", "share", "stake", "stock", "unit", "division", "subsidiary", "bonds", "stakes"]);
const PART_OF: [u64; 3] = hashes(["of", "in", "at"]);
/// What stands behind a body's name and belongs to it.
const THINGS: [u64; 6] = hashes(["shares", "stock", "bonds", "subsidiary", "headquarters", "plc"]);
const ITS: [u64; 1] = hashes(["its"]);
/// Who leads a firm or body, and no person.
const LEADERS: [u64; 5] = hashes(["president", "chairman", "chairwoman", "executive", "manager"]);

type Changed = Option<(Label, Option<EntryId>, &'static str)>;

/// A bare word that was taken for a person: a firm, body or place instead, if the article used the word so before, or the
/// person is named in full in the same sentence, or what stands around it says so.
fn of_person(context: &Context<'_>, mentions: &[Mention], at: usize) -> Changed {
    let mention = &mentions[at];
    let token = &context.tokens_of(mention)[0];
    let (before, behind) = (context.before(mention), context.behind(mention));
    let said = Classes::SAY.or(Classes::DENY);
    if mention.role.is_some()
        || context.is(before, Classes::TITLE.or(said).or(Classes::KIN))
        || context.is(before.filter(|token| token.is_capital()), Classes::GIVEN)
        || context.is(behind, said)
        || token.shape == Shape::Initial
    {
        return None;
    }
    let bare = mentions[..at].iter().rev().find(|other| {
        other.tokens.1 - other.tokens.0 == 1
            && context.tokens_of(other)[0].hash == token.hash
            && [Label::ORGANIZATION, Label::PLACE].contains(&other.label.base())
    });
    if let Some(bare) = bare {
        let entry = if let FoundBy::Entry(entry) = bare.found_by { Some(entry) } else { None };
        return Some((bare.label, entry, "the article named this by the word before"));
    }
    let mut in_sentence = mentions[..at].iter().rev().take_while(|other| other.sentence == mention.sentence);
    let in_sentence = in_sentence.any(|other| bears(context, other, token.hash));
    let acts = acts_as_body(context, mention) || led_by_next(context, mentions, at);
    let of_firm = acts.then(|| {
        mentions.iter().find(|other| {
            let tokens = context.tokens_of(other);
            other.label.base() == Label::ORGANIZATION && tokens.len() > 1 && tokens[0].hash == token.hash
        })
    });
    if let Some(Some(firm)) = of_firm {
        let entry = if let FoundBy::Entry(entry) = firm.found_by { Some(entry) } else { None };
        return Some((firm.label, entry, "what stands around it is said of firms"));
    }
    if !in_sentence && !acts {
        return None;
    }
    let forms = context.forms(std::slice::from_ref(token));
    let of = |base: Label| {
        let entries =
            forms.iter().map(|form| form.entry).filter(move |&entry| context.resources.entry(entry).label.base() == base);
        entries.max_by(|&a, &b| context.resources.entry(a).prominence.total_cmp(&context.resources.entry(b).prominence))
    };
    let at_place = before.is_some_and(|token| Context::is_word_of(token, &TOWARDS))
        || context.is(before, Classes::LOCATIVE.or(Classes::PREPOSITION));
    let place = of(Label::PLACE).filter(|_| !acts && at_place);
    let reason = if acts { "what stands around it is said of firms" } else { "beside the person's full name it is another's" };
    match place.or_else(|| of(Label::ORGANIZATION)) {
        Some(entry) => Some((context.resources.entry(entry).label, Some(entry), reason)),
        None => acts.then_some((Label::ORGANIZATION, None, reason)),
    }
}

/// Whether what stands around a mention is said of firms and bodies: "shares in X", "X shares", "X cut its forecast".
fn acts_as_body(context: &Context<'_>, mention: &Mention) -> bool {
    let before = |back: u32| context.token(mention.tokens.0.wrapping_sub(back), mention.sentence);
    let of_it = before(1).is_some_and(|token| Context::is_word_of(token, &PART_OF))
        && before(2).is_some_and(|token| Context::is_word_of(token, &HELD));
    let its = (2..=3).any(|ahead| {
        let token = context.token(mention.tokens.1 - 1 + ahead, mention.sentence);
        token.is_some_and(|token| Context::is_word_of(token, &ITS))
    });
    of_it || its || context.behind(mention).is_some_and(|token| Context::is_word_of(token, &THINGS))
}

/// Whether somebody who leads it is named right behind, "Healy president George Malina", and it is no person's surname in the
/// article.
fn led_by_next(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    let Some(next) = mentions.get(at + 1).filter(|next| next.sentence == mention.sentence) else { return false };
    let between = mention.tokens.1..next.tokens.0;
    let lower = |at: u32| context.token(at, mention.sentence).is_some_and(|token| token.shape == Shape::Lower);
    let head = context.token(next.tokens.0.wrapping_sub(1), mention.sentence);
    if !(1..=2).contains(&between.len())
        || next.label.base() != Label::PERSON
        || next.tokens.1 - next.tokens.0 < 2
        || !between.clone().all(lower)
        || !head.is_some_and(|token| Context::is_word_of(token, &LEADERS))
    {
        return false;
    }
    let surname = context.tokens_of(mention)[0].hash;
    !mentions.iter().any(|other| bears(context, other, surname))
}

/// Whether it is a person named in full with the surname of that hash.
fn bears(context: &Context<'_>, mention: &Mention, hash: u64) -> bool {
    let tokens = context.tokens_of(mention);
    mention.label.base() == Label::PERSON && tokens.len() > 1 && surname(tokens).is_some_and(|surname| surname.hash == hash)
}

/// Whether a word that no list gives, taken for a place or body, is the surname of a person of this article and stands
/// where persons do.
fn surname_of(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    if !matches!(mention.found_by, FoundBy::Rule(_)) {
        return false;
    }
    let token = &context.tokens_of(mention)[0];
    let before = context.before(mention);
    let as_place = mention.label.base() == Label::PLACE && context.is(before, Classes::LOCATIVE);
    token.shape != Shape::Upper
        && !as_place
        && !acts_as_body(context, mention)
        && mentions[..at].iter().any(|other| bears(context, other, token.hash))
}

/// Whether two words that no list gives, taken for a place, are the name of somebody whom the article calls by the second alone.
fn is_full_name(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let tokens = context.tokens_of(&mentions[at]);
    let listed = matches!(mentions[at].found_by, FoundBy::Entry(_));
    let [given, surname] = tokens else { return false };
    !listed
        && context.info(given).given > 0
        && mentions[at + 1..].iter().any(|other| {
            let short = context.tokens_of(other);
            other.label.base() == Label::PERSON && short.len() == 1 && short[0].hash == surname.hash
        })
}

/// A city that stands for its club or, as a capital, for its country's government.
fn of_place(context: &Context<'_>, mention: &Mention) -> Changed {
    let FoundBy::Entry(entry) = mention.found_by else { return None };
    if mention.label.subtype() != "city" {
        return None;
    }
    let behind = context.behind(mention);
    let plays = context.is(behind, Classes::PLAYS);
    let player = (0..4).map_while(|ahead| context.token(mention.tokens.1 + ahead, mention.sentence)).take_while(|token| {
        token.shape == Shape::Lower
            && !context.resources.classes(token).any(Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::CLAUSE))
    });
    let before = context.before(mention);
    let located = context.is(before, Classes::LOCATIVE.or(Classes::PREPOSITION));
    if !located && (plays || player.into_iter().any(|token| context.resources.classes(token).any(Classes::PLAYER))) {
        let club = club(context, mention);
        return Some((Label::new("organization/sport"), club, "a city that plays is its club"));
    }
    let said = Classes::SAY.or(Classes::DENY);
    let says = context.is(behind, said) || (context.is(before, said) && !context.is(behind, Classes::LOCATIVE));
    if !says || located {
        return None;
    }
    let of_seat = |&entry: &EntryId| context.resources.entry(entry).label.base() == Label::METONYM;
    let country = context.country(entry)?;
    let forms = context.forms(context.tokens_of(mention));
    let seat = forms.iter().map(|form| form.entry).filter(of_seat).find(|&seat| context.country(seat) == Some(country))?;
    Some((mention.label, Some(seat), "a capital that speaks or is spoken to is its government"))
}

/// A body whose name is a seat of government: the Kremlin.
fn of_seat(context: &Context<'_>, mention: &Mention) -> Changed {
    let FoundBy::Entry(_) = mention.found_by else { return None };
    let forms = context.forms(context.tokens_of(mention)).iter().map(|form| form.entry);
    let seat = forms.into_iter().find(|&entry| context.resources.entry(entry).label == Label::METONYM)?;
    Some((mention.label, Some(seat), "a seat of government is its country"))
}

/// The one club that lists know by the city's name and a word or two of its own.
fn club(context: &Context<'_>, mention: &Mention) -> Option<EntryId> {
    let forms = context.forms(context.tokens_of(mention));
    forms.iter().map(|form| form.entry).find(|&entry| context.resources.entry(entry).label.as_str() == "organization/sport")
}
