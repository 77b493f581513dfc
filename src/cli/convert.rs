//! `convert`: the native files of a run in, other formats out.

use newsgraph::export::convert;

use super::args::{ALL_FORMATS, Convert};
use super::report::{say_next_steps, say_written};
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Convert) -> Result<Exit, Stop> {
    if args.formats.format.is_empty() {
        return Err(newsgraph::Error::new("what is to be written? name it with --format").into());
    }
    let mut exporters = config::exporters(&args.formats.format);
    if args.formats.format.iter().any(|format| format == ALL_FORMATS) {
        exporters.retain(|exporter| !exporter.reads_texts());
    }
    let output = args.output.as_ref().unwrap_or(&args.from);
    let manifest = convert(&args.from, output, &exporters, args.formats.documents)?;
    if !args.quiet {
        say_written(&manifest, output);
        say_next_steps(&exporters, output, args.formats.documents);
    }
    Ok(Exit::Done)
}
