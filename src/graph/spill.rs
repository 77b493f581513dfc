//! A graph that may be larger than memory. What is merged is held until a bound is passed, then laid aside as a run: a
//! temporary file in order. In the end the runs are merged into one file in order, which formats are written from.
//! The merge is that of graphs in memory, so what is said does not depend on how often was spilled.

mod record;
mod run;
mod shelf;
mod tellers;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::merging::{merge_entity, merge_relation};
use super::{CoMention, Graph};
use crate::entity::{Entity, EntityId};
use crate::error::{Error, Result};
use crate::relation::{Kind, Modality, Polarity, Relation};
use crate::story::Stories;
use record::{Decoder, put_entity, put_relation, put_teller, relation, teller};
use run::{Counted, Reader, Writer, merge};
use tellers::Tellers;

pub use shelf::Shelf;

/// How many runs are kept before they are merged into one: well under the 256 files a process may hold open on macOS.
const FAN_IN: usize = 64;

/// Graphs that are merged, in memory up to a bound and on disk beyond.
#[derive(Debug)]
pub struct Fold {
    folder: PathBuf,
    bound: usize,
    held: Graph,
    /// The articles laid aside.
    documents: u64,
    runs: Vec<File>,
}

/// All of what was merged.
#[derive(Debug)]
pub enum Folded {
    /// It fits in memory.
    Held(Graph),
    /// It lies on disk.
    Shelved(Shelf),
}

/// A graph to be read, wherever it is.
#[derive(Clone, Copy, Debug)]
pub enum Whole<'g> {
    /// In memory.
    Held(&'g Graph),
    /// On disk.
    Shelved(&'g Shelf),
}

impl<'g> From<&'g Graph> for Whole<'g> {
    fn from(graph: &'g Graph) -> Self {
        Self::Held(graph)
    }
}

impl<'g> From<&'g Folded> for Whole<'g> {
    fn from(folded: &'g Folded) -> Self {
        match folded {
            Folded::Held(graph) => Self::Held(graph),
            Folded::Shelved(shelf) => Self::Shelved(shelf),
        }
    }
}

impl Whole<'_> {
    /// How many articles were added.
    pub fn documents(&self) -> u64 {
        match self {
            Self::Held(graph) => graph.documents(),
            Self::Shelved(shelf) => shelf.documents(),
        }
    }

    /// How many entities, edges (claims that are no facts included) and co-mentioned pairs there are.
    pub fn sizes(&self) -> (usize, usize, usize) {
        match self {
            Self::Held(graph) => graph.sizes(),
            Self::Shelved(shelf) => shelf.sizes(),
        }
    }

    /// How many of its edges state facts; the others are claims.
    pub fn facts(&self) -> usize {
        match self {
            Self::Held(graph) => graph.facts(),
            Self::Shelved(shelf) => shelf.facts(),
        }
    }
}

impl Fold {
    /// About how many bytes of a graph are held if nothing else is asked for.
    pub const BOUND: usize = 64 << 20;

