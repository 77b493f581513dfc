//! Runs a pattern around its trigger: rightwards behind it, leftwards before it, over the pieces of a sentence.
//! A piece is a mention or a word; articles, adverbs, quote marks and brackets are passed over, and so are
//! appositions and relative clauses between commas behind a mention.

use std::cell::Cell;

use super::assertion::{VerbGroup, is_copula, verb_group};
use super::slot::{code_before, passed_over, slot_right};
use super::subject::mention_left;
use super::{Context, Scratch};
use crate::label::Label;
use crate::resources::pattern::Atom;
use crate::resources::{
    ANY_NAME, ANY_PLACE, COPULA, Classes, END, FormBits, HEAD, NOUN_WORD, OWNER, RelationPattern, START, Slot, TAIL, Voice,
};
use crate::text::Shape;
use crate::word::WordId;

/// Any form of a verb.
pub(super) const ANY_VERB: u8 = FormBits::BASE | FormBits::PRESENT | FormBits::GERUND | FormBits::PAST | FormBits::PARTICIPLE;

/// Where a trigger of several words ends, if its rest follows.
pub(super) fn rest(context: &Context<'_>, at: u32, rest: &[WordId]) -> Option<u32> {
    let mut after = at + 1;
    for &word in rest {
        if after < context.sentence.end && context.token(after).is(b'-') {
            after += 1;
        }
        if after >= context.sentence.end || context.token(after).word != word {
            return None;
        }
        after += 1;
    }
    Some(after)
}

/// Runs both halves; the parts they took are in `scratch.left` and `scratch.machine.taken`.
pub(super) fn run(context: &Context<'_>, pattern: &RelationPattern, group: &VerbGroup, scratch: &mut Scratch) -> bool {
    if !left_fits(context, pattern, group, scratch) {
        return false;
    }
    scratch.left.clear();
    scratch.left.extend_from_slice(&scratch.machine.taken);
    right_fits(context, pattern, group, scratch)
}

/// Whether what stands before the trigger fits.
pub(super) fn left_fits(context: &Context<'_>, pattern: &RelationPattern, group: &VerbGroup, scratch: &mut Scratch) -> bool {
    let verbal = pattern.voice != Voice::Any;
    if let Some(parts) = &pattern.beside {
        let Some((mention, _)) = subject(context, group.first, verbal, pattern.presupposed) else { return false };
        if !parts.iter().any(|&part| super::slot::fits(context, mention, slot_of(pattern, part))) {
            return false;
        }
    }
    let step = |atom: &Atom, at: u32| leftwards(context, atom, at, pattern, verbal, group.first);
    pattern.left.run(group.first, &mut scratch.machine, step).is_some()
}

/// Whether what stands behind the trigger fits.
pub(super) fn right_fits(context: &Context<'_>, pattern: &RelationPattern, group: &VerbGroup, scratch: &mut Scratch) -> bool {
    let right = pattern.right.run(group.end, &mut scratch.machine, |atom, at| rightwards(context, atom, at, pattern));
    // "X, British minister Gordon Brown": a noun that ends the pattern is not the title of the next name.
    let titles = !group.verb && right == Some(group.end) && group.end < context.sentence.end && {
        let next = context.mention_at(group.end);
        next.is_some_and(|next| context.mentions[next as usize].referent.is_some())
    };
    right.is_some() && !titles
}

/// The mentions that stand before some places, by place and by how they were looked for: kept, since patterns ask again and
/// again.
#[derive(Debug, Default)]
pub(super) struct Subjects([Cell<Option<Subject>>; 16]);

/// A place, how it was asked, and the mention before it with its first token.
type Subject = (u32, u8, Option<(u32, u32)>);

/// The mention that may fill a slot that ends at `at`, and where it starts: what says nothing is passed over.
fn subject(context: &Context<'_>, at: u32, verbal: bool, presupposed: bool) -> Option<(u32, u32)> {
    let how = u8::from(verbal) | u8::from(!verbal && !presupposed) << 1;
    let slot = &context.subjects.0[(at as usize * 4 + how as usize) % 16];
    if let Some((_, _, known)) = slot.get().filter(|known| (known.0, known.1) == (at, how)) {
        return known;
    }
    let first = context.sentence.first;
    let mut place = at;
    while place > first
        && (passed_over(context, place - 1) || (how & 2 != 0 && negates(context, place - 1)))
        && !matches!(context.word(place - 1), "which" | "that")
    {
        place -= 1;
    }
    let found = if place > first { mention_left(context, place, verbal) } else { None };
    slot.set(Some((at, how, found)));
    found
}

/// Whether no comma parts a mention that starts at `start` from `at`, where a title stands in passing: "to Boeing, he hoped,
/// President Dana Holm said" names no president of Boeing. A bracket may stand behind it; a person may have an apposition behind
/// (Carl Brandt, a poet, and his wife), a city its state (a Memphis, Tenn., lawyer).
fn touches(context: &Context<'_>, (mention, start): (u32, u32), (part, at): (u16, u32), pattern: &RelationPattern) -> bool {
    let base = |mention: u32| context.mentions[mention as usize].label.base();
    if !pattern.presupposed || part % OWNER != TAIL || base(mention) == Label::PERSON {
        return true;
    }
    let end = context.end_of(mention, start);
    let bracket = end < at && context.token(end).is(b'(');
    let state = |at: u32| context.mention_at(at).is_some_and(|mention| base(mention) == Label::PLACE);
    bracket || !(end..at).any(|at| context.token(at).is(b',')) || (end..at).all(|at| context.token(at).is(b',') || state(at))
}

