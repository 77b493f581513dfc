//! What every format says of an edge, and of a pair that shares sentences: their columns, and the days of a claim.

use super::cell::as_list;
use super::column::{Cell, Column};
use super::id::id_of;
use super::lists::Pair;
use crate::entity::EntityId;
use crate::graph::Edge;

/// The columns of `relations.csv` and `claims.csv`, which other formats take theirs from.
pub(super) fn columns<'g>() -> Vec<Column<Edge<'g>>> {
    use Cell::{Date, Day, Decimal, List, Text, Truth, Whole};
    vec![
        Column("id", Text(|edge| Some(id_of(edge).to_string().into()))),
        Column("source_id", Text(|edge| Some(edge.head.id.as_str().into()))),
        Column("relation", Text(|edge| Some(edge.relation.kind.name.as_str().into()))),
        Column("target_id", Text(|edge| Some(edge.tail.id.as_str().into()))),
        Column("directed", Truth(|edge| !edge.relation.kind.symmetric)),
        // Reprints of one text say no more than the text does.
        Column("weight", Whole(|edge| edge.relation.stories)),
        Column("mentions", Whole(|edge| edge.relation.mentions)),
        Column("articles", Whole(|edge| edge.relation.articles)),
        Column("stories", Whole(|edge| edge.relation.stories)),
        Column("publishers", List(|edge| publishers(edge).into_iter().map(Into::into).collect())),
        Column("first_seen", Date(|edge| edge.relation.first_seen)),
        Column("last_seen", Date(|edge| edge.relation.last_seen)),
        Column("start_date", Day(|edge| edge.relation.when.and_then(|when| when.earliest))),
        Column("end_date", Day(|edge| edge.relation.when.and_then(|when| when.latest))),
        Column("polarity", Text(|edge| Some(edge.relation.polarity.as_str().into()))),
        Column("modality", Text(|edge| Some(edge.relation.modality.as_str().into()))),
        Column("attributed_to", List(|edge| edge.relation.attributed_to.iter().map(EntityId::as_str).map(Into::into).collect())),
        Column("score", Decimal(3, |edge| edge.relation.score.into())),
        Column("rule_ids", List(|edge| edge.relation.rules.iter().map(|rule| rule.as_str().into()).collect())),
        Column("evidence", Text(|edge| Some((&*edge.relation.evidence.sentence).into()))),
        Column("evidence_doc", Text(|edge| Some(edge.relation.evidence.document.as_str().into()))),
        Column("evidence_start", Whole(|edge| edge.relation.evidence.code_points.start.into())),
        Column("evidence_end", Whole(|edge| edge.relation.evidence.code_points.end.into())),
    ]
}

/// The columns of `co_mentions.csv`.
pub(super) fn pair_columns<'g>() -> Vec<Column<Pair<'g>>> {
    use Cell::{Decimal, Text, Whole};
    vec![
        Column("source_id", Text(|pair| Some(pair.first.as_str().into()))),
        Column("target_id", Text(|pair| Some(pair.second.as_str().into()))),
        Column("sentences", Whole(|pair| pair.count.sentences)),
        Column("articles", Whole(|pair| pair.count.articles)),
        Column("significance", Decimal(2, |pair| pair.significance)),
    ]
}

/// Who published the articles, as a list has them.
pub(super) fn publishers(edge: &Edge<'_>) -> Vec<String> {
    as_list(edge.relation.publishers.iter())
}

/// The days of a claim as ISO 8601 has an interval, `..` for an end that is open.
pub(super) fn days(edge: &Edge<'_>) -> Option<String> {
    let when = edge.relation.when.filter(|when| when.earliest.is_some() || when.latest.is_some())?;
    let day = |day: Option<jiff::civil::Date>| day.map_or("..".to_owned(), |day| day.to_string());
    Some(format!("{}/{}", day(when.earliest), day(when.latest)))
}

/// A kind as people read it: `SIGNED_AGREEMENT_WITH` is `signed agreement with`.
pub(super) fn words(edge: &Edge<'_>) -> String {
    edge.relation.kind.name.as_str().to_lowercase().replace('_', " ")
}
