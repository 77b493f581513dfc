//! A regular expression that is compiled when it is first needed: most of them never are in a short run.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression, compiled once, on first use.
#[derive(Debug)]
pub struct LazyRegex {
    source: String,
    compiled: OnceLock<Regex>,
}

impl LazyRegex {
    /// One that is known to compile.
    pub fn trusted(source: String) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// One that is compiled at once.
    ///
    /// # Errors
    /// If it does not compile.
    pub fn checked(source: String) -> Result<Self, regex::Error> {
        let compiled = OnceLock::from(Regex::new(&source)?);
        Ok(Self { source, compiled })
    }

    /// The regular expression.
    ///
    /// # Panics
    /// If it was trusted without reason.
    pub fn get(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.source).expect("a pattern of the program compiles, as its tests show"))
    }
}
