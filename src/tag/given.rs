//! Names that are given, as people marked them, in place of those found: so that relations are judged by themselves.

use crate::document::Document;
use crate::label::Label;
use crate::mention::{FoundBy, Mention, Value};
use crate::resources::Resources;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::text::Text;

/// Puts the names given in the place of the persons, bodies and places found. One that was found as such stays as it was
/// found, with its finer label; another gets that of the likeliest entry of its name.
pub fn give(resources: &Resources, document: &Document, text: &Text, names: &[(Span, Label)], mentions: &mut Vec<Mention>) {
    let found = std::mem::take(mentions);
    for &(span, label) in names {
        let own = found.iter().find(|mention| mention.span == span && mention.label.base() == label);
        if mentions.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
            continue;
        }
        let mention = own.cloned().or_else(|| new(resources, document, text, span, label));
        mentions.extend(mention);
    }
    let names = mentions.len();
    for mention in found {
        let named = [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&mention.label.base());
        let over = |other: &Mention| other.span.start < mention.span.end && mention.span.start < other.span.end;
        if !named && !mentions[..names].iter().any(over) {
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// The mention of a name; none if its words are not whole tokens of one sentence.
fn new(resources: &Resources, document: &Document, text: &Text, span: Span, label: Label) -> Option<Mention> {
    let first = text.tokens.partition_point(|token| token.span().end <= span.start);
    let end = text.tokens.partition_point(|token| token.span().start < span.end);
    if first >= end {
        return None;
    }
    let (first, end) = (first as u32, end as u32);
    let sentence = text.sentences.iter().position(|sentence| sentence.first <= first && end <= sentence.end)?;
    let listed = resources.named(span.of(&document.text));
    let likely = listed.into_iter().filter(|entry| entry.label.base() == label);
    let entry = likely.max_by(|a, b| a.prominence.total_cmp(&b.prominence));
    Some(Mention {
        span,
        tokens: (first, end),
        sentence: sentence as u32,
        label: entry.map_or(label, |entry| entry.label),
        value: Value::None,
        score: 1.0,
        found_by: FoundBy::Rule(Symbol::of("given")),
        role: None,
        referent: None,
    })
}
