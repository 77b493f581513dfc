//! All or nothing: a run writes its files in a folder of its own inside the output folder, and puts them in place
//! when all are whole.
//!
//! The output folder may hold files of the user's. None is ever replaced or removed: only what the manifest of the
//! run before lists is. Each file is renamed into place, so a reader sees the old one or the new one. While files
//! are being put in place the manifest lists those of both runs and says that it is not complete; if the machine
//! stops then, the next run still knows which files are its own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::id::hex_of;
use super::manifest::{Manifest, OutputFile};
use crate::error::{Error, Result};

const PREFIX: &str = ".newsgraph-partial-";
const SCRATCH: &str = ".scratch";

/// Where the files of a run are written before they are put in place. Dropped without [`commit`](Self::commit) it
/// leaves the output folder as it was.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: PathBuf,
    previous: Vec<OutputFile>,
    /// The formats whose files of the run before go, if those of the others stay.
    rewritten: Option<Vec<&'static str>>,
    made_output: bool,
}

impl Staging {
    /// Prepares to write `files` (paths relative to the output folder, `/` between folders) into `output`, which is made
    /// if need be. What a crashed run left there is removed.
    ///
    /// # Errors
    /// If `output` is a file or cannot be written, if another run is writing there, if its manifest is not this
    /// program's or of a newer format, or if one of `files` is there already and no manifest lists it.
    pub fn open<'f>(output: &Path, files: impl IntoIterator<Item = &'f str>) -> Result<Self> {
        let made_output = !output.exists();
        if !made_output && !output.is_dir() {
            return Err(Error::new("is a file, and the output needs a folder: choose another").at(output));
        }
        let unwritable = |error: io::Error| {
            Error::new(format!("the output folder cannot be written ({error}): choose another")).at(output).because(error)
        };
        fs::create_dir_all(output).map_err(unwritable)?;
        let previous = Manifest::read(output)?.map_or_else(Vec::new, |manifest| manifest.files().to_vec());
        let files: Vec<&str> = files.into_iter().collect();
        refuse_strangers(output, &previous, files.iter().copied())?;
        remove_leftovers(output)?;
        let folder = output.join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir(&folder).map_err(unwritable)?;
        let staging = Self { output: output.to_owned(), folder, previous, rewritten: None, made_output };
        // Each format finds the folder of its files.
        let folders: BTreeSet<PathBuf> =
            files.iter().filter_map(|file| Some(staging.folder.join(Path::new(file).parent()?))).collect();
        for folder in folders {
            fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
        }
        Ok(staging)
    }

    /// The same, where of the run before only those files go that lie in the folders of these formats.
    #[must_use]
    pub fn rewriting(mut self, formats: impl IntoIterator<Item = &'static str>) -> Self {
        self.rewritten = Some(formats.into_iter().collect());
        self
    }

    /// The folder to write into, by the names the files are to have in the output folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A folder for what only helps to write the files; it goes before they are put in place.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn scratch(&self) -> Result<PathBuf> {
        let scratch = self.folder.join(SCRATCH);
        fs::create_dir_all(&scratch).map_err(|error| Error::io(&scratch, error))?;
        Ok(scratch)
    }

    /// Puts every file of the folder in place, removes those of the run before that this one did not write, and writes
    /// `manifest.json` last. Gives what that says.
    ///
    /// # Errors
    /// If a file cannot be read back, synced or put in place, or if a file of the user's stands in its place.
    pub fn commit(self) -> Result<Manifest> {
        let scratch = self.folder.join(SCRATCH);
        if scratch.exists() {
            fs::remove_dir_all(&scratch).map_err(|error| Error::io(&scratch, error))?;
        }
        let names = staged(&self.folder)?;
        refuse_strangers(&self.output, &self.previous, names.iter().map(String::as_str))?;
        let files: Vec<OutputFile> = names.par_iter().map(|name| synced(&self.folder, name)).collect::<Result<_>>()?;
        let others: Vec<OutputFile> = self.previous.iter().filter(|file| !names.contains(&file.name)).cloned().collect();
        let both: Vec<OutputFile> = files.iter().chain(&others).cloned().collect();
        let folder = |name: &str| name.split_once('/').map(|(folder, _)| folder.to_owned());
        let stays = |file: &OutputFile| {
            let rewritten = self.rewritten.as_ref();
            rewritten.is_some_and(|formats| !formats.iter().any(|format| folder(&file.name).as_deref() == Some(format)))
        };
        let (kept, stale): (Vec<_>, Vec<_>) = others.into_iter().partition(stays);
        self.place_manifest(&Manifest::new(both, false))?;
        for name in &names {
            self.place(name)?;
        }
        for file in &stale {
            self.remove_stale(&file.name)?;
        }
        sync_folders(&self.output, &names);
        let manifest = Manifest::new(files.into_iter().chain(kept).collect(), true);
        self.place_manifest(&manifest)?;
        sync_folders(&self.output, &BTreeSet::new());
        Ok(manifest)
    }

    fn place(&self, name: &str) -> Result<()> {
        let target = self.output.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        }
        fs::rename(self.folder.join(name), &target).map_err(|error| Error::io(&target, error))
    }

    fn place_manifest(&self, manifest: &Manifest) -> Result<()> {
        let path = self.folder.join(Manifest::NAME);
        let write = || -> io::Result<()> {
            let mut file = File::create(&path)?;
            file.write_all(&manifest.to_json())?;
            file.sync_all()
        };
        write().map_err(|error| Error::io(&path, error))?;
        self.place(Manifest::NAME)
    }

    fn remove_stale(&self, name: &str) -> Result<()> {
        let path = self.output.join(name);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io(&path, error)),
        }
        // The folder of a format that was not asked for this time goes with its last file; one that holds more stays.
        for parent in Path::new(name).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
            if fs::remove_dir(self.output.join(parent)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure; the next run removes what stays.
        let _ = fs::remove_dir_all(&self.folder);
        if self.made_output {
            // Fails, as it should, where anything was put in place.
            let _ = fs::remove_dir(&self.output);
        }
    }
}

