//! The mentions of one article to what they refer to: short forms to full ones, acronyms to the names that define
//! them, demonyms and metonyms to their country, listed names to their entry. Only what this article says decides.

mod alias;
mod shortname;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::entity::{Status, made_id};
use crate::extraction::Referent;
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention, Value};
use crate::resources::{Classes, Resources};
use crate::text::{Shape, Text, Token};

/// The buffers of resolution, reused.
#[derive(Debug, Default)]
pub struct Scratch {
    groups: Vec<Group>,
    by_name: FxHashMap<(Label, u64), u32>,
    by_entry: FxHashMap<EntryId, u32>,
    hashes: Vec<u64>,
    /// The words of the name at hand.
    words: Vec<u64>,
    /// The bodies named by two words or more, by mention.
    bodies: Vec<u32>,
    number_of: Vec<u32>,
}

/// Mentions that refer to one thing.
#[derive(Clone, Debug)]
struct Group {
    label: Label,
    entry: Option<EntryId>,
    /// The folded words of its fullest name, as a range of `Scratch::hashes`.
    words: (u32, u32),
    /// The mention with the fullest name.
    fullest: u32,
    /// The last mention so far.
    last: u32,
    reasons: Vec<(u32, &'static str)>,
}

struct Context<'a> {
    resources: &'a Resources,
    document: &'a Document,
    tokens: &'a [Token],
}

impl<'a> Context<'a> {
    /// The tokens of a mention.
    fn tokens_of(&self, mention: &Mention) -> &'a [Token] {
        &self.tokens[mention.tokens.0 as usize..mention.tokens.1 as usize]
    }
}

/// Gives each mention that names something its referent, and the referents in order of first mention.
pub fn resolve(
    resources: &Resources,
    document: &Document,
    text: &Text,
    mentions: &mut [Mention],
    scratch: &mut Scratch,
) -> Vec<Referent> {
    let context = Context { resources, document, tokens: &text.tokens };
    scratch.groups.clear();
    scratch.by_name.clear();
    scratch.by_entry.clear();
    scratch.hashes.clear();
    // Full names first: a headline may use a surname before the story gives the name.
    for number in 0..mentions.len() {
        if let Some(group) = full_name(&context, &mentions[number], number as u32, scratch) {
            mentions[number].referent = Some(group);
        }
    }
    alias::acronyms(&context, mentions, scratch);
    shortname::short_names(&context, mentions, scratch);
    referents(&context, mentions, scratch)
}

/// The group of a mention whose name stands for itself: listed, or of more than one word, or no person.
fn full_name(context: &Context<'_>, mention: &Mention, number: u32, scratch: &mut Scratch) -> Option<u32> {
    let resources = context.resources;
    let base = mention.label.base();
    if base == Label::DATE {
        return None;
    }
    if let FoundBy::Entry(entry) = mention.found_by {
        let listed = resources.entry(entry);
        let of_country = base == Label::DEMONYM || base == Label::METONYM;
        let country =
            listed.facts.as_ref().and_then(|facts| facts.country.as_deref()).and_then(|country| resources.countries.get(country));
        return Some(match country {
            Some(&country) if of_country => {
                let reason = if base == Label::DEMONYM {
                    "a word for the people of that country"
                } else {
                    "its seat stands for that country"
                };
                let group = entry_group(resources.entry(country).label, country, &[], number, scratch);
                scratch.groups[group as usize].reasons.push((number, reason));
                group
            }
            _ => {
                let words = context.tokens_of(mention);
                entry_group(listed.label, entry, words, number, scratch)
            }
        });
    }
    if let Value::Text(value) = &mention.value {
        return Some(name_group(mention.label, base, crate::word::hash_folded(value), &[], number, scratch));
    }
    let mut words = std::mem::take(&mut scratch.words);
    name_words(resources, context.tokens_of(mention), base, &mut words);
    let group = (base != Label::PERSON || words.len() >= 2)
        .then(|| name_group(mention.label, base, sequence(&words), &words, number, scratch));
    scratch.words = words;
    group
}

/// Puts into `out` the folded words that make a name: legal forms at the end of a body's name left out, initials within a
/// person's too.
fn name_words(resources: &Resources, tokens: &[Token], base: Label, out: &mut Vec<u64>) {
    out.clear();
    let is_part = |token: &Token| token.is_word() || matches!(token.shape, Shape::Number | Shape::Address);
    let parts = tokens.iter().filter(|token| is_part(token)).count();
    let mut last = parts.saturating_sub(1);
    if base == Label::ORGANIZATION {
        let mut back = tokens.iter().rev().filter(|token| is_part(token));
        while last > 0 && back.next().is_some_and(|token| resources.classes(token).any(Classes::LEGAL_FORM)) {
            last -= 1;
        }
    }
    for (at, token) in tokens.iter().filter(|token| is_part(token)).take(last + 1).enumerate() {
        let inner_initial = base == Label::PERSON && at > 0 && at < last && token.shape == Shape::Initial;
        if !inner_initial {
            out.push(token.hash);
        }
    }
}

