//! The files of `neo4j-admin database import incremental`: every row says whether it is created, updated or deleted.

use std::fs;
use std::path::Path;

use super::{Change, Changes, Delta, key_of};
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::export::cell::Escape;
use crate::export::column::{Column, Value};
use crate::export::identifier::labels;
use crate::export::lists::Lists;
use crate::export::neo4j::{edge_columns, node_columns, pair_columns};
use crate::export::sheet::stream;

const ABOUT: &str = "\
#!/bin/sh
# Brings the Neo4j database `neo4j` from the former graph to this one: Enterprise 2025.01 or later, database format
# `block`, the database stopped and backed up. Entities need their constraint:
#   CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.entityId IS UNIQUE
# Evidence and articles are not among these files: the script in ../cypher/ brings them.
cd \"$(dirname \"$0\")\" || exit 1
exec neo4j-admin database import incremental --force --stage=all --array-delimiter='|' \\
  --nodes=entities.csv --relationships=relations.csv --relationships=co_mentions.csv \"$@\" -- neo4j
";

impl Change {
    /// As Neo4j's import has it.
    const fn action(self) -> &'static str {
        match self {
            Self::Added => "CREATE",
            Self::Changed => "UPDATE",
            Self::Removed => "DELETE",
        }
    }
}

/// Writes the files.
///
/// # Errors
/// If one cannot be written.
pub(super) fn write(delta: &Delta, folder: &Path) -> Result<()> {
    let folder = folder.join("incremental");
    let (now, gone) = (Lists::of(&delta.now), Lists::of(&delta.gone));
    let former = |entity: &&Entity| delta.former.get(&entity.id).map(|&label| labels(label).split_off(1).join("|"));
    let id = |entity: &&Entity| vec![entity.id.to_string()];
    let entities = both(&now.entities, &gone.entities);
    table(&folder.join("entities.csv"), &node_columns(), entities, &delta.entities, &id, &former)?;
    table(&folder.join("relations.csv"), &edge_columns(), both(&now.facts, &gone.facts), &delta.facts, &key_of, &|_| None)?;
    let ends = |pair: &crate::export::lists::Pair<'_>| vec![pair.first.to_string(), pair.second.to_string()];
    let pairs = both(&now.pairs, &gone.pairs);
    table(&folder.join("co_mentions.csv"), &pair_columns(), pairs, &delta.pairs, &ends, &|_| None)?;
    let path = folder.join("import.sh");
    fs::write(&path, ABOUT).map_err(|error| Error::io(&path, error))
}

/// The items there are and those that are gone, each with whether it is.
fn both<'t, T>(now: &'t [T], gone: &'t [T]) -> impl Iterator<Item = (&'t T, bool)> {
    now.iter().map(|item| (item, false)).chain(gone.iter().map(|item| (item, true)))
}

/// A column's header, with what says how an existing node or relationship is found.
fn header(name: &str) -> &str {
    match name {
        "entityId:ID(Entity)" => "entityId:ID(Entity){label:Entity}",
        "relationId" => "relationId{identifier:true}",
        name => name,
    }
}

/// The name of the property under a header; none for ids, ends, labels and types.
fn property(name: &str) -> Option<&str> {
    let (property, sort) = name.split_once(':').unwrap_or((name, ""));
    (!property.is_empty() && !sort.starts_with("ID") && property != "relationId").then_some(property)
}

/// Writes the items that changed. An empty cell changes nothing, so an update also names the properties that are to go.
fn table<'t, T: 't>(
    path: &Path,
    columns: &[Column<T>],
    items: impl Iterator<Item = (&'t T, bool)>,
    changes: &Changes,
    key: &dyn Fn(&T) -> Vec<String>,
    former: &dyn Fn(&T) -> Option<String>,
) -> Result<()> {
    let names = [":ACTION"].into_iter().chain(columns.iter().map(|column| header(column.0))).chain([":-LABEL", ":-PROPERTY"]);
    let is_node = columns.iter().any(|column| column.0 == ":LABEL");
    let names: Vec<&str> = names.filter(|name| is_node || *name != ":-LABEL").collect();
    stream(path, Escape::Quote, names, |lines| {
        for (item, is_gone) in items {
            // The ends of edges are there as well.
            let Some(&change) = changes.get(&key(item)) else { continue };
            if (change == Change::Removed) != is_gone {
                continue;
            }
            let empty = columns.iter().filter(|column| column.1.value(item) == Value::None);
            let empty: Vec<&str> = empty.filter_map(|column| property(column.0)).collect();
            lines.row(|row| {
                row.text(change.action());
                for column in columns {
                    column.1.write(item, row);
                }
                if is_node {
                    row.text_if(former(item).as_deref());
                }
                row.text(&if change == Change::Changed { empty.join("|") } else { String::new() });
            })?;
        }
        Ok(())
    })
}
