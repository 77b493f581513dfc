//! Numbers by their letters: which parts of dates one can begin.

use super::part::Part;

/// The parts that numbers of each class can begin.
pub(super) const NUMBERS: [&[Part]; 10] = [
    &[Part::N, Part::Digits, Part::Day, Part::MonthNumber, Part::DayNumber, Part::YearNumber, Part::Hour],
    &[Part::N, Part::Digits, Part::Year, Part::ModernYear],
    &[Part::N, Part::Digits],
    &[Part::Decade],
    &[Part::Ordinal, Part::Day],
    &[Part::Clock],
    &[],
    &[Part::DottedDate],
    &[Part::DayClock],
    &[Part::PeriodCode],
];

/// The class of a number: an index into [`NUMBERS`].
pub(super) fn class(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return match bytes.len() {
            1 | 2 => 0,
            4 => 1,
            _ => 2,
        };
    }
    match bytes {
        [_, b'T', _, _, _, _, _, ..] | [_, _, b'T', _, _, _, _, ..] => 8,
        [_, b'Q' | b'H', ..] => 9,
        [.., b's'] => 3,
        [.., b't' | b'd' | b'h'] => 4,
        [.., b'm' | b'M'] => 5,
        [.., b'0'..=b'9'] if bytes.contains(&b':') => 5,
        [.., b'0'..=b'9'] if text.matches('.').count() == 2 => 7,
        [.., b'0'..=b'9'] => 2,
        _ => 6,
    }
}
