//! `add` and `replace`: articles into a store.

use std::path::PathBuf;
use std::time::Instant;

use newsgraph::run::{self, Added, Reading, Taking};
use newsgraph::store::{Changes, Store};

use super::args::{Add, Place, Replace, Told, Waiting, Work};
use super::progress::Bar;
use super::words::{counted, grouped, megabytes, millions, say_all, write};
use super::{Exit, Stop, config, log, run_report};

/// Runs `add`.
pub(super) fn run(args: &Add) -> Result<Exit, Stop> {
    into(&args.place, &args.inputs, (&args.work, &args.told), &args.waiting, Taking::All, args.refresh)
}

/// Runs `replace`.
pub(super) fn replace(args: &Replace) -> Result<Exit, Stop> {
    into(&args.place, &args.inputs, (&args.work, &args.told), &args.waiting, Taking::Known, false)
}

fn into(
    place: &Place,
    inputs: &[PathBuf],
    (work, told): (&Work, &Told),
    waiting: &Waiting,
    taking: Taking,
    refresh: bool,
) -> Result<Exit, Stop> {
    told.log_format.into_iter().for_each(log::start);
    let reading = config::reading(inputs, &work.source, &work.machine)?;
    let reading = Reading { files: told.report.is_some(), ..reading };
    let mut store = Store::open(&place.store)?;
    let (extractor, fingerprint) = config::knowing(&work.machine.lists, config::dates(&work.source))?;
    let wait = config::wait(waiting);
    if refresh {
        let start = Instant::now();
        let mut bar = Bar::of_reading(work.quiet, &Reading::of([]));
        let changed =
            run::refresh(extractor, &fingerprint, &mut store, reading.threads, wait, &mut |progress| bar.show(progress));
        bar.clear();
        let changed = changed?;
        if !work.quiet {
            let refreshed = counted(changed.changes.refreshed, "stale article", "stale articles");
            write(&format!("reread   {refreshed} in {:.1} s", start.elapsed().as_secs_f64()));
            say_batch(changed.batch, changed.changes);
        }
    }
    if inputs.is_empty() {
        return Ok(Exit::Done);
    }
    let start = Instant::now();
    let mut bar = Bar::of_reading(work.quiet, &reading);
    let added = run::add(extractor, &fingerprint, &mut store, &reading, taking, wait, &mut |progress| bar.show(progress));
    bar.clear();
    let added = added?;
    if let Some(path) = &told.report {
        run_report::of_add(path, if taking == Taking::All { "add" } else { "replace" }, &added)?;
    }
    say_all(&added.skipped, "more that could not be read");
    say_all(&added.unknown, "more that are not in the store");
    if !work.quiet {
        say_all(&added.warnings, "more warnings");
        say_all(&added.duplicates, "more that came twice");
        say(&added, start.elapsed().as_secs_f64());
    }
    if added.documents == 0 && added.skipped.count > 0 {
        return Err(newsgraph::Error::new("no document could be read, so nothing was added").into());
    }
    Ok(if added.skipped.count + added.unknown.count > 0 { Exit::Partly } else { Exit::Done })
}

fn say(added: &Added, seconds: f64) {
    let documents = counted(added.documents, "document", "documents");
    let speed = millions(added.bytes) / seconds.max(1e-3);
    let mut read = vec![format!("{documents}, {} in {seconds:.1} s ({speed:.1} MB/s)", megabytes(added.bytes))];
    let counts =
        [(added.skipped.count, "skipped"), (added.duplicates.count, "that came twice"), (added.unchanged, "there already")];
    for (count, what) in counts {
        if count > 0 {
            read.push(format!("{} {what}", grouped(count)));
        }
    }
    write(&format!("read     {}", read.join("; ")));
    say_batch(added.batch, added.changes);
}

/// What changed in a store.
pub(super) fn say_batch(batch: Option<u64>, changes: Changes) {
    let Some(batch) = batch else {
        write("stored   nothing: the store has it all");
        return;
    };
    let counts = [
        (changes.added, "added"),
        (changes.replaced, "replaced"),
        (changes.removed, "removed"),
        (changes.refreshed, "read again"),
    ];
    let said: Vec<String> =
        counts.iter().filter(|count| count.0 > 0).map(|(count, what)| format!("{} {what}", grouped(*count))).collect();
    let said = if said.is_empty() { "ids settled".to_owned() } else { said.join(", ") };
    write(&format!("stored   batch {batch}: {said}"));
}
