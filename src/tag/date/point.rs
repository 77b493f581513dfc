//! Places on the calendar, from a century to a day: their arithmetic, their TIMEX3 values and the days they cover.

use std::fmt::Write;

use jiff::{SignedDuration, Span, civil};

use crate::date::Interval;
use crate::resources::{SEASONS, Unit};

/// A place on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(civil::Date),
    /// A feast of so many days, two or more, by its first.
    Feast(civil::Date, i16),
    /// The week of that Monday.
    Week(civil::Date),
    /// The weekend of the week of that Monday.
    Weekend(civil::Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// Spring 0 to winter 3, and the month it begins in; the one that goes on into the next year is of the year it begins in.
    Season(i16, i8, i8),
    Year(i16),
    /// The year over ten.
    Decade(i16),
    /// The year over a hundred.
    Century(i16),
}

/// The day `days` later.
pub(super) fn plus_days(day: civil::Date, days: i32) -> Option<civil::Date> {
    day.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
}

/// The last day of `count` months from the one that begins on that day; `None` if no day follows it.
fn end_of_months(first: civil::Date, count: i32) -> Option<civil::Date> {
    let month = |ahead: i32| {
        let months = i32::from(first.year()) * 12 + i32::from(first.month()) - 1 + ahead;
        civil::Date::new(months.div_euclid(12) as i16, months.rem_euclid(12) as i8 + 1, 1).ok()
    };
    month(count)?;
    Some(month(count - 1)?.last_of_month())
}

/// Appends a number in so many digits.
fn push_padded(out: &mut String, number: i16, digits: u32) {
    match u16::try_from(number) {
        Ok(number) if u32::from(number) < 10u32.pow(digits) => {
            let digit = |place: u32| char::from(b'0' + (u32::from(number) / 10u32.pow(place) % 10) as u8);
            out.extend((0..digits).rev().map(digit));
        }
        _ => write!(out, "{number:0width$}", width = digits as usize).expect("a string takes all that is written"),
    }
}

