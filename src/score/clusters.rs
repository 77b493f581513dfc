//! Who is who within a text: B-cubed over the names of the gold.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::cut::{is_name, normalised};
use super::scores::Pair;
use super::tally::{ratio, rounded};
use crate::span::Span;

/// The means over all names.
#[derive(Clone, Copy, Debug, Default)]
pub struct BCubed {
    /// How much of a name's cluster belongs there, 0 to 1.
    pub precision: f64,
    /// How much of what belongs to a name is in its cluster, 0 to 1.
    pub recall: f64,
    /// How many names.
    pub names: u64,
}

impl BCubed {
    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        ratio(2.0 * self.precision * self.recall, self.precision + self.recall)
    }

    fn add(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.names += other.names;
    }

    fn mean(self) -> Self {
        let names = self.names as f64;
        Self { precision: self.precision / names, recall: self.recall / names, names: self.names }
    }
}

impl Serialize for BCubed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("BCubed", 4)?;
        fields.serialize_field("p", &rounded(self.precision))?;
        fields.serialize_field("r", &rounded(self.recall))?;
        fields.serialize_field("f1", &rounded(self.f1()))?;
        fields.serialize_field("mentions", &self.names)?;
        fields.end()
    }
}

/// How well names are joined, and how well they would be if equal words of equal label were.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ClusterScores {
    /// As they were joined.
    pub predicted: BCubed,
    /// By their words alone.
    #[serde(rename = "exact string")]
    pub exact_string: BCubed,
}

/// A cluster, as one side tells it from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cluster<'p> {
    Entity(&'p str),
    Words(&'static str, &'p str),
    Alone(Span),
}

/// A name of the gold: its entity, and its cluster as found and by its words.
struct Name<'p> {
    span: Span,
    gold: Cluster<'p>,
    found: Cluster<'p>,
    words: Cluster<'p>,
}

/// The scores; none if no name of the gold says what it refers to.
pub(super) fn score(pairs: &[Pair<'_>]) -> Option<ClusterScores> {
    let (mut found, mut words) = (BCubed::default(), BCubed::default());
    for pair in pairs {
        let names = names(pair);
        found.add(b_cubed(&names, |name| name.found));
        words.add(b_cubed(&names, |name| name.words));
    }
    (found.names > 0).then(|| ClusterScores { predicted: found.mean(), exact_string: words.mean() })
}

/// The names of one text, in the order the gold lists them, each span once.
fn names<'p>(pair: &'p Pair<'_>) -> Vec<Name<'p>> {
    let text = pair.text;
    let mut entities: BTreeMap<Span, &str> = BTreeMap::new();
    for mark in &pair.found.mentions {
        if let Some(entity) = &mark.entity {
            entities.entry(normalised(text, mark.span)).or_insert(entity);
        }
    }
    let mut names: Vec<Name<'p>> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for mark in &pair.gold.mentions {
        let span = normalised(text, mark.span);
        let Some(entity) = mark.entity.as_deref().filter(|_| is_name(text, mark)) else { continue };
        if seen.insert(span) {
            names.push(Name {
                span,
                gold: Cluster::Entity(entity),
                found: entities.get(&span).map_or(Cluster::Alone(span), |entity| Cluster::Entity(entity)),
                words: Cluster::Words(mark.base.as_str(), span.of(text)),
            });
        }
    }
    names
}

/// The sums over the names of one text.
fn b_cubed<'p>(names: &[Name<'p>], cluster: impl Fn(&Name<'p>) -> Cluster<'p>) -> BCubed {
    let mut golds: BTreeMap<Cluster<'_>, u32> = BTreeMap::new();
    let mut guesses: BTreeMap<Cluster<'_>, u32> = BTreeMap::new();
    let mut both: BTreeMap<(Cluster<'_>, Cluster<'_>), u32> = BTreeMap::new();
    for name in names {
        *golds.entry(name.gold).or_default() += 1;
        *guesses.entry(cluster(name)).or_default() += 1;
        *both.entry((name.gold, cluster(name))).or_default() += 1;
    }
    let shared = |name: &Name<'p>| f64::from(both[&(name.gold, cluster(name))]);
    BCubed {
        precision: names.iter().map(|name| shared(name) / f64::from(guesses[&cluster(name)])).sum(),
        recall: names.iter().map(|name| shared(name) / f64::from(golds[&name.gold])).sum(),
        names: names.len() as u64,
    }
}

/// Two names that are one in one place and two in the other: what was split, and what was joined wrongly.
pub(super) struct Torn {
    /// Whether the gold joins them.
    pub(super) one_in_gold: bool,
    pub(super) first: Span,
    pub(super) second: Span,
}

/// For each name, the nearest earlier one of which it was parted, or to which it was joined, against the gold.
pub(super) fn torn(pair: &Pair<'_>) -> Vec<Torn> {
    let mut names = names(pair);
    names.sort_by_key(|name| name.span);
    let mut torn = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let earlier = |wanted: fn(&Name<'_>, &Name<'_>) -> bool| names[..place].iter().rev().find(|other| wanted(other, name));
        let parted = earlier(|other, name| other.gold == name.gold).filter(|other| other.found != name.found);
        let joined = earlier(|other, name| other.found == name.found).filter(|other| other.gold != name.gold);
        for (one_in_gold, other) in [(true, parted), (false, joined)] {
            if let Some(other) = other {
                torn.push(Torn { one_in_gold, first: other.span, second: name.span });
            }
        }
    }
    torn
}
