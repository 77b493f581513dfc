//! The first two tokens of a rule, as bits: a rule is run only where both can be what it asks for.

use super::part::{GROUP, Part};
use super::words::DateWords;
use crate::resources::pattern::{Atom, Node};
use crate::word::WordId;

/// What a token can be in a rule: a bit for each part, then some that words and groups share, and one for marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u64);

/// The first of the bits that words and groups share.
const SHARED: u32 = 48;

impl Marks {
    /// Every bit.
    pub const ALL: Self = Self(u64::MAX);
    /// The bit of punctuation and clitics.
    pub const PUNCTUATION: Self = Self(1 << 63);
    /// The bit that a token has that can be nothing else: it fits where one token is enough.
    pub const NONE: Self = Self(1 << 62);

    /// The bit of a part.
    pub const fn of_part(part: Part) -> Self {
        Self(1 << (part as u16))
    }

    /// The bit of a word.
    pub const fn of_word(word: WordId) -> Self {
        Self(1 << (SHARED + word.0 % (62 - SHARED)))
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have a bit in common.
    #[inline]
    pub const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What a number of these letters can be.
    pub fn of_number(text: &str) -> Self {
        let bytes = text.as_bytes();
        let of = |parts: &[Part]| parts.iter().fold(Self::default(), |marks, &part| marks.or(Self::of_part(part)));
        if bytes.iter().all(u8::is_ascii_digit) {
            return match bytes.len() {
                1 | 2 => of(&[Part::N, Part::Day, Part::MonthNumber, Part::DayNumber, Part::YearNumber, Part::Hour]),
                4 => of(&[Part::N, Part::Year, Part::ModernYear, Part::Decade]),
                _ => of(&[Part::N]),
            };
        }
        match bytes.last() {
            Some(b's') => of(&[Part::Decade]),
            Some(b't' | b'd' | b'h') => of(&[Part::Ordinal, Part::Day]),
            Some(b'm' | b'M') => of(&[Part::Clock]),
            Some(last) if last.is_ascii_digit() && bytes.contains(&b':') => of(&[Part::Clock]),
            Some(last) if last.is_ascii_digit() => of(&[Part::N]),
            _ => Self::default(),
        }
    }
}

/// What the first and the second token of a pattern can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub(super) first: Marks,
    pub(super) second: Marks,
    /// It can take nothing.
    pub(super) empty: bool,
    /// It can take one token and be done.
    pub(super) lone: bool,
}

impl Opening {
    const EMPTY: Self = Self { first: Marks(0), second: Marks(0), empty: true, lone: false };

    fn then(self, next: Self) -> Self {
        let only = |asked: bool, marks: Marks| if asked { marks } else { Marks(0) };
        Self {
            first: self.first.or(only(self.empty, next.first)),
            second: self.second.or(only(self.lone, next.first)).or(only(self.empty, next.second)),
            empty: self.empty && next.empty,
            lone: (self.lone && next.empty) || (self.empty && next.lone),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            first: self.first.or(other.first),
            second: self.second.or(other.second),
            empty: self.empty || other.empty,
            lone: self.lone || other.lone,
        }
    }

    /// The opening of a pattern.
    pub(super) fn of(node: &Node, words: &DateWords) -> Result<Self, String> {
        match node {
            Node::Sequence(nodes) => nodes.iter().try_fold(Self::EMPTY, |opening, node| Ok(opening.then(Self::of(node, words)?))),
            Node::Either(nodes) => {
                let mut openings = nodes.iter().map(|node| Self::of(node, words));
                let first = openings.next().ok_or("no alternative")??;
                openings.try_fold(first, |opening, next| Ok(opening.or(next?)))
            }
            Node::Repeat(node, min, max) => {
                let once = Self::of(node, words)?;
                let maybe = Self { empty: true, ..once };
                Ok((0..*max.min(&3)).fold(Self::EMPTY, |opening, turn| opening.then(if turn < *min { once } else { maybe })))
            }
            Node::Atom(atom) => Ok(Self::of_atom(atom, words)),
        }
    }

    fn of_atom(atom: &Atom, words: &DateWords) -> Self {
        let one = |first: Marks| Self { first, second: Marks(0), empty: false, lone: true };
        match atom {
            Atom::Word(word) => one(Marks::of_word(*word)),
            Atom::Mark(_) => one(Marks::PUNCTUATION),
            Atom::Class(_) | Atom::Gap | Atom::Trigger(_) => one(Marks::ALL),
            Atom::Part(group) if *group >= GROUP => one(words.group_marks(*group - GROUP)),
            Atom::Part(part) => match Part::from_number(*part) {
                Some(part @ (Part::Dash | Part::Bracket | Part::Currency)) => one(Marks::PUNCTUATION.or(Marks::of_part(part))),
                Some(Part::Edge) | None => one(Marks::ALL),
                Some(part) => {
                    let opening = one(Marks::of_part(part).or(words.part_marks(part)));
                    let second = words.second_marks(part);
                    // Numbers in words go on with numbers, dashes and the like.
                    let number = match part {
                        Part::N | Part::Year | Part::Ordinal | Part::Day | Part::Decade | Part::ShortYear => {
                            let parts = [Part::N, Part::Ordinal, Part::YearNumber, Part::Decade];
                            parts.iter().fold(Marks::PUNCTUATION, |marks, &part| marks.or(Marks::of_part(part)))
                        }
                        _ => Marks(0),
                    };
                    let first = if part.takes_apostrophe() { opening.first.or(Marks::PUNCTUATION) } else { opening.first };
                    Self { first, second: second.or(number), ..opening }
                }
            },
        }
    }
}
