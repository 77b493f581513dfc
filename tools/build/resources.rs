//! What lists need of the library's `resources/`, and what packs them.

#[path = "../../src/resources/lexicon.rs"]
mod lexicon;
#[path = "../../src/resources/list.rs"]
mod list;
#[path = "../../src/resources/lists.rs"]
pub mod lists;
#[path = "pack.rs"]
pub mod pack;
#[path = "../../src/resources/packed.rs"]
mod packed;
#[path = "../../src/resources/trie.rs"]
mod trie;
