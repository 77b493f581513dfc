//! `--report FILE`: what a run did, for programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use newsgraph::run::{Added, FileStatus, Messages, Report};
use newsgraph::{Error, Result};
use serde::Serialize;

/// The report, as JSON has it. It holds no time: equal runs write equal reports.
#[derive(Serialize)]
struct RunReport<'r> {
    program: &'static str,
    version: &'static str,
    command: &'static str,
    documents: u64,
    skipped: u64,
    duplicates: u64,
    warnings: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    graph: Option<Counts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<Changed>,
    messages: Vec<String>,
    files: &'r [FileStatus],
}

#[derive(Serialize)]
struct Counts {
    stories: u64,
    mentions: u64,
    entities: u64,
    edges: u64,
    claims: u64,
    co_mentions: u64,
}

#[derive(Serialize)]
struct Changed {
    batch: Option<u64>,
    added: u64,
    replaced: u64,
    removed: u64,
    unchanged: u64,
    not_there: u64,
}

/// Writes the report of a run of `extract`.
///
/// # Errors
/// If the file cannot be written.
pub(super) fn of_extract(path: &Path, report: &Report) -> Result<()> {
    let counts = Counts {
        stories: report.stories,
        mentions: report.mentions,
        entities: report.entities,
        edges: report.edges,
        claims: report.claims,
        co_mentions: report.co_mentions,
    };
    let [skipped, duplicates, warnings] = [&report.skipped, &report.duplicates, &report.warnings];
    let run = RunReport {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: "extract",
        documents: report.documents,
        skipped: skipped.count,
        duplicates: duplicates.count,
        warnings: warnings.count,
        bytes: report.bytes,
        graph: Some(counts),
        store: None,
        messages: told(&[skipped, warnings]),
        files: report.files.list(),
    };
    write(path, &run)
}

/// Writes the report of a run of `add` or `replace`.
///
/// # Errors
/// If the file cannot be written.
pub(super) fn of_add(path: &Path, command: &'static str, added: &Added) -> Result<()> {
    let changed = Changed {
        batch: added.batch,
        added: added.changes.added,
        replaced: added.changes.replaced,
        removed: added.changes.removed,
        unchanged: added.unchanged,
        not_there: added.unknown.count,
    };
    let run = RunReport {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command,
        documents: added.documents,
        skipped: added.skipped.count,
        duplicates: added.duplicates.count,
        warnings: added.warnings.count,
        bytes: added.bytes,
        graph: None,
        store: Some(changed),
        messages: told(&[&added.skipped, &added.unknown, &added.warnings]),
        files: added.files.list(),
    };
    write(path, &run)
}

fn told(messages: &[&Messages]) -> Vec<String> {
    messages.iter().flat_map(|messages| &messages.first).map(ToString::to_string).collect()
}

fn write(path: &Path, report: &RunReport<'_>) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        serde_json::to_writer_pretty(&mut file, report)?;
        file.write_all(b"\n")?;
        file.flush()
    };
    write().map_err(|error| Error::io(path, error))
}
