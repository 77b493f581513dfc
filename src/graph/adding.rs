//! What one article says, added to a graph: its referents one by one with all their mentions, its claims, its pairs.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::merging::{better_facts, better_name, publish, seen};
use super::{Graph, RelationKey, shared_line};
use crate::document::Document;
use crate::entity::Entity;
use crate::extraction::{Extraction, Referent};
use crate::mention::FoundBy;
use crate::relation::{DateSource, Evidence, Relation, RelationMention};
use crate::span::{CodePoints, Span};
use crate::symbol::Symbol;

/// Buffers that are reused from article to article.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each referent its number in the graph.
    numbers: Vec<u32>,
    /// For each referent its first and last mention.
    ends: Vec<(u32, u32)>,
    /// For each mention the next of its referent.
    next: Vec<u32>,
    /// The edges of the article.
    edges: Vec<u32>,
    /// The entities of a sentence.
    here: Vec<u32>,
    /// Pairs of entities, the lower number in the upper half.
    pairs: Vec<u64>,
    /// Sentences that are evidence.
    shown: Vec<Shown>,
}

/// A sentence as evidence shows it: where it stands in code points, and on one line.
type Shown = (Span, Span, Arc<str>);

/// No mention.
const NONE: u32 = u32::MAX;

impl Scratch {
    /// Strings together the mentions of each referent, in the order of the text.
    fn chain(&mut self, extraction: &Extraction) {
        self.ends.clear();
        self.ends.resize(extraction.referents.len(), (NONE, NONE));
        self.next.clear();
        self.next.resize(extraction.mentions.len(), NONE);
        for (number, mention) in (0u32..).zip(&extraction.mentions) {
            let Some(referent) = mention.referent else { continue };
            let (first, last) = &mut self.ends[referent as usize];
            if *first == NONE {
                *first = number;
            } else {
                self.next[*last as usize] = number;
            }
            *last = number;
        }
    }
}

/// The sentences of an article that are evidence, each made once however much it is evidence of.
struct Sentences<'d> {
    document: &'d Document,
    points: CodePoints<'d>,
    shown: Vec<Shown>,
}

impl Sentences<'_> {
    /// The sentence of that span as evidence.
    fn evidence(&mut self, span: Span, found_by: Symbol) -> Evidence {
        let place = self.shown.binary_search_by_key(&span, |shown| shown.0).unwrap_or_else(|place| {
            let code_points = Span::new(self.points.at(span.start), self.points.at(span.end));
            self.shown.insert(place, (span, code_points, shared_line(span.of(&self.document.text))));
            place
        });
        let (_, code_points, sentence) = &self.shown[place];
        let (code_points, sentence) = (*code_points, Arc::clone(sentence));
        Evidence { document: self.document.id.clone(), span, code_points, sentence, found_by }
    }
}

impl Graph {
    /// Adds what one article says.
    pub fn add(&mut self, document: &Document, extraction: &Extraction) {
        self.documents += 1;
        let teller = self.telling.teller(document);
        let publisher: Option<Arc<str>> = document.publisher.as_deref().map(|publisher| self.telling.publisher(publisher));
        let mut scratch = std::mem::take(&mut *self.adding);
        scratch.shown.clear();
        let shown = std::mem::take(&mut scratch.shown);
        let mut sentences = Sentences { document, points: CodePoints::new(&document.text), shown };
        scratch.chain(extraction);
        scratch.numbers.clear();
        scratch.numbers.extend(extraction.referents.iter().map(|referent| {
            self.number_of(&referent.id, || Entity {
                name: referent.name.clone(),
                facts: referent.facts.clone(),
                status: referent.status,
                ..Entity::unseen(referent.id.clone())
            })
        }));
        for ((referent, &number), &(first, _)) in extraction.referents.iter().zip(&scratch.numbers).zip(&scratch.ends) {
            let entity = &mut self.entities[number as usize];
            self.telling.of_entity(number, teller);
            if let Some(publisher) = &publisher {
                publish(&mut entity.publishers, publisher);
            }
            add_referent(entity, document, referent);
            if first != NONE {
                add_mentions(entity, (document, extraction), referent, first, &scratch.next, &mut sentences);
            }
        }
        self.add_relations(extraction, &mut scratch, &mut sentences, (teller, publisher.as_ref()));
        self.add_co_mentions(extraction, &mut scratch);
        *self.adding = Scratch { shown: sentences.shown, ..scratch };
    }

