//! Lists of the user's own, for one run: a file or a folder of CSV, TSV, one name a line, or spaCy `EntityRuler` JSONL.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::folder::text_of;
use super::list::{self, ListOptions, Row};
use super::lists::{Lists, Take};
use super::ruler;
use crate::error::{Error, Result};

/// The folders and files that tell a label by their name: the first part of every label of the program's own lists.
const BASES: [&str; 10] =
    ["demonym", "event", "malware", "metonym", "organization", "other", "person", "place", "product", "weapon"];

/// The endings of files that are lists.
const ENDINGS: [&str; 4] = ["csv", "tsv", "txt", "jsonl"];

/// A list of the user's own.
#[derive(Clone, Debug)]
pub struct OwnList {
    path: PathBuf,
    content: String,
    /// What its rows are that say nothing of it.
    label: Option<String>,
}

impl OwnList {
    /// Reads a list, or all lists of a folder, in order of their paths. A row that states no label has `label`; if that is
    /// not given, the one that its folder or file is named by: `person/staff.csv` is `person/staff`.
    ///
    /// # Errors
    /// If a file cannot be read or is not UTF-8, a folder holds no list, or `label` is none.
    pub fn read(path: &Path, label: Option<&str>) -> Result<Vec<Self>> {
        if let Some(label) = label {
            list::check_label(label).map_err(Error::new)?;
        }
        let mut lists = Vec::new();
        if !path.is_dir() {
            if !is_list(path) {
                // A file that is not there is told so, whatever its name.
                std::fs::metadata(path).map_err(|error| Error::io(path, error))?;
                return Err(Error::new("is no list: its name ends in .csv, .tsv, .txt or .jsonl").at(path));
            }
            lists.push(Self::file(path, label, path)?);
            return Ok(lists);
        }
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(path).to_owned();
                Error::new("cannot be walked").at(&path).because(error)
            })?;
            let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
            if entry.file_type().is_file() && !hidden && is_list(entry.path()) {
                lists.push(Self::file(entry.path(), label, entry.path().strip_prefix(path).unwrap_or(path))?);
            }
        }
        if lists.is_empty() {
            return Err(Error::new("holds no list: no file in it ends in .csv, .tsv, .txt or .jsonl").at(path));
        }
        Ok(lists)
    }

    /// A file, found at `below` the folder that was named.
    fn file(path: &Path, label: Option<&str>, below: &Path) -> Result<Self> {
        let label = match label {
            Some(label) => Some(label.to_owned()),
            None => label_of(path, below).map_err(|message| Error::new(message).at(path))?,
        };
        Ok(Self { path: path.to_owned(), content: text_of(path)?, label })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All that it says: where it lies, what it holds, its label.
    pub(super) fn parts(&self) -> [&[u8]; 3] {
        [self.path.as_os_str().as_encoded_bytes(), self.content.as_bytes(), self.label.as_deref().unwrap_or_default().as_bytes()]
    }

    /// Its rows.
    pub(super) fn rows(&self) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(&mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Its rows, one by one.
    fn each(&self, take: Take<'_>) -> Result<()> {
        match self.ending() {
            "txt" => names(&self.path, &self.content, take),
            "jsonl" => ruler::rows(&self.path, &self.content)?.into_iter().try_for_each(take),
            _ => list::read(&self.path, &self.content, take),
        }
    }

    fn ending(&self) -> &str {
        self.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
    }

    /// Adds it to the lists.
    pub(super) fn add_to(&self, lists: &mut Lists) -> Result<()> {
        let options = if self.ending() == "jsonl" { ListOptions::default() } else { list::options(&self.path, &self.content)?.0 };
        let unsure = self.content.contains("context");
        lists.add_names(&self.path, self.label.as_deref(), &options, unsure, &|take| self.each(take))
    }
}

fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|&known| known == ending))
}

/// The label that a path tells: from the first part below the named folder that is a base label, else from the last such
/// part of the whole path on.
fn label_of(path: &Path, below: &Path) -> std::result::Result<Option<String>, String> {
    let parts =
        |path: &Path| -> Vec<String> { path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect() };
    let is_base = |part: &String| BASES.contains(&part.as_str());
    let (whole, below) = (parts(path), parts(below));
    let found = match below.iter().position(is_base) {
        Some(at) if below.len() < whole.len() => &below[at..],
        _ => match whole.iter().rposition(is_base) {
            Some(at) => &whole[at..],
            None => return Ok(None),
        },
    };
    let label = match found {
        [folder, file] if folder == file => folder.clone(),
        parts => parts.join("/").to_ascii_lowercase().replace([' ', '_', '.'], "-"),
    };
    list::check_label(&label).map(|()| Some(label))
}

/// Reads a list of one name a line; empty lines, and those that begin with `# `, are passed over.
fn names(path: &Path, content: &str, take: Take<'_>) -> Result<()> {
    let (options, head, head_lines) = list::options(path, content)?;
    for (line, name) in (head_lines as u32 + 1..).zip(content[head..].lines()) {
        let name = name.trim();
        if name.is_empty() || name == "#" || name.starts_with("# ") {
            continue;
        }
        list::check_cell(name).map_err(|message| Error::new(message).at(path).line(u64::from(line)))?;
        take(Row::of_name(name, line, &options))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_labels() {
        let told = |path: &str, folder: &str| {
            label_of(Path::new(path), Path::new(path).strip_prefix(folder).unwrap_or(Path::new(path))).expect("legal")
        };
        for (path, folder, label) in [
            ("person.csv", "", Some("person")),
            ("lists/organization.csv", "lists", Some("organization")),
            ("lists/person/staff.csv", "lists", Some("person/staff")),
            ("lists/person/staff.csv", "lists/person", Some("person/staff")),
            ("place/lists/person/Our Staff.csv", "", Some("person/our-staff")),
            ("lists/organization/place.csv", "lists", Some("organization/place")),
            ("lists/weapon/weapon.txt", "lists", Some("weapon")),
            ("lists/staff.csv", "lists", None),
            ("staff.csv", "", None),
        ] {
            assert_eq!(told(path, folder).as_deref(), label, "{path} of {folder}");
        }
        assert!(label_of(Path::new("person/été.csv"), Path::new("person/été.csv")).is_err());
    }

    #[test]
    fn a_name_a_line() {
        let list = |name: &str, content: &str| OwnList { path: name.into(), content: content.to_owned(), label: None };
        let rows = list("person.txt", "#: source = \"us\"\n# people\n\nJane Roe\r\n  Ama Boateng  \n#MeToo\n").rows();
        let rows = rows.expect("names");
        let read: Vec<(u32, &str)> = rows.iter().map(|row| (row.line, row.name.as_str())).collect();
        assert_eq!(read, [(4, "Jane Roe"), (5, "Ama Boateng"), (6, "#MeToo")]);
        let error = list("person.txt", "Jane\nAma\tBoateng\n").rows().expect_err("a tab");
        assert_eq!((error.line_number(), error.to_string().contains("control character")), (Some(2), true));
    }
}
