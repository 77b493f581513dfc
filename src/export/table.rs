//! Tables whose rows are made document by document, put in the order of document ids with bounded memory.
//!
//! The same rows give the same bytes whatever the order and the batches they came in.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::document::{ARTICLES, EVIDENCE, MENTIONS, with_story};
use super::native::Sheet;
use super::sheet::header;
use super::sorted::Sorted;
use crate::document::DocumentId;
use crate::error::{Error, Result};
use crate::story::Stories;

/// A table whose rows are streamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `mentions.csv`, of [`mention_rows`](super::mention_rows).
    Mentions,
    /// `evidence.csv`, of [`evidence_rows`](super::evidence_rows).
    Evidence,
    /// `articles.csv`, of [`article_row`](super::article_row).
    Articles,
    /// `texts.jsonl`, of [`text_row`](super::text_row): no output, but what formats that write texts are made of.
    Texts,
}

impl Table {
    /// Those that are outputs.
    pub const ALL: [Self; 3] = [Self::Mentions, Self::Evidence, Self::Articles];

    /// Its file, relative to the output folder.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions.csv",
            Self::Evidence => "evidence.csv",
            Self::Articles => "articles.csv",
            Self::Texts => "texts.jsonl",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<&'static str> {
        self.sheet().columns.iter().map(|column| column.0).collect()
    }

    /// Its file and columns, to read it back.
    pub(super) fn sheet(self) -> Sheet {
        let columns = match self {
            Self::Mentions => MENTIONS,
            Self::Evidence => EVIDENCE,
            Self::Articles => ARTICLES,
            Self::Texts => &[],
        };
        Sheet { file: self.file_name(), columns: columns.to_vec() }
    }
}

/// Collects the rows of one table and writes them in order.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    rows: Sorted,
}

impl Rows {
    /// Collects rows of `table`, to be written below `folder`: the [`Staging`](super::Staging) folder.
    pub fn new(table: Table, folder: &Path) -> Self {
        Self { table, rows: Sorted::new(folder) }
    }

    /// The same, holding at most about `bytes` of rows in memory; 16 MiB otherwise.
    #[must_use]
    pub fn holding(self, bytes: usize) -> Self {
        Self { rows: self.rows.holding(bytes), ..self }
    }

    /// Takes the encoded rows of some documents, a document's rows all at once.
    ///
    /// # Errors
    /// If they have to be spilled and the disk does not take them.
    pub fn add(&mut self, batch: impl IntoIterator<Item = (DocumentId, Vec<u8>)>) -> Result<()> {
        for (id, rows) in batch.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            self.rows.add(id.as_str(), rows);
        }
        self.rows.relieve().map_err(|error| Error::io(self.rows.folder(), error))
    }

    /// Leaves memory to others until the table is written, if there are too many rows to be held.
    ///
    /// # Errors
    /// If the disk does not take them.
    pub fn yield_memory(&mut self) -> Result<()> {
        self.rows.yield_memory().map_err(|error| Error::io(self.rows.folder(), error))
    }

    /// Writes the table, every article a story of its own. Gives its file, relative to the folder.
    ///
    /// # Errors
    /// If the file cannot be made or written, or what was spilled not be read back.
    pub fn finish(self) -> Result<PathBuf> {
        self.finish_with(&Stories::default())
    }

    /// The same, articles having these stories.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_with(self, stories: &Stories) -> Result<PathBuf> {
        let name = PathBuf::from(self.table.file_name());
        let path = self.rows.folder().join(&name);
        let write = || -> io::Result<()> {
            let mut file = BufWriter::with_capacity(1 << 18, File::create(&path)?);
            if self.table != Table::Texts {
                file.write_all(&header(self.table.columns()))?;
            }
            let tells_stories = self.table == Table::Articles;
            self.rows.each(|(id, rows)| {
                if tells_stories {
                    file.write_all(&with_story(&rows, stories.of(&DocumentId::new(&id)).as_str()))
                } else {
                    file.write_all(&rows)
                }
            })?;
            file.flush()
        };
        write().map_err(|error| Error::io(&path, error))?;
        Ok(name)
    }
}
