//! Chunks and the records in them. A cutter finds where the records of a format end; what they hold is read later, in parallel.

use std::ops::Range;
use std::sync::Arc;

use super::csv::Header;
use super::input::in_units;
use super::{Format, Options, Source};
use crate::error::Result;

/// A run of whole records of one source, as bytes. It may be sent to any thread.
#[derive(Debug)]
pub struct Chunk {
    pub(super) source: Arc<Source>,
    pub(super) format: &'static Format,
    pub(super) bytes: Vec<u8>,
    pub(super) first_line: u64,
    pub(super) records: Vec<Cut>,
    pub(super) header: Option<Arc<Header>>,
}

impl Chunk {
    /// Where it comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The format it is read as.
    pub fn format(&self) -> &'static Format {
        self.format
    }

    /// The line of the source on which it begins, from 1.
    pub fn first_line(&self) -> u64 {
        self.first_line
    }

    /// Its size in bytes, unpacked.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// How many records it holds, sound or not.
    pub fn records(&self) -> usize {
        self.records.len()
    }

    /// Hands over each record with its line.
    pub(super) fn each(&self, options: &Options, sink: &mut dyn FnMut(Record<'_>)) {
        let many = self.format.many;
        let (mut line, mut counted) = (self.first_line, 0);
        for cut in &self.records {
            if many {
                line += line_ends(&self.bytes[counted..cut.range.start]);
                counted = cut.range.start;
            }
            let fault = cut.fault.map(|fault| fault.message(options));
            let bytes = &self.bytes[cut.range.clone()];
            let header = self.header.as_deref();
            sink(Record { bytes, line: many.then_some(line), source: &self.source, header, fault });
        }
    }
}

/// One record as its format reads it.
pub(super) struct Record<'c> {
    /// Its bytes: UTF-8 in most cases, except for a whole file.
    pub(super) bytes: &'c [u8],
    /// The line it begins on, where its format counts lines.
    pub(super) line: Option<u64>,
    /// Where it comes from.
    pub(super) source: &'c Source,
    /// The columns of its table, where it is a row of one.
    pub(super) header: Option<&'c Header>,
    /// Why it cannot be read, where its cutter saw so.
    pub(super) fault: Option<String>,
}

/// A record's place in a chunk.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    pub(super) fault: Option<Fault>,
}

impl Cut {
    pub(super) fn sound(range: Range<usize>) -> Self {
        Self { range, fault: None }
    }
}

/// What a cutter can see to be wrong with a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// It is larger than a document may be.
    TooLarge,
    /// It never ends, as this says.
    Unclosed(&'static str),
}

impl Fault {
    fn message(self, options: &Options) -> String {
        match self {
            Self::TooLarge => {
                let most = in_units(options.max_document_bytes as u64);
                format!("a document of more than {most}; raise --max-document-size if that is right")
            }
            Self::Unclosed(message) => message.to_owned(),
        }
    }
}

/// Finds where the records of a stream end. It is shown the stream piece by piece.
pub(super) trait Cutter {
    /// Adds the records that end in `bytes` to `cuts`, as ranges of `bytes`, and gives the start of the one that has not ended
    /// (the length of `bytes` if there is none): the next call's `bytes` begin there. Those before `from` were seen before.
    ///
    /// # Errors
    /// If nothing in this source can be read: a table without the column that matters.
    fn cut(&mut self, bytes: &[u8], from: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize>;

    /// Forgets the record that has not ended: it is too large. Its rest, when it comes, is no record, and need not be kept.
    fn drop_unfinished(&mut self);

    /// The columns, once they were read.
    fn header(&self) -> Option<Arc<Header>> {
        None
    }
}

/// Whether `bytes` are a record, if only one to be told of: blank ones are none, unless they are too large to be seen as a whole.
pub(super) fn is_record(bytes: &[u8], options: &Options) -> bool {
    bytes.len() > options.max_document_bytes || !bytes.trim_ascii().is_empty()
}

/// One record: the file.
pub(super) struct Whole(Options);

impl Whole {
    pub(super) fn boxed(options: &Options) -> Box<dyn Cutter> {
        Box::new(Self(options.clone()))
    }
}

impl Cutter for Whole {
    fn cut(&mut self, bytes: &[u8], _: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        if !ended {
            return Ok(0);
        }
        if is_record(bytes, &self.0) {
            cuts.push(Cut::sound(0..bytes.len()));
        }
        Ok(bytes.len())
    }

    fn drop_unfinished(&mut self) {}
}

/// How many lines end in `bytes`.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
