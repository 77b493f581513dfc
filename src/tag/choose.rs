//! The one policy: of all candidates of a sentence, those that do not overlap and whose scores sum highest.

use super::{Candidate, Context, Scratch as TagScratch};

/// The buffers of choosing.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    order: Vec<u32>,
    best: Vec<(f64, u32, bool)>,
    /// Those chosen before.
    old: Vec<u32>,
}

/// Appends to `chosen` the numbers of the chosen candidates from `first` on, all of one sentence, in order of the text.
pub(super) fn choose(context: &Context<'_>, scratch: &mut TagScratch, first: usize) {
    let TagScratch { candidates, chosen, choose, .. } = scratch;
    among(candidates, (first, candidates.len()), context.resources.weights.threshold, choose, chosen);
}

/// Chooses anew in the sentences of candidates that `changed`, which are in order.
pub(super) fn again(context: &Context<'_>, scratch: &mut TagScratch) {
    let TagScratch { candidates, chosen, choose, changed, .. } = scratch;
    let mut old = std::mem::take(&mut choose.old);
    std::mem::swap(chosen, &mut old);
    chosen.clear();
    let (mut kept, mut first) = (0, 0);
    let sentence_of = |number: u32| candidates[number as usize].sentence;
    for &sentence in changed.iter() {
        let before = kept + old[kept..].partition_point(|&number| sentence_of(number) < sentence);
        chosen.extend_from_slice(&old[kept..before]);
        kept = before + old[before..].partition_point(|&number| sentence_of(number) == sentence);
        first += candidates[first..].partition_point(|candidate| candidate.sentence < sentence);
        let end = first + candidates[first..].partition_point(|candidate| candidate.sentence == sentence);
        among(candidates, (first, end), context.resources.weights.threshold, choose, chosen);
    }
    chosen.extend_from_slice(&old[kept..]);
    choose.old = old;
}

fn among(candidates: &[Candidate], (first, end): (usize, usize), threshold: f32, choose: &mut Scratch, chosen: &mut Vec<u32>) {
    choose.order.clear();
    choose.order.extend((first as u32..end as u32).filter(|&number| candidates[number as usize].score > threshold));
    // By end; among equals the one with the higher score first, then the longer, so that the outcome is one.
    choose.order.sort_unstable_by(|&a, &b| {
        let (x, y) = (&candidates[a as usize], &candidates[b as usize]);
        x.end.cmp(&y.end).then(y.score.total_cmp(&x.score)).then(x.first.cmp(&y.first)).then(a.cmp(&b))
    });
    weigh(candidates, choose, threshold);
    let before = chosen.len();
    let mut at = choose.order.len();
    while at > 0 {
        let (_, next, taken) = choose.best[at - 1];
        if taken {
            chosen.push(choose.order[at - 1]);
            at = next as usize;
        } else {
            at -= 1;
        }
    }
    chosen[before..].reverse();
}

/// Weighted interval scheduling (Kleinberg and Tardos, Algorithm Design, 6.1): for each prefix of the candidates by
/// end, the best sum, where the candidate's predecessors end, and whether it is taken.
fn weigh(candidates: &[Candidate], scratch: &mut Scratch, threshold: f32) {
    let Scratch { order, best, .. } = scratch;
    best.clear();
    for (place, &number) in order.iter().enumerate() {
        let candidate = &candidates[number as usize];
        let mut before = place;
        while before > 0 && candidates[order[before - 1] as usize].end > candidate.first {
            before -= 1;
        }
        let sum_before = if before == 0 { 0.0 } else { best[before - 1].0 };
        let without = if place == 0 { 0.0 } else { best[place - 1].0 };
        let with = sum_before + f64::from(candidate.score - threshold);
        best.push(if with > without { (with, before as u32, true) } else { (without, before as u32, false) });
    }
}
