//! The values of the parts that a match took.

use jiff::civil;

use super::read::Reader;
use crate::resources::pattern::Taken;
use crate::resources::{DAYPARTS, GROUP, Part, Unit};
use crate::text::Shape;

/// The values of the parts of one match; the first of its kind counts.
pub(super) struct Parts<'p, 'a> {
    pub(super) reader: &'p Reader<'a>,
    pub(super) taken: &'p [Taken],
    /// A bit for each part that was taken: most that are asked for were not.
    has: u64,
}

// Every part has a bit.
const _: () = assert!(Part::ALL.len() <= 64);

impl<'p, 'a> Parts<'p, 'a> {
    pub(super) fn new(reader: &'p Reader<'a>, taken: &'p [Taken]) -> Self {
        let bit = |&(part, ..): &Taken| if part < GROUP { 1 << part } else { 0 };
        Self { reader, taken, has: taken.iter().map(bit).fold(0, |has: u64, bit| has | bit) }
    }

    #[inline]
    pub(super) fn get(&self, part: Part) -> Option<i32> {
        if self.has >> part as u16 & 1 == 0 { None } else { self.nth(part, 0) }
    }

    /// The value of the `nth` part of a kind, from 0.
    pub(super) fn nth(&self, part: Part, nth: usize) -> Option<i32> {
        let &(number, at, _) = self.of(part).nth(nth)?;
        self.reader.read(number, at).map(|(_, value)| value)
    }

    fn of(&self, part: Part) -> impl Iterator<Item = &Taken> {
        self.taken.iter().filter(move |(number, ..)| *number < GROUP && *number == part as u16)
    }

    /// Whether the `nth` part of a kind is written in capitals.
    pub(super) fn in_capitals(&self, part: Part) -> bool {
        let token = self.of(part).next().and_then(|&(_, at, _)| self.reader.token(at));
        token.is_some_and(|token| token.shape == Shape::Upper)
    }

    /// `15th`, where it is no word.
    pub(super) fn ordinal_in_digits(&self) -> Option<i32> {
        let &(_, at, _) = self.of(Part::Ordinal).next()?;
        self.reader.token(at).filter(|token| token.shape == Shape::Number)?;
        self.get(Part::Ordinal)
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        [Part::Unit, Part::Units, Part::Second].into_iter().find_map(|part| self.get(part)).and_then(Unit::from_number)
    }

    pub(super) fn month(&self) -> Option<i8> {
        [Part::Month, Part::MonthName, Part::MonthNumber]
            .into_iter()
            .find_map(|part| self.get(part))
            .or_else(|| self.get(Part::DottedDate).map(|date| date / 100 % 100))
            .map(|month| month as i8)
    }

    pub(super) fn day(&self) -> Option<i8> {
        [Part::Day, Part::DayNumber]
            .into_iter()
            .find_map(|part| self.get(part))
            .or_else(|| self.get(Part::DottedDate).map(|date| date % 100))
            .or_else(|| self.get(Part::DayClock).map(|clock| clock / 10_000))
            .map(|day| day as i8)
    }

    /// The year that the parts name, `'98` and `last year` among them.
    pub(super) fn year(&self, anchor: Option<civil::Date>) -> Option<i16> {
        let spelt = [Part::Year, Part::ModernYear, Part::ShortYear, Part::YearNumber].into_iter().find_map(|part| self.get(part));
        let spelt = spelt.or_else(|| self.get(Part::DottedDate).map(|date| date / 10_000));
        let year = spelt.or_else(|| Some(self.get(Part::YearWord)? + i32::from(anchor?.year())))?;
        i16::try_from(year).ok()
    }

    /// Minutes from the start of the day, or a part of the day: as TIMEX3 writes it behind the date.
    pub(super) fn time(&self) -> Option<String> {
        let clock = |minutes: i32| format!("T{:02}:{:02}", minutes / 60, minutes % 60);
        let meridiem = self.get(Part::Meridiem);
        // "9 p.m." is 21, "12 a.m." is 0; "4 in the morning" and "9 on Monday evening" are told by the part of the day.
        let shift = meridiem.or_else(|| self.get(Part::Daypart).map(|part| if part == 0 { 0 } else { 12 }));
        let shifted = |minutes: i32| match shift {
            Some(shift) if minutes < 13 * 60 => minutes % (12 * 60) + shift * 60,
            _ => minutes,
        };
        if let Some(minutes) = self.get(Part::DayClock) {
            return Some(clock(minutes % 10_000));
        }
        if let Some(minutes) = self.get(Part::Clock) {
            return Some(clock(shifted(minutes)));
        }
        if let Some(hour) = self.get(Part::Hour) {
            return Some(clock(shifted(hour * 60)));
        }
        // "0735 GMT"
        if let Some(number) = self.get(Part::N).filter(|_| self.get(Part::Zone).is_some()).map(|n| n / 2) {
            return ((100..2400).contains(&number) && number % 100 < 60).then(|| clock(number / 100 * 60 + number % 100));
        }
        if let Some(minutes) = self.get(Part::TimeWord) {
            return Some(clock(minutes));
        }
        let part = self.get(Part::Daypart).or_else(|| self.get(Part::NightWord));
        part.map(|part| format!("T{}", name_of(&DAYPARTS, part)))
    }
}

/// The name that a value of a table counts.
pub(super) fn name_of(names: &[&'static str], number: i32) -> &'static str {
    usize::try_from(number).ok().and_then(|number| names.get(number)).copied().unwrap_or_default()
}
