//! The alphabet of date rules: which token can be a letter of which part. Tokens that can be the same are one symbol.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::number::{self, NUMBERS};
use super::part::{GROUP, Part};
use super::words::DateWords;
use crate::resources::automaton::{Automaton, Letters};
use crate::resources::pattern::{Atom, Node};
use crate::word::WordId;

/// What a rule asks of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Letter {
    Word(WordId),
    Mark(u8),
    Group(u16),
    /// The token that is a part, or the first of several.
    First(Part),
    /// A further token of a part of several.
    More(Part),
    /// A number of a class.
    Number(usize),
    /// A word that begins a year in words.
    YearWord,
    /// The end of the sentence.
    Edge,
    Any,
}

/// All rules as one automaton, and the symbols of tokens.
#[derive(Debug)]
pub(crate) struct Alphabet {
    automaton: Automaton,
    /// The symbols of words by their numbers, or [`UNHEARD`]; of the unknown word [`OTHER`].
    words: Vec<u16>,
    /// Of marks and clitics, by the byte that tells them apart.
    marks: [u16; 256],
    /// Of numbers, by [`number::class`].
    numbers: [u16; NUMBERS.len()],
    /// Of the end of a sentence, which is a symbol, too.
    edge: u16,
    /// For each rule the symbols that must stand right before it, as bits; none where any may.
    before: Vec<Option<Box<[u64]>>>,
    /// For each rule the symbols that begin what may not stand before it; none where there is no such thing, or it may be
    /// nothing.
    not_before: Vec<Option<Box<[u64]>>>,
    /// The same behind it.
    not_behind: Vec<Option<Box<[u64]>>>,
    /// For each part, and behind them each group, the symbols that can begin it.
    begins: Vec<Box<[u64]>>,
}

/// A rule as its letters are found.
pub(super) struct Spelling {
    /// What it takes.
    pub(super) pattern: Node,
    /// What must stand behind it.
    pub(super) right: Option<Node>,
    /// What must stand before it, from right to left.
    pub(super) left: Option<Node>,
    /// What may not stand behind it.
    pub(super) not_right: Option<Node>,
    /// What may not stand before it, from right to left.
    pub(super) not_left: Option<Node>,
}

impl Default for Alphabet {
    fn default() -> Self {
        let numbers = [OTHER; NUMBERS.len()];
        Self {
            automaton: Automaton::default(),
            words: vec![OTHER],
            marks: [OTHER; 256],
            numbers,
            edge: OTHER,
            before: Vec::new(),
            not_before: Vec::new(),
            not_behind: Vec::new(),
            begins: Vec::new(),
        }
    }
}

/// The symbol of all that no rule knows.
const OTHER: u16 = 0;
/// The symbol of what may be anything.
const WILD: u16 = 1;
/// No symbol: no rule knows the word.
const UNHEARD: u16 = u16::MAX;

/// The parts that go on with numbers, in digits or in words.
const COUNTED: [Part; 3] = [Part::N, Part::Ordinal, Part::Day];

