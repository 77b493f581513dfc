//! Texts that people annotated, and what was found in them -> precision, recall, F1, and the mistakes behind them.
//!
//! [`read_gold`] reads the annotated texts, one file of this folder a format ([`GOLD_FORMATS`]). What was found is either
//! [`Marks::found`] in an extraction or read by [`read_predicted`]. [`score`] compares the two and counts as the scorer of the
//! bench does, digit by digit. Which program found something is nothing to it; it extracts nothing and prints nothing.

mod brat;
mod clusters;
mod conll;
mod context;
mod cut;
mod dates;
mod entities;
mod errors;
mod file;
mod gold;
mod jsonl;
mod labels;
mod marks;
mod matching;
mod offset;
mod predicted;
mod relations;
mod scores;
mod tally;
mod webanno;

pub use clusters::{BCubed, ClusterScores};
pub use context::Example;
pub use dates::DateScores;
pub use entities::{Entities, LabelRow, Labels};
pub use errors::{Cause, Mistake, Side};
pub use gold::{GOLD_FORMATS, Gold, GoldFormat, GoldOptions, read_gold};
pub use labels::LabelMap;
pub use marks::{Base, Link, Mark, Marks};
pub use predicted::{Predicted, read_predicted};
pub use relations::{RelationMap, RelationMode, RelationScores};
pub use scores::{Options, Scores, score};
pub use tally::Tally;
