//! W3C Web Annotations: each mention as an annotation in JSON-LD, one a line, for Hypothesis, Recogito, `INCEpTION`.
//!
//! Offsets are code points of the text as it was read, as the recommendation counts. Where the article has no address,
//! its source is a name of ours.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::id::article_id;
use super::verify::{self, Counts};
use super::{Content, Exporter};
use crate::entity::EntityId;
use crate::error::{Error, Result};

/// W3C Web Annotations.
#[derive(Clone, Copy, Debug)]
pub struct W3c;

const FOLDER: &str = "w3c";
const FILES: [&str; 1] = ["w3c/annotations.jsonl"];

impl Exporter for W3c {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn about(&self) -> &'static str {
        "W3C Web Annotations of the mentions, JSON-LD lines"
    }

    fn files(&self) -> &'static [&'static str] {
        &FILES
    }

    fn reads_tables(&self, _documents: bool) -> bool {
        true
    }

    fn export(&self, content: &Content<'_>, folder: &Path) -> Result<Vec<PathBuf>> {
        let path = folder.join(FILES[0]);
        let at = |error| Error::io(&path, error);
        let mut file = BufWriter::with_capacity(1 << 18, File::create(&path).map_err(at)?);
        content.mentions(&mut |article, mention| {
            let document = article_id(mention.text("document"));
            let source = Some(article.text("url")).filter(|url| is_address(url));
            let (start, end) = (mention.whole("start"), mention.whole("end"));
            let mut bodies = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": mention.text("label") })];
            for (purpose, value) in [("describing", mention.text("role")), ("classifying", mention.text("value"))] {
                if !value.is_empty() {
                    bodies.push(json!({ "type": "TextualBody", "purpose": purpose, "value": value }));
                }
            }
            if !mention.text("entity").is_empty() {
                let place = address_of(mention.text("entity"));
                bodies.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": place }));
            }
            let annotation: Value = json!({
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": format!("urn:newsgraph:{document}:{start}-{end}"),
                "type": "Annotation",
                "motivation": "identifying",
                "body": bodies,
                "target": {
                    "source": source.map_or_else(|| format!("urn:newsgraph:{document}"), str::to_owned),
                    "selector": [
                        { "type": "TextPositionSelector", "start": start, "end": end },
                        { "type": "TextQuoteSelector", "exact": mention.text("surface") },
                    ],
                },
            });
            serde_json::to_writer(&mut file, &annotation).map_err(|error| at(error.into()))?;
            file.write_all(b"\n").map_err(at)
        })?;
        file.flush().map_err(at)?;
        Ok(FILES.map(PathBuf::from).to_vec())
    }

    fn read_back(&self, folder: &Path) -> Result<Counts> {
        verify::w3c(&folder.join(FILES[0]))
    }

    fn next_step(&self, _folder: &Path, _documents: bool) -> Option<String> {
        None
    }
}

/// Whether an article's address can stand as an IRI; what else the source gave is no address.
pub(super) fn is_address(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && !url.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
}

/// Where an entity is known: Wikidata, `GeoNames`, or here.
fn address_of(id: &str) -> String {
    let id = EntityId::new(id);
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    match (id.as_str().strip_prefix('Q'), id.as_str().strip_prefix("gn:")) {
        (Some(rest), _) if is_number(rest) => format!("http://www.wikidata.org/entity/{id}"),
        (_, Some(rest)) if is_number(rest) => format!("https://sws.geonames.org/{rest}/"),
        _ => format!("urn:newsgraph:{id}"),
    }
}
