//! Those who fight for a state or a group, named after it: Iraqi security forces, the U.S. military, NATO forces. They stand
//! for that state or group, as a capital stands for its government, and are one node with it.

use crate::label::Label;
use crate::mention::Mention;
use crate::resources::{Classes, Resources};
use crate::text::{Sentence, Shape, Text, Token};

/// Widens the mentions of states, peoples and bodies that a word for their forces follows, to the whole name. What they
/// refer to stays; a people's or state's forces become a body.
pub fn forces(resources: &Resources, text: &Text, mentions: &mut [Mention]) {
    let finder = Finder { resources, text };
    for number in 0..mentions.len() {
        let next = mentions.get(number + 1).map_or(u32::MAX, |next| next.tokens.0);
        let mention = &mut mentions[number];
        let Some(end) = finder.end(mention).filter(|&end| end <= next) else { continue };
        mention.tokens.1 = end;
        mention.span.end = text.tokens[end as usize - 1].end;
        if mention.label.base() != Label::ORGANIZATION {
            mention.label = Label::MILITARY;
        }
    }
}

struct Finder<'a> {
    resources: &'a Resources,
    text: &'a Text,
}

impl Finder<'_> {
    /// The token behind the word for its forces, if one follows the mention.
    fn end(&self, mention: &Mention) -> Option<u32> {
        let people = mention.label.base() == Label::DEMONYM;
        let body = mention.label.base() == Label::ORGANIZATION;
        if mention.referent.is_none() || !(people || body || mention.label == Label::COUNTRY) {
            return None;
        }
        let sentence = &self.text.sentences[mention.sentence as usize];
        let (first, last) = (mention.tokens.1, self.token(mention.tokens.1 - 1, sentence)?);
        let modifiers = (first..first + 2).take_while(|&at| self.is(at, sentence, Classes::FORCE_MODIFIER)).count() as u32;
        // What modifies may be the word itself: the U.S. military, U.S. military forces.
        let head = (first..=first + modifiers).rev().find(|&at| self.is(at, sentence, Classes::FORCE))?;
        let word = self.word(head, sentence)?;
        let plural = word.ends_with('s');
        // "forces" may be a verb behind a name: China forces firms to leave. "military" may describe: the U.S. military budget.
        let named = people || head > first || last.shape == Shape::Upper || !plural;
        let noun = (people && plural) || self.stands_alone(head + 1, sentence);
        (named && noun && (plural || !body) && (word != "force" || head > first)).then_some(head + 1)
    }

    fn token(&self, at: u32, sentence: &Sentence) -> Option<&Token> {
        (at < sentence.end).then(|| &self.text.tokens[at as usize])
    }

    fn word(&self, at: u32, sentence: &Sentence) -> Option<&str> {
        Some(self.resources.words.spelling(self.token(at, sentence)?.word))
    }

    /// Whether a word in lower case and apart from others is of those classes.
    fn is(&self, at: u32, sentence: &Sentence, classes: Classes) -> bool {
        let apart = |token: &Token| token.shape == Shape::Lower && token.has(crate::text::has::SPACE);
        let joined = self.token(at + 1, sentence).is_some_and(|next| next.is(b'-') && !next.has(crate::text::has::SPACE));
        self.token(at, sentence).is_some_and(|token| apart(token) && self.resources.classes(token).any(classes)) && !joined
    }

    /// Whether what follows goes on behind a noun: a mark, a small word, a verb in the past.
    fn stands_alone(&self, at: u32, sentence: &Sentence) -> bool {
        let small = Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::BE).or(Classes::HAVE).or(Classes::AUXILIARY);
        let small = small.or(Classes::CLAUSE).or(Classes::SAY).or(Classes::ADVERB);
        let past = |token: &Token| self.resources.words.spelling(token.word).ends_with("ed");
        self.token(at, sentence).is_none_or(|token| {
            matches!(token.shape, Shape::Mark | Shape::Clitic)
                || (token.shape == Shape::Lower && past(token))
                || token.word == self.resources.small.and
                || self.resources.classes(token).any(small)
        })
    }
}
