//! `extract`: articles in, a graph out.

use std::time::Instant;

use newsgraph::run::{self, Options, Reading};

use super::args::Extract;
use super::progress::Bar;
use super::report::{say_report, say_skipped};
use super::words::say;
use super::{Exit, Stop, config, log, run_report};

/// Runs it.
pub(super) fn run(args: &Extract) -> Result<Exit, Stop> {
    args.told.log_format.into_iter().for_each(log::start);
    let reading = config::reading(&args.inputs, &args.work.source, &args.work.machine)?;
    let options = Options {
        reading: Reading { files: args.told.report.is_some(), ..reading },
        output: args.output.clone(),
        exporters: config::exporters(&args.formats.format),
        documents: args.formats.documents,
        hold: config::held(&args.memory)?,
    };
    let extractor = config::extractor(&args.work.machine.lists, config::dates(&args.work.source))?;
    let start = Instant::now();
    let mut bar = Bar::of_reading(args.work.quiet, &options.reading);
    let report = run::run(extractor, &options, &mut |progress| bar.show(progress));
    bar.clear();
    let report = report?;
    if let Some(path) = &args.told.report {
        run_report::of_extract(path, &report)?;
    }
    say_skipped(&report, args.work.quiet);
    if report.manifest.is_none() {
        return Err(newsgraph::Error::new("no document could be read, so nothing was written").into());
    }
    if let (Some(corrections), Some(path)) = (extractor.corrections(), &args.work.machine.lists.corrections) {
        corrections.findings().into_iter().for_each(|finding| say(&finding.at(path)));
    }
    if !args.work.quiet {
        say_report(&report, &options, start.elapsed());
    }
    Ok(if report.skipped.count > 0 { Exit::Partly } else { Exit::Done })
}
