//! The articles of a graph on disk, in the order of their ids, and their stories.

use std::fs::File;
use std::io;

use super::record::{put_teller, teller};
use super::run::{Reader, Writer};
use crate::date::Date;
use crate::names::Names;
use crate::story::{Sketches, Stories, Teller, stories};

/// Articles as they are written.
pub(super) struct Tellers {
    out: Writer,
    /// Where each stands.
    places: Vec<u64>,
    numbers: Vec<u32>,
    published: Vec<Option<Date>>,
    hashes: u64,
}

impl Tellers {
    pub(super) fn new(file: File) -> Self {
        Self { out: Writer::new(file), places: Vec::new(), numbers: Vec::new(), published: Vec::new(), hashes: 0 }
    }

    /// Adds the article that comes next, and its number.
    pub(super) fn put(&mut self, teller: &Teller, number: u32) -> io::Result<()> {
        self.places.push(self.out.put(|bytes| put_teller(teller, number, bytes))?);
        self.numbers.push(number);
        self.published.push(teller.published);
        self.hashes += teller.sketch.hashes.len() as u64;
        Ok(())
    }

    /// The stories, and for each article by its number which one it tells.
    pub(super) fn stories(mut self) -> io::Result<(Stories, Vec<u32>)> {
        self.out.end()?;
        let file = self.out.finish()?;
        // The two share a place in the file, but each goes to its own before it reads.
        let one = Reader::holding(file.try_clone()?, 1 << 10);
        let mut all = OnDisk { all: Reader::new(file)?, one, places: &self.places, hashes: self.hashes, near: [None, None] };
        let first = stories(&self.published, &mut all)?;
        let involved = Stories::involved(&first);
        let mut names = Names::default();
        all.each(&mut |place, teller| {
            if involved[place as usize] {
                names.push(teller.id.as_str());
            }
        })?;
        let mut story_of = vec![0; first.len()];
        for (&number, &story) in self.numbers.iter().zip(&first) {
            story_of[number as usize] = story;
        }
        Ok((Stories::of_places(&first, &involved, names), story_of))
    }
}

struct OnDisk<'t> {
    all: Reader,
    one: Reader,
    places: &'t [u64],
    hashes: u64,
    /// The two read last.
    near: [Option<(u32, Teller)>; 2],
}

impl OnDisk<'_> {
    fn each(&mut self, take: &mut dyn FnMut(u32, &Teller)) -> io::Result<()> {
        self.all.seek(0)?;
        let mut place = 0;
        while let Some(bytes) = self.all.next()? {
            take(place, &teller(bytes)?.0);
            place += 1;
        }
        Ok(())
    }

    /// Reads an article, unless it is there: in the place of the one that is not `keep`.
    fn near(&mut self, wanted: u32, keep: u32) -> io::Result<usize> {
        let is_at = |near: &Option<(u32, Teller)>, place| near.as_ref().is_some_and(|(there, _)| *there == place);
        if let Some(at) = self.near.iter().position(|near| is_at(near, wanted)) {
            return Ok(at);
        }
        let at = usize::from(is_at(&self.near[0], keep));
        self.one.seek(self.places[wanted as usize])?;
        let bytes = self.one.next()?.ok_or(io::ErrorKind::UnexpectedEof)?;
        self.near[at] = Some((wanted, teller(bytes)?.0));
        Ok(at)
    }
}

impl Sketches for OnDisk<'_> {
    fn hashes(&self) -> u64 {
        self.hashes
    }

    fn each_sketch(&mut self, take: &mut dyn FnMut(u32, &[u32])) -> io::Result<()> {
        self.each(&mut |place, teller| take(place, &teller.sketch.hashes))
    }

    fn are_one(&mut self, one: u32, other: u32) -> io::Result<bool> {
        let one_at = self.near(one, other)?;
        let other_at = self.near(other, one)?;
        let sketch = |at: usize| self.near[at].as_ref().map(|(_, teller)| &teller.sketch);
        Ok(sketch(one_at).zip(sketch(other_at)).is_some_and(|(a, b)| a.is_of_story(b)))
    }
}
