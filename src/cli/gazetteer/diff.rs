//! `gazetteer diff`: which mentions of a corpus a change of lists gains and loses.

use std::io::{Write, stdout};
use std::path::Path;

use newsgraph::resources::{Choice, Resources, from_folder};
use newsgraph::run::Reading;
use newsgraph::{Changed, Extractor, difference};

use super::super::args::Diff;
use super::super::page::Page;
use super::super::words::{counted, grouped, say};
use super::super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Diff) -> Result<Exit, Stop> {
    let (old, new) = (side(&args.old, args)?, side(&args.new, args)?);
    let mut skipped = 0u64;
    let difference = difference(&old, &new, &Reading::of(args.corpus.clone()), &mut |error| {
        skipped += 1;
        say(error);
    })?;
    let mut page = Page::default();
    let (mut gained, mut lost) = (0, 0);
    for ((id, name), row) in &difference.rows {
        let (sign, place) = match (&row.old, &row.new) {
            (Some(old), Some(new)) if old == new => ("~", old.clone()),
            (Some(old), Some(new)) => ("~", format!("{old} -> {new}")),
            (None, Some(new)) => ("+", new.clone()),
            (Some(old), None) => ("-", old.clone()),
            (None, None) => continue,
        };
        page.say(&format!("{sign} "), &format!("{place} {name} ({id}): {}", counts(row.gained.len(), row.lost.len())));
        list(&mut page, "+", &row.gained, args.examples);
        list(&mut page, "-", &row.lost, args.examples);
        gained += row.gained.len();
        lost += row.lost.len();
    }
    if !difference.gained.is_empty() || !difference.lost.is_empty() {
        let told = counts(difference.gained.len(), difference.lost.len());
        page.say("= ", &format!("by what these rows mean for the rest of an article: {told}"));
        list(&mut page, "+", &difference.gained, args.examples);
        list(&mut page, "-", &difference.lost, args.examples);
    }
    stdout().lock().write_all(&page.into_bytes())?;
    let rows = counted(difference.rows.len() as u64, "row differs", "rows differ");
    let read = counted(difference.documents, "article", "articles");
    say(&format!("{rows}; in {read} {}", counts(gained, lost)));
    Ok(if skipped > 0 { Exit::Partly } else { Exit::Done })
}

/// The lists of one side: added to ours, or in their place where the folder holds gazetteers/.
fn side(path: &Path, args: &Diff) -> newsgraph::Result<Extractor> {
    let names = !args.no_default_gazetteers;
    let resources = if path.join("gazetteers").is_dir() {
        config::compiled(Some(path), &Choice { files: Some(from_folder(path)?), names, ..Choice::default() })?
    } else {
        let own = config::own_lists(std::slice::from_ref(&path.to_owned()), args.label.as_deref())?;
        Resources::of(&Choice { own, names, ..Choice::default() })?
    };
    Ok(Extractor::of(resources))
}

fn counts(gained: usize, lost: usize) -> String {
    format!("{} gained, {} lost", grouped(gained as u64), grouped(lost as u64))
}

fn list(page: &mut Page, sign: &str, changed: &[Changed], most: usize) {
    for Changed { document, span, words, label, entity, found_by, instead } in changed.iter().take(most) {
        let mut told = format!("{document}@{} {words} [{label}] {entity}, by {found_by}", span.start);
        if let Some(other) = instead {
            told = format!("{told}; the other side has {other}");
        }
        page.say(&format!("    {sign} "), &told);
    }
    if let more @ 1.. = changed.len().saturating_sub(most) {
        page.say("      ", &format!("and {} more", grouped(more as u64)));
    }
}
