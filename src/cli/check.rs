//! `check`: do the rules do what their examples say?

use std::io::{Write, stdout};

use newsgraph::Extractor;
use newsgraph::resources::embedded;

use super::args::Check;
use super::words::counted;
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Check) -> Result<Exit, Stop> {
    let folder = args.resources.as_deref();
    let mut choice = config::choice(folder, &args.own, true)?;
    // Those built in are compiled anew from their files, so that each example is tried.
    choice.files.get_or_insert_with(embedded);
    let report = Extractor::of(config::compiled(folder, &choice)?).check();
    let mut out = stdout().lock();
    for finding in &report.findings {
        let path = folder.map_or_else(|| finding.path.clone(), |folder| folder.join(&finding.path));
        writeln!(out, "{}:{}: {}", path.display(), finding.line, finding.message)?;
    }
    let examples = counted(report.examples as u64, "example", "examples");
    if report.findings.is_empty() {
        writeln!(out, "{examples}, all right")?;
        return Ok(Exit::Done);
    }
    super::words::say(&format!("{} of {examples} failed", report.findings.len()));
    Ok(Exit::Partly)
}
