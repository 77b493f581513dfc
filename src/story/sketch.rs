//! What is kept of a text to know its reprints by: the lowest hashes of its runs of four words, as many as an eighth of them
//! (bottom-k `MinHash` of a growing k, as for containment).

/// Words of a run: four in a row are seldom the same by chance, and a word changed costs four runs.
const RUN: usize = 4;

/// One hash of so many is kept.
const RATE: u32 = 8;

/// But of short texts at least so many, and of long ones at most.
const LEAST: usize = 24;
const MOST: usize = 96;

/// How many hashes two texts must share at least, unless they are the same.
const SHARED: usize = 3;

/// What part of the shorter text the longer one must hold.
const HELD: f64 = 0.6;

/// What part of the longer text the shorter one must be: a digest is not each of the stories it sums up.
const LENGTH: f64 = 0.1;

/// What is kept of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The lowest hashes of its runs, in order, each once.
    pub(crate) hashes: Box<[u32]>,
    /// All its hashes up to this one are among them.
    pub(crate) limit: u32,
    /// How many runs it has.
    pub(crate) runs: u32,
}

impl Sketch {
    /// The sketch of a text: of its words, whatever stands between them, case aside.
    pub(crate) fn of(text: &str, scratch: &mut Vec<u32>) -> Self {
        scratch.clear();
        let mut runs = Runs::default();
        each_word(text.as_bytes(), |word| {
            if let Some(run) = runs.with(word) {
                scratch.push(run);
            }
        });
        if scratch.is_empty() && runs.words > 0 {
            scratch.push(runs.hash());
        }
        let runs = scratch.len();
        let limit = lowest(scratch);
        Self { hashes: scratch.as_slice().into(), limit, runs: runs as u32 }
    }

    /// Whether the two are one text, reprinted or cut.
    pub(crate) fn is_of_story(&self, other: &Self) -> bool {
        let limit = self.limit.min(other.limit);
        let below = |sketch: &Self| sketch.hashes.partition_point(|&hash| hash <= limit);
        let (a, b) = (&self.hashes[..below(self)], &other.hashes[..below(other)]);
        let shared = shared(a, b);
        if shared < SHARED && !(limit == u32::MAX && shared == a.len() && shared == b.len()) {
            return false;
        }
        let (shorter, longer) = (self.runs.min(other.runs), self.runs.max(other.runs));
        shared as f64 >= HELD * a.len().min(b.len()) as f64 && f64::from(shorter) >= LENGTH * f64::from(longer)
    }
}

/// Eight bytes from a place on, the first the lowest; behind the end there are zeros.
#[inline]
fn block(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    rest.first_chunk().map_or_else(
        || rest.iter().rev().fold(0, |block, &byte| block << 8 | u64::from(byte)),
        |eight| u64::from_le_bytes(*eight),
    )
}

/// In each of eight bytes the highest bit.
const HIGHS: u64 = 0x8080_8080_8080_8080;
/// In each of eight bytes the bit that makes a letter small.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The highest bit of each of eight bytes that is an ASCII letter or digit, or part of another character.
#[inline]
fn in_words(block: u64) -> u64 {
    // Adding carries into the highest bit what is at least `a` or `0`, more than `z` or `9`; bytes cannot carry into each other.
    let plain = block & !HIGHS;
    let small = plain | SMALL;
    let letters = (small + 0x1f1f_1f1f_1f1f_1f1f) & !(small + 0x0505_0505_0505_0505);
    let digits = (plain + 0x5050_5050_5050_5050) & !(plain + 0x4646_4646_4646_4646);
    (letters | digits | block) & HIGHS
}

