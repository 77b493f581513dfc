//! JSON Lines: a text a line, with mentions and relations, as `tag --format jsonl` writes it and the corpora of the bench have it.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::file;
use super::gold::{Gold, GoldFormat, GoldOptions};
use super::labels::LabelMap;
use super::marks::{Link, Mark, Marks};
use super::offset::Offsets;
use crate::date::Date;
use crate::document::Document;
use crate::error::{Error, Result};

pub(super) static JSONL: GoldFormat = GoldFormat {
    name: "jsonl",
    suffixes: &["jsonl", "ndjson"],
    about: "JSON Lines: `id`, `text`, `mentions` and `relations`, as `tag` writes them",
    read,
};

/// What a line holds; other fields are passed over.
#[derive(Deserialize)]
pub(super) struct Line {
    id: Value,
    date: Option<String>,
    title: Option<String>,
    pub(super) text: Option<String>,
    mentions: Vec<MentionOfLine>,
    relations: Option<Vec<RelationOfLine>>,
}

#[derive(Deserialize)]
struct MentionOfLine {
    start: u64,
    end: u64,
    #[serde(rename = "type")]
    base: String,
    source_type: Option<String>,
    value: Option<Value>,
    entity: Option<Value>,
}

#[derive(Deserialize)]
struct RelationOfLine {
    head: usize,
    tail: usize,
    #[serde(rename = "type")]
    kind: String,
}

impl Line {
    /// Its id as text: some corpora count.
    pub(super) fn id(&self) -> String {
        worded(&self.id)
    }

    /// The marks, placed in `text`.
    pub(super) fn marks(&self, text: &str, labels: &LabelMap) -> Result<Marks> {
        let offsets = Offsets::of_code_points(text)?;
        let mut marks = Marks::default();
        // Where each mention of the line went, as relations count them.
        let mut places = Vec::with_capacity(self.mentions.len());
        for mention in &self.mentions {
            let span = offsets.span(mention.start, mention.end)?;
            let base = labels.base(&mention.base)?;
            places.push(base.map(|_| marks.mentions.len() as u32));
            marks.mentions.extend(base.map(|base| Mark {
                span,
                base,
                label: mention.source_type.as_ref().unwrap_or(&mention.base).clone(),
                value: mention.value.as_ref().map(worded),
                entity: mention.entity.as_ref().map(worded),
            }));
        }
        for relation in self.relations.iter().flatten() {
            let end = |index: usize| {
                places.get(index).copied().ok_or_else(|| {
                    let count = places.len();
                    Error::new(format!("a relation names mention {index}, but there are {count}: they count from 0"))
                })
            };
            if let (Some(head), Some(tail)) = (end(relation.head)?, end(relation.tail)?) {
                marks.relations.push(Link { head, tail, kind: relation.kind.clone() });
            }
        }
        Ok(marks)
    }
}

/// A string as it is, all else as JSON writes it.
fn worded(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The lines of a file with their numbers.
pub(super) fn lines(path: &Path) -> Result<Vec<(u64, Line)>> {
    let text = file::read(path)?;
    let mut lines = Vec::new();
    for (number, line) in (1u64..).zip(text.lines()) {
        if !line.trim().is_empty() {
            lines.push((number, parse(line).map_err(|error| error.at(path).line(number))?));
        }
    }
    Ok(lines)
}

fn parse(line: &str) -> Result<Line> {
    serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        let said = said.split_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let message = if error.is_data() {
            let form = "{\"id\", \"text\", \"mentions\": [{\"start\", \"end\", \"type\"}]}";
            format!("not a line of gold: {said} in column {}; it has the form {form}", error.column())
        } else {
            format!("not valid JSON: {said} in column {}", error.column())
        };
        Error::new(message).because(error)
    })
}

fn read(path: &Path, options: &GoldOptions) -> Result<Vec<Gold>> {
    let gold = |line: &Line| {
        let text = line.text.as_deref().ok_or_else(|| Error::new("no `text`: the gold holds the text that it marks"))?;
        let date = line.date.as_deref().filter(|date| !date.trim().is_empty());
        let date = date.map(|date| {
            Date::parse(date)
                .ok_or_else(|| Error::new(format!("`date` {date}: no date; write it as 2023-08-07, 2023-08 or 2023")))
        });
        let mut document = Document::new(&line.id(), text);
        document.published = date.transpose()?;
        document.title.clone_from(&line.title);
        Ok((document, line.marks(text, &options.labels)?))
    };
    let placed = |(number, line): (u64, Line)| {
        let (document, marks) = gold(&line).map_err(|error: Error| error.at(path).line(number))?;
        Ok(Gold { document, marks, path: path.to_owned(), line: Some(number), has_own_id: true })
    };
    lines(path)?.into_iter().map(placed).collect()
}
