//! The rows of lists to entries: the owners of names.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::lists::{self, ListOf, Row};
use super::packed::{self, PackedRows};
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

/// The entries of all lists, by number. Those that were compiled when the program was built are read when they are first
/// asked for: an article names few of them.
#[derive(Debug, Default)]
pub struct Entries {
    packed: PackedRows<'static>,
    /// For each packed row its entry, once it was asked for.
    read: Vec<OnceLock<Box<Entry>>>,
    /// Those behind the packed ones.
    own: Vec<Entry>,
    /// The labels of lists.
    labels: Vec<Label>,
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len() + self.own.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry of that number.
    ///
    /// # Panics
    /// If there are not so many, or the packed ones are damaged.
    #[inline]
    pub fn get(&self, entry: EntryId) -> &Entry {
        let number = entry.0 as usize;
        match self.read.get(number) {
            Some(cell) => cell.get_or_init(|| Box::new(self.unpack(number))),
            None => &self.own[number - self.read.len()],
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        (0..self.len() as u32).map(|number| self.get(EntryId(number)))
    }

    #[cold]
    fn unpack(&self, number: usize) -> Entry {
        let row = self.row(number);
        entry_of(&row, self.labels[row.list as usize])
    }

    fn row(&self, number: usize) -> Row<'static> {
        let start = number.checked_sub(1).map_or(0, |before| packed::number(self.packed.ends, before));
        let end = packed::number(self.packed.ends, number);
        let rows: &'static [u8] = self.packed.rows;
        postcard::from_bytes(&rows[start as usize..end as usize]).expect("the rows were packed when the program was built")
    }
}

/// The rows of lists as the program keeps them.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) entries: Entries,
    /// ISO country code to the entry of that state.
    pub(super) countries: FxHashMap<Box<str>, EntryId>,
}

fn entry_of(row: &Row<'_>, label: Label) -> Entry {
    let facts = (row.country.is_some() || row.coordinates.is_some())
        .then(|| Arc::new(Facts { country: row.country.map(Into::into), coordinates: row.coordinates }));
    Entry {
        id: EntityId::new(row.id),
        label,
        name: row.name.into(),
        facts,
        prominence: row.prominence,
        list: row.list,
        line: row.line,
        bounds: row.bounds.map(|said| Box::new(bounds(said))),
    }
}

impl Rows {
    /// The entries of packed rows, and of rows of these lists behind them.
    pub(super) fn of<'l>(lists: &[ListOf], packed: PackedRows<'static>, rows: impl Iterator<Item = Row<'l>>) -> Self {
        let labels: Vec<Label> = lists.iter().map(|list| Label::new(&list.label)).collect();
        let mut countries: FxHashMap<Box<str>, EntryId> = FxHashMap::default();
        for &(country, number) in &packed.countries {
            countries.entry(country.into()).or_insert(EntryId(number));
        }
        let mut own = Vec::new();
        for (number, row) in (packed.len() as u32..).zip(rows) {
            if let Some(country) = row.country.filter(|_| row.state) {
                countries.entry(country.into()).or_insert(EntryId(number));
            }
            own.push(entry_of(&row, labels[row.list as usize]));
        }
        let mut read = Vec::new();
        read.resize_with(packed.len(), OnceLock::new);
        Self { entries: Entries { packed, read, own, labels }, countries }
    }

    /// Makes one thing of entries of the user's, from `own` on, and of ours that have the same id: it has the user's name
    /// and label, and of its facts those that the user states. Of several rows of the user's the first speaks.
    pub(super) fn join(&mut self, own: EntryId) {
        let entries = &mut self.entries;
        let own = own.0 as usize - entries.read.len();
        let (ours, theirs) = entries.own.split_at_mut(own);
        if theirs.is_empty() {
            return;
        }
        let mut by_id: FxHashMap<EntityId, usize> = FxHashMap::default();
        for (number, entry) in theirs.iter().enumerate() {
            by_id.entry(entry.id.clone()).or_insert(number);
        }
        for entry in ours {
            if let Some(&number) = by_id.get(&entry.id) {
                make_one(entry, &mut theirs[number]);
            }
        }
        let ids: FxHashMap<&str, usize> = by_id.iter().map(|(id, &number)| (id.as_str(), number)).collect();
        let rows: Vec<(usize, Row<'static>)> = (0..self.entries.read.len())
            .map(|number| (number, self.entries.row(number)))
            .filter(|(_, row)| ids.contains_key(row.id))
            .collect();
        for (number, row) in rows {
            let mut entry = entry_of(&row, self.entries.labels[row.list as usize]);
            make_one(&mut entry, &mut self.entries.own[own + ids[row.id]]);
            self.entries.read[number] = OnceLock::from(Box::new(entry));
        }
    }
}

/// Gives an entry of ours the user's name and label, and both the facts of both, the user's first.
fn make_one(entry: &mut Entry, user: &mut Entry) {
    if let Some(facts) = &entry.facts {
        user.facts = Some(user.facts.as_ref().map_or_else(|| facts.clone(), |stated| Arc::new(both(stated, facts))));
    }
    (entry.name, entry.label) = (user.name.clone(), user.label);
    entry.facts.clone_from(&user.facts);
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
