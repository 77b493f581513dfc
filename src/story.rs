//! Stories: articles that are one text, reprinted, cut or under another headline, are told once.
//!
//! Of each text a sketch is kept: the lowest hashes of its runs of four words, as many as an eighth of them (bottom-k `MinHash`
//! of a growing k, as for containment). Articles that share one of these are compared by how much of the shorter the longer
//! holds; those that hold enough of each other are one story, and so are those that a third ties together.

use std::hash::Hasher;
use std::io;

use rustc_hash::FxHasher;

use crate::date::Date;
use crate::document::DocumentId;
use crate::names::Names;

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

/// A text is no reprint of one that is older by more than so many days.
const DAYS: i32 = 62;

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
        let mut last = [0_u64; RUN];
        let mut words = 0_usize;
        let bytes = text.as_bytes();
        let mut at = next_word(bytes, 0);
        while at < bytes.len() {
            let (hash, end) = word(bytes, at);
            at = next_word(bytes, end);
            last[words % RUN] = hash;
            words += 1;
            if words >= RUN {
                scratch.push(run_hash((0..RUN).map(|at| last[(words + at) % RUN])));
            }
        }
        if scratch.is_empty() && words > 0 {
            scratch.push(run_hash(last[..words].iter().copied()));
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

/// Where the next word begins.
#[inline]
fn next_word(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let here = in_words(block(bytes, at));
        if here != 0 {
            return at + here.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes.len()
}

/// The hash of the word that begins at a place, case aside, and where it ends.
#[inline]
fn word(bytes: &[u8], mut at: usize) -> (u64, usize) {
    let mut hash = 0_u64;
    loop {
        let block = if at < bytes.len() { block(bytes, at) } else { 0 };
        let count = (!in_words(block) & HIGHS).trailing_zeros() as usize / 8;
        let kept = if count == 8 { u64::MAX } else { (1 << (8 * count)) - 1 };
        // Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        hash = (hash.rotate_left(23) ^ (block | SMALL) & kept).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        at += count;
        if count < 8 {
            return (hash ^ hash >> 32, at);
        }
    }
}

/// Leaves the lowest hashes, in order and each once: an eighth of all there can be, but of short and of long texts as many as
/// [`LEAST`] and [`MOST`] say. Gives the hash up to which they are all there are.
fn lowest(hashes: &mut Vec<u32>) -> u32 {
    const EIGHTH: u32 = u32::MAX / RATE;
    let mut low = 0;
    for at in 0..hashes.len() {
        if hashes[at] <= EIGHTH {
            hashes.swap(at, low);
            low += 1;
        }
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

fn run_hash(words: impl Iterator<Item = u64>) -> u32 {
    let mut hash = FxHasher::default();
    words.for_each(|word| hash.write_u64(word));
    (hash.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
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

/// An article as stories are made of.
#[derive(Clone, Debug)]
pub(crate) struct Teller {
    pub(crate) id: DocumentId,
    pub(crate) published: Option<Date>,
    pub(crate) sketch: Sketch,
}

/// The sketches of articles, by their places in the order of ids.
pub(crate) trait Sketches {
    /// How many hashes they have, all together.
    fn hashes(&self) -> u64;

    /// Hands over the place and the hashes of each, in order.
    fn each_sketch(&mut self, take: &mut dyn FnMut(u32, &[u32])) -> io::Result<()>;

    /// Whether the texts at two places are one, reprinted or cut.
    fn are_one(&mut self, one: u32, other: u32) -> io::Result<bool>;
}

/// Articles in memory.
impl Sketches for &[&Teller] {
    fn hashes(&self) -> u64 {
        self.iter().map(|teller| teller.sketch.hashes.len() as u64).sum()
    }

    fn each_sketch(&mut self, take: &mut dyn FnMut(u32, &[u32])) -> io::Result<()> {
        (0..).zip(*self).for_each(|(place, teller)| take(place, &teller.sketch.hashes));
        Ok(())
    }

    fn are_one(&mut self, one: u32, other: u32) -> io::Result<bool> {
        Ok(self[one as usize].sketch.is_of_story(&self[other as usize].sketch))
    }
}

/// Which articles are one story.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// The articles that are reprints or have some, in order.
    names: Names,
    /// For each of them the place there of the one that its story is named by.
    story: Vec<u32>,
    reprints: u64,
}

impl Stories {
    /// The article that the story of an article is named by: the first that was published, of several the one with the lowest
    /// id. An article that nobody reprints is its own.
    pub fn of(&self, article: &DocumentId) -> DocumentId {
        let place = self.names.place(article.as_str()).map(|place| self.story[place] as usize);
        place.map_or_else(|| article.clone(), |place| DocumentId::new(&self.names.get(place)))
    }

    /// How many articles tell the story of another.
    pub fn reprints(&self) -> u64 {
        self.reprints
    }

    /// Which articles are reprints or have some, out of what [`stories`] gives.
    pub(crate) fn involved(first: &[u32]) -> Vec<bool> {
        let mut involved = vec![false; first.len()];
        for (place, &story) in first.iter().enumerate().filter(|&(place, &story)| story as usize != place) {
            involved[place] = true;
            involved[story as usize] = true;
        }
        involved
    }

    /// The stories of those `first` gives, and the names of all that are `involved`.
    pub(crate) fn of_places(first: &[u32], involved: &[bool], names: Names) -> Self {
        let mut count = 0;
        let among: Vec<u32> = involved
            .iter()
            .map(|&is_involved| {
                count += u32::from(is_involved);
                count - u32::from(is_involved)
            })
            .collect();
        let places = || first.iter().enumerate().filter(|&(place, _)| involved[place]);
        let story = places().map(|(_, &story)| among[story as usize]).collect();
        let reprints = places().filter(|&(place, &story)| story as usize != place).count() as u64;
        Self { names, story, reprints }
    }
}

/// For each article, in the order of their ids, the place of the one that its story is named by. It depends on the set of
/// articles alone. `published` tells when each was.
///
/// # Errors
/// If the sketches cannot be read.
pub(crate) fn stories(published: &[Option<Date>], sketches: &mut dyn Sketches) -> io::Result<Vec<u32>> {
    /// The hashes are gone through in parts of so many, so that few of them are held at a time.
    const PART: u64 = 1 << 22;
    let parts = sketches.hashes().div_ceil(PART).max(1) as u32;
    let days: Vec<Option<i32>> = published.iter().map(|&published| day(published)).collect();
    let is_near = |one: u32, other: u32| {
        let apart = days[one as usize].zip(days[other as usize]).map_or(0, |(a, b)| (a - b).abs());
        apart <= DAYS
    };
    let mut sets = Sets((0..published.len() as u32).collect());
    let mut bearers: Vec<(u32, u32)> = Vec::new();
    for part in 0..parts {
        bearers.clear();
        sketches.each_sketch(&mut |place, hashes| {
            bearers.extend(hashes.iter().filter(|&&hash| hash % parts == part).map(|&hash| (hash, place)));
        })?;
        bearers.sort_unstable();
        for alike in bearers.chunk_by(|a, b| a.0 == b.0) {
            // Not every pair: the members of a story share many hashes, most of them with nobody else.
            for pair in alike.windows(2) {
                for one in [alike[0].1, pair[0].1] {
                    let other = pair[1].1;
                    if is_near(one, other) && sets.root(one) != sets.root(other) && sketches.are_one(one, other)? {
                        sets.join(one, other);
                    }
                }
            }
        }
    }
    let mut first: Vec<u32> = (0..published.len() as u32).collect();
    let rank = |place: u32| (published[place as usize].is_none(), published[place as usize], place);
    for place in 0..published.len() as u32 {
        let root = sets.root(place) as usize;
        if rank(place) < rank(first[root]) {
            first[root] = place;
        }
    }
    Ok((0..published.len() as u32).map(|place| first[sets.root(place) as usize]).collect())
}

/// A number for the day of publication, near enough to days.
fn day(published: Option<Date>) -> Option<i32> {
    let day = published?.interval().earliest?;
    Some(i32::from(day.year()) * 372 + i32::from(day.month()) * 31 + i32::from(day.day()))
}

/// Sets that are joined; each is known by its lowest member.
struct Sets(Vec<u32>);

impl Sets {
    fn root(&mut self, mut one: u32) -> u32 {
        while self.0[one as usize] != one {
            let above = self.0[self.0[one as usize] as usize];
            self.0[one as usize] = above;
            one = above;
        }
        one
    }

    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.root(one), self.root(other));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
