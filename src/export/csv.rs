//! The native files: everything the graph knows, in the output folder itself.

use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::lists::Lists;
use super::sheet::write;
use super::verify::{self, Counts};
use super::{Content, Exporter, Table, conflicts, edge, former, node};
use crate::error::Result;

/// Plain CSV, for people, spreadsheets and programs.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

const FILES: [&str; 6] = ["entities.csv", "relations.csv", "claims.csv", "conflicts.csv", "co_mentions.csv", former::FILE];

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "plain CSV: entities, relations, mentions, evidence, articles"
    }

    fn is_usual(&self) -> bool {
        true
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn tables(&self) -> &'static [Table] {
        &Table::ALL
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let lists = Lists::of(content.graph);
        let [entity_file, fact_file, claim_file, conflict_file, pair_file, former_file] = FILES.map(|file| folder.join(file));
        write(&conflict_file, Escape::Quote, &conflicts::columns(), &conflicts::conflicts(&lists))?;
        write(&former_file, Escape::Quote, &former::columns(), &former::formers(&lists.entities))?;
        let Lists { entities, facts, claims, pairs } = lists;
        write(&entity_file, Escape::Quote, &node::columns(), &entities)?;
        write(&fact_file, Escape::Quote, &edge::columns(), &facts)?;
        write(&claim_file, Escape::Quote, &edge::columns(), &claims)?;
        write(&pair_file, Escape::Quote, &edge::pair_columns(), &pairs)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        // Its tables are what all others are measured by: they are read as a whole.
        verify::native(folder)
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}
