//! Web archives (ISO 28500): pages as they were fetched (WARC), or their text (WET). Each record says how long it is. Records
//! that are no text (requests, images, redirects) are passed over, as files of no known suffix are.

use std::io::Read;

use super::chunk::{Cut, Cutter, Fault, Record};
use super::draft::Draft;
use super::encoding::decode_part;
use super::{Format, Options, html};
use crate::error::{Error, Result};

pub(super) static WARC: Format = Format {
    name: "warc",
    suffixes: &["warc", "wet"],
    about: "web archives: fetched pages (WARC) or their text (WET)",
    many: true,
    raw: true,
    cutter: |_| Box::new(Records::default()),
    draft,
};

/// Where records end.
#[derive(Default)]
struct Records {
    /// Bytes that are still to come of a record that nobody wants.
    skip: usize,
    /// Bytes that are still to come of the one that has not ended.
    missing: usize,
    /// Whether the place of the next record is lost.
    lost: bool,
}

impl Cutter for Records {
    fn cut(&mut self, bytes: &[u8], _: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        let mut start = self.skip.min(bytes.len());
        self.skip -= start;
        loop {
            if self.lost {
                return Ok(bytes.len());
            }
            // Two line ends part records; writers are not always exact.
            start += bytes[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let rest = &bytes[start..];
            if rest.is_empty() {
                return Ok(start);
            }
            let Some(head) = Head::of(rest) else {
                let begins = rest.starts_with(b"WARC/") || b"WARC/".starts_with(rest);
                if begins && !ended && rest.len() <= MOST_HEAD {
                    return Ok(start);
                }
                self.lost = true;
                // What is no record at all has no size either.
                let range = start..if begins { bytes.len() } else { start };
                cuts.push(Cut { range, fault: Some(Fault::Unclosed(NO_RECORD)) });
                continue;
            };
            let wanted = head.wanted(rest);
            let length = head.body.saturating_add(head.length);
            if wanted == Some(false) {
                let there = length.min(rest.len());
                self.skip = length - there;
                start += there;
                continue;
            }
            if rest.len() < length {
                self.missing = length - rest.len();
                if ended {
                    cuts.push(Cut { range: start..bytes.len(), fault: Some(Fault::Unclosed(BROKEN_OFF)) });
                    return Ok(bytes.len());
                }
                return Ok(start);
            }
            cuts.push(Cut::sound(start..start + length));
            start += length;
        }
    }

    fn drop_unfinished(&mut self) {
        // Without its length nobody knows where the next one begins.
        self.lost = self.missing == 0;
        self.skip = std::mem::take(&mut self.missing);
    }
}

const NO_RECORD: &str = "no WARC record begins here: broken, or of another format. Fetch it again";
const BROKEN_OFF: &str = "ends in the middle of a record; what was complete before that is kept. Fetch it again";

/// The longest head a record has: some lines.
const MOST_HEAD: usize = 64 << 10;

/// The head of a record.
struct Head<'r> {
    lines: &'r [u8],
    /// Where its content begins.
    body: usize,
    length: usize,
}

impl<'r> Head<'r> {
    fn of(record: &'r [u8]) -> Option<Self> {
        record.starts_with(b"WARC/").then_some(())?;
        let (lines, body) = parted(record)?;
        let length = field(lines, "Content-Length")?.parse().ok()?;
        Some(Self { lines, body, length })
    }

    /// Whether a record, as far as it is there, is a text; none while nobody can tell.
    fn wanted(&self, record: &[u8]) -> Option<bool> {
        let is_text = |sort: Option<&str>| sort.is_some_and(|sort| sort.contains("html") || sort.contains("text/plain"));
        match field(self.lines, "WARC-Type").unwrap_or_default() {
            "conversion" => Some(true),
            "resource" => Some(is_text(field(self.lines, "Content-Type"))),
            "response" => {
                let content = &record[self.body..record.len().min(self.body.saturating_add(self.length))];
                if !content.starts_with(b"HTTP/") {
                    return (content.len() >= 5).then_some(false);
                }
                let Some((lines, _)) = parted(content) else {
                    return (content.len() == self.length || content.len() > MOST_HEAD).then_some(false);
                };
                let status = lines.split(|&byte| byte == b' ').nth(1).unwrap_or_default();
                Some(status == b"200" && is_text(field(lines, "Content-Type")))
            }
            _ => Some(false),
        }
    }
}

