//! A document and what it says -> one line of JSON, in the form that corpora are annotated in.

use newsgraph::score::Base;
use newsgraph::{CodePoints, Document, Extraction, Mention, RelationMention, Value};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'d> {
    id: &'d str,
    date: Option<String>,
    text: &'d str,
    mentions: Vec<Named<'d>>,
    relations: Vec<Claim<'d>>,
}

/// A mention; offsets in code points, end exclusive.
#[derive(Serialize)]
struct Named<'d> {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    base: &'d str,
    source_type: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'d str>,
}

/// A claim; its ends are indices of the mentions.
#[derive(Serialize)]
struct Claim<'d> {
    head: u32,
    tail: u32,
    #[serde(rename = "type")]
    kind: &'d str,
    polarity: &'d str,
    modality: &'d str,
}

/// The line, with its end. Claims that state no fact come with `all_claims` only.
pub(super) fn line(document: &Document, extraction: &Extraction, all_claims: bool) -> Vec<u8> {
    let mut points = CodePoints::new(&document.text);
    let is_wanted =
        |claim: &&RelationMention| all_claims || (claim.polarity.as_str(), claim.modality.as_str()) == ("asserted", "fact");
    let line = Line {
        id: document.id.as_str(),
        date: document.published.map(|date| date.to_string()),
        text: &document.text,
        mentions: extraction.mentions.iter().map(|mention| named(mention, extraction, &mut points)).collect(),
        relations: extraction.relations.iter().filter(is_wanted).map(claim).collect(),
    };
    let mut bytes = serde_json::to_vec(&line).expect("strings and numbers have a JSON form");
    bytes.push(b'\n');
    bytes
}

fn named<'d>(mention: &'d Mention, extraction: &'d Extraction, points: &mut CodePoints<'_>) -> Named<'d> {
    let (base, source_type) = Base::of(mention);
    Named {
        start: points.at(mention.span.start),
        end: points.at(mention.span.end),
        base: base.as_str(),
        source_type,
        value: match &mention.value {
            Value::None => None,
            Value::Timex(timex) => Some(&timex.value),
            Value::Text(text) => Some(text),
        },
        entity: mention.referent.map(|referent| extraction.referents[referent as usize].id.as_str()),
    }
}

fn claim(claim: &RelationMention) -> Claim<'_> {
    Claim {
        head: claim.head,
        tail: claim.tail,
        kind: claim.kind.name.as_str(),
        polarity: claim.polarity.as_str(),
        modality: claim.modality.as_str(),
    }
}
