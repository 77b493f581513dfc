//! What every file has to keep to, and what its target asks besides.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use newsgraph::export::Exporter;
use newsgraph::{Date, Graph};

/// A table read back: header and rows.
pub(crate) struct Read {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Read {
    /// The cells of a column.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let at = self.header.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }
}

/// Reads a table as RFC 4180 has it, with `\` as one more escape if asked. Rows of unequal length fail.
pub(crate) fn read(bytes: &[u8], backslash: bool) -> Read {
    let mut reader = csv::ReaderBuilder::new().escape(backslash.then_some(b'\\')).from_reader(bytes);
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = cells(reader.headers().expect("a header"));
    let rows = reader.records().map(|record| cells(&record.expect("a row as long as the header"))).collect();
    Read { header, rows }
}

pub(crate) fn read_file(path: &Path, backslash: bool) -> Read {
    read(&fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())), backslash)
}

/// The files below a folder, relative, `/` between folders.
pub(crate) fn files_below(folder: &Path) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let names = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let below = entry.path().strip_prefix(folder).expect("it lies below");
        below.components().map(|part| part.as_os_str().to_str().expect("UTF-8")).collect::<Vec<_>>().join("/")
    });
    names.collect()
}

/// The common core: UTF-8, no BOM, LF, a header, one line a cell, no blanks at the ends.
pub(crate) fn common(file: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(!text.starts_with('\u{feff}'), "{file} begins with a BOM");
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{file} ends its last line, once");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{file} holds a control character");
    let table = read(bytes, file.starts_with("gephi/") || file.starts_with("cypher/"));
    assert_eq!(table.rows.len() + 1, text.lines().count(), "{file}: a row is a line");
    for cell in table.header.iter().chain(table.rows.iter().flatten()) {
        assert_eq!(cell, cell.trim(), "{file}: blanks at the ends of a cell");
    }
    let mut names = BTreeSet::new();
    assert!(table.header.iter().all(|name| !name.is_empty() && names.insert(name.to_lowercase())), "{file}: header");
}

/// What the reader of one format asks of its files: what the program itself reads back of them, and for the three that are
/// usual more than that.
pub(crate) fn of_target(exporter: &dyn Exporter, graph: &Graph, folder: &Path) {
    match exporter.name() {
        // Its streamed tables are not there.
        "csv" => return native(folder),
        "neo4j" => neo4j(&folder.join("neo4j")),
        "gephi" => gephi(&folder.join("gephi")),
        _ => {}
    }
    let counts = exporter.read_back(folder).unwrap_or_else(|error| panic!("{}: {error}", exporter.name()));
    let (entities, edges, pairs) = graph.sizes();
    for (counted, there) in [
        (counts.entities, entities),
        (counts.facts, graph.facts()),
        (counts.claims, edges - graph.facts()),
        (counts.pairs, pairs),
    ] {
        assert!(counted.is_none_or(|counted| counted == there as u64), "{}: {counted:?} of {there}", exporter.name());
    }
}

fn native(folder: &Path) {
    let ids: Vec<String> = own(&read_file(&folder.join("entities.csv"), false).column("id"));
    assert!(ids.is_sorted(), "entities stand in order of their ids");
    for file in ["relations.csv", "claims.csv", "co_mentions.csv"] {
        let edges = read_file(&folder.join(file), false);
        ends_exist(&ids, &edges, "source_id", "target_id");
        let order: Vec<_> = edges.column("source_id").into_iter().zip(edges.column("target_id")).collect();
        assert!(order.is_sorted(), "{file} stands in order");
    }
    let facts = read_file(&folder.join("relations.csv"), false);
    assert!(facts.column("polarity").iter().all(|&cell| cell == "asserted"));
    assert!(facts.column("modality").iter().all(|&cell| cell == "fact"));
    let claims = read_file(&folder.join("claims.csv"), false);
    let stated = claims.column("polarity").into_iter().zip(claims.column("modality"));
    assert!(stated.into_iter().all(|how| how != ("asserted", "fact")), "no fact among the claims");
}

