//! Which articles tell of what: what a graph needs to count stories.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::names::Names;
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

    /// The numbers of the articles in the order of their ids.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.tellers.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| (&self.tellers[a as usize].id, a).cmp(&(&self.tellers[b as usize].id, b)));
        order
    }

    /// The article of that number.
    pub(super) fn teller_of(&self, number: u32) -> &Teller {
        &self.tellers[number as usize]
    }

    /// The stories, and for each article the number of its story.
    pub(super) fn stories(&self) -> (Stories, Vec<u32>) {
        let order = self.order();
        let ordered: Vec<&Teller> = order.iter().map(|&teller| self.teller_of(teller)).collect();
        let published: Vec<_> = ordered.iter().map(|teller| teller.published).collect();
        let first = stories(&published, &mut ordered.as_slice()).expect("memory can be read");
        let involved = Stories::involved(&first);
        let mut names = Names::default();
        for (teller, _) in ordered.iter().zip(&involved).filter(|(_, involved)| **involved) {
            names.push(teller.id.as_str());
        }
        let mut story_of = vec![0; order.len()];
        for (&teller, &story) in order.iter().zip(&first) {
            story_of[teller as usize] = story;
        }
        (Stories::of_places(&first, &involved, names), story_of)
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
