//! Mentions that refer to one thing, while an article is read; what makes two names one; what is refused.

use super::{Context, Scratch};
use crate::extraction::{Extraction, Refused};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention, Value};
use crate::resources::{Classes, Resources};
use crate::text::{Shape, Token};

/// Mentions that refer to one thing.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) label: Label,
    pub(super) entry: Option<EntryId>,
    /// The folded words of its fullest name, as a range of `Scratch::hashes`.
    pub(super) words: (u32, u32),
    /// The mention with the fullest name.
    pub(super) fullest: u32,
    /// The last mention so far.
    pub(super) last: u32,
    /// The first mention.
    pub(super) first: u32,
    /// Whether it was joined to another, so that no mention is its own any more.
    pub(super) gone: bool,
    /// Whether it is first named as somebody's kin: "his brother Bill Lind".
    pub(super) is_kin: bool,
    /// Whether it was called by its short form.
    pub(super) is_short: bool,
    pub(super) reasons: Vec<(u32, &'static str)>,
}

impl Scratch {
    /// The folded words of a group's fullest name.
    pub(super) fn words_of(&self, group: u32) -> &[u64] {
        let (start, end) = self.groups[group as usize].words;
        &self.hashes[start as usize..end as usize]
    }

    /// The groups that are left, with their words.
    pub(super) fn live(&self) -> impl Iterator<Item = (u32, &Group, &[u64])> {
        let words = |group: &Group| &self.hashes[group.words.0 as usize..group.words.1 as usize];
        (0u32..).zip(&self.groups).filter(|(_, group)| !group.gone).map(move |(number, group)| (number, group, words(group)))
    }
}

/// The group of a mention whose name stands for itself: listed, or of more than one word, or no person.
pub(super) fn full_name(context: &Context<'_>, mention: &Mention, number: u32, scratch: &mut Scratch) -> Option<u32> {
    let resources = context.resources;
    let base = mention.label.base();
    if base == Label::DATE {
        return None;
    }
    if let FoundBy::Entry(entry) = mention.found_by {
        let listed = resources.entry(entry);
        let own = listed.label.base();
        let of_country = own == Label::DEMONYM || own == Label::METONYM;
        if let Some((country, is_part)) = of_country.then(|| context.home(entry)).flatten() {
            let reason = match own {
                Label::DEMONYM if is_part => "a word for the people of that place",
                Label::DEMONYM => "a word for the people of that country",
                _ if base == Label::PLACE => "the capital stands for that country's government",
                _ => "its seat stands for that country",
            };
            let group = entry_group(resources.entry(country).label, country, &[], number, scratch);
            scratch.groups[group as usize].reasons.push((number, reason));
            return Some(group);
        }
        // "Russia's defence minister" is none of the names of whoever it is.
        let by_office = mention.role == Some(mention.span);
        let words = if by_office { &[] } else { context.tokens_of(mention) };
        let group = entry_group(listed.label, entry, words, number, scratch);
        if by_office {
            scratch.groups[group as usize].reasons.push((number, "who held the office then"));
        }
        return Some(group);
    }
    if let Value::Text(value) = &mention.value {
        return Some(name_group(mention.label, base, crate::word::hash_folded(value), &[], number, scratch));
    }
    let tokens = context.tokens_of(mention);
    if base == Label::ORGANIZATION
        && let Some(state) = super::government::state_of(context, tokens)
    {
        let group = entry_group(Label::COUNTRY, state, &[], number, scratch);
        scratch.groups[group as usize].reasons.push((number, "that country's government"));
        return Some(group);
    }
    let mut words = std::mem::take(&mut scratch.words);
    name_words(resources, tokens, base, &mut words);
    let group = (base != Label::PERSON || (words.len() >= 2 && !is_surname(context, tokens))).then(|| {
        // Who is who does not hang on what the tagger made of it here and there: a name of several words is one.
        let key = if words.len() >= 2 && base != Label::PERSON { Label::ORGANIZATION } else { base };
        let group = name_group(mention.label, key, sequence(&words), &words, number, scratch);
        if scratch.groups[group as usize].first == number && base == Label::PERSON {
            scratch.groups[group as usize].is_kin = is_kin(context, mention);
        }
        group
    });
    scratch.words = words;
    group
}

/// Whether it is a surname alone, with its particles: "von der Leyen", "Al-Otaibi".
fn is_surname(context: &Context<'_>, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.is_word());
    let Some((last, before)) = words.next_back().zip(Some(words)) else { return false };
    let mut count = 0;
    let mut all = true;
    for token in before {
        count += 1;
        all &= context.resources.classes(token).any(Classes::PARTICLE) && context.info(token).given < 8;
    }
    count > 0 && all && !context.resources.classes(last).any(Classes::PARTICLE)
}

