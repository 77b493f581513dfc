//! What one article says: the text tier, before it is merged into the graph.

use std::sync::Arc;

use crate::entity::{EntityId, Facts, Status};
use crate::label::Label;
use crate::mention::Mention;
use crate::relation::RelationMention;
use crate::span::Span;

/// What mentions of one article refer to.
#[derive(Clone, Debug)]
pub struct Referent {
    /// The entity's id.
    pub id: EntityId,
    /// Its label, as this article shows it.
    pub label: Label,
    /// Its canonical name: the gazetteer's, else the fullest form in this article.
    pub name: Arc<str>,
    /// What the gazetteer knows of it.
    pub facts: Option<Arc<Facts>>,
    /// How well it is known.
    pub status: Status,
    /// Why the mentions that are not spelt like the name were joined to it: mention index and reason.
    pub reasons: Vec<(u32, &'static str)>,
}

/// What one article says.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The sentences, in order.
    pub sentences: Vec<Span>,
    /// The mentions, in order of the text; they do not overlap.
    pub mentions: Vec<Mention>,
    /// What they refer to, in order of first mention.
    pub referents: Vec<Referent>,
    /// The claims, in order of the text.
    pub relations: Vec<RelationMention>,
    /// For each sentence, whether what it says may become an edge (no caption, byline, promo or boilerplate).
    pub tells_the_story: Vec<bool>,
}
