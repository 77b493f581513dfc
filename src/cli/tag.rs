//! `tag`: the mentions of articles, for the eye or for programs.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

use newsgraph::run::{Messages, Outcome, each};
use newsgraph::{Document, Worker};

use super::args::{Tag, TagFormat};
use super::{Exit, Stop, colour, config, json, words};

/// Runs it.
pub(super) fn run(args: &Tag) -> Result<Exit, Stop> {
    let mut reading = config::reading(&args.inputs, &args.work.source, &args.work.machine)?;
    let extractor = config::extractor(&args.work.machine.lists, config::dates(&args.work.source))?;
    match args.format {
        TagFormat::Jsonl => {
            // Offsets index the text as the source has it.
            reading.ingest.headline_in_text = false;
            let work = |worker: &mut Worker<'_>, document: Document| {
                let extraction = worker.extract(&document);
                json::line(&document, &extraction, args.all_claims)
            };
            stream(args.work.quiet, |sink| each(extractor, &reading, &work, sink), &[])
        }
        TagFormat::Text => {
            let style = colour::Style::of_stdout();
            let work = |worker: &mut Worker<'_>, document: Document| {
                let extraction = worker.extract(&document);
                style.page(&document, &extraction).into_bytes()
            };
            stream(args.work.quiet, |sink| each(extractor, &reading, &work, sink), style.legend().as_bytes())
        }
    }
}

/// What hands over the bytes of each document.
pub(super) type Sink<'s> = dyn FnMut(Outcome<Vec<u8>>) -> ControlFlow<()> + Send + 's;

/// Writes what `each` hands over, then `end`; says what is skipped.
pub(super) fn stream(quiet: bool, each: impl FnOnce(&mut Sink<'_>) -> newsgraph::Result<()>, end: &[u8]) -> Result<Exit, Stop> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut written = Ok(());
    let (mut done, mut skipped, mut warnings) = (0u64, 0u64, 0u64);
    // The first are said as they come, so that they stand near what they are about.
    let say_first = |count: &mut u64, error: &newsgraph::Error| {
        *count += 1;
        if *count <= Messages::KEPT as u64 {
            words::say(error);
        }
    };
    each(&mut |outcome| {
        match outcome {
            Outcome::Done(bytes) => {
                done += 1;
                written = out.write_all(&bytes);
            }
            Outcome::Skipped(lost) => say_first(&mut skipped, &lost.error),
            Outcome::Warning(warning) if !quiet => say_first(&mut warnings, &warning),
            Outcome::Warning(_) => {}
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    written?;
    if done > 0 {
        out.write_all(end)?;
    }
    out.flush()?;
    for (count, more) in [(skipped, "more that could not be read"), (warnings, "more warnings")] {
        if let rest @ 1.. = count.saturating_sub(Messages::KEPT as u64) {
            words::say(&format!("and {} {more}", words::grouped(rest)));
        }
    }
    Ok(match (done, skipped) {
        (_, 0) => Exit::Done,
        (0, _) => Exit::Failed,
        _ => Exit::Partly,
    })
}
