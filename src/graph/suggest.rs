//! Entities of a graph that are likely one, each pair with its reason: for a person to decide, never joined by themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::Graph;
use crate::entity::{Entity, EntityId, Status};
use crate::label::Label;
use crate::word::fold;

/// The shortest names, in letters, of which one letter more or less is likely a slip.
const LONG: usize = 9;

/// Two entities that are likely one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// The one that would go.
    pub from: EntityId,
    /// The one that would stay: listed, or the one that more articles mention.
    pub into: EntityId,
    /// Why, with the names of both.
    pub reason: String,
}

impl Graph {
    /// The pairs of entities that are likely one, in the order of their ids; each pair once, with its first reason.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let entities = self.entities();
        let named: Vec<Named<'_>> = entities.iter().filter_map(|&entity| Named::of(entity)).collect();
        let mut pairs = Pairs::default();
        one_name(&named, &mut pairs);
        other_names(&named, &mut pairs);
        middle_names(&named, &mut pairs);
        lone_surnames(&named, &mut pairs);
        acronyms(&named, &mut pairs);
        slips(&named, &mut pairs);
        pairs.found
    }
}

/// An entity with its folded name.
struct Named<'g> {
    entity: &'g Entity,
    base: Label,
    name: String,
}

impl<'g> Named<'g> {
    fn of(entity: &'g Entity) -> Option<Self> {
        let base = entity.label().base();
        let things = [Label::PERSON, Label::ORGANIZATION, Label::PLACE];
        let words = entity.name.split(|c: char| c.is_whitespace() || c == '-').map(fold).filter(|word| !word.is_empty());
        things.contains(&base).then(|| Self { entity, base, name: words.collect::<Vec<_>>().join(" ") })
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.name.split(' ')
    }

    fn is_local(&self) -> bool {
        self.entity.status == Status::Local
    }
}

/// The pairs so far, in order of finding, each once.
#[derive(Default)]
struct Pairs {
    found: Vec<Suggestion>,
    known: BTreeSet<(EntityId, EntityId)>,
}

impl Pairs {
    fn add(&mut self, a: &Named<'_>, b: &Named<'_>, reason: &str) {
        // Two ids of authorities are two things, until a person says otherwise.
        if a.entity.id == b.entity.id || (a.entity.status == Status::Listed && b.entity.status == Status::Listed) {
            return;
        }
        let rank = |named: &Named<'_>| (named.entity.status, std::cmp::Reverse(named.entity.articles), named.entity.id.clone());
        let (into, from) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        let ends = (from.entity.id.clone(), into.entity.id.clone());
        if self.known.insert(ends.clone()) {
            let reason = format!("{} / {}: {reason}", from.entity.name, into.entity.name);
            self.found.push(Suggestion { from: ends.0, into: ends.1, reason });
        }
    }
}

fn one_name(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_name: BTreeMap<&str, Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| !one.is_local()) {
        by_name.entry(&one.name).or_default().push(one);
    }
    for same in by_name.values() {
        for pair in same.windows(2) {
            pairs.add(pair[0], pair[1], "one name under two labels");
        }
    }
}

fn other_names(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_alias: BTreeMap<(Label, String), Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| !one.is_local()) {
        for alias in one.entity.aliases.keys().filter(|alias| alias.contains(' ')) {
            by_alias.entry((one.base, fold(alias))).or_default().push(one);
        }
    }
    for one in named.iter().filter(|one| one.name.contains(' ') && !one.is_local()) {
        let owners = by_alias.get(&(one.base, one.name.clone())).into_iter().flatten();
        let mut others = owners.filter(|other| other.entity.id != one.entity.id);
        if let (Some(other), None) = (others.next(), others.next()) {
            pairs.add(one, other, "articles call the one by the other's name");
        }
    }
}

fn middle_names(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_ends: BTreeMap<(&str, &str), Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| one.base == Label::PERSON && one.name.contains(' ')) {
        let (Some(first), Some(last)) = (one.words().next(), one.words().next_back()) else { continue };
        by_ends.entry((first, last)).or_default().push(one);
    }
    for same in by_ends.values() {
        // Of "John A. Smith" and "John B. Smith" neither is John Smith for sure.
        if let [a, b] = same[..]
            && (a.words().count() == 2 || b.words().count() == 2)
        {
            pairs.add(a, b, "a middle name more or less");
        }
    }
}

fn lone_surnames(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_surname: BTreeMap<&str, Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| one.base == Label::PERSON && !one.is_local() && one.name.contains(' ')) {
        by_surname.entry(one.words().next_back().unwrap_or_default()).or_default().push(one);
    }
    for one in named.iter().filter(|one| one.base == Label::PERSON && one.is_local()) {
        if let Some([only]) = by_surname.get(one.name.as_str()).map(Vec::as_slice) {
            pairs.add(one, only, "the only person of that surname in these articles");
        }
    }
}

fn acronyms(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_letters: BTreeMap<String, Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| one.base == Label::ORGANIZATION && one.name.contains(' ')) {
        let capitals = one.entity.name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
        by_letters.entry(capitals.collect()).or_default().push(one);
    }
    for one in named.iter().filter(|one| one.base == Label::ORGANIZATION && one.entity.status == Status::Found) {
        let is_acronym = one.entity.name.chars().count() >= 3 && one.entity.name.chars().all(char::is_uppercase);
        if let Some([only]) = by_letters.get(&*one.entity.name).filter(|_| is_acronym).map(Vec::as_slice) {
            pairs.add(one, only, "its letters are the initials of the other");
        }
    }
}

/// One letter more or less: both have a spelling in common once a letter is left out.
fn slips(named: &[Named<'_>], pairs: &mut Pairs) {
    let mut by_rest: BTreeMap<(Label, String), Vec<&Named<'_>>> = BTreeMap::new();
    for one in named.iter().filter(|one| one.name.chars().count() >= LONG && !one.is_local()) {
        let letters: Vec<char> = one.name.chars().collect();
        let without = |at: usize| letters[..at].iter().chain(&letters[at + 1..]).collect::<String>();
        let mut rests: Vec<String> = (1..letters.len()).filter(|&at| letters[at].is_alphabetic()).map(without).collect();
        rests.push(one.name.clone());
        rests.sort_unstable();
        rests.dedup();
        for rest in rests {
            by_rest.entry((one.base, rest)).or_default().push(one);
        }
    }
    for same in by_rest.values() {
        for pair in same.windows(2).filter(|pair| pair[0].name != pair[1].name) {
            pairs.add(pair[0], pair[1], "one letter apart");
        }
    }
}
