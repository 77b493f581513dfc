//! What a claim is worth: whether it is made, gainsaid or denied, as a fact or not, by whom, and for when.
//! The engine decides this for every pattern alike, from the words around the trigger.

use super::Context;
use crate::date::TimexType;
use crate::mention::{Label, Value};
use crate::relation::{DateSource, Modality, Polarity, When};
use crate::resources::{Classes, FormBits};
use crate::span::Span;
use crate::text::{Shape, has};

/// A trigger with the auxiliaries, adverbs and carrying verbs in front of it: "has not yet been", "plans to".
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// Its first token.
    pub(super) first: u32,
    /// The trigger's first token.
    pub(super) trigger: u32,
    /// The token after its last.
    pub(super) end: u32,
    /// A participle behind a form of be.
    pub(super) passive: bool,
    /// The trigger is a verb, not a noun or mark.
    pub(super) verb: bool,
    /// A participle behind a form of have alone: "has hacked" is active.
    pub(super) has_object_auxiliary: bool,
    polarity: Polarity,
    modality: Modality,
}

/// What the engine decides of a claim.
pub(super) struct Stated {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    pub(super) speaker: Option<u32>,
    pub(super) when: Option<When>,
}

impl VerbGroup {
    /// The trigger's words.
    pub(super) fn span(&self, context: &Context<'_>) -> Span {
        Span::new(context.token(self.trigger).start, context.token(self.end - 1).end)
    }
}

/// The group of the trigger `at..after`: looks left over what may stand between subject and verb.
pub(super) fn verb_group(context: &Context<'_>, at: u32, after: u32, form: FormBits) -> VerbGroup {
    let verb = form.any(FormBits::BASE | FormBits::PRESENT | FormBits::GERUND | FormBits::PAST | FormBits::PARTICIPLE);
    let mut group = VerbGroup {
        verb,
        first: at,
        trigger: at,
        end: after,
        passive: false,
        has_object_auxiliary: false,
        polarity: Polarity::Asserted,
        modality: Modality::Fact,
    };
    let (mut be, mut have, mut to) = (false, false, false);
    let mut nearest_auxiliary: Option<bool> = None;
    let mut left = at;
    while left > context.sentence.first {
        let before = left - 1;
        let token = context.token(before);
        let classes = context.classes(before);
        let word = context.word(before);
        if context.mention_at(before).is_some() {
            break;
        }
        if token.shape == Shape::Clitic && token.is(b'n') || classes.any(Classes::NEGATION) {
            if !verb && !matches!(word, "no" | "not" | "never" | "without") {
                break;
            }
            group.polarity = Polarity::Negated;
        } else if classes.any(Classes::ALLEGED) && !classes.any(Classes::SAY.or(Classes::BE)) {
            group.modality = Modality::Alleged;
        } else if !verb {
            // Before a noun: adjectives are passed by the patterns themselves.
            break;
        } else if word == "to" {
            to = true;
        } else if classes.any(Classes::BE) {
            be = true;
            nearest_auxiliary.get_or_insert(true);
            to = false;
        } else if classes.any(Classes::HAVE) {
            have = true;
            nearest_auxiliary.get_or_insert(false);
            to = false;
        } else if classes.any(Classes::AUXILIARY) || (token.shape == Shape::Clitic && matches!(token.mark, b'l' | b'd')) {
            let lower = word.to_ascii_lowercase();
            match lower.as_str() {
                "may" | "might" | "could" | "can" if group.modality == Modality::Fact => group.modality = Modality::Possible,
                "will" | "shall" | "'ll" | "wo" if group.modality == Modality::Fact => group.modality = Modality::Planned,
                "would" | "should" | "must" | "'d" if group.modality == Modality::Fact => group.modality = Modality::Possible,
                _ => {}
            }
        } else if classes.any(Classes::POSSIBLE) && classes.any(Classes::ADVERB.or(Classes::POSSIBLE)) && !to {
            group.modality = Modality::Possible;
        } else if (to || form.any(FormBits::GERUND)) && classes.any(Classes::FAILS) {
            group.polarity = Polarity::Negated;
            to = false;
        } else if form.any(FormBits::GERUND) && classes.any(Classes::DENY) {
            group.polarity = Polarity::Denied;
        } else if to && classes.any(Classes::PLANNED) {
            group.modality = Modality::Planned;
            to = false;
        } else if to
            && (classes.any(Classes::CARRIES)
                || matches!(word, "agreed" | "agrees" | "agree" | "decided" | "voted" | "ordered" | "forced"))
        {
            if matches!(word, "agreed" | "agrees" | "agree" | "decided" | "voted") {
                group.modality = Modality::Planned;
            }
            to = false;
        } else if form.any(FormBits::GERUND)
            && matches!(word, "of" | "with" | "by")
            && before > context.sentence.first
            && context.classes(before - 1).any(Classes::ALLEGED)
        {
            group.modality = Modality::Alleged;
        } else if !(classes.any(Classes::ADVERB) || token.is(b'"')) {
            break;
        }
        left = before;
    }
    // A "to" that nothing carries is no part of the verb's group: "a plan for X to buy Y" still plans.
    if to {
        group.modality = if group.modality == Modality::Fact { Modality::Planned } else { group.modality };
    }
    group.first = left;
    let participle = form.any(FormBits::PARTICIPLE);
    group.passive = participle && be && nearest_auxiliary == Some(true);
    group.has_object_auxiliary = participle && have && nearest_auxiliary == Some(false);
    group
}

