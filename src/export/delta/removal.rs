//! The Cypher script that takes out of a running Neo4j what is gone; `load.cypher` beside it then brings what is new.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Change, Changes, Delta, id_of, key_of};
use crate::error::{Error, Result};
use crate::export::cell::Escape;
use crate::export::identifier::{labels, type_name};
use crate::export::lists::Lists;
use crate::export::sheet::stream;
use crate::export::statement::{self, literal};
use crate::graph::one_line;

const ABOUT: &str = "\
// Takes out what is gone since the former graph, which this Neo4j (5 or later) must hold. Copy the folder `cypher` into
// the import folder of the server, then:
//   cypher-shell -u neo4j -f remove.cypher && cypher-shell -u neo4j -f load.cypher
";

/// Writes `remove.cypher` and the files that it reads.
///
/// # Errors
/// If one cannot be written.
pub(super) fn write(delta: &Delta, folder: &Path, documents: bool) -> Result<()> {
    let folder = folder.join("cypher");
    let table = |file: &str, header: &[&str], rows: &[Vec<String>]| {
        stream(&folder.join(file), Escape::Backslash, header.iter().copied(), |lines| {
            rows.iter().try_for_each(|cells| lines.row(|row| cells.iter().for_each(|cell| row.text(cell))))
        })
    };
    let gone = |changes: &Changes| -> Vec<Vec<String>> {
        changes.iter().filter(|change| *change.1 == Change::Removed).map(|change| change.0.clone()).collect()
    };
    let facts: Vec<_> = Lists::of(&delta.gone).facts;
    let facts: Vec<_> = facts.iter().filter(|edge| delta.facts.get(&key_of(edge)) == Some(&Change::Removed)).collect();
    let rows: Vec<Vec<String>> = facts
        .iter()
        .map(|edge| {
            let kind = type_name(edge.relation.kind.name.as_str()).into_owned();
            vec![edge.head.id.to_string(), edge.tail.id.to_string(), kind, id_of(edge)]
        })
        .collect();
    let kinds: BTreeSet<String> = rows.iter().map(|row| row[2].clone()).collect();
    let former: Vec<Vec<String>> =
        delta.former.iter().map(|(id, label)| vec![id.to_string(), label.as_str().to_owned()]).collect();
    table("removed_entities.csv", &["entityId"], &gone(&delta.entities))?;
    table("removed_relations.csv", &["start", "end", "type", "relationId"], &rows)?;
    table("removed_pairs.csv", &["start", "end"], &gone(&delta.pairs))?;
    table("removed_evidence.csv", &["evidenceId"], &delta.evidence.iter().map(|id| vec![id.clone()]).collect::<Vec<_>>())?;
    table("removed_articles.csv", &["articleId"], &gone(&delta.articles))?;
    table("relabelled.csv", &["entityId", "category"], &former)?;
    const ENDS: &str = "MATCH (a:Entity {entityId: row.start})-[r:";
    let mut script = ABOUT.to_owned();
    let mut by_rows = |file: &str, only: &str, work: &str| {
        script.push('\n');
        script += &statement::by_rows(file, only, work);
    };
    by_rows("removed_evidence.csv", "", "MATCH (n:Evidence {evidenceId: row.evidenceId})\nDETACH DELETE n");
    for kind in kinds {
        let only = format!("WHERE row.type = '{kind}'");
        let delete = format!("{ENDS}{kind} {{relationId: row.relationId}}]->(b:Entity {{entityId: row.end}})\nDELETE r");
        by_rows("removed_relations.csv", &only, &delete);
    }
    let delete = format!("{ENDS}CO_MENTIONED]->(b:Entity {{entityId: row.end}})\nDELETE r");
    by_rows("removed_pairs.csv", "", &delete);
    by_rows("removed_entities.csv", "", "MATCH (n:Entity {entityId: row.entityId})\nDETACH DELETE n");
    for label in delta.former.values().collect::<BTreeSet<_>>() {
        let only = format!("WHERE row.category = {}", literal(&one_line(label.as_str())));
        let own = labels(*label).split_off(1).join(":");
        by_rows("relabelled.csv", &only, &format!("MATCH (n:Entity {{entityId: row.entityId}})\nREMOVE n:{own}"));
    }
    if documents {
        by_rows("removed_articles.csv", "", "MATCH (n:Article {articleId: row.articleId})\nDETACH DELETE n");
    }
    let path = folder.join("remove.cypher");
    fs::write(&path, script).map_err(|error| Error::io(&path, error))
}
