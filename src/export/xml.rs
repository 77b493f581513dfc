//! What GEXF and `GraphML` share: a file of elements, and words that XML 1.0 can hold.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::cell::on_one_line;
use crate::error::{Error, Result};

/// An XML file under construction.
pub(super) struct Xml<'p> {
    path: &'p Path,
    writer: Writer<BufWriter<File>>,
    open: Vec<&'static str>,
}

impl<'p> Xml<'p> {
    /// Makes the file, and writes the declaration.
    ///
    /// # Errors
    /// As all that follows: if the file cannot be made or written.
    pub(super) fn create(path: &'p Path) -> Result<Self> {
        let file = File::create(path).map_err(|error| Error::io(path, error))?;
        let writer = Writer::new_with_indent(BufWriter::with_capacity(1 << 18, file), b' ', 1);
        let mut xml = Self { path, writer, open: Vec::new() };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// Opens an element; attributes without a value are left out.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) -> Result<()> {
        self.open.push(name);
        self.event(Event::Start(element(name, attributes)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) -> Result<()> {
        self.event(Event::Empty(element(name, attributes)))
    }

    /// An element of words.
    pub(super) fn words(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)], words: &str) -> Result<()> {
        self.event(Event::Start(element(name, attributes)))?;
        self.event(Event::Text(BytesText::new(&legal(words))))?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) -> Result<()> {
        let name = self.open.pop().expect("what is closed was opened");
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Closes what is open, and the file.
    pub(super) fn finish(mut self) -> Result<()> {
        while !self.open.is_empty() {
            self.close()?;
        }
        let path = self.path;
        let mut file = self.writer.into_inner();
        file.write_all(b"\n").and_then(|()| file.flush()).map_err(|error| Error::io(path, error))
    }

    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.writer.write_event(event).map_err(|error| Error::io(self.path, error))
    }
}

fn element<'e>(name: &'e str, attributes: &[(&'e str, Option<&str>)]) -> BytesStart<'e> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        if let Some(value) = value {
            element.push_attribute((*name, &*legal(value)));
        }
    }
    element
}

/// Words on one line without the two non-characters that XML 1.0 forbids besides control characters.
fn legal(text: &str) -> Cow<'_, str> {
    let text = on_one_line(text.into());
    if text.contains(['\u{fffe}', '\u{ffff}']) {
        let mut text = text.into_owned();
        text.retain(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
        return Cow::Owned(text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(legal("a\0b\u{fffe}\u{ffff}c"), "a bc");
        assert_eq!(legal("<İ & 🕊>"), "<İ & 🕊>");
    }
}
