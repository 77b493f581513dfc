//! Bytes -> a document and what it says.

use std::sync::Arc;

use jiff::civil;

use super::{
    Body, Day, Ends, MODALITIES, MOST, POLARITIES, SOURCES, STATUSES, TIMEX_TYPES, Wire, WireInterval, WireReferent,
    WireRelation, WireValue,
};
use crate::date::{Date, Interval, Timex};
use crate::document::{Document, DocumentId};
use crate::entity::{EntityId, Facts};
use crate::error::{Error, Result};
use crate::extraction::{Extraction, Reading, Referent};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention, Value};
use crate::relation::{Kind, RelationMention, When};
use crate::span::Span;
use crate::store::symbols::{Named, Names};
use crate::symbol::Symbol;

/// The body that was packed. A row of a list is known by its number among the symbols.
pub(in crate::store) fn unpack(packed: &[u8], names: &Names) -> Result<Body> {
    let bytes = unpacked(packed)?;
    let wire = Wire::of(&bytes)?;
    let extraction = wire.extraction(names).ok_or_else(damaged)?;
    Ok(Body { document: wire.document(), extraction })
}

/// The document alone.
pub(in crate::store) fn unpack_document(packed: &[u8]) -> Result<Document> {
    let bytes = unpacked(packed)?;
    Ok(Wire::of(&bytes)?.document())
}

fn damaged() -> Error {
    Error::new("an article in the store is damaged")
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or(0);
    if size > MOST {
        return Err(damaged());
    }
    zstd::bulk::decompress(packed, size as usize).map_err(|error| damaged().because(error))
}

impl<'w> Wire<'w> {
    fn of(bytes: &'w [u8]) -> Result<Self> {
        postcard::from_bytes(bytes).map_err(|error| damaged().because(error))
    }

    fn document(&self) -> Document {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Document {
            id: DocumentId::new(self.id),
            has_own_id: self.has_own_id,
            text: self.text.to_owned(),
            headline: self.headline.map(span),
            title: owned(self.title),
            author: owned(self.author),
            url: owned(self.url),
            publisher: owned(self.publisher),
            published: self.published.map(|(year, month, day)| Date { year, month, day }),
            language: owned(self.language),
        }
    }
}

impl Wire<'_> {
    fn extraction(&self, names: &Names) -> Option<Extraction> {
        let label = |number| match names.get(number)? {
            Named::Label(label) => Some(*label),
            _ => None,
        };
        let rule = |number| match names.get(number)? {
            Named::Rule(rule) => Some(*rule),
            _ => None,
        };
        let mut extraction = Extraction::default();
        let mut end = 0_u32;
        for &(gap, length, tells) in &self.sentences {
            let start = end.checked_add(gap)?;
            end = start.checked_add(length)?;
            extraction.sentences.push(span((start, end)));
            extraction.tells_the_story.push(tells);
        }
        for referent in &self.referents {
            extraction.referents.push(referent.referent(label(referent.label)?, &rule)?);
        }
        let (mut end, mut sentence) = (0_u32, 0_u32);
        for mention in &self.mentions {
            let start = end.checked_add(mention.gap)?;
            end = start.checked_add(mention.length)?;
            sentence = sentence.checked_add(mention.sentences)?;
            self.text.get(start as usize..end as usize)?;
            extraction.mentions.push(Mention {
                span: span((start, end)),
                tokens: (0, 0),
                sentence,
                label: label(mention.label)?,
                value: mention.value.value(&rule)?,
                score: mention.score,
                found_by: match mention.found_by {
                    (true, number) => FoundBy::Entry(EntryId(number)),
                    (false, number) => FoundBy::Rule(rule(number)?),
                },
                role: mention.role.map(span),
                referent: mention.referent,
            });
        }
        for claim in &self.relations {
            extraction.relations.push(claim.claim(&rule)?);
        }
        for &(mention, sure, reason, others) in &self.readings {
            self.candidates.get(others.0 as usize..others.1 as usize)?;
            extraction.readings.push(Reading { mention, sure, reason: rule(reason)?.as_str(), others });
        }
        extraction.candidates = self.candidates.iter().map(|id| EntityId::new(id)).collect();
        Some(extraction)
    }
}

impl WireReferent<'_> {
    fn referent(&self, label: Label, rule: &dyn Fn(u32) -> Option<Symbol>) -> Option<Referent> {
        let facts = self.facts.map(|(country, coordinates)| Arc::new(Facts { country: country.map(Into::into), coordinates }));
        let status = *STATUSES.get(usize::from(self.status))?;
        let reason = |&(mention, reason)| Some((mention, rule(reason)?.as_str()));
        Some(Referent {
            id: EntityId::new(self.id),
            label,
            name: self.name.into(),
            facts,
            status,
            reasons: self.reasons.iter().map(reason).collect::<Option<_>>()?,
            former: self.former.iter().map(|id| EntityId::new(id)).collect(),
        })
    }
}

impl WireValue<'_> {
    fn value(&self, rule: &dyn Fn(u32) -> Option<Symbol>) -> Option<Value> {
        Some(match self {
            Self::None => Value::None,
            Self::Text(text) => Value::Text((*text).into()),
            Self::Timex { sort, value, modifier, interval } => Value::Timex(Box::new(Timex {
                timex_type: *TIMEX_TYPES.get(usize::from(*sort))?,
                value: (*value).to_owned(),
                modifier: match modifier {
                    Some(modifier) => Some(rule(*modifier)?.as_str()),
                    None => None,
                },
                interval: interval.map(interval_of),
            })),
        })
    }
}

impl WireRelation {
    fn claim(&self, rule: &dyn Fn(u32) -> Option<Symbol>) -> Option<RelationMention> {
        let (symmetric, single, aside) = self.sort;
        Some(RelationMention {
            kind: Kind { name: rule(self.kind)?, symmetric, single, aside },
            head: self.head,
            tail: self.tail,
            trigger: span(self.trigger),
            sentence: self.sentence,
            when: match self.when {
                Some((interval, source)) => {
                    Some(When { interval: interval_of(interval), source: *SOURCES.get(usize::from(source))? })
                }
                None => None,
            },
            polarity: *POLARITIES.get(usize::from(self.how.0))?,
            modality: *MODALITIES.get(usize::from(self.how.1))?,
            attributed_to: self.attributed_to,
            score: self.score,
            found_by: rule(self.found_by)?,
        })
    }
}

fn span((start, end): Ends) -> Span {
    Span { start, end }
}

fn interval_of((earliest, latest): WireInterval) -> Interval {
    let day = |(year, month, day): Day| civil::Date::new(year, month, day).ok();
    Interval { earliest: earliest.and_then(day), latest: latest.and_then(day) }
}
