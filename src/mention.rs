//! What a text says: stretches that name something, with their label, value and finder.

use std::fmt;

use crate::date::Timex;
use crate::span::Span;
use crate::symbol::Symbol;

/// What sort of thing is named, as a path: `organization/company` is an `organization`.
/// Labels come from the folders and files of `gazetteers/`, so a new list needs no Rust.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(Symbol);

impl Label {
    /// A human being.
    pub const PERSON: Self = Self(Symbol::of("person"));
    /// A body of people that acts: company, state body, party, club.
    pub const ORGANIZATION: Self = Self(Symbol::of("organization"));
    /// A state, region, city, water, site.
    pub const PLACE: Self = Self(Symbol::of("place"));
    /// A date, time, duration or set.
    pub const DATE: Self = Self(Symbol::of("date"));
    /// A word for the people or things of a country: Russian, North Korean.
    pub const DEMONYM: Self = Self(Symbol::of("demonym"));

    /// The label of that path.
    pub fn new(path: &str) -> Self {
        Self(Symbol::new(path))
    }

    /// The whole path.
    pub const fn as_str(self) -> &'static str {
        self.0.as_str()
    }

    /// The first part of the path, itself a label.
    #[must_use]
    pub fn base(self) -> Self {
        match self.as_str().split_once('/') {
            Some((base, _)) => Self(Symbol::of(base)),
            None => self,
        }
    }

    /// What follows the base, or nothing.
    pub fn subtype(self) -> &'static str {
        self.as_str().split_once('/').map_or("", |(_, subtype)| subtype)
    }

    /// Whether it is `other` or lies below it.
    pub fn is_a(self, other: Self) -> bool {
        self.as_str().strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// What a mention stands for, once normalised.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing beyond the entity it resolves to.
    #[default]
    None,
    /// A time.
    Timex(Box<Timex>),
    /// An identifier in its canonical spelling: `CVE-2023-1234`.
    Text(Box<str>),
}

/// A row of a gazetteer, by its number among all rows loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// What found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// A row of a gazetteer.
    Entry(EntryId),
    /// A rule or a piece of evidence, by name: `names/cve`, `dates/last-weekday`, `shape`.
    Rule(Symbol),
}

/// A stretch of text that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where the text says it.
    pub span: Span,
    /// The tokens it covers: the number of the first, and the one after the last.
    pub tokens: (u32, u32),
    /// The sentence it lies in, by number.
    pub sentence: u32,
    /// What sort of thing it names.
    pub label: Label,
    /// What it stands for, once normalised.
    pub value: Value,
    /// How much spoke for it, 0 to 1.
    pub score: f32,
    /// The gazetteer row or rule that found it.
    pub found_by: FoundBy,
    /// The title or role written beside the name and left outside of it: "Defence Minister".
    pub role: Option<Span>,
    /// What it refers to: an index into [`Extraction::referents`](crate::Extraction), once resolved.
    pub referent: Option<u32>,
}
