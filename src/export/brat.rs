//! brat: each article as its text and a file of annotations beside it, for the brat annotation tool and what reads its format.
//!
//! Offsets are code points of the text as it was read. A mention that runs over a line's end is written in pieces, as brat
//! asks. A relation stands where the sentence states a fact; claims of other sorts have no place in a binary relation.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::id::article_id;
use super::identifier::{labels, type_name};
use super::native::Records;
use super::table::Table;
use super::verify::{Counts, brat};
use super::{Content, Exporter, node};
use crate::error::{Error, Result};
use crate::graph::one_line;
use crate::label::Label;

/// Files for brat.
#[derive(Clone, Copy, Debug)]
pub struct Brat;

const FOLDER: &str = "brat";
/// Besides two for each article.
const FILES: [&str; 1] = ["brat/annotation.conf"];

impl Exporter for Brat {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "brat standoff: text and annotations of each article"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn reads_tables(&self, _documents: bool) -> bool {
        true
    }

    fn reads_texts(&self) -> bool {
        true
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let mut used = Used::default();
        let mut files = FILES.map(PathBuf::from).to_vec();
        if let Some((texts, tables)) = content.texts.zip(content.tables) {
            let mut mentions = Rows::open(tables, Table::Mentions)?;
            let mut evidence = Rows::open(tables, Table::Evidence)?;
            each_text(texts, &mut |id, text| {
                let stem = stem(id);
                let of = one_line(id);
                let annotations = annotations(text, &mentions.of(&of)?, &evidence.of(&of)?, &mut used);
                for (suffix, words) in [("txt", text), ("ann", &*annotations)] {
                    let name = PathBuf::from(FOLDER).join(format!("{stem}.{suffix}"));
                    let path = folder.join(&name);
                    fs::write(&path, words).map_err(|error| Error::io(&path, error))?;
                    files.push(name);
                }
                Ok(())
            })?;
        }
        let path = folder.join(FILES[0]);
        fs::write(&path, used.configuration()).map_err(|error| Error::io(&path, error))?;
        Ok(files)
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        brat(&folder.join(FOLDER))
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

/// Hands over the texts, in the order of the other tables.
fn each_text(folder: &Path, each: &mut dyn FnMut(&str, &str) -> Result<()>) -> Result<()> {
    let path = folder.join(Table::Texts.file_name());
    let file = File::open(&path).map_err(|error| Error::io(&path, error))?;
    for line in BufReader::with_capacity(1 << 18, file).lines() {
        let line = line.map_err(|error| Error::io(&path, error))?;
        let (id, text): (String, String) =
            serde_json::from_str(&line).map_err(|error| Error::new("is damaged").at(&path).because(error))?;
        each(&id, &text)?;
    }
    Ok(())
}

/// The rows of a table, document by document.
struct Rows {
    records: Records,
    more: bool,
}

/// The cells of a row that are asked for here.
struct Cells {
    sentence: u64,
    bytes: (usize, usize),
    start: u64,
    label: String,
    value: String,
    source: (String, String),
    target: (String, String),
    kind: String,
    is_fact: bool,
}

impl Rows {
    fn open(folder: &Path, table: Table) -> Result<Self> {
        let mut records = Records::open(folder, &table.sheet())?;
        let more = records.advance()?;
        Ok(Self { records, more })
    }

    /// Those of a document; documents are asked for in order.
    fn of(&mut self, document: &str) -> Result<Vec<Cells>> {
        let mut rows = Vec::new();
        while self.more && self.records.text("document") == document {
            let text = |name: &str| self.records.text(name).to_owned();
            // A mention is an end of its own.
            let end = |id: &str, words: &str, other: &str| {
                if text(id).is_empty() { (text("entity"), text(other)) } else { (text(id), text(words)) }
            };
            rows.push(Cells {
                sentence: self.records.whole("sentence"),
                bytes: (self.records.whole("start_byte") as usize, self.records.whole("end_byte") as usize),
                start: self.records.whole("start"),
                label: text("label"),
                value: text("value"),
                source: end("source_id", "source_text", "surface"),
                target: end("target_id", "target_text", "surface"),
                kind: text("relation"),
                is_fact: text("polarity") == "asserted" && text("modality") == "fact",
            });
            self.more = self.records.advance()?;
        }
        Ok(rows)
    }
}

/// The types that occur, which brat has to be told.
#[derive(Default)]
struct Used {
    entities: BTreeSet<String>,
    relations: BTreeSet<String>,
}

impl Used {
    fn configuration(&self) -> String {
        let mut text = String::from("[entities]\n\n");
        for name in &self.entities {
            text.push_str(name);
            text.push('\n');
        }
        text.push_str("\n[relations]\n\n");
        for name in &self.relations {
            text.push_str(name);
            text.push_str("\tArg1:<ENTITY>, Arg2:<ENTITY>\n");
        }
        text.push_str("\n[events]\n\n[attributes]\n");
        text
    }
}

fn annotations(text: &str, mentions: &[Cells], evidence: &[Cells], used: &mut Used) -> String {
    let mut out = String::new();
    let line = |out: &mut String, line: std::fmt::Arguments<'_>| writeln!(out, "{line}").expect("a string grows");
    let mut references = 0;
    for (number, mention) in (1..).zip(mentions) {
        let name = labels(Label::new(&mention.label)).split_off(1).join("_");
        let (pieces, words) = pieces(text, mention);
        line(&mut out, format_args!("T{number}\t{name} {pieces}\t{words}"));
        used.entities.insert(name);
        let entity = crate::entity::EntityId::new(&mention.source.0);
        if let Some(place) = node::authority(&entity) {
            references += 1;
            line(&mut out, format_args!("N{references}\tReference T{number} {place}\t{words}"));
        }
        if !mention.value.is_empty() {
            line(&mut out, format_args!("#{number}\tAnnotatorNotes T{number}\t{}", mention.value));
        }
    }
    let number_of = |sentence: u64, end: &(String, String)| {
        let is_it = |mention: &Cells| mention.sentence == sentence && mention.source == *end;
        mentions.iter().position(is_it).map(|place| place + 1)
    };
    let mut relations = 0;
    for claim in evidence.iter().filter(|claim| claim.is_fact) {
        let ends = number_of(claim.sentence, &claim.source).zip(number_of(claim.sentence, &claim.target));
        let Some((head, tail)) = ends else { continue };
        let kind = type_name(&claim.kind);
        relations += 1;
        line(&mut out, format_args!("R{relations}\t{kind} Arg1:T{head} Arg2:T{tail}"));
        used.relations.insert(kind.into_owned());
    }
    out
}

/// Where a mention stands, in code points, and its words: in pieces where it runs over a line's end.
fn pieces(text: &str, mention: &Cells) -> (String, String) {
    let words = text.get(mention.bytes.0..mention.bytes.1).unwrap_or_default();
    let (mut places, mut pieces) = (Vec::new(), Vec::new());
    let mut start = mention.start;
    for piece in words.split_inclusive(['\n', '\r']) {
        let length = piece.chars().count() as u64;
        let inside = piece.trim_end_matches(['\n', '\r']);
        if !inside.is_empty() {
            places.push(format!("{start} {}", start + inside.chars().count() as u64));
            pieces.push(inside);
        }
        start += length;
    }
    (places.join(";"), pieces.join(" "))
}

/// The name of an article's files: its id where that is a name on every system, else as much of it, and what tells it apart.
fn stem(id: &str) -> String {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    if id.len() <= 100 && id.chars().all(fits) && id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return id.to_owned();
    }
    let slug: String =
        id.chars().take(60).map(|c| if fits(c.to_ascii_lowercase()) { c.to_ascii_lowercase() } else { '_' }).collect();
    format!("d{slug}-{}", &article_id(id).as_str()[2..10])
}
