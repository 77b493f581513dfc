//! `gazetteer find`: every entry that a name can mean.

use std::cmp::Reverse;
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
    let mut shown: Vec<Form> = Vec::new();
    for form in forms {
        // Two ways to write one name of an entry are one line.
        if !shown.iter().any(|other| other.entry == form.entry) {
            shown.push(*form);
        }
    }
    shown.sort_by_key(|form| Reverse((form.flags & form::CONTEXT == 0, resources.likelihood(form))));
    // A second row of one thing, which is there for other names of it, says nothing of this one.
    let mut told: Vec<&str> = Vec::new();
    shown.retain(|form| {
        let id = resources.entry(form.entry).id.as_str();
        let new = !told.contains(&id);
        told.push(id);
        new
    });
    for form in &shown {
        tell(&resources, forms, *form, &mut page);
    }
    let lists = resources.word_lists_of(&args.name);
    if !lists.is_empty() {
        page.say("* ", &format!("the word is in the word lists {}", lists.join(", ")));
    }
    if !shown.is_empty() {
        stdout().lock().write_all(&page.into_bytes())?;
        say(&counted(shown.len() as u64, "entry", "entries"));
        return Ok(Exit::Done);
    }
    let longer = resources.longer_names(&args.name);
    for form in longer.iter().take(MOST_LONGER) {
        tell(&resources, &longer, *form, &mut page);
    }
    stdout().lock().write_all(&page.into_bytes())?;
    let part = match longer.len() {
        0 => String::new(),
        count @ ..=MOST_LONGER => format!(", but {} this in it", counted(count as u64, "name has", "names have")),
        count => format!(", but {count} names have this in it: the {MOST_LONGER} likeliest are shown"),
    };
    say(&format!("no list has the name {:?}{part}", args.name));
    Ok(Exit::Partly)
}

/// How many longer names are shown where none is the one asked for.
const MOST_LONGER: usize = 10;

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
        (form::COMMAS, "with commas"),
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
