//! The patterns of spaCy's `EntityRuler`, a JSON object a line: `{"label": "ORG", "pattern": "Orsk Bank", "id": "orsk"}`.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use super::list::{self, ListOptions, More, Row};
use crate::error::{Error, Result};

/// The labels of spaCy's English models that have a name of ours.
const LABELS: [(&str, &str); 6] =
    [("PERSON", "person"), ("PER", "person"), ("ORG", "organization"), ("GPE", "place"), ("LOC", "place"), ("FAC", "place")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    label: String,
    pattern: Pattern,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Pattern {
    Phrase(String),
    Tokens(Vec<serde_json::Map<String, serde_json::Value>>),
}

/// Reads the patterns as rows. Lines of one id and label are one row: the first gives the name, the others aliases.
///
/// # Errors
/// If a line is no such object, or a pattern asks for more than words.
pub(super) fn rows(path: &Path, content: &str) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut by_id: HashMap<(String, String), usize> = HashMap::new();
    for (number, line) in (1u32..).zip(content.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let fault = |message: String| Error::new(message).at(path).line(u64::from(number));
        let line: Line = serde_json::from_str(line).map_err(|error| {
            fault(format!("not a pattern: {error}; a line is {{\"label\": \"ORG\", \"pattern\": \"Orsk Bank\"}}"))
        })?;
        let (name, label) = (words(line.pattern).map_err(fault)?, label(&line.label).map_err(fault)?);
        list::check_cell(&name).map_err(fault)?;
        let id = line.id.map(|id| list::check_id("id", &id)).transpose().map_err(fault)?;
        if let Some(id) = &id
            && let Some(&known) = by_id.get(&(id.clone(), label.clone()))
        {
            rows[known].aliases.push(name);
            continue;
        }
        if let Some(id) = &id {
            by_id.insert((id.clone(), label.clone()), rows.len());
        }
        let more = Some(Box::new(More { label: Some(label), ..More::default() }));
        rows.push(Row { id, more, ..Row::of_name(&name, number, &ListOptions::default()) });
    }
    Ok(rows)
}

fn label(label: &str) -> std::result::Result<String, String> {
    let ours = LABELS.iter().find(|(theirs, _)| *theirs == label).map(|&(_, ours)| ours.to_owned());
    let label = ours.unwrap_or_else(|| label.to_ascii_lowercase().replace('_', "-"));
    list::check_label(&label).map(|()| label)
}

/// The words of a pattern, which may ask for nothing but their text.
fn words(pattern: Pattern) -> std::result::Result<String, String> {
    let tokens = match pattern {
        Pattern::Phrase(phrase) if phrase.trim().is_empty() => return Err("the pattern is empty".to_owned()),
        Pattern::Phrase(phrase) => return Ok(phrase.trim().to_owned()),
        Pattern::Tokens(tokens) if tokens.is_empty() => return Err("the pattern is empty".to_owned()),
        Pattern::Tokens(tokens) => tokens,
    };
    let mut words = Vec::with_capacity(tokens.len());
    for token in &tokens {
        match token.iter().next() {
            Some((key, serde_json::Value::String(word)))
                if token.len() == 1 && ["LOWER", "ORTH", "TEXT"].contains(&key.as_str()) && !word.trim().is_empty() =>
            {
                words.push(word.trim());
            }
            _ => {
                let token = serde_json::Value::Object(token.clone());
                return Err(format!("the token {token} is no word: of token patterns, LOWER, ORTH and TEXT are read"));
            }
        }
    }
    Ok(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> std::result::Result<Vec<Row>, (u64, String)> {
        rows(Path::new("x.jsonl"), content).map_err(|error| (error.line_number().unwrap_or(0), error.message().to_owned()))
    }

    #[test]
    fn patterns_are_rows() {
        let content = "{\"label\":\"ORG\",\"pattern\":\"Orsk Bank\",\"id\":\"orsk\"}\n\n\
                       {\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"bank\"},{\"TEXT\":\"Orsk\"}],\"id\":\"orsk\"}\n\
                       {\"label\":\"WORK_OF_ART\",\"pattern\":\"Quiet Rooms\"}\n";
        let rows = read(content).expect("patterns");
        let told: Vec<(u32, &str, &[String], Option<&str>)> =
            rows.iter().map(|row| (row.line, row.name.as_str(), row.aliases.as_slice(), row.label())).collect();
        assert_eq!(
            told,
            [
                (1, "Orsk Bank", ["bank Orsk".to_owned()].as_slice(), Some("organization")),
                (4, "Quiet Rooms", [].as_slice(), Some("work-of-art"))
            ]
        );
    }

    #[test]
    fn what_is_no_name_is_told_with_its_line() {
        let good = "{\"label\":\"ORG\",\"pattern\":\"Orsk Bank\"}\n";
        for (bad, message) in [
            ("Orsk Bank", "not a pattern"),
            ("{\"pattern\":\"Orsk Bank\"}", "missing field `label`"),
            ("{\"label\":\"ORG\",\"pattern\":\"\"}", "the pattern is empty"),
            ("{\"label\":\"ORG\",\"pattern\":[]}", "the pattern is empty"),
            ("{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"a\",\"OP\":\"+\"}]}", "is no word"),
            ("{\"label\":\"ORG\",\"pattern\":[{\"IS_DIGIT\":true}]}", "is no word"),
            ("{\"label\":\"ORG\",\"pattern\":\"a\\u0007b\"}", "control character"),
            ("{\"label\":\"O R G\",\"pattern\":\"Orsk Bank\"}", "is no label"),
            ("{\"label\":\"DATE\",\"pattern\":\"May Day\"}", "dates are read by rules"),
            ("{\"label\":\"ORG\",\"pattern\":\"Orsk Bank\",\"id\":\"a b\"}", "ids are made of"),
        ] {
            let (line, told) = read(&format!("{good}{bad}\n")).expect_err(bad);
            assert!(line == 2 && told.contains(message), "{bad}: line {line}: {told}");
        }
    }
}
