//! Many patterns as one automaton (Glushkov, The abstract theory of automata, 1961), so that one look at each token tells
//! which of them can fit: what it names is then run in earnest. Its deterministic states are made when they are first met.

use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use super::pattern::{Atom, Node};

/// The letters that an atom takes: one that begins it, one that may follow any number of times, and whether it may take
/// nothing at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    pub(super) first: Option<u16>,
    pub(super) more: Option<u16>,
    pub(super) empty: bool,
}

/// The automaton: it takes at least all that its patterns take. Repeats are without bounds, what may not stand is not asked.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    /// Tells automata apart, for walkers that remember one.
    id: u64,
    positions: Vec<Position>,
    /// The positions that can begin a match.
    firsts: Vec<u16>,
    /// For each symbol, a bit for each letter that takes it.
    symbols: Vec<Box<[u64]>>,
}

/// A place of a pattern where one token is taken.
#[derive(Debug)]
struct Position {
    letter: u16,
    /// Where the next may be.
    follow: Vec<u16>,
    /// The pattern that may end here.
    ends: Option<u16>,
}

/// What a part of a pattern begins and ends with.
#[derive(Default)]
struct Piece {
    first: Vec<u16>,
    last: Vec<u16>,
    empty: bool,
}

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

impl Automaton {
    /// Adds a pattern under a number; `letters` says what an atom takes.
    pub(super) fn add(&mut self, node: &Node, number: u16, letters: &mut dyn FnMut(&Atom) -> Letters) {
        let piece = self.piece(node, letters);
        self.firsts.extend(&piece.first);
        for last in piece.last {
            self.positions[last as usize].ends = Some(number);
        }
    }

    /// The letters that may come first in what a pattern takes; none if it can take nothing.
    pub(super) fn firsts(node: &Node, letters: &mut dyn FnMut(&Atom) -> Letters) -> Option<Vec<u16>> {
        let mut alone = Self::default();
        let piece = alone.piece(node, letters);
        (!piece.empty).then(|| piece.first.iter().map(|&first| alone.positions[first as usize].letter).collect())
    }

    /// Makes it ready: `symbols` has for each symbol a bit for each letter that takes it.
    pub(super) fn finish(&mut self, symbols: Vec<Box<[u64]>>) {
        self.symbols = symbols;
        self.id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether a match can begin with a token of that symbol.
    pub(super) fn may_begin(&self, symbol: u16) -> bool {
        self.firsts.iter().any(|&first| self.takes(first, symbol))
    }

    fn takes(&self, position: u16, symbol: u16) -> bool {
        self.reads(self.positions[position as usize].letter, symbol)
    }

    /// Whether a letter takes a token of that symbol.
    pub(super) fn reads(&self, letter: u16, symbol: u16) -> bool {
        self.symbols[symbol as usize][letter as usize / 64] >> (letter % 64) & 1 != 0
    }

    /// How many symbols there are.
    pub(super) fn symbols(&self) -> u16 {
        self.symbols.len() as u16
    }

    fn position(&mut self, letter: u16) -> u16 {
        self.positions.push(Position { letter, follow: Vec::new(), ends: None });
        (self.positions.len() - 1) as u16
    }

    fn join(&mut self, before: &[u16], after: &[u16]) {
        for &position in before {
            self.positions[position as usize].follow.extend(after);
        }
    }

    fn piece(&mut self, node: &Node, letters: &mut dyn FnMut(&Atom) -> Letters) -> Piece {
        match node {
            Node::Sequence(nodes) => {
                let mut all = Piece { empty: true, ..Piece::default() };
                for node in nodes {
                    let next = self.piece(node, letters);
                    self.join(&all.last, &next.first);
                    if all.empty {
                        all.first.extend(&next.first);
                    }
                    if !next.empty {
                        all.last.clear();
                    }
                    all.last.extend(&next.last);
                    all.empty &= next.empty;
                }
                all
            }
            Node::Either(nodes) => {
                let mut all = Piece::default();
                for node in nodes {
                    let next = self.piece(node, letters);
                    all.first.extend(next.first);
                    all.last.extend(next.last);
                    all.empty |= next.empty;
                }
                all
            }
            Node::Repeat(node, min, max) => {
                let mut once = self.piece(node, letters);
                if *max > 1 {
                    self.join(&once.last, &once.first);
                }
                once.empty |= *min == 0;
                once
            }
            Node::Not(_) => Piece { empty: true, ..Piece::default() },
            Node::Atom(atom) => {
                let Letters { first, more, empty } = letters(atom);
                let Some(first) = first else { return Piece { empty, ..Piece::default() } };
                let first = self.position(first);
                let mut piece = Piece { first: vec![first], last: vec![first], empty };
                if let Some(more) = more {
                    let more = self.position(more);
                    self.join(&[first, more], &[more]);
                    piece.last.push(more);
                }
                piece
            }
        }
    }
}

/// The states of an automaton that texts have led to so far.
#[derive(Debug, Default)]
pub(crate) struct Walker {
    automaton: u64,
    states: Vec<State>,
    /// For each state, a bit for each letter with which it can go on.
    letters: Vec<Box<[u64]>>,
    known: FxHashMap<State, u16>,
    /// For each state and symbol the next state, or [`UNKNOWN`].
    next: Vec<u16>,
}

/// Where patterns can go on, and the patterns that ended here or on the way here; both in order. That the way is part of the
/// state makes more states, but nothing is left to gather while walking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct State {
    follow: Box<[u16]>,
    found: Box<[u16]>,
}

