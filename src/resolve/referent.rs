//! Groups of mentions to referents: their ids, names and what is known of them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::group::{Group, name_words};
use super::{Context, Scratch};
use crate::entity::{EntityId, Facts, Status, made_id};
use crate::extraction::{Extraction, Referent};
use crate::graph::shared_line;
use crate::label::Label;
use crate::mention::{EntryId, Mention, Value};
use crate::resources::{Classes, Resources};
use crate::text::{Shape, Token};

/// What lists know of the entries that a worker met, in copies of its own: threads that count who holds one string wait for
/// each other.
#[derive(Debug, Default)]
pub(super) struct Known(FxHashMap<EntryId, Listed>);

#[derive(Debug)]
pub(super) struct Listed {
    pub(super) id: EntityId,
    label: Label,
    name: Arc<str>,
    facts: Option<Arc<Facts>>,
}

impl Known {
    /// How many entries are remembered.
    const MOST: usize = 1 << 13;

    /// What lists know of an entry.
    pub(super) fn of(&mut self, resources: &Resources, entry: EntryId) -> &Listed {
        if self.0.len() >= Self::MOST && !self.0.contains_key(&entry) {
            self.0.clear();
        }
        self.0.entry(entry).or_insert_with(|| {
            let entry = resources.entry(entry);
            Listed {
                id: EntityId::new(entry.id.as_str()),
                label: entry.label,
                name: entry.name.as_ref().into(),
                facts: entry.facts.as_deref().map(|facts| Arc::new(facts.clone())),
            }
        })
    }
}

/// The groups that mentions refer to, as referents in order of first mention; mentions renumbered.
pub(super) fn referents(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    let Scratch { groups, number_of, words, known, .. } = scratch;
    number_of.clear();
    number_of.resize(groups.len(), u32::MAX);
    let Extraction { mentions, referents, .. } = extraction;
    for at in 0..mentions.len() {
        let Some(group) = mentions[at].referent else { continue };
        let number = &mut number_of[group as usize];
        if *number == u32::MAX {
            *number = referents.len() as u32;
            referents.push(referent(context, mentions, &mut groups[group as usize], words, known));
        }
        mentions[at].referent = Some(*number);
    }
}

fn referent(context: &Context<'_>, mentions: &[Mention], group: &mut Group, words: &mut Vec<u64>, known: &mut Known) -> Referent {
    let reasons = std::mem::take(&mut group.reasons);
    if let Some(entry) = group.entry {
        let listed = known.of(context.resources, entry);
        return Referent {
            id: listed.id.clone(),
            label: listed.label,
            name: listed.name.clone(),
            facts: listed.facts.clone(),
            status: Status::Listed,
            reasons,
            former: Vec::new(),
        };
    }
    let fullest = &mentions[group.fullest as usize];
    let base = group.label.base();
    let (name, local): (Arc<str>, bool) = if let Value::Text(value) = &fullest.value {
        (value.as_ref().into(), false)
    } else {
        let tokens = context.tokens_of(fullest);
        name_words(context.resources, tokens, base, words);
        (
            canonical(context, tokens, base),
            (base == Label::PERSON && words.len() < 2) || (base == Label::ORGANIZATION && is_generic(context, tokens)),
        )
    };
    let scope = if local { context.document.id.as_str() } else { "" };
    let status = if local { Status::Local } else { Status::Found };
    Referent {
        id: made_id(group.label, &name, scope),
        label: group.label,
        name,
        facts: None,
        status,
        reasons,
        former: Vec::new(),
    }
}

/// Whether a body is named by ordinary words alone, as "Ministry of Foreign Affairs" is: each country has one, so the
/// name joins no articles.
fn is_generic(context: &Context<'_>, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.is_word());
    words.all(|token| token.shape != Shape::Upper && context.resources.classes(token).any(Classes::COMMON))
}

/// The name as it is written, on one line, a body's legal form left out; words in capitals of a headline set as names are.
fn canonical(context: &Context<'_>, tokens: &[Token], base: Label) -> Arc<str> {
    let mut tokens = tokens;
    if base == Label::ORGANIZATION {
        tokens = context.resources.without_legal_form(tokens);
        while tokens.len() > 1 && tokens[tokens.len() - 1].shape == Shape::Mark {
            tokens = &tokens[..tokens.len() - 1];
        }
    }
    let span = crate::span::Span::new(tokens[0].start, tokens[tokens.len() - 1].end);
    shared_line(span.of(&context.document.text))
}
