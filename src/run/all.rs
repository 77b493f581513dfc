//! Documents that are in memory, worked on in parallel: for those that were read as something more than documents.

use rayon::prelude::*;

use super::batch::pool;
use crate::document::Document;
use crate::error::Result;
use crate::extractor::{Extractor, Worker};

/// What `work` makes of each document, in their order; on `threads` threads, 0 for one a core.
///
/// # Errors
/// If the threads cannot be started.
///
/// # Examples
/// ```
/// use newsgraph::{Document, Extractor, Worker, run};
///
/// let documents = [Document::new("a", "Kenya and Norway met."), Document::new("b", "All was quiet.")];
/// let count = |worker: &mut Worker<'_>, document: &Document| worker.extract(document).mentions.len();
/// assert_eq!(run::all(&Extractor::new()?, documents.iter().collect(), 0, &count)?, [2, 0]);
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn all<T: Send>(
    extractor: &Extractor,
    documents: Vec<&Document>,
    threads: usize,
    work: &(dyn Fn(&mut Worker<'_>, &Document) -> T + Sync),
) -> Result<Vec<T>> {
    let threads = pool(threads)?;
    let made = || documents.into_par_iter().map_init(|| extractor.worker(), |worker, document| work(worker, document));
    Ok(threads.install(|| made().collect()))
}
