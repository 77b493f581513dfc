//! A text to its mentions. First every candidate, overlaps and all: names from the gazetteers, identifiers by pattern,
//! time expressions by rule, unknown names by their capitals. Then evidence is summed for each, then one policy chooses.

mod choose;
mod code;
mod date;
mod evidence;
mod gazetteer;
mod given;
mod pattern;
mod seen;
mod shape;

use crate::document::Document;
use crate::label::Label;
use crate::mention::{FoundBy, Mention, Value};
use crate::resources::{Classes, Resources};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::text::{Sentence, Shape, Text, Token};

pub use date::dates;
pub use evidence::{Example, Told, explain, tell};
pub use given::give;

/// The labels that evidence speaks for, in the order of the weights.
pub(crate) const NAMED: [Label; 3] = [Label::PERSON, Label::ORGANIZATION, Label::PLACE];

/// A stretch of tokens that may be a mention.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its first token.
    pub(crate) first: u32,
    /// The token after its last.
    pub(crate) end: u32,
    /// What it is as far as is known.
    pub(crate) reading: Reading,
    /// The sum of its evidence; the higher wins.
    pub(crate) score: f32,
    /// The sentence.
    pub(crate) sentence: u32,
}

/// What a candidate may be.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// A person, organisation or place, by evidence: the worth for each, how much of it stands at its sides, and the
    /// gazetteer forms that spell it so.
    Name { worth: [f32; 3], sides: [f32; 3], hits: (u32, u32) },
    /// A listed thing of another label.
    Listed { hit: u32 },
    /// An identifier, by the pattern of that number.
    Pattern { rule: u16 },
    /// A time expression, by its number among those found.
    Date { number: u32 },
}

/// A name of a gazetteer found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) form: crate::resources::Form,
    /// Needs a second cue, by its list or by how it is written here.
    pub(crate) unsure: bool,
}

/// The buffers of tagging, reused from document to document.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) dates: Vec<date::Found>,
    pub(crate) chosen: Vec<u32>,
    /// The sentences in which scores changed, in order.
    changed: Vec<u32>,
    /// The candidates that are time expressions.
    times: Vec<Candidate>,
    memory: evidence::Memory,
    longer: Vec<(u32, u32)>,
    /// The sure names chosen first: their tokens and the number of their label.
    joined: Vec<(u32, u32, usize)>,
    seen: seen::Seen,
    /// For each token of a run of capitals, what stands behind names that end with it, once it was looked at.
    sides: Vec<Option<evidence::Right>>,
    /// The names of several words that a list knows for sure, in the sentence at hand.
    wholes: Vec<(u32, u32)>,
    choose: choose::Scratch,
    walker: crate::resources::Walker,
    machine: crate::resources::pattern::Machine,
    /// For guards of date rules, so that what their patterns took stays known.
    guard: crate::resources::pattern::Machine,
    /// What the parts of the date found last took, and those of the one that is kept for now.
    found: Vec<crate::resources::pattern::Taken>,
    kept: Vec<crate::resources::pattern::Taken>,
}

/// What is needed to tag one document.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) resources: &'a Resources,
    pub(crate) document: &'a Document,
    pub(crate) tokens: &'a [Token],
    pub(crate) cues: &'a [u8],
    pub(crate) sentences: &'a [Sentence],
}

impl<'a> Context<'a> {
    fn token(&self, at: u32) -> &'a Token {
        &self.tokens[at as usize]
    }

    fn classes(&self, at: u32) -> Classes {
        self.resources.classes(self.token(at))
    }

    fn words(&self, first: u32, end: u32) -> &'a [Token] {
        &self.tokens[first as usize..end as usize]
    }
}

/// Appends the mentions of a document, in order, apart from each other.
pub fn tag(resources: &Resources, document: &Document, text: &Text, scratch: &mut Scratch, out: &mut Vec<Mention>) {
    let context = decide(resources, document, text, scratch);
    out.extend(scratch.chosen.iter().map(|&chosen| mention(&context, scratch, &scratch.candidates[chosen as usize])));
}

/// Every name of the gazetteers that a text spells, overlaps and all, chosen or not: its first token, the one after its
/// last, and the form.
pub fn listed(resources: &Resources, document: &Document, text: &Text) -> Vec<(u32, u32, crate::resources::Form)> {
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    let mut hits = Vec::new();
    for sentence in &text.sentences {
        gazetteer::hits(&context, sentence, &mut hits);
    }
    hits.iter().map(|hit| (hit.first, hit.end, hit.form)).collect()
}

