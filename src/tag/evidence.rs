//! What speaks for and against a stretch of words being a person, an organisation or a place, and what it is worth.
//! Evidence is a set of bits: what stands at either side of a stretch is looked at once for all that begin or end there.

mod bracket;
mod inside;
mod joined;
mod memory;
mod none;
mod origin;
mod sides;
mod told;

use super::seen::Seen;
use super::{Context, Hit, NAMED};
use crate::label::Label;
use crate::resources::{Feature, PLACES, Weights};
use crate::text::{Capitals, Sentence, Shape, Token};
use crate::word::WordId;

pub(super) use memory::{Memory, agree, remember};
pub(super) use sides::{Left, Right, left, right};
pub use told::{Example, Told, explain, tell};

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

/// What surrounds a candidate.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// Its sentence.
    pub(super) sentence: &'a Sentence,
    /// The names that lists know, of the whole sentence.
    pub(super) hits: &'a [Hit],
    /// How the article writes its words.
    pub(super) seen: &'a Seen,
}

/// The worth with the labels that no list gives left behind where a list knows the name as a state's: a state that acts
/// is still that state, and one node. `alone` if the name is no part of a longer one, `headline` if capitals say nothing.
pub(super) fn as_listed(context: &Context<'_>, hits: &[Hit], (alone, headline): (bool, bool), worth: [f32; 3]) -> [f32; 3] {
    let mut listed = [false; 3];
    let mut state = false;
    for hit in hits.iter().filter(|hit| !hit.unsure) {
        let label = context.resources.entry(hit.form.entry).label;
        state |= label == Label::COUNTRY;
        if let Some(number) = NAMED.iter().position(|&named| named == label.base()) {
            listed[number] = true;
        }
    }
    if let Some(own) = of_own_list(context, hits) {
        let best = worth[best(worth)];
        return std::array::from_fn(|label| if label == own { best } else { worth[label].min(best - 1.0) });
    }
    if !state {
        let mut worth = as_nobody(context, hits, worth);
        // Headlines tell little of a name: what is well known counts.
        let known = |hit: &Hit| !hit.unsure && context.resources.entry(hit.form.entry).prominence >= KNOWN;
        if headline && alone && listed.iter().filter(|&&listed| listed).count() == 1 && hits.iter().any(known) {
            let label = listed.iter().position(|&listed| listed).unwrap_or(0);
            worth[label] = worth[label].max(context.resources.weights.threshold + AT_LEAST);
        }
        return worth;
    }
    let place = 2;
    // A state is named wherever its name stands by itself, if it is nobody's.
    let floor = if alone && listed == [false, false, true] { context.resources.weights.threshold + AT_LEAST } else { f32::MIN };
    let best = worth[best(worth)].max(floor);
    std::array::from_fn(|label| match listed[label] {
        true if label == place => best,
        true => worth[label],
        false => worth[label].min(best - 1.0),
    })
}

/// Whether a name is no part of a longer one: no other stands beside it, but in a headline, and no election is called after it.
pub(super) fn stands_alone(
    context: &Context<'_>,
    sentence: &Sentence,
    (_, end): (u32, u32),
    (left, right): (&Left, &Right),
) -> bool {
    let beside = left.is_beside_name() || right.is_beside_name();
    (!beside || sentence.capitals != Capitals::Names) && !election_follows(context, sentence, end, 3)
}

/// Whether an election is named within so many tokens from `at` on.
fn election_follows(context: &Context<'_>, sentence: &Sentence, at: u32, reach: u32) -> bool {
    let election = |token: &Token| token.shape == Shape::Lower && token.span().of(&context.document.text).starts_with("election");
    context.words(at.min(sentence.end), sentence.end.min(at + reach)).iter().any(election)
}

/// What the name of a state is worth at least, above the threshold.
const AT_LEAST: f32 = 0.5;

/// How prominent what a list has must be, 0 to 1, to be named wherever its name stands in a headline.
const KNOWN: f32 = 0.5;

