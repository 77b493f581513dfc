//! Lines that say where a text comes from: datelines, and those by which monitors of broadcasts and papers open what they heard
//! or read.

use crate::resources::Classes;
use crate::tag::Context;
use crate::text::{Sentence, Shape, Token, has};

/// "MOSCOW (Reuters) -" and the like: only capitals, marks and months stand between here and the dash.
pub(super) fn dateline(context: &Context<'_>, sentence: &Sentence, end: u32) -> bool {
    let mut bracket = false;
    for token in context.words(end, sentence.end.min(end + 8)) {
        // The dash of a range in brackets is none: (1731 - 1803).
        if !bracket && (token.is(b'~') || token.is(b'_') || (token.is(b'-') && token.has(has::SPACE))) {
            return true;
        }
        bracket = token.is(b'(') || (bracket && !token.is(b')'));
        if token.shape == Shape::Lower {
            return false;
        }
    }
    false
}

/// Whether the token stands at the start of its line, or behind a code.
pub(super) fn opens_line(context: &Context<'_>, sentence: &Sentence, at: u32) -> bool {
    let code = |token: &Token| matches!(token.shape, Shape::Upper | Shape::Mixed | Shape::Number);
    at == sentence.first || context.token(at).has(has::LINE | has::BLANK) || code(context.token(at - 1))
}

/// Whether a place is that of a line that says where a text was heard: (Prague) Radio Prague in English 0900 GMT.
pub(super) fn heard_from(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32)) -> bool {
    if !opens_line(context, sentence, first) {
        return false;
    }
    let source = context.words(end, sentence.end.min(end + 9)).iter().position(|token| token.shape == Shape::Lower);
    source
        .map(|length| end + length as u32)
        .is_some_and(|at| context.token(at).word == context.resources.small.r#in && hour_or_day(context, at + 2, sentence.end))
}

/// Whether an hour or a day begins here: "0900 GMT", "5 Feb 94".
pub(super) fn hour_or_day(context: &Context<'_>, at: u32, end: u32) -> bool {
    let number = |at: u32| at < end && context.token(at).shape == Shape::Number;
    let hour = || at + 1 < end && context.token(at + 1).span().of(&context.document.text) == "GMT";
    number(at) && (hour() || at + 1 < end && context.classes(at + 1).any(Classes::MONTH))
}

/// Whether only capitals and marks stand before `end` in the sentence, and few: SAN FRANCISCO/(WASHINGTON).
pub(super) fn opens_with_capitals(context: &Context<'_>, sentence: &Sentence, end: u32) -> bool {
    let before = context.words(sentence.first, end);
    before.len() <= 8 && before.iter().all(|token| matches!(token.shape, Shape::Upper | Shape::Mark | Shape::Title))
}

/// Whether what stands before in the sentence is only quote marks, brackets or dashes.
pub(super) fn opens_sentence(context: &Context<'_>, first: u32, sentence: &Sentence) -> bool {
    let before = context.words(sentence.first, first);
    before.len() <= 2 && before.iter().all(|token| token.shape == Shape::Mark)
        || before.last().is_some_and(|token| token.is(b'"') && token.has(has::SPACE))
        || before.last().is_some_and(|token| token.is(b':'))
}
