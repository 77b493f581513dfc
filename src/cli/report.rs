//! What `extract` says when it is done.

use std::path::Path;
use std::time::Duration;

use newsgraph::export::{Exporter, Manifest};
use newsgraph::run::{Options, Report};

use super::words::{counted, grouped, megabytes, millions, say_all, write};

/// What was skipped and why, and what a reader of the output should know. Quiet runs say only what is lost.
pub(super) fn say_skipped(report: &Report, quiet: bool) {
    say_all(&report.skipped, "more that could not be read");
    if !quiet {
        say_all(&report.warnings, "more warnings");
        say_all(&report.duplicates, "more that came twice");
    }
}

/// What was read, found and written, and what to do next.
pub(super) fn say_report(report: &Report, options: &Options, time: Duration) {
    let seconds = time.as_secs_f64();
    let speed = millions(report.bytes) / seconds.max(1e-3);
    let documents = counted(report.documents, "document", "documents");
    let mut read = vec![format!("{documents}, {} in {seconds:.1} s ({speed:.1} MB/s)", megabytes(report.bytes))];
    for (count, what) in [(report.skipped.count, "skipped"), (report.duplicates.count, "that came twice")] {
        if count > 0 {
            read.push(format!("{} {what}", grouped(count)));
        }
    }
    write(&format!("read     {}", read.join("; ")));
    if report.stories < report.documents {
        write(&format!("         {}, reprints counted once", counted(report.stories, "story", "stories")));
    }
    write(&format!(
        "found    {} of {}",
        counted(report.mentions, "mention", "mentions"),
        counted(report.entities, "entity", "entities")
    ));
    write(&format!(
        "         {}, {} that state no fact, {}",
        counted(report.edges, "edge", "edges"),
        counted(report.claims, "claim", "claims"),
        counted(report.co_mentions, "co-mention", "co-mentions")
    ));
    if let Some(manifest) = &report.manifest {
        say_written(manifest, &options.output);
    }
    say_next_steps(&options.exporters, &options.output, options.documents);
}

/// How much lies in the output folder.
pub(super) fn say_written(manifest: &Manifest, output: &Path) {
    let files = counted(manifest.files().len() as u64, "file", "files");
    let bytes = manifest.files().iter().map(|file| file.bytes).sum();
    write(&format!("wrote    {files} to {}, {}", output.display(), megabytes(bytes)));
}

/// What to do next to see the graph.
pub(super) fn say_next_steps(exporters: &[&dyn Exporter], output: &Path, documents: bool) {
    for exporter in exporters {
        if let Some(step) = exporter.next_step(output, documents) {
            write("");
            write(&step);
        }
    }
}
