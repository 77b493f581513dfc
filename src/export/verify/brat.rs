//! brat: every annotation has the words that its offsets have in the text, and every relation two annotations.

use std::fs;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::Counts;
use crate::error::{Error, Result};

/// Reads a folder of texts and annotations.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn brat(folder: &Path) -> Result<Counts> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>();
    let paths = paths.as_mut().map_err(|error| Error::new("cannot be listed").at(folder).because(error.to_string()))?;
    paths.sort();
    let (mut articles, mut mentions) = (0, 0);
    for path in paths.iter().filter(|path| path.extension().is_some_and(|suffix| suffix == "ann")) {
        let read = |path: &Path| fs::read_to_string(path).map_err(|error| Error::io(path, error));
        let text: Vec<char> = read(&path.with_extension("txt"))?.chars().collect();
        articles += 1;
        let mut known = FxHashSet::default();
        for (number, line) in (1..).zip(read(path)?.lines()) {
            let fault = |message: &str| Error::new(message).at(path).line(number);
            let mut parts = line.splitn(3, '\t');
            let (Some(id), Some(what)) = (parts.next(), parts.next()) else { return Err(fault("is no annotation")) };
            if id.starts_with('T') {
                let (_, places) = what.split_once(' ').ok_or_else(|| fault("has no place"))?;
                let pieces: Option<Vec<String>> = places.split(';').map(|place| piece(&text, place)).collect();
                if pieces.map(|pieces| pieces.join(" ")).as_deref() != parts.next() {
                    return Err(fault("does not have the words of its place in the text"));
                }
                mentions += 1;
                known.insert(id.to_owned());
            } else {
                let ends = what
                    .split(' ')
                    .skip(1)
                    .map(|end| end.rsplit_once("Arg1:").or(end.rsplit_once("Arg2:")).map_or(end, |end| end.1));
                let is_end = |end: &&str| end.strip_prefix('T').is_some_and(|rest| rest.parse::<u64>().is_ok());
                if let Some(end) = ends.filter(is_end).find(|end| !known.contains(*end)) {
                    return Err(fault(&format!("there is no {end}")));
                }
            }
        }
    }
    Ok(Counts { articles: Some(articles), mentions: Some(mentions), ..Counts::default() })
}

fn piece(text: &[char], place: &str) -> Option<String> {
    let (start, end) = place.split_once(' ')?;
    Some(text.get(start.parse().ok()?..end.parse().ok()?)?.iter().collect())
}
