//! A graph as one file in order: its articles, entities, edges and pairs, each sort of them a section of records. Entities
//! have the numbers of their places, so that the order of numbers is that of ids.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use super::record::{put_entity, put_relation, put_teller};
use crate::graph::Graph;

/// A pair of entities, and in how many sentences and articles it is.
pub(super) type Counted = ((u32, u32), (u64, u64));

/// Writes sections.
#[derive(Debug)]
pub(super) struct Writer {
    file: BufWriter<File>,
    record: Vec<u8>,
    at: u64,
}

impl Writer {
    pub(super) fn new(file: File) -> Self {
        Self { file: BufWriter::with_capacity(1 << 18, file), record: Vec::new(), at: 0 }
    }

    /// Writes a record. Gives where it stands.
    pub(super) fn put(&mut self, fill: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<u64> {
        let place = self.at;
        self.record.clear();
        fill(&mut self.record)?;
        self.file.write_all(&(self.record.len() as u32).to_le_bytes())?;
        self.file.write_all(&self.record)?;
        self.at += 4 + self.record.len() as u64;
        Ok(place)
    }

    /// Writes a pair of entities, in how many sentences and articles it is.
    pub(super) fn put_pair(&mut self, pair: (u32, u32), counts: (u64, u64)) -> io::Result<()> {
        self.put(|out| {
            *out = postcard::to_extend(&(pair, counts), std::mem::take(out)).map_err(io::Error::other)?;
            Ok(())
        })?;
        Ok(())
    }

    /// Ends a section: no record is empty. Gives where the next begins.
    pub(super) fn end(&mut self) -> io::Result<u64> {
        self.put(|_| Ok(()))?;
        Ok(self.at)
    }

    /// The file, written.
    pub(super) fn finish(self) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// Reads sections.
#[derive(Debug)]
pub(super) struct Reader {
    file: BufReader<File>,
    record: Vec<u8>,
}

impl Reader {
    /// Reads a file from its start, some 64 kB at a time.
    pub(super) fn new(file: File) -> io::Result<Self> {
        let mut reader = Self::holding(file, 1 << 16);
        reader.seek(0)?;
        Ok(reader)
    }

    /// Reads a file from where it stands, so many bytes at a time.
    pub(super) fn holding(file: File, bytes: usize) -> Self {
        Self { file: BufReader::with_capacity(bytes, file), record: Vec::new() }
    }

    /// Goes on reading from there.
    pub(super) fn seek(&mut self, place: u64) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(place)).map(drop)
    }

    /// The next record of the section; none behind its last: then the next section comes.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let mut length = [0; 4];
        self.file.read_exact(&mut length)?;
        self.record.resize(u32::from_le_bytes(length) as usize, 0);
        self.file.read_exact(&mut self.record)?;
        Ok((!self.record.is_empty()).then_some(&*self.record))
    }

    /// The next pair, with its counts of sentences and articles.
    pub(super) fn next_pair(&mut self) -> io::Result<Option<Counted>> {
        let wrong = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        self.next()?.map(|bytes| postcard::from_bytes(bytes).map_err(wrong)).transpose()
    }
}

/// Writes a graph, whose articles have numbers from `first` on.
pub(super) fn write(graph: &Graph, first: u32, file: File) -> io::Result<File> {
    let mut out = Writer::new(file);
    for number in graph.telling.order() {
        out.put(|bytes| put_teller(graph.telling.teller_of(number), first + number, bytes))?;
    }
    out.end()?;
    let numbered = |told: &[u32]| told.iter().map(|teller| first + teller).collect::<Vec<u32>>();
    let told = graph.telling.entities(graph.entities.len());
    let told: Vec<&[u32]> = told.each().collect();
    let mut order: Vec<u32> = (0..graph.entities.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| graph.entities[a as usize].id.cmp(&graph.entities[b as usize].id));
    let mut places = vec![0; order.len()];
    for (place, &number) in (0..).zip(&order) {
        places[number as usize] = place;
        out.put(|bytes| put_entity(&graph.entities[number as usize], &numbered(told[number as usize]), bytes))?;
    }
    out.end()?;
    let place = |number: u32| places[number as usize];
    let told = graph.telling.relations(graph.relations.len());
    let told: Vec<&[u32]> = told.each().collect();
    let mut order: Vec<u32> = (0..graph.relations.len() as u32).collect();
    order.sort_unstable_by_key(|&number| {
        let key = &graph.relations[number as usize].0;
        (place(key.head), place(key.tail), key.kind, key.polarity, key.modality)
    });
    for number in order {
        let (key, relation) = &graph.relations[number as usize];
        let told = numbered(told[number as usize]);
        out.put(|bytes| put_relation(place(key.head), place(key.tail), relation, &told, bytes))?;
    }
    out.end()?;
    let pair = |(&(a, b), count): (&(u32, u32), &super::CoMention)| {
        let (a, b) = (place(a), place(b));
        ((a.min(b), a.max(b)), (count.sentences, count.articles))
    };
    let mut pairs: Vec<Counted> = graph.co_mentions.iter().map(pair).collect();
    pairs.sort_unstable();
    pairs.into_iter().try_for_each(|(pair, counts)| out.put_pair(pair, counts))?;
    out.end()?;
    out.finish()
}

/// Goes through a section of all runs at once, in the order of keys. `next` reads a record of the run of that number; `take`
/// gets what the runs have under one key, in their order.
pub(super) fn merge<K: Ord, T>(
    runs: &mut [Reader],
    mut next: impl FnMut(&mut Reader, usize) -> io::Result<Option<(K, T)>>,
    mut take: impl FnMut(&K, &mut Vec<(usize, T)>) -> io::Result<()>,
) -> io::Result<()> {
    let mut items: Vec<Option<T>> = Vec::new();
    let mut first = BinaryHeap::new();
    for (number, run) in runs.iter_mut().enumerate() {
        items.push(next(run, number)?.map(|(key, item)| {
            first.push(Reverse((key, number)));
            item
        }));
    }
    let mut same = Vec::new();
    while let Some(Reverse((key, number))) = first.pop() {
        let mut from = Some(number);
        while let Some(number) = from {
            same.extend(items[number].take().map(|item| (number, item)));
            if let Some((key, item)) = next(&mut runs[number], number)? {
                items[number] = Some(item);
                first.push(Reverse((key, number)));
            }
            from = first.peek().filter(|Reverse((next, _))| *next == key).map(|Reverse((_, number))| *number);
            if from.is_some() {
                first.pop();
            }
        }
        take(&key, &mut same)?;
        same.clear();
    }
    Ok(())
}
