//! Finds the elements of a JSON array, of an array held by an object, or of a row of values, as the stream goes by.
//! It counts brackets and minds strings; whether an element is sound is seen when it is read.

use super::Options;
use super::chunk::{Cut, Cutter, Fault};
use super::field::{Field, field_named};
use crate::error::Result;

/// The names under which an object holds its articles.
const LISTS: [&str; 5] = ["articles", "documents", "items", "data", "results"];

pub(super) struct Elements {
    options: Options,
    level: Level,
    /// The element that has begun and how deep its brackets stand open.
    open: Option<Open>,
    depth: usize,
    quote: Quote,
    /// Where the last string of an object at the top lies in it.
    string: (usize, usize),
    key: Key,
    has_text: bool,
    dropping: bool,
}

/// Where elements are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Top,
    Array,
    /// An array held by an object.
    Held,
    /// The rest of such an object.
    Tail,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Bracketed,
    Text,
    Bare,
}

/// Whether a string is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    Outside,
    Inside,
    /// Inside, and the next byte is escaped.
    Escaped,
}

/// What the key of an object at the top has said of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Any,
    /// Its value, if an array, may be the list of articles.
    List,
    /// Its array has begun: if with an object, it is.
    Begun,
}

impl Elements {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            options: options.clone(),
            level: Level::Top,
            open: None,
            depth: 0,
            quote: Quote::Outside,
            string: (0, 0),
            key: Key::Any,
            has_text: false,
            dropping: false,
        }
    }

    /// Past the string that `bytes[at..]` goes on with, or to the end.
    fn skip_string(&mut self, bytes: &[u8], mut at: usize) -> usize {
        at += usize::from(self.quote == Quote::Escaped);
        self.quote = Quote::Inside;
        while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            at += next;
            if bytes[at] == b'"' {
                self.quote = Quote::Outside;
                return at + 1;
            }
            if at + 1 == bytes.len() {
                self.quote = Quote::Escaped;
            }
            at += 2;
        }
        bytes.len()
    }

    /// Whether the brackets of an object at the top are being read.
    fn in_top_object(&self) -> bool {
        self.level == Level::Top && self.depth == 1 && self.open == Some(Open::Bracketed) && !self.dropping
    }

    /// A colon in an object at the top: the string before it was a key.
    fn read_key(&mut self, object: &[u8]) {
        let (start, end) = self.string;
        let name =
            object.get(start + 1..end.saturating_sub(1)).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
        self.has_text |= matches!(field_named(name, &self.options), Some((Field::Text, _)));
        self.key = if !self.has_text && LISTS.contains(&name) { Key::List } else { Key::Any };
    }

    fn end(&mut self, start: usize, end: usize, cuts: &mut Vec<Cut>) {
        self.open = None;
        (self.key, self.has_text) = (Key::Any, false);
        if !std::mem::take(&mut self.dropping) {
            cuts.push(Cut::sound(start..end));
        }
    }

    /// A byte between elements: it begins one, ends the array, or means nothing.
    fn between(&mut self, byte: u8) {
        match (byte, self.level) {
            (b' ' | b'\t' | b'\n' | b'\r' | b',' | b'}', _) => {}
            (b'[', Level::Top) => self.level = Level::Array,
            (b']', Level::Held) => (self.level, self.depth) = (Level::Tail, 1),
            (b']', _) => self.level = Level::Top,
            (b'{' | b'[', _) => (self.open, self.depth) = (Some(Open::Bracketed), 1),
            (b'"', _) => (self.open, self.quote) = (Some(Open::Text), Quote::Inside),
            _ => self.open = Some(Open::Bare),
        }
    }
}

impl Cutter for Elements {
    fn cut(&mut self, bytes: &[u8], from: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        let (mut at, mut start) = (from, 0);
        while at < bytes.len() {
            if self.quote != Quote::Outside {
                at = self.skip_string(bytes, at);
                if self.quote == Quote::Outside {
                    self.string.1 = at - start;
                    if self.open == Some(Open::Text) {
                        self.end(start, at, cuts);
                    }
                }
                continue;
            }
            let byte = bytes[at];
            if self.open.is_none() && self.level != Level::Tail {
                start = at;
                self.between(byte);
                at += 1;
                continue;
            }
            if self.open == Some(Open::Bare) {
                if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}') {
                    self.end(start, at, cuts);
                } else {
                    at += 1;
                }
                continue;
            }
            if self.key == Key::Begun && !byte.is_ascii_whitespace() {
                self.key = Key::Any;
                // Unless it has grown too large, which must not depend on how much of it was seen at once.
                if byte == b'{' && at - start <= self.options.max_document_bytes {
                    // The object at the top was no article: it holds them.
                    (self.level, self.open, self.depth) = (Level::Held, None, 0);
                    continue;
                }
            }
            match byte {
                b'"' => {
                    self.quote = Quote::Inside;
                    self.string.0 = at - start;
                }
                b':' if self.in_top_object() => self.read_key(&bytes[start..at]),
                b',' if self.in_top_object() => self.key = Key::Any,
                b'{' | b'[' => {
                    if byte == b'[' && self.key == Key::List && self.in_top_object() {
                        self.key = Key::Begun;
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        if self.level == Level::Tail {
                            self.level = Level::Top;
                        } else {
                            self.end(start, at + 1, cuts);
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
        match self.open {
            None => Ok(bytes.len()),
            Some(_) if self.dropping => Ok(bytes.len()),
            Some(_) if !ended => Ok(start),
            Some(Open::Bare) => {
                self.end(start, bytes.len(), cuts);
                Ok(bytes.len())
            }
            Some(_) => {
                let fault = Fault::Unclosed("a JSON value that never ends: the file is cut short, or a bracket is missing");
                cuts.push(Cut { range: start..bytes.len(), fault: Some(fault) });
                Ok(bytes.len())
            }
        }
    }

    fn drop_unfinished(&mut self) {
        self.dropping = true;
        self.key = Key::Any;
    }
}
