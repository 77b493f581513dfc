//! The arguments of the commands around a store of articles.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum, ValueHint};

use super::{Formats, Machine, Memory, Source, Told, Work};

pub(crate) const INIT_EXAMPLES: &str = "\
Examples:
  newsgraph init news.store

Exit codes: 0 done; 2 nothing done.";

pub(crate) const ADD_EXAMPLES: &str = "\
Examples:
  newsgraph add news.store today/              what is new or changed in today/
  zcat wire.jsonl.gz | newsgraph add news.store - --input-format jsonl
  newsgraph add news.store --refresh           again, by changed resources

Exit codes: 0 done; 1 done, but some documents were skipped; 2 nothing done.";

pub(crate) const REPLACE_EXAMPLES: &str = "\
Examples:
  newsgraph replace news.store corrections.jsonl

Exit codes: 0 done; 1 done, but some documents were skipped or are not there;
2 nothing done.";

pub(crate) const REMOVE_EXAMPLES: &str = "\
Examples:
  newsgraph remove news.store nw-2025-0225-017
  newsgraph remove news.store https://example.org/story --forget

Exit codes: 0 done; 1 some are not there; 2 nothing done.";

pub(crate) const EXPORT_EXAMPLES: &str = "\
Examples:
  newsgraph export news.store -o graph/
  newsgraph export news.store --at 12 --format gephi -o before/
  newsgraph export news.store --since 12 -o delta/

Exit codes: 0 done; 2 nothing done.";

pub(crate) const STATUS_EXAMPLES: &str = "\
Examples:
  newsgraph status news.store
  newsgraph status news.store --stale --gazetteer lists/

Exit codes: 0 all articles are up to date; 1 some are stale; 2 no store.";

pub(crate) const WATCH_EXAMPLES: &str = "\
Examples:
  newsgraph watch incoming/ --store news.store
  newsgraph watch incoming/ --store news.store --log-format json 2>> log.jsonl

It runs until it is stopped. Exit code 2: it could not go on.";

/// The folder of a store.
#[derive(Debug, Group)]
pub(crate) struct Place {
    /// The folder of the store
    #[arg(value_name = "STORE", value_hint = ValueHint::DirPath)]
    pub(crate) store: PathBuf,
}

/// How long to wait.
#[derive(Debug, Group)]
#[command(next_help_heading = "Working")]
pub(crate) struct Waiting {
    /// Wait at most so many seconds while another process writes
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) wait: u64,
}

/// `init`.
#[derive(Debug, Group)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `add`.
#[derive(Debug, Group)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "INPUT", required_unless_present = "refresh", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// First read again the articles in the store that other resources have read
    #[arg(long)]
    pub(crate) refresh: bool,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) work: Work,
}

/// `replace`.
#[derive(Debug, Group)]
pub(crate) struct Replace {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) work: Work,
}

/// `remove`.
#[derive(Debug, Group)]
pub(crate) struct Remove {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The ids or addresses of articles; `-`: one a line of standard input
    #[arg(value_name = "ARTICLE", required_unless_present = "before")]
    pub(crate) articles: Vec<String>,
    /// Those published before this day as well (2024-05-31, 2024-05, 2024); what has no date stays
    #[arg(long, value_name = "DATE")]
    pub(crate) before: Option<String>,
    /// Wipe them and their former versions; no delta will tell of them
    #[arg(long)]
    pub(crate) forget: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    #[command(flatten)]
    pub(crate) machine: Machine,
}

/// `export`.
#[derive(Debug, Group)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The folder to write to
    #[arg(short, long, value_name = "FOLDER", default_value = "output", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    /// The graph as it was after this batch
    #[arg(long, value_name = "BATCH", conflicts_with = "since")]
    pub(crate) at: Option<u64>,
    /// Only what changed since this batch: rows, Cypher, Neo4j's incremental import
    #[arg(long, value_name = "BATCH", conflicts_with = "format")]
    pub(crate) since: Option<u64>,
    #[command(flatten)]
    pub(crate) formats: Formats,
    /// How many threads; one a core if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) memory: Memory,
}

/// `status`.
#[derive(Debug, Group)]
pub(crate) struct Status {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Name the articles that are stale, on standard output
    #[arg(long)]
    pub(crate) stale: bool,
    /// Which number of 07/08/2023 is the day
    #[arg(long, value_name = "ORDER", default_value = "detect")]
    pub(crate) numeric_dates: super::NumericDates,
    /// Seasons are those of the southern hemisphere
    #[arg(long)]
    pub(crate) southern: bool,
    #[command(flatten)]
    pub(crate) lists: super::Lists,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// An object a line
    Json,
}

/// `watch`.
#[derive(Debug, Group)]
pub(crate) struct Watch {
    /// The folder in which files land
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
    /// The folder of the store
    #[arg(long, value_name = "STORE", value_hint = ValueHint::DirPath)]
    pub(crate) store: PathBuf,
    /// How logs are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,
    /// Read a file when it has not changed for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0)]
    pub(crate) settle: f64,
    /// Look every so many seconds, where the system tells of no changes: on a network
    #[arg(long, value_name = "SECONDS")]
    pub(crate) poll: Option<u64>,
    #[command(flatten)]
    pub(crate) waiting: Waiting,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) machine: Machine,
}
