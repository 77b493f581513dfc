//! The merged graph on disk: entities, edges and pairs in order. In memory are the ids, and what an edge tells of its ends.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::Sink;
use super::record::{Decoder, put_entity, put_relation, relation};
use super::run::{Reader, Writer};
use crate::entity::{Entity, EntityId};
use crate::error::{Error, Result};
use crate::graph::CoMention;
use crate::label::Label;
use crate::names::Names;
use crate::relation::Relation;

/// A graph on disk, to be read in order. Its file goes when it is dropped.
#[derive(Debug)]
pub struct Shelf {
    path: PathBuf,
    /// Where entities, edges and pairs begin.
    sections: [u64; 3],
    documents: u64,
    /// How many entities, edges, facts among them, and pairs there are.
    relations: usize,
    facts: usize,
    pairs: usize,
    ids: Names,
    /// The labels there are, and for each entity the place of its own among them.
    known: Vec<Label>,
    labels: Vec<u16>,
    articles: Vec<u32>,
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure; what stays goes with its folder.
        let _ = fs::remove_file(&self.path);
    }
}

/// A shelf as it is filled.
pub(super) struct Writing {
    out: Writer,
    shelf: Shelf,
    section: usize,
}

impl Writing {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let (file, path) = tempfile::Builder::new().prefix("graph-").tempfile_in(folder)?.keep().map_err(|error| error.error)?;
        let shelf = Shelf {
            path,
            sections: [0; 3],
            documents: 0,
            relations: 0,
            facts: 0,
            pairs: 0,
            ids: Names::default(),
            known: Vec::new(),
            labels: Vec::new(),
            articles: Vec::new(),
        };
        Ok(Self { out: Writer::new(file), shelf, section: 0 })
    }

    pub(super) fn finish(self, documents: u64) -> io::Result<Shelf> {
        let Self { out, mut shelf, .. } = self;
        out.finish()?;
        shelf.documents = documents;
        Ok(shelf)
    }
}

impl Sink for Writing {
    fn entity(&mut self, entity: &Entity, told: &[u32]) -> io::Result<()> {
        self.shelf.ids.push(entity.id.as_str());
        let label = entity.label();
        let place = self.shelf.known.iter().position(|&known| known == label).unwrap_or_else(|| {
            self.shelf.known.push(label);
            self.shelf.known.len() - 1
        });
        self.shelf.labels.push(place as u16);
        self.shelf.articles.push(u32::try_from(entity.articles).map_err(io::Error::other)?);
        self.out.put(|bytes| put_entity(entity, told, bytes)).map(drop)
    }

    fn relation(&mut self, (head, tail): (u32, u32), relation: &Relation, told: &[u32]) -> io::Result<()> {
        self.shelf.relations += 1;
        self.shelf.facts += usize::from(relation.is_fact());
        self.out.put(|bytes| put_relation(head, tail, relation, told, bytes)).map(drop)
    }

    fn pair(&mut self, pair: (u32, u32), counts: (u64, u64)) -> io::Result<()> {
        self.shelf.pairs += 1;
        self.out.put_pair(pair, counts)
    }

    fn end(&mut self) -> io::Result<()> {
        let place = self.out.end()?;
        self.section += 1;
        if let Some(next) = self.shelf.sections.get_mut(self.section) {
            *next = place;
        }
        Ok(())
    }
}

impl Shelf {
    /// How many articles were added.
    pub(super) fn documents(&self) -> u64 {
        self.documents
    }

    pub(super) fn sizes(&self) -> (usize, usize, usize) {
        (self.ids.len(), self.relations, self.pairs)
    }

    pub(super) fn facts(&self) -> usize {
        self.facts
    }

    /// The entities in the order of their ids.
    ///
    /// # Errors
    /// If the file cannot be opened.
    pub(crate) fn entities(&self) -> Result<Entities<'_>> {
        Ok(Entities(self.section(0)?, Decoder::default()))
    }

    /// The edges in the order of head, tail, kind, polarity and modality.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(crate) fn relations(&self) -> Result<Relations<'_>> {
        Ok(Relations(self.section(1)?))
    }

    /// The pairs in the order of their ids.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(crate) fn pairs(&self) -> Result<Pairs<'_>> {
        Ok(Pairs(self.section(2)?))
    }

    /// The label of the entity of that id, if there is one.
    pub(crate) fn label_of(&self, id: &str) -> Option<Label> {
        self.ids.place(id).map(|place| self.label(place))
    }

    /// The id of the entity of that number, and how many articles mention it.
    pub(crate) fn end(&self, number: u32) -> (EntityId, u64) {
        (EntityId::new(&self.ids.get(number as usize)), u64::from(self.articles[number as usize]))
    }

    /// The end of an edge: an entity of which no more than id and label is told.
    pub(crate) fn named(&self, number: u32) -> Entity {
        Entity::bare(self.end(number).0, self.label(number as usize))
    }

    fn label(&self, place: usize) -> Label {
        self.known[usize::from(self.labels[place])]
    }

    fn section(&self, number: usize) -> Result<Section<'_>> {
        let open = || -> io::Result<Reader> {
            let mut reader = Reader::new(File::open(&self.path)?)?;
            reader.seek(self.sections[number])?;
            Ok(reader)
        };
        Ok(Section { shelf: self, reader: Some(open().map_err(|error| Error::io(&self.path, error))?) })
    }
}

/// What is left of a section.
struct Section<'s> {
    shelf: &'s Shelf,
    reader: Option<Reader>,
}

impl Section<'_> {
    fn next<T>(&mut self, read: impl FnOnce(&mut Reader) -> io::Result<Option<T>>) -> Option<Result<T>> {
        let item = read(self.reader.as_mut()?).map_err(|error| Error::io(&self.shelf.path, error)).transpose();
        if !matches!(item, Some(Ok(_))) {
            self.reader = None;
        }
        item
    }
}

/// The entities of a shelf.
pub(crate) struct Entities<'s>(Section<'s>, Decoder);

impl Iterator for Entities<'_> {
    type Item = Result<Entity>;

    fn next(&mut self) -> Option<Self::Item> {
        let decoder = &mut self.1;
        self.0.next(|reader| reader.next()?.map(|bytes| decoder.entity(bytes).map(|(entity, _)| entity)).transpose())
    }
}

/// The edges of a shelf, with the numbers of their ends.
pub(crate) struct Relations<'s>(Section<'s>);

impl Iterator for Relations<'_> {
    type Item = Result<(u32, u32, Relation)>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = |bytes: &[u8]| relation(bytes).map(|(head, tail, relation, _)| (head, tail, relation));
        self.0.next(|reader| reader.next()?.map(read).transpose())
    }
}

/// The pairs of a shelf, by number.
pub(crate) struct Pairs<'s>(Section<'s>);

impl Iterator for Pairs<'_> {
    type Item = Result<(u32, u32, CoMention)>;

    fn next(&mut self) -> Option<Self::Item> {
        let pair = self.0.next(Reader::next_pair)?;
        Some(pair.map(|((first, second), (sentences, articles))| (first, second, CoMention { sentences, articles })))
    }
}
