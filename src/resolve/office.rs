//! "Russia's defence minister": the one who held the office on the day that the sentence, or else the article, is about,
//! where lists know all who did. Where they do not, or no day is known, it stays an office of its country.

use super::Context;
use crate::date::{Date, Interval};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention, Value};
use crate::resources::form;
use crate::span::Span;
use crate::text::Shape;

/// The label of the lists of offices.
const OFFICE: &str = "office";

/// Appends the holders of the offices that the text names without them.
pub(super) fn holders(context: &Context<'_>, mentions: &[Mention], added: &mut Vec<Mention>) {
    for (at, mention) in mentions.iter().enumerate() {
        if !matches!(mention.found_by, FoundBy::Entry(_)) || !(mention.label == Label::COUNTRY || mention.label == Label::DEMONYM)
        {
            continue;
        }
        let Some((end, holder)) = holder(context, mentions, at) else { continue };
        let clitic = u32::from(context.behind(mention).is_some_and(|token| token.shape == Shape::Clitic));
        let tokens = (mention.tokens.1 + clitic, end);
        let words = &context.text.tokens[tokens.0 as usize..end as usize];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let span = Span::new(first.start, last.end);
        added.push(Mention {
            span,
            tokens,
            sentence: mention.sentence,
            label: context.resources.entry(holder).label,
            value: Value::None,
            score: 0.8,
            found_by: FoundBy::Entry(holder),
            role: Some(span),
            referent: None,
        });
    }
}

/// Where the office behind a country's name ends, and who held it.
fn holder(context: &Context<'_>, mentions: &[Mention], at: usize) -> Option<(u32, EntryId)> {
    let mention = &mentions[at];
    let resources = context.resources;
    let mut node = resources.info(context.tokens_of(mention).first()?.word).root;
    let mut place = mention.tokens.0 + 1;
    let mut found = None;
    while node != 0 {
        let token = context.token(place, mention.sentence)?;
        let Some(word) = resources.name_word(token) else { break };
        node = resources.trie.child(node, word);
        place += 1;
        let offices = resources.trie.forms(node).iter().filter(|form| form.flags & form::NAME == 0);
        if place > mention.tokens.1 && offices.clone().any(|form| resources.entry(form.entry).label.as_str() == OFFICE) {
            found = Some((place, node));
        }
    }
    let (end, node) = found?;
    let past = ["former", "ex", "deputy", "then", "acting", "late", "onetime", "next", "future"];
    let before = context.before(mention).is_some_and(|token| past.contains(&context.word(token)));
    // The holder is named, or another word goes on: "defence ministry", "President Lind".
    let named = context.token(end, mention.sentence).is_some_and(|token| token.is_capital() || token.is(b'-'));
    if before || named || has_name(context, mentions, at, end) || mentions.get(at + 1).is_some_and(|next| next.tokens.0 < end) {
        return None;
    }
    let days = days(context, mentions, mention.sentence)?;
    let mut held = resources.trie.forms(node).iter().map(|form| resources.entry(form.entry)).filter(|entry| {
        let bounds = entry.bounds.as_deref();
        let from = bounds.and_then(|bounds| bounds.from).and_then(|from| Date::interval(from).earliest);
        let until = bounds.and_then(|bounds| bounds.until).and_then(|until| Date::interval(until).latest);
        entry.label.as_str() == OFFICE
            && from.zip(days.earliest).is_some_and(|(from, day)| from <= day)
            && until.is_none_or(|until| days.latest.is_some_and(|day| day < until))
    });
    let (Some(office), None) = (held.next(), held.next()) else { return None };
    let persons = resources.forms_of(&office.name).iter().map(|form| form.entry);
    let persons = persons.filter(|&entry| resources.entry(entry).label.base() == Label::PERSON);
    let known = persons.max_by(|&a, &b| resources.entry(a).prominence.total_cmp(&resources.entry(b).prominence))?;
    Some((end, known))
}

/// Whether the holder is named beside the office: "Russian Defence Minister, Sergei Shoigu", "Shoigu, the Russian defence
/// minister". Then the words are what that person is, and no mention of their own.
fn has_name(context: &Context<'_>, mentions: &[Mention], at: usize, end: u32) -> bool {
    let mention = &mentions[at];
    let comma = |place: u32| context.token(place, mention.sentence).is_some_and(|token| token.is(b','));
    let person = |other: &&Mention| other.sentence == mention.sentence && other.label.base() == Label::PERSON;
    let behind = mentions[at + 1..].iter().find(|other| other.tokens.0 >= end).filter(person);
    let before = mentions[..at].last().filter(person);
    behind.is_some_and(|name| name.tokens.0 == end || (name.tokens.0 == end + 1 && comma(end)))
        || before.is_some_and(|name| comma(name.tokens.1) && mention.tokens.0 <= name.tokens.1 + 2)
}

/// The days that a sentence is about: those of its one date, else the article's.
fn days(context: &Context<'_>, mentions: &[Mention], sentence: u32) -> Option<Interval> {
    let from = mentions.partition_point(|mention| mention.sentence < sentence);
    let here = mentions[from..].iter().take_while(|mention| mention.sentence == sentence);
    let mut dates = here.filter_map(|mention| match &mention.value {
        Value::Timex(timex) => timex.interval.filter(|days| days.earliest.is_some() && days.latest.is_some()),
        _ => None,
    });
    match (dates.next(), dates.next()) {
        (Some(days), None) => Some(days),
        (Some(_), Some(_)) => None,
        (None, _) => context.document.published.map(Date::interval),
    }
}
