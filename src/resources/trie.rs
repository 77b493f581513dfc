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
    /// Its list says that others bear the name too.
    pub const AMBIGUOUS: u8 = 16;
}

/// Words to forms. Node 0 is the root, from which every first word leads; a child has a higher number than its parent.
#[derive(Clone, Debug)]
pub struct Trie {
    children: FxHashMap<(u32, u32), u32>,
    /// For each node but the root, its parent and the word that leads to it.
    pub(super) edges: Vec<(u32, u32)>,
    /// The forms added, each with its node, until all are there.
    added: Vec<(u32, Form)>,
    /// For each node, where its forms end.
    pub(super) ends: Vec<u32>,
    pub(super) forms: Vec<Form>,
}

impl Default for Trie {
    fn default() -> Self {
        Self::of_parts(Vec::new(), vec![0], Vec::new())
    }
}

impl Trie {
    /// The tree of these edges (parent and word of each node from 1 on), and of these forms, those of node n ending at `ends[n]`.
    pub(super) fn of_parts(edges: Vec<(u32, u32)>, ends: Vec<u32>, forms: Vec<Form>) -> Self {
        let mut children = FxHashMap::with_capacity_and_hasher(edges.len(), Default::default());
        children.extend(edges.iter().copied().zip(1..));
        Self { children, edges, added: Vec::new(), ends, forms }
    }

    /// Adds a form of one word or more, to be found after [`Trie::finish`].
    pub fn add(&mut self, words: &[WordId], form: Form) {
        if words.is_empty() {
            return;
        }
        let mut node = 0;
        for word in words {
            let edges = &mut self.edges;
            node = *self.children.entry((node, word.0)).or_insert_with(|| {
                edges.push((node, word.0));
                edges.len() as u32
            });
        }
        self.added.push((node, form));
    }

    /// Puts the forms in one array. Forms of entries from `own` on are the user's: where one stands that neither needs a
    /// second cue nor says that others bear the name, those of the program's own lists go.
    pub fn finish(&mut self, own: Option<EntryId>) {
        let mut added = std::mem::take(&mut self.added);
        added.sort_unstable();
        added.dedup();
        let mut added = added.into_iter().peekable();
        let wins = |form: &Form| own.is_some_and(|own| form.entry >= own) && form.flags & (form::CONTEXT | form::AMBIGUOUS) == 0;
        let nodes = self.edges.len() + 1;
        let mut ends = Vec::with_capacity(nodes);
        let mut forms = Vec::with_capacity(self.forms.len() + added.len());
        let mut start = 0;
        for node in 0..nodes {
            let end = self.ends.get(node).map_or(start, |&end| end as usize);
            let first = forms.len();
            forms.extend_from_slice(&self.forms[start..end]);
            start = end;
            let old = forms.len();
            while let Some((_, form)) = added.next_if(|&(at, _)| at as usize == node) {
                forms.push(form);
            }
            if forms[old..].iter().any(wins) {
                forms.drain(first..old);
            }
            ends.push(forms.len() as u32);
        }
        (self.ends, self.forms) = (ends, forms);
    }

    /// The nodes where names end, each with the words that lead to it.
    pub(super) fn names(&self) -> impl Iterator<Item = (Vec<WordId>, u32)> {
        (1..self.ends.len() as u32).filter(|&node| !self.forms(node).is_empty()).map(|node| (self.path(node), node))
    }

    /// The words that lead to a node.
    fn path(&self, mut node: u32) -> Vec<WordId> {
        let mut words = Vec::new();
        while node != 0 {
            let (parent, word) = self.edges[node as usize - 1];
            words.push(WordId(word));
            node = parent;
        }
        words.reverse();
        words
    }

    /// The words that names start with, and their nodes.
    pub(super) fn roots(&self) -> impl Iterator<Item = (WordId, u32)> {
        (1..).zip(&self.edges).filter(|(_, edge)| edge.0 == 0).map(|(node, edge)| (WordId(edge.1), node))
    }

    /// The node after one more word; 0 if no name goes on so.
    #[inline]
    pub fn child(&self, node: u32, word: WordId) -> u32 {
        self.children.get(&(node, word.0)).copied().unwrap_or(0)
    }

    /// The forms that end at a node.
    #[inline]
    pub fn forms(&self, node: u32) -> &[Form] {
        let start = if node == 0 { 0 } else { self.ends[node as usize - 1] };
        &self.forms[start as usize..self.ends[node as usize] as usize]
    }

    /// How many nodes and forms there are.
    pub fn sizes(&self) -> (usize, usize) {
        (self.ends.len(), self.forms.len())
    }
}