/// The lines of a head, and where what follows them begins.
fn parted(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let within = &bytes[..bytes.len().min(MOST_HEAD)];
    let end = memchr::memmem::find(within, b"\r\n\r\n")?;
    Some((&bytes[..end], end + 4))
}

/// The value under a name, whatever its case.
fn field<'l>(lines: &'l [u8], name: &str) -> Option<&'l str> {
    let line = lines.split(|&byte| byte == b'\n').find(|line| {
        line.len() > name.len() && line[name.len()] == b':' && line[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    })?;
    Some(std::str::from_utf8(&line[name.len() + 1..]).ok()?.trim())
}

fn draft<'r>(record: &Record<'r>, options: &Options) -> Result<Draft<'r>> {
    let Some(head) = Head::of(record.bytes) else { return Err(Error::new("no WARC record")) };
    let content = &record.bytes[head.body..];
    let url = field(head.lines, "WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
    let language = field(head.lines, "WARC-Identified-Content-Language").and_then(|languages| languages.split(',').next());
    let language = language.and_then(whatlang::Lang::from_code).map(super::language::code_of);
    let is_page = |sort: Option<&str>| sort.is_some_and(|sort| sort.contains("html"));
    let (page, body): (bool, std::borrow::Cow<'r, [u8]>) = match field(head.lines, "WARC-Type") {
        Some("response") => {
            let (lines, start) = parted(content).ok_or_else(|| Error::new("its HTTP head does not end"))?;
            (is_page(field(lines, "Content-Type")), unpacked(lines, &content[start..], options)?)
        }
        _ => (is_page(field(head.lines, "Content-Type")), content.into()),
    };
    let mut draft = if page {
        // The page's strings are its own, so that they may outlive the bytes they were read from.
        let own =
            html::draft(&Record { bytes: &body, line: record.line, source: record.source, header: None, fault: None }, options)?;
        Draft { text: own.text.into_owned().into(), ..own }
    } else {
        let decoded = decode_part(&body, None);
        let warnings = decoded.warning().into_iter().collect();
        Draft { text: decoded.text.into_owned().into(), warnings, ..Draft::default() }
    };
    draft.has_own_file = false;
    draft.url = draft.url.or(url);
    draft.language = draft.language.or(language.map(str::to_owned));
    Ok(draft)
}

/// The content of an HTTP answer, out of its chunks and its packing.
fn unpacked<'r>(lines: &[u8], content: &'r [u8], options: &Options) -> Result<std::borrow::Cow<'r, [u8]>> {
    let is = |name, value: &str| field(lines, name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let whole: std::borrow::Cow<'r, [u8]> = match is("Transfer-Encoding", "chunked").then(|| joined(content)).flatten() {
        Some(joined) => joined.into(),
        // Many archives keep the head and write the content without its chunks.
        None => content.into(),
    };
    let most = options.max_document_bytes as u64;
    let mut out = Vec::new();
    let read = if is("Content-Encoding", "gzip") && whole.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&*whole).take(most).read_to_end(&mut out)
    } else if is("Content-Encoding", "deflate") {
        flate2::read::ZlibDecoder::new(&*whole).take(most).read_to_end(&mut out)
    } else {
        return Ok(whole);
    };
    read.map_err(|error| Error::new("its content cannot be unpacked").because(error))?;
    Ok(out.into())
}

/// What HTTP chunks hold; none if these are no chunks.
fn joined(mut content: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(content.len());
    loop {
        let end = memchr::memmem::find(content, b"\r\n")?;
        let size = std::str::from_utf8(&content[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        content = &content[end + 2..];
        out.extend_from_slice(content.get(..size)?);
        content = content.get(size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(joined(b"4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\n\r\n"), Some(b"Wikipedia ".to_vec()));
        assert_eq!(joined(b"<html>\r\n"), None);
        assert_eq!(joined(b"ff\r\nshort"), None);
    }

    #[test]
    fn fields_are_found_in_any_case() {
        let lines = b"WARC/1.0\r\nwarc-type: response\r\nContent-Length: 12";
        assert_eq!((field(lines, "WARC-Type"), field(lines, "Content-Length")), (Some("response"), Some("12")));
        assert_eq!(field(lines, "Content-Type"), None);
    }
}
