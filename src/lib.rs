//! Reads news articles and leaves a graph.

mod check;
mod corrections;
mod date;
mod document;
mod entity;
mod error;
mod extraction;
mod extractor;
mod graph;
mod label;
mod lazy;
mod mention;
mod names;
mod relation;
mod slug;
mod span;
mod story;
mod symbol;
mod word;

pub mod export;
pub mod ingest;
pub mod relate;
pub mod resolve;
pub mod resources;
pub mod run;
pub mod score;
pub mod store;
pub mod tag;
pub mod text;

pub use check::{Changed, ChangedRow, Difference, Finding, Report, date_examples, difference};
pub use corrections::{COLUMNS as CORRECTION_COLUMNS, Corrections};
pub use date::{Date, Interval, Timex, TimexType};
pub use document::{Document, DocumentId, Zone};
pub use entity::{Entity, EntityId, Facts, Status};
pub use error::{Error, Result};
pub use extraction::{Extraction, Reading, Referent, Refused};
pub use extractor::{Extractor, Worker};
pub use graph::{CoMention, CoMentionEdge, Edge, Fold, Folded, Graph, Shelf, Suggestion, Whole, seen_interval};
pub use label::Label;
pub use mention::{EntryId, FoundBy, Mention, Value};
pub use relation::{DateSource, Evidence, Kind, Modality, Polarity, Relation, RelationMention, When};
pub use run::run;
pub use span::{CodePoints, Span};
pub use story::Stories;
pub use symbol::Symbol;
