//! Cypher: CSV files and a script that loads them into a Neo4j server that runs, as often as one likes.
//!
//! `LOAD CSV` takes a backslash inside of quotes for an escape unless the server is told otherwise, so each is doubled
//! here, as it must not be for the bulk importer. A relationship type cannot come out of a cell without APOC: the script
//! has one statement for each type and each set of labels that occur. Everything is `MERGE`d by id, so that a second
//! load adds what is new and repeats nothing.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::column::{Column, cell_of};
use super::identifier::{labels, type_name};
use super::lists::Lists;
use super::neo4j::{EVIDENCE, edge_columns, for_shell, node_columns, pair_columns};
use super::sheet::write;
use super::sources::{self, ARTICLE, Form};
use super::verify::{Counts, Rule, tables};
use super::{Content, Exporter, node};
use crate::error::{Error, Result};
use crate::graph::one_line;
use crate::label::Label;

/// CSV and a script for a running Neo4j.
#[derive(Clone, Copy, Debug)]
pub struct Cypher;

const FOLDER: &str = "cypher";
const FILES: [&str; 5] =
    ["cypher/entities.csv", "cypher/relations.csv", "cypher/co_mentions.csv", "cypher/evidence.csv", "cypher/load.cypher"];
const COLUMNS_OF_ENDS: [(&str, &str); 2] = [("start", FILES[0]), ("end", FILES[0])];
const DOCUMENT_FILES: [&str; 2] = ["cypher/articles.csv", "cypher/mentioned_in.csv"];

const ABOUT_SCRIPT: &str = "\
// Loads the files beside this script into a running Neo4j (5 or later). Copy the folder `cypher` into the import folder
// of the server, then:  cypher-shell -u neo4j -f load.cypher
// Nothing comes twice: a second run, or the run of a newer graph, updates what is there.
CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.entityId IS UNIQUE;
CREATE CONSTRAINT newsgraph_evidence IF NOT EXISTS FOR (n:Evidence) REQUIRE n.evidenceId IS UNIQUE;
CREATE CONSTRAINT newsgraph_article IF NOT EXISTS FOR (n:Article) REQUIRE n.articleId IS UNIQUE;
CREATE INDEX newsgraph_evidence_of IF NOT EXISTS FOR (n:Evidence) ON (n.relationId);
CALL db.awaitIndexes(300);
";

