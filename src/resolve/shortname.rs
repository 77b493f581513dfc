//! Short forms: a surname to the person named in full, the first words of a body's name to the whole, "the Commission" to
//! the one commission.

use super::group::{name_words, new_group, sequence};
use super::name::is_place;
use super::{Context, Scratch};
use crate::label::Label;
use crate::mention::{FoundBy, Mention};
use crate::resources::Classes;
use crate::text::{Shape, Token};
use crate::word::{hashes, is_suffix};

/// Gives the mentions that are left their referent.
pub(super) fn short_names(context: &Context<'_>, mentions: &mut [Mention], scratch: &mut Scratch) {
    // From here on, `last` is the last mention before the one looked at.
    scratch.groups.iter_mut().for_each(|group| group.last = u32::MAX);
    for at in 0..mentions.len() {
        let base = mentions[at].label.base();
        let unlisted = !matches!(mentions[at].found_by, FoundBy::Entry(_));
        if base == Label::PERSON && mentions[at].referent.is_none() {
            person(context, mentions, at, scratch);
        } else if base == Label::ORGANIZATION && unlisted {
            body(context, mentions, at, scratch);
        }
        if let Some(group) = mentions[at].referent {
            scratch.groups[group as usize].last = at as u32;
        }
    }
}

/// A person by the surname alone: of those who bear it the one who was called so before, or was mentioned last before here, kin
/// of others after all; else the
/// only one of the article; else one whose first word it is, if there is but one; else somebody known by this word here.
fn person(context: &Context<'_>, mentions: &mut [Mention], at: usize, scratch: &mut Scratch) {
    name_words(context.resources, context.tokens_of(&mentions[at]), Label::PERSON, &mut scratch.words);
    let Scratch { words, .. } = &*scratch;
    if words.is_empty() {
        return;
    }
    let name = sequence(words);
    if let Some(&(_, group)) = scratch.stated.iter().find(|(stated, _)| *stated == name) {
        scratch.groups[group as usize].reasons.push((at as u32, "another name that the article gives"));
        mentions[at].referent = Some(group);
        return;
    }
    let (mut by_last, mut by_first) = (Bearers::default(), Bearers::default());
    // The bearer who is meant before all others: the last of those who rank highest.
    let mut before = None;
    let mut alone = None;
    for (number, group, full) in scratch.live().filter(|(_, group, _)| group.label.base() == Label::PERSON) {
        if full == words {
            alone = alone.or(Some(number));
        }
        let bare = full.iter().rposition(|&word| !is_suffix(word)).map_or(0, |last| last + 1);
        let full = &full[..bare];
        if full.len() <= words.len() {
            continue;
        }
        if full.ends_with(words) {
            by_last.note(number);
            let rank = (!group.is_kin, group.is_short, group.last);
            if (group.last as usize) < at && before.is_none_or(|(highest, _)| rank >= highest) {
                before = Some((rank, number));
            }
        }
        if full.starts_with(words) {
            by_first.note(number);
        }
    }
    let surname = before.map(|(_, number)| number).or(by_last.only());
    let found = surname.map(|number| (number, "the surname of a person named in full"));
    let found = found.or_else(|| by_first.only().map(|number| (number, "the first name of a person named in full")));
    let group = if let Some((group, reason)) = found {
        let full = &mut scratch.groups[group as usize];
        full.reasons.push((at as u32, reason));
        full.is_short = true;
        group
    } else if let Some(group) = alone {
        group
    } else {
        let words = std::mem::take(&mut scratch.words);
        let group = new_group(Label::PERSON, None, &words, at as u32, scratch);
        scratch.words = words;
        group
    };
    mentions[at].referent = Some(group);
}

/// Those who bear a name.
#[derive(Default)]
struct Bearers {
    first: Option<u32>,
    several: bool,
}

impl Bearers {
    fn note(&mut self, group: u32) {
        self.several = self.first.is_some();
        self.first = self.first.or(Some(group));
    }

    /// The only one.
    fn only(&self) -> Option<u32> {
        self.first.filter(|_| !self.several)
    }
}

