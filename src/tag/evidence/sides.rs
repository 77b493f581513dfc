//! What stands at the sides of a name: on the left alone, on the right alone, and what only both together tell.

mod left;
mod right;

use super::origin::{dateline, heard_from, opens_with_capitals};
use super::{Evidence, bracket};
use crate::label::Label;
use crate::resources::{Classes, Feature};
use crate::tag::{Context, Hit};
use crate::text::{Sentence, Shape, Token, has};

pub(in crate::tag) use left::{Left, left};
pub(in crate::tag) use right::{Right, right};

const OFFICE: Classes = Classes::TITLE.or(Classes::ROLE);

/// Whether it is a listed place of one word with its stop: Ill.
pub(super) fn is_short_place(context: &Context<'_>, hit: &Hit) -> bool {
    let stop = |end: u32| context.tokens.get(end as usize).is_some_and(|next| next.is(b'.') && !next.has(has::SPACE));
    hit.end == hit.first + 1
        && (context.token(hit.first).has(has::STOP) || stop(hit.end))
        && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE)
}

/// Whether two words with capitals stand beside each other by chance: "Moscow PRAVDA".
fn apart(first: &Token, second: &Token) -> bool {
    let long = |token: &Token| token.shape == Shape::Upper && token.end - token.start >= 4 && !token.has(has::STOP);
    (long(first) && second.shape == Shape::Title) || (first.shape == Shape::Title && long(second))
}

/// Whether the word at `at` is of an office, as `offices` has them, and not the middle name of James Earl Ray.
fn is_office(context: &Context<'_>, at: u32, classes: Classes, offices: Classes) -> bool {
    classes.any(offices) && !(at > 0 && context.token(at).shape == Shape::Title && is_given_name(context, at - 1))
}

/// Whether a token is a given name and nothing else.
fn is_given_name(context: &Context<'_>, at: u32) -> bool {
    let classes = context.classes(at);
    context.token(at).shape == Shape::Title && classes.any(Classes::GIVEN) && !classes.any(Classes::COMMON)
}

/// Whether the token is "of" or "for", by which a name of a body goes on.
fn joins(context: &Context<'_>, token: &Token) -> bool {
    let small = &context.resources.small;
    token.word == small.of || token.word == small.r#for
}

fn and(context: &Context<'_>, token: &Token) -> bool {
    token.word == context.resources.small.and || token.is(b'&')
}

/// What both sides together say of the name between them; `sure` if a list knows it without doubt.
#[inline]
pub(super) fn both(
    context: &Context<'_>,
    sentence: &Sentence,
    (first, end): (u32, u32),
    sure: bool,
    (left, right): (&Left, &Right),
    out: &mut Evidence,
) {
    let starts = first == sentence.first;
    // Kenyan Steve Riungu
    let whose = left.people && end - first > 1 && is_given_name(context, first);
    out.set(Feature::CapitalBefore, left.capital || (left.listed_capital && !sure && !whose));
    let place = sure && (right.capital || right.listed_capital) && heard_from(context, sentence, (first, end));
    out.set(Feature::CapitalBehind, !place && (right.capital || (right.listed_capital && !sure)));
    out.set(Feature::Quoted, left.quoted && right.quoted);
    out.set(Feature::SourceLine, left.after_place && right.heard);
    out.set(Feature::WholeSentence, right.at_end && starts);
    let maybe_firm = out.has(Feature::MaybeOrganization);
    out.set(Feature::FirmBeside, maybe_firm && (left.firm || right.firm));
    // Traders in London trade there, and are of no firm.
    let listed_place = out.has(Feature::ListedPlace) || out.has(Feature::MaybePlace);
    out.set(Feature::AnalystBeside, !listed_place && (left.analyst || right.analyst));
    out.set(Feature::FirmNounBefore, !listed_place && left.firm_noun);
    if right.of_capital {
        let head = right.opens || context.classes(first).any(Classes::ORGANIZATION_START);
        out.set(Feature::OfCapitalBehind, head);
    }
    if left.bracket && right.closes {
        out.set(Feature::BracketAcronym, end - first == 1 && context.token(first).shape == Shape::Upper);
    }
    if right.bracket {
        bracket::bracket(context, sentence, (first, end), out);
    }
    let second = !starts && context.token(first - 1).is(b'/') && opens_with_capitals(context, sentence, first - 1);
    if (starts || second) && end < sentence.end {
        let day = right.day && context.token(first).has(has::LINE | has::BLANK);
        out.set(Feature::Dateline, place || day || dateline(context, sentence, end));
    }
}
