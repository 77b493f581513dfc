//! `completions`: what a shell needs to complete the arguments.

use std::io::{Write, stdout};

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::{Exit, Stop};

/// Runs it.
pub(super) fn run(args: &Completions) -> Result<Exit, Stop> {
    // Made whole first: the generator cannot be told of a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "newsgraph", &mut script);
    stdout().lock().write_all(&script)?;
    Ok(Exit::Done)
}
