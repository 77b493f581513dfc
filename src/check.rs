//! The proof of the resources: every example of every rule is read, and every counterexample; what lists find in articles.

mod diff;
mod usage;

pub use diff::{Changed, ChangedRow, Difference, difference};

use std::path::PathBuf;

use crate::date::Timex;
use crate::document::Document;
use crate::extraction::Extraction;
use crate::extractor::Extractor;
use crate::relation::RelationMention;
use crate::resources::{Claim, DateExample, Resources};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::tag::dates;
use crate::text::Text;

/// A rule that does not do what its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// The line of the example, from 1.
    pub line: u64,
    /// What was wanted, and what was found.
    pub message: String,
}

/// How many examples and counterexamples were read, and what was wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many were read.
    pub examples: usize,
    /// Those that failed.
    pub findings: Vec<Finding>,
}

impl Extractor {
    /// Reads the examples and counterexamples of all relation patterns and date rules. Those of zones and names were
    /// read when the resources were compiled.
    /// [`Extractor::new`] leaves examples out; compile [`embedded`](crate::resources::embedded) files to have them.
    pub fn check(&self) -> Report {
        let mut worker = self.worker();
        let mut report = date_examples(self.resources());
        for (number, claim) in self.resources().relations.claims.iter().enumerate() {
            let document = Document::new(&format!("example-{number}"), claim.text.as_str());
            let extraction = worker.extract(&document);
            report.examples += 1;
            if let Err(message) = judge(claim, &document, &extraction) {
                report.findings.push(Finding { path: claim.path.clone(), line: claim.line, message });
            }
        }
        report
    }
}

/// Reads the examples and counterexamples of all date rules.
pub fn date_examples(resources: &Resources) -> Report {
    let mut report = Report::default();
    let mut text = Text::default();
    for example in &resources.dates.examples {
        let mut document = Document::new("example", example.text.as_str());
        document.published = example.anchor;
        resources.cutter().cut(&document, &mut text);
        report.examples += 1;
        if let Err(message) = judge_date(example, &document, &dates(resources, &document, &text)) {
            let message = format!("{}: {:?} {message}", example.rule, example.text);
            report.findings.push(Finding { path: example.path.clone(), line: example.line, message });
        }
    }
    report
}

/// Whether what was found in an article of one example is what the example says of its rule.
fn judge_date(example: &DateExample, document: &Document, all: &[(Span, Timex, Symbol)]) -> Result<(), String> {
    let mut own = all.iter().filter(|(.., rule)| *rule == example.rule);
    let Some(asked) = &example.found else {
        return own.next().map_or(Ok(()), |(span, ..)| Err(format!("finds {:?}", span.of(&document.text))));
    };
    let days = |timex: &Timex| {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        timex.interval.map(|interval| format!("{}/{}", day(interval.earliest), day(interval.latest)))
    };
    let fits = own.any(|(span, timex, _)| {
        span.of(&document.text) == asked.span
            && timex.value == asked.value
            && timex.timex_type.as_str() == asked.timex_type.as_deref().unwrap_or("DATE")
            && timex.modifier == asked.modifier.as_deref()
            && (asked.days.is_none() || asked.days == days(timex))
    });
    let spelt = |(span, timex, rule): &(Span, Timex, Symbol)| {
        let modifier = timex.modifier.unwrap_or("no modifier");
        let days = days(timex).unwrap_or_default();
        format!("{:?} {} {} {modifier} {days} by {rule}", span.of(&document.text), timex.timex_type.as_str(), timex.value)
    };
    if fits { Ok(()) } else { Err(format!("gives {}", all.iter().map(spelt).collect::<Vec<_>>().join("; "))) }
}

/// Whether an article of one example gives what the example says.
fn judge(claim: &Claim, document: &Document, extraction: &Extraction) -> Result<(), String> {
    let surface = |mention: u32| extraction.mentions[mention as usize].span.of(&document.text);
    let of_kind: Vec<&RelationMention> = extraction.relations.iter().filter(|found| found.kind.name == claim.kind).collect();
    let spelt = |found: &RelationMention| {
        format!(
            "{} -> {} ({}, {}, {})",
            surface(found.head),
            surface(found.tail),
            found.polarity.as_str(),
            found.modality.as_str(),
            found.found_by
        )
    };
    let all = || of_kind.iter().map(|found| spelt(found)).collect::<Vec<_>>().join("; ");
    let Some((head, tail)) = &claim.ends else {
        let stated: Vec<&&RelationMention> =
            of_kind.iter().filter(|found| found.polarity.as_str() == "asserted" && found.modality.as_str() == "fact").collect();
        return if stated.is_empty() {
            Ok(())
        } else {
            Err(format!("counterexample gives {}: {}: {:?}", claim.kind, all(), claim.text))
        };
    };
    let ends = |found: &&&RelationMention| {
        let straight = surface(found.head) == head && surface(found.tail) == tail;
        straight || (found.kind.symmetric && surface(found.head) == tail && surface(found.tail) == head)
    };
    let Some(found) = of_kind.iter().find(ends) else {
        let mentions: Vec<String> = extraction
            .mentions
            .iter()
            .map(|mention| format!("{} [{}]", mention.span.of(&document.text), mention.label))
            .collect();
        return Err(format!(
            "{} {head} -> {tail} not found in {:?}; found: {}; mentions: {}",
            claim.kind,
            claim.text,
            all(),
            mentions.join(", ")
        ));
    };
    let wanted = (claim.polarity.as_deref().unwrap_or("asserted"), claim.modality.as_deref().unwrap_or("fact"));
    if (found.polarity.as_str(), found.modality.as_str()) != wanted {
        return Err(format!("wanted {} and {}, found {}: {:?}", wanted.0, wanted.1, spelt(found), claim.text));
    }
    match claim.pattern {
        Some(pattern) if !of_kind.iter().filter(ends).any(|found| found.pattern() == pattern.as_str()) => {
            Err(format!("wanted by {pattern}, found {}: {:?}", spelt(found), claim.text))
        }
        _ => Ok(()),
    }
}