/// No state yet.
const UNKNOWN: u16 = u16::MAX;
/// The state before the first token, and the one in which nothing fits.
const START: u16 = 0;
const NOWHERE: u16 = 1;
/// How many states are kept: far more than our rules have.
const MOST_STATES: usize = 1 << 14;

impl Walker {
    /// Makes it remember this automaton, and nothing of another.
    pub(crate) fn prepare(&mut self, automaton: &Automaton) {
        if self.automaton != automaton.id {
            self.forget(automaton);
        }
    }

    fn forget(&mut self, automaton: &Automaton) {
        *self = Self { automaton: automaton.id, ..Self::default() };
        self.add(automaton, State { follow: in_order(automaton.firsts.iter().copied()), found: Box::default() });
        self.add(automaton, State::default());
    }

    /// The numbers of the patterns that may fit the tokens of these symbols and the `last` behind them, in order, and how many
    /// they can take at most.
    #[inline]
    pub(crate) fn walk(&mut self, automaton: &Automaton, symbols: impl Iterator<Item = u16>, last: u16) -> (&[u16], u32) {
        let (mut state, mut steps) = (START, 0);
        let mut next = START;
        for symbol in symbols {
            next = self.step(automaton, state, symbol);
            if next == NOWHERE {
                break;
            }
            state = next;
            steps += 1;
        }
        if next != NOWHERE {
            next = self.step(automaton, state, last);
            if next != NOWHERE {
                state = next;
                steps += 1;
            }
        }
        (&self.states[usize::from(state)].found, steps)
    }

    #[inline]
    fn step(&mut self, automaton: &Automaton, state: u16, symbol: u16) -> u16 {
        let next = self.next[usize::from(state) * automaton.symbols.len() + usize::from(symbol)];
        if next == UNKNOWN { self.explore(automaton, state, symbol) } else { next }
    }

