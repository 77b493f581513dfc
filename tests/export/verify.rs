//! An output folder read back: sound ones pass, and each way of being wrong is named with its file.

use std::fs;

use newsgraph::export::{Manifest, verify};

use crate::{golden, hostile, world};

#[test]
fn what_a_run_writes_is_sound() {
    for stories in [world::stories(), vec![hostile::story()], Vec::new()] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        golden::run(&stories, folder.path()).expect("the run ends well");
        let verdict = verify(folder.path()).expect("it can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
        let graph = world::graph(&stories);
        assert_eq!((verdict.entities, verdict.edges), (graph.sizes().0 as u64, graph.facts() as u64));
        assert!(verdict.files > 40, "{}", verdict.files);
    }
}

#[test]
fn a_folder_without_a_manifest_is_refused() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert!(verify(folder.path()).expect_err("nothing is there").message().contains("no manifest.json"));
}

#[test]
fn each_fault_is_named_with_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    golden::run(&world::stories(), folder.path()).expect("the run ends well");
    let cases = [
        ("mentions.csv", ",lazarus-group-77aa,", ",nobody,", ":"),
        ("mentions.csv", "wire-1,", "wire-x,", "its document is not in articles.csv"),
        ("evidence.csv", "\nr-", "\nr-0", "its relation_id is in neither"),
        ("articles.csv", ",read,4,", ",read,5,", "says 5 mentions, and 4 rows are there"),
        ("entities.csv", "place,country", "place,\"country", ":"),
        ("neo4j/nodes.csv", "Moscow", "Mos\tcow", "holds a control character"),
        ("neo4j/nodes.csv", "2023-08-07", "7.8.2023", "does not fit under firstSeen:date"),
        ("neo4j/relationships.csv", ",HACKED,", ",HACK ED,", "does not fit under :TYPE"),
        ("neo4j/relationships.csv", "lazarus-group-77aa", "nobody", "there is no node `nobody`"),
        ("neo4j/evidence.csv", "\ne-", "\nx,e-", "cells where its header has"),
        ("cypher/entities.csv", "Moscow", "Mos\"cow", "a quote is not closed, or not doubled"),
        ("gephi/edges.csv", ",1,", ",0,", "does not fit under Weight"),
        ("gephi/nodes.csv", "gn:524901,", "Q423,", "is empty or comes twice"),
        ("gephi/nodes.csv", "Id,Label", "Label,Label", "a column has no name, or two have one"),
        ("gephi/nodes.csv", "Id,Label", "Ids,Label", "there is no column Id"),
        ("gexf/graph.gexf", "<nodes>", "<nodes><node id=\"Q423\"/>", "a node comes twice"),
        ("gexf/graph.gexf", "</nodes>", "", ":"),
        ("gexf/graph.gexf", "for=\"status\"", "for=\"state\"", "\"state\" is not declared"),
        ("graphml/graph.graphml", "target=\"gn:524901\"", "target=\"Q0\"", "there is no node \"Q0\""),
        ("graphml/graph.graphml", "source=\"Q423\" ", "", "an element without source"),
        ("kuzu/relations.csv", "Q423", "Q0", "there is no node `Q0`"),
        ("jsonl/mentions.jsonl", "{\"document\"", "{\"doc\"", "has no document"),
        ("jsonl/claims.jsonl", "{", "", "is not JSON"),
        ("ftm/entities.ftm.json", "\"Person\"", "\"Human\"", "Human is no schema that is written"),
        ("ftm/entities.ftm.json", "\"subject\":[\"", "\"subject\":[\"x", "there is no entity `x"),
        ("stix/bundle.json", "\"id\":\"location--", "\"id\":\"location-", "is no id of a location"),
        ("stix/bundle.json", "\"created\":\"2023", "\"created\":\"23", "created is no time of STIX"),
        ("stix/bundle.json", "\"bundle\"", "\"bunch\"", "is no STIX bundle"),
        ("w3c/annotations.jsonl", "\"start\":0,", "\"start\":9000,", "ends before it starts"),
        ("brat/wire-2.ann", "\tPlace_Country 0 11\tNorth Korea", "", "is no annotation"),
        ("brat/wire-2.ann", "0 11", "0 12", "does not have the words of its place in the text"),
        ("brat/wire-2.ann", "Arg2:T5", "Arg2:T9", "there is no T9"),
        ("w3c/annotations.jsonl", "\"Annotation\"", "\"Note\"", "its type is not Annotation"),
    ];
    for (file, from, to, message) in cases {
        let path = folder.path().join(file);
        let sound = fs::read_to_string(&path).expect("it can be read");
        let broken = sound.replacen(from, to, 1);
        assert!(broken != sound, "{file}: {from} is not there");
        fs::write(&path, broken).expect("it can be written");
        let verdict = verify(folder.path()).expect("the manifest can be read");
        let faults: Vec<String> = verdict.faults.iter().map(ToString::to_string).collect();
        let hash = format!("{}: is not as it was written", path.display());
        assert!(faults.contains(&hash), "{file}: {faults:?}");
        assert!(faults.iter().any(|fault| *fault != hash && fault.contains(message)), "{file}, {from}: {faults:?}");
        assert!(
            faults.iter().any(|fault| *fault != hash && fault.contains(file.split('/').next().expect("a part"))),
            "{faults:?}"
        );
        fs::write(&path, sound).expect("it can be written");
    }
}

