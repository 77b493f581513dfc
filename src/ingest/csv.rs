//! Tables with a header: comma-separated (or whatever mark the header shows) and tab-separated values, quoted as RFC 4180 says.

use std::borrow::Cow;
use std::sync::Arc;

use super::chunk::{Cut, Cutter, Fault, Record, is_record};
use super::draft::Draft;
use super::encoding::decode_part;
use super::field::{Field, Fields, Value, field_named, no_text};
use super::{Format, Options};
use crate::error::{Error, Result};

pub(super) static CSV: Format = Format {
    name: "csv",
    suffixes: &["csv"],
    about: "comma-separated values with a header (semicolons and tabs are seen)",
    many: true,
    raw: false,
    cutter: |options| Box::new(Rows::new(b",;\t", options)),
    draft,
};

pub(super) static TSV: Format = Format {
    name: "tsv",
    suffixes: &["tsv"],
    about: "tab-separated values with a header",
    many: true,
    raw: false,
    cutter: |options| Box::new(Rows::new(b"\t", options)),
    draft,
};

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Header {
    mark: u8,
    fields: Vec<Option<(Field, usize)>>,
}

impl Header {
    fn new(row: &[u8], mark: u8, options: &Options) -> Result<Self> {
        let row = decode_part(row, None).text;
        let names: Vec<_> = cells(&row, mark).collect();
        let fields: Vec<_> = names.iter().map(|name| field_named(name.trim(), options)).collect();
        if !fields.iter().flatten().any(|(field, _)| *field == Field::Text) {
            let names: Vec<_> = names.iter().map(ToString::to_string).collect();
            return Err(no_text(options, "table", &names));
        }
        Ok(Self { mark, fields })
    }
}

fn draft<'r>(record: &Record<'r>, options: &Options) -> Result<Draft<'r>> {
    let header = record.header.ok_or_else(|| Error::new("a row before the header"))?;
    let decoded = decode_part(record.bytes, None);
    let warning = decoded.warning();
    let mut draft = match decoded.text {
        Cow::Borrowed(row) => row_draft(row, header, options)?,
        Cow::Owned(row) => {
            let draft = row_draft(&row, header, options)?;
            Draft { text: Cow::Owned(draft.text.into_owned()), ..draft }
        }
    };
    draft.warnings.extend(warning);
    Ok(draft)
}

fn row_draft<'r>(row: &'r str, header: &Header, options: &Options) -> Result<Draft<'r>> {
    let mut fields = Fields::default();
    let mut count = 0;
    for cell in cells(row, header.mark) {
        match header.fields.get(count) {
            Some(Some((field, rank))) => fields.offer(*field, *rank, Value::Text(cell)),
            // Spreadsheets leave empty cells behind the last column.
            None if cell.trim().is_empty() => continue,
            Some(None) | None => {}
        }
        count += 1;
    }
    if count != header.fields.len() {
        let (found, wanted) = (count, header.fields.len());
        return Err(Error::new(format!("a row of {found} cells under a header of {wanted}; is a quote or a separator missing?")));
    }
    fields.draft(options, "table", Vec::new)
}

/// The cells of a row, unquoted.
fn cells(row: &str, mark: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(row.strip_suffix('\r').unwrap_or(row));
    std::iter::from_fn(move || {
        let (cell, after) = next_cell(rest?, mark);
        rest = after;
        Some(cell)
    })
}

/// The first cell and what follows its separator. A quote counts at the start of a cell alone; what follows the closing one is kept.
fn next_cell(row: &str, mark: u8) -> (Cow<'_, str>, Option<&str>) {
    let to_mark = |text: &str| memchr::memchr(mark, text.as_bytes());
    let Some(quoted) = row.strip_prefix('"') else {
        return match to_mark(row) {
            Some(end) => (row[..end].into(), Some(&row[end + 1..])),
            None => (row.into(), None),
        };
    };
    let close = closing_quote(quoted).unwrap_or(quoted.len());
    let (inner, after) = (&quoted[..close], quoted.get(close + 1..).unwrap_or_default());
    let (tail, rest) = match to_mark(after) {
        Some(end) => (&after[..end], Some(&after[end + 1..])),
        None => (after, None),
    };
    let inner = if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
    (if tail.is_empty() { inner } else { inner + tail }, rest)
}

/// Where the quote that is not doubled stands.
fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Finds where rows end: at the line ends outside of quotes.
struct Rows {
    marks: &'static [u8],
    options: Options,
    mark: u8,
    header: Option<Arc<Header>>,
    state: State,
    dropping: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: the end of it, or the first of two.
    Quote,
}

impl Rows {
    fn new(marks: &'static [u8], options: &Options) -> Self {
        Self { marks, options: options.clone(), mark: marks[0], header: None, state: State::CellStart, dropping: false }
    }

