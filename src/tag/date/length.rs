//! Lengths of time and what comes again, as TIMEX3 writes them.

use jiff::civil;

use super::parts::{Parts, name_of};
use crate::date::Interval;
use crate::resources::{DAYPARTS, Part, SEASONS, Unit, VAGUE};

/// The days from the anchor to `count` units from it, or back.
pub(super) fn stretch(anchor: civil::Date, unit: Unit, count: i32) -> Option<Interval> {
    if count == i32::MAX {
        return None;
    }
    // In units no longer than a month the far end is a day; months and years keep the day of the month.
    let months = match unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Half => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        _ => 0,
    };
    let span = match unit {
        Unit::Day => jiff::Span::new().try_days(count).ok()?,
        Unit::Week => jiff::Span::new().try_weeks(count).ok()?,
        _ if months > 0 => jiff::Span::new().try_months(count.checked_mul(months)?).ok()?,
        _ => return None,
    };
    let far = anchor.checked_add(span).ok().filter(|day| day.year() >= 1)?;
    Some(Interval { earliest: Some(far.min(anchor)), latest: Some(far.max(anchor)) })
}

/// `P5M`, `PXY`, `PT30M`: the value of a length of time. Decades and centuries are counted in years, weekends as such.
pub(super) fn length(parts: &Parts<'_, '_>) -> Option<String> {
    let plural = parts.get(Part::Units).is_some();
    let n = parts.get(Part::N).unwrap_or(if plural { VAGUE } else { 2 });
    // "a year and a half"
    let half = i32::from(n != VAGUE && n % 2 == 0 && parts.get(Part::AndHalf).is_some());
    units(parts.unit()?, n + half)
}

/// The length of half of `n` units.
pub(super) fn units(unit: Unit, n: i32) -> Option<String> {
    let (code, times) = match unit {
        Unit::Decade if n != VAGUE => ("Y", 10),
        Unit::Century if n != VAGUE => ("Y", 100),
        Unit::Half if n != VAGUE => ("M", 6),
        _ => (unit.code(), 1),
    };
    let (time, code) = code.strip_prefix('T').map_or(("", code), |code| ("T", code));
    if n == VAGUE {
        return Some(["P", time, "X", code].concat());
    }
    let doubled = n.checked_mul(times)?;
    if doubled % 2 == 0 {
        return Some(["P", time, &(doubled / 2).to_string(), code].concat());
    }
    let whole = doubled / 2;
    let whole_units = if whole > 0 { format!("{whole}{code}") } else { String::new() };
    Some(match unit {
        Unit::Year => format!("P{whole_units}6M"),
        Unit::Hour => format!("PT{whole_units}30M"),
        Unit::Minute => format!("PT{whole_units}30S"),
        Unit::Day if whole == 0 => "PT12H".to_owned(),
        _ => format!("P{time}{whole}.5{code}"),
    })
}

/// `P1D`, `XXXX-WXX-1`, `XXXX-WXX-1T21:00`, `XXXX-08`, `XXXX-SU`: the value of what comes again.
pub(super) fn again(parts: &Parts<'_, '_>) -> Option<String> {
    let period = |unit: Unit, count: i32| {
        let (time, code) = unit.code().strip_prefix('T').map_or(("", unit.code()), |code| ("T", code));
        format!("P{time}{count}{code}")
    };
    if let Some(frequency) = parts.get(Part::Frequency) {
        return Some(period(Unit::from_number(frequency / 16)?, frequency % 16));
    }
    let daypart = parts.get(Part::Daypart).or_else(|| parts.get(Part::Dayparts)).map(|part| name_of(&DAYPARTS, part));
    if let Some(weekday) = parts.get(Part::Weekday).or_else(|| parts.get(Part::Weekdays)) {
        let time = parts.time().or_else(|| daypart.map(|part| format!("T{part}"))).unwrap_or_default();
        return Some(format!("XXXX-WXX-{weekday}{time}"));
    }
    if let Some(part) = daypart {
        return Some(format!("XXXX-XX-XXT{part}"));
    }
    if let Some(season) = parts.get(Part::Season) {
        return Some(format!("XXXX-{}", name_of(&SEASONS, season)));
    }
    if let Some(month) = parts.month() {
        return Some(parts.day().map_or_else(|| format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}")));
    }
    // "every second year"
    let count = parts.get(Part::N).map(|n| n / 2).or_else(|| parts.get(Part::Ordinal)).unwrap_or(1).max(1);
    Some(period(parts.unit()?, count))
}
