//! Dates as news writes them: with parts unknown, as intervals, and as TIMEX3 values.

use std::fmt;

use jiff::civil;

/// A calendar date whose month or day may be unknown: `2024`, `2024-05`, `2024-05-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12, if known.
    pub month: Option<i8>,
    /// The day of the month, if known; only where the month is.
    pub day: Option<i8>,
}

impl Date {
    /// The full date; `None` if there is no such day.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        (year >= 1).then_some(())?;
        civil::Date::new(year, month, day).ok().map(Self::from)
    }

    /// Reads `2024`, `2024-05`, `2024-05-10`, or a date-time that starts with one of the last kind (RFC 3339 and the like).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = |part: &str, len: usize| -> Option<i16> {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let year = digits(text.get(..4)?, 4).filter(|&year| year >= 1)?;
        let rest = &text[4..];
        if rest.is_empty() {
            return Some(Self { year, month: None, day: None });
        }
        let month = digits(rest.strip_prefix('-')?.get(..2)?, 2)? as i8;
        (1..=12).contains(&month).then_some(())?;
        let rest = &rest[3..];
        if rest.is_empty() {
            return Some(Self { year, month: Some(month), day: None });
        }
        let day = digits(rest.strip_prefix('-')?.get(..2)?, 2)? as i8;
        let after = rest[3..].bytes().next();
        matches!(after, None | Some(b'T' | b't' | b' ')).then_some(())?;
        Self::from_ymd(year, month, day)
    }

    /// The day itself, where every part is known.
    pub fn day(self) -> Option<civil::Date> {
        civil::Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first and last day it can mean.
    pub fn interval(self) -> Interval {
        let start = civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(civil::Date::MIN);
        let end = match (self.month, self.day) {
            (_, Some(_)) => start,
            (Some(_), None) => start.last_of_month(),
            (None, None) => start.last_of_year(),
        };
        Interval { earliest: Some(start), latest: Some(end) }
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years BC as ISO 8601 counts them: -0043 is 44 BC.
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year.unsigned_abs())?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The days between which something lies, both included; an end that is open is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first day it can be.
    pub earliest: Option<civil::Date>,
    /// The last day it can be.
    pub latest: Option<civil::Date>,
}

impl Interval {
    /// The smallest interval that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.zip(other.earliest).map(|(a, b)| a.min(b)),
            latest: self.latest.zip(other.latest).map(|(a, b)| a.max(b)),
        }
    }
}

/// The four types of TIMEX3 (`TimeML` 1.2.1), and ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexType {
    /// A calendar time of a day or more.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
    /// How old someone is. It is written as a DURATION, but kept apart from lengths of time: `TimeML`'s corpora mark the age of
    /// a truce and pass over the ages of people.
    Age,
}

impl TimexType {
    /// As `TimeML` spells it, and `AGE`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
            Self::Age => "AGE",
        }
    }
}

/// A time expression, normalised: what TIMEX3 writes, and the days the graph uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// DATE, TIME, DURATION, SET or AGE.
    pub timex_type: TimexType,
    /// The TIMEX3 value: `2022-05`, `2021-Q4`, `P5M`, `PRESENT_REF`, `XXXX-WXX-1`.
    pub value: String,
    /// The TIMEX3 modifier (`START`, `MID`, `END`, `APPROX`, `BEFORE`, `AFTER`), if any.
    pub modifier: Option<&'static str>,
    /// The days it covers, where they are known.
    pub interval: Option<Interval>,
}
