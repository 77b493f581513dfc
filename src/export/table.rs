//! Tables whose rows are made document by document, put in the order of document ids with bounded memory.
//!
//! Rows come in any order. They are held until a bound is passed, then sorted and spilled to a nameless file as one
//! run; at the end the runs and what is held are merged into the table. The same rows give the same bytes whatever
//! the order and the batches they came in.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::mem;
use std::path::{Path, PathBuf};

use super::document::{ARTICLES, EVIDENCE, MENTIONS, with_story};
use super::native::Sheet;
use super::sheet::header;
use crate::document::DocumentId;
use crate::error::{Error, Result};
use crate::story::Stories;

/// A table whose rows are streamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `mentions.csv`, of [`mention_rows`](super::mention_rows).
    Mentions,
    /// `evidence.csv`, of [`evidence_rows`](super::evidence_rows).
    Evidence,
    /// `articles.csv`, of [`article_row`](super::article_row).
    Articles,
    /// `texts.jsonl`, of [`text_row`](super::text_row): no output, but what formats that write texts are made of.
    Texts,
}

impl Table {
    /// Those that are outputs.
    pub const ALL: [Self; 3] = [Self::Mentions, Self::Evidence, Self::Articles];

    /// Its file, relative to the output folder.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions.csv",
            Self::Evidence => "evidence.csv",
            Self::Articles => "articles.csv",
            Self::Texts => "texts.jsonl",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<&'static str> {
        self.sheet().columns.iter().map(|column| column.0).collect()
    }

    /// Its file and columns, to read it back.
    pub(super) fn sheet(self) -> Sheet {
        let columns = match self {
            Self::Mentions => MENTIONS,
            Self::Evidence => EVIDENCE,
            Self::Articles => ARTICLES,
            Self::Texts => &[],
        };
        Sheet { file: self.file_name(), columns: columns.to_vec() }
    }
}

/// How many bytes of rows are held before they are spilled.
const BOUND: usize = 64 << 20;

/// How many runs are kept before they are merged into one: well under the 256 files a process may hold open on macOS.
const FAN_IN: usize = 64;

/// The encoded rows of one document.
type Block = (DocumentId, Vec<u8>);

/// Collects the rows of one table and writes them in order.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    folder: PathBuf,
    bound: usize,
    held: Vec<Block>,
    held_bytes: usize,
    runs: Vec<File>,
}

impl Rows {
    /// Collects rows of `table`, to be written below `folder`: the [`Staging`](super::Staging) folder.
    pub fn new(table: Table, folder: &Path) -> Self {
        Self { table, folder: folder.to_owned(), bound: BOUND, held: Vec::new(), held_bytes: 0, runs: Vec::new() }
    }

    /// The same, holding at most about `bytes` of rows in memory; 64 MiB otherwise.
    #[must_use]
    pub fn holding(mut self, bytes: usize) -> Self {
        self.bound = bytes;
        self
    }

    /// Takes the encoded rows of some documents, a document's rows all at once.
    ///
    /// # Errors
    /// If they have to be spilled and the disk does not take them.
    pub fn add(&mut self, batch: impl IntoIterator<Item = (DocumentId, Vec<u8>)>) -> Result<()> {
        for (id, rows) in batch {
            if rows.is_empty() {
                continue;
            }
            self.held_bytes += rows.capacity() + id.as_str().len() + mem::size_of::<Block>();
            self.held.push((id, rows));
        }
        if self.held_bytes > self.bound {
            self.spill().map_err(|error| Error::io(&self.folder, error))?;
        }
        Ok(())
    }

    /// Writes the table, every article a story of its own. Gives its file, relative to the folder.
    ///
    /// # Errors
    /// If the file cannot be made or written, or what was spilled not be read back.
    pub fn finish(self) -> Result<PathBuf> {
        self.finish_with(&Stories::default())
    }

    /// The same, articles having these stories.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_with(mut self, stories: &Stories) -> Result<PathBuf> {
        let name = PathBuf::from(self.table.file_name());
        let path = self.folder.join(&name);
        self.held.sort_unstable();
        let mut write = || -> io::Result<()> {
            let mut file = BufWriter::with_capacity(1 << 18, File::create(&path)?);
            if self.table != Table::Texts {
                file.write_all(&header(self.table.columns()))?;
            }
            let mut sources = rewound(mem::take(&mut self.runs))?;
            sources.push(Source::Held(mem::take(&mut self.held).into_iter()));
            let tells_stories = self.table == Table::Articles;
            merge(sources, |(id, rows)| {
                if tells_stories { file.write_all(&with_story(&rows, stories.of(&id).as_str())) } else { file.write_all(&rows) }
            })?;
            file.flush()
        };
        write().map_err(|error| Error::io(&path, error))?;
        Ok(name)
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

/// Hands on the blocks of all sources in order. Blocks of one id, which only ill-made input has, follow by their bytes.
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

fn write_block(run: &mut impl Write, (id, rows): &Block) -> io::Result<()> {
    for part in [id.as_str().as_bytes(), rows] {
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
    let id = String::from_utf8(read_part(run)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some((DocumentId::new(&id), read_part(run)?)))
}

fn read_part(run: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    run.read_exact(&mut length)?;
    let mut part = vec![0; u64::from_le_bytes(length) as usize];
    run.read_exact(&mut part)?;
    Ok(part)
}
