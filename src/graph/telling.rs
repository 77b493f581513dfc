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
    entities: Log,
    relations: Log,
    publishers: FxHashSet<Arc<str>>,
    scratch: Vec<u32>,
}

/// Who tells of what, as it was heard: the number of a thing, and that of an article.
#[derive(Debug, Default)]
struct Log(Vec<(u32, u32)>);

/// For each thing, by number, the articles that tell of it.
pub(super) struct Told {
    ends: Vec<u32>,
    tellers: Vec<u32>,
}

impl Told {
    /// The articles of each thing.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.tellers[start as usize..end as usize])
    }
}

impl Log {
    /// Put in order by the number of the thing, of which there are so many.
    fn told(&self, things: usize) -> Told {
        let mut ends = vec![0; things];
        self.0.iter().for_each(|&(number, _)| ends[number as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // At first where each begins: what is put there moves it to the end.
            (*end, sum) = (sum, sum + *end);
        }
        let mut tellers = vec![0; self.0.len()];
        for &(number, teller) in &self.0 {
            let place = &mut ends[number as usize];
            tellers[*place as usize] = teller;
            *place += 1;
        }
        Told { ends, tellers }
    }

    /// Takes over another's, with other numbers.
    fn join(&mut self, other: &Self, numbers: &[u32], before: u32) {
        self.0.extend(other.0.iter().map(|&(number, teller)| (numbers[number as usize], before + teller)));
    }
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
        self.entities.0.push((number, teller));
    }

    /// The same of an edge.
    pub(super) fn of_relation(&mut self, number: u32, teller: u32) {
        self.relations.0.push((number, teller));
    }

    /// Takes over the articles of another, whose entities and edges have these numbers here.
    pub(super) fn join(&mut self, mut other: Self, entities: &[u32], relations: &[u32]) {
        let before = self.tellers.len() as u32;
        self.tellers.append(&mut other.tellers);
        self.entities.join(&other.entities, entities, before);
        self.relations.join(&other.relations, relations, before);
    }

    /// Who tells of each of so many entities.
    pub(super) fn entities(&self, count: usize) -> Told {
        self.entities.told(count)
    }

    /// Who tells of each of so many edges.
    pub(super) fn relations(&self, count: usize) -> Told {
        self.relations.told(count)
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
