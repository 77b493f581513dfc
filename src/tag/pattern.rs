//! Identifiers and the like: regular expressions, each tried only where a token it may begin with stands.

use super::{Candidate, Context, Reading};
use crate::text::{Sentence, Shape};

/// What a pattern's match is worth beside a name's evidence.
const WORTH: f32 = 8.0;

pub(super) fn candidates(context: &Context<'_>, number: u32, sentence: &Sentence, out: &mut Vec<Candidate>) {
    let rules = &context.resources.names;
    for at in sentence.first..sentence.end {
        let token = context.token(at);
        if matches!(token.shape, Shape::Mark | Shape::Clitic | Shape::Lower) {
            continue;
        }
        for &rule in rules.at(token.shape, token.word) {
            let rest = &context.document.text[token.start as usize..sentence.span.end as usize];
            let Some(found) = rules.rules[rule as usize].pattern.find(rest).filter(|found| !found.is_empty()) else { continue };
            let stop = token.start + found.end() as u32;
            let end = at + context.words(at, sentence.end).iter().take_while(|token| token.start < stop).count() as u32;
            out.push(Candidate { first: at, end, reading: Reading::Pattern { rule }, score: WORTH, sentence: number });
        }
    }
}