impl Exporter for Cypher {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "CSV and load.cypher for a Neo4j server that runs"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn document_files(&self) -> &'static [&'static str] {
        &DOCUMENT_FILES
    }

    fn reads_tables(&self, _documents: bool) -> bool {
        true
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let Lists { entities, facts, pairs, .. } = Lists::of(content.graph);
        let [entity_file, fact_file, pair_file, evidence_file, script] = FILES.map(|file| folder.join(file));
        let (native, mut nodes) = (node::columns(), plain(node_columns()));
        // Coordinates are two columns, for no function of Cypher reads a point from words.
        nodes.retain(|column| column.0 != "location");
        nodes.extend(
            [("latitude", "lat"), ("longitude", "lon")].map(|(name, native_name)| Column(name, cell_of(&native, native_name))),
        );
        write(&entity_file, Escape::Backslash, &nodes, &entities)?;
        write(&fact_file, Escape::Backslash, &plain(edge_columns()), &facts)?;
        write(&pair_file, Escape::Backslash, &plain(pair_columns()), &pairs)?;
        let header: Vec<&str> = ["evidenceId"].into_iter().chain(EVIDENCE.map(|column| bare(column.0))).collect();
        let form = Form { path: &evidence_file, escape: Escape::Backslash, header: &header, last: None };
        sources::evidence(content, form, &EVIDENCE.map(|column| column.1))?;
        let mut text = ABOUT_SCRIPT.to_owned();
        let own = format!("{}, {POINT}", properties(node_columns().iter().map(|column| column.0)));
        load(&mut text, "entities.csv", "", "MERGE (n:Entity {entityId: row.entityId})", &format!("n += {{{own}}}"));
        let named: BTreeSet<Label> = entities.iter().map(|entity| entity.label()).collect();
        for label in named {
            let own = labels(label).split_off(1).join(":");
            let only = format!("WHERE coalesce(row.category, '') = {}", literal(label.as_str()));
            load(&mut text, "entities.csv", &only, "MATCH (n:Entity {entityId: row.entityId})", &format!("n:{own}"));
        }
        let kinds: BTreeSet<_> = facts.iter().map(|edge| type_name(edge.relation.kind.name.as_str())).collect();
        let own = properties(edge_columns().iter().map(|column| column.0));
        for kind in kinds {
            let merge = format!("{ENDS}\nMERGE (a)-[r:{kind} {{relationId: row.relationId}}]->(b)");
            load(&mut text, "relations.csv", &format!("WHERE row.type = '{kind}'"), &merge, &format!("r += {{{own}}}"));
        }
        let own = properties(pair_columns().iter().map(|column| column.0));
        load(&mut text, "co_mentions.csv", "", &format!("{ENDS}\nMERGE (a)-[r:CO_MENTIONED]->(b)"), &format!("r += {{{own}}}"));
        let own = properties(EVIDENCE.iter().map(|column| column.0));
        load(&mut text, "evidence.csv", "", "MERGE (n:Evidence {evidenceId: row.evidenceId})", &format!("n += {{{own}}}"));
        let mut files = FILES.map(PathBuf::from).to_vec();
        if content.documents {
            let [article_file, mentioned_file] = DOCUMENT_FILES.map(|file| folder.join(file));
            documents(content, &article_file, &mentioned_file)?;
            let own = properties(ARTICLE.into_iter().skip(1));
            load(&mut text, "articles.csv", "", "MERGE (n:Article {articleId: row.articleId})", &format!("n += {{{own}}}"));
            load(&mut text, "mentioned_in.csv", "", MENTIONED, "r.mentions = toInteger(row.mentions)");
            load(&mut text, "evidence.csv", "", STATED, "");
            files.extend(DOCUMENT_FILES.map(PathBuf::from));
        }
        fs::write(&script, text).map_err(|error| Error::io(&script, error))?;
        Ok(files)
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        let node = |file, id| Rule { id: Some((id, file)), ..Rule::of(file, Escape::Backslash) };
        let edge = |file| Rule { ends: &COLUMNS_OF_ENDS, ..Rule::of(file, Escape::Backslash) };
        let rules = [
            node(FILES[0], "entityId"),
            node(FILES[3], "evidenceId"),
            Rule { once: &["relationId"], ..edge(FILES[1]) },
            Rule { once: &["start", "end"], ..edge(FILES[2]) },
        ];
        let [entities, evidence, facts, pairs] = tables(folder, rules)?.map(Some);
        Ok(Counts { entities, facts, pairs, evidence, ..Counts::default() })
    }

    fn next_step(&self, folder: &Path, _documents: bool) -> Option<String> {
        let below = for_shell(&folder.join(FOLDER).to_string_lossy()).into_owned();
        Some(format!("Neo4j: copy {below} into the server's import folder, then: cypher-shell -f {below}/load.cypher"))
    }
}

const ENDS: &str = "MATCH (a:Entity {entityId: row.start})\nMATCH (b:Entity {entityId: row.end})";
const MENTIONED: &str =
    "MATCH (a:Entity {entityId: row.entity})\nMATCH (b:Article {articleId: row.article})\nMERGE (a)-[r:MENTIONED_IN]->(b)";
const STATED: &str =
    "MATCH (a:Evidence {evidenceId: row.evidenceId})\nMATCH (b:Article {articleId: row.document})\nMERGE (a)-[:STATED_IN]->(b)";
/// `null` where a place has no coordinates.
const POINT: &str = "location: point({latitude: toFloat(row.latitude), longitude: toFloat(row.longitude)})";

/// The columns of the bulk import under plain names.
fn plain<T>(columns: Vec<Column<T>>) -> Vec<Column<T>> {
    columns.into_iter().map(|Column(header, cell)| Column(bare(header), cell)).collect()
}

/// One statement: the rows of a file that are wanted, what is matched or merged of each, what is set on it.
fn load(script: &mut String, file: &str, only: &str, merge: &str, set: &str) {
    let set = if set.is_empty() { String::new() } else { format!("SET {set}\n") };
    by_rows(script, file, only, &format!("{merge}\n{set}"));
}

/// One statement: what is done with each row of a file that is wanted; whole lines.
pub(super) fn by_rows(script: &mut String, file: &str, only: &str, work: &str) {
    let only = if only.is_empty() { String::new() } else { format!("WITH row {only}\n") };
    writeln!(
        script,
        "\nLOAD CSV WITH HEADERS FROM 'file:///cypher/{file}' AS row\n{only}CALL {{\nWITH row\n{work}}} IN TRANSACTIONS OF 10000 ROWS;"
    )
    .expect("a string grows");
}

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

/// Words as a string of Cypher.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\\', r"\\").replace('\'', r"\'"))
}

fn documents(content: &Content<'_>, articles: &Path, mentioned_in: &Path) -> Result<()> {
    sources::articles(content, Form { path: articles, escape: Escape::Backslash, header: &ARTICLE, last: None })?;
    let header = ["entity", "article", "mentions"];
    sources::mentioned_in(content, Form { path: mentioned_in, escape: Escape::Backslash, header: &header, last: None })
}
