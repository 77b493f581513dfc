//! `remove`: articles out of a store.

use std::io::BufRead;

use newsgraph::run::{self, Leaving};
use newsgraph::store::Store;

use super::add::say_batch;
use super::args::Remove;
use super::words::{counted, say_all, write};
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Remove) -> Result<Exit, Stop> {
    let mut names = Vec::new();
    for name in &args.articles {
        if name == "-" {
            for line in std::io::stdin().lock().lines() {
                let line = line.map_err(|error| newsgraph::Error::new("standard input is not UTF-8").because(error))?;
                names.extend(Some(line.trim().to_owned()).filter(|line| !line.is_empty()));
            }
        } else {
            names.push(name.clone());
        }
    }
    let before = args.before.as_deref().map(|before| config::date("--before", before)).transpose()?;
    let mut store = Store::open(&args.place.store)?;
    let (extractor, fingerprint) = config::knowing(&args.machine.lists, Default::default())?;
    let leaving = Leaving { names: &names, before, forget: args.forget };
    let changed = run::remove(extractor, &fingerprint, &mut store, leaving, config::wait(&args.waiting))?;
    say_all(&changed.unknown, "more that are not in the store");
    if !args.quiet {
        if changed.batch.is_some() || changed.unknown.count == 0 {
            say_batch(changed.batch, changed.changes);
        }
        if args.forget {
            write(&format!("forgot   {}", counted(changed.forgotten, "version", "versions")));
        }
    }
    Ok(if changed.unknown.count > 0 { Exit::Partly } else { Exit::Done })
}
