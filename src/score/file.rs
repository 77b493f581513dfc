//! A file -> its text: unpacked, UTF-8, without a mark of byte order.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, Result};

/// The most bytes that are read: more is no gold that people made, but a bomb or another file.
const LIMIT: u64 = 1 << 30;

/// The whole text of a file, or of standard input (`-`).
///
/// # Errors
/// If it cannot be read, unpacked or decoded.
pub(super) fn read(path: &Path) -> Result<String> {
    let bytes = bytes(path).map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::new("unpacks to more than 1 GiB, which is no gold: cut it into parts").at(path));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', sound).count() as u64 + 1;
        Error::new("not UTF-8: convert it, since offsets count its characters").at(path).line(line)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut source: Box<dyn Read> = if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut head = Vec::with_capacity(4);
    source.by_ref().take(4).read_to_end(&mut head)?;
    let packed = |head: &[u8]| [&[0x1f, 0x8b][..], &[0x28, 0xb5, 0x2f, 0xfd]].iter().position(|magic| head.starts_with(magic));
    let packing = packed(&head);
    let whole = io::Cursor::new(head).chain(source);
    let unpacked: Box<dyn Read> = match packing {
        Some(0) => Box::new(flate2::read::MultiGzDecoder::new(whole)),
        Some(_) => Box::new(zstd::stream::read::Decoder::new(whole)?),
        None => Box::new(whole),
    };
    let mut bytes = Vec::new();
    unpacked.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
