//! Text to tokens, in one pass over its bytes: words with their folded hash, numbers, punctuation.
//!
//! `Russia's` is `Russia` + `'s`, `didn't` is `did` + `n't`, `Moscow-based` three tokens, `U.S.` and `Inc.` one each with
//! their stop, `O'Brien` and `AT&T` one, an e-mail address or URL one.

use super::token::{Shape, Token, has};
use super::{WordTraits, cue};
use crate::word::{WordHash, WordId, Words};

pub(super) const SPACE: u8 = 0;
pub(super) const LINE: u8 = 1;
pub(super) const LOWER: u8 = 2;
pub(super) const UPPER: u8 = 3;
pub(super) const DIGIT: u8 = 4;
pub(super) const MARK: u8 = 5;
pub(super) const HIGH: u8 = 6;

pub(super) const CLASS: [u8; 256] = {
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

pub(super) struct Scanner<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) words: &'t Words,
    pub(super) traits: &'t [WordTraits],
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
pub(super) struct Saw {
    /// The first is a capital.
    pub(super) first: bool,
    /// One of the others is.
    pub(super) inner: bool,
    /// One is small.
    pub(super) lower: bool,
    /// There is but one.
    pub(super) one: bool,
}

impl Saw {
    #[inline]
    pub(super) fn shape(self) -> Shape {
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

impl Scanner<'_, '_> {
    #[inline]
    pub(super) fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&byte| CLASS[byte as usize])
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
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
    pub(super) fn push(&mut self, (start, end): (usize, usize), hash: u64, shape: Shape, mark: u8, has: u8) {
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
        // Unicode counts the apostrophe U+02BC among the letters; a word has one inside of it only.
        if c.is_alphanumeric() && c != '\u{2bc}' {
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

    #[inline]
    pub(super) fn class_is_letter(&self, at: usize) -> bool {
        matches!(self.class(at), LOWER | UPPER | DIGIT)
    }
}

/// The straight ASCII kin of quotes and dashes; another mark is 1.
fn straight(c: char) -> u8 {
    match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => b'"',
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' => b'\'',
        '\u{2010}' | '\u{2011}' => b'-',
        '\u{2012}'..='\u{2015}' | '\u{2212}' => b'~',
        '\u{2026}' => b'.',
        '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{b7}' => b'*',
        _ => 1,
    }
}
