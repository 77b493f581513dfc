//! Parquet: every row decoded, under the columns that the native tables have.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};

use super::Counts;
use crate::error::{Error, Result};
use crate::export::rows::Tables;

/// Reads the Parquet files, one a native table.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn parquet(folder: &Path, files: &[&str; 7]) -> Result<Counts> {
    let mut counts = [0; 7];
    for ((count, name), sheet) in counts.iter_mut().zip(files).zip(Tables::sheets()) {
        let path = folder.join(name);
        let fault = |message: String| Error::new(message).at(&path);
        let file = File::open(&path).map_err(|error| Error::io(&path, error))?;
        let reader = SerializedFileReader::new(file).map_err(|error| fault(format!("is no Parquet file: {error}")))?;
        let metadata = reader.metadata().file_metadata();
        let columns = metadata.schema().get_fields();
        if !columns.iter().map(|column| column.name()).eq(sheet.columns.iter().map(|column| column.0)) {
            return Err(fault("has other columns than this version writes".to_owned()));
        }
        let rows = reader.get_row_iter(None).map_err(|error| fault(format!("cannot be read: {error}")))?;
        for row in rows {
            row.map_err(|error| fault(format!("row {}: {error}", *count + 1)))?;
            *count += 1;
        }
    }
    let [entities, facts, claims, pairs, mentions, evidence, articles] = counts.map(Some);
    Ok(Counts { entities, facts, claims, pairs, mentions, evidence, articles })
}