fn monday(day: civil::Date) -> Option<civil::Date> {
    plus_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

impl Point {
    /// The season of a year: spring 0 to winter 3. On the southern half spring begins in September.
    pub(super) const fn season(year: i16, season: i8, southern: bool) -> Self {
        let month = if southern { (season + 2) % 4 } else { season } * 3 + 3;
        Self::Season(year, season, month)
    }

    /// A feast of so many days.
    pub(super) const fn feast(first: civil::Date, days: i16) -> Self {
        if days > 1 { Self::Feast(first, days) } else { Self::Day(first) }
    }

    /// The unit that it fills; seasons are as long as quarters.
    pub(super) const fn unit(self) -> Unit {
        match self {
            Self::Day(_) | Self::Feast(..) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) | Self::Season(..) => Unit::Quarter,
            Self::Half(..) => Unit::Half,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The year it begins in.
    pub(super) fn year(self) -> Option<i16> {
        self.first().map(civil::Date::year)
    }

    /// The same place in another year; a week that is as many weeks away.
    pub(super) fn of_year(self, year: i16) -> Option<Self> {
        Some(match self {
            Self::Day(day) | Self::Feast(day, _) => Self::Day(civil::Date::new(year, day.month(), day.day()).ok()?),
            Self::Week(day) | Self::Weekend(day) => {
                let day = plus_days(day, i32::from(year - day.year()) * 364)?;
                if matches!(self, Self::Week(_)) { Self::Week(day) } else { Self::Weekend(day) }
            }
            Self::Month(_, month) => Self::Month(year, month),
            Self::Quarter(_, quarter) => Self::Quarter(year, quarter),
            Self::Half(_, half) => Self::Half(year, half),
            Self::Season(_, season, month) => Self::Season(year, season, month),
            Self::Year(_) | Self::Decade(_) | Self::Century(_) => Self::Year(year),
        })
    }

    /// The unit that holds `day`; a unit shorter than a day gives the day.
    pub(super) fn holding(day: civil::Date, unit: Unit) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(monday(day)?),
            Unit::Week => Self::Week(monday(day)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        })
    }

    /// The unit that holds the day `count` units from `day`.
    pub(super) fn shifted(day: civil::Date, unit: Unit, count: i32) -> Option<Self> {
        let count = count.clamp(-20_000, 20_000);
        let span = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Span::new(),
            Unit::Day => Span::new().try_days(count).ok()?,
            Unit::Weekend | Unit::Week => Span::new().try_weeks(count).ok()?,
            Unit::Month => Span::new().try_months(count).ok()?,
            Unit::Quarter => Span::new().try_months(count * 3).ok()?,
            Unit::Half => Span::new().try_months(count * 6).ok()?,
            Unit::Year => Span::new().try_years(count.clamp(-9000, 9000)).ok()?,
            Unit::Decade => Span::new().try_years((count * 10).clamp(-9000, 9000)).ok()?,
            Unit::Century => Span::new().try_years((count * 100).clamp(-9000, 9000)).ok()?,
        };
        let day = day.checked_add(span).ok().filter(|day| day.year() >= 1)?;
        Self::holding(day, unit)
    }

    /// Its TIMEX3 value. A decade is three digits and a century two, as `TimeML` writes them.
    pub(super) fn value(self) -> String {
        let mut out = String::with_capacity(12);
        let of_week = |out: &mut String, day: civil::Date| {
            let week = day.iso_week_date();
            push_padded(out, week.year(), 4);
            out.push_str("-W");
            push_padded(out, i16::from(week.week()), 2);
        };
        match self {
            Self::Day(day) | Self::Feast(day, _) => {
                push_padded(&mut out, day.year(), 4);
                out.push('-');
                push_padded(&mut out, i16::from(day.month()), 2);
                out.push('-');
                push_padded(&mut out, i16::from(day.day()), 2);
            }
            Self::Week(day) => of_week(&mut out, day),
            Self::Weekend(day) => {
                of_week(&mut out, day);
                out.push_str("-WE");
            }
            Self::Month(year, month) => {
                push_padded(&mut out, year, 4);
                out.push('-');
                push_padded(&mut out, i16::from(month), 2);
            }
            Self::Quarter(year, nth) | Self::Half(year, nth) => {
                push_padded(&mut out, year, 4);
                out.push_str(if matches!(self, Self::Half(..)) { "-H" } else { "-Q" });
                push_padded(&mut out, i16::from(nth), 1);
            }
            Self::Season(year, season, _) => {
                push_padded(&mut out, year, 4);
                out.push('-');
                out.push_str(SEASONS[usize::from(season.unsigned_abs()) % 4]);
            }
            Self::Year(year) => push_padded(&mut out, year, 4),
            Self::Decade(decade) => push_padded(&mut out, decade, 3),
            Self::Century(century) => push_padded(&mut out, century, 2),
        }
        out
    }

    /// What stands for a unit of which nothing is known.
    pub(super) const fn unknown(unit: Unit) -> &'static str {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Half => "XXXX-HX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<civil::Date> {
        let date = |year: i16, month: i8| civil::Date::new(year, month, 1).ok();
        match self {
            Self::Day(day) | Self::Feast(day, _) | Self::Week(day) => Some(day),
            Self::Weekend(day) => plus_days(day, 5),
            Self::Month(year, month) => date(year, month),
            Self::Quarter(year, quarter) => date(year, quarter * 3 - 2),
            Self::Half(year, half) => date(year, half * 6 - 5),
            Self::Season(year, _, month) => date(year, month),
            Self::Year(year) => date(year, 1),
            Self::Decade(decade) => date(decade * 10, 1),
            Self::Century(century) => date((century * 100).max(1), 1),
        }
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<civil::Date> {
        let months = |count: i32| end_of_months(self.first()?, count);
        match self {
            Self::Day(day) => Some(day),
            Self::Feast(day, days) => plus_days(day, i32::from(days) - 1),
            Self::Week(day) | Self::Weekend(day) => plus_days(day, 6),
            Self::Month(..) => months(1),
            Self::Quarter(..) | Self::Season(..) => months(3),
            Self::Half(..) => months(6),
            Self::Year(_) => months(12),
            Self::Decade(_) => months(120),
            Self::Century(_) => months(1200),
        }
    }

    /// The days it covers, narrowed by a modifier: the first quarter of a year is early, the middle half its mid, the
    /// last quarter late; of a decade three, four and three years; of a century a third each; of a month the days to
    /// the 10th, to the 20th and the rest; of a quarter, half, season or feast its first, middle and last third; of a week
    /// Monday and Tuesday, Wednesday and Thursday, the rest.
    pub(super) fn days(self, modifier: Option<&str>) -> Option<Interval> {
        let (first, last) = (self.first()?, self.last()?);
        let at = |months: i32, days: i32| plus_days(first.checked_add(Span::new().try_months(months).ok()?).ok()?, days);
        // Where the middle begins and where it ends, as months and days from the first day.
        let ((from, from_day), (to, to_day)) = match self {
            Self::Year(_) => ((3, 0), (9, 0)),
            Self::Decade(_) => ((36, 0), (84, 0)),
            Self::Century(_) => ((33 * 12, 0), (67 * 12, 0)),
            Self::Month(..) => ((0, 10), (0, 20)),
            Self::Quarter(..) | Self::Season(..) => ((1, 0), (2, 0)),
            Self::Half(..) => ((2, 0), (4, 0)),
            Self::Week(_) => ((0, 2), (0, 4)),
            Self::Feast(_, days) => ((0, i32::from(days / 3)), (0, i32::from(days - days / 3))),
            Self::Day(_) | Self::Weekend(_) => return Some(Interval { earliest: Some(first), latest: Some(last) }),
        };
        let (first, last) = match modifier {
            Some("START") => (first, at(from, from_day - 1)?),
            Some("MID") => (at(from, from_day)?, at(to, to_day - 1)?),
            Some("END") => (at(to, to_day)?, last),
            Some("BEFORE") => return Some(Interval { earliest: None, latest: plus_days(first, -1) }),
            Some("AFTER") => return Some(Interval { earliest: plus_days(last, 1), latest: None }),
            _ => (first, last),
        };
        Some(Interval { earliest: Some(first), latest: Some(last) })
    }
}
