//! What a bracket right behind a name says: an acronym that the name spells, a ticker.

use super::Evidence;
use crate::resources::Feature;
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
