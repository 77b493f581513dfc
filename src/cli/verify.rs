//! `verify`: an output folder in, what is wrong with it out.

use newsgraph::export::verify;

use super::args::Verify;
use super::words::{counted, say, write};
use super::{Exit, Stop};

/// Runs it.
pub(super) fn run(args: &Verify) -> Result<Exit, Stop> {
    let verdict = verify(&args.folder)?;
    for fault in &verdict.faults {
        say(fault);
    }
    let files = counted(verdict.files, "file", "files");
    let entities = counted(verdict.entities, "entity", "entities");
    let edges = counted(verdict.edges, "edge", "edges");
    if verdict.faults.is_empty() {
        write(&format!("{files} read back: {entities}, {edges}, no fault"));
        return Ok(Exit::Done);
    }
    write(&format!("{files} read back: {}", counted(verdict.faults.len() as u64, "fault", "faults")));
    Ok(Exit::Partly)
}
