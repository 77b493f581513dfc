//! `GraphML`: the graph of facts for networkx, igraph, yEd, Cytoscape and Neo4j's APOC.
//!
//! Every edge is written as directed, for networkx refuses a file that mixes both sorts; `directed` under its data
//! tells. Nodes bear `labels`, edges `label`, where APOC looks for them.

use std::path::{Path, PathBuf};

use super::column::{Column, Sort};
use super::gexf::attributes;
use super::id::{article_id, id_of};
use super::identifier::{labels, type_name};
use super::listing::Listing;
use super::verify::{self, Counts};
use super::xml::Xml;
use super::{Content, Exporter, edge, node};
use crate::error::Result;

/// A `GraphML` file.
#[derive(Clone, Copy, Debug)]
pub struct GraphMl;

const FOLDER: &str = "graphml";
const FILES: [&str; 1] = ["graphml/graph.graphml"];

impl Exporter for GraphMl {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "GraphML, for networkx, igraph, yEd and Cytoscape"
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
        xml.open("graphml", &[("xmlns", Some("http://graphml.graphdrawing.org/xmlns"))])?;
        let (node_columns, edge_columns) = (attributes(node::columns()), attributes(edge::columns()));
        for (name, sort) in [("label", Sort::Text), ("labels", Sort::Text)] {
            declare(&mut xml, "node", name, sort)?;
        }
        node_columns.iter().try_for_each(|column| declare(&mut xml, "node", column.0, column.1.sort()))?;
        for (name, sort) in [("label", Sort::Text), ("weight", Sort::Decimal)] {
            declare(&mut xml, "edge", name, sort)?;
        }
        edge_columns.iter().try_for_each(|column| declare(&mut xml, "edge", column.0, column.1.sort()))?;
        xml.open("graph", &[("id", Some("newsgraph")), ("edgedefault", Some("directed"))])?;
        lists.entities(&mut |part| {
            let columns = attributes(node::columns());
            part.iter().try_for_each(|entity| {
                let labels = format!(":{}", labels(entity.label()).join(":"));
                xml.open("node", &[("id", Some(entity.id.as_str())), ("labels", Some(&labels))])?;
                data(&mut xml, "node", "label", &entity.name)?;
                data(&mut xml, "node", "labels", &labels)?;
                values(&mut xml, "node", entity, &columns)?;
                xml.close()
            })
        })?;
        content.articles(&mut |article| {
            xml.open("node", &[("id", Some(article_id(&article.id).as_str())), ("labels", Some(":Article"))])?;
            data(&mut xml, "node", "label", article.name())?;
            data(&mut xml, "node", "labels", ":Article")?;
            data(&mut xml, "node", "type", "article")?;
            xml.close()
        })?;
        lists.facts(&mut |part| {
            let columns = attributes(edge::columns());
            part.iter().try_for_each(|edge| {
                let (id, kind) = (id_of(edge), type_name(edge.relation.kind.name.as_str()));
                let (source, target) = (edge.head.id.as_str(), edge.tail.id.as_str());
                let ends = [("source", Some(source)), ("target", Some(target)), ("label", Some(&*kind))];
                xml.open("edge", &[&[("id", Some(id.as_str()))], &ends[..]].concat())?;
                data(&mut xml, "edge", "label", &kind)?;
                data(&mut xml, "edge", "weight", &edge.relation.stories.max(1).to_string())?;
                values(&mut xml, "edge", edge, &columns)?;
                xml.close()
            })
        })?;
        content.articles(&mut |article| {
            let target = article_id(&article.id);
            article.entities.iter().try_for_each(|(entity, count)| {
                let id = format!("{target}.{entity}");
                let ends = [("source", Some(entity.as_str())), ("target", Some(target.as_str()))];
                xml.open("edge", &[&[("id", Some(id.as_str()))], &ends[..], &[("label", Some("MENTIONED_IN"))]].concat())?;
                data(&mut xml, "edge", "label", "MENTIONED_IN")?;
                data(&mut xml, "edge", "relation", "MENTIONED_IN")?;
                data(&mut xml, "edge", "weight", &count.to_string())?;
                xml.close()
            })
        })?;
        xml.finish()?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::graphml(&folder.join(FILES[0]))
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

/// Keys are called by what they are of as well: `mentions` of nodes and of edges are two keys.
fn key(class: &str, name: &str) -> String {
    format!("{class}_{name}")
}

fn declare(xml: &mut Xml<'_>, class: &str, name: &str, sort: Sort) -> Result<()> {
    let sort = match sort {
        Sort::Whole => "long",
        Sort::Decimal => "double",
        Sort::Truth => "boolean",
        Sort::Text | Sort::List | Sort::Date | Sort::Day => "string",
    };
    let id = key(class, name);
    xml.empty("key", &[("id", Some(&id)), ("for", Some(class)), ("attr.name", Some(name)), ("attr.type", Some(sort))])
}

fn data(xml: &mut Xml<'_>, class: &str, name: &str, value: &str) -> Result<()> {
    xml.words("data", &[("key", Some(&key(class, name)))], value)
}

fn values<T>(xml: &mut Xml<'_>, class: &str, item: &T, columns: &[Column<T>]) -> Result<()> {
    columns.iter().try_for_each(|Column(name, cell)| match cell.value(item).to_text() {
        Some(value) => data(xml, class, name, &value),
        None => Ok(()),
    })
}
