//! Dates of publication as sources write them -> [`Date`]. The day is the one written, in whatever time zone that was.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::date::Date;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads ISO 8601 and RFC 3339, RFC 2822, `2023/08/07`, `20230807`, `7 August 2023`, `Aug. 7, 2023`, and Unix time in seconds
/// or milliseconds. `08/07/2023` stays unread: nothing tells the day from the month.
pub(super) fn date_in_text(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| date_of_digits(text)).or_else(|| date_with_separators(text)).or_else(|| date_in_words(text))
}

/// Reads a number: `20230807`, a year, or Unix time.
pub(super) fn date_of_number(number: f64) -> Option<Date> {
    if number.fract() == 0.0 {
        let whole = number as i64;
        if (1000..=2999).contains(&whole) {
            return Date::parse(&whole.to_string());
        }
        if let Some(date) = (10_000_101..=29_991_231).contains(&whole).then(|| compact(&whole.to_string())).flatten() {
            return Some(date);
        }
    }
    // Seconds up to the year 5138; greater numbers are milliseconds from 1973 on.
    let seconds = if number.abs() < 1e11 { number } else { number / 1000.0 };
    let timestamp = Timestamp::from_second(seconds.floor() as i64).ok()?;
    let day = timestamp.to_zoned(TimeZone::UTC).date();
    Date::from_ymd(day.year(), day.month(), day.day())
}

/// The date a file name holds: `2024-02-08-summit`, `summit_20240208`.
pub(super) fn date_in_name(name: &str) -> Option<Date> {
    let digit = |at: usize| name.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    (0..name.len()).filter(|&at| digit(at) && (at == 0 || !digit(at - 1))).find_map(|at| {
        let run = name[at..].bytes().take_while(u8::is_ascii_digit).count();
        let date = match run {
            8 => compact(&name[at..at + 8]),
            4 if !digit(at + 10) => name.get(at..at + 10).and_then(separated),
            _ => None,
        };
        date.filter(|date| (1500..2200).contains(&date.year))
    })
}

fn compact(digits: &str) -> Option<Date> {
    let number = |range| digits.get(range).and_then(|part: &str| part.parse().ok());
    Date::from_ymd(number(0..4)?, number(4..6)? as i8, number(6..8)? as i8)
}

fn date_of_digits(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match whole.len() {
        8 if whole.len() == text.len() => compact(whole),
        9..=13 => date_of_number(text.parse().ok()?),
        _ => None,
    }
}

/// `2023/08/07`, `2023.8.7`, `2023_08_07`, with or without a time after it.
fn date_with_separators(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T', ',']).next()?;
    separated(day)
}

fn separated(text: &str) -> Option<Date> {
    let mark = text.as_bytes().get(4).copied().filter(|mark| b"/.-_".contains(mark))?;
    let mut parts = text.split(char::from(mark));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !short(month) || !short(day) {
        return None;
    }
    Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `Mon, 07 Aug 2023 10:00:00 GMT`, `7th August 2023`, `August 7, 2023`, `August 2023`.
fn date_in_words(text: &str) -> Option<Date> {
    let mut words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '.')).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some_and(|word| named(word, &DAYS).is_some()) {
        words.next();
    }
    let (first, second) = (words.next()?, words.next()?);
    if let Some(month) = named(first, &MONTHS) {
        return match (day_of(second), words.next().and_then(year_of)) {
            (Some(day), Some(year)) => Date::from_ymd(year, month, day),
            _ => year_of(second).map(|year| Date { year, month: Some(month), day: None }),
        };
    }
    Date::from_ymd(year_of(words.next()?)?, named(second, &MONTHS)?, day_of(first)?)
}

/// The place of a name in its list, from 1; three letters of it will do.
fn named(word: &str, names: &[&str]) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let place =
        names.iter().position(|name| word.len() >= 3 && name.starts_with(&word) || word == "sept" && *name == "september")?;
    Some(place as i8 + 1)
}

fn day_of(word: &str) -> Option<i8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &word[digits..];
    (matches!(digits, 1 | 2) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then(|| word[..digits].parse().ok())?
}

fn year_of(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_sources_write() {
        for (text, date) in [
            ("2023-08-07", "2023-08-07"),
            ("2023-08-07T23:30:00-05:00", "2023-08-07"),
            (" 2023-08 ", "2023-08"),
            ("Mon, 07 Aug 2023 10:00:00 GMT", "2023-08-07"),
            ("Monday, 7 August 2023", "2023-08-07"),
            ("2023/08/07", "2023-08-07"),
            ("2023/8/7 10:15", "2023-08-07"),
            ("20230807", "2023-08-07"),
            ("7th August 2023", "2023-08-07"),
            ("August 7, 2023", "2023-08-07"),
            ("Aug. 7, 2023, 4:15 p.m.", "2023-08-07"),
            ("Sept 1, 2023", "2023-09-01"),
            ("07-Aug-2023", "2023-08-07"),
            ("August 2023", "2023-08"),
            ("1691402400", "2023-08-07"),
            ("1691402400.5", "2023-08-07"),
            ("1691402400000", "2023-08-07"),
        ] {
            assert_eq!(date_in_text(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in ["", "yesterday", "08/07/2023", "2023-02-30", "31 June 2023", "Aug", "12345", "99999999", "m 7 2023"] {
            assert_eq!(date_in_text(text), None, "{text}");
        }
    }

    #[test]
    fn reads_numbers() {
        for (number, date) in [
            (1_691_402_400.0, "2023-08-07"),
            (1_691_402_400_000.0, "2023-08-07"),
            (20_230_807.0, "2023-08-07"),
            (2023.0, "2023"),
            (-86_400.0, "1969-12-31"),
        ] {
            assert_eq!(date_of_number(number).map(|date| date.to_string()).as_deref(), Some(date), "{number}");
        }
        assert_eq!(date_of_number(f64::NAN.max(1e300)), None);
    }

    #[test]
    fn reads_file_names() {
        for (name, date) in [
            ("2024-02-08-summit", "2024-02-08"),
            ("summit_20240208", "2024-02-08"),
            ("0_2024_02_08", "2024-02-08"),
            ("é2024.02.08é", "2024-02-08"),
        ] {
            assert_eq!(date_in_name(name).map(|date| date.to_string()).as_deref(), Some(date), "{name}");
        }
        for name in ["", "120240208", "2024", "99999999", "000_4f67e87bfc73d676", "2024-02-081"] {
            assert_eq!(date_in_name(name), None, "{name}");
        }
    }
}
