//! Numeric dates: which of two numbers is the day, and which year two digits mean.

use jiff::civil;

use super::super::Context;
use super::parts::Parts;
use crate::resources::Part;
use crate::text::{Shape, Token, has};

/// The day that two numbers and a year name. Where the order of the document makes none, the other is tried:
/// `27/08/2023` is one date in every order.
pub(super) fn numeric(parts: &Parts<'_, '_>, day_first: bool) -> Option<civil::Date> {
    let (first, second) = (parts.nth(Part::DayNumber, 0)? as i8, parts.nth(Part::DayNumber, 1)? as i8);
    let year = parts.year(None)?;
    let read = |day: i8, month: i8| civil::Date::new(year, month, day).ok();
    if day_first {
        read(first, second).or_else(|| read(second, first))
    } else {
        read(second, first).or_else(|| read(first, second))
    }
}

/// How many years "1939-45" may span: more are a number of another kind.
const LONGEST: i32 = 30;

/// The year of a match that is one end of "1914-18": the digits mean the next year that ends so.
pub(super) fn end_year(parts: &Parts<'_, '_>) -> Option<i16> {
    let (from, digits) = (parts.get(Part::ModernYear)?, parts.get(Part::YearNumber)? % 100);
    let years = (digits - from).rem_euclid(100);
    (1..=LONGEST).contains(&years).then_some(())?;
    let is_first = parts.taken.first().is_some_and(|(part, ..)| *part == Part::ModernYear as u16);
    i16::try_from(if is_first { from } else { from + years }).ok()
}

/// Whether a document writes the day first, as far as it tells: by numeric dates that have one reading, then by days
/// before and behind the names of months.
pub(super) fn day_first(context: &Context<'_>) -> bool {
    let text = &context.document.text;
    let number = |token: &Token| -> Option<u32> {
        let digits = token.span().of(text);
        (token.shape == Shape::Number && digits.len() <= 4).then(|| digits.parse().ok())?
    };
    let (mut numeric, mut spelt) = (0i32, 0i32);
    for tokens in context.tokens.windows(5) {
        let [first, mark, second, other, year] = tokens else { continue };
        let joined = !(mark.has(has::SPACE) || second.has(has::SPACE) || other.has(has::SPACE) || year.has(has::SPACE));
        if joined
            && (mark.is(b'/') && other.is(b'/') || mark.is(b'-') && other.is(b'-'))
            && let (Some(first), Some(second), Some(_)) = (number(first), number(second), number(year))
        {
            match (first, second) {
                (13..=31, 1..=12) => numeric += 1,
                (1..=12, 13..=31) => numeric -= 1,
                _ => {}
            }
        }
    }
    // Dotted dates of Europe: "27.08.2023".
    let dotted = |token: &Token| {
        let digits = token.span().of(text);
        let day_first = digits.get(2..3) == Some(".") && digits.get(5..6) == Some(".");
        token.shape == Shape::Number && digits.len() == 10 && day_first && digits > "13"
    };
    if context.tokens.iter().any(dotted) {
        numeric += 1;
    }
    let words = &context.resources.dates.words;
    let month = |token: &Token| token.is_capital() && words.senses(token.word).iter().any(|sense| sense.part == Part::MonthName);
    let day = |token: &Token| number(token).is_some_and(|number| (1..=31).contains(&number));
    for pair in context.tokens.windows(2) {
        let [before, behind] = pair else { continue };
        if day(before) && month(behind) {
            spelt += 1;
        } else if month(before) && day(behind) {
            spelt -= 1;
        }
    }
    numeric > 0 || (numeric == 0 && spelt > 0)
}
