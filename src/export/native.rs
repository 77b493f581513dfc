//! The native files read back, strictly: into rows whose cells are of their sort, and into the graph they were written of.
//! What does not fit is an error with file and line.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::column::{Column, Sort, Value};
use super::{edge, former, id, node};
use crate::date::{Date, Interval};
use crate::document::DocumentId;
use crate::entity::{Entity, EntityId, Facts, Status};
use crate::error::{Error, Result};
use crate::graph::{CoMention, Graph};
use crate::label::Label;
use crate::relation::{Evidence, Kind, Modality, Polarity, Relation};
use crate::span::Span;
use crate::symbol::Symbol;

/// A native table: its file, and the names and sorts of its columns.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) file: &'static str,
    pub(super) columns: Vec<(&'static str, Sort)>,
}

impl Sheet {
    /// The sheet of the columns of a table of the graph.
    pub(super) fn of<T>(file: &'static str, columns: &[Column<T>]) -> Self {
        Self { file, columns: columns.iter().map(|column| (column.0, column.1.sort())).collect() }
    }

    /// The tables of the graph: entities, facts, claims, pairs.
    pub(super) fn of_graph() -> [Self; 4] {
        let edges = edge::columns();
        [
            Self::of("entities.csv", &node::columns()),
            Self::of("relations.csv", &edges),
            Self::of("claims.csv", &edges),
            Self::of("co_mentions.csv", &edge::pair_columns()),
        ]
    }
}

/// The rows of a native table, one after the other.
pub(super) struct Records {
    path: PathBuf,
    columns: Vec<(&'static str, Sort)>,
    reader: csv::Reader<File>,
    record: csv::StringRecord,
}

impl Records {
    /// Opens the table below `folder`.
    ///
    /// # Errors
    /// If it cannot be read, or its header is not the one this version writes.
    pub(super) fn open(folder: &Path, sheet: &Sheet) -> Result<Self> {
        let path = folder.join(sheet.file);
        let file = File::open(&path).map_err(|error| Error::io(&path, error))?;
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(file);
        let header = reader.headers().map_err(|error| of_csv(&path, error))?;
        if !header.iter().eq(sheet.columns.iter().map(|column| column.0)) {
            let names: Vec<&str> = sheet.columns.iter().map(|column| column.0).collect();
            let message = format!("has other columns than this version writes ({}): run extract again", names.join(","));
            return Err(Error::new(message).at(&path).line(1));
        }
        Ok(Self { path, columns: sheet.columns.clone(), reader, record: csv::StringRecord::new() })
    }

    /// Goes to the next row; `false` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, has too few or too many cells, or a cell is not of its column's sort.
    pub(super) fn advance(&mut self) -> Result<bool> {
        if !self.reader.read_record(&mut self.record).map_err(|error| of_csv(&self.path, error))? {
            return Ok(false);
        }
        for ((name, sort), cell) in self.columns.iter().zip(&self.record) {
            if *sort != Sort::Text && Value::parse(cell, *sort).is_none() {
                return Err(self.fault(&format!("{cell:?} under {name} is no {sort:?}").to_lowercase()));
            }
        }
        Ok(true)
    }

    /// The cell under a column.
    pub(super) fn text(&self, name: &str) -> &str {
        let place = self.columns.iter().position(|column| column.0 == name);
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    /// A count; 0 where the cell is empty.
    pub(super) fn whole(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// All cells.
    pub(super) fn values(&self) -> Vec<Value<'_>> {
        let cells = self.columns.iter().zip(&self.record);
        cells.map(|((_, sort), cell)| Value::parse(cell, *sort).unwrap_or(Value::None)).collect()
    }

    /// All cells as they stand.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// The cells under these columns.
    pub(super) fn key(&self, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.text(name).to_owned()).collect()
    }

    /// Whether another row of such a table has the same cells, but for those under the columns `aside`.
    pub(super) fn says_the_same(&self, other: &Self, aside: &[&str]) -> bool {
        let cells = self.columns.iter().zip(self.cells().zip(other.cells()));
        cells.into_iter().all(|(column, (a, b))| a == b || aside.contains(&column.0))
    }

    /// An error about this row.
    pub(super) fn fault(&self, message: &str) -> Error {
        let line = self.record.position().map_or(1, csv::Position::line);
        Error::new(message).at(&self.path).line(line)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.text(name).parse().ok()
    }

    fn date(&self, name: &str) -> Option<Date> {
        Date::parse(self.text(name))
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(name).split('|').filter(|part| !part.is_empty())
    }

    fn id(&self, name: &str) -> EntityId {
        EntityId::new(self.text(name))
    }
}

fn of_csv(path: &Path, error: csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    let error = match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(path, error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Error::new(format!("has {len} cells where its header has {expected_len}")).at(path)
        }
        _ => Error::new("is not UTF-8").at(path),
    };
    match line {
        Some(line) => error.line(line),
        None => error,
    }
}

