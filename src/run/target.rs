//! Where a graph goes: the output folder, the formats asked for, and the tables that they are made of.

use std::path::PathBuf;

use rayon::prelude::*;

use super::fold::Folding;
use super::{Options, Report};
use crate::error::Result;
use crate::export::{Content, Exporter, Rows, Staging, Table, file_names};
use crate::graph::{Fold, Whole};

/// What is written, and where.
pub(super) struct Target<'t> {
    exporters: &'t [&'static dyn Exporter],
    documents: bool,
    staging: Staging,
    /// The tables that are streamed.
    pub(super) tables: Vec<Table>,
    folder: PathBuf,
    texts: Option<PathBuf>,
    /// Where the graph lies that is larger than memory.
    scratch: PathBuf,
    hold: usize,
}

impl<'t> Target<'t> {
    /// Prepares to write what the options ask for.
    ///
    /// # Errors
    /// As [`Staging::open`].
    pub(super) fn open(options: &'t Options) -> Result<Self> {
        let Options { output, exporters, documents, hold, .. } = options;
        let (documents, hold) = (*documents, *hold);
        let staging = Staging::open(output, file_names(exporters, documents))?;
        let are_files = exporters.iter().any(|exporter| !exporter.tables().is_empty());
        let are_read = exporters.iter().any(|exporter| exporter.reads_tables(documents));
        let mut tables = if are_files || are_read { Table::ALL.to_vec() } else { Vec::new() };
        let texts = if exporters.iter().any(|exporter| exporter.reads_texts()) {
            tables.push(Table::Texts);
            Some(staging.scratch()?)
        } else {
            None
        };
        let folder = if are_files || !are_read { staging.folder().to_owned() } else { staging.scratch()? };
        let scratch = staging.scratch()?;
        Ok(Self { exporters, documents, staging, tables, folder, texts, scratch, hold })
    }

    /// A fold of nothing yet, whose tables will lie where they are wanted.
    pub(super) fn fold(&self) -> Folding {
        let place = |table| self.texts.as_ref().filter(|_| table == Table::Texts).unwrap_or(&self.folder).clone();
        Folding::new(Fold::new(&self.scratch).holding(self.hold), &self.tables, &place)
    }

    /// Writes all formats, puts them in place, and adds to the report what was written.
    ///
    /// # Errors
    /// If a file cannot be written or put in place.
    pub(super) fn write(self, folded: Folding, report: &mut Report) -> Result<()> {
        let Folding { graph, mut rows } = folded;
        rows.iter_mut().try_for_each(Rows::yield_memory)?;
        let (graph, stories) = graph.finish()?;
        let graph = Whole::from(&graph);
        report.stories = graph.documents() - stories.reprints();
        let tables = (!rows.is_empty()).then_some(self.folder.as_path());
        let content = Content { graph, tables, texts: self.texts.as_deref(), documents: self.documents };
        let export = |exporter: &&dyn Exporter| exporter.export(&content, self.staging.folder()).map(drop);
        let waits = |exporter: &&&'static dyn Exporter| exporter.reads_tables(self.documents);
        // Most formats need the graph alone and are written beside the tables; the others are made of the tables.
        let (exported, finished) = rayon::join(
            || self.exporters.par_iter().filter(|exporter| !waits(exporter)).try_for_each(export),
            || rows.into_par_iter().try_for_each(|rows| rows.finish_with(&stories).map(drop)),
        );
        exported.and(finished)?;
        self.exporters.par_iter().filter(waits).try_for_each(export)?;
        let (entities, relations, co_mentions) = graph.sizes();
        let facts = graph.facts();
        (report.entities, report.edges) = (entities as u64, facts as u64);
        (report.claims, report.co_mentions) = ((relations - facts) as u64, co_mentions as u64);
        report.manifest = Some(self.staging.commit()?);
        Ok(())
    }
}
