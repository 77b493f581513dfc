//! What lists need of the library's `resources/`.

#[path = "../../src/resources/lexicon.rs"]
mod lexicon;
#[path = "../../src/resources/list.rs"]
mod list;
#[path = "../../src/resources/lists.rs"]
pub mod lists;
#[path = "../../src/resources/trie.rs"]
mod trie;