/// Decides what is stated of the ends of a match.
pub(super) fn assert(context: &Context<'_>, group: &VerbGroup, ends: ((u32, u32), (u32, u32)), mentions_end: u32) -> Stated {
    let mut polarity = group.polarity;
    let mut modality = group.modality;
    let low = ends.0.0.min(ends.0.1).min(ends.1.0).min(ends.1.1);
    if !group.verb {
        noun_group(context, low, group.first, &mut polarity, &mut modality);
    }
    let (denied, conditional, alleged) = scope(context, low.min(group.first));
    if denied && polarity == Polarity::Asserted {
        polarity = Polarity::Denied;
    }
    if modality == Modality::Fact {
        if conditional {
            modality = Modality::Conditional;
        } else if alleged {
            modality = Modality::Alleged;
        } else if context.token(context.sentence.end - 1).is(b'?') {
            modality = Modality::Question;
        }
    }
    Stated { polarity, modality, speaker: speaker(context, group, mentions_end), when: when(context, group, mentions_end) }
}

/// What is stated in passing, by a title or an apposition: it holds whatever the sentence says of it. Of a former post
/// it is not known when.
pub(super) fn presuppose(context: &Context<'_>, group: &VerbGroup) -> Stated {
    let past = (context.sentence.first.max(group.trigger.saturating_sub(4))..group.trigger)
        .any(|at| matches!(context.word(at), "former" | "Former" | "ex" | "late" | "then" | "onetime" | "ousted" | "deposed"));
    let when = context.document.published.filter(|_| !past);
    Stated {
        polarity: Polarity::Asserted,
        modality: Modality::Fact,
        speaker: None,
        when: when.map(|date| When { interval: date.interval(), source: DateSource::Article }),
    }
}

/// What stands between the first end of a claim and the noun that states it: "is not a", "may be the", "the alleged".
fn noun_group(context: &Context<'_>, low: u32, end: u32, polarity: &mut Polarity, modality: &mut Modality) {
    for at in (low..end).rev() {
        // Behind a comma stands an apposition or relative clause with a verb of its own.
        if context.token(at).is(b',') {
            break;
        }
        if context.mention_at(at).is_some() {
            continue;
        }
        let classes = context.classes(at);
        let token = context.token(at);
        if classes.any(Classes::NEGATION) || (token.shape == Shape::Clitic && token.is(b'n')) {
            *polarity = Polarity::Negated;
        } else if *modality != Modality::Fact {
        } else if classes.any(Classes::POSSIBLE) {
            *modality = Modality::Possible;
        } else if classes.any(Classes::PLANNED) {
            *modality = Modality::Planned;
        } else if classes.any(Classes::ALLEGED) {
            *modality = Modality::Alleged;
        }
    }
}

