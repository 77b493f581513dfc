//! Names of the gazetteers: from every token with a capital or digit, and from a particle before it, all names that start there.

use super::{Context, Hit, code, shape};
use crate::label::Label;
use crate::mention::EntryId;
use crate::resources::{Classes, Form, form};
use crate::text::{Capitals, Sentence, Shape, Token, cue, has, next_cue};

/// Appends the names found in a sentence, in order of their first token.
pub(super) fn hits(context: &Context<'_>, sentence: &Sentence, out: &mut Vec<Hit>) {
    let mut from = sentence.first;
    while let Some(at) = next_cue(context.cues, from, sentence.end, cue::NAME) {
        from = at + 1;
        let token = context.token(at);
        let starts = token.is_capital()
            || (matches!(token.shape, Shape::Number | Shape::Address) && token.word.is_known())
            || token.has(has::UNCASED);
        if !starts || code::goes_on_from(context, at) {
            continue;
        }
        if let Some(particle) = particle_before(context, at, sentence) {
            hits_from(context, sentence, particle, out);
        }
        hits_from(context, sentence, at, out);
    }
}

/// The names that begin with one token.
fn hits_from(context: &Context<'_>, sentence: &Sentence, first: u32, out: &mut Vec<Hit>) {
    let resources = context.resources;
    let mut node = resources.info(context.token(first).word).root;
    let mut end = first + 1;
    let mut commas = false;
    while node != 0 {
        let forms = resources.trie.forms(node);
        for &found in if forms.is_empty() || code::goes_on(context, end) { &[] } else { forms } {
            if commas && found.flags & form::COMMAS == 0 {
                continue;
            }
            if let Some(unsure) = fits(context.words(first, end), found, sentence.capitals) {
                out.push(Hit { first, end, form: found, unsure });
            }
        }
        // Hyphens inside of a name are passed over, and commas of a name that has them; other marks end it.
        while end < sentence.end && context.token(end).is(b'-') && !context.token(end).has(has::SPACE) {
            end += 1;
        }
        if end < sentence.end && context.token(end).is(b',') {
            commas = true;
            end += 1;
        }
        if end >= sentence.end {
            break;
        }
        let Some(word) = resources.name_word(context.token(end)) else { break };
        node = resources.trie.child(node, word);
        end += 1;
    }
}

/// The particle in lower case right before a capital, where a name may begin with it: al-Qaeda, al Qaeda, de Gaulle.
fn particle_before(context: &Context<'_>, at: u32, sentence: &Sentence) -> Option<u32> {
    let before = at.checked_sub(1).filter(|&before| before >= sentence.first)?;
    if context.token(before).shape == Shape::Mark {
        return shape::particle_joined_to(context, at, sentence);
    }
    let particle = context.token(before).shape == Shape::Lower && context.classes(before).any(Classes::PARTICLE);
    particle.then_some(before)
}

/// Whether the words are written as the form asks; if so, whether they need a second cue.
fn fits(words: &[Token], found: Form, capitals: Capitals) -> Option<bool> {
    let unsure = found.flags & form::CONTEXT != 0;
    if found.flags & form::ACRONYM != 0 {
        // In a line of capitals every word looks like an acronym.
        let long = words[0].end - words[0].start > 3;
        return (matches!(words[0].shape, Shape::Upper) && (capitals != Capitals::All || long))
            .then_some(unsure || capitals == Capitals::All);
    }
    let mut number = 0;
    for word in words {
        if word.shape == Shape::Mark && !word.is(b'&') {
            continue;
        }
        let wants = number < 16 && found.capitals & (1 << number) != 0;
        if wants && !(word.is_capital() || matches!(word.shape, Shape::Number | Shape::Address)) {
            return None;
        }
        if found.flags & form::EXACT != 0
            && word.is_word()
            && (wants != word.is_capital() || word.shape == Shape::Upper && word.end - word.start > 3)
        {
            return None;
        }
        number += 1;
    }
    // One ordinary word in capitals ("WHO", "IT") is no name written small elsewhere.
    Some(
        unsure
            || (capitals == Capitals::Names
                && words.len() == 1
                && words[0].shape == Shape::Upper
                && words[0].end - words[0].start <= 3
                && words[0].word.is_known()),
    )
}

/// The entry that a name of this label most likely means: the most prominent, then the first by id.
pub(super) fn best_form(context: &Context<'_>, hits: &[Hit], label: Label) -> Option<EntryId> {
    let entries = hits.iter().map(|hit| hit.form).filter(|form| context.resources.entry(form.entry).label.is_a(label));
    let rank = |found: &Form| context.resources.likelihood(found);
    let best = entries.reduce(|best, other| match rank(&best).cmp(&rank(&other)) {
        std::cmp::Ordering::Less => other,
        std::cmp::Ordering::Equal if context.resources.entry(other.entry).id < context.resources.entry(best.entry).id => other,
        _ => best,
    });
    best.map(|form| form.entry)
}
