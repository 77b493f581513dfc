//! Ids by which a thing went, or would have gone, in older graphs: one that its name made before a list knew it, one that a
//! correction merged into another. So that what refers to an older graph can be followed.

use std::path::Path;

use super::cell::Escape;
use super::column::{Cell, Column};
use super::listing::Listing;
use super::sheet::stream;
use super::sorted::Sorted;
use crate::entity::{Entity, EntityId, Status, made_id};
use crate::error::{Error, Result};
use crate::label::Label;

/// An id that stands for another.
pub(super) struct Former {
    former: Box<str>,
    id: String,
}

/// The file.
pub(super) const FILE: &str = "id_aliases.csv";

/// Writes the former ids of all entities, in order. One that two entities could have had, or that an entity has, is none.
///
/// # Errors
/// If the graph cannot be read or the file not be written; or if the ids have to be put in order on disk, below `folder`, and
/// it does not take them.
pub(super) fn write(lists: &Listing<'_>, path: &Path, folder: &Path) -> Result<()> {
    let mut claims = Sorted::new(folder);
    lists.entities(&mut |part| {
        for entity in part {
            formers(entity, &mut |former| {
                if lists.label_of(&former).is_none() {
                    claims.add(former.as_str(), entity.id.as_str().into());
                }
            });
        }
        claims.relieve().map_err(|error| Error::io(folder, error))
    })?;
    let columns = columns();
    stream(path, Escape::Quote, columns.iter().map(|column| column.0), |lines| {
        // The one before, and whose it is if it is of one alone.
        let mut last: Option<(Box<str>, Option<Vec<u8>>)> = None;
        let mut failed = Ok(());
        let mut put = |last: Option<(Box<str>, Option<Vec<u8>>)>| {
            let Some((former, Some(owner))) = last else { return };
            let former = Former { former, id: String::from_utf8_lossy(&owner).into_owned() };
            if failed.is_ok() {
                failed = lines.row(|row| columns.iter().for_each(|column| column.1.write(&former, row)));
            }
        };
        let each = claims.each(|(former, owner)| {
            match &mut last {
                Some((known, known_owner)) if *known == former => {
                    if known_owner.as_ref() != Some(&owner) {
                        *known_owner = None;
                    }
                }
                last => put(last.replace((former, Some(owner)))),
            }
            Ok(())
        });
        put(last);
        failed?;
        each.map_err(|error| Error::io(folder, error))
    })
}

/// The ids by which an entity could have gone.
fn formers(entity: &Entity, claim: &mut dyn FnMut(EntityId)) {
    let base = entity.label().base();
    entity.former.iter().cloned().for_each(&mut *claim);
    if entity.status == Status::Local {
        // What stays in its article has no other id.
        return;
    }
    let names = entity.aliases.keys().map(|alias| &**alias).chain([&*entity.name]);
    // A word names no person in another article.
    let told = |name: &&str| base != Label::PERSON || name.contains(' ');
    names.filter(told).map(|name| made_id(base, name, "")).filter(|id| *id != entity.id).for_each(claim);
}

/// The columns of the file.
pub(super) fn columns() -> Vec<Column<Former>> {
    vec![
        Column("alias_id", Cell::Text(|former| Some((&*former.former).into()))),
        Column("id", Cell::Text(|former| Some((&*former.id).into()))),
    ]
}
