//! For when a claim is made: the date that its own clause tells, else the article's.

use super::Context;
use super::assertion::VerbGroup;
use super::passing::is_preterite;
use super::subject::is_time;
use crate::date::{Interval, TimexType};
use crate::mention::Value;
use crate::relation::{DateSource, When};
use crate::resources::Classes;
use crate::text::{Shape, has};

/// The time expression nearest to the trigger that no other clause has, else the article's date. `low..high` is where the
/// claim stands.
pub(super) fn when(context: &Context<'_>, group: &VerbGroup, claim: (u32, u32), mentions_end: u32) -> Option<When> {
    let mut best: Option<(u32, Interval)> = None;
    let mut from = context.sentence.first;
    for number in context.base..mentions_end {
        let mention = &context.mentions[number as usize];
        let Value::Timex(timex) = &mention.value else { continue };
        let Some(interval) = timex.interval.filter(|_| matches!(timex.timex_type, TimexType::Date | TimexType::Time)) else {
            continue;
        };
        let Some(at) = (from..context.sentence.end).find(|&at| context.mention_at(at) == Some(number)) else { continue };
        from = context.end_of(number, at);
        let distance = if at < group.first { group.first - at } else { at - group.end.min(at) };
        if best.is_some_and(|(nearest, _)| nearest <= distance) || !is_own(context, group, claim, (at, from)) {
            continue;
        }
        let Some(interval) = bounded(context, at, interval) else { continue };
        // "Zorvex said on Monday it had bought": by Monday.
        let done = group.has_object_auxiliary && at < group.first && clause_before(context, at).any(|at| is_said(context, at));
        best = Some((distance, Interval { earliest: interval.earliest.filter(|_| !done), ..interval }));
    }
    match best {
        Some((_, interval)) => Some(When { interval, source: DateSource::Clause }),
        None => published(context),
    }
}

/// The article's date.
pub(super) fn published(context: &Context<'_>) -> Option<When> {
    context.document.published.map(|date| When { interval: date.interval(), source: DateSource::Article })
}

/// The tokens before a date back to a comma, the nearest first.
fn clause_before<'c>(context: &'c Context<'_>, first: u32) -> impl Iterator<Item = u32> + 'c {
    (context.sentence.first..first).rev().take_while(|&at| !context.token(at).is(b','))
}

/// Whether a word there is a verb of saying.
fn is_said(context: &Context<'_>, at: u32) -> bool {
    context.classes(at).any(Classes::SAY) && context.token(at).shape == Shape::Lower
}

/// What the word before a date makes of its days: since, until; nothing where it is said to be another day: before 1976.
fn bounded(context: &Context<'_>, first: u32, interval: Interval) -> Option<Interval> {
    let before = first.checked_sub(1).filter(|&before| before >= context.sentence.first).map(|before| context.word(before));
    match before {
        Some("before" | "Before" | "after" | "After") => None,
        Some("since" | "Since") => Some(Interval { latest: None, ..interval }),
        Some("until" | "Until" | "till" | "through" | "by" | "By") => Some(Interval { earliest: None, ..interval }),
        _ => Some(interval),
    }
}

