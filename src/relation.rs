//! What is said to hold between two things: one sentence's claim, and the claims merged into an edge.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::date::{Date, Interval};
use crate::document::DocumentId;
use crate::span::Span;
use crate::symbol::Symbol;

/// The kind of a relation, as its file in `patterns/relations/` describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    /// Its name in outputs: upper snake case, a letter first.
    pub name: Symbol,
    /// Whether head and tail may change places: then the head is the one with the lower id.
    pub symmetric: bool,
    /// Whether a thing has one value of it (one is born in one city): then two are a conflict.
    pub single: bool,
    /// Whether it says of an article where it was written, and nothing of the story: then it is told of the text, but is no edge.
    pub aside: bool,
}

impl Kind {
    /// A kind of that name which is none of what a file may say of it besides.
    pub const fn plain(name: Symbol) -> Self {
        Self { name, symmetric: false, single: false, aside: false }
    }
}

/// Whether a claim is made or gainsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// The text says it is so.
    #[default]
    Asserted,
    /// The text says it is not so.
    Negated,
    /// The text says that somebody denies it.
    Denied,
}

impl Polarity {
    /// Its name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Negated => "negated",
            Self::Denied => "denied",
        }
    }
}

/// In what way a claim holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// As a fact.
    #[default]
    Fact,
    /// As an allegation or suspicion.
    Alleged,
    /// As something meant to be done, promised or ordered.
    Planned,
    /// As a possibility.
    Possible,
    /// Under a condition.
    Conditional,
    /// As a question.
    Question,
}

impl Modality {
    /// Its name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Alleged => "alleged",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Question => "question",
        }
    }
}

/// Where the date of a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateSource {
    /// A time expression of the same clause.
    Clause,
    /// The article's own date.
    Article,
    /// The article's own date, by which it was over: the former chairman.
    Former,
}

impl DateSource {
    /// Its name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Article => "article",
            Self::Former => "former",
        }
    }
}

/// When a claim is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The days.
    pub interval: Interval,
    /// What says so.
    pub source: DateSource,
}

/// One sentence's claim that a relation holds between two mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationMention {
    /// What is claimed.
    pub kind: Kind,
    /// The mention that acts or has: an index into [`Extraction::mentions`](crate::Extraction).
    pub head: u32,
    /// The mention that is acted on or had.
    pub tail: u32,
    /// The word or words that state it.
    pub trigger: Span,
    /// The sentence, by number.
    pub sentence: u32,
    /// When, where the text tells.
    pub when: Option<When>,
    /// Made or gainsaid.
    pub polarity: Polarity,
    /// In what way.
    pub modality: Modality,
    /// The mention that says so, where it is not the article itself.
    pub attributed_to: Option<u32>,
    /// How sure the rule is, 0 to 1.
    pub score: f32,
    /// The pattern that found it: `relations/acquired#2`; with `+noun` behind it if an end is not named there, but meant by a
    /// noun: "the company".
    pub found_by: Symbol,
}

impl RelationMention {
    /// The pattern that found it.
    pub fn pattern(&self) -> &'static str {
        let name = self.found_by.as_str();
        name.strip_suffix(Self::BY_NOUN).unwrap_or(name)
    }

    /// What stands behind the name of a pattern where an end was inferred from a noun.
    pub const BY_NOUN: &'static str = "+noun";
}

/// The words in an article that a node or an edge rests on. Ordered by document, then offset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The article.
    pub document: DocumentId,
    /// The sentence, in bytes of the article's text.
    pub span: Span,
    /// The same in Unicode code points.
    pub code_points: Span,
    /// The sentence on one line: white space folded, control characters out.
    pub sentence: Arc<str>,
    /// The rule.
    pub found_by: Symbol,
}

/// An edge: all claims of one kind, polarity and modality from one entity to another.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The kind.
    pub kind: Kind,
    /// Made or gainsaid.
    pub polarity: Polarity,
    /// In what way.
    pub modality: Modality,
    /// How many sentences claim it.
    pub mentions: u64,
    /// In how many articles.
    pub articles: u64,
    /// In how many stories: reprints of one text count once. As many as articles until the graph has told them apart.
    pub stories: u64,
    /// Who published them.
    pub publishers: BTreeSet<Arc<str>>,
    /// The publication date of the first article that claims it.
    pub first_seen: Option<Date>,
    /// The publication date of the last.
    pub last_seen: Option<Date>,
    /// The days it is said to hold, over all claims that tell by a date of their own.
    pub when: Option<Interval>,
    /// The ids of those it is attributed to.
    pub attributed_to: BTreeSet<crate::entity::EntityId>,
    /// The best score among the claims.
    pub score: f32,
    /// The patterns that found it.
    pub rules: BTreeSet<Symbol>,
    /// The first sentence that claims it, in order of document and offset.
    pub evidence: Evidence,
}

impl Relation {
    /// Whether it belongs to the default edges: stated, as a fact. All other claims are kept apart from them.
    pub fn is_fact(&self) -> bool {
        self.polarity == Polarity::Asserted && self.modality == Modality::Fact
    }
}
