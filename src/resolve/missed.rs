//! Names that the tagger passed over and the article itself proves: the surname of a person it named in full, the first
//! word of a body's name, another name that it says somebody has, a rare name with one letter wrong.

use super::office;
use super::stated::stated_before;
use super::variant::{can_misspell, misspells};
use super::{Context, Scratch};
use crate::label::Label;
use crate::mention::{FoundBy, Mention, Value};
use crate::resources::{Classes, form};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::text::{Capitals, Shape, Token, cue, next_cue};

/// How sure such a name is.
const SCORE: f32 = 0.7;
/// The longest name that is taken for another name, in tokens.
const LONGEST: u32 = 4;
/// Adds them to the mentions.
pub(super) fn add(context: &Context<'_>, mentions: &mut Vec<Mention>, scratch: &mut Scratch) {
    let added = &mut scratch.added;
    added.clear();
    scratch.unsure.clear();
    scratch.short.clear();
    for mention in mentions.iter_mut() {
        with_particle(context, mention);
    }
    if let Some(family) = (0..mentions.len()).find(|&at| is_family(context, mentions, at)) {
        let kept = (family..mentions.len()).filter(|&at| !is_family(context, mentions, at));
        let kept: Vec<Mention> = kept.map(|at| mentions[at].clone()).collect();
        mentions.truncate(family);
        mentions.extend(kept);
    }
    for (number, mention) in (0u32..).zip(mentions.iter()) {
        if let Some(word) = short_form(context, mention) {
            scratch.short.entry(word).or_insert(number);
        }
        // "X, formerly known as Twitter": what stands before is a name too.
        if let Some((first, _)) = stated_before(context, mention.tokens.0, mention.sentence)
            && let Some(at) = first.checked_sub(1)
            && let Some(token) = context.token(at, mention.sentence)
            && is_name(context, token)
            && !covered(mentions, at)
        {
            let first = (0..LONGEST).map_while(|back| at.checked_sub(back)).take_while(|&at| {
                context.token(at, mention.sentence).is_some_and(|token| is_name(context, token)) && !covered(mentions, at)
            });
            let first = first.last().unwrap_or(at);
            // The rest of a longer name is no name: "Edson Arantes do Nascimento".
            let before = first.checked_sub(1);
            let small = |at| context.token(at, mention.sentence).is_some_and(|token| token.shape == Shape::Lower);
            let rest = before.is_some_and(|at| covered(mentions, at) || (small(at) && at > 0 && covered(mentions, at - 1)));
            if !rest {
                added.push(new(context, (first, at + 1), mention.sentence, mention.label));
            }
        }
    }
    let mut next = 0;
    for (number, sentence) in (0u32..).zip(&context.text.sentences) {
        let mut at = sentence.first;
        while let Some(here) = next_cue(&context.text.cues, at, sentence.end, cue::NAME) {
            at = here + 1;
            while mentions.get(next).is_some_and(|mention| mention.tokens.1 <= here) {
                next += 1;
            }
            let token = &context.text.tokens[here as usize];
            let inside = mentions.get(next).is_some_and(|mention| mention.tokens.0 <= here);
            if inside || sentence.capitals != Capitals::Names || !is_name(context, token) {
                continue;
            }
            let end = (here + 1..sentence.end)
                .take(LONGEST as usize - 1)
                .take_while(|&at| {
                    is_name(context, &context.text.tokens[at as usize])
                        && mentions.get(next).is_none_or(|mention| at < mention.tokens.0)
                })
                .last()
                .map_or(here + 1, |last| last + 1);
            at = end;
            if let Some((_, _)) = stated_before(context, here, number)
                && let Some(full) =
                    mentions[..next].iter().rev().take(3).find(|full| full.sentence == number && is_thing(full.label))
            {
                let label = full.label;
                let word = token.hash;
                added.push(new(context, (here, end), number, label));
                scratch.short.entry(word).or_insert(u32::MAX - added.len() as u32);
                continue;
            }
            let known = scratch.short.get(&token.hash).copied();
            let common = context.resources.classes(token).any(Classes::COMMON);
            let opens = here == sentence.first && common && (known.is_none() || writes_small(context, token.hash));
            // "Daesan Glass", of a word that no list knows, is a body's name if the article calls it Daesan as well.
            let unknown = !token.word.is_known() && here > sentence.first && known.is_none();
            if unknown && end - here > 1 && context.is(Some(&context.text.tokens[end as usize - 1]), Classes::COMMON) {
                scratch.unsure.push(new(context, (here, end), number, Label::ORGANIZATION));
                continue;
            }
            let goes_on = context.token(end, number).is_some_and(|behind| behind.shape == Shape::Lower);
            let first = |full: &Mention| goes_on && end == here + 1 && context.tokens_of(full)[0].hash == token.hash;
            if let Some(full) = scratch.unsure.iter().position(first) {
                scratch.short.insert(token.hash, u32::MAX - 1 - added.len() as u32);
                added.push(scratch.unsure.swap_remove(full));
                added.push(new(context, (here, end), number, Label::ORGANIZATION));
                continue;
            }
            let label = match known {
                Some(_) if opens => None,
                // Another name that was added above: all of its words.
                Some(number) if number > u32::MAX / 2 => {
                    let full = &added[(u32::MAX - number) as usize - 1];
                    let words =
                        |(first, end): (u32, u32)| context.text.tokens[first as usize..end as usize].iter().map(|t| t.hash);
                    let same = words(full.tokens).eq(words((here, end)));
                    let first = end == here + 1 && full.label == Label::ORGANIZATION;
                    (same || first).then_some(full.label)
                }
                Some(number) if end == here + 1 => Some(mentions[number as usize].label),
                _ => misspelt(context, (here, end), mentions),
            };
            if let Some(label) = label {
                let base = if label.base() == Label::PLACE && known.is_some() { Label::PERSON } else { label.base() };
                added.push(new(context, (here, end), number, base));
            }
        }
    }
    office::holders(context, mentions, added);
    if !added.is_empty() {
        mentions.append(added);
        mentions.sort_by_key(|mention| mention.span);
        mentions.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    }
}

