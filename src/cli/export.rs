//! `export`: the graph of a store.

use std::time::Instant;

use newsgraph::export::DeltaCounts;
use newsgraph::run::{self, Options, Reading};
use newsgraph::store::Store;

use super::args::Export;
use super::progress::Bar;
use super::report::{say_report, say_written};
use super::words::{grouped, write};
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Export) -> Result<Exit, Stop> {
    let reading = Reading { threads: args.threads.unwrap_or(0).into(), ..Reading::of([]) };
    let options = Options {
        reading,
        output: args.output.clone(),
        exporters: config::exporters(&args.formats.format),
        documents: args.formats.documents,
        hold: config::held(&args.memory)?,
    };
    let mut store = Store::open(&args.place.store)?;
    if let Some(at) = args.at {
        store.snapshot()?.check_batch(at)?;
    }
    let start = Instant::now();
    let mut bar = Bar::of_reading(args.quiet, &options.reading);
    if let Some(since) = args.since {
        let delta = run::export_since(&mut store, since, &options, &mut |progress| bar.show(progress));
        bar.clear();
        let delta = delta?;
        if !args.quiet {
            let DeltaCounts { added, changed, removed } = delta.counts;
            let [added, changed, removed] = [added, changed, removed].map(grouped);
            write(&format!("since    batch {since}: {added} rows added, {changed} changed, {removed} removed"));
            say_written(&delta.manifest, &options.output);
        }
        return Ok(Exit::Done);
    }
    let report = run::export(&mut store, args.at, &options, &mut |progress| bar.show(progress));
    bar.clear();
    let report = report?;
    if !args.quiet {
        say_report(&report, &options, start.elapsed());
    }
    Ok(Exit::Done)
}
