//! Batches -> graph and rows. A batch goes through three steps: its records are read by all threads; the fate of each
//! article is settled in order; all threads extract, while what the batch before gave is merged.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::batch::{Batch, Piece};
use super::files::Files;
use super::fold::{DocumentRows, Finders, Folding, Gathered};
use super::ids::{Fate, Ids, Print};
use super::target::Target;
use super::{Options, Report};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::export::Table;
use crate::extractor::{Extractor, Worker};
use crate::graph::Graph;
use crate::ingest::{self, Item, documents};

/// Takes batch after batch.
pub(super) struct Collector<'r> {
    extractor: &'r Extractor,
    options: &'r Options,
    tables: &'r [Table],
    finders: Finders<'r>,
    ids: &'r mut Ids,
    benches: Mutex<Vec<Bench<'r>>>,
    former: Option<Gathered>,
    merged: Folding,
    pub(super) report: Report,
}

/// One thread's place of work: what it gathers stays apart until the batch is done.
struct Bench<'r> {
    worker: Worker<'r>,
    graph: Graph,
    mentions: u64,
}

impl<'r> Collector<'r> {
    pub(super) fn new(extractor: &'r Extractor, options: &'r Options, target: &'r Target<'_>, ids: &'r mut Ids) -> Self {
        Self {
            extractor,
            options,
            tables: &target.tables,
            finders: Finders::of(extractor),
            ids,
            benches: Mutex::default(),
            former: None,
            merged: target.fold(),
            report: Report { files: Files::asked(options.reading.files), ..Report::default() },
        }
    }

    /// Works on a batch.
    ///
    /// # Errors
    /// If graph or rows have to be spilled and the disk does not take them.
    pub(super) fn take(&mut self, batch: Batch) -> Result<()> {
        self.report.bytes += batch.bytes;
        let read: Vec<Vec<Read>> = batch.pieces.into_par_iter().map(|piece| read(piece, &self.options.reading.ingest)).collect();
        let groups: Vec<Vec<Document>> = read.into_iter().map(|items| self.let_in(items)).collect();
        if self.ids.must_restart() {
            return Ok(());
        }
        let former = self.former.take();
        let Self { merged, benches, .. } = self;
        let work = Work { extractor: self.extractor, tables: self.tables, finders: &self.finders };
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
    pub(super) fn finish(mut self) -> Result<Option<(Folding, Report)>> {
        if self.ids.must_restart() {
            return Ok(None);
        }
        if let Some(former) = self.former.take() {
            self.merged.add(former)?;
        }
        Ok(Some((self.merged, self.report)))
    }

    /// Settles the fate of the articles of a piece, and reports what is lost.
    fn let_in(&mut self, items: Vec<Read>) -> Vec<Document> {
        let mut admitted = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Read::Source { path, bytes } => self.report.files.note(&path, |file| file.bytes += bytes),
                Read::Skipped(error) => self.report.files.tell(error, true, &mut self.report.skipped),
                Read::Warning(error) => self.report.files.tell(error, false, &mut self.report.warnings),
                Read::Document { mut document, print, source } => match self.ids.admit(print, &document.id) {
                    Fate::Read => {
                        self.report.files.note(&source, |file| file.documents += 1);
                        admitted.push(*document);
                    }
                    Fate::Renamed(id) => {
                        let message = format!("the id `{}` has several texts: this one is kept as `{id}`", document.id);
                        self.report.warnings.push(Error::new(message).at(&source));
                        self.report.files.note(&source, |file| file.documents += 1);
                        document.id = id;
                        admitted.push(*document);
                    }
                    Fate::Duplicate => {
                        let message = format!("the article `{}` came more than once with the same text: read once", document.id);
                        self.report.files.note(&source, |file| file.duplicates += 1);
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

/// What a record turned out to be.
pub(super) enum Read {
    /// Where what follows comes from, and how many bytes it is.
    Source {
        path: Arc<Path>,
        bytes: u64,
    },
    Document {
        document: Box<Document>,
        print: Print,
        source: Arc<Path>,
    },
    Skipped(Error),
    Warning(Error),
}

/// What the records of a piece turn out to be, in order.
pub(super) fn read(piece: Piece, options: &ingest::Options) -> Vec<Read> {
    let chunk = match piece {
        Piece::Skipped(skipped) => return vec![Read::Skipped(skipped.error)],
        Piece::Chunk(chunk) => chunk,
    };
    let source: Arc<Path> = chunk.source().name().into();
    let mut items = Vec::with_capacity(chunk.records() + 1);
    items.push(Read::Source { path: Arc::clone(&source), bytes: chunk.bytes() as u64 });
    documents(&chunk, options, &mut |item| {
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
    finders: &'l Finders<'r>,
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
                let name_of = |found_by, name: &mut String| self.finders.name_of(found_by, name);
                rows.push(DocumentRows::of(self.tables, &document, &extraction, &name_of));
            }
            bench.worker.recycle(extraction);
        }
        free().push(bench);
        rows
    }
}
