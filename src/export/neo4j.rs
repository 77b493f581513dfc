//! Neo4j: CSV files with typed headers for `neo4j-admin database import full`, and the script that runs it.
//!
//! Lists are parted by `|`, not by the default `;`: the importer knows no escape inside an element, so the parting
//! character is taken out of the elements, and names hold semicolons more often than bars. A date is written only
//! where its day is known, for a property of type `date` holds nothing less. Claims that are no facts carry the same
//! relationship types as facts, so the script leaves them out unless told otherwise. The sentences behind an edge are
//! nodes `Evidence` that bear its `relationId`; they hang on nothing, so that no walk through the graph meets them.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::column::{Cell, Column, cell_of};
use super::identifier::{labels, type_name};
use super::listing::Listing;
use super::lists::Pair;
use super::sheet::write;
use super::sources::{self, ARTICLE, Form};
use super::verify::{Counts, Rule, fits_typed_header, tables};
use super::{Content, Exporter, edge, node};
use crate::date::Date;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::graph::Edge;

/// Files for Neo4j's bulk import.
#[derive(Clone, Copy, Debug)]
pub struct Neo4j;

const FOLDER: &str = "neo4j";
const FILES: [&str; 6] = [
    "neo4j/nodes.csv",
    "neo4j/relationships.csv",
    "neo4j/claims.csv",
    "neo4j/co_mentions.csv",
    "neo4j/evidence.csv",
    "neo4j/import.sh",
];
const ENDS: [(&str, &str); 2] = [(":START_ID(Entity)", FILES[0]), (":END_ID(Entity)", FILES[0])];
const DOCUMENT_FILES: [&str; 3] = ["neo4j/articles.csv", "neo4j/mentioned_in.csv", "neo4j/stated_in.csv"];

/// The database comes first: since 5.19 the importer takes it for one more file where it follows `--relationships`.
const COMMAND: &str = "neo4j-admin database import full neo4j --nodes=nodes.csv --nodes=evidence.csv \
    --relationships=relationships.csv --relationships=co_mentions.csv --array-delimiter='|'";
const WITH_DOCUMENTS: &str = " --nodes=articles.csv --relationships=mentioned_in.csv --relationships=stated_in.csv";

const ABOUT_SCRIPT: &str = "\
#!/bin/sh
# Makes the Neo4j database `neo4j` out of the files beside this script. That database must not exist yet or be
# empty, and Neo4j must not be running it. What you add is handed on to the importer:
#   sh import.sh --dry-run                      checks the files and loads nothing (Neo4j 2026.02 or later)
#   sh import.sh --overwrite-destination        replaces the database that is there
#   sh import.sh --relationships=claims.csv     loads as well what is denied, alleged or planned; such
#                                               relationships have the types of facts, so ask for
#                                               r.polarity = 'asserted' AND r.modality = 'fact' from then on
# The sentences behind a relationship r:  MATCH (e:Evidence {relationId: r.relationId}) RETURN e.text
";

impl Exporter for Neo4j {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "CSV for neo4j-admin database import, with the command"
    }

    fn is_usual(&self) -> bool {
        true
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
        let lists = Listing::of(content);
        let [node_file, fact_file, claim_file, pair_file, evidence_file, script] = FILES.map(|file| folder.join(file));
        write(&node_file, Escape::Quote, |file| lists.entities(&mut |part| file.rows(&node_columns(), part)))?;
        write(&fact_file, Escape::Quote, |file| lists.facts(&mut |part| file.rows(&edge_columns(), part)))?;
        write(&claim_file, Escape::Quote, |file| lists.claims(&mut |part| file.rows(&edge_columns(), part)))?;
        write(&pair_file, Escape::Quote, |file| lists.pairs(&mut |part| file.rows(&pair_columns(), part)))?;
        evidence(content, &evidence_file)?;
        let import = format!("{ABOUT_SCRIPT}cd \"$(dirname \"$0\")\" || exit 1\nexec {} \"$@\"\n", command(content.documents));
        fs::write(&script, import).map_err(|error| Error::io(&script, error))?;
        let mut files = FILES.map(PathBuf::from).to_vec();
        if content.documents {
            documents(content, DOCUMENT_FILES.map(|file| folder.join(file)))?;
            files.extend(DOCUMENT_FILES.map(PathBuf::from));
        }
        Ok(files)
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        let fits = fits_typed_header;
        let node = |file, id| Rule { id: Some((id, file)), fits, ..Rule::of(file, Escape::Quote) };
        let edge = |file| Rule { ends: &ENDS, fits, ..Rule::of(file, Escape::Quote) };
        let [entities, evidence, facts, claims, pairs] = tables(
            folder,
            [
                node(FILES[0], "entityId:ID(Entity)"),
                node(FILES[4], "evidenceId:ID(Evidence)"),
                Rule { once: &["relationId"], ..edge(FILES[1]) },
                Rule { once: &["relationId"], ..edge(FILES[2]) },
                edge(FILES[3]),
            ],
        )?
        .map(Some);
        Ok(Counts { entities, facts, claims, pairs, evidence, ..Counts::default() })
    }

    fn next_step(&self, folder: &Path, documents: bool) -> Option<String> {
        let below = folder.join(FOLDER);
        Some(format!("Neo4j: cd {} && {}", for_shell(&below.to_string_lossy()), command(documents)))
    }
}

fn command(documents: bool) -> String {
    let (command, lists) = COMMAND.split_at(COMMAND.len() - " --array-delimiter='|'".len());
    format!("{command}{}{lists}", if documents { WITH_DOCUMENTS } else { "" })
}

