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

/// Writes the evidence: its id, then the native columns of those names.
///
/// # Errors
/// If the table cannot be read, or the file not be written.
pub(super) fn evidence(content: &Content<'_>, form: Form<'_>, native: &[&str]) -> Result<()> {
    stream(form.path, form.escape, form.header.iter().copied(), |lines| {
        let mut ids = EvidenceIds::default();
        content.rows(Table::Evidence, &mut |record| {
            let id = ids.next(record);
            lines.row(|row| {
                row.text(&id);
                for name in native {
                    row.text(record.text(name));
                }
                form.last.into_iter().for_each(|last| row.text(last));
            })
        })
    })
}

/// Writes the articles: the cells of [`ARTICLE`].
///
/// # Errors
/// As [`evidence`].
pub(super) fn articles(content: &Content<'_>, form: Form<'_>) -> Result<()> {
    stream(form.path, form.escape, form.header.iter().copied(), |lines| {
        content.articles(&mut |article| {
            lines.row(|row| {
                row.text(&article.id);
                row.text(article.name());
                for text in [&article.url, &article.publisher, &article.author, &article.published, &article.language] {
                    row.text_if(text.as_deref());
                }
                form.last.into_iter().for_each(|last| row.text(last));
            })
        })
    })
}

/// Writes which entity is mentioned in which article, and how often.
///
/// # Errors
/// As [`evidence`].
pub(super) fn mentioned_in(content: &Content<'_>, form: Form<'_>) -> Result<()> {
    stream(form.path, form.escape, form.header.iter().copied(), |lines| {
        content.articles(&mut |article| {
            article.entities.iter().try_for_each(|(entity, &mentions)| {
                lines.row(|row| {
                    row.text(entity);
                    row.text(&article.id);
                    form.last.into_iter().for_each(|last| row.text(last));
                    row.whole(mentions);
                })
            })
        })
    })
}
