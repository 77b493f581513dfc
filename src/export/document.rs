//! The rows of one document, for the tables that are too many to keep: mentions, claims, articles.
//!
//! Pure functions on the hot path: each appends to bytes the caller reuses and allocates nothing a row.
//! Offsets are given in Unicode code points and in bytes of the document's text, end exclusive.

use sha2::{Digest, Sha256};

use super::cell::{Escape, Row};
use super::column::Sort::{self, Date, Day, Decimal, Text, Whole};
use super::id::{hex_of, relation_id};
use crate::document::Document;
use crate::extraction::{Extraction, Referent};
use crate::mention::{FoundBy, Value};
use crate::relation::RelationMention;
use crate::span::CodePoints;

#[rustfmt::skip]
pub(super) const MENTIONS: &[(&str, Sort)] = &[
    ("document", Text), ("sentence", Whole), ("start", Whole), ("end", Whole), ("start_byte", Whole),
    ("end_byte", Whole), ("surface", Text), ("label", Text), ("value", Text), ("entity", Text), ("role", Text),
    ("score", Decimal), ("method", Text), ("reason", Text), ("sure", Decimal), ("candidates", Text),
];

#[rustfmt::skip]
pub(super) const EVIDENCE: &[(&str, Sort)] = &[
    ("relation_id", Text), ("document", Text), ("sentence", Whole), ("start", Whole), ("end", Whole),
    ("start_byte", Whole), ("end_byte", Whole), ("source_id", Text), ("source_text", Text), ("relation", Text),
    ("target_id", Text), ("target_text", Text), ("trigger", Text), ("polarity", Text), ("modality", Text),
    ("attributed_to", Text), ("attributed_text", Text), ("date_start", Day), ("date_end", Day), ("date_source", Text),
    ("rule", Text), ("score", Decimal), ("text", Text),
];

#[rustfmt::skip]
pub(super) const ARTICLES: &[(&str, Sort)] = &[
    ("id", Text), ("url", Text), ("title", Text), ("publisher", Text), ("author", Text), ("published", Date),
    ("language", Text), ("sha256", Text), ("story_id", Text), ("status", Text), ("mentions", Whole),
    ("relations", Whole),
];

/// What stands for the story of an article until it is known: no cell holds control characters.
pub(super) const STORY: u8 = 0;

/// A row of `articles.csv` with its story.
pub(super) fn with_story(row: &[u8], story: &str) -> Vec<u8> {
    let Some(place) = memchr::memchr(STORY, row) else { return row.to_vec() };
    let mut cell = Vec::new();
    Row::new(&mut cell, Escape::Quote).text(story);
    [&row[..place], &cell, &row[place + 1..]].concat()
}

/// Appends the rows of `mentions.csv` for one document: one a mention, in order of the text.
///
/// `found_by` appends to its string what users know a finder by; it is handed the same string emptied for each mention.
pub fn mention_rows(document: &Document, extraction: &Extraction, found_by: &dyn Fn(FoundBy, &mut String), out: &mut Vec<u8>) {
    let id = id_cell(document);
    let mut points = CodePoints::new(&document.text);
    let mut method = String::new();
    for (number, mention) in (0u32..).zip(&extraction.mentions) {
        let mut row = Row::new(out, Escape::Quote);
        row.ready(&id);
        row.whole(mention.sentence.into());
        row.whole(points.at(mention.span.start).into());
        row.whole(points.at(mention.span.end).into());
        row.whole(mention.span.start.into());
        row.whole(mention.span.end.into());
        row.text(mention.span.of(&document.text));
        row.text(mention.label.as_str());
        row.text(match &mention.value {
            Value::None => "",
            Value::Timex(timex) => &timex.value,
            Value::Text(text) => text,
        });
        row.text_if(referent(extraction, mention.referent).map(|referent| referent.id.as_str()));
        row.text_if(mention.role.map(|role| role.of(&document.text)));
        row.decimal(mention.score.into(), 3);
        method.clear();
        found_by(mention.found_by, &mut method);
        row.text(&method);
        let reading = extraction.reading(number);
        row.text_if(extraction.reason(number).or(reading.map(|reading| reading.reason)));
        match reading {
            Some(reading) => row.decimal(reading.sure.into(), 3),
            None => row.text(""),
        }
        let others =
            reading.map_or(&[][..], |reading| &extraction.candidates[reading.others.0 as usize..reading.others.1 as usize]);
        row.list(others.iter().map(crate::entity::EntityId::as_str));
        row.end();
    }
}

