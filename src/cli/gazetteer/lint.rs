//! `gazetteer lint`: what is doubtful in lists, a line each.

use std::collections::BTreeMap;
use std::io::{Write, stdout};

use newsgraph::Extractor;
use newsgraph::resources::lint::{Allowed, Finding, Lint};
use newsgraph::resources::{Choice, from_folder};
use newsgraph::run::Reading;

use super::super::args::Lint as Args;
use super::super::colour::safe;
use super::super::words::{counted, grouped, say};
use super::super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let allowed = args.allow.as_deref().map(Allowed::read).transpose()?;
    let folder = args.resources.as_deref();
    let files = folder.map(from_folder).transpose()?;
    let own = config::own_lists(&args.files, args.label.as_deref())?;
    let mut lint = Lint::of(Choice { files, own, ..Choice::default() })?;
    if !args.corpus.is_empty() {
        let reading = Reading::of(args.corpus.clone());
        let usage = Extractor::of(lint.resources.clone()).usage(&reading, &mut |error| say(error))?;
        lint.add_usage(&usage);
    }
    let mut findings = lint.findings();
    let taken = allowed.map_or(0, |allowed| allowed.filter(&mut findings));
    let mut out = stdout().lock();
    for Finding { path, line, code, name, message } in &findings {
        let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
        let line = format!("{}:{line}: {}: {name}{message}", path.display(), code.as_str());
        writeln!(out, "{}", safe(&line))?;
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in &findings {
        *counts.entry(finding.code.as_str()).or_default() += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|(code, count)| format!("{} {code}", grouped(count))).collect();
    let mut told = counted(findings.len() as u64, "finding", "findings");
    if !counts.is_empty() {
        told = format!("{told}: {}", counts.join(", "));
    }
    if taken > 0 {
        told = format!("{told}; {} allowed", grouped(taken as u64));
    }
    say(&told);
    Ok(if findings.is_empty() { Exit::Done } else { Exit::Partly })
}
