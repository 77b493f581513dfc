//! What a relation pattern needs of a sentence, so that it runs only where it may fit: labels before and behind the
//! trigger, and words of its own.

use super::{HEAD, TAIL};
use crate::resources::lexicon::Classes;
use crate::resources::pattern::{Atom, Node};
use crate::word::WordId;

/// The words that must stand in the sentence: of each of these something.
#[derive(Debug)]
pub struct Needs(Box<[Group]>);

/// The labels of heads and tails, where they may stand, as [`crate::label::Label`] has them as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LabelNeeds {
    head_before: u64,
    head_behind: u64,
    tail_before: u64,
    tail_behind: u64,
}

impl LabelNeeds {
    /// What a pattern of these halves needs, with the labels of its head and tail as bits.
    pub(super) fn of(left: &Node, right: &Node, head: u64, tail: u64) -> Self {
        let labels = |node: &Node, part: u16, bits: u64| if super::count_parts(node, part) > 0 { bits } else { 0 };
        Self {
            head_before: labels(left, HEAD, head),
            head_behind: labels(right, HEAD, head),
            tail_before: labels(left, TAIL, tail),
            tail_behind: labels(right, TAIL, tail),
        }
    }

    /// What either needs.
    #[must_use]
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            head_before: self.head_before | other.head_before,
            head_behind: self.head_behind | other.head_behind,
            tail_before: self.tail_before | other.tail_before,
            tail_behind: self.tail_behind | other.tail_behind,
        }
    }

    /// Whether mentions with these labels stand before and behind the trigger.
    #[inline]
    pub(crate) fn met(self, before: u64, behind: u64) -> bool {
        (self.head_before & before) | (self.head_behind & behind) != 0
            && (self.tail_before & before) | (self.tail_behind & behind) != 0
    }
}

/// Words and marks, as bits that others may share, and classes: one of them must stand there.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    words: u128,
    classes: Classes,
}

/// What stands in a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
    words: u128,
    classes: Classes,
}

/// The bit of a word.
#[inline]
fn bit(word: u32) -> u128 {
    // Multiplicative hashing, as in `WordHash`.
    1 << (word.wrapping_mul(0x9e37_79b9) >> 25)
}

/// The bit of a mark or clitic.
#[inline]
fn mark_bit(mark: u8) -> u128 {
    bit(u32::MAX - u32::from(mark))
}

impl Sight {
    /// Takes in a token.
    #[inline]
    pub(crate) fn see(&mut self, word: WordId, mark: u8, classes: Classes) {
        self.words |= if mark == 0 { bit(word.0) } else { mark_bit(mark) };
        self.classes = self.classes.or(classes);
    }
}

impl Needs {
    /// What a pattern of these halves needs.
    pub(super) fn of(left: &Node, right: &Node) -> Self {
        let mut words = Vec::new();
        demand(left, &mut words);
        demand(right, &mut words);
        Self(words.into())
    }

    /// Whether the sentence has the words.
    #[inline]
    pub(crate) fn met(&self, sight: &Sight) -> bool {
        self.0.iter().all(|group| group.words & sight.words != 0 || group.classes.any(sight.classes))
    }
}

/// Adds what `node` asks for wherever it fits.
fn demand(node: &Node, out: &mut Vec<Group>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|node| demand(node, out)),
        Node::Either(nodes) => {
            let mut any = Group::default();
            for node in nodes {
                let mut own = Vec::new();
                demand(node, &mut own);
                // One group of each branch is enough, the narrowest.
                let Some(group) = own.iter().min_by_key(|group| (group.classes.0 != 0, group.words.count_ones())) else { return };
                any = Group { words: any.words | group.words, classes: any.classes.or(group.classes) };
            }
            out.push(any);
        }
        Node::Repeat(node, min, _) if *min > 0 => demand(node, out),
        Node::Repeat(..) | Node::Not(_) => {}
        Node::Atom(Atom::Word(word)) => out.push(Group { words: bit(word.0), classes: Classes::default() }),
        Node::Atom(Atom::Mark(mark)) => out.push(Group { words: mark_bit(*mark), classes: Classes::default() }),
        Node::Atom(Atom::Class(classes)) => out.push(Group { words: 0, classes: *classes }),
        Node::Atom(Atom::Part(_) | Atom::Trigger(_) | Atom::Gap) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::Label;
    use crate::resources::OWNER;

    fn group(words: &[u32]) -> Node {
        Node::Either(words.iter().map(|&word| Node::Atom(Atom::Word(WordId(word)))).collect())
    }

    #[test]
    fn a_pattern_runs_only_where_its_labels_stand() {
        let part = |part: u16| Node::Atom(Atom::Part(part));
        let needs = LabelNeeds::of(&part(HEAD), &part(TAIL + OWNER), Label::PERSON.bit(), Label::PLACE.bit());
        let (person, city) = (Label::PERSON.bits(), Label::COUNTRY.bits());
        assert!(needs.met(person, city));
        assert!(!needs.met(city, person) && !needs.met(person, person) && !needs.met(0, city));
    }

    #[test]
    fn a_pattern_runs_only_where_its_words_stand() {
        let left = Node::Sequence(vec![group(&[1, 2]), Node::Repeat(Box::new(group(&[3])), 0, 1)]);
        let needs = Needs::of(&left, &Node::Atom(Atom::Mark(b',')));
        let sight = |words: &[u32], mark: bool| {
            let mut sight = Sight::default();
            for &word in words {
                sight.see(WordId(word), 0, Classes::default());
            }
            if mark {
                sight.see(WordId(0), b',', Classes::default());
            }
            sight
        };
        assert!(needs.met(&sight(&[2], true)) && needs.met(&sight(&[1, 3], true)));
        assert!(!needs.met(&sight(&[3], true)) && !needs.met(&sight(&[1], false)));
    }
}
