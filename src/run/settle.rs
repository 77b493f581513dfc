//! Which of several texts under one id has it, in a store: as in a run over all of them, that depends on the texts alone.

use rustc_hash::FxHashSet;

use super::Messages;
use super::add::Finder;
use super::ids::renamed;
use crate::document::DocumentId;
use crate::error::{Error, Result};
use crate::store::{Batch, Held};

/// Settles the ids whose versions changed. A version that gets another id in the graph is read again, for persons and bodies
/// known to one article alone have ids made of it.
///
/// # Errors
/// If the store cannot be read or written.
pub(super) fn settle(
    finder: &Finder<'_>,
    batch: &mut Batch<'_>,
    touched: &FxHashSet<String>,
    resources: i64,
    warnings: &mut Messages,
) -> Result<()> {
    let mut touched: Vec<&String> = touched.iter().collect();
    touched.sort_unstable();
    for id in touched {
        let mut held = batch.of_id(id)?;
        held.sort_by_key(|held| (held.prints, held.content));
        for (place, version) in held.iter().enumerate() {
            let shown = shown(&held, place);
            if shown.as_ref().map(DocumentId::as_str) == version.shown.as_deref() {
                continue;
            }
            if let Some(shown) = shown.as_ref().filter(|shown| shown.as_str() != version.id) {
                let message = format!("the id `{id}` has several texts: one is kept as `{shown}`");
                warnings.push(Error::new(message));
            }
            change(finder, batch, version, shown.as_ref(), resources)?;
        }
    }
    Ok(())
}

/// The id in the graph of the version at that place of those under one id, in order of their prints.
fn shown(held: &[Held], place: usize) -> Option<DocumentId> {
    let text = held[place].prints.text;
    let stands_behind = place > 0 && held[place - 1].prints.text == text;
    let has_id = text == held[0].prints.text;
    (!stands_behind).then(|| if has_id { DocumentId::new(&held[place].id) } else { renamed(&held[place].id, text) })
}

fn change(finder: &Finder<'_>, batch: &mut Batch<'_>, version: &Held, shown: Option<&DocumentId>, resources: i64) -> Result<()> {
    // What stands behind another is not read again until it is shown.
    let (packed, resources) = match shown {
        None => (batch.packed(version.number)?, version.resources),
        Some(shown) => {
            let mut document = batch.document(version.number)?;
            document.id = shown.clone();
            let packed = finder.packed(batch, vec![document])?;
            (packed.into_iter().next().ok_or_else(|| Error::new("an article cannot be packed"))?, resources)
        }
    };
    batch.remove(version.number)?;
    batch.put(&version.version(shown.map(DocumentId::as_str), resources), &packed)?;
    Ok(())
}
