//! GEXF 1.3: the graph of facts for Gephi, Gephi Lite, sigma.js and networkx, with a timeline and colours.
//!
//! A node is there from the first article that names it to the last. Every edge is written as directed, for networkx
//! refuses a file that mixes both sorts; the attribute `directed` tells. `kind` keeps parallel edges apart in Gephi, and
//! stands among the attributes as well, for networkx reads it there alone.

use std::path::{Path, PathBuf};

use super::column::{Column, Sort};
use super::id::{article_id, id_of};
use super::listing::Listing;
use super::verify::{self, Counts};
use super::xml::Xml;
use super::{Content, Exporter, edge, node};
use crate::date::{Date, Interval};
use crate::entity::Entity;
use crate::error::Result;
use crate::graph::{Edge, seen_interval};
use crate::label::Label;

/// A GEXF file.
#[derive(Clone, Copy, Debug)]
pub struct Gexf;

const FOLDER: &str = "gexf";
const FILES: [&str; 1] = ["gexf/graph.gexf"];

/// What stands in places of its own in the file, or is empty so far.
const NO_ATTRIBUTES: [&str; 5] = ["id", "name", "source_id", "target_id", "weight"];

impl Exporter for Gexf {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "GEXF 1.3 with a timeline and colours, for Gephi and others"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn reads_tables(&self, documents: bool) -> bool {
        documents
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let lists = Listing::of(content);
        let path = folder.join(FILES[0]);
        let mut xml = Xml::create(&path)?;
        xml.open(
            "gexf",
            &[("xmlns", Some("http://gexf.net/1.3")), ("xmlns:viz", Some("http://gexf.net/1.3/viz")), ("version", Some("1.3"))],
        )?;
        xml.open("meta", &[])?;
        xml.words("creator", &[], env!("CARGO_PKG_NAME"))?;
        xml.close()?;
        xml.open(
            "graph",
            &[
                ("mode", Some("dynamic")),
                ("defaultedgetype", Some("directed")),
                ("timeformat", Some("date")),
                ("timerepresentation", Some("interval")),
                ("idtype", Some("string")),
            ],
        )?;
        declare(&mut xml, "node", &attributes(node::columns()))?;
        declare(&mut xml, "edge", &attributes(edge::columns()))?;
        xml.open("nodes", &[])?;
        lists.entities(&mut |part| {
            let columns = attributes(node::columns());
            part.iter().try_for_each(|entity| write_node(&mut xml, entity, &columns))
        })?;
        content.articles(&mut |article| {
            let day = article.published.as_deref().and_then(Date::parse);
            let spell = Spell::of(seen_interval(day, day));
            let id = article_id(&article.id);
            let place = [("id", Some(id.as_str())), ("label", Some(article.name())), spell.start(), spell.end()];
            xml.open("node", &place)?;
            xml.open("attvalues", &[])?;
            xml.empty("attvalue", &[("for", Some("type")), ("value", Some("article"))])?;
            xml.close()?;
            look(&mut xml, "article", 1)?;
            xml.close()
        })?;
        xml.close()?;
        xml.open("edges", &[])?;
        lists.facts(&mut |part| {
            let columns = attributes(edge::columns());
            part.iter().try_for_each(|edge| write_edge(&mut xml, edge, &columns))
        })?;
        content.articles(&mut |article| {
            let id = article_id(&article.id);
            article.entities.iter().try_for_each(|(entity, count)| {
                let (number, weight) = (format!("{id}.{entity}"), count.to_string());
                xml.open(
                    "edge",
                    &[
                        ("id", Some(number.as_str())),
                        ("source", Some(entity)),
                        ("target", Some(id.as_str())),
                        ("kind", Some("MENTIONED_IN")),
                        ("label", Some("mentioned in")),
                        ("weight", Some(&weight)),
                    ],
                )?;
                xml.open("attvalues", &[])?;
                xml.empty("attvalue", &[("for", Some("relation")), ("value", Some("MENTIONED_IN"))])?;
                xml.close()?;
                xml.close()
            })
        })?;
        xml.finish()?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::gexf(&folder.join(FILES[0]))
    }

    fn next_step(&self, folder: &Path, _documents: bool) -> Option<String> {
        Some(format!("Gephi: File > Open: {}", folder.join(FILES[0]).display()))
    }
}