/// The slot of a part.
fn slot_of(pattern: &RelationPattern, part: u16) -> &Slot {
    if part % OWNER == HEAD { &pattern.head } else { &pattern.tail }
}

/// "not", which the engine weighs where a claim may be gainsaid.
pub(super) fn negates(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    (token.shape == Shape::Clitic && token.is(b'n'))
        || (token.shape == Shape::Lower && context.classes(at).any(Classes::NEGATION))
}

/// A word that fills a noun phrase: neither mark nor preposition nor the start of a clause, nor a name.
fn fills(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    match context.mention_at(at) {
        Some(mention) => {
            let mention = &context.mentions[mention as usize];
            mention.label.is_a(Label::DEMONYM) || mention.referent.is_none()
        }
        None if token.shape == Shape::Mark => matches!(token.mark, b'-' | b'"' | b'\'' | b'%' | b'$'),
        None => {
            let stops = Classes::CLAUSE.or(Classes::SAY).or(Classes::BE).or(Classes::AUXILIARY).or(Classes::PRONOUN);
            // "May" is no verb, "since 2016" no clause. "by" tells who acts; "and sold", "to sell" begin another deed.
            let stop = token.shape == Shape::Lower
                && context.classes(at).any(stops)
                && !(context.word(at) == "since"
                    && at + 1 < context.sentence.end
                    && context.token(at + 1).shape == Shape::Number);
            !stop
                && match context.word(at) {
                    "by" => false,
                    "and" | "or" | "to" => !acts(context, at + 1, ANY_VERB),
                    _ => true,
                }
        }
    }
}

/// A word inside of a noun phrase: what fills one, but for prepositions and small words that join.
fn noun_word(context: &Context<'_>, at: u32) -> bool {
    let stops = Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::HAVE);
    if !fills(context, at) {
        return false;
    }
    if context.mention_at(at).is_some() {
        return true;
    }
    let token = context.token(at);
    let word = context.word(at);
    // "London-based activists accused X": a verb ends the phrase. "state-owned" and "armed" are none, nor is "a rugged state".
    let described = || {
        at > context.sentence.first
            && context.classes(at - 1).any(Classes::DETERMINER)
            && at + 1 < context.sentence.end
            && context.token(at + 1).shape == Shape::Lower
            && !context.classes(at + 1).any(stops.or(Classes::DETERMINER).or(Classes::CLAUSE).or(Classes::ADVERB))
            && context.word(at + 1) != "by"
    };
    let verb = token.shape == Shape::Lower
        && (acts(context, at, FormBits::PAST)
            || (word.ends_with("ed")
                && word.len() > 4
                && !context.token(at.saturating_sub(1)).is(b'-')
                && !described()
                && !matches!(
                    word,
                    "armed" | "united" | "advanced" | "renowned" | "wanted" | "retired" | "famed" | "listed" | "naked"
                )));
    !verb && token.shape != Shape::Clitic && !context.classes(at).any(stops) && !matches!(word, "to" | "and" | "or" | "that")
}

/// Whether the word is a trigger, a verb alone and in one of these forms.
pub(super) fn acts(context: &Context<'_>, at: u32, forms: u8) -> bool {
    let at = at.min(context.sentence.end - 1);
    let token = context.token(at);
    token.shape == Shape::Lower
        && context.has_trigger(at)
        && context.resources.relations.forms.get(token.word).is_some_and(|known| {
            known.forms.iter().all(|form| form.rest.is_empty() && form.form.any(forms) && !form.form.any(FormBits::NOUN))
        })
}

/// Whether what stands here is the verb of a clause, so that the name before it is its subject.
pub(super) fn predicate(context: &Context<'_>, at: u32) -> bool {
    if at >= context.sentence.end || context.token(at).shape != Shape::Lower {
        return false;
    }
    let verbs = Classes::BE.or(Classes::HAVE).or(Classes::AUXILIARY).or(Classes::SAY);
    context.classes(at).any(verbs) || acts(context, at, FormBits::PAST | FormBits::PRESENT)
}

