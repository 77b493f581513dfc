//! All lists of `gazetteers/` to words, the tree of names, and their entries. The program's own lists are compiled when
//! it is built (`tools/build/`) and packed into one array of bytes; those of the user when it starts.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lexicon::{Classes, FIRST_FREE_CLASS};
use super::list;
use super::trie::{Form, Trie, form};
use crate::error::{Error, Result};
use crate::mention::EntryId;
use crate::text::{Shape, Token, WordTraits, tokenize};
use crate::word::{WordId, Words, fold, fold_into, slug};

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
    /// Its own id, or one made from label and name.
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
}

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

/// An owned [`Row`].
#[derive(Clone, Debug)]
struct OwnRow {
    id: String,
    row: list::Row,
    list: u16,
    state: bool,
}

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
    rows: Vec<OwnRow>,
    tokens: Vec<Token>,
    cues: Vec<u8>,
    path: Vec<WordId>,
}

/// The form in which compiled lists are kept.
#[derive(Serialize, Deserialize)]
struct Packed<'l> {
    spellings: &'l str,
    ends: Vec<u32>,
    classes: Vec<u64>,
    #[serde(with = "bytes")]
    given: &'l [u8],
    #[serde(with = "bytes")]
    surname: &'l [u8],
    #[serde(with = "bytes")]
    traits: &'l [u8],
    edges: Vec<(u32, u32)>,
    form_ends: Vec<u32>,
    forms: Vec<(u32, u16, u8)>,
    lists: Vec<ListOf>,
    free_classes: Vec<String>,
    special: (u32, u32),
    #[serde(borrow)]
    rows: Vec<Row<'l>>,
}

/// Slices of bytes, as one piece.
mod bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)] // the form that serde asks for
    pub(super) fn serialize<S: Serializer>(bytes: &&[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de [u8], D::Error> {
        <&'de [u8]>::deserialize(deserializer)
    }
}

/// Whether a file is a list.
pub(crate) fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv")
}

