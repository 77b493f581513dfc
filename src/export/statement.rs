//! What Cypher makes of our tables: the statements by which `load.cypher` and [`load`](super::load) merge them into a server
//! that runs. Both say the same of the same cells, so that both leave the same graph.
//!
//! A label or relationship type cannot come out of a cell without APOC, so there is one statement for each type and each set
//! of labels that occur. Everything is `MERGE`d by id: a second load adds what is new and repeats nothing.

use std::collections::BTreeSet;

use super::column::{Column, cell_of};
use super::identifier::{labels, type_name};
use super::neo4j::{EVIDENCE, edge_columns, node_columns, pair_columns};
use super::node;
use super::sources::ARTICLE;
use crate::entity::Entity;
use crate::graph::one_line;
use crate::label::Label;
use crate::symbol::Symbol;

/// What a server needs before the first row comes, each in a transaction of its own.
pub(super) const SCHEMA: [&str; 5] = [
    "CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.entityId IS UNIQUE",
    "CREATE CONSTRAINT newsgraph_evidence IF NOT EXISTS FOR (n:Evidence) REQUIRE n.evidenceId IS UNIQUE",
    "CREATE CONSTRAINT newsgraph_article IF NOT EXISTS FOR (n:Article) REQUIRE n.articleId IS UNIQUE",
    "CREATE INDEX newsgraph_evidence_of IF NOT EXISTS FOR (n:Evidence) ON (n.relationId)",
    "CALL db.awaitIndexes(300)",
];

/// The tables that are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Entities,
    Relations,
    CoMentions,
    Evidence,
    Articles,
    MentionedIn,
}

/// A statement, and the rows it is for.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Where its rows come from.
    pub(super) source: Source,
    /// Which of its rows.
    pub(super) only: Only,
    /// What is made of a `row`.
    make: String,
}

/// Which rows of a table a statement is for.
#[derive(Clone, Debug)]
pub(super) enum Only {
    /// All of them.
    All,
    /// The entities of a label.
    Label(Label),
    /// The relations of a type.
    Type(String),
}

impl Source {
    /// Its file in the folder of `load.cypher`.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Entities => "entities.csv",
            Self::Relations => "relations.csv",
            Self::CoMentions => "co_mentions.csv",
            Self::Evidence => "evidence.csv",
            Self::Articles => "articles.csv",
            Self::MentionedIn => "mentioned_in.csv",
        }
    }

    /// Its columns where they are not those of a table of the graph.
    pub(super) fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Entities => entity_columns().iter().map(|column| column.0).collect(),
            Self::Relations => plain(edge_columns()).iter().map(|column| column.0).collect(),
            Self::CoMentions => plain(pair_columns()).iter().map(|column| column.0).collect(),
            Self::Evidence => ["evidenceId"].into_iter().chain(EVIDENCE.map(|column| bare(column.0))).collect(),
            Self::Articles => ARTICLE.to_vec(),
            Self::MentionedIn => vec!["entity", "article", "mentions"],
        }
    }
}

impl Statement {
    /// As a script has it, which reads the rows from the server's import folder.
    pub(super) fn of_file(&self) -> String {
        let only = match &self.only {
            Only::All => String::new(),
            Only::Label(label) => format!("WHERE coalesce(row.category, '') = {}", literal(&one_line(label.as_str()))),
            Only::Type(name) => format!("WHERE row.type = {}", literal(name)),
        };
        by_rows(self.source.file(), &only, &self.make)
    }

    /// As a driver sends it, with the rows that are wanted as the parameter `rows`.
    pub(super) fn of_rows(&self) -> String {
        format!("UNWIND $rows AS row\n{}", self.make)
    }
}

/// A statement of a script: what is done with each row of a file of the server's import folder, `only` those wanted.
pub(super) fn by_rows(file: &str, only: &str, work: &str) -> String {
    let only = if only.is_empty() { String::new() } else { format!("WITH row {only}\n") };
    format!(
        "LOAD CSV WITH HEADERS FROM 'file:///cypher/{file}' AS row\n{only}CALL {{\nWITH row\n{work}\n}} IN TRANSACTIONS OF 10000 ROWS;\n"
    )
}

