//! What the article's other names say of a name: the same words elsewhere, a longer name that holds them.

use rustc_hash::FxHashMap;

use super::{best, bracket};
use crate::label::Label;
use crate::resources::{Classes, Feature};
use crate::tag::{Candidate, Context, Hit, Reading, Scratch};
use crate::text::{Shape, Token, has, surname};
use crate::word::WordHash;

/// What an article says of some words, by their hash.
pub(in crate::tag) type Memory = FxHashMap<u64, Said>;

/// What an article says of some words.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tag) struct Said {
    /// For each label, what sure names say for it.
    votes: [f32; 3],
    /// What stands at the sides of the one word, summed over all places where it may be a name.
    sides: [f32; 3],
    /// In how many places that is.
    places: u16,
    /// The label of the name that the article says it is short for.
    short_for: Option<u8>,
    /// Whether it is the initials of a body's name.
    initials: bool,
    /// The votes of longer names that it begins or ends.
    part_of: [f32; 3],
    /// What it is worth as each label, summed over the names chosen that no list has.
    worth: [f32; 3],
    /// The labels that these were chosen for, as bits.
    labels: u8,
    /// The first token of the first of these, and of the first longer name that it begins, if there is one.
    first: u32,
    longer: u32,
}

/// What the article itself says of its names: persons by their surname, bodies by their first word or acronym, all by
/// the same words elsewhere and by what stands around them there. Adds it to the candidates and notes the sentences of
/// those that changed.
pub(in crate::tag) fn remember(context: &Context<'_>, scratch: &mut Scratch) {
    let Scratch { candidates, chosen, memory, longer, joined, changed, hits, .. } = scratch;
    longer.clear();
    joined.clear();
    changed.clear();
    for &number in chosen.iter() {
        let candidate = &candidates[number as usize];
        if candidate.end - candidate.first > 1 {
            longer.push((candidate.first, candidate.end));
        }
        if let Reading::Name { worth, .. } = candidate.reading {
            teach(context, candidate, best(worth), hits, memory);
            if candidate.score >= SURE {
                joined.push((candidate.first, candidate.end, best(worth)));
            }
        }
    }
    for candidate in candidates.iter() {
        if let Some((hash, sides)) = sides_of(context, candidate, longer) {
            let said = memory.entry(hash).or_default();
            (0..3).for_each(|label| said.sides[label] += sides[label]);
            said.places = said.places.saturating_add(1);
        }
    }
    for candidate in candidates.iter_mut() {
        let known = remembered(context, candidate, longer, memory);
        let around = elsewhere(context, candidate, longer, memory);
        let short = short_for(context, candidate, longer, memory);
        let beside = joined_to(context, candidate, joined, hits);
        let no_title = matches!(known, Some((Feature::MemoryPerson, _))) && is_titled_surname(context, candidate);
        let Reading::Name { worth, .. } = &mut candidate.reading else { continue };
        if known.is_none() && around.is_none() && short.is_none() && beside == [None; 2] {
            continue;
        }
        for feature in beside.into_iter().flatten() {
            let weights = context.resources.weights.of[feature as usize];
            (0..3).for_each(|label| worth[label] += weights[label]);
        }
        if let Some((feature, much)) = known {
            let weights = &context.resources.weights.of;
            let titled = if no_title { weights[Feature::TitleAlone as usize] } else { [0.0; 3] };
            (0..3).for_each(|label| worth[label] += (weights[feature as usize][label] - titled[label]) * much);
        }
        if let Some(around) = around {
            (0..3).for_each(|label| worth[label] += around[label]);
        }
        if let Some(label) = short {
            worth[label] += context.resources.weights.of[Feature::ShortFor as usize][label];
        }
        candidate.score = worth[best(*worth)];
        if changed.last() != Some(&candidate.sentence) {
            changed.push(candidate.sentence);
        }
    }
}

/// Whether the one word is a title elsewhere, and not here: there were challenges to King; but the King left, and King
/// Charles stayed.
fn is_titled_surname(context: &Context<'_>, candidate: &Candidate) -> bool {
    let sentence = &context.sentences[candidate.sentence as usize];
    let the = candidate.first > sentence.first && context.token(candidate.first - 1).word == context.resources.small.the;
    let capital = candidate.end < sentence.end && context.token(candidate.end).is_capital();
    context.classes(candidate.first).any(Classes::TITLE) && !the && !capital
}

