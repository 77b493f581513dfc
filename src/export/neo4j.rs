//! Neo4j: CSV files with typed headers for `neo4j-admin database import full`, and the script that runs it.
//!
//! Lists are parted by `|`, not by the default `;`: the importer knows no escape inside an element, so the parting
//! character is taken out of the elements, and names hold semicolons more often than bars. A date is written only
//! where its day is known, for a property of type `date` holds nothing less. Claims that are no facts carry the same
//! relationship types as facts, so the script leaves them out unless told otherwise.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::id::id_of;
use super::lists::{Lists, Pair};
use super::sheet::{Column, write};
use super::{Exporter, node};
use crate::date::Date;
use crate::entity::{Entity, EntityId};
use crate::error::{Error, Result};
use crate::graph::{Edge, Graph};
use crate::label::Label;

/// Files for Neo4j's bulk import.
#[derive(Clone, Copy, Debug)]
pub struct Neo4j;

const FOLDER: &str = "neo4j";
const FILES: [&str; 5] =
    ["neo4j/nodes.csv", "neo4j/relationships.csv", "neo4j/claims.csv", "neo4j/co_mentions.csv", "neo4j/import.sh"];

/// The database comes first: since 5.19 the importer takes it for one more file where it follows `--relationships`.
const COMMAND: &str = "neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv \
    --relationships=co_mentions.csv --array-delimiter='|'";

const ABOUT_SCRIPT: &str = "\
#!/bin/sh
# Makes the Neo4j database `neo4j` out of the files beside this script. That database must not exist yet or be
# empty, and Neo4j must not be running it. What you add is handed on to the importer:
#   sh import.sh --dry-run                      checks the files and loads nothing (Neo4j 2026.02 or later)
#   sh import.sh --overwrite-destination        replaces the database that is there
#   sh import.sh --relationships=claims.csv     loads as well what is denied, alleged or planned; such
#                                               relationships have the types of facts, so ask for
#                                               r.polarity = 'asserted' AND r.modality = 'fact' from then on
";

impl Exporter for Neo4j {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "CSV for neo4j-admin database import, with the command"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn export(&self, graph: &Graph, folder: &Path) -> Result<Vec<PathBuf>> {
        let below = folder.join(FOLDER);
        fs::create_dir_all(&below).map_err(|error| Error::io(&below, error))?;
        let Lists { entities, facts, claims, pairs } = Lists::of(graph);
        let [node_file, fact_file, claim_file, pair_file, script] = FILES.map(|file| folder.join(file));
        write(&node_file, Escape::Quote, &node_columns(), &entities)?;
        write(&fact_file, Escape::Quote, &edge_columns(), &facts)?;
        write(&claim_file, Escape::Quote, &edge_columns(), &claims)?;
        write(&pair_file, Escape::Quote, &pair_columns(), &pairs)?;
        let import = format!("{ABOUT_SCRIPT}cd \"$(dirname \"$0\")\" || exit 1\nexec {COMMAND} \"$@\"\n");
        fs::write(&script, import).map_err(|error| Error::io(&script, error))?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn next_step(&self, folder: &Path) -> Option<String> {
        let below = folder.join(FOLDER);
        Some(format!("Neo4j: cd {} && {COMMAND}", for_shell(&below.to_string_lossy())))
    }
}

fn node_columns<'g>() -> Vec<Column<&'g Entity>> {
    vec![
        Column("entityId:ID(Entity)", |entity, row| row.text(entity.id.as_str())),
        Column("name", |entity, row| row.text(&entity.name)),
        Column("aliases:string[]", |entity, row| row.list(node::aliases(entity).iter().map(String::as_str))),
        Column("category", |entity, row| row.text(entity.label().as_str())),
        Column("wikidataId", |entity, row| row.text_if(node::wikidata_id(entity))),
        Column("geonamesId", |entity, row| row.text_if(node::geonames_id(entity))),
        Column("country", |entity, row| row.text_if(node::country(entity))),
        Column("location:point{crs:WGS-84}", |entity, row| {
            let point = node::coordinates(entity).map(|(lat, lon)| format!("{{latitude:{lat:.5}, longitude:{lon:.5}}}"));
            row.text_if(point.as_deref());
        }),
        Column("firstSeen:date", |entity, row| row.day(entity.first_seen.and_then(Date::day))),
        Column("lastSeen:date", |entity, row| row.day(entity.last_seen.and_then(Date::day))),
        Column("mentions:long", |entity, row| row.whole(entity.mentions)),
        Column("articles:long", |entity, row| row.whole(entity.articles)),
        Column("status", |entity, row| row.text(entity.status.as_str())),
        Column("score:double", |entity, row| row.decimal(entity.score.into(), 3)),
        Column(":LABEL", |entity, row| row.list(labels(entity.label()).iter().map(String::as_str))),
    ]
}

fn edge_columns<'g>() -> Vec<Column<Edge<'g>>> {
    vec![
        Column(":START_ID(Entity)", |edge, row| row.text(edge.head.id.as_str())),
        Column(":END_ID(Entity)", |edge, row| row.text(edge.tail.id.as_str())),
        Column(":TYPE", |edge, row| row.text(&type_name(edge.relation.kind.name.as_str()))),
        Column("relationId", |edge, row| row.text(id_of(edge).as_str())),
        Column("directed:boolean", |edge, row| row.truth(!edge.relation.kind.symmetric)),
        Column("weight:double", |edge, row| row.whole(edge.relation.articles)),
        Column("mentions:long", |edge, row| row.whole(edge.relation.mentions)),
        Column("articles:long", |edge, row| row.whole(edge.relation.articles)),
        Column("publishers:string[]", |edge, row| row.list(edge.relation.publishers.iter().map(AsRef::as_ref))),
        Column("firstSeen:date", |edge, row| row.day(edge.relation.first_seen.and_then(Date::day))),
        Column("lastSeen:date", |edge, row| row.day(edge.relation.last_seen.and_then(Date::day))),
        Column("startDate:date", |edge, row| row.day(edge.relation.when.and_then(|when| when.earliest))),
        Column("endDate:date", |edge, row| row.day(edge.relation.when.and_then(|when| when.latest))),
        Column("polarity", |edge, row| row.text(edge.relation.polarity.as_str())),
        Column("modality", |edge, row| row.text(edge.relation.modality.as_str())),
        Column("attributedTo:string[]", |edge, row| {
            row.list(edge.relation.attributed_to.iter().map(EntityId::as_str));
        }),
        Column("score:double", |edge, row| row.decimal(edge.relation.score.into(), 3)),
        Column("rules:string[]", |edge, row| row.list(edge.relation.rules.iter().map(|rule| rule.as_str()))),
        Column("evidence", |edge, row| row.text(&edge.relation.evidence.sentence)),
        Column("evidenceDocument", |edge, row| row.text(edge.relation.evidence.document.as_str())),
        Column("evidenceStart:long", |edge, row| row.whole(edge.relation.evidence.code_points.start.into())),
        Column("evidenceEnd:long", |edge, row| row.whole(edge.relation.evidence.code_points.end.into())),
    ]
}

fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    vec![
        Column(":START_ID(Entity)", |pair, row| row.text(pair.edge.first.id.as_str())),
        Column(":END_ID(Entity)", |pair, row| row.text(pair.edge.second.id.as_str())),
        Column(":TYPE", |_, row| row.text("CO_MENTIONED")),
        Column("sentences:long", |pair, row| row.whole(pair.edge.count.sentences)),
        Column("articles:long", |pair, row| row.whole(pair.edge.count.articles)),
        Column("significance:double", |pair, row| row.decimal(pair.significance, 2)),
    ]
}