impl Lists {
    /// Compiles the lists among these files.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub(crate) fn compile(files: &[(PathBuf, &str)]) -> Result<Self> {
        let mut lists = Self::default();
        lists.clitic_s = lists.word("'s");
        lists.ampersand = lists.word("&");
        let is_lexicon = |path: &Path| path.components().any(|part| part.as_os_str() == "lexicon");
        let some = |lexicon: bool| files.iter().filter(move |(path, _)| is_list(path) && is_lexicon(path) == lexicon);
        // Abbreviations first: they decide how names are cut into words.
        for (path, content) in some(true) {
            lists.add_words(path, content)?;
        }
        for (path, content) in some(false) {
            lists.add_names(path, content)?;
        }
        lists.trie.finish();
        Ok(lists)
    }

    /// The rows, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|own| Row {
            id: &own.id,
            name: &own.row.name,
            country: own.row.country.as_deref(),
            coordinates: own.row.coordinates,
            prominence: own.row.prominence,
            list: own.list,
            line: own.row.line as u32,
            state: own.state,
        })
    }

    /// The number of a folded word, with room for what is known of it.
    pub(crate) fn word(&mut self, folded: &str) -> WordId {
        let word = self.words.add(folded);
        if self.known.len() < self.words.len() {
            self.known.resize(self.words.len(), Known::default());
            self.traits.resize(self.words.len(), WordTraits::default());
        }
        word
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

    fn add_names(&mut self, path: &Path, content: &str) -> Result<()> {
        let (options, rows) = list::read(path, content)?;
        let label = label_of(path);
        let base = label.split('/').next().unwrap_or(&label).to_owned();
        let list = u16::try_from(self.sources.len()).map_err(|_| Error::new("more than 65,535 lists").at(path))?;
        // A short name that needs a cue has a row of its own, with the id of the row that names the thing: Ford, Ford Motor.
        let of_id = |row: &list::Row| row.id.clone().map(|id| (id, row.name.clone()));
        let named: HashMap<String, String> = rows.iter().filter(|row| !row.context).filter_map(of_id).collect();
        for mut row in rows {
            let entry = EntryId(u32::try_from(self.rows.len()).map_err(|_| Error::new("more than 2^32 rows").at(path))?);
            let id = row.id.clone().unwrap_or_else(|| slug(&base, &row.name, ""));
            let options = if row.context { form::CONTEXT } else { 0 } | if row.exact { form::EXACT } else { 0 };
            let line = row.line;
            let fault = |error: Error| error.at(path).line(line);
            let other = row.id.as_ref().and_then(|id| named.get(id)).filter(|_| row.context);
            self.add_form(&row.name, entry, options | if other.is_some() { 0 } else { form::NAME }).map_err(fault)?;
            for alias in &row.aliases {
                self.add_form(alias, entry, options).map_err(fault)?;
            }
            if let Some(name) = other {
                row.name.clone_from(name);
            }
            let state = label == "place/country" && row.country.is_some() && !row.flags.iter().any(|flag| flag == "part");
            self.rows.push(OwnRow { id, row, list, state });
        }
        let path = path.to_string_lossy().into_owned();
        self.sources.push(ListOf { path, label, source: options.source, licence: options.licence });
        Ok(())
    }

    /// Puts one spelling of an entry's name into the tree.
    fn add_form(&mut self, name: &str, entry: EntryId, mut flags: u8) -> Result<()> {
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut path = std::mem::take(&mut self.path);
        tokens.clear();
        self.cues.clear();
        path.clear();
        tokenize(name, &self.words, &self.traits, &mut tokens, &mut self.cues);
        let mut capitals = 0u16;
        for token in &tokens {
            let word = match token.shape {
                Shape::Mark if token.is(b'&') => self.ampersand,
                Shape::Mark => continue,
                Shape::Clitic if token.is(b's') => self.clitic_s,
                Shape::Clitic => continue,
                _ => self.word(&fold(token.span().of(name))),
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
        (self.tokens, self.path) = (tokens, path);
        if found { Ok(()) } else { Err(Error::new(format!("{name:?} has no letters"))) }
    }

    /// The lists as bytes.
    ///
    /// # Errors
    /// If they cannot be written so, which would be a fault of this program.
    #[allow(dead_code)] // the build packs the lists
    pub(crate) fn pack(&self) -> std::result::Result<Vec<u8>, postcard::Error> {
        let column = |of: fn(&Known) -> u8| -> Vec<u8> { self.known.iter().map(of).collect() };
        let (given, surname) = (column(|known| known.given), column(|known| known.surname));
        let traits: Vec<u8> = self.traits.iter().map(|traits| traits.0).collect();
        let (spellings, ends) = self.words.spellings();
        let (edges, form_ends, forms) = self.trie.parts();
        postcard::to_allocvec(&Packed {
            spellings,
            ends: ends.to_vec(),
            classes: self.known.iter().map(|known| known.classes.0).collect(),
            given: &given,
            surname: &surname,
            traits: &traits,
            edges: edges.to_vec(),
            form_ends: form_ends.to_vec(),
            forms: forms.iter().map(|form| (form.entry.0, form.capitals, form.flags)).collect(),
            lists: self.sources.clone(),
            free_classes: self.free_classes.clone(),
            special: (self.clitic_s.0, self.ampersand.0),
            rows: self.rows().collect(),
        })
    }

    /// The lists that [`Lists::pack`] packed, and their rows.
    ///
    /// # Errors
    /// If these are no packed lists.
    pub(crate) fn unpack(packed: &[u8]) -> std::result::Result<(Self, Vec<Row<'_>>), postcard::Error> {
        let packed: Packed<'_> = postcard::from_bytes(packed)?;
        let known = packed.classes.iter().zip(packed.given).zip(packed.surname);
        let lists = Self {
            known: known.map(|((&classes, &given), &surname)| Known { classes: Classes(classes), given, surname }).collect(),
            traits: packed.traits.iter().map(|&traits| WordTraits(traits)).collect(),
            words: Words::of_spellings(packed.spellings.to_owned(), packed.ends),
            trie: Trie::of_parts(
                packed.edges,
                packed.form_ends,
                packed
                    .forms
                    .into_iter()
                    .map(|(entry, capitals, flags)| Form { entry: EntryId(entry), capitals, flags })
                    .collect(),
            ),
            sources: packed.lists,
            free_classes: packed.free_classes,
            clitic_s: WordId(packed.special.0),
            ampersand: WordId(packed.special.1),
            ..Self::default()
        };
        Ok((lists, packed.rows))
    }
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
