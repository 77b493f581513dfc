//! Batches -> graph and rows. A batch goes through three steps: its records are read by all threads; the fate of each
//! article is settled in order; all threads extract, while what the batch before gave is merged.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::batch::{Batch, Piece};
use super::ids::{Fate, Ids, Print};
use super::{Options, Report};
use crate::document::{Document, DocumentId};
use crate::error::{Error, Result};
use crate::export::{Rows, Table, article_row, evidence_rows, mention_rows, text_row};
use crate::extraction::Extraction;
use crate::extractor::{Extractor, Worker};
use crate::graph::Graph;
use crate::ingest::{Item, documents};
use crate::mention::FoundBy;

/// What the sources gave.
pub(super) struct Collected {
    pub(super) graph: Graph,
    pub(super) rows: Vec<Rows>,
    pub(super) report: Report,
}

/// Takes batch after batch.
pub(super) struct Collector<'r> {
    extractor: &'r Extractor,
    options: &'r Options,
    tables: &'r [Table],
    /// The names of the lists, as outputs write them.
    lists: Vec<String>,
    ids: &'r mut Ids,
    benches: Mutex<Vec<Bench<'r>>>,
    former: Option<Gathered>,
    merged: Merged,
    pub(super) report: Report,
}

/// What the batches before the last gave.
struct Merged {
    graph: Graph,
    rows: Vec<Rows>,
}

/// One thread's place of work: what it gathers stays apart until the batch is done.
struct Bench<'r> {
    worker: Worker<'r>,
    graph: Graph,
    mentions: u64,
}

/// What a batch gave.
struct Gathered {
    graphs: Vec<Graph>,
    rows: Vec<DocumentRows>,
}

/// The encoded rows of a document, table by table.
struct DocumentRows {
    id: DocumentId,
    tables: Vec<Vec<u8>>,
}

impl<'r> Collector<'r> {
    pub(super) fn new(
        extractor: &'r Extractor,
        options: &'r Options,
        tables: &'r [Table],
        folder: &dyn Fn(Table) -> PathBuf,
        ids: &'r mut Ids,
    ) -> Self {
        let rows = tables.iter().map(|&table| Rows::new(table, &folder(table))).collect();
        Self {
            extractor,
            options,
            tables,
            lists: extractor.resources().lists.iter().map(|list| list.path.display().to_string()).collect(),
            ids,
            benches: Mutex::default(),
            former: None,
            merged: Merged { graph: Graph::default(), rows },
            report: Report::default(),
        }
    }

    /// Works on a batch.
    ///
    /// # Errors
    /// If rows have to be spilled and the disk does not take them.
    pub(super) fn take(&mut self, batch: Batch) -> Result<()> {
        self.report.bytes += batch.bytes;
        let read: Vec<Vec<Read>> = batch.pieces.into_par_iter().map(|piece| read(piece, self.options)).collect();
        let groups: Vec<Vec<Document>> = read.into_iter().map(|items| self.let_in(items)).collect();
        if self.ids.must_restart() {
            return Ok(());
        }
        let former = self.former.take();
        let Self { merged, benches, .. } = self;
        let work = Work { extractor: self.extractor, tables: self.tables, lists: &self.lists };
        let (result, rows) = rayon::join(
            || former.map_or(Ok(()), |former| merged.add(former)),
            || groups.into_par_iter().map(|group| work.on(group, benches)).collect::<Vec<_>>(),
        );
        result?;
        self.former = Some(self.gathered(rows.into_iter().flatten().collect()));
        Ok(())
    }

