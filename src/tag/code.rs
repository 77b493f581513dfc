//! Words with capitals that are codes and signs and no names: shares, currencies, file numbers.

use super::Context;
use crate::text::{Shape, has};

/// Whether a stop joins what follows to the word before it, so that no name ends at `end`: GE.N, vote.org.
pub(super) fn goes_on(context: &Context<'_>, end: u32) -> bool {
    let behind = context.tokens.get(end as usize..end as usize + 2);
    behind.is_some_and(|behind| {
        behind[0].is(b'.')
            && !behind[0].has(has::SPACE)
            && !behind[1].has(has::SPACE)
            && matches!(behind[1].shape, Shape::Lower | Shape::Upper | Shape::Initial)
    })
}

/// Whether a stop joins the word to what stands before it, or is the first of a code: (GE).N, .DJI.
pub(super) fn goes_on_from(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    if at == 0 || !matches!(token.shape, Shape::Upper | Shape::Initial) || token.has(has::SPACE) {
        return false;
    }
    let before = context.token(at - 1);
    if before.is(b'.') {
        return before.has(has::SPACE) || at < 2 || context.token(at - 2).shape != Shape::Lower;
    }
    before.has(has::STOP) && before.shape == Shape::Upper
}

/// Whether letters are a plural, the sign of a currency or a code in brackets: CEOs, C$14, (F.N).
pub(super) fn is_sign(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    let behind = context.tokens.get(at as usize + 1);
    let word = token.span().of(&context.document.text);
    match token.shape {
        Shape::Initial | Shape::Upper if behind.is_some_and(|behind| behind.is(b'$') && !behind.has(has::SPACE)) => true,
        Shape::Upper => {
            let bracket = at > 0 && context.token(at - 1).is(b'(') && behind.is_some_and(|behind| behind.is(b')'));
            bracket && !token.has(has::STOP) && word.contains('.')
        }
        Shape::Mixed => {
            let letters = word.strip_suffix('s').unwrap_or_default();
            (2..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Letters and many digits, as archives number what they keep: NC1404123794.
pub(super) fn is_code(context: &Context<'_>, at: u32) -> bool {
    let word = context.token(at).span().of(&context.document.text);
    word.bytes().filter(u8::is_ascii_digit).count() >= 4
}