/// Whether a person is named as somebody's kin: her husband Ivan Petrov, the grandson of the noted architect John Lowe, his
/// brother was Harry Alden.
fn is_kin(context: &Context<'_>, mention: &Mention) -> bool {
    let token = |back: u32| context.token(mention.tokens.0.wrapping_sub(back), mention.sentence);
    let is = |back: u32, classes: Classes| context.is(token(back), classes);
    let of = |back: u32| token(back).is_some_and(|token| token.word == context.resources.small.of) || is(back, Classes::BE);
    let nearest = |back: &u32| token(*back).is_some_and(|token| !token.is(b'.'));
    (1..=8).take_while(nearest).any(|back| is(back, Classes::KIN) && (back <= 3 || of(back - 1)))
}

/// Puts into `out` the folded words that make a name: legal forms at the end of a body's name left out, initials within a
/// person's too, and what stands in quotes or brackets inside of it.
pub(super) fn name_words(resources: &Resources, tokens: &[Token], base: Label, out: &mut Vec<u64>) {
    out.clear();
    let is_part = |token: &Token| token.is_word() || matches!(token.shape, Shape::Number | Shape::Address);
    let parts = tokens.iter().filter(|token| is_part(token)).count();
    let mut last = parts.saturating_sub(1);
    if base == Label::ORGANIZATION {
        let mut back = tokens.iter().rev().filter(|token| is_part(token));
        while last > 0 && back.next().is_some_and(|token| resources.classes(token).any(Classes::LEGAL_FORM)) {
            last -= 1;
        }
        // Cowen and Co, Cowen & Co
        let joins = last > 0
            && last + 1 < parts
            && tokens.iter().filter(|token| is_part(token)).nth(last).is_some_and(|token| token.word == resources.small.and);
        last -= usize::from(joins);
    }
    let mut quoted = false;
    let mut at = 0;
    for token in tokens {
        quoted ^= token.is(b'"');
        if !is_part(token) {
            continue;
        }
        let inner_initial = base == Label::PERSON && at > 0 && at < last && token.shape == Shape::Initial;
        if at <= last && !inner_initial && !(quoted && base == Label::PERSON) {
            out.push(token.hash);
        }
        at += 1;
    }
}

pub(super) fn sequence(words: &[u64]) -> u64 {
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

pub(super) fn new_group(label: Label, entry: Option<EntryId>, words: &[u64], number: u32, scratch: &mut Scratch) -> u32 {
    let start = scratch.hashes.len() as u32;
    scratch.hashes.extend_from_slice(words);
    let words = (start, scratch.hashes.len() as u32);
    let (fullest, last, first) = (number, number, number);
    scratch.groups.push(Group {
        label,
        entry,
        words,
        fullest,
        last,
        first,
        gone: false,
        is_kin: false,
        is_short: false,
        reasons: Vec::new(),
    });
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

/// Moves all mentions of the group `from` to `into`, which keeps its entry or takes that of `from`. Two entries with ids
/// of their own are two things, whatever the text seems to say: that is refused, and noted.
pub(super) fn join(
    context: &Context<'_>,
    extraction: &mut Extraction,
    scratch: &mut Scratch,
    (from, into): (u32, u32),
    reason: &'static str,
) -> bool {
    if from == into {
        return false;
    }
    let (one, other) = (&scratch.groups[from as usize], &scratch.groups[into as usize]);
    if let (Some(a), Some(b)) = (one.entry, other.entry)
        && context.id(a) != context.id(b)
    {
        extraction.refused.push(Refused { first: other.first, second: one.first, reason, because: "the lists know them as two" });
        return false;
    }
    for (number, mention) in extraction.mentions.iter_mut().enumerate() {
        if mention.referent == Some(from) {
            mention.referent = Some(into);
            scratch.groups[into as usize].reasons.push((number as u32, reason));
        }
    }
    let lost = scratch.groups[from as usize].clone();
    let reasons = std::mem::take(&mut scratch.groups[from as usize].reasons);
    scratch.groups[from as usize].gone = true;
    let kept = &mut scratch.groups[into as usize];
    // A mention that was joined before has its own reason.
    kept.reasons.splice(0..0, reasons);
    if kept.entry.is_none() && lost.entry.is_some() {
        (kept.entry, kept.label) = (lost.entry, lost.label);
    }
    kept.first = kept.first.min(lost.first);
    true
}
