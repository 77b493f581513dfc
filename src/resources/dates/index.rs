//! Which rules are worth a run at a token: by its word or the letters of its number, and by the token behind it.

use super::opening::{At, Marks, Opening};
use super::part::{GROUP, Part};
use super::{DateRules, DateWords};
use crate::resources::pattern::{Atom, Node};
use crate::word::WordId;

/// The rules to try at a word or number.
#[derive(Debug, Default)]
pub(super) struct Start {
    rules: Vec<Try>,
    /// What the second token may be for any of them; all bits if one token can satisfy one.
    second: Marks,
}

/// When a rule is worth a run: what its second token may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Try {
    rule: u16,
    second: Marks,
}

impl DateRules {
    /// Whether a rule can begin with this word.
    #[inline]
    pub fn may_begin(&self, word: WordId) -> bool {
        self.starts.has(word)
    }

    /// Whether a rule knows the word at all.
    #[inline]
    pub fn knows(&self, word: WordId) -> bool {
        self.marks.has(word)
    }

    /// What the word can be in a rule.
    #[inline]
    pub fn marks(&self, word: WordId) -> Marks {
        self.marks.get(word).copied().unwrap_or_default()
    }

    /// The rules to try at a word before a token that can be `next`.
    #[inline]
    pub fn at_word(&self, word: WordId, next: Marks) -> impl Iterator<Item = u16> {
        let start = self.starts.get(word).filter(|start| start.second.meet(next));
        start.into_iter().flat_map(|start| &start.rules).filter(move |entry| entry.second.meet(next)).map(|entry| entry.rule)
    }

    /// The rules to try at a number or apostrophe of that class before a token that can be `next`.
    #[inline]
    pub fn at_number(&self, class: usize, next: Marks) -> impl Iterator<Item = u16> {
        self.at_number[class].iter().filter(move |entry| entry.second.meet(next)).map(|entry| entry.rule)
    }

    pub(super) fn add_marks(&mut self, word: WordId, marks: Marks) {
        let known = self.marks.entry(word);
        *known = known.or(marks);
    }
}

/// Enters a rule under everything its pattern can begin with.
pub(super) fn index(node: &Node, number: u16, rules: &mut DateRules) -> std::result::Result<(), String> {
    let (mut firsts, mut atoms) = (Vec::new(), Vec::new());
    if node.first(&mut firsts) {
        return Err("the pattern can be empty".to_owned());
    }
    every(node, &mut atoms);
    for atom in atoms {
        match atom {
            Atom::Word(word) => rules.add_marks(word, Marks::of_word(word)),
            Atom::Part(part) if part >= GROUP => {
                for word in rules.words.groups[(part - GROUP) as usize].1.clone() {
                    rules.add_marks(word, Marks::of_word(word));
                }
            }
            _ => {}
        }
    }
    let (mut words, mut numeric) = (Vec::new(), Marks::default());
    for atom in &firsts {
        match atom {
            Atom::Word(word) => words.push(*word),
            Atom::Part(part) if *part >= GROUP => words.extend(&rules.words.groups[(*part - GROUP) as usize].1),
            Atom::Part(part) => {
                let part = Part::from_number(*part).ok_or("a part without a number")?;
                words.extend(rules.words.first_words(part));
                if part.takes_number() {
                    numeric = numeric.or(Marks::of_part(part));
                }
                if part.takes_apostrophe() {
                    numeric = numeric.or(Marks::PUNCTUATION);
                }
            }
            _ => return Err("a pattern begins with a word or a part, not with a mark, class or gap".to_owned()),
        }
    }
    if numeric != Marks::default() {
        let second = Opening::of(node, At::Number, &rules.words).seconds();
        for (entries, class) in rules.at_number.iter_mut().zip(Marks::OF_NUMBERS) {
            if class.meet(numeric) {
                entries.push(Try { rule: number, second });
            }
        }
    }
    for word in words {
        let second = Opening::of(node, At::Word(word), &rules.words).seconds();
        let start = rules.starts.entry(word);
        if start.rules.last().is_none_or(|last| last.rule != number) {
            start.rules.push(Try { rule: number, second });
            start.second = start.second.or(second);
        }
    }
    Ok(())
}

/// Every atom of it.
fn every(node: &Node, out: &mut Vec<Atom>) {
    match node {
        Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().for_each(|node| every(node, out)),
        Node::Repeat(node, ..) => every(node, out),
        Node::Not(atom) | Node::Atom(atom) => out.push(atom.clone()),
    }
}

/// What must stand somewhere in a match, each need on its own; none if a match may be longer than [`FAR`].
pub(super) fn needs(node: &Node, words: &DateWords) -> Box<[Marks]> {
    if reach(node) <= FAR { of_node(node, words).into() } else { Box::default() }
}

/// How many tokens ahead needs are looked for.
pub const FAR: u32 = 32;

/// How many tokens a match can be long.
fn reach(node: &Node) -> u32 {
    match node {
        Node::Sequence(nodes) => nodes.iter().map(reach).sum(),
        Node::Either(nodes) => nodes.iter().map(reach).max().unwrap_or(0),
        Node::Repeat(node, _, max) => reach(node) * u32::from(*max),
        // Numbers in words: "two hundred and twenty-five thousand".
        Node::Atom(Atom::Part(part)) if *part < GROUP => match Part::from_number(*part) {
            Some(Part::N | Part::Day | Part::Ordinal | Part::Year | Part::Decade) => 10,
            _ => 4,
        },
        Node::Not(_) => 0,
        Node::Atom(_) => 1,
    }
}

fn of_node(node: &Node, words: &DateWords) -> Vec<Marks> {
    match node {
        Node::Sequence(nodes) => nodes.iter().flat_map(|node| of_node(node, words)).collect(),
        Node::Either(nodes) => {
            let options: Option<Vec<Marks>> = nodes.iter().map(|node| of_node(node, words).pop()).collect();
            options.map(|options| options.into_iter().fold(Marks::default(), Marks::or)).into_iter().collect()
        }
        Node::Repeat(_, 0, _) => Vec::new(),
        Node::Repeat(node, ..) => of_node(node, words),
        Node::Atom(Atom::Word(word)) => vec![Marks::of_word(*word)],
        Node::Atom(Atom::Part(group)) if *group >= GROUP => vec![words.group_marks(*group - GROUP)],
        Node::Atom(Atom::Part(part)) => match Part::from_number(*part) {
            None | Some(Part::Dash | Part::Bracket | Part::Currency | Part::Edge) => Vec::new(),
            Some(part) if part.takes_apostrophe() => Vec::new(),
            Some(part) => vec![Opening::tables(part)],
        },
        Node::Not(_) | Node::Atom(_) => Vec::new(),
    }
}
