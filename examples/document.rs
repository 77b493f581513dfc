//! One article to its names and claims: `cargo run --example document`.

use std::io::Write;

use newsgraph::{Date, Document, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new()?;
    let text = "OSLO - Boeing was hacked by Lazarus Group last month, Maren Lindqvist of SentinelOne said. Lindqvist met Kim Jong Un in Pyongyang.";
    let document = Document::new("example", text).published(Date::parse("2024-03-12").ok_or("no date")?);
    let extraction = extractor.extract(&document);
    let mut out = std::io::stdout().lock();
    for mention in &extraction.mentions {
        let referent = mention.referent.map(|number| &extraction.referents[number as usize]);
        let id = referent.map_or("-", |referent| referent.id.as_str());
        writeln!(out, "{:<16} {:<28} {id}", mention.span.of(text), mention.label.as_str())?;
    }
    for claim in &extraction.relations {
        let words = |mention: u32| extraction.mentions[mention as usize].span.of(text);
        writeln!(out, "{} {} {}  ({})", words(claim.head), claim.kind.name, words(claim.tail), claim.found_by)?;
    }
    Ok(())
}
