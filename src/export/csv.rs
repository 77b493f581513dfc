//! The native files: everything the graph knows, in the output folder itself.
//!
//! Columns named `stories` are empty until articles are clustered into stories.

use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::id::id_of;
use super::lists::{Lists, Pair};
use super::sheet::{Column, write};
use super::{Exporter, Table, conflicts, node};
use crate::entity::{Entity, EntityId};
use crate::error::Result;
use crate::graph::{Edge, Graph};

/// Plain CSV, for people, spreadsheets and programs.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

const FILES: [&str; 5] = ["entities.csv", "relations.csv", "claims.csv", "conflicts.csv", "co_mentions.csv"];

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "plain CSV: entities, relations, mentions, evidence, articles"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn tables(&self) -> &'static [Table] {
        &Table::ALL
    }

    fn export(&self, graph: &Graph, folder: &Path) -> Result<Vec<PathBuf>> {
        let lists = Lists::of(graph);
        let [entity_file, fact_file, claim_file, conflict_file, pair_file] = FILES.map(|file| folder.join(file));
        write(&conflict_file, Escape::Quote, &conflicts::columns(), &conflicts::conflicts(&lists))?;
        let Lists { entities, facts, claims, pairs } = lists;
        write(&entity_file, Escape::Quote, &entity_columns(), &entities)?;
        write(&fact_file, Escape::Quote, &edge_columns(), &facts)?;
        write(&claim_file, Escape::Quote, &edge_columns(), &claims)?;
        write(&pair_file, Escape::Quote, &pair_columns(), &pairs)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn next_step(&self, _folder: &Path) -> Option<String> {
        None
    }
}

fn entity_columns<'g>() -> Vec<Column<&'g Entity>> {
    vec![
        Column("id", |entity, row| row.text(entity.id.as_str())),
        Column("name", |entity, row| row.text(&entity.name)),
        Column("type", |entity, row| row.text(entity.label().base().as_str())),
        Column("subtype", |entity, row| row.text(entity.label().subtype())),
        Column("aliases", |entity, row| row.list(node::aliases(entity).iter().map(String::as_str))),
        Column("wikidata_id", |entity, row| row.text_if(node::wikidata_id(entity))),
        Column("geonames_id", |entity, row| row.text_if(node::geonames_id(entity))),
        Column("country", |entity, row| row.text_if(node::country(entity))),
        Column("lat", |entity, row| row.decimal(node::coordinates(entity).map_or(f64::NAN, |at| at.0), 5)),
        Column("lon", |entity, row| row.decimal(node::coordinates(entity).map_or(f64::NAN, |at| at.1), 5)),
        Column("mentions", |entity, row| row.whole(entity.mentions)),
        Column("articles", |entity, row| row.whole(entity.articles)),
        Column("stories", |_, row| row.text("")),
        Column("first_seen", |entity, row| row.date(entity.first_seen)),
        Column("last_seen", |entity, row| row.date(entity.last_seen)),
        Column("status", |entity, row| row.text(entity.status.as_str())),
        Column("score", |entity, row| row.decimal(entity.score.into(), 3)),
    ]
}

fn edge_columns<'g>() -> Vec<Column<Edge<'g>>> {
    vec![
        Column("id", |edge, row| row.text(id_of(edge).as_str())),
        Column("source_id", |edge, row| row.text(edge.head.id.as_str())),
        Column("relation", |edge, row| row.text(edge.relation.kind.name.as_str())),
        Column("target_id", |edge, row| row.text(edge.tail.id.as_str())),
        Column("directed", |edge, row| row.truth(!edge.relation.kind.symmetric)),
        // The weight is the count of articles until stories and publishers can temper it.
        Column("weight", |edge, row| row.whole(edge.relation.articles)),
        Column("mentions", |edge, row| row.whole(edge.relation.mentions)),
        Column("articles", |edge, row| row.whole(edge.relation.articles)),
        Column("stories", |_, row| row.text("")),
        Column("publishers", |edge, row| row.list(edge.relation.publishers.iter().map(AsRef::as_ref))),
        Column("first_seen", |edge, row| row.date(edge.relation.first_seen)),
        Column("last_seen", |edge, row| row.date(edge.relation.last_seen)),
        Column("start_date", |edge, row| row.day(edge.relation.when.and_then(|when| when.earliest))),
        Column("end_date", |edge, row| row.day(edge.relation.when.and_then(|when| when.latest))),
        Column("polarity", |edge, row| row.text(edge.relation.polarity.as_str())),
        Column("modality", |edge, row| row.text(edge.relation.modality.as_str())),
        Column("attributed_to", |edge, row| row.list(edge.relation.attributed_to.iter().map(EntityId::as_str))),
        Column("score", |edge, row| row.decimal(edge.relation.score.into(), 3)),
        Column("rule_ids", |edge, row| row.list(edge.relation.rules.iter().map(|rule| rule.as_str()))),
        Column("evidence", |edge, row| row.text(&edge.relation.evidence.sentence)),
        Column("evidence_doc", |edge, row| row.text(edge.relation.evidence.document.as_str())),
        Column("evidence_start", |edge, row| row.whole(edge.relation.evidence.code_points.start.into())),
        Column("evidence_end", |edge, row| row.whole(edge.relation.evidence.code_points.end.into())),
    ]
}

fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    vec![
        Column("source_id", |pair, row| row.text(pair.edge.first.id.as_str())),
        Column("target_id", |pair, row| row.text(pair.edge.second.id.as_str())),
        Column("sentences", |pair, row| row.whole(pair.edge.count.sentences)),
        Column("articles", |pair, row| row.whole(pair.edge.count.articles)),
        Column("significance", |pair, row| row.decimal(pair.significance, 2)),
    ]
}
