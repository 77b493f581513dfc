//! What stands before a name.

use super::{Evidence, OFFICE, Right, and, apart, is_office, joins};
use crate::label::Label;
use crate::resources::{Classes, Feature};
use crate::tag::evidence::inside::follows_office;
use crate::tag::evidence::origin::{opens_line, opens_sentence};
use crate::tag::evidence::{Around, election_follows};
use crate::tag::{Context, Hit};
use crate::text::{Sentence, Shape, Token, has};

/// What stands before a place where names begin.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of that side, in any mixture")]
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tag) struct Left {
    pub(in crate::tag::evidence) evidence: Evidence,
    /// What it is worth.
    pub(in crate::tag::evidence) worth: [f32; 3],
    /// A capital that no list ends with stands there; what lists know may stand side by side: the Moscow Interfax.
    pub(super) capital: bool,
    /// The same, but a list ends a name there.
    pub(super) listed_capital: bool,
    /// A word for the people of a country.
    pub(super) people: bool,
    pub(super) quoted: bool,
    /// A bracket behind a capital.
    pub(super) bracket: bool,
    /// A comma behind a capital.
    pub(in crate::tag::evidence) comma: bool,
    /// Nothing but marks stands before it in its sentence, or a quote or colon right before.
    pub(in crate::tag::evidence) starts: bool,
    /// A place stands there, and no small word before that.
    pub(super) after_place: bool,
    /// A verb of firms, or "of" behind an office.
    pub(super) firm: bool,
    /// "at", "with" or "of" behind one who speaks for a firm.
    pub(super) analyst: bool,
    /// A word for firms.
    pub(super) firm_noun: bool,
}

impl Left {
    /// Whether another name stands there.
    pub(in crate::tag::evidence) fn is_beside_name(&self) -> bool {
        self.capital || self.listed_capital
    }

    /// What both sides together are worth.
    pub(in crate::tag) fn with(&self, right: &Right) -> [f32; 3] {
        std::array::from_fn(|label| self.worth[label] + right.worth[label])
    }
}

/// Words that are no part of a name and may begin a sentence in front of one.
const SMALL: Classes = Classes::DETERMINER
    .or(Classes::PRONOUN)
    .or(Classes::PREPOSITION)
    .or(Classes::LOCATIVE)
    .or(Classes::CLAUSE)
    .or(Classes::NEGATION)
    .or(Classes::ADVERB)
    .or(Classes::CONDITIONAL)
    .or(Classes::AUXILIARY);

