//! Three articles through every format and every streamed table, byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::FoundBy;
use newsgraph::export::{
    Content, EXPORTERS, Manifest, Rows, Staging, Table, article_row, evidence_rows, file_names, mention_rows, text_row,
};

use crate::{rules, world};

/// A whole run over `stories`, into `output`.
pub(crate) fn run(stories: &[world::Story], output: &Path) -> newsgraph::Result<Manifest> {
    let staging = Staging::open(output, file_names(EXPORTERS, true))?;
    let mut rows = Table::ALL.map(|table| Rows::new(table, staging.folder()));
    for story in stories {
        for (rows, encode) in rows.iter_mut().zip([mentions, evidence_rows, article_row]) {
            let mut bytes = Vec::new();
            encode(&story.document, &story.extraction, &mut bytes);
            rows.add([(story.document.id.clone(), bytes)])?;
        }
    }
    let scratch = staging.scratch()?;
    let mut texts = Rows::new(Table::Texts, &scratch);
    for story in stories {
        let mut bytes = Vec::new();
        text_row(&story.document, &mut bytes);
        texts.add([(story.document.id.clone(), bytes)])?;
    }
    for rows in rows.into_iter().chain([texts]) {
        rows.finish()?;
    }
    let graph = world::graph(stories);
    let content = Content { graph: (&graph).into(), tables: Some(staging.folder()), texts: Some(&scratch), documents: true };
    for exporter in EXPORTERS {
        exporter.export(&content, staging.folder())?;
    }
    staging.commit()
}

fn mentions(document: &newsgraph::Document, extraction: &newsgraph::Extraction, out: &mut Vec<u8>) {
    let found_by = |found_by: FoundBy, name: &mut String| match found_by {
        FoundBy::Entry(_) => name.push_str("gazetteer"),
        FoundBy::Rule(rule) => name.push_str(rule.as_str()),
    };
    mention_rows(document, extraction, &found_by, out);
}

#[test]
fn the_files_are_those_that_were_reviewed() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export/golden");
    let folder = tempfile::tempdir().expect("a folder for the test");
    run(&world::stories(), folder.path()).expect("the run ends well");
    // The manifest tells the version of the program, which is no matter of review.
    fs::remove_file(folder.path().join(Manifest::NAME)).expect("a manifest");
    // Nor is that of the library that writes Parquet; its readers are in `readers.rs`.
    let is_read = |file: &String| !file.ends_with(".parquet");
    let files: BTreeSet<String> = rules::files_below(folder.path()).into_iter().filter(is_read).collect();
    if std::env::var_os("NEWSGRAPH_BLESS").is_some_and(|bless| bless == "1") {
        fs::remove_dir_all(&golden).unwrap_or_default();
        for file in &files {
            let target = golden.join(file);
            fs::create_dir_all(target.parent().expect("a folder")).expect("the fixtures can be written");
            fs::copy(folder.path().join(file), target).expect("the fixtures can be written");
        }
    }
    assert_eq!(files, rules::files_below(&golden), "the files there are");
    for file in files {
        let [made, kept] = [folder.path(), &golden].map(|folder| fs::read_to_string(folder.join(&file)).expect("it can be read"));
        assert_eq!(made, kept, "{file}: if the change is meant, run with NEWSGRAPH_BLESS=1 and read the diff");
    }
}

#[test]
fn streamed_tables_keep_the_common_rules_and_join_with_the_graph() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut stories = world::stories();
    stories.push(crate::hostile::story());
    run(&stories, folder.path()).expect("the run ends well");
    for table in Table::ALL {
        let bytes = fs::read(folder.path().join(table.file_name())).expect("the table is there");
        rules::common(table.file_name(), &bytes);
        assert_eq!(rules::read(&bytes, false).header, table.columns());
    }
    let read = |file: &str| rules::read_file(&folder.path().join(file), false);
    let (relations, claims, evidence, mentions) =
        (read("relations.csv"), read("claims.csv"), read("evidence.csv"), read("mentions.csv"));
    let edges: BTreeSet<&str> = relations.column("id").into_iter().chain(claims.column("id")).collect();
    assert_eq!(edges, evidence.column("relation_id").into_iter().collect(), "every edge has evidence, and no evidence is astray");
    let texts: std::collections::BTreeMap<String, &str> =
        stories.iter().map(|story| (one_line(story.document.id.as_str()), story.document.text.as_str())).collect();
    for (i, surface) in mentions.column("surface").into_iter().enumerate() {
        let text = texts[mentions.column("document")[i]];
        let [start, end, start_byte, end_byte] =
            ["start", "end", "start_byte", "end_byte"].map(|name| mentions.column(name)[i].parse::<usize>().expect("an offset"));
        assert_eq!(one_line(&text[start_byte..end_byte]), surface);
        assert_eq!(one_line(&text.chars().skip(start).take(end - start).collect::<String>()), surface);
    }
}

/// Words on one line, as every cell has them.
pub(crate) fn one_line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_document_id_that_comes_twice_keeps_all_rows() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let story = world::stories().swap_remove(2);
    let manifest = run(&[story.clone(), story], folder.path()).expect("the run ends well");
    let rows = |name: &str| manifest.files().iter().find(|file| file.name == name).and_then(|file| file.rows);
    assert_eq!(rows("articles.csv"), Some(2));
    assert_eq!(rows("mentions.csv"), Some(8));
    assert_eq!(rows("neo4j/import.sh"), None);
}
