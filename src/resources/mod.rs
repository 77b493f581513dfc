//! `gazetteers/` and `patterns/` to compiled, checked resources. Done once, before any article is read; a fault in a
//! list or a pattern stops the run with its file and line. What comes out is read-only and shared by all threads.

mod aliases;
mod automaton;
mod bodies;
mod choice;
mod dates;
mod evidence;
mod find;
mod folder;
mod inflect;
mod lexicon;
pub mod lint;
mod list;
mod lists;
mod names;
mod own;
mod packed;
pub mod pattern;
mod program;
mod relations;
mod rows;
mod ruler;
mod trie;
mod zones;

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::mention::EntryId;
use crate::symbol::Symbol;
use crate::text::{Cutter, Shape, Token, WordTraits, ZoneRules};
use crate::word::{WordId, Words};
use lists::Lists;
use packed::PackedRows;
use rows::Rows;

pub use aliases::{AliasPhrase, AliasRules};
pub(crate) use automaton::Walker;
pub use bodies::{BodyNouns, BodySort};
pub use choice::Choice;
pub use dates::{
    Cues, DAYPARTS, DateOptions, DateRule, DateRules, DateWords, Example as DateExample, ExampleFound, FEAST, Feast,
    Form as DateForm, GROUP, LASTING, MODIFIERS, NumericOrder, Part, REFERENCES, SEASONS, Sense, Unit, VAGUE, Which,
};
pub use evidence::{Evidence, Feature, PLACES, Weights, WordWorth};
pub use folder::from_folder;
pub use inflect::FormBits;
pub use lexicon::Classes;
pub use names::{NameRule, NameRules};
pub use own::OwnList;
pub use relations::{
    ANY_NAME, ANY_PLACE, COPULA, Claim, END, HEAD, KindRule, NOUN_WORD, Needs, OWNER, RelationPattern, RelationRules, START,
    Sight, Slot, TAIL, TriggerForm, TriggerForms, Voice,
};
pub use rows::{Bounds, Entries, Entry};
pub use trie::{Form, Trie, form};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file of resources: its path, and what is in it.
#[derive(Clone, Debug)]
pub struct File {
    /// The path, relative to the project or as the user gave it: `gazetteers/place/city.csv`.
    pub path: PathBuf,
    /// Its content.
    pub content: std::borrow::Cow<'static, str>,
}

/// A gazetteer file.
#[derive(Clone, Debug)]
pub struct List {
    /// Its path.
    pub path: PathBuf,
    /// Where its rows come from.
    pub source: String,
    /// Their licence.
    pub licence: String,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordInfo {
    /// The lists it is in.
    pub classes: Classes,
    /// The node of the names that begin with it; 0 for none.
    pub root: u32,
    /// How common it is as a given name: 0, or 1 + log2 of how many bear it.
    pub given: u8,
    /// The same as a surname.
    pub surname: u8,
    /// What it is worth as evidence: a row of [`Weights::words`], 0 for none.
    pub worth: u16,
}

impl WordInfo {
    /// Whether it is an ordinary word, and as a name of persons rare or none.
    #[inline]
    pub fn is_ordinary(self) -> bool {
        self.classes.any(Classes::COMMON) && self.given < 6 && self.surname < 6
    }
}

/// Everything compiled.
#[derive(Debug)]
pub struct Resources {
    /// The known words.
    pub words: Words,
    /// What is known of each.
    pub info: Vec<WordInfo>,
    /// What each is to the tokenizer.
    pub traits: Vec<WordTraits>,
    /// The names.
    pub trie: Trie,
    /// Their owners.
    pub entries: Entries,
    /// The lists, in order: the user's own last. A list of several labels stands here once for each.
    pub lists: Vec<List>,
    /// The number of the first list of the user's own.
    pub first_own: u16,
    /// The places that words for a people or a seat of government point to, by ISO country code, or by id where they are no state.
    pub homes: FxHashMap<Box<str>, EntryId>,
    /// What marks page furniture.
    pub zones: ZoneRules,
    /// Identifiers and other names by shape.
    pub names: NameRules,
    /// Nouns that stand for a body named before.
    pub bodies: BodyNouns,
    /// What tells that two names are one thing's.
    pub aliases: AliasRules,
    /// Time expressions.
    pub dates: DateRules,
    /// Relations.
    pub relations: RelationRules,
    /// What evidence is worth.
    pub weights: Weights,
    /// The word `'s` in names.
    pub clitic_s: WordId,
    /// The word `&` in names.
    pub ampersand: WordId,
    /// Words that the program itself asks for.
    pub small: SmallWords,
}

/// Words that the program itself asks for.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)] // each is its own spelling
pub struct SmallWords {
    pub and: WordId,
    pub at: WordId,
    pub based: WordId,
    pub by: WordId,
    pub r#for: WordId,
    pub r#in: WordId,
    pub of: WordId,
    pub on: WordId,
    pub regime: WordId,
    pub the: WordId,
    pub who: WordId,
    pub with: WordId,
}

impl SmallWords {
    /// Whether it is one that joins the capitals of a body's name: of, on, for, and, the.
    #[inline]
    pub fn joins(&self, word: WordId) -> bool {
        [self.of, self.on, self.r#for, self.and, self.the].contains(&word)
    }
}

/// The resources that are part of the program.
pub fn embedded() -> Vec<File> {
    FILES.iter().map(|&(path, content)| File { path: path.into(), content: content.into() }).collect()
}

/// The patterns among them, without their examples.
fn patterns() -> Vec<File> {
    BARE.iter().map(|&(path, content)| File { path: path.into(), content: content.into() }).collect()
}

impl Resources {
    /// Compiles the files.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn compile(files: &[File]) -> Result<Self> {
        Self::of(&Choice { files: Some(files.to_vec()), ..Choice::default() })
    }

