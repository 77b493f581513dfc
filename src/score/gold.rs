//! Files that people annotated -> texts with their marks.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::labels::LabelMap;
use super::marks::Marks;
use super::{brat, conll, jsonl, webanno};
use crate::date::Date;
use crate::document::Document;
use crate::error::{Error, Result};

/// A text, and what people marked in it.
#[derive(Clone, Debug)]
pub struct Gold {
    /// The text, with its id and date.
    pub document: Document,
    /// What is marked.
    pub marks: Marks,
    /// The file it comes from.
    pub path: PathBuf,
    /// Where in that file it begins, if the file holds several.
    pub line: Option<u64>,
    /// Whether the id is the file's own, and not made of its name.
    pub has_own_id: bool,
}

impl Gold {
    /// The error, said of this text.
    pub(super) fn place(&self, error: Error) -> Error {
        let error = error.at(&self.path);
        match self.line {
            Some(line) => error.line(line),
            None => error,
        }
    }
}

/// How gold is read.
#[derive(Clone, Debug, Default)]
pub struct GoldOptions {
    /// The format of all files, if their suffixes are not to tell.
    pub format: Option<&'static GoldFormat>,
    /// What labels count as.
    pub labels: LabelMap,
    /// The layer of `WebAnno` that holds the marks, if it has no usual name.
    pub layer: Option<String>,
    /// The date of texts that state none.
    pub date: Option<Date>,
}

/// A form that annotated texts come in.
pub struct GoldFormat {
    /// Its name, as `--gold-format` takes it.
    pub name: &'static str,
    /// The suffixes of its files, lower case, without the dot.
    pub suffixes: &'static [&'static str],
    /// One line of help.
    pub about: &'static str,
    /// Reads a file of it.
    pub(super) read: fn(&Path, &GoldOptions) -> Result<Vec<Gold>>,
}

/// Every format, in the order the help lists them.
pub static GOLD_FORMATS: &[&GoldFormat] = &[&jsonl::JSONL, &brat::BRAT, &conll::CONLL, &webanno::WEBANNO];

impl GoldFormat {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<&'static Self> {
        GOLD_FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The format that the name of a file tells, packed or not.
    fn of(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
        let (_, suffix) = name.rsplit_once('.')?;
        GOLD_FORMATS.iter().copied().find(|format| format.suffixes.contains(&suffix))
    }
}

impl fmt::Debug for GoldFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Reads files, folders of them, or standard input (`-`), in order; folders are walked in the order of names.
///
/// # Errors
/// The first fault, with its file and line: a score over a part of the gold is none.
pub fn read_gold(inputs: &[PathBuf], options: &GoldOptions) -> Result<Vec<Gold>> {
    let mut golds = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let before = golds.len();
            for (path, format) in files_below(input, options)? {
                golds.extend((format.read)(&path, options)?);
            }
            if golds.len() == before {
                let suffixes: Vec<String> =
                    GOLD_FORMATS.iter().flat_map(|format| format.suffixes).map(|suffix| format!(".{suffix}")).collect();
                let message = format!("no gold in this folder: no file ends in {}; name the format", suffixes.join(", "));
                return Err(Error::new(format!("{message} with --gold-format")).at(input));
            }
        } else {
            golds.extend((format_of(input, options)?.read)(input, options)?);
        }
    }
    for gold in &mut golds {
        gold.document.published = gold.document.published.or(options.date);
    }
    if golds.is_empty() {
        return Err(Error::new("no text in the gold: nothing to score"));
    }
    has_unique_ids(&golds)?;
    Ok(golds)
}

/// The format of a file that was named.
fn format_of(path: &Path, options: &GoldOptions) -> Result<&'static GoldFormat> {
    let is_text = path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("txt"));
    let told = match options.format {
        Some(format) => Some(format),
        None if path.as_os_str() == "-" => Some(&jsonl::JSONL),
        None if is_text && path.with_extension("ann").exists() => Some(&brat::BRAT),
        None => GoldFormat::of(path),
    };
    told.ok_or_else(|| {
        let names: Vec<&str> = GOLD_FORMATS.iter().map(|format| format.name).collect();
        let found = if path.exists() { "its name tells no format of gold" } else { "no such file or folder" };
        Error::new(format!("{found}: name it with --gold-format ({})", names.join(", "))).at(path)
    })
}

/// The files of a folder that hold gold, in the order of their names.
fn files_below(folder: &Path, options: &GoldOptions) -> Result<Vec<(PathBuf, &'static GoldFormat)>> {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for entry in WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
    {
        let entry = entry.map_err(|error| Error::new(format!("cannot be walked: {error}")).at(folder))?;
        let path = entry.path();
        let told = GoldFormat::of(path);
        let format = match options.format {
            // The text beside an annotation is read with it.
            Some(format) if std::ptr::eq(format, &raw const brat::BRAT) => told.filter(|told| std::ptr::eq(*told, format)),
            Some(format) => Some(format).filter(|_| !entry.file_name().eq_ignore_ascii_case("README.md")),
            None => told,
        };
        if let Some(format) = format.filter(|_| entry.file_type().is_file()) {
            files.push((path.to_owned(), format));
        }
    }
    Ok(files)
}

fn has_unique_ids(golds: &[Gold]) -> Result<()> {
    let mut seen: BTreeMap<&str, &Gold> = BTreeMap::new();
    for gold in golds {
        let id = gold.document.id.as_str();
        if let Some(first) = seen.insert(id, gold) {
            let line = first.line.map_or_else(String::new, |line| format!(":{line}"));
            let message = format!("the id `{id}` is taken already, in {}{line}: each text needs its own", first.path.display());
            return Err(gold.place(Error::new(message)));
        }
    }
    Ok(())
}

/// The id of a text whose file gives it none: the file's path, as the user gave it.
pub(super) fn id_of(path: &Path) -> String {
    path.display().to_string()
}
