//! The arguments as they are typed, and their help: the one definition that help, completions and man pages are made of.

mod gazetteer;
mod shared;
mod store;

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::score_args::{SCORE_EXAMPLES, Score};
pub(crate) use gazetteer::{Diff, Find, Gazetteer, Lint, Own};
pub(crate) use shared::{ALL_FORMATS, ForeignTexts, Formats, Lists, Machine, Memory, NumericDates, Source, Told, Work};
pub(crate) use store::{Add, Export, Init, LogFormat, Place, Remove, Replace, Status, Waiting, Watch};

const EXAMPLES: &str = "\
Examples:
  newsgraph extract input/                the graph of a folder, in output/
  newsgraph tag article.txt               its names and dates, in colour
  newsgraph explain article.txt           what found each of these
  newsgraph check                         do all rules do what they say?
  newsgraph gazetteer find Georgia        what can this name mean?

Exit codes: 0 done; 1 done, but something was skipped or found wrong;
2 could not run.";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  newsgraph extract input/
  newsgraph extract wire.jsonl.gz --text-field body --date-field published_at
  newsgraph extract story.html --date 2023-08-07 --format gephi -o graph/
  newsgraph extract wire.jsonl --gazetteer person.csv --gazetteer lists/
  zcat news.csv.gz | newsgraph extract - --input-format csv

Exit codes: 0 done; 1 done, but some documents were skipped; 2 nothing done.";

const TAG_EXAMPLES: &str = "\
Examples:
  newsgraph tag article.txt | less -R
  newsgraph tag wire.jsonl --format jsonl > tagged.jsonl
  echo 'Norway sanctioned Orsk Bank.' | newsgraph tag

In JSON Lines, `start` and `end` count Unicode code points of `text`, `head`
and `tail` of a relation are indices of `mentions`, and `type` is PERSON, ORG,
PLACE, DATE or OTHER.";

const CONVERT_EXAMPLES: &str = "\
Examples:
  newsgraph convert output/ --format gexf,parquet
  newsgraph convert output/ --format stix --documents -o shared/

Exit codes: 0 done; 2 nothing done.";

const LOAD_EXAMPLES: &str = "\
Examples:
  newsgraph load output/ --neo4j bolt://localhost:7687
  newsgraph load output/ --neo4j bolt+s://graph.example:7687 --database news

User and password come from NEO4J_USERNAME and NEO4J_PASSWORD, or are asked
for. If the connection is lost, run it again: nothing comes twice.

Exit codes: 0 done; 2 not done, or not all.";

const VERIFY_EXAMPLES: &str = "\
Examples:
  newsgraph verify output/

Exit codes: 0 all is right; 1 something is not; 2 could not be checked.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  newsgraph explain article.txt --date 2023-08-07
  newsgraph explain wire.jsonl --id nw-2025-0225-017 | less
  newsgraph explain --edge 'Lazarus Group' HACKED Sony input/
  newsgraph explain --entity 'Lazarus Group' input/";

const SUGGEST_EXAMPLES: &str = "\
Examples:
  newsgraph suggest input/ > likely.csv
  newsgraph extract input/ --corrections corrections.csv

Exit codes: 0 done; 1 done, but some documents were skipped; 2 nothing done.";

const WHY_NOT_EXAMPLES: &str = "\
Examples:
  newsgraph why-not 'Lazarus Group' HACKED Sony article.txt
  newsgraph why-not Siemens ACQUIRED Motorola wire.jsonl --id nw-2025-0225-017

A name is one that the text has, or an entity's name or id. Exit codes: 0 the
claim is lost, and it is said where; 1 it is found after all; 2 could not run.";

const CHECK_EXAMPLES: &str = "\
Examples:
  newsgraph check                      the resources that are built in
  newsgraph check --resources .        those of this folder, as you edit them

Exit codes: 0 all is right; 1 some examples fail; 2 a resource is broken.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  newsgraph completions bash > ~/.local/share/bash-completion/completions/newsgraph
  newsgraph completions zsh > ~/.zfunc/_newsgraph
  newsgraph completions fish > ~/.config/fish/completions/newsgraph.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  newsgraph man > newsgraph.1 && man ./newsgraph.1
  newsgraph man --dir ~/.local/share/man/man1";

