//! JSON: an object, an array of objects, or an object that holds such an array under a usual name.
//! Objects that simply follow one another are read too: many a `.json` is JSON Lines.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::chunk::Record;
use super::draft::Draft;
use super::encoding::decode_part;
use super::field::{Field, Fields, Value, field_named};
use super::{Format, Options, list};
use crate::error::{Error, Result};

pub(super) static JSON: Format = Format {
    name: "json",
    suffixes: &["json"],
    about: "JSON: an array of objects, or one object",
    many: true,
    raw: false,
    cutter: |options| Box::new(list::Elements::new(options)),
    draft,
};

/// Reads an object; its strings are borrowed where they hold no escapes.
pub(super) fn draft<'r>(record: &Record<'r>, options: &Options) -> Result<Draft<'r>> {
    if let Ok(json) = std::str::from_utf8(record.bytes) {
        return object(json, options);
    }
    let decoded = decode_part(record.bytes, None);
    let draft = object(&decoded.text, options)?;
    let mut draft = Draft { text: Cow::Owned(draft.text.into_owned()), ..draft };
    draft.warnings.extend(decoded.warning());
    Ok(draft)
}

fn object<'r>(json: &'r str, options: &Options) -> Result<Draft<'r>> {
    if !json.trim_start().starts_with('{') {
        let shown: String = json.trim_start().chars().take(20).collect();
        return Err(Error::new(format!("not a JSON object, but: {shown}")));
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    let fields = reader.deserialize_map(Object { options }).and_then(|fields| reader.end().map(|()| fields));
    let fields = fields.map_err(|error| Error::new(format!("not valid JSON: {}", without_line(&error))).because(error))?;
    fields.draft(options, "object", || keys(json))
}

/// The message with its column alone: the line is the record's, and stands before the message.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line ") {
        Some((message, _)) if error.line() <= 1 => format!("{message} in column {}", error.column()),
        Some((message, _)) => format!("{message} in its line {}, column {}", error.line(), error.column()),
        None => message,
    }
}

/// The names of an object's fields, for a message.
fn keys(json: &str) -> Vec<String> {
    let object: std::result::Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_str(json);
    object.map(|object| object.into_iter().map(|(key, _)| key).take(40).collect()).unwrap_or_default()
}

struct Object<'o> {
    options: &'o Options,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key_seed(Named(self.options))? {
            match key {
                Some((field, rank)) => fields.offer(field, rank, map.next_value_seed(Any)?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(fields)
    }
}

/// Reads a key without keeping it.
struct Named<'o>(&'o Options);

impl<'de> DeserializeSeed<'de> for Named<'_> {
    type Value = Option<(Field, usize)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Named<'_> {
    type Value = Option<(Field, usize)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> std::result::Result<Self::Value, E> {
        Ok(field_named(key, self.0))
    }
}

/// Reads a value as far as a field can use it.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> std::result::Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> std::result::Result<Self::Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string().into()), Value::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> std::result::Result<Self::Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<Self::Value, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_unit<E>(self) -> std::result::Result<Self::Value, E> {
        // As if the field were not there, but for the message.
        Ok(Value::Text(Cow::Borrowed("")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(value) = list.next_element_seed(Any)? {
            match value {
                Value::Text(text) if !text.trim().is_empty() => texts.push(text),
                _ => {}
            }
        }
        Ok(Value::List(texts))
    }

    /// An author or a publisher may be an object with a name, as schema.org and news services write them.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut name = Value::Other("an object");
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "name" {
                name = map.next_value_seed(Any)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