    /// The resources that are part of the program.
    ///
    /// # Errors
    /// If a built-in pattern is faulty, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        Self::of(&Choice::default())
    }

    /// The resources chosen. The program's own lists were compiled when it was built, and its patterns are known to be
    /// sound, so that their examples are left to the tests and their regular expressions to when they are needed; the
    /// user's lists are added to the compiled ones.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn of(choice: &Choice) -> Result<Self> {
        let (mut lists, packed) = if let Some(files) = &choice.files {
            let lists: Vec<(PathBuf, &str)> = files.iter().map(|file| (file.path.clone(), file.content.as_ref())).collect();
            (Lists::compile(&lists, choice.names)?, PackedRows::default())
        } else {
            Lists::unpack(PACKED, choice.names)
                .map_err(|error| Error::new("the built-in lists cannot be unpacked").because(error))?
        };
        let own = (lists.next_row(), lists.sources.len() as u16);
        for list in &choice.own {
            list.add_to(&mut lists)?;
        }
        if !choice.own.is_empty() {
            lists.trie.finish(choice.own_wins.then_some(own.0));
            lists.trie.settle();
        }
        let mut rows = Rows::of(&mut lists, packed);
        rows.join(own.0);
        let trusted = choice.files.is_none();
        let compiler = Compiler { lists, worth: FxHashMap::default(), trusted };
        match &choice.files {
            Some(files) => compiler.compile(rows, own.1, files),
            None => compiler.compile(rows, own.1, &patterns()),
        }
    }

    /// What the text stage needs.
    pub fn cutter(&self) -> Cutter<'_> {
        Cutter { words: &self.words, traits: &self.traits, zones: &self.zones }
    }

    /// What is known of a word.
    #[inline]
    pub fn info(&self, word: WordId) -> WordInfo {
        self.info[word.0 as usize]
    }

    /// The classes of a token's word.
    #[inline]
    pub fn classes(&self, token: &Token) -> Classes {
        self.info[token.word.0 as usize].classes
    }

    /// The entry of that number.
    pub fn entry(&self, entry: EntryId) -> &Entry {
        self.entries.get(entry)
    }

    /// Whether an entry is of a list of the user's own.
    #[inline]
    pub fn is_own(&self, entry: &Entry) -> bool {
        entry.list >= self.first_own
    }

    /// Where an entry stands: `gazetteers/place/city.csv:41`.
    pub fn place_of(&self, entry: EntryId) -> String {
        let entry = self.entry(entry);
        format!("{}:{}", self.lists[entry.list as usize].path.display(), entry.line)
    }

    /// The word a token is in the tree of names; hyphens and the like are none, and are passed over there.
    #[inline]
    pub fn name_word(&self, token: &Token) -> Option<WordId> {
        match token.shape {
            Shape::Mark if token.is(b'&') => Some(self.ampersand),
            Shape::Mark => None,
            Shape::Clitic if token.is(b's') => Some(self.clitic_s),
            Shape::Clitic => None,
            _ => Some(token.word),
        }
    }
}

