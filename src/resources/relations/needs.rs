//! What a relation pattern needs of a sentence, so that it runs only where it may fit: labels before and behind the
//! trigger, and words of its own.

use super::{HEAD, OWNER, TAIL};
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
pub(super) struct Group {
    words: u128,
    classes: Classes,
}

impl Group {
    /// Whether one of them is there.
    #[inline]
    pub(super) fn met(self, sight: &Sight) -> bool {
        self.words & sight.words != 0 || self.classes.any(sight.classes)
    }

    /// How seldom it is met, the least first.
    fn rarity(&self) -> (bool, u32) {
        (self.classes.0 != 0, self.words.count_ones())
    }

    /// Takes in what else may stand there.
    fn or(&mut self, other: Self) {
        *self = Self { words: self.words | other.words, classes: self.classes.or(other.classes) };
    }

    /// What an atom asks for, if it is a word, a mark or a class.
    fn of(atom: &Atom) -> Option<Self> {
        match atom {
            Atom::Word(word) => Some(Self { words: bit(word.0), classes: Classes::default() }),
            Atom::Mark(mark) => Some(Self { words: mark_bit(*mark), classes: Classes::default() }),
            Atom::Class(classes) => Some(Self { words: 0, classes: *classes }),
            Atom::Part(_) | Atom::Trigger(_) | Atom::Gap => None,
        }
    }
}

/// What half of a pattern can begin with, next to the trigger's group: something of it must stand there, behind what says
/// nothing, or else the half is not run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    /// Whether it can begin with anything.
    any: bool,
    group: Group,
    /// The labels of mentions that it can begin with.
    labels: u64,
}

impl Opening {
    /// What the half before a trigger can begin with, read from right to left.
    pub(super) fn before(left: &Node) -> Self {
        // What owns something has its 's there; another head or tail may lie behind an apposition.
        Self::of(left, |part| match part {
            HEAD_OWNER | TAIL_OWNER => Some((Group { words: mark_bit(b's'), classes: Classes::default() }, 0)),
            _ => None,
        })
    }

    /// What the half behind it can begin with, with the labels of head and tail as bits.
    pub(super) fn behind(right: &Node, head: u64, tail: u64) -> Self {
        Self::of(right, |part| match part {
            HEAD | HEAD_OWNER => Some((Group::default(), head)),
            TAIL | TAIL_OWNER => Some((Group::default(), tail)),
            _ => None,
        })
    }

    fn of(half: &Node, part: impl Fn(u16) -> Option<(Group, u64)>) -> Self {
        let mut atoms = Vec::new();
        let mut opening = Self { any: half.first(&mut atoms), group: Group::default(), labels: 0 };
        for atom in &atoms {
            let known = match atom {
                Atom::Part(number) => part(*number),
                atom => Group::of(atom).map(|group| (group, 0)),
            };
            match known {
                Some((group, labels)) => {
                    opening.group.or(group);
                    opening.labels |= labels;
                }
                None => opening.any = true,
            }
        }
        opening
    }

    /// Whether it may fit where these words and the mentions of these labels stand.
    #[inline]
    pub(super) fn met(&self, sight: &Sight, labels: u64) -> bool {
        self.any || self.labels & labels != 0 || self.group.met(sight)
    }
}

const HEAD_OWNER: u16 = HEAD + OWNER;
const TAIL_OWNER: u16 = TAIL + OWNER;

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
        self.0.iter().all(|group| group.met(sight))
    }

    /// Of what it needs the two things that fewest sentences have; what all have if it needs less.
    pub(super) fn rarest(&self) -> [Group; 2] {
        let mut groups = self.0.to_vec();
        groups.sort_by_key(Group::rarity);
        groups.resize(2, Group { words: u128::MAX, classes: Classes::default() });
        [groups[0], groups[1]]
    }

    /// Whether the sentence has the words that are not among the rarest.
    #[inline]
    pub(crate) fn others_met(&self, sight: &Sight) -> bool {
        self.0.len() <= 2 || self.met(sight)
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
                let Some(&group) = own.iter().min_by_key(|group| group.rarity()) else { return };
                any.or(group);
            }
            out.push(any);
        }
        Node::Repeat(node, min, _) if *min > 0 => demand(node, out),
        Node::Repeat(..) | Node::Not(_) => {}
        Node::Atom(atom) => out.extend(Group::of(atom)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::Label;

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
    fn half_a_pattern_runs_only_where_it_can_begin() {
        let part = |part: u16| Node::Atom(Atom::Part(part));
        let sight = |word: u32| {
            let mut sight = Sight::default();
            sight.see(WordId(word), 0, Classes::default());
            sight
        };
        let behind = Node::Sequence(vec![Node::Repeat(Box::new(group(&[1])), 0, 1), part(TAIL)]);
        let opening = Opening::behind(&behind, 0, Label::PLACE.bit());
        assert!(opening.met(&sight(1), 0) && opening.met(&sight(2), Label::COUNTRY.bits()));
        assert!(!opening.met(&sight(2), Label::PERSON.bits()));
        assert!(Opening::before(&part(HEAD)).met(&sight(2), 0) && !Opening::before(&part(HEAD_OWNER)).met(&sight(2), 0));
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
