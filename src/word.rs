//! Words as the program compares them: folded (case, accents, apostrophes and acronym stops away), hashed once,
//! numbered where a resource knows them. The text itself is never changed; folding is for comparison only.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The number of a word that some resource knows; 0 for a word that none does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word no resource knows.
    pub const UNKNOWN: Self = Self(0);

    /// Whether some resource knows it.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

/// Values for a few of the known words, found by one look into an array.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<T> {
    /// A bit for each word that has a value, which others share: where values are few it spares a look into a large array.
    has: [u64; 64],
    /// For each word, the number of its value; 0 for none.
    numbers: Vec<u16>,
    values: Vec<(WordId, T)>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self { has: [0; 64], numbers: Vec::new(), values: Vec::new() }
    }
}

impl<T> WordMap<T> {
    /// Where a word's bit is: its block, and the bit there.
    #[inline]
    fn bit(word: WordId) -> (usize, u64) {
        (word.0 as usize / 64 % 64, 1 << (word.0 % 64))
    }

    /// The word's value.
    #[inline]
    pub(crate) fn get(&self, word: WordId) -> Option<&T> {
        let (block, bit) = Self::bit(word);
        if self.has[block] & bit == 0 {
            return None;
        }
        let number = *self.numbers.get(word.0 as usize)?;
        self.values.get(usize::from(number).wrapping_sub(1)).map(|(_, value)| value)
    }

    /// The values.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut().map(|(_, value)| value)
    }

    /// The words that have one, and their values, in the order in which they were entered.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (WordId, &T)> {
        self.values.iter().map(|(word, value)| (*word, value))
    }
}

impl<T: Default> WordMap<T> {
    /// The word's value, to be changed; a default if it had none.
    ///
    /// # Panics
    /// If more than 65,535 words are given values.
    pub(crate) fn entry(&mut self, word: WordId) -> &mut T {
        let place = word.0 as usize;
        if self.numbers.len() <= place {
            self.numbers.resize(place + 1, 0);
        }
        if self.numbers[place] == 0 {
            let (block, bit) = Self::bit(word);
            self.has[block] |= bit;
            self.values.push((word, T::default()));
            self.numbers[place] = u16::try_from(self.values.len()).expect("rules speak of fewer than 65,535 words");
        }
        &mut self.values[usize::from(self.numbers[place]) - 1].1
    }
}

/// The hash of a folded word, eight bytes at a time, the same on every machine. A word of up to eight bytes has a hash
/// of its own; longer ones are mixed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordHash {
    state: u64,
    block: u64,
    filled: u32,
}

impl WordHash {
    /// Takes in one folded byte.
    #[inline]
    pub(crate) const fn push(&mut self, byte: u8) {
        self.block |= (byte as u64) << (8 * self.filled);
        self.filled += 1;
        if self.filled == 8 {
            self.push_block(self.block);
            (self.block, self.filled) = (0, 0);
        }
    }

    /// Takes in up to eight folded bytes at once, the first the lowest, absent ones 0; only the last block may be short.
    #[inline]
    pub(crate) const fn push_block(&mut self, block: u64) {
        // Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        self.state = (self.state.rotate_left(23) ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The hash; never 0.
    #[inline]
    pub(crate) const fn finish(mut self) -> u64 {
        if self.filled > 0 {
            self.push_block(self.block);
        }
        let hash = self.state ^ (self.state >> 32);
        if hash == 0 { 1 } else { hash }
    }
}

/// The hash of a word that is folded already.
pub(crate) const fn hash_folded(folded: &str) -> u64 {
    let mut hash = WordHash { state: 0, block: 0, filled: 0 };
    let mut at = 0;
    while at < folded.len() {
        hash.push(folded.as_bytes()[at]);
        at += 1;
    }
    hash.finish()
}

/// The hashes of some folded words.
pub(crate) const fn hashes<const N: usize>(folded: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut at = 0;
    while at < N {
        hashes[at] = hash_folded(folded[at]);
        at += 1;
    }
    hashes
}

/// Whether the word of that hash stands behind a name and tells father from son: Jr., III.
pub(crate) fn is_suffix(word: u64) -> bool {
    const SUFFIXES: [u64; 7] = hashes(["jr", "sr", "ii", "iii", "iv", "v", "vi"]);
    SUFFIXES.contains(&word)
}

/// Appends the folded form of `word`: lower case, marks off, apostrophes and stops out, letters with strokes spelt out.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.chars().filter(|c| !matches!(c, '\'' | '.' | '`')).map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in
        word.nfkd().filter(|&c| !is_combining_mark(c) && !matches!(c, '\'' | '.' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}'))
    {
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' | 'İ' => out.push('i'),
            'ħ' | 'Ħ' => out.push('h'),
            _ => out.extend(c.to_lowercase().filter(|&c| !is_combining_mark(c))),
        }
    }
}

/// The folded form of `word`.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// The words that resources know, found by hash: one probe or two for each word of a text.
///
/// The table holds no spellings but 50 bits of each hash, 18 by place and 32 as written: that an unknown word is taken for a
/// known one is a matter of one in 10^10, and adding a word checks against those known.
#[derive(Clone, Debug)]
pub struct Words {
    /// The low half of the hash, and the number with the word's marks above it; number 0 is a free slot.
    pub(crate) slots: Vec<(u32, u32)>,
    /// How far the hash is shifted to give the slot.
    shift: u32,
    /// All spellings, one behind the other.
    pub(crate) spellings: String,
    /// Where the spelling of each word ends.
    pub(crate) ends: Vec<u32>,
    /// By twelve bits of the hash, whether a word of the lists that has them takes a stop: most words at a sentence's end need
    /// no look into the large table.
    stops: [u64; 64],
}

