//! Right, found and wanted: counts, and the measures made of them.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// How many are right, how many were found and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and in the gold.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// In the gold.
    pub gold: u64,
}

impl Tally {
    /// Adds counts.
    pub(super) fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right as u64;
        self.found += found as u64;
        self.gold += gold as u64;
    }

    /// How much of what was found is right, 0 to 1.
    pub fn precision(&self) -> f64 {
        ratio(self.right as f64, self.found as f64)
    }

    /// How much of the gold was found, 0 to 1.
    pub fn recall(&self) -> f64 {
        ratio(self.right as f64, self.gold as f64)
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        ratio(2.0 * self.right as f64, (self.found + self.gold) as f64)
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Tally", 6)?;
        fields.serialize_field("p", &rounded(self.precision()))?;
        fields.serialize_field("r", &rounded(self.recall()))?;
        fields.serialize_field("f1", &rounded(self.f1()))?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("pred", &self.found)?;
        fields.serialize_field("gold", &self.gold)?;
        fields.end()
    }
}

/// The one by the other; nothing of nothing is 0.
pub(super) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The number to four digits, exact halves to the even one, as the scorer of the bench rounds.
pub(super) fn rounded(number: f64) -> f64 {
    format!("{number:.4}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<const N: usize>(numbers: [f64; N]) -> String {
        numbers.map(|number| rounded(number).to_string()).join(" ")
    }

    #[test]
    fn measures_of_nothing_are_nothing() {
        let none = Tally::default();
        assert_eq!(shown([none.precision(), none.recall(), none.f1()]), "0 0 0");
        let one = Tally { right: 1, found: 2, gold: 4 };
        assert_eq!(shown([one.precision(), one.recall(), one.f1()]), "0.5 0.25 0.3333");
    }

    #[test]
    fn halves_are_rounded_to_even() {
        assert_eq!(shown([1.0 / 32.0, 3.0 / 32.0, 0.000_05]), "0.0312 0.0938 0.0001");
    }
}
