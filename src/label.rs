//! What sort of thing is named: a path, `place/city`, as a number.

use std::cmp::Ordering;
use std::fmt;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

/// How many labels there can be: ours are some fifty.
const MOST: usize = 1024;

/// The paths by number.
static PATHS: [OnceLock<&'static str>; MOST] = [const { OnceLock::new() }; MOST];

/// The paths that are part of the program, in the order of their numbers.
const FIXED: [&str; 11] = [
    "person",
    "organization",
    "place",
    "date",
    "demonym",
    "metonym",
    "place/country",
    "other",
    "organization/military",
    "product",
    "place/region",
];

/// How many paths have numbers.
static COUNT: LazyLock<Mutex<usize>> = LazyLock::new(|| {
    for (number, path) in FIXED.iter().enumerate() {
        PATHS[number].get_or_init(|| path);
    }
    Mutex::new(FIXED.len())
});

/// What sort of thing is named, as a path: `organization/company` is an `organization`.
/// Labels come from the folders and files of `gazetteers/`, so a new list needs no Rust. Interned: compared in one step,
/// ordered as the strings they are, so that no order of interning can reach an output.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Label {
    number: u16,
    /// The number of the first two parts of the path.
    second: u16,
    /// The number of the first part.
    base: u16,
}

impl Label {
    /// A human being.
    pub const PERSON: Self = Self::fixed(0, 0);
    /// A body of people that acts: company, state body, party, club.
    pub const ORGANIZATION: Self = Self::fixed(1, 1);
    /// A state, region, city, water, site.
    pub const PLACE: Self = Self::fixed(2, 2);
    /// A date, time, duration or set.
    pub const DATE: Self = Self::fixed(3, 3);
    /// A word for the people or things of a country: Russian, North Korean.
    pub const DEMONYM: Self = Self::fixed(4, 4);
    /// A place or building that stands for a government: the Kremlin.
    pub const METONYM: Self = Self::fixed(5, 5);
    /// A state.
    pub const COUNTRY: Self = Self::fixed(6, 2);
    /// What has no other label.
    pub const OTHER: Self = Self::fixed(7, 7);
    /// Those who fight for a state or group.
    pub const MILITARY: Self = Self::fixed(8, 1);
    /// What is made and sold: an aircraft, a drug, a game.
    pub const PRODUCT: Self = Self::fixed(9, 9);
    /// A part of a state that has a name and a border: a state of a union, a province.
    pub const REGION: Self = Self::fixed(10, 2);

    const fn fixed(number: u16, base: u16) -> Self {
        Self { number, second: number, base }
    }

    /// The label of that path.
    ///
    /// # Panics
    /// If there are more than 1,024 different ones.
    pub fn new(path: &str) -> Self {
        let mut count = COUNT.lock().unwrap_or_else(PoisonError::into_inner);
        let above = |parts: usize| path.match_indices('/').nth(parts - 1).map_or(path, |(end, _)| &path[..end]);
        let mut number = |path: &str| {
            let known = PATHS[..*count].iter().position(|known| known.get().is_some_and(|&known| known == path));
            known.unwrap_or_else(|| {
                assert!(*count < MOST, "more than {MOST} labels");
                PATHS[*count].get_or_init(|| Box::leak(path.into()));
                *count += 1;
                *count - 1
            }) as u16
        };
        Self { base: number(above(1)), second: number(above(2)), number: number(path) }
    }

    /// The whole path.
    pub fn as_str(self) -> &'static str {
        match FIXED.get(usize::from(self.number)) {
            Some(path) => path,
            None => PATHS[usize::from(self.number)].get().copied().unwrap_or_default(),
        }
    }

    /// The first part of the path, itself a label.
    #[must_use]
    pub const fn base(self) -> Self {
        Self::fixed(self.base, self.base)
    }

    /// What follows the base, or nothing.
    pub fn subtype(self) -> &'static str {
        self.as_str().split_once('/').map_or("", |(_, subtype)| subtype)
    }

    /// Whether it is `other` or lies below it.
    #[inline]
    pub fn is_a(self, other: Self) -> bool {
        if self.number == other.number {
            return true;
        }
        if other.number == other.second {
            return self.base == other.number || self.second == other.number;
        }
        self.as_str().strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Bits of the labels that it may be, for [`Label::bit`]: two labels without a common bit have nothing to do with each
    /// other.
    #[inline]
    pub(crate) const fn bits(self) -> u64 {
        1 << (self.second % 64) | 1 << (self.base % 64)
    }

    /// The bit that is among the [`Label::bits`] of all that is this label or lies below it.
    #[inline]
    pub(crate) const fn bit(self) -> u64 {
        1 << (self.second % 64)
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_lies_below_its_path() {
        let city = Label::new("place/city");
        assert!(city.is_a(Label::PLACE) && city.is_a(city) && !city.is_a(Label::COUNTRY) && !Label::PLACE.is_a(city));
        assert!(Label::new("place/city/port").is_a(city) && Label::new("place/city/port").is_a(Label::PLACE));
        assert!(!Label::new("placebo").is_a(Label::PLACE));
        assert_eq!(Label::new("place/country"), Label::COUNTRY);
        assert_eq!((city.base(), city.subtype(), city.to_string()), (Label::PLACE, "city", "place/city".to_owned()));
    }

    #[test]
    fn labels_are_in_the_order_of_their_paths() {
        let (later, earlier) = (Label::new("zone"), Label::new("animal"));
        assert!(earlier < later && Label::ORGANIZATION < Label::PERSON && Label::PLACE < Label::COUNTRY);
    }

    #[test]
    fn sets_of_labels_tell_what_cannot_fit() {
        let city = Label::new("place/city");
        assert_ne!(city.bits() & Label::PLACE.bit(), 0);
        assert_ne!(Label::new("place/city/port/old").bits() & Label::new("place/city/port").bit(), 0);
        assert_eq!(city.bits() & Label::PERSON.bit(), 0);
    }
}
