//! Gephi: node and edge tables for File > Import spreadsheet.
//!
//! Gephi guesses the type of a column from its first 25 rows, and the guess sticks. So no column here can be taken for
//! what it is not. Numbers are numbers throughout. Names stand under `Label`, which is always text; aliases, which may
//! be years, stay out. A plain date would be taken for a timestamp and turn the graph from intervals to timestamps,
//! where `timeset` breaks: dates stand in `timeset` as intervals, and under `dates` as ISO 8601 `from/to`, which
//! parses as nothing. A sentence such as "(1999 deal)" parses as a dynamic value, so evidence begins with `[in …]`,
//! which fails in every parser of `graphstore`. Categories are whole paths, which begin with a letter.

use std::path::{Path, PathBuf};

use super::cell::{Escape, Row};
use super::id::{co_mention_id, id_of};
use super::lists::{Lists, Pair};
use super::sheet::{Column, write};
use super::{Exporter, node};
use crate::date::Date;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::graph::{Edge, Graph, seen_interval};

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

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn export(&self, graph: &Graph, folder: &Path) -> Result<Vec<PathBuf>> {
        let below = folder.join(FOLDER);
        std::fs::create_dir_all(&below).map_err(|error| Error::io(&below, error))?;
        // Gephi merges edges of one source, target and kind, and may sum them wrongly (gephi#2765): facts alone are one a triple.
        let Lists { entities, facts, pairs, .. } = Lists::of(graph);
        let [node_file, edge_file, pair_file] = FILES.map(|file| folder.join(file));
        write(&node_file, Escape::Backslash, &node_columns(), &entities)?;
        write(&edge_file, Escape::Backslash, &edge_columns(), &facts)?;
        write(&pair_file, Escape::Backslash, &pair_columns(), &pairs)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn next_step(&self, folder: &Path) -> Option<String> {
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
    vec![
        Column("Id", |entity, row| row.text(entity.id.as_str())),
        Column("Label", |entity, row| row.text(&entity.name)),
        Column("timeset", |entity, row| timeset(entity.first_seen, entity.last_seen, row)),
        Column("entity_type", |entity, row| row.text(entity.label().base().as_str())),
        Column("category", |entity, row| row.text(entity.label().as_str())),
        Column("country", |entity, row| row.text_if(node::country(entity))),
        Column("wikidata_id", |entity, row| row.text_if(node::wikidata_id(entity))),
        Column("latitude", |entity, row| row.decimal(node::coordinates(entity).map_or(f64::NAN, |at| at.0), 5)),
        Column("longitude", |entity, row| row.decimal(node::coordinates(entity).map_or(f64::NAN, |at| at.1), 5)),
        Column("mentions", |entity, row| row.whole(entity.mentions)),
        Column("articles", |entity, row| row.whole(entity.articles)),
        Column("status", |entity, row| row.text(entity.status.as_str())),
        Column("score", |entity, row| row.decimal(entity.score.into(), 3)),
    ]
}

fn edge_columns<'g>() -> Vec<Column<Edge<'g>>> {
    vec![
        Column("Source", |edge, row| row.text(edge.head.id.as_str())),
        Column("Target", |edge, row| row.text(edge.tail.id.as_str())),
        Column("Type", |edge, row| row.text(if edge.relation.kind.symmetric { "Undirected" } else { "Directed" })),
        Column("Kind", |edge, row| row.text(edge.relation.kind.name.as_str())),
        Column("Id", |edge, row| row.text(id_of(edge).as_str())),
        Column("Label", |edge, row| row.text(&edge.relation.kind.name.as_str().to_lowercase().replace('_', " "))),
        // An edge of weight 0 is removed.
        Column("Weight", |edge, row| row.whole(edge.relation.articles.max(1))),
        Column("timeset", |edge, row| timeset(edge.relation.first_seen, edge.relation.last_seen, row)),
        Column("mentions", |edge, row| row.whole(edge.relation.mentions)),
        Column("articles", |edge, row| row.whole(edge.relation.articles)),
        Column("publishers", |edge, row| row.whole(edge.relation.publishers.len() as u64)),
        Column("dates", dates),
        Column("score", |edge, row| row.decimal(edge.relation.score.into(), 3)),
        Column("rules", |edge, row| row.list(edge.relation.rules.iter().map(|rule| rule.as_str()))),
        Column("evidence", |edge, row| {
            let evidence = &edge.relation.evidence;
            row.text(&format!("[in {}] {}", evidence.document, evidence.sentence));
        }),
    ]
}

fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    vec![
        Column("Source", |pair, row| row.text(pair.edge.first.id.as_str())),
        Column("Target", |pair, row| row.text(pair.edge.second.id.as_str())),
        Column("Type", |_, row| row.text("Undirected")),
        Column("Kind", |_, row| row.text("CO_MENTIONED")),
        Column("Id", |pair, row| row.text(co_mention_id(&pair.edge.first.id, &pair.edge.second.id).as_str())),
        Column("Weight", |pair, row| row.whole(pair.edge.count.articles.max(1))),
        Column("sentences", |pair, row| row.whole(pair.edge.count.sentences)),
        Column("significance", |pair, row| row.decimal(pair.significance, 2)),
    ]
}

fn timeset(first: Option<Date>, last: Option<Date>, row: &mut Row<'_>) {
    let days = seen_interval(first, last).and_then(|seen| seen.earliest.zip(seen.latest));
    row.text_if(days.map(|(earliest, latest)| format!("<[{earliest}, {latest}]>")).as_deref());
}

fn dates(edge: &Edge<'_>, row: &mut Row<'_>) {
    let Some(when) = edge.relation.when else { return row.text("") };
    let day = |day: Option<jiff::civil::Date>| day.map_or("..".to_owned(), |day| day.to_string());
    row.text(&format!("{}/{}", day(when.earliest), day(when.latest)));
}
