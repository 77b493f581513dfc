//! Candidates by their capitals: from each run of capitalised words, every stretch that may be a name.

mod links;

pub(super) use self::links::names_event;
use self::links::{event, is_ordinal, is_syllable, named_after, nickname, nicknamed, of_members, partners, portfolios};
use super::{Candidate, Context, Hit, Reading, Scratch, code, evidence};
use crate::label::Label;
use crate::resources::{Classes, form};
use crate::text::{Capitals, Sentence, Shape, cue, has, next_cue};

/// The longest name by capitals alone, in tokens.
const LONGEST: u32 = 12;

/// Appends the candidates of a sentence: `hits` is where the gazetteer names of this sentence begin.
pub(super) fn candidates(context: &Context<'_>, number: u32, sentence: &Sentence, hits: usize, scratch: &mut Scratch) {
    let found = scratch.hits.len();
    note_wholes(context, (hits, found), scratch);
    let (mut from, mut done) = (sentence.first, sentence.first);
    while let Some(at) = next_cue(context.cues, from, sentence.end, cue::NAME) {
        from = at + 1;
        if opens(context, at, sentence) {
            let end = run_end(context, at, sentence, &scratch.hits[hits..found]);
            let whole = portfolios(context, (at, end), sentence.end, &scratch.hits[hits..found]);
            let end = whole.unwrap_or(end);
            let the = u32::from(context.token(at).word == context.resources.small.the);
            scratch.wholes.extend(whole.map(|whole| (at + the, whole)));
            // What joins a capital behind the run before belongs to that run.
            let start = particle_joined_to(context, at, sentence).filter(|&particle| particle >= done).unwrap_or(at);
            let firm = partners(context, at + 1, (at, sentence.end), &scratch.hits[hits..found]).filter(|_| at + 1 < end);
            scratch.wholes.extend(firm.map(|behind| (at, behind)));
            scratch.wholes.extend(event(context, (start, end), &scratch.hits[hits..found]));
            scratch.wholes.extend(nicknamed(context, (start, end), sentence));
            scratch.wholes.extend(named_after(context, (start, end)));
            stretches(context, number, sentence, (start, end), (hits, found), scratch);
            (from, done) = (end, end);
        }
    }
    listed(context, number, sentence, (hits, found), scratch);
}

/// Notes the names of several words that a list knows for sure: what lies inside of one is no name, "South Africa" no
/// "Africa", "Saudi Arabia" neither a demonym nor "Arabia".
fn note_wholes(context: &Context<'_>, hits: (usize, usize), scratch: &mut Scratch) {
    let Scratch { wholes, hits: all, .. } = scratch;
    wholes.clear();
    for hit in all[hits.0..hits.1].iter().filter(|hit| hit.end - hit.first > 1 && !hit.unsure) {
        let entry = context.resources.entry(hit.form.entry);
        // "Russia's invasion of Ukraine" names an event and two states.
        let base = entry.label.base();
        let whole = super::NAMED.contains(&base) || base == Label::OTHER || base == Label::PRODUCT;
        // "The Netherlands" is found without its article.
        let bare = context.token(hit.first).word != context.resources.small.the;
        if bare && whole && (hit.form.flags & form::NAME != 0 || entry.prominence >= 0.3) {
            wholes.push((hit.first, hit.end));
        }
    }
}

/// Whether the stretch lies inside of one of these and is not all of it, or begins inside of one and ends behind it: Panama
/// (City ACAN).
fn within(wholes: &[(u32, u32)], (first, end): (u32, u32)) -> bool {
    let inside = |whole: &(u32, u32)| whole.0 <= first && end <= whole.1 && end - first < whole.1 - whole.0;
    let across = |whole: &(u32, u32)| whole.0 < first && first < whole.1 && whole.1 < end;
    wholes.iter().any(inside) || (wholes.iter().any(across) && !wholes.contains(&(first, end)))
}

