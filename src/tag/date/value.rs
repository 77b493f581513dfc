//! The forms of values: what the parts of a match mean together, against the day of publication and the date that the
//! text named last.

use jiff::civil;

use super::super::Context;
use super::length::{again, length, stretch};
use super::point::{Point, holiday, plus_days};
use super::read::Reader;
use super::tense::{Tense, tense};
use crate::date::{Interval, Timex, TimexType};
use crate::resources::pattern::Taken;
use crate::resources::{DAYPARTS, DateForm as Form, DateRule, GROUP, MODIFIERS, Part, REFERENCES, SEASONS, Unit, VAGUE, Which};

/// The values of the parts of one match; the first of its kind counts.
pub(super) struct Parts<'p, 'a> {
    reader: &'p Reader<'a>,
    taken: &'p [Taken],
}

impl Parts<'_, '_> {
    pub(super) fn get(&self, part: Part) -> Option<i32> {
        let &(number, at, _) = self.taken.iter().find(|(number, ..)| *number < GROUP && *number == part as u16)?;
        self.reader.read(number, at).map(|(_, value)| value)
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        [Part::Unit, Part::Units, Part::Second].into_iter().find_map(|part| self.get(part)).and_then(Unit::from_number)
    }

    pub(super) fn month(&self) -> Option<i8> {
        [Part::Month, Part::MonthName, Part::MonthNumber].into_iter().find_map(|part| self.get(part)).map(|month| month as i8)
    }

    pub(super) fn day(&self) -> Option<i8> {
        [Part::Day, Part::DayNumber].into_iter().find_map(|part| self.get(part)).map(|day| day as i8)
    }

    fn year(&self, anchor: Option<civil::Date>) -> Option<i16> {
        let spelt = [Part::Year, Part::ModernYear, Part::ShortYear, Part::YearNumber].into_iter().find_map(|part| self.get(part));
        let year = spelt.or_else(|| Some(self.get(Part::YearWord)? + i32::from(anchor?.year())))?;
        i16::try_from(year).ok()
    }

    /// Minutes from the start of the day, or a part of the day: as TIMEX3 writes it behind the date.
    fn time(&self) -> Option<String> {
        let clock = |minutes: i32| format!("T{:02}:{:02}", minutes / 60, minutes % 60);
        let meridiem = self.get(Part::Meridiem);
        // "9 p.m." is 21, "12 a.m." is 0.
        let shifted = |minutes: i32| match meridiem {
            Some(shift) if minutes < 13 * 60 => minutes % (12 * 60) + shift * 60,
            _ => minutes,
        };
        if let Some(minutes) = self.get(Part::Clock) {
            return Some(clock(shifted(minutes)));
        }
        if let Some(hour) = self.get(Part::Hour) {
            return Some(clock(shifted(hour * 60)));
        }
        if let Some(minutes) = self.get(Part::TimeWord) {
            return Some(clock(minutes));
        }
        let part = self.get(Part::Daypart).or_else(|| self.get(Part::NightWord));
        part.map(|part| format!("T{}", name_of(&DAYPARTS, part)))
    }
}

