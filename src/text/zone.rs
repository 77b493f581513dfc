//! Which part of a page a stretch of text is: headline, byline, caption, promo, boilerplate, or the story.
//! The rules are data (`patterns/zones/`), each tried only where a paragraph or bracket begins with one of its words.

use rustc_hash::FxHashMap;

use super::{Cutter, Paragraph, Token, WordTraits, cue, next_cue};
use crate::document::{Document, Zone};
use crate::lazy::LazyRegex;
use crate::symbol::Symbol;
use crate::word::WordId;

/// How far a zone reaches from where its pattern matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The paragraph.
    Paragraph,
    /// The bracketed remark.
    Bracket,
    /// Everything to the end of the document.
    Rest,
}

/// One rule: a pattern at the start of a paragraph or bracket.
#[derive(Debug)]
pub struct ZoneRule {
    /// Its name: `zones/related`.
    pub name: Symbol,
    /// What the stretch is.
    pub zone: Zone,
    /// How far it reaches.
    pub extent: Extent,
    /// What the paragraph, or the inside of the bracket, must begin with; anchored at its start.
    pub pattern: LazyRegex,
    /// The longest paragraph, in bytes, to which it applies.
    pub longest: usize,
}

/// All rules, by the word they may start with.
#[derive(Debug, Default)]
pub struct ZoneRules {
    /// The rules.
    pub rules: Vec<ZoneRule>,
    /// For each first word, the rules to try.
    pub by_word: FxHashMap<WordId, Vec<u16>>,
}

/// A run of tokens that is no body text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Zoned {
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) zone: Zone,
}

impl ZoneRules {
    /// The zones of a document other than body, in order, apart from each other.
    pub(super) fn of(
        &self,
        document: &Document,
        cutter: &Cutter<'_>,
        (tokens, cues): (&[Token], &[u8]),
        paragraphs: &[Paragraph],
    ) -> Vec<Zoned> {
        let mut zones: Vec<Zoned> = Vec::new();
        let text = document.text.as_str();
        let mut headline_open = document.headline.is_none();
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let inside = &tokens[paragraph.first as usize..paragraph.end as usize];
            let is_headline = match document.headline {
                Some(headline) => inside[0].start < headline.end,
                None => headline_open && looks_like_headline(inside, paragraphs.get(number + 1), tokens),
            };
            if is_headline {
                headline_open = false;
                zones.push(Zoned { first: paragraph.first, end: paragraph.end, zone: Zone::Headline });
                continue;
            }
            if let Some(rule) = self.matching(text, cutter, inside, Extent::Paragraph) {
                if rule.extent == Extent::Rest {
                    zones.push(Zoned { first: paragraph.first, end: tokens.len() as u32, zone: rule.zone });
                    return zones;
                }
                zones.push(Zoned { first: paragraph.first, end: paragraph.end, zone: rule.zone });
                continue;
            }
            // A byline or caption may stand before the headline; the story may not.
            headline_open &= inside.len() < 8;
            self.brackets(text, cutter, *paragraph, (tokens, cues), &mut zones);
        }
        zones
    }

    fn brackets(
        &self,
        text: &str,
        cutter: &Cutter<'_>,
        paragraph: Paragraph,
        (tokens, cues): (&[Token], &[u8]),
        zones: &mut Vec<Zoned>,
    ) {
        let end = paragraph.end as usize;
        let mut from = paragraph.first;
        while let Some(first) = next_cue(cues, from, (paragraph.end - 1).max(from), cue::BRACKET) {
            let first = first as usize;
            let closing = if tokens[first].is(b'(') { b')' } else { b']' };
            let at = first + 1;
            from = at as u32;
            if !cutter.traits[tokens[at].word.0 as usize].any(WordTraits::ZONE_CUE) {
                continue;
            }
            let length = tokens[at..end].iter().position(|token| token.is(closing)).unwrap_or(end - at);
            if let Some(rule) = self.matching(text, cutter, &tokens[at..at + length], Extent::Bracket) {
                let after = (at + length + 1).min(end);
                zones.push(Zoned { first: first as u32, end: after as u32, zone: rule.zone });
                from = after as u32;
            }
        }
    }

    /// The first rule that fits a paragraph (or the inside of a bracket), brackets and quotes before its first word passed over.
    fn matching(&self, text: &str, cutter: &Cutter<'_>, inside: &[Token], extent: Extent) -> Option<&ZoneRule> {
        let first = inside.iter().take(3).find(|token| token.mark == 0)?;
        if !cutter.traits[first.word.0 as usize].any(WordTraits::ZONE_CUE) {
            return None;
        }
        let stretch = &text[first.start as usize..inside[inside.len() - 1].end as usize];
        let fits = |rule: &&ZoneRule| {
            (extent == Extent::Bracket)
                == (rule.extent == Extent::Bracket || (extent == Extent::Bracket && rule.extent == Extent::Paragraph))
                && stretch.len() <= rule.longest
                && rule.pattern.get().is_match(stretch)
        };
        self.by_word.get(&first.word)?.iter().map(|&rule| &self.rules[rule as usize]).find(fits)
    }
}

/// Whether a first paragraph reads as a headline: short, no stop at its end, and a paragraph follows.
fn looks_like_headline(inside: &[Token], next: Option<&Paragraph>, tokens: &[Token]) -> bool {
    let last = &inside[inside.len() - 1];
    let words = inside.iter().filter(|token| token.is_word()).count();
    let follows = next.is_some_and(|next| next.end - next.first > 3 || next.end < tokens.len() as u32);
    (4..=30).contains(&words) && follows && !matches!(last.mark, b'.' | b':' | b',' | b';' | b'"')
}