/// The labels of a node: `Entity`, then each part of the path in camel case.
fn labels(label: Label) -> Vec<String> {
    let mut labels = vec!["Entity".to_owned()];
    for part in label.as_str().split('/') {
        let name = label_name(part);
        if !labels.contains(&name) {
            labels.push(name);
        }
    }
    labels
}

/// A part of a label's path as a Neo4j label: `state-body` is `StateBody`. What the LLM Graph Builder keeps for itself gets a tail.
fn label_name(part: &str) -> String {
    let mut name = String::new();
    for word in part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "Label");
    }
    if matches!(name.as_str(), "Document" | "Chunk") {
        name.push('_');
    }
    name
}

/// A kind as a relationship type: upper snake case of `[A-Z0-9_]`, a letter first. Kinds are written so already.
fn type_name(kind: &str) -> Cow<'_, str> {
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if kind.chars().all(fits) && kind.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Cow::Borrowed(kind);
    }
    let mut name: String = kind.to_ascii_uppercase().chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        name.insert_str(0, "R_");
    }
    Cow::Owned(name)
}

/// A path as one word of a shell.
fn for_shell(path: &str) -> Cow<'_, str> {
    if !path.is_empty() && path.chars().all(|c| c.is_alphanumeric() || "/._-+:@%".contains(c)) && !path.starts_with('-') {
        return Cow::Borrowed(path);
    }
    let lead = if path.starts_with('-') { "./" } else { "" };
    Cow::Owned(format!("'{lead}{}'", path.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_types_need_no_back_ticks() {
        assert_eq!(labels(Label::new("organization/state-body")), ["Entity", "Organization", "StateBody"]);
        assert_eq!(labels(Label::new("entity/document/3d model")), ["Entity", "Document_", "Label3dModel"]);
        assert_eq!(labels(Label::new("")), ["Entity", "Label"]);
        assert_eq!(type_name("HACKED"), "HACKED");
        assert_eq!(type_name("gave `birth`"), "GAVE__BIRTH_");
        assert_eq!(type_name("__2nd"), "R___2ND");
    }

    #[test]
    fn the_command_survives_any_folder() {
        assert_eq!(for_shell("out/neo4j"), "out/neo4j");
        assert_eq!(for_shell("my out's/neo4j"), r"'my out'\''s/neo4j'");
        assert_eq!(for_shell("-o"), "'./-o'");
    }
}
