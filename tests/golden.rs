//! Every folder of `tests/golden/` is a case: `input/`, or a file `inputs` that names paths from the root of the project, and
//! `expected/`, the plain CSVs that a run over them writes, byte for byte. `NEWSGRAPH_BLESS=1` rewrites them for review.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::Extractor;
use newsgraph::export::{EXPORTERS, Manifest};
use newsgraph::run::{Options, Reading, run};

const BLESS: &str = "NEWSGRAPH_BLESS=1 cargo test --test golden";

/// A file's lines by its name.
type Files = BTreeMap<String, Vec<String>>;

#[test]
fn each_case_gives_its_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases: Vec<PathBuf> = entries(&root.join("tests/golden")).into_iter().filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "there is no case in tests/golden/");
    let extractor = Extractor::new().expect("the resources compile");
    let bless = std::env::var_os("NEWSGRAPH_BLESS").is_some();
    let mut faults = Vec::new();
    for case in &cases {
        let name = case.strip_prefix(root).expect("below the root").display().to_string();
        let found = files_of(&extractor, root, case);
        let expected = case.join("expected");
        if bless {
            write(&expected, &found);
        } else if !expected.is_dir() {
            faults.push(format!("{name}/expected/ is missing; write it with: {BLESS}"));
        } else if let Some(fault) = difference(&read(&expected), &found) {
            faults.push(format!("{name}/expected/{fault}"));
        }
    }
    let faults = faults.join("\n");
    assert!(faults.is_empty(), "{faults}\n\nIf the new output is right, write it with: {BLESS}\nand review it with: git diff");
}

/// What a run over a case writes.
fn files_of(extractor: &Extractor, root: &Path, case: &Path) -> Files {
    let inputs = match fs::read_to_string(case.join("inputs")) {
        Ok(list) => list.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| root.join(line)).collect(),
        Err(_) => vec![case.join("input")],
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let exporters = EXPORTERS.iter().copied().filter(|exporter| exporter.name() == "csv").collect();
    let options = Options {
        reading: Reading::of(inputs),
        output: folder.path().join("output"),
        exporters,
        documents: false,
        hold: newsgraph::Fold::BOUND,
    };
    let report = run(extractor, &options, &mut |_| {}).expect("the run ends well");
    assert_eq!(report.skipped.count, 0, "{}: {:?}", case.display(), report.skipped.first);
    let mut files = read(&options.output);
    // It says the version of the program, which changes alone.
    files.remove(Manifest::NAME);
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("a readable folder").path()).collect()
}

fn read(folder: &Path) -> Files {
    let name = |path: &Path| path.file_name().expect("files have names").to_string_lossy().into_owned();
    let lines = |path: &Path| {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        text.split_inclusive('\n').map(str::to_owned).collect()
    };
    entries(folder).iter().map(|path| (name(path), lines(path))).collect()
}

fn write(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("the folder can be made");
    for (name, lines) in files {
        fs::write(folder.join(name), lines.concat()).expect("the file can be written");
    }
}

/// The first line that differs, as a person wants to see it.
fn difference(expected: &Files, found: &Files) -> Option<String> {
    for name in expected.keys().chain(found.keys()) {
        let (Some(old), Some(new)) = (expected.get(name), found.get(name)) else {
            let state = if found.contains_key(name) { "is written, but not expected" } else { "is expected, but not written" };
            return Some(format!("{name}: {state}"));
        };
        if let Some(line) = (0..old.len().max(new.len())).find(|&line| old.get(line) != new.get(line)) {
            let shown = |lines: &[String]| lines.get(line).map_or("(no line)\n".to_owned(), String::clone);
            return Some(format!("{name}:{}:\n  expected {}  found    {}", line + 1, shown(old), shown(new)));
        }
    }
    None
}

/// The case `small` is the smallest that shows every sort of row; this says which.
#[test]
fn the_small_case_shows_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let extractor = Extractor::new().expect("the resources compile");
    let files = files_of(&extractor, root, &root.join("tests/golden/small"));
    let has = |file: &str, words: &[&str]| files[file].iter().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(has("relations.csv", &["HACKED", "Kimsuky hacked Boeing"]), "{:?}", files["relations.csv"]);
    assert!(has("mentions.csv", &["Lindqvist", "maren-lindqvist"]), "a surname alone is joined to the full name");
    assert_eq!(files["articles.csv"].len(), 3, "the article that comes twice is read once");
}
