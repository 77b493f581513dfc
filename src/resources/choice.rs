//! What resources are made of: our files or others, with or without their names, and lists of the user's own.

use super::{File, OwnList};

/// What resources are made of.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The files to compile, instead of those that are part of the program.
    pub files: Option<Vec<File>>,
    /// Whether their names are left in; word lists always are.
    pub names: bool,
    /// The user's own lists.
    pub own: Vec<OwnList>,
    /// Whether a name of the user's takes the place of ours of the same spelling. A row that needs context or is flagged
    /// `ambiguous` never does.
    pub own_wins: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { files: None, names: true, own: Vec::new(), own_wins: true }
    }
}
