//! Evidence and articles as nodes: the files of rows that the formats of graph databases share.

use std::path::Path;

use super::cell::Escape;
use super::id::EvidenceIds;
use super::sheet::stream;
use super::{Content, Table};
use crate::error::Result;

/// The columns of an article that is a node.
pub(super) const ARTICLE: [&str; 7] = ["articleId", "name", "url", "publisher", "author", "published", "language"];

/// How such a file is written.
#[derive(Clone, Copy)]
pub(super) struct Form<'f> {
    pub(super) path: &'f Path,
    pub(super) escape: Escape,
    /// The header.
    pub(super) header: &'f [&'f str],
    /// The label or type in the last cell of each row, if there is to be one.
    pub(super) last: Option<&'f str>,
}

/// Hands over the evidence, a row's cells at a time: its id, then the native columns of those names.
///
/// # Errors
/// If the table cannot be read, or `each` fails.
pub(super) fn each_evidence(content: &Content<'_>, native: &[&str], each: &mut dyn FnMut(&[&str]) -> Result<()>) -> Result<()> {
    let mut ids = EvidenceIds::default();
    content.rows(Table::Evidence, &mut |record| {
        let id = ids.next(record);
        let cells: Vec<&str> = [&*id].into_iter().chain(native.iter().map(|name| record.text(name))).collect();
        each(&cells)
    })
}

/// Hands over the articles: the cells of [`ARTICLE`].
///
/// # Errors
/// As [`each_evidence`].
pub(super) fn each_article(content: &Content<'_>, each: &mut dyn FnMut(&[&str]) -> Result<()>) -> Result<()> {
    content.articles(&mut |article| {
        let rest = [&article.url, &article.publisher, &article.author, &article.published, &article.language];
        let rest = rest.into_iter().map(|text| text.as_deref().unwrap_or_default());
        let cells: Vec<&str> = [&*article.id, article.name()].into_iter().chain(rest).collect();
        each(&cells)
    })
}

/// Hands over which entity is mentioned in which article, and how often.
///
/// # Errors
/// As [`each_evidence`].
pub(super) fn each_mentioned_in(content: &Content<'_>, each: &mut dyn FnMut([&str; 2], u64) -> Result<()>) -> Result<()> {
    content.articles(&mut |article| {
        article.entities.iter().try_for_each(|(entity, &mentions)| each([entity, &article.id], mentions))
    })
}

/// Writes the rows of [`each_evidence`].
///
/// # Errors
/// If the table cannot be read, or the file not be written.
pub(super) fn evidence(content: &Content<'_>, form: Form<'_>, native: &[&str]) -> Result<()> {
    write(form, |each| each_evidence(content, native, each))
}

/// Writes the rows of [`each_article`].
///
/// # Errors
/// As [`evidence`].
pub(super) fn articles(content: &Content<'_>, form: Form<'_>) -> Result<()> {
    write(form, |each| each_article(content, each))
}

/// Writes the rows of [`each_mentioned_in`].
///
/// # Errors
/// As [`evidence`].
pub(super) fn mentioned_in(content: &Content<'_>, form: Form<'_>) -> Result<()> {
    stream(form.path, form.escape, form.header.iter().copied(), |lines| {
        each_mentioned_in(content, &mut |ends, mentions| {
            lines.row(|row| {
                ends.into_iter().chain(form.last).for_each(|cell| row.text(cell));
                row.whole(mentions);
            })
        })
    })
}

fn write(form: Form<'_>, rows: impl FnOnce(&mut dyn FnMut(&[&str]) -> Result<()>) -> Result<()>) -> Result<()> {
    stream(form.path, form.escape, form.header.iter().copied(), |lines| {
        rows(&mut |cells| lines.row(|row| cells.iter().copied().chain(form.last).for_each(|cell| row.text(cell))))
    })
}