/// Whether a run can begin at this token.
fn opens(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    let token = context.token(at);
    if is_ordinal(context, at) {
        return at + 1 < sentence.end && context.token(at + 1).is_capital() && context.token(at + 1).has(has::SPACE);
    }
    if token.shape == Shape::Number {
        // 3M Co
        let legal =
            at + 1 < sentence.end && context.token(at + 1).is_capital() && context.classes(at + 1).any(Classes::LEGAL_FORM);
        return legal && token.span().of(&context.document.text).bytes().any(|byte| byte.is_ascii_uppercase());
    }
    if !token.is_capital() || (token.end - token.start >= 8 && code::is_code(context, at)) || code::goes_on_from(context, at) {
        return false;
    }
    if token.shape != Shape::Title && code::is_sign(context, at) {
        return false;
    }
    // In a headline an ordinary word has a capital too.
    let classes = context.classes(at);
    let initial = token.shape == Shape::Initial && token.has(has::STOP);
    sentence.capitals == Capitals::Names || !classes.any(Classes::COMMON) || classes.any(NAME_PARTS) || initial
}

const NAME_PARTS: Classes = Classes::GIVEN
    .or(Classes::SURNAME)
    .or(Classes::ORGANIZATION_HEAD)
    .or(Classes::ORGANIZATION_START)
    .or(Classes::PLACE_HEAD)
    .or(Classes::PLACE_START)
    .or(Classes::LEGAL_FORM);

/// Where the run that begins at `first` ends; `hits` are the names of the sentence that lists know.
fn run_end(context: &Context<'_>, first: u32, sentence: &Sentence, hits: &[Hit]) -> u32 {
    let mut end = first + 1;
    let mut at = end;
    while at < sentence.end {
        let token = context.token(at);
        // A stop that belongs to the word before ends the run where a sentence could end, else not.
        if opens(context, at, sentence) {
            at += 1;
            end = at;
            continue;
        }
        if let Some(behind) = nickname(context, at, sentence) {
            at = behind;
            continue;
        }
        if let Some(behind) = partners(context, at, (first, sentence.end), hits) {
            (at, end) = (behind, behind);
            continue;
        }
        let joins = match token.shape {
            Shape::Mark if token.is(b'\'') => !token.has(has::SPACE) && of_members(context, at, sentence),
            // "SRINAGAR- Northern Army" has a dash.
            Shape::Mark => {
                let dash = at + 1 < sentence.end && context.token(at + 1).has(has::SPACE);
                (token.is(b'-') && !token.has(has::SPACE) && !dash) || (token.is(b'&') && token.has(has::SPACE))
            }
            Shape::Lower if is_syllable(context, at, sentence) => {
                at += 1;
                end = at;
                continue;
            }
            Shape::Lower => context.classes(at).any(Classes::PARTICLE) || is_connector(context, at),
            Shape::Number => token.end - token.start <= 4,
            // Kohl's Corp; a list knows BJ's Wholesale Club.
            Shape::Clitic => {
                let legal = at + 1 < sentence.end
                    && context.token(at + 1).is_capital()
                    && context.classes(at + 1).any(Classes::LEGAL_FORM);
                legal
                    || of_members(context, at, sentence)
                    || hits.iter().any(|hit| !hit.unsure && hit.first < at && at + 1 < hit.end)
            }
            _ => false,
        };
        // Two small words may join ("of the"), three do not.
        if !joins || at - end >= 2 {
            break;
        }
        at += 1;
    }
    end
}

/// A small word that joins the capitals of a name of a body: of, for, and, the.
pub(super) fn is_connector(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    token.shape == Shape::Lower && context.resources.small.joins(token.word)
}

