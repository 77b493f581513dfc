//! The forms of values: what the parts of a match mean together, against the day of publication and the date that the
//! text named last.

use jiff::civil;

use super::super::Context;
use super::length::{again, length, stretch, units};
use super::parts::{Parts, name_of};
use super::point::Point;
use super::read::Reader;
use super::relative;
use super::tense::{Tense, tense};
use super::{around, order};
use crate::date::{Date, Interval, Timex, TimexType};
use crate::resources::pattern::Taken;
use crate::resources::{DateForm as Form, DateRule, MODIFIERS, NumericOrder, Part, REFERENCES, Unit, VAGUE, Which};

/// What a form gives before time of day and modifier are added.
pub(super) enum Value {
    /// A place on the calendar.
    Point(Point),
    /// A date with unknown parts.
    Open(String),
    /// A date before the year one.
    Ancient(String, Option<Interval>),
    /// An age.
    Age(String),
    /// A length of time, and the days where they are known.
    Length(String, Option<Interval>),
    /// What comes again.
    Again(String),
    /// A vague time.
    Vague(&'static str),
}

/// One match, and what it is read against.
pub(super) struct Case<'c, 'a> {
    pub(super) parts: Parts<'c, 'a>,
    /// The first token, and the one behind the last.
    pub(super) first: u32,
    pub(super) end: u32,
    /// The number of the sentence.
    pub(super) sentence: u32,
}

impl Case<'_, '_> {
    /// Whether the clause speaks of what was or of what will be.
    pub(super) fn tense(&self) -> Tense {
        tense(self.parts.reader, self.first, self.end)
    }

    /// Whether the token behind the match is this word.
    fn before(&self, word: &str) -> bool {
        let token = self.parts.reader.token(self.end);
        token.is_some_and(|token| token.span().of(&self.parts.reader.context.document.text) == word)
    }
}

/// Gives values to matches in the order of the text.
pub(super) struct Valuer {
    /// The day of publication.
    pub(super) anchor: Option<civil::Date>,
    /// The last place on the calendar that the text named, and the sentence.
    pub(super) named: Option<(Point, u32)>,
    /// The last quarter it named.
    pub(super) quarter: Option<Point>,
    /// What it reports on: that quarter, or the year where it went on to more than a quarter.
    pub(super) period: Option<Point>,
    /// Seasons are those of the southern half.
    pub(super) southern: bool,
    /// Whether the day stands first in numeric dates, once it was asked for.
    day_first: Option<bool>,
}

/// For how many sentences what was named last is what "two days later" counts from.
const MEMORY: u32 = 3;

impl Valuer {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let options = context.resources.dates.options;
        let day_first = match options.numeric {
            NumericOrder::Detect => None,
            order => Some(order == NumericOrder::DayFirst),
        };
        let anchor = context.document.published.and_then(Date::day);
        Self { anchor, named: None, quarter: None, period: None, southern: options.southern, day_first }
    }

    /// The value of a match; `None` if its parts make no date, as 31 June.
    pub(super) fn timex(
        &mut self,
        reader: &Reader<'_>,
        rule: &DateRule,
        (first, end): (u32, u32),
        sentence: u32,
        taken: &[Taken],
    ) -> Option<Timex> {
        let shared;
        let taken = if matches!(rule.form, Form::Shared | Form::Within(_)) {
            shared = around::taken(rule, reader, (first, end), taken);
            &shared
        } else {
            taken
        };
        let case = Case { parts: Parts::new(reader, taken), first, end, sentence };
        let value = self.value(rule.form, &case)?;
        let modifier = rule.modifier.map(usize::from).or_else(|| {
            let part = case.parts.get(Part::Modifier).or_else(|| case.parts.get(Part::Amount))?;
            usize::try_from(part).ok()
        });
        let modifier = modifier.and_then(|number| MODIFIERS.get(number)).copied();
        let time = match value {
            Value::Point(Point::Day(_)) | Value::Open(_) => case.parts.time(),
            _ => None,
        };
        let (timex_type, value, interval) = match value {
            Value::Point(point) => {
                self.name(point, rule.form, &case);
                (TimexType::Date, point.value(), point.days(modifier))
            }
            Value::Open(value) => (TimexType::Date, value, None),
            Value::Ancient(value, days) => (TimexType::Date, value, days),
            Value::Age(value) => (TimexType::Age, value, None),
            Value::Length(value, days) => (TimexType::Duration, value, days),
            Value::Again(value) => (TimexType::Set, value, None),
            Value::Vague(value) => (TimexType::Date, value.to_owned(), None),
        };
        Some(match time {
            Some(time) => Timex { timex_type: TimexType::Time, value: value + &time, modifier, interval },
            None => Timex { timex_type, value, modifier, interval },
        })
    }