/// Reads English news and leaves a graph of who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, max_term_width = 79, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and write their graph: CSV, Neo4j, Gephi
    ///
    /// Reads articles, finds the people, organisations, places and dates in them, tells which names mean the same, finds what
    /// is said to hold between them, and writes the graph with its evidence.
    #[command(after_help = EXTRACT_EXAMPLES, arg_required_else_help = true)]
    Extract(Extract),
    /// Show the names and dates of articles
    ///
    /// Shows articles with their mentions in colour (in brackets where there is no colour), or writes them for programs.
    #[command(after_help = TAG_EXAMPLES)]
    Tag(Tag),
    /// Say of each name and each claim of an article what found it
    ///
    /// Goes through an article sentence by sentence: each mention with what found it, what it refers to and why; each claim
    /// with the rule that found it.
    #[command(after_help = EXPLAIN_EXAMPLES, arg_required_else_help = true)]
    Explain(Explain),
    /// Write other formats of a graph, without reading the articles again
    ///
    /// Makes another format out of the native CSV files of an output folder. What it writes is what `extract` would have
    /// written, byte for byte.
    #[command(after_help = CONVERT_EXAMPLES, arg_required_else_help = true)]
    Convert(Convert),
    /// Load a graph into a Neo4j server that runs
    ///
    /// Sends the native CSV files of an output folder over Bolt, in batches, and merges them by id: to load again, or to load
    /// a newer graph, updates what is there and repeats nothing. What the server holds besides stays.
    #[command(after_help = LOAD_EXAMPLES, arg_required_else_help = true)]
    Load(Load),
    /// Read an output folder back, and say what is wrong with it
    ///
    /// Reads each file under the rules of the program it is for, and compares the totals of all files.
    #[command(after_help = VERIFY_EXAMPLES, arg_required_else_help = true)]
    Verify(Verify),
    /// Make a store, which keeps what articles say from run to run
    #[command(after_help = store::INIT_EXAMPLES, arg_required_else_help = true)]
    Init(Init),
    /// Read articles into a store: what is new, and what changed
    ///
    /// Reads the articles that the store has not, word for word. A text is the article that its id says, if its source gives
    /// one, else the one that its address says: a changed article takes the place of its former self. A run is one batch:
    /// all of it counts, or, if the run is killed, none.
    #[command(after_help = store::ADD_EXAMPLES, arg_required_else_help = true)]
    Add(Box<Add>),
    /// Read corrections into a store: only of articles that are there
    #[command(after_help = store::REPLACE_EXAMPLES, arg_required_else_help = true)]
    Replace(Box<Replace>),
    /// Take articles out of a store
    #[command(after_help = store::REMOVE_EXAMPLES, arg_required_else_help = true)]
    Remove(Remove),
    /// Write the graph of a store
    ///
    /// Writes what `extract` would write of the same articles, byte for byte, without reading them again.
    #[command(after_help = store::EXPORT_EXAMPLES, arg_required_else_help = true)]
    Export(Export),
    /// Say what is in a store, and which articles are stale
    ///
    /// An article is stale if other lists, patterns or options, or another version of the program, have read it. Name those
    /// that you add with.
    #[command(after_help = store::STATUS_EXAMPLES, arg_required_else_help = true)]
    Status(Status),
    /// Read files into a store as they land in a folder
    ///
    /// Reads what lies in the folder and is not in the store, then each file when it has settled, until it is stopped.
    #[command(after_help = store::WATCH_EXAMPLES, arg_required_else_help = true)]
    Watch(Box<Watch>),
    /// Say at which step a claim is lost
    ///
    /// Looks for a claim in an article and says the first step that failed: not tagged, wrong label, never in one sentence, no
    /// trigger, clause break, no pattern, other ends, negated, not as a fact.
    #[command(after_help = WHY_NOT_EXAMPLES, arg_required_else_help = true)]
    WhyNot(WhyNot),
    /// Write down entities that are likely one, for you to decide
    ///
    /// Reads articles and writes pairs of entities that are likely one, each with its reason, as rows of a file of corrections:
    /// what you copy into your own file, `extract --corrections` applies on every run.
    #[command(after_help = SUGGEST_EXAMPLES, arg_required_else_help = true)]
    Suggest(Suggest),
    /// Read every example of the rules, and say which fail
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    #[allow(clippy::doc_markdown)] // help is read without marks
    /// Compare what is found with what people marked: precision, recall, F1
    ///
    /// Reads texts that people annotated, finds names, dates and relations in them, and says how much of that is right and
    /// how much is lost. Gold comes as JSON Lines (as `tag` writes it), brat, CoNLL columns or WebAnno TSV 3.
    #[command(after_help = SCORE_EXAMPLES, arg_required_else_help = true)]
    Score(Box<Score>),
    /// Look into lists of names: find a name, find faults, see what a change does
    #[command(subcommand, arg_required_else_help = true, after_help = gazetteer::EXAMPLES)]
    #[command(disable_help_subcommand = true)]
    Gazetteer(Gazetteer),
    /// Write completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES, arg_required_else_help = true)]
    Completions(Completions),
    /// Write the manual page
    #[command(after_help = MAN_EXAMPLES)]
    Man(Man),
}

