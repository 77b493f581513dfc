//! The native files: everything the graph knows, in the output folder itself.

use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::listing::Listing;
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
        let lists = Listing::of(content);
        let [entity_file, fact_file, claim_file, conflict_file, pair_file, former_file] = FILES.map(|file| folder.join(file));
        write(&conflict_file, Escape::Quote, |file| {
            lists.heads(&mut |facts, claims| file.rows(&conflicts::columns(), &conflicts::conflicts(facts, claims)))
        })?;
        former::write(&lists, &former_file, folder)?;
        write(&entity_file, Escape::Quote, |file| lists.entities(&mut |part| file.rows(&node::columns(), part)))?;
        write(&fact_file, Escape::Quote, |file| lists.facts(&mut |part| file.rows(&edge::columns(), part)))?;
        write(&claim_file, Escape::Quote, |file| lists.claims(&mut |part| file.rows(&edge::columns(), part)))?;
        write(&pair_file, Escape::Quote, |file| lists.pairs(&mut |part| file.rows(&edge::pair_columns(), part)))?;
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
