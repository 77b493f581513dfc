//! What some program found, in JSON Lines -> the marks of each text of the gold.

use std::collections::BTreeMap;
use std::path::Path;

use super::gold::Gold;
use super::jsonl::{self, Line};
use super::labels::LabelMap;
use super::marks::Marks;
use crate::error::{Error, Result};

/// What was found in the texts of a gold.
#[derive(Clone, Debug, Default)]
pub struct Predicted {
    /// In each of them, in the order of the gold; nothing in those that the file does not hold.
    pub marks: Vec<Marks>,
    /// How many texts of the gold the file does not hold.
    pub missing: u64,
    /// How many texts of the file are not in the gold.
    pub unknown: u64,
}

/// Reads what was found, as `tag --format jsonl` writes it. Texts are told by their id; those of formats without ids by their words.
///
/// # Errors
/// The first fault, with its line: also if a text is not that of the gold, so that its offsets mean nothing there.
pub fn read_predicted(path: &Path, golds: &[Gold], labels: &LabelMap) -> Result<Predicted> {
    let by_id: BTreeMap<&str, usize> = golds.iter().enumerate().map(|(place, gold)| (gold.document.id.as_str(), place)).collect();
    let without_id = golds.iter().enumerate().filter(|(_, gold)| !gold.has_own_id);
    let by_text: BTreeMap<&str, usize> = without_id.map(|(place, gold)| (gold.document.text.as_str(), place)).collect();
    let mut found: Vec<Option<Marks>> = golds.iter().map(|_| None).collect();
    let mut ids = BTreeMap::new();
    let mut unknown = 0;
    for (number, line) in jsonl::lines(path)? {
        let here = |message: String| Error::new(message).at(path).line(number);
        if let Some(first) = ids.insert(line.id(), number) {
            return Err(here(format!("the id `{}` is taken already, in line {first}: each text comes once", line.id())));
        }
        let own = by_id.get(line.id().as_str()).copied();
        let Some(place) = own.or_else(|| by_text.get(line.text.as_deref()?).copied()) else {
            unknown += 1;
            continue;
        };
        found[place] = Some(marks(&line, &golds[place], labels).map_err(|error| error.at(path).line(number))?);
    }
    let missing = found.iter().filter(|marks| marks.is_none()).count() as u64;
    Ok(Predicted { marks: found.into_iter().map(Option::unwrap_or_default).collect(), missing, unknown })
}

fn marks(line: &Line, gold: &Gold, labels: &LabelMap) -> Result<Marks> {
    let text = gold.document.text.as_str();
    if line.text.as_deref().is_some_and(|own| own != text) {
        let message = "its text is not that of the gold under this id, so its offsets mean nothing there";
        return Err(Error::new(format!("{message}: tag the gold's own texts")));
    }
    line.marks(text, labels)
}
