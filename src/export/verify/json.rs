//! Formats of JSON: each line an object, ids that come once, references that lead somewhere, words of the model.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Counts;
use crate::error::{Error, Result};
use crate::export::rows::Tables;

/// What checks a line, and says what is wrong with it.
type Take<'t> = dyn FnMut(&Map<String, Value>) -> std::result::Result<(), String> + 't;

/// Hands over each line of a file as an object. Gives how many there were.
fn each(path: &Path, take: &mut Take<'_>) -> Result<u64> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let mut number = 0;
    for line in BufReader::with_capacity(1 << 18, file).lines() {
        number += 1;
        let line = line.map_err(|error| Error::io(path, error).line(number))?;
        let object: Value =
            serde_json::from_str(&line).map_err(|error| Error::new(format!("is not JSON: {error}")).at(path).line(number))?;
        let Value::Object(object) = object else { return Err(Error::new("is no JSON object").at(path).line(number)) };
        take(&object).map_err(|message| Error::new(message).at(path).line(number))?;
    }
    Ok(number)
}

fn text<'o>(object: &'o Map<String, Value>, key: &str) -> std::result::Result<&'o str, String> {
    object.get(key).and_then(Value::as_str).ok_or_else(|| format!("has no {key}"))
}

/// Reads the files of JSON Lines, one a native table.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn jsonl(folder: &Path, files: &[&str; 7]) -> Result<Counts> {
    let mut counts = [0; 7];
    for ((count, name), sheet) in counts.iter_mut().zip(files).zip(Tables::sheets()) {
        *count =
            each(&folder.join(name), &mut |object| match sheet.columns.iter().find(|column| !object.contains_key(column.0)) {
                Some(missing) => Err(format!("has no {}", missing.0)),
                None => Ok(()),
            })?;
    }
    let [entities, facts, claims, pairs, mentions, evidence, articles] = counts.map(Some);
    Ok(Counts { entities, facts, claims, pairs, mentions, evidence, articles })
}

/// Reads W3C annotations.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn w3c(path: &Path) -> Result<Counts> {
    let mut ids = FxHashSet::default();
    let mentions = each(path, &mut |object| {
        let is = |key, value: &str| if text(object, key)? == value { Ok(()) } else { Err(format!("its {key} is not {value}")) };
        is("@context", "http://www.w3.org/ns/anno.jsonld")?;
        is("type", "Annotation")?;
        if !ids.insert(text(object, "id")?.to_owned()) {
            return Err("its id comes twice".to_owned());
        }
        let target = object.get("target").ok_or("has no target")?;
        let place = target["selector"].as_array().and_then(|selectors| selectors.first()).ok_or("has no selector")?;
        match (place["start"].as_u64(), place["end"].as_u64(), target["source"].as_str()) {
            (Some(start), Some(end), Some(_)) if start <= end => Ok(()),
            _ => Err("its target has no source, or ends before it starts".to_owned()),
        }
    })?;
    Ok(Counts { mentions: Some(mentions), ..Counts::default() })
}

/// Reads `FollowTheMoney` lines.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn ftm(path: &Path) -> Result<Counts> {
    // The schemata of edges, and the two properties that are their ends.
    let edges: FxHashMap<&str, [&str; 2]> = [
        ("Employment", ["employee", "employer"]),
        ("Directorship", ["director", "organization"]),
        ("Ownership", ["owner", "asset"]),
        ("Membership", ["member", "organization"]),
        ("Representation", ["agent", "client"]),
        ("Family", ["person", "relative"]),
        ("Associate", ["person", "associate"]),
        ("Succession", ["predecessor", "successor"]),
        ("Payment", ["payer", "beneficiary"]),
        ("UnknownLink", ["subject", "object"]),
        ("Documentation", ["document", "entity"]),
    ]
    .into_iter()
    .collect();
    let things = ["Person", "Company", "PublicBody", "Organization", "Address", "Event", "Vessel", "Asset"];
    let mut ids = FxHashSet::default();
    let (mut entities, mut facts, mut articles) = (0, 0, 0);
    each(path, &mut |object| {
        let schema = text(object, "schema")?;
        let properties = object.get("properties").and_then(Value::as_object).ok_or("has no properties")?;
        for (name, values) in properties {
            let values = values.as_array().filter(|values| !values.is_empty()).ok_or_else(|| format!("{name} is no list"))?;
            if !values.iter().all(|value| value.as_str().is_some_and(|value| !value.is_empty())) {
                return Err(format!("{name} holds what is no string"));
            }
        }
        if let Some(ends) = edges.get(schema) {
            facts += u64::from(schema != "Documentation");
            for end in ends {
                let id = properties.get(*end).and_then(|ids| ids[0].as_str()).ok_or_else(|| format!("has no {end}"))?;
                if !ids.contains(id) {
                    return Err(format!("there is no entity `{id}`"));
                }
            }
        } else if schema == "Article" {
            articles += 1;
        } else if things.contains(&schema) {
            entities += 1;
            properties.get("name").ok_or("has no name")?;
        } else {
            return Err(format!("{schema} is no schema that is written"));
        }
        if ids.insert(text(object, "id")?.to_owned()) { Ok(()) } else { Err("its id comes twice".to_owned()) }
    })?;
    let articles = (articles > 0).then_some(articles);
    Ok(Counts { entities: Some(entities), facts: Some(facts), articles, ..Counts::default() })
}

/// Reads a STIX bundle. It holds fewer nodes than the graph, so its counts are its own.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn stix(path: &Path) -> Result<Counts> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let bundle: Value = serde_json::from_reader(BufReader::with_capacity(1 << 18, file)).map_err(|error| {
        let line = error.line() as u64;
        Error::new(format!("is not JSON: {error}")).at(path).line(line.max(1))
    })?;
    if bundle["type"] != "bundle" {
        return Err(Error::new("is no STIX bundle").at(path));
    }
    let objects = bundle["objects"].as_array().map_or(&[][..], Vec::as_slice);
    let mut ids = FxHashSet::default();
    // An object stands on a line, behind the line that opens the bundle.
    for (number, object) in objects.iter().enumerate() {
        let fault = |message: String| Error::new(message).at(path).line(number as u64 + 2);
        let sort = object["type"].as_str().unwrap_or_default();
        let id = object["id"].as_str().unwrap_or_default();
        let is_id = id.strip_prefix(sort).and_then(|rest| rest.strip_prefix("--")).is_some_and(|id| Uuid::parse_str(id).is_ok());
        if !is_id || !ids.insert(id) {
            return Err(fault(format!("`{id}` is no id of a {sort}, or comes twice")));
        }
        for time in ["created", "modified", "start_time", "stop_time"] {
            let is_time = |text: &str| text.len() == 24 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
            if object.get(time).is_some_and(|value| !value.as_str().is_some_and(is_time)) {
                return Err(fault(format!("{time} is no time of STIX")));
            }
        }
        let ends = ["source_ref", "target_ref"].iter().filter_map(|end| object.get(*end)?.as_str());
        let references = object["object_refs"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for reference in ends.chain(references) {
            if !ids.contains(reference) {
                return Err(fault(format!("there is no object `{reference}`")));
            }
        }
    }
    Ok(Counts::default())
}
