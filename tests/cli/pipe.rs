//! A reader that closes the pipe ends the program in peace.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::start::{ARTICLE, folder};

#[test]
fn a_closed_pipe_is_no_failure() {
    let place = folder(&[("long.txt", ARTICLE.repeat(5000).as_bytes())]);
    for args in ["tag long.txt", "tag long.txt --format jsonl", "explain long.txt", "completions zsh", "man", "--help", "check"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command.current_dir(place.path()).args(args.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = command.spawn().expect("it starts");
        let mut out = program.stdout.take().expect("it is piped");
        if args.starts_with("tag") || args.starts_with("explain") {
            out.read_exact(&mut [0; 10]).expect("it writes");
        }
        drop(out);
        let ended = program.wait_with_output().expect("it ends");
        let words = String::from_utf8_lossy(&ended.stderr);
        assert_eq!((ended.status.code(), words.as_ref()), (Some(0), ""), "{args}");
    }
}
