//! Holidays: days of the calendar, weekdays of a month, days counted from Easter, and feasts of moon calendars from their
//! table.

use jiff::civil;

use super::point::{Point, plus_days};
use crate::resources::{DateWords, FEAST, LASTING};

/// The Easter, Thanksgiving, Christmas or Ramadan of a year: `number` as the table of holidays has it. Where the year has
/// two, it is the one nearer to `near`.
pub(super) fn holiday(words: &DateWords, year: i16, number: i32, near: Option<civil::Date>) -> Option<Point> {
    let (further, number) = (number / LASTING, number % LASTING);
    if number >= FEAST {
        let feast = words.feast(number - FEAST)?;
        let far = |day: &civil::Date| near.and_then(|near| near.until(*day).ok()).map_or(0, |span| span.get_days().abs());
        let day = feast.days.iter().copied().filter(|day| day.year() == year).min_by_key(far)?;
        return Some(Point::feast(day, i16::from(feast.length)));
    }
    Some(Point::feast(day(year, number)?, further as i16 + 1))
}

/// The day of a holiday that the Gregorian calendar or Easter tells.
fn day(year: i16, number: i32) -> Option<civil::Date> {
    if number < 10_000 {
        return civil::Date::new(year, (number / 100) as i8, (number % 100) as i8).ok();
    }
    if number >= 30_000 {
        return plus_days(easter(year)?, number - 30_100);
    }
    let (after, number) = (number / 10_000 - 1, number % 10_000);
    let (month, weekday, nth) = (number / 100, number / 10 % 10, number % 10);
    let first = civil::Date::new(year, month as i8, 1).ok()?;
    let ahead = (weekday - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
    let day = plus_days(first, ahead + (nth - 1) * 7)?;
    let day = if day.month() == first.month() { day } else { plus_days(day, -7)? };
    plus_days(day, after)
}

/// Easter Sunday of the Western churches: the Gregorian rule, after Meeus and Butcher.
fn easter(year: i16) -> Option<civil::Date> {
    let year_of_century = i32::from(year) % 100;
    let (golden, century) = (i32::from(year) % 19, i32::from(year) / 100);
    let correction = (century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 19 * golden + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - correction - year_of_century % 4) % 7;
    let late = (golden + 11 * correction + 22 * weekday) / 451;
    let day = correction + weekday - 7 * late + 114;
    civil::Date::new(year, (day / 31) as i8, (day % 31 + 1) as i8).ok()
}
