//! What a bracket right behind a name says: an acronym that the name spells, a ticker.

use super::Evidence;
use crate::resources::{Classes, Feature};
use crate::tag::Context;
use crate::text::{Sentence, Shape, Token};

/// What a bracket right behind says: an acronym of the name, a ticker.
pub(super) fn bracket(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), out: &mut Evidence) {
    let Some(close) = context.words(end, sentence.end.min(end + 6)).iter().position(|token| token.is(b')')) else { return };
    let inside = context.words(end + 1, end + close as u32);
    let Some(code) = inside.first().filter(|code| code.shape == Shape::Upper) else { return };
    if inside.iter().any(|token| token.is(b'.')) {
        out.push(Feature::TickerBehind);
        return;
    }
    let defines = inside.len() == 1 && spells(&context.document.text, context.words(first, end), code);
    out.set(Feature::DefinesAcronym, defines);
}

/// The acronym in brackets right behind a name that spells it: National Turkey Federation (NTF).
pub(super) fn acronym_behind<'t>(context: &Context<'t>, (first, end): (u32, u32)) -> Option<&'t Token> {
    let [open, acronym, close] = context.tokens.get(end as usize..end as usize + 3)? else { return None };
    let capitals = matches!(acronym.shape, Shape::Upper | Shape::Mixed);
    let spelt = open.is(b'(') && close.is(b')') && capitals && spells(&context.document.text, context.words(first, end), acronym);
    spelt.then_some(acronym)
}

/// Whether the initials of the words' capitals spell the acronym, in order, the first among them.
fn spells(text: &str, words: &[Token], acronym: &Token) -> bool {
    let mut letters = acronym.span().of(text).chars().filter(|c| c.is_alphanumeric()).peekable();
    let mut used = 0;
    for (number, word) in words.iter().filter(|word| word.is_word()).enumerate() {
        let Some(&letter) = letters.peek() else { break };
        let fits = word.span().of(text).chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()));
        if fits {
            letters.next();
            used += 1;
        } else if number == 0 {
            return false;
        }
    }
    used >= 2 && letters.peek().is_none()
}

/// Whether the bracket that opens at `open` tells of a life: "born", or the days or years of a birth and a death.
pub(super) fn is_life(context: &Context<'_>, sentence: &Sentence, open: u32) -> bool {
    let rest = context.words(open + 1, sentence.end.min(open + 16));
    let inside = &rest[..rest.iter().position(|token| token.is(b')')).unwrap_or(rest.len())];
    let word = |token: &Token| token.span().of(&context.document.text);
    if inside.first().is_some_and(|first| word(first) == "born") {
        return true;
    }
    let dash = |token: &Token| token.is(b'-') || token.is(b'~') || token.is(b'_');
    let month = |token: &Token| context.resources.classes(token).any(Classes::MONTH);
    let dated = |token: &Token| token.shape == Shape::Number || token.is(b',') || dash(token) || month(token);
    let (Some(between), true) = (inside.iter().position(dash), inside.iter().all(dated)) else { return false };
    let (birth, death) = inside.split_at(between);
    let year = |side: &[Token]| side.iter().rev().find_map(|token| word(token).parse::<u32>().ok().filter(|&year| year >= 1000));
    let (Some(birth_year), Some(death_year)) = (year(birth), year(death)) else { return false };
    // Bands, buildings and wars have years too, but rarely so many, and no days.
    let lasts = if inside.iter().any(month) { 1..120 } else { 25..110 };
    lasts.contains(&death_year.saturating_sub(birth_year))
}
