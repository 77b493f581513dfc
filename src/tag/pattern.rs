//! Identifiers and the like: regular expressions, each tried only where a token it may begin with stands.

use super::{Candidate, Context, Reading};
use crate::resources::{Classes, NameRule};
use crate::text::{Sentence, Shape, cue, next_cue};

/// Words that stand behind a name with capitals of their own.
const BEHIND: Classes = Classes::TITLE.or(Classes::ROLE).or(Classes::WEEKDAY).or(Classes::MONTH);

pub(super) fn candidates(context: &Context<'_>, number: u32, sentence: &Sentence, out: &mut Vec<Candidate>) {
    let rules = &context.resources.names;
    let mut from = sentence.first;
    while let Some(at) = next_cue(context.cues, from, sentence.end, cue::NAME) {
        from = at + 1;
        let token = context.token(at);
        if token.shape == Shape::Lower {
            continue;
        }
        for &rule in rules.at(token.shape, token.word) {
            let rest = &context.document.text[token.start as usize..sentence.span.end as usize];
            let NameRule { pattern, worth, .. } = &rules.rules[rule as usize];
            let Some(found) = pattern.get().find(rest).filter(|found| !found.is_empty()) else { continue };
            let stop = token.start + found.end() as u32;
            let end = at + context.words(at, sentence.end).iter().take_while(|token| token.start < stop).count() as u32;
            // "USS Cole Commander Dana Holm", "the USS Cole Monday"
            let end = (at + 2..end).find(|&at| context.classes(at).any(BEHIND)).unwrap_or(end);
            out.push(Candidate { first: at, end, reading: Reading::Pattern { rule }, score: *worth, sentence: number });
        }
    }
}
