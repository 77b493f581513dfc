//! Files and streams in, documents out.
//!
//! [`sources`] finds the files, [`chunks`] reads one in order and in bounded memory (unpacked, cut between documents), [`documents`]
//! turns a chunk into documents and may run on any thread. What cannot be read is skipped by name and line, never in silence.
//! A document's text is fixed here: every later offset indexes it. Formats are the rows of [`FORMATS`], one file each.

mod chunk;
mod csv;
mod cutting;
mod draft;
mod encoding;
mod feed;
mod field;
mod html;
mod input;
mod json;
mod jsonl;
mod language;
mod list;
mod md;
mod page;
mod published;
mod source;
mod txt;
mod warc;

use std::fmt;

use crate::date::Date;
use crate::document::Document;
use crate::error::{Error, Result};

pub use chunk::Chunk;
pub use cutting::chunks;
pub use language::Foreign;
pub use source::{Source, sources};

use chunk::{Cutter, Record};
use draft::Draft;

/// Every format, in the order the help lists them.
pub static FORMATS: &[&Format] =
    &[&txt::TXT, &md::MD, &html::HTML, &jsonl::JSONL, &json::JSON, &csv::CSV, &csv::TSV, &feed::FEED, &warc::WARC];

/// A kind of file that holds documents.
pub struct Format {
    /// Its name, as `--input-format` takes it.
    pub name: &'static str,
    /// The suffixes of its files, lower case, without the dot.
    pub suffixes: &'static [&'static str],
    /// One line of help.
    pub about: &'static str,
    /// Whether a file may hold many documents; what is said of one then names its line.
    many: bool,
    /// Whether it is cut as bytes, in no encoding.
    raw: bool,
    /// What finds the documents in a stream of this format.
    cutter: fn(&Options) -> Box<dyn Cutter>,
    /// Reads one of them.
    draft: for<'r> fn(&Record<'r>, &Options) -> Result<Draft<'r>>,
}

impl Format {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The format whose files end in that suffix (without the dot, in any case).
    pub fn from_suffix(suffix: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|format| format.suffixes.iter().any(|own| own.eq_ignore_ascii_case(suffix)))
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// How documents are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The field or column that holds the text, if not one of the usual names.
    pub text_field: Option<String>,
    /// The same for the title.
    pub title_field: Option<String>,
    /// The same for the date of publication.
    pub date_field: Option<String>,
    /// The same for the address.
    pub url_field: Option<String>,
    /// The same for the id.
    pub id_field: Option<String>,
    /// The same for the publisher.
    pub publisher_field: Option<String>,
    /// The same for the author.
    pub author_field: Option<String>,
    /// The date of documents that state none.
    pub date: Option<Date>,
    /// Whether a title is put before the text, parted from it by a blank line (unless the text already begins with it).
    /// Where false, the text is the source's own, untouched, so that offsets index it.
    pub headline_in_text: bool,
    /// The format of standard input and of files whose suffix tells none.
    pub input_format: Option<&'static Format>,
    /// What becomes of articles that are not in English.
    pub foreign: Foreign,
    /// The most bytes one document may have in its file.
    pub max_document_bytes: usize,
    /// The most bytes one file may unpack to.
    pub max_unpacked_bytes: u64,
    /// About how many bytes of records make a [`Chunk`]; it changes no document.
    pub chunk_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            text_field: None,
            title_field: None,
            date_field: None,
            url_field: None,
            id_field: None,
            publisher_field: None,
            author_field: None,
            date: None,
            headline_in_text: true,
            input_format: None,
            foreign: Foreign::default(),
            max_document_bytes: 16 << 20,
            max_unpacked_bytes: 8 << 30,
            chunk_bytes: 256 << 10,
        }
    }
}

/// Something that could not be read, and what it cost.
#[derive(Debug)]
pub struct Skipped {
    /// What is wrong, where, and the way out.
    pub error: Error,
    /// How many documents are lost by it; 0 where nobody can know.
    pub documents: u64,
}

impl Skipped {
    /// One document lost to `error`.
    pub(crate) fn one(error: Error) -> Self {
        Self { error, documents: 1 }
    }
}

/// What a chunk gives.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Document(Document),
    /// A record that is none.
    Skipped(Skipped),
    /// Something about the document that comes next which its reader should know: a date that cannot be read.
    Warning(Error),
}

/// Hands the documents of a chunk to `sink`, in order. A pure function of the chunk and the options.
///
/// ```
/// use std::ops::ControlFlow;
/// use newsgraph::ingest::{Item, Options, chunks, documents, sources};
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("wire.jsonl"), r#"{"title": "Ceasefire holds", "text": "All was quiet.", "date": "2024-02-08"}"#)?;
/// let options = Options::default();
/// let mut titles = Vec::new();
/// for source in sources(&[folder.path().to_owned()], &options) {
///     let source = source.map_err(|skipped| skipped.error)?;
///     chunks(&source, &options, &mut |chunk| {
///         documents(&chunk, &options, &mut |item| {
///             if let Item::Document(document) = item {
///                 titles.push(document.title);
///             }
///         });
///         ControlFlow::Continue(())
///     })
///     .map_err(|skipped| skipped.error)?;
/// }
/// assert_eq!(titles, [Some("Ceasefire holds".to_owned())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn documents(chunk: &Chunk, options: &Options, sink: &mut dyn FnMut(Item)) {
    chunk.each(options, &mut |record| {
        let place = |error: Error| match record.line {
            Some(line) => error.at(record.source.name()).line(line),
            None => error.at(record.source.name()),
        };
        let draft = match &record.fault {
            Some(fault) => Err(Error::new(fault)),
            None => (chunk.format().draft)(&record, options),
        };
        match draft.and_then(|draft| draft.finish(record.source, options)) {
            Ok((mut document, mut warnings)) => {
                if options.foreign != Foreign::Read
                    && let Some((code, name)) = language::foreign(&document)
                {
                    if options.foreign == Foreign::Skip {
                        return sink(Item::Skipped(Skipped::one(place(Error::new(format!("is in {name}, not in English"))))));
                    }
                    warnings.push(format!("is in {name}, not in English: read all the same"));
                    document.language.get_or_insert_with(|| code.to_owned());
                }
                for warning in warnings {
                    sink(Item::Warning(place(Error::new(warning))));
                }
                sink(Item::Document(document));
            }
            Err(error) => sink(Item::Skipped(Skipped::one(place(error)))),
        }
    });
}
