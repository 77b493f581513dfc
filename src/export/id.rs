//! Ids of edges, articles and evidence: the same for the same thing on every run and machine.

use std::collections::BTreeMap;
use std::fmt;

use sha2::{Digest, Sha256};

use super::native::Records;
use crate::entity::EntityId;
use crate::graph::Edge;
use crate::relation::{Kind, Modality, Polarity};

/// The hex digits of an id: at 64 bits two of a million edges share one by a chance of one in thirty million.
const DIGITS: usize = 16;

/// The id of an edge: `r-` for a relation, `c-` for a co-mention, and sixteen hex digits. Articles and evidence have ids of that form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId([u8; 2 + DIGITS]);

impl EdgeId {
    /// As it is written in every output.
    ///
    /// # Panics
    /// Never: it is made of ASCII.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("an id is ASCII")
    }
}

impl fmt::Display for EdgeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for EdgeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// The id of the edge that says `kind`, so qualified, of `head` and `tail`. Ends of a symmetric kind may come in either order.
pub fn relation_id(head: &EntityId, tail: &EntityId, kind: Kind, polarity: Polarity, modality: Modality) -> EdgeId {
    let (head, tail) = if kind.symmetric && head > tail { (tail, head) } else { (head, tail) };
    edge_id(b'r', [head.as_str(), kind.name.as_str(), tail.as_str(), polarity.as_str(), modality.as_str()])
}

/// The id of an edge of the graph.
pub(super) fn id_of(edge: &Edge<'_>) -> EdgeId {
    let Edge { head, tail, relation } = edge;
    relation_id(&head.id, &tail.id, relation.kind, relation.polarity, relation.modality)
}

/// The id of the edge between two entities that share sentences, the lower id first.
pub(super) fn co_mention_id(first: &EntityId, second: &EntityId) -> EdgeId {
    edge_id(b'c', [first.as_str(), second.as_str()])
}

/// The id of an article that is a node where ids must be names: `a-` and sixteen hex digits.
pub(super) fn article_id(document: &str) -> EdgeId {
    edge_id(b'a', [document])
}

/// Ids for the rows of `evidence.csv`, the same for the same row on every run: `e-` and sixteen hex digits, and a number
/// behind it where a document says the very same twice.
#[derive(Debug, Default)]
pub(super) struct EvidenceIds {
    document: String,
    seen: BTreeMap<EdgeId, u32>,
}

impl EvidenceIds {
    /// The id of a row; rows come in the order of the table.
    pub(super) fn next(&mut self, row: &Records) -> String {
        if row.text("document") != self.document {
            row.text("document").clone_into(&mut self.document);
            self.seen.clear();
        }
        let parts = ["relation_id", "document", "start_byte", "source_text", "target_text", "trigger", "rule"];
        let id = edge_id(b'e', parts.map(|part| row.text(part)));
        let count = self.seen.entry(id).or_default();
        *count += 1;
        if *count == 1 { id.to_string() } else { format!("{id}-{count}") }
    }
}

fn edge_id<const N: usize>(prefix: u8, parts: [&str; N]) -> EdgeId {
    let mut hash = Sha256::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            hash.update([0]);
        }
        hash.update(part);
    }
    let mut id = [b'-'; 2 + DIGITS];
    id[0] = prefix;
    for (pair, byte) in id[2..].chunks_exact_mut(2).zip(hash.finalize()) {
        pair.copy_from_slice(&hex(byte));
    }
    EdgeId(id)
}

/// A finished hash as outputs write it: lower-case hex.
pub(super) fn hex_of(hash: Sha256) -> String {
    hash.finalize().into_iter().flat_map(hex).map(char::from).collect()
}

fn hex(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbol::Symbol;

    #[test]
    fn an_id_does_not_change_between_versions() {
        let (a, b) = (EntityId::new("Q1"), EntityId::new("Q2"));
        let kind = Kind { symmetric: true, ..Kind::plain(Symbol::of("ALLY_OF")) };
        let id = |head, tail| relation_id(head, tail, kind, Polarity::Asserted, Modality::Fact);
        // printf 'Q1\0ALLY_OF\0Q2\0asserted\0fact' | sha256sum
        assert_eq!(id(&a, &b).as_str(), "r-4075e414b235bdd4");
        assert_eq!(id(&a, &b), id(&b, &a));
        let directed = Kind { symmetric: false, ..kind };
        assert_ne!(id(&a, &b), relation_id(&b, &a, directed, Polarity::Asserted, Modality::Fact));
        assert_ne!(id(&a, &b), relation_id(&a, &b, kind, Polarity::Denied, Modality::Fact));
    }
}
