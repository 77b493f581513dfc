//! What a claim is worth: whether it is made, gainsaid or denied, as a fact or not, by whom, and for when.
//! The engine decides this for every pattern alike, from the words around the trigger.

use super::Context;
use super::slot::{antecedent, is_time, passed_over, subject_of};
use crate::date::TimexType;
use crate::label::Label;
use crate::mention::Value;
use crate::relation::{DateSource, Modality, Polarity, When};
use crate::resources::{Classes, FormBits};
use crate::span::Span;
use crate::text::{Shape, has};

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
    let speaker =
        speaker.or(group.speaker).filter(|&speaker| speaks(context, speaker)).or_else(|| self::speaker(context, &group));
    Some(Stated { polarity, modality, speaker, when: when(context, &group, mentions_end) })
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

/// What governs a claim from outside.
#[allow(clippy::struct_excessive_bools)] // as above
#[derive(Default)]
struct Scope {
    denied: bool,
    /// The verb that denies it.
    denier: Option<u32>,
    negated: bool,
    conditional: bool,
    modality: Option<Modality>,
    fiction: bool,
}

/// What stands before the claim in its sentence and governs it: a denial, a condition, an allegation; and behind it, what
/// says that it is false.
fn scope(context: &Context<'_>, before: u32, high: u32) -> Scope {
    let mut scope = Scope::default();
    let first = context.sentence.first;
    let question = context.token(context.sentence.end - 1).is(b'?');
    // Whether nothing but a few words, and no mark or other clause, parts the claim from here.
    let mut joined = true;
    let (mut rumour, mut comma) = (false, false);
    for at in (first..before).rev() {
        let token = context.token(at);
        if token.is(b';') {
            break;
        }
        let next = at + 1;
        comma |= token.is(b',');
        if token.is(b',') && context.word(next) != "that" && context.mention_at(next).is_none() {
            joined = false;
        }
        if context.mention_at(at).is_some() {
            continue;
        }
        let classes = context.classes(at);
        let word = context.word(at);
        if matches!(word, "and" | "but")
            && !(context.mention_at(next).is_some() && at > first && context.mention_at(at - 1).is_some())
        {
            joined = false;
        }
        let near = joined && before - at <= 8;
        if next == before
            && (word.eq_ignore_ascii_case("not") || word.eq_ignore_ascii_case("nor") || word.eq_ignore_ascii_case("neither"))
        {
            scope.negated = true;
        }
        // "denied that X hacked Y": the denial reaches over a clause that begins with that, not over another verb of saying.
        let direct =
            next == before || context.word(next) == "that" || context.mention_at(next).is_some_and(|m| is_time(context, m));
        if near && (direct || rumour) && classes.any(Classes::DENY) {
            scope.denied = true;
            scope.denier = scope.denier.or(Some(at));
        }
        let condition = match word {
            "case" => at > first && context.word(at - 1).eq_ignore_ascii_case("in"),
            "provided" | "providing" | "assuming" | "Provided" | "Providing" | "Assuming" | "Suppose" => {
                context.word(next) == "that" || at == first
            }
            "Once" => at == first,
            "Should" | "Had" | "Were" => at == first && next == before && !question,
            _ => false,
        };
        if condition || classes.any(Classes::CONDITIONAL) {
            scope.conditional = true;
        }
        if near {
            let that = context.word(next) == "that" || (context.token(next).is(b',') && context.word(next + 1) == "that");
            let tells = matches!(
                word,
                "report" | "reports" | "rumour" | "rumor" | "claim" | "theory" | "suggestion" | "belief" | "story"
            );
            rumour |= that && tells;
            if classes.any(Classes::ALLEGED)
                || rumour
                || matches!(word, "unclear" | "accused" | "suspects" | "alleges" | "claims" | "claimed")
                || (matches!(word, "read" | "reads") && context.token(next).is(b'"'))
            {
                scope.modality = scope.modality.or(Some(Modality::Alleged));
            }
            let fact = matches!(word, "evidence" | "proof" | "sign" | "indication" | "indications" | "signs");
            let none = fact && at > first && matches!(context.word(at - 1), "no" | "little" | "any" | "scant" | "No");
            if none && that || classes.any(Classes::POSSIBLE) && (that || next == before) || (word == "possibility" && that) {
                scope.modality = scope.modality.or(Some(Modality::Possible));
            }
            scope.fiction |= matches!(
                word,
                "dreamt" | "dreamed" | "imagined" | "imagines" | "pretended" | "joked" | "jokes" | "impersonating" | "portraying"
            ) || (word == "playing"
                && next == before
                && at > first
                && context.classes(at - 1).any(Classes::COMMON));
        }
        // "In her novel, X invades Y"
        let told = matches!(
            word,
            "novel"
                | "novels"
                | "movie"
                | "film"
                | "dream"
                | "sitcom"
                | "comic"
                | "musical"
                | "opera"
                | "cartoon"
                | "thriller"
                | "satire"
        ) || (word == "game" && matches!(context.word(at.saturating_sub(1)), "video" | "computer" | "board"));
        if told && comma && context.word(first) == "In" && at <= first + 5 {
            scope.fiction = true;
        }
        let noun = at > first && context.classes(at - 1).any(Classes::DETERMINER);
        if classes.any(Classes::SAY)
            && !noun
            && !rumour
            && !classes.any(Classes::DENY)
            && !matches!(word, "claims" | "claimed" | "claim")
        {
            break;
        }
    }
    // "The rumour that X did Y is false"
    if rumour {
        let end = context.sentence.end.min(high + 4);
        let is = (high..end).find(|&at| context.classes(at).any(Classes::BE));
        let false_word = |at: u32| {
            matches!(
                context.word(at),
                "false" | "untrue" | "unfounded" | "baseless" | "fabricated" | "wrong" | "nonsense" | "hoax" | "lie"
            )
        };
        if is.is_some_and(|at| (at + 1..context.sentence.end.min(at + 4)).any(false_word)) {
            scope.denied = true;
        }
    }
    scope
}

/// Who says so: "according to X", or the one who stands beside a verb of saying outside of the claim.
fn speaker(context: &Context<'_>, group: &VerbGroup) -> Option<u32> {
    for at in context.sentence.first..context.sentence.end {
        if context.token(at).shape == Shape::Lower || at == context.sentence.first {
            if context.word(at).eq_ignore_ascii_case("according") && at + 2 < context.sentence.end && context.word(at + 1) == "to"
            {
                return (at + 2..context.sentence.end.min(at + 12))
                    .find_map(|at| context.mention_at(at).filter(|&m| speaks(context, m)));
            }
            let outside = at < group.first || at >= group.end;
            if outside && context.classes(at).any(Classes::SAY) && context.token(at).shape == Shape::Lower {
                let right = if at > context.sentence.first { says(context, at) } else { None };
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

/// Who stands before a verb of saying: its subject, or the one for whom somebody speaks ("a spokesman for X said").
fn says(context: &Context<'_>, at: u32) -> Option<u32> {
    subject_of(context, at, false).or_else(|| {
        let mention = context.mention_at(at - 1)?;
        let start = context.start_of(mention, at - 1);
        (start == context.sentence.first || context.word(start - 1) != "to").then_some(mention)
    })
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
        // A time may stand inside of the verb's group: "on Monday killed".
        let (low, high) = if at < group.first { (at, group.first) } else { (group.end.min(at), at) };
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
