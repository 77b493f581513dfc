//! Which of several places a name means here: the one in the state or country that stands beside it ("Paris, Texas"), in
//! a country that the article names elsewhere, else the best known. Says how sure it is, and keeps those that lost.

use super::referent::Known;
use super::{Context, Scratch};
use crate::entity::EntityId;
use crate::extraction::{Extraction, Reading};
use crate::label::Label;
use crate::mention::{EntryId, FoundBy, Mention};
use crate::resources::Classes;
use crate::symbol::Symbol;
use crate::text::has;

/// What a state or country beside a name is worth, as a logarithm of odds: more than all else.
const BESIDE: f32 = 12.0;
/// The same where only the country of the state is the place's.
const BESIDE_COUNTRY: f32 = 10.0;
/// What it is worth that the same name was told by what stood beside it before.
const TOLD_BEFORE: f32 = 8.0;
/// The same, further on in the article.
const TOLD_LATER: f32 = 1.0;
/// What each of the article's other places in the same country is worth, and at most.
const COUNTRYMAN: f32 = 0.7;
const MOST: f32 = 2.1;
/// What such a place in the same sentence is worth besides.
const SAME_SENTENCE: f32 = 2.0;

/// An ambiguous name of a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    mention: u32,
    /// Its candidates: a range of `Scratch::candidates`.
    candidates: (u32, u32),
    /// The one that what stands beside it tells.
    told: Option<EntryId>,
    /// The one that was chosen.
    chosen: Option<(EntryId, f32, &'static str)>,
}

/// Chooses an entry for each mention of a place whose name several bear.
pub(super) fn choose(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    unlist(context, extraction, scratch);
    let Scratch { candidates, places, countries, known, .. } = scratch;
    candidates.clear();
    places.clear();
    countries.clear();
    let mentions = &mut extraction.mentions;
    for (number, mention) in (0u32..).zip(mentions.iter()) {
        let FoundBy::Entry(own) = mention.found_by else { continue };
        if mention.label.base() != Label::PLACE {
            if mention.label.base() == Label::DEMONYM {
                count(countries, context.country(own));
            }
            continue;
        }
        let start = candidates.len();
        let forms = context.forms(context.tokens_of(mention));
        if forms.len() > 1 {
            for form in forms {
                let entry = context.resources.entry(form.entry);
                if entry.label.base() == Label::PLACE && !candidates[start..].iter().any(|&known| context.id(known) == &entry.id)
                {
                    candidates.push(form.entry);
                }
            }
        }
        if candidates.len() - start > 1 && candidates[start..].iter().any(|&entry| context.id(entry) == context.id(own)) {
            let candidates = (start as u32, candidates.len() as u32);
            places.push(Place { mention: number, candidates, told: None, chosen: None });
        } else {
            candidates.truncate(start);
            count(countries, context.country(own));
        }
    }
    if places.is_empty() {
        return;
    }
    for place in 0..places.len() {
        places[place].told = beside(context, mentions, places, candidates, place);
    }
    for place in 0..places.len() {
        // A country is in the count once it is told by what stands beside.
        if let Some(told) = places[place].told {
            count(countries, context.country(told));
        }
    }
    for number in 0..places.len() {
        let Place { mention, candidates: (start, end), told, .. } = places[number];
        // What nothing beside it tells means the same throughout the article.
        let alike = |other: &&Place| other.told.is_none() && same(candidates, other, (start, end));
        if told.is_none()
            && let Some((chosen, sure, reason)) = places[..number].iter().rev().find(alike).and_then(|other| other.chosen)
        {
            places[number].chosen = Some((chosen, sure, reason));
            note(context, mentions, (&mut extraction.readings, &mut extraction.candidates, known), candidates, &places[number]);
            continue;
        }
        let before = places[..number].iter().rev().find(|other| other.told.is_some() && same(candidates, other, (start, end)));
        let later = places[number + 1..].iter().find(|other| other.told.is_some() && same(candidates, other, (start, end)));
        let (before, later) = (before.and_then(|other| other.told), later.and_then(|other| other.told));
        let here = &mentions[mention as usize];
        let own = &candidates[start as usize..end as usize];
        let is_state = own.iter().any(|&entry| context.resources.entry(entry).label == Label::COUNTRY);
        let worth = |entry: EntryId| {
            let listed = context.resources.entry(entry);
            let mut worth = listed.prominence.max(0.005).ln();
            if Some(entry) == told {
                worth += BESIDE;
            }
            if Some(entry) == before {
                worth += TOLD_BEFORE;
            } else if Some(entry) == later {
                worth += TOLD_LATER;
            }
            // Beside other states a state's name is no village of theirs: Venezuela, Cuba and Nicaragua.
            let village = is_state && !matches!(listed.label, Label::COUNTRY | Label::REGION);
            if let Some(country) = context.country(entry).filter(|_| !village) {
                let others = countries.iter().find(|(known, _)| *known == country).map_or(0, |&(_, count)| count);
                worth += (COUNTRYMAN * others as f32).min(MOST);
                let near = mentions.iter().enumerate().skip((mention as usize).saturating_sub(8)).take(17).any(|(at, other)| {
                    at != mention as usize
                        && other.sentence == here.sentence
                        && !places.iter().any(|place| place.mention as usize == at)
                        && matches!(other.found_by, FoundBy::Entry(entry) if context.country(entry) == Some(country)
                            && other.label.base() == Label::PLACE)
                });
                worth += if near { SAME_SENTENCE } else { 0.0 };
            }
            worth
        };
        let mut best = (f32::NEG_INFINITY, candidates[start as usize]);
        let mut sum = 0.0f32;
        for &entry in own {
            let worth = worth(entry);
            sum += worth.exp();
            let first = context.id(entry) < context.id(best.1);
            if worth > best.0 || (worth.total_cmp(&best.0).is_eq() && first) {
                best = (worth, entry);
            }
        }
        let (worth, chosen) = best;
        let reason = match () {
            () if told == Some(chosen) => "the state or country beside it",
            () if before == Some(chosen) => "told by what stands beside the name elsewhere in the article",
            () if worth > context.resources.entry(chosen).prominence.max(0.005).ln() => "the article's other places",
            () => "the best known of the name",
        };
        places[number].chosen = Some((chosen, (worth.exp() / sum).clamp(0.0, 1.0), reason));
        note(context, mentions, (&mut extraction.readings, &mut extraction.candidates, known), candidates, &places[number]);
    }
}

