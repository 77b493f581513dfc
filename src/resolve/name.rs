//! Full names that say more or less of one name: "John Joseph Cantwell" and "John Cantwell", "J. Smith" and "John Smith",
//! "Federal Reserve" and "United States Federal Reserve".

use super::government::is_elsewhere;
use super::group::join;
use super::{Context, Scratch};
use crate::extraction::Extraction;
use crate::label::Label;
use crate::resources::{Classes, Resources};
use crate::text::{Shape, Token};
use crate::word::is_suffix;

/// Joins each name that no list knows to the one fuller name that it is a part of.
pub(super) fn fuller(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    for own in 0..scratch.groups.len() as u32 {
        let group = &scratch.groups[own as usize];
        let words = scratch.words_of(own);
        let base = group.label.base();
        let unlisted = group.entry.is_none() && !group.gone && words.len() >= 2;
        if !unlisted || ![Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&base) {
            continue;
        }
        let tokens = context.tokens_of(&extraction.mentions[group.fullest as usize]);
        let by_initial = tokens.first().is_some_and(|first| first.shape == Shape::Initial);
        let mut found = None;
        for (number, other, full) in scratch.live() {
            if number == own || (other.label.base() == Label::PERSON) != (base == Label::PERSON) {
                continue;
            }
            let whole = || context.tokens_of(&extraction.mentions[other.fullest as usize]);
            let fits = match base {
                Label::PERSON => person(words, full) || (by_initial && initials(context, tokens, whole())),
                Label::ORGANIZATION => {
                    let elsewhere = |entry| is_elsewhere(context, &extraction.mentions, group.fullest as usize, entry);
                    full.len() > words.len()
                        && other.label.base() == base
                        && of_country(context, words, full, whole)
                        && !other.entry.is_some_and(elsewhere)
                }
                // "Heathrow Airport" of "London Heathrow Airport".
                _ => {
                    full.len() == words.len() + 1
                        && full.ends_with(words)
                        && other.label.base() == base
                        && context.is(tokens.last(), Classes::PLACE_HEAD)
                        && words.len() >= 2
                }
            };
            if fits {
                if found.is_some_and(|found| found != number) {
                    found = None;
                    break;
                }
                found = Some(number);
            }
        }
        let Some(full) = found else { continue };
        let reason = if base == Label::PERSON { "a shorter form of a person's full name" } else { "a part of a fuller name" };
        join(context, extraction, scratch, (own, full), reason);
    }
}

/// Whether one name of a person is the other with words left out between first and last, or a run of its words, such as two
/// surnames of three; what tells father from son is the same.
fn person(words: &[u64], full: &[u64]) -> bool {
    if full.len() <= words.len() {
        return false;
    }
    let ends = words.first() == full.first() && words.last() == full.last();
    let mut rest = full.iter();
    let within = ends && words.iter().all(|word| rest.any(|other| other == word));
    let same = within || (words.len() >= 2 && full.windows(words.len()).any(|run| run == words));
    same && !full.iter().any(|&word| is_suffix(word) && !words.contains(&word))
}

/// Whether the first is the second with an initial for the given name.
fn initials(context: &Context<'_>, tokens: &[Token], whole: &[Token]) -> bool {
    let (Some(first), Some(last), Some(given), Some(surname)) = (tokens.first(), tokens.last(), whole.first(), whole.last())
    else {
        return false;
    };
    let text = &context.document.text;
    let letter = |token: &Token| token.span().of(text).chars().next();
    first.shape == Shape::Initial && given.shape == Shape::Title && last.hash == surname.hash && letter(first) == letter(given)
}

/// Whether the fuller name of a body is the shorter one behind its country or place: "United States Air Force"; or the shorter
/// one, of three words at least, stands at its end.
fn of_country<'a>(context: &Context<'a>, words: &[u64], full: &[u64], whole: impl Fn() -> &'a [Token]) -> bool {
    if !full.ends_with(words) {
        return false;
    }
    let whole = whole();
    let lead: &[Token] = &whole[..whole.len().min(full.len() - words.len())];
    words.len() >= 3 || is_place(context.resources, context, lead)
}

/// Whether lists know the words as a country, a place or a demonym.
pub(super) fn is_place(resources: &Resources, context: &Context<'_>, tokens: &[Token]) -> bool {
    let bases = [Label::PLACE, Label::DEMONYM];
    tokens.first().is_some_and(Token::is_capital)
        && context.forms(tokens).iter().any(|form| bases.contains(&resources.entry(form.entry).label.base()))
}
