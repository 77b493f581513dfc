//! Labels, rules, kinds and rows of lists by number: what bodies name again and again is kept once.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::label::Label;
use crate::symbol::Symbol;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Label = 0,
    /// A rule, kind or modifier: a name that resources define.
    Rule = 1,
    /// A row of a list, `gazetteers/place/city.csv:41`.
    Entry = 2,
}

/// The numbers of symbols, as far as they were asked for.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<(u8, Box<str>), u32>);

impl Numbers {
    /// The number of a symbol that was looked up before.
    pub(super) fn of(&self, sort: Sort, name: &str) -> Option<u32> {
        // The key borrows nothing, but names are short and this is done once a mention.
        self.0.get(&(sort as u8, name.into())).copied()
    }

    /// Looks a symbol up, and numbers it if it is new.
    pub(super) fn learn(&mut self, database: &Connection, sort: Sort, name: &str) -> rusqlite::Result<()> {
        let key = (sort as u8, Box::from(name));
        if self.0.contains_key(&key) {
            return Ok(());
        }
        let known = database
            .prepare_cached("SELECT number FROM symbol WHERE sort = ? AND name = ?")?
            .query_row(params![key.0, name], |row| row.get(0))
            .optional()?;
        let number = if let Some(number) = known {
            number
        } else {
            database.prepare_cached("INSERT INTO symbol(sort, name) VALUES(?, ?)")?.execute(params![key.0, name])?;
            database.last_insert_rowid() as u32
        };
        self.0.insert(key, number);
        Ok(())
    }
}

/// What the numbers stand for.
#[derive(Clone, Debug)]
pub(super) enum Named {
    Label(Label),
    Rule(Symbol),
    Entry(Arc<str>),
}

/// All symbols of a store.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<Option<Named>>);

impl Names {
    /// Reads them.
    pub(super) fn read(database: &Connection) -> rusqlite::Result<Self> {
        let mut names = Self::default();
        let mut statement = database.prepare("SELECT number, sort, name FROM symbol ORDER BY number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let number: u32 = row.get(0)?;
            let name = row.get_ref(2)?.as_str().unwrap_or_default();
            let named = match row.get::<_, u8>(1)? {
                0 => Named::Label(Label::new(name)),
                1 => Named::Rule(Symbol::new(name)),
                _ => Named::Entry(name.into()),
            };
            names.0.resize(number as usize, None);
            names.0.push(Some(named));
        }
        Ok(names)
    }

    pub(super) fn get(&self, number: u32) -> Option<&Named> {
        self.0.get(number as usize)?.as_ref()
    }
}
