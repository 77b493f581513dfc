//! A word, number or mark of a text.

use crate::span::Span;
use crate::word::WordId;

/// A word, number or mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The hash of its folded form; 0 for punctuation and numbers.
    pub hash: u64,
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Its number among the words that resources know.
    pub word: WordId,
    /// What sort of token it is.
    pub shape: Shape,
    /// The byte that tells punctuation apart (ASCII; curly quotes and dashes as their straight kin); 0 for others.
    pub mark: u8,
    /// Bits of [`has`].
    pub has: u8,
}

/// Bits of what a token has.
pub mod has {
    /// White space before it.
    pub const SPACE: u8 = 1;
    /// A line break before it.
    pub const LINE: u8 = 2;
    /// A blank line before it.
    pub const BLANK: u8 = 4;
    /// A stop that belongs to it: `Inc.`, `U.S.`.
    pub const STOP: u8 = 8;
    /// Letters of a script without capitals or spaces.
    pub const UNCASED: u8 = 16;
}

/// What sort of token it is, by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `missile`
    Lower,
    /// `Russia`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `K`, `J.`
    Initial,
    /// `McDonald`, `iPhone`, `ScarCruft`
    Mixed,
    /// `2023`, `9:30`, `1990s`, `3.5`
    Number,
    /// `'s`, `n't`, `'ll`; its mark is the first letter
    Clitic,
    /// An e-mail address or URL.
    Address,
    /// Punctuation and symbols.
    Mark,
}

impl Token {
    /// Where it stands.
    #[inline]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it is a word with a capital.
    #[inline]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether it is a word, capital or not.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.is_capital() || self.shape == Shape::Lower
    }

    /// Whether it is this mark.
    #[inline]
    pub fn is(&self, mark: u8) -> bool {
        self.mark == mark
    }

    /// Whether it has any of these bits.
    #[inline]
    pub fn has(&self, bits: u8) -> bool {
        self.has & bits != 0
    }
}