/// Gives all names of the same words that no list has one label, where they have more than one: that of the longer name
/// which they are a part of, else the one that is worth most over all of them. Within an article they mean one thing (Gale, Church and Yarowsky, One Sense per Discourse, 1992).
pub(in crate::tag) fn agree(context: &Context<'_>, scratch: &mut Scratch) {
    let Scratch { candidates, chosen, memory, hits, .. } = scratch;
    let mut differ = false;
    for &number in chosen.iter() {
        let candidate = &candidates[number as usize];
        let Some((hash, worth)) = unlisted(context, candidate, hits) else { continue };
        let said = memory.entry(hash).or_default();
        (0..3).for_each(|label| said.worth[label] += worth[label]);
        if said.labels == 0 {
            said.first = candidate.first;
        }
        said.labels |= 1 << best(worth);
        differ |= said.labels.count_ones() > 1 || of_longer(context, candidate, said).is_some_and(|label| label != best(worth));
    }
    if !differ {
        return;
    }
    for &number in chosen.iter() {
        let candidate = &mut candidates[number as usize];
        let Some((hash, own)) = unlisted(context, candidate, hits) else { continue };
        let said = &memory[&hash];
        // A part of a longer name goes with that.
        let longer = of_longer(context, candidate, said);
        // What lists may know so is changed only where it is part of a body's name: Honda, of Honda Motor.
        if longer != Some(1) && matches!(candidate.reading, Reading::Name { hits, .. } if hits.0 < hits.1) {
            continue;
        }
        let label = longer.unwrap_or_else(|| best(said.worth));
        if let Reading::Name { worth, .. } = &mut candidate.reading {
            worth.swap(best(own), label);
        }
    }
}

/// The label of the longer names that a name is a part of. Capitals alone are a name of their own.
fn of_longer(context: &Context<'_>, candidate: &Candidate, said: &Said) -> Option<usize> {
    let label = best(said.part_of);
    let several = candidate.end - candidate.first > 1;
    // Who is named before the firm that is called so is a person: Dana Holm, president of Dana Holm Advisors LLC.
    if several && label == 1 && best(said.worth) == 0 && said.first < said.longer {
        return None;
    }
    // Miaoli County is a place, of whatever government it is a part.
    if several && label == 1 && context.classes(candidate.end - 1).any(Classes::PLACE_HEAD) {
        return None;
    }
    let part = said.part_of[label] > 0.0 && (several || context.token(candidate.first).shape != Shape::Upper);
    part.then_some(label)
}

/// The hash of the words of a name that no list has for sure, and its worth for each label; `all` are the names of lists.
fn unlisted(context: &Context<'_>, candidate: &Candidate, all: &[Hit]) -> Option<(u64, [f32; 3])> {
    let Reading::Name { worth, hits, .. } = candidate.reading else { return None };
    let words = context.words(candidate.first, candidate.end);
    let hash = if let [only] = words { only.hash } else { whole(words) };
    all[hits.0 as usize..hits.1 as usize].iter().all(|hit| hit.unsure).then_some((hash, worth))
}

/// What a chosen name says of others: of the same words, of a surname or first word, of the acronym in brackets behind it.
fn teach(context: &Context<'_>, candidate: &Candidate, label: usize, hits: &[Hit], memory: &mut Memory) {
    let tokens = context.words(candidate.first, candidate.end);
    if label > 0
        && tokens.len() > 1
        && let Some(acronym) = bracket::acronym_behind(context, (candidate.first, candidate.end))
    {
        memory.entry(acronym.hash).or_default().short_for = Some(label as u8);
    }
    if label == 1 && candidate.score >= SURE - 1.0 && tokens.len() > 1 {
        for small in [false, true] {
            if let Some(acronym) = initials(context, tokens, small) {
                memory.entry(acronym).or_default().initials = true;
            }
        }
    }
    if candidate.score < SURE {
        return;
    }
    if let [only] = tokens {
        memory.entry(only.hash).or_default().votes[label] += 0.5;
        return;
    }
    memory.entry(whole(tokens)).or_default().votes[label] += 0.5;
    let mut vote = |hash: u64, much: f32| {
        let said = memory.entry(hash).or_default();
        said.votes[label] += much;
        said.part_of[label] += much;
    };
    match label {
        0 => {
            vote(surname(tokens).unwrap_or(&tokens[0]).hash, 1.0);
            vote(tokens[0].hash, 0.3);
        }
        1 => {
            let classes = |token: &Token| context.resources.classes(token);
            // "Charles" is no firm, though Charles Schwab Corp is.
            let person = classes(&tokens[0]).any(Classes::GIVEN) && classes(&tokens[1]).any(Classes::SURNAME);
            // Texas is the state, whatever is called after it.
            let ordinary = classes(&tokens[0]).any(Classes::COMMON.or(Classes::TITLE));
            if !person && !ordinary && !is_place(context, candidate.first, hits) {
                vote(tokens[0].hash, 0.8);
            }
            // Del Monte, of Del Monte Foods Co.
            let legal = tokens.iter().any(|token| classes(token).any(Classes::LEGAL_FORM));
            for end in (2..tokens.len()).filter(|&end| !person || legal || end > 2) {
                let behind = legal || classes(&tokens[end]).any(Classes::ORGANIZATION_HEAD);
                if behind && tokens[end - 1].is_capital() {
                    let said = memory.entry(whole(&tokens[..end])).or_default();
                    if said.part_of[1] == 0.0 {
                        said.longer = candidate.first;
                    }
                    said.part_of[1] += 0.8;
                }
            }
        }
        _ => {}
    }
}

