//! Where in a text a mistake stands: its words, with those before and behind on the same line.

use std::path::PathBuf;

use serde::Serialize;

use super::scores::Pair;
use crate::span::Span;

/// How many characters are shown on each side.
const REACH: usize = 60;

/// A place in a text of the gold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The id of the text.
    pub document: String,
    /// The file it is in.
    pub path: PathBuf,
    /// The line of that file, if it holds several texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What stands before the words.
    pub before: String,
    /// The words that it is about.
    pub words: String,
    /// What stands behind them.
    pub after: String,
}

impl Example {
    /// The example at `span`.
    pub(super) fn of(pair: &Pair<'_>, span: Span) -> Self {
        let text = pair.text;
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let line_before = before.rsplit('\n').next().unwrap_or_default();
        let line_after = after.split('\n').next().unwrap_or_default();
        Self {
            document: pair.source.document.id.as_str().to_owned(),
            path: pair.source.path.clone(),
            line: pair.source.line,
            before: last(line_before),
            words: folded(span.of(text)),
            after: first(line_after),
        }
    }
}

/// The words with single spaces between them.
pub(super) fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of a line, from a word on.
fn last(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().rev().nth(REACH) else { return line.to_owned() };
    let rest = &line[cut..];
    format!("...{}", rest.find(' ').map_or(rest, |space| &rest[space..]))
}

/// The beginning of a line, up to a word.
fn first(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().nth(REACH) else { return line.to_owned() };
    let rest = &line[..cut];
    format!("{}...", rest.rfind(' ').map_or(rest, |space| &rest[..=space]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_between_words() {
        let line = "word ".repeat(40);
        assert!(first(&line).starts_with("word word") && first(&line).ends_with("word ..."), "{}", first(&line));
        assert!(last(&line).starts_with("... word") && last(&line).chars().count() <= REACH + 4, "{}", last(&line));
        assert_eq!((last("é b "), first("")), ("é b ".to_owned(), String::new()));
    }
}
