//! Words with more to them than plain letters: apostrophes, accents, stops that belong to them.

use super::WordTraits;
use super::scan::{CLASS, DIGIT, HIGH, LOWER, MARK, Saw, Scanner, UPPER};
use super::token::{Shape, has};
use crate::word::{WordHash, WordId, fold, hash_folded};

/// What the letters of a word were, as bits.
const SAW_LOWER: u8 = 1;
const SAW_UPPER: u8 = 2;
const SAW_DIGIT: u8 = 4;
const SAW_HIGH: u8 = 8;
const SAW_UNCASED: u8 = 16;
const SAW_INNER_UPPER: u8 = 32;

impl Scanner<'_> {
    /// A word that starts at `at`: scans and hashes it in one pass.
    pub(super) fn word(&mut self, start: usize) -> usize {
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
                    if is_unparted(c) {
                        // Each letter is a word where none are parted, so that names are found inside of a run of them.
                        if at == start {
                            saw |= SAW_HIGH | SAW_UNCASED;
                            letters = 2;
                            at += c.len_utf8();
                            while let Some(mark) = self.char_at(at).filter(|&c| is_mark(c)) {
                                at += mark.len_utf8();
                            }
                        }
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
    pub(super) fn with_stop(&mut self, (start, end): (usize, usize), hash: u64, shape: Shape, mut has: u8) -> usize {
        let mut stop = end;
        if self.bytes.get(end) == Some(&b'.')
            && self.bytes.get(end + 1) != Some(&b'.')
            && (shape == Shape::Initial || (self.words.may_take_stop(hash) && self.abbreviates(end, hash)))
        {
            has |= has::STOP;
            stop = end + 1;
        }
        self.push((start, stop), hash, shape, 0, has);
        stop
    }

    /// Whether the word before `end` is an abbreviation to which the stop there belongs.
    fn abbreviates(&self, end: usize, hash: u64) -> bool {
        let word = self.words.find(hash);
        let traits = self.traits.get(word.0 as usize);
        traits.is_some_and(|traits| traits.any(WordTraits::ABBREVIATION)) && self.stop_belongs(end, word)
    }

    /// Whether the stop at `end` belongs to the abbreviation before it: an ordinary word that is also an abbreviation
    /// ("no.", "sun.") takes it only where a name or number follows.
    fn stop_belongs(&self, end: usize, word: WordId) -> bool {
        if !self.traits[word.0 as usize].any(WordTraits::COMMON) {
            return true;
        }
        // No sentence ends before a comma: "McCook, Ill., is".
        if matches!(self.bytes.get(end + 1), Some(b',' | b';')) {
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
    pub(super) fn clitic_at(&self, at: usize) -> Option<usize> {
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
    pub(super) fn clitic(&mut self, at: usize) -> usize {
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
}

/// Whether the letter is of a script that does not part words: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
fn is_unparted(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
