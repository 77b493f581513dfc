//! The fields of a record, whatever its source calls them -> [`Draft`]. JSON objects and rows of tables both come here.

use std::borrow::Cow;

use super::Options;
use super::draft::Draft;
use super::published::{date_in_text, date_of_number};
use crate::date::Date;
use crate::error::{Error, Result};

/// What a record says of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Title,
    Date,
    Url,
    Id,
    Publisher,
    Author,
    Language,
}

const COUNT: usize = 8;

/// The names of each field, in the order in which they are believed. Case, `_`, `-` and spaces make no difference.
const NAMES: [(Field, &[&str]); COUNT] = [
    (Field::Text, &["text", "body", "content", "articleBody", "maintext", "article", "full_text"]),
    (Field::Title, &["title", "headline"]),
    (
        Field::Date,
        &[
            "published",
            "date",
            "published_at",
            "publish_date",
            "date_publish",
            "datePublished",
            "date_published",
            "publication_date",
            "pubDate",
            "created_at",
        ],
    ),
    (Field::Url, &["url", "link"]),
    (Field::Id, &["id", "_id", "guid"]),
    (Field::Publisher, &["publisher", "source", "site_name", "outlet", "domain"]),
    (Field::Author, &["author", "authors", "byline"]),
    (Field::Language, &["language", "lang"]),
];

/// The name the user gave to a field, if any: then no other name counts.
fn given(field: Field, options: &Options) -> Option<&str> {
    let name = match field {
        Field::Text => &options.text_field,
        Field::Title => &options.title_field,
        Field::Date => &options.date_field,
        Field::Url => &options.url_field,
        Field::Id => &options.id_field,
        Field::Publisher => &options.publisher_field,
        Field::Author => &options.author_field,
        Field::Language => &None,
    };
    name.as_deref()
}

/// The field that `name` stands for, and its rank among the names of that field: 0 is believed first.
pub(super) fn field_named(name: &str, options: &Options) -> Option<(Field, usize)> {
    if let Some((field, _)) = NAMES.iter().find(|(field, _)| given(*field, options) == Some(name)) {
        return Some((*field, 0));
    }
    NAMES.iter().filter(|(field, _)| given(*field, options).is_none()).find_map(|(field, names)| {
        let rank = names.iter().position(|known| same_name(known, name))?;
        Some((*field, rank))
    })
}

fn same_name(known: &str, name: &str) -> bool {
    let letters = |name: &str| -> Option<u8> { name.bytes().find(|b| !matches!(b, b'_' | b'-' | b' ')) };
    // Most names part at the first letter.
    if !letters(known).zip(letters(name)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(&b)) {
        return false;
    }
    let folded = |b: &u8| !matches!(b, b'_' | b'-' | b' ');
    known.bytes().filter(folded).map(|b| b.to_ascii_lowercase()).eq(name.bytes().filter(folded).map(|b| b.to_ascii_lowercase()))
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'r> {
    Text(Cow<'r, str>),
    Integer(i64),
    Float(f64),
    /// The texts of a list, and the names of the objects in it.
    List(Vec<Cow<'r, str>>),
    /// Something no field can be, as it is called in messages.
    Other(&'static str),
}

impl<'r> Value<'r> {
    fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(texts) => texts.is_empty(),
            Self::Other(_) => true,
            Self::Integer(_) | Self::Float(_) => false,
        }
    }

    fn joined(self, mark: &str) -> Option<Cow<'r, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Integer(number) => Some(number.to_string().into()),
            Self::List(texts) => Some(texts.join(mark).into()),
            Self::Float(_) | Self::Other(_) => None,
        }
    }
}

/// The fields of one record as they are found.
#[derive(Default)]
pub(super) struct Fields<'r> {
    values: [Option<(usize, Value<'r>)>; COUNT],
    /// The text field, where there is one that holds no text, and what it holds.
    unusable: Option<&'static str>,
}

impl<'r> Fields<'r> {
    /// Keeps the value unless a better name has given one. A blank value stands in nobody's way.
    pub(super) fn offer(&mut self, field: Field, rank: usize, value: Value<'r>) {
        if field == Field::Text && !matches!(value, Value::Text(_) | Value::List(_)) {
            self.unusable = Some(match value {
                Value::Other(kind) => kind,
                _ => "a number",
            });
            return;
        }
        let slot = &mut self.values[field as usize];
        let better = match slot {
            Some((_, kept)) if kept.is_blank() => true,
            Some((known, _)) => rank < *known && !value.is_blank(),
            None => true,
        };
        if better {
            *slot = Some((rank, value));
        }
    }

    /// The draft; `present` names what the record has, and `record` what it is, for the message.
    ///
    /// # Errors
    /// If there is no text.
    pub(super) fn draft(mut self, options: &Options, record: &str, present: impl FnOnce() -> Vec<String>) -> Result<Draft<'r>> {
        let Some(text) = self.take(Field::Text) else {
            return Err(match self.unusable {
                Some(kind) => Error::new(format!("its text field holds {kind}, not a text; name another with --text-field")),
                None => no_text(options, record, &present()),
            });
        };
        let mut draft = Draft { text: text.joined("\n\n").unwrap_or_default(), ..Draft::default() };
        if let Some(date) = self.take(Field::Date) {
            draft.published = date_of(&date);
            // `null` and an empty cell are how tables say that there is none.
            let states_none = matches!(&date, Value::Text(text) if text.trim().is_empty());
            if draft.published.is_none() && !states_none {
                draft.warnings.push(unread(&date));
            }
        }
        draft.title = self.text_of(Field::Title);
        draft.url = self.text_of(Field::Url);
        draft.id = self.text_of(Field::Id);
        draft.publisher = self.text_of(Field::Publisher);
        draft.author = self.text_of(Field::Author);
        draft.language = self.text_of(Field::Language);
        Ok(draft)
    }

    fn take(&mut self, field: Field) -> Option<Value<'r>> {
        self.values[field as usize].take().map(|(_, value)| value)
    }

    fn text_of(&mut self, field: Field) -> Option<String> {
        self.take(field)?.joined(", ").map(Cow::into_owned)
    }
}

/// The error of a record, or a table, without a text.
pub(super) fn no_text(options: &Options, record: &str, present: &[String]) -> Error {
    let present = present.join(", ");
    Error::new(match &options.text_field {
        Some(name) => format!("no field \"{name}\", which --text-field names; this {record} has: {present}"),
        None => {
            format!(
                "no text field: looked for {}; name yours with --text-field; this {record} has: {present}",
                NAMES[0].1.join(", ")
            )
        }
    })
}

fn date_of(value: &Value<'_>) -> Option<Date> {
    match value {
        Value::Text(text) => date_in_text(text),
        Value::Integer(number) => date_of_number(number.to_string().parse().ok()?),
        Value::Float(number) => date_of_number(*number),
        Value::List(_) | Value::Other(_) => None,
    }
}

fn unread(value: &Value<'_>) -> String {
    let shown = match value {
        Value::Text(text) => format!("\"{}\"", text.chars().take(60).collect::<String>()),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::List(_) => "a list".to_owned(),
        Value::Other(kind) => (*kind).to_owned(),
    };
    format!(
        "its date cannot be read ({shown}), so it has none of its own; write it as 2024-02-08, or name another field with --date-field"
    )
}
