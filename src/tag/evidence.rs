//! What speaks for and against a stretch of words being a person, an organisation or a place, and what it is worth.

use super::{Context, Hit, NAMED, Reading, Scratch};
use crate::mention::Label;
use crate::resources::{Classes, Feature, form};
use crate::text::{Capitals, Sentence, Shape, Token, has};

/// The number of the label that is worth most; the first among equals.
pub(super) fn best(worth: [f32; 3]) -> usize {
    let mut best = 0;
    for label in 1..3 {
        if worth[label] > worth[best] {
            best = label;
        }
    }
    best
}

/// Where evidence goes: a sum of weights, or a list for explanations.
trait Sink {
    fn push(&mut self, feature: Feature);
    fn has(&self, feature: Feature) -> bool;
}

/// The sum of what the evidence is worth.
struct Sum<'w> {
    weights: &'w [[f32; 3]],
    worth: [f32; 3],
    seen: u128,
}

impl Sink for Sum<'_> {
    #[inline]
    fn push(&mut self, feature: Feature) {
        let weights = &self.weights[feature as usize];
        for label in 0..3 {
            self.worth[label] += weights[label];
        }
        self.seen |= 1 << (feature as u32);
    }

    #[inline]
    fn has(&self, feature: Feature) -> bool {
        self.seen & (1 << (feature as u32)) != 0
    }
}

impl Sink for Vec<Feature> {
    fn push(&mut self, feature: Feature) {
        self.push(feature);
    }

    fn has(&self, feature: Feature) -> bool {
        self.contains(&feature)
    }
}

/// What a stretch is worth as each label; `None` if it can be no name at all.
/// `hits` are the gazetteer names spelt just so, `around` all of the sentence.
pub(super) fn worth(
    context: &Context<'_>,
    sentence: &Sentence,
    span: (u32, u32),
    hits: &[Hit],
    around: &[Hit],
) -> Option<[f32; 3]> {
    let mut sum = Sum { weights: &context.resources.weights.of, worth: [0.0; 3], seen: 0 };
    collect(context, sentence, span, hits, around, &mut sum)?;
    Some(sum.worth)
}

fn collect(
    context: &Context<'_>,
    sentence: &Sentence,
    (first, end): (u32, u32),
    hits: &[Hit],
    around: &[Hit],
    out: &mut impl Sink,
) -> Option<()> {
    let tokens = context.words(first, end);
    let words = tokens.iter().filter(|token| token.shape != Shape::Mark && token.shape != Shape::Clitic).count();
    out.push(Feature::Capital);
    out.push(match words {
        0 | 1 => Feature::OneWord,
        2 => Feature::TwoWords,
        3 => Feature::ThreeWords,
        _ => Feature::ManyWords,
    });
    let listed = listed(context, hits, out);
    inside(context, sentence, (first, end), words, listed, around, out)?;
    before(context, sentence, first, around, out);
    behind(context, sentence, (first, end), around, out);
    Some(())
}

/// What the gazetteers say of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Listed {
    No,
    /// As a name that needs a second cue, or an alias of little prominence.
    Maybe,
    Sure,
}

/// What the gazetteers say of the whole.
fn listed(context: &Context<'_>, hits: &[Hit], out: &mut impl Sink) -> Listed {
    if hits.is_empty() {
        return Listed::No;
    }
    let mut sure = [false; 3];
    let mut maybe = [false; 3];
    let mut other = false;
    for hit in hits {
        let entry = context.resources.entry(hit.form.entry);
        let base = entry.label.base();
        let prominent = entry.prominence >= 0.3 || hit.form.flags & form::NAME != 0;
        match NAMED.iter().position(|&label| label == base) {
            Some(label) if hit.unsure || !prominent => maybe[label] = true,
            Some(label) => sure[label] = true,
            None => other |= !hit.unsure,
        }
        if entry.label.as_str() == "place/country" {
            out.push(Feature::ListedCountry);
        }
    }
    for label in 0..3 {
        if sure[label] {
            out.push([Feature::ListedPerson, Feature::ListedOrganization, Feature::ListedPlace][label]);
        } else if maybe[label] {
            out.push([Feature::MaybePerson, Feature::MaybeOrganization, Feature::MaybePlace][label]);
        }
    }
    if other {
        out.push(Feature::ListedOther);
    }
    if sure.contains(&true) {
        Listed::Sure
    } else if maybe.contains(&true) {
        Listed::Maybe
    } else {
        Listed::No
    }
}

