//! What a sentence, and what stands beside a trigger, show at a glance: bits by which most patterns are passed over
//! before they are run.

use super::Context;
use super::matcher::negates;
use super::slot::{before_name, code_before, passed_over};
use crate::resources::Sight;

/// The words of the sentence, for what patterns need.
pub(super) fn look(context: &Context<'_>) -> Sight {
    let mut sight = Sight::default();
    for token in &context.tokens[context.sentence.first as usize..context.sentence.end as usize] {
        sight.see(token.word, token.mark, context.resources.classes(token));
    }
    sight
}

/// Puts into `out` the mentions that may fill slots: where they begin, and their labels as bits.
pub(super) fn labels(context: &Context<'_>, out: &mut Vec<(u32, u64)>) {
    out.clear();
    let here = context.mentions[context.base as usize..].iter().take_while(|mention| mention.tokens.0 < context.sentence.end);
    out.extend(here.filter(|mention| mention.referent.is_some()).map(|mention| (mention.tokens.0, mention.label.bits())));
    out.extend(context.nominals.iter().map(|&(token, mention)| (token, context.mentions[mention as usize].label.bits())));
}

/// The labels before and behind a token.
pub(super) fn labels_around(labels: &[(u32, u64)], at: u32) -> (u64, u64) {
    labels.iter().fold(
        (0, 0),
        |(before, behind), &(place, bits)| {
            if place < at { (before | bits, behind) } else { (before, behind | bits) }
        },
    )
}

/// What the half of a pattern before a trigger's group may begin with: what says nothing, and the token before it.
pub(super) fn before(context: &Context<'_>, first: u32) -> Sight {
    let mut sight = Sight::default();
    for at in (context.sentence.first..first).rev() {
        let token = context.token(at);
        sight.see(token.word, token.mark, context.classes(at));
        if !(passed_over(context, at) || negates(context, at)) {
            // "Boeing's ( BA.N ) chief": the owner stands before the bracket.
            if let Some(clitic) = code_before(context, at + 1).and_then(|open| open.checked_sub(1)) {
                let token = context.token(clitic);
                sight.see(token.word, token.mark, context.classes(clitic));
            }
            break;
        }
    }
    sight
}

/// What the half behind it may begin with, and the labels of the mentions there: one, or those that titles lead to.
pub(super) fn behind(context: &Context<'_>, end: u32) -> (Sight, u64) {
    let mut sight = Sight::default();
    let mut at = end;
    while at < context.sentence.end {
        let token = context.token(at);
        sight.see(token.word, token.mark, context.classes(at));
        if !passed_over(context, at) {
            break;
        }
        at += 1;
    }
    let mut labels = 0;
    while at < context.sentence.end {
        if let Some(mention) = context.mention_at(at) {
            labels |= context.mentions[mention as usize].label.bits();
        }
        if !before_name(context, at) {
            break;
        }
        at += 1;
    }
    (sight, labels)
}
