//! `gazetteers/` and `patterns/` to compiled, checked resources. Done once, before any article is read; a fault in a
//! list or a pattern stops the run with its file and line. What comes out is read-only and shared by all threads.

mod dates;
mod evidence;
mod folder;
mod inflect;
mod lexicon;
mod list;
mod names;
pub mod pattern;
mod relations;
mod trie;
mod zones;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::entity::{EntityId, Facts};
use crate::error::{Error, Result};
use crate::mention::{EntryId, Label};
use crate::symbol::Symbol;
use crate::text::{Cutter, Shape, Token, WordTraits, ZoneRules, tokenize};
use crate::word::{WordId, Words, fold, fold_into};

pub use dates::{
    Cues, DAYPARTS, DateOptions, DateRule, DateRules, DateWords, Example, ExampleFound, FAR as DATE_FAR, Form as DateForm, GROUP,
    MODIFIERS, Marks as DateMarks, NumericOrder, Part, REFERENCES, SEASONS, Sense, Unit, VAGUE, Which,
};
pub use evidence::{Evidence, Feature, PLACES, Weights, WordWorth};
pub use folder::from_folder;
pub use inflect::FormBits;
pub use lexicon::Classes;
pub use names::NameRules;
pub use relations::{Claim, HEAD, KindRule, NOUN_WORD, OWNER, RelationPattern, RelationRules, Slot, TAIL, TriggerForm, Voice};
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

/// A row of a gazetteer, compiled.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entity's id: the row's own, else one made from label and name.
    pub id: EntityId,
    /// Its label.
    pub label: Label,
    /// The canonical name.
    pub name: Arc<str>,
    /// Country and coordinates.
    pub facts: Option<Arc<Facts>>,
    /// How likely the bare name means this, 0 to 1.
    pub prominence: f32,
    /// The list it stands in: an index into [`Resources::lists`].
    pub list: u16,
    /// The line there.
    pub line: u32,
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
    pub entries: Vec<Entry>,
    /// The lists, in order.
    pub lists: Vec<List>,
    /// ISO country code to the entry of that state.
    pub countries: FxHashMap<Box<str>, EntryId>,
    /// What marks page furniture.
    pub zones: ZoneRules,
    /// Identifiers and other names by shape.
    pub names: NameRules,
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
    pub based: WordId,
    pub by: WordId,
    pub r#for: WordId,
    pub of: WordId,
    pub on: WordId,
    pub the: WordId,
    pub who: WordId,
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

