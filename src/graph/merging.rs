//! How two halves of what is known of one thing become one: no matter which comes first.

use std::sync::Arc;

use crate::date::Date;
use crate::entity::{Entity, Facts};
use crate::relation::{Evidence, Relation};

pub(super) fn seen(first: &mut Option<Date>, last: &mut Option<Date>, from: Option<Date>, until: Option<Date>) {
    *first = match (*first, from) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    *last = (*last).max(until);
}

/// Puts a publisher among those there are, in order and once.
pub(super) fn publish(publishers: &mut Vec<Arc<str>>, publisher: &Arc<str>) {
    if let Err(place) = publishers.binary_search(publisher) {
        publishers.insert(place, Arc::clone(publisher));
    }
}

/// Among spellings of one name the first in order, so that no order of articles decides.
pub(super) fn better_name(name: &mut Arc<str>, other: &Arc<str>) {
    if !Arc::ptr_eq(name, other) && other < name {
        name.clone_from(other);
    }
}

/// Rows of several lists may share an id. The fuller facts stand, and among equals the first in order, so that no order of
/// articles decides.
pub(super) fn better_facts(facts: &mut Option<Arc<Facts>>, other: Option<&Arc<Facts>>) {
    let Some(other) = other else { return };
    fn order(facts: &Facts) -> impl Ord {
        let at = facts.coordinates.map(|(lat, lon)| (lat.to_bits(), lon.to_bits()));
        (facts.country.is_none(), at.is_none(), facts.country.as_deref(), at)
    }
    if facts.as_ref().is_none_or(|known| !Arc::ptr_eq(known, other) && order(other) < order(known)) {
        *facts = Some(Arc::clone(other));
    }
}

pub(super) fn merge_entity(into: &mut Entity, from: Entity) {
    for (label, count) in from.labels {
        *into.labels.entry(label).or_default() += count;
    }
    better_name(&mut into.name, &from.name);
    better_facts(&mut into.facts, from.facts.as_ref());
    for (alias, count) in from.aliases {
        *into.aliases.entry(alias).or_default() += count;
    }
    into.status = into.status.min(from.status);
    into.former.extend(from.former);
    into.mentions += from.mentions;
    into.articles += from.articles;
    into.stories += from.stories;
    from.publishers.iter().for_each(|publisher| publish(&mut into.publishers, publisher));
    seen(&mut into.first_seen, &mut into.last_seen, from.first_seen, from.last_seen);
    into.score = into.score.max(from.score);
    into.evidence = match (into.evidence.take(), from.evidence) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
}

pub(super) fn merge_relation(into: &mut Relation, from: Relation) {
    into.mentions += from.mentions;
    into.articles += from.articles;
    into.stories += from.stories;
    into.publishers.extend(from.publishers);
    seen(&mut into.first_seen, &mut into.last_seen, from.first_seen, from.last_seen);
    into.when = match (into.when, from.when) {
        (Some(a), Some(b)) => Some(a.union(b)),
        (a, b) => a.or(b),
    };
    into.attributed_to.extend(from.attributed_to);
    into.score = into.score.max(from.score);
    into.rules.extend(from.rules);
    let order = |a: &Evidence, b: &Evidence| (&a.document, a.span, a.found_by).cmp(&(&b.document, b.span, b.found_by));
    if order(&from.evidence, &into.evidence).is_lt() {
        into.evidence = from.evidence;
    }
}
