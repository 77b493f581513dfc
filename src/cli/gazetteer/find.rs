//! `gazetteer find`: every entry that a name can mean.

use std::io::{Write, stdout};

use newsgraph::resources::{Entry, Form, Resources, form};

use super::super::args::Find;
use super::super::page::Page;
use super::super::words::{counted, say};
use super::super::{Exit, Stop, config};

/// Runs it.
pub(super) fn run(args: &Find) -> Result<Exit, Stop> {
    let folder = args.lists.resources.as_deref();
    let choice = config::choice(folder, &args.lists.own, !args.lists.no_default_gazetteers)?;
    let resources = config::compiled(folder, &choice)?;
    let forms = resources.forms_of(&args.name);
    let mut page = Page::default();
    let mut shown = Vec::new();
    for form in forms {
        // Two ways to write one name of an entry are one line.
        if !shown.contains(&form.entry) {
            shown.push(form.entry);
            tell(&resources, forms, *form, &mut page);
        }
    }
    stdout().lock().write_all(&page.into_bytes())?;
    if shown.is_empty() {
        say(&format!("no list has the name {:?}", args.name));
        return Ok(Exit::Partly);
    }
    say(&counted(shown.len() as u64, "entry", "entries"));
    Ok(Exit::Done)
}

fn tell(resources: &Resources, forms: &[Form], form: Form, page: &mut Page) {
    let entry = resources.entry(form.entry);
    let flags = forms.iter().filter(|other| other.entry == form.entry).fold(0, |flags, form| flags | form.flags);
    page.say("* ", &format!("{} [{}] {}", entry.name, entry.label, entry.id));
    page.say("    ", &facts(entry, flags).join("; "));
    let list = &resources.lists[usize::from(entry.list)];
    let mut source = resources.place_of(form.entry);
    for said in [&list.source, &list.licence] {
        if !said.is_empty() {
            source = format!("{source}; {said}");
        }
    }
    page.say("    ", &source);
}

/// What the row says, in words.
fn facts(entry: &Entry, flags: u8) -> Vec<String> {
    let mut facts = vec![if flags & form::NAME != 0 { "its name".to_owned() } else { "an alias".to_owned() }];
    if let Some(known) = entry.facts.as_deref() {
        facts.extend(known.country.as_ref().map(|country| format!("country {country}")));
        facts.extend(known.coordinates.map(|(lat, lon)| format!("at {lat}, {lon}")));
    }
    facts.push(format!("prominence {:.2}", entry.prominence));
    for (flag, words) in [
        (form::CONTEXT, "needs context"),
        (form::EXACT, "case exact"),
        (form::ACRONYM, "in capitals"),
        (form::AMBIGUOUS, "ambiguous"),
    ] {
        if flags & flag != 0 {
            facts.push(words.to_owned());
        }
    }
    if let Some(bounds) = entry.bounds.as_deref() {
        facts.extend(bounds.from.map(|date| format!("from {date}")));
        facts.extend(bounds.until.map(|date| format!("until {date}")));
        facts.extend(bounds.parent.as_ref().map(|parent| format!("part of {parent}")));
    }
    facts
}
