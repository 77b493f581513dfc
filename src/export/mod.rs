//! Graph -> files.
//!
//! A format is one file here and its two lines in this one: the command line, its help, and the conformance test of
//! `tests/export.rs` read [`EXPORTERS`]. What all formats keep to: UTF-8, LF, a header, `""` for a quote inside quotes,
//! one line a cell with neither blanks at its ends nor control characters, `.` in numbers, ISO dates, rows in order.
//! Files are written in a [`Staging`] folder and put in place when all are whole. Mentions, claims and articles are
//! too many to keep: their rows are made document by document, and [`Rows`] puts them in order on disk.

mod bolt;
mod brat;
mod cell;
mod column;
mod conflicts;
mod content;
mod convert;
mod csv;
mod cypher;
mod delta;
mod document;
mod edge;
mod former;
mod ftm;
mod gephi;
mod gexf;
mod graphml;
mod id;
mod identifier;
mod jsonl;
mod kuzu;
mod listing;
mod lists;
mod load;
mod manifest;
mod native;
mod neo4j;
mod node;
mod parquet;
mod rows;
mod sheet;
mod sorted;
mod sources;
mod stage;
mod statement;
mod stix;
mod table;
mod verify;
mod w3c;
mod xml;

use std::path::{Path, PathBuf};

pub use self::bolt::Server;
pub use self::brat::Brat;
pub use self::content::Content;
pub use self::convert::convert;
pub use self::csv::Csv;
pub use self::cypher::Cypher;
pub use self::delta::{DELTA_FILES, DeltaCounts, delta};
pub use self::document::{article_row, evidence_rows, mention_rows, text_row};
pub use self::ftm::Ftm;
pub use self::gephi::Gephi;
pub use self::gexf::Gexf;
pub use self::graphml::GraphMl;
pub use self::id::{EdgeId, relation_id};
pub use self::jsonl::Jsonl;
pub use self::kuzu::Kuzu;
pub use self::load::{Loaded, Sent, load};
pub use self::manifest::{Manifest, OutputFile};
pub use self::neo4j::Neo4j;
pub use self::parquet::Parquet;
pub use self::stage::Staging;
pub use self::stix::Stix;
pub use self::table::{Rows, Table};
pub use self::verify::{Counts, Verdict, verify};
pub use self::w3c::W3c;
use crate::error::Result;

/// A way to write a graph.
pub trait Exporter: Sync {
    /// The name users choose it by.
    fn name(&self) -> &'static str;

    /// What it writes, in one line of help.
    fn about(&self) -> &'static str;

    /// Whether it is written if no format is asked for.
    fn is_usual(&self) -> bool {
        false
    }

    /// The files it writes, relative to the output folder and with `/` between folders.
    fn files(&self) -> &'static [&'static str];

    /// Those it writes as well if articles are to be nodes.
    fn document_files(&self) -> &'static [&'static str] {
        &[]
    }

    /// The tables that are its files as well, whose rows a run streams into [`Rows`].
    fn tables(&self) -> &'static [Table] {
        &[]
    }

    /// Whether it is made of those tables as well, and so waits for them; `documents`: whether articles are to be nodes.
    fn reads_tables(&self, _documents: bool) -> bool {
        false
    }

    /// Whether it writes the texts of the articles, which no native table holds.
    fn reads_texts(&self) -> bool {
        false
    }

    /// Writes what there is below `folder`, a [`Staging`] folder that was opened for its files: the folders that they lie in
    /// exist, the files do not.
    /// Gives the files written, relative to `folder`: those of [`files`](Self::files), then [`document_files`](Self::document_files).
    ///
    /// # Errors
    /// If a table cannot be read, or a file not be made or written.
    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>>;

    /// Reads its files in `folder` back, under the rules of the program they are for, and counts what they hold.
    ///
    /// # Errors
    /// The first fault: what that program would refuse or lose, with file and line.
    fn read_back(&self, folder: &Path) -> Result<Counts>;

    /// What a person does next to see the graph that lies in `folder`, the output folder; `None` if there is nothing to do.
    /// `documents`: whether articles are nodes.
    fn next_step(&self, folder: &Path, documents: bool) -> Option<String>;
}

/// Every format, in the order help lists them.
pub static EXPORTERS: &[&dyn Exporter] =
    &[&Csv, &Neo4j, &Cypher, &Gephi, &Gexf, &GraphMl, &Kuzu, &Jsonl, &Parquet, &Ftm, &Stix, &W3c, &Brat];

/// Every file that those formats write.
pub fn file_names(exporters: &[&'static dyn Exporter], documents: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for exporter in exporters {
        names.extend(exporter.files());
        names.extend(exporter.tables().iter().map(|table| table.file_name()));
        if documents {
            names.extend(exporter.document_files());
        }
    }
    names
}
