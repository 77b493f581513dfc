//! What is marked in a text, by people or by a program, in the terms that corpora share.

use crate::date::TimexType;
use crate::extraction::Extraction;
use crate::label::Label;
use crate::mention::{Mention, Value};
use crate::relation::{Modality, Polarity};
use crate::span::Span;

/// The labels that corpora share, whatever they call them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// A person.
    Person,
    /// An organisation.
    Org,
    /// A place.
    Place,
    /// A date; of time expressions no other.
    Date,
    /// All else: times and durations, demonyms, products, events, what is no name.
    Other,
}

impl Base {
    /// All of them, in the order tables list them.
    pub const ALL: [Self; 5] = [Self::Person, Self::Org, Self::Place, Self::Date, Self::Other];

    /// Its name in files and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Place => "PLACE",
            Self::Date => "DATE",
            Self::Other => "OTHER",
        }
    }

    /// The base of that name, as files write it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|base| base.as_str() == name)
    }

    /// That of a mention, and what its finder calls it: its label, or its TIMEX3 type. Of time expressions, DATE alone is a date.
    pub fn of(mention: &Mention) -> (Self, &'static str) {
        if let Value::Timex(timex) = &mention.value {
            let base = if timex.timex_type == TimexType::Date { Self::Date } else { Self::Other };
            return (base, timex.timex_type.as_str());
        }
        let base = match mention.label.base() {
            Label::PERSON => Self::Person,
            Label::ORGANIZATION => Self::Org,
            Label::PLACE => Self::Place,
            Label::DATE => Self::Date,
            _ => Self::Other,
        };
        (base, mention.label.as_str())
    }

    /// Whether what it labels has a proper name.
    pub(super) const fn is_named(self) -> bool {
        matches!(self, Self::Person | Self::Org | Self::Place)
    }
}

impl serde::Serialize for Base {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A stretch of text that is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What as.
    pub base: Base,
    /// What the source calls it: `GPE`, `organization/company`, `DURATION`.
    pub label: String,
    /// The value of a date, if the source gives one.
    pub value: Option<String>,
    /// What it refers to: equal within a text where two marks mean the same.
    pub entity: Option<String>,
}

/// Two marks that are said to be related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The mark that acts or has: an index into [`Marks::mentions`].
    pub head: u32,
    /// The mark that is acted on or had.
    pub tail: u32,
    /// How, in the source's own word.
    pub kind: String,
}

/// All that is marked in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The marks, in the source's order.
    pub mentions: Vec<Mark>,
    /// The relations between them.
    pub relations: Vec<Link>,
}

impl Marks {
    /// The persons, bodies and places that are marked.
    pub fn names(&self) -> Vec<(Span, Label)> {
        let label = |base: Base| match base {
            Base::Person => Some(Label::PERSON),
            Base::Org => Some(Label::ORGANIZATION),
            Base::Place => Some(Label::PLACE),
            Base::Date | Base::Other => None,
        };
        self.mentions.iter().filter_map(|mark| Some((mark.span, label(mark.base)?))).collect()
    }

    /// The same, each in the first of several sets of names that do not overlap: people mark names inside of names.
    pub fn layers(&self) -> Vec<Vec<(Span, Label)>> {
        let mut layers: Vec<Vec<(Span, Label)>> = Vec::new();
        for name in self.names() {
            let over = |(span, _): &(Span, Label)| span.start < name.0.end && name.0.start < span.end;
            match layers.iter().position(|layer| !layer.iter().any(over)) {
                Some(layer) => layers[layer].push(name),
                None => layers.push(vec![name]),
            }
        }
        // What the first has and a later one could have stands there too, so that names are joined across them.
        let Some((first, later)) = layers.split_first_mut() else { return layers };
        for layer in later {
            let own = layer.len();
            for &name in first.iter() {
                if !layer[..own].iter().any(|(span, _)| span.start < name.0.end && name.0.start < span.end) {
                    layer.push(name);
                }
            }
        }
        layers
    }

    /// Adds the mentions of another reading of the same text that this one lacks.
    pub fn add_mentions(&mut self, other: Self) {
        for mark in other.mentions {
            if !self.mentions.iter().any(|known| known.span == mark.span) {
                self.mentions.push(mark);
            }
        }
    }

    /// What an extraction found: its mentions, and the claims that are stated as facts.
    pub fn found(extraction: &Extraction) -> Self {
        let mark = |mention: &Mention| {
            let (base, label) = Base::of(mention);
            Mark {
                span: mention.span,
                base,
                label: label.to_owned(),
                value: match &mention.value {
                    Value::None => None,
                    Value::Timex(timex) => Some(timex.value.clone()),
                    Value::Text(text) => Some(text.to_string()),
                },
                entity: mention.referent.map(|referent| extraction.referents[referent as usize].id.as_str().to_owned()),
            }
        };
        let facts = extraction
            .relations
            .iter()
            .filter(|claim| claim.polarity == Polarity::Asserted && claim.modality == Modality::Fact)
            .map(|claim| Link { head: claim.head, tail: claim.tail, kind: claim.kind.name.as_str().to_owned() });
        Self { mentions: extraction.mentions.iter().map(mark).collect(), relations: facts.collect() }
    }
}
