//! All that one comparison gives.

use serde::Serialize;

use super::clusters::{self, ClusterScores};
use super::cut::is_name;
use super::dates::{self, DateScores};
use super::entities::{self, Entities, Labels};
use super::errors::{self, Mistake};
use super::gold::Gold;
use super::marks::{Base, Mark, Marks};
use super::relations::{self, RelationMap, RelationMode, RelationScores};

/// The labels of TIMEX3.
const TIMEX: [&str; 4] = ["DATE", "TIME", "DURATION", "SET"];

/// What is compared, and how.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is one switch of the command
pub struct Options {
    /// The labels that count, if the gold has them; all but OTHER if none is named.
    pub types: Vec<Base>,
    /// Spans that overlap are the same where relations, finer labels and mistakes are counted.
    pub relaxed: bool,
    /// Persons lose titles and a last stop or comma, on both sides.
    pub titles: bool,
    /// Pronouns and what has no capital are left out, on both sides.
    pub names: bool,
    /// All time expressions count as dates, and nothing else counts.
    pub timex: bool,
    /// What is found exactly where the gold marks an OTHER is left out.
    pub ignore_other: bool,
    /// Texts in which the gold marks nothing are left out.
    pub cover_only: bool,
    /// Whether relations count, and what makes one right.
    pub relations: Option<RelationMode>,
    /// What the relations found are called in the gold.
    pub relation_map: RelationMap,
    /// Whether it counts who is who.
    pub clusters: bool,
    /// Whether finer labels are counted.
    pub by_label: bool,
    /// Whether mistakes are told.
    pub errors: bool,
}

/// What a comparison gives; as JSON it has the form that the scorer of the bench writes.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    /// How many texts.
    pub docs: usize,
    /// The labels that count.
    pub types: Vec<Base>,
    /// Spans with labels.
    pub entities: Entities,
    /// Dates, where the gold gives them values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<DateScores>,
    /// Relations, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relations: Option<RelationScores>,
    /// Who is who, if asked for and the gold says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clusters: Option<ClusterScores>,
    /// The finer labels of both sides, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// The mistakes, if asked for: the costliest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<Mistake>>,
}

/// A text, and what both sides mark in it that counts.
pub(super) struct Pair<'g> {
    pub(super) source: &'g Gold,
    pub(super) text: &'g str,
    pub(super) gold: Marks,
    pub(super) found: Marks,
}

/// Compares what was found with the gold, text by text: `found[n]` is of `golds[n]`.
///
/// # Examples
/// ```
/// use newsgraph::Extractor;
/// use newsgraph::score::{GoldOptions, Marks, Options, read_gold, score};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("gold.jsonl");
/// let mentions = r#"[{"start": 0, "end": 5, "type": "PLACE"}, {"start": 12, "end": 18, "type": "PLACE"}]"#;
/// std::fs::write(&file, format!(r#"{{"id": "1", "text": "Kenya warns Norway.", "mentions": {mentions}}}"#))?;
/// let golds = read_gold(&[file], &GoldOptions::default())?;
/// let found = [Marks::found(&Extractor::new()?.extract(&golds[0].document))];
/// let scores = score(&golds, &found, &Options::default());
/// assert_eq!(scores.entities.strict["PLACE"].f1(), 1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(golds: &[Gold], found: &[Marks], options: &Options) -> Scores {
    let pairs: Vec<Pair<'_>> = golds
        .iter()
        .zip(found)
        .filter(|(gold, _)| !options.cover_only || !gold.marks.mentions.is_empty())
        .map(|(gold, found)| {
            let text = gold.document.text.as_str();
            Pair { source: gold, text, gold: counted(text, &gold.marks, options), found: counted(text, found, options) }
        })
        .collect();
    let types = types(&pairs, &options.types);
    let (entities, labels) = entities::score(&pairs, &types, options);
    Scores {
        docs: pairs.len(),
        values: if types.contains(&Base::Date) { dates::score(&pairs) } else { None },
        relations: options.relations.map(|mode| relations::score(&pairs, mode, options)),
        clusters: if options.clusters { clusters::score(&pairs) } else { None },
        labels: options.by_label.then_some(labels),
        errors: options.errors.then(|| errors::mistakes(&pairs, &types, options)),
        entities,
        types,
    }
}

/// The labels that count and that the gold has.
fn types(pairs: &[Pair<'_>], wanted: &[Base]) -> Vec<Base> {
    let usual = [Base::Person, Base::Org, Base::Place, Base::Date];
    let wanted = if wanted.is_empty() { &usual[..] } else { wanted };
    let is_there = |base: Base| pairs.iter().any(|pair| pair.gold.mentions.iter().any(|mark| mark.base == base));
    let mut types: Vec<Base> = Vec::new();
    for &base in wanted {
        if !types.contains(&base) && is_there(base) {
            types.push(base);
        }
    }
    types
}

/// The marks that count. Where some are left out, so are all relations.
fn counted(text: &str, marks: &Marks, options: &Options) -> Marks {
    let mut counted = marks.clone();
    if options.names {
        counted.mentions.retain(|mark| !mark.base.is_named() || is_name(text, mark));
        counted.relations.clear();
    }
    if options.timex {
        let is_timex = |mark: &Mark| TIMEX.contains(&mark.label.as_str());
        counted.mentions.retain(is_timex);
        counted.mentions.iter_mut().for_each(|mark| mark.base = Base::Date);
        counted.relations.clear();
    }
    counted
}