impl Alphabet {
    /// The alphabet of rules, by their numbers. `small` are the words `and`, `a`, `half`, with which numbers go on.
    pub(super) fn of(rules: Vec<Spelling>, words: &DateWords, small: [WordId; 3]) -> Self {
        let mut alphabet = Self::default();
        let mut letters = Vec::new();
        let mut numbers: FxHashMap<Letter, u16> = FxHashMap::default();
        let mut of_atom = |atom: &Atom| {
            let mut number = |letter: Letter| {
                *numbers.entry(letter).or_insert_with(|| {
                    letters.push(letter);
                    (letters.len() - 1) as u16
                })
            };
            let (first, more) = letters_of(atom);
            Letters { first: Some(number(first)), more: more.map(number), empty: false }
        };
        let mut guards = Vec::with_capacity(rules.len());
        for (rule, Spelling { pattern, right, left, not_right, not_left }) in (0..).zip(rules) {
            let taken = Node::Sequence([pattern].into_iter().chain(right).collect());
            alphabet.automaton.add(&spelt_out(taken, words), rule, &mut of_atom);
            // Guards on the left take parts of one token alone.
            let guard = |guard: Option<Node>| Some(spelt_out(guard?, words));
            guards.push([left, not_left, not_right].map(|node| Automaton::firsts(&guard(node)?, &mut of_atom)));
        }
        let groups = (GROUP..).take(words.groups.len());
        let mut begins = Vec::with_capacity(Part::ALL.len() + words.groups.len());
        for part in (0..).take(Part::ALL.len()).chain(groups) {
            begins.push(Automaton::firsts(&spelt_out(Node::Atom(Atom::Part(part)), words), &mut of_atom).unwrap_or_default());
        }
        let counted = counted(words, small);
        let mut symbols = Symbols { letters: &letters, known: FxHashMap::default(), all: Vec::new() };
        let other = symbols.of(|letter| letter == Letter::Any);
        let wild = symbols.of(|_| true);
        debug_assert!(other == OTHER && (wild == WILD || letters.is_empty()), "the first two symbols");
        let mut every: BTreeSet<WordId> = words.every().chain(small).collect();
        every.extend(letters.iter().filter_map(|letter| if let Letter::Word(word) = letter { Some(*word) } else { None }));
        for word in every {
            let place = word.0 as usize;
            alphabet.words.resize(alphabet.words.len().max(place + 1), UNHEARD);
            alphabet.words[place] = symbols.of(|letter| letter.takes_word(word, words, &counted));
        }
        for (mark, symbol) in (0..=u8::MAX).zip(&mut alphabet.marks) {
            *symbol = symbols.of(|letter| letter.takes_mark(mark));
        }
        // No mark is no symbol: OTHER, which is 0.
        alphabet.marks[0] = OTHER;
        for ((class, parts), symbol) in NUMBERS.iter().enumerate().zip(&mut alphabet.numbers) {
            *symbol = symbols.of(|letter| match letter {
                Letter::First(part) => parts.contains(&part),
                Letter::Number(own) => own == class,
                Letter::More(_) | Letter::Any => true,
                _ => false,
            });
        }
        alphabet.edge = symbols.of(|letter| letter == Letter::Edge);
        let all = symbols.all;
        alphabet.automaton.finish(all);
        for letters in guards {
            let [before, not_before, not_behind] = letters.map(|letters| Some(alphabet.bits(&letters?)));
            alphabet.before.push(before);
            alphabet.not_before.push(not_before);
            alphabet.not_behind.push(not_behind);
        }
        for letters in begins {
            let mut bits = alphabet.bits(&letters);
            // The classes of numbers are coarse: which part a number is its digits tell.
            alphabet.numbers.iter().for_each(|&number| bits[usize::from(number) / 64] |= 1 << (number % 64));
            alphabet.begins.push(bits);
        }
        alphabet
    }

    /// The symbols that one of these letters takes, as bits.
    fn bits(&self, letters: &[u16]) -> Box<[u64]> {
        let mut bits = vec![0; usize::from(self.automaton.symbols()) / 64 + 1];
        for symbol in 0..self.automaton.symbols() {
            if letters.iter().any(|&letter| self.automaton.reads(letter, symbol)) {
                bits[usize::from(symbol) / 64] |= 1 << (symbol % 64);
            }
        }
        bits.into()
    }

    /// Whether a token of that symbol may stand right before the rule.
    #[inline]
    pub(crate) fn may_follow(&self, rule: u16, symbol: u16) -> bool {
        self.before[usize::from(rule)].as_ref().is_none_or(|bits| has(bits, symbol))
    }

    /// Whether what may not stand before the rule can end with a token of that symbol.
    #[inline]
    pub(crate) fn may_forbid_before(&self, rule: u16, symbol: u16) -> bool {
        self.not_before[usize::from(rule)].as_ref().is_none_or(|bits| has(bits, symbol))
    }

    /// Whether what may not stand behind the rule can begin with a token of that symbol.
    #[inline]
    pub(crate) fn may_forbid_behind(&self, rule: u16, symbol: u16) -> bool {
        self.not_behind[usize::from(rule)].as_ref().is_none_or(|bits| has(bits, symbol))
    }

