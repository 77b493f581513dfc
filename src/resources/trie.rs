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
    /// It has commas, as firms have that are called after their partners; the text may leave them out.
    pub const COMMAS: u8 = 32;
}

/// Words to forms. Node 0 is the root, from which every first word leads; a child has a higher number than its parent.
/// What was there when it was frozen lies in arrays, the children of a node side by side by word; the rest in a map.
#[derive(Clone, Debug)]
pub struct Trie {
    /// For each frozen node, the word that leads to it.
    pub(super) words: Vec<u32>,
    /// For each frozen node, its first child; one more at the end.
    pub(super) firsts: Vec<u32>,
    children: FxHashMap<(u32, u32), u32>,
    /// For each node that is not frozen, its parent and the word that leads to it.
    edges: Vec<(u32, u32)>,
    /// The forms added, each with its node, until all are there.
    added: Vec<(u32, Form)>,
    /// For each node, where its forms end.
    pub(super) ends: Vec<u32>,
    pub(super) forms: Vec<Form>,
}

impl Default for Trie {
    fn default() -> Self {
        Self::of_parts(vec![0], vec![1, 1], vec![0], Vec::new())
    }
}

impl Trie {
    /// The tree of these frozen nodes, and of these forms, those of node n ending at `ends[n]`.
    pub(super) fn of_parts(words: Vec<u32>, firsts: Vec<u32>, ends: Vec<u32>, forms: Vec<Form>) -> Self {
        Self { words, firsts, children: FxHashMap::default(), edges: Vec::new(), added: Vec::new(), ends, forms }
    }

    /// Puts all nodes into arrays, numbered anew, level by level.
    pub(super) fn freeze(&mut self) {
        let frozen = (1..self.words.len() as u32).map(|node| (self.parent(node).0, self.words[node as usize], node));
        let added = self.edges.iter().zip(self.words.len() as u32..).map(|(&(parent, word), node)| (parent, word, node));
        let mut edges: Vec<(u32, u32, u32)> = frozen.chain(added).collect();
        edges.sort_unstable();
        let (mut words, mut firsts, mut ends, mut forms) = (vec![0], Vec::new(), Vec::new(), Vec::new());
        let mut order = vec![0];
        let mut at = 0;
        while at < order.len() {
            let node: u32 = order[at];
            at += 1;
            firsts.push(order.len() as u32);
            let first = edges.partition_point(|&(parent, _, _)| parent < node);
            for &(_, word, child) in edges[first..].iter().take_while(|edge| edge.0 == node) {
                order.push(child);
                words.push(word);
            }
            forms.extend_from_slice(self.forms(node));
            ends.push(forms.len() as u32);
        }
        firsts.push(order.len() as u32);
        *self = Self::of_parts(words, firsts, ends, forms);
    }

    /// Freezes what was added, if it is more than what was there: a node takes a third of the memory then, and is found sooner.
    pub(super) fn settle(&mut self) {
        if self.edges.len() > self.words.len() {
            self.freeze();
        }
    }

    /// Adds a form of one word or more, to be found after [`Trie::finish`].
    pub fn add(&mut self, words: &[WordId], form: Form) {
        if words.is_empty() {
            return;
        }
        let mut node = 0;
        for &word in words {
            let known = self.child(node, word);
            node = if known == 0 {
                let new = (self.words.len() + self.edges.len()) as u32;
                self.edges.push((node, word.0));
                self.children.insert((node, word.0), new);
                new
            } else {
                known
            };
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
        let nodes = self.words.len() + self.edges.len();
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
            let (parent, word) = self.parent(node);
            words.push(word);
            node = parent;
        }
        words.reverse();
        words
    }

    /// The parent of a node but the root, and the word that leads from it.
    fn parent(&self, node: u32) -> (u32, WordId) {
        if let Some(added) = (node as usize).checked_sub(self.words.len()) {
            return (self.edges[added].0, WordId(self.edges[added].1));
        }
        let parent = self.firsts.partition_point(|&first| first <= node) - 1;
        (parent as u32, WordId(self.words[node as usize]))
    }

    /// The words that names start with, and their nodes.
    pub(super) fn roots(&self) -> impl Iterator<Item = (WordId, u32)> {
        let frozen = (self.firsts[0]..self.firsts[1]).map(|node| (WordId(self.words[node as usize]), node));
        let added = self.edges.iter().zip(self.words.len() as u32..).filter(|(edge, _)| edge.0 == 0);
        frozen.chain(added.map(|(edge, node)| (WordId(edge.1), node)))
    }

    /// The node after one more word; 0 if no name goes on so.
    #[inline]
    pub fn child(&self, node: u32, word: WordId) -> u32 {
        if let [first, end, ..] = self.firsts[(node as usize).min(self.firsts.len() - 1)..] {
            let words = &self.words[first as usize..end as usize];
            let place = match words.len() {
                0 => None,
                1..=8 => words.iter().position(|&known| known == word.0),
                _ => words.binary_search(&word.0).ok(),
            };
            if let Some(place) = place {
                return first + place as u32;
            }
        }
        if self.children.is_empty() { 0 } else { self.children.get(&(node, word.0)).copied().unwrap_or(0) }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn form(entry: u32) -> Form {
        Form { entry: EntryId(entry), capitals: 0, flags: 0 }
    }

    fn names(trie: &Trie) -> Vec<(Vec<u32>, Vec<u32>)> {
        let ids = |words: Vec<WordId>| words.into_iter().map(|word| word.0).collect();
        let owners = |node: u32| trie.forms(node).iter().map(|form| form.entry.0).collect();
        let mut names: Vec<_> = trie.names().map(|(words, node)| (ids(words), owners(node))).collect();
        names.sort();
        names
    }

    #[test]
    fn a_frozen_tree_says_what_it_said_and_grows_on() {
        let mut trie = Trie::default();
        let add = |trie: &mut Trie, words: &[u32], entry: u32| {
            let words: Vec<WordId> = words.iter().map(|&word| WordId(word)).collect();
            trie.add(&words, form(entry));
        };
        for (entry, words) in [&[5][..], &[5, 2], &[3, 9, 1], &[5, 2], &[3]].into_iter().enumerate() {
            add(&mut trie, words, entry as u32);
        }
        (10..30).for_each(|word| add(&mut trie, &[3, word], 100 + word));
        trie.finish(None);
        let told = names(&trie);
        assert_eq!(told[0], (vec![3], vec![4]));
        trie.freeze();
        assert_eq!(names(&trie), told);
        let walk = |trie: &Trie, words: &[u32]| words.iter().fold(0, |node, &word| trie.child(node, WordId(word)));
        assert_ne!(walk(&trie, &[3, 9, 1]), 0);
        assert_eq!(walk(&trie, &[3, 9, 2]), 0);
        add(&mut trie, &[3, 9, 2], 50);
        add(&mut trie, &[7], 51);
        trie.finish(None);
        assert_eq!(trie.forms(walk(&trie, &[3, 9, 2])), [form(50)]);
        assert_eq!(trie.roots().map(|(word, _)| word.0).collect::<Vec<_>>(), [3, 5, 7]);
        let grown = names(&trie);
        trie.freeze();
        assert_eq!(names(&trie), grown);
        assert_eq!(grown.len(), told.len() + 2);
    }
}
