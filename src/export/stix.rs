//! STIX 2.1: the graph of facts as one bundle, for threat intelligence platforms.
//!
//! Ids are made of ours by `UUIDv5`, so that the same thing has the same id in every bundle; times are those of
//! publication, not of the clock, and 1970 where no article has a date. Weapons, events and the like have no object in
//! STIX: they and their edges stay out. A report stands for each article by option.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::id::{hex_of, id_of};
use super::listing::Listing;
use super::verify::{self, Counts};
use super::{Content, Exporter, node};
use crate::date::Date;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::graph::{Edge, one_line};
use crate::label::Label;

/// A STIX bundle.
#[derive(Clone, Copy, Debug)]
pub struct Stix;

const FOLDER: &str = "stix";
const FILES: [&str; 1] = ["stix/bundle.json"];

impl Exporter for Stix {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "STIX 2.1 bundle, for threat intelligence platforms"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn reads_tables(&self, documents: bool) -> bool {
        documents
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let path = folder.join(FILES[0]);
        write(content, &path)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::stix(&folder.join(FILES[0]))
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

fn write(content: &Content<'_>, path: &Path) -> Result<()> {
    let lists = Listing::of(content);
    let at = |error| Error::io(path, error);
    let mut file = BufWriter::with_capacity(1 << 18, File::create(path).map_err(at)?);
    let (mut ids, mut first) = (Sha256::new(), true);
    file.write_all(b"{\"type\":\"bundle\"").map_err(at)?;
    let mut put = |object: &Value| -> Result<()> {
        ids.update(object["id"].as_str().unwrap_or_default());
        // A list of nothing is not allowed: it opens with its first object.
        file.write_all(if std::mem::take(&mut first) { b",\"objects\":[\n" } else { b",\n" }).map_err(at)?;
        serde_json::to_writer(&mut file, object).map_err(|error| at(error.into()))
    };
    lists.entities(&mut |part| part.iter().filter_map(|entity| thing(entity)).try_for_each(|object| put(&object)))?;
    lists.facts(&mut |part| part.iter().filter_map(link).try_for_each(|object| put(&object)))?;
    content.articles(&mut |article| {
        let mut references: Vec<Value> = Vec::new();
        for id in article.entities.keys() {
            let sort = lists.label_of(&crate::entity::EntityId::new(id)).and_then(sort_of);
            references.extend(sort.map(|sort| json!(stix_id(sort, id))));
        }
        // A report of nothing is none.
        if references.is_empty() {
            return Ok(());
        }
        let date = article.published.as_deref().and_then(Date::parse);
        let mut report = object("report", &article.id, date, date);
        report["name"] = json!(article.name());
        report["published"] = json!(instant(date, false));
        report["report_types"] = json!(["threat-report"]);
        report["object_refs"] = json!(references);
        report["external_references"] = json!([reference(&article.id, article.publisher.as_deref(), article.url.as_deref())]);
        put(&report)
    })?;
    // The id comes last, for it is made of all the others.
    let id = format!("{},\"id\":\"bundle--{}\"}}\n", if first { "" } else { "\n]" }, uuid(&hex_of(ids)));
    file.write_all(id.as_bytes()).and_then(|()| file.flush()).map_err(at)
}

fn uuid(name: &str) -> Uuid {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"newsgraph");
    Uuid::new_v5(&ours, name.as_bytes())
}

fn stix_id(sort: &str, id: &str) -> String {
    format!("{sort}--{}", uuid(&format!("{sort}:{id}")))
}

/// The type of the object that stands for a node of that label.
fn sort_of(label: Label) -> Option<&'static str> {
    let is_a = |path: &str| label.is_a(Label::new(path));
    match () {
        () if is_a("organization/threat-actor") => Some("intrusion-set"),
        () if is_a("person") || is_a("organization") => Some("identity"),
        () if is_a("place") => Some("location"),
        () if is_a("malware/tool") => Some("tool"),
        () if is_a("malware") => Some("malware"),
        () => None,
    }
}

