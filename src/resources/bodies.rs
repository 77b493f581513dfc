//! `patterns/bodies/`: nouns that stand for a body named before, by its sort.

use serde::Deserialize;

use super::inflect::with_s;
use super::{Compiler, File, line_at, toml_file};
use crate::error::{Error, Result};
use crate::label::Label;
use crate::word::{WordId, WordMap, fold};

/// What a noun can stand for.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of the noun, in any mixture")]
#[derive(Clone, Copy, Debug)]
pub struct BodySort {
    /// The branch of labels.
    pub label: Label,
    /// Or what has the noun in its name.
    pub in_name: bool,
    /// Or what ends with a legal form.
    pub legal_form: bool,
    /// Whether it stands only for what the article has described so: "the missile developer".
    pub described: bool,
    /// Whether it is of several: "the two companies".
    pub plural: bool,
}

/// The nouns, with what they can stand for.
#[derive(Debug, Default)]
pub struct BodyNouns(WordMap<Option<BodySort>>);

impl BodyNouns {
    /// What a word can stand for, if it is such a noun.
    #[inline]
    pub fn sort(&self, word: WordId) -> Option<BodySort> {
        self.0.get(word).copied().flatten()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyFile {
    body: Vec<toml::Spanned<BodyTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BodyTable {
    label: String,
    nouns: Vec<String>,
    #[serde(default)]
    in_name: bool,
    #[serde(default)]
    legal_form: bool,
    #[serde(default)]
    described: bool,
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<BodyNouns> {
    let mut found = BodyNouns::default();
    for file in files {
        for table in toml_file::<BodyFile>(file)?.body {
            let line = line_at(&file.content, table.span().start);
            let BodyTable { label, nouns, in_name, legal_form, described } = table.into_inner();
            let label = Label::new(&label);
            let one = BodySort { label, in_name, legal_form, described, plural: false };
            for noun in &nouns {
                let forms = [(fold(noun), one), (with_s(&fold(noun)), BodySort { plural: true, ..one })];
                for (form, sort) in forms {
                    let word = compiler.word(&form);
                    if found.0.entry(word).replace(sort).is_some() {
                        return Err(Error::new(format!("the noun `{form}` stands in another table, too"))
                            .at(&file.path)
                            .line(line));
                    }
                }
            }
        }
    }
    Ok(found)
}
