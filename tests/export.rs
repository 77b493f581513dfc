//! Graph -> files: every format of the table through one set of rules, golden files, hostile names, and the folder
//! that is never left half-written.
//!
//! `NEWSGRAPH_BLESS=1 cargo test --test export` rewrites the golden files of `tests/fixtures/export`; read the diff
//! before you commit it.

#[path = "export/conflicts.rs"]
mod conflicts;
#[path = "export/convert.rs"]
mod convert;
#[path = "export/faults.rs"]
mod faults;
#[path = "export/golden.rs"]
mod golden;
#[path = "export/hostile.rs"]
mod hostile;
#[path = "export/merge.rs"]
mod merge;
#[path = "readers/mod.rs"]
mod readers;
#[path = "export/rows.rs"]
mod rows;
#[path = "export/rules.rs"]
mod rules;
#[path = "export/staging.rs"]
mod staging;
#[path = "export/verify.rs"]
mod verify;
#[path = "export/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::fs;

use newsgraph::Graph;
use newsgraph::export::{Content, EXPORTERS, Exporter, file_names};

/// Exports into a fresh folder, which is dropped with what is given.
fn exported(exporter: &dyn Exporter, graph: &Graph) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    // A staging folder has the folders of its files.
    for file in exporter.files() {
        let below = folder.path().join(file);
        fs::create_dir_all(below.parent().expect("below the folder")).expect("folders can be made");
    }
    let written = exporter.export(&Content::of(graph), folder.path()).expect("the graph is written");
    let written: Vec<&str> = written.iter().map(|path| path.to_str().expect("a UTF-8 name")).collect();
    assert_eq!(written, exporter.files(), "{} says what it writes", exporter.name());
    folder
}

#[test]
fn every_format_keeps_the_common_rules() {
    let graphs = [Graph::default(), world::lone(), world::graph(&world::stories()), hostile::graph()];
    for exporter in EXPORTERS {
        for graph in &graphs {
            let folder = exported(*exporter, graph);
            let again = exported(*exporter, graph);
            let files: BTreeSet<String> = rules::files_below(folder.path());
            assert_eq!(files, exporter.files().iter().map(|&file| file.to_owned()).collect(), "{}", exporter.name());
            for file in &files {
                let bytes = fs::read(folder.path().join(file)).expect("the file is there");
                assert_eq!(bytes, fs::read(again.path().join(file)).expect("the file is there"), "{file} is the same twice");
                if std::path::Path::new(file).extension().is_some_and(|extension| extension == "csv") {
                    rules::common(file, &bytes);
                }
            }
            rules::of_target(*exporter, graph, folder.path());
        }
    }
}

#[test]
fn the_table_reads_well() {
    let names: BTreeSet<&str> = EXPORTERS.iter().map(|exporter| exporter.name()).collect();
    assert_eq!(names.len(), EXPORTERS.len(), "names are unique");
    let files = file_names(EXPORTERS, true);
    assert_eq!(files.iter().collect::<BTreeSet<_>>().len(), files.len(), "no two formats write one file");
    for exporter in EXPORTERS {
        assert!(exporter.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        let about = exporter.about();
        assert!(!about.is_empty() && about.len() <= 60 && !about.contains('\n') && !about.ends_with('.'), "{about}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    for exporter in EXPORTERS {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("a file");
        fs::write(&file, "").expect("a file for the test");
        let error = exporter.export(&Content::of(&Graph::default()), &file).expect_err("a file is no folder");
        assert!(error.path().is_some_and(|path| path.starts_with(&file)), "{error}");
    }
}

#[test]
fn the_next_step_is_a_command_one_can_run() {
    let step = |name: &str, folder: &str| {
        let exporter = EXPORTERS.iter().find(|exporter| exporter.name() == name).expect("a format of the table");
        exporter.next_step(folder.as_ref(), false)
    };
    assert_eq!(step("csv", "output"), None);
    let neo4j = step("neo4j", "my output").expect("a command");
    assert!(
        neo4j.starts_with("Neo4j: cd 'my output/neo4j' && neo4j-admin database import full neo4j --nodes=nodes.csv "),
        "{neo4j}"
    );
    let script = exported(&newsgraph::export::Neo4j, &Graph::default());
    let script = fs::read_to_string(script.path().join("neo4j/import.sh")).expect("the script is there");
    let (_, command) = neo4j.split_once("&& ").expect("two commands");
    assert!(script.contains(command), "the script runs the command that is printed:\n{script}");
    assert!(step("gephi", "output").expect("a hint").contains("first output/gephi/nodes.csv, then output/gephi/edges.csv"));
}
