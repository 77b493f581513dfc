//! Law 2 of the house: every example fires, no counterexample does; lists are sorted, unique, canonical.

use std::collections::HashSet;

use newsgraph::resources::lint::{Allowed, Lint};
use newsgraph::resources::{Choice, File, Resources, embedded};
use newsgraph::{Extractor, Label};

#[test]
fn every_example_fires_and_no_counterexample_does() {
    let extractor = Extractor::with_resources(&embedded()).expect("the built-in resources compile");
    let report = extractor.check();
    assert!(report.examples >= 10, "there are examples to read");
    let findings: Vec<String> =
        report.findings.iter().map(|f| format!("{}:{}: {}", f.path.display(), f.line, f.message)).collect();
    assert!(findings.is_empty(), "{} of {} examples fail:\n{}", findings.len(), report.examples, findings.join("\n"));
}

#[test]
fn lists_are_sorted_unique_and_licensed() {
    let mut faults = Vec::new();
    for file in embedded().iter().filter(|file| file.path.extension().is_some_and(|extension| extension == "csv")) {
        let place = file.path.display();
        for option in ["#: source =", "#: licence ="] {
            if !file.content.lines().any(|line| line.starts_with(option)) {
                faults.push(format!("{place}: no line `{option}`"));
            }
        }
        let body: String = file.content.lines().filter(|line| !line.starts_with("#:")).flat_map(|line| [line, "\n"]).collect();
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let id = reader.headers().expect("a header").iter().position(|column| column == "id");
        let flags = reader.headers().expect("a header").iter().position(|column| column == "flags");
        let rows: Vec<(String, String, bool)> = reader
            .records()
            .map(|record| {
                let record = record.expect("a row");
                let context = flags.is_some_and(|flags| record[flags].split(' ').any(|flag| flag == "context"));
                (record[0].to_owned(), id.map_or(String::new(), |id| record[id].to_owned()), context)
            })
            .collect();
        if let Some(pair) = rows.windows(2).find(|pair| pair[0] >= pair[1]) {
            faults.push(format!("{place}: {:?} stands before {:?}", pair[0].0, pair[1].0));
        }
        // A name that needs a cue may have a row of its own beside the thing's: Ford, Ford Motor.
        let ids: Vec<&str> = rows.iter().filter(|row| !row.2).map(|row| row.1.as_str()).filter(|id| !id.is_empty()).collect();
        if ids.len() != ids.iter().collect::<HashSet<_>>().len() {
            faults.push(format!("{place}: an id stands twice"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A name of the coverage list, and what it must mean.
#[derive(serde::Deserialize)]
struct Wanted {
    name: String,
    label: String,
    id: String,
}

#[test]
fn lists_cover_the_names_that_news_cannot_do_without() {
    let resources = Resources::built_in().expect("resources");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gazetteers/coverage.csv");
    let mut missing = Vec::new();
    for row in csv::Reader::from_path(path).expect("the list").deserialize() {
        let wanted: Wanted = row.expect("a row");
        let found = resources.named(&wanted.name);
        let label = |entry: &newsgraph::resources::Entry| entry.label.is_a(Label::new(&wanted.label));
        if !found.iter().any(|entry| label(entry) && (wanted.id.is_empty() || entry.id.as_str() == wanted.id)) {
            missing.push(format!("{} ({} {})", wanted.name, wanted.label, wanted.id));
        }
    }
    assert!(missing.is_empty(), "not found: {}", missing.join(", "));
}

#[test]
fn lists_pass_their_own_lint() {
    let mut findings = Lint::of(Choice::default()).expect("resources").findings();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/gazetteers/allow.csv");
    Allowed::read(path.as_ref()).expect("the list of what is allowed").filter(&mut findings);
    let told: Vec<String> = findings
        .iter()
        .map(|found| {
            format!("{}:{}: {} {}: {}", found.path.display(), found.line, found.code.as_str(), found.name, found.message)
        })
        .collect();
    assert!(told.is_empty(), "{}\nIf it is meant, say why in tools/gazetteers/allow.csv", told.join("\n"));
}

#[test]
fn what_the_build_compiled_is_what_the_files_say() {
    let (built, compiled) = (Resources::built_in().expect("built in"), Resources::compile(&embedded()).expect("compiled"));
    assert_eq!(built.words.len(), compiled.words.len());
    assert_eq!(built.trie.sizes(), compiled.trie.sizes());
    let told = |resources: &Resources| -> Vec<String> {
        let entries = resources.entries.iter();
        entries.map(|entry| format!("{} {} {} {:?} {}", entry.id, entry.label, entry.name, entry.facts, entry.line)).collect()
    };
    assert_eq!(told(&built), told(&compiled));
    let named = |resources: &Resources| -> Vec<String> { resources.named("Georgia").iter().map(|e| e.id.to_string()).collect() };
    assert_eq!(named(&built), named(&compiled));
    assert!(named(&built).len() >= 2, "{:?}", named(&built));
}

/// The built-in resources with one file's content replaced or added.
fn with(path: &str, content: &str) -> Vec<File> {
    let mut files: Vec<File> = embedded().into_iter().filter(|file| file.path.to_string_lossy() != path).collect();
    files.push(File { path: path.into(), content: content.to_owned().into() });
    files
}

#[test]
fn faults_name_file_and_line() {
    let cases = [
        ("gazetteers/place/x.csv", "nom,id\nOslo,\n", 1, "unknown column `nom`"),
        ("gazetteers/place/x.csv", "id\nQ1\n", 1, "no column `name`"),
        ("gazetteers/place/x.csv", "#: case = \"loud\"\nname\nOslo\n", 1, "bad option line"),
        ("gazetteers/place/x.csv", "name,lat,lon\nOslo,91,10\n", 2, "no number from -90 to 90"),
        ("gazetteers/place/x.csv", "name,lat,lon\nOslo,59,\n", 2, "one of `lat` and `lon` is missing"),
        ("gazetteers/place/x.csv", "name,country\nOslo,Norway\n", 2, "no ISO 3166 code"),
        ("gazetteers/place/x.csv", "name,id\nOslo,a b\n", 2, "ids are made of"),
        ("gazetteers/place/x.csv", "name,id\nOslo\n", 2, "not a row of this list"),
        ("gazetteers/place/x.csv", "name\n\"Os\u{7}lo\"\n", 2, "control character"),
        ("gazetteers/place/x.csv", "name,flags\nOslo,contxt\n", 2, "unknown option `contxt`"),
        ("gazetteers/place/x.csv", "name,label\nOslo,Place\n", 2, "is no label"),
        ("gazetteers/place/x.csv", "name,valid-from\nOslo,2023-02-30\n", 2, "which is no date"),
        ("gazetteers/place/x.csv", "name,parent\nOslo,a b\n", 2, "`parent` is \"a b\""),
        ("gazetteers/lexicon/x.csv", "name\ntwo words\n", 2, "is not one word"),
        ("gazetteers/lexicon/x.csv", "name,count\nolav,many\n", 2, "no whole number"),
        ("patterns/names/x.toml", "[[name]]\nname = \"x\"\n", 1, "missing field"),
        (
            "patterns/names/x.toml",
            "\n[[name]]\nname = \"x\"\nlabel = \"x\"\nstarts = [\"x\"]\npattern = '(x'\nexamples = []\ncounterexamples = []\n",
            2,
            "does not compile",
        ),
        (
            "patterns/relations/x.toml",
            "kind = \"x\"\nhead = []\ntail = []\ncounterexamples = []\npattern = []\n[triggers]\n",
            1,
            "is no kind",
        ),
        (
            "patterns/relations/x.toml",
            "kind = \"X\"\nhead = [\"person\"]\ntail = [\"person\"]\ncounterexamples = []\n[triggers]\nt = { verbs = [\"xyz\"] }\n[[pattern]]\nname = \"p\"\npattern = \"{head} \\\\w [t] {tail}\"\nexamples = []\n",
            7,
            "has no meaning",
        ),
        (
            "patterns/evidence/x.toml",
            "threshold = 0.5\n[weight]\n\"loud\" = [1.0, 1.0, 1.0]\n",
            3,
            "no evidence is called `loud`",
        ),
        (
            "patterns/bodies/x.toml",
            "\n[[body]]\nlabel = \"organization\"\nnouns = [\"company\"]\n",
            2,
            "the noun `company` stands in another table",
        ),
        (
            "patterns/zones/x.toml",
            "[[zone]]\nname = \"z\"\nzone = \"attic\"\nextent = \"rest\"\nstarts = [\"z\"]\npattern = 'z'\nexamples = [\"z\"]\ncounterexamples = []\n",
            1,
            "`zone` is one of",
        ),
    ];
    for (path, content, line, message) in cases {
        let error = Resources::compile(&with(path, content)).expect_err(&format!("{path}: {content:?} compiles"));
        let said = error.to_string();
        assert!(said.contains(path) && said.contains(message), "{content:?} gives {said}");
        assert_eq!(error.line_number(), Some(line), "{content:?} gives {said}");
    }
}
