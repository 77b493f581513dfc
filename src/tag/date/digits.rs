//! What the letters of one number tell: times of day, dates with stops, codes of quarters.

/// `07.08.2023`, `27.8.2023`, `07.08.23`, `2023.08.07`. The day is first, unless it can only be the month.
pub(super) fn dotted(text: &str) -> Option<i32> {
    if text.bytes().filter(|&byte| byte == b'.').count() != 2 {
        return None;
    }
    let mut pieces = text.split('.');
    let mut number = || {
        let piece = pieces.next()?;
        let digits = !piece.is_empty() && piece.len() <= 4 && piece.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| piece.parse::<i32>().ok().map(|number| (number, piece.len())))?
    };
    let (first, (second, length), third) = (number()?, number()?, number()?);
    let (year, month, day) = match (first.1, length, third.1) {
        (1 | 2, 1 | 2, 4) => (third.0, second, first.0),
        // Two digits of a year are those of a date only where all have two: 1.2.20 may be a version.
        (2, 2, 2) if second <= 12 => (full_year(third.0), second, first.0),
        (4, 2, 2) => (first.0, second, third.0),
        _ => return None,
    };
    let (month, day) = if month > 12 { (day, month) } else { (month, day) };
    let fits = (1000..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(year * 10_000 + month * 100 + day)
}

/// `3Q2022`, `2H22`.
pub(super) fn period_code(text: &str) -> Option<i32> {
    let (period, digits) = match text.as_bytes() {
        [nth @ b'1'..=b'4', b'Q', digits @ ..] => (i32::from(nth - b'0'), digits),
        [nth @ b'1'..=b'2', b'H', digits @ ..] => (i32::from(nth - b'0') + 4, digits),
        _ => return None,
    };
    let number: i32 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let year = if digits.len() == 2 { full_year(number) } else { number };
    (matches!(digits.len(), 2 | 4) && (1900..2050).contains(&year)).then_some(year * 10 + period)
}

/// `07T09:30`, `07T09:30:15`, `07T09:30:15.250Z`: as ISO 8601 goes on behind year and month.
pub(super) fn day_clock(text: &str) -> Option<i32> {
    let (day, time) = text.strip_suffix('Z').unwrap_or(text).split_once('T')?;
    let day = day.parse::<i32>().ok().filter(|day| (1..=31).contains(day))?;
    Some(day * 10_000 + clock(time.split('.').next()?)?)
}

/// `9:30`, `09:30:15`, `9:30pm`, `9.30pm`, `9pm`: minutes from the start of the day.
pub(super) fn clock(text: &str) -> Option<i32> {
    let split = text.len() - text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let (digits, tail) = text.split_at(split);
    let shift = match tail {
        "" => None,
        _ if tail.eq_ignore_ascii_case("am") => Some(0),
        _ if tail.eq_ignore_ascii_case("pm") => Some(12),
        _ => return None,
    };
    let (hour, minute) = match digits.split_once(if shift.is_some() { [':', '.'] } else { [':', ':'] }) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some((hour, rest)) if rest.len() == 5 && rest.as_bytes()[2] == b':' => (hour, &rest[..2]),
        None if shift.is_some() => (digits, "0"),
        _ => return None,
    };
    let hour: i32 = hour.parse().ok().filter(|hour| (0..=24).contains(hour))?;
    let minute: i32 = minute.parse().ok().filter(|minute| (0..60).contains(minute))?;
    Some(shift.map_or(hour, |shift| hour % 12 + shift) * 60 + minute)
}

/// The year that two digits mean: up to 30 of this century, else of the last.
pub(super) const fn full_year(digits: i32) -> i32 {
    if digits <= 30 { 2000 + digits } else { 1900 + digits }
}
