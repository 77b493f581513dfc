//! What is done with a store besides adding: articles go, stale ones are read again, the graph comes out.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::add::Finder;
use super::batch::pool;
use super::fold::{DocumentRows, Gathered};
use super::settle::settle;
use super::target::Target;
use super::{Messages, Options, Progress, Report};
use crate::date::Date;
use crate::error::{Error, Result};
use crate::export::{Csv, DELTA_FILES, DeltaCounts, Manifest, Staging, delta};
use crate::extractor::Extractor;
use crate::graph::Graph;
use crate::store::{Changes, Snapshot, Store, Stored, Unpacker, Wait};

/// How many articles are worked on at a time.
const PART: usize = 1024;

/// How many of them make a graph of their own, which is then merged.
const GROUP: usize = 64;

/// What a batch without articles did.
#[derive(Debug, Default)]
pub struct Changed {
    /// The number of the batch; none if nothing changed.
    pub batch: Option<u64>,
    /// What changed.
    pub changes: Changes,
    /// Names that are of no article in the store.
    pub unknown: Messages,
    /// Former versions that were wiped.
    pub forgotten: u64,
}

/// Which articles are taken out of a store.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leaving<'n> {
    /// Those of these ids or addresses.
    pub names: &'n [String],
    /// Those published before this day, whatever day their date may mean. What has no date stays.
    pub before: Option<Date>,
    /// Whether nothing of them stays: then no delta will tell of them.
    pub forget: bool,
}

/// Takes articles out of a store, as one batch.
///
/// # Errors
/// If the store cannot be written: then it is as it was.
pub fn remove(extractor: &Extractor, fingerprint: &[u8], store: &mut Store, leaving: Leaving<'_>, wait: Wait) -> Result<Changed> {
    let Leaving { names, before, forget } = leaving;
    let mut batch = store.begin(wait)?;
    let mut changed = Changed::default();
    let mut touched = FxHashSet::default();
    for name in names {
        let mut held = batch.of_id(name)?;
        if held.is_empty() {
            held = batch.of_url(name)?;
        }
        if held.is_empty() {
            // One of several texts under an id goes by its id in the graph.
            let own = name.rsplit_once('~').map_or(Ok(Vec::new()), |(id, _)| batch.of_id(id))?;
            held = own.into_iter().filter(|held| held.shown.as_ref() == Some(name)).collect();
        }
        for version in &held {
            batch.remove(version.number)?;
            touched.insert(version.id.clone());
        }
        let wiped = if forget { batch.forget(name)? } else { 0 };
        changed.forgotten += wiped;
        changed.changes.removed += held.len() as u64;
        if held.is_empty() && wiped == 0 {
            changed.unknown.push(Error::new(format!("no article in the store has the id or address `{name}`")));
        }
    }
    if let Some(day) = before.and_then(|before| before.interval().earliest) {
        let mut from = 0;
        loop {
            let held = batch.all(from, PART)?;
            let Some(last) = held.last() else { break };
            from = last.number + 1;
            for version in &held {
                // The date stands in the body alone: a store need not be older than the wish to thin it out.
                let published = batch.document(version.number)?.published;
                if published.and_then(|date| date.interval().latest).is_some_and(|latest| latest < day) {
                    batch.remove(version.number)?;
                    touched.insert(version.id.clone());
                    changed.changes.removed += 1;
                    changed.forgotten += if forget { batch.forget(&version.id)? } else { 0 };
                }
            }
        }
    }
    if touched.is_empty() && changed.forgotten == 0 {
        return Ok(changed);
    }
    let resources = batch.resources(fingerprint)?;
    settle(&Finder::new(extractor), &mut batch, &touched, resources, &mut Messages::default())?;
    let before = before.map(|day| format!(" --before {day}")).unwrap_or_default();
    let command = format!("remove{before}{}", if forget { " --forget" } else { "" });
    changed.batch = Some(batch.finish(&command, changed.changes)?);
    Ok(changed)
}