/// All stretches of a run that may be a name.
fn stretches(
    context: &Context<'_>,
    number: u32,
    sentence: &Sentence,
    run: (u32, u32),
    hits: (usize, usize),
    scratch: &mut Scratch,
) {
    let (start, stop) = run;
    scratch.sides.clear();
    scratch.sides.resize((stop - start) as usize, None);
    for first in start..stop {
        let numbered = is_ordinal(context, first);
        let numeral = context.token(first).shape == Shape::Number && opens(context, first, sentence);
        if !context.token(first).is_capital() && !joined_particle(context, first) && !numbered && !numeral {
            continue;
        }
        // The party before the state: D-Ohio.
        let party = |at: u32| {
            context.token(at).shape == Shape::Initial
                && context.tokens.get(at as usize + 1).is_some_and(|next| next.is(b'-') && !next.has(has::SPACE))
        };
        let opened = first > sentence.first
            && context.token(first - 1).is(b'-')
            && !context.token(first - 1).has(has::SPACE)
            && first >= 2
            && context.token(first - 2).is_capital()
            && !party(first - 2)
            && !context.token(first).has(has::SPACE);
        // "Assad" is not all of al-Assad.
        let rest = particle_joined_to(context, first, sentence).is_some_and(|particle| particle >= start);
        if opened || rest || party(first) {
            continue;
        }
        let mut left = None;
        for end in first + 1..=stop.min(first + LONGEST) {
            let last = context.token(end - 1);
            let closes = last.is_capital()
                || (last.shape == Shape::Number && end - first > 1 && !last.has(has::SPACE))
                || (last.shape == Shape::Lower && end - first > 2 && is_syllable(context, end - 1, sentence));
            // The 407th Air Expeditionary Group, but no 19th German.
            let body = Classes::ORGANIZATION_HEAD.or(Classes::ORGANIZATION_START);
            let closes = closes && (!numbered || context.resources.classes(last).any(body));
            if !closes || within(&scratch.wholes, (first, end)) || code::goes_on(context, end) {
                continue;
            }
            // "North Korea-linked" ends before the hyphen, but "Jean-Pierre" is one: never end right before a hyphenated capital.
            let next = context.tokens.get(end as usize);
            let hyphenated = end + 1 < sentence.end
                && next.is_some_and(|next| next.is(b'-') && !next.has(has::SPACE))
                && (context.token(end + 1).is_capital() || is_syllable(context, end + 1, sentence));
            if hyphenated {
                continue;
            }
            let mut same = same_span(&scratch.hits, hits, (first, end));
            // A list may know it without its article: al-Hilla.
            if same.0 == same.1 && end > first + 2 && last.is_capital() && joined_particle(context, first) {
                same = same_span(&scratch.hits, hits, (first + 2, end));
            }
            if same.0 == same.1 {
                same = without_legal_form(context, &scratch.hits, hits, (first, end));
            }
            // Most sentences begin with a small word.
            if end - first == 1 && same.0 == same.1 && context.classes(first).any(Classes::NO_NAME.or(Classes::LEGAL_FORM)) {
                continue;
            }
            let around = evidence::Around { sentence, hits: &scratch.hits[hits.0..hits.1], seen: &scratch.seen };
            let left = left.get_or_insert_with(|| evidence::left(context, around, first));
            let right = scratch.sides[(end - 1 - start) as usize].get_or_insert_with(|| evidence::right(context, around, end));
            let sides = (&*left, &*right);
            if let Some(candidate) = name(context, number, (first, end), (same, sides), around, &scratch.hits) {
                scratch.candidates.push(candidate);
            }
        }
    }
}

/// The particle in lower case that a hyphen joins to the capital at this token, if there is one in the sentence.
pub(super) fn particle_joined_to(context: &Context<'_>, at: u32, sentence: &Sentence) -> Option<u32> {
    let particle = at.checked_sub(2).filter(|&particle| particle >= sentence.first)?;
    let joined = context.token(at - 1).is(b'-') && !context.token(at).has(has::SPACE) && joined_particle(context, particle);
    joined.then_some(particle)
}

/// A particle in lower case that is joined to a capital: al-Assad, d'Estaing.
fn joined_particle(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    token.shape == Shape::Lower
        && context.classes(at).any(Classes::PARTICLE)
        && context.tokens.get(at as usize + 1).is_some_and(|next| next.is(b'-') && !next.has(has::SPACE))
}