/// Gives a mention the entry that was chosen for it, and notes those that lost.
fn note(
    context: &Context<'_>,
    mentions: &mut [Mention],
    (readings, lost, known): (&mut Vec<Reading>, &mut Vec<EntityId>, &mut Known),
    candidates: &[EntryId],
    place: &Place,
) {
    let Some((chosen, sure, reason)) = place.chosen else { return };
    let first = lost.len() as u32;
    let (start, end) = place.candidates;
    let others = candidates[start as usize..end as usize].iter().filter(|&&entry| entry != chosen);
    lost.extend(others.map(|&entry| known.of(context.resources, entry).id.clone()));
    readings.push(Reading { mention: place.mention, sure, reason, others: (first, lost.len() as u32) });
    let here = &mut mentions[place.mention as usize];
    here.found_by = FoundBy::Entry(chosen);
    here.label = context.resources.entry(chosen).label;
}

fn count(countries: &mut Vec<([u8; 2], u32)>, country: Option<[u8; 2]>) {
    let Some(country) = country else { return };
    match countries.iter_mut().find(|(known, _)| *known == country) {
        Some((_, count)) => *count += 1,
        None => countries.push((country, 1)),
    }
}

/// Whether two ambiguous names have the same candidates.
fn same(candidates: &[EntryId], other: &Place, (start, end): (u32, u32)) -> bool {
    candidates[other.candidates.0 as usize..other.candidates.1 as usize] == candidates[start as usize..end as usize]
}

/// The candidate that what stands beside a name tells: the state or country behind it, or the city before it.
fn beside(
    context: &Context<'_>,
    mentions: &[Mention],
    places: &[Place],
    candidates: &[EntryId],
    place: usize,
) -> Option<EntryId> {
    let Place { mention, candidates: (start, end), .. } = places[place];
    let own = &candidates[start as usize..end as usize];
    let mention = mention as usize;
    let of = |number: usize| -> ([EntryId; 1], Option<(u32, u32)>) {
        let FoundBy::Entry(entry) = mentions[number].found_by else { return ([EntryId(u32::MAX)], None) };
        let place = places.iter().find(|place| place.mention as usize == number);
        ([entry], place.map(|place| place.candidates))
    };
    let rank = |part: EntryId, whole: EntryId| within(context, part, whole);
    let mut best: (f32, Option<EntryId>) = (0.0, None);
    for (other, is_whole) in [(mention + 1, true), (mention.wrapping_sub(1), false)] {
        let (part, whole) = if is_whole { (mention, other) } else { (other, mention) };
        if other >= mentions.len()
            || mentions[other].label.base() != Label::PLACE
            || !adjoin(context, &mentions[part], &mentions[whole])
        {
            continue;
        }
        let (only, several) = of(other);
        let others = several.map_or(&only[..], |(start, end)| &candidates[start as usize..end as usize]);
        // "Venezuela, Cuba": two states, though a village of Cuba is called so.
        let state = |entry: &EntryId| context.resources.entry(*entry).label == Label::COUNTRY;
        let two_states = is_whole && own.iter().any(state) && mentions[other].label == Label::COUNTRY;
        for &one in own {
            if two_states && context.resources.entry(one).label != Label::REGION {
                continue;
            }
            for &other in others.iter().filter(|other| other.0 != u32::MAX) {
                let fit = if is_whole { rank(one, other) } else { rank(other, one) };
                let worth = fit
                    + context.resources.entry(one).prominence.max(0.005).ln() * 0.1
                    + context.resources.entry(other).prominence.max(0.005).ln() * 0.1;
                if fit > 0.0 && worth > best.0 {
                    best = (worth, Some(one));
                }
            }
        }
    }
    best.1
}

