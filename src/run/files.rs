//! What became of each file, for a report that programs read.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Messages;
use crate::error::Error;

/// What became of a source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FileStatus {
    /// Its path, or `-` for standard input.
    pub path: PathBuf,
    /// `read`, `partly` if something in it was skipped, `skipped` if nothing was read.
    pub status: &'static str,
    /// Bytes read, unpacked.
    pub bytes: u64,
    /// Articles in it.
    pub documents: u64,
    /// Articles of which each came before, word for word.
    pub unchanged: u64,
    /// Articles that came twice in this run.
    pub duplicates: u64,
    /// What could not be read.
    pub skipped: u64,
    /// What its reader should know.
    pub warnings: u64,
    /// The first things that could not be read or should be known.
    pub messages: Vec<String>,
}

/// The sources of a run, in the order in which they are read; empty unless they were asked for.
#[derive(Debug, Default)]
pub struct Files {
    asked: bool,
    list: Vec<FileStatus>,
}

impl Files {
    /// How many messages are kept of a file.
    const KEPT: usize = 3;

    /// Files that are noted if they are asked for.
    pub(super) fn asked(asked: bool) -> Self {
        Self { asked, list: Vec::new() }
    }

    /// The sources.
    pub fn list(&self) -> &[FileStatus] {
        &self.list
    }

    /// Notes something of a source; of one source all comes together.
    pub(super) fn note(&mut self, path: &Path, note: impl FnOnce(&mut FileStatus)) {
        if !self.asked {
            return;
        }
        if self.list.last().is_none_or(|last| last.path != path) {
            self.list.push(FileStatus { path: path.to_owned(), ..FileStatus::default() });
        }
        let Some(file) = self.list.last_mut() else { return };
        note(file);
        file.status = match (file.documents, file.skipped) {
            (_, 0) => "read",
            (0, _) => "skipped",
            _ => "partly",
        };
    }

    /// Notes that something could not be read, or should be known, beside the run's other messages of that sort.
    pub(super) fn tell(&mut self, error: Error, is_lost: bool, messages: &mut Messages) {
        self.note(error.path().unwrap_or(Path::new("-")), |file| {
            *(if is_lost { &mut file.skipped } else { &mut file.warnings }) += 1;
            if file.messages.len() < Self::KEPT {
                file.messages.push(error.to_string());
            }
        });
        messages.push(error);
    }
}
