//! What changed from one graph to another: rows, a Cypher script, and the form of Neo4j's incremental import.
//!
//! Both graphs are read from their native files, side by side, for rows stand in order there. Of a pair that shares
//! sentences only its counts are compared: its significance changes with every article anywhere.

mod incremental;
mod removal;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::id::{EvidenceIds, relation_id};
use super::native::{Records, Sheet, entity, relation};
use super::{Content, Cypher, Exporter, Table};
use crate::entity::EntityId;
use crate::error::{Error, Result};
use crate::graph::{CoMention, Edge, Graph};
use crate::label::Label;
use rows::Sides;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Added,
    Changed,
    Removed,
}

/// How many rows were added, changed and removed, of all tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeltaCounts {
    /// Rows that are new.
    pub added: u64,
    /// Rows of the same thing that say something else.
    pub changed: u64,
    /// Rows that are gone.
    pub removed: u64,
}

/// Every file of a delta, relative to its folder.
pub const DELTA_FILES: [&str; 25] = [
    "delta/entities.csv",
    "delta/relations.csv",
    "delta/claims.csv",
    "delta/co_mentions.csv",
    "delta/mentions.csv",
    "delta/evidence.csv",
    "delta/articles.csv",
    "cypher/entities.csv",
    "cypher/relations.csv",
    "cypher/co_mentions.csv",
    "cypher/evidence.csv",
    "cypher/articles.csv",
    "cypher/mentioned_in.csv",
    "cypher/load.cypher",
    "cypher/removed_entities.csv",
    "cypher/removed_relations.csv",
    "cypher/removed_pairs.csv",
    "cypher/removed_evidence.csv",
    "cypher/removed_articles.csv",
    "cypher/relabelled.csv",
    "cypher/remove.cypher",
    "incremental/entities.csv",
    "incremental/relations.csv",
    "incremental/co_mentions.csv",
    "incremental/import.sh",
];

/// What became of the rows of a table, by their keys.
type Changes = BTreeMap<Vec<String>, Change>;

/// A delta, as the files of the graph databases are made of it.
struct Delta {
    entities: Changes,
    facts: Changes,
    pairs: Changes,
    articles: Changes,
    /// What is new or changed, and the ends of those edges.
    now: Graph,
    /// What is gone, and the ends of those edges.
    gone: Graph,
    /// The former labels of entities that have another.
    former: BTreeMap<EntityId, Label>,
    /// Evidence that is gone.
    evidence: BTreeSet<String>,
}

/// What tells an edge from others in its table.
const EDGE: [&str; 5] = ["source_id", "target_id", "relation", "polarity", "modality"];

/// What tells a pair from others.
const PAIR: [&str; 2] = ["source_id", "target_id"];

/// Writes into `folder` what changed from the native files in `old` to those in `new`; `scratch` is a folder for what only
/// helps. With `documents`, articles are nodes in the Cypher script.
///
/// # Errors
/// If a table cannot be read, or a file not be written.
pub fn delta(old: &Path, new: &Path, folder: &Path, scratch: &Path, documents: bool) -> Result<DeltaCounts> {
    let [entity_sheet, fact_sheet, claim_sheet, pair_sheet] = Sheet::of_graph();
    let mut sides = Sides::new(old, new, folder);
    let entities = sides.by_key(&entity_sheet, &["id"], &[])?;
    let facts = sides.by_key(&fact_sheet, &EDGE, &[])?;
    sides.by_key(&claim_sheet, &EDGE, &[])?;
    let pairs = sides.by_key(&pair_sheet, &PAIR, &["significance"])?;
    let articles = sides.by_key(&Table::Articles.sheet(), &["id"], &[])?;
    let mut touched: BTreeSet<String> = articles.keys().map(|key| key[0].clone()).collect();
    touched.extend(sides.by_document(&Table::Mentions.sheet())?);
    touched.extend(sides.by_document(&Table::Evidence.sheet())?);
    let counts = sides.counts;

    let sheets = [&entity_sheet, &fact_sheet, &pair_sheet];
    let changes = [&entities, &facts, &pairs];
    let now = part(new, sheets, changes, &|change| change != Change::Removed)?;
    let gone = part(old, sheets, changes, &|change| change == Change::Removed)?;
    let former = former_labels(old, &entity_sheet, &entities, &now)?;
    let still = evidence_ids(new, &touched)?;
    let evidence = evidence_ids(old, &touched)?.into_iter().filter(|id| !still.contains(id)).collect();
    let delta = Delta { entities, facts, pairs, articles, now, gone, former, evidence };

    let subset = scratch.join("subset");
    fs::create_dir_all(&subset).map_err(|error| Error::io(&subset, error))?;
    for (table, column) in [(Table::Articles, "id"), (Table::Mentions, "document"), (Table::Evidence, "document")] {
        rows::copy(new, &subset, &table.sheet(), &|row| touched.contains(row.text(column)))?;
    }
    let content = Content { graph: (&delta.now).into(), tables: Some(&subset), texts: None, documents };
    Cypher.export(&content, folder)?;
    removal::write(&delta, folder, documents)?;
    incremental::write(&delta, folder)?;
    Ok(counts)
}

