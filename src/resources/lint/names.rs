//! Doubts about names: who else bears them, and whether they are words of the language.

use super::super::{Classes, Entry, Form, form};
use super::{Code, Finding, Lint};
use crate::label::Label;
use crate::mention::EntryId;
use crate::word::WordId;

impl Lint {
    /// Looks at every name and alias of the lists.
    pub(super) fn names(&mut self) {
        let mut findings = Vec::new();
        for (words, node) in self.resources.trie.names() {
            let owners: Vec<Owner<'_>> = self.resources.trie.forms(node).iter().map(|&form| self.owner(form)).collect();
            if !owners.iter().any(|owner| owner.looked_at) {
                continue;
            }
            let name = self.spelt(&words);
            for (number, owner) in owners.iter().enumerate().filter(|(_, owner)| owner.looked_at) {
                findings.extend(self.borne_by_others(&name, owner, &owners[..number]));
                if let [word] = words[..] {
                    findings.extend(self.word(&name, word, owner));
                }
            }
            findings.extend(self.with_legal_form(&name, &words, &owners));
        }
        self.findings.extend(findings);
    }

    fn owner(&self, form: Form) -> Owner<'_> {
        let entry = self.resources.entry(form.entry);
        Owner { form, entry, looked_at: entry.list >= self.from }
    }

    fn spelt(&self, words: &[WordId]) -> String {
        words.iter().map(|&word| self.resources.words.spelling(word)).collect::<Vec<_>>().join(" ")
    }

    fn at(&self, owner: &Owner<'_>, code: Code, message: String) -> Finding {
        let path = self.resources.lists[usize::from(owner.entry.list)].path.clone();
        Finding { path, line: u64::from(owner.entry.line), code, name: owner.entry.name.to_string(), message }
    }

    fn told(&self, id: EntryId) -> String {
        let entry = self.resources.entry(id);
        format!("{} ({} {}, {})", entry.name, entry.label, entry.id, self.resources.place_of(id))
    }

    /// The first finding about who else bears a name, of those whose rows stand before: a pair is told of once.
    fn borne_by_others(&self, name: &str, owner: &Owner<'_>, before: &[Owner<'_>]) -> Option<Finding> {
        let same = |other: &&Owner<'_>| other.entry.id == owner.entry.id && other.form.entry != owner.form.entry;
        // The same id in the user's list mends ours.
        if let Some(other) = before.iter().filter(|other| other.looked_at).find(same)
            && other.entry.label.base() == owner.entry.label.base()
        {
            return Some(self.at(owner, Code::Duplicate, format!("`{name}` stands for {} already", self.told(other.form.entry))));
        }
        if !owner.sure() {
            return None;
        }
        let rival = |other: &&Owner<'_>| other.sure() && other.entry.id != owner.entry.id && other.written_like(owner);
        let base = owner.entry.label.base();
        if let Some(other) = before.iter().filter(rival).find(|other| other.entry.label.base() != base) {
            let message =
                format!("`{name}` is {} as well: flag one of them `context`, or both `ambiguous`", self.told(other.form.entry));
            return Some(self.at(owner, Code::LabelClash, message));
        }
        let other = before.iter().filter(rival).find(|other| {
            // Places of one name are many, and each is named so.
            let homonyms = owner.is_name() && other.is_name() && other.looked_at;
            other.entry.label.base() == base && !(homonyms && base == Label::PLACE)
        })?;
        let hint = if other.looked_at {
            "flag the rows `ambiguous` if that is meant"
        } else {
            "give the row that id if it is the same, else the flag `ambiguous`"
        };
        Some(self.at(owner, Code::TwoOwners, format!("`{name}` means {} as well: {hint}", self.told(other.form.entry))))
    }

    /// A name of one word that is a word of the language, or a given name.
    fn word(&self, name: &str, word: WordId, owner: &Owner<'_>) -> Option<Finding> {
        let named = [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&owner.entry.label.base());
        if owner.form.flags & (form::CONTEXT | form::ACRONYM) != 0 || !named {
            return None;
        }
        let classes = self.resources.info(word).classes;
        if classes.any(Classes::COMMON) {
            let message = format!("`{name}` is an ordinary word: flag it `context`, or give the full name");
            return Some(self.at(owner, Code::CommonWord, message));
        }
        if classes.any(Classes::GIVEN) && owner.entry.label.is_a(Label::PERSON) {
            let message = format!("`{name}` alone is a given name of many: flag it `context`, or give the full name");
            return Some(self.at(owner, Code::GivenName, message));
        }
        None
    }

    /// The same name without the legal form at its end, if another owner has that.
    fn with_legal_form(&self, name: &str, words: &[WordId], longer: &[Owner<'_>]) -> Vec<Finding> {
        let is_form = |word: &WordId| self.resources.info(*word).classes.any(Classes::LEGAL_FORM);
        let kept = words.len() - words.iter().rev().take_while(|word| is_form(word)).count();
        if kept == 0 || kept == words.len() {
            return Vec::new();
        }
        let node =
            words[..kept].iter().try_fold(0, |node, &word| Some(self.resources.trie.child(node, word)).filter(|&n| n != 0));
        let shorter = self.resources.trie.forms(node.unwrap_or(0)).iter().map(|&form| self.owner(form));
        let covers = |owner: &Owner<'_>, longer: &&Owner<'_>| {
            longer.entry.id != owner.entry.id && longer.entry.label.base() == owner.entry.label.base()
        };
        shorter
            .filter(|owner| owner.sure() && owner.looked_at)
            .filter_map(|owner| {
                // Who has both names has them.
                let has_both = longer.iter().any(|longer| longer.entry.id == owner.entry.id);
                let other = longer.iter().filter(|_| !has_both).find(|longer| covers(&owner, longer))?;
                let message = format!("with its legal form it is another's: `{name}` is {}", self.told(other.form.entry));
                Some(self.at(&owner, Code::Shadowed, message))
            })
            .collect()
    }
}

/// Who bears a name.
#[derive(Clone, Copy)]
struct Owner<'r> {
    form: Form,
    entry: &'r Entry,
    looked_at: bool,
}

impl Owner<'_> {
    /// Whether nothing says that the name may mean another.
    fn sure(&self) -> bool {
        self.form.flags & (form::CONTEXT | form::AMBIGUOUS) == 0
    }

    fn is_name(&self) -> bool {
        self.form.flags & form::NAME != 0
    }

    /// Whether one text can write both: an acronym is written in capitals, other names are not.
    fn written_like(&self, other: &Self) -> bool {
        (self.form.flags ^ other.form.flags) & form::ACRONYM == 0
    }
}
