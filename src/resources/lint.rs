//! What is doubtful in lists: rows that compile, and yet do not do what their author meant. Each finding has a code, and
//! stands at its file and line.

mod allow;
mod letters;
mod names;

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::list::{self, Row};
use super::lists::{Lists, is_list};
use super::{Choice, Resources, embedded};
use crate::error::Result;
use crate::mention::EntryId;

pub use allow::Allowed;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $name:literal;)*) => {
        /// What a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $code,)*
        }

        impl Code {
            /// All of them, each with its name and what it means.
            pub const ALL: &'static [(Code, &'static str, &'static str)] =
                &[$((Code::$code, $name, concat!($($doc),*).trim_ascii())),*];
        }
    };
}

codes! {
    /// The list cannot be read
    Broken = "broken";
    /// A name stands twice for one thing
    Duplicate = "duplicate";
    /// The name is part of a longer one of another entry, which is found instead
    Shadowed = "shadowed";
    /// An alias is another entry's name or alias as well
    TwoOwners = "two-owners";
    /// The name is one of another label as well
    LabelClash = "label-clash";
    /// An ordinary English word that is not flagged `context`
    CommonWord = "common-word";
    /// A person by a given name alone that is not flagged `context`
    GivenName = "given-name";
    /// Characters that nobody sees
    Control = "control";
    /// Letters of two scripts in one word, or of a wrong encoding
    Confusable = "confusable";
    /// No text of the corpus has the name
    Dead = "dead";
    /// A thing that is part of itself, by its parents
    ParentCycle = "parent-cycle";
    /// A row of the list of what is allowed that allows nothing
    AllowsNothing = "allows-nothing";
}

impl Code {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(code, ..)| *code == self).map_or("", |(_, name, _)| name)
    }

    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(code, ..)| *code)
    }
}

/// Something doubtful.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The list.
    pub path: PathBuf,
    /// The line there, from 1.
    pub line: u64,
    /// What it is about.
    pub code: Code,
    /// The name at fault.
    pub name: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// How often the names of entries stand in some texts.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    /// By entry: how often a name of it stands there.
    pub found: FxHashMap<EntryId, u64>,
    /// By entry: how often inside of a longer name, and whose that was last.
    pub inside: FxHashMap<EntryId, (u64, EntryId)>,
}

/// What there is to find in the user's own lists of a choice, if it has any, else in the others.
#[derive(Debug)]
pub struct Lint {
    /// The resources, in which every owner of a name stands.
    pub resources: Arc<Resources>,
    /// The first list that is looked at.
    from: u16,
    findings: Vec<Finding>,
}

impl Lint {
    /// Reads the lists, those that can be read, and looks at their names.
    ///
    /// # Errors
    /// If the resources do not compile, the user's own lists aside: what is wrong with those is a finding.
    pub fn of(mut choice: Choice) -> Result<Self> {
        let mut findings = Vec::new();
        let own = !choice.own.is_empty();
        let mut rows = Vec::new();
        let mut scratch = Lists::default();
        choice.own.retain(|list| {
            let read = list.add_to(&mut scratch).and_then(|()| list.rows());
            match read {
                Ok(read) => rows.push((list.path().to_owned(), read)),
                Err(error) => findings.push(Finding {
                    path: error.path().map_or_else(|| list.path().to_owned(), PathBuf::from),
                    line: error.line_number().unwrap_or(1),
                    code: Code::Broken,
                    name: String::new(),
                    message: error.message().to_owned(),
                }),
            }
            findings.last().is_none_or(|finding| finding.path != list.path())
        });
        choice.own_wins = false;
        let resources = Arc::new(Resources::of(&choice)?);
        if !own {
            let files = choice.files.unwrap_or_else(embedded);
            let is_lexicon = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "lexicon");
            for file in files.iter().filter(|file| is_list(&file.path) && !is_lexicon(&file.path)) {
                let mut read = Vec::new();
                list::read(&file.path, &file.content, &mut |row| {
                    read.push(row);
                    Ok(())
                })?;
                rows.push((file.path.clone(), read));
            }
        }
        let from = if own { resources.first_own } else { 0 };
        let mut lint = Self { resources, from, findings };
        for (path, rows) in &rows {
            lint.letters(path, rows);
        }
        lint.names();
        lint.cycles(&rows);
        Ok(lint)
    }

    /// What is found, in order of files and lines.
    pub fn findings(mut self) -> Vec<Finding> {
        self.findings.sort_unstable();
        self.findings.dedup();
        self.findings
    }

    /// Adds what the use of the names in some texts tells.
    pub fn add_usage(&mut self, usage: &Usage) {
        for (number, entry) in (0u32..).zip(self.resources.entries.iter()).filter(|(_, entry)| entry.list >= self.from) {
            let id = EntryId(number);
            let found = usage.found.get(&id).copied().unwrap_or(0);
            let told = match usage.inside.get(&id) {
                _ if found == 0 => (Code::Dead, "no text of the corpus has this name".to_owned()),
                Some(&(inside, longer)) if inside == found => {
                    let (place, longer) = (self.resources.place_of(longer), &self.resources.entry(longer).name);
                    (
                        Code::Shadowed,
                        format!("wherever it stands ({found}), it is part of a longer name, as of {longer} ({place})"),
                    )
                }
                _ => continue,
            };
            self.findings.push(Finding {
                path: self.resources.lists[usize::from(entry.list)].path.clone(),
                line: u64::from(entry.line),
                code: told.0,
                name: entry.name.to_string(),
                message: told.1,
            });
        }
    }

    /// Rows whose parents lead back to them.
    fn cycles(&mut self, lists: &[(PathBuf, Vec<Row>)]) {
        let parent = |row: &'_ Row| row.more.as_ref().and_then(|more| more.parent.clone());
        let mut parents: FxHashMap<&str, String> = FxHashMap::default();
        for row in lists.iter().flat_map(|(_, rows)| rows) {
            if let (Some(id), Some(parent)) = (&row.id, parent(row)) {
                parents.entry(id).or_insert(parent);
            }
        }
        for (path, rows) in lists {
            for row in rows {
                let (Some(id), Some(mut above)) = (row.id.as_deref(), parent(row)) else { continue };
                let mut way = vec![above.clone()];
                while above != id && way.len() <= parents.len() {
                    let Some(next) = parents.get(above.as_str()) else { break };
                    above.clone_from(next);
                    way.push(above.clone());
                }
                if above == id {
                    self.findings.push(Finding {
                        path: path.clone(),
                        line: u64::from(row.line),
                        code: Code::ParentCycle,
                        name: row.name.clone(),
                        message: format!("{id} is part of itself: {id} is in {}", way.join(", which is in ")),
                    });
                }
            }
        }
    }
}
