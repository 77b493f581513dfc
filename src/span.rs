//! Where a text says something: a half-open range of byte offsets on character boundaries.

use std::fmt;
use std::ops::Range;

/// A stretch of text, as byte offsets from its start, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The same as a range that slices a string.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it covers.
    ///
    /// # Panics
    /// If it was not made for this text.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Its length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Turns byte offsets that come in rising order into offsets in Unicode code points, in one pass.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: u32,
}

impl<'t> CodePoints<'t> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    /// The code point offset of a byte offset; going back starts over, so ask in rising order.
    ///
    /// # Panics
    /// If `byte` is not a character boundary of the text.
    pub fn at(&mut self, byte: u32) -> u32 {
        let byte = byte as usize;
        if byte < self.byte {
            (self.byte, self.point) = (0, 0);
        }
        let between = &self.text[self.byte..byte];
        self.point += if between.is_ascii() { between.len() as u32 } else { between.chars().count() as u32 };
        self.byte = byte;
        self.point
    }
}
