//! The arguments about lists of names: those that add a user's own, and those of `gazetteer`.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand, ValueHint};

use super::Lists;

pub(crate) const EXAMPLES: &str = "\
Examples:
  newsgraph gazetteer find Georgia
  newsgraph gazetteer lint lists/ --corpus articles/
  newsgraph gazetteer diff lists-before/ lists/ --corpus articles/";

const FIND_EXAMPLES: &str = "\
Examples:
  newsgraph gazetteer find Georgia
  newsgraph gazetteer find \"Jane Roe\" --gazetteer person.csv

Exit codes: 0 some entry has the name; 1 none has; 2 could not run.";

const LINT_EXAMPLES: &str = "\
Examples:
  newsgraph gazetteer lint                    the lists that are built in
  newsgraph gazetteer lint lists/ person.csv  yours, beside ours
  newsgraph gazetteer lint lists/ --corpus articles/ --allow meant.csv

Exit codes: 0 nothing found; 1 something found; 2 could not run.";

const DIFF_EXAMPLES: &str = "\
Examples:
  newsgraph gazetteer diff old.csv new.csv --label person --corpus articles/
  newsgraph gazetteer diff ../release . --corpus wire.jsonl

Exit codes: 0 done; 1 done, but some articles were skipped; 2 could not run.";

/// The user's own lists.
#[derive(Debug, Group)]
#[command(next_help_heading = "Knowing")]
pub(crate) struct Own {
    /// Add the lists of names of this file or folder; may be given again
    ///
    /// CSV or TSV with a column `name`, one name a line (.txt), or patterns of spaCy's entity ruler (.jsonl). A name of yours
    /// takes the place of ours.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// What the rows of these lists are that do not say: person, place/city ...
    ///
    /// If not given, the name of the file or of its folder says so: person.csv, organization/banks.txt.
    #[arg(long, value_name = "LABEL")]
    pub(crate) label: Option<String>,
}

/// What to do with lists.
#[derive(Debug, Subcommand)]
pub(crate) enum Gazetteer {
    /// Show every entry that a name can mean, and where it stands
    #[command(after_help = FIND_EXAMPLES, arg_required_else_help = true)]
    Find(Find),
    /// Say what is doubtful in lists, with file and line
    ///
    /// Names that stand twice, have two owners or two labels, are ordinary words or given names; letters that deceive; things
    /// that are part of themselves; with a corpus, names that it does not have.
    #[command(after_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Say which mentions of a corpus a change of lists gains and loses, by row
    #[command(after_help = DIFF_EXAMPLES, arg_required_else_help = true)]
    Diff(Diff),
}

/// `gazetteer find`.
#[derive(Debug, Group)]
pub(crate) struct Find {
    /// The name; case and accents do not matter
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) lists: Lists,
}

/// `gazetteer lint`.
#[derive(Debug, Group)]
pub(crate) struct Lint {
    /// Lists of your own, or folders of them; ours if not given
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,
    /// What the rows of these lists are that do not say: person, place/city ...
    #[arg(long, value_name = "LABEL")]
    pub(crate) label: Option<String>,
    /// Name also the rows that no article of this file or folder has
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) corpus: Vec<PathBuf>,
    /// Findings that are meant: a CSV with the columns code, list, name, reason
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) allow: Option<PathBuf>,
    /// Look at gazetteers/ of this folder, not at those built in
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) resources: Option<PathBuf>,
}

/// `gazetteer diff`.
#[derive(Debug, Group)]
pub(crate) struct Diff {
    /// A list, a folder of lists, or a folder that holds gazetteers/
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub(crate) old: PathBuf,
    /// The same, changed
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub(crate) new: PathBuf,
    /// The articles
    #[arg(long, value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) corpus: Vec<PathBuf>,
    /// What the rows of the lists are that do not say: person, place/city ...
    #[arg(long, value_name = "LABEL")]
    pub(crate) label: Option<String>,
    /// Leave our lists of names out; our word lists stay
    #[arg(long)]
    pub(crate) no_default_gazetteers: bool,
    /// Show at most so many mentions a row
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) examples: usize,
}
