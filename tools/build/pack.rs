//! Compiled lists to the bytes that the library embeds and unpacks.

use super::lists::{Known, Lists};
use super::packed::Packed;

/// The lists as bytes.
pub fn pack(lists: &Lists) -> Result<Vec<u8>, postcard::Error> {
    let column = |of: fn(&Known) -> u8| -> Vec<u8> { lists.known.iter().map(of).collect() };
    let (given, surname) = (column(|known| known.given), column(|known| known.surname));
    let traits: Vec<u8> = lists.traits.iter().map(|traits| traits.0).collect();
    postcard::to_allocvec(&Packed {
        spellings: &lists.words.spellings,
        ends: lists.words.ends.clone(),
        lexicon: lists.lexicon,
        classes: lists.known.iter().map(|known| known.classes.0).collect(),
        given: &given,
        surname: &surname,
        traits: &traits,
        edges: lists.trie.edges.clone(),
        form_ends: lists.trie.ends.clone(),
        forms: lists.trie.forms.iter().map(|form| (form.entry.0, form.capitals, form.flags)).collect(),
        lists: lists.sources.clone(),
        free_classes: lists.free_classes.clone(),
        special: (lists.clitic_s.0, lists.ampersand.0),
        rows: lists.rows().collect(),
    })
}
