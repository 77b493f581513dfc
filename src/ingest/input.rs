//! A source -> its bytes, unpacked, within the bounds that a zip bomb would break.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use super::{Options, Source};
use crate::error::Error;

/// Text packs by five to twenty times; only a bomb, or a file nobody needs, packs by more than this.
const MAX_RATIO: u64 = 200;

/// Below this, no ratio is suspicious.
const RATIO_FROM: u64 = 32 << 20;

/// The unpacked bytes of a source.
pub(super) struct Input {
    reader: Box<dyn Read>,
    packing: Packing,
    read: Rc<Cell<u64>>,
    unpacked: u64,
    limit: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstandard,
}

impl Packing {
    /// Told by the first bytes, not by the name: a `.gz` that a browser has unpacked is read as well.
    fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstandard,
            _ => Self::None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::None => "file",
            Self::Gzip => "gzip",
            Self::Zstandard => "Zstandard",
        }
    }
}

/// Counts what is read from the file itself.
struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// A bound that was passed, as the message says it.
#[derive(Debug)]
struct Bound(String);

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Bound {}

impl Input {
    /// Opens a source.
    ///
    /// # Errors
    /// What the system says of it.
    pub(super) fn open(source: &Source, options: &Options) -> io::Result<Self> {
        let inner: Box<dyn Read> = match source.path() {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        Self::new(inner, options)
    }

    /// The same over any stream of bytes.
    fn new(inner: Box<dyn Read>, options: &Options) -> io::Result<Self> {
        let read = Rc::new(Cell::new(0));
        let mut counted = Counted { inner, read: Rc::clone(&read) };
        let mut head = Vec::with_capacity(4);
        counted.by_ref().take(4).read_to_end(&mut head)?;
        let packing = Packing::of(&head);
        let whole = Cursor::new(head).chain(counted);
        let reader: Box<dyn Read> = match packing {
            Packing::None => Box::new(whole),
            Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(64 << 10, whole))),
            Packing::Zstandard => Box::new(zstd::stream::read::Decoder::new(whole)?),
        };
        Ok(Self { reader, packing, read, unpacked: 0, limit: options.max_unpacked_bytes })
    }

    /// What a failure to read means to the person who gave the file.
    pub(super) fn worded(&self, error: io::Error, source: &Source) -> Error {
        let name = self.packing.name();
        if error.get_ref().is_some_and(|inner| inner.downcast_ref::<Bound>().is_some()) {
            return Error::new(error.to_string()).at(source.name());
        }
        let of_file = matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory);
        if self.packing == Packing::None || of_file {
            return Error::io(source.name(), error);
        }
        let message = if error.kind() == io::ErrorKind::UnexpectedEof {
            format!("truncated {name}: it ends in the middle; what was complete before that is kept. Fetch it again")
        } else {
            format!("broken {name} ({error}); what was complete before that is kept. Fetch it again")
        };
        Error::new(message).at(source.name()).because(error)
    }

    fn within_bounds(&self) -> io::Result<()> {
        if self.packing == Packing::None {
            return Ok(());
        }
        let bound = if self.unpacked > self.limit {
            format!("unpacks to more than {}; raise --max-unpacked-size if that is right", in_units(self.limit))
        } else if self.unpacked > RATIO_FROM && self.unpacked / MAX_RATIO > self.read.get() {
            format!("unpacks to more than {MAX_RATIO} times its size, as no text does: a zip bomb? If not, unpack it yourself")
        } else {
            return Ok(());
        };
        Err(io::Error::other(Bound(bound)))
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.unpacked += count as u64;
        self.within_bounds()?;
        Ok(count)
    }
}

/// A size as people write it: `16 MiB`.
pub(super) fn in_units(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 30 && b % (1 << 30) == 0 => format!("{} GiB", b >> 30),
        b if b >= 1 << 20 && b % (1 << 20) == 0 => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 && b % (1 << 10) == 0 => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}