pub(super) fn node_columns<'g>() -> Vec<Column<&'g Entity>> {
    let native = node::columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column("entityId:ID(Entity)", same("id")),
        Column("name", same("name")),
        Column("aliases:string[]", same("aliases")),
        Column("category", Cell::Text(|entity| Some(entity.label().as_str().into()))),
        Column("wikidataId", same("wikidata_id")),
        Column("geonamesId", same("geonames_id")),
        Column("country", same("country")),
        Column(
            "location:point{crs:WGS-84}",
            Cell::Text(|entity| {
                let (lat, lon) = node::coordinates(entity)?;
                Some(format!("{{latitude:{lat:.5}, longitude:{lon:.5}}}").into())
            }),
        ),
        Column("firstSeen:date", Cell::Day(|entity| entity.first_seen.and_then(Date::day))),
        Column("lastSeen:date", Cell::Day(|entity| entity.last_seen.and_then(Date::day))),
        Column("mentions:long", same("mentions")),
        Column("articles:long", same("articles")),
        Column("stories:long", same("stories")),
        Column("publishers:string[]", same("publishers")),
        Column("status", same("status")),
        Column("score:double", same("score")),
        Column(":LABEL", Cell::List(|entity| labels(entity.label()).into_iter().map(Into::into).collect())),
    ]
}

pub(super) fn edge_columns<'g>() -> Vec<Column<Edge<'g>>> {
    let native = edge::columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column(":START_ID(Entity)", same("source_id")),
        Column(":END_ID(Entity)", same("target_id")),
        Column(":TYPE", Cell::Text(|edge| Some(type_name(edge.relation.kind.name.as_str())))),
        Column("relationId", same("id")),
        Column("directed:boolean", same("directed")),
        Column("weight:double", same("weight")),
        Column("mentions:long", same("mentions")),
        Column("articles:long", same("articles")),
        Column("stories:long", same("stories")),
        Column("publishers:string[]", same("publishers")),
        Column("firstSeen:date", Cell::Day(|edge| edge.relation.first_seen.and_then(Date::day))),
        Column("lastSeen:date", Cell::Day(|edge| edge.relation.last_seen.and_then(Date::day))),
        Column("startDate:date", same("start_date")),
        Column("endDate:date", same("end_date")),
        Column("polarity", same("polarity")),
        Column("modality", same("modality")),
        Column("attributedTo:string[]", same("attributed_to")),
        Column("score:double", same("score")),
        Column("rules:string[]", same("rule_ids")),
        Column("evidence", same("evidence")),
        Column("evidenceDocument", same("evidence_doc")),
        Column("evidenceStart:long", same("evidence_start")),
        Column("evidenceEnd:long", same("evidence_end")),
    ]
}

pub(super) fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    let native = edge::pair_columns();
    let same = |name| cell_of(&native, name);
    vec![
        Column(":START_ID(Entity)", same("source_id")),
        Column(":END_ID(Entity)", same("target_id")),
        Column(":TYPE", Cell::Text(|_| Some("CO_MENTIONED".into()))),
        Column("sentences:long", same("sentences")),
        Column("articles:long", same("articles")),
        Column("significance:double", same("significance")),
    ]
}

/// The columns of the evidence behind its id, and those of the native table they are taken from.
pub(super) const EVIDENCE: [(&str, &str); 14] = [
    ("relationId", "relation_id"),
    ("document", "document"),
    ("start:long", "start"),
    ("end:long", "end"),
    ("sourceText", "source_text"),
    ("targetText", "target_text"),
    ("trigger", "trigger"),
    ("polarity", "polarity"),
    ("modality", "modality"),
    ("attributedTo", "attributed_to"),
    ("startDate:date", "date_start"),
    ("endDate:date", "date_end"),
    ("rule", "rule"),
    ("text", "text"),
];

fn evidence(content: &Content<'_>, path: &Path) -> Result<()> {
    let header: Vec<&str> =
        ["evidenceId:ID(Evidence)"].into_iter().chain(EVIDENCE.map(|column| column.0)).chain([":LABEL"]).collect();
    let form = Form { path, escape: Escape::Quote, header: &header, last: Some("Evidence") };
    sources::evidence(content, form, &EVIDENCE.map(|column| column.1))
}

fn documents(content: &Content<'_>, [articles, mentioned_in, stated_in]: [PathBuf; 3]) -> Result<()> {
    let mut header = vec!["articleId:ID(Article)"];
    header.extend(&ARTICLE[1..]);
    header.push(":LABEL");
    let form = Form { path: &articles, escape: Escape::Quote, header: &header, last: Some("Article") };
    sources::articles(content, form)?;
    let header = [":START_ID(Entity)", ":END_ID(Article)", ":TYPE", "mentions:long"];
    let form = Form { path: &mentioned_in, escape: Escape::Quote, header: &header, last: Some("MENTIONED_IN") };
    sources::mentioned_in(content, form)?;
    let header = [":START_ID(Evidence)", ":END_ID(Article)", ":TYPE"];
    let form = Form { path: &stated_in, escape: Escape::Quote, header: &header, last: Some("STATED_IN") };
    sources::evidence(content, form, &["document"])
}

/// A path as one word of a shell.
pub(super) fn for_shell(path: &str) -> Cow<'_, str> {
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
    fn the_command_survives_any_folder() {
        assert_eq!(for_shell("out/neo4j"), "out/neo4j");
        assert_eq!(for_shell("my out's/neo4j"), r"'my out'\''s/neo4j'");
        assert_eq!(for_shell("-o"), "'./-o'");
    }
}
