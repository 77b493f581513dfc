//! `FollowTheMoney`: the graph of facts as entities for Aleph, `OpenSanctions` tools and yente, one a line.
//!
//! Edges are entities too. A kind takes the schema that says it where both ends are within that schema's range, and is an
//! `UnknownLink` with the kind as its role where they are not. By option an `Article` stands for each document,
//! with a `Documentation` for each entity that it mentions.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::id::{article_id, id_of};
use super::listing::Listing;
use super::verify::{self, Counts};
use super::w3c::is_address;
use super::{Content, Exporter, edge, node};
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::graph::{Edge, one_line};
use crate::label::Label;

/// `FollowTheMoney` JSON Lines.
#[derive(Clone, Copy, Debug)]
pub struct Ftm;

const FOLDER: &str = "ftm";
const FILES: [&str; 1] = ["ftm/entities.ftm.json"];

impl Exporter for Ftm {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "FollowTheMoney JSON lines, for Aleph and OpenSanctions"
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
        let at = |error| Error::io(&path, error);
        let mut file = BufWriter::with_capacity(1 << 18, File::create(&path).map_err(at)?);
        let mut put = |proxy: &Proxy| -> Result<()> {
            serde_json::to_writer(&mut file, proxy).map_err(|error| at(error.into()))?;
            file.write_all(b"\n").map_err(at)
        };
        lists.entities(&mut |part| part.iter().try_for_each(|entity| put(&thing(entity))))?;
        lists.facts(&mut |part| part.iter().try_for_each(|edge| put(&link(edge, content.documents))))?;
        content.articles(&mut |article| {
            let mut proxy = Proxy::new(article_id(&article.id).to_string(), "Article");
            proxy.put("title", [article.name()]);
            proxy.put("sourceUrl", article.url.as_deref().filter(|url| is_address(url)));
            proxy.put("publisher", article.publisher.as_deref());
            proxy.put("author", article.author.as_deref());
            proxy.put("publishedAt", article.published.as_deref());
            proxy.put("language", article.language.as_deref().and_then(language));
            put(&proxy)?;
            article.entities.keys().try_for_each(|entity| {
                let entity = reference(entity);
                let mut link = Proxy::new(format!("{}.{entity}", proxy.id), "Documentation");
                link.put("document", [&*proxy.id]);
                link.put("entity", [&*entity]);
                put(&link)
            })
        })?;
        file.flush().map_err(at)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::ftm(&folder.join(FILES[0]))
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

/// The model drops a name that has more characters.
const LONGEST_NAME: usize = 384;

/// An entity of the model: every value is a list of strings.
#[derive(Serialize)]
struct Proxy {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Proxy {
    fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, properties: BTreeMap::new() }
    }

    fn put<'v>(&mut self, name: &'static str, values: impl IntoIterator<Item = &'v str>) {
        let is_name = matches!(name, "name" | "alias" | "title" | "author" | "full" | "publisher");
        let cut = |value: &str| if is_name { value.chars().take(LONGEST_NAME).collect() } else { value.to_owned() };
        let values = values.into_iter().map(|value| one_line(&cut(&one_line(value))));
        let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            self.properties.insert(name, values);
        }
    }
}

/// An id as the model takes it: a reference with a colon or underscore in it is dropped there. No two of our ids become one,
/// for `gn:1` is the only form that has either, and no slug is `gn-` and a number.
fn reference(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '-' }).collect()
}

/// A language as the model has it, by three letters; of those with two only the one that is read here.
fn language(tag: &str) -> Option<&str> {
    let base = tag.split(['-', '_']).next().unwrap_or(tag);
    match base {
        "en" => Some("eng"),
        base => Some(base).filter(|base| base.len() == 3 && base.bytes().all(|byte| byte.is_ascii_lowercase())),
    }
}

/// The schema of a node. There is none for weapons and malware; an asset is what can be had and used.
fn schema_of(label: Label) -> &'static str {
    let is_a = |path: &str| label.is_a(Label::new(path));
    match () {
        () if is_a("person") => "Person",
        () if is_a("organization/company") => "Company",
        () if is_a("organization/government") => "PublicBody",
        () if is_a("organization") => "Organization",
        () if is_a("place") => "Address",
        () if is_a("event") => "Event",
        () if is_a("product/ship") => "Vessel",
        () => "Asset",
    }
}