/// Whether lists know the one word for sure as a state or region; `hits` are their names, in order.
fn is_place(context: &Context<'_>, at: u32, hits: &[Hit]) -> bool {
    let start = hits.partition_point(|hit| (hit.first, hit.end) < (at, at + 1));
    let mut same = hits[start..].iter().take_while(|hit| (hit.first, hit.end) == (at, at + 1));
    same.any(|hit| {
        let label = context.resources.entry(hit.form.entry).label;
        !hit.unsure && (label == Label::COUNTRY || label == Label::REGION)
    })
}

/// The hash of the initials of a body's name, its legal form left out, those of `small` words with the rest: RIM of Research in
/// Motion Ltd.
fn initials(context: &Context<'_>, tokens: &[Token], small: bool) -> Option<u64> {
    let mut hash = WordHash::default();
    let mut count = 0;
    for token in tokens.iter().filter(|token| token.is_capital() || (small && token.shape == Shape::Lower)) {
        let first = context.document.text.as_bytes()[token.start as usize];
        if !first.is_ascii_alphabetic() || context.resources.classes(token).any(Classes::LEGAL_FORM) {
            continue;
        }
        hash.push(first.to_ascii_lowercase());
        count += 1;
    }
    (2..=6).contains(&count).then(|| hash.finish())
}

/// Whether a longer name that was chosen holds the one word.
fn inside_of_longer(at: u32, longer: &[(u32, u32)]) -> bool {
    let before = longer.partition_point(|&(first, _)| first <= at);
    before > 0 && longer[before - 1].1 > at
}

/// The hash of a name of one word, and what stands at its sides; `None` for a word that may be no name: an ordinary one,
/// or one that says nothing for it.
fn sides_of(context: &Context<'_>, candidate: &Candidate, longer: &[(u32, u32)]) -> Option<(u64, [f32; 3])> {
    let Reading::Name { sides, .. } = candidate.reading else { return None };
    let may = candidate.end - candidate.first == 1
        && candidate.score >= -4.0
        && !context.classes(candidate.first).any(Classes::COMMON)
        && !inside_of_longer(candidate.first, longer);
    may.then(|| (context.token(candidate.first).hash, sides))
}

/// What stands around the same word elsewhere, if it stands elsewhere: each place says less than the one before.
fn elsewhere(context: &Context<'_>, candidate: &Candidate, longer: &[(u32, u32)], memory: &Memory) -> Option<[f32; 3]> {
    let (hash, sides) = sides_of(context, candidate, longer)?;
    let said = memory.get(&hash).filter(|said| said.places > 1)?;
    let share = context.resources.weights.elsewhere / f32::from(said.places - 1).sqrt();
    Some(std::array::from_fn(|label| (share * (said.sides[label] - sides[label])).clamp(-MOST_AROUND, MOST_AROUND)))
}

/// The label of the name that the one word is short for, as the article says.
fn short_for(context: &Context<'_>, candidate: &Candidate, longer: &[(u32, u32)], memory: &Memory) -> Option<usize> {
    if candidate.end - candidate.first > 1 || inside_of_longer(candidate.first, longer) {
        return None;
    }
    let token = context.token(candidate.first);
    let said = memory.get(&token.hash)?;
    // What lists know so is no body's initials for having the letters: U.S., for all the US Senate.
    let listed = matches!(candidate.reading, Reading::Name { hits, .. } if hits.0 < hits.1);
    let initials = said.initials && token.shape == Shape::Upper && !token.has(has::STOP) && !listed;
    said.short_for.map(usize::from).or(initials.then_some(1))
}

