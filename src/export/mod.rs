//! Graph -> files.
//!
//! A format is one file here and its two lines in this one: the command line, its help, and the conformance test of
//! `tests/export.rs` read [`EXPORTERS`]. What all formats keep to: UTF-8, LF, a header, `""` for a quote inside quotes,
//! one line a cell with neither blanks at its ends nor control characters, `.` in numbers, ISO dates, rows in order.
//! Files are written in a [`Staging`] folder and put in place when all are whole. Mentions, claims and articles are
//! too many to keep: their rows are made document by document, and [`Rows`] puts them in order on disk.

mod cell;
mod conflicts;
mod csv;
mod document;
mod gephi;
mod id;
mod lists;
mod manifest;
mod neo4j;
mod node;
mod sheet;
mod stage;
mod table;

use std::path::{Path, PathBuf};

pub use self::csv::Csv;
pub use self::document::{article_row, evidence_rows, mention_rows};
pub use self::gephi::Gephi;
pub use self::id::{EdgeId, relation_id};
pub use self::manifest::{Manifest, OutputFile};
pub use self::neo4j::Neo4j;
pub use self::stage::Staging;
pub use self::table::{Rows, Table};
use crate::error::Result;
use crate::graph::Graph;

/// A way to write a graph.
pub trait Exporter: Sync {
    /// The name users choose it by.
    fn name(&self) -> &'static str;

    /// What it writes, in one line of help.
    fn about(&self) -> &'static str;

    /// Every file it writes, relative to the output folder and with `/` between folders.
    fn files(&self) -> &'static [&'static str];

    /// The tables that belong to it beside those files, whose rows a run streams into [`Rows`].
    fn tables(&self) -> &'static [Table] {
        &[]
    }

    /// Writes the graph below `folder`, which exists: a [`Staging`] folder, for files are not replaced but made.
    /// Gives the files written, relative to `folder`: those of [`files`](Self::files), in that order.
    ///
    /// # Errors
    /// If a file cannot be made or written.
    fn export(&self, graph: &Graph, folder: &Path) -> Result<Vec<PathBuf>>;

    /// What a person does next to see the graph that lies in `folder`, the output folder; `None` if there is nothing to do.
    fn next_step(&self, folder: &Path) -> Option<String>;
}

/// Every format, in the order help lists them.
pub static EXPORTERS: &[&dyn Exporter] = &[&Csv, &Neo4j, &Gephi];
