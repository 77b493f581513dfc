//! What the article's other names say of a name: the same words elsewhere, a longer name that holds them.

use rustc_hash::FxHashMap;

use super::best;
use crate::resources::{Classes, Feature};
use crate::tag::{Candidate, Context, Reading, Scratch};
use crate::text::Token;

/// What the article itself says of its names: persons by their surname, bodies by their first word or acronym, all by
/// the same words elsewhere. Adds it to the candidates and notes the sentences of those that
/// changed.
pub(in crate::tag) fn remember(context: &Context<'_>, scratch: &mut Scratch) {
    let Scratch { candidates, chosen, memory, longer, changed, .. } = scratch;
    longer.clear();
    changed.clear();
    for &number in chosen.iter() {
        let candidate = &candidates[number as usize];
        let tokens = context.words(candidate.first, candidate.end);
        if tokens.len() > 1 {
            longer.push((candidate.first, candidate.end));
        }
        let Reading::Name { worth, .. } = candidate.reading else { continue };
        let label = best(worth);
        if candidate.score < SURE {
            continue;
        }
        let mut vote = |hash: u64, much: f32| memory.entry(hash).or_default()[label] += much;
        if tokens.len() == 1 {
            vote(tokens[0].hash, 0.5);
            continue;
        }
        vote(whole(tokens), 0.5);
        match label {
            0 => {
                vote(tokens[tokens.len() - 1].hash, 1.0);
                vote(tokens[0].hash, 0.3);
            }
            1 if !context.resources.classes(&tokens[0]).any(Classes::COMMON.or(Classes::GIVEN).or(Classes::TITLE)) => {
                vote(tokens[0].hash, 0.8);
            }
            _ => {}
        }
    }
    for candidate in candidates.iter_mut() {
        let Some((feature, much)) = remembered(context, candidate, longer, memory) else { continue };
        let Reading::Name { worth, .. } = &mut candidate.reading else { continue };
        let weights = context.resources.weights.of[feature as usize];
        for label in 0..3 {
            worth[label] += weights[label] * much;
        }
        candidate.score = worth[best(*worth)];
        if changed.last() != Some(&candidate.sentence) {
            changed.push(candidate.sentence);
        }
    }
}

/// What a name must be worth to teach the article's other names.
const SURE: f32 = 2.0;

/// The hash of several words.
fn whole(tokens: &[Token]) -> u64 {
    tokens.iter().fold(tokens.len() as u64, |hash, token| (hash.rotate_left(23) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// What the article's other names say of a candidate, and how much of it.
pub(super) fn remembered(
    context: &Context<'_>,
    candidate: &Candidate,
    longer: &[(u32, u32)],
    memory: &FxHashMap<u64, [f32; 3]>,
) -> Option<(Feature, f32)> {
    let Reading::Name { worth, .. } = candidate.reading else { return None };
    if candidate.end - candidate.first > 1 {
        // Only what is near to being a name; it has taught itself, if it was sure.
        if candidate.score < -2.0 {
            return None;
        }
        let votes = memory.get(&whole(context.words(candidate.first, candidate.end)))?;
        let label = best(*votes);
        let own = if candidate.score >= SURE && best(worth) == label { 0.5 } else { 0.0 };
        let much = (votes[label] - own).min(1.0);
        return (much > 0.0).then_some(([Feature::SamePerson, Feature::SameOrganization, Feature::SamePlace][label], much));
    }
    // A word inside of the very name that taught it learns nothing from it.
    let before = longer.partition_point(|&(first, _)| first <= candidate.first);
    if before > 0 && longer[before - 1].1 > candidate.first {
        return None;
    }
    let mut votes = *memory.get(&context.token(candidate.first).hash)?;
    if candidate.score >= SURE {
        votes[best(worth)] -= 0.5;
    }
    let label = best(votes);
    (votes[label] > 0.0)
        .then_some(([Feature::MemoryPerson, Feature::MemoryOrganization, Feature::MemoryPlace][label], votes[label].min(1.0)))
}