/// The columns that become attributes.
pub(super) fn attributes<T>(columns: Vec<Column<T>>) -> Vec<Column<T>> {
    columns.into_iter().filter(|column| !NO_ATTRIBUTES.contains(&column.0)).collect()
}

fn declare<T>(xml: &mut Xml<'_>, class: &str, columns: &[Column<T>]) -> Result<()> {
    xml.open("attributes", &[("class", Some(class)), ("mode", Some("static"))])?;
    for Column(name, cell) in columns {
        let sort = match cell.sort() {
            Sort::Whole => "long",
            Sort::Decimal => "double",
            Sort::Truth => "boolean",
            Sort::Text | Sort::List | Sort::Date | Sort::Day => "string",
        };
        xml.empty("attribute", &[("id", Some(name)), ("title", Some(name)), ("type", Some(sort))])?;
    }
    xml.close()
}

fn write_node<'g>(xml: &mut Xml<'_>, entity: &'g Entity, columns: &[Column<&'g Entity>]) -> Result<()> {
    let spell = Spell::of(seen_interval(entity.first_seen, entity.last_seen));
    let place = [("id", Some(entity.id.as_str())), ("label", Some(&*entity.name)), spell.start(), spell.end()];
    xml.open("node", &place)?;
    values(xml, &entity, columns)?;
    look(xml, entity.label().base().as_str(), entity.mentions)?;
    xml.close()
}

fn write_edge<'g>(xml: &mut Xml<'_>, edge: &Edge<'g>, columns: &[Column<Edge<'g>>]) -> Result<()> {
    let spell = Spell::of(seen_interval(edge.relation.first_seen, edge.relation.last_seen));
    let (id, words) = (id_of(edge), edge::words(edge));
    // An edge of weight 0 is removed.
    let weight = edge.relation.stories.max(1).to_string();
    xml.open(
        "edge",
        &[
            ("id", Some(id.as_str())),
            ("source", Some(edge.head.id.as_str())),
            ("target", Some(edge.tail.id.as_str())),
            ("kind", Some(edge.relation.kind.name.as_str())),
            ("label", Some(&words)),
            ("weight", Some(&weight)),
            spell.start(),
            spell.end(),
        ],
    )?;
    values(xml, edge, columns)?;
    xml.close()
}

fn values<T>(xml: &mut Xml<'_>, item: &T, columns: &[Column<T>]) -> Result<()> {
    xml.open("attvalues", &[])?;
    for Column(name, cell) in columns {
        if let Some(value) = cell.value(item).to_text() {
            xml.empty("attvalue", &[("for", Some(name)), ("value", Some(&value))])?;
        }
    }
    xml.close()
}

/// Colour by label, size by the logarithm of the mentions.
fn look(xml: &mut Xml<'_>, base: &str, mentions: u64) -> Result<()> {
    let [r, g, b] = colour(base).map(|part: u8| part.to_string());
    xml.empty("viz:color", &[("r", Some(&r)), ("g", Some(&g)), ("b", Some(&b))])?;
    let size = format!("{:.1}", 8.0 + 4.0 * (mentions.max(1) as f64).ln());
    xml.empty("viz:size", &[("value", Some(&size))])
}

/// The colour of a base label, told apart by people who see colours otherwise as well (Okabe and Ito).
pub(super) fn colour(base: &str) -> [u8; 3] {
    match Label::new(base) {
        Label::PERSON => [230, 159, 0],
        Label::ORGANIZATION => [0, 114, 178],
        Label::PLACE => [0, 158, 115],
        _ => match base {
            "malware" => [213, 94, 0],
            "weapon" => [204, 121, 167],
            "event" => [86, 180, 233],
            _ => [153, 153, 153],
        },
    }
}

/// The days of a node or edge, as attributes.
struct Spell(Option<String>, Option<String>);

impl Spell {
    fn of(days: Option<Interval>) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Self(days.and_then(|days| day(days.earliest)), days.and_then(|days| day(days.latest)))
    }

    fn start(&self) -> (&'static str, Option<&str>) {
        ("start", self.0.as_deref())
    }

    fn end(&self) -> (&'static str, Option<&str>) {
        ("end", self.1.as_deref())
    }
}
