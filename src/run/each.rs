//! Every document of some sources, worked on in parallel, handed over in order: for views of single articles.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::batch::{Piece, Reading, each_batch};
use crate::document::Document;
use crate::error::Result;
use crate::extractor::{Extractor, Worker};
use crate::ingest::{Item, Skipped, documents};

/// What comes of a record.
#[derive(Debug)]
pub enum Outcome<T> {
    /// What was made of a document.
    Done(T),
    /// It, or its source, cannot be read.
    Skipped(Skipped),
    /// Something about the document that comes next which its reader should know.
    Warning(crate::error::Error),
}

/// Hands every document to `work`, on any thread, and what comes of it to `sink`, in the order of the sources, until that breaks.
/// Ids are taken as they are: articles that share one are not told apart.
///
/// # Errors
/// If the threads cannot be started.
///
/// # Examples
/// ```
/// use std::ops::ControlFlow;
/// use newsgraph::{Extractor, run};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("wire.jsonl");
/// std::fs::write(&file, "{\"text\": \"Kenya and Norway met.\"}\n{\"text\": \"All was quiet.\"}\n")?;
/// let mut counts = Vec::new();
/// let count = |worker: &mut newsgraph::Worker<'_>, document| worker.extract(&document).mentions.len();
/// run::each(&Extractor::new()?, &run::Reading::of([file]), &count, &mut |outcome| {
///     if let run::Outcome::Done(count) = outcome {
///         counts.push(count);
///     }
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(counts, [2, 0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn each<T: Send>(
    extractor: &Extractor,
    reading: &Reading,
    work: &(dyn Fn(&mut Worker<'_>, Document) -> T + Sync),
    sink: &mut (dyn FnMut(Outcome<T>) -> ControlFlow<()> + Send),
) -> Result<()> {
    let threads = reading.pool()?;
    let workers: Mutex<Vec<Worker<'_>>> = Mutex::default();
    let free = || workers.lock().unwrap_or_else(PoisonError::into_inner);
    let made_of = |piece| -> Vec<Outcome<T>> {
        let chunk = match piece {
            Piece::Skipped(skipped) => return vec![Outcome::Skipped(skipped)],
            Piece::Chunk(chunk) => chunk,
        };
        let worker = free().pop();
        let mut worker = worker.unwrap_or_else(|| extractor.worker());
        let mut outcomes = Vec::with_capacity(chunk.records());
        documents(&chunk, &reading.ingest, &mut |item| {
            outcomes.push(match item {
                Item::Document(document) => Outcome::Done(work(&mut worker, document)),
                Item::Skipped(skipped) => Outcome::Skipped(skipped),
                Item::Warning(error) => Outcome::Warning(error),
            });
        });
        free().push(worker);
        outcomes
    };
    each_batch(reading, &threads, &mut |batch| {
        let pieces: Vec<Vec<Outcome<T>>> = batch.pieces.into_par_iter().map(made_of).collect();
        for outcome in pieces.into_iter().flatten() {
            sink(outcome)?;
        }
        ControlFlow::Continue(())
    });
    Ok(())
}
