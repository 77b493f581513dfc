//! `patterns/zones/`: what begins a caption, promo, byline or a piece of page furniture.

use serde::Deserialize;

use super::{Compiler, File, rule_name, toml_file};
use crate::document::Zone;
use crate::error::{Error, Result};
use crate::lazy::LazyRegex;
use crate::text::{Extent, WordTraits, ZoneRule, ZoneRules};
use crate::word::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneFile {
    zone: Vec<toml::Spanned<ZoneTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneTable {
    name: String,
    zone: String,
    extent: String,
    starts: Vec<String>,
    pattern: String,
    longest: Option<usize>,
    examples: Vec<String>,
    counterexamples: Vec<String>,
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<ZoneRules> {
    let mut rules = ZoneRules::default();
    for file in files {
        for table in toml_file::<ZoneFile>(file)?.zone {
            let line = super::line_at(&file.content, table.span().start);
            let rule = table.into_inner();
            let name = rule.name.clone();
            add(&rule, compiler, &mut rules)
                .map_err(|message| Error::new(format!("zone `{name}`: {message}")).at(&file.path).line(line))?;
        }
    }
    Ok(rules)
}

fn add(table: &ZoneTable, compiler: &mut Compiler, rules: &mut ZoneRules) -> std::result::Result<(), String> {
    let zone = Zone::from_name(&table.zone).ok_or("`zone` is one of headline, byline, caption, promo, boilerplate")?;
    let extent = match table.extent.as_str() {
        "paragraph" => Extent::Paragraph,
        "bracket" => Extent::Bracket,
        "rest" => Extent::Rest,
        _ => return Err("`extent` is one of paragraph, bracket, rest".to_owned()),
    };
    // Letters, digits and word ends as ASCII has them: all Unicode's cost a hundred times as much to compile.
    let pattern = table.pattern.replace(r"\w", "[0-9A-Za-z_]").replace(r"\d", "[0-9]").replace(r"\b", r"(?-u:\b)");
    let source = format!("^(?:{pattern})");
    let pattern = if compiler.trusted {
        LazyRegex::trusted(source)
    } else {
        LazyRegex::checked(source).map_err(|error| format!("the pattern does not compile: {error}"))?
    };
    if !compiler.trusted
        && let Some(example) = table.examples.iter().find(|example| !pattern.get().is_match(example))
    {
        return Err(format!("its example does not fit: {example:?}"));
    }
    if !compiler.trusted
        && let Some(example) = table.counterexamples.iter().find(|example| pattern.get().is_match(example))
    {
        return Err(format!("its counterexample fits: {example:?}"));
    }
    if table.starts.is_empty() || (!compiler.trusted && table.examples.is_empty()) {
        return Err("`examples` and `starts` may not be empty".to_owned());
    }
    let number = u16::try_from(rules.rules.len()).map_err(|_| "more than 65,535 zone rules")?;
    for start in &table.starts {
        let word = compiler.word(&fold(start));
        compiler.lists.traits[word.0 as usize].0 |= WordTraits::ZONE_CUE;
        rules.by_word.entry(word).or_default().push(number);
    }
    let longest = table.longest.unwrap_or(400);
    rules.rules.push(ZoneRule { name: rule_name("zones", &table.name), zone, extent, pattern, longest });
    Ok(())
}
