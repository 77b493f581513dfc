//! Names that are given, as people marked them, in place of those found: so that relations are judged by themselves.

use crate::document::Document;
use crate::label::Label;
use crate::mention::{FoundBy, Mention, Value};
use crate::resources::{Classes, Resources, form};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::text::{Shape, Text, Token};

/// Puts the names given in the place of the persons, bodies and places found. One that was found as such stays as it was
/// found, with its finer label; another gets that of the likeliest entry of its name.
pub fn give(resources: &Resources, document: &Document, text: &Text, names: &[(Span, Label)], mentions: &mut Vec<Mention>) {
    let found = std::mem::take(mentions);
    for &(span, label) in names {
        let own = found.iter().find(|mention| mention.span == span && mention.label.base() == label);
        let own = own.or_else(|| core(resources, text, &found, span, label));
        if mentions.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
            continue;
        }
        let mention = own.map(|own| Mention { span, ..own.clone() });
        let mention = mention.or_else(|| new(resources, document, text, span, label));
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

/// The name that was found inside of one that people marked with what tells more of it: "the United States", "Mr. Lind",
/// "U.S. carmaker Ford", "Paris, Texas"; the longest, the first among equals.
fn core<'f>(resources: &Resources, text: &Text, found: &'f [Mention], span: Span, label: Label) -> Option<&'f Mention> {
    let inside = found.iter().filter(|mention| span.start <= mention.span.start && mention.span.end <= span.end);
    let told = |mention: &&Mention| {
        let before =
            (mention.tokens.0 as usize).checked_sub(1).map(|at| &text.tokens[at]).filter(|token| token.start >= span.start);
        let behind = text.tokens.get(mention.tokens.1 as usize).filter(|token| token.end <= span.end);
        let of_name =
            |token: &Token| resources.classes(token).any(Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::PARTICLE));
        let tells = |token: &Token| {
            let noun = token.shape == Shape::Lower && !resources.small.joins(token.word) && !of_name(token);
            noun || token.is(b',') && label != Label::PLACE || resources.classes(token).any(Classes::TITLE.or(Classes::ROLE))
        };
        before.is_none_or(tells) && behind.is_none_or(|token| token.is(b',') || token.is(b'('))
    };
    let article = |mention: &&Mention| {
        let before = text.tokens.get((mention.tokens.0 as usize).wrapping_sub(1));
        mention.span.end == span.end && before.is_some_and(|the| the.start == span.start && the.word == resources.small.the)
    };
    inside
        .filter(|mention| mention.label.base() == label)
        .filter(|mention| article(mention) || told(mention))
        .rev()
        .max_by_key(|mention| mention.span.end - mention.span.start)
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
    let forms = resources.forms_of(span.of(&document.text)).iter();
    let likely = forms.filter(|form| resources.entry(form.entry).label.base() == label);
    let rank = |form: &&crate::resources::Form| {
        let entry = resources.entry(form.entry);
        (entry.label == Label::COUNTRY, form.flags & form::NAME != 0, (entry.prominence * 1000.0) as u32)
    };
    let form = likely.rev().max_by_key(rank);
    let entry = form.map(|form| resources.entry(form.entry));
    // A person by one word may be anybody: only the article can tell.
    let sure =
        form.filter(|form| form.flags & (form::CONTEXT | form::AMBIGUOUS) == 0 && (label != Label::PERSON || end - first > 1));
    Some(Mention {
        span,
        tokens: (first, end),
        sentence: sentence as u32,
        label: entry.map_or(label, |entry| entry.label),
        value: Value::None,
        score: 1.0,
        found_by: sure.map_or(FoundBy::Rule(Symbol::of("given")), |form| FoundBy::Entry(form.entry)),
        role: None,
        referent: None,
    })
}
