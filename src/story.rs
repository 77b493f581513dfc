//! Stories: articles that are one text, reprinted, cut or under another headline, are told once.
//!
//! Articles whose sketches share a hash are compared by how much of the shorter the longer holds; those that hold enough of
//! each other are one story, and so are those that a third ties together.

mod sketch;

use std::io;

use crate::date::Date;
use crate::document::DocumentId;
use crate::names::Names;

pub(crate) use sketch::Sketch;

/// A text is no reprint of one that is older by more than so many days.
const DAYS: i32 = 62;

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
