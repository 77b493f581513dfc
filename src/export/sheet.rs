//! A whole table into a file: columns say side by side what they are called and what they write.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::cell::{Escape, Row};
use crate::error::{Error, Result};

/// A column: its name in the header, and how it writes its one cell of a row.
pub(super) struct Column<T>(pub(super) &'static str, pub(super) fn(&T, &mut Row<'_>));

/// How many rows one task encodes, and how many are encoded before they are written: some 20 MB at most.
const PART: usize = 1024;
const WINDOW: usize = 64 * PART;

/// Writes a file of `columns` with one row for each of `items`, in their order.
///
/// # Errors
/// If the file cannot be made or written.
pub(super) fn write<T: Sync>(path: &Path, escape: Escape, columns: &[Column<T>], items: &[T]) -> Result<()> {
    let at = |error| Error::io(path, error);
    let mut file = File::create(path).map_err(at)?;
    file.write_all(&header(columns.iter().map(|column| column.0))).map_err(at)?;
    for window in items.chunks(WINDOW) {
        let parts: Vec<Vec<u8>> = window.par_chunks(PART).map(|part| encoded(escape, columns, part)).collect();
        for part in parts {
            file.write_all(&part).map_err(at)?;
        }
    }
    Ok(())
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
            (column.1)(item, &mut row);
        }
        row.end();
    }
    out
}
