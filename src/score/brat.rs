//! brat standoff: `story.ann` with its marks beside `story.txt`, offsets in code points.
//!
//! `T` lines are marks, `R` lines relations, an attribute `value` the value of a date, `Equiv` and normalisations (`N`) say
//! what is one. Of an event, its trigger is a mark. A mark in several pieces counts from its first to its last character.

use std::collections::BTreeMap;
use std::path::Path;

use super::file;
use super::gold::{Gold, GoldFormat, GoldOptions, id_of};
use super::marks::{Link, Mark, Marks};
use super::offset::Offsets;
use crate::document::Document;
use crate::error::{Error, Result};

pub(super) static BRAT: GoldFormat =
    GoldFormat { name: "brat", suffixes: &["ann"], about: "brat: a folder, or an .ann file, with the .txt file beside it", read };

fn read(path: &Path, options: &GoldOptions) -> Result<Vec<Gold>> {
    let (annotations, words) = (path.with_extension("ann"), path.with_extension("txt"));
    for (file, other) in [(&annotations, &words), (&words, &annotations)] {
        if !file.exists() {
            let missing = file.file_name().unwrap_or_default().to_string_lossy();
            return Err(
                Error::new(format!("brat keeps marks and text side by side, and {missing} is not here: put it there")).at(other)
            );
        }
    }
    let text = file::read(&words)?;
    let marks = Reader { text: &text, options, marks: Marks::default(), places: BTreeMap::new() }.read(&annotations)?;
    let document = Document::new(&id_of(&annotations), text);
    Ok(vec![Gold { document, marks, path: annotations, line: None, has_own_id: false }])
}

struct Reader<'t> {
    text: &'t str,
    options: &'t GoldOptions,
    marks: Marks,
    /// Where the mark of each id went; nowhere if its label is left out. Events stand where their triggers do.
    places: BTreeMap<String, Option<usize>>,
}

impl Reader<'_> {
    fn read(mut self, path: &Path) -> Result<Marks> {
        let lines = file::read(path)?;
        let offsets = Offsets::of_code_points(self.text)?;
        // A line may name what comes after it: marks first, then events, then what is said of both.
        let passes: [&[char]; 3] = [&['T'], &['E'], &['R', 'A', 'M', 'N', '*', '#']];
        for (pass, begins) in passes.iter().enumerate() {
            for (number, line) in (1u64..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let known = passes.iter().any(|begins| line.starts_with(*begins));
                let read = match () {
                    () if !known => Err(Error::new("no line of brat: one begins with T, R, E, A, M, N, * or #")),
                    () if !line.starts_with(*begins) => Ok(()),
                    () if pass == 0 => self.mark(line, &offsets),
                    () => self.said(line),
                };
                read.map_err(|error| error.at(path).line(number))?;
            }
        }
        Ok(self.marks)
    }

    /// `T1 <tab> ORG 0 12;15 20 <tab> words`.
    fn mark(&mut self, line: &str, offsets: &Offsets) -> Result<()> {
        let form =
            || Error::new("no mark of brat: it is an id, a tab, a label with its offsets, a tab, the words: T1\tORG 0 4\tAcme");
        let mut columns = line.splitn(3, '\t');
        let (id, place, words) = (columns.next().unwrap_or_default(), columns.next().ok_or_else(form)?, columns.next());
        let (label, pieces) = place.split_once(' ').ok_or_else(form)?;
        let mut bounds = Vec::new();
        for piece in pieces.trim().split(';') {
            let (start, end) = piece.split_once(' ').ok_or_else(form)?;
            bounds.push((start.parse().map_err(|_| form())?, end.parse().map_err(|_| form())?));
        }
        let start = bounds.iter().map(|bound| bound.0).min().unwrap_or_default();
        let end = bounds.iter().map(|bound| bound.1).max().unwrap_or_default();
        let span = offsets.span(start, end)?;
        let folded = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(words) = words.filter(|_| bounds.len() == 1)
            && folded(words) != folded(span.of(self.text))
        {
            let there = folded(span.of(self.text));
            return Err(Error::new(format!(
                "the text has `{there}` at {start}..{end}, not `{}`: the two files do not belong together, or the offsets count bytes",
                words.trim()
            )));
        }
        let base = self.options.labels.base(label)?;
        self.places.insert(id.to_owned(), base.map(|_| self.marks.mentions.len()));
        self.marks.mentions.extend(base.map(|base| Mark { span, base, label: label.to_owned(), value: None, entity: None }));
        Ok(())
    }

    /// What is said of marks: events, relations, values, identity.
    fn said(&mut self, line: &str) -> Result<()> {
        let id = line.split('\t').next().unwrap_or_default();
        let words: Vec<&str> = line[id.len()..].split_whitespace().collect();
        let argument = |word: &&str| word.split_once(':').map(|(_, id)| id.to_owned());
        match (id.chars().next(), words.as_slice()) {
            (Some('E'), [trigger, ..]) => {
                let place = self.place(&argument(trigger).unwrap_or_default())?;
                self.places.insert(id.to_owned(), place);
            }
            (Some('R'), [kind, first, second, ..]) => {
                let ends = argument(first).zip(argument(second));
                let (head, tail) = ends.ok_or_else(|| Error::new("no relation of brat: it is R1\tOwns Arg1:T1 Arg2:T2"))?;
                if let (Some(head), Some(tail)) = (self.place(&head)?, self.place(&tail)?) {
                    let (head, tail) = (head as u32, tail as u32);
                    self.marks.relations.push(Link { head, tail, kind: (*kind).to_owned() });
                }
            }
            (Some('R' | 'E'), _) => return Err(Error::new("cut short: a relation is R1\tOwns Arg1:T1 Arg2:T2")),
            (Some('A' | 'M'), [name, of, value, ..]) if name.eq_ignore_ascii_case("value") => {
                if let Some(place) = self.place(of)? {
                    self.marks.mentions[place].value = Some((*value).to_owned());
                }
            }
            (Some('N'), [_, of, reference, ..]) => {
                if let Some(place) = self.place(of)? {
                    self.marks.mentions[place].entity = Some((*reference).to_owned());
                }
            }
            (Some('*'), [_, same @ ..]) => {
                let places = same.iter().map(|id| self.place(id)).collect::<Result<Vec<_>>>()?;
                let places: Vec<usize> = places.into_iter().flatten().collect();
                let known = places.iter().find_map(|&place| self.marks.mentions[place].entity.clone());
                let entity = known.unwrap_or_else(|| same.join("="));
                for place in places {
                    self.marks.mentions[place].entity = Some(entity.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Where the mark of that id went.
    fn place(&self, id: &str) -> Result<Option<usize>> {
        self.places.get(id).copied().ok_or_else(|| Error::new(format!("names `{id}`, which no T or E line defines")))
    }
}
