//! Which words an article writes small, and which with a capital where no sentence begins: two sets of hashes that may
//! say yes for a word that is not in them, rarely.

use crate::text::{Capitals, Shape, Text};

/// The bits of each set.
const BITS: u64 = 1 << 14;

/// The words of one article by how it writes them.
#[derive(Debug)]
pub(crate) struct Seen {
    lower: Box<[u64]>,
    capital: Box<[u64]>,
}

impl Default for Seen {
    fn default() -> Self {
        let empty = || vec![0; (BITS / 64) as usize].into_boxed_slice();
        Self { lower: empty(), capital: empty() }
    }
}

impl Seen {
    /// Forgets the last article and reads this one.
    pub(super) fn read(&mut self, text: &Text) {
        self.lower.fill(0);
        self.capital.fill(0);
        for sentence in text.sentences.iter().filter(|sentence| sentence.capitals == Capitals::Names) {
            let mut opens = true;
            for token in &text.tokens[sentence.first as usize..sentence.end as usize] {
                match token.shape {
                    Shape::Lower => set(&mut self.lower, token.hash),
                    Shape::Title if !opens => set(&mut self.capital, token.hash),
                    _ => {}
                }
                opens = (opens && token.shape == Shape::Mark) || token.is(b'"') || token.is(b':');
            }
        }
    }

    /// Whether the article writes it small.
    #[inline]
    pub(super) fn lower(&self, hash: u64) -> bool {
        has(&self.lower, hash)
    }

    /// Whether the article writes it with a capital inside of a sentence.
    #[inline]
    pub(super) fn capital(&self, hash: u64) -> bool {
        has(&self.capital, hash)
    }
}

#[inline]
fn set(bits: &mut [u64], hash: u64) {
    let bit = bit(hash);
    bits[(bit / 64) as usize] |= 1 << (bit % 64);
}

#[inline]
fn has(bits: &[u64], hash: u64) -> bool {
    let bit = bit(hash);
    bits[(bit / 64) as usize] & (1 << (bit % 64)) != 0
}

#[inline]
fn bit(hash: u64) -> u64 {
    (hash ^ (hash >> 17)) % BITS
}
