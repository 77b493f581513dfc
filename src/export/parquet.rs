//! Parquet: every native table, a file each, for `DuckDB`, pandas, Polars and Spark. Columns have types; a list is a list.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::column::{Sort, Value};
use super::native::Sheet;
use super::rows::Tables;
use super::verify::{self, Counts};
use super::{Content, Exporter};
use crate::error::{Error, Result};

/// Parquet files of every table.
#[derive(Clone, Copy, Debug)]
pub struct Parquet;

const FOLDER: &str = "parquet";
const FILES: [&str; 7] = [
    "parquet/entities.parquet",
    "parquet/relations.parquet",
    "parquet/claims.parquet",
    "parquet/co_mentions.parquet",
    "parquet/mentions.parquet",
    "parquet/evidence.parquet",
    "parquet/articles.parquet",
];

/// How many rows are held before they are written: a row group of some 20 MB.
const GROUP: usize = 1 << 16;

impl Exporter for Parquet {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "Parquet of every table, for DuckDB, pandas and Spark"
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
            let file = File::create(&path).map_err(|error| Error::io(&path, error))?;
            let at = |error| of_parquet(&path, error);
            let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
            let mut file = SerializedFileWriter::new(file, schema(sheet).map_err(at)?, properties).map_err(at)?;
            let mut group = Group::of(sheet);
            tables.rows(number, &mut |values| {
                group.take(values);
                if group.rows == GROUP { group.write(&mut file).map_err(at) } else { Ok(()) }
            })?;
            group.write(&mut file).map_err(at)?;
            file.close().map_err(at)?;
        }
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::parquet(folder, &FILES)
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

fn of_parquet(path: &Path, error: ParquetError) -> Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
            Ok(error) => Error::io(path, *error),
            Err(cause) => Error::new(format!("cannot be written: {cause}")).at(path),
        },
        error => Error::new(format!("cannot be written: {error}")).at(path),
    }
}

/// The types of the columns, all of them optional.
fn schema(sheet: &Sheet) -> std::result::Result<TypePtr, ParquetError> {
    let words = |name, repetition| {
        let words = Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_repetition(repetition);
        words.with_logical_type(Some(LogicalType::String)).with_converted_type(ConvertedType::UTF8).build()
    };
    let plain = |name, physical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    let field = |&(name, sort): &(&'static str, Sort)| -> std::result::Result<TypePtr, ParquetError> {
        Ok(Arc::new(match sort {
            Sort::Text | Sort::Date => words(name, Repetition::OPTIONAL)?,
            Sort::Whole => plain(name, Physical::INT64).build()?,
            Sort::Decimal => plain(name, Physical::DOUBLE).build()?,
            Sort::Truth => plain(name, Physical::BOOLEAN).build()?,
            Sort::Day => {
                let day = plain(name, Physical::INT32).with_logical_type(Some(LogicalType::Date));
                day.with_converted_type(ConvertedType::DATE).build()?
            }
            Sort::List => {
                let element = Arc::new(words("element", Repetition::REQUIRED)?);
                let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
                let list = Arc::new(list.with_fields(vec![element]).build()?);
                let outer = Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_fields(vec![list]);
                outer.with_logical_type(Some(LogicalType::List)).with_converted_type(ConvertedType::LIST).build()?
            }
        }))
    };
    let fields = sheet.columns.iter().map(field).collect::<std::result::Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("row").with_fields(fields).build()?))
}

/// The cells of a column that are there.
enum Cells {
    Words(Vec<ByteArray>),
    Whole(Vec<i64>),
    Decimal(Vec<f64>),
    Truth(Vec<bool>),
    Day(Vec<i32>),
}

/// A column of the rows held: its cells, and the levels that say where one is missing and where a list starts.
struct Held {
    cells: Cells,
    there: Vec<i16>,
    starts: Option<Vec<i16>>,
}

/// The rows held.
struct Group {
    sorts: Vec<Sort>,
    columns: Vec<Held>,
    rows: usize,
}

impl Group {
    fn of(sheet: &Sheet) -> Self {
        let sorts: Vec<Sort> = sheet.columns.iter().map(|column| column.1).collect();
        Self { columns: sorts.iter().map(|&sort| Held::of(sort)).collect(), sorts, rows: 0 }
    }

    fn take(&mut self, values: &[Value<'_>]) {
        self.rows += 1;
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.take(value);
        }
    }

    fn write(&mut self, file: &mut SerializedFileWriter<File>) -> std::result::Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        for (column, &sort) in self.columns.iter_mut().zip(&self.sorts) {
            std::mem::replace(column, Held::of(sort)).write(&mut group)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Held {
    fn of(sort: Sort) -> Self {
        let cells = match sort {
            Sort::Text | Sort::Date | Sort::List => Cells::Words(Vec::new()),
            Sort::Whole => Cells::Whole(Vec::new()),
            Sort::Decimal => Cells::Decimal(Vec::new()),
            Sort::Truth => Cells::Truth(Vec::new()),
            Sort::Day => Cells::Day(Vec::new()),
        };
        Self { cells, there: Vec::new(), starts: (sort == Sort::List).then(Vec::new) }
    }

    fn take(&mut self, value: &Value<'_>) {
        let starts_before = self.there.len();
        match (&mut self.cells, value) {
            (Cells::Words(cells), Value::Text(text)) => cells.push(text.as_bytes().to_vec().into()),
            (Cells::Words(cells), Value::Date(date)) => cells.push(date.to_string().into_bytes().into()),
            (Cells::Words(cells), Value::List(parts)) => {
                cells.extend(parts.iter().map(|part| ByteArray::from(part.as_bytes().to_vec())));
                self.there.extend(parts.iter().map(|_| 2));
            }
            (Cells::Whole(cells), Value::Whole(number)) => cells.push(i64::try_from(*number).unwrap_or(i64::MAX)),
            (Cells::Decimal(cells), Value::Decimal(number)) => cells.push(*number),
            (Cells::Truth(cells), Value::Truth(truth)) => cells.push(*truth),
            (Cells::Day(cells), Value::Day(day)) => cells.push(days_since_1970(*day)),
            _ => return self.miss(),
        }
        match &mut self.starts {
            Some(starts) => starts.extend((starts_before..self.there.len()).map(|place| i16::from(place > starts_before))),
            None => self.there.push(1),
        }
    }

    fn miss(&mut self) {
        self.there.push(0);
        if let Some(starts) = &mut self.starts {
            starts.push(0);
        }
    }

    fn write(self, group: &mut SerializedRowGroupWriter<'_, File>) -> std::result::Result<(), ParquetError> {
        let mut column = group.next_column()?.expect("the schema has a column for each");
        let (there, starts) = (Some(&*self.there), self.starts.as_deref());
        match &self.cells {
            Cells::Words(cells) => column.typed::<ByteArrayType>().write_batch(cells, there, starts)?,
            Cells::Whole(cells) => column.typed::<Int64Type>().write_batch(cells, there, starts)?,
            Cells::Decimal(cells) => column.typed::<DoubleType>().write_batch(cells, there, starts)?,
            Cells::Truth(cells) => column.typed::<BoolType>().write_batch(cells, there, starts)?,
            Cells::Day(cells) => column.typed::<Int32Type>().write_batch(cells, there, starts)?,
        };
        column.close()
    }
}

fn days_since_1970(day: civil::Date) -> i32 {
    (day - civil::date(1970, 1, 1)).get_days()
}