    /// The state that a symbol leads to, numbered if it is new.
    #[cold]
    fn explore(&mut self, automaton: &Automaton, state: u16, symbol: u16) -> u16 {
        let place = usize::from(state) * automaton.symbols.len() + usize::from(symbol);
        // Most ways lead nowhere.
        let letters = self.letters[usize::from(state)].iter().zip(&automaton.symbols[usize::from(symbol)]);
        if letters.fold(0, |both, (own, taken)| both | own & taken) == 0 {
            self.next[place] = NOWHERE;
            return NOWHERE;
        }
        let from = &self.states[usize::from(state)];
        let positions: Vec<&Position> = from
            .follow
            .iter()
            .filter(|&&at| automaton.takes(at, symbol))
            .map(|&at| &automaton.positions[usize::from(at)])
            .collect();
        let ends = positions.iter().filter_map(|position| position.ends);
        let next = State {
            found: in_order(ends.chain(from.found.iter().copied())),
            follow: in_order(positions.iter().flat_map(|position| position.follow.iter().copied())),
        };
        if let Some(&known) = self.known.get(&next) {
            self.next[place] = known;
            return known;
        }
        if self.states.len() >= MOST_STATES {
            // What is begun can be gone on with: the new state is told by what it holds.
            self.forget(automaton);
            return self.add(automaton, next);
        }
        let number = self.add(automaton, next);
        self.next[place] = number;
        number
    }

    /// The number of a state that is new.
    fn add(&mut self, automaton: &Automaton, state: State) -> u16 {
        let number = self.states.len() as u16;
        let mut letters = vec![0; automaton.symbols.first().map_or(0, |letters| letters.len())];
        for &at in &state.follow {
            let letter = automaton.positions[usize::from(at)].letter;
            letters[usize::from(letter) / 64] |= 1 << (letter % 64);
        }
        self.letters.push(letters.into());
        if number > NOWHERE {
            self.known.insert(state.clone(), number);
        }
        self.states.push(state);
        self.next.resize(self.states.len() * automaton.symbols.len(), UNKNOWN);
        number
    }
}

/// The numbers in order, each once.
fn in_order(numbers: impl Iterator<Item = u16>) -> Box<[u16]> {
    let mut numbers: Vec<u16> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::WordId;

    fn word(word: u32) -> Node {
        Node::Atom(Atom::Word(WordId(word)))
    }

    /// The patterns that may fit words, over an alphabet in which every word is its own letter and symbol.
    fn fitting(patterns: &[Node], words: &[u16]) -> Vec<u16> {
        let mut automaton = Automaton::default();
        for (number, node) in (0..).zip(patterns) {
            automaton.add(node, number, &mut |atom| {
                let Atom::Word(WordId(word)) = atom else { panic!("only words here") };
                Letters { first: Some(*word as u16), more: (*word == 9).then_some(8), empty: false }
            });
        }
        automaton.finish((0..10).map(|symbol| Box::from([1u64 << symbol])).collect());
        let mut walker = Walker::default();
        walker.prepare(&automaton);
        let mut walk = || walker.walk(&automaton, words.iter().copied(), 0).0.to_vec();
        let first = walk();
        assert_eq!(first, walk(), "what is remembered is what was found");
        first
    }

    #[test]
    fn patterns_that_can_fit_are_named() {
        let maybe = |node: Node| Node::Repeat(Box::new(node), 0, 1);
        let patterns = [
            Node::Sequence(vec![word(1), word(2)]),
            Node::Sequence(vec![word(1), maybe(word(3)), word(2)]),
            Node::Either(vec![word(1), word(4)]),
            Node::Sequence(vec![word(5), Node::Repeat(Box::new(word(6)), 1, 8)]),
            word(9),
        ];
        assert_eq!(fitting(&patterns, &[1, 2]), [0, 1, 2]);
        assert_eq!(fitting(&patterns, &[1, 3, 2]), [1, 2]);
        assert_eq!(fitting(&patterns, &[4, 2]), [2]);
        assert_eq!(fitting(&patterns, &[5, 6, 6, 6]), [3]);
        assert_eq!(fitting(&patterns, &[9, 8, 8]), [4]);
        assert!(
            fitting(&patterns, &[5]).is_empty() && fitting(&patterns, &[]).is_empty() && fitting(&patterns, &[7, 1]).is_empty()
        );
    }
}
