//! The program's own lists as one array of bytes: written when the program is built (`tools/build/pack.rs`), read when
//! it starts. Numbers lie side by side as they are used, so that reading them is copying; rows stay packed until asked for.

use serde::{Deserialize, Serialize};

use super::lexicon::Classes;
use super::lists::{Known, ListOf, Lists};
use super::trie::{Form, Trie};
use crate::mention::EntryId;
use crate::text::WordTraits;
use crate::word::{WordId, Words};

/// The form in which compiled lists are kept. Numbers are in little-endian order.
#[derive(Serialize, Deserialize)]
pub(crate) struct Packed<'l> {
    pub(crate) spellings: &'l str,
    pub(crate) ends: &'l [u8],
    /// The table of the words.
    pub(crate) slots: &'l [u8],
    /// How many of the words, the first, are those of word lists.
    pub(crate) lexicon: u32,
    pub(crate) classes: &'l [u8],
    pub(crate) given: &'l [u8],
    pub(crate) surname: &'l [u8],
    pub(crate) traits: &'l [u8],
    pub(crate) trie_words: &'l [u8],
    pub(crate) trie_firsts: &'l [u8],
    pub(crate) form_ends: &'l [u8],
    /// Entry, and behind it the capitals and flags.
    pub(crate) forms: &'l [u8],
    #[serde(borrow)]
    pub(crate) rows: PackedRows<'l>,
    pub(crate) lists: Vec<ListOf>,
    pub(crate) free_classes: Vec<String>,
    pub(crate) special: (u32, u32),
}

/// Rows that are read when they are asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedRows<'l> {
    /// Where each row ends.
    pub(crate) ends: &'l [u8],
    /// One [`Row`](super::lists::Row) behind the other.
    pub(crate) rows: &'l [u8],
    /// What [`Resources::homes`](super::Resources::homes) has of them: code or id, and the number of the row.
    #[serde(borrow)]
    pub(crate) homes: Vec<(&'l str, u32)>,
}

impl PackedRows<'_> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len() / 4
    }
}

/// The numbers that these bytes are.
pub(crate) fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|&four| u32::from_le_bytes(four)).collect()
}

/// The number at that place.
pub(crate) fn number(bytes: &[u8], place: usize) -> u32 {
    bytes.as_chunks().0.get(place).map_or(0, |&four| u32::from_le_bytes(four))
}

impl Lists {
    /// The lists that are packed, and their rows; without `names`, the word lists alone.
    ///
    /// # Errors
    /// If these are no packed lists.
    pub(crate) fn unpack(packed: &[u8], names: bool) -> Result<(Self, PackedRows<'_>), postcard::Error> {
        let mut packed: Packed<'_> = postcard::from_bytes(packed)?;
        let mut ends = numbers(packed.ends);
        let (trie, words);
        if names {
            let forms = packed.forms.as_chunks().0.iter().map(|&[a, b, c, d, e, f, flags, _]: &[u8; 8]| Form {
                entry: EntryId(u32::from_le_bytes([a, b, c, d])),
                capitals: u16::from_le_bytes([e, f]),
                flags,
            });
            let (nodes, firsts) = (numbers(packed.trie_words), numbers(packed.trie_firsts));
            trie = Trie::of_parts(nodes, firsts, numbers(packed.form_ends), forms.collect());
            let slots =
                packed.slots.as_chunks().0.iter().map(|&[a, b, c, d, e, f, g, h]: &[u8; 8]| {
                    (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
                });
            words = Words::of_table(packed.spellings.to_owned(), ends, slots.collect());
        } else {
            // The words of word lists are the first, so that what remains is as if no name had been compiled.
            ends.truncate(packed.lexicon as usize);
            packed.spellings = &packed.spellings[..ends.last().map_or(0, |&end| end as usize)];
            packed.rows = PackedRows::default();
            packed.lists.clear();
            trie = Trie::default();
            words = Words::of_spellings(packed.spellings.to_owned(), ends);
        }
        let count = words.len();
        let classes = packed.classes.as_chunks().0.iter().map(|&eight| Classes(u64::from_le_bytes(eight)));
        let known = classes.zip(packed.given).zip(packed.surname).take(count);
        let lists = Self {
            known: known.map(|((classes, &given), &surname)| Known { classes, given, surname }).collect(),
            traits: packed.traits.iter().take(count).map(|&traits| WordTraits(traits)).collect(),
            words,
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