    /// What all batches gave; `None` if everything has to be read once more.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    pub(super) fn finish(mut self) -> Result<Option<Collected>> {
        if self.ids.must_restart() {
            return Ok(None);
        }
        if let Some(former) = self.former.take() {
            self.merged.add(former)?;
        }
        let Merged { graph, rows } = self.merged;
        Ok(Some(Collected { graph, rows, report: self.report }))
    }

    /// Settles the fate of the articles of a piece, and reports what is lost.
    fn let_in(&mut self, items: Vec<Read>) -> Vec<Document> {
        let mut admitted = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Read::Skipped(error) => self.report.skipped.push(error),
                Read::Warning(error) => self.report.warnings.push(error),
                Read::Document { mut document, print, source } => match self.ids.admit(print, &document.id) {
                    Fate::Read => admitted.push(*document),
                    Fate::Renamed(id) => {
                        let message = format!("the id `{}` has several texts: this one is kept as `{id}`", document.id);
                        self.report.warnings.push(Error::new(message).at(&source));
                        document.id = id;
                        admitted.push(*document);
                    }
                    Fate::Duplicate => {
                        let message = format!("the article `{}` came more than once with the same text: read once", document.id);
                        self.report.duplicates.push(Error::new(message).at(&source));
                    }
                },
            }
        }
        self.report.documents += admitted.len() as u64;
        admitted
    }

    fn gathered(&mut self, rows: Vec<DocumentRows>) -> Gathered {
        let benches = self.benches.get_mut().unwrap_or_else(PoisonError::into_inner);
        let graphs = benches.iter_mut().map(|bench| std::mem::take(&mut bench.graph)).collect();
        self.report.mentions += benches.iter_mut().map(|bench| std::mem::take(&mut bench.mentions)).sum::<u64>();
        Gathered { graphs, rows }
    }
}

impl Merged {
    fn add(&mut self, gathered: Gathered) -> Result<()> {
        for graph in gathered.graphs {
            self.graph = std::mem::take(&mut self.graph).merge(graph);
        }
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

/// What a record turned out to be.
enum Read {
    Document { document: Box<Document>, print: Print, source: Arc<Path> },
    Skipped(Error),
    Warning(Error),
}

fn read(piece: Piece, options: &Options) -> Vec<Read> {
    let chunk = match piece {
        Piece::Skipped(skipped) => return vec![Read::Skipped(skipped.error)],
        Piece::Chunk(chunk) => chunk,
    };
    let source: Arc<Path> = chunk.source().name().into();
    let mut items = Vec::with_capacity(chunk.records());
    documents(&chunk, &options.reading.ingest, &mut |item| {
        items.push(match item {
            Item::Document(document) => {
                Read::Document { print: Print::of(&document), document: document.into(), source: Arc::clone(&source) }
            }
            Item::Skipped(skipped) => Read::Skipped(skipped.error),
            Item::Warning(error) => Read::Warning(error),
        });
    });
    items
}

/// What every thread needs.
#[derive(Clone, Copy)]
struct Work<'r, 'l> {
    extractor: &'r Extractor,
    tables: &'l [Table],
    lists: &'l [String],
}

impl<'r> Work<'r, '_> {
    /// Extracts some documents: into the graph of a free bench, and into rows.
    fn on(self, group: Vec<Document>, benches: &Mutex<Vec<Bench<'r>>>) -> Vec<DocumentRows> {
        let free = || benches.lock().unwrap_or_else(PoisonError::into_inner);
        let bench = free().pop();
        let mut bench = bench.unwrap_or_else(|| Bench { worker: self.extractor.worker(), graph: Graph::default(), mentions: 0 });
        let mut rows = Vec::with_capacity(if self.tables.is_empty() { 0 } else { group.len() });
        for document in group {
            let extraction = bench.worker.extract(&document);
            bench.graph.add(&document, &extraction);
            bench.mentions += extraction.mentions.len() as u64;
            if !self.tables.is_empty() {
                let tables = self.tables.iter().map(|&table| self.rows(table, &document, &extraction)).collect();
                rows.push(DocumentRows { id: document.id, tables });
            }
        }
        free().push(bench);
        rows
    }

    fn rows(self, table: Table, document: &Document, extraction: &Extraction) -> Vec<u8> {
        let mut rows = Vec::new();
        match table {
            Table::Mentions => mention_rows(document, extraction, &|found_by, name| self.name_of(found_by, name), &mut rows),
            Table::Evidence => evidence_rows(document, extraction, &mut rows),
            Table::Articles => article_row(document, extraction, &mut rows),
            Table::Texts => text_row(document, &mut rows),
        }
        rows
    }

    /// As [`Extractor::describe`], without a new string for every mention.
    fn name_of(self, found_by: FoundBy, name: &mut String) {
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
