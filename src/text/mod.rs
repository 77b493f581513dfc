//! A document's text, cut up: tokens, paragraphs with their zones, sentences. It changes nothing: every piece is a
//! span of the text as ingested, and the sentences with the white space between them tile it.

mod compound;
mod cues;
mod numeral;
mod scan;
mod sentence;
mod token;
mod zone;

use crate::document::{Document, Zone};
use crate::span::Span;
use crate::word::{Words, is_suffix};

pub use cues::{WordTraits, bits as cue, next_cue};
pub use scan::tokenize;
pub use token::{Shape, Token, has};
pub use zone::{Extent, ZoneRule, ZoneRules};

/// The surname of a person named in full: the last word that does not tell father from son.
pub(crate) fn surname(name: &[Token]) -> Option<&Token> {
    name.iter().rfind(|token| !is_suffix(token.hash))
}

/// A document cut up. Its buffers are reused from one document to the next.
#[derive(Debug, Default)]
pub struct Text {
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// For each token, the bits of [`cue`] that it has.
    pub cues: Vec<u8>,
    /// The sentences, in order; together they hold every token once.
    pub sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

/// A sentence: a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token's first byte to its last token's last.
    pub span: Span,
    /// The number of its first token.
    pub first: u32,
    /// The number after its last token's.
    pub end: u32,
    /// The part it plays in the article.
    pub zone: Zone,
    /// Whether its words are written with capitals as headlines are, so that a capital says little.
    pub capitals: Capitals,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capitals {
    /// Names and first words alone.
    #[default]
    Names,
    /// Most words, as headlines do.
    Title,
    /// Every letter.
    All,
}

/// A run of tokens between line breaks that part the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paragraph {
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// The resources that cutting needs.
#[derive(Debug)]
pub struct Cutter<'r> {
    /// The known words.
    pub words: &'r Words,
    /// For each known word, what it is to the tokenizer and the sentence splitter.
    pub traits: &'r [WordTraits],
    /// What marks captions, promos and the like.
    pub zones: &'r ZoneRules,
}

impl Cutter<'_> {
    /// Cuts a document into `text`, whose former content goes.
    pub fn cut(&self, document: &Document, text: &mut Text) {
        text.tokens.clear();
        text.cues.clear();
        text.sentences.clear();
        text.paragraphs.clear();
        tokenize(&document.text, self.words, self.traits, &mut text.tokens, &mut text.cues);
        sentence::paragraphs(&document.text, document.headline, &text.tokens, &text.cues, &mut text.paragraphs);
        let zones = self.zones.of(document, self, (&text.tokens, &text.cues), &text.paragraphs);
        sentence::sentences(self, (&text.tokens, &text.cues), &text.paragraphs, &zones, &mut text.sentences);
    }
}
