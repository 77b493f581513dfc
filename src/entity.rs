//! What is in the world: the nodes of the graph.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::date::Date;
use crate::mention::Label;
use crate::relation::Evidence;
use crate::word::fold_into;
use unicode_normalization::char::is_combining_mark;

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

/// The id of an entity that no authority names: a readable slug of its name and a short hash of what defines it,
/// its base label and folded name, and for a local one its article (`scope`).
pub(crate) fn made_id(label: Label, name: &str, scope: &str) -> EntityId {
    let mut folded = String::with_capacity(name.len());
    for word in name
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != '\'' && c != '\u{2019}' && c != '.')
        .filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        fold_into(word, &mut folded);
    }
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in [label.base().as_str(), &folded, scope].iter().flat_map(|part| part.bytes().chain([0])) {
        // FNV-1a (Fowler, Noll, Vo) with a 64-bit odd multiplier of better avalanche; the high bits are mixed down below.
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    let mut id = String::with_capacity(48);
    for c in folded.chars().take(40) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            ' ' => id.push('-'),
            _ => {}
        }
    }
    use fmt::Write as _;
    // 48 bits: two of a million names share them once in five hundred graphs, and then only if their slugs are equal too.
    write!(id, "{}{:012x}", if id.is_empty() { "x-" } else { "-" }, (hash ^ (hash >> 29)) >> 16).expect("a string grows");
    EntityId::new(&id)
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
    /// The publication date of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// The publication date of the last.
    pub last_seen: Option<Date>,
    /// The best score among its mentions, 0 to 1.
    pub score: f32,
    /// The first place that names it, in order of document and offset.
    pub evidence: Option<Evidence>,
}

impl Entity {
    /// The label most mentions carried; the first in order among equals.
    pub fn label(&self) -> Label {
        let mut best = (Label::new("other"), 0);
        for (&label, &count) in &self.labels {
            if count > best.1 {
                best = (label, count);
            }
        }
        best.0
    }
}
