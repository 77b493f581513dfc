//! What a claim is worth: whether it is made, gainsaid or denied, as a fact or not, by whom, and for when.
//! The engine decides this for every pattern alike, from the words around the trigger.

use super::Context;
use super::passing::{is_over, over};
use super::scope::{scope, speaks, told_by};
use super::slot::passed_over;
use super::subject::{antecedent, is_time, subject_of};
use super::when::{is_ahead, when};
use crate::relation::{DateSource, Modality, Polarity, When};
use crate::resources::{Classes, FormBits};
use crate::span::Span;
use crate::text::Shape;

/// A trigger with the auxiliaries, adverbs and carrying verbs in front of it: "has not yet been", "plans to".
#[allow(clippy::struct_excessive_bools)] // each says one thing of the group, in any mixture
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
    /// The auxiliary nearest to the trigger is a form of have or be, and no "to" stands between.
    pub(super) wants_participle: bool,
    polarity: Polarity,
    modality: Modality,
    /// A verb outside of the group that governs it, with a subject of its own: "accused X of hacking".
    governor: Option<u32>,
    /// Who stands in the group as the one who says so: "is accused by X of hacking".
    speaker: Option<u32>,
    /// The claim's own subject denies it: "denied hacking".
    own_denial: bool,
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
        // Between two touching names: the space there.
        if self.end == self.trigger {
            return Span::new(context.token(self.trigger - 1).end, context.token(self.trigger).start);
        }
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
        wants_participle: false,
        polarity: Polarity::Asserted,
        modality: Modality::Fact,
        governor: None,
        speaker: None,
        own_denial: false,
    };
    // What stands before a "to" is an auxiliary of another verb.
    let (mut be, mut have, mut to, mut carried) = (false, false, false, false);
    // A verb that stands as a noun would: "hacking", "having hacked"; a thing meant, "a plan to", that a verb may carry.
    let (mut gerund, mut goal) = (form.any(FormBits::GERUND), false);
    let mut nearest_auxiliary: Option<bool> = None;
    let mut left = at;
    while left > context.sentence.first {
        let before = left - 1;
        let token = context.token(before);
        let classes = context.classes(before);
        let word = context.word(before);
        if let Some(mention) = context.mention_at(before) {
            // "who now lives", "on Monday killed".
            if !(verb && is_time(context, mention)) {
                break;
            }
            left = context.start_of(mention, before);
            let preposition = left > context.sentence.first && matches!(context.word(left - 1), "on" | "in" | "since");
            left -= u32::from(preposition);
            continue;
        }
        let lower = token.shape == Shape::Lower;
        if token.shape == Shape::Clitic && token.is(b'n') || classes.any(Classes::NEGATION) {
            if !verb && !matches!(word, "no" | "not" | "never" | "without") {
                break;
            }
            group.polarity = Polarity::Negated;
        } else if gerund && matches!(word, "of" | "with") && before > context.sentence.first {
            // "stopped short of hacking"
            if context.word(before - 1) == "short" && before >= context.sentence.first + 2 {
                group.polarity = Polarity::Negated;
                (left, gerund) = (before - 2, false);
                continue;
            }
            let Some(place) = accusation(context, before, &mut group) else { break };
            left = place;
            gerund = false;
            if group.governor.is_some() {
                break;
            }
            continue;
        } else if gerund && classes.any(Classes::DENY) {
            group.polarity = Polarity::Denied;
            group.own_denial = true;
            (gerund, to) = (false, false);
        } else if lower && classes.any(Classes::ALLEGED) && !classes.any(Classes::SAY.or(Classes::BE)) {
            group.modality = Modality::Alleged;
        } else if !verb {
            // Before a noun: adjectives are passed by the patterns themselves.
            break;
        } else if word == "to" {
            (to, carried) = (true, true);
        } else if classes.any(Classes::BE) {
            gerund |= word == "being";
            if to {
                // "is to visit"
                group.modality = if group.modality == Modality::Fact { Modality::Planned } else { group.modality };
            } else if !carried {
                be = true;
                nearest_auxiliary.get_or_insert(true);
            }
            to = false;
        } else if classes.any(Classes::HAVE) {
            gerund |= word == "having";
            if !carried {
                have = true;
                nearest_auxiliary.get_or_insert(false);
            }
            to = false;
        } else if classes.any(Classes::AUXILIARY) || (token.shape == Shape::Clitic && matches!(token.mark, b'l' | b'd')) {
            match word {
                "may" | "might" | "could" | "can" | "May" | "Might" | "Could" | "Can" if group.modality == Modality::Fact => {
                    group.modality = Modality::Possible;
                }
                "will" | "shall" | "'ll" | "wo" | "Will" if group.modality == Modality::Fact => {
                    group.modality = Modality::Planned;
                }
                "would" | "should" | "must" | "'d" | "Would" if group.modality == Modality::Fact => {
                    group.modality = Modality::Possible;
                }
                _ => {}
            }
        } else if to && matches!(word, "yet") {
            group.polarity = Polarity::Negated;
            to = false;
        } else if word == "longer" && context.word(before.saturating_sub(1)).eq_ignore_ascii_case("no") {
            // "no longer": the next step negates.
        } else if classes.any(Classes::POSSIBLE)
            || (to && matches!(word, "seem" | "seems" | "seemed" | "appear" | "appears" | "appeared"))
        {
            group.modality = Modality::Possible;
            to = false;
        } else if (to || gerund) && classes.any(Classes::FAILS) {
            group.polarity = Polarity::Negated;
            (to, gerund) = (false, false);
        } else if to && is_goal(word) {
            // "in talks to buy", "a plan to buy"
            group.modality = Modality::Planned;
            (to, goal) = (false, true);
        } else if to && classes.any(Classes::PLANNED) {
            group.modality = Modality::Planned;
            to = false;
            goal = word.starts_with("plan");
        } else if to && matches!(word, "offered" | "offers" | "offering" | "willing" | "ready" | "set" | "keen" | "eager") {
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
        } else if goal
            && matches!(word, "in" | "announced" | "unveiled" | "made" | "signed" | "reached" | "outlined" | "disclosed")
        {
            goal = false;
        } else if goal && matches!(word, "scrapped" | "dropped" | "abandoned" | "shelved" | "cancelled" | "canceled") {
            group.polarity = Polarity::Negated;
            goal = false;
        } else if !(classes.any(Classes::ADVERB) || token.is(b'"') || (goal && classes.any(Classes::DETERMINER))) {
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
    group.wants_participle = nearest_auxiliary.is_some();
    group
}

/// A noun for what is meant to be done, in front of "to".
fn is_goal(word: &str) -> bool {
    matches!(
        word,
        "talks" | "negotiations" | "discussions" | "plan" | "plans" | "deal" | "bid" | "offer" | "proposal" | "agreement"
    )
}

fn accuses(context: &Context<'_>, at: u32) -> bool {
    let accusing =
        ["accuse", "accuses", "accused", "accusing", "suspect", "suspects", "suspected", "charged", "charges", "charging"];
    context.token(at).shape == Shape::Lower && accusing.contains(&context.word(at))
}

/// Behind "accused of", "accused X of" or "accused by X of" stands an allegation: gives the group's first token.
fn accusation(context: &Context<'_>, of: u32, group: &mut VerbGroup) -> Option<u32> {
    let first = context.sentence.first;
    if accuses(context, of - 1) {
        group.modality = Modality::Alleged;
        return Some(of - 1);
    }
    let mention = context.mention_at(of - 1)?;
    let mut at = context.start_of(mention, of - 1);
    while at > first && (passed_over(context, at - 1) || context.classes(at - 1).any(Classes::TITLE.or(Classes::ROLE))) {
        at -= 1;
    }
    if at > first && accuses(context, at - 1) {
        group.modality = Modality::Alleged;
        group.governor = Some(at - 1);
        return Some(of);
    }
    if at >= first + 2 && context.word(at - 1) == "by" && accuses(context, at - 2) {
        group.modality = Modality::Alleged;
        group.speaker = speaks(context, mention).then_some(mention);
        return Some(at - 2);
    }
    None
}

/// Decides what is stated of the ends of a match; nothing if nobody states it, as in a novel.
pub(super) fn assert(
    context: &Context<'_>,
    group: &VerbGroup,
    ends: ((u32, u32), (u32, u32)),
    mentions_end: u32,
) -> Option<Stated> {
    let mut group = *group;
    let low = ends.0.0.min(ends.0.1).min(ends.1.0).min(ends.1.1);
    let high = ends.0.0.max(ends.0.1).max(ends.1.0).max(ends.1.1).max(group.end);
    if !group.verb {
        noun_group(context, low, &mut group);
    }
    let VerbGroup { mut polarity, mut modality, .. } = group;
    // "X denied that it had": the claim begins at the pronoun that stands for X.
    let pronoun = pronoun_before(context, group.first);
    let scope = scope(context, pronoun.unwrap_or(low.min(group.first)), high);
    if scope.fiction {
        return None;
    }
    if scope.negated && polarity == Polarity::Asserted {
        polarity = Polarity::Negated;
    }
    let mut speaker = None;
    if scope.denied && polarity == Polarity::Asserted {
        polarity = Polarity::Denied;
        speaker = scope.denier.and_then(|verb| subject_of(context, verb, false));
    } else if group.own_denial {
        speaker = subject_of(context, group.first, false);
    } else if let Some(governor) = group.governor {
        speaker = subject_of(context, governor, false);
    }
    if polarity == Polarity::Denied {
        // What is denied is the fact, whatever it is called.
    } else if scope.conditional && matches!(modality, Modality::Fact | Modality::Planned) {
        modality = Modality::Conditional;
    } else if modality == Modality::Fact {
        if let Some(weaker) = scope.modality {
            modality = weaker;
        } else if context.token(context.sentence.end - 1).is(b'?') {
            modality = Modality::Question;
        }
    }
    let speaker = speaker.or(group.speaker).filter(|&speaker| speaks(context, speaker)).or_else(|| told_by(context, &group));
    let mut when = when(context, &group, (low, high), mentions_end);
    // "was then editor of", "is a former partner at"
    if !group.verb && when.is_some_and(|when| when.source == DateSource::Article) && is_over(context, group.trigger, low) {
        when = over(context);
    }
    if modality == Modality::Fact && group.verb && when.is_some_and(|when| is_ahead(context, group.trigger, high, when)) {
        modality = Modality::Planned;
    }
    Some(Stated { polarity, modality, speaker, when })
}

/// What stands between the first end of a claim and the noun that states it: "is not a", "may be the", "the alleged".
/// A copula counts as a verb does, with all that carries it: "plans to become", "denied being".
fn noun_group(context: &Context<'_>, low: u32, group: &mut VerbGroup) {
    let mut copula = false;
    for at in (low..group.first).rev() {
        // Behind a comma stands an apposition or relative clause with a verb of its own.
        if context.token(at).is(b',') {
            break;
        }
        if context.mention_at(at).is_some() {
            continue;
        }
        let classes = context.classes(at);
        let token = context.token(at);
        if !copula && is_copula(context, at) {
            copula = true;
            let form = if context.word(at) == "being" { FormBits::GERUND } else { FormBits::PAST };
            let carried = verb_group(context, at, at + 1, FormBits(form));
            group.polarity = if carried.polarity == Polarity::Asserted { group.polarity } else { carried.polarity };
            group.modality = if carried.modality == Modality::Fact { group.modality } else { carried.modality };
            group.own_denial |= carried.own_denial;
            group.first = group.first.min(carried.first);
        } else if classes.any(Classes::NEGATION) || (token.shape == Shape::Clitic && token.is(b'n')) {
            group.polarity = Polarity::Negated;
        } else if group.modality != Modality::Fact {
        } else if classes.any(Classes::POSSIBLE) {
            group.modality = Modality::Possible;
        } else if classes.any(Classes::PLANNED) {
            group.modality = Modality::Planned;
        } else if classes.any(Classes::ALLEGED) {
            group.modality = Modality::Alleged;
        }
    }
    // "may hasten X's departure": a verb before the claim that may be, or will be, takes the claim with it.
    if group.modality == Modality::Fact && low >= context.sentence.first + 2 {
        let verb = (context.sentence.first + 1..low).rev().find(|&at| !passed_over(context, at));
        let modal = verb.filter(|&at| context.token(at).shape == Shape::Lower && context.mention_at(at).is_none());
        match modal.map(|at| context.word(at - 1)) {
            Some("may" | "might" | "could" | "would" | "should") => group.modality = Modality::Possible,
            Some("will") => group.modality = Modality::Planned,
            _ => {}
        }
    }
}

/// A form of be, become or remain.
pub(super) fn is_copula(context: &Context<'_>, at: u32) -> bool {
    context.mention_at(at).is_none()
        && (context.classes(at).any(Classes::BE)
            || matches!(context.word(at), "become" | "becomes" | "became" | "becoming" | "remain" | "remains" | "remained"))
}

/// The pronoun in front of a verb group, if it is the subject of what a name says: "X said that it had".
fn pronoun_before(context: &Context<'_>, at: u32) -> Option<u32> {
    let mut at = at;
    while at > context.sentence.first && passed_over(context, at - 1) {
        at -= 1;
    }
    let pronoun = at.checked_sub(1).filter(|&at| at > context.sentence.first)?;
    antecedent(context, pronoun).map(|_| pronoun)
}