/// What the sure names are that "and" joins to a candidate that no list has, before it and behind it; `names` are their tokens
/// and labels.
fn joined_to(context: &Context<'_>, candidate: &Candidate, names: &[(u32, u32, usize)], hits: &[Hit]) -> [Option<Feature>; 2] {
    let words = context.words(candidate.first, candidate.end);
    let common = |word: &Token| context.resources.classes(word).any(Classes::COMMON);
    // Water and Power Authority is one body.
    if candidate.score < NEAR || unlisted(context, candidate, hits).is_none() || words.iter().all(common) {
        return [None; 2];
    }
    let small = &context.resources.small;
    let sentence = &context.sentences[candidate.sentence as usize];
    let word = |at: u32| (at >= sentence.first && at < sentence.end).then(|| context.token(at).word);
    let comma = |at: u32| at >= sentence.first && at < sentence.end && context.token(at).is(b',');
    // "And" joins clauses, too: Mary Hall in New York and Jeremy Gaunt in London.
    let located = word(candidate.end).is_some() && context.classes(candidate.end).any(Classes::LOCATIVE);
    let person = located || (words.len() > 1 && context.classes(candidate.first).any(Classes::GIVEN));
    let feature = |label: usize| match label {
        0 => Some(Feature::AndPerson),
        1 => Some(Feature::AndOrganization),
        _ => (!person).then_some(Feature::AndPlace),
    };
    let the = u32::from(candidate.first > 0 && word(candidate.first - 1) == Some(small.the));
    let name_before = |end: u32| names.get(names.partition_point(|name| name.1 < end)).filter(|name| name.1 == end);
    let name_behind = |first: u32| names.get(names.partition_point(|name| name.0 < first)).filter(|name| name.0 == first);
    // Whether a list goes on behind a name: in Holmsund, Brundle and Zorv. A comma behind a person opens an apposition.
    let goes_on = |end: u32| {
        let at = end + u32::from(comma(end));
        let capitals = (at..sentence.end.min(at + 4)).take_while(|&at| context.token(at).is_capital()).count() as u32;
        let more = capitals > 0 && (comma(at + capitals) || word(at + capitals) == Some(small.and));
        word(at) == Some(small.and) || (at > end && more)
    };
    let of_list = |name: &&(u32, u32, usize)| name.2 > 0;
    let before = candidate.first.checked_sub(1 + the).and_then(|at| {
        if word(at) == Some(small.and) {
            name_before(at - u32::from(at > 0 && comma(at - 1)))
        } else if the == 0 && comma(at) && goes_on(candidate.end) {
            name_before(at).filter(of_list)
        } else {
            None
        }
    });
    let at = candidate.end + u32::from(comma(candidate.end));
    let behind = if word(at) == Some(small.and) {
        name_behind(at + 1 + u32::from(word(at + 1) == Some(small.the)))
    } else if at > candidate.end {
        name_behind(at).filter(of_list).filter(|name| goes_on(name.1))
    } else {
        None
    };
    let [before, behind] = [before, behind].map(|name| name.and_then(|name| feature(name.2)));
    [before, behind]
}

/// What a candidate must be worth to be near to being a name.
const NEAR: f32 = -2.0;

/// The most that the surroundings of a word elsewhere are worth here.
const MOST_AROUND: f32 = 2.0;

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
    memory: &Memory,
) -> Option<(Feature, f32)> {
    let Reading::Name { worth, .. } = candidate.reading else { return None };
    if candidate.end - candidate.first > 1 {
        // Only what is near to being a name; it has taught itself, if it was sure.
        if candidate.score < NEAR {
            return None;
        }
        let votes = memory.get(&whole(context.words(candidate.first, candidate.end)))?.votes;
        let label = best(votes);
        let own = if candidate.score >= SURE && best(worth) == label { 0.5 } else { 0.0 };
        let much = (votes[label] - own).min(1.0);
        return (much > 0.0).then_some(([Feature::SamePerson, Feature::SameOrganization, Feature::SamePlace][label], much));
    }
    // A word inside of the very name that taught it learns nothing from it.
    if inside_of_longer(candidate.first, longer) {
        return None;
    }
    let mut votes = memory.get(&context.token(candidate.first).hash)?.votes;
    if candidate.score >= SURE {
        votes[best(worth)] -= 0.5;
    }
    let label = best(votes);
    (votes[label] > 0.0)
        .then_some(([Feature::MemoryPerson, Feature::MemoryOrganization, Feature::MemoryPlace][label], votes[label].min(1.0)))
}