/// Finds all candidates and chooses among them.
fn decide<'a>(resources: &'a Resources, document: &'a Document, text: &'a Text, scratch: &mut Scratch) -> Context<'a> {
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    scratch.candidates.clear();
    scratch.hits.clear();
    scratch.dates.clear();
    scratch.memory.clear();
    scratch.seen.read(text);
    date::find(&context, scratch);
    scratch.chosen.clear();
    std::mem::swap(&mut scratch.candidates, &mut scratch.times);
    scratch.candidates.clear();
    let mut times = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        let (hits, first) = (scratch.hits.len(), scratch.candidates.len());
        let here = scratch.times[times..].partition_point(|time| time.sentence == number as u32);
        scratch.candidates.extend_from_slice(&scratch.times[times..times + here]);
        times += here;
        gazetteer::hits(&context, sentence, &mut scratch.hits);
        pattern::candidates(&context, number as u32, sentence, &mut scratch.candidates);
        shape::candidates(&context, number as u32, sentence, hits, scratch);
        choose::choose(&context, scratch, first);
    }
    evidence::remember(&context, scratch);
    if !scratch.changed.is_empty() {
        choose::again(&context, scratch);
    }
    evidence::agree(&context, scratch);
    context
}

fn mention(context: &Context<'_>, scratch: &Scratch, candidate: &Candidate) -> Mention {
    let regime = has_regime(context, candidate);
    let end = candidate.end + u32::from(regime);
    let tokens = context.words(candidate.first, end);
    let mut span = Span::new(tokens[0].start, tokens[tokens.len() - 1].end);
    let resources = context.resources;
    let (label, value, found_by) = match candidate.reading {
        Reading::Name { .. } if regime => (Label::ORGANIZATION, Value::None, FoundBy::Rule(Symbol::of("regime"))),
        Reading::Name { worth, hits, .. } => {
            let best = evidence::best(worth);
            let listed = gazetteer::best_form(context, &scratch.hits[hits.0 as usize..hits.1 as usize], NAMED[best]);
            match listed {
                Some(entry) => (resources.entry(entry).label, Value::None, FoundBy::Entry(entry)),
                None => (NAMED[best], Value::None, FoundBy::Rule(Symbol::of("evidence"))),
            }
        }
        Reading::Listed { hit } => {
            let entry = scratch.hits[hit as usize].form.entry;
            (resources.entry(entry).label, Value::None, FoundBy::Entry(entry))
        }
        Reading::Pattern { rule } => {
            let rule = &resources.names.rules[rule as usize];
            let words = span.of(&context.document.text);
            // The pattern may end inside of its last token.
            let length = rule.pattern.get().find(words).map_or(words.len(), |found| found.end());
            span.end = span.start + length as u32;
            let words = span.of(&context.document.text);
            let value: Box<str> = if rule.upper { words.to_uppercase().into() } else { words.into() };
            (rule.label, Value::Text(value), FoundBy::Rule(rule.name))
        }
        Reading::Date { number } => {
            let found = &scratch.dates[number as usize];
            (Label::DATE, Value::Timex(Box::new(found.timex.clone())), FoundBy::Rule(found.rule))
        }
    };
    let role = if label.base() == Label::PERSON { role_before(context, candidate) } else { None };
    let score = 1.0 / (1.0 + (-candidate.score).exp());
    let score = if score.is_finite() { score } else { 0.0 };
    Mention {
        span,
        tokens: (candidate.first, end),
        sentence: candidate.sentence,
        label,
        value,
        score,
        found_by,
        role,
        referent: None,
    }
}

/// Whether "regime" follows the name of a person, or one that no list has: the Assad regime is a body and not Assad.
fn has_regime(context: &Context<'_>, candidate: &Candidate) -> bool {
    let Reading::Name { worth, hits, .. } = candidate.reading else { return false };
    let sentence = context.sentences[candidate.sentence as usize];
    candidate.end < sentence.end
        && context.token(candidate.end).word == context.resources.small.regime
        && context.token(candidate.end).shape == Shape::Lower
        && (evidence::best(worth) == 0 || (hits.0 == hits.1 && context.token(candidate.end - 1).shape == Shape::Title))
}

/// The title or role written right before a person: "Russian Defence Minister" without its demonym.
fn role_before(context: &Context<'_>, candidate: &Candidate) -> Option<Span> {
    let sentence = context.sentences[candidate.sentence as usize];
    let office = Classes::TITLE.or(Classes::ROLE);
    let mut at = candidate.first;
    let mut first = at;
    while at > sentence.first {
        let classes = context.classes(at - 1);
        if classes.any(office) || (first < candidate.first && classes.any(Classes::ROLE_MODIFIER)) {
            at -= 1;
            first = at;
        } else if context.token(at - 1).is(b'-') && first < candidate.first {
            at -= 1;
        } else {
            break;
        }
    }
    (first < candidate.first).then(|| Span::new(context.token(first).start, context.token(candidate.first - 1).end))
}
