//! The one error of the library: what went wrong, in which file, on which line, and the way out.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, and where.
pub struct Error(Box<Inner>);

struct Inner {
    path: Option<PathBuf>,
    line: Option<u64>,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of everything that can fail here.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Inner { path: None, line: None, message: message.into(), source: None }))
    }

    /// An error of the operating system about `path`, worded for the person who named that path.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let message = match source.kind() {
            Kind::NotFound => "no such file or folder".to_owned(),
            Kind::PermissionDenied => "may not be read or written: permission denied".to_owned(),
            Kind::StorageFull => "the disk is full".to_owned(),
            _ => source.to_string(),
        };
        Self::new(message).at(path).because(source)
    }

    /// The same error, said of `path` (kept if a path is already known).
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.0.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// The same error, said of a line of that path; lines count from 1.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.0.line.get_or_insert(line);
        self
    }

    /// The same error with its cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The file or folder it is about.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The line it is about, from 1.
    pub fn line_number(&self) -> Option<u64> {
        self.0.line
    }

    /// What went wrong, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}:", path.display())?;
            if let Some(line) = self.0.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        if let Some(source) = &self.0.source {
            write!(f, " (cause: {source})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
