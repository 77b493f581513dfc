//! `load`, against a server of our own that speaks just enough Bolt to be loaded, refuse or go away. Neo4j itself is asked in
//! `tests/readers/neo4j.py`.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use tempfile::TempDir;

use crate::start::{ARTICLE, Ended, ended, folder, newsgraph, run};

/// What the server does when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Takes everything.
    Take,
    /// Knows nobody of that password.
    Refuse,
    /// Goes away when so many statements were carried out.
    LeaveAfter(usize),
    /// Says of so many statements that another transaction stands in the way, then takes them.
    BeBusy(usize),
    /// Says of every statement that it is wrong.
    Object,
}

/// What the server was asked: the statements, and how many transactions were committed.
#[derive(Debug, Default)]
struct Heard {
    statements: Vec<String>,
    commits: usize,
}

const SUCCESS: &[u8] = &[0xb1, 0x70, 0xa0];
const IGNORED: &[u8] = &[0xb0, 0x7e];
const HELLO: u8 = 0x01;
const RESET: u8 = 0x0f;
const RUN: u8 = 0x10;
const COMMIT: u8 = 0x12;
const DISCARD: u8 = 0x2f;

/// Starts the server; gives its port, and what it heard once its client has gone.
fn server(plan: Plan) -> (u16, JoinHandle<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it has one").port();
    let serve = move || {
        let mut heard = Heard::default();
        let (client, _) = listener.accept().expect("somebody comes");
        // Whoever goes away goes away: what was heard until then counts.
        let _ = talk(client, plan, &mut heard);
        heard
    };
    (port, thread::spawn(serve))
}

fn talk(mut client: TcpStream, plan: Plan, heard: &mut Heard) -> io::Result<()> {
    let mut greeting = [0; 20];
    client.read_exact(&mut greeting)?;
    client.write_all(&[0, 0, 4, 4])?;
    let (mut failed, mut busy) = (false, 0);
    loop {
        let message = received(&mut client)?;
        let answer = match message[1] {
            HELLO if plan == Plan::Refuse => failure("Neo.ClientError.Security.Unauthorized", "The client is unauthorized"),
            RESET => {
                failed = false;
                SUCCESS.to_vec()
            }
            DISCARD if failed => IGNORED.to_vec(),
            RUN => {
                let text = String::from_utf8_lossy(&message).into_owned();
                match plan {
                    Plan::LeaveAfter(count) if heard.statements.len() == count => return Ok(()),
                    Plan::BeBusy(times) if busy < times => {
                        (busy, failed) = (busy + 1, true);
                        failure("Neo.TransientError.Transaction.DeadlockDetected", "Deadlock")
                    }
                    Plan::Object => {
                        failed = true;
                        failure("Neo.ClientError.Schema.ConstraintCreationFailed", "Two nodes have one id")
                    }
                    _ => {
                        heard.statements.push(text);
                        SUCCESS.to_vec()
                    }
                }
            }
            COMMIT => {
                heard.commits += 1;
                SUCCESS.to_vec()
            }
            _ => SUCCESS.to_vec(),
        };
        client.write_all(&(answer.len() as u16).to_be_bytes())?;
        client.write_all(&answer)?;
        client.write_all(&[0, 0])?;
    }
}

/// A message, its chunks put together.
fn received(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        let mut size = [0; 2];
        client.read_exact(&mut size)?;
        match usize::from(u16::from_be_bytes(size)) {
            0 if message.is_empty() => {}
            0 => return Ok(message),
            size => {
                let start = message.len();
                message.resize(start + size, 0);
                client.read_exact(&mut message[start..])?;
            }
        }
    }
}

/// A failure as Bolt has it: a map of `code` and `message`.
fn failure(code: &str, message: &str) -> Vec<u8> {
    let mut bytes = vec![0xb1, 0x7f, 0xa2];
    for text in ["code", code, "message", message] {
        bytes.extend([0xd0, text.len() as u8]);
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// A graph to load.
fn output() -> TempDir {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    assert_eq!(run(place.path(), "extract a.txt -f csv -q").code, 0);
    place
}

fn load(place: &TempDir, port: u16, more: &str) -> Ended {
    let mut command = newsgraph(place.path(), &format!("load output --neo4j bolt://127.0.0.1:{port} {more}"));
    command.env("NEO4J_USERNAME", "neo4j").env("NEO4J_PASSWORD", "of this test alone");
    ended(command)
}

#[test]
fn each_batch_is_a_transaction_and_merges_by_id() {
    let place = output();
    let (port, server) = server(Plan::Take);
    let ended = load(&place, port, "--documents");
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.words);
    let heard = server.join().expect("it ends well");
    assert!(ended.words.starts_with("loaded   5 entities, 2 edges, "), "{}", ended.words);
    assert!(ended.words.contains(", 1 article into bolt://127.0.0.1:"), "{}", ended.words);
    assert_eq!(heard.commits, heard.statements.len(), "no statement without its own transaction");
    assert!(heard.statements[0].contains("CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS"));
    let merging: Vec<&String> = heard.statements.iter().filter(|statement| statement.contains("UNWIND $rows AS row")).collect();
    assert!(merging.len() > 5 && merging.iter().all(|statement| statement.contains("MERGE ")));
    assert!(merging.iter().any(|statement| statement.contains("[r:HACKED {relationId: row.relationId}]")));
    assert!(merging.iter().any(|statement| statement.contains("Lazarus Group")), "the rows are sent with it");
    let all = heard.statements.concat();
    assert!(!all.contains("of this test alone"), "the password is no part of a statement");
}

#[test]
fn a_lost_connection_says_what_is_loaded_and_what_to_do() {
    let place = output();
    // When the schema is there, and no row yet; then in the middle.
    for (statements, so_far) in [(5, "nothing was loaded"), (7, "rows are loaded, each batch whole; run the same command again")]
    {
        let (port, server) = server(Plan::LeaveAfter(statements));
        let ended = load(&place, port, "");
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.words);
        assert!(ended.words.starts_with("newsgraph: bolt://127.0.0.1:"), "{}", ended.words);
        assert!(ended.words.contains("the connection was lost") && ended.words.contains(so_far), "{}", ended.words);
        assert_eq!(server.join().expect("it ends well").statements.len(), statements);
    }
}