/// The moment at which a date starts or ends, in UTC.
fn instant(date: Option<Date>, end: bool) -> String {
    let days = date.map(Date::interval);
    let day = days.and_then(|days| if end { days.latest } else { days.earliest });
    day.map_or_else(|| "1970-01-01T00:00:00.000Z".to_owned(), |day| moment(day, end))
}

fn moment(day: jiff::civil::Date, end: bool) -> String {
    format!("{day}T{}Z", if end { "23:59:59.999" } else { "00:00:00.000" })
}

fn object(sort: &str, id: &str, first: Option<Date>, last: Option<Date>) -> Value {
    json!({
        "type": sort,
        "spec_version": "2.1",
        "id": stix_id(sort, id),
        "created": instant(first, false),
        "modified": instant(last, last.is_some()),
    })
}

fn reference(document: &str, publisher: Option<&str>, url: Option<&str>) -> Value {
    let mut reference = json!({ "source_name": publisher.unwrap_or("article"), "external_id": one_line(document) });
    if let Some(url) = url {
        reference["url"] = json!(url);
    }
    reference
}

fn thing(entity: &Entity) -> Option<Value> {
    let sort = sort_of(entity.label())?;
    let mut object = object(sort, entity.id.as_str(), entity.first_seen, entity.last_seen);
    let name = one_line(&entity.name);
    object["name"] = json!(if name.is_empty() { entity.id.as_str() } else { &name });
    let aliases = node::aliases(entity);
    match sort {
        "identity" if entity.label().is_a(Label::PERSON) => object["identity_class"] = json!("individual"),
        "identity" => object["identity_class"] = json!("organization"),
        "malware" => object["is_family"] = json!(entity.label().subtype() == "family"),
        "location" => {
            if let Some(country) = node::country(entity) {
                object["country"] = json!(country);
            }
            if let Some((lat, lon)) = node::coordinates(entity) {
                (object["latitude"], object["longitude"]) = (json!(rounded(lat)), json!(rounded(lon)));
            }
            // One of the three must be there.
            if node::country(entity).or(node::coordinates(entity).map(|_| "")).is_none() {
                object["region"] = json!(object["name"]);
            }
        }
        _ => {}
    }
    if !aliases.is_empty() && matches!(sort, "malware" | "tool" | "intrusion-set") {
        object["aliases"] = json!(aliases);
    }
    if let Some(id) = node::wikidata_id(entity) {
        let url = format!("https://www.wikidata.org/wiki/{id}");
        object["external_references"] = json!([{ "source_name": "wikidata", "external_id": id, "url": url }]);
    }
    Some(object)
}

/// To five decimals, as the native table has it.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// The name that STIX has for a kind, else the kind itself in its letters.
fn type_of(kind: &str) -> String {
    match kind {
        "HACKED" => "compromises".to_owned(),
        "USES_TOOL" => "uses".to_owned(),
        "LOCATED_IN" | "HEADQUARTERED_IN" => "located-at".to_owned(),
        _ => kind
            .to_ascii_lowercase()
            .chars()
            .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' })
            .collect(),
    }
}

fn link(edge: &Edge<'_>) -> Option<Value> {
    let Edge { head, tail, relation } = edge;
    let (source, target) = (sort_of(head.label())?, sort_of(tail.label())?);
    let id = id_of(edge);
    let mut object = object("relationship", id.as_str(), relation.first_seen, relation.last_seen);
    object["relationship_type"] = json!(type_of(relation.kind.name.as_str()));
    object["source_ref"] = json!(stix_id(source, head.id.as_str()));
    object["target_ref"] = json!(stix_id(target, tail.id.as_str()));
    object["description"] = json!(one_line(&relation.evidence.sentence));
    object["confidence"] = json!((f64::from(relation.score) * 100.0).round() as u64);
    let when = relation.when;
    if let Some(day) = when.and_then(|when| when.earliest) {
        object["start_time"] = json!(moment(day, false));
    }
    if let Some(day) = when.and_then(|when| when.latest) {
        object["stop_time"] = json!(moment(day, true));
    }
    object["external_references"] = json!([reference(relation.evidence.document.as_str(), None, None)]);
    Some(object)
}