impl Resources {
    /// Compiles the files.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn compile(files: &[File]) -> Result<Self> {
        Compiler::default().compile(files)
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
        &self.entries[entry.0 as usize]
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

#[derive(Default)]
struct Compiler {
    words: Words,
    info: Vec<WordInfo>,
    traits: Vec<WordTraits>,
    trie: Trie,
    entries: Vec<Entry>,
    lists: Vec<List>,
    countries: FxHashMap<Box<str>, EntryId>,
    free_classes: Vec<String>,
    clitic_s: WordId,
    ampersand: WordId,
    tokens: Vec<Token>,
    cues: Vec<u8>,
    path: Vec<WordId>,
}

impl Compiler {
    fn compile(mut self, files: &[File]) -> Result<Resources> {
        self.clitic_s = self.word("'s");
        self.ampersand = self.word("&");
        let lists = |lexicon: bool| {
            files.iter().filter(move |file| {
                is_list(&file.path) && file.path.components().any(|part| part.as_os_str() == "lexicon") == lexicon
            })
        };
        // Abbreviations first: they decide how names are cut into words.
        for file in lists(true) {
            self.add_words(file)?;
        }
        for file in lists(false) {
            let (options, rows) = list::read(&file.path, &file.content)?;
            self.add_names(file, options, rows)?;
        }
        let toml = |folder: &str| -> Vec<&File> {
            let inside = |file: &&File| {
                file.path.extension().is_some_and(|extension| extension == "toml")
                    && file.path.components().any(|part| part.as_os_str() == folder)
            };
            files.iter().filter(inside).collect()
        };
        let small = SmallWords {
            and: self.word("and"),
            based: self.word("based"),
            by: self.word("by"),
            r#for: self.word("for"),
            of: self.word("of"),
            on: self.word("on"),
            the: self.word("the"),
            who: self.word("who"),
        };
        let zones = zones::compile(&toml("zones"), &mut self)?;
        let names = names::compile(&toml("names"), &mut self)?;
        let dates = dates::compile(&toml("dates"), &mut self)?;
        let relations = relations::compile(&toml("relations"), &inflect::irregular(&toml("verbs"))?, &mut self)?;
        let weights = evidence::compile(&toml("evidence"), &mut self)?;
        self.trie.finish();
        // Each word sets a flag of its own.
        #[allow(clippy::iter_over_hash_type)]
        for word in relations.forms.keys() {
            self.traits[word.0 as usize].0 |= WordTraits::TRIGGER_CUE;
        }
        for (number, info) in self.info.iter_mut().enumerate() {
            info.root = self.trie.root(WordId(number as u32));
            if dates.may_begin(WordId(number as u32)) {
                self.traits[number].0 |= WordTraits::DATE_CUE;
            }
            if dates.knows(WordId(number as u32)) {
                self.traits[number].0 |= WordTraits::DATE_PART;
            }
            let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER).or(Classes::ORGANIZATION_HEAD);
            if info.classes.any(office) {
                self.traits[number].0 |= WordTraits::OFFICE;
            }
            if info.classes.any(Classes::COMMON) {
                self.traits[number].0 |= WordTraits::COMMON;
            }
        }
        Ok(Resources {
            words: self.words,
            info: self.info,
            traits: self.traits,
            trie: self.trie,
            entries: self.entries,
            lists: self.lists,
            countries: self.countries,
            zones,
            names,
            dates,
            relations,
            weights,
            clitic_s: self.clitic_s,
            ampersand: self.ampersand,
            small,
        })
    }

    /// The number of a folded word, with room for what is known of it.
    fn word(&mut self, folded: &str) -> WordId {
        let word = self.words.add(folded);
        if self.info.len() < self.words.len() {
            self.info.resize(self.words.len(), WordInfo::default());
            self.traits.resize(self.words.len(), WordTraits::default());
        }
        word
    }

