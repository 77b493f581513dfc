//! Sources -> batches: chunks enough to keep every thread at work, read in order and one batch ahead.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};
use crate::ingest::{self, Chunk, Skipped, chunks, sources};

/// What is read, and how.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Files, folders, or `-` for standard input.
    pub inputs: Vec<PathBuf>,
    /// How documents are read from them.
    pub ingest: ingest::Options,
    /// How many threads work; 0 for one a core.
    pub threads: usize,
    /// About how many bytes are worked on at a time. It changes no output.
    pub batch_bytes: usize,
    /// Whether the report is to say what became of each file.
    pub files: bool,
}

impl Reading {
    /// The reading of these inputs with the usual options.
    pub fn of(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            inputs: inputs.into_iter().collect(),
            ingest: ingest::Options::default(),
            threads: 0,
            batch_bytes: 8 << 20,
            files: false,
        }
    }

    /// The threads.
    pub(super) fn pool(&self) -> Result<ThreadPool> {
        pool(self.threads)
    }

    /// Whether every input is there for a second reading: files and folders are, streams are not.
    pub(super) fn can_be_read_again(&self) -> bool {
        let lasts = |path: &PathBuf| fs::metadata(path).is_ok_and(|found| found.is_file() || found.is_dir());
        self.inputs.iter().all(lasts)
    }
}

/// So many threads; 0 for one a core.
pub(super) fn pool(threads: usize) -> Result<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|number| format!("newsgraph-{number}"));
    pool.build().map_err(|error| Error::new("the threads cannot be started: ask for fewer with --threads").because(error))
}

/// Chunks to work on together, and what was skipped between them, in order.
pub(super) struct Batch {
    pub(super) pieces: Vec<Piece>,
    pub(super) bytes: u64,
}

/// A part of a batch.
pub(super) enum Piece {
    Chunk(Chunk),
    Skipped(Skipped),
}

/// Hands over the batches in order, in `threads`, until `work` breaks. With one thread it reads and works in turn;
/// with more, a thread of its own reads ahead.
pub(super) fn each_batch(reading: &Reading, threads: &ThreadPool, work: &mut (dyn FnMut(Batch) -> ControlFlow<()> + Send)) {
    if threads.current_num_threads() == 1 {
        threads.install(|| read(reading, work));
        return;
    }
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(1);
        scope.spawn(move || {
            read(reading, &mut |batch| match sender.send(batch) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            });
        });
        threads.install(move || {
            for batch in receiver {
                if work(batch).is_break() {
                    break;
                }
            }
        });
    });
}

fn read(reading: &Reading, sink: &mut (dyn FnMut(Batch) -> ControlFlow<()> + Send)) {
    let mut batch = Batch { pieces: Vec::new(), bytes: 0 };
    let mut flow = ControlFlow::Continue(());
    for source in sources(&reading.inputs, &reading.ingest) {
        let read = source.and_then(|source| {
            chunks(&source, &reading.ingest, &mut |chunk| {
                batch.bytes += chunk.bytes() as u64;
                batch.pieces.push(Piece::Chunk(chunk));
                if batch.bytes >= reading.batch_bytes as u64 {
                    flow = sink(std::mem::replace(&mut batch, Batch { pieces: Vec::new(), bytes: 0 }));
                }
                flow
            })
        });
        if let Err(skipped) = read {
            batch.pieces.push(Piece::Skipped(skipped));
        }
        if flow.is_break() {
            return;
        }
    }
    if !batch.pieces.is_empty() {
        let _ = sink(batch);
    }
}
