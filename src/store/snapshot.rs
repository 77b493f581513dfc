//! A store as it is at one moment, or as it was after a batch.

use std::path::Path;

use rusqlite::{Transaction, params};

use super::batch::{Changes, resources_of};
use super::of_sqlite;
use super::pack::{self, Body};
use super::symbols::{Named, Names};
use crate::error::{Error, Result};
use crate::mention::FoundBy;

/// A state of a store.
#[derive(Debug)]
pub struct Snapshot<'s> {
    file: &'s Path,
    transaction: Transaction<'s>,
}

/// An article as it lies in the store.
#[derive(Clone, Debug)]
pub struct Stored(Vec<u8>);

/// What bodies are unpacked with, on any thread.
#[derive(Clone, Debug)]
pub struct Unpacker(Names);

impl Unpacker {
    /// The document and what it says.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn unpack(&self, stored: &Stored) -> Result<Body> {
        pack::unpack(&stored.0, &self.0)
    }

    /// Appends what users know a finder by, as outputs write it.
    pub fn name_of(&self, found_by: FoundBy, name: &mut String) {
        match found_by {
            FoundBy::Rule(rule) => name.push_str(rule.as_str()),
            FoundBy::Entry(entry) => {
                if let Some(Named::Entry(entry)) = self.0.get(entry.0) {
                    name.push_str(entry);
                }
            }
        }
    }
}

/// What a batch did.
#[derive(Clone, Debug)]
pub struct BatchInfo {
    /// Its number, from 1.
    pub number: u64,
    /// The command that made it.
    pub command: String,
    /// When, in UTC.
    pub at: String,
    /// The version of the program.
    pub program: String,
    /// What it changed.
    pub changes: Changes,
}

/// How a store is.
#[derive(Clone, Debug)]
pub struct Status {
    /// Articles that count.
    pub articles: u64,
    /// Texts for which an equal one under the same id stands.
    pub behind: u64,
    /// Versions that count no more, kept for deltas.
    pub former: u64,
    /// Articles that other resources, or another version of the program, have read.
    pub stale: u64,
    /// Bytes of the database on the disk.
    pub bytes: u64,
}

impl<'s> Snapshot<'s> {
    pub(super) fn new(file: &'s Path, transaction: Transaction<'s>) -> Self {
        Self { file, transaction }
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| of_sqlite(self.file, error))
    }

    /// The batches, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn batches(&self) -> Result<Vec<BatchInfo>> {
        let read = || {
            let sql = "SELECT number, command, at, program, added, replaced, removed, refreshed FROM batch ORDER BY number";
            let mut statement = self.transaction.prepare(sql)?;
            let batches = statement.query_map([], |row| {
                let count = |column| row.get::<_, i64>(column).map(i64::cast_unsigned);
                Ok(BatchInfo {
                    number: count(0)?,
                    command: row.get(1)?,
                    at: row.get(2)?,
                    program: row.get(3)?,
                    changes: Changes { added: count(4)?, replaced: count(5)?, removed: count(6)?, refreshed: count(7)? },
                })
            })?;
            batches.collect()
        };
        self.told(read())
    }

    /// Checks that a number is that of a batch; 0 is the store when it was empty.
    ///
    /// # Errors
    /// If there is no such batch.
    pub fn check_batch(&self, number: u64) -> Result<()> {
        let batches = self.batches()?;
        if number == 0 || batches.iter().any(|batch| batch.number == number) {
            return Ok(());
        }
        let last = batches.last().map_or(0, |batch| batch.number);
        Err(Error::new(format!("there is no batch {number}: the last one is {last}")).at(self.file))
    }

    /// How it is; an article is stale if other resources than those of the fingerprint have read it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn status(&self, fingerprint: &[u8]) -> Result<Status> {
        let count = |which: &str, values: &[&dyn rusqlite::ToSql]| {
            let sql = format!("SELECT count(*) FROM article WHERE {which}");
            self.transaction.query_row(&sql, values, |row| row.get::<_, i64>(0)).map(i64::cast_unsigned)
        };
        let read = || -> rusqlite::Result<Status> {
            let resources = resources_of(&self.transaction, fingerprint)?.unwrap_or(0);
            let pages: i64 = self.transaction.pragma_query_value(None, "page_count", |row| row.get(0))?;
            let page: i64 = self.transaction.pragma_query_value(None, "page_size", |row| row.get(0))?;
            Ok(Status {
                articles: count("removed IS NULL AND shown IS NOT NULL", &[])?,
                behind: count("removed IS NULL AND shown IS NULL", &[])?,
                former: count("removed IS NOT NULL", &[])?,
                stale: count("removed IS NULL AND resources <> ?", params![resources])?,
                bytes: (pages * page).cast_unsigned(),
            })
        };
        self.told(read())
    }

    /// The ids in the graph of the first stale articles, at most `most`, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn stale_ids(&self, fingerprint: &[u8], most: usize) -> Result<Vec<String>> {
        let read = || {
            let resources = resources_of(&self.transaction, fingerprint)?.unwrap_or(0);
            let sql = "SELECT coalesce(shown, id) FROM article WHERE removed IS NULL AND resources <> ? ORDER BY 1 LIMIT ?";
            self.transaction.prepare(sql)?.query_map(params![resources, (most as u64).cast_signed()], |row| row.get(0))?.collect()
        };
        self.told(read())
    }

    /// What unpacks its articles.
    ///
    /// # Errors
    /// If the symbols cannot be read.
    pub fn unpacker(&self) -> Result<Unpacker> {
        self.told(Names::read(&self.transaction)).map(Unpacker)
    }

    /// Hands over the articles that count, or counted after the batch `at`, so many at a time, in the order they came.
    ///
    /// # Errors
    /// If they cannot be read, or `sink` fails.
    pub fn articles(&self, at: Option<u64>, size: usize, sink: &mut dyn FnMut(Vec<Stored>) -> Result<()>) -> Result<()> {
        let at = at.map_or(i64::MAX, |at| at.min(i64::MAX as u64).cast_signed());
        let sql = "SELECT bytes FROM article JOIN body USING (number)
                   WHERE shown IS NOT NULL AND added <= ?1 AND (removed IS NULL OR removed > ?1) ORDER BY number";
        let mut statement = self.told(self.transaction.prepare(sql))?;
        let mut rows = self.told(statement.query([at]))?;
        let mut held = Vec::with_capacity(size);
        while let Some(row) = self.told(rows.next())? {
            held.push(Stored(self.told(row.get(0))?));
            if held.len() == size {
                sink(std::mem::replace(&mut held, Vec::with_capacity(size)))?;
            }
        }
        if held.is_empty() { Ok(()) } else { sink(held) }
    }
}
