//! Kuzu and its heir Ladybug: CSV files, the schema, and the script that copies them.
//!
//! A relation table has one pair of ends, so all kinds share the table `Relation` and bear their name under `kind`.
//! Lists stay strings with `|` between (`string_split`): a list literal knows no escape for a comma or a bracket.

use std::fs;
use std::path::{Path, PathBuf};

use super::cell::Escape;
use super::column::{Column, Sort};
use super::listing::Listing;
use super::native::Sheet;
use super::sheet::write;
use super::sources::{self, ARTICLE, Form};
use super::verify::{Counts, Rule, tables};
use super::{Content, Exporter, Table, edge, node};
use crate::error::{Error, Result};

/// Files for Kuzu and Ladybug.
#[derive(Clone, Copy, Debug)]
pub struct Kuzu;

const FOLDER: &str = "kuzu";
const FILES: [&str; 7] = [
    "kuzu/entities.csv",
    "kuzu/relations.csv",
    "kuzu/claims.csv",
    "kuzu/co_mentions.csv",
    "kuzu/evidence.csv",
    "kuzu/schema.cypher",
    "kuzu/copy.cypher",
];
const DOCUMENT_FILES: [&str; 2] = ["kuzu/articles.csv", "kuzu/mentioned_in.csv"];

impl Exporter for Kuzu {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "CSV, schema and COPY script for Kuzu and Ladybug"
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
        let [entity_file, fact_file, claim_file, pair_file, evidence_file, schema_file, copy_file] =
            FILES.map(|file| folder.join(file));
        let (nodes, edges, pair_columns) = (node::columns(), ends_first(edge::columns()), ends_first(edge::pair_columns()));
        write(&entity_file, Escape::Quote, |file| lists.entities(&mut |part| file.rows(&node::columns(), part)))?;
        write(&fact_file, Escape::Quote, |file| lists.facts(&mut |part| file.rows(&ends_first(edge::columns()), part)))?;
        write(&claim_file, Escape::Quote, |file| lists.claims(&mut |part| file.rows(&ends_first(edge::columns()), part)))?;
        write(&pair_file, Escape::Quote, |file| lists.pairs(&mut |part| file.rows(&ends_first(edge::pair_columns()), part)))?;
        evidence(content, &evidence_file)?;
        let mut tables = vec![
            Target::node("Entity", "entities.csv", Sheet::of("", &nodes).columns),
            Target::node("Evidence", "evidence.csv", evidence_columns()),
            Target::edge("Relation", "relations.csv", "FROM Entity TO Entity", &edges),
            Target::edge("Claim", "claims.csv", "FROM Entity TO Entity", &edges),
            Target::edge("CoMentioned", "co_mentions.csv", "FROM Entity TO Entity", &pair_columns),
        ];
        let mut files = FILES.map(PathBuf::from).to_vec();
        if content.documents {
            let [article_file, mentioned_file] = DOCUMENT_FILES.map(|file| folder.join(file));
            documents(content, &article_file, &mentioned_file)?;
            let article = ARTICLE.map(|name| (name, Sort::Text)).to_vec();
            tables.insert(2, Target::node("Article", "articles.csv", article));
            let ends = "FROM Entity TO Article".to_owned();
            let columns = vec![("mentions", Sort::Whole)];
            tables.push(Target { name: "MentionedIn", file: "mentioned_in.csv", ends: Some(ends), columns });
            files.extend(DOCUMENT_FILES.map(PathBuf::from));
        }
        let text = |line: fn(&Target) -> String| tables.iter().map(line).collect::<String>();
        fs::write(&schema_file, text(Target::schema)).map_err(|error| Error::io(&schema_file, error))?;
        fs::write(&copy_file, text(Target::copy)).map_err(|error| Error::io(&copy_file, error))?;
        Ok(files)
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        let node = |file| Rule { id: Some(("id", file)), ..Rule::of(file, Escape::Quote) };
        // The first two columns are the ends, whatever they are called; here they are called so.
        let edge = |file| Rule { ends: &[("source_id", FILES[0]), ("target_id", FILES[0])], ..Rule::of(file, Escape::Quote) };
        let rules = [node(FILES[0]), node(FILES[4]), edge(FILES[1]), edge(FILES[2]), edge(FILES[3])];
        let [entities, evidence, facts, claims, pairs] = tables(folder, rules)?.map(Some);
        Ok(Counts { entities, facts, claims, pairs, evidence, ..Counts::default() })
    }

    fn next_step(&self, folder: &Path, _documents: bool) -> Option<String> {
        let below = super::neo4j::for_shell(&folder.join(FOLDER).to_string_lossy()).into_owned();
        Some(format!("Kuzu: cd {below} && cat schema.cypher copy.cypher | kuzu graph.kuzu (Ladybug: lbug graph.lbug)"))
    }
}

