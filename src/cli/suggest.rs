//! `suggest`: entities that are likely one, as rows for a file of corrections.

use std::io::stdout;
use std::ops::ControlFlow;

use newsgraph::run::{Outcome, each};
use newsgraph::{CORRECTION_COLUMNS, Document, Graph, Worker};

use super::args::Suggest;
use super::words::{counted, say};
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Suggest) -> Result<Exit, Stop> {
    let reading = config::reading(&args.inputs, &args.work.source, &args.work.machine)?;
    let extractor = config::extractor(&args.work.machine.lists, config::dates(&args.work.source))?;
    let mut graph = Graph::default();
    let mut skipped = 0u64;
    let work = |worker: &mut Worker<'_>, document: Document| {
        let extraction = worker.extract(&document);
        (document, extraction)
    };
    each(extractor, &reading, &work, &mut |outcome| {
        match outcome {
            Outcome::Done((document, extraction)) => graph.add(&document, &extraction),
            Outcome::Skipped(lost) => {
                skipped += 1;
                say(&lost.error);
            }
            Outcome::Warning(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    if graph.documents() == 0 {
        return Err(newsgraph::Error::new("no document could be read, so nothing can be suggested").into());
    }
    let suggestions = graph.suggestions();
    let mut writer = csv::WriterBuilder::new().from_writer(stdout().lock());
    let broken = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => Stop::from(error),
        other => newsgraph::Error::new(format!("the rows cannot be written: {other:?}")).into(),
    };
    writer.write_record(CORRECTION_COLUMNS).map_err(broken)?;
    for suggestion in &suggestions {
        writer
            .write_record(["merge", suggestion.from.as_str(), suggestion.into.as_str(), "", &suggestion.reason])
            .map_err(broken)?;
    }
    writer.flush()?;
    if !args.work.quiet {
        let found = counted(suggestions.len() as u64, "likely merge", "likely merges");
        say(&format!("{found}: copy the rows that are right into a file, and give it to extract with --corrections"));
    }
    Ok(if skipped > 0 { Exit::Partly } else { Exit::Done })
}
