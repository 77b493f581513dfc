//! What a user has decided about entities, once and for all: a CSV file whose rows are applied to every article that is
//! read. What no row speaks of stays as it was found, and what contradicts a row is told.

mod edit;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use self::edit::{add, compact, drop_mentions, reason_of, split, unlisted};
use crate::document::Document;
use crate::entity::Status;
use crate::error::{Error, Result};
use crate::extraction::{Extraction, Referent};
use crate::label::Label;
use crate::word::fold;

/// The columns of the file; the last two may be empty.
pub const COLUMNS: [&str; 5] = ["action", "entity", "value", "document", "note"];

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Pin,
    Split,
    NeverMerge,
    Merge,
    Label,
    Rename,
    Drop,
}

/// The actions by name, in the order in which they are applied.
const ACTIONS: [(&str, Action); 7] = [
    ("pin", Action::Pin),
    ("split", Action::Split),
    ("never-merge", Action::NeverMerge),
    ("merge", Action::Merge),
    ("label", Action::Label),
    ("rename", Action::Rename),
    ("drop", Action::Drop),
];

/// A row.
#[derive(Debug)]
struct Correction {
    line: u64,
    action: Action,
    /// An id or a name; the words of a mention for `pin`.
    entity: String,
    /// The same, folded.
    key: String,
    value: String,
    /// The one article that is meant; all, if empty.
    document: String,
    /// What `value` is in the gazetteers, if it is there.
    target: Option<Referent>,
    applied: AtomicU64,
}

/// A file of corrections.
#[derive(Debug, Default)]
pub struct Corrections {
    rows: Vec<Correction>,
    /// What speaks against a row: its number and what, the first article, and how many.
    against: Mutex<BTreeMap<(usize, String), (String, u64)>>,
}

