//! An output folder read back: each file against the manifest, the native tables against one another, each format under
//! the rules of the program it is for, and the totals of all of them compared.

mod brat;
mod json;
mod native;
mod parquet;
mod table;
mod xml;

use std::path::Path;

pub(super) use self::brat::brat;
pub(super) use self::json::{ftm, jsonl, stix, w3c};
pub(super) use self::native::native;
pub(super) use self::parquet::parquet;
pub(super) use self::table::{Rule, fits_typed_header, tables};
pub(super) use self::xml::{gexf, graphml};
use super::stage::described;
use super::{EXPORTERS, Manifest};
use crate::error::{Error, Result};

/// What was read back, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Verdict {
    /// How many files were read.
    pub files: u64,
    /// How many entities the native files hold.
    pub entities: u64,
    /// How many edges that state facts.
    pub edges: u64,
    /// What is wrong: of each file and each format the first fault, with file and line.
    pub faults: Vec<Error>,
}

/// What a format holds; `None` where it has no place for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nodes that are entities.
    pub entities: Option<u64>,
    /// Edges that state facts.
    pub facts: Option<u64>,
    /// Edges that do not.
    pub claims: Option<u64>,
    /// Pairs that share sentences.
    pub pairs: Option<u64>,
    /// Mentions.
    pub mentions: Option<u64>,
    /// Sentences behind edges.
    pub evidence: Option<u64>,
    /// Articles.
    pub articles: Option<u64>,
}

impl Counts {
    /// What differs, in words.
    fn difference(self, native: Self) -> Option<String> {
        let pairs = [
            ("entities", self.entities, native.entities),
            ("edges", self.facts, native.facts),
            ("claims", self.claims, native.claims),
            ("pairs", self.pairs, native.pairs),
            ("mentions", self.mentions, native.mentions),
            ("rows of evidence", self.evidence, native.evidence),
            ("articles", self.articles, native.articles),
        ];
        let differ = pairs.into_iter().filter_map(|(name, here, there)| Some((name, here?, there?)));
        differ
            .filter(|(_, here, there)| here != there)
            .map(|(name, here, there)| format!("holds {here} {name}, and the native files {there}"))
            .next()
    }
}

/// Reads an output folder back.
///
/// # Errors
/// If there is no manifest in it, or the manifest cannot be read: all else that is wrong is told in the verdict.
pub fn verify(folder: &Path) -> Result<Verdict> {
    let Some(manifest) = Manifest::read(folder)? else {
        return Err(Error::new("holds no output of newsgraph: there is no manifest.json").at(folder));
    };
    let mut verdict = Verdict { files: manifest.files().len() as u64, ..Verdict::default() };
    if !manifest.is_complete() {
        let message = "the run that wrote this did not come to its end: run extract again";
        verdict.faults.push(Error::new(message).at(&folder.join(Manifest::NAME)));
    }
    for file in manifest.files() {
        match described(folder, &file.name) {
            Ok(found) if found == *file => {}
            Ok(_) => verdict.faults.push(Error::new("is not as it was written").at(&folder.join(&file.name))),
            Err(error) => verdict.faults.push(error),
        }
    }
    let is_listed = |name: &str| manifest.files().iter().any(|file| file.name == name);
    let mut counts = None;
    for exporter in EXPORTERS {
        let files = exporter.files();
        if !files.iter().any(|name| is_listed(name)) {
            continue;
        }
        if let Some(missing) = files.iter().find(|name| !is_listed(name)) {
            verdict.faults.push(Error::new("is missing from the manifest").at(&folder.join(missing)));
            continue;
        }
        match exporter.read_back(folder) {
            Err(error) => verdict.faults.push(error),
            Ok(read) if !exporter.tables().is_empty() => {
                verdict.entities = read.entities.unwrap_or_default();
                verdict.edges = read.facts.unwrap_or_default();
                counts = Some(read);
            }
            Ok(read) => {
                if let Some(message) = counts.and_then(|native| read.difference(native)) {
                    verdict.faults.push(Error::new(message).at(&folder.join(exporter.name())));
                }
            }
        }
    }
    Ok(verdict)
}
