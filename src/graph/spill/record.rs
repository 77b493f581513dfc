//! Entities, edges and articles as bytes in a temporary file of this process, and back.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use jiff::civil;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::date::{Date, Interval};
use crate::document::DocumentId;
use crate::entity::{Entity, EntityId, Facts, Status};
use crate::label::Label;
use crate::relation::{Evidence, Kind, Modality, Polarity, Relation};
use crate::span::Span;
use crate::story::{Sketch, Teller};
use crate::symbol::Symbol;

type WireDate = (i16, Option<i8>, Option<i8>);
type WireDay = (i16, i8, i8);
type WireInterval = (Option<WireDay>, Option<WireDay>);
/// Country and coordinates.
type WireFacts<'w> = (Option<&'w str>, Option<(f64, f64)>);

#[derive(Serialize, Deserialize)]
struct WireEntity<'w> {
    id: &'w str,
    #[serde(borrow)]
    labels: Vec<(&'w str, u64)>,
    name: &'w str,
    #[serde(borrow)]
    aliases: Vec<(&'w str, u64)>,
    facts: Option<WireFacts<'w>>,
    status: u8,
    /// Mentions, articles, stories.
    counts: (u64, u64, u64),
    #[serde(borrow)]
    publishers: Vec<&'w str>,
    seen: (Option<WireDate>, Option<WireDate>),
    score: f32,
    #[serde(borrow)]
    former: Vec<&'w str>,
    told: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct WireRelation<'w> {
    head: u32,
    tail: u32,
    /// Its name; whether it is symmetric, of one value, an aside.
    kind: (&'w str, bool, bool, bool),
    how: (u8, u8),
    counts: (u64, u64, u64),
    #[serde(borrow)]
    publishers: Vec<&'w str>,
    seen: (Option<WireDate>, Option<WireDate>),
    when: Option<WireInterval>,
    #[serde(borrow)]
    attributed_to: Vec<&'w str>,
    score: f32,
    #[serde(borrow)]
    rules: Vec<&'w str>,
    /// Article, bytes, code points, sentence, rule.
    evidence: (&'w str, (u32, u32), (u32, u32), &'w str, &'w str),
    told: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct WireTeller<'w> {
    id: &'w str,
    number: u32,
    published: Option<WireDate>,
    /// Up to which hash, out of how many.
    sketch: (u32, u32),
    /// Each as far as it lies behind the one before.
    hashes: Vec<u32>,
}

const STATUS: [Status; 3] = [Status::Listed, Status::Found, Status::Local];
const POLARITY: [Polarity; 3] = [Polarity::Asserted, Polarity::Negated, Polarity::Denied];
const MODALITY: [Modality; 6] =
    [Modality::Fact, Modality::Alleged, Modality::Planned, Modality::Possible, Modality::Conditional, Modality::Question];

fn place_of<T: PartialEq>(value: &T, all: &[T]) -> u8 {
    all.iter().position(|one| one == value).expect("every value is listed above") as u8
}

fn written(wire: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    *out = postcard::to_extend(wire, std::mem::take(out)).map_err(io::Error::other)?;
    Ok(())
}

fn read<'b, W: Deserialize<'b>>(bytes: &'b [u8]) -> io::Result<W> {
    postcard::from_bytes(bytes).map_err(damaged)
}

fn damaged(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn one_of<T: Copy>(all: &[T], place: u8) -> io::Result<T> {
    all.get(usize::from(place)).copied().ok_or_else(|| damaged("a temporary file holds what was not written"))
}

/// Appends an entity and the articles that tell of it, without its evidence: no output has it.
pub(super) fn put_entity(entity: &Entity, told: &[u32], out: &mut Vec<u8>) -> io::Result<()> {
    let facts = entity.facts.as_deref();
    let wire = WireEntity {
        id: entity.id.as_str(),
        labels: entity.labels.iter().map(|(label, &count)| (label.as_str(), count)).collect(),
        name: &entity.name,
        aliases: entity.aliases.iter().map(|(alias, &count)| (&**alias, count)).collect(),
        facts: facts.map(|facts| (facts.country.as_deref(), facts.coordinates)),
        status: place_of(&entity.status, &STATUS),
        counts: (entity.mentions, entity.articles, entity.stories),
        publishers: entity.publishers.iter().map(|publisher| &**publisher).collect(),
        seen: (entity.first_seen.map(of_date), entity.last_seen.map(of_date)),
        score: entity.score,
        former: entity.former.iter().map(EntityId::as_str).collect(),
        told: gaps(told),
    };
    written(&wire, out)
}

/// Appends an edge and the articles that tell of it.
pub(super) fn put_relation(head: u32, tail: u32, relation: &Relation, told: &[u32], out: &mut Vec<u8>) -> io::Result<()> {
    let Kind { name, symmetric, single, aside } = relation.kind;
    let Evidence { document, span, code_points, sentence, found_by } = &relation.evidence;
    let ends = |span: &Span| (span.start, span.end);
    let wire = WireRelation {
        head,
        tail,
        kind: (name.as_str(), symmetric, single, aside),
        how: (place_of(&relation.polarity, &POLARITY), place_of(&relation.modality, &MODALITY)),
        counts: (relation.mentions, relation.articles, relation.stories),
        publishers: relation.publishers.iter().map(|publisher| &**publisher).collect(),
        seen: (relation.first_seen.map(of_date), relation.last_seen.map(of_date)),
        when: relation.when.map(|when| (when.earliest.map(of_day), when.latest.map(of_day))),
        attributed_to: relation.attributed_to.iter().map(EntityId::as_str).collect(),
        score: relation.score,
        rules: relation.rules.iter().map(|rule| rule.as_str()).collect(),
        evidence: (document.as_str(), ends(span), ends(code_points), sentence, found_by.as_str()),
        told: gaps(told),
    };
    written(&wire, out)
}

/// Appends an article and its number.
pub(super) fn put_teller(teller: &Teller, number: u32, out: &mut Vec<u8>) -> io::Result<()> {
    let Sketch { hashes, limit, runs } = &teller.sketch;
    let (id, published) = (teller.id.as_str(), teller.published.map(of_date));
    written(&WireTeller { id, number, published, sketch: (*limit, *runs), hashes: gaps(hashes) }, out)
}

/// The article and its number.
pub(super) fn teller(bytes: &[u8]) -> io::Result<(Teller, u32)> {
    let wire: WireTeller<'_> = read(bytes)?;
    let (limit, runs) = wire.sketch;
    let sketch = Sketch { hashes: whole(wire.hashes).into(), limit, runs };
    Ok((Teller { id: DocumentId::new(wire.id), published: wire.published.map(date), sketch }, wire.number))
}

/// What reads records: it remembers labels, for finding one by its path takes time.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    labels: FxHashMap<Box<str>, Label>,
}

impl Decoder {
    /// The entity, and the articles that tell of it.
    pub(super) fn entity(&mut self, bytes: &[u8]) -> io::Result<(Entity, Vec<u32>)> {
        let wire: WireEntity<'_> = read(bytes)?;
        let facts = wire.facts.map(|(country, coordinates)| Arc::new(Facts { country: country.map(Into::into), coordinates }));
        let mut labels = BTreeMap::new();
        for (path, count) in wire.labels {
            labels.insert(self.label(path), count);
        }
        let entity = Entity {
            id: EntityId::new(wire.id),
            labels,
            name: wire.name.into(),
            aliases: wire.aliases.into_iter().map(|(alias, count)| (alias.into(), count)).collect(),
            facts,
            status: one_of(&STATUS, wire.status)?,
            mentions: wire.counts.0,
            articles: wire.counts.1,
            stories: wire.counts.2,
            publishers: wire.publishers.into_iter().map(Into::into).collect(),
            first_seen: wire.seen.0.map(date),
            last_seen: wire.seen.1.map(date),
            score: wire.score,
            evidence: None,
            former: wire.former.into_iter().map(EntityId::new).collect(),
        };
        Ok((entity, whole(wire.told)))
    }

    fn label(&mut self, path: &str) -> Label {
        if let Some(&label) = self.labels.get(path) {
            return label;
        }
        let label = Label::new(path);
        self.labels.insert(path.into(), label);
        label
    }
}

/// The edge between two entities, by number, and the articles that tell of it.
pub(super) fn relation(bytes: &[u8]) -> io::Result<(u32, u32, Relation, Vec<u32>)> {
    let wire: WireRelation<'_> = read(bytes)?;
    let (name, symmetric, single, aside) = wire.kind;
    let (document, span, code_points, sentence, found_by) = wire.evidence;
    let relation = Relation {
        kind: Kind { name: Symbol::new(name), symmetric, single, aside },
        polarity: one_of(&POLARITY, wire.how.0)?,
        modality: one_of(&MODALITY, wire.how.1)?,
        mentions: wire.counts.0,
        articles: wire.counts.1,
        stories: wire.counts.2,
        publishers: wire.publishers.into_iter().map(Into::into).collect(),
        first_seen: wire.seen.0.map(date),
        last_seen: wire.seen.1.map(date),
        when: wire.when.map(interval).transpose()?,
        attributed_to: wire.attributed_to.into_iter().map(EntityId::new).collect(),
        score: wire.score,
        rules: wire.rules.into_iter().map(Symbol::new).collect(),
        evidence: Evidence {
            document: DocumentId::new(document),
            span: Span { start: span.0, end: span.1 },
            code_points: Span { start: code_points.0, end: code_points.1 },
            sentence: sentence.into(),
            found_by: Symbol::new(found_by),
        },
    };
    Ok((wire.head, wire.tail, relation, whole(wire.told)))
}

fn gaps(numbers: &[u32]) -> Vec<u32> {
    let before = [0].iter().chain(numbers);
    numbers.iter().zip(before).map(|(number, before)| number - before).collect()
}

fn whole(mut gaps: Vec<u32>) -> Vec<u32> {
    let mut last = 0_u32;
    for number in &mut gaps {
        last = last.wrapping_add(*number);
        *number = last;
    }
    gaps
}

fn of_date(date: Date) -> WireDate {
    (date.year, date.month, date.day)
}

fn date((year, month, day): WireDate) -> Date {
    Date { year, month, day }
}

fn of_day(day: civil::Date) -> WireDay {
    (day.year(), day.month(), day.day())
}

fn interval((earliest, latest): WireInterval) -> io::Result<Interval> {
    let day = |day: Option<WireDay>| day.map(|(year, month, day)| civil::Date::new(year, month, day)).transpose();
    Ok(Interval { earliest: day(earliest).map_err(damaged)?, latest: day(latest).map_err(damaged)? })
}
