//! `check`: do the rules do what their examples say?

use std::io::{Write, stdout};

use super::args::Check;
use super::words::counted;
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Check) -> Result<Exit, Stop> {
    let folder = args.resources.as_deref();
    let report = config::extractor(folder, newsgraph::resources::DateOptions::default())?.check();
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
