//! What a source says of an article -> [`Document`]: the text composed, the id made, gaps filled from the file name and the options.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::published::date_in_name;
use super::{Options, Source};
use crate::date::Date;
use crate::document::{Document, DocumentId};
use crate::error::{Error, Result};
use crate::span::Span;

/// The most characters of a file name that an id keeps.
const SLUG_LENGTH: usize = 40;

/// An article as its source gives it. Strings may be blank: that counts as none.
#[derive(Default)]
pub(super) struct Draft<'r> {
    pub(super) text: Cow<'r, str>,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) id: Option<String>,
    /// What its reader should know.
    pub(super) warnings: Vec<String>,
    /// Whether the file is this article's alone, so that a date in the file's name is its own.
    pub(super) has_own_file: bool,
}

impl Draft<'_> {
    /// The document and its warnings.
    ///
    /// # Errors
    /// If there is no text.
    pub(super) fn finish(self, source: &Source, options: &Options) -> Result<(Document, Vec<String>)> {
        if self.text.trim().is_empty() {
            return Err(Error::new("its text is empty"));
        }
        let title = self.title.as_deref().and_then(on_one_line);
        let in_name = || self.has_own_file.then(|| date_in_name(source.stem())).flatten();
        let published = self.published.or_else(in_name).or(options.date);
        let own_id = self.id.and_then(trimmed);
        let has_own_id = own_id.is_some();
        let id = own_id.unwrap_or_else(|| made_id(source, title.as_deref(), published, &self.text));
        let (text, headline) = match &title {
            Some(title) if options.headline_in_text => under_headline(title, self.text)?,
            _ => (self.text.into_owned(), None),
        };
        let document = Document {
            id: DocumentId::new(&id),
            has_own_id,
            text,
            headline,
            title,
            author: self.author.and_then(trimmed),
            url: self.url.and_then(trimmed),
            publisher: self.publisher.and_then(trimmed),
            published,
            language: self.language.and_then(trimmed),
        };
        Ok((document, self.warnings))
    }
}

fn trimmed(text: String) -> Option<String> {
    let inner = text.trim();
    match inner.len() {
        0 => None,
        len if len == text.len() => Some(text),
        _ => Some(inner.to_owned()),
    }
}

/// A title without line breaks and double spaces; none if nothing is left.
fn on_one_line(title: &str) -> Option<String> {
    let mut line = String::with_capacity(title.len());
    for word in title.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    (!line.trim().is_empty()).then_some(line)
}

/// Title, blank line, body; the body alone if the title is its first line already.
fn under_headline(title: &str, body: Cow<'_, str>) -> Result<(String, Option<Span>)> {
    let start = body.len() - body.trim_start().len();
    let after = body[start..].strip_prefix(title);
    if after.is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])) {
        return Ok((body.into_owned(), Some(span(start, start + title.len())?)));
    }
    let mut text = String::with_capacity(title.len() + 2 + body.len());
    text.push_str(title);
    text.push_str("\n\n");
    text.push_str(&body);
    Ok((text, Some(span(0, title.len())?)))
}

fn span(start: usize, end: usize) -> Result<Span> {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => Ok(Span::new(start, end)),
        _ => Err(Error::new("more than 4 GiB of text, which is more than any offset can say")),
    }
}

/// The file's name, so that people know it, and what the article says, so that no machine gives it another. The text is the
/// source's own, before a headline is put over it.
fn made_id(source: &Source, title: Option<&str>, published: Option<Date>, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(title.unwrap_or_default());
    hash.update([0]);
    hash.update(published.map(|date| date.to_string()).unwrap_or_default());
    hash.update([0]);
    hash.update(text);
    let mut id = slug(source.stem());
    for byte in &hash.finalize()[..5] {
        id.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        id.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    id
}

/// ASCII letters and digits in lower case, the rest as single dashes; ends in a dash.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(SLUG_LENGTH + 11);
    for c in name.chars() {
        if slug.len() == SLUG_LENGTH {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    if slug.is_empty() {
        slug.push_str("document");
    }
    if !slug.ends_with('-') {
        slug.push('-');
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_readable_and_short() {
        assert_eq!(slug("Wire 2024 -- Final"), "wire-2024-final-");
        assert_eq!(slug("новости"), "document-");
        assert_eq!(slug(&"a".repeat(90)).len(), SLUG_LENGTH + 1);
    }

    #[test]
    fn a_headline_stands_over_the_text_once() {
        let composed = |title, body: &'static str| under_headline(title, body.into()).expect("short");
        assert_eq!(composed("A b", "Body."), ("A b\n\nBody.".into(), Some(Span::new(0, 3))));
        assert_eq!(composed("A b", "\nA b \nBody."), ("\nA b \nBody.".into(), Some(Span::new(1, 4))));
        // A sentence that happens to start with the words of the title is no headline.
        assert_eq!(composed("Kenya", "Kenya won."), ("Kenya\n\nKenya won.".into(), Some(Span::new(0, 5))));
    }
}
