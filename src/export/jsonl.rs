//! JSON Lines: every native table, an object a row. Lists are arrays, numbers numbers, what is not known is `null`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use super::column::{Sort, Value};
use super::native::Sheet;
use super::rows::Tables;
use super::verify::{self, Counts};
use super::{Content, Exporter};
use crate::error::{Error, Result};

/// JSON Lines of everything.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

const FOLDER: &str = "jsonl";
const FILES: [&str; 7] = [
    "jsonl/entities.jsonl",
    "jsonl/relations.jsonl",
    "jsonl/claims.jsonl",
    "jsonl/co_mentions.jsonl",
    "jsonl/mentions.jsonl",
    "jsonl/evidence.jsonl",
    "jsonl/articles.jsonl",
];

impl Exporter for Jsonl {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "JSON Lines of every table"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn reads_tables(&self, _documents: bool) -> bool {
        true
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let tables = Tables::of(content);
        for (number, (sheet, name)) in Tables::sheets().iter().zip(FILES).enumerate() {
            let path = folder.join(name);
            let at = |error| Error::io(&path, error);
            let mut file = BufWriter::with_capacity(1 << 18, File::create(&path).map_err(at)?);
            tables.rows(number, &mut |values| {
                serde_json::to_writer(&mut file, &Line(sheet, values)).map_err(|error| at(error.into()))?;
                file.write_all(b"\n").map_err(at)
            })?;
            file.flush().map_err(at)?;
        }
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::jsonl(folder, &FILES)
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

struct Line<'l>(&'l Sheet, &'l [Value<'l>]);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let cells = self.0.columns.iter().zip(self.1);
        serializer.collect_map(cells.map(|((name, sort), value)| (name, Json(*sort, value))))
    }
}

struct Json<'l>(Sort, &'l Value<'l>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.1 {
            Value::None if self.0 == Sort::List => serializer.collect_seq(std::iter::empty::<&str>()),
            Value::None => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(parts) => serializer.collect_seq(parts),
            Value::Whole(number) => serializer.serialize_u64(*number),
            Value::Decimal(number) => serializer.serialize_f64(*number),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::Date(date) => serializer.collect_str(date),
            Value::Day(day) => serializer.collect_str(day),
        }
    }
}
