//! A disk that is full and folders that may not be written: a clear error, and the output of the run before whole.

use std::fs;
use std::path::Path;

use newsgraph::Graph;
use newsgraph::export::{Content, EXPORTERS, Exporter, Manifest, Staging, convert, file_names};

use crate::{golden, rules, world};

/// Puts a file in place of `name` that takes nothing, as on a full disk.
#[cfg(target_os = "linux")]
fn fill(folder: &Path, name: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    std::os::unix::fs::symlink("/dev/full", path).expect("links can be made");
}

/// What lies in a folder, with its bytes.
fn bytes_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |file: String| (file.clone(), fs::read(folder.join(file)).expect("it can be read"));
    rules::files_below(folder).into_iter().map(read).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_with_the_file_and_leaves_the_last_output_whole() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let stories = world::stories();
    golden::run(&stories, folder.path()).expect("the run ends well");
    let before = bytes_below(folder.path());
    let graph = world::graph(&stories);
    let content = Content { graph: (&graph).into(), tables: Some(folder.path()), texts: None, documents: true };
    for exporter in EXPORTERS {
        for name in exporter.files().iter().chain(exporter.document_files()) {
            let staging = Staging::open(folder.path(), file_names(&[*exporter], true)).expect("it can be written");
            fill(staging.folder(), name);
            let error = exporter.export(&content, staging.folder()).expect_err("the disk is full");
            assert_eq!((error.message(), error.path()), ("the disk is full", Some(&*staging.folder().join(name))), "{error:?}");
            drop(staging);
            assert!(bytes_below(folder.path()) == before, "{name}: the last output is as it was");
        }
    }
}

#[test]
fn a_conversion_that_cannot_be_written_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = folder.path().join("output");
    golden::run(&world::stories(), &output).expect("the run ends well");
    let before = bytes_below(folder.path());
    let formats: Vec<&'static dyn Exporter> = EXPORTERS.iter().copied().filter(|exporter| !exporter.reads_texts()).collect();
    let taken = output.join("entities.csv");
    let error = convert(&output, &taken, &formats, false).expect_err("a file is no folder");
    assert!(error.message().contains("is a file, and the output needs a folder"), "{error}");
    // A stranger's file stands where ours would.
    let other = folder.path().join("other");
    fs::create_dir_all(other.join("gexf")).expect("it can be made");
    fs::write(other.join("gexf/graph.gexf"), "mine").expect("it can be written");
    let error = convert(&output, &other, &formats, false).expect_err("it is not ours");
    assert!(error.message().contains("is there already and no earlier run wrote it"), "{error}");
    assert_eq!(rules::files_below(&other).len(), 1);
    fs::remove_dir_all(&other).expect("it is ours");
    assert!(bytes_below(folder.path()) == before);
}

#[test]
fn an_output_of_another_version_is_replaced_whole_or_left_whole() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    golden::run(&world::stories(), folder.path()).expect("the run ends well");
    let manifest = folder.path().join(Manifest::NAME);
    let older = fs::read_to_string(&manifest).expect("it is there").replace("\"version\": \"", "\"version\": \"0.0.");
    fs::write(&manifest, &older).expect("it can be written");
    golden::run(&world::stories(), folder.path()).expect("an older output of the same form is ours");
    assert!(fs::read_to_string(&manifest).expect("it is there") != older);
    // A newer form: it is named and nothing is touched.
    let newer = older.replace("\"format\": 1", "\"format\": 9");
    fs::write(&manifest, newer).expect("it can be written");
    let before = bytes_below(folder.path());
    let error = golden::run(&world::stories(), folder.path()).expect_err("it is newer");
    assert!(error.message().contains("was written by a newer newsgraph (format 9"), "{error}");
    let error = convert(folder.path(), folder.path(), &EXPORTERS[1..2], false).expect_err("it is newer");
    assert!(error.message().contains("was written by a newer newsgraph"), "{error}");
    assert!(bytes_below(folder.path()) == before);
}

#[cfg(unix)]
#[test]
fn a_folder_below_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    for exporter in EXPORTERS {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("it is ours");
        // Root writes where it likes.
        if fs::write(folder.path().join("probe"), "").is_err() {
            let error = exporter.export(&Content::of(&Graph::default()), folder.path()).expect_err("it is locked");
            assert!(error.message().contains("may not be read or written"), "{error}");
        }
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
}
