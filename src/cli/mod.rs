//! The command line: [`args`] as typed -> [`config`] as checked -> one file a command. It sees the public library alone.
//!
//! Data goes to standard output or the output folder, words to standard error. Exit 0: done; 1: done, but some documents
//! were skipped, or `check`, `lint` or `verify` found something; 2: could not run. A reader that closes the pipe ends the program
//! in peace.

mod add;
mod args;
mod check;
mod colour;
mod completions;
mod config;
mod convert;
mod explain;
mod export;
mod extract;
mod gazetteer;
mod init;
mod json;
mod load;
mod log;
mod man;
mod page;
mod progress;
mod remove;
mod report;
mod run_report;
mod score;
mod score_args;
mod scoresheet;
mod status;
mod suggest;
mod tag;
mod verify;
mod watch;
mod why_not;
mod words;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All done.
    Done,
    /// Done, but for what was skipped or found wrong.
    Partly,
    /// Nothing could be done, which was said.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Partly => 1,
            Exit::Failed => 2,
        })
    }
}

/// Why a command could not go on.
#[derive(Debug)]
enum Stop {
    /// Nobody reads on: nothing to say.
    PipeClosed,
    /// What to tell the user.
    Error(newsgraph::Error),
}

impl From<newsgraph::Error> for Stop {
    fn from(error: newsgraph::Error) -> Self {
        Self::Error(error)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::PipeClosed;
        }
        Self::Error(newsgraph::Error::new(format!("standard output cannot be written: {error}")).because(error))
    }
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help that nobody reads any more is no failure.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let done = match args.command {
        Command::Extract(args) => extract::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Replace(args) => add::replace(&args),
        Command::Remove(args) => remove::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::WhyNot(args) => why_not::run(&args),
        Command::Suggest(args) => suggest::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(Stop::PipeClosed) => Exit::Done.into(),
        Err(Stop::Error(error)) => {
            words::say(&error);
            Exit::Failed.into()
        }
    }
}
