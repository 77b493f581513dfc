//! A document and what it says -> bytes, and back: postcard, then Zstandard. What the graph and the tables are made of is
//! kept: not the numbers of tokens, nor the joins that were refused.

mod unpack;

use jiff::civil;
use serde::{Deserialize, Serialize};

pub(super) use self::unpack::{unpack, unpack_document};
use super::symbols::{Numbers, Sort};
use crate::date::{Interval, TimexType};
use crate::document::Document;
use crate::entity::{EntityId, Status};
use crate::error::{Error, Result};
use crate::extraction::Extraction;
use crate::mention::{FoundBy, Value};
use crate::relation::{DateSource, Modality, Polarity};
use crate::span::Span;

/// Dearer levels gain a few hundredths and cost several times as much.
const LEVEL: i32 = 3;

/// The most bytes a body unpacks to: offsets in texts are 32-bit numbers, and what is found is smaller than the text.
const MOST: u64 = 1 << 33;

/// A document and what it says.
#[derive(Clone, Debug)]
pub struct Body {
    /// The document, under its id in the graph.
    pub document: Document,
    /// What it says.
    pub extraction: Extraction,
}

/// The bytes of a [`Body`].
#[derive(Clone, Debug)]
pub struct Packed(pub(super) Vec<u8>);

type Ends = (u32, u32);
type Day = (i16, i8, i8);

#[derive(Serialize, Deserialize)]
struct Wire<'w> {
    id: &'w str,
    has_own_id: bool,
    text: &'w str,
    headline: Option<Ends>,
    title: Option<&'w str>,
    author: Option<&'w str>,
    url: Option<&'w str>,
    publisher: Option<&'w str>,
    published: Option<(i16, Option<i8>, Option<i8>)>,
    language: Option<&'w str>,
    /// Where each begins behind the end of the one before, its length, whether it tells the story.
    sentences: Vec<(u32, u32, bool)>,
    #[serde(borrow)]
    referents: Vec<WireReferent<'w>>,
    #[serde(borrow)]
    mentions: Vec<WireMention<'w>>,
    relations: Vec<WireRelation>,
    readings: Vec<WireReading>,
    #[serde(borrow)]
    candidates: Vec<&'w str>,
}

/// Country and coordinates.
type WireFacts<'w> = (Option<&'w str>, Option<(f64, f64)>);

#[derive(Serialize, Deserialize)]
struct WireReferent<'w> {
    id: &'w str,
    label: u32,
    name: &'w str,
    facts: Option<WireFacts<'w>>,
    status: u8,
    /// Mention and reason.
    reasons: Vec<(u32, u32)>,
    #[serde(borrow)]
    former: Vec<&'w str>,
}

/// Mention, certainty, reason, candidates.
type WireReading = (u32, f32, u32, Ends);

#[derive(Serialize, Deserialize)]
struct WireMention<'w> {
    /// Where it begins behind the end of the one before.
    gap: u32,
    length: u32,
    /// How many sentences lie between the one before and it.
    sentences: u32,
    label: u32,
    #[serde(borrow)]
    value: WireValue<'w>,
    score: f32,
    found_by: (bool, u32),
    role: Option<Ends>,
    referent: Option<u32>,
}