/// `extract`.
#[derive(Debug, Group)]
pub(crate) struct Extract {
    /// Files, folders, or `-` for standard input
    ///
    /// Folders are walked; hidden files, README.md and files of no known format are passed over. Each format may
    /// also be packed: .gz, .zst.
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// The folder to write to
    #[arg(short, long, value_name = "FOLDER", default_value = "output", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) formats: Formats,
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) work: Work,
    #[command(flatten)]
    pub(crate) memory: Memory,
}

/// `tag`.
#[derive(Debug, Group)]
pub(crate) struct Tag {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "FILE", default_value = "-", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// How to show them
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TagFormat,
    /// In JSON Lines, write also the claims that are denied, alleged, planned and the like
    #[arg(long)]
    pub(crate) all_claims: bool,
    #[command(flatten)]
    pub(crate) work: Work,
}

/// How `tag` shows documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TagFormat {
    /// For the eye: colours and a legend
    Text,
    /// For programs: a document a line; a title is not put before its text
    Jsonl,
}

/// `convert`.
#[derive(Debug, Group)]
pub(crate) struct Convert {
    /// The folder that a run wrote
    #[arg(value_name = "OUTPUT_DIR", value_hint = ValueHint::DirPath)]
    pub(crate) from: PathBuf,
    /// The folder to write to, if another
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) formats: Formats,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// `load`.
#[derive(Debug, Group)]
pub(crate) struct Load {
    /// The folder that a run wrote
    #[arg(value_name = "OUTPUT_DIR", value_hint = ValueHint::DirPath)]
    pub(crate) from: PathBuf,
    /// The server: `bolt://HOST:7687`, or `bolt+s://` with TLS
    #[arg(long, value_name = "ADDRESS", value_hint = ValueHint::Url)]
    pub(crate) neo4j: String,
    /// The database, if not the user's own
    #[arg(long, value_name = "NAME")]
    pub(crate) database: Option<String>,
    /// Make the articles nodes as well
    #[arg(long)]
    pub(crate) documents: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// `verify`.
#[derive(Debug, Group)]
pub(crate) struct Verify {
    /// The folder that a run wrote
    #[arg(value_name = "OUTPUT_DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
}

/// `explain`.
#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// A file, or `-` for standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Only the article of this id
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Only what states this edge: two names or ids, and the kind between them
    #[arg(long, num_args = 3, value_names = ["A", "KIND", "B"])]
    pub(crate) edge: Option<Vec<String>>,
    /// Only the mentions of this entity, a name or id, and why each is one
    #[arg(long, value_name = "NAME", conflicts_with = "edge")]
    pub(crate) entity: Option<String>,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) machine: Machine,
}

/// `why-not`.
#[derive(Debug, Group)]
pub(crate) struct WhyNot {
    /// Who would act or have
    #[arg(value_name = "A")]
    pub(crate) head: String,
    /// The kind of the claim, as outputs write it
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,
    /// Who or what would be acted on or had
    #[arg(value_name = "B")]
    pub(crate) tail: String,
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Only the article of this id
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) machine: Machine,
}

/// `suggest`.
#[derive(Debug, Group)]
pub(crate) struct Suggest {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) work: Work,
}

/// `check`.
#[derive(Debug, Group)]
pub(crate) struct Check {
    /// Check gazetteers/ and patterns/ of this folder, not those built in
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) resources: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) own: Own,
}

/// `completions`.
#[derive(Debug, Group)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// `man`.
#[derive(Debug, Group)]
pub(crate) struct Man {
    /// Write a page for each command into this folder, instead of one to standard output
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
}
