//! The output folder: never half-written, never robbed of what is the user's.

use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::export::{Manifest, Staging};

use crate::{golden, rules, world};

/// Opens `output`, writes `files`, commits.
fn run(output: &Path, files: &[(&str, &str)]) -> newsgraph::Result<Manifest> {
    let staging = Staging::open(output, files.iter().map(|file| file.0))?;
    for (name, text) in files {
        let path = staging.folder().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the staging folder can be written");
        fs::write(path, text).expect("the staging folder can be written");
    }
    staging.commit()
}

fn listing(output: &Path) -> Vec<String> {
    rules::files_below(output).into_iter().collect()
}

fn refusal(output: &Path, files: &[&str]) -> newsgraph::Error {
    Staging::open(output, files.iter().copied()).expect_err("the folder is refused")
}

fn home() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = folder.path().join("out");
    (folder, output)
}

#[test]
fn a_run_puts_all_files_in_place_and_says_so() {
    let (_home, output) = home();
    let manifest = run(&output, &[("a.csv", "id\n1\n2\n"), ("sub/b.txt", "x\n"), ("empty.csv", "")]).expect("it ends well");
    assert_eq!(listing(&output), ["a.csv", "empty.csv", "manifest.json", "sub/b.txt"]);
    assert_eq!(Manifest::read(&output).expect("it can be read"), Some(manifest.clone()));
    assert!(manifest.is_complete());
    let [a, empty, b] = manifest.files() else { panic!("three files: {manifest:?}") };
    assert_eq!((a.bytes, a.rows, empty.rows, b.rows), (7, Some(2), Some(0), None));
    assert_eq!(empty.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn equal_runs_leave_equal_folders() {
    let (_one, one) = home();
    let (_two, two) = home();
    for output in [&one, &two, &one] {
        golden::run(&world::stories(), output).expect("it ends well");
    }
    assert_eq!(listing(&one), listing(&two));
    for file in listing(&one) {
        assert_eq!(fs::read(one.join(&file)).expect("it is there"), fs::read(two.join(&file)).expect("it is there"), "{file}");
    }
}

#[test]
fn a_run_that_is_given_up_leaves_no_trace() {
    let (_home, output) = home();
    let staging = Staging::open(&output, ["a.csv"]).expect("it opens");
    fs::write(staging.folder().join("a.csv"), "half").expect("it can be written");
    drop(staging);
    assert!(!output.exists(), "the folder it made is gone too");
    run(&output, &[("a.csv", "whole\n")]).expect("it ends well");
    let staging = Staging::open(&output, ["a.csv"]).expect("it opens");
    fs::write(staging.folder().join("a.csv"), "half").expect("it can be written");
    drop(staging);
    assert_eq!(fs::read_to_string(output.join("a.csv")).expect("it is there"), "whole\n");
    assert_eq!(listing(&output), ["a.csv", "manifest.json"]);
}

#[test]
fn what_the_last_run_wrote_and_this_one_does_not_goes_and_the_users_files_stay() {
    let (_home, output) = home();
    run(&output, &[("a.csv", "1\n"), ("gephi/n.csv", "2\n"), ("neo4j/n.csv", "3\n")]).expect("it ends well");
    fs::write(output.join("notes.txt"), "mine").expect("it can be written");
    fs::write(output.join("neo4j/mine.cypher"), "mine").expect("it can be written");
    run(&output, &[("a.csv", "4\n")]).expect("it ends well");
    assert_eq!(listing(&output), ["a.csv", "manifest.json", "neo4j/mine.cypher", "notes.txt"]);
    assert!(!output.join("gephi").exists(), "an empty folder goes with its last file");
    assert_eq!(fs::read_to_string(output.join("a.csv")).expect("it is there"), "4\n");
}

#[test]
fn a_file_of_the_users_is_never_replaced() {
    let (_home, output) = home();
    fs::create_dir(&output).expect("it can be made");
    fs::write(output.join("articles.csv"), "mine").expect("it can be written");
    let error = refusal(&output, &["articles.csv"]);
    assert_eq!(error.path(), Some(output.join("articles.csv").as_path()));
    assert!(error.message().contains("no earlier run wrote it"), "{error}");
    // Nor where the run did not say beforehand that it would write it.
    let staging = Staging::open(&output, []).expect("it opens");
    fs::write(staging.folder().join("articles.csv"), "ours").expect("it can be written");
    fs::write(staging.folder().join("a.csv"), "ours").expect("it can be written");
    staging.commit().expect_err("it stands in the way");
    assert_eq!(listing(&output), ["articles.csv"]);
    assert_eq!(fs::read_to_string(output.join("articles.csv")).expect("it is there"), "mine");
}

#[test]
fn what_a_crash_left_is_cleared_and_the_files_it_had_put_in_place_are_known() {
    let (_home, output) = home();
    run(&output, &[("a.csv", "1\n"), ("b.csv", "1\n")]).expect("it ends well");
    let leftover = output.join(".newsgraph-partial-4294967295");
    fs::create_dir_all(leftover.join("neo4j")).expect("it can be made");
    fs::write(leftover.join("neo4j/nodes.csv"), "half").expect("it can be written");
    fs::create_dir(output.join(".newsgraph-partial-notes")).expect("it can be made");
    run(&output, &[("a.csv", "2\n"), ("b.csv", "2\n")]).expect("it ends well");
    assert!(!leftover.exists());
    assert!(output.join(".newsgraph-partial-notes").exists(), "that is no staging folder");
    // A crash between two renames: the manifest lists both runs and says that it is not complete.
    let path = output.join(Manifest::NAME);
    let half = fs::read_to_string(&path).expect("it is there").replace("\"complete\": true", "\"complete\": false");
    fs::write(&path, half).expect("it can be written");
    assert!(!Manifest::read(&output).expect("it can be read").expect("it is there").is_complete());
    assert!(run(&output, &[("a.csv", "3\n")]).expect("it ends well").is_complete());
    assert_eq!(listing(&output), ["a.csv", "manifest.json"]);
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let (home, output) = home();
    fs::write(&output, "mine").expect("it can be written");
    let error = refusal(&output, &["a.csv"]);
    assert_eq!(error.path(), Some(output.as_path()));
    assert!(error.message().starts_with("is a file"), "{error}");
    assert_eq!(listing(home.path()), ["out"]);
    // Nor can a folder be made below a file.
    let error = refusal(&output.join("below"), &["a.csv"]);
    assert!(error.message().contains("cannot be written"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (_home, output) = home();
    fs::create_dir(&output).expect("it can be made");
    fs::set_permissions(&output, fs::Permissions::from_mode(0o555)).expect("it is ours");
    // Root writes where it likes, but not even root makes folders in /proc.
    let locked = if fs::write(output.join("probe"), "").is_ok() { PathBuf::from("/proc") } else { output.clone() };
    if !locked.exists() {
        return;
    }
    let error = refusal(&locked, &["newsgraph-test.csv"]);
    assert!(error.message().contains("cannot be written"), "{error}");
    assert_eq!(error.path(), Some(locked.as_path()));
    fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[test]
fn a_manifest_that_is_newer_damaged_or_anothers_is_refused() {
    let (_home, output) = home();
    run(&output, &[("a.csv", "1\n")]).expect("it ends well");
    let path = output.join(Manifest::NAME);
    let ours = fs::read_to_string(&path).expect("it is there");
    let cases = [
        (ours.replace("\"format\": 1", "\"format\": 2"), "newer newsgraph (format 2"),
        (ours.replace("\"program\": \"newsgraph\"", "\"program\": \"other\""), "is not the manifest"),
        (ours.replace("\"a.csv\"", "\"../a.csv\""), "outside of its folder"),
        (ours.replace("\"a.csv\"", "\"/etc/hostname\""), "outside of its folder"),
        (ours.replace("\"bytes\"", "\"bites\""), "is damaged"),
        ("{\"name\": \"my web app\"}".to_owned(), "is not the manifest"),
        (String::new(), "is not the manifest"),
    ];
    for (manifest, message) in cases {
        fs::write(&path, &manifest).expect("it can be written");
        let error = refusal(&output, &["a.csv"]);
        assert_eq!(error.path(), Some(path.as_path()));
        assert!(error.message().contains(message), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), manifest, "it is left alone");
    }
    assert_eq!(listing(&output), ["a.csv", "manifest.json"]);
}

/// Not a test: the process that `a_run_that_still_goes_on_is_left_alone` takes for another run.
#[test]
#[ignore = "run by another test"]
fn sleeper() {
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_still_goes_on_is_left_alone() {
    use std::io::Read;
    let (_home, output) = home();
    let program = std::env::current_exe().expect("a test has a program");
    let mut other = std::process::Command::new(program)
        .args(["--ignored", "--exact", "staging::sleeper"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    // Its first words tell that it has become the program it is.
    let mut first = [0; 8];
    other.stdout.take().expect("a pipe").read_exact(&mut first).expect("it speaks");
    let theirs = output.join(format!(".newsgraph-partial-{}", other.id()));
    fs::create_dir_all(&theirs).expect("it can be made");
    let error = refusal(&output, &["a.csv"]);
    other.kill().expect("it is ours");
    other.wait().expect("it ends");
    assert!(error.message().contains("another run"), "{error}");
    assert!(theirs.exists());
    run(&output, &[("a.csv", "1\n")]).expect("it is a leftover now");
    assert_eq!(listing(&output), ["a.csv", "manifest.json"]);
}
