//! A whole run: sources -> batches of documents -> extraction -> graph and rows -> files put in place.
//!
//! One thread reads the next batch while the others work on this one, and what the batch before gave is merged
//! meanwhile. What is held is a bounded part of the graph (the rest goes to disk), a few batches, and
//! some 50 bytes an article to know its id again. The bytes
//! written depend on the articles alone: not on threads, batches, or the order of files and lines.

mod add;
mod all;
mod batch;
mod collect;
mod each;
mod files;
mod fold;
mod ids;
mod kept;
mod settle;
mod target;

use std::path::PathBuf;

pub use add::{Added, Taking, add};
pub use all::all;
pub use batch::Reading;
pub use each::{Outcome, each};
pub use files::{FileStatus, Files};
pub use kept::{Changed, Delta, Leaving, export, export_since, refresh, remove};

use crate::error::{Error, Result};
use crate::export::{Exporter, Manifest};
use crate::extractor::Extractor;
#[cfg(doc)]
use crate::graph::Fold;
use batch::each_batch;
use collect::Collector;
use fold::Folding;
use ids::Ids;
use target::Target;

/// What a run reads, and what it writes.
#[derive(Clone)]
pub struct Options {
    /// What is read, and how.
    pub reading: Reading,
    /// The folder that is written to; made if need be.
    pub output: PathBuf,
    /// What is written, some of [`EXPORTERS`](crate::export::EXPORTERS).
    pub exporters: Vec<&'static dyn Exporter>,
    /// Whether articles are to be nodes, in the formats that can have them so.
    pub documents: bool,
    /// About how many bytes of the graph are held in memory before they are laid aside: [`Fold::BOUND`] usually. What is
    /// written does not depend on it.
    pub hold: usize,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let formats: Vec<_> = self.exporters.iter().map(|exporter| exporter.name()).collect();
        let mut debug = f.debug_struct("Options");
        debug.field("reading", &self.reading).field("output", &self.output);
        debug.field("exporters", &formats).field("documents", &self.documents).field("hold", &self.hold).finish()
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read and worked on, unpacked.
    pub bytes: u64,
    /// Documents extracted.
    pub documents: u64,
    /// Whether all is read a second time: articles came with one id and several texts, in an order that decides nothing.
    pub again: bool,
}

/// Messages of one sort: how many there were, and the first of them.
#[derive(Debug, Default)]
pub struct Messages {
    /// How many.
    pub count: u64,
    /// The first ones, at most [`Messages::KEPT`].
    pub first: Vec<Error>,
}

impl Messages {
    /// How many are kept.
    pub const KEPT: usize = 20;

    fn push(&mut self, error: Error) {
        tracing::warn!(path = ?error.path(), line = error.line_number(), "{}", error.message());
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(error);
        }
    }
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Documents read and extracted.
    pub documents: u64,
    /// What could not be read, and why.
    pub skipped: Messages,
    /// Articles passed over because the same id came with the same text before; nothing is lost by it.
    pub duplicates: Messages,
    /// What a reader of the output should know: dates that cannot be read, ids that had to be changed.
    pub warnings: Messages,
    /// Stories that they are: reprints of one text count once.
    pub stories: u64,
    /// Mentions found.
    pub mentions: u64,
    /// Nodes of the graph.
    pub entities: u64,
    /// Edges that state facts.
    pub edges: u64,
    /// Edges that do not: denied, alleged, planned and the like.
    pub claims: u64,
    /// Pairs that share sentences.
    pub co_mentions: u64,
    /// Bytes read, unpacked.
    pub bytes: u64,
    /// What became of each file, if that was asked for.
    pub files: Files,
    /// What was written; none if no document could be read: then the output folder is as it was.
    pub manifest: Option<Manifest>,
}

/// Reads the articles, writes their graph, and says what happened. `observer` hears of the progress a few times a second.
///
/// A source that cannot be read is skipped and reported. Of articles with one id, equal texts count once, and each
/// other text is kept under the id with `~` and eight digits of its hash.
///
/// # Errors
/// If the output cannot be written, or the threads cannot be started.
///
/// # Examples
/// ```
/// use newsgraph::{Extractor, Fold, export::EXPORTERS, run};
///
/// let folder = tempfile::tempdir()?;
/// let article = folder.path().join("2024-02-08-breach.txt");
/// std::fs::write(&article, "Hackers from North Korea breached the network of Limfjord Sonar in Denmark.")?;
/// let options = run::Options {
///     reading: run::Reading::of([article]),
///     output: folder.path().join("output"),
///     exporters: EXPORTERS.to_vec(),
///     documents: false,
///     hold: Fold::BOUND,
/// };
/// let report = run::run(&Extractor::new()?, &options, &mut |_| {})?;
/// assert_eq!(report.documents, 1);
/// assert!(folder.path().join("output/entities.csv").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn run(extractor: &Extractor, options: &Options, observer: &mut (dyn FnMut(Progress) + Send)) -> Result<Report> {
    let target = Target::open(options)?;
    let threads = options.reading.pool()?;
    let mut ids = Ids::new(options.reading.can_be_read_again());
    let mut again = false;
    loop {
        let collector = Collector::new(extractor, options, &target, &mut ids);
        let Some((folded, mut report)) = collect(collector, &options.reading, &threads, again, observer)? else {
            ids.restart();
            again = true;
            continue;
        };
        if report.documents > 0 {
            drop(ids);
            threads.install(|| target.write(folded, &mut report))?;
        }
        let Report { documents, stories, entities, edges, claims, bytes, .. } = report;
        tracing::info!(documents, stories, entities, edges, claims, bytes, "extracted");
        return Ok(report);
    }
}

/// All that the sources give; `None` if ids were shared in such an order that all has to be read once more.
fn collect(
    mut collector: Collector<'_>,
    reading: &Reading,
    threads: &rayon::ThreadPool,
    again: bool,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Option<(Folding, Report)>> {
    let mut result = Ok(());
    each_batch(reading, threads, &mut |batch| {
        result = collector.take(batch);
        let report = &collector.report;
        observer(Progress { bytes: report.bytes, documents: report.documents, again });
        if result.is_ok() { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
    });
    result?;
    threads.install(|| collector.finish())
}
