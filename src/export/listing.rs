//! A graph part by part, wherever it lies: in memory it is one part, on disk as many as it takes to hold few of them.

use super::Content;
use super::lists::{Lists, Pair, log_likelihood};
use crate::entity::{Entity, EntityId};
use crate::error::Result;
use crate::graph::{CoMention, Edge, Shelf, Whole};
use crate::label::Label;
use crate::relation::Relation;

/// How many rows a part has that comes from disk: of edges some 8 MB, for each of the formats that are written at a time.
const PART: usize = 1 << 12;

/// What takes a part.
type Take<'t, T> = &'t mut dyn FnMut(&[T]) -> Result<()>;

/// What takes the facts and the claims of some heads.
type TakeHeads<'t> = dyn FnMut(&[Edge<'_>], &[Edge<'_>]) -> Result<()> + 't;

/// The entities, edges and pairs of a graph in the order in which every format writes them. Each is handed over in at least one
/// part, which may be empty.
pub(super) enum Listing<'c> {
    /// In memory.
    Held(&'c Content<'c>, Lists<'c>),
    /// On disk.
    Shelved(&'c Shelf, u64),
}

impl<'c> Listing<'c> {
    /// The graph of `content`.
    pub(super) fn of(content: &'c Content<'c>) -> Self {
        match content.graph {
            Whole::Held(graph) => Self::Held(content, Lists::of(graph)),
            Whole::Shelved(shelf) => Self::Shelved(shelf, content.graph.documents()),
        }
    }

    /// The entities by id.
    ///
    /// # Errors
    /// If what lies on disk cannot be read, or `take` fails.
    pub(super) fn entities(&self, take: &mut dyn FnMut(&[&Entity]) -> Result<()>) -> Result<()> {
        match self {
            Self::Held(_, lists) => take(&lists.entities),
            Self::Shelved(shelf, _) => {
                in_parts(&mut shelf.entities()?, &mut |entities: &[Entity]| take(&entities.iter().collect::<Vec<_>>()))
            }
        }
    }

    /// The edges that hold as stated, by head, tail and kind.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(super) fn facts(&self, take: &mut dyn FnMut(&[Edge<'_>]) -> Result<()>) -> Result<()> {
        match self {
            Self::Held(_, lists) => take(&lists.facts),
            Self::Shelved(shelf, _) => edges(shelf, Relation::is_fact, take),
        }
    }

    /// All other edges: negated, denied, alleged, planned and so on.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(super) fn claims(&self, take: &mut dyn FnMut(&[Edge<'_>]) -> Result<()>) -> Result<()> {
        match self {
            Self::Held(_, lists) => take(&lists.claims),
            Self::Shelved(shelf, _) => edges(shelf, |relation| !relation.is_fact(), take),
        }
    }

    /// The facts and the claims of some heads, those of one head together.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(super) fn heads(&self, take: &mut TakeHeads<'_>) -> Result<()> {
        match self {
            Self::Held(_, lists) => take(&lists.facts, &lists.claims),
            Self::Shelved(shelf, _) => {
                let mut part: Vec<(u32, u32, Relation)> = Vec::new();
                let mut pass = |part: &mut Vec<(u32, u32, Relation)>| {
                    let (facts, claims): (Vec<_>, Vec<_>) = part.drain(..).partition(|(_, _, relation)| relation.is_fact());
                    with_ends(shelf, &facts, &mut |facts| with_ends(shelf, &claims, &mut |claims| take(facts, claims)))
                };
                for edge in shelf.relations()? {
                    let edge = edge?;
                    if part.len() >= PART && part.last().is_some_and(|last| last.0 != edge.0) {
                        pass(&mut part)?;
                    }
                    part.push(edge);
                }
                pass(&mut part)
            }
        }
    }

    /// The pairs that share sentences, by their ids.
    ///
    /// # Errors
    /// As [`entities`](Self::entities).
    pub(super) fn pairs(&self, take: &mut dyn FnMut(&[Pair<'_>]) -> Result<()>) -> Result<()> {
        match self {
            Self::Held(_, lists) => take(&lists.pairs),
            Self::Shelved(shelf, documents) => in_parts(&mut shelf.pairs()?, &mut |part: &[(u32, u32, CoMention)]| {
                let ends: Vec<_> = part.iter().map(|&(first, second, _)| (shelf.end(first), shelf.end(second))).collect();
                let rows = ends.iter().zip(part).map(|(((first, of_first), (second, of_second)), &(_, _, count))| Pair {
                    first,
                    second,
                    count,
                    significance: log_likelihood(count.articles, *of_first, *of_second, *documents),
                });
                take(&rows.collect::<Vec<_>>())
            }),
        }
    }

    /// The label of the entity of that id, if there is one.
    pub(super) fn label_of(&self, id: &EntityId) -> Option<Label> {
        match self {
            Self::Held(Content { graph: Whole::Held(graph), .. }, _) => graph.entity(id).map(Entity::label),
            Self::Held(..) => None,
            Self::Shelved(shelf, _) => shelf.label_of(id.as_str()),
        }
    }
}

/// Hands over items in parts.
fn in_parts<T>(items: &mut dyn Iterator<Item = Result<T>>, take: Take<'_, T>) -> Result<()> {
    loop {
        let part: Vec<T> = items.take(PART).collect::<Result<_>>()?;
        take(&part)?;
        if part.len() < PART {
            return Ok(());
        }
    }
}

fn edges(shelf: &Shelf, wanted: fn(&Relation) -> bool, take: &mut dyn FnMut(&[Edge<'_>]) -> Result<()>) -> Result<()> {
    let is_wanted = |edge: &Result<(u32, u32, Relation)>| edge.as_ref().map_or(true, |(_, _, relation)| wanted(relation));
    in_parts(&mut shelf.relations()?.filter(is_wanted), &mut |part| with_ends(shelf, part, take))
}

fn with_ends(shelf: &Shelf, part: &[(u32, u32, Relation)], take: &mut dyn FnMut(&[Edge<'_>]) -> Result<()>) -> Result<()> {
    let ends: Vec<(Entity, Entity)> = part.iter().map(|&(head, tail, _)| (shelf.named(head), shelf.named(tail))).collect();
    let edges: Vec<Edge<'_>> =
        ends.iter().zip(part).map(|((head, tail), (_, _, relation))| Edge { head, tail, relation }).collect();
    take(&edges)
}
