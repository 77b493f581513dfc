//! What several commands take: how articles are read, what is written, what does the work, what is known beforehand.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as Group, ValueEnum, ValueHint};
use newsgraph::export::EXPORTERS;
use newsgraph::ingest::FORMATS;

use super::{LogFormat, Own};

/// What stands for every output format.
pub(crate) const ALL_FORMATS: &str = "all";

/// What commands over many articles share.
#[derive(Debug, Group)]
pub(crate) struct Work {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) machine: Machine,
    /// Say nothing but errors
    #[arg(short, long, help_heading = "Options")]
    pub(crate) quiet: bool,
}

/// What a run says of itself, for programs.
#[derive(Debug, Group)]
pub(crate) struct Told {
    /// Write what became of each file to this file, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) report: Option<PathBuf>,
    /// Log to standard error what happens, in lines of this form
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
}

/// What is written.
#[derive(Debug, Group)]
pub(crate) struct Formats {
    /// What to write, with commas between; csv, neo4j and gephi if not given
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',', value_parser = exporters())]
    pub(crate) format: Vec<String>,
    /// Make the articles nodes as well, in the formats that can have them so
    #[arg(long)]
    pub(crate) documents: bool,
}

/// What is held of a graph.
#[derive(Debug, Group)]
#[command(next_help_heading = "Working")]
pub(crate) struct Memory {
    /// Hold about so much of a graph in memory, and the rest in temporary files beside the output
    #[arg(long, value_name = "SIZE", default_value = "64M")]
    pub(crate) hold: String,
}

/// How articles are read.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Source {
    /// The field or column that holds the text, if it has no usual name
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Option<String>,
    /// The one that holds the title
    #[arg(long, value_name = "NAME")]
    pub(crate) title_field: Option<String>,
    /// The one that holds the date of publication
    #[arg(long, value_name = "NAME")]
    pub(crate) date_field: Option<String>,
    /// The one that holds the address
    #[arg(long, value_name = "NAME")]
    pub(crate) url_field: Option<String>,
    /// The one that holds the id
    #[arg(long, value_name = "NAME")]
    pub(crate) id_field: Option<String>,
    /// The one that holds the publisher
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher_field: Option<String>,
    /// The one that holds the author
    #[arg(long, value_name = "NAME")]
    pub(crate) author_field: Option<String>,
    /// When articles that state no date were published: 2023-08-07
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Which number of 07/08/2023 is the day
    #[arg(long, value_name = "ORDER", default_value = "detect")]
    pub(crate) numeric_dates: NumericDates,
    /// Seasons are those of the southern hemisphere: summer begins in December
    #[arg(long)]
    pub(crate) southern: bool,
    /// The format of standard input, and of files whose name tells none
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) input_format: Option<String>,
    /// What becomes of articles that are not in English
    #[arg(long, value_name = "HOW", default_value = "mark")]
    pub(crate) foreign: ForeignTexts,
    /// Skip documents that are larger: 500k, 16M, 1G
    #[arg(long, value_name = "SIZE", default_value = "16M")]
    pub(crate) max_document_size: String,
}

/// What becomes of articles in other languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ForeignTexts {
    /// Read them as if they were
    Read,
    /// Read them, note their language, report them
    Mark,
    /// Skip and report them
    Skip,
}

/// How numeric dates are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NumericDates {
    /// As the article writes its other dates; month first if none tells
    Detect,
    /// Day, month, year
    DayFirst,
    /// Month, day, year
    MonthFirst,
}

/// What does the work.
#[derive(Debug, Group)]
#[command(next_help_heading = "Working")]
pub(crate) struct Machine {
    /// How many threads; one a core if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    #[command(flatten)]
    pub(crate) lists: Lists,
}

/// What is known beforehand.
#[derive(Debug, Group)]
#[command(next_help_heading = "Knowing")]
pub(crate) struct Lists {
    /// Use gazetteers/ and patterns/ of this folder, not those built in
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) resources: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) own: Own,
    /// What you have decided about entities: drop, rename, merge, split ...
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) corrections: Option<PathBuf>,
    /// Leave our lists of names out; our word lists stay
    #[arg(long)]
    pub(crate) no_default_gazetteers: bool,
}

fn exporters() -> PossibleValuesParser {
    let formats = EXPORTERS.iter().map(|exporter| PossibleValue::new(exporter.name()).help(exporter.about()));
    PossibleValuesParser::new(formats.chain([PossibleValue::new(ALL_FORMATS).help("all of these")]))
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}