/// What patterns are compiled against: the lists, and whether patterns are known to be sound.
struct Compiler {
    lists: Lists,
    /// The words that are evidence: a row of [`Weights::words`] each.
    worth: FxHashMap<WordId, u16>,
    /// Examples need not be tried, nor regular expressions compiled before they are needed.
    trusted: bool,
}

impl Compiler {
    fn compile(mut self, rows: Rows, first_own: u16, files: &[File]) -> Result<Resources> {
        let toml = |folder: &str| -> Vec<&File> {
            let inside = |file: &&File| {
                file.path.extension().is_some_and(|extension| extension == "toml")
                    && file.path.components().any(|part| part.as_os_str() == folder)
            };
            files.iter().filter(inside).collect()
        };
        let small = SmallWords {
            and: self.word("and"),
            at: self.word("at"),
            based: self.word("based"),
            by: self.word("by"),
            r#for: self.word("for"),
            r#in: self.word("in"),
            of: self.word("of"),
            on: self.word("on"),
            regime: self.word("regime"),
            the: self.word("the"),
            who: self.word("who"),
            with: self.word("with"),
        };
        let zones = zones::compile(&toml("zones"), &mut self)?;
        let names = names::compile(&toml("names"), &mut self)?;
        let bodies = bodies::compile(&toml("bodies"), &mut self)?;
        let aliases = aliases::compile(&toml("aliases"), &mut self)?;
        let dates = dates::compile(&toml("dates"), &mut self)?;
        let relations = relations::compile(&toml("relations"), &inflect::irregular(&toml("verbs"))?, &mut self)?;
        let weights = evidence::compile(&toml("evidence"), &mut self)?;
        let Lists { mut words, known, mut traits, trie, sources, clitic_s, ampersand, .. } = self.lists;
        for (word, _) in relations.forms.iter() {
            traits[word.0 as usize].0 |= WordTraits::TRIGGER_CUE;
        }
        let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER).or(Classes::ORGANIZATION_HEAD);
        let mut info = Vec::with_capacity(known.len());
        for ((number, known), traits) in (0..).zip(&known).zip(&mut traits) {
            let word = WordId(number);
            let bit = |set: bool, bit: u8| if set { bit } else { 0 };
            traits.0 |= bit(dates.alphabet.may_begin(word), WordTraits::DATE_CUE)
                | bit(dates.alphabet.knows(word), WordTraits::DATE_PART)
                | bit(known.classes.any(office), WordTraits::OFFICE)
                | bit(known.classes.any(Classes::COMMON), WordTraits::COMMON);
            let worth = self.worth.get(&word).copied().unwrap_or(0);
            info.push(WordInfo { classes: known.classes, root: 0, given: known.given, surname: known.surname, worth });
        }
        words.mark(|word| traits[word.0 as usize].cues(), |word| traits[word.0 as usize].any(WordTraits::ABBREVIATION));
        for (word, node) in trie.roots() {
            info[word.0 as usize].root = node;
        }
        let lists = sources.into_iter().map(|list| List { path: list.path.into(), source: list.source, licence: list.licence });
        Ok(Resources {
            words,
            info,
            traits,
            trie,
            entries: rows.entries,
            lists: lists.collect(),
            first_own,
            homes: rows.homes,
            zones,
            names,
            bodies,
            aliases,
            dates,
            relations,
            weights,
            clitic_s,
            ampersand,
            small,
        })
    }

    /// The number of a folded word, with room for what is known of it.
    fn word(&mut self, folded: &str) -> WordId {
        self.lists.word(folded)
    }

    /// The class of that name, which a list must define.
    fn class_named(&self, name: &str) -> std::result::Result<Classes, String> {
        self.lists.class_named(name)
    }
}

/// The line of a byte offset, from 1.
fn line_at(content: &str, offset: usize) -> u64 {
    content[..offset.min(content.len())].matches('\n').count() as u64 + 1
}

/// Reads a TOML file into a value.
fn toml_file<T: serde::de::DeserializeOwned>(file: &File) -> Result<T> {
    toml::from_str(&file.content).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(&file.content, span.start));
        Error::new(error.message().to_owned()).at(&file.path).line(line)
    })
}

/// The name of a rule as it stands in `found_by`: folder, then its own name.
fn rule_name(folder: &str, name: &str) -> Symbol {
    Symbol::new(&format!("{folder}/{name}"))
}
