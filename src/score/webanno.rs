//! `WebAnno` TSV 3, which `INCEpTION` writes too: a token a line, a column for each feature of each layer, offsets in UTF-16 units.
//!
//! Read are the named entities (or the layer that is named), with `identifier` as what they refer to, and the relations that are
//! based on them, from governor to dependent. Other layers, slots and chains are passed over.

use std::collections::BTreeMap;
use std::path::Path;

use super::file;
use super::gold::{Gold, GoldFormat, GoldOptions, id_of};
use super::marks::{Link, Mark, Marks};
use super::offset::Offsets;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::span::Span;

pub(super) static WEBANNO: GoldFormat = GoldFormat {
    name: "webanno",
    suffixes: &["tsv", "webanno"],
    about: "WebAnno TSV 3, as WebAnno and INCEpTION write it",
    read,
};

/// What a named entity's feature for its label is called, before any other.
const LABEL_FEATURE: &str = "value";

fn read(path: &Path, options: &GoldOptions) -> Result<Vec<Gold>> {
    let content = file::read(path)?;
    let lines = || (1u64..).zip(content.lines());
    if !content.starts_with("#FORMAT=WebAnno TSV 3") {
        let message = "no WebAnno TSV 3: its first line is not #FORMAT=WebAnno TSV 3.x; export it anew, or name its format with \
                       --gold-format (conll for words and tags in columns)";
        return Err(Error::new(message).at(path).line(1));
    }
    let columns = Columns::of(&content, options.layer.as_deref()).map_err(|error| error.at(path))?;
    let (mut text, mut rows) = (Text::default(), Vec::new());
    for (number, line) in lines() {
        let place = |error: Error| error.at(path).line(number);
        if let Some(words) = line.strip_prefix("#Text=") {
            text.say(&unescaped(words));
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let row = Row::of(line, number, &columns).map_err(place)?;
            text.put(row.start).map_err(place)?;
            rows.push(row);
        }
    }
    let text = text.written;
    let offsets = Offsets::of_utf16(&text).map_err(|error| error.at(path))?;
    let mut reader = Reader { text: &text, offsets, options, marks: Marks::default(), places: BTreeMap::new() };
    for row in &rows {
        reader.mark(row).map_err(|error| error.at(path).line(row.number))?;
    }
    for row in &rows {
        reader.relate(row).map_err(|error| error.at(path).line(row.number))?;
    }
    let marks = reader.marks;
    let document = Document::new(&id_of(path), text);
    Ok(vec![Gold { document, marks, path: path.to_owned(), line: None, has_own_id: false }])
}

/// Which columns hold what, counted from the first behind a token's words.
struct Columns {
    label: usize,
    entity: Option<usize>,
    /// Kind and governor of each layer of relations.
    relations: Vec<(Option<usize>, usize)>,
    count: usize,
}

impl Columns {
    /// Reads the head of a file, and finds the layer of that name, or the one that holds named entities.
    fn of(content: &str, wanted: Option<&str>) -> Result<Self> {
        let (mut spans, mut relations, mut count) = (Vec::new(), Vec::new(), 0);
        for line in content.lines().take_while(|line| !line.starts_with("#Text=")) {
            let Some((sort, layer)) = line.strip_prefix("#T_").and_then(|rest| rest.split_once('=')) else { continue };
            let mut parts = layer.split('|');
            let name = parts.next().unwrap_or_default();
            let features: Vec<&str> = parts.collect();
            match sort {
                "SP" => spans.push((name, features.clone(), count)),
                "RL" => relations.push((features.clone(), count)),
                _ => {}
            }
            count += features.len().max(1);
        }
        let ends = |name: &str, end: &str| name.rsplit('.').next() == Some(end) || name == end;
        let chosen = match wanted {
            Some(wanted) => spans.iter().find(|(name, ..)| ends(name, wanted)),
            None => spans.iter().find(|(name, ..)| ends(name, "NamedEntity")).or(if let [one] = &spans[..] {
                Some(one)
            } else {
                None
            }),
        };
        let Some((layer, features, first)) = chosen else {
            let names: Vec<&str> = spans.iter().map(|(name, ..)| *name).collect();
            let wanted = wanted.unwrap_or("NamedEntity");
            return Err(Error::new(format!("no layer `{wanted}`: name one of its layers with --layer: {}", names.join(", "))));
        };
        let column = |feature: &str| features.iter().position(|name| *name == feature).map(|at| first + at);
        let based = |(features, first): &(Vec<&str>, usize)| {
            let base = features.iter().position(|name| name.strip_prefix("BT_") == Some(*layer))?;
            Some(((base > 0).then_some(*first), first + base))
        };
        let entity = column("identifier");
        let label =
            column(LABEL_FEATURE).or_else(|| (*first..first + features.len()).find(|&at| Some(at) != entity)).unwrap_or(*first);
        Ok(Self { label, entity, relations: relations.iter().filter_map(based).collect(), count })
    }
}

