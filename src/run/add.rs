//! Articles -> a store. Only what is not there yet is read; of each article that comes, the store then holds what this batch
//! says of it, be that one text or, as a feed may have it, several.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::batch::{Batch as Pieces, Reading, each_batch};
use super::collect::{Read, read};
use super::files::Files;
use super::fold::Finders;
use super::settle::settle;
use super::{Messages, Progress};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::extraction::Extraction;
use crate::extractor::{Extractor, Worker};
use crate::store::{Batch, Body, Changes, Packed, Prints, Store, Version, Wait};

/// Which articles are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// All: what is new is added, what changed is replaced.
    All,
    /// Corrections: those that are there already, the others being reported.
    Known,
}

/// What a batch of articles did.
#[derive(Debug, Default)]
pub struct Added {
    /// The number of the batch; none if nothing changed, so that there is none.
    pub batch: Option<u64>,
    /// Articles that came.
    pub documents: u64,
    /// Articles that were there already, word for word.
    pub unchanged: u64,
    /// What changed.
    pub changes: Changes,
    /// What could not be read, and why.
    pub skipped: Messages,
    /// Articles that came twice in this batch.
    pub duplicates: Messages,
    /// Corrections of articles that are not there.
    pub unknown: Messages,
    /// What the user should know: dates that cannot be read, ids that had to be changed.
    pub warnings: Messages,
    /// Bytes read, unpacked.
    pub bytes: u64,
    /// What became of each file, if that was asked for.
    pub files: Files,
}

/// Reads articles into a store, as one batch: all of it counts, or none. While another process writes to the store, it waits.
///
/// A text is the article that its id says, if its source gives one, else the one its address says; without either it is its
/// own. `fingerprint` tells the resources from others: [`Choice::fingerprint`](crate::resources::Choice::fingerprint).
///
/// # Errors
/// If the store cannot be written: then it is as it was.
pub fn add(
    extractor: &Extractor,
    fingerprint: &[u8],
    store: &mut Store,
    reading: &Reading,
    taking: Taking,
    wait: Wait,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Added> {
    let threads = reading.pool()?;
    let batch = store.begin(wait)?;
    let resources = batch.resources(fingerprint)?;
    let finder = Finder::new(extractor);
    let mut adder = Adder {
        finder: &finder,
        reading,
        taking,
        batch,
        resources,
        articles: FxHashMap::default(),
        touched: FxHashSet::default(),
        report: Added { files: Files::asked(reading.files), ..Added::default() },
    };
    let mut result = Ok(());
    each_batch(reading, &threads, &mut |pieces| {
        result = adder.take(pieces);
        observer(Progress { bytes: adder.report.bytes, documents: adder.report.documents, again: false });
        if result.is_ok() { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
    });
    result?;
    adder.finish(if taking == Taking::All { "add" } else { "replace" })
}

/// What reads articles, and puts what they say into bytes.
pub(super) struct Finder<'e> {
    extractor: &'e Extractor,
    finders: Finders<'e>,
    workers: Mutex<Vec<Worker<'e>>>,
}

impl<'e> Finder<'e> {
    pub(super) fn new(extractor: &'e Extractor) -> Self {
        Self { extractor, finders: Finders::of(extractor), workers: Mutex::default() }
    }

    /// What some documents say, in their order, found by all threads.
    pub(super) fn found(&self, documents: Vec<Document>) -> Vec<Body> {
        let free = || self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        let group = |documents: &[Document]| {
            let worker = free().pop();
            let mut worker = worker.unwrap_or_else(|| self.extractor.worker());
            let found: Vec<Extraction> = documents.iter().map(|document| worker.extract(document)).collect();
            free().push(worker);
            found
        };
        let found: Vec<Vec<Extraction>> = documents.par_chunks(16).map(group).collect();
        let found = found.into_iter().flatten();
        documents.into_iter().zip(found).map(|(document, extraction)| Body { document, extraction }).collect()
    }

    /// The same as bytes.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub(super) fn packed(&self, batch: &mut Batch<'_>, documents: Vec<Document>) -> Result<Vec<Packed>> {
        let bodies = self.found(documents);
        let name_of = |found_by, name: &mut String| self.finders.name_of(found_by, name);
        for body in &bodies {
            batch.learn(&body.extraction, &name_of)?;
        }
        let packer = batch.packer();
        bodies.par_iter().map(|body| packer.pack(body, &name_of)).collect()
    }
}

/// What this batch has of an article, and what was there before.
#[derive(Default)]
struct Article {
    /// The versions there were: number, content, the id they came under.
    before: Vec<(i64, [u8; 16], String)>,
    /// The contents of this batch.
    now: Vec<[u8; 16]>,
}

struct Adder<'a> {
    finder: &'a Finder<'a>,
    reading: &'a Reading,
    taking: Taking,
    batch: Batch<'a>,
    resources: i64,
    /// By what makes two texts one article.
    articles: FxHashMap<[u8; 16], Article>,
    /// The ids whose versions changed.
    touched: FxHashSet<String>,
    report: Added,
}

