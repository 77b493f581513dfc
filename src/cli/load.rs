//! `load`: the native files of a run in, a graph in a Neo4j server out.

use std::io::{IsTerminal, Write, stderr, stdin};

use newsgraph::Error;
use newsgraph::export::{Server, load};

use super::args::Load;
use super::progress::Bar;
use super::words::{counted, write};
use super::{Exit, Stop};

const USER: &str = "NEO4J_USERNAME";
const PASSWORD: &str = "NEO4J_PASSWORD";
/// The user that a new server has.
const USUAL_USER: &str = "neo4j";

/// Runs it.
pub(super) fn run(args: &Load) -> Result<Exit, Stop> {
    // A wrong address is told before anybody is asked for a password.
    Server::new(&args.neo4j, "", "", None)?;
    let (user, password) = credentials(&args.neo4j)?;
    let server = Server::new(&args.neo4j, &user, &password, args.database.as_deref())?;
    let mut bar = Bar::of_rows(args.quiet);
    let loaded = load(&args.from, &server, args.documents, &mut |sent| bar.show_sent(sent));
    bar.clear();
    let loaded = loaded?;
    if !args.quiet {
        let parts = [
            counted(loaded.entities, "entity", "entities"),
            counted(loaded.facts, "edge", "edges"),
            counted(loaded.pairs, "co-mention", "co-mentions"),
            counted(loaded.evidence, "sentence behind them", "sentences behind them"),
        ];
        let articles =
            if args.documents { format!(", {}", counted(loaded.articles, "article", "articles")) } else { String::new() };
        write(&format!("loaded   {}{articles} into {}", parts.join(", "), server.address()));
    }
    Ok(Exit::Done)
}

/// The user and password: out of the environment, or asked for, the password without showing it.
fn credentials(address: &str) -> Result<(String, String), Stop> {
    let set = |name: &str| match std::env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Error::new(format!("{name} is not UTF-8"))),
    };
    let user = set(USER)?.filter(|user| !user.is_empty());
    if let Some(password) = set(PASSWORD)? {
        return Ok((user.unwrap_or_else(|| USUAL_USER.to_owned()), password));
    }
    if !stdin().is_terminal() {
        return Err(Error::new(format!(
            "the server's password is needed: put it into {PASSWORD} (and the user into {USER}, if it is not {USUAL_USER}), or run this on a terminal, which asks"
        ))
        .into());
    }
    let user = match user {
        Some(user) => user,
        None => asked_user(address)?,
    };
    let password = rpassword::prompt_password(format!("Password of {user} at {address}: "))
        .map_err(|error| Error::new(format!("no password could be read: {error}")).because(error))?;
    Ok((user, password))
}

fn asked_user(address: &str) -> Result<String, Error> {
    let unread = |error: std::io::Error| Error::new(format!("no user could be read: {error}")).because(error);
    let mut out = stderr().lock();
    write!(out, "User at {address} [{USUAL_USER}]: ").and_then(|()| out.flush()).map_err(unread)?;
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(unread)?;
    let user = line.trim();
    Ok(if user.is_empty() { USUAL_USER.to_owned() } else { user.to_owned() })
}
