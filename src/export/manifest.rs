//! `manifest.json`: what a run wrote, so that the next one knows which files of the output folder are its own.

use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The form of the manifest and of the files it lists; raised when a reader of the old form would misread the new.
const FORMAT: u32 = 1;
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// What a run wrote. It holds no time and nothing of the machine: equal runs write equal manifests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    program: String,
    version: String,
    complete: bool,
    files: Vec<OutputFile>,
}

/// A file of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Its path relative to the output folder, with `/` between folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows, header not counted, if it is a table.
    pub rows: Option<u64>,
    /// The hash of its bytes, in lower-case hex.
    pub sha256: String,
}

impl Manifest {
    /// The manifest's own name.
    pub const NAME: &str = "manifest.json";

    /// The manifest of this program for `files`, in the order of their names; not `complete` while they are being put in place.
    pub(super) fn new(mut files: Vec<OutputFile>, complete: bool) -> Self {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Self { format: FORMAT, program: PROGRAM.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), complete, files }
    }

    /// The files, in the order of their names.
    pub fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// Whether the run that wrote it came to its end.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Reads the manifest of the output folder `output`; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, is not this program's, is of a newer format, or names a file outside of the folder.
    pub fn read(output: &Path) -> Result<Option<Self>> {
        let path = output.join(Self::NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::io(&path, error)),
        };
        parsed(&bytes).map(Some).map_err(|error| error.at(&path))
    }

    /// As it is written.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("strings and numbers have a JSON form");
        json.push(b'\n');
        json
    }
}

/// What every format of the manifest has.
#[derive(Deserialize)]
struct Head {
    format: u32,
    program: String,
}

fn parsed(bytes: &[u8]) -> Result<Manifest> {
    let head = serde_json::from_slice::<Head>(bytes).ok().filter(|head| head.program == PROGRAM);
    let Some(head) = head else {
        return Err(Error::new(format!("is not the manifest of a {PROGRAM} run: choose another output folder, or move it away")));
    };
    if head.format > FORMAT {
        let newer = head.format;
        return Err(Error::new(format!(
            "was written by a newer {PROGRAM} (format {newer}, this one writes {FORMAT}): update {PROGRAM}, or choose another output folder"
        )));
    }
    let manifest: Manifest =
        serde_json::from_slice(bytes).map_err(|error| Error::new("is damaged: choose another output folder").because(error))?;
    // A name that leads elsewhere would have the next run remove a stranger's file.
    let stays = |name: &str| !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if let Some(file) = manifest.files.iter().find(|file| !stays(&file.name)) {
        return Err(Error::new(format!("is damaged: it lists {:?}, which lies outside of its folder", file.name)));
    }
    Ok(manifest)
}