/// The statements for a graph with entities of those labels and facts of those kinds, in the order in which they must be run.
pub(super) fn statements(named: BTreeSet<Label>, kinds: &BTreeSet<Symbol>, documents: bool) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut add = |source, only, merge: &str, set: &str| {
        let set = if set.is_empty() { String::new() } else { format!("\nSET {set}") };
        all.push(Statement { source, only, make: format!("{merge}{set}") });
    };
    let own = format!("{}, {POINT}", properties(node_columns().iter().map(|column| column.0)));
    let known: BTreeSet<String> = named.iter().flat_map(|&label| labels(label)).collect();
    for label in named {
        let its = labels(label);
        // What an older graph took for a person and this one takes for a place is a place.
        let others: Vec<&str> = known.iter().filter(|name| !its.contains(name)).map(String::as_str).collect();
        let remove = if others.is_empty() { String::new() } else { format!("\nREMOVE n:{}", others.join(":")) };
        let merge = format!("MERGE (n:Entity {{entityId: row.entityId}}){remove}");
        add(Source::Entities, Only::Label(label), &merge, &format!("n += {{{own}}}, n:{}", its[1..].join(":")));
    }
    let kinds: BTreeSet<_> = kinds.iter().map(|kind| type_name(kind.as_str())).collect();
    let own = properties(edge_columns().iter().map(|column| column.0));
    for kind in kinds {
        let merge = format!("{ENDS}\nMERGE (a)-[r:{kind} {{relationId: row.relationId}}]->(b)");
        add(Source::Relations, Only::Type(kind.into_owned()), &merge, &format!("r += {{{own}}}"));
    }
    let own = properties(pair_columns().iter().map(|column| column.0));
    add(Source::CoMentions, Only::All, &format!("{ENDS}\nMERGE (a)-[r:CO_MENTIONED]->(b)"), &format!("r += {{{own}}}"));
    let own = properties(EVIDENCE.iter().map(|column| column.0));
    add(Source::Evidence, Only::All, "MERGE (n:Evidence {evidenceId: row.evidenceId})", &format!("n += {{{own}}}"));
    if documents {
        let own = properties(ARTICLE.into_iter().skip(1));
        add(Source::Articles, Only::All, "MERGE (n:Article {articleId: row.articleId})", &format!("n += {{{own}}}"));
        add(Source::MentionedIn, Only::All, MENTIONED, "r.mentions = toInteger(row.mentions)");
        add(Source::Evidence, Only::All, STATED, "");
    }
    all
}

/// The columns of an entity. Coordinates are two of them, for no function of Cypher reads a point from words.
pub(super) fn entity_columns<'g>() -> Vec<Column<&'g Entity>> {
    let (native, mut columns) = (node::columns(), plain(node_columns()));
    columns.retain(|column| column.0 != "location");
    columns.extend(
        [("latitude", "lat"), ("longitude", "lon")].map(|(name, native_name)| Column(name, cell_of(&native, native_name))),
    );
    columns
}

/// The columns of the bulk import under plain names.
pub(super) fn plain<T>(columns: Vec<Column<T>>) -> Vec<Column<T>> {
    columns.into_iter().map(|Column(header, cell)| Column(bare(header), cell)).collect()
}

const ENDS: &str = "MATCH (a:Entity {entityId: row.start})\nMATCH (b:Entity {entityId: row.end})";
const MENTIONED: &str =
    "MATCH (a:Entity {entityId: row.entity})\nMATCH (b:Article {articleId: row.article})\nMERGE (a)-[r:MENTIONED_IN]->(b)";
const STATED: &str =
    "MATCH (a:Evidence {evidenceId: row.evidenceId})\nMATCH (b:Article {articleId: row.document})\nMERGE (a)-[:STATED_IN]->(b)";
/// `null` where a place has no coordinates.
const POINT: &str = "location: point({latitude: toFloat(row.latitude), longitude: toFloat(row.longitude)})";

/// A typed header of the bulk import without its type.
fn bare(header: &'static str) -> &'static str {
    match header.split(':').next().unwrap_or(header) {
        "" if header.starts_with(":START_ID") => "start",
        "" if header.starts_with(":END_ID") => "end",
        "" if header == ":TYPE" => "type",
        "" => "labels",
        name => name,
    }
}

/// The properties of those typed headers, each out of its cell; a cell that is empty is `null`, and sets nothing.
fn properties(headers: impl Iterator<Item = &'static str>) -> String {
    let property = |header: &'static str| {
        let (name, sort) = header.split_once(':').unwrap_or((header, ""));
        let value = match sort {
            "" => format!("row.{name}"),
            "string[]" => format!("split(row.{name}, '|')"),
            "long" => format!("toInteger(row.{name})"),
            "double" => format!("toFloat(row.{name})"),
            "boolean" => format!("toBoolean(row.{name})"),
            "date" => format!("date(row.{name})"),
            // Ids, labels, types and points are said otherwise.
            _ => return None,
        };
        Some(format!("{name}: {value}"))
    };
    headers.filter_map(property).collect::<Vec<_>>().join(", ")
}

pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}
