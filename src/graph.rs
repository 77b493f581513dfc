//! The graph: entities and relations of many articles. A fold whose merge is associative and commutative,
//! so that any order of articles, threads and shards gives the same graph.

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
use crate::document::Document;
use crate::entity::{Entity, EntityId};
use crate::extraction::Extraction;
use crate::mention::FoundBy;
use crate::relation::{DateSource, Evidence, Kind, Modality, Polarity, Relation, RelationMention};
use crate::span::{CodePoints, Span};
use crate::story::Stories;
use crate::symbol::Symbol;

pub use spill::{Fold, Folded, Shelf, Whole};
pub use suggest::Suggestion;

use merging::{better_facts, better_name, merge_entity, merge_relation, publish, seen};
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
    /// Adds what one article says.
    pub fn add(&mut self, document: &Document, extraction: &Extraction) {
        self.documents += 1;
        let teller = self.telling.teller(document);
        let publisher: Option<Arc<str>> = document.publisher.as_deref().map(|publisher| self.telling.publisher(publisher));
        let mut points = CodePoints::new(&document.text);
        let numbers: Vec<u32> = extraction
            .referents
            .iter()
            .map(|referent| {
                self.number_of(&referent.id, || Entity {
                    name: referent.name.clone(),
                    facts: referent.facts.clone(),
                    status: referent.status,
                    ..Entity::unseen(referent.id.clone())
                })
            })
            .collect();
        for (referent, &number) in extraction.referents.iter().zip(&numbers) {
            let entity = &mut self.entities[number as usize];
            entity.articles += 1;
            entity.stories += 1;
            self.telling.of_entity(number, teller);
            if let Some(publisher) = &publisher {
                publish(&mut entity.publishers, publisher);
            }
            seen(&mut entity.first_seen, &mut entity.last_seen, document.published, document.published);
            better_name(&mut entity.name, &referent.name);
            better_facts(&mut entity.facts, referent.facts.as_ref());
            entity.status = entity.status.min(referent.status);
            entity.former.extend(referent.former.iter().cloned());
        }
        let mut shown = vec![false; extraction.referents.len()];
        for mention in &extraction.mentions {
            let Some(referent) = mention.referent else { continue };
            let entity = &mut self.entities[numbers[referent as usize] as usize];
            entity.mentions += 1;
            let label = extraction.referents[referent as usize].label;
            match entity.labels.get_mut(&label) {
                Some(count) => *count += 1,
                None => drop(entity.labels.insert(label, 1)),
            }
            let surface = mention.span.of(&document.text);
            match entity.aliases.get_mut(surface) {
                Some(count) => *count += 1,
                None => drop(entity.aliases.insert(surface.into(), 1)),
            }
            entity.score = entity.score.max(mention.score);
            // Mentions stand in the order of the text: of this article's, the first is the one that may be evidence.
            if std::mem::replace(&mut shown[referent as usize], true) {
                continue;
            }
            let span = extraction.sentences[mention.sentence as usize];
            let known = entity.evidence.as_ref();
            if known.is_none_or(|known| (&document.id, span) < (&known.document, known.span)) {
                let rule = match mention.found_by {
                    FoundBy::Rule(rule) => rule,
                    FoundBy::Entry(_) => Symbol::of("gazetteer"),
                };
                entity.evidence = Some(evidence(document, span, &mut points, rule));
            }
        }
        self.add_relations(document, extraction, &numbers, &mut points, (teller, publisher.as_ref()));
        self.add_co_mentions(extraction, &numbers);
    }

    fn add_relations(
        &mut self,
        document: &Document,
        extraction: &Extraction,
        numbers: &[u32],
        points: &mut CodePoints<'_>,
        (teller, publisher): (u32, Option<&Arc<str>>),
    ) {
        let mut in_this_article: Vec<u32> = Vec::new();
        let referent = |mention: u32| extraction.mentions[mention as usize].referent;
        for claim in extraction.relations.iter().filter(|claim| !claim.kind.aside) {
            let (Some(head), Some(tail)) = (referent(claim.head), referent(claim.tail)) else { continue };
            let (mut head, mut tail) = (numbers[head as usize], numbers[tail as usize]);
            if claim.kind.symmetric && self.entities[head as usize].id > self.entities[tail as usize].id {
                (head, tail) = (tail, head);
            }
            let key = RelationKey { head, tail, kind: claim.kind, polarity: claim.polarity, modality: claim.modality };
            let speaker = claim.attributed_to.and_then(referent);
            let speaker = speaker.map(|speaker| self.entities[numbers[speaker as usize] as usize].id.clone());
            let span = extraction.sentences[claim.sentence as usize];
            let number = match self.relation_numbers.entry(key) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(free) => {
                    let number = self.relations.len() as u32;
                    free.insert(number);
                    self.relations.push((key, new_relation(claim, evidence(document, span, points, claim.found_by))));
                    number
                }
            };
            let relation = &mut self.relations[number as usize].1;
            relation.mentions += 1;
            relation.score = relation.score.max(claim.score);
            relation.rules.insert(claim.found_by);
            relation.attributed_to.extend(speaker);
            if let Some(when) = claim.when.filter(|when| when.source == DateSource::Clause) {
                relation.when = Some(relation.when.map_or(when.interval, |known| known.union(when.interval)));
            }
            if (&document.id, span, claim.found_by)
                < (&relation.evidence.document, relation.evidence.span, relation.evidence.found_by)
            {
                relation.evidence = evidence(document, span, points, claim.found_by);
            }
            if !in_this_article.contains(&number) {
                in_this_article.push(number);
                relation.articles += 1;
                relation.stories += 1;
                self.telling.of_relation(number, teller);
                relation.publishers.extend(publisher.cloned());
                seen(&mut relation.first_seen, &mut relation.last_seen, document.published, document.published);
            }
        }
    }

    fn add_co_mentions(&mut self, extraction: &Extraction, numbers: &[u32]) {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut here: Vec<u32> = Vec::new();
        for mentions in extraction.mentions.chunk_by(|a, b| a.sentence == b.sentence) {
            if !extraction.tells_the_story[mentions[0].sentence as usize] {
                continue;
            }
            here.clear();
            here.extend(mentions.iter().filter_map(|mention| mention.referent).map(|referent| numbers[referent as usize]));
            here.sort_unstable();
            here.dedup();
            for (i, &a) in here.iter().enumerate() {
                pairs.extend(here[i + 1..].iter().map(|&b| (a, b)));
            }
        }
        pairs.sort_unstable();
        for same in pairs.chunk_by(|a, b| a == b) {
            let count = self.co_mentions.entry(same[0]).or_default();
            count.sentences += same.len() as u64;
            count.articles += 1;
        }
    }

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
        let (mut large, mut small) = if self.entities.len() >= other.entities.len() { (self, other) } else { (other, self) };
        large.documents += small.documents;
        let tellers = large.telling.join(&mut small.telling);
        let numbers: Vec<u32> = small
            .entities
            .into_iter()
            .zip(small.telling.entities())
            .map(|(entity, told)| {
                let number = if let Some(&number) = large.numbers.get(&entity.id) {
                    merge_entity(&mut large.entities[number as usize], entity);
                    number
                } else {
                    let id = entity.id.clone();
                    large.number_of(&id, || entity)
                };
                for &teller in told {
                    large.telling.of_entity(number, tellers + teller);
                }
                number
            })
            .collect();
        for ((key, relation), told) in small.relations.into_iter().zip(small.telling.relations()) {
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
            for &teller in told {
                large.telling.of_relation(number, tellers + teller);
            }
        }
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
        for (entity, told) in self.entities.iter_mut().zip(self.telling.entities()) {
            entity.stories = spill::count_stories(told, &story_of, &mut seen);
        }
        for ((_, relation), told) in self.relations.iter_mut().zip(self.telling.relations()) {
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

fn evidence(document: &Document, span: Span, points: &mut CodePoints<'_>, found_by: Symbol) -> Evidence {
    let code_points = Span::new(points.at(span.start), points.at(span.end));
    let sentence = one_line(span.of(&document.text)).into();
    Evidence { document: document.id.clone(), span, code_points, sentence, found_by }
}

/// Words on one line: every run of white space and control characters becomes one space.
pub(crate) fn one_line(text: &str) -> String {
    let bytes = text.as_bytes();
    // Most text is on one line already, with one space between words.
    let plain = |pair: &[u8]| pair[0] >= b' ' && pair[0] < 0x7f && !(pair[0] == b' ' && pair[1] == b' ');
    let trimmed =
        bytes.first().is_some_and(|&first| first > b' ') && bytes.last().is_some_and(|&last| last > b' ' && last < 0x7f);
    if trimmed && bytes.windows(2).all(plain) {
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

fn new_relation(claim: &RelationMention, evidence: Evidence) -> Relation {
    Relation {
        kind: claim.kind,
        polarity: claim.polarity,
        modality: claim.modality,
        mentions: 0,
        articles: 0,
        stories: 0,
        publishers: Default::default(),
        first_seen: None,
        last_seen: None,
        when: None,
        attributed_to: Default::default(),
        score: 0.0,
        rules: Default::default(),
        evidence,
    }
}

/// The days an interval of publication dates covers, as the graph's `first_seen` and `last_seen`.
pub fn seen_interval(first: Option<Date>, last: Option<Date>) -> Option<Interval> {
    let (first, last) = (first?.interval(), last?.interval());
    Some(Interval { earliest: first.earliest, latest: last.latest })
}
