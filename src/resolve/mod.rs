//! The mentions of one article to what they refer to: listed names to the entry that is meant here, short forms to full
//! ones, acronyms and other names to those that the article says they stand for, demonyms, governments and their seats to
//! their country. Only what this article says decides, and every join that is not by spelling carries its reason.

mod alias;
mod clash;
mod force;
mod government;
mod group;
mod missed;
mod name;
mod office;
mod place;
mod referent;
mod shortname;
mod stated;
mod variant;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::entity::EntityId;
use crate::extraction::Extraction;
use crate::label::Label;
use crate::mention::{EntryId, Mention};
use crate::resources::{Classes, Form, Resources, WordInfo};
use crate::text::{Text, Token};

use group::Group;

/// The buffers of resolution, reused.
#[derive(Debug, Default)]
pub struct Scratch {
    groups: Vec<Group>,
    by_name: FxHashMap<(Label, u64), u32>,
    by_entry: FxHashMap<EntryId, u32>,
    hashes: Vec<u64>,
    /// The words of the name at hand.
    words: Vec<u64>,
    /// The names of two words or more, by mention.
    bodies: Vec<u32>,
    number_of: Vec<u32>,
    /// For a word that stands for a longer name in this article, the mention of that name.
    short: FxHashMap<u64, u32>,
    /// Names of one word that the text says are another name of a group: the hash of their words.
    stated: Vec<(u64, u32)>,
    /// Mentions that are added.
    added: Vec<Mention>,
    /// Names that more of the article has to prove.
    unsure: Vec<Mention>,
    /// The places that each ambiguous name may mean.
    candidates: Vec<EntryId>,
    /// The readings of ambiguous places.
    places: Vec<place::Place>,
    /// Listed places that the article puts elsewhere.
    elsewhere: Vec<EntryId>,
    /// Countries that the article names, and how often.
    countries: Vec<([u8; 2], u32)>,
    /// What lists know of the entries met so far.
    known: referent::Known,
}

pub(crate) struct Context<'a> {
    resources: &'a Resources,
    document: &'a Document,
    text: &'a Text,
}

impl<'a> Context<'a> {
    /// The tokens of a mention.
    fn tokens_of(&self, mention: &Mention) -> &'a [Token] {
        &self.text.tokens[mention.tokens.0 as usize..mention.tokens.1 as usize]
    }

    /// The token of that number, if it is in the sentence.
    fn token(&self, at: u32, sentence: u32) -> Option<&'a Token> {
        let sentence = self.text.sentences.get(sentence as usize)?;
        (sentence.first <= at && at < sentence.end).then(|| &self.text.tokens[at as usize])
    }

    /// The token before a mention, in its sentence.
    fn before(&self, mention: &Mention) -> Option<&'a Token> {
        self.token(mention.tokens.0.wrapping_sub(1), mention.sentence)
    }

    /// The token behind a mention, in its sentence.
    fn behind(&self, mention: &Mention) -> Option<&'a Token> {
        self.token(mention.tokens.1, mention.sentence)
    }

    fn info(&self, token: &Token) -> WordInfo {
        self.resources.info(token.word)
    }

    /// Whether a token is one of some words that resources know, as their hashes tell.
    fn is_word_of(token: &Token, words: &[u64]) -> bool {
        words.contains(&token.hash) && token.word.is_known()
    }

    fn is(&self, token: Option<&Token>, classes: Classes) -> bool {
        token.is_some_and(|token| self.resources.classes(token).any(classes))
    }

    /// The folded spelling of a token that resources know; empty for others.
    fn word(&self, token: &Token) -> &'a str {
        if token.word.is_known() { self.resources.words.spelling(token.word) } else { "" }
    }

    /// The forms that lists have of just these words.
    fn forms(&self, tokens: &[Token]) -> &'a [Form] {
        let mut words = tokens.iter().filter_map(|token| self.resources.name_word(token));
        let Some(first) = words.next().filter(|word| word.is_known()) else { return &[] };
        let mut node = self.resources.info(first).root;
        for word in words {
            if node == 0 {
                break;
            }
            node = self.resources.trie.child(node, word);
        }
        if node == 0 { &[] } else { self.resources.trie.forms(node) }
    }

    /// The place whose people or government an entry is a word for: what the entry is part of, else its country; and whether it is
    /// the former.
    fn home(&self, entry: EntryId) -> Option<(EntryId, bool)> {
        let entry = self.resources.entry(entry);
        let home = |id: &str| self.resources.homes.get(id).copied();
        let parent = entry.bounds.as_ref().and_then(|bounds| home(bounds.parent.as_ref()?.as_str()));
        let country = || entry.facts.as_ref().and_then(|facts| home(facts.country.as_deref()?));
        parent.map(|place| (place, true)).or_else(|| country().map(|place| (place, false)))
    }

    /// Two capitals of the country of an entry.
    fn country(&self, entry: EntryId) -> Option<[u8; 2]> {
        let facts = self.resources.entry(entry).facts.as_ref()?;
        <[u8; 2]>::try_from(facts.country.as_ref()?.as_bytes()).ok()
    }

    fn id(&self, entry: EntryId) -> &'a EntityId {
        &self.resources.entry(entry).id
    }
}

/// Adds to the mentions of an article those that the tagger passed over and that the article itself proves to be names.
pub fn complete(resources: &Resources, document: &Document, text: &Text, mentions: &mut Vec<Mention>, scratch: &mut Scratch) {
    missed::add(&Context { resources, document, text }, mentions, scratch);
}

/// Widens the mentions of states, peoples and bodies to the names of their forces: "Iraqi security forces" for "Iraqi". It comes
/// when relations are found, whose patterns know these words as words.
pub fn widen(resources: &Resources, document: &Document, text: &Text, mentions: &mut [Mention]) {
    force::widen(&Context { resources, document, text }, mentions);
}

/// Gives each mention of an extraction that names something its referent, and notes what was ambiguous and what was refused.
pub fn resolve(resources: &Resources, document: &Document, text: &Text, extraction: &mut Extraction, scratch: &mut Scratch) {
    let context = Context { resources, document, text };
    scratch.groups.clear();
    scratch.by_name.clear();
    scratch.by_entry.clear();
    scratch.hashes.clear();
    scratch.stated.clear();
    clash::settle(&context, extraction, scratch);
    place::choose(&context, extraction, scratch);
    // Full names first: a headline may use a surname before the story gives the name.
    for number in 0..extraction.mentions.len() {
        let mention = &extraction.mentions[number];
        if let Some(group) = group::full_name(&context, mention, number as u32, scratch) {
            extraction.mentions[number].referent = Some(group);
        }
    }
    stated::other_names(&context, extraction, scratch);
    alias::acronyms(&context, extraction, scratch);
    name::fuller(&context, extraction, scratch);
    shortname::short_names(&context, &mut extraction.mentions, scratch);
    variant::misspelt(&context, extraction, scratch);
    referent::referents(&context, extraction, scratch);
}
