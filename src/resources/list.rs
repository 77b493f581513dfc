//! A gazetteer file to rows: option lines, a header, then CSV (TSV where the name ends so). Every fault is told with its line.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};

/// The options at the head of a list: lines that begin with `#:`, each a TOML `key = value`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListOptions {
    /// Where the rows come from; for people.
    #[serde(default)]
    pub source: String,
    /// The licence of the rows; for people.
    #[serde(default)]
    pub licence: String,
    /// `exact`: as written; `fold` (the default): capitals may differ where a name stays a name.
    pub case: Option<Case>,
    /// Whether every row needs a second cue before it counts.
    #[serde(default)]
    pub context: bool,
}

/// How a list's names match case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Case {
    /// As written.
    Exact,
    /// A name written in capitals or with capitals at its words still counts.
    Fold,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The name newspapers use.
    pub name: String,
    /// An authority's id, if there is one.
    pub id: Option<String>,
    /// Other names for the same thing.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// How likely the bare name means this, 0 to 1.
    pub prominence: f32,
    /// Needs a second cue before it counts.
    pub context: bool,
    /// Matches as written only.
    pub exact: bool,
    /// Further flags of lexicon lists, as written.
    pub flags: Vec<String>,
}

/// The longest cell, in bytes: a longer one is a list gone wrong.
const LONGEST_CELL: usize = 64 * 1024;

/// Reads a list. `path` names it in errors and tells TSV from CSV.
///
/// # Errors
/// If an option is unknown, the column `name` is missing, a column is unknown, a cell is malformed.
pub(super) fn read(path: &Path, bytes: &str) -> Result<(ListOptions, Vec<Row>)> {
    let (options, head, head_lines) = options(path, bytes)?;
    let delimiter = if path.extension().is_some_and(|extension| extension == "tsv") { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(false).from_reader(&bytes.as_bytes()[head..]);
    let at = |error: csv::Error| {
        let line = head_lines + error.position().map_or(1, csv::Position::line);
        Error::new(format!("not a row of this list: {error}")).at(path).line(line)
    };
    let columns =
        Columns::of(reader.headers().map_err(at)?).map_err(|message| Error::new(message).at(path).line(head_lines + 1))?;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(at)? {
        let line = head_lines + record.position().map_or(0, csv::Position::line);
        rows.push(columns.row(&record, line, &options).map_err(|message| Error::new(message).at(path).line(line))?);
    }
    Ok((options, rows))
}

/// The option lines at the head of a list: what they say, and how many bytes and lines they take.
fn options(path: &Path, bytes: &str) -> Result<(ListOptions, usize, u64)> {
    let mut option_lines = String::new();
    let mut head = 0;
    let mut head_lines = 0u64;
    for line in bytes.split_inclusive('\n') {
        if let Some(option) = line.strip_prefix("#:") {
            option_lines.push_str(option.trim());
            option_lines.push('\n');
        } else if !line.trim().is_empty() {
            break;
        }
        head += line.len();
        head_lines += 1;
    }
    let options: ListOptions = toml::from_str(&option_lines).map_err(|error| {
        let line = error.span().map_or(1, |span| option_lines[..span.start].matches('\n').count() as u64 + 1);
        Error::new(format!("bad option line: {}; the options are source, licence, case, context", error.message()))
            .at(path)
            .line(line)
    })?;
    Ok((options, head, head_lines))
}

/// A row of a word list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'l> {
    /// The word as written.
    pub(super) name: &'l str,
    /// How many bear it, in a list of names; 0 if not said.
    pub(super) count: u32,
    /// Its flags.
    pub(super) flags: &'l str,
}

