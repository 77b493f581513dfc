//! The names of all gazetteers in one tree of words: walked from a token, it yields every name that starts there.

use rustc_hash::FxHashMap;

use crate::mention::EntryId;
use crate::word::WordId;

/// One way to write an entry's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// Whose name it is.
    pub entry: EntryId,
    /// Bit n: word n of the name is written with a capital.
    pub capitals: u16,
    /// Bits of [`form`].
    pub flags: u8,
}

/// Bits of a form's flags.
pub mod form {
    /// It is the entry's name, not an alias.
    pub const NAME: u8 = 1;
    /// It needs a second cue before it counts.
    pub const CONTEXT: u8 = 2;
    /// It matches as written only.
    pub const EXACT: u8 = 4;
    /// It is all capitals: the text must write it so.
    pub const ACRONYM: u8 = 8;
}

/// Words to forms. Node 0 is nothing; the children of the root are found through the word itself.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    children: FxHashMap<(u32, u32), u32>,
    roots: FxHashMap<u32, u32>,
    forms: Vec<Vec<Form>>,
    ranges: Vec<(u32, u32)>,
    flat: Vec<Form>,
}

impl Trie {
    /// Adds a form of one word or more.
    pub fn add(&mut self, words: &[WordId], form: Form) {
        if self.forms.is_empty() {
            self.forms.push(Vec::new());
        }
        let Some((first, rest)) = words.split_first() else { return };
        let mut node = next(&mut self.forms, self.roots.entry(first.0));
        for word in rest {
            node = next(&mut self.forms, self.children.entry((node, word.0)));
        }
        self.forms[node as usize].push(form);
    }

    /// Puts the forms in one array; nothing is added after.
    pub fn finish(&mut self) {
        for forms in &mut self.forms {
            forms.sort_unstable();
            forms.dedup();
            self.ranges.push((self.flat.len() as u32, (self.flat.len() + forms.len()) as u32));
            self.flat.append(forms);
        }
        self.forms = Vec::new();
    }

    /// The node of a first word; 0 if no name starts with it.
    pub fn root(&self, word: WordId) -> u32 {
        self.roots.get(&word.0).copied().unwrap_or(0)
    }

    /// The node after one more word; 0 if no name goes on so.
    #[inline]
    pub fn child(&self, node: u32, word: WordId) -> u32 {
        self.children.get(&(node, word.0)).copied().unwrap_or(0)
    }

    /// The forms that end at a node.
    #[inline]
    pub fn forms(&self, node: u32) -> &[Form] {
        let (start, end) = self.ranges[node as usize];
        &self.flat[start as usize..end as usize]
    }

    /// How many nodes and forms there are.
    pub fn sizes(&self) -> (usize, usize) {
        (self.ranges.len(), self.flat.len())
    }
}

fn next<K>(forms: &mut Vec<Vec<Form>>, entry: std::collections::hash_map::Entry<'_, K, u32>) -> u32 {
    *entry.or_insert_with(|| {
        forms.push(Vec::new());
        forms.len() as u32 - 1
    })
}
