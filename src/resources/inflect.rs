//! One lemma to all its forms: English verbs and nouns, by the spelling rules and a table of exceptions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{File, toml_file};
use crate::error::Result;

/// The form of a word, as bits: `hacked` is both past tense and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormBits(pub u8);

impl FormBits {
    /// hack
    pub const BASE: u8 = 1;
    /// hacks
    pub const PRESENT: u8 = 2;
    /// hacking
    pub const GERUND: u8 = 4;
    /// hacked, as in "they hacked it"
    pub const PAST: u8 = 8;
    /// hacked, as in "it was hacked"
    pub const PARTICIPLE: u8 = 16;
    /// A noun.
    pub const NOUN: u8 = 32;

    /// Whether it has any of these bits.
    pub const fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// The exceptions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Irregular {
    double: BTreeSet<String>,
    past: BTreeMap<String, [String; 2]>,
}

pub(super) fn irregular(files: &[&File]) -> Result<Irregular> {
    let mut all = Irregular::default();
    for file in files {
        let table: Irregular = toml_file(file)?;
        all.double.extend(table.double);
        all.past.extend(table.past);
    }
    Ok(all)
}

impl Irregular {
    /// All forms of a verb.
    pub(super) fn verb(&self, base: &str) -> Vec<(String, FormBits)> {
        let mut forms: BTreeMap<String, u8> = BTreeMap::new();
        let mut add = |form: String, bit: u8| *forms.entry(form).or_default() |= bit;
        add(base.to_owned(), FormBits::BASE);
        add(with_s(base), FormBits::PRESENT);
        let stem = self.doubled(base);
        let gerund = match base {
            _ if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
            _ if base.ends_with('e')
                && !base.ends_with("ee")
                && !base.ends_with("oe")
                && !base.ends_with("ye")
                && base.len() > 2 =>
            {
                format!("{}ing", &base[..base.len() - 1])
            }
            _ => format!("{stem}ing"),
        };
        add(gerund, FormBits::GERUND);
        if let Some([past, participle]) = self.past.get(base) {
            add(past.clone(), FormBits::PAST);
            add(participle.clone(), FormBits::PARTICIPLE);
        } else {
            let past = if base.ends_with('e') {
                format!("{base}d")
            } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
                format!("{stem}ied")
            } else {
                format!("{stem}ed")
            };
            add(past, FormBits::PAST | FormBits::PARTICIPLE);
            // "travelled" and "traveled", "cancelled" and "canceled".
            if stem != base && base.ends_with('l') {
                add(format!("{base}ed"), FormBits::PAST | FormBits::PARTICIPLE);
                add(format!("{base}ing"), FormBits::GERUND);
            }
        }
        forms.into_iter().map(|(form, bits)| (form, FormBits(bits))).collect()
    }

    /// The base with its last consonant doubled where it doubles before -ed and -ing.
    fn doubled(&self, base: &str) -> String {
        let letters = base.as_bytes();
        let vowel = |byte: u8| b"aeiou".contains(&byte);
        let closed = letters.len() >= 3
            && matches!(letters, [.., a, b, c] if !vowel(*a) && vowel(*b) && !vowel(*c) && !b"wxy".contains(c));
        let syllables = letters.windows(2).filter(|pair| vowel(pair[0]) && !vowel(pair[1])).count();
        if self.double.contains(base) || (closed && syllables == 1) {
            format!("{base}{}", &base[base.len() - 1..])
        } else {
            base.to_owned()
        }
    }
}

/// A noun and its plural.
pub(super) fn noun(base: &str) -> Vec<(String, FormBits)> {
    vec![(base.to_owned(), FormBits(FormBits::NOUN)), (with_s(base), FormBits(FormBits::NOUN))]
}

pub(super) fn with_s(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|ending| base.ends_with(ending)) || base == "go" || base == "do" {
        format!("{base}es")
    } else if let Some(stem) = base.strip_suffix("man").filter(|stem| !stem.is_empty()) {
        format!("{stem}men")
    } else {
        format!("{base}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(base: &str) -> Vec<String> {
        let irregular = Irregular {
            double: ["expel".to_owned()].into(),
            past: [("break".to_owned(), ["broke".to_owned(), "broken".to_owned()])].into(),
        };
        irregular.verb(base).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn verbs_are_spelt_as_english_spells_them() {
        assert_eq!(forms("hack"), ["hack", "hacked", "hacking", "hacks"]);
        assert_eq!(forms("breach"), ["breach", "breached", "breaches", "breaching"]);
        assert_eq!(forms("acquire"), ["acquire", "acquired", "acquires", "acquiring"]);
        assert_eq!(forms("deny"), ["denied", "denies", "deny", "denying"]);
        assert_eq!(forms("rob"), ["rob", "robbed", "robbing", "robs"]);
        assert_eq!(forms("visit"), ["visit", "visited", "visiting", "visits"]);
        assert_eq!(forms("expel"), ["expel", "expeled", "expeling", "expelled", "expelling", "expels"]);
        assert_eq!(forms("break"), ["break", "breaking", "breaks", "broke", "broken"]);
        assert_eq!(forms("raid"), ["raid", "raided", "raiding", "raids"]);
        assert_eq!(forms("flee"), ["flee", "fleed", "fleeing", "flees"]);
    }

    #[test]
    fn nouns_have_plurals() {
        let plural = |base: &str| noun(base)[1].0.clone();
        assert_eq!(plural("attack"), "attacks");
        assert_eq!(plural("subsidiary"), "subsidiaries");
        assert_eq!(plural("boss"), "bosses");
        assert_eq!(plural("chairman"), "chairmen");
    }
}
