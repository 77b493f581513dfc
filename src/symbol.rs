//! Names that live as long as the program: labels, relation kinds, rule names. Interned once, compared
//! and ordered as the strings they are, so that no order of interning can reach an output.

use std::collections::HashSet;
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

static INTERNED: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(|| Mutex::new(HashSet::new()));

/// An interned string; as cheap to copy as a reference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(&'static str);

impl Symbol {
    /// The symbol that spells `name`. Meant for the names that resources define, not for words of texts: it is never freed.
    pub fn new(name: &str) -> Self {
        let mut interned = INTERNED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = interned.get(name) {
            return Self(known);
        }
        let kept: &'static str = Box::leak(name.into());
        interned.insert(kept);
        Self(kept)
    }

    /// The symbol of a string that is part of the program.
    pub const fn of(name: &'static str) -> Self {
        Self(name)
    }

    /// What it spells.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}
