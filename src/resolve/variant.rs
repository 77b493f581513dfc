//! A rare name that the article spells with one letter wrong: `Lindqivst` for Lindqvist. Never between names that lists
//! know, nor between two that differ in a given name or surname people bear.

use super::group::join;
use super::{Context, Scratch};
use crate::extraction::Extraction;
use crate::label::Label;
use crate::text::Token;

/// How long, in bytes, a rare name of one word must be.
const RARE: u32 = 8;
/// How long the one word must be that differs in a name of several.
const LONG: u32 = 5;

/// Joins them to the name they misspell.
pub(super) fn misspelt(context: &Context<'_>, extraction: &mut Extraction, scratch: &mut Scratch) {
    let mut all = std::mem::take(&mut scratch.bodies);
    all.clear();
    let named = |label: Label| [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&label.base());
    all.extend(scratch.live().filter(|(_, group, _)| named(group.label)).map(|(number, ..)| number));
    for &own in &all {
        if scratch.groups[own as usize].entry.is_some() || scratch.groups[own as usize].gone {
            continue;
        }
        let words = context.tokens_of(&extraction.mentions[scratch.groups[own as usize].fullest as usize]);
        if !can_misspell(words) {
            continue;
        }
        let right = all.iter().copied().find(|&other| {
            let group = &scratch.groups[other as usize];
            // Of two spellings that no list knows, the first is the right one.
            let is_right = other != own && !group.gone && (group.entry.is_some() || other < own);
            is_right && misspells(context, words, context.tokens_of(&extraction.mentions[group.fullest as usize]))
        });
        if let Some(right) = right {
            join(context, extraction, scratch, (own, right), "one letter from a rare name of this article");
        }
    }
    scratch.bodies = all;
}

/// Whether one of the words is such as [`misspells`] asks for.
pub(super) fn can_misspell(words: &[Token]) -> bool {
    words.iter().any(|token| rare(token) && token.end - token.start >= least(words))
}

/// How long the one word that differs must be.
fn least(words: &[Token]) -> u32 {
    if words.len() == 1 { RARE } else { LONG }
}

fn rare(token: &Token) -> bool {
    !token.word.is_known() && token.is_capital() && token.end - token.start >= LONG
}

/// Whether the words differ in one rare word by one letter.
pub(super) fn misspells(context: &Context<'_>, words: &[Token], full: &[Token]) -> bool {
    if words.len() != full.len() {
        return false;
    }
    let mut pairs = words.iter().zip(full).filter(|(a, b)| a.hash != b.hash);
    let (Some((own, other)), None) = (pairs.next(), pairs.next()) else { return false };
    let text = &context.document.text;
    rare(own) && own.end - own.start >= least(words) && other.is_capital() && one_edit(own.span().of(text), other.span().of(text))
}

/// Whether one letter makes one word of the other: put in, left out, another, or two changed about; the first letter counts.
pub(super) fn one_edit(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if b.len() - a.len() > 1 || a == b {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return false;
    }
    let (rest, other) = (&a[same..], &b[same..]);
    if rest.len() < other.len() {
        // A plural is no misspelling.
        return rest == &other[1..] && other != b"s";
    }
    let swapped = rest.len() >= 2 && rest[0] == other[1] && rest[1] == other[0] && rest[2..] == other[2..];
    // A digit is no misspelling of another: APT28, APT29.
    let letters = rest[0].is_ascii_alphabetic() && other[0].is_ascii_alphabetic();
    swapped || (letters && rest[1..] == other[1..])
}

#[cfg(test)]
mod tests {
    use super::one_edit;

    #[test]
    fn one_letter_is_one_edit() {
        for (a, b) in [("BrightOwl", "BrlghtOwl"), ("Worku", "Workku"), ("Lindqvist", "Lindqivst"), ("Niger", "Nigeri")] {
            assert!(one_edit(a, b) && one_edit(b, a), "{a} {b}");
        }
        for (a, b) in [("APT28", "APT29"), ("Worku", "Worku"), ("Austria", "Australia"), ("Lind", "Bind"), ("", "a")] {
            assert!(!one_edit(a, b) && !one_edit(b, a), "{a} {b}");
        }
    }
}
