//! RSS and Atom: each item is an article, as far as the feed has its text.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::chunk::{Cut, Cutter, Fault, Record};
use super::draft::Draft;
use super::encoding::decode_part;
use super::published::date_in_text;
use super::{Format, Options, html};
use crate::error::{Error, Result};

pub(super) static FEED: Format = Format {
    name: "feed",
    suffixes: &["rss", "atom", "xml"],
    about: "RSS and Atom: an article an item",
    many: true,
    raw: false,
    cutter: |_| Box::new(Items::default()),
    draft,
};

/// What an item is called, in RSS and in Atom.
const ITEMS: [&[u8]; 2] = [b"item", b"entry"];

/// What may matter where a tag begins: sections whose marks are none, and, outside and inside of an item, its ends.
const OPENING: [&[u8]; 2] = [b"<![CDATA[", b"<!--"];
const BEGINNING: [&[u8]; 2] = [b"<item", b"<entry"];
const CLOSING: [&[u8]; 2] = [b"</item", b"</entry"];

/// Finds items. Whatever stands in CDATA sections and comments begins and ends none.
#[derive(Default)]
struct Items {
    /// What the one that has begun is called.
    open: Option<&'static [u8]>,
    dropping: bool,
}

impl Cutter for Items {
    fn cut(&mut self, bytes: &[u8], _: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        let mut start = 0;
        // What is not finished is looked at again from its start.
        if !self.dropping {
            self.open = None;
        }
        let (mut at, mut unfinished) = (0, None);
        while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
            at += next;
            let rest = &bytes[at..];
            let mut marks = OPENING.iter().chain(if self.open.is_some() { &CLOSING } else { &BEGINNING });
            if !marks.any(|mark| rest.starts_with(mark) || mark.starts_with(rest)) {
                at += 1;
                continue;
            }
            let section = [(OPENING[0], &b"]]>"[..]), (OPENING[1], b"-->")];
            if let Some((_, close)) = section.iter().find(|(open, _)| rest.starts_with(open)) {
                let Some(end) = memchr::memmem::find(rest, close) else {
                    unfinished = Some(at);
                    break;
                };
                at += end + close.len();
                continue;
            }
            let Some(end) = memchr::memchr(b'>', rest) else {
                unfinished = Some(at);
                break;
            };
            let tag = &rest[1..end];
            at += end + 1;
            match self.open {
                None => {
                    let is = |name: &&&[u8]| {
                        tag.starts_with(name)
                            && tag.get(name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'/')
                    };
                    if let Some(name) = ITEMS.iter().find(is).filter(|_| !tag.ends_with(b"/")) {
                        self.open = Some(name);
                        start = at - end - 1;
                    }
                }
                Some(name) if tag.strip_prefix(b"/").is_some_and(|tag| tag.trim_ascii_end() == name) => {
                    self.open = None;
                    if !std::mem::take(&mut self.dropping) {
                        cuts.push(Cut::sound(start..at));
                    }
                    start = at;
                }
                Some(_) => {}
            }
        }
        if self.dropping {
            // The mark that ends it may come in two parts.
            return Ok(unfinished.filter(|at| !ended && bytes.len() - at < 16).unwrap_or(bytes.len()));
        }
        // Before the first item there is nothing to keep but a tag that has not ended.
        let keep = if self.open.is_some() { Some(start) } else { unfinished };
        match keep {
            Some(start) if ended => {
                const BROKEN_OFF: &str = "ends in the middle of an item; what was complete before that is kept. Fetch it again";
                cuts.push(Cut { range: start..bytes.len(), fault: Some(Fault::Unclosed(BROKEN_OFF)) });
                Ok(bytes.len())
            }
            keep => Ok(keep.unwrap_or(bytes.len())),
        }
    }

    fn drop_unfinished(&mut self) {
        self.dropping = self.open.is_some();
    }
}