#[test]
fn files_that_are_cut_off_missing_or_short_of_a_row_are_named() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    golden::run(&world::stories(), folder.path()).expect("the run ends well");
    let faults = || -> Vec<String> {
        verify(folder.path()).expect("the manifest can be read").faults.iter().map(ToString::to_string).collect()
    };
    let has = |words: &str| assert!(faults().iter().any(|fault| fault.contains(words)), "{words}: {:?}", faults());
    for (file, message) in [
        ("parquet/mentions.parquet", "is no Parquet file"),
        ("neo4j/nodes.csv", "the last line is cut off"),
        ("jsonl/articles.jsonl", "is not JSON"),
        ("stix/bundle.json", "is not JSON"),
        ("gexf/graph.gexf", "ends before its elements are closed"),
    ] {
        let path = folder.path().join(file);
        let sound = fs::read(&path).expect("it can be read");
        let cut = if file.ends_with("gexf") { sound.len() * 3 / 4 } else { sound.len() - 2 };
        fs::write(&path, &sound[..cut]).expect("it can be written");
        if file.ends_with("gexf") {
            // Where it is cut decides what is said.
            has("gexf/graph.gexf:");
        } else {
            has(message);
        }
        fs::write(&path, sound).expect("it can be written");
    }
    // A row less: the totals tell.
    for (file, message) in
        [("jsonl/mentions.jsonl", "rows of"), ("gephi/co_mentions.csv", "pairs"), ("kuzu/claims.csv", "claims")]
    {
        let path = folder.path().join(file);
        let sound = fs::read_to_string(&path).expect("it can be read");
        let last = sound.trim_end().rfind('\n').expect("some lines") + 1;
        fs::write(&path, &sound[..last]).expect("it can be written");
        let words = if file.starts_with("jsonl") { "mentions, and the native files" } else { message };
        has(words);
        fs::write(&path, sound).expect("it can be written");
    }
    assert_eq!(faults(), Vec::<String>::new());
    fs::remove_file(folder.path().join("kuzu/copy.cypher")).expect("it can be removed");
    has("kuzu/copy.cypher: no such file");
    let manifest = folder.path().join(Manifest::NAME);
    let sound = fs::read_to_string(&manifest).expect("it can be read");
    fs::write(&manifest, sound.replace("\"kuzu/copy.cypher\"", "\"kuzu/copied.cypher\"")).expect("it can be written");
    has("kuzu/copy.cypher: is missing from the manifest");
    fs::write(&manifest, sound.replace("\"complete\": true", "\"complete\": false")).expect("it can be written");
    has("did not come to its end");
}