/// The graph that the native files of `folder` hold. What they do not say stays out: how often each alias was used (their
/// order is kept), and where an entity was first named.
///
/// # Errors
/// If a file cannot be read, is of another version, or holds what no run writes.
pub(super) fn graph(folder: &Path) -> Result<Graph> {
    let [entities, facts, claims, pairs] = Sheet::of_graph();
    let mut articles = Records::open(folder, &super::Table::Articles.sheet())?;
    let mut documents = 0;
    while articles.advance()? {
        documents += 1;
    }
    let mut graph = Graph::of_documents(documents);
    let mut rows = Records::open(folder, &entities)?;
    while rows.advance()? {
        graph.restore_entity(entity(&rows)?).map_err(|error| rows.fault(error.message()))?;
    }
    let mut rows = Records::open(folder, &Sheet::of(former::FILE, &former::columns()))?;
    while rows.advance()? {
        graph.restore_former(&rows.id("id"), rows.id("alias_id")).map_err(|error| rows.fault(error.message()))?;
    }
    for (sheet, are_facts) in [(facts, true), (claims, false)] {
        let mut rows = Records::open(folder, &sheet)?;
        while rows.advance()? {
            let relation = relation(&rows)?;
            let (head, tail) = (rows.id("source_id"), rows.id("target_id"));
            if relation.is_fact() != are_facts {
                return Err(rows.fault("facts and claims are mixed up"));
            }
            let id = id::relation_id(&head, &tail, relation.kind, relation.polarity, relation.modality);
            if id.as_str() != rows.text("id") {
                return Err(rows.fault(&format!("its id is not {id}, which its ends and kind make")));
            }
            graph.restore_relation(&head, &tail, relation).map_err(|error| rows.fault(error.message()))?;
        }
    }
    let mut rows = Records::open(folder, &pairs)?;
    while rows.advance()? {
        let count = CoMention { sentences: rows.whole("sentences"), articles: rows.whole("articles") };
        let (first, second) = (rows.id("source_id"), rows.id("target_id"));
        graph.restore_co_mention(&first, &second, count).map_err(|error| rows.fault(error.message()))?;
    }
    Ok(graph)
}

/// The entity of a row.
///
/// # Errors
/// If it says what no run writes.
pub(super) fn entity(row: &Records) -> Result<Entity> {
    let status = [Status::Listed, Status::Found, Status::Local].into_iter().find(|status| status.as_str() == row.text("status"));
    let status = status.ok_or_else(|| row.fault("its status is none of listed, found, local"))?;
    let label = match row.text("subtype") {
        "" => Label::new(row.text("type")),
        subtype => Label::new(&format!("{}/{subtype}", row.text("type"))),
    };
    let country = Some(row.text("country")).filter(|country| !country.is_empty());
    let coordinates = row.number("lat").zip(row.number("lon"));
    let known = country.is_some() || coordinates.is_some();
    // The most frequent stands first, and stays there.
    let aliases: Vec<&str> = row.list("aliases").collect();
    let aliases = aliases.iter().rev().enumerate().map(|(count, &alias)| (alias.into(), count as u64 + 1)).collect();
    Ok(Entity {
        id: row.id("id"),
        labels: [(label, row.whole("mentions").max(1))].into(),
        name: row.text("name").into(),
        aliases,
        facts: known.then(|| Arc::new(Facts { country: country.map(Into::into), coordinates })),
        status,
        mentions: row.whole("mentions"),
        articles: row.whole("articles"),
        stories: row.whole("stories"),
        publishers: row.list("publishers").map(Into::into).collect(),
        first_seen: row.date("first_seen"),
        last_seen: row.date("last_seen"),
        score: row.number("score").unwrap_or_default() as f32,
        evidence: None,
        former: BTreeSet::new(),
    })
}

/// The edge of a row, without its ends.
///
/// # Errors
/// If it says what no run writes.
pub(super) fn relation(row: &Records) -> Result<Relation> {
    let polarity = [Polarity::Asserted, Polarity::Negated, Polarity::Denied];
    let polarity = polarity.into_iter().find(|polarity| polarity.as_str() == row.text("polarity"));
    let modality =
        [Modality::Fact, Modality::Alleged, Modality::Planned, Modality::Possible, Modality::Conditional, Modality::Question];
    let modality = modality.into_iter().find(|modality| modality.as_str() == row.text("modality"));
    let Some((polarity, modality)) = polarity.zip(modality) else {
        return Err(row.fault("its polarity or modality is none that this version knows"));
    };
    let day = |name| row.date(name).and_then(Date::day);
    let (earliest, latest) = (day("start_date"), day("end_date"));
    let rules: BTreeSet<Symbol> = row.list("rule_ids").map(Symbol::new).collect();
    let (start, end) = (row.whole("evidence_start") as u32, row.whole("evidence_end") as u32);
    if start > end {
        return Err(row.fault("its evidence ends before it starts"));
    }
    let span = Span::new(start, end);
    Ok(Relation {
        // Conflicts are among the native files already, and what is aside is no edge: the tables need not say either.
        kind: Kind { symmetric: row.text("directed") == "false", ..Kind::plain(Symbol::new(row.text("relation"))) },
        polarity,
        modality,
        mentions: row.whole("mentions"),
        articles: row.whole("articles"),
        stories: row.whole("stories"),
        publishers: row.list("publishers").map(Into::into).collect(),
        first_seen: row.date("first_seen"),
        last_seen: row.date("last_seen"),
        when: (earliest.is_some() || latest.is_some()).then_some(Interval { earliest, latest }),
        attributed_to: row.list("attributed_to").map(EntityId::new).collect(),
        score: row.number("score").unwrap_or_default() as f32,
        evidence: Evidence {
            document: DocumentId::new(row.text("evidence_doc")),
            // The table counts code points alone, and nothing here counts bytes.
            span,
            code_points: span,
            sentence: row.text("evidence").into(),
            found_by: rules.first().copied().unwrap_or(Symbol::of("")),
        },
        rules,
    })
}
