//! `patterns/dates/words*.toml`: surface words of dates with their values, in one table a part.

use std::collections::BTreeMap;

use jiff::civil;
use serde::Deserialize;

use super::part::{Part, Unit};
use crate::word::{WordId, WordMap, fold};

/// What a word or phrase means as one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The part it can be.
    pub part: Part,
    /// The words that follow the first: `a` **couple of**.
    pub rest: Box<[WordId]>,
    /// Its value, as [`Part`] says.
    pub value: i32,
}

/// The words of all parts, by first word.
#[derive(Debug, Default)]
pub struct DateWords {
    senses: WordMap<Vec<Sense>>,
    /// The feasts of `feasts.toml`, by name.
    feasts: Vec<(String, Feast)>,
    /// The words of each group.
    pub(super) groups: Vec<(String, Vec<WordId>)>,
    /// For each word, a bit for each group that it is in.
    in_groups: WordMap<u64>,
}

/// A feast of a moon calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feast {
    /// How many days it lasts.
    pub length: u8,
    /// The first day of each, in order.
    pub days: Vec<civil::Date>,
}

/// A feast as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeastTable {
    length: u8,
    days: Vec<String>,
}

/// What values of {holiday} from here on are: a feast's number; below it stand days of the calendar and of Easter.
pub const FEAST: i32 = 40_000;
/// What a holiday's value is multiplied by for each further day that it lasts.
pub const LASTING: i32 = 100_000;

/// The names of TIMEX3 modifiers, in the order that values of {modifier} and {amount} count them.
pub const MODIFIERS: [&str; 10] =
    ["START", "MID", "END", "APPROX", "BEFORE", "AFTER", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"];
/// The names of vague times, in the order that values of {reference} count them.
pub const REFERENCES: [&str; 3] = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
/// The seasons as TIMEX3 writes them, in the order that values of {season} count them.
pub const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
/// The parts of a day as TIMEX3 writes them, in the order that values of {daypart} count them.
pub const DAYPARTS: [&str; 5] = ["MO", "MI", "AF", "EV", "NI"];

/// The value of a number word that counts nothing exactly: several.
pub const VAGUE: i32 = -1;

#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Number(i32),
    Text(String),
}

/// The file as it is written.
#[derive(Deserialize)]
pub(super) struct WordFile {
    #[serde(default)]
    group: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    tables: BTreeMap<String, BTreeMap<String, Cell>>,
}

