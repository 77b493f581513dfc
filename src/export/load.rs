//! A graph into a Neo4j server that runs, over Bolt.
//!
//! The native files of a run are read, and each of the statements that `load.cypher` holds too is sent with its rows in
//! batches. A batch is a transaction: it is in the graph whole or not at all. All is merged by id, so that what a lost
//! connection or a closed lid left out comes with the same command run again, and nothing comes twice.

use std::path::Path;

use neo4rs::{BoltList, BoltMap, BoltType};

use super::bolt::{Server, Session};
use super::column::Column;
use super::convert::native_files;
use super::identifier::type_name;
use super::lists::Lists;
use super::neo4j::{EVIDENCE, edge_columns, pair_columns};
use super::statement::{Only, SCHEMA, Source, Statement, entity_columns, plain, statements};
use super::{Content, native, sources};
use crate::error::Result;

/// The rows of a transaction, and the bytes of their cells: Neo4j holds each transaction in its memory.
const BATCH_ROWS: usize = 2_000;
const BATCH_BYTES: usize = 4 << 20;

/// What was loaded, new or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Nodes that are entities.
    pub entities: u64,
    /// Relationships that state facts.
    pub facts: u64,
    /// Pairs that share sentences.
    pub pairs: u64,
    /// Sentences behind relationships.
    pub evidence: u64,
    /// Articles that are nodes.
    pub articles: u64,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The rows that are in the graph.
    pub rows: u64,
    /// All there are.
    pub of: u64,
}

/// Loads the graph that lies in the folder `from` into a server, and tells `progress` how far it is after each batch. What the
/// server's graph holds besides stays; `documents`: articles become nodes too.
///
/// # Errors
/// If `from` holds no whole native files of this version: then no server is asked. If the server cannot be reached or refuses
/// something, or the connection is lost: then the batches told to `progress` are in the graph, and to load again mends the rest.
pub fn load(from: &Path, server: &Server, documents: bool, progress: &mut dyn FnMut(Sent)) -> Result<Loaded> {
    native_files(from)?;
    let graph = native::graph(from)?;
    let content = Content { graph: (&graph).into(), tables: Some(from), texts: None, documents };
    let table = Rows { content: &content, lists: &Lists::of(&graph) };
    let named = table.lists.entities.iter().map(|entity| entity.label()).collect();
    let kinds = table.lists.facts.iter().map(|edge| edge.relation.kind.name).collect();
    let statements = statements(named, &kinds, documents);
    // All rows are read once before the first is sent: a file with a fault changes no graph.
    let (mut loaded, mut sent) = (Loaded::default(), Sent::default());
    for statement in &statements {
        let mut rows = 0;
        table.each(statement, &mut |_| {
            rows += 1;
            Ok(())
        })?;
        sent.of += rows;
        match statement.source {
            Source::Entities => loaded.entities += rows,
            Source::Relations => loaded.facts += rows,
            Source::CoMentions => loaded.pairs += rows,
            // Its rows come twice where articles are nodes.
            Source::Evidence => loaded.evidence = rows,
            Source::Articles => loaded.articles += rows,
            Source::MentionedIn => {}
        }
    }
    let mut session = Session::open(server)?;
    for statement in SCHEMA {
        session.run(statement, None, sent)?;
    }
    for statement in &statements {
        let text = statement.of_rows();
        let mut batch = Batch::default();
        let mut send = |batch: Batch| -> Result<()> {
            if batch.rows.is_empty() {
                return Ok(());
            }
            let rows = batch.rows.len() as u64;
            session.run(&text, Some(batch.rows), sent)?;
            sent.rows += rows;
            progress(sent);
            Ok(())
        };
        table.each(statement, &mut |row| {
            if batch.add(row) { Ok(()) } else { send(std::mem::take(&mut batch)) }
        })?;
        send(batch)?;
    }
    Ok(loaded)
}

/// The rows of one transaction.
#[derive(Default)]
struct Batch {
    rows: BoltList,
    bytes: usize,
}

impl Batch {
    /// Adds a row, as its columns and cells; says whether there is room for more.
    fn add(&mut self, row: &[(&str, &str)]) -> bool {
        let mut map = BoltMap::with_capacity(row.len());
        for &(name, cell) in row {
            self.bytes += name.len() + cell.len();
            // A cell that is empty is `null`, and so is one that is not there.
            if !cell.is_empty() {
                map.put(name.into(), cell.into());
            }
        }
        self.rows.push(BoltType::Map(map));
        self.rows.len() < BATCH_ROWS && self.bytes < BATCH_BYTES
    }
}

/// What is done with a row: its columns and cells.
type EachRow<'e> = &'e mut dyn FnMut(&[(&str, &str)]) -> Result<()>;

/// Where the rows come from.
struct Rows<'r, 'g> {
    content: &'r Content<'g>,
    lists: &'r Lists<'g>,
}

impl Rows<'_, '_> {
    /// Hands over the rows of a statement as columns and cells.
    fn each(&self, statement: &Statement, each: EachRow<'_>) -> Result<()> {
        match (statement.source, &statement.only) {
            (Source::Entities, Only::Label(label)) => {
                let entities = self.lists.entities.iter().filter(|entity| entity.label() == *label);
                of_graph(&entity_columns(), entities, each)
            }
            (Source::Relations, Only::Type(name)) => {
                let facts = self.lists.facts.iter().filter(|fact| type_name(fact.relation.kind.name.as_str()) == *name);
                of_graph(&plain(edge_columns()), facts, each)
            }
            (Source::Entities, _) => of_graph(&entity_columns(), self.lists.entities.iter(), each),
            (Source::Relations, _) => of_graph(&plain(edge_columns()), self.lists.facts.iter(), each),
            (Source::CoMentions, _) => of_graph(&plain(pair_columns()), self.lists.pairs.iter(), each),
            (source, _) => {
                let columns = source.columns();
                let mut cells = |cells: &[&str]| {
                    let row: Vec<(&str, &str)> = columns.iter().copied().zip(cells.iter().copied()).collect();
                    each(&row)
                };
                match source {
                    Source::Evidence => sources::each_evidence(self.content, &EVIDENCE.map(|column| column.1), &mut cells),
                    Source::Articles => sources::each_article(self.content, &mut cells),
                    _ => sources::each_mentioned_in(self.content, &mut |[entity, article], mentions| {
                        cells(&[entity, article, &mentions.to_string()])
                    }),
                }
            }
        }
    }
}

/// The rows of a table of the graph.
fn of_graph<'t, T: 't>(columns: &[Column<T>], items: impl Iterator<Item = &'t T>, each: EachRow<'_>) -> Result<()> {
    for item in items {
        let cells: Vec<_> = columns.iter().map(|column| column.1.value(item)).collect();
        let texts: Vec<_> = cells.iter().map(|cell| cell.to_text().unwrap_or_default()).collect();
        let row: Vec<(&str, &str)> = columns.iter().map(|column| column.0).zip(texts.iter().map(AsRef::as_ref)).collect();
        each(&row)?;
    }
    Ok(())
}
