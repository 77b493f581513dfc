//! Compiled lists to the bytes that the library embeds and unpacks.

use super::lists::{Known, Lists};
use super::packed::{Packed, PackedRows};

/// Numbers as bytes.
fn bytes(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The lists as bytes.
pub fn pack(lists: &Lists) -> Result<Vec<u8>, postcard::Error> {
    let column = |of: fn(&Known) -> u8| -> Vec<u8> { lists.known.iter().map(of).collect() };
    let (given, surname) = (column(|known| known.given), column(|known| known.surname));
    let traits: Vec<u8> = lists.traits.iter().map(|traits| traits.0).collect();
    let row_ends = bytes(lists.row_ends.iter().copied());
    let homes = lists.homes.iter().map(|(home, number)| (home.as_ref(), *number)).collect();
    let forms = lists.trie.forms.iter();
    let forms = forms.flat_map(|form| [form.entry.0, u32::from(form.capitals) | u32::from(form.flags) << 16]);
    postcard::to_allocvec(&Packed {
        spellings: &lists.words.spellings,
        ends: &bytes(lists.words.ends.iter().copied()),
        slots: &bytes(lists.words.slots.iter().flat_map(|&(hash, word)| [hash, word])),
        lexicon: lists.lexicon,
        classes: &lists.known.iter().flat_map(|known| known.classes.0.to_le_bytes()).collect::<Vec<u8>>(),
        given: &given,
        surname: &surname,
        traits: &traits,
        trie_words: &bytes(lists.trie.words.iter().copied()),
        trie_firsts: &bytes(lists.trie.firsts.iter().copied()),
        form_ends: &bytes(lists.trie.ends.iter().copied()),
        forms: &bytes(forms),
        rows: PackedRows { ends: &row_ends, rows: &lists.rows, homes },
        lists: lists.sources.clone(),
        free_classes: lists.free_classes.clone(),
        special: (lists.clitic_s.0, lists.ampersand.0),
    })
}
