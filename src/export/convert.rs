//! Another format out of the native files, without reading the articles again.

use std::path::Path;

use rayon::prelude::*;

use super::{Content, Csv, Exporter, Manifest, Staging, Table, file_names, native};
use crate::error::{Error, Result};

/// Writes those formats of the graph that lies in the folder `from` into the folder `to`, which may be the same: what else a
/// run wrote there then stays. The files are those that a run over the articles writes, byte for byte. Native files are
/// what it reads, so it writes none.
///
/// # Errors
/// If `from` holds no whole native files of this version, or `to` cannot be written: then it is left as it was.
pub fn convert(from: &Path, to: &Path, exporters: &[&'static dyn Exporter], documents: bool) -> Result<Manifest> {
    let exporters: Vec<_> = exporters.iter().copied().filter(|exporter| exporter.tables().is_empty()).collect();
    if exporters.is_empty() {
        return Err(Error::new("native CSV files are what is converted: name another format"));
    }
    if let Some(exporter) = exporters.iter().find(|exporter| exporter.reads_texts()) {
        let name = exporter.name();
        return Err(Error::new(format!(
            "{name} needs the texts, which native files do not hold: run extract with --format {name}"
        )));
    }
    native_files(from)?;
    let staging = Staging::open(to, file_names(&exporters, documents))?;
    let staging = staging.rewriting(exporters.iter().map(|exporter| exporter.name()));
    let graph = native::graph(from)?;
    let content = Content { graph: (&graph).into(), tables: Some(from), texts: None, documents };
    exporters.par_iter().try_for_each(|exporter| exporter.export(&content, staging.folder()).map(drop))?;
    staging.commit()
}

/// The manifest of a folder that holds all native files.
///
/// # Errors
/// If it does not, or the run that wrote it did not come to its end.
pub(super) fn native_files(folder: &Path) -> Result<Manifest> {
    let Some(manifest) = Manifest::read(folder)? else {
        return Err(Error::new("holds no output of newsgraph: there is no manifest.json").at(folder));
    };
    if !manifest.is_complete() {
        return Err(Error::new("the run that wrote it did not come to its end: run extract again").at(folder));
    }
    let names = Csv.files().iter().copied().chain(Table::ALL.map(Table::file_name));
    for name in names {
        if !manifest.files().iter().any(|file| file.name == name) {
            return Err(Error::new(format!("holds no {name}: run extract with --format csv")).at(folder));
        }
    }
    Ok(manifest)
}