    /// Whether the part or group of that number can begin with a token of that symbol.
    #[inline]
    pub(crate) fn may_be(&self, part: u16, symbol: u16) -> bool {
        let row = if part < GROUP { usize::from(part) } else { Part::ALL.len() + usize::from(part - GROUP) };
        has(&self.begins[row], symbol)
    }

    /// The symbol of the end of a sentence, or of its start.
    #[inline]
    pub(crate) fn edge(&self) -> u16 {
        self.edge
    }

    /// All rules, without what they ask around them.
    #[inline]
    pub(crate) fn automaton(&self) -> &Automaton {
        &self.automaton
    }

    /// The symbol of a word or mark: of a word that a rule knows with the mark 0, else of the unknown word. One of the two says
    /// nothing, so that no branch is needed to tell them apart.
    #[inline]
    pub(crate) fn symbol(&self, word: WordId, mark: u8) -> u16 {
        self.words[word.0 as usize] | self.marks[usize::from(mark)]
    }

    /// The symbol of a number of these letters.
    #[inline]
    pub(crate) fn number(&self, word: WordId, text: &str) -> u16 {
        if self.knows(word) { WILD } else { self.numbers[number::class(text)] }
    }

    /// Whether a rule can begin with this word.
    pub(crate) fn may_begin(&self, word: WordId) -> bool {
        self.knows(word) && self.automaton.may_begin(self.words[word.0 as usize])
    }

    /// Whether a rule knows the word at all.
    pub(crate) fn knows(&self, word: WordId) -> bool {
        word.is_known() && self.words.get(word.0 as usize).is_some_and(|&symbol| symbol != UNHEARD)
    }
}

/// The letter that begins an atom, and the one that goes on with it.
fn letters_of(atom: &Atom) -> (Letter, Option<Letter>) {
    match atom {
        Atom::Word(word) => (Letter::Word(*word), None),
        Atom::Mark(mark) => (Letter::Mark(*mark), None),
        Atom::Class(_) | Atom::Trigger(_) | Atom::Gap => (Letter::Any, None),
        Atom::Part(group) if *group >= GROUP => (Letter::Group(*group - GROUP), None),
        Atom::Part(part) if *part >= YEAR_WORD => match *part - YEAR_WORD {
            0 => (Letter::YearWord, None),
            1 => (Letter::More(Part::Year), None),
            class => (Letter::Number(usize::from(class - 2)), None),
        },
        Atom::Part(part) => match Part::from_number(*part) {
            None => (Letter::Any, None),
            Some(Part::Edge) => (Letter::Edge, None),
            Some(part) => (Letter::First(part), COUNTED.contains(&part).then_some(Letter::More(part))),
        },
    }
}

/// The numbers of parts that only [`spelt_out`] writes: a word that begins a year, one that goes on with it, and behind
/// these the classes of numbers.
const YEAR_WORD: u16 = 0x80;

/// The pattern with parts that may take several tokens written out: phrases word by word, years, decades.
fn spelt_out(node: Node, words: &DateWords) -> Node {
    let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| spelt_out(node, words)).collect();
    let part = match node {
        Node::Sequence(nodes) => return Node::Sequence(all(nodes)),
        Node::Either(nodes) => return Node::Either(all(nodes)),
        Node::Repeat(node, min, max) => return Node::Repeat(Box::new(spelt_out(*node, words)), min, max),
        Node::Atom(Atom::Part(part)) if part < GROUP => part,
        node => return node,
    };
    let own = |number: u16| Node::Atom(Atom::Part(number));
    let class = |class: u16| own(YEAR_WORD + 2 + class);
    let mark = |mark: u8| Node::Atom(Atom::Mark(mark));
    let more = || Node::Repeat(Box::new(own(YEAR_WORD + 1)), 1, 8);
    let short_year = || Node::Sequence(vec![mark(b'\''), class(0)]);
    match Part::from_number(part) {
        None => own(part),
        Some(Part::Year) => Node::Either(vec![own(part), Node::Sequence(vec![own(YEAR_WORD), more()])]),
        Some(Part::ShortYear) => short_year(),
        // "1980's", "'80s", "'80's"
        Some(Part::Decade) => Node::Either(vec![
            own(part),
            Node::Sequence(vec![class(1), mark(b's')]),
            Node::Sequence(vec![mark(b'\''), class(3)]),
            Node::Sequence(vec![short_year(), mark(b's')]),
        ]),
        Some(known) if COUNTED.contains(&known) => own(part),
        Some(known) => {
            let word = |&word: &WordId| Node::Atom(Atom::Word(word));
            // "Eid al-Fitr"
            let dash = || (known == Part::Holiday).then(|| Node::Repeat(Box::new(mark(b'-')), 0, 1));
            let further = |next: &WordId| dash().into_iter().chain([word(next)]).collect::<Vec<_>>();
            let phrase = |(first, rest): (WordId, &[WordId])| {
                Node::Sequence([word(&first)].into_iter().chain(rest.iter().flat_map(further)).collect())
            };
            let all = Node::Either([own(part)].into_iter().chain(words.phrases(known).map(phrase)).collect());
            // "UTC+3", "GMT-05:00"
            let offset =
                || Node::Sequence(vec![Node::Either(vec![mark(b'+'), mark(b'-')]), Node::Either(vec![class(0), class(5)])]);
            if known == Part::Zone { Node::Sequence(vec![all, Node::Repeat(Box::new(offset()), 0, 1)]) } else { all }
        }
    }
}

