//! What a graph holds, in the order in which every format writes it, and how surprising each pair is.

use crate::entity::{Entity, EntityId};
use crate::graph::{CoMention, CoMentionEdge, Edge, Graph};

/// A graph as lists of rows.
pub(super) struct Lists<'g> {
    /// By id.
    pub(super) entities: Vec<&'g Entity>,
    /// The edges that hold as stated, by head, tail and kind.
    pub(super) facts: Vec<Edge<'g>>,
    /// All other edges: negated, denied, alleged, planned and so on.
    pub(super) claims: Vec<Edge<'g>>,
    /// The pairs that share sentences, by their ids.
    pub(super) pairs: Vec<Pair<'g>>,
}

impl<'g> Lists<'g> {
    /// The lists of `graph`. Sorting is most of the work, so they are made side by side.
    pub(super) fn of(graph: &'g Graph) -> Self {
        let (entities, (edges, pairs)) = rayon::join(|| graph.entities(), || rayon::join(|| graph.edges(), || pairs(graph)));
        let (facts, claims) = edges.into_iter().partition(|edge| edge.relation.is_fact());
        Self { entities, facts, claims, pairs }
    }
}

/// A pair and its significance.
pub(super) struct Pair<'g> {
    /// The entity with the lower id.
    pub(super) first: &'g EntityId,
    /// The other.
    pub(super) second: &'g EntityId,
    /// How often.
    pub(super) count: CoMention,
    /// Dunning's log-likelihood ratio over articles; negative where the two meet less often than by chance.
    pub(super) significance: f64,
}

fn pairs(graph: &Graph) -> Vec<Pair<'_>> {
    let documents = graph.documents();
    let pair = |CoMentionEdge { first, second, count }| Pair {
        first: &first.id,
        second: &second.id,
        count,
        significance: log_likelihood(count.articles, first.articles, second.articles, documents),
    };
    graph.co_mentions().into_iter().map(pair).collect()
}

/// Dunning's G² (1993) for the table of articles that have both, one, the other, neither; signed as [`Pair`] says.
/// `first` and `second` count the articles of each, those with both included.
#[allow(clippy::cast_precision_loss)] // counts of articles stay below 2^53
pub(super) fn log_likelihood(both: u64, first: u64, second: u64, documents: u64) -> f64 {
    let (both, first, second, documents) = (both as f64, first as f64, second as f64, documents as f64);
    let neither = (documents - first - second + both).max(0.0);
    let cells = [
        (both, first, second),
        (first - both, first, documents - second),
        (second - both, documents - first, second),
        (neither, documents - first, documents - second),
    ];
    let sum: f64 = cells
        .into_iter()
        .filter(|&(seen, row, column)| seen > 0.0 && row > 0.0 && column > 0.0)
        .map(|(seen, row, column)| seen * (seen * documents / (row * column)).ln())
        .sum();
    let ratio = (2.0 * sum).max(0.0);
    if both * documents < first * second { -ratio } else { ratio }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn significance_follows_the_definition() {
        let close = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
        // Always together in half of the articles: 2 N ln 2.
        close(log_likelihood(5, 5, 5, 10), 20.0 * 2_f64.ln());
        // Just as often as by chance.
        close(log_likelihood(4, 8, 8, 16), 0.0);
        // Never together though each is in half: as far from chance as always, on the other side.
        close(log_likelihood(0, 5, 5, 10), -20.0 * 2_f64.ln());
        // In every article: nothing to be learnt.
        close(log_likelihood(1, 1, 1, 1), 0.0);
        close(log_likelihood(0, 0, 0, 0), 0.0);
    }
}