    /// Merges graphs, and lays what is too much aside below `folder`, which exists: in files that have no names and go with
    /// the process, whatever becomes of it, and in one that the folder goes with.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), bound: Self::BOUND, held: Graph::default(), documents: 0, runs: Vec::new() }
    }

    /// The same, holding at most about `bytes`.
    #[must_use]
    pub fn holding(mut self, bytes: usize) -> Self {
        self.bound = bytes;
        self
    }

    /// Takes the graph of other articles.
    ///
    /// # Errors
    /// If it has to be laid aside and the disk does not take it.
    pub fn add(&mut self, graph: Graph) -> Result<()> {
        self.held = std::mem::take(&mut self.held).merge(graph);
        if self.held.weight() > self.bound {
            self.spill().map_err(|error| Error::io(&self.folder, error))?;
        }
        Ok(())
    }

    /// What all of them say, and their stories.
    ///
    /// # Errors
    /// If the disk does not take it, or what was laid aside cannot be read back.
    pub fn finish(mut self) -> Result<(Folded, Stories)> {
        if self.runs.is_empty() {
            let stories = self.held.count_stories();
            return Ok((Folded::Held(self.held), stories));
        }
        let (folder, documents) = (self.folder.clone(), self.documents + self.held.documents);
        let finish = || -> io::Result<(Shelf, Stories)> {
            self.spill()?;
            let mut runs = rewound(self.runs)?;
            let mut tellers = Tellers::new(tempfile::tempfile_in(&self.folder)?);
            merge(&mut runs, next_teller, |_, same| {
                same.drain(..).try_for_each(|(_, (teller, number))| tellers.put(&teller, number))
            })?;
            let (stories, story_of) = tellers.stories()?;
            let mut shelf = shelf::Writing::new(&self.folder)?;
            merge_rest(&mut runs, Some(&story_of), &mut shelf)?;
            Ok((shelf.finish(documents)?, stories))
        };
        let (shelf, stories) = finish().map_err(|error| Error::io(&folder, error))?;
        Ok((Folded::Shelved(shelf), stories))
    }

    fn spill(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        if held.documents == 0 {
            return Ok(());
        }
        let first = u32::try_from(self.documents).map_err(io::Error::other)?;
        self.runs.push(run::write(&held, first, tempfile::tempfile_in(&self.folder)?)?);
        self.documents += held.documents;
        // A graph is a million small things: they are given back by all threads.
        held.into_parts().into_par_iter().for_each(drop);
        if self.runs.len() == FAN_IN {
            let mut runs = rewound(std::mem::take(&mut self.runs))?;
            let mut out = Writer::new(tempfile::tempfile_in(&self.folder)?);
            merge(&mut runs, next_teller, |_, same| {
                same.drain(..).try_for_each(|(_, (teller, number))| out.put(|bytes| put_teller(&teller, number, bytes)).map(drop))
            })?;
            out.end()?;
            merge_rest(&mut runs, None, &mut out)?;
            self.runs.push(out.finish()?);
        }
        Ok(())
    }
}

fn rewound(runs: Vec<File>) -> io::Result<Vec<Reader>> {
    runs.into_iter().map(Reader::new).collect()
}

type NumberedTeller = ((crate::document::DocumentId, u32), (crate::story::Teller, u32));

fn next_teller(run: &mut Reader, _: usize) -> io::Result<Option<NumberedTeller>> {
    run.next()?.map(|bytes| teller(bytes).map(|(teller, number)| ((teller.id.clone(), number), (teller, number)))).transpose()
}

/// What takes entities, edges and pairs in order.
trait Sink {
    fn entity(&mut self, entity: &Entity, told: &[u32]) -> io::Result<()>;
    fn relation(&mut self, ends: (u32, u32), relation: &Relation, told: &[u32]) -> io::Result<()>;
    fn pair(&mut self, pair: (u32, u32), counts: (u64, u64)) -> io::Result<()>;
    fn end(&mut self) -> io::Result<()>;
}

impl Sink for Writer {
    fn entity(&mut self, entity: &Entity, told: &[u32]) -> io::Result<()> {
        self.put(|bytes| put_entity(entity, told, bytes)).map(drop)
    }

    fn relation(&mut self, (head, tail): (u32, u32), relation: &Relation, told: &[u32]) -> io::Result<()> {
        self.put(|bytes| put_relation(head, tail, relation, told, bytes)).map(drop)
    }

    fn pair(&mut self, pair: (u32, u32), counts: (u64, u64)) -> io::Result<()> {
        self.put_pair(pair, counts)
    }

    fn end(&mut self) -> io::Result<()> {
        Self::end(self).map(drop)
    }
}

/// Something, and the articles that tell of it.
type Told<T> = (T, Vec<u32>);

