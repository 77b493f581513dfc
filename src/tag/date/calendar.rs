//! Dates that name their place on the calendar, and the year or week that brings them nearest where they leave it out.

use jiff::civil;

use super::feast::holiday;
use super::parts::name_of;
use super::point::{Point, plus_days};
use super::tense::Tense;
use super::value::{Case, Value, Valuer};
use crate::resources::{Part, SEASONS, Unit};

/// How many years back a story lies whose bare months and days are of its own years.
const LONG_BACK: i16 = 20;

impl Valuer {
    /// The date that the parts spell.
    pub(super) fn calendar(&self, case: &Case<'_, '_>) -> Option<Value> {
        let parts = &case.parts;
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
            return self.nearest(case, year, |year| holiday(parts.reader.words(), year, number, self.anchor), open);
        }
        if let Some(season) = parts.get(Part::Season) {
            let open = || format!("XXXX-{}", name_of(&SEASONS, season));
            return self.nearest(case, year, |year| Some(Point::season(year, season as i8, self.southern)), open);
        }
        if let Some(code) = parts.get(Part::PeriodCode) {
            let (year, period) = (i16::try_from(code / 10).ok()?, (code % 10) as i8);
            return Some(Value::Point(if period > 4 { Point::Half(year, period - 4) } else { Point::Quarter(year, period) }));
        }
        if let Some(quarter) = parts.get(Part::Quarter) {
            return self.nearest(case, year, |year| Some(Point::Quarter(year, quarter as i8)), || format!("XXXX-Q{quarter}"));
        }
        if let Some(half) = parts.get(Part::Half) {
            return self.nearest(case, year, |year| Some(Point::Half(year, half as i8)), || format!("XXXX-H{half}"));
        }
        match (parts.month(), parts.day()) {
            (Some(month), Some(day)) => {
                // The longest month of that name: 29 February is a day.
                civil::Date::new(2000, month, day).ok()?;
                let point = |year| civil::Date::new(year, month, day).ok().map(Point::Day);
                self.nearest(case, year, point, || format!("XXXX-{month:02}-{day:02}"))
            }
            (Some(month), None) => {
                self.nearest(case, year, |year| Some(Point::Month(year, month)), || format!("XXXX-{month:02}"))
            }
            _ => {
                if let Some(weekday) = parts.get(Part::Weekday) {
                    return self.weekday(case, weekday);
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
    /// not agree with the tense counts as eight times as far (six times, if it is longer than a month), and without a
    /// tense the future as twice as far.
    pub(super) fn nearest(
        &self,
        case: &Case<'_, '_>,
        year: Option<i16>,
        point: impl Fn(i16) -> Option<Point>,
        open: impl Fn() -> String,
    ) -> Option<Value> {
        if let Some(year) = year {
            return point(year).map(Value::Point);
        }
        let Some(anchor) = self.anchor else { return Some(Value::Open(open())) };
        if let Some(point) = self.story(case, anchor).and_then(&point) {
            return Some(Value::Point(point));
        }
        let tense = case.tense();
        let far = |point: Point| -> Option<i32> {
            let (first, last) = (point.first()?, point.last()?);
            let days = |from: civil::Date, to: civil::Date| i32::try_from(from.duration_until(to).as_hours() / 24).ok();
            // "It expects third-quarter profit to fall" may be said after the quarter.
            let against = if point.unit() <= Unit::Month { 16 } else { 12 };
            Some(if last < anchor {
                days(last, anchor)? * if tense == Tense::Future { against } else { 2 }
            } else if first > anchor {
                days(anchor, first)?
                    * match tense {
                        Tense::Past => against,
                        Tense::Future => 2,
                        Tense::Untold => 4,
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
            // 29 February is in none of them, maybe.
            .map_or_else(|| Some(Value::Open(open())), |(_, point)| Some(Value::Point(point)))
    }

    /// The year of the story that a text tells, where it lies long back: that of what it named in this sentence or the
    /// last. News of the day names years in passing, and its bare months are of its own.
    fn story(&self, case: &Case<'_, '_>, anchor: civil::Date) -> Option<i16> {
        let (named, at) = self.named?;
        let year = named.year().filter(|year| *year + LONG_BACK < anchor.year())?;
        (case.sentence - at <= 1 && named.unit() <= Unit::Year && case.tense() == Tense::Past).then_some(year)
    }

    /// The `{ordinal}` day, in digits, of the month that the text named last, else of the anchor's or of the month next to it
    /// that the clause allows.
    pub(super) fn day_of_month(&self, case: &Case<'_, '_>) -> Option<Value> {
        let day = i8::try_from(case.parts.ordinal_in_digits()?).ok().filter(|day| (1..=31).contains(day))?;
        let of = |month: civil::Date| civil::Date::new(month.year(), month.month(), day).ok();
        if let Some(named) = self.recent(case, Unit::Month) {
            return named.first().and_then(of).map(|day| Value::Point(Point::Day(day)));
        }
        let Some(anchor) = self.anchor else { return Some(Value::Open(format!("XXXX-XX-{day:02}"))) };
        let beside = |months: i64| anchor.first_of_month().checked_add(jiff::Span::new().months(months)).ok().and_then(of);
        let found = match (of(anchor), case.tense()) {
            (Some(day), Tense::Future) if day < anchor => beside(1),
            (Some(day), Tense::Past) if day > anchor => beside(-1),
            (day, _) => day,
        };
        found.map(|day| Value::Point(Point::Day(day)))
    }

    /// The weekday of the last seven days, today included, or of the next where the clause speaks of the future.
    fn weekday(&self, case: &Case<'_, '_>, weekday: i32) -> Option<Value> {
        let Some(anchor) = self.anchor else { return Some(Value::Open(format!("XXXX-WXX-{weekday}"))) };
        let today = i32::from(anchor.weekday().to_monday_one_offset());
        let ahead = (weekday - today).rem_euclid(7);
        let days = if ahead == 0 || case.tense() == Tense::Future { ahead } else { ahead - 7 };
        Some(Value::Point(Point::Day(plus_days(anchor, days)?)))
    }
}
