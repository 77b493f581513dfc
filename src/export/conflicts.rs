//! What cannot both be so: two values of a kind that has one, and a fact that is gainsaid elsewhere.

use std::collections::BTreeSet;

use super::column::{Cell, Column};
use crate::entity::EntityId;
use crate::graph::Edge;
use crate::relation::{Kind, Modality, Polarity};

/// Two edges of one head and kind that gainsay each other.
pub(super) struct Conflict<'l, 'g> {
    /// `values` or `polarity`.
    sort: &'static str,
    first: &'l Edge<'g>,
    second: &'l Edge<'g>,
}

/// The conflicts among the edges of some heads, by head, kind and tails. Of several values each is set against the one that most articles
/// state; values of different labels (a city, its country) may stand side by side.
pub(super) fn conflicts<'l, 'g>(facts: &'l [Edge<'g>], claims: &'l [Edge<'g>]) -> Vec<Conflict<'l, 'g>> {
    let mut all = Vec::new();
    let gainsaid =
        claims.iter().filter(|claim| claim.relation.polarity != Polarity::Asserted && claim.relation.modality == Modality::Fact);
    for claim in gainsaid {
        let ends = |edge: &Edge<'g>| (edge.head.id.clone(), edge.tail.id.clone());
        // Facts are in order of head and tail.
        let from = facts.partition_point(|fact| ends(fact) < ends(claim));
        let same = facts[from..].iter().take_while(|fact| ends(fact) == ends(claim));
        let contrary = same.filter(|fact| fact.relation.kind == claim.relation.kind);
        all.extend(contrary.map(|first| Conflict { sort: "polarity", first, second: claim }));
    }
    for of_head in facts.chunk_by(|a, b| a.head.id == b.head.id) {
        let kinds: BTreeSet<Kind> = of_head.iter().map(|edge| edge.relation.kind).filter(|kind| kind.single).collect();
        for kind in kinds {
            let values = || of_head.iter().filter(|edge| edge.relation.kind == kind);
            let mut labels: Vec<_> = values().map(|edge| edge.tail.label()).collect();
            labels.sort_unstable();
            labels.dedup();
            for label in labels {
                let of_label = || values().filter(|edge| edge.tail.label() == label);
                let rank = |edge: &&Edge<'g>| (std::cmp::Reverse(edge.relation.articles), edge.tail.id.clone());
                let Some(best) = of_label().min_by_key(rank) else { continue };
                let others = of_label().filter(|edge| edge.tail.id != best.tail.id);
                all.extend(others.map(|second| Conflict { sort: "values", first: best, second }));
            }
        }
    }
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    all
}

/// What conflicts are ordered by.
fn key<'c>(conflict: &'c Conflict<'_, '_>) -> (&'c EntityId, &'c str, &'c EntityId, &'c EntityId, Polarity) {
    let Conflict { first, second, .. } = conflict;
    (&first.head.id, first.relation.kind.name.as_str(), &first.tail.id, &second.tail.id, second.relation.polarity)
}

/// The columns of `conflicts.csv`.
pub(super) fn columns<'l, 'g>() -> Vec<Column<Conflict<'l, 'g>>> {
    use Cell::{Text, Whole};
    vec![
        Column("conflict", Text(|conflict| Some(conflict.sort.into()))),
        Column("source_id", Text(|conflict| Some(conflict.first.head.id.as_str().into()))),
        Column("relation", Text(|conflict| Some(conflict.first.relation.kind.name.as_str().into()))),
        Column("first_target_id", Text(|conflict| Some(conflict.first.tail.id.as_str().into()))),
        Column("second_target_id", Text(|conflict| Some(conflict.second.tail.id.as_str().into()))),
        Column("first_polarity", Text(|conflict| Some(conflict.first.relation.polarity.as_str().into()))),
        Column("second_polarity", Text(|conflict| Some(conflict.second.relation.polarity.as_str().into()))),
        Column("first_articles", Whole(|conflict| conflict.first.relation.articles)),
        Column("second_articles", Whole(|conflict| conflict.second.relation.articles)),
        Column("first_evidence", Text(|conflict| Some((&*conflict.first.relation.evidence.sentence).into()))),
        Column("first_evidence_doc", Text(|conflict| Some(conflict.first.relation.evidence.document.as_str().into()))),
        Column("second_evidence", Text(|conflict| Some((&*conflict.second.relation.evidence.sentence).into()))),
        Column("second_evidence_doc", Text(|conflict| Some(conflict.second.relation.evidence.document.as_str().into()))),
    ]
}
