//! `man`: the manual page, or one for each command.

use std::fs;
use std::io::{Write, stdout};

use clap::CommandFactory;
use clap_mangen::Man as Page;
use newsgraph::Error;

use super::args::{Args, Man};
use super::{Exit, Stop};

/// Runs it.
pub(super) fn run(args: &Man) -> Result<Exit, Stop> {
    let mut command = Args::command();
    command.build();
    let Some(folder) = &args.dir else {
        let mut page = Vec::new();
        Page::new(command).render(&mut page)?;
        stdout().lock().write_all(&page)?;
        return Ok(Exit::Done);
    };
    let at = |error| Error::io(folder, error);
    fs::create_dir_all(folder).map_err(at)?;
    clap_mangen::generate_to(command, folder).map_err(at)?;
    Ok(Exit::Done)
}