    /// Takes note of what the text named; what it only compares with is not what it goes on to speak of. A full date that
    /// stands for itself in front is the day of publication where nothing else tells it.
    fn name(&mut self, point: Point, form: Form, case: &Case<'_, '_>) {
        if form == Form::Comparable || (form == Form::Ago && point.unit() > Unit::Day) {
            return;
        }
        self.named = Some((point, case.sentence));
        match point {
            // A quarter with its year is what the text compares with, if it speaks of another already.
            Point::Quarter(..)
                if matches!(form, Form::Ordinal(_) | Form::Calendar | Form::Within(_))
                    && (self.quarter.is_none() || case.parts.year(self.anchor).is_none()) =>
            {
                self.quarter = Some(point);
                self.period = Some(point);
            }
            Point::Day(day) if self.anchor.is_none() && case.parts.year(None).is_some() && around::is_dateline(case) => {
                self.anchor = Some(day);
            }
            _ => {}
        }
    }

    fn value(&mut self, form: Form, case: &Case<'_, '_>) -> Option<Value> {
        let parts = &case.parts;
        let count = |sign: i32| parts.get(Part::N).map_or(sign, |n| if n == VAGUE { i32::MAX } else { n / 2 * sign });
        match form {
            Form::Shared if parts.get(Part::YearNumber).is_some() => {
                order::end_year(parts).map(|year| Value::Point(Point::Year(year)))
            }
            // "20 EST tickets" are no time of day.
            Form::Calendar if parts.get(Part::Zone).is_some() && parts.time().is_none() => None,
            Form::Calendar | Form::Shared => self.calendar(case),
            Form::DayOfMonth => self.day_of_month(case),
            Form::Within(which) => self.within(case, which),
            Form::Numeric => {
                let day_first = *self.day_first.get_or_insert_with(|| order::day_first(&parts.reader.context));
                order::numeric(parts, day_first).map(|day| Value::Point(Point::Day(day)))
            }
            Form::Era => era(parts),
            Form::Ordinal(which) => self.nth(case, which),
            Form::Previous(which) => self.turned(case, which, -1, self.anchor),
            Form::This(which) => self.turned(case, which, 0, self.anchor),
            Form::Next(which) => self.turned(case, which, 1, self.anchor),
            Form::Same(which) => self.same(case, which),
            Form::Following(which) => self.turned(case, which, 1, self.base(case, which)),
            Form::Preceding(which) => self.turned(case, which, -1, self.base(case, which)),
            Form::Latest(which) => match self.quarter {
                Some(quarter) if relative::unit(parts, which) == Some(Unit::Quarter) => Some(Value::Point(quarter)),
                _ => self.turned(case, which, -1, self.anchor),
            },
            Form::Comparable => self.comparable(case),
            Form::Ago => {
                let (unit, count) = (parts.unit()?, count(-1));
                match self.period.filter(|_| unit == Unit::Year && count == -1) {
                    Some(period) => relative::year_before(period),
                    None => relative::shifted(self.anchor, unit, count, "PAST_REF"),
                }
            }
            Form::Ahead => relative::shifted(self.anchor, parts.unit()?, count(1), "FUTURE_REF"),
            Form::Earlier => self.counted(case, count(-1)),
            Form::Later => self.counted(case, count(1)),
            Form::Duration => {
                // "A quarter of them" is no length of time.
                let unit = parts.unit()?;
                (unit != Unit::Quarter || !case.before("of")).then_some(())?;
                // "In nine months profit rose from a year earlier."
                if unit == Unit::Month && parts.get(Part::N).is_some_and(|n| n == 2 * 6 || n == 2 * 9) && self.quarter.is_some() {
                    self.period = self.anchor.map(|anchor| Point::Year(anchor.year()));
                }
                length(parts).map(|length| Value::Length(length, None))
            }
            Form::Age => {
                let years = || units(Unit::Year, parts.get(Part::N)?);
                if parts.unit().is_some() { length(parts) } else { years() }.map(Value::Age)
            }
            Form::Length(which) => Some(Value::Length(units(relative::unit(parts, which)?, 2)?, None)),
            Form::Past | Form::Coming => {
                let sign = if form == Form::Past { -1 } else { 1 };
                let vague = parts.get(Part::N).is_none() && parts.get(Part::Units).is_some();
                let count = if vague { i32::MAX } else { count(sign) };
                let days = self.anchor.zip(parts.unit()).and_then(|(anchor, unit)| stretch(anchor, unit, count));
                Some(Value::Length(length(parts)?, days))
            }
            Form::Set => Some(Value::Again(again(parts)?)),
            Form::Reference => Some(Value::Vague(name_of(&REFERENCES, parts.get(Part::Reference)?))),
            Form::PastRef => Some(Value::Vague("PAST_REF")),
            Form::PresentRef => Some(Value::Vague("PRESENT_REF")),
            Form::FutureRef => Some(Value::Vague("FUTURE_REF")),
        }
    }