/// The text while its sentences come in.
#[derive(Default)]
struct Text {
    written: String,
    /// In UTF-16 units.
    length: u64,
    /// A sentence of which no token has come yet.
    waiting: Option<String>,
}

impl Text {
    /// Takes a sentence; one may come in several lines.
    fn say(&mut self, words: &str) {
        match &mut self.waiting {
            Some(sentence) => *sentence = format!("{sentence}\n{words}"),
            None => self.waiting = Some(words.to_owned()),
        }
    }

    /// Writes the sentence that waits where its first token begins.
    fn put(&mut self, start: u64) -> Result<()> {
        let Some(sentence) = self.waiting.take() else { return Ok(()) };
        let blank = sentence.chars().take_while(|c| c.is_whitespace()).map(|c| c.len_utf16() as u64).sum::<u64>();
        let start = start.saturating_sub(blank);
        if start < self.length {
            let message = "this sentence begins before the end of the last: offsets count the characters of the whole text";
            return Err(Error::new(message));
        }
        if start - self.length > 1 << 20 {
            return Err(Error::new("this sentence begins a million characters behind the last: an offset is wrong"));
        }
        for gap in self.length..start {
            self.written.push(if gap == self.length { '\n' } else { ' ' });
        }
        self.length = start + sentence.encode_utf16().count() as u64;
        self.written.push_str(&sentence);
        Ok(())
    }
}

/// A token's line.
struct Row<'l> {
    number: u64,
    address: &'l str,
    start: u64,
    end: u64,
    words: String,
    labels: Vec<(String, u32)>,
    entities: Vec<(String, u32)>,
    /// Kind, governor's address and number, own number.
    relations: Vec<(String, String, u32, u32)>,
}

impl<'l> Row<'l> {
    fn of(line: &'l str, number: u64, columns: &Columns) -> Result<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let bounds = cells.get(1).and_then(|cell| cell.split_once('-'));
        let bounds = bounds.and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let Some((start, end)) = bounds.filter(|_| cells.len() >= 3 + columns.count) else {
            return Err(Error::new(format!(
                "no token of WebAnno: it has its number, offsets (0-4), words, and the columns of the layers in the head: {}",
                columns.count
            )));
        };
        let cell = |column: usize| items(cells[3 + column]);
        let mut relations = Vec::new();
        for &(kind, governor) in &columns.relations {
            let kinds = kind.map(cell).unwrap_or_default();
            for (place, (address, _)) in cell(governor).into_iter().enumerate() {
                let (address, own, other) = link(&address);
                let kind = kinds.get(place).map_or_else(|| "*".to_owned(), |(kind, _)| kind.clone());
                relations.push((kind, address, other, own));
            }
        }
        Ok(Self {
            number,
            address: cells[0],
            start,
            end,
            words: unescaped(cells[2]),
            labels: cell(columns.label),
            entities: columns.entity.map(cell).unwrap_or_default(),
            relations,
        })
    }
}

