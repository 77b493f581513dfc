//! Text to tokens, in one pass over its bytes: words with their folded hash, numbers, punctuation.
//!
//! `Russia's` is `Russia` + `'s`, `didn't` is `did` + `n't`, `Moscow-based` three tokens, `U.S.` and `Inc.` one each with
//! their stop, `O'Brien` and `AT&T` one, an e-mail address or URL one.

use super::{WordTraits, cue};
use crate::span::Span;
use crate::word::{WordHash, WordId, Words, fold, hash_folded};

/// A word, number or mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The hash of its folded form; 0 for punctuation and numbers.
    pub hash: u64,
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Its number among the words that resources know.
    pub word: WordId,
    /// What sort of token it is.
    pub shape: Shape,
    /// The byte that tells punctuation apart (ASCII; curly quotes and dashes as their straight kin); 0 for others.
    pub mark: u8,
    /// Bits of [`has`].
    pub has: u8,
}

/// Bits of what a token has.
pub mod has {
    /// White space before it.
    pub const SPACE: u8 = 1;
    /// A line break before it.
    pub const LINE: u8 = 2;
    /// A blank line before it.
    pub const BLANK: u8 = 4;
    /// A stop that belongs to it: `Inc.`, `U.S.`.
    pub const STOP: u8 = 8;
    /// Letters of a script without capitals or spaces.
    pub const UNCASED: u8 = 16;
}

/// What sort of token it is, by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `missile`
    Lower,
    /// `Russia`
    Title,
    /// `NATO`, `U.S.`
    Upper,
    /// `K`, `J.`
    Initial,
    /// `McDonald`, `iPhone`, `ScarCruft`
    Mixed,
    /// `2023`, `9:30`, `1990s`, `3.5`
    Number,
    /// `'s`, `n't`, `'ll`; its mark is the first letter
    Clitic,
    /// An e-mail address or URL.
    Address,
    /// Punctuation and symbols.
    Mark,
}

impl Token {
    /// Where it stands.
    #[inline]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it is a word with a capital.
    #[inline]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether it is a word, capital or not.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.is_capital() || self.shape == Shape::Lower
    }

    /// Whether it is this mark.
    #[inline]
    pub fn is(&self, mark: u8) -> bool {
        self.mark == mark
    }

    /// Whether it has any of these bits.
    #[inline]
    pub fn has(&self, bits: u8) -> bool {
        self.has & bits != 0
    }
}

const SPACE: u8 = 0;
const LINE: u8 = 1;
const LOWER: u8 = 2;
const UPPER: u8 = 3;
const DIGIT: u8 = 4;
const MARK: u8 = 5;
const HIGH: u8 = 6;

const CLASS: [u8; 256] = {
    let mut table = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\n' => LINE,
            0..=32 | 127 => SPACE,
            b'a'..=b'z' | b'_' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            128..=255 => HIGH,
            _ => MARK,
        };
        byte += 1;
    }
    table
};

/// Appends the tokens of `text`, and for each the bits of [`cue`] that it has.
pub fn tokenize(text: &str, words: &Words, traits: &[WordTraits], out: &mut Vec<Token>, cues: &mut Vec<u8>) {
    let gap = has::LINE | has::BLANK;
    let first = out.len();
    let mut scanner = Scanner { text, bytes: text.as_bytes(), words, traits, out, cues, gap };
    scanner.run();
    // Words are looked up when all are cut: lookups that wait for memory then overlap.
    for (token, cues) in out[first..].iter_mut().zip(&mut cues[first..]) {
        if token.hash != 0 {
            token.word = words.find(token.hash);
            *cues |= traits.get(token.word.0 as usize).map_or(0, |traits| traits.0 & WordTraits::CUES);
        }
    }
}

struct Scanner<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    words: &'t Words,
    traits: &'t [WordTraits],
    out: &'o mut Vec<Token>,
    cues: &'o mut Vec<u8>,
    gap: u8,
}