fn sequence(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0x51_7c_c1_b7_27_22_0a_95, |hash: u64, &word| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn entry_group(label: Label, entry: EntryId, tokens: &[Token], number: u32, scratch: &mut Scratch) -> u32 {
    let mut words = std::mem::take(&mut scratch.words);
    words.clear();
    words.extend(tokens.iter().filter(|token| token.is_word()).map(|token| token.hash));
    let group = if let Some(&group) = scratch.by_entry.get(&entry) {
        fuller(scratch, group, &words, number);
        group
    } else {
        let group = new_group(label, Some(entry), &words, number, scratch);
        scratch.by_entry.insert(entry, group);
        group
    };
    scratch.words = words;
    group
}

fn name_group(label: Label, base: Label, key: u64, words: &[u64], number: u32, scratch: &mut Scratch) -> u32 {
    if let Some(&group) = scratch.by_name.get(&(base, key)) {
        scratch.groups[group as usize].last = number;
        return group;
    }
    let group = new_group(label, None, words, number, scratch);
    scratch.by_name.insert((base, key), group);
    group
}

fn new_group(label: Label, entry: Option<EntryId>, words: &[u64], number: u32, scratch: &mut Scratch) -> u32 {
    let start = scratch.hashes.len() as u32;
    scratch.hashes.extend_from_slice(words);
    let words = (start, scratch.hashes.len() as u32);
    scratch.groups.push(Group { label, entry, words, fullest: number, last: number, reasons: Vec::new() });
    scratch.groups.len() as u32 - 1
}

/// Notes a mention of a group, and its name if it is fuller than the one known.
fn fuller(scratch: &mut Scratch, group: u32, words: &[u64], number: u32) {
    let known = &mut scratch.groups[group as usize];
    known.last = number;
    if words.len() as u32 > known.words.1 - known.words.0 {
        let start = scratch.hashes.len() as u32;
        scratch.hashes.extend_from_slice(words);
        known.words = (start, scratch.hashes.len() as u32);
        known.fullest = number;
    }
}

/// The groups that mentions refer to, as referents in order of first mention; mentions renumbered.
fn referents(context: &Context<'_>, mentions: &mut [Mention], scratch: &mut Scratch) -> Vec<Referent> {
    let Scratch { groups, number_of, words, .. } = scratch;
    number_of.clear();
    number_of.resize(groups.len(), u32::MAX);
    let mut referents = Vec::with_capacity(groups.len());
    for at in 0..mentions.len() {
        let Some(group) = mentions[at].referent else { continue };
        let number = &mut number_of[group as usize];
        if *number == u32::MAX {
            *number = referents.len() as u32;
            referents.push(referent(context, mentions, &mut groups[group as usize], words));
        }
        mentions[at].referent = Some(*number);
    }
    referents
}

fn referent(context: &Context<'_>, mentions: &[Mention], group: &mut Group, words: &mut Vec<u64>) -> Referent {
    let reasons = std::mem::take(&mut group.reasons);
    if let Some(entry) = group.entry {
        let entry = context.resources.entry(entry);
        let facts = entry.facts.clone();
        return Referent {
            id: entry.id.clone(),
            label: entry.label,
            name: entry.name.clone(),
            facts,
            status: Status::Listed,
            reasons,
        };
    }
    let fullest = &mentions[group.fullest as usize];
    let base = group.label.base();
    let (name, local): (Arc<str>, bool) = if let Value::Text(value) = &fullest.value {
        (value.as_ref().into(), false)
    } else {
        let tokens = context.tokens_of(fullest);
        name_words(context.resources, tokens, base, words);
        (
            canonical(context, tokens, base).into(),
            (base == Label::PERSON && words.len() < 2) || (base == Label::ORGANIZATION && is_generic(context, tokens)),
        )
    };
    let scope = if local { context.document.id.as_str() } else { "" };
    let status = if local { Status::Local } else { Status::Found };
    Referent { id: made_id(group.label, &name, scope), label: group.label, name, facts: None, status, reasons }
}

/// Whether a body is named by ordinary words alone, as "Ministry of Foreign Affairs" is: each country has one, so the
/// name joins no articles.
fn is_generic(context: &Context<'_>, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.is_word());
    words.all(|token| token.shape != Shape::Upper && context.resources.classes(token).any(Classes::COMMON))
}

/// The name as it is written, on one line, a body's legal form left out; words in capitals of a headline set as names are.
fn canonical(context: &Context<'_>, tokens: &[Token], base: Label) -> String {
    let mut tokens = tokens;
    if base == Label::ORGANIZATION {
        while tokens.len() > 1 && context.resources.classes(&tokens[tokens.len() - 1]).any(Classes::LEGAL_FORM) {
            tokens = &tokens[..tokens.len() - 1];
        }
        while tokens.len() > 1 && tokens[tokens.len() - 1].shape == Shape::Mark {
            tokens = &tokens[..tokens.len() - 1];
        }
    }
    let span = crate::span::Span::new(tokens[0].start, tokens[tokens.len() - 1].end);
    crate::graph::one_line(span.of(&context.document.text))
}