/// The stretch `first..end` as a name, with the gazetteer names that are spelt just so, a range of `all`.
fn name(
    context: &Context<'_>,
    number: u32,
    span: (u32, u32),
    (same, sides): ((u32, u32), (&evidence::Left, &evidence::Right)),
    around: evidence::Around<'_>,
    all: &[Hit],
) -> Option<Candidate> {
    let spelt = &all[same.0 as usize..same.1 as usize];
    let worth = evidence::worth(context, around, span, spelt, sides)?;
    let alone = evidence::stands_alone(context, around.sentence, span, sides);
    let worth = evidence::as_listed(context, spelt, (alone, around.sentence.capitals != Capitals::Names), worth);
    let score = worth[evidence::best(worth)];
    let sides = sides.0.with(sides.1);
    Some(Candidate { first: span.0, end: span.1, reading: Reading::Name { worth, sides, hits: same }, score, sentence: number })
}

/// The range of the hits with exactly this span; hits of a sentence are in order of first token, then of end.
fn same_span(all: &[Hit], range: (usize, usize), span: (u32, u32)) -> (u32, u32) {
    let hits = &all[range.0..range.1];
    if hits.is_empty() {
        return (range.0 as u32, range.0 as u32);
    }
    let start = hits.partition_point(|hit| (hit.first, hit.end) < span);
    let length = hits[start..].iter().take_while(|hit| (hit.first, hit.end) == span).count();
    ((range.0 + start) as u32, (range.0 + start + length) as u32)
}

/// The range of the hits with this span but for the legal form at its end, if a body is among them: Rio Tinto (Plc).
fn without_legal_form(context: &Context<'_>, all: &[Hit], range: (usize, usize), (first, end): (u32, u32)) -> (u32, u32) {
    let none = (range.0 as u32, range.0 as u32);
    let bare = first + context.resources.without_legal_form(context.words(first, end)).len() as u32;
    if bare == end || range.0 == range.1 {
        return none;
    }
    let same = same_span(all, range, (first, bare));
    let body = |hit: &Hit| context.resources.entry(hit.form.entry).label.is_a(Label::ORGANIZATION);
    if all[same.0 as usize..same.1 as usize].iter().any(body) { same } else { none }
}

/// Adds the listed names that no run yields: with small words inside, or of labels other than the three.
fn listed(context: &Context<'_>, number: u32, sentence: &Sentence, range: (usize, usize), scratch: &mut Scratch) {
    let mut at = range.0;
    while at < range.1 {
        let hit = scratch.hits[at];
        let span = (hit.first, hit.end);
        let same = same_span(&scratch.hits, range, span);
        at = same.1 as usize;
        if within(&scratch.wholes, span) {
            continue;
        }
        let whole = particle_joined_to(context, span.0, sentence).map(|particle| (particle, span.1));
        let seen = scratch
            .candidates
            .iter()
            .rev()
            .take_while(|c| c.sentence == number)
            .any(|c| [Some(span), whole].contains(&Some((c.first, c.end))) && matches!(c.reading, Reading::Name { .. }));
        // What is named by small words may be an office: no name of a person, body or place.
        let named = |hit: &Hit| super::NAMED.contains(&context.resources.entry(hit.form.entry).label.base());
        if !seen && scratch.hits[same.0 as usize..same.1 as usize].iter().any(named) {
            let around = evidence::Around { sentence, hits: &scratch.hits[range.0..range.1], seen: &scratch.seen };
            let (left, right) = (evidence::left(context, around, span.0), evidence::right(context, around, span.1));
            let name = name(context, number, span, (same, (&left, &right)), around, &scratch.hits);
            scratch.candidates.extend(name);
        }
        for number_of_hit in same.0..same.1 {
            let hit = scratch.hits[number_of_hit as usize];
            let base = context.resources.entry(hit.form.entry).label.base();
            // "Bayraktar TB2" is one thing, though both of its words name it.
            let longer = |other: &Hit| {
                !other.unsure
                    && (other.first <= hit.first && hit.end <= other.end)
                    && other.end - other.first > hit.end - hit.first
            };
            if super::NAMED.contains(&base) || scratch.hits[range.0..range.1].iter().any(longer) {
                continue;
            }
            let words = (hit.end - hit.first).min(4) as f32;
            let score = if hit.unsure { -1.0 } else { 2.5 + 0.5 * words };
            scratch.candidates.push(Candidate {
                first: span.0,
                end: span.1,
                reading: Reading::Listed { hit: number_of_hit },
                score,
                sentence: number,
            });
        }
    }
}