/// What an element of an item is to an article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Link,
    Id,
    Date(u8),
    Author,
    /// Its text; the lower, the fuller.
    Text(u8),
}

fn part_of(name: &str) -> Option<Part> {
    Some(match name {
        "title" => Part::Title,
        "link" => Part::Link,
        "guid" | "id" => Part::Id,
        "pubDate" | "published" => Part::Date(0),
        "dc:date" | "date" => Part::Date(1),
        "updated" => Part::Date(2),
        "dc:creator" | "author" => Part::Author,
        "content:encoded" => Part::Text(0),
        "content" => Part::Text(1),
        "description" => Part::Text(2),
        "summary" => Part::Text(3),
        _ => return None,
    })
}

fn draft<'r>(record: &Record<'r>, _: &Options) -> Result<Draft<'r>> {
    let decoded = decode_part(record.bytes, None);
    let mut reader = Reader::from_str(&decoded.text);
    reader.config_mut().check_end_names = false;
    let broken = |error: quick_xml::Error| Error::new(format!("not valid XML: {error}")).because(error);
    let (mut depth, mut part, mut words) = (0_usize, None, String::new());
    let mut draft = Draft { warnings: decoded.warning().into_iter().collect(), ..Draft::default() };
    let (mut best_date, mut best_text, mut text) = (u8::MAX, u8::MAX, String::new());
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => {
                depth += 1;
                if depth == 2 {
                    part = part_of(element.name().as_ref());
                    words.clear();
                    if part == Some(Part::Link) {
                        draft.url = draft.url.take().or_else(|| link(&element));
                    }
                } else if depth > 2 {
                    // Atom may have the markup of its text as elements of its own.
                    words.extend(["<", element.name().as_ref(), ">"]);
                }
            }
            Event::Empty(element) => {
                if depth == 1 && element.name().as_ref() == "link" {
                    draft.url = draft.url.take().or_else(|| link(&element));
                } else if depth > 1 {
                    words.extend(["<", element.name().as_ref(), ">"]);
                }
            }
            Event::Text(more) => words.push_str(&more.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(more) => words.push_str(&more),
            Event::GeneralRef(name) => match name.resolve_char_ref().ok().flatten() {
                Some(c) => words.push(c),
                None => words.push_str(&entity(&name)),
            },
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth > 1 {
                    words.push(' ');
                    continue;
                }
                let found = std::mem::take(&mut words);
                match part.take() {
                    Some(Part::Title) => draft.title = Some(html::fragment(&found)?),
                    Some(Part::Link) => {
                        let own = Some(found.trim().to_owned()).filter(|url| !url.is_empty());
                        draft.url = draft.url.take().or(own);
                    }
                    Some(Part::Id) => draft.id = Some(found.trim().to_owned()).filter(|id| !id.is_empty()),
                    Some(Part::Date(rank)) if rank < best_date => {
                        best_date = rank;
                        draft.published = date_in_text(&found);
                        if draft.published.is_none() && !found.trim().is_empty() {
                            draft.warnings.push(format!("its date cannot be read: {}", found.trim()));
                        }
                    }
                    Some(Part::Author) => draft.author = Some(html::fragment(&found)?),
                    Some(Part::Text(rank)) if rank < best_text && !found.trim().is_empty() => {
                        best_text = rank;
                        text = html::fragment(&found)?;
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    draft.text = Cow::Owned(text);
    Ok(draft)
}

/// An entity that XML has, as its mark; another, as HTML has it.
fn entity(name: &str) -> String {
    match name {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        name => format!("&{name};"),
    }
}

/// The address of a link of Atom's, if it is the article's.
fn link(element: &BytesStart<'_>) -> Option<String> {
    let attribute = |name: &str| {
        let found = element.try_get_attribute(name).ok().flatten()?;
        Some(found.value.replace("&amp;", "&"))
    };
    attribute("rel").is_none_or(|rel| rel == "alternate").then(|| attribute("href"))?
}
