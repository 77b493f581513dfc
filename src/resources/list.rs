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
    pub line: u32,
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
    /// Its options.
    pub options: Options,
    /// What few rows have.
    pub more: Option<Box<More>>,
}

/// The options of a row, its list's included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
pub(super) struct Options {
    /// Needs a second cue before it counts.
    pub context: bool,
    /// Matches as written only.
    pub exact: bool,
    /// Others bear the name too.
    pub ambiguous: bool,
    /// Lies in the state that its country code means, and is not that state.
    pub part: bool,
}

/// What few rows have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct More {
    /// The label, where it is not the list's.
    pub label: Option<String>,
    /// When the name or role begins to hold: a year, month or day.
    pub valid_from: Option<String>,
    /// When it ends.
    pub valid_until: Option<String>,
    /// The id of what the thing is part of.
    pub parent: Option<String>,
}

impl Row {
    /// The row of a name alone.
    pub(super) fn of_name(name: &str, line: u32, options: &ListOptions) -> Self {
        Self { line, name: name.to_owned(), prominence: 1.0, options: options.of_rows(), ..Self::default() }
    }

    /// The label that the row itself states.
    pub(super) fn label(&self) -> Option<&str> {
        self.more.as_ref()?.label.as_deref()
    }
}

impl ListOptions {
    /// The options that every row of the list has.
    fn of_rows(&self) -> Options {
        Options { context: self.context, exact: self.case == Some(Case::Exact), ..Options::default() }
    }
}

/// The longest cell, in bytes: a longer one is a list gone wrong.
const LONGEST_CELL: usize = 64 * 1024;

/// Reads a list, row by row. `path` names it in errors and tells TSV from CSV.
///
/// # Errors
/// If an option is unknown, the column `name` is missing, a column is unknown, a cell is malformed; and what `take` says.
pub(super) fn read(path: &Path, bytes: &str, take: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let (options, head, head_lines) = options(path, bytes)?;
    let delimiter = if path.extension().is_some_and(|extension| extension == "tsv") { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(false).from_reader(&bytes.as_bytes()[head..]);
    let at = |error: csv::Error| {
        let line = head_lines + error.position().map_or(1, csv::Position::line);
        Error::new(format!("not a row of this list: {error}")).at(path).line(line)
    };
    let columns =
        Columns::of(reader.headers().map_err(at)?).map_err(|message| Error::new(message).at(path).line(head_lines + 1))?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(at)? {
        let line = head_lines + record.position().map_or(0, csv::Position::line);
        let row = columns.row(&record, line as u32, &options);
        take(row.map_err(|message| Error::new(message).at(path).line(line))?)?;
    }
    Ok(())
}

/// The option lines at the head of a list: what they say, and how many bytes and lines they take.
pub(super) fn options(path: &Path, bytes: &str) -> Result<(ListOptions, usize, u64)> {
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

const KNOWN: [&str; 14] = [
    "name",
    "id",
    "aliases",
    "country",
    "lat",
    "lon",
    "prominence",
    "flags",
    "count",
    "population",
    "label",
    "valid-from",
    "valid-until",
    "parent",
];

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

    fn row(&self, record: &csv::StringRecord, line: u32, list: &ListOptions) -> std::result::Result<Row, String> {
        record.iter().try_for_each(check_cell)?;
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
        let id = cell(1).map(|id| check_id("id", id)).transpose()?;
        let mut options = list.of_rows();
        for flag in cell(7).unwrap_or_default().split_whitespace() {
            match flag {
                "context" => options.context = true,
                "exact" => options.exact = true,
                "ambiguous" => options.ambiguous = true,
                "part" => options.part = true,
                _ => return Err(format!("unknown option `{flag}` in `flags`; the options are context, exact, ambiguous, part")),
            }
        }
        let aliases = cell(2).into_iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|alias| !alias.is_empty());
        Ok(Row {
            line,
            name,
            id,
            aliases: aliases.map(str::to_owned).collect(),
            country,
            coordinates: lat.zip(lon),
            prominence: number(6, 0.0, 1.0)?.unwrap_or(1.0) as f32,
            options,
            more: more(cell)?,
        })
    }
}

/// What few rows have, read from their cells.
fn more<'r>(cell: impl Fn(usize) -> Option<&'r str>) -> std::result::Result<Option<Box<More>>, String> {
    let columns = 10..KNOWN.len();
    if !columns.clone().any(|column| cell(column).is_some()) {
        return Ok(None);
    }
    let date = |column: usize| match cell(column) {
        Some(date) if !is_date(date) => {
            Err(format!("`{}` is {date:?}, which is no date; write it as 2023, 2023-08 or 2023-08-07", KNOWN[column]))
        }
        date => Ok(date.map(str::to_owned)),
    };
    let more = More {
        label: cell(10).map(|label| check_label(label).map(|()| label.to_owned())).transpose()?,
        valid_from: date(11)?,
        valid_until: date(12)?,
        parent: cell(13).map(|id| check_id("parent", id)).transpose()?,
    };
    if let (Some(from), Some(until)) = (&more.valid_from, &more.valid_until)
        && until < from
        && !from.starts_with(until.as_str())
    {
        return Err(format!("`valid-until` {until} lies before `valid-from` {from}"));
    }
    Ok(Some(Box::new(more)))
}

/// Whether it is a year, month or day as ISO 8601 writes it.
fn is_date(text: &str) -> bool {
    let number = |part: Option<&str>, length: usize| {
        part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u16>().ok()
    };
    let mut parts = text.split('-');
    let Some(year @ 1..) = number(parts.next(), 4) else { return false };
    let (month, day) = (parts.next(), parts.next());
    let days = match number(month, 2) {
        None => return month.is_none(),
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        Some(2) => 28,
        Some(1..=12) => 31,
        Some(_) => return false,
    };
    parts.next().is_none() && (day.is_none() || number(day, 2).is_some_and(|day| (1..=days).contains(&day)))
}

/// The id, if it may be one.
pub(super) fn check_id(column: &str, id: &str) -> std::result::Result<String, String> {
    if id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte)) {
        return Ok(id.to_owned());
    }
    Err(format!("`{column}` is {id:?}; ids are made of letters, digits and `_ . : -`"))
}

/// Whether a label may be called so: words of small letters, digits and hyphens, with `/` between.
pub(super) fn check_label(label: &str) -> std::result::Result<(), String> {
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if !label.split('/').all(is_word) {
        return Err(format!("{label:?} is no label; labels are small letters, digits and hyphens: person, organization/company"));
    }
    match label.split('/').next() {
        Some("date") => Err("`date` is no label of lists: dates are read by rules".to_owned()),
        Some("lexicon") => Err("`lexicon` is no label: it holds word lists, which --resources reads".to_owned()),
        _ => Ok(()),
    }
}

/// Whether a cell may be in a list.
pub(super) fn check_cell(cell: &str) -> std::result::Result<(), String> {
    if cell.len() > LONGEST_CELL {
        return Err(format!("a cell of {} bytes; at most {LONGEST_CELL} make a name", cell.len()));
    }
    if cell.chars().any(char::is_control) {
        return Err(format!("a control character in the cell {cell:?}"));
    }
    if cell.contains('\u{fffd}') {
        return Err(format!("a letter was lost in the cell {cell:?}: the list was saved in another encoding once"));
    }
    // As a spreadsheet reads a cell; "+972 Magazine" and "@stake" are names.
    let formula = cell.starts_with('=') || (cell.starts_with(['+', '-', '@']) && cell.contains(['(', '!']));
    if formula { Err(format!("the cell {cell:?} is a formula of a spreadsheet, not a name")) } else { Ok(()) }
}