/// Stops a run that would replace a file which no run of this program wrote.
fn refuse_strangers<'f>(output: &Path, previous: &[OutputFile], files: impl IntoIterator<Item = &'f str>) -> Result<()> {
    for name in files {
        let target = output.join(name);
        if target.symlink_metadata().is_ok() && !previous.iter().any(|file| file.name == name) {
            let message = "is there already and no earlier run wrote it: move it away, or choose another output folder";
            return Err(Error::new(message).at(&target));
        }
    }
    Ok(())
}

/// Removes the staging folders of runs that ended before their time.
fn remove_leftovers(output: &Path) -> Result<()> {
    let at = |error| Error::io(output, error);
    for entry in fs::read_dir(output).map_err(at)? {
        let entry = entry.map_err(at)?;
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse::<u32>().ok()) else { continue };
        if is_running(process) {
            let message =
                format!("another run (process {process}) is writing here: wait for it, or choose another output folder");
            return Err(Error::new(message).at(output));
        }
        fs::remove_dir_all(entry.path()).map_err(|error| Error::io(&entry.path(), error))?;
    }
    Ok(())
}

/// Whether `process` is another run of this program. Our own number on a folder we did not make is that of a run before us:
/// in a container every run is process 1. Only Linux can tell; elsewhere a folder is taken for a leftover.
fn is_running(process: u32) -> bool {
    let program = |of: &str| fs::read(format!("/proc/{of}/comm")).ok();
    process != std::process::id() && program(&process.to_string()).is_some_and(|name| Some(name) == program("self"))
}

/// The names of the files written, relative and in order.
fn staged(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| Error::new("the files written cannot be listed").at(folder).because(error))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        let parts = parts.ok_or_else(|| Error::new("an output file needs a name in UTF-8").at(entry.path()))?;
        names.insert(parts.join("/"));
    }
    Ok(names)
}

/// What the manifest says of a file, once its bytes are on the disk.
fn synced(folder: &Path, name: &str) -> Result<OutputFile> {
    let path = folder.join(name);
    File::open(&path).and_then(|file| file.sync_all()).map_err(|error| Error::io(&path, error))?;
    described(folder, name)
}

/// What the manifest says of a file.
///
/// # Errors
/// If the file cannot be read.
pub(super) fn described(folder: &Path, name: &str) -> Result<OutputFile> {
    let path = folder.join(name);
    let read = || -> io::Result<OutputFile> {
        let mut file = File::open(&path)?;
        let (mut hash, mut bytes, mut lines) = (Sha256::new(), 0, 0);
        let mut buffer = vec![0; 1 << 18];
        loop {
            let part = match file.read(&mut buffer)? {
                0 => break,
                length => &buffer[..length],
            };
            hash.update(part);
            bytes += part.len() as u64;
            #[allow(clippy::naive_bytecount)] // the compiler makes vector code of it
            let ends = part.iter().filter(|&&byte| byte == b'\n').count();
            lines += ends as u64;
        }
        // No cell holds a line's end, so lines are rows and a header.
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        let sha256 = hex_of(hash);
        Ok(OutputFile { name: name.to_owned(), bytes, rows: is_table.then(|| lines - u64::from(lines > 0)), sha256 })
    };
    read().map_err(|error| Error::io(&path, error))
}

/// Makes the renames last through a loss of power, where the system lets a folder be synced; Windows does not and needs no such thing.
fn sync_folders(output: &Path, names: &BTreeSet<String>) {
    let below = names.iter().filter_map(|name| output.join(name).parent().map(Path::to_owned));
    let folders: BTreeSet<PathBuf> = below.chain([output.to_owned()]).collect();
    for folder in folders {
        let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    }
}
