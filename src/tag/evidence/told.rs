//! The evidence by itself: for explanations, and for learning what it is worth.

use std::borrow::Cow;

use super::memory::remembered;
use super::{Around, best, evidence, sides};
use crate::document::Document;
use crate::resources::{Feature, PLACES, Resources};
use crate::tag::seen::Seen;
use crate::tag::{Candidate, Context, Hit, Reading, Scratch, decide, gazetteer};
use crate::text::Text;
use crate::word::WordId;

/// The evidence that a stretch has.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it has, and how much of it.
    pub features: Vec<(Feature, f32)>,
    /// The known words in and around it, by their place in [`crate::resources::PLACES`].
    pub words: Vec<(usize, WordId)>,
}

/// All evidence of a stretch; `None` if it can be no name.
fn all(context: &Context<'_>, around: Around<'_>, span: (u32, u32), same: &[Hit]) -> Option<Told> {
    let (left, right) = (sides::left(context, around, span.0), sides::right(context, around, span.1));
    let own = evidence(context, around, span, same, (&left, &right))?;
    let mut told = Told::default();
    for evidence in [own, left.evidence, right.evidence] {
        told.features.extend(Feature::OF_STRETCH.iter().filter(|feature| evidence.has(**feature)).map(|&feature| (feature, 1.0)));
        told.words.extend(evidence.words.into_iter().enumerate().filter(|(_, word)| word.is_known()));
    }
    Some(told)
}

/// What spoke for and against the candidate at `first..end`: the evidence and what each piece is worth for the three labels.
pub fn explain(
    resources: &Resources,
    document: &Document,
    text: &Text,
    span: crate::span::Span,
) -> Vec<(Cow<'static, str>, [f32; 3])> {
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    let first = text.tokens.partition_point(|token| token.start < span.start) as u32;
    let end = text.tokens.partition_point(|token| token.start < span.end) as u32;
    let Some(sentence) = text.sentences.iter().find(|sentence| sentence.first <= first && end <= sentence.end) else {
        return Vec::new();
    };
    let mut seen = Seen::default();
    seen.read(text);
    let mut hits = Vec::new();
    gazetteer::hits(&context, sentence, &mut hits);
    let same: Vec<Hit> = hits.iter().copied().filter(|hit| (hit.first, hit.end) == (first, end)).collect();
    let around = Around { sentence, hits: &hits, seen: &seen };
    let Some(told) = (first < end).then(|| all(&context, around, (first, end), &same)).flatten() else { return Vec::new() };
    let weights = &resources.weights;
    let mut pieces: Vec<(Cow<'static, str>, [f32; 3])> =
        told.features.iter().map(|&(feature, _)| (feature.name().into(), weights.of[feature as usize])).collect();
    for (place, word) in told.words {
        let worth = weights.words[usize::from(resources.info(word).worth)][place];
        if worth.iter().any(|worth| worth.abs() > 0.0) {
            pieces.push((format!("word {} `{}`", PLACES[place], resources.words.spelling(word)).into(), worth));
        }
    }
    pieces
}

/// A candidate for learning: its first token, the token after its last, and what speaks for and against it; `None` with
/// its score for what is no name.
pub type Example = (u32, u32, std::result::Result<Told, f32>);

/// All candidates of a document with their evidence, for learning what it is worth.
pub fn tell(resources: &Resources, document: &Document, text: &Text, scratch: &mut Scratch) -> Vec<Example> {
    let context = decide(resources, document, text, scratch);
    let mut hits = Vec::new();
    let mut last = u32::MAX;
    let mut examples = Vec::new();
    for candidate in &scratch.candidates {
        let span = (candidate.first, candidate.end);
        let sentence = &text.sentences[candidate.sentence as usize];
        let Reading::Name { hits: same, .. } = candidate.reading else {
            examples.push((span.0, span.1, Err(candidate.score)));
            continue;
        };
        if candidate.sentence != last {
            hits.clear();
            gazetteer::hits(&context, sentence, &mut hits);
            last = candidate.sentence;
        }
        let around = Around { sentence, hits: &hits, seen: &scratch.seen };
        let same = &scratch.hits[same.0 as usize..same.1 as usize];
        let Some(mut told) = all(&context, around, span, same) else { continue };
        let mut worth = [0.0; 3];
        for &(feature, _) in &told.features {
            (0..3).for_each(|label| worth[label] += resources.weights.of[feature as usize][label]);
        }
        for &(place, word) in &told.words {
            let row = usize::from(resources.info(word).worth);
            (0..3).for_each(|label| worth[label] += resources.weights.words[row][place][label]);
        }
        // What the article said was decided by the scores before it was added.
        let (score, hits) = (worth[best(worth)], (0, 0));
        let before = Candidate { reading: Reading::Name { worth, sides: [0.0; 3], hits }, score, ..candidate.clone() };
        told.features.extend(remembered(&context, &before, &scratch.longer, &scratch.memory));
        examples.push((span.0, span.1, Ok(told)));
    }
    examples
}