/// The annotations of a cell, `PER[1]|LOC`, with their numbers; 0 for one that covers this token alone.
fn items(cell: &str) -> Vec<(String, u32)> {
    let mut items = Vec::new();
    let mut start = 0;
    let escaped = |at: usize| cell[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
    let bars = cell.match_indices('|').map(|(at, _)| at).filter(|&at| !escaped(at));
    for end in bars.chain([cell.len()]) {
        let item = &cell[start..end];
        start = end + 1;
        if item == "_" || item.is_empty() {
            continue;
        }
        let numbered = item.strip_suffix(']').and_then(|item| item.rsplit_once('['));
        let numbered = numbered.and_then(|(name, number)| Some((name, number.parse().ok()?)));
        let (name, number) = numbered.unwrap_or((item, 0));
        items.push((unescaped(name), number));
    }
    items
}

/// `1-3[2_5]`: a governor's address, the number of the dependent and that of the governor.
fn link(item: &str) -> (String, u32, u32) {
    let numbered = item.strip_suffix(']').and_then(|item| item.rsplit_once('['));
    let read = numbered.and_then(|(address, numbers)| {
        let (governor, dependent) = numbers.split_once('_')?;
        Some((address.to_owned(), dependent.parse().ok()?, governor.parse().ok()?))
    });
    read.unwrap_or((item.to_owned(), 0, 0))
}

/// Without the backslashes that `WebAnno` writes before what has a meaning of its own.
fn unescaped(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        plain.push(match c {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some(other) => other,
                None => '\\',
            },
            c => c,
        });
    }
    plain
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets,
    options: &'t GoldOptions,
    marks: Marks,
    /// Where the mark of each number went, or of each address where there is no number; nowhere if its label is left out.
    places: BTreeMap<(String, u32), Option<usize>>,
}

impl Reader<'_> {
    fn mark(&mut self, row: &Row<'_>) -> Result<()> {
        let span = self.offsets.span(row.start, row.end)?;
        let there = span.of(self.text);
        if there != row.words {
            let message = format!("the text has `{there}` at {}..{}, not `{}`", row.start, row.end, row.words);
            return Err(Error::new(format!("{message}: offsets count UTF-16 units of the whole text")));
        }
        for (place, (label, number)) in row.labels.iter().enumerate() {
            let key = key(row.address, *number);
            if let Some(known) = self.places.get(&key).copied().filter(|_| *number > 0) {
                if let Some(mark) = known {
                    let Span { start, end } = self.marks.mentions[mark].span;
                    self.marks.mentions[mark].span = Span::new(start.min(span.start), end.max(span.end));
                }
                continue;
            }
            let base = self.options.labels.base(label)?;
            self.places.insert(key, base.map(|_| self.marks.mentions.len()));
            let entity = row.entities.get(place).map(|(entity, _)| entity.clone()).filter(|entity| entity != "*");
            self.marks.mentions.extend(base.map(|base| Mark { span, base, label: label.clone(), value: None, entity }));
        }
        Ok(())
    }

    fn relate(&mut self, row: &Row<'_>) -> Result<()> {
        for (kind, governor, governor_number, own_number) in &row.relations {
            let place = |address: &str, number: u32| {
                self.places
                    .get(&key(address, number))
                    .copied()
                    .ok_or_else(|| Error::new(format!("a relation names the annotation {address}[{number}], which is not there")))
            };
            let ends = (place(governor, *governor_number)?, place(row.address, *own_number)?);
            if let (Some(head), Some(tail)) = ends {
                self.marks.relations.push(Link { head: head as u32, tail: tail as u32, kind: kind.clone() });
            }
        }
        Ok(())
    }
}

/// What tells an annotation: its number, which is unique in the file, or the token it covers.
fn key(address: &str, number: u32) -> (String, u32) {
    (if number > 0 { String::new() } else { address.to_owned() }, number)
}
