//! `why-not`: the step at which a claim is lost, article by article.

use std::sync::atomic::{AtomicBool, Ordering};

use newsgraph::relate::{Step, why_not};
use newsgraph::run::each;
use newsgraph::{Document, Worker};

use super::args::WhyNot;
use super::explain::known_kind;
use super::page::Page;
use super::tag::stream;
use super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &WhyNot) -> Result<Exit, Stop> {
    let reading = config::reading(&args.inputs, &args.source, &args.machine)?;
    let extractor = config::extractor(&args.machine.lists, config::dates(&args.source))?;
    known_kind(extractor, &args.kind)?;
    let (seen, stated) = (AtomicBool::new(false), AtomicBool::new(false));
    let work = |worker: &mut Worker<'_>, document: Document| {
        if args.id.as_deref().is_some_and(|id| id != document.id.as_str()) {
            return Vec::new();
        }
        seen.store(true, Ordering::Relaxed);
        let extraction = worker.extract(&document);
        let claim = (args.head.as_str(), args.kind.as_str(), args.tail.as_str());
        let Some(lost) = why_not(extractor.resources(), &document, worker.text(), &extraction, claim) else {
            return Vec::new();
        };
        stated.fetch_or(lost.step == Step::Found, Ordering::Relaxed);
        let mut page = Page::default();
        page.say("", &format!("{}: {}", document.id, lost.step.as_str()));
        if let Some(sentence) = lost.sentence {
            let lead = format!("{:<4}{:<9} ", sentence + 1, worker.text().sentences[sentence as usize].zone.as_str());
            page.say(&lead, extraction.sentences[sentence as usize].of(&document.text));
        }
        page.say("    > ", &lost.detail);
        page.gap();
        page.into_bytes()
    };
    let exit = stream(false, |sink| each(extractor, &reading, &work, sink), &[])?;
    match &args.id {
        Some(id) if !seen.into_inner() => Err(newsgraph::Error::new(format!("no article has the id `{id}`")).into()),
        _ if stated.into_inner() => Ok(Exit::Partly),
        _ => Ok(exit),
    }
}