#[inline]
fn has(bits: &[u64], symbol: u16) -> bool {
    bits[usize::from(symbol) / 64] >> (symbol % 64) & 1 != 0
}

/// Symbols by the letters that take them.
struct Symbols<'l> {
    letters: &'l [Letter],
    known: FxHashMap<Box<[u64]>, u16>,
    all: Vec<Box<[u64]>>,
}

impl Symbols<'_> {
    /// The symbol that these letters take.
    fn of(&mut self, takes: impl Fn(Letter) -> bool) -> u16 {
        let mut bits = vec![0; self.letters.len() / 64 + 1].into_boxed_slice();
        for (number, _) in self.letters.iter().enumerate().filter(|(_, letter)| takes(**letter)) {
            bits[number / 64] |= 1 << (number % 64);
        }
        let all = &mut self.all;
        *self.known.entry(bits).or_insert_with_key(|bits| {
            all.push(bits.clone());
            (all.len() - 1) as u16
        })
    }
}

impl Letter {
    fn takes_word(self, word: WordId, words: &DateWords, counted: &FxHashSet<WordId>) -> bool {
        let senses =
            |fits: &dyn Fn(Part, bool) -> bool| words.senses(word).iter().any(|sense| fits(sense.part, sense.rest.is_empty()));
        match self {
            Self::Any => true,
            Self::Word(own) => own == word,
            Self::Mark(_) | Self::Edge | Self::Number(_) => false,
            Self::Group(group) => words.in_group(group, word),
            // "twenty-first", "a couple of"
            Self::First(part) if COUNTED.contains(&part) => senses(&|own, _| part.takes(own) || own == Part::N),
            Self::YearWord => senses(&|own, _| own == Part::N),
            // No year is one word.
            Self::First(Part::Year) => false,
            Self::First(part) => senses(&|own, alone| part.takes(own) && alone),
            Self::More(_) => counted.contains(&word),
        }
    }

    fn takes_mark(self, mark: u8) -> bool {
        match self {
            Self::Any => true,
            Self::Mark(own) => own == mark,
            Self::First(Part::Dash) => matches!(mark, b'-' | b'~'),
            Self::First(Part::Bracket) => matches!(mark, b'(' | b'['),
            Self::First(Part::Currency) => true,
            // "twenty-five", "2 1/2"
            Self::More(_) => matches!(mark, b'-' | b'/'),
            Self::Word(_) | Self::Group(_) | Self::First(_) | Self::Edge | Self::Number(_) | Self::YearWord => false,
        }
    }
}

/// The words with which numbers in words go on.
fn counted(words: &DateWords, small: [WordId; 3]) -> FxHashSet<WordId> {
    let counts =
        |word: &WordId| words.senses(*word).iter().any(|sense| matches!(sense.part, Part::N | Part::Ordinal | Part::DecadeWord));
    let rest = words.phrases(Part::N).flat_map(|(_, rest)| rest.iter().copied());
    words.every().filter(counts).chain(small).chain(rest).collect()
}
