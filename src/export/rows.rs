//! The seven native tables as rows of values: four out of the graph, three out of what was streamed. What is a dress of
//! the native tables and no graph of its own (JSON Lines, Parquet) is written from here.

use super::column::{Column, Value};
use super::listing::Listing;
use super::native::Sheet;
use super::{Content, Table, edge, node};
use crate::error::Result;

/// What takes a row.
pub(super) type Sink<'s> = dyn FnMut(&[Value<'_>]) -> Result<()> + 's;

/// The tables of a content.
pub(super) struct Tables<'c> {
    content: &'c Content<'c>,
    lists: Listing<'c>,
}

impl<'c> Tables<'c> {
    /// The tables of `content`.
    pub(super) fn of(content: &'c Content<'c>) -> Self {
        Self { content, lists: Listing::of(content) }
    }

    /// Their files and columns, in the order in which [`rows`](Self::rows) counts them.
    pub(super) fn sheets() -> Vec<Sheet> {
        Sheet::of_graph().into_iter().chain(Table::ALL.map(Table::sheet)).collect()
    }

    /// Hands over the rows of the table of that number.
    ///
    /// # Errors
    /// If a streamed table cannot be read, or `each` fails.
    pub(super) fn rows(&self, number: usize, each: &mut Sink<'_>) -> Result<()> {
        match number {
            0 => self.lists.entities(&mut |part| hand_over(&node::columns(), part, each)),
            1 => self.lists.facts(&mut |part| hand_over(&edge::columns(), part, each)),
            2 => self.lists.claims(&mut |part| hand_over(&edge::columns(), part, each)),
            3 => self.lists.pairs(&mut |part| hand_over(&edge::pair_columns(), part, each)),
            streamed => self.content.rows(Table::ALL[streamed - 4], &mut |record| each(&record.values())),
        }
    }
}

fn hand_over<T>(columns: &[Column<T>], items: &[T], each: &mut Sink<'_>) -> Result<()> {
    items.iter().try_for_each(|item| each(&columns.iter().map(|column| column.1.value(item)).collect::<Vec<_>>()))
}
