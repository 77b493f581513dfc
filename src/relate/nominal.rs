//! "The company", "the agency's", "a company spokesman": a noun that stands for the one body of its sort that the sentence
//! has named before. With two bodies of the sort, or none, it stands for nothing; so it does in a clause of that body's own
//! ("Apple sued the company").

use super::Context;
use crate::label::Label;
use crate::resources::{BodySort, Classes};
use crate::text::Shape;
use crate::word::WordId;

/// Finds the nouns of a sentence that stand for a mention: token and mention.
pub(super) fn nominals(context: &Context<'_>, out: &mut Vec<(u32, u32)>) {
    out.clear();
    let (first, end) = (context.sentence.first, context.sentence.end);
    let bodies = || {
        let here = (context.base..).zip(&context.mentions[context.base as usize..]);
        here.take_while(|(_, mention)| mention.tokens.0 < end)
            .filter(|(_, mention)| mention.referent.is_some() && mention.label.base() == Label::ORGANIZATION)
    };
    let Some(from) = bodies().map(|(_, mention)| mention.tokens.1).next() else { return };
    for at in (from + 2).max(first + 1)..end {
        let token = context.token(at);
        if token.shape != Shape::Lower || context.mention_at(at).is_some() {
            continue;
        }
        let noun = token.word;
        let Some(sort) = context.resources.bodies.sort(noun) else { continue };
        let next = (at + 1 < end).then_some(at + 1);
        // "the group of", "the company Boeing" say themselves which.
        if next.is_some_and(|next| context.word(next) == "of" || context.mention_at(next).is_some()) {
            continue;
        }
        let office = Classes::ROLE.or(Classes::TITLE).or(Classes::ROLE_MODIFIER);
        let titles = next.is_some_and(|next| context.classes(next).any(office));
        let article = context.word(at - 1);
        if !(article == "the" || (titles && article == "a")) {
            continue;
        }
        let known = || bodies().filter(|(number, mention)| mention.tokens.1 <= at && is_of(context, *number, sort, noun));
        let Some((number, body)) = known().next() else { continue };
        // A body of no known sort may be of this one.
        let rivals = bodies().filter(|(_, other)| other.tokens.1 <= at && other.referent != body.referent);
        let alone =
            rivals.into_iter().all(|(number, other)| other.label != Label::ORGANIZATION && !is_of(context, number, sort, noun));
        if alone && parted(context, body.tokens.1, at) {
            out.push((at, number));
        }
    }
}

/// Whether another clause begins between a body and the noun.
fn parted(context: &Context<'_>, after: u32, at: u32) -> bool {
    (after..at).any(|at| {
        context.mention_at(at).is_none()
            && (context.token(at).is(b',') || context.classes(at).any(Classes::SAY.or(Classes::CLAUSE)))
    })
}

/// Whether a mention is a body of that sort.
fn is_of(context: &Context<'_>, mention: u32, sort: BodySort, noun: WordId) -> bool {
    let mention = &context.mentions[mention as usize];
    let (first, end) = mention.tokens;
    mention.label.is_a(sort.label)
        || (sort.in_name && (first..end).any(|at| context.token(at).word == noun))
        || (sort.legal_form && context.classes(end - 1).any(Classes::LEGAL_FORM))
}
