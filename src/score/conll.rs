//! Columns as in `CoNLL` 2003: a word a line, its tag in the last column, blank lines between sentences.
//!
//! Tags are IOB (of 1995 or 1999), BIOES or BILOU. `-DOCSTART-` begins a text; without it a file is one. Words are put
//! together as they are usually written ("Lind 's" is "Lind's"), sentences as lines of their own.

use std::path::Path;

use super::file;
use super::gold::{Gold, GoldFormat, GoldOptions, id_of};
use super::marks::{Mark, Marks};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::span::Span;

pub(super) static CONLL: GoldFormat = GoldFormat {
    name: "conll",
    suffixes: &["conll", "conll03", "conll2003", "bio", "iob", "iob2"],
    about: "columns as in CoNLL 2003: the word first, its IOB tag last",
    read,
};

fn read(path: &Path, options: &GoldOptions) -> Result<Vec<Gold>> {
    let content = file::read(path)?;
    let mut texts: Vec<(u64, Builder)> = Vec::new();
    let mut open: Option<Builder> = None;
    let mut first = 1;
    for (number, line) in (1u64..).zip(content.lines()) {
        let is_comment = line.starts_with("# ") && line.contains(" = ");
        if line.starts_with("-DOCSTART-") {
            texts.extend(open.take().map(|text| (first, text)));
            first = number;
        } else if line.trim().is_empty() {
            if let Some(text) = &mut open {
                text.end_sentence();
            }
        } else if !is_comment {
            let text = open.get_or_insert_default();
            text.take(line, options).map_err(|error| error.at(path).line(number))?;
        }
    }
    texts.extend(open.map(|text| (first, text)));
    let several = texts.len() > 1;
    let gold = |(count, (line, builder)): (usize, (u64, Builder))| {
        let id = if several { format!("{}#{}", id_of(path), count + 1) } else { id_of(path) };
        let marks = Marks { mentions: builder.marks, relations: Vec::new() };
        let document = Document::new(&id, builder.text);
        Gold { document, marks, path: path.to_owned(), line: Some(line), has_own_id: false }
    };
    Ok(texts.into_iter().enumerate().map(gold).collect())
}

/// A text while its words come in.
#[derive(Default)]
struct Builder {
    text: String,
    marks: Vec<Mark>,
    /// The label of the mark that the next word may go on with.
    open: Option<String>,
    /// Whether the last mark is one, and not left out.
    counts: bool,
    /// Whether the next word is written without a space before it.
    touches: bool,
    quote_is_open: bool,
}

impl Builder {
    fn take(&mut self, line: &str, options: &GoldOptions) -> Result<()> {
        let columns: Vec<&str> =
            if line.contains('\t') { line.trim_end().split('\t').collect() } else { line.split_whitespace().collect() };
        let [word, .., tag] = columns.as_slice() else {
            let message = "too few columns: each line has a word and, last, its tag (O, B-PER, I-PER)";
            return Err(Error::new(format!("{message}; a blank line parts sentences")));
        };
        let word = word.trim();
        if word.is_empty() {
            return Err(Error::new("no word in its first column: each line has a word and, last, its tag"));
        }
        let start = self.write(word);
        let end = self.text.len() as u32;
        let (position, label) = match tag.split_once('-') {
            None if *tag == "O" => {
                self.open = None;
                return Ok(());
            }
            Some((position @ ("B" | "I" | "E" | "L" | "S" | "U"), label)) if !label.is_empty() => (position, label),
            _ => return Err(Error::new(format!("`{tag}` is no tag: the last column holds O, or B- or I- with a label"))),
        };
        let goes_on = matches!(position, "I" | "E" | "L") && self.open.as_deref() == Some(label);
        if !goes_on {
            let base = options.labels.base(label)?;
            self.counts = base.is_some();
            let span = Span::new(start, end);
            self.marks.extend(base.map(|base| Mark { span, base, label: label.to_owned(), value: None, entity: None }));
        } else if let Some(mark) = self.marks.last_mut().filter(|_| self.counts) {
            mark.span.end = end;
        }
        self.open = matches!(position, "B" | "I").then(|| label.to_owned());
        Ok(())
    }

    fn end_sentence(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        (self.open, self.quote_is_open, self.touches) = (None, false, false);
    }

    /// Writes a word as it is usually written behind the one before; gives where it begins.
    fn write(&mut self, word: &str) -> u32 {
        let closes = word == "\"" && self.quote_is_open;
        let clitic = ["'s", "'S", "\u{2019}s", "'re", "'ve", "'d", "'ll", "'m", "n't", "n\u{2019}t"].contains(&word);
        let mark =
            [",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "'", "''", "\u{2019}", "\u{201d}", "\u{2026}"].contains(&word);
        let begins_line = self.text.is_empty() || self.text.ends_with('\n');
        if !(begins_line || self.touches || closes || clitic || mark) {
            self.text.push(' ');
        }
        self.touches = ["(", "[", "{", "$", "\u{a3}", "\u{20ac}", "``", "\u{201c}", "\u{2018}"].contains(&word)
            || (word == "\"" && !self.quote_is_open);
        self.quote_is_open ^= word == "\"";
        let start = self.text.len() as u32;
        self.text.push_str(word);
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(lines: &str) -> (String, Vec<String>) {
        let mut builder = Builder::default();
        for line in lines.lines() {
            if line.is_empty() {
                builder.end_sentence();
            } else {
                builder.take(line, &GoldOptions::default()).expect("sound");
            }
        }
        let shown = |mark: &Mark| format!("{} {}", mark.base.as_str(), mark.span.of(&builder.text));
        (builder.text.clone(), builder.marks.iter().map(shown).collect())
    }

    #[test]
    fn every_scheme_of_tags_gives_the_same_marks() {
        let expected = ["PERSON Ann Lee", "PERSON Bo", "PLACE Oslo"].map(str::to_owned);
        for tags in
            ["I-PER I-PER B-PER I-LOC O", "B-PER I-PER B-PER B-LOC O", "B-PER E-PER S-PER S-LOC O", "B-PER L-PER U-PER U-LOC O"]
        {
            let words = ["Ann", "Lee", "Bo", "Oslo", "."];
            let lines: Vec<String> = words.iter().zip(tags.split(' ')).map(|(word, tag)| format!("{word} NN {tag}")).collect();
            assert_eq!(built(&lines.join("\n")), ("Ann Lee Bo Oslo.".into(), expected.to_vec()), "{tags}");
        }
    }

    #[test]
    fn words_are_written_as_usual_and_no_mark_crosses_a_sentence() {
        let (text, marks) = built("Lind B-PER\n's O\n\" O\nyes O\n\" O\n( O\n$ O\n5 O\n) O\n; O\nAcme I-ORG\n\nCorp I-ORG\n");
        assert_eq!(text, "Lind's \"yes\" ($5); Acme\nCorp");
        assert_eq!(marks, ["PERSON Lind", "ORG Acme", "ORG Corp"]);
    }
}