/// What a run of plain letters may end at: all but digits, letters beyond ASCII, apostrophes and marks that join words.
const ENDS_PLAINLY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let joins = matches!(byte as u8, b'\'' | b'`' | b'&' | b'@' | b':' | b'.' | b'_');
        table[byte] = matches!(CLASS[byte], SPACE | LINE | MARK) && !joins;
        byte += 1;
    }
    table
};

/// The cues of each shape.
const SHAPE_CUES: [u8; 9] = {
    let mut cues = [cue::NAME; 9];
    cues[Shape::Lower as usize] = 0;
    cues[Shape::Number as usize] = cue::NAME | cue::DATE;
    cues[Shape::Clitic as usize] = cue::TRIGGER;
    cues[Shape::Mark as usize] = cue::TRIGGER;
    cues
};

// A line before a token is the same bit among what it has and among its cues.
const _: () = assert!(has::LINE == cue::LINE);

/// In each of eight bytes the highest bit.
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each of eight bytes that is an ASCII letter.
#[inline]
fn letters(block: u64) -> u64 {
    // Adding carries into the highest bit what is at least `a`, or more than `z`; bytes cannot carry into each other.
    let low = (block | 0x2020_2020_2020_2020) & !HIGHS;
    let from_a = low + 0x1f1f_1f1f_1f1f_1f1f;
    let past_z = low + 0x0505_0505_0505_0505;
    from_a & !past_z & !block & HIGHS
}

/// What the letters of a word were.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four facts of one word, packed where they are used")]
struct Saw {
    /// The first is a capital.
    first: bool,
    /// One of the others is.
    inner: bool,
    /// One is small.
    lower: bool,
    /// There is but one.
    one: bool,
}

impl Saw {
    #[inline]
    fn shape(self) -> Shape {
        const SHAPES: [Shape; 16] = {
            let mut shapes = [Shape::Lower; 16];
            let mut bits = 0;
            while bits < 16 {
                let (first, inner, lower, one) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0, bits & 8 != 0);
                shapes[bits] = if !first && !inner {
                    Shape::Lower
                } else if one {
                    Shape::Initial
                } else if !lower {
                    Shape::Upper
                } else if !inner {
                    Shape::Title
                } else {
                    Shape::Mixed
                };
                bits += 1;
            }
            shapes
        };
        let bit = usize::from;
        SHAPES[(bit(self.first) | bit(self.inner) << 1 | bit(self.lower) << 2 | bit(self.one) << 3) & 15]
    }
}

/// The same, as bits.
const SAW_LOWER: u8 = 1;
const SAW_UPPER: u8 = 2;
const SAW_DIGIT: u8 = 4;
const SAW_HIGH: u8 = 8;
const SAW_UNCASED: u8 = 16;
const SAW_INNER_UPPER: u8 = 32;