/// Takes the particle in lower case that a listed name begins with into the mention of its rest: al Qaeda.
fn with_particle(context: &Context<'_>, mention: &mut Mention) {
    let Some(before) = context.before(mention).filter(|token| token.shape == Shape::Lower) else { return };
    if !matches!(mention.found_by, FoundBy::Rule(_)) || !is_thing(mention.label) || !context.is(Some(before), Classes::PARTICLE) {
        return;
    }
    let first = mention.tokens.0 - 1;
    let forms = context.forms(&context.text.tokens[first as usize..mention.tokens.1 as usize]);
    let Some(form) =
        forms.iter().find(|form| form.flags & form::CONTEXT == 0 && is_thing(context.resources.entry(form.entry).label))
    else {
        return;
    };
    (mention.tokens.0, mention.span.start) = (first, before.start);
    (mention.label, mention.found_by) = (context.resources.entry(form.entry).label, FoundBy::Entry(form.entry));
}

/// Whether a word that no list gives is the plural of a surname of this article: "the Keanes" are neither a body nor a place.
fn is_family(context: &Context<'_>, mentions: &[Mention], at: usize) -> bool {
    let mention = &mentions[at];
    let [token] = context.tokens_of(mention) else { return false };
    let the = context.before(mention).is_some_and(|before| before.word == context.resources.small.the);
    if !the || !matches!(mention.found_by, FoundBy::Rule(_)) || !is_thing(mention.label) {
        return false;
    }
    let Some(surname) = token.span().of(&context.document.text).strip_suffix('s') else { return false };
    mentions.iter().any(|other| {
        let words = context.tokens_of(other);
        other.label.base() == Label::PERSON
            && words.len() > 1
            && words.last().is_some_and(|last| last.span().of(&context.document.text) == surname)
    })
}

/// The word by which a name may be called later on.
fn short_form(context: &Context<'_>, mention: &Mention) -> Option<u64> {
    let tokens = context.tokens_of(mention);
    let (first, last) = (tokens.first()?, tokens.last()?);
    if tokens.len() < 2 || mention.value != Value::None {
        return None;
    }
    let usual = Classes::GIVEN.or(Classes::TITLE).or(Classes::ORGANIZATION_HEAD).or(Classes::COMPASS).or(Classes::NO_NAME);
    // "Kestrel" of Kestrel Foods Inc., but not "Target" where the article writes of targets.
    let plain = |token: &Token| {
        context.is(Some(token), Classes::COMMON)
            && (!context.is(Some(last), Classes::LEGAL_FORM) || writes_small(context, token.hash))
    };
    let person = context.info(first).given > 0 && tokens.len() == 2 && !context.is(Some(last), Classes::PLACE_HEAD);
    match mention.label.base() {
        Label::PERSON => Some(last),
        // A surname that is used alone shows that the whole is somebody's name.
        Label::PLACE if matches!(mention.found_by, FoundBy::Rule(_)) && person => Some(last),
        Label::ORGANIZATION if !context.is(Some(first), usual) && !plain(first) && context.forms(&tokens[..1]).is_empty() => {
            Some(first)
        }
        _ => None,
    }
    .filter(|token| matches!(token.shape, Shape::Title | Shape::Mixed) && token.end - token.start >= 4)
    .map(|token| token.hash)
}

/// Whether the article has the word in lower case.
fn writes_small(context: &Context<'_>, hash: u64) -> bool {
    context.text.tokens.iter().any(|token| token.hash == hash && token.shape == Shape::Lower)
}

fn is_thing(label: Label) -> bool {
    [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&label.base())
}

/// Whether a token may be a word of a name.
fn is_name(context: &Context<'_>, token: &Token) -> bool {
    token.is_capital()
        && !context.resources.classes(token).any(Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::MONTH).or(Classes::WEEKDAY))
}

fn covered(mentions: &[Mention], at: u32) -> bool {
    let after = mentions.partition_point(|mention| mention.tokens.1 <= at);
    mentions.get(after).is_some_and(|mention| mention.tokens.0 <= at)
}

/// The label of the name that these words spell with one letter wrong.
fn misspelt(context: &Context<'_>, (first, end): (u32, u32), mentions: &[Mention]) -> Option<Label> {
    let words = &context.text.tokens[first as usize..end as usize];
    if !can_misspell(words) {
        return None;
    }
    let same = |mention: &&Mention| {
        let as_long = mention.tokens.1 - mention.tokens.0 == end - first;
        as_long && is_thing(mention.label) && misspells(context, words, context.tokens_of(mention))
    };
    mentions.iter().find(same).map(|mention| mention.label)
}

fn new(context: &Context<'_>, tokens: (u32, u32), sentence: u32, label: Label) -> Mention {
    let words = &context.text.tokens[tokens.0 as usize..tokens.1 as usize];
    Mention {
        span: Span::new(words[0].start, words[words.len() - 1].end),
        tokens,
        sentence,
        label: label.base(),
        value: Value::None,
        score: SCORE,
        found_by: FoundBy::Rule(Symbol::of("article")),
        role: None,
        referent: None,
    }
}
