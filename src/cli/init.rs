//! `init`: an empty store.

use newsgraph::store::Store;

use super::args::Init;
use super::words::write;
use super::{Exit, Stop};

/// Runs it.
pub(super) fn run(args: &Init) -> Result<Exit, Stop> {
    let folder = &args.place.store;
    Store::create(folder)?;
    write(&format!("made     {}; next: newsgraph add {} INPUT", folder.display(), folder.display()));
    Ok(Exit::Done)
}
