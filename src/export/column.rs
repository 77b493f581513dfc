//! A column of a table: its name, and what it says of an item. What a cell is (words, a number, a day) is known without
//! any item, so that formats with a schema can state it of an empty table as well.

use std::borrow::Cow;

use jiff::civil;

use super::cell::{Escape, Row};
use crate::date::Date;

/// A column: its name in the header, and its cell of a row.
pub(super) struct Column<T>(pub(super) &'static str, pub(super) Cell<T>);

/// What a column writes.
pub(super) enum Cell<T> {
    /// Words, or nothing.
    Text(fn(&T) -> Option<Cow<'_, str>>),
    /// Several words.
    List(fn(&T) -> Vec<Cow<'_, str>>),
    /// A count.
    Whole(fn(&T) -> u64),
    /// A number with so many decimals; nothing if it is not finite.
    Decimal(u32, fn(&T) -> f64),
    /// Whether.
    Truth(fn(&T) -> bool),
    /// A date with the parts that are known.
    Date(fn(&T) -> Option<Date>),
    /// A full day.
    Day(fn(&T) -> Option<civil::Date>),
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    List,
    Whole,
    Decimal,
    Truth,
    Date,
    Day,
}

/// What one cell says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'v> {
    /// Nothing.
    None,
    Text(Cow<'v, str>),
    List(Vec<Cow<'v, str>>),
    Whole(u64),
    Decimal(f64),
    Truth(bool),
    Date(Date),
    Day(civil::Date),
}

impl<T> Clone for Cell<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cell<T> {}

impl<T> Cell<T> {
    /// What it writes for any item.
    pub(super) fn sort(&self) -> Sort {
        match self {
            Self::Text(_) => Sort::Text,
            Self::List(_) => Sort::List,
            Self::Whole(_) => Sort::Whole,
            Self::Decimal(..) => Sort::Decimal,
            Self::Truth(_) => Sort::Truth,
            Self::Date(_) => Sort::Date,
            Self::Day(_) => Sort::Day,
        }
    }

    /// Writes the cell of `item`.
    pub(super) fn write(&self, item: &T, row: &mut Row<'_>) {
        match self {
            Self::Text(text) => row.text_if(text(item).as_deref()),
            Self::List(list) => row.list(list(item).iter().map(AsRef::as_ref)),
            Self::Whole(number) => row.whole(number(item)),
            Self::Decimal(places, number) => row.decimal(number(item), *places),
            Self::Truth(truth) => row.truth(truth(item)),
            Self::Date(date) => row.date(date(item)),
            Self::Day(day) => row.day(day(item)),
        }
    }

    /// What the cell of `item` says: the same that is read back of the cell written.
    pub(super) fn value<'t>(&self, item: &'t T) -> Value<'t> {
        match self {
            Self::Text(text) => {
                text(item).map(super::cell::on_one_line).filter(|text| !text.is_empty()).map_or(Value::None, Value::Text)
            }
            Self::List(list) => Value::list(list(item)),
            Self::Whole(number) => Value::Whole(number(item)),
            Self::Decimal(places, number) => Value::decimal(number(item), *places),
            Self::Truth(truth) => Value::Truth(truth(item)),
            Self::Date(date) => date(item).map_or(Value::None, Value::Date),
            Self::Day(day) => day(item).map_or(Value::None, Value::Day),
        }
    }
}

impl<'v> Value<'v> {
    fn list(parts: Vec<Cow<'v, str>>) -> Self {
        let parts: Vec<_> = parts.into_iter().map(super::cell::on_one_line).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { Self::None } else { Self::List(parts) }
    }

    fn decimal(number: f64, places: u32) -> Self {
        let mut cell = Vec::new();
        Row::new(&mut cell, Escape::Quote).decimal(number, places);
        let cell = std::str::from_utf8(&cell).ok().and_then(|cell| cell.parse().ok());
        cell.map_or(Self::None, Self::Decimal)
    }

    /// What a cell of a native table says, once it is split off its row; `None` if it is not of that sort.
    pub(super) fn parse(cell: &'v str, sort: Sort) -> Option<Self> {
        if cell.is_empty() {
            return Some(Self::None);
        }
        Some(match sort {
            Sort::Text => Self::Text(cell.into()),
            Sort::List => Self::List(cell.split('|').map(Cow::from).collect()),
            Sort::Whole => Self::Whole(cell.parse().ok()?),
            Sort::Decimal => Self::Decimal(cell.parse().ok().filter(|number: &f64| number.is_finite())?),
            Sort::Truth => Self::Truth(match cell {
                "true" => true,
                "false" => false,
                _ => return None,
            }),
            Sort::Date => Self::Date(Date::parse(cell).filter(|date| date.to_string() == cell)?),
            Sort::Day => Self::Day(Date::parse(cell).filter(|date| date.to_string() == cell)?.day()?),
        })
    }

    /// Its words, as formats without sorts of their own have them: lists with `|` between, dates in ISO 8601.
    pub(super) fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::None => return None,
            Self::Text(text) => Cow::Borrowed(text),
            Self::List(parts) => Cow::Owned(parts.join("|")),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Decimal(number) => Cow::Owned(number.to_string()),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
        })
    }
}

/// The cell of the native column `name`: formats that call it otherwise take it from here, so that it is said once.
///
/// # Panics
/// If there is no such column, which the first run of any test finds.
pub(super) fn cell_of<T>(columns: &[Column<T>], name: &str) -> Cell<T> {
    columns.iter().find(|column| column.0 == name).unwrap_or_else(|| panic!("no native column {name}")).1
}
