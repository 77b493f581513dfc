//! The form of the database, and how that of an older version becomes that of this one.

use rusqlite::Connection;

/// The form that this version reads and writes.
pub const FORMAT: i32 = 1;

/// What tells a store from other `SQLite` databases: `ngph`.
const APPLICATION: i32 = 0x6e67_7068;

/// What makes the form of that number out of the one before; the first makes it out of nothing.
const STEPS: [&str; FORMAT as usize] = ["
CREATE TABLE batch(
  number INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  at TEXT NOT NULL,            -- for people: no output depends on it
  program TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  replaced INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  refreshed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE resources(
  number INTEGER PRIMARY KEY,
  fingerprint BLOB NOT NULL UNIQUE,
  program TEXT NOT NULL
);
-- Labels, rules, kinds, rows of lists: bodies name them by number.
CREATE TABLE symbol(
  number INTEGER PRIMARY KEY,
  sort INTEGER NOT NULL,
  name TEXT NOT NULL,
  UNIQUE(sort, name)
);
-- A version of an article: of its text, of its id in the graph, of what was found in it. Only `removed` ever changes.
CREATE TABLE article(
  number INTEGER PRIMARY KEY,
  key BLOB NOT NULL,           -- what makes two texts one article: id, else address, else content
  id TEXT NOT NULL,
  shown TEXT,                  -- its id in the graph; none while an equal text under the same id stands for it
  url TEXT,
  content BLOB NOT NULL,       -- the hash of all that its source says
  text_print INTEGER NOT NULL, -- these two decide among texts under one id
  rest_print INTEGER NOT NULL,
  resources INTEGER NOT NULL,
  added INTEGER NOT NULL,
  removed INTEGER
);
CREATE INDEX article_key ON article(key) WHERE removed IS NULL;
CREATE INDEX article_id ON article(id) WHERE removed IS NULL;
CREATE INDEX article_url ON article(url) WHERE removed IS NULL AND url IS NOT NULL;
CREATE INDEX article_removed ON article(removed) WHERE removed IS NOT NULL;
CREATE TABLE body(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
"];

/// Why the form is not ours.
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    Form(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// What every connection is told first.
pub(super) fn settings(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    // A page holds several bodies. It is settled when the first table is made.
    connection.pragma_update(None, "page_size", 8192)?;
    // Readers go on while one writes, and a commit is on the disk before it counts.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -32_000)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the tables in an empty database.
pub(super) fn make(connection: &mut Connection) -> Result<(), Fault> {
    steps(connection, 0)
}

/// Brings the tables to the form of this version.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, form) = (number("application_id")?, number("user_version")?);
    if application != APPLICATION {
        return Err(Fault::Form("is a database, but no store of newsgraph".to_owned()));
    }
    if form > FORMAT {
        return Err(Fault::Form(format!(
            "was written by a newer newsgraph (format {form}, this one reads {FORMAT}): update newsgraph"
        )));
    }
    if form < FORMAT { steps(connection, form) } else { Ok(()) }
}

fn steps(connection: &mut Connection, form: i32) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(form as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()?;
    Ok(())
}