    /// The end of the row that `bytes[at..]` goes on with: its line end. None if it is not there yet.
    fn row_end(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        while at < bytes.len() {
            let byte = bytes[at];
            match self.state {
                State::CellStart | State::Quote if byte == b'"' => (self.state, at) = (State::Quoted, at + 1),
                State::CellStart | State::Quote => self.state = State::Plain,
                State::Plain => {
                    at += memchr::memchr2(self.mark, b'\n', &bytes[at..])?;
                    self.state = State::CellStart;
                    if bytes[at] == b'\n' {
                        return Some(at);
                    }
                    at += 1;
                }
                State::Quoted => {
                    at += memchr::memchr(b'"', &bytes[at..])? + 1;
                    self.state = State::Quote;
                }
            }
        }
        None
    }

    /// The separator of the first row: the mark it holds most, outside of quotes.
    fn mark_of(&self, row: &[u8]) -> u8 {
        let count = |mark: u8| {
            let mut quoted = false;
            let in_row = |&&byte: &&u8| {
                quoted ^= byte == b'"';
                byte == mark && !quoted
            };
            row.iter().filter(in_row).count()
        };
        let mut best = (self.marks[0], count(self.marks[0]));
        for &mark in &self.marks[1..] {
            let found = count(mark);
            if found > best.1 {
                best = (mark, found);
            }
        }
        best.0
    }

    fn end(&mut self, bytes: &[u8], start: usize, end: usize, cuts: &mut Vec<Cut>) -> Result<()> {
        if std::mem::take(&mut self.dropping) {
            return Ok(());
        }
        let row = &bytes[start..end];
        if self.header.is_some() {
            if is_record(row, &self.options) {
                cuts.push(Cut::sound(start..end));
            }
        } else if is_record(row, &self.options) {
            self.bound_header(row)?;
            self.header = Some(Arc::new(Header::new(row, self.mark, &self.options)?));
        }
        Ok(())
    }

    /// Without its header nothing of a table can be read.
    fn bound_header(&self, row: &[u8]) -> Result<()> {
        if row.len() <= self.options.max_document_bytes {
            return Ok(());
        }
        Err(Error::new("a header larger than a document may be; is this a table? If so, raise --max-document-size"))
    }
}

impl Cutter for Rows {
    fn cut(&mut self, bytes: &[u8], mut from: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        let mut start = 0;
        if self.header.is_none() {
            // The separator is seen in the first line, so that line is waited for.
            let blank = bytes.len() - bytes.trim_ascii_start().len();
            start = memchr::memrchr(b'\n', &bytes[..blank]).map_or(0, |end| end + 1);
            let line_end = memchr::memchr(b'\n', &bytes[blank..]).map(|end| blank + end).or_else(|| ended.then_some(bytes.len()));
            let Some(line_end) = line_end else {
                self.bound_header(&bytes[start..])?;
                return Ok(start);
            };
            self.mark = self.mark_of(&bytes[blank..line_end]);
            (self.state, from) = (State::CellStart, start);
        }
        while let Some(end) = self.row_end(bytes, from) {
            self.end(bytes, start, end, cuts)?;
            (start, from) = (end + 1, end + 1);
        }
        while ended && start < bytes.len() {
            let too_large = bytes.len() - start > self.options.max_document_bytes;
            if self.state != State::Quoted || self.dropping || too_large {
                self.end(bytes, start, bytes.len(), cuts)?;
                return Ok(bytes.len());
            }
            // A quote that nobody closes: its line is lost, and the lines after it are rows again.
            let line_end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |end| start + end);
            let fault = Some(Fault::Unclosed("a quote that opens in this row is never closed; close it, or double it"));
            cuts.push(Cut { range: start..line_end, fault });
            self.state = State::CellStart;
            start = bytes.len().min(line_end + 1);
            from = start;
            while let Some(end) = self.row_end(bytes, from) {
                self.end(bytes, start, end, cuts)?;
                (start, from) = (end + 1, end + 1);
            }
        }
        if self.header.is_none() {
            self.bound_header(&bytes[start..])?;
        }
        Ok(if self.dropping { bytes.len() } else { start })
    }

    fn drop_unfinished(&mut self) {
        self.dropping = true;
    }

    fn header(&self) -> Option<Arc<Header>> {
        self.header.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(table: &str) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut rows = Rows::new(b",", &Options::default());
        rows.cut(table.as_bytes(), 0, true, &mut cuts).expect("a header with a text column");
        cuts
    }

    proptest! {
        /// The rows and cells are those the csv crate reads.
        #[test]
        fn rows_are_those_of_the_csv_crate(mut table in "text,b\n([a\",é ]|\n|\r\n){0,60}") {
            // What is done about a quote that nobody closes is our own.
            if cut(&table).iter().any(|cut| cut.fault.is_some()) {
                table.push('"');
            }
            let is_row = |row: &Vec<String>| row.len() > 1 || !row[0].trim().is_empty();
            let ours: Vec<Vec<String>> =
                cut(&table).into_iter().map(|cut| cells(&table[cut.range], b',').map(String::from).collect()).filter(is_row).collect();
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.expect("UTF-8").iter().map(str::to_owned).collect())
                .filter(is_row)
                .collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
