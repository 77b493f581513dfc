//! What is stated in passing, by a title or an apposition, and whether it is over.

use super::Context;
use super::assertion::{Stated, VerbGroup, is_copula};
use super::when::published;
use crate::date::{Date, Interval};
use crate::label::Label;
use crate::relation::{DateSource, Modality, Polarity, When};
use crate::resources::Classes;

/// What is stated in passing, by a title or an apposition: it holds whatever the sentence says of it. A former post was over
/// when the article was written. `low` is where the claim begins.
pub(super) fn presuppose(context: &Context<'_>, group: &VerbGroup, low: u32) -> Stated {
    let former = is_over(context, group.trigger, low) || was_over(context, group.trigger, low);
    let when = if former { over(context) } else { published(context) };
    Stated { polarity: Polarity::Asserted, modality: Modality::Fact, speaker: None, when }
}

/// The time of what was over when the article was written.
pub(super) fn over(context: &Context<'_>) -> Option<When> {
    let day = context.document.published.map(Date::interval)?;
    Some(When { interval: Interval { earliest: None, latest: day.latest }, source: DateSource::Former })
}

/// Puts what the past tense tells, and no date, into the time before the article.
pub(super) fn put_back(context: &Context<'_>, stated: &mut Stated) {
    if stated.polarity == Polarity::Asserted && stated.when.is_some_and(|when| when.source == DateSource::Article) {
        stated.when = over(context);
    }
}

/// Whether a verb has the form of the past tense.
pub(super) fn is_preterite(context: &Context<'_>, at: u32) -> bool {
    let word = context.word(at);
    // "Need" and "aged" have none.
    (word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && word != "aged") || context.classes(at).any(Classes::PAST)
}

/// Whether a claim is told in the past tense: headed, was the head of. But: said he headed, has headed, was named head.
pub(super) fn was(context: &Context<'_>, group: &VerbGroup, ends: ((u32, u32), (u32, u32))) -> bool {
    let low = ends.0.0.min(ends.0.1).min(ends.1.0).min(ends.1.1).min(group.first);
    let told = |at: u32| context.classes(at).any(Classes::SAY) && context.mention_at(at).is_none();
    if (context.sentence.first..low).any(told) {
        return false;
    }
    if group.verb {
        let plain = group.trigger == group.first && context.word(group.trigger) != "became";
        return plain && is_preterite(context, group.trigger);
    }
    let copula = (low..group.first).rev().find(|&at| is_copula(context, at));
    let made = |at: u32| {
        matches!(context.word(at), "named" | "appointed" | "elected" | "reelected" | "made" | "chosen" | "picked" | "sworn")
    };
    copula.is_some_and(|at| matches!(context.word(at), "was" | "were") && !(at + 1..group.first).any(made))
}

/// Whether a word there says that an office is over.
fn is_past(context: &Context<'_>, at: u32) -> bool {
    let word = context.word(at);
    let one_time = || at > context.sentence.first + 1 && context.token(at - 1).is(b'-') && context.word(at - 2) == "one";
    matches!(word, "former" | "Former" | "ex" | "Ex" | "late" | "then" | "formerly" | "onetime" | "ousted" | "deposed")
        || (word == "time" && one_time())
}

/// Whether a word before an office, behind `low` where the claim begins, says that it is over: a former officer of the Navy; but
/// not: a former officer and now a partner; was then named head.
pub(super) fn is_over(context: &Context<'_>, trigger: u32, low: u32) -> bool {
    let parts = |at: u32| {
        context.mention_at(at).is_none()
            && (context.token(at).is(b',')
                || context.classes(at).any(Classes::PREPOSITION.or(Classes::LOCATIVE))
                || matches!(context.word(at), "and" | "now" | "named" | "appointed" | "elected" | "made"))
    };
    let near = low.min(trigger).max(trigger.saturating_sub(5))..trigger;
    near.rev().take_while(|&at| !parts(at)).any(|at| is_past(context, at))
}

/// Whether a word before the name with which the claim begins, at `low`, says that the office is over: then-U.S. Treasury Secretary.
fn was_over(context: &Context<'_>, trigger: u32, low: u32) -> bool {
    let first = context.sentence.first;
    let low = low.min(trigger);
    let past = |at: u32| is_past(context, at);
    let phrase = |at: u32| {
        // "former Boeing and Airbus engineer"
        let body = |mention: u32| context.mentions[mention as usize].label.base() != Label::PERSON;
        let joins = context.word(at) == "and" && at > first && context.mention_at(at - 1).is_some_and(body);
        context.token(at).is(b'-') || context.mention_at(at).is_some() || context.classes(at).any(Classes::ROLE_MODIFIER) || joins
    };
    (first.max(low.saturating_sub(8))..low).rev().find(|&at| past(at) || !phrase(at)).is_some_and(past)
}
