//! CSV under the rules of its target: the common core, ids that are one of their space, ends that exist, and cells of the
//! type that the header or the target gives them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use rustc_hash::FxHashSet;

use crate::date::Date;
use crate::error::{Error, Result};
use crate::export::cell::Escape;

/// What a target asks of one table.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) struct Rule {
    /// The file.
    pub(in crate::export) file: &'static str,
    /// How its cells are escaped.
    pub(in crate::export) escape: Escape,
    /// The column whose cells are ids, and the space in which each comes once.
    pub(in crate::export) id: Option<(&'static str, &'static str)>,
    /// The columns that name ids of a space.
    pub(in crate::export) ends: &'static [(&'static str, &'static str)],
    /// The columns that together come once, where the target would merge rows.
    pub(in crate::export) once: &'static [&'static str],
    /// Whether a cell that is not empty fits its column.
    pub(in crate::export) fits: fn(column: &str, cell: &str) -> bool,
}

impl Rule {
    /// A table without ids or ends, in any form.
    pub(in crate::export) const fn of(file: &'static str, escape: Escape) -> Self {
        Self { file, escape, id: None, ends: &[], once: &[], fits: |_, _| true }
    }
}

/// Reads tables under their rules, nodes before edges. Gives how many rows each has.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn tables<const N: usize>(folder: &Path, rules: [Rule; N]) -> Result<[u64; N]> {
    let mut spaces: BTreeMap<&str, FxHashSet<String>> = BTreeMap::new();
    let mut counts = [0; N];
    for (count, rule) in counts.iter_mut().zip(rules) {
        *count = table(folder, &rule, &mut spaces)?;
    }
    Ok(counts)
}

fn table(folder: &Path, rule: &Rule, spaces: &mut BTreeMap<&'static str, FxHashSet<String>>) -> Result<u64> {
    let path = folder.join(rule.file);
    let mut lines = BufReader::with_capacity(1 << 18, File::open(&path).map_err(|error| Error::io(&path, error))?);
    let mut line = String::new();
    let (mut header, mut number, mut seen): (Vec<String>, u64, FxHashSet<String>) = (Vec::new(), 0, FxHashSet::default());
    loop {
        line.clear();
        number += 1;
        let at = |message: &str| Error::new(message).at(&path).line(number);
        let read = lines.read_line(&mut line).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => at("is not UTF-8"),
            _ => Error::io(&path, error).line(number),
        })?;
        if read == 0 {
            break;
        }
        let Some(row) = line.strip_suffix('\n') else { return Err(at("the last line is cut off")) };
        if row.contains(|c: char| c.is_control()) {
            return Err(at("holds a control character"));
        }
        let cells = cells(row, rule.escape).ok_or_else(|| at("a quote is not closed, or not doubled"))?;
        if number == 1 {
            let mut names = FxHashSet::default();
            if !cells.iter().all(|name| !name.is_empty() && names.insert(name.to_lowercase())) {
                return Err(at("a column has no name, or two have one"));
            }
            header = cells;
            continue;
        }
        if cells.len() != header.len() {
            return Err(at(&format!("has {} cells where its header has {}", cells.len(), header.len())));
        }
        for (name, cell) in header.iter().zip(&cells) {
            if cell.trim() != cell {
                return Err(at(&format!("a blank at the end of the cell under {name}")));
            }
            if !cell.is_empty() && !(rule.fits)(name, cell) {
                return Err(at(&format!("{cell:?} does not fit under {name}")));
            }
        }
        let cell = |name: &str| -> Result<&str> {
            let place = header.iter().position(|column| column == name);
            place.map(|place| cells[place].as_str()).ok_or_else(|| at(&format!("there is no column {name}")))
        };
        if let Some((column, space)) = rule.id {
            let id = cell(column)?;
            if id.is_empty() || !spaces.entry(space).or_default().insert(id.to_owned()) {
                return Err(at(&format!("the id `{id}` is empty or comes twice")));
            }
        }
        for (column, space) in rule.ends {
            let end = cell(column)?;
            if !spaces.get(space).is_some_and(|ids| ids.contains(end)) {
                return Err(at(&format!("there is no node `{end}`")));
            }
        }
        if !rule.once.is_empty() {
            let key = rule.once.iter().map(|name| cell(name)).collect::<Result<Vec<_>>>()?.join("\n");
            if !seen.insert(key) {
                return Err(at("comes twice"));
            }
        }
    }
    match number {
        1 => Err(Error::new("has no header").at(&path)),
        lines => Ok(lines - 2),
    }
}

/// The cells of a row, which is a line.
fn cells(row: &str, escape: Escape) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut chars = row.chars().peekable();
    let (mut quoted, mut closed) = (false, false);
    while let Some(c) = chars.next() {
        let cell = cells.last_mut()?;
        match c {
            '\\' if quoted && escape == Escape::Backslash => cell.push(chars.next()?),
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => (quoted, closed) = (false, true),
            '"' if cell.is_empty() && !closed => quoted = true,
            ',' if !quoted => {
                cells.push(String::new());
                closed = false;
            }
            // Nothing may follow a closing quote, and a quote may not stand inside of a cell without quotes.
            '"' => return None,
            _ if closed => return None,
            c => cell.push(c),
        }
    }
    (!quoted).then_some(cells)
}

/// Whether a cell has the type that a header of Neo4j's bulk import states.
pub(in crate::export) fn fits_typed_header(header: &str, cell: &str) -> bool {
    let is_name =
        |name: &str, fits: fn(char) -> bool| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(fits);
    match header.split_once(':').map_or("", |(_, sort)| sort) {
        "date" => Date::parse(cell).and_then(Date::day).is_some(),
        "long" => cell.parse::<i64>().is_ok(),
        "double" => cell.parse::<f64>().is_ok_and(f64::is_finite),
        "boolean" => matches!(cell, "true" | "false"),
        "string[]" => cell.split('|').all(|part| !part.is_empty()),
        "LABEL" => cell.split('|').all(|label| is_name(label, |c| c.is_ascii_alphanumeric() || c == '_')),
        "TYPE" => is_name(cell, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'),
        sort if sort.starts_with("point") => {
            cell.starts_with("{latitude:") && cell.contains(", longitude:") && cell.ends_with('}')
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_split_as_their_target_splits_them() {
        let split = |row, escape| cells(row, escape).map(|cells| cells.join("_"));
        assert_eq!(split("a,\"b, \"\"c\"\"\",", Escape::Quote).as_deref(), Some("a_b, \"c\"_"));
        assert_eq!(split(r#""a\\",b"#, Escape::Backslash).as_deref(), Some(r"a\_b"));
        for row in ["\"a", "a\"b", "\"a\"b"] {
            assert_eq!(split(row, Escape::Quote), None, "{row}");
        }
        assert_eq!(split(r#""a\""#, Escape::Backslash), None, "a backslash at the end takes the quote with it");
    }
}