/// Appends the rows of `evidence.csv` for one document: one for each claim whose both ends are resolved, which are the
/// claims that edges are made of. Offsets and text are those of the sentence.
pub fn evidence_rows(document: &Document, extraction: &Extraction, out: &mut Vec<u8>) {
    let id = id_cell(document);
    let mut points = CodePoints::new(&document.text);
    // Several claims of one sentence share its place; asking for it again would count from the start of the text.
    let mut place = (u32::MAX, 0, 0);
    for claim in extraction.relations.iter().filter(|claim| !claim.kind.aside) {
        let Some((source, target)) = ends(extraction, claim) else { continue };
        let sentence = extraction.sentences[claim.sentence as usize];
        if place.0 != claim.sentence {
            place = (claim.sentence, points.at(sentence.start), points.at(sentence.end));
        }
        let words = |mention: u32| extraction.mentions[mention as usize].span.of(&document.text);
        let mut row = Row::new(out, Escape::Quote);
        row.text(relation_id(&source.1.id, &target.1.id, claim.kind, claim.polarity, claim.modality).as_str());
        row.ready(&id);
        row.whole(claim.sentence.into());
        row.whole(place.1.into());
        row.whole(place.2.into());
        row.whole(sentence.start.into());
        row.whole(sentence.end.into());
        row.text(source.1.id.as_str());
        row.text(words(source.0));
        row.text(claim.kind.name.as_str());
        row.text(target.1.id.as_str());
        row.text(words(target.0));
        row.text(claim.trigger.of(&document.text));
        row.text(claim.polarity.as_str());
        row.text(claim.modality.as_str());
        row.text_if(claim.attributed_to.and_then(|speaker| of_mention(extraction, speaker)).map(|speaker| speaker.id.as_str()));
        row.text_if(claim.attributed_to.map(words));
        row.day(claim.when.and_then(|when| when.interval.earliest));
        row.day(claim.when.and_then(|when| when.interval.latest));
        row.text_if(claim.when.map(|when| when.source.as_str()));
        row.text(claim.found_by.as_str());
        row.decimal(claim.score.into(), 3);
        row.text(sentence.of(&document.text));
        row.end();
    }
}

/// Appends the row of `articles.csv` for one document: what its source says of it, the hash of its text, how many mentions
/// and claims its rows elsewhere are. The story is told when all articles are known: `STORY` holds its place; the status is `read`.
pub fn article_row(document: &Document, extraction: &Extraction, out: &mut Vec<u8>) {
    let claims = extraction.relations.iter().filter(|claim| !claim.kind.aside && ends(extraction, claim).is_some()).count();
    let mut row = Row::new(out, Escape::Quote);
    row.text(document.id.as_str());
    row.text_if(document.url.as_deref());
    row.text_if(document.title.as_deref());
    row.text_if(document.publisher.as_deref());
    row.text_if(document.author.as_deref());
    row.date(document.published);
    row.text_if(document.language.as_deref());
    row.text(&hex_of(Sha256::new_with_prefix(&document.text)));
    row.ready(&[STORY]);
    row.text("read");
    row.whole(extraction.mentions.len() as u64);
    row.whole(claims as u64);
    row.end();
}

/// Appends the line of `texts.jsonl` for one document: its id and its text, as JSON.
///
/// # Panics
/// Never: words have a JSON form.
pub fn text_row(document: &Document, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, &(document.id.as_str(), &document.text)).expect("memory takes it");
    out.push(b'\n');
}

/// The cell that begins every row of a document, made once.
fn id_cell(document: &Document) -> Vec<u8> {
    let mut cell = Vec::new();
    Row::new(&mut cell, Escape::Quote).text(document.id.as_str());
    cell
}

fn referent(extraction: &Extraction, number: Option<u32>) -> Option<&Referent> {
    number.map(|number| &extraction.referents[number as usize])
}

fn of_mention(extraction: &Extraction, mention: u32) -> Option<&Referent> {
    referent(extraction, extraction.mentions[mention as usize].referent)
}

/// A mention, by number, and what it refers to.
type End<'e> = (u32, &'e Referent);

/// The two ends of a claim as its edge has them: the lower id first if the kind is symmetric.
fn ends<'e>(extraction: &'e Extraction, claim: &RelationMention) -> Option<(End<'e>, End<'e>)> {
    let head = (claim.head, of_mention(extraction, claim.head)?);
    let tail = (claim.tail, of_mention(extraction, claim.tail)?);
    Some(if claim.kind.symmetric && head.1.id > tail.1.id { (tail, head) } else { (head, tail) })
}