/// A body by the first words of its name, where one fuller name of the article begins so; or by the word that says what it is.
fn body(context: &Context<'_>, mentions: &mut [Mention], at: usize, scratch: &mut Scratch) {
    let Some(own) = mentions[at].referent else { return };
    // What holds of the first mention holds of all that are spelt alike.
    if scratch.groups[own as usize].entry.is_some() || scratch.groups[own as usize].first as usize != at {
        return;
    }
    // "Norway's Ministry of Foreign Affairs" is not that of Kenya, which the article named in full.
    let before = mentions[at].tokens.0.checked_sub(1).map(|before| &context.text.tokens[before as usize]);
    if before.is_some_and(|before| before.shape == Shape::Clitic && before.is(b's')) {
        return;
    }
    let tokens = context.tokens_of(&mentions[at]);
    name_words(context.resources, tokens, Label::ORGANIZATION, &mut scratch.words);
    let words = &scratch.words;
    let heads = Classes::ORGANIZATION_HEAD.or(Classes::ORGANIZATION_START);
    let head = words.len() == 1 && context.is(tokens.first(), heads);
    let mut found: Option<(u32, u32)> = None;
    let mut several = false;
    for (number, group, full) in scratch.live() {
        if number == own || full.len() <= words.len() || group.label.base() != Label::ORGANIZATION {
            continue;
        }
        let whole = || context.tokens_of(&mentions[group.fullest as usize]);
        let fits = if head {
            let second = || whole().get(1..2).unwrap_or_default();
            // The whole is known before it is called by its head.
            group.first < at as u32
                && (full.ends_with(words) || (full.starts_with(words) && !is_place(context.resources, context, second())))
        } else {
            full.starts_with(words) && !is_part(context, tokens, whole())
        };
        let fits = fits || (!head && is_team(context, tokens, words, full, whole()));
        if fits {
            several |= found.is_some();
            // Of several bodies of one sort the one named last is meant by "the Commission"; a first word of two means none.
            let last = if group.last == u32::MAX { group.first } else { group.last };
            if found.is_none_or(|(_, known)| last > known) {
                found = Some((number, last));
            }
        }
    }
    let Some((full, _)) = found.filter(|_| !several) else { return };
    let reason = if head { "the word that says what body it is" } else { "the first words of a fuller name" };
    let shorter = mentions[at].referent;
    mentions[at].referent = Some(full);
    scratch.groups[full as usize].reasons.push((at as u32, reason));
    // What was joined to the short form before, such as an acronym, goes with it.
    if let Some(shorter) = shorter
        && scratch.groups[shorter as usize].first as usize == at
        && mentions[at + 1..].iter().any(|mention| mention.referent == Some(shorter))
    {
        for (number, mention) in
            mentions.iter_mut().enumerate().skip(at + 1).filter(|(_, mention)| mention.referent == Some(shorter))
        {
            mention.referent = Some(full);
            scratch.groups[full as usize].reasons.push((number as u32, reason));
        }
        scratch.groups[shorter as usize].gone = true;
    }
}

/// Whether the one word is what the team of a place is called: the (Minnesota) Vikings.
fn is_team(context: &Context<'_>, tokens: &[Token], words: &[u64], full: &[u64], whole: &[Token]) -> bool {
    let plural = |token: &Token| token.span().of(&context.document.text).ends_with('s');
    let [only] = tokens else { return false };
    let place = &whole[..whole.len().min(full.len() - words.len())];
    full.ends_with(words) && plural(only) && is_place(context.resources, context, place)
}

/// Words for the whole of a firm: Nordholm Bank Holdings.
const WHOLES: [u64; 3] = hashes(["group", "holding", "holdings"]);

/// Whether the longer name is that of a part or branch of the shorter one's body: "GTE Midwest", "Square Enix Europe"; or its first
/// words are no name of its own: "American Express".
fn is_part(context: &Context<'_>, tokens: &[Token], whole: &[Token]) -> bool {
    let rest = &whole[tokens.len().min(whole.len())..];
    // The Legislative Council of Ceylon is all of that council.
    if tokens.len() > 1 && rest.first().is_some_and(|first| first.word == context.resources.small.of) {
        return false;
    }
    let legal = |token: &&Token| context.is(Some(token), Classes::LEGAL_FORM);
    // The Smithsonian Institution has a Smithsonian Institution Press.
    let heads = |token: &Token| context.is(Some(token), Classes::ORGANIZATION_HEAD) && !legal(&token);
    let part = |token: &Token| heads(token) && !Context::is_word_of(token, &WHOLES);
    if tokens.len() > 1 && tokens.last().is_some_and(heads) && rest.iter().any(part) {
        return true;
    }
    let last = rest.iter().rev().find(|token| token.is_word() && !legal(token));
    let of_place = last.is_some_and(|last| {
        last.shape == Shape::Upper
            || context.is(Some(last), Classes::COMPASS)
            || is_place(context.resources, context, std::slice::from_ref(last))
    });
    of_place || is_place(context.resources, context, tokens)
}
