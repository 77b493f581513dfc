//! `patterns/relations/`: one kind of relation a file, with its signature, triggers, patterns and their proof.

mod compile;
mod file;
mod needs;

use std::collections::BTreeMap;

use serde::Deserialize;

pub(super) use self::compile::compile;
use self::compile::count_parts;
use self::needs::{Group, LabelNeeds, Opening};
pub use self::needs::{Needs, Sight};
use super::inflect::FormBits;
use super::pattern::Program;
use crate::label::Label;
use crate::relation::{Kind, Modality};
use crate::symbol::Symbol;
use crate::word::{WordId, WordMap};

/// The part number of `{head}`.
pub const HEAD: u16 = 0;
/// The part number of `{tail}`.
pub const TAIL: u16 = 1;
/// What is added to the number of a part that is written as an owner: `{tail:owner}` takes "Sony's".
pub const OWNER: u16 = 2;
/// The part number of `{noun}`, a word inside of a noun phrase: no preposition, verb of saying or other name.
pub const NOUN_WORD: u16 = 4;
/// The part number of `{is}`: a form of be, become or remain with all that carries it, as "plans to become".
pub const COPULA: u16 = 5;
/// The part number of `{_}`: any mention, skipped.
pub const ANY_NAME: u16 = 6;
/// The part number of `{_:place}`: a place, skipped.
pub const ANY_PLACE: u16 = 7;
/// The part number of `{start}`: the start of the sentence.
pub const START: u16 = 8;
/// The part number of `{end}`: the end of the sentence.
pub const END: u16 = 9;

/// How a verb trigger must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// It acts: a participle behind a form of be does not fit.
    #[default]
    Active,
    /// It is acted upon: a participle.
    Passive,
    /// Any form, nouns too.
    Any,
}

/// What may fill a slot: mentions of some labels, but not of others below them.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    labels: Box<[Label]>,
    except: Box<[Label]>,
}

impl Slot {
    /// The slot of labels as a file writes them: `place`, `!place/country`.
    fn new(paths: &[String]) -> Self {
        let except = paths.iter().filter_map(|path| path.strip_prefix('!')).map(Label::new).collect();
        Self { labels: paths.iter().filter(|path| !path.starts_with('!')).map(|path| Label::new(path)).collect(), except }
    }

    /// The labels that fit, as the file has them.
    pub fn labels(&self) -> Vec<String> {
        let except = self.except.iter().map(|label| format!("!{label}"));
        self.labels.iter().map(ToString::to_string).chain(except).collect()
    }

    /// The bits of the labels that fit.
    fn bits(&self) -> u64 {
        self.labels.iter().fold(0, |all, label| all | label.bit())
    }

    /// Whether a mention of that label fits.
    #[inline]
    pub fn takes(&self, label: Label) -> bool {
        self.labels.iter().any(|&known| label.is_a(known)) && !self.except.iter().any(|&known| label.is_a(known))
    }
}

/// One pattern, parted at its trigger.
#[expect(clippy::struct_excessive_bools, reason = "each is one line of the pattern's, in any mixture")]
#[derive(Debug)]
pub struct RelationPattern {
    /// `relations/hacked#active`.
    pub name: Symbol,
    /// The same where an end is not named, but meant by a noun: `relations/hacked#active+noun`.
    pub name_by_noun: Symbol,
    /// Its kind: an index into [`RelationRules::kinds`].
    pub kind: u16,
    /// What stands before the trigger, to be run from right to left.
    pub left: Program,
    /// The parts one of which must stand right before the trigger's group, if it is a head or tail that must.
    pub beside: Option<Vec<u16>>,
    /// What stands behind it.
    pub right: Program,
    /// What must stand in its sentence for it to fit at all.
    pub needs: Needs,
    /// How the trigger must stand.
    pub voice: Voice,
    /// What its head may be: the kind's labels, or narrower ones of its own.
    pub head: Slot,
    /// What its tail may be.
    pub tail: Slot,
    /// Whether "X and Y" in a slot makes two claims.
    pub distributes: bool,
    /// Whether it names in passing what holds anyhow, so that no "if", "not" or "said" around it matters: a title, an apposition.
    pub presupposed: bool,
    /// Whether a date beside it is when the relation began: joined in 2001.
    pub begins: bool,
    /// Whether head and tail, as far as their countries are known, must lie in the same one: no Irish Daily Mail.
    pub same_country: bool,
    /// Whether it tells how things are, so that in the past tense it tells how they were: led, was the head of.
    pub lasting: bool,
    /// What a claim is where the text states it plainly: a promise of support is planned support.
    pub modality: Modality,
    /// How sure it is, 0 to 1.
    pub score: f32,
    /// Its line in the file.
    pub line: u64,
}