fn neo4j(folder: &Path) {
    let nodes = read_file(&folder.join("nodes.csv"), false);
    let ids = own(&nodes.column("entityId:ID(Entity)"));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique in their space");
    for cell in nodes.column(":LABEL") {
        let labels: Vec<&str> = cell.split('|').collect();
        assert_eq!(labels[0], "Entity");
        assert!(labels.iter().all(|label| safe(label, |c| c.is_ascii_alphanumeric() || c == '_')), "{cell}");
    }
    for file in ["relationships.csv", "claims.csv", "co_mentions.csv"] {
        let edges = read_file(&folder.join(file), false);
        ends_exist(&ids, &edges, ":START_ID(Entity)", ":END_ID(Entity)");
        for name in edges.column(":TYPE") {
            assert!(safe(name, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'), "{name}");
        }
        typed(file, &edges);
    }
    typed("nodes.csv", &nodes);
}

/// Every cell is empty or of the type its header states.
fn typed(file: &str, table: &Read) {
    for name in &table.header {
        for cell in table.column(name).into_iter().filter(|cell| !cell.is_empty()) {
            let fits = match name.rsplit_once(':').map_or("", |(_, kind)| kind) {
                "date" => Date::parse(cell).and_then(Date::day).is_some(),
                "long" => cell.parse::<i64>().is_ok(),
                "double" => cell.parse::<f64>().is_ok_and(f64::is_finite),
                "boolean" => cell == "true" || cell == "false",
                "string[]" => cell.split('|').all(|part| !part.is_empty()),
                "WGS-84}" => cell.starts_with("{latitude:") && cell.contains(", longitude:") && cell.ends_with('}'),
                _ => true,
            };
            assert!(fits, "{file}: {cell:?} under {name}");
        }
    }
}

fn gephi(folder: &Path) {
    let nodes = read_file(&folder.join("nodes.csv"), true);
    assert!(!nodes.header.iter().any(|name| ["source", "target"].contains(&name.to_lowercase().as_str())));
    let ids = own(&nodes.column("Id"));
    as_gephi_guesses(&nodes);
    for file in ["edges.csv", "co_mentions.csv"] {
        let edges = read_file(&folder.join(file), true);
        ends_exist(&ids, &edges, "Source", "Target");
        assert!(edges.column("Weight").iter().all(|cell| cell.parse::<f64>().is_ok_and(|weight| weight > 0.0)));
        assert_eq!(edges.column("Id").iter().collect::<BTreeSet<_>>().len(), edges.rows.len(), "ids are unique");
        let triples: BTreeSet<_> = edges.rows.iter().map(|row| (&row[0], &row[1], &row[3])).collect();
        assert_eq!(triples.len(), edges.rows.len(), "{file}: one row for each source, target and kind");
        as_gephi_guesses(&edges);
    }
}

/// Gephi types a column by its first 25 rows. Whatever 25 rows come first, a column here is numeric or it is not,
/// and none but `timeset` can be taken for a time.
fn as_gephi_guesses(table: &Read) {
    let numeric = [
        "mentions",
        "articles",
        "stories",
        "publishers",
        "score",
        "latitude",
        "longitude",
        "Weight",
        "sentences",
        "significance",
    ];
    let always_text = ["Id", "Label", "Source", "Target", "Type", "Kind"];
    for name in table.header.iter().filter(|name| !always_text.contains(&name.as_str())) {
        assert!(!name.contains('\'') && !name.contains("interval") && !name.contains("timestamp"), "{name}");
        for cell in table.column(name).into_iter().filter(|cell| !cell.is_empty()) {
            let number = cell.parse::<f64>().is_ok();
            if name == "timeset" {
                assert!(cell.starts_with("<[") && cell.ends_with("]>"), "{cell}");
            } else {
                assert_eq!(number, numeric.contains(&name.as_str()), "{cell:?} under {name}");
                assert!(number || Date::parse(cell).is_none(), "{cell:?} under {name} would be a timestamp");
                // The first bracket decides: what opens with a word is no dynamic value.
                let inside = cell.split_once(['[', '(']).map_or("word", |(_, inside)| inside);
                assert!(inside.starts_with(|c: char| c.is_ascii_lowercase()), "{cell:?} under {name} may be dynamic");
            }
        }
    }
}

fn ends_exist(ids: &[String], edges: &Read, source: &str, target: &str) {
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    for end in edges.column(source).into_iter().chain(edges.column(target)) {
        assert!(known.contains(end), "{end} is no node");
    }
}

fn safe(name: &str, fits: impl Fn(char) -> bool) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(fits)
}

fn own(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}
