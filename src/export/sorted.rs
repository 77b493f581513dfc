//! Blocks of bytes put in the order of their keys with bounded memory.
//!
//! They come in any order and are held until a bound is passed, then sorted and spilled to a nameless file as one run; at the
//! end the runs and what is held are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::mem;
use std::path::{Path, PathBuf};

/// How many bytes are held before they are spilled.
const BOUND: usize = 16 << 20;

/// How many runs are kept before they are merged into one: well under the 256 files a process may hold open on macOS.
const FAN_IN: usize = 64;

/// Some bytes under their key.
type Block = (Box<str>, Vec<u8>);

/// Puts blocks in order.
#[derive(Debug)]
pub(super) struct Sorted {
    folder: PathBuf,
    bound: usize,
    held: Vec<Block>,
    held_bytes: usize,
    runs: Vec<File>,
}

impl Sorted {
    /// What is too much is spilled below `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), bound: BOUND, held: Vec::new(), held_bytes: 0, runs: Vec::new() }
    }

    /// The same, holding at most about `bytes`.
    pub(super) fn holding(self, bytes: usize) -> Self {
        Self { bound: bytes, ..self }
    }

    /// The folder that is spilled to.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a block.
    pub(super) fn add(&mut self, key: &str, bytes: Vec<u8>) {
        self.held_bytes += bytes.capacity() + key.len() + mem::size_of::<Block>();
        self.held.push((key.into(), bytes));
    }

    /// Spills what is held if it is too much.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub(super) fn relieve(&mut self) -> io::Result<()> {
        if self.held_bytes > self.bound { self.spill() } else { Ok(()) }
    }

    /// Spills what is held if anything was spilled before: it is to be many.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub(super) fn yield_memory(&mut self) -> io::Result<()> {
        if self.runs.is_empty() { Ok(()) } else { self.spill() }
    }

    /// Hands over all blocks in order. Blocks of one key follow by their bytes.
    ///
    /// # Errors
    /// If what was spilled cannot be read back, or `take` fails.
    pub(super) fn each(mut self, take: impl FnMut(Block) -> io::Result<()>) -> io::Result<()> {
        self.held.sort_unstable();
        let mut sources = rewound(self.runs)?;
        sources.push(Source::Held(self.held.into_iter()));
        merge(sources, take)
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        self.held_bytes = 0;
        let held = Source::Held(mem::take(&mut self.held).into_iter());
        let run = self.run_of(vec![held])?;
        self.runs.push(run);
        if self.runs.len() == FAN_IN {
            let runs = rewound(mem::take(&mut self.runs))?;
            let run = self.run_of(runs)?;
            self.runs.push(run);
        }
        Ok(())
    }

    fn run_of(&self, sources: Vec<Source>) -> io::Result<File> {
        let mut run = BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(&self.folder)?);
        merge(sources, |block| write_block(&mut run, &block))?;
        run.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// Blocks in order, from memory or from a spilled run.
enum Source {
    Held(std::vec::IntoIter<Block>),
    Run(BufReader<File>),
}

impl Source {
    fn next(&mut self) -> io::Result<Option<Block>> {
        match self {
            Self::Held(blocks) => Ok(blocks.next()),
            Self::Run(run) => read_block(run),
        }
    }
}

fn rewound(runs: Vec<File>) -> io::Result<Vec<Source>> {
    let rewind = |mut run: File| {
        run.rewind()?;
        Ok(Source::Run(BufReader::with_capacity(1 << 16, run)))
    };
    runs.into_iter().map(rewind).collect()
}

/// Hands on the blocks of all sources in order.
fn merge(mut sources: Vec<Source>, mut take: impl FnMut(Block) -> io::Result<()>) -> io::Result<()> {
    let mut first: BinaryHeap<Reverse<(Block, usize)>> = BinaryHeap::new();
    for (number, source) in sources.iter_mut().enumerate() {
        first.extend(source.next()?.map(|block| Reverse((block, number))));
    }
    while let Some(Reverse((block, number))) = first.pop() {
        take(block)?;
        first.extend(sources[number].next()?.map(|block| Reverse((block, number))));
    }
    Ok(())
}

fn write_block(run: &mut impl Write, (key, bytes): &Block) -> io::Result<()> {
    for part in [key.as_bytes(), bytes] {
        run.write_all(&(part.len() as u64).to_le_bytes())?;
        run.write_all(part)?;
    }
    Ok(())
}

fn read_block(run: &mut BufReader<File>) -> io::Result<Option<Block>> {
    use std::io::BufRead;
    if run.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let key = String::from_utf8(read_part(run)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some((key.into(), read_part(run)?)))
}

fn read_part(run: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    run.read_exact(&mut length)?;
    let mut part = vec![0; u64::from_le_bytes(length) as usize];
    run.read_exact(&mut part)?;
    Ok(part)
}