/// Whether the second name stands behind the first as its state or country does: "Paris, Texas", "Paris (Texas)", "Memphis Tenn".
fn adjoin(context: &Context<'_>, part: &Mention, whole: &Mention) -> bool {
    if part.sentence != whole.sentence {
        return false;
    }
    let between = &context.text.tokens[part.tokens.1 as usize..whole.tokens.0 as usize];
    match between {
        [] => !context.text.tokens[whole.tokens.0 as usize].has(has::LINE),
        [mark] => mark.is(b',') || mark.is(b'('),
        _ => false,
    }
}

/// Takes from the lists what the article puts into a state where no list has it: Waterford, Va., is not the one in Michigan.
fn unlist(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    let elsewhere = &mut scratch.elsewhere;
    elsewhere.clear();
    for pair in extraction.mentions.windows(2) {
        let [part, whole] = pair else { continue };
        let FoundBy::Entry(own) = part.found_by else { continue };
        let town = part.label.base() == Label::PLACE && ![Label::COUNTRY, Label::REGION].contains(&part.label);
        if town
            && whole.label == Label::REGION
            && adjoin(context, part, whole)
            && closes(context, whole)
            && lies_in(context, part, whole) == Some(false)
        {
            elsewhere.push(own);
        }
    }
    if elsewhere.is_empty() {
        return;
    }
    for at in 0..extraction.mentions.len() {
        let mention = &extraction.mentions[at];
        let whole =
            extraction.mentions.get(at + 1).filter(|whole| whole.label.base() == Label::PLACE && adjoin(context, mention, whole));
        let there = whole.is_some_and(|whole| lies_in(context, mention, whole) == Some(true));
        if matches!(mention.found_by, FoundBy::Entry(entry) if elsewhere.contains(&entry)) && !there {
            let mention = &mut extraction.mentions[at];
            (mention.label, mention.found_by) = (Label::PLACE, FoundBy::Rule(Symbol::of("article")));
            let reason = "no listed place of that name lies in the state beside it";
            extraction.readings.push(Reading { mention: at as u32, sure: 0.8, reason, others: (0, 0) });
        }
    }
}

/// Whether some place of the name lies in a state of the other name; nothing if lists do not say where they lie. Within one
/// country lists know the state of each town of the United States alone.
fn lies_in(context: &Context<'_>, part: &Mention, whole: &Mention) -> Option<bool> {
    let entries = |mention: &Mention| {
        let forms = context.forms(context.tokens_of(mention)).iter().map(|form| form.entry);
        forms.filter(|&entry| context.resources.entry(entry).label.base() == Label::PLACE)
    };
    if entries(part).any(|part| entries(whole).any(|whole| within(context, part, whole) > 0.0)) {
        return Some(true);
    }
    let parted = |part: EntryId, whole: EntryId| {
        let (own, other) = (context.country(part)?, context.country(whole)?);
        let state = context.resources.entry(part).bounds.as_ref().is_some_and(|bounds| bounds.parent.is_some());
        (own != other || (own == *b"US" && state)).then_some(())
    };
    let all = entries(part).all(|part| entries(whole).all(|whole| parted(part, whole).is_some()));
    all.then_some(false)
}

/// Whether the state ends what it stands in, and is no part of a list: Waterford, Va., was; but: Waterford, Virginia, and Ohio.
fn closes(context: &Context<'_>, whole: &Mention) -> bool {
    let token = |at: u32| context.token(at, whole.sentence);
    let behind = whole.tokens.1;
    match token(behind) {
        None => true,
        Some(next) if next.is(b',') => token(behind + 1).is_none_or(|next| {
            let goes_on = next.is_capital() || next.word == context.resources.small.and;
            !goes_on && !context.is(Some(next), Classes::CLAUSE) && next.span().of(&context.document.text) != "or"
        }),
        Some(next) => next.is(b'.') || next.is(b')') || next.is(b';'),
    }
}

/// How well a place fits into another: its state, or the state's country, or its own country.
fn within(context: &Context<'_>, part: EntryId, whole: EntryId) -> f32 {
    let (entry, state) = (context.resources.entry(part), context.resources.entry(whole));
    if entry.label == Label::COUNTRY || entry.id == state.id {
        return 0.0;
    }
    let parent = entry.bounds.as_ref().and_then(|bounds| bounds.parent.as_ref());
    if parent == Some(&state.id) {
        return BESIDE;
    }
    let wide = state.label == Label::COUNTRY || state.label == Label::REGION;
    if !wide || context.country(part).is_none() || context.country(part) != context.country(whole) {
        return 0.0;
    }
    if state.label == Label::COUNTRY {
        return BESIDE_COUNTRY;
    }
    // A part whose own state is known to be another is not in this one.
    if parent.is_some() || entry.label == Label::REGION { 0.0 } else { BESIDE_COUNTRY - 2.0 }
}