#[test]
fn what_another_transaction_held_up_is_tried_again() {
    let place = output();
    let (port, server) = server(Plan::BeBusy(2));
    let ended = load(&place, port, "-q");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    let heard = server.join().expect("it ends well");
    assert_eq!(heard.commits, heard.statements.len());
}

#[test]
fn a_server_that_refuses_is_quoted() {
    let place = output();
    for (plan, words) in [
        (Plan::Refuse, "the server does not take this user and password (NEO4J_USERNAME and NEO4J_PASSWORD hold them)"),
        (
            Plan::Object,
            "the server refuses: Two nodes have one id (Neo.ClientError.Schema.ConstraintCreationFailed); nothing was loaded",
        ),
    ] {
        let (port, server) = server(plan);
        let ended = load(&place, port, "");
        assert_eq!(ended.code, 2, "{}", ended.words);
        assert!(ended.words.contains(words), "{}", ended.words);
        assert_eq!(server.join().expect("it ends well").commits, 0);
    }
    // Whoever answers need not be Neo4j.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it has one").port();
    let web = thread::spawn(move || {
        listener.accept().and_then(|(mut client, _)| client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    });
    let ended = load(&place, port, "");
    assert_eq!(ended.code, 2);
    assert!(
        ended.words.contains("does not speak Bolt") || ended.words.contains("no Neo4j server answers there"),
        "{}",
        ended.words
    );
    web.join().expect("it ends well").expect("it answers");
}

#[test]
fn what_cannot_be_asked_is_said_before_anything_is_sent() {
    let place = output();
    for (address, words) in [
        ("bolt://127.0.0.1:1", "no Neo4j server answers there"),
        ("bolt://neo4j:hush@127.0.0.1:1", "an address is no place for a user and password"),
        ("neo4j:hush@127.0.0.1", "an address is no place for a user and password"),
        ("127.0.0.1:7687", "is no address of a server"),
        ("http://127.0.0.1:7474", "http:// is not how Neo4j is asked"),
    ] {
        let mut command = newsgraph(place.path(), &format!("load output --neo4j {address}"));
        command.env("NEO4J_PASSWORD", "of this test alone");
        let ended = ended(command);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{address}: {}", ended.words);
        assert!(ended.words.contains(words) && !ended.words.contains("hush"), "{address}: {}", ended.words);
    }
    let mut command = newsgraph(place.path(), "load output --neo4j bolt://127.0.0.1:1");
    command.env_remove("NEO4J_PASSWORD").write_stdin("secret\n");
    let ended = ended(command);
    assert_eq!(ended.code, 2);
    assert!(ended.words.contains("put it into NEO4J_PASSWORD"), "nobody is asked where nobody sits: {}", ended.words);
}

#[test]
fn a_fault_in_the_files_is_found_before_the_server_is_asked() {
    let place = output();
    for (file, words) in [("evidence.csv", "evidence.csv:2"), ("relations.csv", "relations.csv:2")] {
        let path = place.path().join("output").join(file);
        let sound = std::fs::read_to_string(&path).expect("written");
        std::fs::write(&path, sound.replacen(",asserted,", ",", 1)).expect("it is ours");
        // No server is there, which nobody finds out.
        let ended = load(&place, 1, "");
        assert_eq!(ended.code, 2);
        assert!(ended.words.contains(words), "{}", ended.words);
        std::fs::write(&path, sound).expect("it is ours");
    }
    let mut command = newsgraph(place.path(), "load nowhere --neo4j bolt://127.0.0.1:1");
    command.env("NEO4J_PASSWORD", "of this test alone");
    let ended = ended(command);
    assert!(ended.code == 2 && ended.words.contains("nowhere: holds no output of newsgraph"), "{}", ended.words);
}