/// What stands before names that begin at `first`.
pub(in crate::tag) fn left(context: &Context<'_>, around: Around<'_>, first: u32) -> Left {
    let Around { sentence, hits, .. } = around;
    let mut left = Left { starts: opens_sentence(context, first, sentence), ..Left::default() };
    if first == sentence.first {
        return left;
    }
    let out = &mut left.evidence;
    let at = first - 1;
    let before = context.token(at);
    let classes = context.classes(at);
    let further = (at > sentence.first).then(|| context.token(at - 1));
    let further_classes = further.map_or(Classes::default(), |further| context.resources.classes(further));
    let capital = further.is_some_and(Token::is_capital);
    out.word(context, 0, at);
    if further.is_some() {
        out.word(context, 1, at - 1);
    }
    let portfolio = ends_portfolio(context, sentence, at);
    if let Some(feature) = word_before(context, before, classes, hits, at) {
        out.push(feature);
    } else if portfolio {
        out.push(Feature::RoleBefore);
    }
    match before.shape {
        Shape::Mark => match before.mark {
            b',' => {
                out.set(Feature::CapitalCommaBefore, capital);
                left.comma = capital;
            }
            b'-' => {
                let hyphen = !context.token(first).has(has::SPACE);
                let party = hyphen && further.is_some_and(|further| further.shape == Shape::Initial);
                out.set(Feature::HyphenBefore, hyphen && !party);
                // The state behind a party is that behind a city: R-Miss.
                left.comma = party;
            }
            b'(' => {
                out.push(Feature::BracketBefore);
                left.bracket = capital;
            }
            b'"' => left.quoted = true,
            b'&' => out.set(Feature::CapitalAndBefore, capital),
            _ => {}
        },
        // A table has names between numbers; but 48,000 U.S. jobs are none, and "In 2009 Zorvex" no table.
        Shape::Number => {
            let date = ends_date(context, at, further_classes) && !election_follows(context, sentence, first + 1, 6);
            out.set(Feature::NumberBefore, !context.token(first).has(has::STOP) && !date);
        }
        Shape::Lower if capital => {
            let joins = joins(context, before);
            out.set(Feature::CapitalOfBefore, joins && further_classes.any(Classes::ORGANIZATION_START));
            out.set(Feature::CapitalAndBefore, !joins && and(context, before));
        }
        Shape::Lower => {
            let body = before.word == context.resources.small.the
                && further.is_some_and(|further| joins(context, further))
                && at - 1 > sentence.first
                && context.token(at - 2).is_capital()
                && context.classes(at - 2).any(Classes::ORGANIZATION_START);
            out.set(Feature::CapitalOfBefore, body);
        }
        Shape::Clitic | Shape::Address => {}
        _ => {
            // "Neither Ukraine nor Poland": the small word that begins a sentence has its capital from there.
            let small = at == sentence.first && classes.any(SMALL);
            // Two (U.S. senators): an ordinary word that opens the sentence says nothing against what a list knows.
            let opens = at == sentence.first && context.resources.info(before.word).is_ordinary();
            let stands = !small && !portfolio && !is_office(context, at, classes, OFFICE) && !apart(before, context.token(first));
            let before = || hits.iter().filter(|hit| !hit.unsure && hit.end == first);
            let listed = stands && before().next().is_some();
            let people = before().any(|hit| context.resources.entry(hit.form.entry).label.is_a(Label::DEMONYM));
            (left.capital, left.listed_capital, left.people) = (stands && !listed && !opens, listed || (stands && opens), people);
            let place = |hit: &Hit| context.resources.entry(hit.form.entry).label.is_a(Label::PLACE);
            let after = |hit: &Hit| hit.end == first && place(hit) && opens_line(context, sentence, hit.first);
            left.after_place = listed && hits.iter().any(after);
        }
    }
    out.set(Feature::TitleNear, capital && further_classes.any(OFFICE));
    left.firm =
        classes.any(Classes::FIRM_VERB) || (further_classes.any(Classes::ROLE) && before.word == context.resources.small.of);
    let small = &context.resources.small;
    let employed = [small.at, small.with, small.of, small.r#for].contains(&before.word) && before.shape == Shape::Lower;
    left.analyst = employed && (further_classes.any(Classes::ANALYST) || holds_post(context, around, at));
    left.firm_noun = before.shape == Shape::Lower && classes.any(Classes::FIRM_NOUN);
    left.worth = out.worth(&context.resources.weights);
    left
}

/// Whether the number at `at` ends a date: in 2009, May 4; `before` are the classes of the word before it.
fn ends_date(context: &Context<'_>, at: u32, before: Classes) -> bool {
    let year = context.token(at).end - context.token(at).start == 4;
    before.any(Classes::MONTH) || (year && before.any(Classes::LOCATIVE.or(Classes::PREPOSITION)))
}

/// Whether what an office is of ends with this word: Superintendent of Police (Dana Holm), Minister of Finance (Dana Holm).
fn ends_portfolio(context: &Context<'_>, sentence: &Sentence, at: u32) -> bool {
    let part = |at: u32| context.token(at).shape == Shape::Title && context.classes(at).any(Classes::ROLE_MODIFIER);
    let first = (sentence.first..=at).rev().take(4).take_while(|&at| part(at)).last();
    // "Affairs" and "Staff" go on with it.
    first.is_some_and(|first| follows_office(context, first, sentence))
        && !context.resources.info(context.token(at + 1).word).is_ordinary()
}

/// Whether "at" or "with" stands there behind an office and maybe its field: a partner at Zorvex, head of equity strategy at Zorvex.
fn holds_post(context: &Context<'_>, around: Around<'_>, at: u32) -> bool {
    let small = &context.resources.small;
    if ![small.at, small.with].contains(&context.token(at).word) {
        return false;
    }
    if context.classes(at - 1).any(Classes::EMPLOYEE) && context.token(at - 1).shape == Shape::Lower {
        return true;
    }
    let lower = |at: u32| context.token(at).shape == Shape::Lower;
    let first = around.sentence.first;
    let of = (first + 1..at).rev().take(4).take_while(|&at| lower(at)).find(|&at| joins(context, context.token(at)));
    of.is_some_and(|of| of + 1 < at && context.classes(of - 1).any(Classes::EMPLOYEE))
}

/// What the word or mark right before says.
fn word_before(context: &Context<'_>, token: &Token, classes: Classes, around: &[Hit], at: u32) -> Option<Feature> {
    let small = &context.resources.small;
    Some(if is_office(context, at, classes, Classes::TITLE) {
        Feature::TitleBefore
    } else if classes.any(Classes::ROLE) {
        Feature::RoleBefore
    } else if classes.any(Classes::LOCATIVE) {
        Feature::LocativeBefore
    } else if token.word == small.of {
        Feature::OfBefore
    } else if token.word == small.the {
        Feature::TheBefore
    } else if token.word == small.by {
        Feature::ByBefore
    } else if classes.any(Classes::COMPASS) {
        Feature::CompassBefore
    } else if classes.any(Classes::KIN) {
        Feature::KinBefore
    } else if classes.any(Classes::PERSON_VERB) {
        Feature::PersonVerbBefore
    } else if classes.any(Classes::SAY) {
        Feature::SaidBeside
    } else if token.is(b',')
        && around.iter().any(|hit| hit.end == at && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE))
    {
        Feature::CommaPlaceBefore
    } else {
        return None;
    })
}
