//! The graph as it is read: entities and edges in the order of their ids.

use super::{CoMentionEdge, Edge, Graph};
use crate::entity::{Entity, EntityId};

impl Graph {
    /// How many of its edges state facts; the others are claims.
    pub fn facts(&self) -> usize {
        self.relations.iter().filter(|(_, relation)| relation.is_fact()).count()
    }

    /// The entities in the order of their ids.
    pub fn entities(&self) -> Vec<&Entity> {
        let mut entities: Vec<&Entity> = self.entities.iter().collect();
        entities.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        entities
    }

    /// The entity of that id.
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.numbers.get(id).map(|&number| &self.entities[number as usize])
    }

    /// The edges, ordered by head, tail, kind, polarity and modality.
    pub fn edges(&self) -> Vec<Edge<'_>> {
        let mut edges: Vec<Edge<'_>> = self
            .relations
            .iter()
            .map(|(key, relation)| Edge {
                head: &self.entities[key.head as usize],
                tail: &self.entities[key.tail as usize],
                relation,
            })
            .collect();
        edges.sort_unstable_by(|a, b| {
            let key = |edge: &Edge<'_>| (edge.relation.kind.name, edge.relation.polarity, edge.relation.modality);
            a.head.id.cmp(&b.head.id).then_with(|| a.tail.id.cmp(&b.tail.id)).then_with(|| key(a).cmp(&key(b)))
        });
        edges
    }

    /// The pairs that share sentences, ordered by their ids.
    pub fn co_mentions(&self) -> Vec<CoMentionEdge<'_>> {
        let mut edges: Vec<CoMentionEdge<'_>> = self
            .co_mentions
            .iter()
            .map(|(&(a, b), &count)| {
                let (a, b) = (&self.entities[a as usize], &self.entities[b as usize]);
                let (first, second) = if a.id <= b.id { (a, b) } else { (b, a) };
                CoMentionEdge { first, second, count }
            })
            .collect();
        edges.sort_unstable_by(|a, b| a.first.id.cmp(&b.first.id).then_with(|| a.second.id.cmp(&b.second.id)));
        edges
    }
}
