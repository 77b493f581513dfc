//! GEXF and `GraphML`: well-formed, ids that come once, ends that are nodes before they are ends, attributes declared.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;

use super::Counts;
use crate::error::{Error, Result};

/// Reads a GEXF file.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn gexf(path: &Path) -> Result<Counts> {
    read(path, &Names { declares: "attribute", declared: "id", uses: "attvalue", used: "for", kind: "kind" })
}

/// Reads a `GraphML` file.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn graphml(path: &Path) -> Result<Counts> {
    read(path, &Names { declares: "key", declared: "id", uses: "data", used: "key", kind: "label" })
}

/// What the two call the same things.
struct Names {
    declares: &'static str,
    declared: &'static str,
    uses: &'static str,
    used: &'static str,
    /// The attribute of an edge that tells its kind.
    kind: &'static str,
}

fn read(path: &Path, names: &Names) -> Result<Counts> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 18, file));
    let (mut nodes, mut edges, mut keys) = (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
    let (mut entities, mut articles, mut facts, mut depth) = (0, 0, 0, 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let place = reader.buffer_position();
        let fault = |message: &str| Error::new(message).at(path).line(line_of(path, place));
        let (element, opens) = match event.map_err(|error| fault(&format!("is no XML: {error}")))? {
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof if depth > 0 => return Err(fault("ends before its elements are closed")),
            Event::Eof => break,
            _ => continue,
        };
        depth += i32::from(opens);
        let value = |name: &str| attribute(&element, name).ok_or_else(|| fault(&format!("an element without {name}")));
        match element.name().as_ref() {
            name if name == names.declares => drop(keys.insert(value(names.declared)?)),
            name if name == names.uses => {
                let key = value(names.used)?;
                if !keys.contains(&key) {
                    return Err(fault(&format!("{key:?} is not declared")));
                }
            }
            "node" => {
                let id = value("id")?;
                *(if is_article(&id) { &mut articles } else { &mut entities }) += 1;
                if !nodes.insert(id) {
                    return Err(fault("a node comes twice"));
                }
            }
            "edge" => {
                for end in ["source", "target"] {
                    let end = value(end)?;
                    if !nodes.contains(&end) {
                        return Err(fault(&format!("there is no node {end:?}")));
                    }
                }
                if value(names.kind)? != "MENTIONED_IN" {
                    facts += 1;
                }
                if !edges.insert(value("id")?) {
                    return Err(fault("an edge comes twice"));
                }
            }
            _ => {}
        }
    }
    let articles = (articles > 0).then_some(articles);
    Ok(Counts { entities: Some(entities), facts: Some(facts), articles, ..Counts::default() })
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.value.into_owned())
}

/// Whether an id is one that [`article_id`](crate::export::id::article_id) makes.
fn is_article(id: &str) -> bool {
    id.strip_prefix("a-").is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn line_of(path: &Path, place: u64) -> u64 {
    let Ok(file) = File::open(path) else { return 1 };
    let lines = BufReader::new(file.take(place)).split(b'\n').count() as u64;
    lines.max(1)
}
