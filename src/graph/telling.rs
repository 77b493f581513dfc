//! Which articles tell of what: what a graph needs to count stories.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::story::{Sketch, Stories, Teller, stories};

/// The articles of a graph, by number, and the numbers of those that tell of each entity and each edge.
#[derive(Debug, Default)]
pub(super) struct Telling {
    tellers: Vec<Teller>,
    entities: Vec<Vec<u32>>,
    relations: Vec<Vec<u32>>,
    publishers: FxHashSet<Arc<str>>,
    scratch: Vec<u32>,
}

impl Telling {
    /// The number of an article that is new.
    pub(super) fn teller(&mut self, document: &Document) -> u32 {
        let sketch = Sketch::of(&document.text, &mut self.scratch);
        self.tellers.push(Teller { id: document.id.clone(), published: document.published, sketch });
        self.tellers.len() as u32 - 1
    }

    /// A publisher's name, kept once.
    pub(super) fn publisher(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.publishers.get(name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = name.into();
        self.publishers.insert(Arc::clone(&name));
        name
    }

    /// That article tells of the entity of that number.
    pub(super) fn of_entity(&mut self, number: u32, teller: u32) {
        push(&mut self.entities, number, teller);
    }

    /// The same of an edge.
    pub(super) fn of_relation(&mut self, number: u32, teller: u32) {
        push(&mut self.relations, number, teller);
    }

    /// Takes over the articles of another; their numbers grow by what it gives.
    pub(super) fn join(&mut self, other: &mut Self) -> u32 {
        let before = self.tellers.len() as u32;
        self.tellers.append(&mut other.tellers);
        before
    }

    /// Who tells of each entity.
    pub(super) fn entities(&self) -> impl Iterator<Item = &[u32]> {
        self.entities.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]))
    }

    /// Who tells of each edge.
    pub(super) fn relations(&self) -> impl Iterator<Item = &[u32]> {
        self.relations.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]))
    }

    /// The stories, and for each article the number of its story.
    pub(super) fn stories(&self) -> (Stories, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.tellers.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| self.tellers[a as usize].id.cmp(&self.tellers[b as usize].id));
        let ordered: Vec<&Teller> = order.iter().map(|&teller| &self.tellers[teller as usize]).collect();
        let (mut told, mut story_of) = (Stories::default(), vec![0; order.len()]);
        for (place, first) in stories(&ordered).into_iter().enumerate() {
            story_of[order[place] as usize] = first;
            if first as usize != place {
                told.insert(ordered[place].id.clone(), ordered[first as usize].id.clone());
            }
        }
        (told, story_of)
    }
}

fn push(told: &mut Vec<Vec<u32>>, number: u32, teller: u32) {
    if told.len() <= number as usize {
        told.resize_with(number as usize + 1, Vec::new);
    }
    let told = &mut told[number as usize];
    if told.last() != Some(&teller) {
        told.push(teller);
    }
}
