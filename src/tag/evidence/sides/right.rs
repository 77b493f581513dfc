//! What stands behind a name.

use super::{Evidence, OFFICE, and, apart, is_short_place, joins};
use crate::label::Label;
use crate::resources::{Classes, Feature};
use crate::tag::evidence::origin::hour_or_day;
use crate::tag::evidence::{Around, bracket};
use crate::tag::{Context, Hit};
use crate::text::{Shape, Token, has};

/// What stands behind a place where names end.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of that side, in any mixture")]
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tag) struct Right {
    pub(in crate::tag::evidence) evidence: Evidence,
    /// What it is worth.
    pub(in crate::tag::evidence) worth: [f32; 3],
    pub(super) capital: bool,
    pub(super) listed_capital: bool,
    pub(super) quoted: bool,
    /// "of" or "for" and a capital.
    pub(super) of_capital: bool,
    /// The last word is one that opens names of bodies: Court.
    pub(super) opens: bool,
    /// A bracket opens, or closes.
    pub(super) bracket: bool,
    pub(super) closes: bool,
    pub(super) at_end: bool,
    /// A verb of firms.
    pub(super) firm: bool,
    /// One who speaks for a firm.
    pub(super) analyst: bool,
    /// A place and a day on a line of their own end here: "LONDON 1996-08-30".
    pub(super) day: bool,
    /// The language and the hour or day stand behind in which a text was heard: "in English 0900 GMT".
    pub(super) heard: bool,
}

impl Right {
    /// Whether another name stands there.
    pub(in crate::tag::evidence) fn is_beside_name(&self) -> bool {
        self.capital || self.listed_capital
    }
}

/// What stands behind names that end before `end`.
pub(in crate::tag) fn right(context: &Context<'_>, around: Around<'_>, end: u32) -> Right {
    let Around { sentence, hits, .. } = around;
    let mut right = Right::default();
    let out = &mut right.evidence;
    let (last, last_classes) = (context.token(end - 1), context.classes(end - 1));
    right.opens = last_classes.any(Classes::ORGANIZATION_START);
    right.at_end = end >= sentence.end || (context.token(end).is(b'.') && end + 1 >= sentence.end);
    out.set(Feature::AtEnd, right.at_end);
    if end < sentence.end {
        out.word(context, 2, end);
        if end + 1 < sentence.end {
            out.word(context, 3, end + 1);
        }
    }
    if right.at_end {
        right.worth = out.worth(&context.resources.weights);
        return right;
    }
    let small = &context.resources.small;
    let (behind, classes) = (context.token(end), context.classes(end));
    let further = (end + 1 < sentence.end).then(|| context.token(end + 1));
    let capital = further.is_some_and(Token::is_capital);
    word_behind(context, around, end, out);
    right.firm = classes.any(Classes::FIRM_VERB);
    // Bernstein restaurant analyst Sara Senatore, Zorvex CEO Dana Holm; but MARKET STRATEGIST
    let capitals = behind.shape == Shape::Title || (behind.shape == Shape::Upper && last.shape == Shape::Upper);
    let third = (end + 2 < sentence.end).then(|| context.token(end + 2));
    let of_field = behind.shape == Shape::Lower
        && third.is_some_and(Token::is_capital)
        && further.is_some_and(|further| context.resources.classes(further).any(Classes::ANALYST));
    right.analyst = behind.has(has::SPACE) && !capitals && (classes.any(Classes::ANALYST) || of_field);
    match behind.shape {
        Shape::Mark => match behind.mark {
            b',' => out.set(Feature::CommaCapitalBehind, capital),
            b'-' => {
                let joins = |further: &Token| further.shape != Shape::Lower && !further.has(has::SPACE);
                let hyphen = !behind.has(has::SPACE) && further.is_some_and(joins);
                out.set(Feature::HyphenBehind, hyphen);
            }
            b'(' => {
                out.push(Feature::BracketBehind);
                out.set(Feature::LifeBehind, bracket::is_life(context, sentence, end));
                right.bracket = true;
            }
            b')' => right.closes = true,
            b':' => out.push(Feature::ColonBehind),
            b'"' => right.quoted = true,
            b'&' => out.set(Feature::AndCapitalBehind, capital),
            _ => {}
        },
        Shape::Number => {
            out.push(Feature::NumberBehind);
            right.day = behind.end - behind.start >= 4 && sentence.end - end <= 6;
        }
        Shape::Lower => {
            let the = further.is_some_and(|further| further.word == small.the)
                && end + 2 < sentence.end
                && context.token(end + 2).is_capital();
            right.of_capital = (capital || the) && joins(context, behind);
            right.heard = capital && behind.word == small.r#in && hour_or_day(context, end + 2, sentence.end);
            out.set(Feature::AndCapitalBehind, capital && and(context, behind));
        }
        Shape::Clitic | Shape::Address => {}
        _ => {
            // Thomson Reuters I/B/E/S
            let code =
                behind.shape == Shape::Initial && further.is_some_and(|further| further.is(b'/') && !further.has(has::SPACE));
            let title = last.has(has::STOP) && last.shape == Shape::Title;
            // U.S. District Judge
            let office = further.is_some_and(|further| further.is_capital() && context.resources.classes(further).any(OFFICE));
            let office = classes.any(OFFICE) || (office && classes.any(Classes::ROLE_MODIFIER));
            let stands = !title && !office && !apart(last, behind) && !code;
            let listed = stands && hits.iter().any(|hit| !hit.unsure && hit.first == end);
            (right.capital, right.listed_capital) = (stands && !listed, listed);
        }
    }
    right.worth = out.worth(&context.resources.weights);
    right
}

