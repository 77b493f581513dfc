//! `patterns/aliases/`: the words between two names that say that both are one thing's.

use serde::Deserialize;

use super::{Compiler, File, line_at, toml_file};
use crate::error::{Error, Result};
use crate::symbol::Symbol;
use crate::word::{WordId, WordMap, fold};

/// Words that stand before another name of what was named right before them: "also known as".
#[derive(Debug)]
pub struct AliasPhrase {
    /// The words, marks left out.
    pub words: Vec<WordId>,
    /// What they say of the two names, as outputs write it.
    pub reason: &'static str,
}

/// All such phrases, by their last word, the longest first.
#[derive(Debug, Default)]
pub struct AliasRules {
    by_last: WordMap<Vec<AliasPhrase>>,
}

impl AliasRules {
    /// The phrases that end with this word.
    #[inline]
    pub fn ending_with(&self, word: WordId) -> &[AliasPhrase] {
        self.by_last.get(word).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasFile {
    alias: Vec<toml::Spanned<AliasTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasTable {
    reason: String,
    phrases: Vec<String>,
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<AliasRules> {
    let mut rules = AliasRules::default();
    for file in files {
        for table in toml_file::<AliasFile>(file)?.alias {
            let line = line_at(&file.content, table.span().start);
            let AliasTable { reason, phrases } = table.into_inner();
            let reason = Symbol::new(&reason).as_str();
            for phrase in &phrases {
                let words: Vec<WordId> = phrase.split_whitespace().map(|word| compiler.word(&fold(word))).collect();
                let Some(&last) = words.last() else {
                    return Err(Error::new("a phrase has no words").at(&file.path).line(line));
                };
                rules.by_last.entry(last).push(AliasPhrase { words, reason });
            }
        }
    }
    for phrases in rules.by_last.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    Ok(rules)
}
