//! What a text says: stretches that name something, with their label, value and finder.

use crate::date::Timex;
use crate::label::Label;
use crate::span::Span;
use crate::symbol::Symbol;

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
