//! The rows of lists to entries: the owners of names.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::lists::{self, Lists, Row};
use super::packed::{self, PackedRows};
use crate::date::Date;
use crate::entity::{EntityId, Facts};
use crate::label::Label;
use crate::mention::EntryId;
use crate::slug::slug;

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

/// The entries of all lists, by number. Rows lie packed until they are first asked for: an article names few of them.
#[derive(Debug, Default)]
pub struct Entries {
    /// Those that were packed when the program was built.
    packed: PackedRows<'static>,
    /// Those behind them, packed alike, and where each ends.
    own: (Vec<u8>, Vec<u32>),
    /// For each row its entry, once it was asked for.
    read: Vec<OnceLock<Box<Entry>>>,
    /// The labels of lists.
    labels: Vec<Label>,
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// The entry of that number.
    ///
    /// # Panics
    /// If there are not so many, or the packed ones are damaged.
    #[inline]
    pub fn get(&self, entry: EntryId) -> &Entry {
        let number = entry.0 as usize;
        self.read[number].get_or_init(|| Box::new(self.unpack(number)))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        (0..self.len() as u32).map(|number| self.get(EntryId(number)))
    }

    #[cold]
    fn unpack(&self, number: usize) -> Entry {
        let row = self.row(number);
        let facts = (row.country.is_some() || row.coordinates.is_some())
            .then(|| Arc::new(Facts { country: row.country.map(Into::into), coordinates: row.coordinates }));
        Entry {
            id: EntityId::new(&self.id(&row)),
            label: self.labels[row.list as usize],
            name: row.name.into(),
            facts,
            prominence: row.prominence,
            list: row.list,
            line: row.line,
            bounds: row.bounds.map(|said| Box::new(bounds(said))),
        }
    }

    fn row(&self, number: usize) -> Row<'_> {
        let bytes = match number.checked_sub(self.packed.len()) {
            None => {
                let start = number.checked_sub(1).map_or(0, |before| packed::number(self.packed.ends, before));
                &self.packed.rows[start as usize..packed::number(self.packed.ends, number) as usize]
            }
            Some(number) => {
                let (rows, ends) = &self.own;
                let start = number.checked_sub(1).map_or(0, |before| ends[before]);
                &rows[start as usize..ends[number] as usize]
            }
        };
        postcard::from_bytes(bytes).expect("rows are read as they were packed")
    }

    /// The row's own id, else one made from label and name.
    fn id<'r>(&self, row: &Row<'r>) -> Cow<'r, str> {
        if row.id.is_empty() { slug(self.labels[row.list as usize].base().as_str(), row.name, "").into() } else { row.id.into() }
    }

    /// The entry, taken out to be changed.
    fn take(&mut self, number: usize) -> Entry {
        self.read[number].take().map_or_else(|| self.unpack(number), |entry| *entry)
    }
}

/// The rows of lists as the program keeps them.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) entries: Entries,
    /// The places that words for a people or a seat of government point to, by ISO country code, or by id where they are no state.
    pub(super) homes: FxHashMap<Box<str>, EntryId>,
}

impl Rows {
    /// The entries of packed rows, and of the rows of these lists behind them, which are taken out of the lists.
    pub(super) fn of(lists: &mut Lists, packed: PackedRows<'static>) -> Self {
        let labels: Vec<Label> = lists.sources.iter().map(|list| Label::new(&list.label)).collect();
        let mut homes: FxHashMap<Box<str>, EntryId> = FxHashMap::default();
        let ours = packed.homes.iter().map(|&(home, number)| (home.into(), number));
        for (home, number) in ours.chain(std::mem::take(&mut lists.homes)) {
            homes.entry(home).or_insert(EntryId(number));
        }
        let (mut rows, mut ends) = (std::mem::take(&mut lists.rows), std::mem::take(&mut lists.row_ends));
        rows.shrink_to_fit();
        ends.shrink_to_fit();
        let mut read = Vec::new();
        read.resize_with(packed.len() + ends.len(), OnceLock::new);
        Self { entries: Entries { packed, own: (rows, ends), read, labels }, homes }
    }

    /// Makes one thing of entries of the user's, from `own` on, and of ours that have the same id: it has the user's name
    /// and label, and of its facts those that the user states. Of several rows of the user's the first speaks.
    pub(super) fn join(&mut self, own: EntryId) {
        let entries = &mut self.entries;
        let own = own.0 as usize;
        if own == entries.len() {
            return;
        }
        let hash = |id: &str| FxBuildHasher.hash_one(id);
        let of_row = |entries: &Entries, number: usize| entries.id(&entries.row(number)).into_owned();
        // Ids by their hashes: a million of them as text would be most of what the rows take.
        let mut users: Vec<(u64, u32)> =
            (own..entries.len()).map(|number| (hash(&of_row(entries, number)), number as u32)).collect();
        users.sort_unstable();
        for number in 0..own {
            let id = of_row(entries, number);
            let hash = hash(&id);
            let first = users.partition_point(|&(known, _)| known < hash);
            let same = users[first..].iter().take_while(|(known, _)| *known == hash);
            let mut same = same.map(|&(_, user)| user as usize);
            if let Some(user) = same.find(|&user| of_row(entries, user) == id) {
                let (mut ours, mut theirs) = (entries.take(number), entries.take(user));
                make_one(&mut ours, &mut theirs);
                entries.read[number] = OnceLock::from(Box::new(ours));
                entries.read[user] = OnceLock::from(Box::new(theirs));
            }
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
