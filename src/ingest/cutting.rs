//! A source -> chunks, cut in order while the file is read, in bounded memory: one chunk and one document at a time.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use encoding_rs::UTF_8;

use super::chunk::{Chunk, Cut, Cutter, Fault, line_ends};
use super::encoding::{Transcoded, encoding_of, is_binary, not_text};
use super::input::Input;
use super::{FORMATS, Format, Options, Skipped, Source};
use crate::error::{Error, Result};

/// How much of a file is looked at to tell its format and encoding.
const HEAD_BYTES: usize = 64 << 10;

/// Reads a source from its beginning and hands its chunks to `sink`, until that breaks. Holds one chunk, and one document, at a time.
///
/// # Errors
/// If the source cannot be opened, is no text, is empty, breaks off, or unpacks beyond the bound; the chunks before that stand.
pub fn chunks(
    source: &Source,
    options: &Options,
    sink: &mut dyn FnMut(Chunk) -> ControlFlow<()>,
) -> std::result::Result<(), Skipped> {
    let mut input = Input::open(source, options).map_err(|error| Skipped::one(Error::io(source.name(), error)))?;
    let mut head = Vec::new();
    let failed = fill(&mut input, &mut head, HEAD_BYTES).err();
    let format = source.format().unwrap_or_else(|| sniff(&head));
    let lost = u64::from(!format.many);
    let skipped = |error: Error| Skipped { error: error.at(source.name()), documents: lost };
    if format.many && !format.raw && is_binary(&head) {
        return Err(skipped(not_text()));
    }
    // A reader that has failed is not asked again: what it gave before is all there is.
    let rest = Rest { input, failed };
    let mut stream = Stream::new(io::Cursor::new(head), rest, format);
    let mut cutting = Cutting::new(source, format, options);
    cutting.run(&mut stream, sink).map_err(|stop| match stop {
        Stop::Unreadable(error) => skipped(stream.input().worded(error, source)),
        Stop::Unusable(error) => skipped(error),
    })?;
    if cutting.found == 0 {
        return Err(skipped(Error::new("empty: there is no document in it")));
    }
    Ok(())
}

/// What standard input holds, by its first bytes.
fn sniff(head: &[u8]) -> &'static Format {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let name = match text {
        // A lone brace begins an object spread over lines.
        [b'{', rest @ ..] if rest.trim_ascii_start().is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r") => "json",
        [b'{', ..] => "jsonl",
        [b'[', ..] => "json",
        [b'W', b'A', b'R', b'C', b'/', ..] => "warc",
        [b'<', ..]
            if [&b"<rss"[..], b"<feed", b"<rdf:RDF"]
                .iter()
                .any(|root| text[..text.len().min(500)].windows(root.len()).any(|part| part == *root)) =>
        {
            "feed"
        }
        [b'<', ..] => "html",
        _ => "txt",
    };
    Format::from_name(name).unwrap_or(FORMATS[0])
}

/// What follows the head of a source, and whether reading it already failed.
struct Rest {
    input: Input,
    failed: Option<io::Error>,
}

impl Read for Rest {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.input.read(buffer),
        }
    }
}

type Bytes = io::Chain<io::Cursor<Vec<u8>>, Rest>;

/// A source in one encoding: records are cut from UTF-8, while a whole file is decoded later, by what its own markup states.
enum Stream {
    Plain(Bytes),
    Transcoded(Transcoded<Bytes>),
}

impl Stream {
    fn new(mut head: io::Cursor<Vec<u8>>, rest: Rest, format: &Format) -> Self {
        if !format.many || format.raw {
            return Self::Plain(head.chain(rest));
        }
        let seen = head.get_ref();
        // The head may end within a character, but not after an ASCII one.
        let last = if seen.len() < HEAD_BYTES { None } else { seen.iter().rposition(u8::is_ascii) };
        let encoding = encoding_of(&seen[..last.map_or(seen.len(), |at| at + 1)], None);
        if encoding == UTF_8 {
            let mark = if seen.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            head.set_position(mark);
            return Self::Plain(head.chain(rest));
        }
        Self::Transcoded(Transcoded::new(head.chain(rest), encoding))
    }

    fn input(&self) -> &Input {
        match self {
            Self::Plain(chain) => &chain.get_ref().1.input,
            Self::Transcoded(transcoded) => &transcoded.inner().get_ref().1.input,
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(chain) => chain.read(buffer),
            Self::Transcoded(transcoded) => transcoded.read(buffer),
        }
    }
}

