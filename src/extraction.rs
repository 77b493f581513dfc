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
    /// Ids that a correction has merged into this one.
    pub former: Vec<EntityId>,
}

/// What an ambiguous name was taken for, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The mention, by number.
    pub mention: u32,
    /// How sure that is, 0 to 1.
    pub sure: f32,
    /// Why.
    pub reason: &'static str,
    /// What else it could have meant: a range of [`Extraction::candidates`].
    pub others: (u32, u32),
}

/// Two names that the text seems to join, and that were kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// A mention of the one, by number.
    pub first: u32,
    /// A mention of the other.
    pub second: u32,
    /// Why they would have been joined.
    pub reason: &'static str,
    /// Why they were not.
    pub because: &'static str,
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
    /// What ambiguous names were taken for.
    pub readings: Vec<Reading>,
    /// What they could have meant besides.
    pub candidates: Vec<EntityId>,
    /// Joins that were refused.
    pub refused: Vec<Refused>,
}

impl Extraction {
    /// Empties it, so that its buffers hold what another article says.
    pub(crate) fn clear(&mut self) {
        let Self { sentences, mentions, referents, relations, tells_the_story, readings, candidates, refused } = self;
        sentences.clear();
        mentions.clear();
        referents.clear();
        relations.clear();
        tells_the_story.clear();
        readings.clear();
        candidates.clear();
        refused.clear();
    }

    /// Why a mention was joined to what it refers to, if not by its spelling.
    pub fn reason(&self, mention: u32) -> Option<&'static str> {
        let referent = self.mentions[mention as usize].referent?;
        let reasons = &self.referents[referent as usize].reasons;
        reasons.iter().rev().find(|(joined, _)| *joined == mention).map(|(_, reason)| *reason)
    }

    /// What an ambiguous mention was taken for, and why.
    pub fn reading(&self, mention: u32) -> Option<&Reading> {
        self.readings.iter().rev().find(|reading| reading.mention == mention)
    }
}
