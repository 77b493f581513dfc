//! The arguments of `score` as they are typed, and their help.

#![allow(clippy::doc_markdown)] // help is read without marks

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as Group, ValueEnum, ValueHint};
use newsgraph::score::{Base, GOLD_FORMATS};

use super::args::Machine;

pub(super) const SCORE_EXAMPLES: &str = "\
Examples:
  newsgraph score gold.jsonl --titles
  newsgraph score brat/ --errors 5                 what goes wrong most often
  newsgraph score train.txt --gold-format conll --labels Vessel=OTHER
  newsgraph score gold.jsonl --relations labelled --relation-map map.json
  newsgraph tag gold.jsonl --format jsonl > found.jsonl
  newsgraph score gold.jsonl --predicted found.jsonl --format json

A span is right if its words and its label are those of the gold, after white
space, a leading \"the\" and a trailing 's are cut from both. Labels the gold
never uses are left out.

Exit codes: 0 done; 1 done, but --predicted lacks texts or has others;
2 could not run: a score over a part of the gold is none.";

/// `score`.
#[derive(Debug, Group)]
pub(crate) struct Score {
    /// Annotated files, folders of them, or `-` for standard input
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) gold: Vec<PathBuf>,
    /// Score what this file holds, in the form of `tag --format jsonl`, instead of tagging
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "resources")]
    pub(crate) predicted: Option<PathBuf>,
    /// Find relations between the names of the gold instead of those found: relations judged by themselves
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) given_names: bool,
    /// Show so many of the most frequent mistakes of each cause, in context
    #[arg(long, value_name = "N")]
    pub(crate) errors: Option<usize>,
    /// How to show the scores
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ScoreFormat,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) reading: GoldReading,
    #[command(flatten)]
    pub(crate) machine: Machine,
}

/// How `score` shows scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScoreFormat {
    /// For the eye: tables
    Text,
    /// For programs: one object
    Json,
}

/// What counts.
#[derive(Debug, Group)]
#[command(next_help_heading = "Counting")]
#[allow(clippy::struct_excessive_bools)] // each is a switch
pub(crate) struct Counting {
    /// The labels that count, with commas between; PERSON,ORG,PLACE,DATE if not given
    #[arg(long, value_name = "LABELS", value_delimiter = ',', value_parser = bases())]
    pub(crate) types: Vec<String>,
    /// Words that overlap are enough, in relations, finer labels, mistakes and the last line
    #[arg(long)]
    pub(crate) relaxed: bool,
    /// Tell also the finer labels: recall of the gold's, precision of those found
    #[arg(long)]
    pub(crate) by_label: bool,
    /// Cut titles and a last stop from persons, on both sides
    #[arg(long)]
    pub(crate) titles: bool,
    /// Leave out pronouns and what has no capital, on both sides
    #[arg(long)]
    pub(crate) names: bool,
    /// Count times, durations and sets as dates, and nothing else
    #[arg(long)]
    pub(crate) timex: bool,
    /// Leave out what is found exactly where the gold has an OTHER
    #[arg(long)]
    pub(crate) ignore_other: bool,
    /// Leave out texts in which the gold marks nothing
    #[arg(long)]
    pub(crate) cover_only: bool,
    /// Score who is who: B-cubed over the names of the gold
    #[arg(long)]
    pub(crate) clusters: bool,
    /// Score relations
    #[arg(long, value_name = "MODE")]
    pub(crate) relations: Option<Relations>,
    /// A JSON object from our kinds to the gold's: {"LEADS": "Work_For", "OWNS": "~Owner"}
    ///
    /// `~` swaps head and tail, null leaves the kind out; a kind that is not there keeps its name.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "relations")]
    pub(crate) relation_map: Option<PathBuf>,
}

/// What makes a relation right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Relations {
    /// Both ends, kind and direction
    Labelled,
    /// Both ends
    Unlabelled,
}

/// How gold is read.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct GoldReading {
    /// The format of all files, if their suffixes do not tell
    #[arg(long, value_name = "FORMAT", value_parser = gold_formats())]
    pub(crate) gold_format: Option<String>,
    /// What labels count as: Vessel=OTHER,Quay=PLACE; NONE leaves them out
    #[arg(long, value_name = "LABEL=BASE", value_delimiter = ',')]
    pub(crate) labels: Vec<String>,
    /// The layer of WebAnno that holds the marks, if not NamedEntity
    #[arg(long, value_name = "NAME")]
    pub(crate) layer: Option<String>,
    /// When texts that state no date were published: 2023-08-07
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
}

fn bases() -> PossibleValuesParser {
    PossibleValuesParser::new(Base::ALL.map(Base::as_str))
}

fn gold_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(GOLD_FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}
