//! Bytes -> text, in whatever encoding: a byte order mark, UTF-8, what the page states, or what chardetng guesses, in that order.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use crate::error::{Error, Result};

/// A decoded text.
pub(super) struct Decoded<'b> {
    /// The text, without its byte order mark.
    pub(super) text: Cow<'b, str>,
    /// Whether some bytes were no characters and stand as U+FFFD.
    pub(super) replaced: bool,
}

impl Decoded<'_> {
    /// What the reader of a text with replaced bytes should know.
    pub(super) fn warning(&self) -> Option<String> {
        self.replaced.then(|| "some bytes are no characters of its encoding; they stand as U+FFFD".to_owned())
    }
}

/// Decodes a whole file; `stated` is the encoding its own markup names.
///
/// # Errors
/// If it is no text.
pub(super) fn decode<'b>(bytes: &'b [u8], stated: Option<&'static Encoding>) -> Result<Decoded<'b>> {
    if is_binary(bytes) {
        return Err(not_text());
    }
    Ok(decode_part(bytes, stated))
}

/// Decodes a part of a file that was seen to be text.
pub(super) fn decode_part<'b>(bytes: &'b [u8], stated: Option<&'static Encoding>) -> Decoded<'b> {
    let (text, _, replaced) = encoding_of(bytes, stated).decode(bytes);
    Decoded { text, replaced }
}

/// The error of a file that is none.
pub(super) fn not_text() -> Error {
    Error::new("not text in any known encoding; convert it or leave it out")
}

/// Whether `bytes` are no text: a NUL, or control characters in plenty. UTF-16 is told by its mark alone.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != UTF_8) {
        return false;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let control = |&&byte: &&u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    memchr::memchr(0, bytes).is_some() || head.iter().filter(control).count() * 10 > head.len()
}

/// The encoding of `bytes`. Valid UTF-8 goes before what a page states: pages are saved as UTF-8 with their old `<meta>` left in.
pub(super) fn encoding_of(bytes: &[u8], stated: Option<&'static Encoding>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let stated = stated.map(as_browsers_read);
    match stated {
        // All its bytes are ASCII, so that it always passes for UTF-8.
        Some(encoding) if encoding == ISO_2022_JP => encoding,
        _ if is_mostly_utf8(bytes) => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => guess(bytes),
    }
}

/// The web's rules: a page that could be read as far as its `<meta>` is not in UTF-16.
fn as_browsers_read(encoding: &'static Encoding) -> &'static Encoding {
    match encoding {
        e if e == UTF_16LE || e == UTF_16BE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    }
}

/// Whether `bytes` are UTF-8, but for a few broken bytes among many sound characters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut sound, mut broken) = (0, 0);
    for part in bytes.utf8_chunks() {
        sound += part.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!part.invalid().is_empty());
    }
    sound > 3 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A stream of another encoding as UTF-8, without its byte order mark.
pub(super) struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What was decoded, and how much of it was handed on. It is kept here since a caller's buffer may hold less than one character.
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, raw: vec![0; 32 << 10], text: Vec::new(), given: 0, ended: false }
    }

    pub(super) fn inner(&self) -> &R {
        &self.inner
    }

    /// Decodes the next block into `text`, which may stay empty.
    fn decode_next(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.raw)?;
        self.ended = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * read + 16);
        self.text.resize(most, 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..read], &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.decode_next()?;
        }
        let count = buffer.len().min(self.text.len() - self.given);
        buffer[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
