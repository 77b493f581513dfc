//! Time expressions by the rules of `patterns/dates/`: a text and the day it was published to expressions with their
//! values, and to nothing else. Without that day, what is relative keeps its unknown parts.

mod around;
mod calendar;
mod digits;
mod feast;
mod length;
mod order;
mod parts;
mod point;
mod range;
mod read;
mod relative;
mod tense;
mod title;
mod value;

use super::{Candidate, Context, Reading, Scratch};
use crate::date::Timex;
use crate::document::Document;
use crate::resources::pattern::{Atom, Machine, Program};
use crate::resources::{Classes, Resources};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::text::{Text, cue, next_cue};
use read::{Memo, Reader};
use value::Valuer;

/// A time expression found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its value.
    pub(crate) timex: Timex,
    /// The rule.
    pub(crate) rule: Symbol,
}

/// What a time expression is worth beside names, and what each token of it adds: more than a name by its shape alone.
const WORTH: f32 = 6.0;

/// The time expressions of a document, in order and apart: where, what, and by which rule.
pub fn dates(resources: &Resources, document: &Document, text: &Text) -> Vec<(Span, Timex, Symbol)> {
    let mut scratch = Scratch::default();
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    find(&context, &mut scratch);
    let span = |candidate: &Candidate| Span::new(context.token(candidate.first).start, context.token(candidate.end - 1).end);
    let spans: Vec<Span> = scratch.candidates.iter().map(span).collect();
    spans.into_iter().zip(scratch.dates).map(|(span, found)| (span, found.timex, found.rule)).collect()
}

/// A match: its tokens and its rule.
#[derive(Clone, Copy)]
struct Match {
    first: u32,
    end: u32,
    rule: u16,
}

/// Appends what is found, one candidate each. Of expressions that overlap the longest is kept, of equals the first.
pub(super) fn find(context: &Context<'_>, scratch: &mut Scratch) {
    let rules = &context.resources.dates;
    if rules.rules.is_empty() {
        return;
    }
    scratch.walker.prepare(rules.alphabet.automaton());
    let mut valuer = Valuer::new(context);
    let memo = Memo::of(context.tokens.len());
    for (number, &sentence) in context.sentences.iter().enumerate() {
        let reader = Reader { context: *context, sentence, memo: &memo };
        let mut kept: Option<Match> = None;
        let first = scratch.candidates.len();
        let mut from = sentence.first;
        while let Some(at) = next_cue(context.cues, from, sentence.end, cue::DATE) {
            from = at + 1;
            // Inside of what was found only what is longer counts.
            let before = kept.filter(|before| before.end > at);
            let floor = before.map_or(0, |before| before.end - before.first);
            let Some(found) = longest(&reader, at, floor, scratch) else { continue };
            if let Some(done) = kept.replace(found).filter(|_| before.is_none()) {
                keep(&reader, done, number as u32, &mut valuer, scratch);
            }
            std::mem::swap(&mut scratch.found, &mut scratch.kept);
        }
        if let Some(last) = kept {
            keep(&reader, last, number as u32, &mut valuer, scratch);
        }
        if scratch.candidates.len() > first + 1 {
            range::join(&reader, &scratch.candidates[first..], &mut scratch.dates, valuer.anchor);
        }
    }
}

fn keep(reader: &Reader<'_>, found: Match, sentence: u32, valuer: &mut Valuer, scratch: &mut Scratch) {
    let rule = &reader.context.resources.dates.rules[found.rule as usize];
    if title::is_title(reader, (found.first, found.end), &scratch.kept) {
        return;
    }
    let Some(timex) = valuer.timex(reader, rule, (found.first, found.end), sentence, &scratch.kept) else { return };
    let number = scratch.dates.len() as u32;
    scratch.dates.push(Found { timex, rule: rule.name });
    scratch.candidates.push(Candidate {
        first: found.first,
        end: found.end,
        reading: Reading::Date { number },
        score: WORTH + f32::from(u16::try_from(found.end - found.first).unwrap_or(u16::MAX)),
        sentence,
    });
}

