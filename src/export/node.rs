//! What every format says of an entity beyond its fields: its other names in order, and the authorities that know it.

use std::collections::BTreeMap;

use crate::entity::Entity;
use crate::graph::one_line;

/// The forms by which articles name it other than its name, the most frequent first, equals by their text.
pub(super) fn aliases(entity: &Entity) -> Vec<String> {
    let name = one_line(&entity.name);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (alias, count) in &entity.aliases {
        // A form broken by a line's end is the form.
        *counts.entry(one_line(alias)).or_default() += count;
    }
    counts.remove(&name);
    counts.remove("");
    let mut aliases: Vec<(String, u64)> = counts.into_iter().collect();
    aliases.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    aliases.into_iter().map(|(alias, _)| alias).collect()
}

/// Its Wikidata id, `Q` and digits, if that is what identifies it.
pub(super) fn wikidata_id(entity: &Entity) -> Option<&str> {
    entity.id.as_str().strip_prefix('Q').filter(|rest| is_number(rest)).map(|_| entity.id.as_str())
}

/// Its `GeoNames` id, digits alone, if that is what identifies it.
pub(super) fn geonames_id(entity: &Entity) -> Option<&str> {
    entity.id.as_str().strip_prefix("gn:").filter(|rest| is_number(rest))
}

/// Its country, ISO 3166-1 alpha-2, if a gazetteer knows it.
pub(super) fn country(entity: &Entity) -> Option<&str> {
    entity.facts.as_ref()?.country.as_deref()
}

/// Its latitude and longitude, if a gazetteer knows them.
pub(super) fn coordinates(entity: &Entity) -> Option<(f64, f64)> {
    entity.facts.as_ref()?.coordinates
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
