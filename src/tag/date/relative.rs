//! Dates told from another: the one before, the same, a year before, so many units away.

use jiff::civil;

use super::feast::holiday;
use super::parts::Parts;
use super::point::{Point, plus_days};
use super::tense::Tense;
use super::value::{Case, Value, Valuer};
use crate::resources::{Part, SEASONS, Unit, Which};

impl Valuer {
    /// The one before, of, or after the base's.
    pub(super) fn turned(&self, case: &Case<'_, '_>, which: Which, turn: i32, base: Option<civil::Date>) -> Option<Value> {
        let parts = &case.parts;
        match which {
            Which::Weekend => self.weekend(case, turn),
            Which::Daypart => {
                // "last night" is of the day before.
                let day = base.and_then(|base| plus_days(base, turn));
                Some(day.map_or_else(|| unknown(Unit::Day), |day| Value::Point(Point::Day(day))))
            }
            Which::Weekday => {
                let weekday = parts.get(Part::Weekday)?;
                let Some(base) = base else { return Some(Value::Open(format!("XXXX-WXX-{weekday}"))) };
                let ahead = (weekday - i32::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
                let days = match turn {
                    -1 => ahead - 7,
                    // "this Monday" is behind only where the clause says so.
                    0 if ahead > 0 && case.tense() == Tense::Past => ahead - 7,
                    0 => ahead,
                    _ if ahead == 0 => 7,
                    _ => ahead,
                };
                Some(Value::Point(Point::Day(plus_days(base, days)?)))
            }
            Which::DayOfWeek => {
                let weekday = parts.get(Part::Weekday)?;
                let Some(base) = base else { return Some(Value::Open(format!("XXXX-WXX-{weekday}"))) };
                let days = turn * 7 + weekday - i32::from(base.weekday().to_monday_one_offset());
                Some(Value::Point(Point::Day(plus_days(base, days)?)))
            }
            Which::Month | Which::Season | Which::Holiday => self.of_year(parts, which, turn, base),
            which => {
                let unit = unit(parts, which)?;
                if unit == Unit::Weekend && turn == 0 {
                    return self.weekend(case, 0);
                }
                let Some(base) = base else { return Some(unknown(unit)) };
                Point::shifted(base, unit, turn).map(Value::Point)
            }
        }
    }

    /// The weekend behind, from Monday to Friday; the one ahead where the clause speaks of the future, or where it is
    /// "this weekend" and the clause does not speak of the past. On Saturday and Sunday it is that of the week.
    fn weekend(&self, case: &Case<'_, '_>, turn: i32) -> Option<Value> {
        let Some(anchor) = self.anchor else { return Some(unknown(Unit::Weekend)) };
        let tense = case.tense();
        let ahead = tense == Tense::Future || (turn == 0 && tense == Tense::Untold);
        let day = if ahead { anchor } else { plus_days(anchor, -5)? };
        Point::holding(day, Unit::Weekend).map(Value::Point)
    }

    /// The unit that holds what the text named last. A quarter is looked for in all of the text before.
    pub(super) fn same(&self, case: &Case<'_, '_>, which: Which) -> Option<Value> {
        if which == Which::Daypart || which == Which::Day {
            let named = self.recent(case, Unit::Day).filter(|_| self.named.is_some_and(|(_, at)| case.sentence - at <= 1));
            return self.turned(case, which, 0, named.and_then(Point::first).or(self.anchor));
        }
        let unit = unit(&case.parts, which)?;
        if unit == Unit::Quarter
            && let Some(quarter) = self.quarter
        {
            return Some(Value::Point(quarter));
        }
        let base = self.recent(case, unit).and_then(Point::first).or(self.anchor);
        self.turned(case, which, 0, base)
    }

    /// The day from which what follows or precedes is counted: that of what the text named last, if it is no coarser.
    pub(super) fn base(&self, case: &Case<'_, '_>, which: Which) -> Option<civil::Date> {
        let unit = unit(&case.parts, which).unwrap_or(Unit::Day);
        self.recent(case, unit).and_then(Point::first).or(self.anchor)
    }

    /// The period of the report in the year that the parts name, or in the year before.
    pub(super) fn comparable(&self, case: &Case<'_, '_>) -> Option<Value> {
        let parts = &case.parts;
        let of_unit = |unit: Unit| self.recent(case, unit).and_then(|point| Point::holding(point.first()?, unit));
        let nth = parts.get(Part::Ordinal).and_then(|nth| i8::try_from(nth).ok()).filter(|nth| (1..=4).contains(nth));
        let period = match (nth, parts.unit()) {
            (Some(nth), _) => {
                self.quarter.and_then(Point::year).or(self.anchor.map(civil::Date::year)).map(|year| Point::Quarter(year, nth))
            }
            (None, Some(Unit::Quarter)) => self.quarter,
            (None, None) => self.period,
            (None, Some(unit)) => of_unit(unit).or_else(|| Point::holding(self.anchor?, unit)),
        };
        // "the same period" of what was named last, be it a month or the first half.
        let period = period.or_else(|| self.recent(case, Unit::Half)).or_else(|| Some(Point::Year(self.anchor?.year())));
        let Some(period) = period else { return Some(unknown(Unit::Year)) };
        let year = parts.year(self.anchor).or_else(|| Some(period.year()? - 1))?;
        period.of_year(year).map(Value::Point)
    }

    /// So many units from what the text named last, else from the anchor; a length where that cannot be told.
    pub(super) fn counted(&self, case: &Case<'_, '_>, count: i32) -> Option<Value> {
        let parts = &case.parts;
        let unit = parts.unit()?;
        if unit == Unit::Year
            && count == -1
            && let Some(period) = self.period
        {
            return year_before(period);
        }
        let coarser = self.named.is_some_and(|(point, at)| case.sentence - at <= 1 && point.unit() > unit);
        if count == i32::MAX || coarser || unit < Unit::Day {
            return Some(Value::Length(super::length::length(parts)?, None));
        }
        let base = self.recent(case, unit).and_then(Point::first).or(self.anchor);
        shifted(base, unit, count, "PAST_REF")
    }

    /// A month, season or holiday of the year before, of, or after, such that it lies before or after the base.
    fn of_year(&self, parts: &Parts<'_, '_>, which: Which, turn: i32, base: Option<civil::Date>) -> Option<Value> {
        let (month, season, number) = (parts.month(), parts.get(Part::Season), parts.get(Part::Holiday));
        let point = |year: i16| match which {
            Which::Season => Some(Point::season(year, season? as i8, self.southern)),
            Which::Holiday => holiday(parts.reader.words(), year, number?, base),
            _ => match parts.day() {
                Some(day) => civil::Date::new(year, month?, day).ok().map(Point::Day),
                None => Some(Point::Month(year, month?)),
            },
        };
        let Some(base) = base else {
            return Some(Value::Open(match which {
                Which::Season => format!("XXXX-{}", super::parts::name_of(&SEASONS, season?)),
                Which::Month => format!("XXXX-{:02}", month?),
                _ => "XXXX".to_owned(),
            }));
        };
        let year = base.year();
        let holds =
            |point: &Point| point.first().is_some_and(|first| first <= base) && point.last().is_some_and(|last| base <= last);
        let found = match turn {
            -1 => [year, year - 1].into_iter().filter_map(point).find(|point| point.last().is_some_and(|last| last < base)),
            // In January "this winter" is of the year before.
            0 => point(year - 1).filter(holds).or_else(|| point(year)),
            _ => [year, year + 1].into_iter().filter_map(point).find(|point| point.first().is_some_and(|first| first > base)),
        };
        found.map(Value::Point)
    }
}

/// What a form is about, where that is a unit.
pub(super) fn unit(parts: &Parts<'_, '_>, which: Which) -> Option<Unit> {
    match which {
        Which::Unit => parts.unit(),
        Which::Day => Some(Unit::Day),
        Which::Week => Some(Unit::Week),
        Which::Quarter => Some(Unit::Quarter),
        Which::Weekend => Some(Unit::Weekend),
        Which::Half => Some(Unit::Half),
        Which::Year => Some(Unit::Year),
        Which::Century => Some(Unit::Century),
        _ => None,
    }
}

fn unknown(unit: Unit) -> Value {
    Value::Open(Point::unknown(unit).to_owned())
}

/// The same place a year before.
pub(super) fn year_before(point: Point) -> Option<Value> {
    point.of_year(point.year()? - 1).map(Value::Point)
}

/// The unit `count` units from the base; `i32::MAX` stands for a vague count.
pub(super) fn shifted(base: Option<civil::Date>, unit: Unit, count: i32, vague: &'static str) -> Option<Value> {
    if count == i32::MAX {
        return Some(Value::Vague(vague));
    }
    let Some(base) = base else { return Some(unknown(unit)) };
    Point::shifted(base, unit, count).map(Value::Point)
}
