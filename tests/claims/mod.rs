//! The claims of a text in its own words, as the cases write them.

use newsgraph::{Document, Extractor};

/// A claim: its ends and speaker as written in the text.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) kind: String,
    symmetric: bool,
    head: String,
    tail: String,
    pub(crate) polarity: &'static str,
    pub(crate) modality: &'static str,
    pub(crate) speaker: Option<String>,
}

impl Claim {
    /// Whether it is of this kind and between these ends.
    pub(crate) fn is(&self, kind: &str, head: &str, tail: &str) -> bool {
        let straight = self.head == head && self.tail == tail;
        self.kind == kind && (straight || self.symmetric && self.head == tail && self.tail == head)
    }

    /// On one line, for messages.
    pub(crate) fn line(&self) -> String {
        let Self { kind, head, tail, polarity, modality, speaker, .. } = self;
        format!("{kind} {head:?} -> {tail:?}, {polarity}, {modality}, said by {speaker:?}")
    }
}

/// What a text, read as an article of its own, claims.
pub(crate) fn claims(extractor: &Extractor, id: &str, text: &str) -> Vec<Claim> {
    let extraction = extractor.extract(&Document::new(id, text));
    let words = |mention: u32| extraction.mentions[mention as usize].span.of(text).to_owned();
    let claim = |claim: &newsgraph::RelationMention| Claim {
        kind: claim.kind.name.to_string(),
        symmetric: claim.kind.symmetric,
        head: words(claim.head),
        tail: words(claim.tail),
        polarity: claim.polarity.as_str(),
        modality: claim.modality.as_str(),
        speaker: claim.attributed_to.map(words),
    };
    extraction.relations.iter().map(claim).collect()
}

/// The claims on one line, for messages.
pub(crate) fn lines<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> String {
    let lines: Vec<String> = claims.into_iter().map(Claim::line).collect();
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("; ") }
}
