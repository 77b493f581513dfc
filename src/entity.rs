//! What is in the world: the nodes of the graph.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::date::Date;
use crate::label::Label;
use crate::relation::Evidence;
use crate::slug::slug;

/// A stable id, the same on every run and machine, of `[A-Za-z0-9_.:-]` alone: an authority's where there is one
/// (`Q159`, `gn:524901`), else a readable slug with a short hash of what defines the entity.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// The id spelt `id`.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// As it is written in every output.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The id of an entity that no authority names, made from its base label and name, and for a local one its article
/// (`scope`).
pub(crate) fn made_id(label: Label, name: &str, scope: &str) -> EntityId {
    EntityId::new(&slug(label.base().as_str(), name, scope))
}

/// How well an entity is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A gazetteer lists it.
    Listed,
    /// Named in full by articles, listed nowhere: articles share it by its name.
    #[default]
    Found,
    /// Named by a lone surname or given name, or as a body by ordinary words only: it stays within its article.
    Local,
}

impl Status {
    /// Its name in outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Found => "found",
            Self::Local => "local",
        }
    }
}

/// What a gazetteer knows of an entity beyond its names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// ISO 3166-1 alpha-2, upper case.
    pub country: Option<Box<str>>,
    /// Latitude and longitude in degrees, WGS 84.
    pub coordinates: Option<(f64, f64)>,
}

/// Something in the world, as the articles and the gazetteers know it.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its stable id.
    pub id: EntityId,
    /// How often mentions carried each label; the most frequent is the entity's own.
    pub labels: BTreeMap<Label, u64>,
    /// Its canonical name.
    pub name: Arc<str>,
    /// The forms by which articles name it, and how often each.
    pub aliases: BTreeMap<Box<str>, u64>,
    /// What the gazetteer knows of it.
    pub facts: Option<Arc<Facts>>,
    /// How well it is known.
    pub status: Status,
    /// How many mentions refer to it.
    pub mentions: u64,
    /// How many articles mention it.
    pub articles: u64,
    /// How many stories they are: reprints of one text count once. As many as articles until the graph has told them apart.
    pub stories: u64,
    /// Who published them, in order.
    pub publishers: Vec<Arc<str>>,
    /// The publication date of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// The publication date of the last.
    pub last_seen: Option<Date>,
    /// The best score among its mentions, 0 to 1.
    pub score: f32,
    /// The first place that names it, in order of document and offset.
    pub evidence: Option<Evidence>,
    /// Ids by which older graphs may know it, because a correction has merged them into this one.
    pub former: BTreeSet<EntityId>,
}

impl Entity {
    /// An entity of which no more is told than its id and label.
    pub(crate) fn bare(id: EntityId, label: Label) -> Self {
        Self { labels: [(label, 1)].into(), ..Self::unseen(id) }
    }

    /// An entity of which nothing is told but its id.
    pub(crate) fn unseen(id: EntityId) -> Self {
        Self {
            id,
            labels: BTreeMap::new(),
            name: Arc::default(),
            aliases: BTreeMap::new(),
            facts: None,
            status: Status::default(),
            mentions: 0,
            articles: 0,
            stories: 0,
            publishers: Vec::new(),
            first_seen: None,
            last_seen: None,
            score: 0.0,
            evidence: None,
            former: BTreeSet::new(),
        }
    }

    /// The label most mentions carried; the first in order among equals.
    pub fn label(&self) -> Label {
        let mut best = (Label::OTHER, 0);
        for (&label, &count) in &self.labels {
            if count > best.1 {
                best = (label, count);
            }
        }
        best.0
    }
}
