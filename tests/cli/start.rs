//! Starts the program in a folder of its own.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Three sentences with names in them.
pub(crate) const ARTICLE: &str = "Lazarus Group hacked Sony. Kenya and Norway met in Oslo.\n";

/// A folder with these files in it, which goes when dropped.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }
    folder
}

/// The program, to be started in `folder` with these arguments, which blanks part.
pub(crate) fn newsgraph(folder: &Path, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.current_dir(folder).args(args.split_whitespace()).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
    command
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) words: String,
}

/// Starts the program in `folder` and waits for its end.
pub(crate) fn run(folder: &Path, args: &str) -> Ended {
    ended(newsgraph(folder, args))
}

/// Waits for the end of a command.
pub(crate) fn ended(mut command: Command) -> Ended {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ended { code: output.status.code().expect("it is not killed"), out: text(output.stdout), words: text(output.stderr) }
}
