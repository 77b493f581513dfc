//! What every format says of an entity: its columns, its other names in order, and the authorities that know it.

use std::collections::BTreeMap;

use super::cell::{as_list, list_part};
use super::column::{Cell, Column};
use crate::entity::{Entity, EntityId};

/// The columns of `entities.csv`, which other formats take theirs from.
pub(super) fn columns<'g>() -> Vec<Column<&'g Entity>> {
    use Cell::{Date, Decimal, List, Text, Whole};
    vec![
        Column("id", Text(|entity| Some(entity.id.as_str().into()))),
        Column("name", Text(|entity| Some((&*entity.name).into()))),
        Column("type", Text(|entity| Some(entity.label().base().as_str().into()))),
        Column("subtype", Text(|entity| Some(entity.label().subtype().into()))),
        Column("aliases", List(|entity| aliases(entity).into_iter().map(Into::into).collect())),
        Column("wikidata_id", Text(|entity| wikidata_id(entity).map(Into::into))),
        Column("geonames_id", Text(|entity| geonames_id(entity).map(Into::into))),
        Column("country", Text(|entity| country(entity).map(Into::into))),
        Column("lat", Decimal(5, |entity| coordinates(entity).map_or(f64::NAN, |at| at.0))),
        Column("lon", Decimal(5, |entity| coordinates(entity).map_or(f64::NAN, |at| at.1))),
        Column("mentions", Whole(|entity| entity.mentions)),
        Column("articles", Whole(|entity| entity.articles)),
        Column("stories", Whole(|entity| entity.stories)),
        Column("publishers", List(|entity| as_list(entity.publishers.iter()).into_iter().map(Into::into).collect())),
        Column("first_seen", Date(|entity| entity.first_seen)),
        Column("last_seen", Date(|entity| entity.last_seen)),
        Column("status", Text(|entity| Some(entity.status.as_str().into()))),
        Column("score", Decimal(3, |entity| entity.score.into())),
    ]
}

/// The forms by which articles name it other than its name, the most frequent first, equals by their text.
pub(super) fn aliases(entity: &Entity) -> Vec<String> {
    let name = list_part(&entity.name);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (alias, count) in &entity.aliases {
        // A form broken by a line's end is the form.
        *counts.entry(list_part(alias)).or_default() += count;
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

/// The authority that names it, and its id there, as brat writes it.
pub(super) fn authority(id: &EntityId) -> Option<String> {
    let (base, number) = match id.as_str().strip_prefix("gn:") {
        Some(number) => ("GeoNames", number),
        None => ("Wikidata", id.as_str().strip_prefix('Q')?),
    };
    let letter = if base == "Wikidata" { "Q" } else { "" };
    is_number(number).then(|| format!("{base}:{letter}{number}"))
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
