//! Gephi: node and edge tables for File > Import spreadsheet.
//!
//! Gephi guesses the type of a column from its first 25 rows, and the guess sticks. So no column here can be taken for
//! what it is not. Numbers are numbers throughout. Names stand under `Label`, which is always text; aliases, which may
//! be years, stay out. A plain date would be taken for a timestamp and turn the graph from intervals to timestamps,
//! where `timeset` breaks: dates stand in `timeset` as intervals, and under `dates` as ISO 8601 `from/to`, which
//! parses as nothing. A sentence such as "(1999 deal)" parses as a dynamic value, so evidence begins with `[in …]`,
//! which fails in every parser of `graphstore`. Categories are whole paths, which begin with a letter.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::column::{Cell, Column, cell_of};
use super::id::co_mention_id;
use super::listing::Listing;
use super::lists::Pair;
use super::sheet::write;
use super::verify::{Counts, Rule, tables};
use super::{Content, Exporter, edge, node};
use crate::date::Date;
use crate::entity::Entity;
use crate::error::Result;
use crate::graph::{Edge, seen_interval};

/// Files for Gephi's spreadsheet import.
#[derive(Clone, Copy, Debug)]
pub struct Gephi;

const FOLDER: &str = "gephi";
const FILES: [&str; 3] = ["gephi/nodes.csv", "gephi/edges.csv", "gephi/co_mentions.csv"];

impl Exporter for Gephi {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "node and edge tables for Gephi's spreadsheet import"
    }

    fn is_usual(&self) -> bool {
        true
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        // Gephi merges edges of one source, target and kind, and may sum them wrongly (gephi#2765): facts alone are one a triple.
        let lists = Listing::of(content);
        let [node_file, edge_file, pair_file] = FILES.map(|file| folder.join(file));
        write(&node_file, Escape::Backslash, |file| lists.entities(&mut |part| file.rows(&node_columns(), part)))?;
        write(&edge_file, Escape::Backslash, |file| lists.facts(&mut |part| file.rows(&edge_columns(), part)))?;
        write(&pair_file, Escape::Backslash, |file| lists.pairs(&mut |part| file.rows(&pair_columns(), part)))?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        let edge = |file| Rule {
            ends: &[("Source", FILES[0]), ("Target", FILES[0])],
            // Gephi merges rows of one source, target and kind, and drops those of one id.
            once: &["Source", "Target", "Kind"],
            fits: |name, cell| match name {
                "Weight" => cell.parse::<f64>().is_ok_and(|weight| weight > 0.0),
                "timeset" => cell.starts_with("<[") && cell.ends_with("]>"),
                _ => true,
            },
            ..Rule::of(file, Escape::Backslash)
        };
        let nodes = Rule { id: Some(("Id", FILES[0])), ..Rule::of(FILES[0], Escape::Backslash) };
        let [entities, facts, pairs] = tables(folder, [nodes, edge(FILES[1]), edge(FILES[2])])?.map(Some);
        Ok(Counts { entities, facts, pairs, ..Counts::default() })
    }

    fn next_step(&self, folder: &Path, _documents: bool) -> Option<String> {
        let [nodes, edges, pairs] = FILES.map(|file| folder.join(file));
        Some(format!(
            "Gephi: File > Import spreadsheet: first {}, then {} with \"Append to existing workspace\" \
             ({} likewise, for who is named beside whom)",
            nodes.display(),
            edges.display(),
            pairs.display()
        ))
    }
}

// No column of nodes is called Source or Target: Gephi would read an edge table.
fn node_columns<'g>() -> Vec<Column<&'g Entity>> {
    let native = node::columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column("Id", same("id")),
        Column("Label", same("name")),
        Column("timeset", Cell::Text(|entity| timeset(entity.first_seen, entity.last_seen))),
        Column("entity_type", same("type")),
        Column("category", Cell::Text(|entity| Some(entity.label().as_str().into()))),
        Column("country", same("country")),
        Column("wikidata_id", same("wikidata_id")),
        Column("latitude", same("lat")),
        Column("longitude", same("lon")),
        Column("mentions", same("mentions")),
        Column("articles", same("articles")),
        Column("stories", same("stories")),
        Column("status", same("status")),
        Column("score", same("score")),
    ]
}

fn edge_columns<'g>() -> Vec<Column<Edge<'g>>> {
    let native = edge::columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column("Source", same("source_id")),
        Column("Target", same("target_id")),
        Column("Type", Cell::Text(|edge| Some(if edge.relation.kind.symmetric { "Undirected" } else { "Directed" }.into()))),
        Column("Kind", same("relation")),
        Column("Id", same("id")),
        Column("Label", Cell::Text(|edge| Some(edge::words(edge).into()))),
        // An edge of weight 0 is removed.
        Column("Weight", Cell::Whole(|edge| edge.relation.stories.max(1))),
        Column("timeset", Cell::Text(|edge| timeset(edge.relation.first_seen, edge.relation.last_seen))),
        Column("mentions", same("mentions")),
        Column("articles", same("articles")),
        Column("stories", same("stories")),
        Column("publishers", Cell::Whole(|edge| edge::publishers(edge).len() as u64)),
        Column("dates", Cell::Text(|edge| edge::days(edge).map(Into::into))),
        Column("score", same("score")),
        Column("rules", same("rule_ids")),
        Column(
            "evidence",
            Cell::Text(|edge| {
                let evidence = &edge.relation.evidence;
                Some(format!("[in {}] {}", evidence.document, evidence.sentence).into())
            }),
        ),
    ]
}

fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    let native = edge::pair_columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column("Source", same("source_id")),
        Column("Target", same("target_id")),
        Column("Type", Cell::Text(|_| Some("Undirected".into()))),
        Column("Kind", Cell::Text(|_| Some("CO_MENTIONED".into()))),
        Column("Id", Cell::Text(|pair| Some(co_mention_id(pair.first, pair.second).to_string().into()))),
        Column("Weight", Cell::Whole(|pair| pair.count.articles.max(1))),
        Column("sentences", same("sentences")),
        Column("significance", same("significance")),
    ]
}

fn timeset(first: Option<Date>, last: Option<Date>) -> Option<Cow<'static, str>> {
    let (earliest, latest) = seen_interval(first, last).and_then(|seen| seen.earliest.zip(seen.latest))?;
    Some(format!("<[{earliest}, {latest}]>").into())
}