    fn class(&mut self, name: &str) -> std::result::Result<Classes, String> {
        if let Some(&(_, class)) = Classes::NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(class);
        }
        let number = if let Some(number) = self.free_classes.iter().position(|known| known == name) {
            number
        } else {
            self.free_classes.push(name.to_owned());
            self.free_classes.len() - 1
        };
        let bit = lexicon::FIRST_FREE_CLASS + number as u32;
        if bit >= 64 {
            return Err(format!(
                "the word list `{name}` is one too many: {} lists of your own fit",
                64 - lexicon::FIRST_FREE_CLASS
            ));
        }
        Ok(Classes(1 << bit))
    }

    /// The class of that name, which a list must define.
    fn class_named(&self, name: &str) -> std::result::Result<Classes, String> {
        if let Some(&(_, class)) = Classes::NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(class);
        }
        let number = self.free_classes.iter().position(|known| known == name);
        number
            .map(|number| Classes(1 << (lexicon::FIRST_FREE_CLASS + number as u32)))
            .ok_or_else(|| format!("`<{name}>` is no list in gazetteers/lexicon/"))
    }

    fn add_words(&mut self, file: &File) -> Result<()> {
        let name = file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let abbreviation = name == "abbreviation";
        let class = if abbreviation {
            Classes::default()
        } else {
            self.class(&name).map_err(|message| Error::new(message).at(&file.path))?
        };
        let mut folded = String::new();
        list::words(&file.path, &file.content, |row| {
            folded.clear();
            fold_into(row.name, &mut folded);
            if folded.is_empty() || folded.contains(char::is_whitespace) {
                return Err(format!("{:?} is not one word; a word list holds one a row", row.name));
            }
            let word = self.word(&folded).0 as usize;
            self.info[word].classes = self.info[word].classes.or(class);
            let strength = 1 + row.count.max(1).ilog2() as u8;
            if class == Classes::GIVEN {
                self.info[word].given = self.info[word].given.max(strength);
            } else if class == Classes::SURNAME {
                self.info[word].surname = self.info[word].surname.max(strength);
            } else if abbreviation {
                self.traits[word].0 |= WordTraits::ABBREVIATION;
                if row.flags.split_whitespace().any(|flag| flag == "before-name") {
                    self.traits[word].0 |= WordTraits::BEFORE_NAME;
                }
            }
            Ok(())
        })
    }

    fn add_names(&mut self, file: &File, options: list::ListOptions, rows: Vec<list::Row>) -> Result<()> {
        let label = label_of(&file.path);
        let list = u16::try_from(self.lists.len()).map_err(|_| Error::new("more than 65,535 lists").at(&file.path))?;
        self.lists.push(List { path: file.path.clone(), source: options.source, licence: options.licence });
        for row in rows {
            let entry = EntryId(u32::try_from(self.entries.len()).map_err(|_| Error::new("more than 2^32 rows").at(&file.path))?);
            let id = row.id.as_deref().map_or_else(|| crate::entity::made_id(label, &row.name, ""), EntityId::new);
            let facts = (row.country.is_some() || row.coordinates.is_some())
                .then(|| Arc::new(Facts { country: row.country.as_deref().map(Into::into), coordinates: row.coordinates }));
            if label.as_str() == "place/country"
                && let Some(country) = row.country.as_deref()
                && !row.flags.iter().any(|flag| flag == "part")
            {
                self.countries.entry(country.into()).or_insert(entry);
            }
            let options = if row.context { form::CONTEXT } else { 0 } | if row.exact { form::EXACT } else { 0 };
            self.add_form(&row.name, entry, options | form::NAME).map_err(|error| error.at(&file.path).line(row.line))?;
            for alias in &row.aliases {
                self.add_form(alias, entry, options).map_err(|error| error.at(&file.path).line(row.line))?;
            }
            self.entries.push(Entry {
                id,
                label,
                name: row.name.into(),
                facts,
                prominence: row.prominence,
                list,
                line: row.line as u32,
            });
        }
        Ok(())
    }

    /// Puts one spelling of an entry's name into the tree.
    fn add_form(&mut self, name: &str, entry: EntryId, mut flags: u8) -> Result<()> {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        self.cues.clear();
        tokenize(name, &self.words, &self.traits, &mut tokens, &mut self.cues);
        self.path.clear();
        let mut capitals = 0u16;
        for token in &tokens {
            let word = match token.shape {
                Shape::Mark if token.is(b'&') => self.ampersand,
                Shape::Mark => continue,
                Shape::Clitic if token.is(b's') => self.clitic_s,
                Shape::Clitic => continue,
                _ => {
                    let folded = fold(token.span().of(name));
                    self.word(&folded)
                }
            };
            if token.is_capital() && self.path.len() < 16 {
                capitals |= 1 << self.path.len();
            }
            self.path.push(word);
        }
        if tokens.len() == 1 && tokens[0].shape == Shape::Upper && name.len() <= 6 {
            flags |= form::ACRONYM;
        }
        self.tokens = tokens;
        if self.path.is_empty() {
            return Err(Error::new(format!("{name:?} has no letters")));
        }
        let path = std::mem::take(&mut self.path);
        self.trie.add(&path, Form { entry, capitals, flags });
        self.path = path;
        Ok(())
    }
}

fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv")
}

/// The label of a list: its path below `gazetteers/` without the ending; `demonym/demonym` is `demonym`.
/// A user's own list is labelled by its last folder and its name.
fn label_of(path: &Path) -> Label {
    let bare = path.with_extension("");
    let parts: Vec<&str> = bare.iter().filter_map(std::ffi::OsStr::to_str).collect();
    let start = match parts.iter().rposition(|&part| part == "gazetteers") {
        Some(at) => at + 1,
        None => parts.len().saturating_sub(2),
    };
    match &parts[start..] {
        [folder, file] if folder == file => Label::new(folder),
        below => Label::new(&below.join("/")),
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
