//! What articles say -> one graph and the tables: graphs of some articles are merged, rows put in order by document.

use std::path::PathBuf;

use crate::document::{Document, DocumentId};
use crate::error::Result;
use crate::export::{Rows, Table, article_row, evidence_rows, mention_rows, text_row};
use crate::extraction::Extraction;
use crate::extractor::Extractor;
use crate::graph::{Fold, Graph};
use crate::mention::FoundBy;

/// What finders are called, as outputs write it.
pub(super) struct Finders<'e> {
    extractor: &'e Extractor,
    /// The names of the lists.
    lists: Vec<String>,
}

impl<'e> Finders<'e> {
    pub(super) fn of(extractor: &'e Extractor) -> Self {
        let lists = extractor.resources().lists.iter().map(|list| list.path.display().to_string()).collect();
        Self { extractor, lists }
    }

    /// As [`Extractor::describe`], without a new string for every mention.
    pub(super) fn name_of(&self, found_by: FoundBy, name: &mut String) {
        match found_by {
            FoundBy::Entry(entry) => {
                use std::fmt::Write as _;
                let entry = self.extractor.resources().entry(entry);
                write!(name, "{}:{}", self.lists[usize::from(entry.list)], entry.line).expect("a string grows");
            }
            FoundBy::Rule(rule) => name.push_str(rule.as_str()),
        }
    }
}

/// The graph and the tables so far.
pub(super) struct Folding {
    pub(super) graph: Fold,
    pub(super) rows: Vec<Rows>,
}

/// What some articles gave.
pub(super) struct Gathered {
    pub(super) graphs: Vec<Graph>,
    pub(super) rows: Vec<DocumentRows>,
}

/// The encoded rows of a document, table by table.
pub(super) struct DocumentRows {
    id: DocumentId,
    tables: Vec<Vec<u8>>,
}

impl DocumentRows {
    /// The rows of these tables. `name_of` appends what users know a finder by.
    pub(super) fn of(
        tables: &[Table],
        document: &Document,
        extraction: &Extraction,
        name_of: &dyn Fn(FoundBy, &mut String),
    ) -> Self {
        let rows = |table: &Table| {
            let mut rows = Vec::new();
            match table {
                Table::Mentions => mention_rows(document, extraction, name_of, &mut rows),
                Table::Evidence => evidence_rows(document, extraction, &mut rows),
                Table::Articles => article_row(document, extraction, &mut rows),
                Table::Texts => text_row(document, &mut rows),
            }
            rows
        };
        Self { id: document.id.clone(), tables: tables.iter().map(rows).collect() }
    }
}

impl Folding {
    /// Nothing yet: that graph, and tables that will lie in these folders.
    pub(super) fn new(graph: Fold, tables: &[Table], folder: &dyn Fn(Table) -> PathBuf) -> Self {
        Self { graph, rows: tables.iter().map(|&table| Rows::new(table, &folder(table))).collect() }
    }

    /// Takes what some articles gave.
    ///
    /// # Errors
    /// If graph or rows have to be spilled and the disk does not take them.
    pub(super) fn add(&mut self, gathered: Gathered) -> Result<()> {
        gathered.graphs.into_iter().try_for_each(|graph| self.graph.add(graph))?;
        let mut by_table: Vec<Vec<(DocumentId, Vec<u8>)>> = self.rows.iter().map(|_| Vec::new()).collect();
        for DocumentRows { id, tables } in gathered.rows {
            for (table, rows) in by_table.iter_mut().zip(tables) {
                table.push((id.clone(), rows));
            }
        }
        for (table, rows) in self.rows.iter_mut().zip(by_table) {
            table.add(rows)?;
        }
        Ok(())
    }
}
