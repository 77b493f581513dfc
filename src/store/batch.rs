//! One batch: everything that is added, replaced and removed counts at once, when it is finished; dropped before that it
//! has changed nothing.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::of_sqlite;
use super::pack::{self, Body, Packed};
use super::symbols::Numbers;
use crate::document::Document;
use crate::error::Result;
use crate::extraction::Extraction;
use crate::mention::FoundBy;

/// What decides among several texts under one id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prints {
    /// The print of the text: the lowest has the id.
    pub text: u64,
    /// The print of the rest that its source says: of equal texts the lowest stands for all.
    pub rest: u64,
}

/// A version of an article to be put into the store.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// What makes two texts one article.
    pub key: &'v [u8; 16],
    /// The id under which it came.
    pub id: &'v str,
    /// Its id in the graph; none if another stands for it.
    pub shown: Option<&'v str>,
    /// Its address.
    pub url: Option<&'v str>,
    /// The hash of all that its source says.
    pub content: &'v [u8; 16],
    /// What decides among several texts under its id.
    pub prints: Prints,
    /// The number of the resources that read it, of [`Batch::resources`].
    pub resources: i64,
}

/// A version of an article that counts.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its number in the store.
    pub number: i64,
    /// What makes two texts one article.
    pub key: [u8; 16],
    /// The id under which it came.
    pub id: String,
    /// Its id in the graph.
    pub shown: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The hash of all that its source says.
    pub content: [u8; 16],
    /// What decides among several texts under its id.
    pub prints: Prints,
    /// The number of the resources that read it.
    pub resources: i64,
}

impl Held {
    const COLUMNS: &str = "number, key, id, shown, url, content, text_print, rest_print, resources";

    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            key: row.get(1)?,
            id: row.get(2)?,
            shown: row.get(3)?,
            url: row.get(4)?,
            content: row.get(5)?,
            prints: Prints { text: row.get::<_, i64>(6)?.cast_unsigned(), rest: row.get::<_, i64>(7)?.cast_unsigned() },
            resources: row.get(8)?,
        })
    }

    /// The same as it is put into the store again, with another id in the graph or read by other resources.
    pub fn version<'v>(&'v self, shown: Option<&'v str>, resources: i64) -> Version<'v> {
        Version {
            key: &self.key,
            id: &self.id,
            shown,
            url: self.url.as_deref(),
            content: &self.content,
            prints: self.prints,
            resources,
        }
    }
}

/// A batch that has begun.
#[derive(Debug)]
pub struct Batch<'s> {
    file: &'s Path,
    /// In a transaction until it is dropped. A transaction of rusqlite's own could not go from thread to thread.
    connection: &'s mut Connection,
    number: i64,
    numbers: Numbers,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if !self.connection.is_autocommit() {
            // If that fails the connection does it when it is closed.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

/// What bodies are packed with, on any thread.
#[derive(Clone, Copy, Debug)]
pub struct Packer<'b>(&'b Numbers);

impl Packer<'_> {
    /// The bytes of a body, whose symbols were [learnt](Batch::learn).
    ///
    /// # Errors
    /// If they were not.
    pub fn pack(self, body: &Body, entry: &dyn Fn(FoundBy, &mut String)) -> Result<Packed> {
        pack::pack(body, entry, self.0)
    }
}

/// How many articles a batch has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that are new.
    pub added: u64,
    /// Articles whose text or source changed.
    pub replaced: u64,
    /// Articles that are gone.
    pub removed: u64,
    /// Articles that were read again, for other resources.
    pub refreshed: u64,
}

