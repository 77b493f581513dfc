//! A file of `patterns/relations/` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Voice;

#[allow(clippy::struct_excessive_bools)] // each is a key of its own
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationFile {
    pub(super) kind: String,
    pub(super) inverse: Option<String>,
    #[serde(default)]
    pub(super) symmetric: bool,
    #[serde(default)]
    pub(super) single: bool,
    #[serde(default)]
    pub(super) aside: bool,
    #[serde(default)]
    pub(super) reflexive: bool,
    #[serde(default)]
    pub(super) alike: bool,
    #[serde(default)]
    pub(super) same_country: bool,
    #[serde(default)]
    pub(super) timeless: bool,
    #[serde(default)]
    pub(super) of_country: bool,
    pub(super) head: Vec<String>,
    pub(super) tail: Vec<String>,
    #[serde(default)]
    pub(super) mappings: BTreeMap<String, String>,
    pub(super) triggers: BTreeMap<String, Lemmas>,
    pub(super) pattern: Vec<toml::Spanned<PatternTable>>,
    #[serde(default)]
    pub(super) examples: Vec<toml::Spanned<Example>>,
    pub(super) counterexamples: Vec<toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lemmas {
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// Marks that count as triggers right behind a name: `,` and `'s`.
    #[serde(default)]
    pub(super) marks: Vec<String>,
    /// The trigger has no width: it stands where two names touch.
    #[serde(default)]
    pub(super) touching: bool,
    /// Lists of gazetteers/lexicon/ all of whose words are triggers.
    #[serde(default)]
    pub(super) classes: Vec<String>,
}

#[allow(clippy::struct_excessive_bools)] // each is a key of its own
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternTable {
    pub(super) name: String,
    pub(super) pattern: String,
    #[serde(default)]
    pub(super) voice: Voice,
    pub(super) head: Option<Vec<String>>,
    pub(super) tail: Option<Vec<String>>,
    #[serde(default = "yes")]
    pub(super) distributes: bool,
    #[serde(default)]
    pub(super) presupposed: bool,
    #[serde(default)]
    pub(super) begins: bool,
    #[serde(default)]
    pub(super) lasting: bool,
    #[serde(default)]
    pub(super) same_country: bool,
    pub(super) modality: Option<String>,
    pub(super) score: Option<f32>,
    pub(super) examples: Vec<toml::Spanned<Example>>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) head: String,
    pub(super) tail: String,
    pub(super) polarity: Option<String>,
    pub(super) modality: Option<String>,
}