enum Stop {
    Unreadable(io::Error),
    Unusable(Error),
}

/// The state of cutting a source: `buffer` holds finished records up to `done`, then the one that goes on.
struct Cutting<'o> {
    source: Arc<Source>,
    format: &'static Format,
    options: &'o Options,
    cutter: Box<dyn Cutter>,
    buffer: Vec<u8>,
    done: usize,
    seen: usize,
    records: Vec<Cut>,
    line: u64,
    found: usize,
}

impl<'o> Cutting<'o> {
    fn new(source: &Source, format: &'static Format, options: &'o Options) -> Self {
        Self {
            source: Arc::new(source.clone()),
            format,
            options,
            cutter: (format.cutter)(options),
            buffer: Vec::new(),
            done: 0,
            seen: 0,
            records: Vec::new(),
            line: 1,
            found: 0,
        }
    }

    fn run(&mut self, stream: &mut Stream, sink: &mut dyn FnMut(Chunk) -> ControlFlow<()>) -> std::result::Result<(), Stop> {
        let block = self.options.chunk_bytes.clamp(64, 64 << 10);
        loop {
            let read = fill(stream, &mut self.buffer, block);
            let ended = matches!(read, Ok(count) if count < block);
            self.cut(ended).map_err(Stop::Unusable)?;
            let oversize = self.buffer.len() - self.done > self.options.max_document_bytes;
            if oversize {
                self.records.push(Cut { range: self.done..self.done, fault: Some(Fault::TooLarge) });
            }
            if (ended || oversize || read.is_err() || self.done >= self.options.chunk_bytes) && self.flush(sink).is_break() {
                return Ok(());
            }
            read.map_err(Stop::Unreadable)?;
            if ended || (oversize && !self.format.many) {
                return Ok(());
            }
            if oversize {
                self.cutter.drop_unfinished();
                self.line += line_ends(&self.buffer);
                self.buffer.clear();
                self.seen = 0;
            }
        }
    }

    /// Finds the records that end in what was read last.
    fn cut(&mut self, ended: bool) -> Result<()> {
        let known = self.records.len();
        let rest = &self.buffer[self.done..];
        let unfinished = self.cutter.cut(rest, self.seen - self.done, ended, &mut self.records).map_err(|error| {
            let blank = rest.len() - rest.trim_ascii_start().len();
            error.line(self.line + line_ends(&self.buffer[..self.done + blank]))
        })?;
        for cut in &mut self.records[known..] {
            cut.range = cut.range.start + self.done..cut.range.end + self.done;
            if cut.range.len() > self.options.max_document_bytes {
                cut.fault = Some(Fault::TooLarge);
            }
        }
        self.done += unfinished;
        self.seen = self.buffer.len();
        Ok(())
    }

    /// Hands over the records found so far, and keeps the one that goes on.
    fn flush(&mut self, sink: &mut dyn FnMut(Chunk) -> ControlFlow<()>) -> ControlFlow<()> {
        let rest = self.buffer.split_off(self.done);
        let bytes = std::mem::replace(&mut self.buffer, rest);
        self.seen -= self.done;
        self.done = 0;
        let first_line = self.line;
        self.line += line_ends(&bytes);
        let records = std::mem::take(&mut self.records);
        if records.is_empty() {
            return ControlFlow::Continue(());
        }
        self.found += records.len();
        let header = self.cutter.header();
        sink(Chunk { source: Arc::clone(&self.source), format: self.format, bytes, first_line, records, header })
    }
}

/// Appends up to `count` bytes, and says how many; fewer only at the end.
fn fill(reader: &mut impl Read, buffer: &mut Vec<u8>, count: usize) -> io::Result<usize> {
    let before = buffer.len();
    buffer.resize(before + count, 0);
    let mut filled = before;
    let result = loop {
        if filled == buffer.len() {
            break Ok(count);
        }
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break Ok(filled - before),
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    buffer.truncate(filled);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_told_by_its_first_bytes() {
        for (head, name) in [
            ("\u{feff}\n {\"text\": 1}", "jsonl"),
            ("{\n  \"text\": 1", "json"),
            ("[{", "json"),
            (" <!doctype html>", "html"),
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "feed"),
            ("WARC/1.0\r\n", "warc"),
            ("Text.", "txt"),
            ("", "txt"),
        ] {
            assert_eq!(sniff(head.as_bytes()).name, name, "{head}");
        }
    }
}