/// What stands before the claim in its sentence and governs it: a denial, a condition, an allegation.
fn scope(context: &Context<'_>, before: u32) -> (bool, bool, bool) {
    let (mut denied, mut conditional, mut alleged) = (false, false, false);
    for at in (context.sentence.first..before).rev() {
        let token = context.token(at);
        if token.is(b';') {
            break;
        }
        let classes = context.classes(at);
        let near = before - at <= 6;
        // "denied that X hacked Y": the denial reaches over a clause that begins with that, not over another verb of saying.
        if near && classes.any(Classes::DENY) {
            denied = true;
        }
        if classes.any(Classes::CONDITIONAL) {
            conditional = true;
        }
        if near
            && (classes.any(Classes::ALLEGED)
                || matches!(context.word(at), "unclear" | "accused" | "suspects" | "alleges" | "claims" | "claimed"))
        {
            alleged = true;
        }
        if classes.any(Classes::SAY) && !classes.any(Classes::DENY) && !matches!(context.word(at), "claims" | "claimed" | "claim")
        {
            break;
        }
    }
    (denied, conditional, alleged)
}

/// Who says so: "according to X", or the one who stands beside a verb of saying outside of the claim.
fn speaker(context: &Context<'_>, group: &VerbGroup, _mentions_end: u32) -> Option<u32> {
    for at in context.sentence.first..context.sentence.end {
        if context.token(at).shape == Shape::Lower || at == context.sentence.first {
            if context.word(at).eq_ignore_ascii_case("according") && at + 2 < context.sentence.end && context.word(at + 1) == "to"
            {
                return (at + 2..context.sentence.end.min(at + 12))
                    .find_map(|at| context.mention_at(at).filter(|&m| speaks(context, m)));
            }
            let outside = at < group.first || at >= group.end;
            if outside && context.classes(at).any(Classes::SAY) && context.token(at).shape == Shape::Lower {
                let right = (at > context.sentence.first).then(|| context.mention_at(at - 1)).flatten();
                let left = (at + 1 < context.sentence.end).then(|| context.mention_at(at + 1)).flatten();
                // "said Brown" only behind a quote or comma, else what follows is what is said.
                let inverted = at > context.sentence.first && matches!(context.token(at - 1).mark, b',' | b'"');
                let found = right.or(left.filter(|_| inverted)).filter(|&m| speaks(context, m));
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    None
}

fn speaks(context: &Context<'_>, mention: u32) -> bool {
    let mention = &context.mentions[mention as usize];
    mention.referent.is_some() && [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&mention.label.base())
}

/// The time expression of the claim's clause nearest to the trigger, else the article's date.
fn when(context: &Context<'_>, group: &VerbGroup, mentions_end: u32) -> Option<When> {
    let mut best: Option<(u32, crate::date::Interval)> = None;
    for number in context.base..mentions_end {
        let Value::Timex(timex) = &context.mentions[number as usize].value else { continue };
        let Some(interval) = timex.interval.filter(|_| matches!(timex.timex_type, TimexType::Date | TimexType::Time)) else {
            continue;
        };
        let Some(at) = (context.sentence.first..context.sentence.end).find(|&at| context.mention_at(at) == Some(number)) else {
            continue;
        };
        let (low, high) = if at < group.first { (at, group.first) } else { (group.end, at) };
        let parted = (low..high).any(|at| {
            let said = context.classes(at).any(Classes::SAY) && context.token(at).shape == Shape::Lower;
            said || context.token(at).is(b';') || (context.token(at).is(b'"') && context.token(at).has(has::SPACE))
        });
        if parted {
            continue;
        }
        let distance = high - low;
        if best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, interval));
        }
    }
    match best {
        Some((_, interval)) => Some(When { interval, source: DateSource::Clause }),
        None => context.document.published.map(|date| When { interval: date.interval(), source: DateSource::Article }),
    }
}