/// Reads again the articles that other resources have read, as one batch.
///
/// # Errors
/// If the store cannot be written: then it is as it was.
pub fn refresh(
    extractor: &Extractor,
    fingerprint: &[u8],
    store: &mut Store,
    threads: usize,
    wait: Wait,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Changed> {
    let threads = pool(threads)?;
    let finder = Finder::new(extractor);
    let mut batch = store.begin(wait)?;
    let resources = batch.resources(fingerprint)?;
    let (mut changed, mut progress, mut from) = (Changed::default(), Progress::default(), 0);
    loop {
        let held = batch.stale(resources, from, PART)?;
        let Some(last) = held.last() else { break };
        from = last.number + 1;
        let documents = held.iter().map(|held| batch.document(held.number)).collect::<Result<Vec<_>>>()?;
        progress.bytes += documents.iter().map(|document| document.text.len() as u64).sum::<u64>();
        let packed = threads.install(|| finder.packed(&mut batch, documents))?;
        for (held, packed) in held.iter().zip(packed) {
            batch.remove(held.number)?;
            batch.put(&held.version(held.shown.as_deref(), resources), &packed)?;
        }
        changed.changes.refreshed += held.len() as u64;
        progress.documents += held.len() as u64;
        observer(progress);
    }
    if changed.changes.refreshed > 0 {
        changed.batch = Some(batch.finish("add --refresh", changed.changes)?);
    }
    Ok(changed)
}

/// Writes the graph of a store, as it is now or as it was after the batch `at`: byte for byte what a run over the same
/// articles writes. What `options` say of reading is left aside, but for the number of threads.
///
/// # Errors
/// If the store cannot be read, or the output not be written.
pub fn export(
    store: &mut Store,
    at: Option<u64>,
    options: &Options,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Report> {
    let snapshot = store.snapshot()?;
    export_snapshot(&snapshot, at, options, observer)
}

/// What a delta holds.
#[derive(Debug)]
pub struct Delta {
    /// Rows added, changed and removed.
    pub counts: DeltaCounts,
    /// What was written.
    pub manifest: Manifest,
}

/// Writes what changed in the graph of a store since the batch `since`, into the folder that the options name: rows, a
/// Cypher script, and the form of Neo4j's incremental import. What they say of formats is left aside.
///
/// # Errors
/// If there is no such batch, the store cannot be read, or the output not be written.
pub fn export_since(
    store: &mut Store,
    since: u64,
    options: &Options,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Delta> {
    let snapshot = store.snapshot()?;
    snapshot.check_batch(since)?;
    let staging = Staging::open(&options.output, DELTA_FILES)?;
    let scratch = staging.scratch()?;
    let [old, new] = ["old", "new"].map(|name| scratch.join(name));
    for (at, output) in [(Some(since), &old), (None, &new)] {
        let options = Options { output: output.clone(), exporters: vec![&Csv], documents: false, ..options.clone() };
        export_snapshot(&snapshot, at, &options, observer)?;
    }
    let counts = delta(&old, &new, staging.folder(), &scratch, options.documents)?;
    Ok(Delta { counts, manifest: staging.commit()? })
}

/// The graph of a snapshot.
fn export_snapshot(
    snapshot: &Snapshot<'_>,
    at: Option<u64>,
    options: &Options,
    observer: &mut (dyn FnMut(Progress) + Send),
) -> Result<Report> {
    let target = Target::open(options)?;
    let threads = options.reading.pool()?;
    let unpacker = snapshot.unpacker()?;
    let mut folded = target.fold();
    let mut report = Report::default();
    snapshot.articles(at, PART, &mut |articles| {
        let gathered = threads.install(|| articles.par_chunks(GROUP).map(|group| gathered(&target, &unpacker, group)).collect());
        let gathered: Result<Vec<_>> = gathered;
        for (gathered, mentions, bytes) in gathered? {
            report.mentions += mentions;
            report.bytes += bytes;
            folded.add(gathered)?;
        }
        report.documents += articles.len() as u64;
        observer(Progress { bytes: report.bytes, documents: report.documents, again: false });
        Ok(())
    })?;
    threads.install(|| target.write(folded, &mut report))?;
    Ok(report)
}

/// What some articles give, with the number of their mentions and the bytes of their texts.
fn gathered(target: &Target<'_>, unpacker: &Unpacker, group: &[Stored]) -> Result<(Gathered, u64, u64)> {
    let (mut graph, mut rows, mut mentions, mut bytes) = (Graph::default(), Vec::new(), 0, 0);
    let name_of = |found_by, name: &mut String| unpacker.name_of(found_by, name);
    for stored in group {
        let body = unpacker.unpack(stored)?;
        graph.add(&body.document, &body.extraction);
        mentions += body.extraction.mentions.len() as u64;
        bytes += body.document.text.len() as u64;
        if !target.tables.is_empty() {
            rows.push(DocumentRows::of(&target.tables, &body.document, &body.extraction, &name_of));
        }
    }
    Ok((Gathered { graphs: vec![graph], rows }, mentions, bytes))
}
