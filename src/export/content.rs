//! What there is to write: the graph, the tables that were streamed, and what was asked for besides.

use std::collections::BTreeMap;
use std::path::Path;

use super::native::Records;
use super::table::Table;
use crate::error::Result;
use crate::graph::{Graph, Whole};

/// What an [`Exporter`](super::Exporter) writes.
#[derive(Clone, Copy, Debug)]
pub struct Content<'c> {
    /// The graph.
    pub graph: Whole<'c>,
    /// The folder in which the streamed tables lie, whole; none if there are none: then they count as empty.
    pub tables: Option<&'c Path>,
    /// The folder in which the texts lie, if they were asked for.
    pub texts: Option<&'c Path>,
    /// Whether articles are to be nodes, in the formats that can have them so.
    pub documents: bool,
}

/// An article, and how often it mentions which entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    /// Its entities by their ids.
    pub(super) entities: BTreeMap<String, u64>,
}

impl Article {
    /// What to call it: its title, else its id.
    pub(super) fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

impl<'c> Content<'c> {
    /// A graph alone.
    pub fn of(graph: &'c Graph) -> Self {
        Self { graph: graph.into(), tables: None, texts: None, documents: false }
    }

    /// Hands over the rows of a streamed table, in order.
    ///
    /// # Errors
    /// If it cannot be read, or `each` fails.
    pub(super) fn rows(&self, table: Table, each: &mut dyn FnMut(&Records) -> Result<()>) -> Result<()> {
        let Some(folder) = self.tables else { return Ok(()) };
        let mut records = Records::open(folder, &table.sheet())?;
        while records.advance()? {
            each(&records)?;
        }
        Ok(())
    }

    /// Hands over the mentions, in order, each with the row of its article.
    ///
    /// # Errors
    /// As [`rows`](Self::rows), and if a mention is of no article.
    pub(super) fn mentions(&self, each: &mut dyn FnMut(&Records, &Records) -> Result<()>) -> Result<()> {
        let Some(folder) = self.tables else { return Ok(()) };
        let mut articles = Records::open(folder, &Table::Articles.sheet())?;
        let mut mentions = Records::open(folder, &Table::Mentions.sheet())?;
        let mut there = articles.advance()?;
        while mentions.advance()? {
            while there && articles.text("id") != mentions.text("document") {
                there = articles.advance()?;
            }
            if !there {
                return Err(mentions.fault("its article is not in articles.csv, or not in the same order"));
            }
            each(&articles, &mentions)?;
        }
        Ok(())
    }

    /// Hands over the articles, in order, one in memory at a time; none unless they were asked for.
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub(super) fn articles(&self, each: &mut dyn FnMut(&Article) -> Result<()>) -> Result<()> {
        let Some(folder) = self.tables.filter(|_| self.documents) else { return Ok(()) };
        let mut articles = Records::open(folder, &Table::Articles.sheet())?;
        let mut mentions = Records::open(folder, &Table::Mentions.sheet())?;
        let mut more = mentions.advance()?;
        while articles.advance()? {
            let text = |name| Some(articles.text(name).to_owned()).filter(|text| !text.is_empty());
            let mut article = Article {
                id: articles.text("id").to_owned(),
                url: text("url"),
                title: text("title"),
                publisher: text("publisher"),
                author: text("author"),
                published: text("published"),
                language: text("language"),
                entities: BTreeMap::new(),
            };
            while more && mentions.text("document") == article.id {
                let entity = mentions.text("entity");
                if !entity.is_empty() {
                    *article.entities.entry(entity.to_owned()).or_default() += 1;
                }
                more = mentions.advance()?;
            }
            each(&article)?;
        }
        Ok(())
    }
}
