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
    let (tokens, bits) = (std::mem::take(out), std::mem::take(cues));
    let mut scanner = Scanner { text, bytes: text.as_bytes(), words, traits, out: tokens, cues: bits, gap };
    scanner.run();
    (*out, *cues) = (scanner.out, scanner.cues);
    // Words are looked up when all are cut: lookups that wait for memory then overlap.
    for (token, cues) in out[first..].iter_mut().zip(&mut cues[first..]) {
        if token.hash != 0 {
            let (word, marks) = words.find_marked(token.hash);
            token.word = word;
            *cues |= marks << WordTraits::FIRST_CUE;
        }
    }
}

pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) words: &'t Words,
    pub(super) traits: &'t [WordTraits],
    out: Vec<Token>,
    cues: Vec<u8>,
    /// What stands between the last token and the next.
    gap: u8,
}

/// A run of plain letters.
struct Run {
    /// Behind its last letter, and the byte there.
    end: usize,
    stop: u8,
    hash: u64,
    shape: Shape,
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

/// The cues of each mark.
const MARK_CUES: [u8; 256] = {
    let mut cues = [SHAPE_CUES[Shape::Mark as usize]; 256];
    let mut mark = 0;
    while mark < 256 {
        cues[mark] |= match mark as u8 {
            b'.' | b'!' | b'?' => cue::STOP,
            b'(' | b'[' => cue::BRACKET,
            b'\'' => cue::DATE,
            _ => 0,
        };
        mark += 1;
    }
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

impl Scanner<'_> {
    #[inline]
    pub(super) fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&byte| CLASS[byte as usize])
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            // Most tokens are words of plain letters.
            at = match self.plain_word(at) {
                Some(next) => next,
                None => self.other(at),
            };
        }
    }

    /// White space, or a token that is no word of plain letters; where to go on.
    fn other(&mut self, at: usize) -> usize {
        match self.class(at) {
            MARK => self.mark(at),
            SPACE => {
                self.gap |= has::SPACE;
                at + 1
            }
            LINE => {
                self.gap |= if self.gap & has::LINE == 0 { has::SPACE | has::LINE } else { has::BLANK };
                at + 1
            }
            DIGIT => self.number(at),
            HIGH => self.high(at),
            _ => self.word(at),
        }
    }

    #[inline]
    pub(super) fn push(&mut self, (start, end): (usize, usize), hash: u64, shape: Shape, mark: u8, has: u8) {
        let has = has | self.gap;
        self.gap = 0;
        // Without branches: the bits of `has` moved to where the cues have them.
        let mut cues = if shape == Shape::Mark { MARK_CUES[usize::from(mark)] } else { SHAPE_CUES[shape as usize] };
        cues |= (has & has::LINE) / has::LINE * cue::LINE;
        cues |= (has & has::STOP) / has::STOP * cue::STOP;
        cues |= (has & has::UNCASED) / has::UNCASED * cue::NAME;
        self.cues.push(cues);
        self.out.push(Token { hash, start: start as u32, end: end as u32, word: WordId::UNKNOWN, shape, mark, has });
    }

    fn mark(&mut self, at: usize) -> usize {
        self.push((at, at + 1), 0, Shape::Mark, self.bytes[at], 0);
        self.past_space(at + 1, self.bytes.get(at + 1) == Some(&b' '))
    }

    /// Where to go on behind a token that ends at `end`, past the one space that most tokens have behind them.
    #[inline]
    fn past_space(&mut self, end: usize, space: bool) -> usize {
        self.gap = u8::from(space) * has::SPACE;
        end + usize::from(space)
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

    /// The eight bytes from there on, if there are as many.
    #[inline]
    fn block(&self, at: usize) -> Option<u64> {
        Some(u64::from_le_bytes(self.bytes.get(at..at + 8)?.try_into().ok()?))
    }

    /// A word of ASCII letters alone, as almost all are, eight at a time: where to go on; `None` if there is none, or another.
    #[inline]
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        let block = self.block(start)?;
        let letters = letters(block);
        if letters & 0x80 == 0 {
            return None;
        }
        let ends = !letters & HIGHS;
        let run = if ends == 0 {
            self.long_run(start)?
        } else {
            let count = ends.trailing_zeros() as usize / 8;
            let kept = (1 << (8 * count)) - 1;
            // Bit 5 tells small letters from capitals.
            let large = !(block << 2) & letters & kept;
            let small = (block << 2) & letters & kept;
            let mut hash = WordHash::default();
            hash.push_block((block | 0x2020_2020_2020_2020) & kept);
            let saw = Saw { first: large & 0x80 != 0, inner: large & !0x80 != 0, lower: small != 0, one: count == 1 };
            Run { end: start + count, stop: (block >> (8 * count)) as u8, hash: hash.finish(), shape: saw.shape() }
        };
        if !ENDS_PLAINLY[usize::from(run.stop)] {
            return self.before_joint(start, &run);
        }
        let has = self.gap;
        self.cues.push(SHAPE_CUES[run.shape as usize] | (has & has::LINE));
        let (start, end) = (start as u32, run.end as u32);
        self.out.push(Token { hash: run.hash, start, end, word: WordId::UNKNOWN, shape: run.shape, mark: 0, has });
        Some(self.past_space(run.end, run.stop == b' '))
    }

    /// A run of eight letters or more; `None` where fewer than eight bytes are left behind a part of it.
    #[inline]
    fn long_run(&self, start: usize) -> Option<Run> {
        let mut hash = WordHash::default();
        let mut saw = Saw { first: self.class(start) == UPPER, inner: false, lower: false, one: false };
        let mut end = start;
        loop {
            let block = self.block(end)?;
            let letters = letters(block);
            let ends = !letters & HIGHS;
            let count = ends.trailing_zeros() as usize / 8;
            let kept = if count == 8 { u64::MAX } else { (1 << (8 * count)) - 1 };
            let large = !(block << 2) & letters & kept;
            saw.inner |= large & if end == start { !0x80 } else { u64::MAX } != 0;
            saw.lower |= (block << 2) & letters & kept != 0;
            if count > 0 {
                hash.push_block((block | 0x2020_2020_2020_2020) & kept);
            }
            end += count;
            if count < 8 {
                let stop = (block >> (8 * count)) as u8;
                return Some(Run { end, stop, hash: hash.finish(), shape: saw.shape() });
            }
        }
    }

    /// A word of plain letters before a byte that may belong to it; `None` if the word goes on.
    fn before_joint(&mut self, start: usize, &Run { end, stop, hash, shape }: &Run) -> Option<usize> {
        let next = self.bytes.get(end + 1).copied();
        let is_whole = match stop {
            b'.' => !self.class_is_letter(end + 1) && self.class(end + 1) != HIGH,
            b':' => next != Some(b'/'),
            b'\'' | b'`' => self.clitic_at(end).is_some(),
            // Dashes and quotes; the apostrophe may be inside of the word.
            0xe2 => next == Some(0x80) && (self.bytes[end + 2] != 0x99 || self.clitic_at(end).is_some()),
            _ => false,
        };
        is_whole.then_some(())?;
        let end = self.with_stop((start, end), hash, shape, 0);
        // "Inc.'s"
        Some(self.clitic(end))
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