/// What the words themselves say.
fn inside(
    context: &Context<'_>,
    sentence: &Sentence,
    (first, end): (u32, u32),
    words: usize,
    listed: Listed,
    around: &[Hit],
    out: &mut impl Sink,
) -> Option<()> {
    let resources = context.resources;
    let tokens = context.words(first, end);
    let (head, last) = (tokens[0], tokens[tokens.len() - 1]);
    let (head_info, last_info) = (resources.info(head.word), resources.info(last.word));
    let common = |token: &Token| resources.classes(token).any(Classes::COMMON);
    // A title or role is no part of a name, unless a list says so or the name is a body's ("Foreign Ministry").
    let office = Classes::TITLE.or(Classes::ROLE);
    if listed == Listed::No
        && words > 1
        && head_info.classes.any(Classes::TITLE)
        && !last_info.classes.any(Classes::ORGANIZATION_HEAD.or(Classes::LEGAL_FORM))
    {
        return None;
    }
    if tokens.len() > 1 && tokens[1..].iter().any(|token| token.is_capital() && resources.classes(token).any(office)) {
        out.push(Feature::TitleInside);
    }
    if sentence.capitals != Capitals::Names {
        out.push(Feature::CapitalsAround);
    }
    if first == sentence.first || opens_sentence(context, first, sentence) {
        out.push(Feature::AtStart);
        if words == 1 && common(&head) {
            out.push(Feature::CommonAtStart);
        }
    }
    if words > 1 {
        if head_info.given > 0 {
            out.push(if head_info.given >= 6 { Feature::GivenStrong } else { Feature::GivenWeak });
        }
        if !last.word.is_known() {
            out.push(Feature::LastUnknown);
        }
    }
    if last_info.surname > 0 {
        out.push(if last_info.surname >= 6 { Feature::SurnameStrong } else { Feature::SurnameWeak });
    }
    if head.shape == Shape::Initial && words > 1 {
        out.push(Feature::StartsWithInitial);
    }
    // Tom, Peter, Smith and Brown are ordinary words too; as a given name or surname they are none.
    let (given, surname) = (words > 1 && head_info.given >= 6, words > 1 && last_info.surname >= 6);
    // A list that knows the whole name knows that its words are ordinary: United States, South Africa.
    let whole = words > 1 && listed == Listed::Sure;
    if common(&head) && head.shape == Shape::Title && !given && !whole {
        out.push(Feature::FirstCommon);
    }
    if common(&last) && words > 1 && !(given && surname) && !whole {
        out.push(Feature::LastCommon);
    }
    if !whole && !given && head.shape != Shape::Upper && tokens.iter().filter(|token| token.is_word()).all(common) {
        out.push(Feature::AllCommon);
    }
    if tokens.len() > 2 {
        connectors(context, (first, end), head_info.classes, out);
    }
    if words > 1 {
        if last_info.classes.any(Classes::LEGAL_FORM) {
            out.push(Feature::LegalForm);
        }
        if last_info.classes.any(Classes::ORGANIZATION_HEAD) {
            out.push(Feature::OrganizationHead);
        } else if tokens.iter().any(|token| token.is_capital() && resources.classes(token).any(Classes::ORGANIZATION_HEAD)) {
            out.push(Feature::OrganizationHeadInside);
        }
        if last_info.classes.any(Classes::PLACE_HEAD) {
            out.push(Feature::PlaceHead);
        }
        if head_info.classes.any(Classes::PLACE_START) {
            out.push(Feature::PlaceStart);
        }
        parts(context, (first, end), around, out);
    }
    shapes(tokens, words, out);
    Some(())
}

/// Small words and initials inside.
fn connectors(context: &Context<'_>, (first, end): (u32, u32), head: Classes, out: &mut impl Sink) {
    let (mut joins, mut and, mut particle, mut initial) = (false, false, false, false);
    for at in first + 1..end.saturating_sub(1) {
        let token = context.token(at);
        if token.shape == Shape::Initial {
            initial = true;
        } else if super::shape::is_connector(context, at) {
            joins = true;
            and |= token.word == context.resources.small.and;
        } else if token.is(b'&') {
            and = true;
        } else if token.shape == Shape::Lower {
            particle = true;
        }
    }
    if joins && head.any(Classes::ORGANIZATION_START) {
        out.push(Feature::OrganizationStart);
    } else if joins {
        out.push(Feature::ConnectorInside);
    }
    if and {
        out.push(Feature::AndInside);
    }
    if particle {
        out.push(Feature::Particle);
    }
    if initial {
        out.push(Feature::Initial);
    }
}

/// Names inside of the name.
fn parts(context: &Context<'_>, (first, end): (u32, u32), around: &[Hit], out: &mut impl Sink) {
    let start = around.partition_point(|hit| hit.first < first);
    for hit in around[start..].iter().take_while(|hit| hit.first < end) {
        if hit.end > end || (hit.first, hit.end) == (first, end) || hit.unsure {
            continue;
        }
        let label = context.resources.entry(hit.form.entry).label;
        let feature = if hit.first == first && label.is_a(Label::PLACE) {
            Feature::PlaceFirst
        } else if hit.first == first && label.is_a(Label::DEMONYM) {
            Feature::DemonymFirst
        } else if hit.end == end && label.is_a(Label::PLACE) {
            Feature::PlaceLast
        } else {
            continue;
        };
        if !out.has(feature) {
            out.push(feature);
        }
    }
}