/// A table of the database.
struct Target {
    name: &'static str,
    file: &'static str,
    /// Of a relation table.
    ends: Option<String>,
    columns: Vec<(&'static str, Sort)>,
}

impl Target {
    fn node(name: &'static str, file: &'static str, columns: Vec<(&'static str, Sort)>) -> Self {
        Self { name, file, ends: None, columns }
    }

    fn edge<T>(name: &'static str, file: &'static str, ends: &str, columns: &[Column<T>]) -> Self {
        // The first two columns are the ends, whatever they are called.
        let columns = Sheet::of(file, columns).columns.split_off(2);
        Self { name, file, ends: Some(ends.to_owned()), columns }
    }

    fn schema(&self) -> String {
        let columns = self.columns.iter().map(|(name, sort)| {
            let sort = match sort {
                Sort::Text | Sort::List | Sort::Date => "STRING",
                Sort::Whole => "INT64",
                Sort::Decimal => "DOUBLE",
                Sort::Truth => "BOOLEAN",
                Sort::Day => "DATE",
            };
            format!("{} {sort}", quoted(name))
        });
        let columns = self.ends.iter().cloned().chain(columns);
        let mut columns: Vec<String> = columns.collect();
        if self.ends.is_none() {
            columns[0].push_str(" PRIMARY KEY");
        }
        let sort = if self.ends.is_none() { "NODE" } else { "REL" };
        format!("CREATE {sort} TABLE IF NOT EXISTS {} ({});\n", self.name, columns.join(", "))
    }

    fn copy(&self) -> String {
        // Without `parallel=false` a quoted cell may be cut where two threads meet.
        format!("COPY {} FROM '{}' (header=true, escape='\"', parallel=false);\n", self.name, self.file)
    }
}

/// A name that may be a word of the language: `type`, `start`, `end`.
fn quoted(name: &str) -> String {
    format!("`{name}`")
}

fn ends_first<T>(columns: Vec<Column<T>>) -> Vec<Column<T>> {
    let is_end = |column: &Column<T>| matches!(column.0, "source_id" | "target_id");
    let (mut ends, rest): (Vec<_>, Vec<_>) = columns.into_iter().partition(is_end);
    // `kind` here, as the node table has `type`: `relation` is the table.
    ends.extend(
        rest.into_iter().map(|Column(name, cell): Column<T>| Column(if name == "relation" { "kind" } else { name }, cell)),
    );
    ends
}

fn evidence_columns() -> Vec<(&'static str, Sort)> {
    let mut columns = vec![("id", Sort::Text)];
    columns.extend(Table::Evidence.sheet().columns);
    columns
}

fn evidence(content: &Content<'_>, path: &Path) -> Result<()> {
    let header: Vec<&str> = evidence_columns().iter().map(|column| column.0).collect();
    sources::evidence(content, Form { path, escape: Escape::Quote, header: &header, last: None }, &header[1..])
}

fn documents(content: &Content<'_>, articles: &Path, mentioned_in: &Path) -> Result<()> {
    sources::articles(content, Form { path: articles, escape: Escape::Quote, header: &ARTICLE, last: None })?;
    let header = ["entity", "article", "mentions"];
    sources::mentioned_in(content, Form { path: mentioned_in, escape: Escape::Quote, header: &header, last: None })
}
