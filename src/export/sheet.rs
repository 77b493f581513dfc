//! A table of the graph into a CSV file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::cell::{Escape, Row};
use super::column::Column;
use crate::error::{Error, Result};

/// How many rows one task encodes, and how many are encoded before they are written: some 20 MB at most.
const PART: usize = 1024;
const WINDOW: usize = 64 * PART;

/// A file of a table whose rows come part by part.
pub(super) struct Parts<'p> {
    path: &'p Path,
    file: File,
    escape: Escape,
    is_begun: bool,
}

impl Parts<'_> {
    /// Writes a row for each of `items`, in their order; before the first of all a header.
    ///
    /// # Errors
    /// If the file does not take them.
    pub(super) fn rows<T: Sync>(&mut self, columns: &[Column<T>], items: &[T]) -> Result<()> {
        let at = |error| Error::io(self.path, error);
        if !std::mem::replace(&mut self.is_begun, true) {
            self.file.write_all(&header(columns.iter().map(|column| column.0))).map_err(at)?;
        }
        for window in items.chunks(WINDOW) {
            let parts: Vec<Vec<u8>> = window.par_chunks(PART).map(|part| encoded(self.escape, columns, part)).collect();
            for part in parts {
                self.file.write_all(&part).map_err(at)?;
            }
        }
        Ok(())
    }
}

/// Writes a file of the rows that `fill` gives; those of a [`Listing`](super::listing::Listing) have a header in any case.
///
/// # Errors
/// If the file cannot be made or written, or `fill` fails.
pub(super) fn write(path: &Path, escape: Escape, fill: impl FnOnce(&mut Parts<'_>) -> Result<()>) -> Result<()> {
    let file = File::create(path).map_err(|error| Error::io(path, error))?;
    fill(&mut Parts { path, file, escape, is_begun: false })
}

/// A file whose rows come one by one, out of a streamed table.
pub(super) struct Lines<'p> {
    path: &'p Path,
    file: BufWriter<File>,
    escape: Escape,
    line: Vec<u8>,
}

impl Lines<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// If the file does not take it.
    pub(super) fn row(&mut self, fill: impl FnOnce(&mut Row<'_>)) -> Result<()> {
        self.line.clear();
        let mut row = Row::new(&mut self.line, self.escape);
        fill(&mut row);
        row.end();
        self.file.write_all(&self.line).map_err(|error| Error::io(self.path, error))
    }
}

/// Writes a file with that header and the rows that `fill` gives.
///
/// # Errors
/// If the file cannot be made or written, or `fill` fails.
pub(super) fn stream<'n>(
    path: &Path,
    escape: Escape,
    names: impl IntoIterator<Item = &'n str>,
    fill: impl FnOnce(&mut Lines<'_>) -> Result<()>,
) -> Result<()> {
    let at = |error| Error::io(path, error);
    let mut file = BufWriter::with_capacity(1 << 18, File::create(path).map_err(at)?);
    file.write_all(&header(names)).map_err(at)?;
    let mut lines = Lines { path, file, escape, line: Vec::new() };
    fill(&mut lines)?;
    lines.file.flush().map_err(at)
}

/// A header row.
pub(super) fn header<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut row = Row::new(&mut out, Escape::Quote);
    for name in names {
        row.text(name);
    }
    row.end();
    out
}

fn encoded<T>(escape: Escape, columns: &[Column<T>], items: &[T]) -> Vec<u8> {
    let mut out = Vec::new();
    for item in items {
        let mut row = Row::new(&mut out, escape);
        for column in columns {
            column.1.write(item, &mut row);
        }
        row.end();
    }
    out
}
