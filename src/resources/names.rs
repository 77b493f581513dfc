//! `patterns/names/`: identifiers and names that have a shape of their own, as regular expressions.
//! Each is tried only at a token that begins with one of its words or with a sort of token it names.

use serde::Deserialize;

use super::{Compiler, File, rule_name, toml_file};
use crate::error::{Error, Result};
use crate::label::Label;
use crate::lazy::LazyRegex;
use crate::symbol::Symbol;
use crate::text::Shape;
use crate::word::{WordId, WordMap, fold};

/// One pattern.
#[derive(Debug)]
pub struct NameRule {
    /// `names/cve`.
    pub name: Symbol,
    /// What it finds.
    pub label: Label,
    /// Anchored at the first byte of a token.
    pub pattern: LazyRegex,
    /// How sure it is, 0 to 1.
    pub score: f32,
    /// Whether the value is the match in capitals.
    pub upper: bool,
    /// What it is worth beside a name's evidence.
    pub worth: f32,
}

/// All patterns, by what a match can begin with.
#[derive(Debug, Default)]
pub struct NameRules {
    /// The patterns.
    pub rules: Vec<NameRule>,
    /// By first word.
    pub(crate) by_word: WordMap<Vec<u16>>,
    /// Those that begin with a number.
    pub at_number: Vec<u16>,
    /// Those that begin with an e-mail address or URL.
    pub at_address: Vec<u16>,
    /// Those that begin with a word in capitals or with digits in it that no list knows.
    pub at_code: Vec<u16>,
}

impl NameRules {
    /// The patterns to try at a token of this shape and word.
    pub fn at(&self, shape: Shape, word: WordId) -> &[u16] {
        match shape {
            Shape::Number => &self.at_number,
            Shape::Address => &self.at_address,
            Shape::Upper | Shape::Mixed if !word.is_known() => &self.at_code,
            _ => self.by_word.get(word).map_or(&[], Vec::as_slice),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    name: Vec<toml::Spanned<NameTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameTable {
    name: String,
    label: String,
    starts: Vec<String>,
    pattern: String,
    #[serde(default = "sure")]
    score: f32,
    #[serde(default)]
    upper: bool,
    #[serde(default = "certain")]
    worth: f32,
    examples: Vec<Found>,
    counterexamples: Vec<String>,
}

/// An example: a text and what is found in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    text: String,
    span: String,
}

const fn sure() -> f32 {
    0.95
}

const fn certain() -> f32 {
    8.0
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<NameRules> {
    let mut rules = NameRules::default();
    for file in files {
        for table in toml_file::<NameFile>(file)?.name {
            let line = super::line_at(&file.content, table.span().start);
            let rule = table.into_inner();
            let name = rule.name.clone();
            add(&rule, compiler, &mut rules)
                .map_err(|message| Error::new(format!("name `{name}`: {message}")).at(&file.path).line(line))?;
        }
    }
    Ok(rules)
}

fn add(table: &NameTable, compiler: &mut Compiler, rules: &mut NameRules) -> std::result::Result<(), String> {
    let source = format!("^(?:{})", table.pattern);
    let pattern = if compiler.trusted {
        LazyRegex::trusted(source)
    } else {
        LazyRegex::checked(source).map_err(|error| format!("the pattern does not compile: {error}"))?
    };
    if !compiler.trusted && (table.examples.is_empty() || table.counterexamples.is_empty()) {
        return Err("`examples` and `counterexamples` may not be empty".to_owned());
    }
    // At word starts, as the tagger tries it.
    let found = |text: &str| -> Option<String> {
        let starts = text.char_indices().filter(|&(at, c)| !c.is_whitespace() && !text[..at].ends_with(char::is_alphanumeric));
        starts.map(|(at, _)| &text[at..]).find_map(|rest| pattern.get().find(rest).map(|found| found.as_str().to_owned()))
    };
    for example in table.examples.iter().filter(|_| !compiler.trusted) {
        if found(&example.text).as_deref() != Some(&example.span) {
            return Err(format!("its example gives {:?}, not {:?}", found(&example.text), example.span));
        }
    }
    if !compiler.trusted
        && let Some(example) = table.counterexamples.iter().find(|example| found(example).is_some())
    {
        return Err(format!("its counterexample fits: {example:?}"));
    }
    let number = u16::try_from(rules.rules.len()).map_err(|_| "more than 65,535 name patterns")?;
    for start in &table.starts {
        match start.as_str() {
            "<number>" => rules.at_number.push(number),
            "<address>" => rules.at_address.push(number),
            "<code>" => rules.at_code.push(number),
            word => {
                let word = compiler.word(&fold(word));
                {
                    let known = rules.by_word.entry(word);
                    if known.last() != Some(&number) {
                        known.push(number);
                    }
                };
            }
        }
    }
    let label = Label::new(&table.label);
    let name = rule_name("names", &table.name);
    let (score, upper, worth) = (table.score, table.upper, table.worth);
    rules.rules.push(NameRule { name, label, pattern, score, upper, worth });
    Ok(())
}
