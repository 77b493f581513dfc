//! The rows of lists to entries: the owners of names.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lists::{self, ListOf, Row};
use crate::date::Date;
use crate::entity::{EntityId, Facts};
use crate::label::Label;
use crate::mention::EntryId;

/// A row of a gazetteer, compiled.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entity's id: the row's own, else one made from label and name.
    pub id: EntityId,
    /// Its label.
    pub label: Label,
    /// The canonical name.
    pub name: Arc<str>,
    /// Country and coordinates.
    pub facts: Option<Arc<Facts>>,
    /// How likely the bare name means this, 0 to 1.
    pub prominence: f32,
    /// The list it stands in: an index into [`Resources::lists`](super::Resources::lists).
    pub list: u16,
    /// The line there.
    pub line: u32,
    /// When its name or role holds and what it is part of, where the row says so.
    pub bounds: Option<Box<Bounds>>,
}

/// When the name or role of a row holds, and what the thing is part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// When it begins to hold.
    pub from: Option<Date>,
    /// When it ceases to.
    pub until: Option<Date>,
    /// The id of what the thing is part of.
    pub parent: Option<EntityId>,
}

/// The rows of lists as the program keeps them.
#[derive(Default)]
pub(super) struct Rows {
    /// One a row.
    pub(super) entries: Vec<Entry>,
    /// ISO country code to the entry of that state.
    pub(super) countries: FxHashMap<Box<str>, EntryId>,
}

impl Rows {
    /// The entries of rows of these lists.
    pub(super) fn of<'l>(lists: &[ListOf], rows: impl Iterator<Item = Row<'l>>) -> Self {
        let labels: Vec<Label> = lists.iter().map(|list| Label::new(&list.label)).collect();
        let mut all = Self::default();
        all.entries.reserve(rows.size_hint().0);
        for (number, row) in (0..).zip(rows) {
            if let Some(country) = row.country.filter(|_| row.state) {
                all.countries.entry(country.into()).or_insert(EntryId(number));
            }
            let facts = (row.country.is_some() || row.coordinates.is_some())
                .then(|| Arc::new(Facts { country: row.country.map(Into::into), coordinates: row.coordinates }));
            all.entries.push(Entry {
                id: EntityId::new(row.id),
                label: labels[row.list as usize],
                name: row.name.into(),
                facts,
                prominence: row.prominence,
                list: row.list,
                line: row.line,
                bounds: row.bounds.map(|said| Box::new(bounds(said))),
            });
        }
        all
    }

    /// Makes one thing of entries of the user's, from `own` on, and of ours that have the same id: it has the user's name
    /// and label, and of its facts those that the user states. Of several rows of the user's the first speaks.
    pub(super) fn join(&mut self, own: EntryId) {
        let (ours, theirs) = self.entries.split_at_mut(own.0 as usize);
        if theirs.is_empty() {
            return;
        }
        let mut by_id: FxHashMap<EntityId, usize> = FxHashMap::default();
        for (number, entry) in theirs.iter().enumerate() {
            by_id.entry(entry.id.clone()).or_insert(number);
        }
        for entry in ours {
            let Some(&number) = by_id.get(&entry.id) else { continue };
            let user = &mut theirs[number];
            if let Some(facts) = &entry.facts {
                user.facts = Some(user.facts.as_ref().map_or_else(|| facts.clone(), |stated| Arc::new(both(stated, facts))));
            }
            (entry.name, entry.label) = (user.name.clone(), user.label);
            entry.facts.clone_from(&user.facts);
        }
    }
}

/// The facts that are stated, and those that are known besides.
fn both(stated: &Facts, known: &Facts) -> Facts {
    Facts {
        country: stated.country.clone().or_else(|| known.country.clone()),
        coordinates: stated.coordinates.or(known.coordinates),
    }
}

fn bounds(said: lists::Bounds<'_>) -> Bounds {
    Bounds {
        from: Date::parse(said.from),
        until: Date::parse(said.until),
        parent: (!said.parent.is_empty()).then(|| EntityId::new(said.parent)),
    }
}
