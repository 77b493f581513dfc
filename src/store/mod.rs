//! What articles say, kept from run to run: a folder with one `SQLite` database, from which the graph is rebuilt without
//! finding anything again.
//!
//! All that a batch does is one transaction, synced to the disk before it counts, so that a kill or a loss of power leaves
//! the store as it was before the batch or as it is after. Nothing is overwritten: a version of an article counts from the
//! batch that added it to the one that removed it, so that the store can be read as it was after any batch. Who reads sees
//! one state from beginning to end and waits for nobody; who writes waits for the one who writes already.

mod batch;
mod pack;
mod schema;
mod snapshot;
mod symbols;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Error, Result};

pub use batch::{Batch, Changes, Held, Packer, Prints, Version};
pub use pack::{Body, Packed};
pub use schema::FORMAT;
pub use snapshot::{BatchInfo, Snapshot, Status, Stored, Unpacker};

/// The database's file in the folder of a store.
const FILE: &str = "store.sqlite";

/// How to wait while another process writes.
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    /// How long at most.
    pub most: Duration,
    /// Called once if there is need to wait.
    pub told: fn(),
}

/// A store that is open.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    connection: Connection,
}

impl Store {
    /// Makes a store in `folder`, which is made if need be.
    ///
    /// # Errors
    /// If there is a store already, or the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        if file.exists() {
            return Err(Error::new("holds a store already").at(folder));
        }
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        let connection = Connection::open(&file).map_err(|error| of_sqlite(&file, error))?;
        let mut store = Self { file, connection };
        store.settle(schema::make)?;
        Ok(store)
    }

    /// Opens the store in `folder`; one that an older version made is brought to the form of this one.
    ///
    /// # Errors
    /// If there is none, if it is damaged, or if a newer version made it.
    pub fn open(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        if !file.is_file() {
            let message = "there is no store here: make one with `newsgraph init`";
            return Err(Error::new(message).at(folder));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&file, flags).map_err(|error| of_sqlite(&file, error))?;
        let mut store = Self { file, connection };
        store.settle(schema::migrate)?;
        Ok(store)
    }

    fn settle(&mut self, form: fn(&mut Connection) -> std::result::Result<(), schema::Fault>) -> Result<()> {
        let set = schema::settings(&self.connection).map_err(schema::Fault::Sqlite).and_then(|()| form(&mut self.connection));
        set.map_err(|fault| match fault {
            schema::Fault::Sqlite(error) => of_sqlite(&self.file, error),
            schema::Fault::Form(message) => Error::new(message).at(&self.file),
        })
    }

    /// Begins a batch. While another process writes, it waits.
    ///
    /// # Errors
    /// If it waited in vain, or the store cannot be written.
    pub fn begin(&mut self, wait: Wait) -> Result<Batch<'_>> {
        let file = &self.file;
        let told = |error| of_sqlite(file, error);
        self.connection.busy_timeout(Duration::ZERO).map_err(told)?;
        match self.connection.execute_batch("BEGIN IMMEDIATE") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                (wait.told)();
                self.connection.busy_timeout(wait.most).map_err(told)?;
                self.connection.execute_batch("BEGIN IMMEDIATE").map_err(told)?;
            }
            begun => begun.map_err(told)?,
        }
        Batch::begun(file, &mut self.connection).map_err(told)
    }

    /// The store as it is now; what is written meanwhile does not change it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>> {
        let file = &self.file;
        let transaction = self.connection.transaction().map_err(|error| of_sqlite(file, error))?;
        Ok(Snapshot::new(file, transaction))
    }

    /// How the database keeps its journal, and how far it is synced: `wal` and 2, at every commit.
    ///
    /// # Errors
    /// If it cannot be asked.
    pub fn settings(&self) -> Result<(String, i64)> {
        let mode = self.connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
        let sync = self.connection.pragma_query_value(None, "synchronous", |row| row.get(0));
        mode.and_then(|mode| Ok((mode, sync?))).map_err(|error| of_sqlite(&self.file, error))
    }

    /// The database's file.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// An error of the database, worded for the person whose store it is.
fn of_sqlite(file: &Path, error: rusqlite::Error) -> Error {
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another run is writing to this store: wait for it".to_owned()
        }
        Some(ErrorCode::DiskFull) => "the disk is full: the store is as it was before this batch".to_owned(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            format!("may not be read or written ({error})")
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            format!("is no store, or is damaged ({error}): take it from a copy, or make a new one and add the articles again")
        }
        _ => format!("the store cannot be read or written ({error})"),
    };
    Error::new(message).at(file).because(error)
}