/// Reads a word list: the columns `name`, `count` and `flags`, no cell quoted. There are a hundred thousand such
/// rows to read at each start, so they are cut up in place.
///
/// # Errors
/// As [`read`]; and whatever `take` says of a row.
pub(super) fn words<'l>(
    path: &Path,
    bytes: &'l str,
    mut take: impl FnMut(Word<'l>) -> std::result::Result<(), String>,
) -> Result<()> {
    let (_, head, head_lines) = options(path, bytes)?;
    let delimiter = if path.extension().is_some_and(|extension| extension == "tsv") { '\t' } else { ',' };
    let mut lines = bytes[head..].lines().zip(head_lines + 1..);
    let fault = |message: String, line: u64| Error::new(message).at(path).line(line);
    let header = lines.next().map_or("", |(header, _)| header);
    let place = |column: &str| header.split(delimiter).position(|name| name.trim() == column);
    if let Some(unknown) = header.split(delimiter).find(|name| !["name", "count", "flags"].contains(&name.trim())) {
        return Err(fault(format!("unknown column `{unknown}`; a word list has the columns name, count, flags"), head_lines + 1));
    }
    let name_at = place("name").ok_or_else(|| {
        fault("no column `name`: the first line after the options names the columns".to_owned(), head_lines + 1)
    })?;
    let (count_at, flags_at) = (place("count"), place("flags"));
    for (line, number) in lines {
        if line.contains('"') || line.chars().any(|c| c.is_control() && c != '\t') {
            return Err(fault("a word list holds neither quotes nor control characters".to_owned(), number));
        }
        let cell = |at: Option<usize>| at.and_then(|at| line.split(delimiter).nth(at)).map_or("", str::trim);
        let count = match cell(count_at) {
            "" => 0,
            digits => digits.parse().map_err(|_| fault(format!("`count` is {digits:?}, which is no whole number"), number))?,
        };
        take(Word { name: cell(Some(name_at)), count, flags: cell(flags_at) }).map_err(|message| fault(message, number))?;
    }
    Ok(())
}

const KNOWN: [&str; 10] = ["name", "id", "aliases", "country", "lat", "lon", "prominence", "flags", "count", "population"];

/// Where each column stands.
struct Columns {
    at: [Option<usize>; KNOWN.len()],
}

impl Columns {
    fn of(header: &csv::StringRecord) -> std::result::Result<Self, String> {
        let mut at = [None; KNOWN.len()];
        for (number, column) in header.iter().enumerate() {
            let column = column.trim();
            match KNOWN.iter().position(|&known| known == column) {
                Some(place) if at[place].is_some() => return Err(format!("the column `{column}` stands twice")),
                Some(place) => at[place] = Some(number),
                None => return Err(format!("unknown column `{column}`; the columns are {}", KNOWN.join(", "))),
            }
        }
        if at[0].is_none() {
            return Err("no column `name`: the first line after the options names the columns".to_owned());
        }
        Ok(Self { at })
    }

    fn row(&self, record: &csv::StringRecord, line: u64, options: &ListOptions) -> std::result::Result<Row, String> {
        if let Some(long) = record.iter().find(|cell| cell.len() > LONGEST_CELL) {
            return Err(format!("a cell of {} bytes; at most {LONGEST_CELL} make a name", long.len()));
        }
        if let Some(cell) = record.iter().find(|cell| cell.chars().any(char::is_control)) {
            return Err(format!("a control character in the cell {cell:?}"));
        }
        let cell = |column: usize| self.at[column].and_then(|at| record.get(at)).map(str::trim).filter(|cell| !cell.is_empty());
        let number = |column: usize, low: f64, high: f64| -> std::result::Result<Option<f64>, String> {
            let Some(cell) = cell(column) else { return Ok(None) };
            match cell.parse::<f64>() {
                Ok(value) if (low..=high).contains(&value) => Ok(Some(value)),
                _ => Err(format!("`{}` is {cell:?}, which is no number from {low} to {high}", KNOWN[column])),
            }
        };
        let name = cell(0).ok_or("the name is empty")?.to_owned();
        let (lat, lon) = (number(4, -90.0, 90.0)?, number(5, -180.0, 180.0)?);
        if lat.is_some() != lon.is_some() {
            return Err("one of `lat` and `lon` is missing".to_owned());
        }
        let country = cell(3).map(str::to_owned);
        if let Some(country) = &country
            && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            return Err(format!("`country` is {country:?}, which is no ISO 3166 code of two capitals"));
        }
        let id = cell(1).map(str::to_owned);
        if let Some(id) = &id
            && !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte))
        {
            return Err(format!("`id` is {id:?}; ids are made of letters, digits and `_ . : -`"));
        }
        let flags: Vec<String> = cell(7).map(|cell| cell.split_whitespace().map(str::to_owned).collect()).unwrap_or_default();
        Ok(Row {
            line,
            id,
            aliases: cell(2)
                .map(|cell| cell.split('|').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect())
                .unwrap_or_default(),
            country,
            coordinates: lat.zip(lon),
            prominence: number(6, 0.0, 1.0)?.unwrap_or(1.0) as f32,
            context: options.context || flags.iter().any(|flag| flag == "context"),
            exact: options.case == Some(Case::Exact) || flags.iter().any(|flag| flag == "exact"),
            flags,
            name,
        })
    }
}