/// The rows of one side that changed as wanted, as a graph, with the ends of its edges.
fn part(side: &Path, sheets: [&Sheet; 3], changes: [&Changes; 3], wanted: &dyn Fn(Change) -> bool) -> Result<Graph> {
    let is_wanted = |changes: &Changes, key: &[String]| changes.get(key).is_some_and(|&change| wanted(change));
    let [entities, facts, pairs] = changes;
    let mut nodes: BTreeSet<&str> =
        entities.iter().filter(|change| wanted(*change.1)).map(|change| change.0[0].as_str()).collect();
    for changes in [facts, pairs] {
        nodes.extend(changes.iter().filter(|change| wanted(*change.1)).flat_map(|change| &change.0[..2]).map(String::as_str));
    }
    let mut documents = 0;
    let mut articles = Records::open(side, &Table::Articles.sheet())?;
    while articles.advance()? {
        documents += 1;
    }
    let mut graph = Graph::of_documents(documents);
    let [entity_sheet, fact_sheet, pair_sheet] = sheets;
    let mut rows = Records::open(side, entity_sheet)?;
    while rows.advance()? {
        if nodes.contains(rows.text("id")) {
            graph.restore_entity(entity(&rows)?)?;
        }
    }
    let end = |rows: &Records, name: &str| EntityId::new(rows.text(name));
    let mut rows = Records::open(side, fact_sheet)?;
    while rows.advance()? {
        if is_wanted(facts, &rows.key(&EDGE)) {
            graph.restore_relation(&end(&rows, "source_id"), &end(&rows, "target_id"), relation(&rows)?)?;
        }
    }
    let mut rows = Records::open(side, pair_sheet)?;
    while rows.advance()? {
        if is_wanted(pairs, &rows.key(&PAIR)) {
            let count = CoMention { sentences: rows.whole("sentences"), articles: rows.whole("articles") };
            graph.restore_co_mention(&end(&rows, "source_id"), &end(&rows, "target_id"), count)?;
        }
    }
    Ok(graph)
}

fn former_labels(old: &Path, sheet: &Sheet, entities: &Changes, now: &Graph) -> Result<BTreeMap<EntityId, Label>> {
    let mut former = BTreeMap::new();
    let mut rows = Records::open(old, sheet)?;
    while rows.advance()? {
        if entities.get(&rows.key(&["id"])) == Some(&Change::Changed) {
            let known = entity(&rows)?;
            let label = known.label();
            if now.entity(&known.id).is_some_and(|entity| entity.label() != label) {
                former.insert(known.id, label);
            }
        }
    }
    Ok(former)
}

fn evidence_ids(side: &Path, documents: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut ids = EvidenceIds::default();
    let mut found = BTreeSet::new();
    let mut rows = Records::open(side, &Table::Evidence.sheet())?;
    while rows.advance()? {
        if documents.contains(rows.text("document")) {
            found.insert(ids.next(&rows));
        }
    }
    Ok(found)
}

/// What tells an edge from others, as its row has it.
fn key_of(edge: &Edge<'_>) -> Vec<String> {
    let relation = edge.relation;
    let parts = [
        edge.head.id.as_str(),
        edge.tail.id.as_str(),
        relation.kind.name.as_str(),
        relation.polarity.as_str(),
        relation.modality.as_str(),
    ];
    parts.map(str::to_owned).to_vec()
}

/// The id of an edge.
fn id_of(edge: &Edge<'_>) -> String {
    let relation = edge.relation;
    relation_id(&edge.head.id, &edge.tail.id, relation.kind, relation.polarity, relation.modality).to_string()
}
