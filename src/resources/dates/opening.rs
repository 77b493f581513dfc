//! The first two tokens of a rule, as bits: a rule is run only where both can be what it asks for.

use super::part::{GROUP, Part};
use super::words::DateWords;
use crate::resources::pattern::{Atom, Node};
use crate::word::WordId;

/// What a token can be in a rule: a bit for each part, then some that words and groups share, and one for marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u128);

/// The first of the bits that words and groups share.
const SHARED: u32 = 52;

impl Marks {
    /// Every bit.
    pub const ALL: Self = Self(u128::MAX);
    /// The bit of punctuation and clitics.
    pub const PUNCTUATION: Self = Self(1 << 127);
    /// The bit that a token has that can be nothing else: it fits where one token is enough.
    pub const NONE: Self = Self(1 << 126);

    /// The bit of a part.
    pub const fn of_part(part: Part) -> Self {
        Self(1 << (part as u16))
    }

    /// The bit of a word.
    pub const fn of_word(word: WordId) -> Self {
        Self(1 << (SHARED + word.0 % (126 - SHARED)))
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
    #[inline]
    pub fn of_number(text: &str) -> Self {
        Self::OF_NUMBERS[Self::number_class(text)]
    }

    /// The class of a number by its letters: an index into [`Marks::OF_NUMBERS`].
    pub fn number_class(text: &str) -> usize {
        let bytes = text.as_bytes();
        if bytes.iter().all(u8::is_ascii_digit) {
            return match bytes.len() {
                1 | 2 => 0,
                4 => 1,
                _ => 2,
            };
        }
        match bytes.last() {
            Some(b's') => 3,
            Some(b't' | b'd' | b'h') => 4,
            Some(b'm' | b'M') => 5,
            Some(last) if last.is_ascii_digit() && bytes.contains(&b':') => 5,
            Some(last) if last.is_ascii_digit() => 2,
            _ => 6,
        }
    }

    /// What the numbers of each class can be; the last is an apostrophe before a number.
    pub const OF_NUMBERS: [Self; 8] = {
        const fn of(parts: &[Part]) -> Marks {
            let (mut marks, mut at) = (Marks(0), 0);
            while at < parts.len() {
                marks = marks.or(Marks::of_part(parts[at]));
                at += 1;
            }
            marks
        }
        [
            of(&[Part::N, Part::Day, Part::MonthNumber, Part::DayNumber, Part::YearNumber, Part::Hour]),
            of(&[Part::N, Part::Year, Part::ModernYear, Part::Decade]),
            of(&[Part::N]),
            of(&[Part::Decade]),
            of(&[Part::Ordinal, Part::Day]),
            of(&[Part::Clock]),
            Marks(0),
            Marks::PUNCTUATION,
        ]
    };

    /// The class of an apostrophe.
    pub const APOSTROPHE: usize = 7;
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

    /// What the token behind must be for a run to be worth it.
    pub(super) fn seconds(self) -> Marks {
        if self.lone { Marks::ALL } else { self.second }
    }

    fn or(self, other: Self) -> Self {
        Self {
            first: self.first.or(other.first),
            second: self.second.or(other.second),
            empty: self.empty || other.empty,
            lone: self.lone || other.lone,
        }
    }

    /// The opening of a pattern at a token.
    pub(super) fn of(node: &Node, at: At, words: &DateWords) -> Self {
        match node {
            Node::Sequence(nodes) => nodes.iter().fold(Self::EMPTY, |opening, node| opening.then(Self::of(node, at, words))),
            Node::Either(nodes) => {
                let dead = Self { empty: false, ..Self::EMPTY };
                nodes.iter().fold(dead, |opening, node| opening.or(Self::of(node, at, words)))
            }
            Node::Repeat(node, min, max) => {
                let once = Self::of(node, at, words);
                let maybe = Self { empty: true, ..once };
                (0..*max.min(&3)).fold(Self::EMPTY, |opening, turn| opening.then(if turn < *min { once } else { maybe }))
            }
            Node::Not(_) => Self::EMPTY,
            Node::Atom(atom) => Self::of_atom(atom, at, words),
        }
    }

    /// `first` is all that the atom can begin with, `second` and `lone` are for the token at hand: they count only
    /// where the atom comes first.
    fn of_atom(atom: &Atom, at: At, words: &DateWords) -> Self {
        let one = |first: Marks, lone: bool| Self { first, second: Marks(0), empty: false, lone };
        match atom {
            Atom::Word(word) => one(Marks::of_word(*word), at == At::Word(*word)),
            Atom::Mark(_) => one(Marks::PUNCTUATION, false),
            Atom::Class(_) | Atom::Gap | Atom::Trigger(_) => one(Marks::ALL, true),
            Atom::Part(group) if *group >= GROUP => {
                let fits = matches!(at, At::Word(word) if words.in_group(*group - GROUP, word));
                one(words.group_marks(*group - GROUP), fits)
            }
            Atom::Part(part) => match Part::from_number(*part) {
                Some(part @ (Part::Dash | Part::Bracket | Part::Currency)) => {
                    one(Marks::PUNCTUATION.or(Marks::of_part(part)), false)
                }
                Some(Part::Edge) | None => one(Marks::ALL, true),
                Some(part) => Self::of_part(part, at, words),
            },
        }
    }

    /// What the tables of a part call its first words.
    pub(super) fn tables(part: Part) -> Marks {
        let tables = Part::ALL.iter().filter(|(table, _)| part.takes(*table));
        tables.fold(Marks::of_part(part), |marks, (table, _)| marks.or(Marks::of_part(*table)))
    }

    fn of_part(part: Part, at: At, words: &DateWords) -> Self {
        let mut opening = Self { first: Self::tables(part), empty: false, ..Self::EMPTY };
        if part.takes_apostrophe() {
            opening.first = opening.first.or(Marks::PUNCTUATION);
        }
        match at {
            At::Number => opening.lone = part.takes_number() || part.takes_apostrophe(),
            At::Word(word) => {
                for sense in words.senses(word).iter().filter(|sense| part.takes(sense.part)) {
                    match sense.rest.first() {
                        None => opening.lone = true,
                        Some(&next) => opening.second = opening.second.or(Marks::of_word(next)),
                    }
                }
            }
        }
        // Numbers in words go on with numbers and dashes; a year in words is never one word.
        if opening.lone && matches!(part, Part::N | Part::Year | Part::Ordinal | Part::Day | Part::Decade | Part::ShortYear) {
            let parts = [Part::N, Part::Ordinal, Part::YearNumber, Part::Decade];
            let more = parts.iter().fold(Marks::PUNCTUATION, |marks, &part| marks.or(Marks::of_part(part)));
            opening.second = opening.second.or(more);
            opening.lone = part != Part::Year || at == At::Number;
        }
        opening
    }
}

/// The token that a pattern is to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// This word.
    Word(WordId),
    /// A number, or an apostrophe before one.
    Number,
}