impl Scanner<'_, '_> {
    #[inline]
    fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&byte| CLASS[byte as usize])
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            // Most tokens follow one space.
            let space = usize::from(byte == b' ');
            self.gap |= space as u8 * has::SPACE;
            at += space;
            let Some(&byte) = self.bytes.get(at) else { break };
            let class = CLASS[byte as usize];
            // Most tokens are words.
            if class == LOWER || class == UPPER {
                at = match self.plain_word(at) {
                    Some(end) => end,
                    None => self.word(at),
                };
                continue;
            }
            match class {
                SPACE => {
                    self.gap |= has::SPACE;
                    at += 1;
                }
                LINE => {
                    self.gap |= if self.gap & has::LINE == 0 { has::SPACE | has::LINE } else { has::BLANK };
                    at += 1;
                }
                DIGIT => at = self.number(at),
                HIGH => at = self.high(at),
                _ => at = self.mark(at),
            }
        }
    }

    #[inline]
    fn push(&mut self, (start, end): (usize, usize), hash: u64, shape: Shape, mark: u8, has: u8) {
        let has = has | self.gap;
        self.gap = 0;
        // Without branches: the bits of `has` moved to where the cues have them.
        let mut cues = SHAPE_CUES[shape as usize];
        cues |= (has & has::LINE) / has::LINE * cue::LINE;
        cues |= (has & has::STOP) / has::STOP * cue::STOP;
        cues |= (has & has::UNCASED) / has::UNCASED * cue::NAME;
        if shape == Shape::Mark {
            cues |= match mark {
                b'.' | b'!' | b'?' => cue::STOP,
                b'(' | b'[' => cue::BRACKET,
                b'\'' => cue::DATE,
                _ => 0,
            };
        }
        self.cues.push(cues);
        self.out.push(Token { hash, start: start as u32, end: end as u32, word: WordId::UNKNOWN, shape, mark, has });
    }

    fn mark(&mut self, at: usize) -> usize {
        self.push((at, at + 1), 0, Shape::Mark, self.bytes[at], 0);
        at + 1
    }

    fn high(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        let end = at + c.len_utf8();
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}') {
            self.gap |= has::SPACE;
            return end;
        }
        if c.is_alphanumeric() {
            return self.word(at);
        }
        self.push((at, end), 0, Shape::Mark, straight(c), 0);
        end
    }

    /// A word of ASCII letters alone, as almost all are, eight at a time; `None` if it is another.
    #[inline]
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        let block = u64::from_le_bytes(*self.bytes.get(start..)?.first_chunk::<8>()?);
        let letters = letters(block);
        let ends = !letters & HIGHS;
        if ends == 0 {
            return self.long_word(start);
        }
        let count = ends.trailing_zeros() as usize / 8;
        let end = start + count;
        let stop = (block >> (8 * count)) as u8;
        if !self.ends_plainly(stop, end) {
            return None;
        }
        let kept = (1 << (8 * count)) - 1;
        // Bit 5 tells small letters from capitals.
        let large = !(block << 2) & letters & kept;
        let small = (block << 2) & letters & kept;
        let mut hash = WordHash::default();
        hash.push_block((block | 0x2020_2020_2020_2020) & kept);
        let saw = Saw { first: large & 0x80 != 0, inner: large & !0x80 != 0, lower: small != 0, one: count == 1 };
        Some(self.push_plain((start, end), hash.finish(), saw, stop))
    }

    /// The same, for one of eight letters or more.
    fn long_word(&mut self, start: usize) -> Option<usize> {
        let mut hash = WordHash::default();
        let mut saw = Saw { first: self.class(start) == UPPER, inner: false, lower: false, one: false };
        let mut at = start;
        loop {
            let block = u64::from_le_bytes(*self.bytes.get(at..)?.first_chunk::<8>()?);
            let letters = letters(block);
            let ends = !letters & HIGHS;
            let count = ends.trailing_zeros() as usize / 8;
            let kept = if count == 8 { u64::MAX } else { (1 << (8 * count)) - 1 };
            let large = !(block << 2) & letters & kept;
            saw.inner |= large & if at == start { !0x80 } else { u64::MAX } != 0;
            saw.lower |= (block << 2) & letters & kept != 0;
            if count > 0 {
                hash.push_block((block | 0x2020_2020_2020_2020) & kept);
            }
            at += count;
            if count < 8 {
                break;
            }
        }
        let stop = self.bytes[at];
        self.ends_plainly(stop, at).then(|| self.push_plain((start, at), hash.finish(), saw, stop))
    }

    /// Whether a run of plain letters that ends at `end` before the byte `stop` is the whole word.
    #[inline]
    fn ends_plainly(&self, stop: u8, end: usize) -> bool {
        match stop {
            b'.' => !self.class_is_letter(end + 1) && self.class(end + 1) != HIGH,
            b':' => self.bytes.get(end + 1) != Some(&b'/'),
            _ => ENDS_PLAINLY[stop as usize],
        }
    }

    /// Pushes a word of plain letters; where to go on.
    #[inline]
    fn push_plain(&mut self, (start, end): (usize, usize), hash: u64, saw: Saw, stop: u8) -> usize {
        let shape = saw.shape();
        if stop == b'.' {
            let after = self.with_stop((start, end), hash, shape, 0);
            // "Inc.'s"
            return if after > end { self.clitic(after) } else { after };
        }
        let has = self.gap;
        self.gap = 0;
        self.cues.push(SHAPE_CUES[shape as usize] | (has & has::LINE));
        self.out.push(Token { hash, start: start as u32, end: end as u32, word: WordId::UNKNOWN, shape, mark: 0, has });
        end
    }

    /// A word that starts at `at`: scans and hashes it in one pass.
    fn word(&mut self, start: usize) -> usize {
        let mut hash = WordHash::default();
        let mut saw = 0u8;
        let mut letters = 0u32;
        let mut at = start;
        loop {
            let byte = self.bytes.get(at).copied().unwrap_or(b' ');
            match CLASS[byte as usize] {
                LOWER => {
                    saw |= SAW_LOWER;
                    hash.push(byte);
                    letters += 1;
                    at += 1;
                }
                UPPER => {
                    saw |= if at == start { SAW_UPPER } else { SAW_UPPER | SAW_INNER_UPPER };
                    hash.push(byte | 0x20);
                    letters += 1;
                    at += 1;
                }
                DIGIT => {
                    saw |= SAW_DIGIT;
                    hash.push(byte);
                    at += 1;
                }
                HIGH => {
                    let Some(c) = self.char_at(at) else { break };
                    if c == '\u{2019}' || c == '\u{2bc}' {
                        match self.apostrophe(start, at, at + c.len_utf8(), &mut saw) {
                            Some(next) => at = next,
                            None => break,
                        }
                        continue;
                    }
                    if !(c.is_alphanumeric() || is_mark(c)) {
                        break;
                    }
                    saw |= SAW_HIGH
                        | if c.is_uppercase() {
                            if at == start { SAW_UPPER } else { SAW_UPPER | SAW_INNER_UPPER }
                        } else if c.is_lowercase() || is_mark(c) {
                            SAW_LOWER
                        } else {
                            SAW_UNCASED
                        };
                    letters += 1;
                    at += c.len_utf8();
                }
                MARK => match byte {
                    b'\'' | b'`' => match self.apostrophe(start, at, at + 1, &mut saw) {
                        Some(next) => at = next,
                        None => break,
                    },
                    b'.' if at == start + 1
                        && saw & SAW_HIGH == 0
                        && matches!(self.class(at + 1), UPPER | LOWER)
                        && !self.class_is_letter(at + 2) =>
                    {
                        return self.acronym(start);
                    }
                    b'.' if at == start + 1
                        && saw & SAW_HIGH == 0
                        && saw & SAW_UPPER != 0
                        && self.class(at + 1) == UPPER
                        && self.bytes.get(at + 2) == Some(&b'.') =>
                    {
                        return self.acronym(start);
                    }
                    b'&' if saw & SAW_LOWER == 0 && self.class(at + 1) == UPPER => {
                        hash.push(byte);
                        at += 1;
                    }
                    b'@' | b':' | b'.' | b'/' if self.starts_address(start, at) => return self.address(start, at),
                    _ => break,
                },
                _ => break,
            }
        }
        if let Some(negation) = self.negation(start, at) {
            // "didn't" is "did" and "n't".
            self.finish_word(start, negation, None, saw & !SAW_HIGH, letters - 2);
            self.push((negation, at), 0, Shape::Clitic, b'n', 0);
            return at;
        }
        let hash = if saw & SAW_HIGH != 0 { None } else { Some(hash.finish()) };
        let end = self.finish_word(start, at, hash, saw, letters);
        self.clitic(end)
    }

    fn class_is_letter(&self, at: usize) -> bool {
        matches!(self.class(at), LOWER | UPPER | DIGIT)
    }

    /// Pushes the word `start..end`, with its stop if it is an abbreviation or an initial; where the token ended.
    fn finish_word(&mut self, start: usize, end: usize, hash: Option<u64>, saw: u8, letters: u32) -> usize {
        let hash = hash.unwrap_or_else(|| hash_folded(&fold(&self.text[start..end])));
        let shape = Saw {
            first: saw & SAW_UPPER != 0 && saw & SAW_INNER_UPPER == 0,
            inner: saw & SAW_INNER_UPPER != 0,
            lower: saw & SAW_LOWER != 0,
            one: letters == 1,
        }
        .shape();
        self.with_stop((start, end), hash, shape, if saw & SAW_UNCASED != 0 { has::UNCASED } else { 0 })
    }

    /// Pushes the word `start..end`, with its stop if it is an abbreviation or an initial; where the token ended.
    fn with_stop(&mut self, (start, end): (usize, usize), hash: u64, shape: Shape, mut has: u8) -> usize {
        let mut stop = end;
        if self.bytes.get(end) == Some(&b'.') && self.bytes.get(end + 1) != Some(&b'.') {
            let word = self.words.find(hash);
            let abbreviation = self.traits.get(word.0 as usize).is_some_and(|traits| traits.any(WordTraits::ABBREVIATION));
            if shape == Shape::Initial || (abbreviation && self.stop_belongs(end, word)) {
                has |= has::STOP;
                stop = end + 1;
            }
        }
        self.push((start, stop), hash, shape, 0, has);
        stop
    }

    /// Whether the stop at `end` belongs to the abbreviation before it: an ordinary word that is also an abbreviation
    /// ("no.", "sun.") takes it only where a name or number follows.
    fn stop_belongs(&self, end: usize, word: WordId) -> bool {
        if !self.traits[word.0 as usize].any(WordTraits::COMMON) {
            return true;
        }
        let next = self.bytes[end + 1..]
            .iter()
            .position(|byte| !byte.is_ascii_whitespace())
            .map(|n| CLASS[self.bytes[end + 1 + n] as usize]);
        let capital = self.bytes.get(end.wrapping_sub(1)).is_some() && next == Some(UPPER);
        next == Some(DIGIT) || next == Some(LOWER) || (capital && self.traits[word.0 as usize].any(WordTraits::BEFORE_NAME))
    }

    /// An apostrophe inside a word: where to go on, if the word goes on after it.
    fn apostrophe(&self, start: usize, at: usize, after: usize, saw: &mut u8) -> Option<usize> {
        if self.clitic_at(at).is_some() || at == start {
            return None;
        }
        let joined = matches!(self.class(after), LOWER | UPPER | HIGH)
            && (self.class(after) != HIGH || self.char_at(after).is_some_and(char::is_alphabetic));
        if joined {
            *saw |= SAW_HIGH; // folded with its apostrophe out
        }
        joined.then_some(after)
    }

    /// Where a clitic that starts at `at` with an apostrophe ends: `'s`, `'ll`, `'re`, `'ve`, `'d`, `'m`.
    fn clitic_at(&self, at: usize) -> Option<usize> {
        let after = match self.bytes.get(at)? {
            b'\'' | b'`' => at + 1,
            0xe2 if self.bytes[at..].starts_with("\u{2019}".as_bytes()) => at + 3,
            _ => return None,
        };
        let rest = &self.bytes[after..];
        for tail in ["s", "ll", "re", "ve", "d", "m"] {
            if rest.len() >= tail.len() && rest[..tail.len()].eq_ignore_ascii_case(tail.as_bytes()) {
                let end = after + tail.len();
                if !matches!(self.class(end), LOWER | UPPER | DIGIT) {
                    return Some(end);
                }
            }
        }
        None
    }

    /// Where the `n't` that ends the word `start..end` begins, if it ends so.
    fn negation(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.bytes[start..end];
        let tail = ["n't", "n\u{2019}t"]
            .into_iter()
            .find(|tail| word.len() > tail.len() && word[word.len() - tail.len()..].eq_ignore_ascii_case(tail.as_bytes()))?;
        Some(end - tail.len())
    }

    /// Pushes the clitic that starts at `at` with its apostrophe, if one does; where to go on.
    fn clitic(&mut self, at: usize) -> usize {
        let Some(end) = self.clitic_at(at) else { return at };
        let letter = self.bytes[if self.bytes[at] < 0x80 { at + 1 } else { at + 3 }] | 0x20;
        self.push((at, end), 0, Shape::Clitic, letter, 0);
        end
    }

    /// `U.S.`, `D.C.`, `a.m.`: letters each with a stop.
    fn acronym(&mut self, start: usize) -> usize {
        let mut hash = WordHash::default();
        let mut at = start;
        let mut upper = false;
        let mut letters = 0;
        while matches!(self.class(at), LOWER | UPPER)
            && (self.bytes.get(at + 1) == Some(&b'.') || (letters > 0 && !self.class_is_letter(at + 1)))
        {
            upper |= self.class(at) == UPPER;
            hash.push(self.bytes[at] | 0x20);
            letters += 1;
            at += 1;
            if self.bytes.get(at) == Some(&b'.') {
                at += 1;
            }
        }
        let hash = hash.finish();
        let shape = if !upper {
            Shape::Lower
        } else if letters == 1 {
            Shape::Initial
        } else {
            Shape::Upper
        };
        let stop = if self.bytes[at - 1] == b'.' { has::STOP } else { 0 };
        self.push((start, at), hash, shape, 0, stop);
        self.clitic(at)
    }

    /// Whether the word that started at `start` goes on as an e-mail address or URL at the mark at `at`.
    fn starts_address(&self, start: usize, at: usize) -> bool {
        let word = &self.bytes[start..at];
        match self.bytes[at] {
            b'@' => self.class_is_letter(at + 1),
            b':' => self.bytes[at..].starts_with(b"://"),
            b'.' => {
                word.eq_ignore_ascii_case(b"www") && self.class_is_letter(at + 1)
                    || (self.class_is_letter(at + 1) && self.address_ahead(at))
            }
            _ => false,
        }
    }

    /// Whether an `@` comes before the next space: the stop is inside of an e-mail address; or a known domain ending does.
    fn address_ahead(&self, at: usize) -> bool {
        let rest = &self.bytes[at..self.bytes.len().min(at + 64)];
        let end =
            rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b')' | b'"')).unwrap_or(rest.len());
        let rest = rest[..end].strip_suffix(b".").unwrap_or(&rest[..end]);
        let host = rest.split(|&byte| byte == b'/').next().unwrap_or(rest);
        rest.contains(&b'@')
            || [".com", ".org", ".net", ".gov", ".edu", ".info", ".io"].iter().any(|ending| host.ends_with(ending.as_bytes()))
            || (rest.contains(&b'/') && [".uk", ".ru", ".cn", ".de"].iter().any(|ending| host.ends_with(ending.as_bytes())))
    }

    /// Pushes the address that starts at `start` and whose first mark is at `mark`.
    fn address(&mut self, start: usize, mark: usize) -> usize {
        let mut end = mark + 1;
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_whitespace() || matches!(byte, b',' | b'<' | b'>' | b'"' | b')' | b'(' | b';' | b']') || byte >= 0x80
            {
                break;
            }
            end += 1;
        }
        while end > mark && matches!(self.bytes[end - 1], b'.' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        // "Amazon.com" is a name too: short ones are looked up.
        let hash = if end - start <= 32 { hash_folded(&fold(&self.text[start..end])) } else { 0 };
        self.push((start, end), hash, Shape::Address, 0, 0);
        end
    }

    /// A number: digits, with `,` `.` `:` between digits, and letters that follow at once (`1990s`, `5th`, `50K`).
    fn number(&mut self, start: usize) -> usize {
        let mut at = start + 1;
        loop {
            match self.class(at) {
                DIGIT => at += 1,
                LOWER | UPPER => at += 1,
                MARK if matches!(self.bytes[at], b',' | b'.' | b':') && self.class(at + 1) == DIGIT => at += 2,
                MARK if self.bytes[at] == b'@' && self.class_is_letter(at + 1) => return self.address(start, at),
                _ => break,
            }
        }
        let mut hash = WordHash::default();
        self.bytes[start..at].iter().filter(|&&byte| byte != b'.').for_each(|byte| hash.push(byte.to_ascii_lowercase()));
        let hash = hash.finish();
        self.push((start, at), hash, Shape::Number, 0, 0);
        self.clitic(at)
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The straight ASCII kin of quotes and dashes; another mark is 1.
fn straight(c: char) -> u8 {
    match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => b'"',
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => b'\'',
        '\u{2010}' | '\u{2011}' => b'-',
        '\u{2012}'..='\u{2015}' | '\u{2212}' => b'~',
        '\u{2026}' => b'.',
        '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{b7}' => b'*',
        _ => 1,
    }
}