    /// What the text named last, if that is not long ago and no coarser than the unit.
    pub(super) fn recent(&self, case: &Case<'_, '_>, unit: Unit) -> Option<Point> {
        let (point, at) = self.named?;
        (case.sentence - at <= MEMORY && point.unit() <= unit).then_some(point)
    }

    /// The unit that holds the date which the parts spell: "the week of March 6".
    fn within(&self, case: &Case<'_, '_>, which: Which) -> Option<Value> {
        let unit = relative::unit(&case.parts, which)?;
        match self.calendar(case)? {
            Value::Point(point) => Point::holding(point.first()?, unit).map(Value::Point),
            _ => Some(Value::Open(Point::unknown(unit).to_owned())),
        }
    }

    /// The `{ordinal}`-th quarter, half or century.
    fn nth(&self, case: &Case<'_, '_>, which: Which) -> Option<Value> {
        let parts = &case.parts;
        let nth = parts.get(Part::Ordinal)? as i8;
        let year = parts.year(self.anchor);
        match which {
            Which::Century => match parts.get(Part::Era) {
                Some(..0) => {
                    let nth = i16::from(nth);
                    let days = ancient(1 - nth * 100, 100 - nth * 100);
                    Some(Value::Ancient(format!("BC{:02}", nth - 1), days))
                }
                _ => Some(Value::Point(Point::Century(i16::from(nth) - 1))),
            },
            Which::Half => {
                (1..=2).contains(&nth).then_some(())?;
                self.nearest(case, year, |year| Some(Point::Half(year, nth)), || format!("XXXX-H{nth}"))
            }
            _ => {
                (1..=4).contains(&nth).then_some(())?;
                self.nearest(case, year, |year| Some(Point::Quarter(year, nth)), || format!("XXXX-Q{nth}"))
            }
        }
    }
}

/// `BC0044`, `0079`: a year by its era, which is written in capitals.
fn era(parts: &Parts<'_, '_>) -> Option<Value> {
    let year = parts.get(Part::Year).or_else(|| Some(parts.get(Part::N)? / 2)).filter(|year| (1..=9999).contains(year))?;
    let era = parts.get(Part::Era).filter(|_| parts.in_capitals(Part::Era))?;
    if era < 0 {
        let astronomical = i16::try_from(1 - year).ok()?;
        return Some(Value::Ancient(format!("BC{year:04}"), ancient(astronomical, astronomical)));
    }
    Some(Value::Point(Point::Year(i16::try_from(year).ok()?)))
}

/// The days of the years from the one to the other, as ISO 8601 counts them: 44 BC is -43.
fn ancient(from: i16, to: i16) -> Option<Interval> {
    Some(Interval { earliest: Some(civil::Date::new(from, 1, 1).ok()?), latest: Some(civil::Date::new(to, 12, 31).ok()?) })
}