fn thing(entity: &Entity) -> Proxy {
    let schema = schema_of(entity.label());
    let mut proxy = Proxy::new(reference(entity.id.as_str()), schema);
    let name = one_line(&entity.name);
    // A thing needs a name.
    let name = if name.is_empty() { entity.id.as_str() } else { &name };
    proxy.put("name", [name]);
    proxy.put("alias", node::aliases(entity).iter().map(String::as_str));
    proxy.put("wikidataId", node::wikidata_id(entity));
    proxy.put("country", node::country(entity).map(str::to_lowercase).as_deref());
    proxy.put("keywords", [entity.label().as_str()]);
    if schema == "Address" {
        proxy.put("full", [name]);
        if let Some((lat, lon)) = node::coordinates(entity) {
            proxy.put("latitude", [&*format!("{lat:.5}")]);
            proxy.put("longitude", [&*format!("{lon:.5}")]);
        }
    }
    proxy
}

/// What a schema asks of an end.
fn fits(schema: &str, range: &str) -> bool {
    let is_organization = matches!(schema, "Organization" | "Company" | "PublicBody");
    match range {
        "LegalEntity" => is_organization || schema == "Person",
        "Organization" => is_organization,
        "Asset" => matches!(schema, "Company" | "Asset"),
        "Thing" => true,
        other => schema == other,
    }
}

/// A schema for edges: the property of the head with its range, and that of the tail.
type Form = (&'static str, (&'static str, &'static str), (&'static str, &'static str));

const UNKNOWN: Form = ("UnknownLink", ("subject", "Thing"), ("object", "Thing"));

fn form_of(kind: &str) -> Form {
    match kind {
        "EMPLOYED_BY" | "HOLDS_POSITION" => ("Employment", ("employee", "Person"), ("employer", "Organization")),
        "LEADS" => ("Directorship", ("director", "LegalEntity"), ("organization", "Organization")),
        "OWNS" | "ACQUIRED" => ("Ownership", ("owner", "LegalEntity"), ("asset", "Asset")),
        "SUBSIDIARY_OF" => ("Ownership", ("asset", "Asset"), ("owner", "LegalEntity")),
        "MEMBER_OF" => ("Membership", ("member", "LegalEntity"), ("organization", "Organization")),
        "REPRESENTS" => ("Representation", ("agent", "LegalEntity"), ("client", "LegalEntity")),
        "FAMILY_OF" => ("Family", ("person", "Person"), ("relative", "Person")),
        "ASSOCIATE_OF" => ("Associate", ("person", "Person"), ("associate", "Person")),
        "SUCCEEDED" => ("Succession", ("successor", "LegalEntity"), ("predecessor", "LegalEntity")),
        "FUNDS" => ("Payment", ("payer", "LegalEntity"), ("beneficiary", "LegalEntity")),
        _ => UNKNOWN,
    }
}

fn link(edge: &Edge<'_>, documents: bool) -> Proxy {
    let Edge { head, tail, relation } = edge;
    let form = form_of(relation.kind.name.as_str());
    let in_range = fits(schema_of(head.label()), form.1.1) && fits(schema_of(tail.label()), form.2.1);
    let (schema, (head_name, _), (tail_name, _)) = if in_range { form } else { UNKNOWN };
    let mut proxy = Proxy::new(id_of(edge).to_string(), schema);
    proxy.put(head_name, [&*reference(head.id.as_str())]);
    proxy.put(tail_name, [&*reference(tail.id.as_str())]);
    if !matches!(schema, "Family" | "Associate" | "Payment") {
        proxy.put("role", [&*edge::words(edge)]);
    }
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    proxy.put("startDate", day(relation.when.and_then(|when| when.earliest)).as_deref());
    proxy.put("endDate", day(relation.when.and_then(|when| when.latest)).as_deref());
    proxy.put("date", relation.first_seen.map(|date| date.to_string()).as_deref());
    proxy.put("summary", [&*relation.evidence.sentence]);
    proxy.put("publisher", edge::publishers(edge).iter().map(String::as_str));
    proxy.put("recordId", [relation.kind.name.as_str()]);
    if documents {
        proxy.put("proof", [article_id(&one_line(relation.evidence.document.as_str())).as_str()]);
    }
    proxy
}
