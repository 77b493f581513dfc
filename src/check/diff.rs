//! What a change of lists does: which mentions of some articles each changed row gains or loses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::extractor::{Extractor, Worker};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy};
use crate::run::{Outcome, Reading, each};
use crate::span::Span;

/// A row that only one side has, or that the sides write differently: by its id and name.
#[derive(Clone, Debug, Default)]
pub struct ChangedRow {
    /// Where the old side has it: `old/person.csv:3`.
    pub old: Option<String>,
    /// Where the new side has it.
    pub new: Option<String>,
    /// Mentions that it finds on the new side alone.
    pub gained: Vec<Changed>,
    /// Mentions that it found on the old side alone.
    pub lost: Vec<Changed>,
}

/// A mention that only one side finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The article.
    pub document: String,
    /// Where it stands there, in bytes.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Its label.
    pub label: Label,
    /// The id of its entity, if it refers to one.
    pub entity: String,
    /// What found it.
    pub found_by: String,
    /// The words, label and entity of what the other side finds in its place.
    pub instead: Option<String>,
}

/// What a change of lists does.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The changed rows, by id and name.
    pub rows: BTreeMap<(String, String), ChangedRow>,
    /// What else is found on the new side alone, by what the change means for the rest of an article.
    pub gained: Vec<Changed>,
    /// What else the old side alone finds.
    pub lost: Vec<Changed>,
    /// How many articles were read.
    pub documents: u64,
}

/// A mention of one side, and the row that found it.
struct Seen {
    mention: Changed,
    entry: Option<EntryId>,
}

/// One side, and its rows that the other does not have.
struct Side<'e> {
    extractor: &'e Extractor,
    changed: BTreeSet<EntryId>,
}

/// Reads the articles with the old lists and with the new. Hands articles that cannot be read to `skipped`.
///
/// # Errors
/// If the threads cannot be started, or no article can be read.
pub fn difference(
    old: &Extractor,
    new: &Extractor,
    reading: &Reading,
    skipped: &mut (dyn FnMut(&Error) + Send),
) -> Result<Difference> {
    let mut difference = Difference::default();
    let (old_rows, new_rows) = (rows(old), rows(new));
    let side = |extractor, rows: &Rows, others: &Rows| {
        let changed = rows.iter().filter(|(row, _)| !others.contains_key(*row));
        Side { extractor, changed: changed.flat_map(|(_, entries)| entries.iter().copied()).collect() }
    };
    let (old, new) = (side(old, &old_rows, &new_rows), side(new, &new_rows, &old_rows));
    for (side, is_new) in [(&old, false), (&new, true)] {
        for &entry in &side.changed {
            let place = side.extractor.resources().place_of(entry);
            let row = difference.rows.entry(side.key(entry)).or_default();
            *if is_new { &mut row.new } else { &mut row.old } = Some(place);
        }
    }
    let work = |worker: &mut Worker<'_>, document: Document| {
        (old.seen(worker, &document), new.seen(&mut new.extractor.worker(), &document))
    };
    each(old.extractor, reading, &work, &mut |outcome| {
        match outcome {
            Outcome::Done((before, after)) => {
                difference.documents += 1;
                difference.add(&old, &before, &after, false);
                difference.add(&new, &after, &before, true);
            }
            Outcome::Skipped(lost) => skipped(&lost.error),
            Outcome::Warning(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    if difference.documents == 0 { Err(Error::new("the corpus holds no article that can be read")) } else { Ok(difference) }
}

impl Difference {
    /// Adds the mentions of one side of an article that the other does not find so.
    fn add(&mut self, side: &Side<'_>, seen: &[Seen], others: &[Seen], gained: bool) {
        for Seen { mention, entry } in seen {
            let same = |other: &Seen| {
                let other = &other.mention;
                (other.span, other.label, &other.entity) == (mention.span, mention.label, &mention.entity)
            };
            if others.iter().any(same) {
                continue;
            }
            let overlaps =
                |other: &&Seen| other.mention.span.start < mention.span.end && mention.span.start < other.mention.span.end;
            let other = others.iter().find(overlaps).map(|other| &other.mention);
            let instead = other.map(|other| format!("{} {} {}", other.words, other.label, other.entity));
            let changed = Changed { instead, ..mention.clone() };
            let of_row = entry.filter(|entry| side.changed.contains(entry)).and_then(|entry| self.rows.get_mut(&side.key(entry)));
            match (of_row, gained) {
                (Some(row), true) => row.gained.push(changed),
                (Some(row), false) => row.lost.push(changed),
                (None, true) => self.gained.push(changed),
                (None, false) => self.lost.push(changed),
            }
        }
    }
}

impl Side<'_> {
    fn key(&self, entry: EntryId) -> (String, String) {
        let entry = self.extractor.resources().entry(entry);
        (entry.id.to_string(), entry.name.to_string())
    }

    fn seen(&self, worker: &mut Worker<'_>, document: &Document) -> Vec<Seen> {
        let extraction = worker.extract(document);
        let seen = |mention: &crate::mention::Mention| {
            let referent = mention.referent.map(|referent| &extraction.referents[referent as usize]);
            Seen {
                entry: if let FoundBy::Entry(entry) = mention.found_by { Some(entry) } else { None },
                mention: Changed {
                    document: document.id.to_string(),
                    span: mention.span,
                    words: mention.span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" "),
                    label: mention.label,
                    entity: referent.map_or_else(String::new, |referent| referent.id.to_string()),
                    found_by: self.extractor.describe(mention.found_by),
                    instead: None,
                },
            }
        };
        extraction.mentions.iter().map(seen).collect()
    }
}

/// Rows as they are written, wherever they stand, and their entries.
type Rows = BTreeMap<String, Vec<EntryId>>;

/// All that rows say, each told in one line: two sides that say the same of a thing do not differ in it.
fn rows(extractor: &Extractor) -> Rows {
    let resources = extractor.resources();
    let mut told: Vec<String> = resources
        .entries
        .iter()
        .map(|entry| {
            format!("{} {} {} {:?} {} {:?}", entry.id, entry.label, entry.name, entry.facts, entry.prominence, entry.bounds)
        })
        .collect();
    for (words, forms) in resources.names() {
        for form in forms {
            use std::fmt::Write as _;
            let told = &mut told[form.entry.0 as usize];
            write!(told, " | {words} {:x} {:x}", form.capitals, form.flags).expect("a string grows");
        }
    }
    let mut rows = Rows::new();
    for (number, told) in (0..).zip(told) {
        rows.entry(told).or_default().push(EntryId(number));
    }
    rows
}
