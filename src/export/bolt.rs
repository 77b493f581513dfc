//! The connection to a Neo4j server: transactions one after the other, and what went wrong in words.

use std::fmt;
use std::time::Duration;

use neo4rs::{BoltList, BoltType, ConfigBuilder, Graph, Neo4jErrorKind, Query};
use tokio::runtime::{Builder, Runtime};

use super::load::Sent;
use crate::error::{Error, Result};

/// How long a server may take to answer at first, and how long to carry out a batch.
const TO_CONNECT: Duration = Duration::from_secs(30);
const TO_ANSWER: Duration = Duration::from_secs(600);
/// How often a batch is tried that another transaction stood in the way of, and how long the first pause is.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(200);
const SCHEMES: [&str; 6] = ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"];

/// A running Neo4j server, and who asks it.
#[derive(Clone)]
pub struct Server {
    address: String,
    user: String,
    password: String,
    database: Option<String>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, user, database, .. } = self;
        f.debug_struct("Server").field("address", address).field("user", user).field("database", database).finish_non_exhaustive()
    }
}

impl Server {
    /// A server at `address`: `bolt://localhost:7687`; `bolt+s://` with TLS, `bolt+ssc://` with TLS and a certificate that
    /// nobody vouches for; `neo4j://` and its kin are taken too. `database`: if not the one the server has for the user.
    ///
    /// # Errors
    /// If the address is none, or holds a user or password: command lines are seen by others and remembered.
    pub fn new(address: &str, user: &str, password: &str, database: Option<&str>) -> Result<Self> {
        let form = "write it as bolt://localhost:7687, or bolt+s://HOST:7687 with TLS";
        if address.contains('@') {
            return Err(Error::new(format!(
                "an address is no place for a user and password: {form}, and put them into NEO4J_USERNAME and NEO4J_PASSWORD"
            )));
        }
        let Some((scheme, host)) = address.split_once("://") else {
            return Err(Error::new(format!("{address:?} is no address of a server: {form}")));
        };
        if !SCHEMES.contains(&scheme) {
            return Err(Error::new(format!("{scheme}:// is not how Neo4j is asked ({}): {form}", SCHEMES.join(", "))));
        }
        if host.is_empty() || host.contains(['/', '?', '#', ' ']) {
            return Err(Error::new(format!("{address:?} names no host and port alone: {form}")));
        }
        let [address, user, password] = [address, user, password].map(str::to_owned);
        Ok(Self { address, user, password, database: database.map(str::to_owned) })
    }

    /// Where it is.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// Transactions with a server, one at a time.
pub(super) struct Session {
    runtime: Runtime,
    graph: Graph,
    address: String,
    /// Whether it has ever answered.
    answered: bool,
}

impl Session {
    /// Prepares to ask a server; the first transaction finds out whether it is there.
    ///
    /// # Errors
    /// If the address is none.
    pub(super) fn open(server: &Server) -> Result<Self> {
        let Server { address, user, password, database } = server;
        let cannot = |error: &dyn fmt::Display| Error::new(format!("{address}: cannot be asked: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| cannot(&error))?;
        let config =
            ConfigBuilder::new().uri(address).user(user).password(password).max_connections(1).connection_timeout(TO_ANSWER);
        let config = database.iter().fold(config, |config, name| config.db(name.as_str()));
        let config = config.build().map_err(|error| cannot(&error))?;
        let graph = {
            let _inside = runtime.enter();
            Graph::connect(config).map_err(|error| cannot(&error))?
        };
        Ok(Self { runtime, graph, address: address.clone(), answered: false })
    }

    /// Runs a statement, with its rows if it has any, in a transaction of its own. One that met another transaction is tried
    /// again. `sent`: how far the whole is.
    ///
    /// # Errors
    /// If the server does not answer, refuses it, or is lost.
    pub(super) fn run(&mut self, statement: &str, rows: Option<BoltList>, sent: Sent) -> Result<()> {
        let query =
            rows.into_iter().fold(Query::new(statement.to_owned()), |query, rows| query.param("rows", BoltType::List(rows)));
        let mut pause = PAUSE;
        for attempt in 1.. {
            match self.transact(query.clone()) {
                Ok(()) => break,
                Err(neo4rs::Error::Neo4j(error)) if error.kind() == Neo4jErrorKind::Transient && attempt < TRIES => {
                    std::thread::sleep(pause);
                    pause *= 2;
                }
                Err(error) => return Err(self.in_words(error, sent)),
            }
        }
        Ok(())
    }

    fn transact(&mut self, query: Query) -> neo4rs::Result<()> {
        let Self { runtime, graph, answered, .. } = self;
        runtime.block_on(async {
            let begin = graph.start_txn();
            let mut transaction = if *answered {
                begin.await?
            } else {
                tokio::time::timeout(TO_CONNECT, begin).await.map_err(|_| neo4rs::Error::ConnectionTimedOut)??
            };
            *answered = true;
            transaction.run(query).await?;
            transaction.commit().await.map(drop)
        })
    }

    fn in_words(&self, error: neo4rs::Error, sent: Sent) -> Error {
        use neo4rs::Error as E;
        let address = &self.address;
        let so_far = match sent.rows {
            0 => "nothing was loaded".to_owned(),
            rows => format!(
                "{rows} of {} rows are loaded, each batch whole; run the same command again: it loads all and repeats nothing",
                sent.of
            ),
        };
        let message = match &error {
            E::AuthenticationError(said) => format!(
                "{address}: the server does not take this user and password (NEO4J_USERNAME and NEO4J_PASSWORD hold them): {said}"
            ),
            E::Neo4j(said) => format!("{address}: the server refuses: {} ({}); {so_far}", said.message(), said.code()),
            E::ProtocolMismatch(_) | E::UnsupportedVersion(..) => {
                format!(
                    "{address}: what answers there does not speak Bolt as Neo4j 4 and later do ({error}): is it the port of HTTP?"
                )
            }
            _ if self.answered => format!("{address}: the connection was lost ({error}): {so_far}"),
            _ => format!("{address}: no Neo4j server answers there ({error}): does it run, and is this its Bolt port?"),
        };
        Error::new(message).because(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_a_host_and_a_port() {
        for address in ["bolt://localhost", "bolt://localhost:7687", "neo4j+s://graph.example:7687", "bolt://[::1]:7687"] {
            assert!(Server::new(address, "neo4j", "secret", None).is_ok(), "{address}");
        }
        for (address, why) in [
            ("localhost:7687", "is no address"),
            ("http://localhost:7474", "is not how Neo4j is asked"),
            ("bolt://neo4j:secret@localhost", "no place for a user and password"),
            ("bolt://", "names no host"),
            ("bolt://localhost:7687/graph", "names no host"),
        ] {
            let error = Server::new(address, "neo4j", "secret", None).expect_err("it is none");
            assert!(error.message().contains(why), "{error}");
            assert!(!error.message().contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let server = Server::new("bolt://localhost", "neo4j", "hush", Some("news")).expect("an address");
        let shown = format!("{server:?}");
        assert!(shown.contains("news") && !shown.contains("hush"), "{shown}");
    }
}
