//! The proofs of date rules, as the pattern files hold them.

use serde::Deserialize;

use crate::date::Date;
use crate::symbol::Symbol;

/// The proof of a date rule: a text, and what the rule must find there, or that it finds nothing.
#[derive(Clone, Debug)]
pub struct Example {
    /// The rule.
    pub rule: Symbol,
    /// The file, for messages.
    pub path: std::path::PathBuf,
    /// The line there.
    pub line: u64,
    /// The text.
    pub text: String,
    /// When it was published.
    pub anchor: Option<Date>,
    /// What is found; none for a counterexample.
    pub found: Option<ExampleFound>,
}

/// What an example's rule finds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleFound {
    /// The text.
    pub(super) text: String,
    /// The words.
    pub span: String,
    /// The TIMEX3 value.
    pub value: String,
    /// The TIMEX3 type, if it is not DATE.
    #[serde(rename = "type")]
    pub timex_type: Option<String>,
    /// The modifier, if any.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// When its text was published, where that is not the rule's or file's anchor; empty for no day.
    pub(super) anchor: Option<String>,
    /// First and last day, where the example states them: `2021-10-01/2021-12-31`.
    pub days: Option<String>,
}