impl Corrections {
    /// Reads a file. `listed` gives what the gazetteers know by an id or name.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn read(path: &Path, listed: &dyn Fn(&str) -> Option<Referent>) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Self::parse(&text, listed).map_err(|error| error.at(path))
    }

    /// Reads the content of a file.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(text: &str, listed: &dyn Fn(&str) -> Option<Referent>) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| Error::new(error.to_string()).line(1))?.clone();
        let column = |name: &str| header.iter().position(|column| column == name);
        let (Some(action), Some(entity)) = (column("action"), column("entity")) else {
            return Err(Error::new(format!("the first line must name the columns: {}", COLUMNS.join(","))).line(1));
        };
        if let Some(unknown) = header.iter().find(|name| !COLUMNS.contains(name)) {
            return Err(Error::new(format!("unknown column `{unknown}`; the columns are {}", COLUMNS.join(","))).line(1));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                Error::new(error.to_string()).line(line)
            })?;
            let line = record.position().map_or(1, csv::Position::line);
            let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default().to_owned();
            let (name, entity, value) = (cell(Some(action)), cell(Some(entity)), cell(column("value")));
            if name.is_empty() && entity.is_empty() {
                continue;
            }
            let row =
                correction(&name, entity, value, cell(column("document")), line, listed).map_err(|error| error.line(line))?;
            rows.push(row);
        }
        rows.sort_by_key(|row: &Correction| (ACTIONS.iter().position(|(_, action)| *action == row.action), row.line));
        let corrections = Self { rows, against: Mutex::default() };
        corrections.check()?;
        Ok(corrections)
    }

    /// Rows that cannot both be so are a fault.
    fn check(&self) -> Result<()> {
        let pairs = |action: Action| self.rows.iter().filter(move |row| row.action == action);
        for merge in pairs(Action::Merge) {
            let value = fold(&merge.value);
            for never in pairs(Action::NeverMerge) {
                let other = fold(&never.value);
                if (never.key == merge.key && other == value) || (never.key == value && other == merge.key) {
                    let message = format!("`merge` of what line {} says is never to be merged", never.line);
                    return Err(Error::new(message).line(merge.line));
                }
            }
        }
        Ok(())
    }

    /// Applies all rows to what an article says; its claims are not made yet.
    pub(crate) fn apply(&self, document: &Document, extraction: &mut Extraction) {
        let mut changed = false;
        for (number, row) in self.rows.iter().enumerate() {
            if row.document.is_empty() || row.document == document.id.as_str() {
                let count = self.one(number, row, document, extraction);
                changed |= count > 0;
                row.applied.fetch_add(count, Ordering::Relaxed);
            }
        }
        if changed {
            compact(extraction);
        }
    }

    /// Applies a row, and says how many mentions or referents it changed.
    fn one(&self, number: usize, row: &Correction, document: &Document, extraction: &mut Extraction) -> u64 {
        let is = |referent: &Referent, key: &str, text: &str| referent.id.as_str() == text || fold(&referent.name) == key;
        let found: Vec<u32> = (0u32..)
            .zip(&extraction.referents)
            .filter(|(_, referent)| is(referent, &row.key, &row.entity))
            .map(|(number, _)| number)
            .collect();
        let surface = |extraction: &Extraction, at: usize| fold(extraction.mentions[at].span.of(&document.text));
        let value = fold(&row.value);
        match row.action {
            Action::Pin => {
                let spelt: Vec<usize> = (0..extraction.mentions.len())
                    .filter(|&at| extraction.mentions[at].referent.is_some() && surface(extraction, at) == row.key)
                    .collect();
                let Some(&first) = spelt.first() else { return 0 };
                let label = extraction.mentions[first].label;
                let target = row.target.clone().unwrap_or_else(|| unlisted(&row.value, &row.entity, label));
                let into = add(extraction, target);
                for &at in &spelt {
                    extraction.mentions[at].referent = Some(into);
                    extraction.referents[into as usize].reasons.push((at as u32, "pinned by a correction"));
                }
                spelt.len() as u64
            }
            Action::Split => {
                let moved: Vec<usize> = (0..extraction.mentions.len())
                    .filter(|&at| {
                        extraction.mentions[at].referent.is_some_and(|own| found.contains(&own))
                            && surface(extraction, at) == value
                    })
                    .collect();
                {
                    let rest = |at: &&crate::mention::Mention| at.referent.is_some_and(|own| found.contains(&own));
                    let rest = extraction.mentions.iter().filter(rest).map(|mention| mention.span.of(&document.text));
                    let rest = rest.filter(|words| fold(words) != value).max_by_key(|words| words.len()).unwrap_or_default();
                    split(extraction, &moved, (&row.value, rest), "split off by a correction")
                }
            }
            Action::NeverMerge => {
                let mut count = 0;
                for own in 0..extraction.referents.len() as u32 {
                    let of_own = |at: &usize| extraction.mentions[*at].referent == Some(own);
                    let all: Vec<usize> = (0..extraction.mentions.len()).filter(of_own).collect();
                    let spelt =
                        |key: &str| -> Vec<usize> { all.iter().copied().filter(|&at| surface(extraction, at) == key).collect() };
                    let (one, other) = (spelt(&row.key), spelt(&value));
                    if one.is_empty() || other.is_empty() {
                        continue;
                    }
                    let reason =
                        reason_of(extraction, own, &other).or_else(|| reason_of(extraction, own, &one)).unwrap_or("the lists");
                    let message =
                        format!("an article joins `{}` and `{}` ({reason}); they were kept apart", row.entity, row.value);
                    self.note(number, message, document);
                    count += split(extraction, &other, (&row.value, &row.entity), "kept apart by a correction");
                }
                count
            }
            Action::Merge => {
                let of_value = extraction.referents.iter().position(|referent| is(referent, &value, &row.value));
                for &from in &found {
                    let here = extraction.referents[from as usize].clone();
                    let target = match (of_value, &row.target) {
                        (Some(known), _) => extraction.referents[known].clone(),
                        (None, Some(target)) => target.clone(),
                        (None, None) => unlisted(&row.value, &here.name, here.label),
                    };
                    if target.id == here.id {
                        continue;
                    }
                    self.gainsaid(number, &here, &target, document);
                    let into = add(extraction, target);
                    let moved = &mut extraction.referents[into as usize];
                    moved.former.push(here.id.clone());
                    for (at, mention) in (0u32..).zip(&mut extraction.mentions) {
                        if mention.referent == Some(from) {
                            mention.referent = Some(into);
                            moved.reasons.push((at, "merged by a correction"));
                        }
                    }
                }
                found.len() as u64
            }
            Action::Label => {
                let label = Label::new(&row.value);
                for &own in &found {
                    extraction.referents[own as usize].label = label;
                    for mention in extraction.mentions.iter_mut().filter(|mention| mention.referent == Some(own)) {
                        mention.label = label;
                    }
                }
                found.len() as u64
            }
            Action::Rename => {
                for &own in &found {
                    extraction.referents[own as usize].name = row.value.as_str().into();
                }
                found.len() as u64
            }
            Action::Drop => {
                if found.is_empty() {
                    return 0;
                }
                drop_mentions(extraction, &found);
                found.len() as u64
            }
        }
    }

    /// Notes what the lists say against a merge.
    fn gainsaid(&self, number: usize, one: &Referent, other: &Referent, document: &Document) {
        let country = |referent: &Referent| referent.facts.as_ref().and_then(|facts| facts.country.clone());
        if one.status == Status::Listed && other.status == Status::Listed {
            let message =
                format!("merged, though the lists know `{}` ({}) and `{}` ({}) as two", one.name, one.id, other.name, other.id);
            self.note(number, message, document);
        } else if let (Some(a), Some(b)) = (country(one), country(other))
            && a != b
        {
            let message = format!("merged, though `{}` is of {a} and `{}` of {b}", one.name, other.name);
            self.note(number, message, document);
        }
    }

    fn note(&self, number: usize, message: String, document: &Document) {
        let mut against = self.against.lock().unwrap_or_else(PoisonError::into_inner);
        let (first, count) = against.entry((number, message)).or_insert_with(|| (document.id.as_str().to_owned(), 0));
        *count += 1;
        if document.id.as_str() < first.as_str() {
            document.id.as_str().clone_into(first);
        }
    }

    /// What a user should know when all articles are read: rows that fitted nothing, and what speaks against others; each with
    /// its line.
    pub fn findings(&self) -> Vec<Error> {
        let mut found: Vec<(u64, Error)> = Vec::new();
        for row in self.rows.iter().filter(|row| row.applied.load(Ordering::Relaxed) == 0) {
            let what = if row.action == Action::Pin { "no mention is spelt" } else { "nothing is called" };
            let pair = if row.action == Action::NeverMerge { continue } else { &row.entity };
            found.push((row.line, Error::new(format!("{what} `{pair}`: the row changes nothing")).line(row.line)));
        }
        for ((number, message), (document, count)) in &*self.against.lock().unwrap_or_else(PoisonError::into_inner) {
            let line = self.rows[*number].line;
            let articles =
                if *count == 1 { "in the article".to_owned() } else { format!("in {count} articles, the first of them") };
            found.push((line, Error::new(format!("{message}, {articles} `{document}`")).line(line)));
        }
        found.sort_by_key(|(line, _)| *line);
        found.into_iter().map(|(_, error)| error).collect()
    }
}

/// A row, if it can be one.
fn correction(
    name: &str,
    entity: String,
    value: String,
    document: String,
    line: u64,
    listed: &dyn Fn(&str) -> Option<Referent>,
) -> Result<Correction> {
    let Some(&(_, action)) = ACTIONS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = ACTIONS.iter().map(|(name, _)| *name).collect();
        return Err(Error::new(format!("unknown action `{name}`; the actions are {}", names.join(", "))));
    };
    if entity.is_empty() {
        return Err(Error::new(format!("`{name}` needs an entity")));
    }
    if (action == Action::Drop) != value.is_empty() {
        let message = if action == Action::Drop { "takes no value" } else { "needs a value" };
        return Err(Error::new(format!("`{name}` {message}")));
    }
    let is_path = |label: &str| {
        label
            .split('/')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
    };
    if action == Action::Label && !is_path(&value) {
        return Err(Error::new(format!(
            "{value:?} is no label; labels are small letters, digits and hyphens: organization/company"
        )));
    }
    let target = if matches!(action, Action::Pin | Action::Merge) { listed(&value) } else { None };
    let key = fold(&entity);
    Ok(Correction { line, action, entity, key, value, document, target, applied: AtomicU64::new(0) })
}