fn rightwards(context: &Context<'_>, atom: &Atom, at: u32, pattern: &RelationPattern) -> Option<u32> {
    let end = context.sentence.end;
    if let Atom::Part(part @ (START | END)) = atom {
        let closes =
            (at..end).all(|at| matches!(context.token(at).mark, b'.' | b'!' | b'?' | b'"') && context.mention_at(at).is_none());
        return (*part == END && closes).then_some(at);
    }
    let mut at = at;
    // A gap takes what it wants word by word; all else passes over what says nothing.
    if !matches!(atom, Atom::Gap | Atom::Part(NOUN_WORD)) {
        while at < end
            && passed_over(context, at)
            && !matches!(atom, Atom::Mark(mark) if context.token(at).is(*mark))
            && !word_is(context, atom, at)
        {
            at += 1;
        }
    }
    if at >= end {
        return None;
    }
    match atom {
        Atom::Part(NOUN_WORD) => noun_word(context, at).then_some(at + 1),
        Atom::Part(part @ (ANY_NAME | ANY_PLACE)) => {
            let mention = context.mention_at(at).filter(|&mention| skipped(context, mention, *part))?;
            Some(context.end_of(mention, at))
        }
        Atom::Part(COPULA) => {
            let carried = Classes::HAVE.or(Classes::AUXILIARY).or(Classes::NEGATION);
            let at = (at..end.min(at + 4)).find(|&at| !context.classes(at).any(carried) || is_copula(context, at))?;
            is_copula(context, at).then_some(at + 1)
        }
        Atom::Part(part) => slot_right(context, at, slot_of(pattern, *part), *part >= OWNER),
        Atom::Gap => fills(context, at).then_some(at + 1),
        _ => step(context, atom, at).then_some(at + 1),
    }
}

fn leftwards(
    context: &Context<'_>,
    atom: &Atom,
    at: u32,
    pattern: &RelationPattern,
    verbal: bool,
    group_first: u32,
) -> Option<u32> {
    if let Atom::Part(part @ (HEAD | TAIL)) = atom {
        // Before a copula stands its subject: "a neighbour of X was born".
        let verbal = verbal || (at < group_first && predicate(context, at));
        let (mention, start) = subject(context, at, verbal, pattern.presupposed)?;
        // "told Reuters that British ministers": a clause begins behind that name.
        let end = context.mentions[mention as usize].tokens.1;
        if pattern.presupposed && (end.max(start)..at).any(|at| context.word(at) == "that") {
            return None;
        }
        let fits = super::slot::fits(context, mention, slot_of(pattern, *part));
        return (fits && touches(context, (mention, start), (*part, at), pattern)).then_some(start);
    }
    let first = context.sentence.first;
    if let Atom::Part(part @ (START | END)) = atom {
        return (*part == START && (first..at).all(|at| passed_over(context, at))).then_some(at);
    }
    let mut at = at;
    if !matches!(atom, Atom::Gap | Atom::Part(NOUN_WORD)) {
        while at > first
            && (passed_over(context, at - 1) || (!verbal && !pattern.presupposed && negates(context, at - 1)))
            && !matches!(atom, Atom::Mark(mark) if context.token(at - 1).is(*mark))
            && !(matches!(atom, Atom::Part(_)) && matches!(context.word(at - 1), "which" | "that"))
            && !word_is(context, atom, at - 1)
        {
            at -= 1;
        }
    }
    if at <= first {
        return None;
    }
    match atom {
        Atom::Part(NOUN_WORD) => {
            (noun_word(context, at - 1) && !context.classes(at - 1).any(Classes::DETERMINER)).then_some(at - 1)
        }
        Atom::Part(part @ (ANY_NAME | ANY_PLACE)) => {
            let mention = context.mention_at(at - 1).filter(|&mention| skipped(context, mention, *part))?;
            Some(context.start_of(mention, at - 1))
        }
        Atom::Part(COPULA) => {
            let form = if context.word(at - 1) == "being" { FormBits::GERUND } else { FormBits::PAST };
            is_copula(context, at - 1).then(|| verb_group(context, at - 1, at, FormBits(form)).first)
        }
        Atom::Part(part) if *part >= OWNER => {
            let at = code_before(context, at).unwrap_or(at);
            if at == first {
                return None;
            }
            let clitic = context.token(at - 1).shape == Shape::Clitic && context.token(at - 1).is(b's');
            let (mention, start) = clitic.then(|| mention_left(context, at - 1, false)).flatten()?;
            super::slot::fits(context, mention, slot_of(pattern, *part)).then_some(start)
        }
        Atom::Gap => fills(context, at - 1).then_some(at - 1),
        _ => step(context, atom, at - 1).then_some(at - 1),
    }
}

/// Whether `{_}` or `{_:place}` may skip the mention.
fn skipped(context: &Context<'_>, mention: u32, part: u16) -> bool {
    part == ANY_NAME || context.mentions[mention as usize].label.base() == Label::PLACE
}

fn word_is(context: &Context<'_>, atom: &Atom, at: u32) -> bool {
    match atom {
        Atom::Word(word) => context.token(at).word == *word,
        Atom::Class(classes) => context.classes(at).any(*classes),
        _ => false,
    }
}

fn step(context: &Context<'_>, atom: &Atom, at: u32) -> bool {
    let token = context.token(at);
    match atom {
        Atom::Word(word) => token.word == *word && context.mention_at(at).is_none(),
        Atom::Mark(mark) => token.mark == *mark,
        Atom::Class(classes) => context.classes(at).any(*classes) && context.mention_at(at).is_none(),
        Atom::Part(_) | Atom::Trigger(_) | Atom::Gap => false,
    }
}
