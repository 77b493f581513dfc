//! What corrections do to the referents and mentions of an article, one step each.

use crate::entity::{EntityId, Status, made_id};
use crate::extraction::{Extraction, Referent};
use crate::label::Label;

/// What a user names that no list knows: an id if it is written as one, else a name.
pub(super) fn unlisted(value: &str, name: &str, label: Label) -> Referent {
    let is_id = value.contains(':') || (value.len() > 13 && value.as_bytes()[value.len() - 13] == b'-' && !value.contains(' '));
    let (id, name) = if is_id { (EntityId::new(value), name) } else { (made_id(label, value, ""), value) };
    Referent { id, label, name: name.into(), facts: None, status: Status::Found, reasons: Vec::new(), former: Vec::new() }
}

/// The number of a referent, which is added if it is not there.
pub(super) fn add(extraction: &mut Extraction, referent: Referent) -> u32 {
    let known = extraction.referents.iter().position(|known| known.id == referent.id);
    known.unwrap_or_else(|| {
        extraction.referents.push(Referent { reasons: Vec::new(), ..referent });
        extraction.referents.len() - 1
    }) as u32
}

/// Gives some mentions of one thing a referent of their own, called by the first name; what is left of it goes by the second, if
/// it went by the first.
pub(super) fn split(extraction: &mut Extraction, moved: &[usize], (name, rest): (&str, &str), reason: &'static str) -> u64 {
    let Some(&first) = moved.first() else { return 0 };
    let (label, own) = (extraction.mentions[first].label, extraction.mentions[first].referent);
    let new = unlisted(name, name, label);
    if let Some(own) = own.filter(|&own| extraction.referents[own as usize].id == new.id) {
        let left = unlisted(rest, rest, extraction.referents[own as usize].label);
        let referent = &mut extraction.referents[own as usize];
        (referent.id, referent.name) = (left.id, left.name);
    }
    let into = add(extraction, new);
    for &at in moved {
        for referent in &mut extraction.referents {
            referent.reasons.retain(|(mention, _)| *mention != at as u32);
        }
        extraction.mentions[at].referent = Some(into);
        extraction.referents[into as usize].reasons.push((at as u32, reason));
    }
    moved.len() as u64
}

pub(super) fn reason_of(extraction: &Extraction, referent: u32, mentions: &[usize]) -> Option<&'static str> {
    let reasons = &extraction.referents[referent as usize].reasons;
    reasons.iter().find(|(mention, _)| mentions.contains(&(*mention as usize))).map(|(_, reason)| *reason)
}

/// Takes away the mentions of some referents, and renumbers what speaks of the others.
pub(super) fn drop_mentions(extraction: &mut Extraction, dropped: &[u32]) {
    let mut numbers = Vec::with_capacity(extraction.mentions.len());
    let mut next = 0u32;
    for mention in &extraction.mentions {
        let stays = mention.referent.is_none_or(|own| !dropped.contains(&own));
        numbers.push(stays.then_some(next));
        next += u32::from(stays);
    }
    extraction.mentions.retain(|mention| mention.referent.is_none_or(|own| !dropped.contains(&own)));
    let new = |mention: u32| numbers[mention as usize];
    for referent in &mut extraction.referents {
        referent.reasons = referent.reasons.iter().filter_map(|&(mention, reason)| Some((new(mention)?, reason))).collect();
    }
    extraction.readings.retain_mut(|reading| new(reading.mention).map(|mention| reading.mention = mention).is_some());
    extraction.refused.retain_mut(|refused| match (new(refused.first), new(refused.second)) {
        (Some(first), Some(second)) => {
            (refused.first, refused.second) = (first, second);
            true
        }
        _ => false,
    });
}

/// Leaves the referents that are mentioned, in order of first mention.
pub(super) fn compact(extraction: &mut Extraction) {
    let mut numbers = vec![u32::MAX; extraction.referents.len()];
    let mut order = Vec::with_capacity(numbers.len());
    for mention in &mut extraction.mentions {
        let Some(own) = mention.referent else { continue };
        let number = &mut numbers[own as usize];
        if *number == u32::MAX {
            *number = order.len() as u32;
            order.push(own);
        }
        mention.referent = Some(*number);
    }
    let mut old: Vec<Option<Referent>> = std::mem::take(&mut extraction.referents).into_iter().map(Some).collect();
    extraction.referents = order.into_iter().filter_map(|own| old[own as usize].take()).collect();
}