/// What the word or mark right behind says.
fn word_behind(context: &Context<'_>, around: Around<'_>, end: u32, out: &mut Evidence) {
    let Around { sentence, hits, .. } = around;
    let (token, classes) = (context.token(end), context.classes(end));
    let next = (end + 1 < sentence.end).then(|| context.token(end + 1));
    let small = &context.resources.small;
    if token.shape == Shape::Clitic && token.is(b's') {
        out.push(Feature::PossessiveBehind);
        out.set(Feature::OfBodyBehind, next.is_some_and(|next| context.resources.classes(next).any(Classes::OF_BODY)));
    } else if classes.any(Classes::SAY) {
        out.push(Feature::SaidBeside);
    } else if classes.any(Classes::REIGN) {
        out.set(Feature::ReignBehind, context.token(end - 1).shape == Shape::Title);
    } else if classes.any(Classes::OF_BODY) {
        out.push(Feature::OfBodyBehind);
    } else if token.word == small.who {
        out.push(Feature::WhoBehind);
    } else if classes.any(Classes::BE) {
        let passive = next.is_some_and(|next| context.resources.classes(next).any(Classes::PERSON_VERB));
        out.set(Feature::PersonVerbBehind, passive);
    } else if token.is(b'-') && !token.has(has::SPACE) {
        let based = next.is_some_and(|next| next.shape == Shape::Lower && next.word == small.based);
        out.set(Feature::HyphenBased, based);
    } else if token.is(b',') {
        let Some(next) = next else { return };
        let place = |hit: &Hit| {
            let listed = || context.resources.entry(hit.form.entry).label.is_a(Label::PLACE);
            hit.first == end + 1 && if hit.unsure { is_short_place(context, hit) } else { listed() }
        };
        if next.shape == Shape::Number && next.end - next.start <= 2 {
            out.push(Feature::AgeBehind);
        } else if next.shape == Shape::Lower && next.word == small.who {
            out.push(Feature::WhoBehind);
        } else if hits.iter().any(place) {
            out.push(Feature::CommaPlaceBehind);
        } else {
            let role = (end + 1..sentence.end.min(end + 5)).any(|at| context.classes(at).any(Classes::ROLE));
            out.set(Feature::RoleBehind, role);
        }
    }
}