impl DateWords {
    /// What the word can begin.
    #[inline]
    pub fn senses(&self, word: WordId) -> &[Sense] {
        self.senses.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether the word is in the group of that number.
    #[inline]
    pub fn in_group(&self, group: u16, word: WordId) -> bool {
        self.groups_of(word) >> group & 1 != 0
    }

    /// A bit for each group that the word is in.
    #[inline]
    pub fn groups_of(&self, word: WordId) -> u64 {
        self.in_groups.get(word).copied().unwrap_or(0)
    }

    /// The number of a group.
    pub(super) fn group(&self, name: &str) -> Option<u16> {
        self.groups.iter().position(|(known, _)| known == name).map(|number| number as u16)
    }

    /// The part's phrases of two words and more: first words and what follows.
    pub(super) fn phrases(&self, part: Part) -> impl Iterator<Item = (WordId, &[WordId])> {
        let senses = self.senses.iter().flat_map(|(word, senses)| senses.iter().map(move |sense| (word, sense)));
        senses
            .filter(move |(_, sense)| part.takes(sense.part) && !sense.rest.is_empty())
            .map(|(word, sense)| (word, &*sense.rest))
    }

    /// Every word of the tables and groups.
    pub(super) fn every(&self) -> impl Iterator<Item = WordId> {
        let rest = self.senses.iter().flat_map(|(_, senses)| senses).flat_map(|sense| sense.rest.iter().copied());
        let groups = self.groups.iter().flat_map(|(_, words)| words.iter().copied());
        self.senses.iter().map(|(word, _)| word).chain(rest).chain(groups)
    }

    /// The feast of that number.
    pub fn feast(&self, number: i32) -> Option<&Feast> {
        self.feasts.get(usize::try_from(number).ok()?).map(|(_, feast)| feast)
    }

    /// Takes in the table of feasts.
    pub(super) fn add_feasts(&mut self, table: BTreeMap<String, FeastTable>) -> Result<(), String> {
        for (name, FeastTable { length, days }) in table {
            let day = |text: &String| text.parse::<civil::Date>().map_err(|_| format!("`[{name}]`: `{text}` is no day"));
            let days = days.iter().map(day).collect::<Result<Vec<_>, _>>()?;
            if length == 0 || !days.is_sorted() {
                return Err(format!("`[{name}]` lasts no day, or its days are not in order"));
            }
            self.feasts.push((name, Feast { length, days }));
        }
        Ok(())
    }

    /// Takes in a file.
    pub(super) fn add(&mut self, file: WordFile, word: &mut dyn FnMut(&str) -> WordId) -> Result<(), String> {
        for (name, table) in file.tables {
            let part = Part::from_table(&name).ok_or_else(|| format!("`[{name}]` is no table of words"))?;
            for (surface, cell) in table {
                let value = value(part, &cell, &self.feasts)
                    .ok_or_else(|| format!("`[{name}]`: `{surface}` has a value that {name} cannot have"))?;
                let mut words = surface.split_whitespace().map(|piece| word(&fold(piece)));
                let first = words.next().ok_or_else(|| format!("`[{name}]`: a word is empty"))?;
                let sense = Sense { part, rest: words.collect(), value };
                // The longest phrase first: "the day after tomorrow" before "the day".
                let senses = self.senses.entry(first);
                let place = senses.partition_point(|known| known.rest.len() >= sense.rest.len());
                senses.insert(place, sense);
            }
        }
        for (name, words) in file.group {
            let mut words: Vec<WordId> = words.iter().map(|surface| word(&fold(surface))).collect();
            words.sort_unstable();
            if self.groups.len() == 64 {
                return Err(format!("`[group] {name}` is one too many: 64 there can be"));
            }
            for &word in &words {
                *self.in_groups.entry(word) |= 1 << self.groups.len();
            }
            self.groups.push((name, words));
        }
        Ok(())
    }
}

/// The value of a cell for a part.
fn value(part: Part, cell: &Cell, feasts: &[(String, Feast)]) -> Option<i32> {
    let place =
        |names: &[&str], text: &str| names.iter().position(|name| *name == text).and_then(|place| i32::try_from(place).ok());
    match (part, cell) {
        (Part::Unit | Part::Units | Part::Second, Cell::Text(text)) => Unit::from_code(text).map(|unit| unit as i32),
        (Part::Season, Cell::Text(text)) => place(&SEASONS, text),
        (Part::Daypart | Part::Dayparts | Part::NightWord, Cell::Text(text)) => place(&DAYPARTS, text),
        (Part::Reference, Cell::Text(text)) => place(&REFERENCES, text),
        (Part::Modifier | Part::Amount, Cell::Text(text)) => place(&MODIFIERS, text),
        (Part::N, Cell::Text(text)) => match text.as_str() {
            "X" => Some(VAGUE),
            halves => halves.strip_suffix("/2")?.parse().ok(),
        },
        (Part::Frequency, Cell::Text(text)) => frequency(text),
        (Part::Holiday, Cell::Text(text)) => match text.strip_prefix("feast ") {
            Some(name) => Some(FEAST + i32::try_from(feasts.iter().position(|(known, _)| known == name)?).ok()?),
            None => holiday(text),
        },
        (Part::TimeWord, Cell::Text(text)) => {
            let (hour, minute) = text.split_once(':')?;
            Some(hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?)
        }
        // What is spelt in letters is not counted, and the other way round.
        (part, Cell::Number(_)) if part.is_spelt() => None,
        (Part::N, Cell::Number(number)) => number.checked_mul(2),
        (_, Cell::Number(number)) => Some(*number),
        (_, Cell::Text(_)) => None,
    }
}

/// `P1D`, `P2W`, `PT1H` as 16 times the unit, and the count.
fn frequency(text: &str) -> Option<i32> {
    let (rest, time) = text.strip_prefix("PT").map_or((text.strip_prefix('P')?, false), |rest| (rest, true));
    let (count, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let unit = if time { Unit::from_code(&format!("T{unit}"))? } else { Unit::from_code(unit)? };
    let count = count.parse::<i32>().ok().filter(|count| (1..16).contains(count))?;
    Some(unit as i32 * 16 + count)
}

/// `12-25` as 1225; `11-thu-4`, the fourth Thursday of November, as 11044 with 10000 in front, where the fifth is the last,
/// and 20000 for the day after it (`11-mon-1+1`); `easter-2` as 30000 and 98, the days from Easter on with 100 added.
/// `easter-46/46` lasts 46 days.
fn holiday(text: &str) -> Option<i32> {
    if let Some((text, length)) = text.split_once('/') {
        let further = length.parse::<i32>().ok().filter(|length| (2..=99).contains(length))? - 1;
        return Some(holiday(text)? + further * LASTING);
    }
    if let Some(days) = text.strip_prefix("easter") {
        let days = if days.is_empty() { 0 } else { days.parse::<i32>().ok()? };
        return (-99..=99).contains(&days).then_some(30_000 + 100 + days);
    }
    if let Some(text) = text.strip_suffix("+1") {
        return holiday(text).filter(|number| (10_000..20_000).contains(number)).map(|number| number + 10_000);
    }
    let mut pieces = text.split('-');
    let month = pieces.next()?.parse::<i32>().ok().filter(|month| (1..=12).contains(month))?;
    let day = pieces.next()?;
    match pieces.next() {
        None => Some(month * 100 + day.parse::<i32>().ok().filter(|day| (1..=31).contains(day))?),
        Some(nth) => {
            let weekday = (1..).zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]).find(|(_, known)| *known == day)?.0;
            let nth = nth.parse::<i32>().ok().filter(|nth| (1..=5).contains(nth))?;
            Some(10_000 + month * 100 + weekday * 10 + nth)
        }
    }
}