    fn add_relations(
        &mut self,
        extraction: &Extraction,
        scratch: &mut Scratch,
        sentences: &mut Sentences<'_>,
        (teller, publisher): (u32, Option<&Arc<str>>),
    ) {
        let Scratch { numbers, edges, .. } = scratch;
        let document = sentences.document;
        edges.clear();
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
                    self.relations.push((key, new_relation(claim, sentences.evidence(span, claim.found_by))));
                    number
                }
            };
            let relation = &mut self.relations[number as usize].1;
            relation.mentions += 1;
            relation.score = relation.score.max(claim.score);
            relation.rules.insert(claim.found_by);
            relation.attributed_to.extend(speaker);
            if let Some(when) = claim.when.filter(|when| when.source != DateSource::Article) {
                relation.when = Some(relation.when.map_or(when.interval, |known| known.union(when.interval)));
            }
            if (&document.id, span, claim.found_by)
                < (&relation.evidence.document, relation.evidence.span, relation.evidence.found_by)
            {
                relation.evidence = sentences.evidence(span, claim.found_by);
            }
            if !edges.contains(&number) {
                edges.push(number);
                relation.articles += 1;
                relation.stories += 1;
                self.telling.of_relation(number, teller);
                relation.publishers.extend(publisher.cloned());
                seen(&mut relation.first_seen, &mut relation.last_seen, document.published, document.published);
            }
        }
    }

    fn add_co_mentions(&mut self, extraction: &Extraction, scratch: &mut Scratch) {
        let Scratch { numbers, here, pairs, .. } = scratch;
        pairs.clear();
        for mentions in extraction.mentions.chunk_by(|a, b| a.sentence == b.sentence) {
            if !extraction.tells_the_story[mentions[0].sentence as usize] {
                continue;
            }
            here.clear();
            here.extend(mentions.iter().filter_map(|mention| mention.referent).map(|referent| numbers[referent as usize]));
            here.sort_unstable();
            here.dedup();
            for (i, &a) in here.iter().enumerate() {
                pairs.extend(here[i + 1..].iter().map(|&b| u64::from(a) << 32 | u64::from(b)));
            }
        }
        pairs.sort_unstable();
        for same in pairs.chunk_by(|a, b| a == b) {
            let count = self.co_mentions.entry(((same[0] >> 32) as u32, same[0] as u32)).or_default();
            count.sentences += same.len() as u64;
            count.articles += 1;
        }
    }
}

/// Notes that an article names an entity.
fn add_referent(entity: &mut Entity, document: &Document, referent: &Referent) {
    entity.articles += 1;
    entity.stories += 1;
    seen(&mut entity.first_seen, &mut entity.last_seen, document.published, document.published);
    better_name(&mut entity.name, &referent.name);
    better_facts(&mut entity.facts, referent.facts.as_ref());
    entity.status = entity.status.min(referent.status);
    entity.former.extend(referent.former.iter().cloned());
}

/// Counts the mentions of an entity in an article, from the first on.
fn add_mentions(
    entity: &mut Entity,
    (document, extraction): (&Document, &Extraction),
    referent: &Referent,
    first: u32,
    next: &[u32],
    sentences: &mut Sentences<'_>,
) {
    // The same words stand for it again and again: they are looked up once.
    let mut surface = extraction.mentions[first as usize].span.of(&document.text);
    let (mut all, mut alike) = (0, 0);
    let mut at = first;
    while at != NONE {
        let mention = &extraction.mentions[at as usize];
        let words = mention.span.of(&document.text);
        if words != surface {
            called(entity, surface, alike);
            (surface, alike) = (words, 0);
        }
        alike += 1;
        all += 1;
        entity.score = entity.score.max(mention.score);
        at = next[at as usize];
    }
    called(entity, surface, alike);
    entity.mentions += all;
    match entity.labels.get_mut(&referent.label) {
        Some(count) => *count += all,
        None => drop(entity.labels.insert(referent.label, all)),
    }
    // Of this article's mentions, the first is the one that may be evidence.
    let mention = &extraction.mentions[first as usize];
    let span = extraction.sentences[mention.sentence as usize];
    if entity.evidence.as_ref().is_none_or(|known| (&document.id, span) < (&known.document, known.span)) {
        let rule = match mention.found_by {
            FoundBy::Rule(rule) => rule,
            FoundBy::Entry(_) => Symbol::of("gazetteer"),
        };
        entity.evidence = Some(sentences.evidence(span, rule));
    }
}

/// Counts how often an entity is called so.
fn called(entity: &mut Entity, surface: &str, times: u64) {
    match entity.aliases.get_mut(surface) {
        Some(count) => *count += times,
        None => drop(entity.aliases.insert(surface.into(), times)),
    }
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
