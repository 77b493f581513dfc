//! The programs that people use, on what we write: a few articles with a bit of everything, the sample articles of the
//! project, names that break tables, a single node, nothing at all. Each reader loads the files, and what it then holds is
//! compared with the native tables.
//!
//! `tools/readers` puts the readers in place, below `target/readers/`. A reader that is not there is skipped by name; with
//! `NEWSGRAPH_READERS=all` in the environment it is a failure.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use newsgraph::export::EXPORTERS;
use newsgraph::run::{Options, Reading};
use newsgraph::{Extractor, run};

use crate::world::Story;
use crate::{golden, hostile, world};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The outputs, by name, made once for all readers.
fn outputs() -> &'static [(&'static str, PathBuf)] {
    static OUTPUTS: OnceLock<(tempfile::TempDir, Vec<(&'static str, PathBuf)>)> = OnceLock::new();
    let (_, outputs) = OUTPUTS.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let mut outputs = Vec::new();
        let lone = Story::new("d", &["Moscow."]).names("Moscow", "gn:524901", "place/city", "Moscow");
        let cases = [("stories", world::stories()), ("hostile", vec![hostile::story()]), ("lone", vec![lone]), ("empty", vec![])];
        for (name, stories) in cases {
            let output = folder.path().join(name);
            golden::run(&stories, &output).expect("the run ends well");
            outputs.push((name, output));
        }
        let options = Options {
            reading: Reading::of([root().join("input")]),
            output: folder.path().join("sample"),
            exporters: EXPORTERS.to_vec(),
            documents: true,
            hold: newsgraph::Fold::BOUND,
        };
        let report = run(&Extractor::new().expect("the resources compile"), &options, &mut |_| {});
        assert!(report.expect("the run ends well").edges > 20, "the sample is a graph");
        outputs.push(("sample", options.output));
        (folder, outputs)
    });
    outputs
}

/// Says aloud that a reader is not there: past the harness, which keeps what passing tests print to itself.
fn skip(reader: &str, why: &str) {
    // In one piece: other tests speak at the same time.
    let _ = std::io::stderr().write_all(format!("skipped: {reader}: {why}\n").as_bytes());
    assert!(std::env::var_os("NEWSGRAPH_READERS").is_none_or(|wanted| wanted != "all"), "{reader}: {why}");
}

/// Runs a script of this folder over every output; `module` is what it imports, `arguments` follow the output folder.
fn read(reader: &str, module: &str, script: &str, arguments: &[&str]) {
    read_some(reader, module, script, arguments, &["stories", "hostile", "lone", "empty", "sample"]);
}

/// The same over the outputs of those names.
fn read_some(reader: &str, module: &str, script: &str, arguments: &[&str], names: &[&str]) {
    let python = root().join("target/readers/venv/bin/python");
    let has = Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if !has.is_ok_and(|import| import.status.success()) {
        return skip(reader, "it is not in target/readers/venv; tools/readers puts it there");
    }
    for (name, output) in outputs().iter().filter(|(name, _)| names.contains(name)) {
        let mut command = Command::new(&python);
        command.arg("-B").arg(root().join("tests/readers").join(script)).arg(output).args(arguments);
        let ended = command.env("PYTHONDONTWRITEBYTECODE", "1").output().expect("it starts");
        let words = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{reader}, {name}: {words}");
    }
}

#[test]
fn networkx_reads_gexf_and_graphml() {
    read("networkx", "networkx", "networkx.py", &[]);
}

#[test]
fn kuzu_copies_the_graph() {
    read("kuzu", "kuzu", "kuzu.py", &["kuzu"]);
}

#[test]
fn ladybug_copies_the_graph() {
    read("ladybug", "ladybug", "kuzu.py", &["ladybug"]);
}

#[test]
fn followthemoney_finds_every_entity_valid() {
    read("followthemoney", "followthemoney", "ftm.py", &[]);
}

#[test]
fn stix2_and_the_schemas_find_the_bundle_valid() {
    read("stix2 and stix2-validator", "stix2, stix2validator", "stix.py", &[]);
}

#[test]
fn pybrat_reads_every_mention_and_relation() {
    read("pybrat", "pybrat.parser", "brat.py", &[]);
}

#[test]
fn pyld_reads_annotations_as_linked_data() {
    read("pyld", "pyld", "w3c.py", &[]);
}

#[test]
fn pyarrow_and_duckdb_read_every_cell() {
    read("pyarrow and duckdb", "pyarrow, duckdb", "parquet.py", &[]);
}

#[test]
fn neo4j_imports_and_loads_the_same_graph() {
    let classes = root().join("target/readers/neo4j.classpath");
    if !classes.exists() || Command::new("java").arg("-version").output().is_err() {
        return skip("neo4j", "there is no java, or no target/readers/neo4j.classpath; tools/readers writes it");
    }
    // The import tool and a server are started for each.
    let arguments = [&*classes.to_string_lossy(), env!("CARGO_BIN_EXE_newsgraph")];
    read_some("neo4j", "neo4j", "neo4j.py", &arguments, &["hostile", "lone", "sample"]);
}

#[test]
fn gephi_imports_the_tables_and_the_gexf() {
    let toolkit = root().join("target/readers/gephi-toolkit.jar");
    if !toolkit.exists() || Command::new("java").arg("-version").output().is_err() {
        return skip("gephi", "there is no java, or no target/readers/gephi-toolkit.jar; tools/readers puts it there");
    }
    read("gephi", "csv", "gephi.py", &[&toolkit.to_string_lossy()]);
}