/// What a form gives before time of day and modifier are added.
enum Value {
    /// A place on the calendar.
    Point(Point),
    /// A date with unknown parts.
    Open(String),
    /// A length of time, and the days where they are known.
    Length(String, Option<Interval>),
    /// What comes again.
    Again(String),
    /// A vague time.
    Vague(&'static str),
}

/// Gives values to matches in the order of the text.
pub(super) struct Valuer {
    anchor: Option<civil::Date>,
    /// The day and sentence of the last date that the text gave in full.
    named: Option<(civil::Date, u32)>,
}

impl Valuer {
    pub(super) fn new(context: &Context<'_>) -> Self {
        Self { anchor: context.document.published.and_then(crate::date::Date::day), named: None }
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
        let parts = Parts { reader, taken };
        let tense = || tense(reader, first, end);
        let value = self.value(rule.form, &parts, sentence, &tense)?;
        let modifier = rule.modifier.map(usize::from).or_else(|| {
            let part = parts.get(Part::Modifier).or_else(|| parts.get(Part::Amount))?;
            usize::try_from(part).ok()
        });
        let modifier = modifier.and_then(|number| MODIFIERS.get(number)).copied();
        let time = match value {
            Value::Point(Point::Day(_)) | Value::Open(_) => parts.time(),
            _ => None,
        };
        let (timex_type, value, interval) = match value {
            Value::Point(point) => {
                if let Point::Day(day) = point {
                    self.named = Some((day, sentence));
                } else if let Some(day) = point.first() {
                    self.named = Some((day, sentence));
                }
                (TimexType::Date, point.value(), point.days(modifier))
            }
            Value::Open(value) => (TimexType::Date, value, None),
            Value::Length(value, days) => (TimexType::Duration, value, days),
            Value::Again(value) => (TimexType::Set, value, None),
            Value::Vague(value) => (TimexType::Date, value.to_owned(), None),
        };
        Some(match time {
            Some(time) => Timex { timex_type: TimexType::Time, value: value + &time, modifier, interval },
            None => Timex { timex_type, value, modifier, interval },
        })
    }

    fn value(&self, form: Form, parts: &Parts<'_, '_>, sentence: u32, tense: &dyn Fn() -> Tense) -> Option<Value> {
        let named = self.named.filter(|&(_, at)| sentence - at <= 1).map(|(day, _)| day).or(self.anchor);
        let count = |sign: i32| parts.get(Part::N).map_or(sign, |n| if n == VAGUE { i32::MAX } else { n / 2 * sign });
        match form {
            Form::Calendar => self.calendar(parts, tense),
            Form::Ordinal(which) => self.nth(parts, which, tense),
            Form::Previous(which) => Self::turned(parts, which, -1, self.anchor),
            Form::This(which) => Self::turned(parts, which, 0, self.anchor),
            Form::Next(which) => Self::turned(parts, which, 1, self.anchor),
            Form::Same(which) => Self::turned(parts, which, 0, named),
            Form::Ago => shifted(self.anchor, parts.unit()?, count(-1), "PAST_REF"),
            Form::Ahead => shifted(self.anchor, parts.unit()?, count(1), "FUTURE_REF"),
            Form::Earlier => shifted(named, parts.unit()?, count(-1), "PAST_REF"),
            Form::Later => shifted(named, parts.unit()?, count(1), "FUTURE_REF"),
            Form::Duration => Some(Value::Length(length(parts)?, None)),
            Form::Past | Form::Coming => {
                let sign = if form == Form::Past { -1 } else { 1 };
                let days = self.anchor.zip(parts.unit()).and_then(|(anchor, unit)| stretch(anchor, unit, count(sign)));
                Some(Value::Length(length(parts)?, days))
            }
            Form::Set => Some(Value::Again(again(parts)?)),
            Form::Reference => Some(Value::Vague(name_of(&REFERENCES, parts.get(Part::Reference)?))),
            Form::PastRef => Some(Value::Vague("PAST_REF")),
            Form::PresentRef => Some(Value::Vague("PRESENT_REF")),
            Form::FutureRef => Some(Value::Vague("FUTURE_REF")),
        }
    }