impl<'s> Batch<'s> {
    /// A batch in a transaction that has begun.
    pub(super) fn begun(file: &'s Path, connection: &'s mut Connection) -> rusqlite::Result<Self> {
        let mut batch = Self { file, connection, number: 0, numbers: Numbers::default() };
        batch.number = batch.connection.query_row("SELECT coalesce(max(number), 0) + 1 FROM batch", [], |row| row.get(0))?;
        Ok(batch)
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| of_sqlite(self.file, error))
    }

    /// The number of resources, which are numbered if they are new.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn resources(&self, fingerprint: &[u8]) -> Result<i64> {
        let find = || -> rusqlite::Result<i64> {
            let known = resources_of(self.connection, fingerprint)?;
            if let Some(known) = known {
                return Ok(known);
            }
            let insert = "INSERT INTO resources(fingerprint, program) VALUES(?, ?)";
            self.connection.execute(insert, params![fingerprint, env!("CARGO_PKG_VERSION")])?;
            Ok(self.connection.last_insert_rowid())
        };
        self.told(find())
    }

    /// The versions that count of the article with that key.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of_key(&self, key: &[u8; 16]) -> Result<Vec<Held>> {
        self.held("key = ?", params![key])
    }

    /// Those that came under that id.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of_id(&self, id: &str) -> Result<Vec<Held>> {
        self.held("id = ?", params![id])
    }

    /// Those of that address.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of_url(&self, url: &str) -> Result<Vec<Held>> {
        self.held("url = ?", params![url])
    }

    /// Those of articles that other resources have read, at most `most`, from the one of number `from` on.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn stale(&self, resources: i64, from: i64, most: usize) -> Result<Vec<Held>> {
        self.held(
            "number >= ?1 AND resources <> ?2 ORDER BY number LIMIT ?3",
            params![from, resources, (most as u64).cast_signed()],
        )
    }

    /// All of them, at most `most`, from the one of number `from` on.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn all(&self, from: i64, most: usize) -> Result<Vec<Held>> {
        self.held("number >= ?1 ORDER BY number LIMIT ?2", params![from, (most as u64).cast_signed()])
    }

    fn held(&self, which: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Held>> {
        let sql = format!("SELECT {} FROM article WHERE removed IS NULL AND {which}", Held::COLUMNS);
        let read = || self.connection.prepare_cached(&sql)?.query_map(values, Held::of)?.collect();
        self.told(read())
    }

    /// Learns the symbols of what an article says: it can then be packed. `entry` appends where a row of a list stands.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn learn(&mut self, extraction: &Extraction, entry: &dyn Fn(FoundBy, &mut String)) -> Result<()> {
        let Self { file, connection, numbers, .. } = self;
        let database: &Connection = connection;
        pack::symbols(extraction, entry, &mut |sort, name| numbers.learn(database, sort, name))
            .map_err(|error| of_sqlite(file, error))
    }

    /// What packs bodies whose symbols were learnt.
    pub fn packer(&self) -> Packer<'_> {
        Packer(&self.numbers)
    }

    /// Puts a version into the store. Gives its number.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn put(&self, version: &Version<'_>, packed: &Packed) -> Result<i64> {
        let Version { key, id, shown, url, content, prints, resources } = *version;
        let insert = || -> rusqlite::Result<i64> {
            self.connection
                .prepare_cached(
                    "INSERT INTO article(key, id, shown, url, content, text_print, rest_print, resources, added)
                     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    key,
                    id,
                    shown,
                    url,
                    content,
                    prints.text.cast_signed(),
                    prints.rest.cast_signed(),
                    resources,
                    self.number
                ])?;
            let number = self.connection.last_insert_rowid();
            let mut body = self.connection.prepare_cached("INSERT INTO body(number, bytes) VALUES(?, ?)")?;
            body.execute(params![number, packed.0])?;
            Ok(number)
        };
        self.told(insert())
    }

    /// The bytes of a version, as they are.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn packed(&self, number: i64) -> Result<Packed> {
        let read = || {
            let mut body = self.connection.prepare_cached("SELECT bytes FROM body WHERE number = ?")?;
            body.query_row([number], |row| row.get(0))
        };
        self.told(read()).map(Packed)
    }

    /// The document of a version.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn document(&self, number: i64) -> Result<Document> {
        pack::unpack_document(&self.packed(number)?.0).map_err(|error| error.at(self.file))
    }

    /// Has a version count no more, from this batch on.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn remove(&self, number: i64) -> Result<()> {
        let write = || -> rusqlite::Result<()> {
            // What came and went in one batch was never there.
            let here = "DELETE FROM article WHERE number = ? AND added = ?";
            if self.connection.prepare_cached(here)?.execute(params![number, self.number])? > 0 {
                self.connection.prepare_cached("DELETE FROM body WHERE number = ?")?.execute([number])?;
                return Ok(());
            }
            let there = "UPDATE article SET removed = ?2 WHERE number = ?1 AND removed IS NULL";
            self.connection.prepare_cached(there)?.execute(params![number, self.number])?;
            Ok(())
        };
        self.told(write())
    }

    /// Wipes what is left of versions that do not count any more: those under that id or address. Gives how many there were.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn forget(&self, id_or_url: &str) -> Result<u64> {
        let wipe = || -> rusqlite::Result<usize> {
            let gone = "SELECT number FROM article WHERE removed IS NOT NULL AND (id = ?1 OR url = ?1)";
            self.connection.execute_batch("PRAGMA secure_delete = ON")?;
            self.connection.execute(&format!("DELETE FROM body WHERE number IN ({gone})"), [id_or_url])?;
            self.connection.execute(&format!("DELETE FROM article WHERE number IN ({gone})"), [id_or_url])
        };
        self.told(wipe()).map(|count| count as u64)
    }

    /// Makes the batch count, synced to the disk. Gives its number.
    ///
    /// # Errors
    /// If the disk does not take it: then the store is as it was.
    pub fn finish(self, command: &str, changes: Changes) -> Result<u64> {
        let commit = || -> rusqlite::Result<()> {
            self.connection.execute(
                "INSERT INTO batch(number, command, at, program, added, replaced, removed, refreshed) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    self.number,
                    command,
                    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
                    env!("CARGO_PKG_VERSION"),
                    changes.added.cast_signed(),
                    changes.replaced.cast_signed(),
                    changes.removed.cast_signed(),
                    changes.refreshed.cast_signed(),
                ],
            )?;
            self.connection.execute_batch("COMMIT")
        };
        self.told(commit())?;
        Ok(self.number.cast_unsigned())
    }
}

/// The number of the resources of that fingerprint, if an article was ever read by them.
pub(super) fn resources_of(database: &Connection, fingerprint: &[u8]) -> rusqlite::Result<Option<i64>> {
    database.query_row("SELECT number FROM resources WHERE fingerprint = ?", [fingerprint], |row| row.get(0)).optional()
}
