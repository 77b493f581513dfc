//! All lists of `gazetteers/` to words, the tree of names, and their entries. The program's own lists are compiled when
//! it is built (`tools/build/`) and packed into one array of bytes; those of the user when it starts.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lexicon::{Classes, FIRST_FREE_CLASS};
use super::list::{self, ListOptions};
use super::trie::{Form, Trie, form};
use crate::error::{Error, Result};
use crate::mention::EntryId;
use crate::text::{Shape, Token, WordTraits, tokenize};
use crate::word::{WordId, Words, fold, fold_into};

/// What lists say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// The lists it is in.
    pub(crate) classes: Classes,
    /// How common it is as a given name: 0, or 1 + log2 of how many bear it.
    pub(crate) given: u8,
    /// The same as a surname.
    pub(crate) surname: u8,
}

/// A row of a list of names.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Row<'l> {
    /// Its own id; empty where it is made from label and name.
    pub(crate) id: &'l str,
    /// The name.
    pub(crate) name: &'l str,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<&'l str>,
    /// Latitude and longitude in degrees.
    pub(crate) coordinates: Option<(f64, f64)>,
    /// How likely the bare name means this.
    pub(crate) prominence: f32,
    /// The list: an index into [`Lists::sources`].
    pub(crate) list: u16,
    /// The line there.
    pub(crate) line: u32,
    /// Whether it is the state that its country code means.
    pub(crate) state: bool,
    /// When its name or role holds, and what it is part of.
    pub(crate) bounds: Option<Bounds<'l>>,
}

/// When a row's name or role begins and ceases to hold, and the id of what the thing is part of; empty where not said.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Bounds<'l> {
    pub(crate) from: &'l str,
    pub(crate) until: &'l str,
    pub(crate) parent: &'l str,
}

/// How many labels the lists of a run may have: there is a number for each part of each path, of which 1,024 fit.
const MOST_LABELS: usize = 300;

/// What is missing where nothing tells the label of a row.
const NO_LABEL: &str = "nothing says what this is: add a column `label`, name --label person, or put the list into a folder \
                        or file called person, organization, place ...";

/// A list of names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ListOf {
    /// Its path.
    pub(crate) path: String,
    /// The label of its entries.
    pub(crate) label: String,
    /// Where its rows come from.
    pub(crate) source: String,
    /// Their licence.
    pub(crate) licence: String,
}

/// Takes the rows of a list, one by one.
pub(super) type Take<'t> = &'t mut dyn FnMut(list::Row) -> Result<()>;

/// All lists, compiled.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(crate) words: Words,
    /// For each word, what the lists say.
    pub(crate) known: Vec<Known>,
    /// For each word, what it is to the tokenizer.
    pub(crate) traits: Vec<WordTraits>,
    pub(crate) trie: Trie,
    pub(crate) sources: Vec<ListOf>,
    /// The names of the classes that the program does not name itself.
    pub(crate) free_classes: Vec<String>,
    /// The word `'s` in names.
    pub(crate) clitic_s: WordId,
    /// The word `&` in names.
    pub(crate) ampersand: WordId,
    /// How many of the words, the first, are those of word lists.
    pub(crate) lexicon: u32,
    /// How many rows were unpacked: the number of the first of `rows`.
    pub(crate) first_row: u32,
    /// Those behind them, as bytes, one behind the other: a million of them are to be held.
    pub(super) rows: Vec<u8>,
    /// Where each of these ends.
    pub(super) row_ends: Vec<u32>,
    /// What [`Resources::homes`](super::Resources::homes) has of them: code or id, and the number of the row.
    pub(super) homes: Vec<(Box<str>, u32)>,
    /// The ids of these places.
    pub(super) peopled: HashSet<String>,
    pub(super) tokens: Vec<Token>,
    pub(super) cues: Vec<u8>,
    pub(super) path: Vec<WordId>,
}

/// Whether a file is a list.
pub(crate) fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv")
}

