//! The graph: entities and relations of many articles. A fold whose merge is associative and commutative,
//! so that any order of articles, threads and shards gives the same graph.

mod adding;
mod merging;
mod parts;
mod spill;
mod suggest;
mod telling;
mod view;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::date::{Date, Interval};
use crate::entity::{Entity, EntityId};
use crate::relation::{Kind, Modality, Polarity, Relation};
use crate::story::Stories;

pub use spill::{Fold, Folded, Shelf, Whole};
pub use suggest::Suggestion;

use merging::{merge_entity, merge_relation};
use telling::Telling;

/// Entities, relations and co-mentions, with counts. Cheap to fold into, sorted when read.
#[derive(Debug, Default)]
pub struct Graph {
    documents: u64,
    numbers: HashMap<EntityId, u32, FxBuildHasher>,
    entities: Vec<Entity>,
    relation_numbers: FxHashMap<RelationKey, u32>,
    relations: Vec<(RelationKey, Relation)>,
    co_mentions: FxHashMap<(u32, u32), CoMention>,
    telling: Telling,
    adding: Box<adding::Scratch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct RelationKey {
    head: u32,
    tail: u32,
    kind: Kind,
    polarity: Polarity,
    modality: Modality,
}

/// How often two entities stand in one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoMention {
    /// In how many sentences.
    pub sentences: u64,
    /// In how many articles.
    pub articles: u64,
}

/// An edge with its two ends.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'g> {
    /// Where it starts; the entity with the lower id if the kind is symmetric.
    pub head: &'g Entity,
    /// Where it ends.
    pub tail: &'g Entity,
    /// What it says.
    pub relation: &'g Relation,
}

/// A pair of entities that share sentences; the lower id first.
#[derive(Clone, Copy, Debug)]
pub struct CoMentionEdge<'g> {
    /// The entity with the lower id.
    pub first: &'g Entity,
    /// The other.
    pub second: &'g Entity,
    /// How often.
    pub count: CoMention,
}

impl Graph {
    fn number_of(&mut self, id: &EntityId, new: impl FnOnce() -> Entity) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = u32::try_from(self.entities.len()).expect("fewer than 2^32 entities fit in memory");
        self.numbers.insert(id.clone(), number);
        self.entities.push(new());
        number
    }

    /// The graph of both: in whatever order graphs are merged, the result is the same.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let (mut large, small) = if self.entities.len() >= other.entities.len() { (self, other) } else { (other, self) };
        large.documents += small.documents;
        let numbers: Vec<u32> = small
            .entities
            .into_iter()
            .map(|entity| {
                if let Some(&number) = large.numbers.get(&entity.id) {
                    merge_entity(&mut large.entities[number as usize], entity);
                    number
                } else {
                    let id = entity.id.clone();
                    large.number_of(&id, || entity)
                }
            })
            .collect();
        let mut edges = Vec::with_capacity(small.relations.len());
        for (key, relation) in small.relations {
            let key = RelationKey { head: numbers[key.head as usize], tail: numbers[key.tail as usize], ..key };
            let number = match large.relation_numbers.entry(key) {
                Entry::Occupied(known) => {
                    merge_relation(&mut large.relations[*known.get() as usize].1, relation);
                    *known.get()
                }
                Entry::Vacant(free) => {
                    let number = large.relations.len() as u32;
                    free.insert(number);
                    large.relations.push((key, relation));
                    number
                }
            };
            edges.push(number);
        }
        large.telling.join(small.telling, &numbers, &edges);
        // Sums do not depend on the order of the map.
        #[allow(clippy::iter_over_hash_type)]
        for ((a, b), count) in small.co_mentions {
            let (a, b) = (numbers[a as usize], numbers[b as usize]);
            let known = large.co_mentions.entry((a.min(b), a.max(b))).or_default();
            known.sentences += count.sentences;
            known.articles += count.articles;
        }
        large
    }

    /// Tells stories apart, and counts for each entity and edge in how many it is. It depends on the set of articles alone.
    pub fn count_stories(&mut self) -> Stories {
        let (stories, story_of) = self.telling.stories();
        let mut seen = Vec::new();
        let told = self.telling.entities(self.entities.len());
        for (entity, told) in self.entities.iter_mut().zip(told.each()) {
            entity.stories = spill::count_stories(told, &story_of, &mut seen);
        }
        let told = self.telling.relations(self.relations.len());
        for ((_, relation), told) in self.relations.iter_mut().zip(told.each()) {
            relation.stories = spill::count_stories(told, &story_of, &mut seen);
        }
        stories
    }

    /// How many articles were added.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// How many entities, edges (claims that are no facts included) and co-mentioned pairs there are.
    pub fn sizes(&self) -> (usize, usize, usize) {
        (self.entities.len(), self.relations.len(), self.co_mentions.len())
    }
}

/// Words on one line: every run of white space and control characters becomes one space.
pub(crate) fn one_line(text: &str) -> String {
    if is_on_one_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    let clean = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in clean.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The same, to be shared.
pub(crate) fn shared_line(text: &str) -> Arc<str> {
    if is_on_one_line(text) { text.into() } else { one_line(text).into() }
}

/// Whether a text is ASCII on one line, with one space between words and none around them: most are.
fn is_on_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [first, behind @ ..] = bytes else { return false };
    // Summed up rather than left at the first fault, so that many bytes are looked at in one step.
    let fault = |&byte: &u8| u8::from(!(b' '..0x7f).contains(&byte));
    let doubled = |(&a, &b): (&u8, &u8)| u8::from(a == b' ') & u8::from(b == b' ');
    let spaced = *first == b' ' || bytes.last() == Some(&b' ');
    !spaced
        && bytes.iter().fold(0, |faults, byte| faults | fault(byte)) == 0
        && bytes.iter().zip(behind).fold(0, |faults, pair| faults | doubled(pair)) == 0
}

/// The days an interval of publication dates covers, as the graph's `first_seen` and `last_seen`.
pub fn seen_interval(first: Option<Date>, last: Option<Date>) -> Option<Interval> {
    let (first, last) = (first?.interval(), last?.interval());
    Some(Interval { earliest: first.earliest, latest: last.latest })
}