/// How many bits of a slot's second half are the word's number; the marks are above them.
const NUMBER_BITS: u32 = 29;

/// Slots to begin with, as a power of two: room for the built-in lists without growing.
const FIRST_SLOTS: u32 = 18;

impl Default for Words {
    fn default() -> Self {
        let slots = vec![(0, 0); 1 << FIRST_SLOTS];
        Self { slots, shift: 64 - FIRST_SLOTS, spellings: String::new(), ends: vec![0], stops: [u64::MAX; 64] }
    }
}

impl Words {
    /// The number of the word with this hash.
    #[inline]
    pub fn find(&self, hash: u64) -> WordId {
        self.find_marked(hash).0
    }

    /// The number of the word with this hash, and its marks.
    #[inline]
    pub(crate) fn find_marked(&self, hash: u64) -> (WordId, u8) {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        loop {
            let (known, id) = self.slots[slot & mask];
            if known == hash as u32 || id == 0 {
                return (WordId(id & ((1 << NUMBER_BITS) - 1)), (id >> NUMBER_BITS) as u8);
            }
            slot += 1;
        }
    }

    /// Gives each word three bits of its own, found with its number, and takes note of those that take a stop. No word is added
    /// behind this.
    pub(crate) fn mark(&mut self, marks: impl Fn(WordId) -> u8, takes_stop: impl Fn(WordId) -> bool) {
        assert!(self.ends.len() < 1 << NUMBER_BITS, "fewer words than a number can tell apart");
        for (_, id) in self.slots.iter_mut().filter(|(_, id)| *id != 0) {
            *id |= u32::from(marks(WordId(*id))) << NUMBER_BITS;
        }
        self.stops = [0; 64];
        for word in (1..self.ends.len() as u32).map(WordId).filter(|&word| takes_stop(word)) {
            let hash = hash_folded(self.spelling(word)) as usize;
            self.stops[hash / 64 % 64] |= 1 << (hash % 64);
        }
    }

    /// Whether the word with this hash may be one that takes a stop.
    #[inline]
    pub(crate) fn may_take_stop(&self, hash: u64) -> bool {
        self.stops[hash as usize / 64 % 64] >> (hash % 64) & 1 != 0
    }

    /// The number of a folded word, given one if it has none yet.
    ///
    /// # Panics
    /// If two different words of the resources cannot be told apart, which calls for another hash function.
    pub fn add(&mut self, folded: &str) -> WordId {
        self.try_add(folded).expect("no two words of the resources share a hash")
    }

    /// The number of a folded word, given one if it has none yet; `None` if it cannot be told from another word, which is
    /// a matter of one in ten thousand among a million words.
    pub(crate) fn try_add(&mut self, folded: &str) -> Option<WordId> {
        let hash = hash_folded(folded);
        let known = self.find(hash);
        if known.is_known() {
            return (self.spelling(known) == folded).then_some(known);
        }
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let id = self.ends.len() as u32;
        self.spellings.push_str(folded);
        self.ends.push(self.spellings.len() as u32);
        self.insert(hash, id);
        Some(WordId(id))
    }

    /// The words of all these spellings, one behind the other: `ends` says where each ends, the first, unknown word at 0.
    pub(crate) fn of_spellings(spellings: String, ends: Vec<u32>) -> Self {
        let bits = (ends.len() * 2 + 4096).next_power_of_two().ilog2().max(FIRST_SLOTS);
        let mut words = Self { slots: vec![(0, 0); 1 << bits], shift: 64 - bits, spellings, ends, stops: [u64::MAX; 64] };
        for id in 1..words.ends.len() as u32 {
            let hash = hash_folded(words.spelling(WordId(id)));
            words.insert(hash, id);
        }
        words
    }

    /// The words of all these spellings in the table that was made of them.
    ///
    /// # Panics
    /// If the table has no power of two of places.
    pub(crate) fn of_table(spellings: String, ends: Vec<u32>, slots: Vec<(u32, u32)>) -> Self {
        assert!(slots.len().is_power_of_two(), "a table of words");
        let shift = 64 - slots.len().ilog2();
        Self { slots, shift, spellings, ends, stops: [u64::MAX; 64] }
    }

    /// Makes the table large enough for so many words more.
    pub(crate) fn reserve(&mut self, more: usize) {
        while (self.ends.len() + more) * 2 >= self.slots.len() {
            self.grow();
        }
    }

    /// How many words there are, the unknown one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.ends.len() == 1
    }

    /// The folded spelling of a known word.
    pub fn spelling(&self, word: WordId) -> &str {
        let start = word.0.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.spellings[start as usize..self.ends[word.0 as usize] as usize]
    }

    fn insert(&mut self, hash: u64, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        while self.slots[slot & mask].1 != 0 {
            slot += 1;
        }
        self.slots[slot & mask] = (hash as u32, id);
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 2];
        self.shift -= 1;
        for id in 1..self.ends.len() as u32 {
            let hash = hash_folded(self.spelling(WordId(id)));
            self.insert(hash, id);
        }
    }
}