impl Lists {
    /// Compiles the lists among these files; without `names`, the word lists alone.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub(crate) fn compile(files: &[(PathBuf, &str)], names: bool) -> Result<Self> {
        let mut lists = Self::default();
        lists.clitic_s = lists.word("'s");
        lists.ampersand = lists.word("&");
        let is_lexicon = |path: &Path| path.components().any(|part| part.as_os_str() == "lexicon");
        let some = |lexicon: bool| files.iter().filter(move |(path, _)| is_list(path) && is_lexicon(path) == lexicon);
        // Abbreviations first: they decide how names are cut into words.
        for (path, content) in some(true) {
            lists.add_words(path, content)?;
        }
        lists.lexicon = lists.words.len() as u32;
        for (path, content) in some(false).filter(|_| names) {
            let options = list::options(path, content)?.0;
            let unsure = content.contains("context");
            lists.add_names(path, Some(&label_of(path)), &options, unsure, &|take| list::read(path, content, take))?;
        }
        lists.trie.finish(None);
        lists.trie.freeze();
        // Patterns bring words of their own.
        lists.words.reserve(1 << 13);
        lists.trie.freeze();
        Ok(lists)
    }

    /// The number that the next row gets.
    pub(crate) fn next_row(&self) -> EntryId {
        EntryId(self.first_row + self.row_ends.len() as u32)
    }

    /// The number of a folded word, with room for what is known of it.
    pub(crate) fn word(&mut self, folded: &str) -> WordId {
        let word = self.words.add(folded);
        self.make_room();
        word
    }

    fn make_room(&mut self) {
        if self.known.len() < self.words.len() {
            self.known.resize(self.words.len(), Known::default());
            self.traits.resize(self.words.len(), WordTraits::default());
        }
    }

    /// The class of that name, which a list must define.
    pub(crate) fn class_named(&self, name: &str) -> std::result::Result<Classes, String> {
        if let Some(&(_, class)) = Classes::NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(class);
        }
        let number = self.free_classes.iter().position(|known| known == name);
        number
            .map(|number| Classes(1 << (FIRST_FREE_CLASS + number as u32)))
            .ok_or_else(|| format!("`<{name}>` is no list in gazetteers/lexicon/"))
    }

    fn class(&mut self, name: &str) -> std::result::Result<Classes, String> {
        if let Ok(class) = self.class_named(name) {
            return Ok(class);
        }
        let bit = FIRST_FREE_CLASS + self.free_classes.len() as u32;
        if bit >= 64 {
            return Err(format!("the word list `{name}` is one too many: {} lists of your own fit", 64 - FIRST_FREE_CLASS));
        }
        self.free_classes.push(name.to_owned());
        Ok(Classes(1 << bit))
    }

    fn add_words(&mut self, path: &Path, content: &str) -> Result<()> {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let abbreviation = name == "abbreviation";
        let class =
            if abbreviation { Classes::default() } else { self.class(&name).map_err(|message| Error::new(message).at(path))? };
        let mut folded = String::new();
        list::words(path, content, |row| {
            folded.clear();
            fold_into(row.name, &mut folded);
            if folded.is_empty() || folded.contains(char::is_whitespace) {
                return Err(format!("{:?} is not one word; a word list holds one a row", row.name));
            }
            let word = self.word(&folded).0 as usize;
            let known = &mut self.known[word];
            known.classes = known.classes.or(class);
            let strength = 1 + row.count.max(1).ilog2() as u8;
            if class == Classes::GIVEN {
                known.given = known.given.max(strength);
            } else if class == Classes::SURNAME {
                known.surname = known.surname.max(strength);
            } else if abbreviation {
                self.traits[word].0 |= WordTraits::ABBREVIATION;
                if row.flags.split_whitespace().any(|flag| flag == "before-name") {
                    self.traits[word].0 |= WordTraits::BEFORE_NAME;
                }
            }
            Ok(())
        })
    }

    /// Adds the rows of a list of names, to be found after [`Trie::finish`]. A row that states no label gets `label`; `rows`
    /// hands them over, each time it is called, and `unsure` is whether any of them may need a second cue.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub(super) fn add_names(
        &mut self,
        path: &Path,
        label: Option<&str>,
        options: &ListOptions,
        unsure: bool,
        rows: &dyn Fn(Take<'_>) -> Result<()>,
    ) -> Result<()> {
        // A list of several labels is as many lists, of one path.
        let mut lists: HashMap<String, u16> = HashMap::new();
        // A short name that needs a cue has a row of its own, with the id of the row that names the thing: Ford, Ford Motor.
        let mut named: HashMap<String, Option<String>> = HashMap::new();
        if unsure {
            rows(&mut |row| {
                named.extend(row.id.filter(|_| row.options.context).map(|id| (id, None)));
                Ok(())
            })?;
        }
        if !named.is_empty() {
            rows(&mut |row| {
                if let Some(name) = row.id.as_ref().filter(|_| !row.options.context).and_then(|id| named.get_mut(id)) {
                    *name = Some(row.name);
                }
                Ok(())
            })?;
        }
        rows(&mut |row| {
            let fault = |error: Error| error.at(path).line(u64::from(row.line));
            let label = row.label().or(label).ok_or_else(|| fault(Error::new(NO_LABEL)))?;
            let list = if let Some(&list) = lists.get(label) {
                list
            } else {
                let list = self.add_list(path, label, options).map_err(fault)?;
                lists.insert(label.to_owned(), list);
                list
            };
            let entry = self.next_row();
            let state = label == "place/country" && row.country.is_some() && !row.options.part;
            let flag = |set: bool, flag: u8| if set { flag } else { 0 };
            let flags = flag(row.options.context, form::CONTEXT)
                | flag(row.options.exact, form::EXACT)
                | flag(row.options.ambiguous, form::AMBIGUOUS);
            let other = row.id.as_ref().filter(|_| row.options.context).and_then(|id| named.get(id)?.as_deref());
            let company = label.starts_with("organization/company");
            self.add_form(&row.name, entry, flags | flag(other.is_none(), form::NAME), company).map_err(fault)?;
            for alias in &row.aliases {
                self.add_form(alias, entry, flags, company).map_err(fault)?;
            }
            if let Some(country) = row.country.as_deref().filter(|_| state) {
                self.homes.push((country.into(), entry.0));
            }
            if label == "demonym" {
                self.peopled.extend(row.more.as_ref().and_then(|more| more.parent.clone()));
            } else if let Some(id) = row.id.as_ref().filter(|id| label.starts_with("place") && self.peopled.contains(*id)) {
                self.homes.push((id.as_str().into(), entry.0));
            }
            let packed = Row {
                id: row.id.as_deref().unwrap_or_default(),
                name: other.unwrap_or(&row.name),
                country: row.country.as_deref(),
                coordinates: row.coordinates,
                prominence: row.prominence,
                list,
                line: row.line,
                state,
                bounds: row.more.as_deref().and_then(bounds),
            };
            self.rows = postcard::to_extend(&packed, std::mem::take(&mut self.rows))
                .map_err(|error| fault(Error::new("cannot be kept").because(error)))?;
            let end =
                u32::try_from(self.rows.len()).map_err(|_| fault(Error::new("the lists are larger than four gigabytes")))?;
            self.row_ends.push(end);
            Ok(())
        })
    }

    /// The number of a new list of these names.
    fn add_list(&mut self, path: &Path, label: &str, options: &ListOptions) -> Result<u16> {
        let list = u16::try_from(self.sources.len()).map_err(|_| Error::new("more than 65,535 lists"))?;
        if !self.sources.iter().any(|known| known.label == label) {
            let labels: HashSet<&str> = self.sources.iter().map(|known| known.label.as_str()).collect();
            if labels.len() >= MOST_LABELS {
                return Err(Error::new(format!("`{label}` is one label too many: lists may have {MOST_LABELS}")));
            }
        }
        let path = path.to_string_lossy().into_owned();
        let (source, licence) = (options.source.clone(), options.licence.clone());
        self.sources.push(ListOf { path, label: label.to_owned(), source, licence });
        Ok(list)
    }

    /// How many words of a company's name are left without the legal form at its end, if two at least are, and they are neither like
    /// a person's nor ordinary words alone: Texas Instruments (Inc), but not Ralph Lauren (Corp) nor General Mills (Inc).
    fn without_legal_form(&self, path: &[WordId]) -> Option<usize> {
        let known = |word: &WordId| &self.known[word.0 as usize];
        let legal = path.iter().rev().take_while(|word| known(word).classes.any(Classes::LEGAL_FORM)).count();
        let bare = path.len() - legal;
        let words = path[..bare].iter().filter(|word| **word != self.clitic_s);
        if legal == 0 || bare >= 16 || words.clone().count() < 2 {
            return None;
        }
        let person = known(&path[0]).given > 0 && known(&path[bare - 1]).surname > 0;
        let ordinary = words.clone().all(|word| known(word).classes.any(Classes::COMMON));
        (!person && !ordinary).then_some(bare)
    }

    /// Puts one spelling of an entry's name into the tree; of a `company` also what it is without its legal form.
    fn add_form(&mut self, name: &str, entry: EntryId, mut flags: u8, company: bool) -> Result<()> {
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut path = std::mem::take(&mut self.path);
        tokens.clear();
        self.cues.clear();
        path.clear();
        tokenize(name, &self.words, &self.traits, &mut tokens, &mut self.cues);
        if tokens.iter().any(|token| token.is(b',')) && tokens.iter().any(|token| token.is(b'&')) {
            flags |= form::COMMAS;
        }
        let mut capitals = 0u16;
        for token in &tokens {
            let word = match token.shape {
                Shape::Mark if token.is(b'&') => self.ampersand,
                Shape::Mark => continue,
                Shape::Clitic if token.is(b's') => self.clitic_s,
                Shape::Clitic => continue,
                _ => {
                    let folded = fold(token.span().of(name));
                    let word = self.words.try_add(&folded);
                    self.make_room();
                    word.ok_or_else(|| Error::new(format!("{folded:?} cannot be told from another word: leave the row out")))?
                }
            };
            if token.is_capital() && path.len() < 16 {
                capitals |= 1 << path.len();
            }
            path.push(word);
        }
        if tokens.len() == 1 && tokens[0].shape == Shape::Upper && name.len() <= 6 {
            flags |= form::ACRONYM;
        }
        let found = !path.is_empty();
        self.trie.add(&path, Form { entry, capitals, flags });
        if let Some(bare) = self.without_legal_form(&path).filter(|_| company) {
            let form = Form { entry, capitals: capitals & ((1 << bare) - 1), flags: flags & !form::NAME };
            self.trie.add(&path[..bare], form);
        }
        (self.tokens, self.path) = (tokens, path);
        if found { Ok(()) } else { Err(Error::new(format!("{name:?} has no letters"))) }
    }
}

/// What a row says of when it holds and of what it is part of, if it does.
fn bounds(more: &list::More) -> Option<Bounds<'_>> {
    let said = |cell: &'_ Option<String>| cell.is_some();
    (said(&more.valid_from) || said(&more.valid_until) || said(&more.parent)).then(|| Bounds {
        from: more.valid_from.as_deref().unwrap_or_default(),
        until: more.valid_until.as_deref().unwrap_or_default(),
        parent: more.parent.as_deref().unwrap_or_default(),
    })
}

/// The label of a list: its path below `gazetteers/` without the ending; `demonym/demonym` is `demonym`.
/// A user's own list is labelled by its last folder and its name.
fn label_of(path: &Path) -> String {
    let bare = path.with_extension("");
    let parts: Vec<&str> = bare.iter().filter_map(std::ffi::OsStr::to_str).collect();
    let start = match parts.iter().rposition(|&part| part == "gazetteers") {
        Some(at) => at + 1,
        None => parts.len().saturating_sub(2),
    };
    match &parts[start..] {
        [folder, file] if folder == file => (*folder).to_owned(),
        below => below.join("/"),
    }
}
