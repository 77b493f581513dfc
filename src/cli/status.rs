//! `status`: what is in a store, and what is stale.

use std::io::Write;

use newsgraph::resources::DateOptions;
use newsgraph::store::Store;

use super::args::Status;
use super::words::{counted, grouped, megabytes};
use super::{Exit, Stop, config};

/// How many of the last batches are shown.
const BATCHES: usize = 10;

/// Runs it.
pub(super) fn run(args: &Status) -> Result<Exit, Stop> {
    let mut store = Store::open(&args.place.store)?;
    let dates = DateOptions { numeric: config::numeric(args.numeric_dates), southern: args.southern };
    let fingerprint = config::fingerprint(&args.lists, dates)?;
    let snapshot = store.snapshot()?;
    let status = snapshot.status(&fingerprint)?;
    let mut out = std::io::stdout().lock();
    let exit = if status.stale > 0 { Exit::Partly } else { Exit::Done };
    if args.stale {
        for id in snapshot.stale_ids(&fingerprint, usize::MAX >> 1)? {
            writeln!(out, "{id}")?;
        }
        return Ok(exit);
    }
    let each = status.bytes.checked_div(status.articles + status.behind + status.former).unwrap_or(0);
    writeln!(out, "articles  {}", grouped(status.articles))?;
    if status.behind > 0 {
        writeln!(out, "behind    {} that an equal text of the same id stands for", grouped(status.behind))?;
    }
    if status.former > 0 {
        writeln!(out, "former    {} that were replaced or removed", counted(status.former, "version", "versions"))?;
    }
    writeln!(out, "disk      {}, {} each", megabytes(status.bytes), megabytes(each))?;
    let stale = if status.stale == 0 {
        "none".to_owned()
    } else {
        format!("{}; next: newsgraph add {} --refresh", counted(status.stale, "article", "articles"), args.place.store.display())
    };
    writeln!(out, "stale     {stale}")?;
    let batches = snapshot.batches()?;
    writeln!(out, "batches   {}", grouped(batches.len() as u64))?;
    for batch in batches.iter().rev().take(BATCHES) {
        let changes = batch.changes;
        writeln!(
            out,
            "  {:>6}  {}  {:<8} +{} ~{} -{} again {}",
            batch.number,
            batch.at,
            batch.command,
            grouped(changes.added),
            grouped(changes.replaced),
            grouped(changes.removed),
            grouped(changes.refreshed)
        )?;
    }
    Ok(exit)
}