    /// The date that the parts spell.
    fn calendar(&self, parts: &Parts<'_, '_>, tense: &dyn Fn() -> Tense) -> Option<Value> {
        let year = parts.year(self.anchor);
        if let Some(days) = parts.get(Part::DayWord) {
            return Some(match self.anchor {
                Some(anchor) => Value::Point(Point::Day(plus_days(anchor, days)?)),
                None => Value::Open("XXXX-XX-XX".to_owned()),
            });
        }
        if let Some(decade) = parts.get(Part::Decade) {
            return Some(Value::Point(Point::Decade(i16::try_from(decade).ok()?)));
        }
        if let Some(number) = parts.get(Part::Holiday) {
            let open =
                || if number < 10_000 { format!("XXXX-{:02}-{:02}", number / 100, number % 100) } else { "XXXX".to_owned() };
            return self.nearest(year, tense, |year| holiday(year, number).map(Point::Day), open);
        }
        if let Some(season) = parts.get(Part::Season) {
            let open = || format!("XXXX-{}", name_of(&SEASONS, season));
            return self.nearest(year, tense, |year| Some(Point::Season(year, season as i8)), open);
        }
        if let Some(quarter) = parts.get(Part::Quarter) {
            return self.nearest(year, tense, |year| Some(Point::Quarter(year, quarter as i8)), || format!("XXXX-Q{quarter}"));
        }
        match (parts.month(), parts.day()) {
            (Some(month), Some(day)) => {
                // The longest month of that name: 29 February is a day.
                civil::Date::new(2000, month, day).ok()?;
                let point = |year| civil::Date::new(year, month, day).ok().map(Point::Day);
                self.nearest(year, tense, point, || format!("XXXX-{month:02}-{day:02}"))
            }
            (Some(month), None) => {
                self.nearest(year, tense, |year| Some(Point::Month(year, month)), || format!("XXXX-{month:02}"))
            }
            _ => {
                if let Some(weekday) = parts.get(Part::Weekday) {
                    return self.weekday(weekday, tense);
                }
                if let Some(year) = year {
                    return Some(Value::Point(Point::Year(year)));
                }
                if parts.get(Part::YearWord).is_some() {
                    return Some(Value::Open("XXXX".to_owned()));
                }
                // A time of day alone is of the day of publication.
                Some(self.anchor.map_or_else(|| Value::Open("XXXX-XX-XX".to_owned()), |day| Value::Point(Point::Day(day))))
            }
        }
    }

    /// The point of the year, if that is known; else of the year that brings it nearest to the anchor, where what does
    /// not agree with the tense counts as four times as far, and without a tense the future as half as far again.
    fn nearest(
        &self,
        year: Option<i16>,
        tense: &dyn Fn() -> Tense,
        point: impl Fn(i16) -> Option<Point>,
        open: impl Fn() -> String,
    ) -> Option<Value> {
        if let Some(year) = year {
            return point(year).map(Value::Point);
        }
        let Some(anchor) = self.anchor else { return Some(Value::Open(open())) };
        let tense = tense();
        let far = |point: Point| -> Option<i32> {
            let (first, last) = (point.first()?, point.last()?);
            let days = |from: civil::Date, to: civil::Date| from.until(to).ok().map(|span| span.get_days());
            Some(if last < anchor {
                days(last, anchor)? * if tense == Tense::Future { 8 } else { 2 }
            } else if first > anchor {
                days(anchor, first)?
                    * match tense {
                        Tense::Past => 8,
                        Tense::Future => 2,
                        Tense::Untold => 3,
                    }
            } else {
                0
            })
        };
        let years = [anchor.year(), anchor.year() - 1, anchor.year() + 1];
        years
            .into_iter()
            .filter_map(&point)
            .filter_map(|point| Some((far(point)?, point)))
            .min_by_key(|(far, _)| *far)
            .map(|(_, point)| Value::Point(point))
    }

    /// The weekday of the last seven days, today included, or of the next where the clause speaks of the future.
    fn weekday(&self, weekday: i32, tense: &dyn Fn() -> Tense) -> Option<Value> {
        let Some(anchor) = self.anchor else { return Some(Value::Open(format!("XXXX-WXX-{weekday}"))) };
        let today = i32::from(anchor.weekday().to_monday_one_offset());
        let ahead = (weekday - today).rem_euclid(7);
        let days = if ahead == 0 || tense() == Tense::Future { ahead } else { ahead - 7 };
        Some(Value::Point(Point::Day(plus_days(anchor, days)?)))
    }

