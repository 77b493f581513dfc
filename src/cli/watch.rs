//! `watch`: files into a store as they land in a folder.
//!
//! A file is read when it has not changed for a while, so that one that is still being written is left alone until it is
//! whole. What lies there at the start is read first: the store passes over what it has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use newsgraph::ingest::sources;
use newsgraph::run::{self, Reading, Taking};
use newsgraph::store::Store;
use newsgraph::{Error, Extractor};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tracing::{error, info, warn};

use super::args::Watch;
use super::{Exit, Stop, config, log};

/// How often it looks whether files have settled.
const TICK: Duration = Duration::from_millis(200);

/// A file that has changed, as it was when it was last looked at.
struct Restless {
    seen: Option<(u64, SystemTime)>,
    since: Instant,
}

/// Runs it, until it is stopped.
pub(super) fn run(args: &Watch) -> Result<Exit, Stop> {
    log::start(args.log_format);
    let reading = config::reading(&[], &args.source, &args.machine)?;
    let mut store = Store::open(&args.store)?;
    let (extractor, fingerprint) = config::knowing(&args.machine.lists, config::dates(&args.source))?;
    let (sender, events) = channel();
    let told = move |event: notify::Result<notify::Event>| drop(sender.send(event));
    let unwatchable = |error: notify::Error| Error::new("cannot be watched").at(&args.folder).because(error);
    // The watcher works as long as it is held.
    let mut watcher: Box<dyn Watcher> = match args.poll {
        Some(seconds) => {
            let config = Config::default().with_poll_interval(Duration::from_secs(seconds.max(1)));
            Box::new(PollWatcher::new(told, config).map_err(unwatchable)?)
        }
        None => Box::new(RecommendedWatcher::new(told, Config::default()).map_err(unwatchable)?),
    };
    watcher.watch(&args.folder, RecursiveMode::Recursive).map_err(unwatchable)?;
    let settle = Duration::from_millis((args.settle.max(0.0) * 1000.0) as u64);
    let mut restless: BTreeMap<PathBuf, Restless> = BTreeMap::new();
    let mut add = |files: Vec<PathBuf>| added(extractor, &fingerprint, &mut store, &reading, files, config::wait(&args.waiting));
    info!(folder = %args.folder.display(), store = %args.store.display(), "watching");
    look(&args.folder, &reading, &mut restless);
    loop {
        match events.recv_timeout(TICK) {
            Ok(Ok(event)) if event.need_rescan() => look(&args.folder, &reading, &mut restless),
            Ok(Ok(event)) if event.kind.is_access() || event.kind.is_remove() => {}
            Ok(Ok(event)) => {
                for path in event.paths {
                    // A folder that was moved here brings its files along.
                    look(&path, &reading, &mut restless);
                }
            }
            Ok(Err(fault)) => warn!(%fault, "the system has lost events: looking at the whole folder"),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Error::new("is watched no more").at(&args.folder).into()),
        }
        let settled = settled(&mut restless, settle);
        if !settled.is_empty() {
            add(settled)?;
        }
    }
}

/// Notes the files at a path that a run over the folder would read.
fn look(path: &Path, reading: &Reading, restless: &mut BTreeMap<PathBuf, Restless>) {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    if hidden || !path.exists() {
        return;
    }
    let paths = [path.to_owned()];
    // A file of no known suffix is passed over, as in a folder; another may be gone again.
    for source in sources(&paths, &reading.ingest).flatten() {
        restless.insert(source.name().to_owned(), Restless { seen: None, since: Instant::now() });
    }
}

/// Takes out the files that have not changed for a while.
fn settled(restless: &mut BTreeMap<PathBuf, Restless>, settle: Duration) -> Vec<PathBuf> {
    let mut settled = Vec::new();
    restless.retain(|path, file| {
        let Ok(found) = path.metadata() else { return false };
        let now = Some((found.len(), found.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
        if now != file.seen {
            (file.seen, file.since) = (now, Instant::now());
        }
        let is_settled = file.since.elapsed() >= settle && found.len() > 0;
        if is_settled {
            settled.push(path.clone());
        }
        !is_settled
    });
    settled
}

/// Reads some files into the store, and logs what came of it. What is wrong with a file stops nothing.
fn added(
    extractor: &Extractor,
    fingerprint: &[u8],
    store: &mut Store,
    reading: &Reading,
    files: Vec<PathBuf>,
    wait: newsgraph::store::Wait,
) -> Result<(), Stop> {
    let count = files.len();
    let reading = Reading { inputs: files, ..reading.clone() };
    let added = match run::add(extractor, fingerprint, store, &reading, Taking::All, wait, &mut |_| {}) {
        Ok(added) => added,
        Err(fault) => {
            error!(%fault, files = count, "nothing was added");
            return Err(fault.into());
        }
    };
    let changes = added.changes;
    info!(
        files = count,
        documents = added.documents,
        batch = added.batch,
        added = changes.added,
        replaced = changes.replaced,
        removed = changes.removed,
        unchanged = added.unchanged,
        skipped = added.skipped.count,
        "read"
    );
    Ok(())
}
