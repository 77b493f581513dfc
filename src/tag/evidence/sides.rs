//! What stands at the sides of a name: on the left alone, on the right alone, and what only both together tell.

use super::origin::{dateline, heard_from, hour_or_day, opens_line, opens_sentence, opens_with_capitals};
use super::{Around, Evidence, bracket};
use crate::label::Label;
use crate::resources::{Classes, Feature};
use crate::tag::{Context, Hit};
use crate::text::{Sentence, Shape, Token, has};

/// What stands before a place where names begin.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of that side, in any mixture")]
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tag) struct Left {
    pub(super) evidence: Evidence,
    /// What it is worth.
    pub(super) worth: [f32; 3],
    /// A capital that no list ends with stands there; what lists know may stand side by side: the Moscow Interfax.
    capital: bool,
    /// The same, but a list ends a name there.
    listed_capital: bool,
    /// A word for the people of a country.
    people: bool,
    quoted: bool,
    /// A bracket behind a capital.
    bracket: bool,
    /// A comma behind a capital.
    pub(super) comma: bool,
    /// Nothing but marks stands before it in its sentence, or a quote or colon right before.
    pub(super) starts: bool,
    /// A place stands there, and no small word before that.
    after_place: bool,
    /// A verb of firms, or "of" behind an office.
    firm: bool,
    /// "at", "with" or "of" behind one who speaks for a firm.
    analyst: bool,
    /// A word for firms.
    firm_noun: bool,
}

impl Left {
    /// What both sides together are worth.
    pub(in crate::tag) fn with(&self, right: &Right) -> [f32; 3] {
        std::array::from_fn(|label| self.worth[label] + right.worth[label])
    }
}

/// What stands behind a place where names end.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of that side, in any mixture")]
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tag) struct Right {
    pub(super) evidence: Evidence,
    /// What it is worth.
    pub(super) worth: [f32; 3],
    capital: bool,
    listed_capital: bool,
    quoted: bool,
    /// "of" or "for" and a capital.
    of_capital: bool,
    /// The last word is one that opens names of bodies: Court.
    opens: bool,
    /// A bracket opens, or closes.
    bracket: bool,
    closes: bool,
    at_end: bool,
    /// A verb of firms.
    firm: bool,
    /// One who speaks for a firm.
    analyst: bool,
    /// A place and a day on a line of their own end here: "LONDON 1996-08-30".
    day: bool,
    /// The language and the hour or day stand behind in which a text was heard: "in English 0900 GMT".
    heard: bool,
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
    if let Some(feature) = word_before(context, before, classes, hits, at) {
        out.push(feature);
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
        // A table has names between numbers; but 48,000 U.S. jobs are none.
        Shape::Number => out.set(Feature::NumberBefore, !context.token(first).has(has::STOP)),
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
            let info = context.resources.info(before.word);
            let opens = at == sentence.first && classes.any(Classes::COMMON) && info.given < 6 && info.surname < 6;
            let stands = !small && !is_office(context, at, classes, OFFICE) && !apart(before, context.token(first));
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
    left.analyst = employed && further_classes.any(Classes::ANALYST);
    left.firm_noun = before.shape == Shape::Lower && classes.any(Classes::FIRM_NOUN);
    left.worth = out.worth(&context.resources.weights);
    left
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
    // Bernstein restaurant analyst Sara Senatore
    let third = (end + 2 < sentence.end).then(|| context.token(end + 2));
    let of_field = behind.shape == Shape::Lower
        && third.is_some_and(Token::is_capital)
        && further.is_some_and(|further| context.resources.classes(further).any(Classes::ANALYST));
    right.analyst = behind.has(has::SPACE) && (classes.any(Classes::ANALYST) || of_field);
    match behind.shape {
        Shape::Mark => match behind.mark {
            b',' => out.set(Feature::CommaCapitalBehind, capital),
            b'-' => {
                let hyphen = !behind.has(has::SPACE) && further.is_some_and(|further| further.shape != Shape::Lower);
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
