//! A folder of text files to a graph in memory, on all cores: `cargo run --example folder -- input`.

use std::io::Write;

use newsgraph::{Document, Extractor, Graph};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "input".to_owned());
    let extractor = Extractor::new()?;
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            documents.push(Document::new(&path.to_string_lossy(), std::fs::read_to_string(&path)?));
        }
    }
    let graph = documents.par_iter().map(|document| extractor.graph([document])).reduce(Graph::default, Graph::merge);
    let mut out = std::io::stdout().lock();
    for edge in graph.edges() {
        writeln!(out, "{} {} {}: {}", edge.head.name, edge.relation.kind.name, edge.tail.name, edge.relation.evidence.sentence)?;
    }
    Ok(())
}
