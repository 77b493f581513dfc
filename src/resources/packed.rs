//! The program's own lists as one array of bytes: written when the program is built (`tools/build/pack.rs`), read when
//! it starts.

use serde::{Deserialize, Serialize};

use super::lexicon::Classes;
use super::lists::{Known, ListOf, Lists, Row};
use super::trie::{Form, Trie};
use crate::mention::EntryId;
use crate::text::WordTraits;
use crate::word::{WordId, Words};

/// The form in which compiled lists are kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Packed<'l> {
    pub(crate) spellings: &'l str,
    pub(crate) ends: Vec<u32>,
    /// How many of the words, the first, are those of word lists.
    pub(crate) lexicon: u32,
    pub(crate) classes: Vec<u64>,
    #[serde(with = "bytes")]
    pub(crate) given: &'l [u8],
    #[serde(with = "bytes")]
    pub(crate) surname: &'l [u8],
    #[serde(with = "bytes")]
    pub(crate) traits: &'l [u8],
    pub(crate) edges: Vec<(u32, u32)>,
    pub(crate) form_ends: Vec<u32>,
    pub(crate) forms: Vec<(u32, u16, u8)>,
    pub(crate) lists: Vec<ListOf>,
    pub(crate) free_classes: Vec<String>,
    pub(crate) special: (u32, u32),
    #[serde(borrow)]
    pub(crate) rows: Vec<Row<'l>>,
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

impl Lists {
    /// The lists that are packed, and their rows; without `names`, the word lists alone.
    ///
    /// # Errors
    /// If these are no packed lists.
    pub(crate) fn unpack(packed: &[u8], names: bool) -> Result<(Self, Vec<Row<'_>>), postcard::Error> {
        let mut packed: Packed<'_> = postcard::from_bytes(packed)?;
        let mut trie = Trie::default();
        if names {
            let form = |(entry, capitals, flags)| Form { entry: EntryId(entry), capitals, flags };
            trie = Trie::of_parts(packed.edges, packed.form_ends, packed.forms.into_iter().map(form).collect());
        } else {
            // The words of word lists are the first, so that what remains is as if no name had been compiled.
            packed.ends.truncate(packed.lexicon as usize);
            packed.spellings = &packed.spellings[..packed.ends.last().map_or(0, |&end| end as usize)];
            packed.rows.clear();
            packed.lists.clear();
        }
        let words = packed.ends.len();
        let known = packed.classes.iter().zip(packed.given).zip(packed.surname).take(words);
        let lists = Self {
            known: known.map(|((&classes, &given), &surname)| Known { classes: Classes(classes), given, surname }).collect(),
            traits: packed.traits.iter().take(words).map(|&traits| WordTraits(traits)).collect(),
            words: Words::of_spellings(packed.spellings.to_owned(), packed.ends),
            trie,
            first_row: packed.rows.len() as u32,
            sources: packed.lists,
            lexicon: packed.lexicon,
            free_classes: packed.free_classes,
            clitic_s: WordId(packed.special.0),
            ampersand: WordId(packed.special.1),
            ..Self::default()
        };
        Ok((lists, packed.rows))
    }
}
