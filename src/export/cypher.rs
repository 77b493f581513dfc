//! Cypher: CSV files and a script that loads them into a Neo4j server that runs, as often as one likes.
//!
//! `LOAD CSV` takes a backslash inside of quotes for an escape unless the server is told otherwise, so each is doubled
//! here, as it must not be for the bulk importer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::listing::Listing;
use super::neo4j::{EVIDENCE, edge_columns, for_shell, pair_columns};
use super::sheet::write;
use super::sources::{self, Form};
use super::statement::{SCHEMA, Source, entity_columns, plain, statements};
use super::verify::{Counts, Rule, tables};
use super::{Content, Exporter};
use crate::error::{Error, Result};

/// CSV and a script for a running Neo4j.
#[derive(Clone, Copy, Debug)]
pub struct Cypher;

const FOLDER: &str = "cypher";
const FILES: [&str; 5] =
    ["cypher/entities.csv", "cypher/relations.csv", "cypher/co_mentions.csv", "cypher/evidence.csv", "cypher/load.cypher"];
const COLUMNS_OF_ENDS: [(&str, &str); 2] = [("start", FILES[0]), ("end", FILES[0])];
const DOCUMENT_FILES: [&str; 2] = ["cypher/articles.csv", "cypher/mentioned_in.csv"];

const ABOUT_SCRIPT: &str = "\
// Loads the files beside this script into a running Neo4j (5 or later). Copy the folder `cypher` into the import folder
// of the server, then:  cypher-shell -u neo4j -f load.cypher
// Nothing comes twice: a second run, or the run of a newer graph, updates what is there.
";

impl Exporter for Cypher {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "CSV and load.cypher for a Neo4j server that runs"
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
        let [entity_file, fact_file, pair_file, evidence_file, script] = FILES.map(|file| folder.join(file));
        let (mut named, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        write(&entity_file, Escape::Backslash, |file| {
            lists.entities(&mut |part| {
                named.extend(part.iter().map(|entity| entity.label()));
                file.rows(&entity_columns(), part)
            })
        })?;
        write(&fact_file, Escape::Backslash, |file| {
            lists.facts(&mut |part| {
                kinds.extend(part.iter().map(|edge| edge.relation.kind.name));
                file.rows(&plain(edge_columns()), part)
            })
        })?;
        write(&pair_file, Escape::Backslash, |file| lists.pairs(&mut |part| file.rows(&plain(pair_columns()), part)))?;
        let header = Source::Evidence.columns();
        let form = Form { path: &evidence_file, escape: Escape::Backslash, header: &header, last: None };
        sources::evidence(content, form, &EVIDENCE.map(|column| column.1))?;
        let mut files = FILES.map(PathBuf::from).to_vec();
        if content.documents {
            let paths = DOCUMENT_FILES.map(|file| folder.join(file));
            let headers = [Source::Articles, Source::MentionedIn].map(Source::columns);
            let [articles, mentioned_in] =
                [0, 1].map(|at| Form { path: &paths[at], escape: Escape::Backslash, header: &headers[at], last: None });
            sources::articles(content, articles)?;
            sources::mentioned_in(content, mentioned_in)?;
            files.extend(DOCUMENT_FILES.map(PathBuf::from));
        }
        let schema = SCHEMA.map(|statement| format!("{statement};\n")).concat();
        let merging = statements(named, &kinds, content.documents);
        let text = merging.iter().fold(format!("{ABOUT_SCRIPT}{schema}"), |text, statement| text + "\n" + &statement.of_file());
        fs::write(&script, text).map_err(|error| Error::io(&script, error))?;
        Ok(files)
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        let node = |file, id| Rule { id: Some((id, file)), ..Rule::of(file, Escape::Backslash) };
        let edge = |file| Rule { ends: &COLUMNS_OF_ENDS, ..Rule::of(file, Escape::Backslash) };
        let rules = [
            node(FILES[0], "entityId"),
            node(FILES[3], "evidenceId"),
            Rule { once: &["relationId"], ..edge(FILES[1]) },
            Rule { once: &["start", "end"], ..edge(FILES[2]) },
        ];
        let [entities, evidence, facts, pairs] = tables(folder, rules)?.map(Some);
        Ok(Counts { entities, facts, pairs, evidence, ..Counts::default() })
    }

    fn next_step(&self, folder: &Path, _documents: bool) -> Option<String> {
        let below = for_shell(&folder.join(FOLDER).to_string_lossy()).into_owned();
        Some(format!("Neo4j: copy {below} into the server's import folder, then: cypher-shell -f {below}/load.cypher"))
    }
}