/// The longest match that begins at `at` and takes more than `floor` tokens; of equals the first that asks for what stands
/// around it, else the first.
fn longest(reader: &Reader<'_>, at: u32, floor: u32, scratch: &mut Scratch) -> Option<Match> {
    let dates = &reader.context.resources.dates;
    let alphabet = &dates.alphabet;
    let Scratch { walker, machine, guard, found, .. } = scratch;
    let (rules, reach) = walker.walk(alphabet.automaton(), reader.symbols_from(at), alphabet.edge());
    if rules.is_empty() || reach <= floor {
        return None;
    }
    let before = reader.symbol(at.wrapping_sub(1));
    let mut best: Option<Match> = None;
    for &number in rules.iter().filter(|&&rule| alphabet.may_follow(rule, before)) {
        let rule = &dates.rules[number as usize];
        // Of two that take the same words one that asks for what stands around it has them.
        let rival = best.map(|best| best.end + u32::from(!rule.asks || dates.rules[best.rule as usize].asks));
        let least = rival.unwrap_or(at + floor + 1);
        if least > at + reach {
            continue;
        }
        if let Some(end) = run(&rule.pattern, reader, at, machine)
            && end >= least
            && stands(number, reader, at, end, guard)
        {
            found.clone_from(&machine.taken);
            best = Some(Match { first: at, end, rule: number });
        }
    }
    best
}

/// Runs a pattern forward; where it ends.
fn run(pattern: &Program, reader: &Reader<'_>, at: u32, machine: &mut Machine) -> Option<u32> {
    pattern.run(at, machine, |atom, at| match atom {
        Atom::Part(part) => reader.read(*part, at).map(|(end, _)| end),
        atom => single(reader, atom, at),
    })
}

/// Runs a guard backward.
fn run_back(pattern: &Program, reader: &Reader<'_>, at: u32, machine: &mut Machine) -> Option<u32> {
    pattern.run(at, machine, |atom, at| match atom {
        Atom::Part(part) => reader.read_back(*part, at),
        atom => {
            let before = at.checked_sub(1)?;
            single(reader, atom, before).map(|_| before)
        }
    })
}

/// A step of one token.
fn single(reader: &Reader<'_>, atom: &Atom, at: u32) -> Option<u32> {
    let token = reader.token(at)?;
    let fits = match atom {
        Atom::Word(word) => token.word == *word,
        Atom::Mark(mark) => token.is(*mark),
        // A name is written with a capital; "will" and "to" are names of people, too.
        Atom::Class(class) => {
            let name = class.any(Classes::GIVEN.or(Classes::SURNAME));
            reader.context.resources.classes(token).any(*class) && (token.is_capital() || !name)
        }
        Atom::Gap => !token.is(b','),
        Atom::Part(_) | Atom::Trigger(_) => false,
    };
    fits.then_some(at + 1)
}

/// Whether what stands around `at..end` is as the rule of that number asks.
fn stands(number: u16, reader: &Reader<'_>, at: u32, end: u32, machine: &mut Machine) -> bool {
    let dates = &reader.context.resources.dates;
    let rule = &dates.rules[number as usize];
    let before = |left: &Program, machine: &mut Machine| run_back(left, reader, at, machine).is_some();
    let behind = |right: &Program, machine: &mut Machine| run(right, reader, end, machine).is_some();
    rule.left.as_ref().is_none_or(|left| before(left, machine))
        && rule.right.as_ref().is_none_or(|right| behind(right, machine))
        && rule.not_left.as_ref().is_none_or(|left| {
            let may = dates.alphabet.may_forbid_before(number, reader.symbol(at.wrapping_sub(1)));
            !may || !before(left, machine)
        })
        && rule.not_right.as_ref().is_none_or(|right| {
            let may = dates.alphabet.may_forbid_behind(number, reader.symbol(end));
            !may || !behind(right, machine)
        })
}
