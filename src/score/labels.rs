//! What a corpus calls its labels -> the labels that corpora share.

use std::collections::BTreeMap;

use super::marks::Base;
use crate::error::{Error, Result};

/// Usual names of labels, in lower case, beside the names of the bases themselves.
const USUAL: [(&str, Base); 44] = [
    ("per", Base::Person),
    ("pers", Base::Person),
    ("peop", Base::Person),
    ("people", Base::Person),
    ("organization", Base::Org),
    ("organisation", Base::Org),
    ("company", Base::Org),
    ("corporation", Base::Org),
    ("group", Base::Org),
    ("media", Base::Org),
    ("politicalparty", Base::Org),
    ("loc", Base::Place),
    ("location", Base::Place),
    ("gpe", Base::Place),
    ("geo", Base::Place),
    ("geo-loc", Base::Place),
    ("fac", Base::Place),
    ("facility", Base::Place),
    ("country", Base::Place),
    ("city", Base::Place),
    ("geo-political_entity", Base::Place),
    ("geopolitical", Base::Place),
    ("timex", Base::Date),
    ("timex3", Base::Date),
    ("misc", Base::Other),
    ("miscellaneous", Base::Other),
    ("o", Base::Other),
    ("norp", Base::Other),
    ("demonym", Base::Other),
    ("nationality", Base::Other),
    ("time", Base::Other),
    ("duration", Base::Other),
    ("set", Base::Other),
    ("event", Base::Other),
    ("product", Base::Other),
    ("work_of_art", Base::Other),
    ("law", Base::Other),
    ("language", Base::Other),
    ("money", Base::Other),
    ("percent", Base::Other),
    ("quantity", Base::Other),
    ("number", Base::Other),
    ("cardinal", Base::Other),
    ("ordinal", Base::Other),
];

/// What each label of a corpus counts as: the usual names, and what the user says of others.
#[derive(Clone, Debug, Default)]
pub struct LabelMap(BTreeMap<String, Option<Base>>);

impl LabelMap {
    /// Reads `Vessel=OTHER`; `NONE` leaves such marks out. What is said here goes before the usual names.
    ///
    /// # Errors
    /// If one of them has another form.
    ///
    /// # Examples
    /// ```
    /// use newsgraph::score::{Base, LabelMap};
    ///
    /// let labels = LabelMap::new(["Vessel=OTHER", "Quay=PLACE", "Verb=NONE"])?;
    /// assert_eq!(labels.base("Quay")?, Some(Base::Place));
    /// assert_eq!(labels.base("Verb")?, None);
    /// assert_eq!(labels.base("GPE")?, Some(Base::Place));
    /// assert!(labels.base("Ship").is_err());
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn new<'s>(pairs: impl IntoIterator<Item = &'s str>) -> Result<Self> {
        let mut map = BTreeMap::new();
        for pair in pairs {
            let (label, base) = pair
                .split_once('=')
                .ok_or_else(|| Error::new(format!("--labels {pair}: write what a label counts as after `=`: {pair}=OTHER")))?;
            let base = match base.to_ascii_uppercase().as_str() {
                "NONE" => None,
                name => Some(Base::from_name(name).ok_or_else(|| {
                    Error::new(format!("--labels {pair}: `{base}` is none of PERSON, ORG, PLACE, DATE, OTHER and NONE"))
                })?),
            };
            map.insert(label.to_owned(), base);
        }
        Ok(Self(map))
    }

    /// What a label counts as; nothing if marks of it are left out.
    ///
    /// # Errors
    /// If nobody has said what it is.
    pub fn base(&self, label: &str) -> Result<Option<Base>> {
        if let Some(&base) = self.0.get(label) {
            return Ok(base);
        }
        let usual = label.to_ascii_lowercase();
        let known = Base::from_name(&label.to_ascii_uppercase())
            .or_else(|| USUAL.iter().find(|(name, _)| *name == usual).map(|&(_, base)| base));
        known.map(Some).ok_or_else(|| {
            Error::new(format!(
                "the label `{label}` is unknown: say what it counts as with --labels {label}=OTHER (PERSON, ORG, PLACE, DATE, \
                 OTHER, or NONE to leave it out)"
            ))
        })
    }
}