fn shapes(tokens: &[Token], words: usize, out: &mut impl Sink) {
    let head = tokens[0];
    if words == 1 {
        let length = head.end - head.start;
        match head.shape {
            Shape::Upper if length <= 6 => out.push(Feature::Acronym),
            Shape::Upper => out.push(Feature::LongUpper),
            Shape::Mixed => out.push(Feature::MixedCase),
            _ => {}
        }
    }
    if tokens.iter().any(|token| token.shape == Shape::Number) {
        out.push(Feature::Digit);
    }
}

/// Whether what stands before in the sentence is only quote marks, brackets or dashes.
fn opens_sentence(context: &Context<'_>, first: u32, sentence: &Sentence) -> bool {
    let before = context.words(sentence.first, first);
    before.len() <= 2 && before.iter().all(|token| token.shape == Shape::Mark)
        || before.last().is_some_and(|token| token.is(b'"') && token.has(has::SPACE))
        || before.last().is_some_and(|token| token.is(b':'))
}

/// What stands before.
fn before(context: &Context<'_>, sentence: &Sentence, first: u32, around: &[Hit], out: &mut impl Sink) {
    if first == sentence.first {
        return;
    }
    let at = first - 1;
    let token = context.token(at);
    let classes = context.classes(at);
    let small = &context.resources.small;
    if classes.any(Classes::TITLE) {
        out.push(Feature::TitleBefore);
    } else if classes.any(Classes::ROLE) {
        out.push(Feature::RoleBefore);
    } else if classes.any(Classes::LOCATIVE) {
        out.push(Feature::LocativeBefore);
    } else if token.word == small.of {
        out.push(Feature::OfBefore);
    } else if token.word == small.the {
        out.push(Feature::TheBefore);
    } else if token.word == small.by {
        out.push(Feature::ByBefore);
    } else if classes.any(Classes::COMPASS) {
        out.push(Feature::CompassBefore);
    } else if classes.any(Classes::KIN) {
        out.push(Feature::KinBefore);
    } else if classes.any(Classes::SAY) {
        out.push(Feature::SaidBeside);
    } else if token.is(b',')
        && around.iter().any(|hit| hit.end == at && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE))
    {
        out.push(Feature::CommaPlaceBefore);
    }
}

/// What stands behind.
fn behind(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), around: &[Hit], out: &mut impl Sink) {
    if end >= sentence.end {
        return;
    }
    let token = context.token(end);
    let classes = context.classes(end);
    let next = (end + 1 < sentence.end).then(|| context.token(end + 1));
    let next_classes = if next.is_some() { context.classes(end + 1) } else { Classes::default() };
    let small = &context.resources.small;
    if token.shape == Shape::Clitic && token.is(b's') {
        out.push(Feature::PossessiveBehind);
        if next_classes.any(Classes::OF_BODY) {
            out.push(Feature::OfBodyBehind);
        }
    } else if classes.any(Classes::SAY) {
        out.push(Feature::SaidBeside);
    } else if classes.any(Classes::OF_BODY) {
        out.push(Feature::OfBodyBehind);
    } else if token.word == small.who {
        out.push(Feature::WhoBehind);
    } else if token.is(b'-')
        && !token.has(has::SPACE)
        && next.is_some_and(|next| next.shape == Shape::Lower && next.word == small.based)
    {
        out.push(Feature::HyphenBased);
    } else if token.is(b',') {
        let Some(next) = next else { return };
        if next.shape == Shape::Number && next.end - next.start <= 2 {
            out.push(Feature::AgeBehind);
        } else if next.shape == Shape::Lower && next.word == small.who {
            out.push(Feature::WhoBehind);
        } else if around
            .iter()
            .any(|hit| hit.first == end + 1 && !hit.unsure && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE))
        {
            out.push(Feature::CommaPlaceBehind);
        } else if (end + 1..sentence.end.min(end + 5)).any(|at| context.classes(at).any(Classes::ROLE)) {
            out.push(Feature::RoleBehind);
        }
    } else if token.is(b'(') {
        bracket(context, sentence, (first, end), out);
    }
    if first == sentence.first
        && context
            .words(end, sentence.end.min(end + 8))
            .iter()
            .any(|token| token.is(b'~') || token.is(b'_') || (token.is(b'-') && token.has(has::SPACE)))
        && dateline(context, sentence, end)
    {
        out.push(Feature::Dateline);
    }
}