    /// The one before, of, or after the base's.
    fn turned(parts: &Parts<'_, '_>, which: Which, turn: i32, base: Option<civil::Date>) -> Option<Value> {
        let unit = match which {
            Which::Unit => parts.unit()?,
            Which::Day => Unit::Day,
            Which::Quarter => Unit::Quarter,
            Which::Half => Unit::Half,
            Which::Year => Unit::Year,
            Which::Century => Unit::Century,
            Which::Weekend => {
                // From Monday to Friday the one behind, on Saturday and Sunday this one.
                let Some(base) = base else { return Some(Value::Open(Point::unknown(Unit::Weekend).to_owned())) };
                return Point::holding(plus_days(base, -5)?, Unit::Weekend).map(Value::Point);
            }
            Which::Daypart => {
                // "last night" is of the day before.
                let day = base.and_then(|base| plus_days(base, turn));
                return Some(day.map_or_else(|| Value::Open("XXXX-XX-XX".to_owned()), |day| Value::Point(Point::Day(day))));
            }
            Which::Weekday => {
                let weekday = parts.get(Part::Weekday)?;
                let Some(base) = base else { return Some(Value::Open(format!("XXXX-WXX-{weekday}"))) };
                let ahead = (weekday - i32::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
                let days = match turn {
                    -1 => ahead - 7,
                    0 => ahead,
                    _ if ahead == 0 => 7,
                    _ => ahead,
                };
                return Some(Value::Point(Point::Day(plus_days(base, days)?)));
            }
            Which::Month | Which::Season | Which::Holiday => return of_year(parts, which, turn, base),
        };
        let unknown = || Some(Value::Open(Point::unknown(unit).to_owned()));
        let Some(base) = base else { return unknown() };
        Point::shifted(base, unit, turn).map(Value::Point)
    }

    /// The `{ordinal}`-th quarter, half or century.
    fn nth(&self, parts: &Parts<'_, '_>, which: Which, tense: &dyn Fn() -> Tense) -> Option<Value> {
        let nth = parts.get(Part::Ordinal)? as i8;
        let year = parts.year(self.anchor);
        match which {
            Which::Century => Some(Value::Point(Point::Century(i16::from(nth) - 1))),
            Which::Half => {
                (1..=2).contains(&nth).then_some(())?;
                self.nearest(year, tense, |year| Some(Point::Half(year, nth)), || format!("XXXX-H{nth}"))
            }
            _ => {
                (1..=4).contains(&nth).then_some(())?;
                self.nearest(year, tense, |year| Some(Point::Quarter(year, nth)), || format!("XXXX-Q{nth}"))
            }
        }
    }
}

/// The name that a value of a table counts.
pub(super) fn name_of(names: &[&'static str], number: i32) -> &'static str {
    usize::try_from(number).ok().and_then(|number| names.get(number)).copied().unwrap_or_default()
}

/// A month, season or holiday of the year before, of, or after, such that it lies before or after the base.
fn of_year(parts: &Parts<'_, '_>, which: Which, turn: i32, base: Option<civil::Date>) -> Option<Value> {
    let (month, season, number) = (parts.month(), parts.get(Part::Season), parts.get(Part::Holiday));
    let point = |year: i16| match which {
        Which::Season => Some(Point::Season(year, season? as i8)),
        Which::Holiday => holiday(year, number?).map(Point::Day),
        _ => match parts.day() {
            Some(day) => civil::Date::new(year, month?, day).ok().map(Point::Day),
            None => Some(Point::Month(year, month?)),
        },
    };
    let Some(base) = base else {
        return Some(Value::Open(match which {
            Which::Season => format!("XXXX-{}", name_of(&SEASONS, season?)),
            Which::Month => format!("XXXX-{:02}", month?),
            _ => "XXXX".to_owned(),
        }));
    };
    let year = base.year();
    let found = match turn {
        -1 => [year, year - 1].into_iter().filter_map(point).find(|point| point.last().is_some_and(|last| last < base)),
        0 => point(year),
        _ => [year, year + 1].into_iter().filter_map(point).find(|point| point.first().is_some_and(|first| first > base)),
    };
    found.map(Value::Point)
}

/// The unit `count` units from the base; `i32::MAX` stands for a vague count.
fn shifted(base: Option<civil::Date>, unit: Unit, count: i32, vague: &'static str) -> Option<Value> {
    if count == i32::MAX {
        return Some(Value::Vague(vague));
    }
    let Some(base) = base else { return Some(Value::Open(Point::unknown(unit).to_owned())) };
    Point::shifted(base, unit, count).map(Value::Point)
}
