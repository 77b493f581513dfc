//! A folder of the user's -> the files of resources in it, so that an edit needs no rebuild.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::{File, embedded};
use crate::error::{Error, Result};

/// Reads `gazetteers/` and `patterns/` below `folder`. Of the two, one that is not there is taken from the program.
/// Paths are relative to `folder`, so that outputs name a list alike wherever it lies.
///
/// # Errors
/// If neither is there, or a file cannot be read or is not UTF-8.
pub fn from_folder(folder: &Path) -> Result<Vec<File>> {
    if !folder.is_dir() {
        let message = if folder.exists() { "is a file, and resources are a folder" } else { "no such folder" };
        return Err(Error::new(message).at(folder));
    }
    let mut files = Vec::new();
    let mut missing = 0;
    for part in ["gazetteers", "patterns"] {
        if folder.join(part).is_dir() {
            read(folder, part, &mut files)?;
        } else {
            missing += 1;
            files.extend(embedded().into_iter().filter(|file| file.path.starts_with(part)));
        }
    }
    if missing == 2 {
        return Err(Error::new("holds neither gazetteers/ nor patterns/: name the folder they lie in").at(folder));
    }
    Ok(files)
}

fn read(folder: &Path, part: &str, files: &mut Vec<File>) -> Result<()> {
    let before = files.len();
    for entry in WalkDir::new(folder.join(part)).follow_links(true) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::new("cannot be walked").at(&path).because(error)
        })?;
        let path = entry.path();
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !entry.file_type().is_file() || hidden || !matches!(suffix, Some("csv" | "tsv" | "toml")) {
            continue;
        }
        let content = text_of(path)?;
        files.push(File { path: path.strip_prefix(folder).unwrap_or(path).to_owned(), content: content.into() });
    }
    // As the program's own are sorted: the order of lists decides between equal names.
    files[before..].sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}

/// The text of a file, without the mark that some programs begin UTF-8 with.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub(super) fn text_of(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.split(|&byte| byte == b'\n').count() as u64;
        Error::new("is not UTF-8: save it as UTF-8").at(path).line(line)
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