/// What a kind takes.
#[expect(clippy::struct_excessive_bools, reason = "each is one line of the kind's file, in any mixture")]
#[derive(Debug)]
pub struct KindRule {
    /// Its name, and what holds of all its edges.
    pub kind: Kind,
    /// The name of the relation seen from its tail.
    pub inverse: Symbol,
    /// What a head may be.
    pub head: Slot,
    /// What a tail may be.
    pub tail: Slot,
    /// Whether head and tail, as far as their countries are known, must lie in the same one.
    pub same_country: bool,
    /// Whether the tail must be of a known country: the French are, Europeans and Kurds are not.
    pub of_country: bool,
    /// Whether it holds at all times, so that a date beside it is that of something else.
    pub timeless: bool,
    /// Whether head and tail must be of one sort: persons both, places both.
    pub alike: bool,
    /// Whether head and tail may be the same entity.
    pub reflexive: bool,
    /// What it is called elsewhere: `wikidata`, `cameo`, `ftm`, `stix`.
    pub mappings: BTreeMap<String, String>,
    /// Where it is defined, as `patterns/relations/hacked.toml`.
    pub path: std::path::PathBuf,
}

/// A pattern of a trigger: what tells at once whether it can fit lies beside its number, for most cannot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// The labels that it needs.
    labels: LabelNeeds,
    /// Of what its sentence must have, the two things that fewest have.
    rarest: [Group; 2],
    /// What must stand next to the trigger's group, before and behind it.
    before: Opening,
    behind: Opening,
    /// How the trigger must stand.
    pub(crate) voice: Voice,
    /// Its number.
    pub(crate) number: u16,
}

impl Candidate {
    /// Whether its labels stand before and behind the trigger.
    #[inline]
    pub(crate) fn is_labelled(&self, before: u64, behind: u64) -> bool {
        self.labels.met(before, behind)
    }

    /// Whether the sentence has what seldom is there.
    #[inline]
    pub(crate) fn may_be_in(&self, sight: &Sight) -> bool {
        self.rarest.iter().all(|group| group.met(sight))
    }

    /// Whether its halves can begin beside the trigger's group: with these words before it, and with these, or mentions of
    /// these labels, behind it.
    #[inline]
    pub(crate) fn can_begin(&self, before: &Sight, behind: &(Sight, u64)) -> bool {
        self.behind.met(&behind.0, behind.1) && self.before.met(before, 0)
    }
}

/// The patterns of a trigger.
#[derive(Clone, Debug, Default)]
pub struct Trigger {
    /// They, with what they need first.
    pub(crate) patterns: Vec<Candidate>,
    /// The labels that any of them needs.
    pub(crate) needs: LabelNeeds,
}

/// A trigger as it may stand in a text.
#[derive(Clone, Debug)]
pub struct TriggerForm {
    /// The trigger's number.
    pub trigger: u16,
    /// Which form of the lemma it is.
    pub form: FormBits,
    /// The words that follow the first: `break` **into**.
    pub rest: Box<[WordId]>,
    /// The labels that any of the trigger's patterns needs.
    pub(crate) needs: LabelNeeds,
}

/// The triggers that may begin with a word.
#[derive(Clone, Debug, Default)]
pub struct TriggerForms {
    /// Each form of each.
    pub forms: Vec<TriggerForm>,
    /// Whether one is a noun of several words.
    pub phrase: bool,
    /// The labels that any of them needs.
    pub(crate) needs: LabelNeeds,
}

impl TriggerForms {
    fn push(&mut self, trigger: u16, form: FormBits, rest: Box<[WordId]>) {
        self.phrase |= form.any(FormBits::NOUN) && !rest.is_empty();
        self.forms.push(TriggerForm { trigger, form, rest, needs: LabelNeeds::default() });
    }
}

/// A sentence and the one relation it states, or none: the proof of a pattern.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The file, for messages.
    pub path: std::path::PathBuf,
    /// The line there.
    pub line: u64,
    /// The kind.
    pub kind: Symbol,
    /// The pattern that must find it; any of the kind if none is named.
    pub pattern: Option<Symbol>,
    /// The sentence.
    pub text: String,
    /// The words of head and tail; none in a counterexample.
    pub ends: Option<(String, String)>,
    /// `negated`, `denied`; `asserted` if not said.
    pub polarity: Option<String>,
    /// `alleged`, `planned` and so on; `fact` if not said.
    pub modality: Option<String>,
}

/// All relations.
#[derive(Debug, Default)]
pub struct RelationRules {
    /// The kinds.
    pub kinds: Vec<KindRule>,
    /// The patterns.
    pub patterns: Vec<RelationPattern>,
    /// For each trigger, its patterns.
    pub by_trigger: Vec<Trigger>,
    /// For each first word of a trigger, its forms.
    pub(crate) forms: WordMap<TriggerForms>,
    /// The same for marks that are triggers behind a name: `,` and `'s` (by its letter).
    pub marks: BTreeMap<u8, TriggerForms>,
    /// The triggers of no width: they stand between two names that touch.
    pub touching: Vec<u16>,
    /// The examples and counterexamples.
    pub claims: Vec<Claim>,
}
