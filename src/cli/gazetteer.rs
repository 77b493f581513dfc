//! `gazetteer`: what lists of names hold, what is doubtful in them, what a change of them does.

mod diff;
mod find;
mod lint;

use super::args::Gazetteer;
use super::{Exit, Stop};

/// Runs it.
pub(super) fn run(args: &Gazetteer) -> Result<Exit, Stop> {
    match args {
        Gazetteer::Find(args) => find::run(args),
        Gazetteer::Lint(args) => lint::run(args),
        Gazetteer::Diff(args) => diff::run(args),
    }
}