impl Adder<'_> {
    fn take(&mut self, pieces: Pieces) -> Result<()> {
        self.report.bytes += pieces.bytes;
        let options = &self.reading.ingest;
        let read: Vec<Vec<Read>> = pieces.pieces.into_par_iter().map(|piece| read(piece, options)).collect();
        let (mut documents, mut prints) = (Vec::new(), Vec::new());
        for item in read.into_iter().flatten() {
            match item {
                Read::Source { path, bytes } => self.report.files.note(&path, |file| file.bytes += bytes),
                Read::Skipped(error) => self.report.files.tell(error, true, &mut self.report.skipped),
                Read::Warning(error) => self.report.files.tell(error, false, &mut self.report.warnings),
                Read::Document { document, print, source } => {
                    self.report.documents += 1;
                    self.report.files.note(&source, |file| file.documents += 1);
                    let (key, content) = (key_of(&document), content_of(&document));
                    if self.is_new(&key, &content, &document, &source)? {
                        prints.push((key, content, Prints { text: print.text, rest: print.rest }));
                        documents.push(*document);
                    }
                }
            }
        }
        let names: Vec<_> = documents.iter().map(|document| (document.id.clone(), document.url.clone())).collect();
        let packed = self.finder.packed(&mut self.batch, documents)?;
        for (((id, url), (key, content, prints)), packed) in names.into_iter().zip(prints).zip(packed) {
            let (id, url) = (id.as_str(), url.as_deref());
            let version = Version { key: &key, id, shown: Some(id), url, content: &content, prints, resources: self.resources };
            self.batch.put(&version, &packed)?;
            self.touched.insert(id.to_owned());
        }
        Ok(())
    }

    /// Whether this batch has not had that content of that article, and the store neither.
    fn is_new(&mut self, key: &[u8; 16], content: &[u8; 16], document: &Document, source: &Path) -> Result<bool> {
        if !self.articles.contains_key(key) {
            let before = self.batch.of_key(key)?.into_iter().map(|held| (held.number, held.content, held.id));
            self.articles.insert(*key, Article { before: before.collect(), now: Vec::new() });
        }
        let Some(article) = self.articles.get_mut(key) else { return Ok(false) };
        if self.taking == Taking::Known && article.before.is_empty() {
            let message = format!("the article `{}` is not in the store, so there is nothing to replace: add it", document.id);
            let error = Error::new(message).at(source);
            self.report.files.tell(error, true, &mut self.report.unknown);
            return Ok(false);
        }
        if article.now.contains(content) {
            let message = format!("the article `{}` came more than once with the same text: read once", document.id);
            self.report.files.note(source, |file| file.duplicates += 1);
            self.report.duplicates.push(Error::new(message).at(source));
            return Ok(false);
        }
        article.now.push(*content);
        let is_there = article.before.iter().any(|(_, before, _)| before == content);
        self.report.unchanged += u64::from(is_there);
        self.report.files.note(source, |file| file.unchanged += u64::from(is_there));
        Ok(!is_there)
    }

    fn finish(mut self, command: &str) -> Result<Added> {
        let changes = &mut self.report.changes;
        let mut articles: Vec<&Article> = self.articles.values().filter(|article| !article.now.is_empty()).collect();
        articles.sort_by_key(|article| article.before.first().map(|before| before.0));
        for article in articles {
            let new = article.now.iter().filter(|now| article.before.iter().all(|before| before.1 != **now)).count();
            let old: Vec<_> = article.before.iter().filter(|before| !article.now.contains(&before.1)).collect();
            for (number, _, id) in &old {
                self.batch.remove(*number)?;
                self.touched.insert(id.clone());
            }
            let replaced = new.min(old.len());
            changes.replaced += replaced as u64;
            changes.added += (new - replaced) as u64;
            changes.removed += (old.len() - replaced) as u64;
        }
        if self.touched.is_empty() {
            return Ok(self.report);
        }
        settle(self.finder, &mut self.batch, &self.touched, self.resources, &mut self.report.warnings)?;
        let batch = self.batch.finish(command, self.report.changes)?;
        let Changes { added, replaced, removed, .. } = self.report.changes;
        tracing::info!(command, batch, added, replaced, removed, unchanged = self.report.unchanged, "stored");
        self.report.batch = Some(batch);
        Ok(self.report)
    }
}

/// What makes two texts one article: the id their source gives, else their address, else what made their id.
fn key_of(document: &Document) -> [u8; 16] {
    let url = document.url.as_deref().filter(|_| !document.has_own_id);
    let (sort, key) = url.map_or(("id", document.id.as_str()), |url| ("url", url));
    hash([sort, key])
}

/// The hash of all that a source says of an article.
fn content_of(document: &Document) -> [u8; 16] {
    let Document { id, text, title, author, url, publisher, published, language, .. } = document;
    let text_of = |part: &Option<String>| part.clone().unwrap_or_default();
    let [title, author, url] = [title, author, url].map(text_of);
    let [publisher, language] = [publisher, language].map(text_of);
    let published = published.map(|date| date.to_string()).unwrap_or_default();
    hash([id.as_str(), text, &title, &author, &url, &publisher, &published, &language])
}

fn hash<const N: usize>(parts: [&str; N]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    std::array::from_fn(|at| hash[at])
}