/// The worth with a person's left behind where lists know the name, of several words, as a place's or a body's for sure and as
/// nobody's: the deputy Middle East director, Morgan Stanley.
fn as_nobody(context: &Context<'_>, hits: &[Hit], worth: [f32; 3]) -> [f32; 3] {
    let mut sure = hits.iter().filter(|hit| !hit.unsure).peekable();
    let several = sure.peek().is_some_and(|hit| hit.end - hit.first > 1);
    let nobody = |hit: &Hit| {
        let entry = context.resources.entry(hit.form.entry);
        // A firm less known may be known by its founder: Charles Schwab.
        entry.label.is_a(Label::PLACE) || (entry.label.is_a(Label::ORGANIZATION) && entry.prominence > 0.9)
    };
    if !several || !sure.all(nobody) {
        return worth;
    }
    let [person, organization, place] = worth;
    [person.min(organization.max(place) - 1.0), organization, place]
}

/// The number of the one label that the user's own lists give the name for sure: they say what it is.
fn of_own_list(context: &Context<'_>, hits: &[Hit]) -> Option<usize> {
    let own = hits.iter().filter(|hit| !hit.unsure).map(|hit| context.resources.entry(hit.form.entry));
    let mut bases = own.filter(|entry| context.resources.is_own(entry)).map(|entry| entry.label.base());
    let base = bases.next()?;
    NAMED.iter().position(|&named| named == base).filter(|_| bases.all(|other| other == base))
}

const _: () = assert!(Feature::OF_STRETCH.len() <= u128::BITS as usize, "each feature of a stretch is a bit");

/// What a stretch has: features as bits, and words of their own worth by their place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    features: u128,
    /// The rows of [`Weights::words`] of words, by their place in [`crate::resources::PLACES`]; 0 for none.
    rows: [u16; PLACES.len()],
    words: [WordId; PLACES.len()],
}

impl Evidence {
    /// Has it the feature if `has`.
    #[inline]
    fn set(&mut self, feature: Feature, has: bool) {
        self.features |= u128::from(has) << (feature as u32);
    }

    /// Has the feature.
    #[inline]
    fn push(&mut self, feature: Feature) {
        self.set(feature, true);
    }

    /// Whether it has the feature.
    #[inline]
    fn has(&self, feature: Feature) -> bool {
        self.features >> (feature as u32) & 1 != 0
    }

    /// Has it the word of a token at a place.
    #[inline]
    fn word(&mut self, context: &Context<'_>, place: usize, at: u32) {
        self.words[place] = context.token(at).word;
        self.rows[place] = context.resources.info(self.words[place]).worth;
    }

    /// What it is worth for each label.
    #[inline]
    fn worth(&self, weights: &Weights) -> [f32; 3] {
        let mut worth = [0.0; 3];
        let mut add = |weights: &[f32; 3]| (0..3).for_each(|label| worth[label] += weights[label]);
        for (half, first) in [(self.features as u64, 0), ((self.features >> 64) as u64, 64)] {
            let mut left = half;
            while left != 0 {
                add(&weights.of[first + left.trailing_zeros() as usize]);
                left &= left - 1;
            }
        }
        for (place, &row) in self.rows.iter().enumerate() {
            if row != 0 {
                add(&weights.words[usize::from(row)][place]);
            }
        }
        worth
    }
}

/// What a stretch is worth as each label; `None` if it can be no name at all.
/// `hits` are the gazetteer names spelt just so; `left` and `right` are what stands at its sides.
#[inline]
pub(super) fn worth(
    context: &Context<'_>,
    around: Around<'_>,
    span: (u32, u32),
    hits: &[Hit],
    sides: (&Left, &Right),
) -> Option<[f32; 3]> {
    let weights = &context.resources.weights;
    let evidence = evidence(context, around, span, hits, sides)?;
    let (worth, left, right) = (evidence.worth(weights), sides.0.worth, sides.1.worth);
    Some(std::array::from_fn(|label| worth[label] + left[label] + right[label]))
}

/// What it has beyond what stands at its sides.
fn evidence(
    context: &Context<'_>,
    around: Around<'_>,
    (first, end): (u32, u32),
    hits: &[Hit],
    (left, right): (&Left, &Right),
) -> Option<Evidence> {
    let mut out = Evidence::default();
    let listed = inside::listed(context, hits, &mut out);
    inside::inside(context, around, (first, end), (listed, left.starts), &mut out)?;
    sides::both(context, around.sentence, (first, end), listed == inside::Listed::Sure, (left, right), &mut out);
    out.set(Feature::ShortBehindComma, left.comma && hits.iter().any(|hit| sides::is_short_place(context, hit)));
    Some(out)
}