#[derive(Serialize, Deserialize)]
enum WireValue<'w> {
    None,
    Timex { sort: u8, value: &'w str, modifier: Option<u32>, interval: Option<WireInterval> },
    Text(&'w str),
}

type WireInterval = (Option<Day>, Option<Day>);

#[derive(Serialize, Deserialize)]
struct WireRelation {
    kind: u32,
    /// Whether it is symmetric, of one value, an aside.
    sort: (bool, bool, bool),
    head: u32,
    tail: u32,
    trigger: Ends,
    sentence: u32,
    /// And which of [`SOURCES`] says so.
    when: Option<(WireInterval, u8)>,
    how: (u8, u8),
    attributed_to: Option<u32>,
    score: f32,
    found_by: u32,
}

const STATUSES: [Status; 3] = [Status::Listed, Status::Found, Status::Local];
const TIMEX_TYPES: [TimexType; 5] = [TimexType::Date, TimexType::Time, TimexType::Duration, TimexType::Set, TimexType::Age];
const SOURCES: [DateSource; 3] = [DateSource::Article, DateSource::Clause, DateSource::Former];
const POLARITIES: [Polarity; 3] = [Polarity::Asserted, Polarity::Negated, Polarity::Denied];
const MODALITIES: [Modality; 6] =
    [Modality::Fact, Modality::Alleged, Modality::Planned, Modality::Possible, Modality::Conditional, Modality::Question];

/// Hands over every symbol that packing a body will ask for. `entry` appends where a row of a list stands.
pub(super) fn symbols(
    extraction: &Extraction,
    entry: &dyn Fn(FoundBy, &mut String),
    learn: &mut dyn FnMut(Sort, &str) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut place = String::new();
    for referent in &extraction.referents {
        learn(Sort::Label, referent.label.as_str())?;
        for (_, reason) in &referent.reasons {
            learn(Sort::Rule, reason)?;
        }
    }
    for reading in &extraction.readings {
        learn(Sort::Rule, reading.reason)?;
    }
    for mention in &extraction.mentions {
        learn(Sort::Label, mention.label.as_str())?;
        if let Value::Timex(timex) = &mention.value
            && let Some(modifier) = timex.modifier
        {
            learn(Sort::Rule, modifier)?;
        }
        match mention.found_by {
            FoundBy::Rule(rule) => learn(Sort::Rule, rule.as_str())?,
            FoundBy::Entry(_) => {
                place.clear();
                entry(mention.found_by, &mut place);
                learn(Sort::Entry, &place)?;
            }
        }
    }
    for claim in &extraction.relations {
        learn(Sort::Rule, claim.kind.name.as_str())?;
        learn(Sort::Rule, claim.found_by.as_str())?;
    }
    Ok(())
}

/// The bytes of a body, whose symbols were all learnt.
pub(super) fn pack(body: &Body, entry: &dyn Fn(FoundBy, &mut String), numbers: &Numbers) -> Result<Packed> {
    let Body { document, extraction } = body;
    let number = |sort, name: &str| numbers.of(sort, name).ok_or_else(|| Error::new(format!("no number for `{name}`")));
    let ends = |span: Span| (span.start, span.end);
    let mut before = 0;
    let sentences = extraction.sentences.iter().zip(&extraction.tells_the_story).map(|(span, &tells)| {
        let gap = span.start - before;
        before = span.end;
        (gap, span.len(), tells)
    });
    let sentences = sentences.collect();
    let referents = extraction.referents.iter().map(|referent| {
        Ok(WireReferent {
            id: referent.id.as_str(),
            label: number(Sort::Label, referent.label.as_str())?,
            name: &referent.name,
            facts: referent.facts.as_ref().map(|facts| (facts.country.as_deref(), facts.coordinates)),
            status: place_of(&STATUSES, &referent.status),
            reasons: referent
                .reasons
                .iter()
                .map(|&(mention, reason)| Ok((mention, number(Sort::Rule, reason)?)))
                .collect::<Result<_>>()?,
            former: referent.former.iter().map(EntityId::as_str).collect(),
        })
    });
    let referents = referents.collect::<Result<_>>()?;
    let (mut before, mut sentence) = (0, 0);
    let mut place = String::new();
    let mut mentions = Vec::with_capacity(extraction.mentions.len());
    for mention in &extraction.mentions {
        let value = match &mention.value {
            Value::None => WireValue::None,
            Value::Text(text) => WireValue::Text(text),
            Value::Timex(timex) => WireValue::Timex {
                sort: place_of(&TIMEX_TYPES, &timex.timex_type),
                value: &timex.value,
                modifier: timex.modifier.map(|modifier| number(Sort::Rule, modifier)).transpose()?,
                interval: timex.interval.map(wire_interval),
            },
        };
        let found_by = match mention.found_by {
            FoundBy::Rule(rule) => (false, number(Sort::Rule, rule.as_str())?),
            FoundBy::Entry(_) => {
                place.clear();
                entry(mention.found_by, &mut place);
                (true, number(Sort::Entry, &place)?)
            }
        };
        mentions.push(WireMention {
            gap: mention.span.start - before,
            length: mention.span.len(),
            sentences: mention.sentence - sentence,
            label: number(Sort::Label, mention.label.as_str())?,
            value,
            score: mention.score,
            found_by,
            role: mention.role.map(ends),
            referent: mention.referent,
        });
        (before, sentence) = (mention.span.end, mention.sentence);
    }
    let relations = extraction.relations.iter().map(|claim| {
        Ok(WireRelation {
            kind: number(Sort::Rule, claim.kind.name.as_str())?,
            sort: (claim.kind.symmetric, claim.kind.single, claim.kind.aside),
            head: claim.head,
            tail: claim.tail,
            trigger: ends(claim.trigger),
            sentence: claim.sentence,
            when: claim.when.map(|when| (wire_interval(when.interval), place_of(&SOURCES, &when.source))),
            how: (place_of(&POLARITIES, &claim.polarity), place_of(&MODALITIES, &claim.modality)),
            attributed_to: claim.attributed_to,
            score: claim.score,
            found_by: number(Sort::Rule, claim.found_by.as_str())?,
        })
    });
    let readings = extraction.readings.iter();
    let readings =
        readings.map(|reading| Ok((reading.mention, reading.sure, number(Sort::Rule, reading.reason)?, reading.others)));
    let wire = Wire {
        id: document.id.as_str(),
        has_own_id: document.has_own_id,
        text: &document.text,
        headline: document.headline.map(ends),
        title: document.title.as_deref(),
        author: document.author.as_deref(),
        url: document.url.as_deref(),
        publisher: document.publisher.as_deref(),
        published: document.published.map(|date| (date.year, date.month, date.day)),
        language: document.language.as_deref(),
        sentences,
        referents,
        mentions,
        relations: relations.collect::<Result<_>>()?,
        readings: readings.collect::<Result<_>>()?,
        candidates: extraction.candidates.iter().map(EntityId::as_str).collect(),
    };
    let wire = postcard::to_allocvec(&wire).map_err(|error| Error::new("an article cannot be packed").because(error))?;
    let packed = zstd::bulk::compress(&wire, LEVEL);
    packed.map(Packed).map_err(|error| Error::new("an article cannot be packed").because(error))
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).unwrap_or(all.len()) as u8
}

fn wire_interval(interval: Interval) -> WireInterval {
    let day = |day: civil::Date| (day.year(), day.month(), day.day());
    (interval.earliest.map(day), interval.latest.map(day))
}
