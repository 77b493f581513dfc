//! What the lists have of a name: its entries, longer names, the word lists of a word.

use super::{Classes, Entry, Form, Resources, form};
use crate::label::Label;
use crate::mention::EntryId;
use crate::text::{Token, tokenize};
use crate::word::WordId;

impl Resources {
    /// Every entry that a name can mean, in the order of the lists.
    pub fn named(&self, name: &str) -> Vec<&Entry> {
        let mut found: Vec<EntryId> = self.forms_of(name).iter().map(|form| form.entry).collect();
        found.dedup();
        found.into_iter().map(|entry| self.entry(entry)).collect()
    }

    /// The forms that a name can be, case aside, in the order of the lists.
    pub fn forms_of(&self, name: &str) -> &[Form] {
        let mut node = 0;
        for word in self.words_of(name) {
            node = self.trie.child(node, word);
            if node == 0 {
                return &[];
            }
        }
        self.trie.forms(node)
    }

    /// How likely a name means the entry of this form, to be compared with other forms of one spelling: states first, then
    /// things of that very name, then the more prominent.
    pub fn likelihood(&self, found: &Form) -> (bool, bool, u32) {
        let entry = self.entry(found.entry);
        (entry.label == Label::COUNTRY, found.flags & form::NAME != 0, (entry.prominence * 1000.0) as u32)
    }

    /// One form of each entry whose names have these words in them, side by side, and others before or behind: the more
    /// likely first.
    pub fn longer_names(&self, name: &str) -> Vec<Form> {
        let words = self.words_of(name);
        if words.is_empty() || words.contains(&WordId::UNKNOWN) {
            return Vec::new();
        }
        let holds = |path: &[WordId]| path.len() > words.len() && path.windows(words.len()).any(|part| part == words);
        let found = self.trie.names().filter(|(path, _)| holds(path));
        let mut forms: Vec<Form> = found.flat_map(|(_, node)| self.trie.forms(node)).copied().collect();
        forms.sort_by_key(|form| (form.entry, std::cmp::Reverse(form.flags & form::NAME)));
        forms.dedup_by_key(|form| form.entry);
        forms.sort_by_key(|form| std::cmp::Reverse(self.likelihood(form)));
        forms
    }

    /// The words without the legal forms at their end; one word is left.
    pub fn without_legal_form<'t>(&self, words: &'t [Token]) -> &'t [Token] {
        let mut bare = words;
        while let [rest @ .., last] = bare
            && !rest.is_empty()
            && self.classes(last).any(Classes::LEGAL_FORM)
        {
            bare = rest;
        }
        // Cowen and Co
        match bare {
            [.., before] if before.word == self.small.and && bare.len() < words.len() => words,
            _ => bare,
        }
    }

    /// The word lists that a word is in, by name; none if it is several words.
    pub fn word_lists_of(&self, word: &str) -> Vec<&'static str> {
        let [word] = self.words_of(word)[..] else { return Vec::new() };
        let classes = self.info(word).classes;
        Classes::NAMED.iter().filter(|(_, class)| classes.any(*class)).map(|&(name, _)| name).collect()
    }

    /// The words of a name as the tree of names has them.
    fn words_of(&self, name: &str) -> Vec<WordId> {
        let (mut tokens, mut cues) = (Vec::new(), Vec::new());
        tokenize(name, &self.words, &self.traits, &mut tokens, &mut cues);
        tokens.iter().filter_map(|token| self.name_word(token)).collect()
    }

    /// Every name, folded, and its forms, in an order that is the same for the same lists.
    pub fn names(&self) -> impl Iterator<Item = (String, &[Form])> {
        self.trie.names().map(|(words, node)| {
            let words: Vec<&str> = words.iter().map(|&word| self.words.spelling(word)).collect();
            (words.join(" "), self.trie.forms(node))
        })
    }
}