/// What a bracket right behind says: an acronym of the name, a ticker.
fn bracket(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), out: &mut impl Sink) {
    let Some(close) = context.words(end, sentence.end.min(end + 6)).iter().position(|token| token.is(b')')) else { return };
    let inside = context.words(end + 1, end + close as u32);
    let Some(code) = inside.first().filter(|code| code.shape == Shape::Upper) else { return };
    if inside.iter().any(|token| token.is(b'.')) {
        out.push(Feature::TickerBehind);
        return;
    }
    if inside.len() == 1 && spells(&context.document.text, context.words(first, end), code) {
        out.push(Feature::DefinesAcronym);
    }
}

/// Whether the initials of the words' capitals spell the acronym, in order, the first among them.
pub(crate) fn spells(text: &str, words: &[Token], acronym: &Token) -> bool {
    let mut letters = acronym.span().of(text).chars().filter(|c| c.is_alphanumeric()).peekable();
    let mut used = 0;
    for (number, word) in words.iter().filter(|word| word.is_word()).enumerate() {
        let Some(&letter) = letters.peek() else { break };
        let fits = word.span().of(text).chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()));
        if fits {
            letters.next();
            used += 1;
        } else if number == 0 {
            return false;
        }
    }
    used >= 2 && letters.peek().is_none()
}

/// "MOSCOW (Reuters) -" and the like: only capitals, marks and months stand between here and the dash.
fn dateline(context: &Context<'_>, sentence: &Sentence, end: u32) -> bool {
    for at in end..sentence.end.min(end + 8) {
        let token = context.token(at);
        if token.is(b'~') || token.is(b'_') || (token.is(b'-') && token.has(has::SPACE)) {
            return true;
        }
        if token.shape == Shape::Lower {
            return false;
        }
    }
    false
}

/// What the article itself says of its names: persons by their surname, bodies by their first word or acronym.
/// Adds it to the candidates; whether any changed.
pub(super) fn remember(context: &Context<'_>, scratch: &mut Scratch) -> bool {
    let Scratch { candidates, chosen, memory, .. } = scratch;
    for &number in chosen.iter() {
        let candidate = &candidates[number as usize];
        let Reading::Name { worth, .. } = candidate.reading else { continue };
        let label = best(worth);
        if candidate.score < 2.0 {
            continue;
        }
        let tokens = context.words(candidate.first, candidate.end);
        let mut vote = |hash: u64, much: f32| memory.entry(hash).or_default()[label] += much;
        if tokens.len() == 1 {
            vote(tokens[0].hash, 0.5);
            continue;
        }
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
    let longer: Vec<(u32, u32)> = chosen
        .iter()
        .map(|&number| &candidates[number as usize])
        .filter(|c| c.end - c.first > 1)
        .map(|c| (c.first, c.end))
        .collect();
    let mut changed = false;
    for candidate in candidates.iter_mut().filter(|candidate| candidate.end - candidate.first == 1) {
        // A word inside of the very name that taught it learns nothing from it.
        let before = longer.partition_point(|&(first, _)| first <= candidate.first);
        if before > 0 && longer[before - 1].1 > candidate.first {
            continue;
        }
        let Reading::Name { worth, .. } = &mut candidate.reading else { continue };
        let token = context.token(candidate.first);
        let Some(votes) = memory.get(&token.hash) else { continue };
        let label = best(*votes);
        let feature = [Feature::MemoryPerson, Feature::MemoryOrganization, Feature::MemoryPlace][label];
        let weights = context.resources.weights.of[feature as usize];
        for label in 0..3 {
            worth[label] += weights[label] * votes[best(*votes)].min(1.0);
        }
        candidate.score = worth[best(*worth)];
        changed = true;
    }
    changed
}

/// What spoke for and against the candidate at `first..end`: the evidence and what each piece is worth for the three labels.
pub fn explain(
    resources: &crate::resources::Resources,
    document: &crate::document::Document,
    text: &crate::text::Text,
    span: crate::span::Span,
) -> Vec<(&'static str, [f32; 3])> {
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    let first = text.tokens.partition_point(|token| token.start < span.start) as u32;
    let end = text.tokens.partition_point(|token| token.start < span.end) as u32;
    let Some(sentence) = text.sentences.iter().find(|sentence| sentence.first <= first && end <= sentence.end) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    super::gazetteer::hits(&context, sentence, &mut hits);
    let same: Vec<Hit> = hits.iter().copied().filter(|hit| (hit.first, hit.end) == (first, end)).collect();
    let mut features = Vec::new();
    if first >= end || collect(&context, sentence, (first, end), &same, &hits, &mut features).is_none() {
        return Vec::new();
    }
    features.into_iter().map(|feature| (feature.name(), resources.weights.of[feature as usize])).collect()
}
