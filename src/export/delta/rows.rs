//! Two tables side by side: which rows are new, which say something else, which are gone.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::Path;

use super::{Change, Changes, DeltaCounts};
use crate::error::Result;
use crate::export::cell::Escape;
use crate::export::native::{Records, Sheet};
use crate::export::sheet::{Lines, stream};
use crate::relation::{Modality, Polarity};

impl Change {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// The two sides, and what was found so far.
pub(super) struct Sides<'s> {
    old: &'s Path,
    new: &'s Path,
    folder: &'s Path,
    pub(super) counts: DeltaCounts,
}

/// The order of a key in its table: words by their bytes, polarity and modality as they are told.
fn rank(key: &[String]) -> Vec<(usize, &str)> {
    const POLARITIES: [Polarity; 3] = [Polarity::Asserted, Polarity::Negated, Polarity::Denied];
    const MODALITIES: [Modality; 6] =
        [Modality::Fact, Modality::Alleged, Modality::Planned, Modality::Possible, Modality::Conditional, Modality::Question];
    let told = |place: usize, part: &str| match place {
        3 => POLARITIES.iter().position(|polarity| polarity.as_str() == part),
        4 => MODALITIES.iter().position(|modality| modality.as_str() == part),
        _ => None,
    };
    let parts = key.iter().enumerate();
    parts.map(|(place, part)| told(place, part).map_or((0, part.as_str()), |told| (told, ""))).collect()
}

impl<'s> Sides<'s> {
    pub(super) fn new(old: &'s Path, new: &'s Path, folder: &'s Path) -> Self {
        Self { old, new, folder, counts: DeltaCounts::default() }
    }

    /// Writes the rows of a table that changed, each key being that of one row. Cells of the columns `aside` are not compared.
    ///
    /// # Errors
    /// If a table cannot be read, or the delta not be written.
    pub(super) fn by_key(&mut self, sheet: &Sheet, key: &[&str], aside: &[&str]) -> Result<Changes> {
        let mut changes = Changes::new();
        let counts = &mut self.counts;
        let (mut old, mut new) = (Records::open(self.old, sheet)?, Records::open(self.new, sheet)?);
        write(self.folder, sheet, |lines| {
            let (mut in_old, mut in_new) = (old.advance()?, new.advance()?);
            while in_old || in_new {
                let (old_key, new_key) = (old.key(key), new.key(key));
                let order = match (in_old, in_new) {
                    (true, true) => rank(&old_key).cmp(&rank(&new_key)),
                    (true, false) => Ordering::Less,
                    _ => Ordering::Greater,
                };
                let change = match order {
                    Ordering::Less => Some((Change::Removed, &old, old_key)),
                    Ordering::Greater => Some((Change::Added, &new, new_key)),
                    Ordering::Equal => (!old.says_the_same(&new, aside)).then_some((Change::Changed, &new, new_key)),
                };
                if let Some((change, row, key)) = change {
                    emit(lines, change, row.cells(), counts)?;
                    changes.insert(key, change);
                }
                in_old = if order.is_le() { old.advance()? } else { in_old };
                in_new = if order.is_ge() { new.advance()? } else { in_new };
            }
            Ok(())
        })?;
        Ok(changes)
    }

    /// The same of a table of which a document has many rows: they are there or not. Gives the documents whose rows changed.
    ///
    /// # Errors
    /// As [`by_key`](Self::by_key).
    pub(super) fn by_document(&mut self, sheet: &Sheet) -> Result<BTreeSet<String>> {
        let mut touched = BTreeSet::new();
        let counts = &mut self.counts;
        let (mut old, mut new) = (Groups::open(self.old, sheet)?, Groups::open(self.new, sheet)?);
        write(self.folder, sheet, |lines| {
            while let Some(document) = [old.document(), new.document()].into_iter().flatten().min() {
                let (mut gone, mut come) = (old.take(&document)?, new.take(&document)?);
                if gone == come {
                    continue;
                }
                // Equal rows are taken off both, each once.
                gone.retain(|row| come.iter().position(|other| other == row).map(|at| come.remove(at)).is_none());
                for (change, rows) in [(Change::Removed, gone), (Change::Added, come)] {
                    rows.iter().try_for_each(|row| emit(lines, change, row.iter().map(String::as_str), counts))?;
                }
                touched.insert(document);
            }
            Ok(())
        })?;
        Ok(touched)
    }
}

/// The rows of a table, document by document.
struct Groups {
    rows: Records,
    there: bool,
}

impl Groups {
    fn open(folder: &Path, sheet: &Sheet) -> Result<Self> {
        let mut rows = Records::open(folder, sheet)?;
        let there = rows.advance()?;
        Ok(Self { rows, there })
    }

    fn document(&self) -> Option<String> {
        self.there.then(|| self.rows.text("document").to_owned())
    }

    /// The rows of that document, if they are next.
    fn take(&mut self, document: &str) -> Result<Vec<Vec<String>>> {
        let mut rows = Vec::new();
        while self.there && self.rows.text("document") == document {
            rows.push(self.rows.cells().map(str::to_owned).collect());
            self.there = self.rows.advance()?;
        }
        Ok(rows)
    }
}

/// Copies the rows that are wanted.
///
/// # Errors
/// If the table cannot be read, or the copy not be written.
pub(super) fn copy(from: &Path, to: &Path, sheet: &Sheet, wanted: &dyn Fn(&Records) -> bool) -> Result<()> {
    let mut rows = Records::open(from, sheet)?;
    stream(&to.join(sheet.file), Escape::Quote, sheet.columns.iter().map(|column| column.0), |lines| {
        while rows.advance()? {
            if wanted(&rows) {
                lines.row(|row| rows.cells().for_each(|cell| row.text(cell)))?;
            }
        }
        Ok(())
    })
}

fn write(folder: &Path, sheet: &Sheet, fill: impl FnOnce(&mut Lines<'_>) -> Result<()>) -> Result<()> {
    let path = folder.join("delta").join(sheet.file);
    stream(&path, Escape::Quote, ["change"].into_iter().chain(sheet.columns.iter().map(|column| column.0)), fill)
}

fn emit<'c>(lines: &mut Lines<'_>, change: Change, cells: impl Iterator<Item = &'c str>, counts: &mut DeltaCounts) -> Result<()> {
    let count = match change {
        Change::Added => &mut counts.added,
        Change::Changed => &mut counts.changed,
        Change::Removed => &mut counts.removed,
    };
    *count += 1;
    lines.row(|row| {
        row.text(change.as_str());
        cells.for_each(|cell| row.text(cell));
    })
}
