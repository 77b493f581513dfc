//! Ids by which a thing went, or would have gone, in older graphs: one that its name made before a list knew it, one that a
//! correction merged into another. So that what refers to an older graph can be followed.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Cell, Column};
use crate::entity::{Entity, EntityId, Status, made_id};
use crate::label::Label;

/// An id that stands for another.
pub(super) struct Former<'g> {
    former: EntityId,
    entity: &'g Entity,
}

/// The file.
pub(super) const FILE: &str = "id_aliases.csv";

/// The former ids of all entities, in order. One that two entities could have had, or that an entity has, is none.
pub(super) fn formers<'g>(entities: &[&'g Entity]) -> Vec<Former<'g>> {
    let ids: BTreeSet<&EntityId> = entities.iter().map(|entity| &entity.id).collect();
    let mut owners: BTreeMap<EntityId, Option<&'g Entity>> = BTreeMap::new();
    let mut claim = |id: EntityId, entity: &'g Entity| {
        if !ids.contains(&id) {
            let owner = owners.entry(id).or_insert(Some(entity));
            if owner.is_some_and(|owner| owner.id != entity.id) {
                *owner = None;
            }
        }
    };
    for &entity in entities {
        let base = entity.label().base();
        entity.former.iter().for_each(|id| claim(id.clone(), entity));
        let names = entity.aliases.keys().map(|alias| &**alias).chain([&*entity.name]);
        // A word names no person in another article, and what stays in its article has no other id.
        let told = |name: &&str| base != Label::PERSON || name.contains(' ');
        for name in names.filter(told).filter(|_| entity.status != Status::Local) {
            claim(made_id(base, name, ""), entity);
        }
    }
    owners.into_iter().filter_map(|(former, entity)| Some(Former { former, entity: entity? })).collect()
}

/// The columns of the file.
pub(super) fn columns<'g>() -> Vec<Column<Former<'g>>> {
    vec![
        Column("alias_id", Cell::Text(|former| Some(former.former.as_str().into()))),
        Column("id", Cell::Text(|former| Some(former.entity.id.as_str().into()))),
    ]
}
