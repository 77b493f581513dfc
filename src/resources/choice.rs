//! What resources are made of: our files or others, with or without their names, and lists of the user's own.

use sha2::{Digest, Sha256};

use super::{BARE, DateOptions, File, OwnList, PACKED};

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

impl Choice {
    /// What tells these resources from others, the version of the program included: where it is the same, an article says the
    /// same.
    pub fn fingerprint(&self, dates: DateOptions, corrections: &[u8]) -> [u8; 16] {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        part(env!("CARGO_PKG_VERSION").as_bytes());
        part(format!("{dates:?} {} {}", self.names, self.own_wins).as_bytes());
        if let Some(files) = &self.files {
            for file in files {
                part(file.path.as_os_str().as_encoded_bytes());
                part(file.content.as_bytes());
            }
        } else {
            part(PACKED);
            for (path, content) in BARE {
                part(path.as_bytes());
                part(content.as_bytes());
            }
        }
        for list in &self.own {
            list.parts().into_iter().for_each(&mut part);
        }
        part(corrections);
        let hash = hash.finalize();
        std::array::from_fn(|at| hash[at])
    }
}