/// Merges entities, edges and pairs. Where the story of each article is known, stories are counted, and who tells is left out.
fn merge_rest(runs: &mut [Reader], story_of: Option<&[u32]>, out: &mut dyn Sink) -> io::Result<()> {
    let mut decoder = Decoder::default();
    // For each run the places that its entities have among all.
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); runs.len()];
    let mut next_place = 0_u32;
    let mut seen = Vec::new();
    let mut settle = |stories: &mut u64, told: &mut Vec<u32>| {
        if let Some(story_of) = story_of {
            *stories = count_stories(told, story_of, &mut seen);
            told.clear();
        }
    };
    let next_entity = |run: &mut Reader, _| -> io::Result<Option<(EntityId, Told<Entity>)>> {
        let entity = run.next()?.map(|bytes| decoder.entity(bytes)).transpose()?;
        Ok(entity.map(|entity| (entity.0.id.clone(), entity)))
    };
    merge(runs, next_entity, |_, same| {
        let mut all = same.drain(..);
        let Some((number, (mut entity, mut told))) = all.next() else { return Ok(()) };
        places[number].push(next_place);
        for (number, (other, tellers)) in all {
            places[number].push(next_place);
            merge_entity(&mut entity, other);
            told.extend(tellers);
        }
        next_place = next_place.checked_add(1).ok_or_else(|| io::Error::other("more than 2^32 entities"))?;
        settle(&mut entity.stories, &mut told);
        out.entity(&entity, &told)
    })?;
    out.end()?;
    type Key = (u32, u32, Kind, Polarity, Modality);
    let next_relation = |run: &mut Reader, number: usize| -> io::Result<Option<(Key, Told<Relation>)>> {
        let Some((head, tail, relation, told)) = run.next()?.map(relation).transpose()? else { return Ok(None) };
        let (head, tail) = (places[number][head as usize], places[number][tail as usize]);
        Ok(Some(((head, tail, relation.kind, relation.polarity, relation.modality), (relation, told))))
    };
    merge(runs, next_relation, |key, same| {
        let mut all = same.drain(..);
        let Some((_, (mut relation, mut told))) = all.next() else { return Ok(()) };
        for (_, (other, tellers)) in all {
            merge_relation(&mut relation, other);
            told.extend(tellers);
        }
        settle(&mut relation.stories, &mut told);
        out.relation((key.0, key.1), &relation, &told)
    })?;
    out.end()?;
    let next_pair = |run: &mut Reader, number: usize| -> io::Result<Option<Counted>> {
        let Some(((first, second), counts)) = run.next_pair()? else { return Ok(None) };
        Ok(Some(((places[number][first as usize], places[number][second as usize]), counts)))
    };
    merge(runs, next_pair, |&pair, same| {
        let sum = same.iter().fold((0, 0), |sum, (_, counts)| (sum.0 + counts.0, sum.1 + counts.1));
        out.pair(pair, sum)
    })?;
    out.end()
}

/// In how many stories those articles are.
pub(super) fn count_stories(told: &[u32], story_of: &[u32], seen: &mut Vec<u32>) -> u64 {
    seen.clear();
    seen.extend(told.iter().map(|&teller| story_of[teller as usize]));
    seen.sort_unstable();
    seen.dedup();
    seen.len() as u64
}

impl Graph {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        // As measured: names, maps and evidence included.
        const ENTITY: usize = 900;
        const RELATION: usize = 1200;
        const PAIR: usize = 64;
        const DOCUMENT: usize = 400;
        let (entities, relations, pairs) = self.sizes();
        entities * ENTITY + relations * RELATION + pairs * PAIR + self.documents as usize * DOCUMENT
    }

    /// Its parts, to be dropped one by one.
    fn into_parts(self) -> Vec<Box<dyn std::any::Any + Send>> {
        let Self { numbers, entities, relation_numbers, relations, co_mentions, telling, .. } = self;
        let mut parts: Vec<Box<dyn std::any::Any + Send>> =
            vec![Box::new(numbers), Box::new(relation_numbers), Box::new(relations), Box::new(co_mentions), Box::new(telling)];
        parts.push(Box::new(entities));
        parts
    }
}