/// For each of sixty-four bytes a bit: whether it is an ASCII letter or digit, or part of another character.
#[inline]
fn word_bits(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, &eight| {
        // The product gathers the eight highest bits in its highest byte.
        bits << 8 | (in_words(u64::from_le_bytes(eight)) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// Hands over the hash of each word, in order.
#[inline]
fn each_word(bytes: &[u8], mut take: impl FnMut(u64)) {
    let (blocks, rest) = bytes.as_chunks::<64>();
    // What is left, with at least one byte behind it that ends the last word.
    let mut last = [0; 64];
    last[..rest.len()].copy_from_slice(rest);
    let (mut inside, mut start) = (0, 0);
    for (number, block) in blocks.iter().chain([&last]).enumerate() {
        let bits = word_bits(block);
        let edges = bits ^ (bits << 1 | inside);
        let (mut starts, mut ends) = (edges & bits, edges & !bits);
        let mut next_start = || {
            let place = starts.trailing_zeros() as usize;
            starts &= starts.wrapping_sub(1);
            64 * number + place
        };
        if inside == 0 {
            start = next_start();
        }
        while ends != 0 {
            take(word(bytes, start, 64 * number + ends.trailing_zeros() as usize));
            ends &= ends - 1;
            start = next_start();
        }
        inside = bits >> 63;
    }
}

/// The hash of the word between two places, case aside.
#[inline]
fn word(bytes: &[u8], mut at: usize, end: usize) -> u64 {
    let mut hash = 0_u64;
    // Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
    let mixed = |hash: u64, block: u64| (hash.rotate_left(23) ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    while end - at >= 8 {
        hash = mixed(hash, block(bytes, at) | SMALL);
        at += 8;
    }
    let kept = (1_u64 << (8 * (end - at))) - 1;
    hash = mixed(hash, (block(bytes, at) | SMALL) & kept);
    hash ^ hash >> 32
}

/// The last words of a text, as a run.
#[derive(Default)]
struct Runs {
    last: [u64; RUN],
    words: usize,
    state: u64,
}

impl Runs {
    /// A polynomial in this number, so that a run's first word is taken out again by its power.
    const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
    const OUT: u64 = Self::FACTOR.wrapping_pow(RUN as u32 + 1);

    /// Takes in the next word; gives the hash of the run that it ends.
    #[inline]
    fn with(&mut self, word: u64) -> Option<u32> {
        let gone = self.last[0];
        self.last.rotate_left(1);
        self.last[RUN - 1] = word;
        self.state = self.state.wrapping_add(word).wrapping_mul(Self::FACTOR).wrapping_sub(gone.wrapping_mul(Self::OUT));
        self.words += 1;
        (self.words >= RUN).then(|| self.hash())
    }

    fn hash(&self) -> u32 {
        (self.state.rotate_left(26).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
    }
}

/// Leaves the lowest hashes, in order and each once: an eighth of all there can be, but of short and of long texts as many as
/// [`LEAST`] and [`MOST`] say. Gives the hash up to which they are all there are.
fn lowest(hashes: &mut Vec<u32>) -> u32 {
    const EIGHTH: u32 = u32::MAX / RATE;
    let mut low = 0;
    for at in 0..hashes.len() {
        // Changed about without a question: no machine foresees which hashes are low.
        let is_low = hashes[at] <= EIGHTH;
        hashes.swap(at, low);
        low += usize::from(is_low);
    }
    let mut are_all = low == hashes.len();
    hashes[..low].sort_unstable();
    // The other seven eighths need no order, if these are enough.
    if hashes[..low].chunk_by(|a, b| a == b).count() >= LEAST {
        hashes.truncate(low);
    } else {
        hashes.sort_unstable();
        are_all = true;
    }
    hashes.dedup();
    let keep = hashes.partition_point(|&hash| hash <= EIGHTH).clamp(LEAST, MOST);
    let limit = match hashes.get(keep - 1) {
        Some(_) if are_all && keep == hashes.len() => u32::MAX,
        Some(&last) if keep < MOST => last.max(EIGHTH),
        Some(&last) => last,
        None => u32::MAX,
    };
    hashes.truncate(keep);
    limit
}

/// How many numbers two ordered lists share.
fn shared(mut some: &[u32], mut others: &[u32]) -> usize {
    let mut shared = 0;
    while let ([one, rest @ ..], [other, more @ ..]) = (some, others) {
        shared += usize::from(one == other);
        if one <= other {
            some = rest;
        }
        if other <= one {
            others = more;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use std::hash::Hasher;

    use rustc_hash::FxHasher;

    use super::*;
    use crate::word::WordHash;

    /// All hashes of a text's runs, word by word and byte by byte.
    fn plain(text: &str) -> Vec<u32> {
        let is_in = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        let words = text.split(|c| !is_in(c)).filter(|word| !word.is_empty()).map(|word| {
            let mut hash = WordHash::default();
            word.bytes().for_each(|byte| hash.push(byte | 0x20));
            if word.len() % 8 == 0 {
                hash.push_block(0);
            }
            hash.finish()
        });
        let words: Vec<u64> = words.collect();
        let runs = words.windows(RUN.min(words.len()).max(1)).map(|run| {
            let mut hash = FxHasher::default();
            for &word in run {
                hash.write_u64(word);
            }
            (hash.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
        });
        runs.collect()
    }

    #[test]
    fn sixty_four_bytes_at_a_time_are_as_one() {
        let sentence =
            "In Saarbr\u{fc}cken, \u{201c}APT28\u{201d} hit twenty-one ministries; international organisations' 8 offices. ";
        for length in 0..sentence.len() * 3 {
            let text = sentence.repeat(3);
            let Some(text) = text.get(..length) else { continue };
            let mut hashes = plain(text);
            let sketch = Sketch::of(text, &mut Vec::new());
            assert_eq!(sketch.runs as usize, hashes.len(), "{text}");
            hashes.sort_unstable();
            hashes.dedup();
            assert!(hashes.starts_with(&sketch.hashes) && !(sketch.hashes.is_empty() && length > 2), "{text}");
        }
    }
}