/// Whether a date is of the claim's clause: no verb, no word that begins a clause and no bracket stands between them, and no
/// other verb before the date has it. `first..end` are the date's tokens.
fn is_own(context: &Context<'_>, group: &VerbGroup, (low, high): (u32, u32), (first, end): (u32, u32)) -> bool {
    // A time may stand inside of the verb's group: "on Monday killed".
    let (from, to) = if first < group.first { (end, group.first) } else { (group.end.min(first), first) };
    let parts = |at: u32| {
        let token = context.token(at);
        is_said(context, at) || token.is(b';') || (token.is(b'"') && token.has(has::SPACE))
    };
    if (from..to).any(parts) || in_brackets(context, first) != in_brackets(context, group.trigger) {
        return false;
    }
    if first >= group.end {
        let behind = high.max(group.end).min(first);
        // "since" and "until" may be the date's own.
        return !(behind..first).any(|at| is_verb(context, at) || (at + 1 < first && begins_clause(context, at)));
    }
    // The 1973 war
    if first >= group.first || end == group.first {
        return true;
    }
    // What stands before the claim's first end is passed over from there: "In 2009 X, who runs Y, bought Z".
    let until = if first < low { low.min(group.first) } else { group.first };
    let comma = |at: u32| u32::from(at < until && context.token(at).is(b','));
    // "in 2009, when X bought Y"
    let when = end + comma(end);
    let end = if when < until && context.word(when) == "when" { when + 1 } else { end };
    let between = (end..until).any(|at| begins_clause(context, at) || is_verb(context, at));
    let governed = || clause_before(context, first).any(|at| is_verb(context, at) && !is_said(context, at));
    !between && (when < end || !governed())
}

/// How deep in brackets a token stands.
fn in_brackets(context: &Context<'_>, at: u32) -> usize {
    let marks = |mark: u8| (context.sentence.first..at).filter(|&at| context.token(at).is(mark)).count();
    marks(b'(').saturating_sub(marks(b')'))
}

/// Whether a word there begins another clause: who, after, while.
fn begins_clause(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    // "As" may belong to the claim: hired as chairman.
    token.shape == Shape::Lower && context.classes(at).any(Classes::CLAUSE) && !matches!(context.word(at), "as" | "that" | "how")
}

/// Whether a word there is the verb of a clause, as far as its form tells.
fn is_verb(context: &Context<'_>, at: u32) -> bool {
    if context.token(at).shape != Shape::Lower || context.mention_at(at).is_some() {
        return false;
    }
    let verbs = Classes::BE.or(Classes::HAVE).or(Classes::AUXILIARY);
    // "The proposed deal" has none.
    let noun = at > context.sentence.first && context.classes(at - 1).any(Classes::DETERMINER);
    !noun && (is_preterite(context, at) || context.classes(at).any(verbs))
}

/// Whether a verb in the present has a date of its own behind the article's day: "replaces X as of September", told in August.
/// The claim ends at `high`.
pub(super) fn is_ahead(context: &Context<'_>, verb: u32, high: u32, when: When) -> bool {
    let today = published(context).and_then(|published| published.interval.latest);
    let ahead = when.source == DateSource::Clause && today.is_some() && when.interval.earliest > today;
    ahead && is_dated(context, high) && !is_told_back(context, verb)
}

/// Whether behind the claim stands a date of its own, and none of what the clause speaks of: as of May; but: for the 2024 election.
fn is_dated(context: &Context<'_>, high: u32) -> bool {
    let end = context.sentence.end;
    let parts = |at: u32| context.token(at).is(b',') || context.classes(at).any(Classes::CLAUSE);
    let behind = || (high..end).take_while(|&at| !parts(at) || matches!(context.word(at), "as" | "on"));
    let time = |at: u32| context.mention_at(at).is_some_and(|mention| is_time(context, mention));
    let own = |at: u32| at == high || matches!(context.word(at - 1), "of" | "from" | "in" | "on" | "effective");
    behind().find(|&at| time(at)).is_some_and(own)
}

/// Whether a verb tells what has been: in the past tense, or as chronicles do: "October - X buys Y".
fn is_told_back(context: &Context<'_>, verb: u32) -> bool {
    let first = (context.sentence.first..verb).find(|&at| context.token(at).shape != Shape::Mark);
    let day = first.and_then(|at| Some((context.mention_at(at)?, at))).filter(|&(mention, _)| is_time(context, mention));
    let chronicle = day.is_some_and(|(mention, at)| {
        let behind = context.token(context.end_of(mention, at).min(context.sentence.end - 1));
        behind.is(b'-') || behind.is(b':')
    });
    chronicle || is_preterite(context, verb)
}
