//! An article, and the pieces it is cut into.

use std::fmt;
use std::sync::Arc;

use crate::date::Date;
use crate::span::Span;

/// What tells one article from another, the same on every machine: the id its source gave, else one made from its name and content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The id spelt `id`.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// As it is written in every output.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An article as it was read. Its text is never changed: every offset indexes it.
#[derive(Clone, Debug)]
pub struct Document {
    /// What tells it from others.
    pub id: DocumentId,
    /// Whether that id is its source's own, so that a later text under it is the same article.
    pub has_own_id: bool,
    /// Its words, at most 4 GiB: headline, blank line, body where `headline` is set; the body alone otherwise.
    pub text: String,
    /// Where the headline stands in `text`, where the source told the two apart.
    pub headline: Option<Span>,
    /// Its title, where the source gives one.
    pub title: Option<String>,
    /// Who wrote it, where the source says so.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published: the anchor of its relative dates.
    pub published: Option<Date>,
    /// Its language as the source states it (BCP 47), if it does.
    pub language: Option<String>,
}

impl Document {
    /// A document of bare text.
    pub fn new(id: &str, text: impl Into<String>) -> Self {
        Self {
            id: DocumentId::new(id),
            has_own_id: true,
            text: text.into(),
            headline: None,
            title: None,
            author: None,
            url: None,
            publisher: None,
            published: None,
            language: None,
        }
    }

    /// The same document, published on `date`.
    #[must_use]
    pub fn published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }
}

/// What part an article's paragraph plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// The story itself.
    #[default]
    Body,
    /// Its headline and subheadings.
    Headline,
    /// Who wrote it, and where.
    Byline,
    /// Words under a picture, and its credit.
    Caption,
    /// Pointers to other stories.
    Promo,
    /// Furniture of the page, the newsletter or the agency.
    Boilerplate,
}

impl Zone {
    /// Its name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Promo => "promo",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The zone of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Body, Self::Headline, Self::Byline, Self::Caption, Self::Promo, Self::Boilerplate]
            .into_iter()
            .find(|zone| zone.as_str() == name)
    }

    /// Whether what is said there may become an edge.
    pub const fn tells_the_story(self) -> bool {
        matches!(self, Self::Body | Self::Headline)
    }
}
