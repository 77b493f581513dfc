//! Paths as the user gave them -> the files to read, in an order that no machine changes.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{FORMATS, Format, Options, Skipped};
use crate::error::Error;

/// One file, or standard input.
#[derive(Clone, Debug)]
pub struct Source {
    path: Option<PathBuf>,
    name: PathBuf,
    format: Option<&'static Format>,
}

impl Source {
    /// Standard input; `format` where it is known, else its first bytes tell.
    pub fn stdin(format: Option<&'static Format>) -> Self {
        Self { path: None, name: PathBuf::from("(standard input)"), format }
    }

    /// A file of that format.
    pub fn file(path: &Path, format: &'static Format) -> Self {
        Self { path: Some(path.to_owned()), name: path.to_owned(), format: Some(format) }
    }

    /// The file to open; none for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// How messages name it: the path as the user gave it.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Its format, where the suffix or the user tells.
    pub fn format(&self) -> Option<&'static Format> {
        self.format
    }

    /// The file name without folder and suffixes: `a/wire.jsonl.gz` is `wire`.
    pub fn stem(&self) -> &str {
        let Some(file) = self.path.as_deref().and_then(Path::file_name).and_then(|name| name.to_str()) else {
            return "stdin";
        };
        let bare = without_packing(file);
        bare.rsplit_once('.').map_or(bare, |(stem, _)| if stem.is_empty() { bare } else { stem })
    }
}

/// The sources that `paths` name, in order: a file, a folder (walked in the order of its file names; hidden files, files of no
/// known suffix and `README.md`, which is about the folder, are passed over), or `-` for standard input. What cannot be opened or walked comes as [`Skipped`] in its place.
pub fn sources<'p>(paths: &'p [PathBuf], options: &'p Options) -> impl Iterator<Item = Result<Source, Skipped>> + 'p {
    paths.iter().flat_map(move |path| -> Box<dyn Iterator<Item = _> + 'p> {
        if path.as_os_str() == "-" {
            return Box::new(std::iter::once(Ok(Source::stdin(options.input_format))));
        }
        match path.metadata() {
            Ok(found) if found.is_dir() => Box::new(walked(path, options)),
            Ok(_) => Box::new(std::iter::once(named(path, options))),
            Err(error) => Box::new(std::iter::once(Err(Skipped::one(Error::io(path, error))))),
        }
    })
}

/// A file the user named outright: a suffix that says nothing is an error, for he meant it to be read.
fn named(path: &Path, options: &Options) -> Result<Source, Skipped> {
    format_of(path).or(options.input_format).map(|format| Source::file(path, format)).ok_or_else(|| {
        let known: Vec<_> = FORMATS.iter().flat_map(|format| format.suffixes).map(|suffix| format!(".{suffix}")).collect();
        let message = format!(
            "its suffix tells no format (known: {}, each also with .gz or .zst); say what it is with --input-format",
            known.join(" ")
        );
        Skipped::one(Error::new(message).at(path))
    })
}

fn walked<'p>(folder: &'p Path, options: &'p Options) -> impl Iterator<Item = Result<Source, Skipped>> + 'p {
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(move |entry| !hidden(entry)).filter_map(
        move |entry| match entry {
            Ok(entry) if entry.file_type().is_file() && !is_readme(entry.path()) => {
                let format = format_of(entry.path()).or(options.input_format)?;
                Some(Ok(Source::file(entry.path(), format)))
            }
            Ok(_) => None,
            Err(error) => Some(Err(unwalkable(folder, error))),
        },
    )
}

fn unwalkable(folder: &Path, error: walkdir::Error) -> Skipped {
    let path = error.path().unwrap_or(folder).to_owned();
    let error = match error.loop_ancestor().map(Path::to_owned) {
        Some(ancestor) => {
            Error::new(format!("a link back to {}: a folder within itself is read once", ancestor.display())).at(&path)
        }
        None => match error.into_io_error() {
            Some(cause) => Error::io(&path, cause),
            None => Error::new("cannot be walked").at(&path),
        },
    };
    Skipped { error, documents: 0 }
}

fn is_readme(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("README.md"))
}

fn format_of(path: &Path) -> Option<&'static Format> {
    let file = path.file_name()?.to_str()?;
    Format::from_suffix(without_packing(file).rsplit_once('.')?.1)
}

fn without_packing(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((bare, suffix)) if suffix.eq_ignore_ascii_case("gz") || suffix.eq_ignore_ascii_case("zst") => bare,
        _ => file,
    }
}
