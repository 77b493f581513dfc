//! Offsets as gold files count them, in code points or in UTF-16 units -> bytes.

use crate::error::{Error, Result};
use crate::span::Span;

/// Stands where a unit begins no character.
const WITHIN: u32 = u32::MAX;

/// The byte offset of each unit of a text.
pub(super) struct Offsets {
    /// None where a unit is a byte.
    bytes: Option<Vec<u32>>,
    length: usize,
}

impl Offsets {
    /// Of code points.
    ///
    /// # Errors
    /// If the text is longer than offsets can say.
    pub(super) fn of_code_points(text: &str) -> Result<Self> {
        Self::new(text, |_| 1)
    }

    /// Of UTF-16 units.
    ///
    /// # Errors
    /// If the text is longer than offsets can say.
    pub(super) fn of_utf16(text: &str) -> Result<Self> {
        Self::new(text, char::len_utf16)
    }

    fn new(text: &str, units: impl Fn(char) -> usize) -> Result<Self> {
        if u32::try_from(text.len()).is_err() {
            return Err(Error::new("more than 4 GiB of text, which is more than any offset can say"));
        }
        if text.is_ascii() {
            return Ok(Self { bytes: None, length: text.len() });
        }
        let mut bytes = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            bytes.push(at as u32);
            bytes.extend(std::iter::repeat_n(WITHIN, units(c) - 1));
        }
        bytes.push(text.len() as u32);
        Ok(Self { length: bytes.len() - 1, bytes: Some(bytes) })
    }

    /// The span from `start` to `end`.
    ///
    /// # Errors
    /// If it is empty, does not lie in the text, or cuts a character in two.
    pub(super) fn span(&self, start: u64, end: u64) -> Result<Span> {
        let byte = |unit: u64| {
            let unit = usize::try_from(unit).ok().filter(|&unit| unit <= self.length)?;
            match &self.bytes {
                Some(bytes) => Some(bytes[unit]).filter(|&byte| byte != WITHIN),
                None => Some(unit as u32),
            }
        };
        if start >= end {
            return Err(Error::new(format!("the span {start}..{end} is empty: its end is not behind its start")));
        }
        match (byte(start), byte(end)) {
            (Some(start), Some(end)) => Ok(Span::new(start, end)),
            _ => Err(Error::new(format!(
                "the span {start}..{end} does not lie in its text of {} characters: offsets count Unicode code points \
                 (UTF-16 units in WebAnno), not bytes",
                self.length
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart() {
        let text = "é😀x";
        let points = Offsets::of_code_points(text).expect("short");
        assert_eq!(points.span(1, 3).expect("within").of(text), "😀x");
        let units = Offsets::of_utf16(text).expect("short");
        assert_eq!(units.span(1, 4).expect("within").of(text), "😀x");
        assert!(units.span(2, 4).is_err(), "half of a pair");
        for (start, end) in [(0, 0), (2, 1), (0, 4), (5, 9), (0, u64::MAX)] {
            assert!(points.span(start, end).is_err(), "{start}..{end}");
        }
    }
}
