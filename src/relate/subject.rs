//! What stands before a trigger: the subject of a verb, past appositions, brackets and relative pronouns; the one that a
//! verb behind "and" shares with the verb before; the name that a pronoun stands for.

use super::Context;
use super::matcher::{acts, predicate};
use super::slot::{before_name, partial, passed_over};
use crate::label::Label;
use crate::mention::Value;
use crate::resources::{Classes, FormBits};
use crate::text::Shape;

/// The longest apposition that is passed over, in tokens.
const LONGEST_APPOSITION: u32 = 24;

/// The mention that fills a slot that ends at `at`, and its first token: there, or in front of an apposition, bracket or
/// relative pronoun.
/// Before a verb the mention must be its subject, so none that hangs on a preposition.
pub(super) fn mention_left(context: &Context<'_>, at: u32, verbal: bool) -> Option<(u32, u32)> {
    let first = context.sentence.first;
    let verb = at;
    let mut at = at;
    // Where a relative clause begins, right behind what it tells of.
    let mut relative = None;
    for _ in 0..3 {
        if at <= first {
            return None;
        }
        let token = context.token(at - 1);
        // "Tom Smith, 42, a lawyer": the age is passed over.
        if token.shape == Shape::Number && at >= first + 2 && context.token(at - 2).is(b',') {
            at -= 2;
            continue;
        }
        if let Some(mention) = context.mention_at(at - 1) {
            let start = context.start_of(mention, at - 1);
            if partial(context, start, at, false) {
                return None;
            }
            if !verbal {
                return Some((mention, start));
            }
            match hangs_on(context, start) {
                None => return Some((mention, start)),
                // "apologised to X, who accused Y"; but "the head of X, which": either.
                Some(before)
                    if relative.is_some_and(|(from, who)| from == at && tells_of(context, mention, who))
                        && context.word(before) != "of" =>
                {
                    return Some((mention, start));
                }
                // "a plan for X to buy", "by the Foundation headed by X": it is the subject all the same.
                Some(before)
                    if before_infinitive(context, before, at) || (at == verb && before_participle(context, before, at)) =>
                {
                    return Some((mention, start));
                }
                // "Gazprom of Russia bought": what the preposition hangs on is the subject.
                Some(before) => at = before,
            }
        } else if token.is(b')') {
            let open = (first..at - 1).rev().find(|&at| context.token(at).is(b'('))?;
            at = open;
        } else if token.is(b',') {
            // "Russian Defense Minister, Sergei Shoigu, visited": the apposition is the name.
            if let Some(mention) = (at >= first + 2).then(|| context.mention_at(at - 2)).flatten() {
                let start = context.start_of(mention, at - 2);
                let office = start >= first + 2
                    && context.token(start - 1).is(b',')
                    && context.classes(start - 2).any(Classes::ROLE.or(Classes::TITLE));
                if office {
                    return Some((mention, start));
                }
            }
            at = before_apposition(context, at - 1)?;
        } else if matches!(context.word(at - 1), "who" | "which" | "that") {
            let who = context.word(at - 1) == "who";
            at -= 1;
            if at > first && context.token(at - 1).is(b',') {
                at -= 1;
                relative = Some((at, who));
            }
        } else if verbal && matches!(context.word(at - 1), "and" | "but" | "then") {
            return shared_subject(context, at);
        } else if verbal {
            return antecedent(context, at - 1);
        } else {
            return None;
        }
    }
    None
}

/// Whether a relative clause may tell of the mention: of a person by "who", of a body by another word.
fn tells_of(context: &Context<'_>, mention: u32, who: bool) -> bool {
    let label = context.mentions[mention as usize].label.base();
    if who { label == Label::PERSON } else { label == Label::ORGANIZATION }
}

/// "for X to buy"
fn before_infinitive(context: &Context<'_>, before: u32, at: u32) -> bool {
    context.word(before) == "for" && at < context.sentence.end && context.word(at) == "to"
}

/// "by X headed by Y"
fn before_participle(context: &Context<'_>, before: u32, at: u32) -> bool {
    matches!(context.word(before), "by" | "to" | "with" | "for" | "from" | "against")
        && at + 1 < context.sentence.end
        && context.word(at + 1) == "by"
        && acts(context, at, FormBits::PARTICIPLE)
}

/// Whether a mention is a time.
pub(super) fn is_time(context: &Context<'_>, mention: u32) -> bool {
    matches!(context.mentions[mention as usize].value, Value::Timex(_))
}

/// The mention that is the subject of the verb at `at`, before its auxiliaries, adverbs and times; of a passive only if asked.
pub(super) fn subject_of(context: &Context<'_>, at: u32, passive: bool) -> Option<u32> {
    subject_and_start(context, at, passive).map(|(mention, _)| mention)
}

fn subject_and_start(context: &Context<'_>, at: u32, passive: bool) -> Option<(u32, u32)> {
    let first = context.sentence.first;
    let between = Classes::HAVE.or(Classes::ADVERB).or(Classes::AUXILIARY).or(Classes::NEGATION);
    let between = if passive { between.or(Classes::BE) } else { between };
    let mut at = at;
    while at > first {
        let before = at - 1;
        if let Some(mention) = context.mention_at(before) {
            if !is_time(context, mention) {
                break;
            }
            at = context.start_of(mention, before);
            at -= u32::from(at > first && matches!(context.word(at - 1), "on" | "in"));
        } else if context.classes(before).any(between) {
            at = before;
        } else {
            break;
        }
    }
    mention_left(context, at, true)
}

/// What the pronoun at `at` stands for, if it is the subject of what a name says or denies: "Siemens denied that it had".
pub(super) fn antecedent(context: &Context<'_>, at: u32) -> Option<(u32, u32)> {
    let first = context.sentence.first;
    let person = match context.word(at) {
        "he" | "she" => true,
        "it" => false,
        _ => return None,
    };
    let mut place = at;
    if place > first + 1 && context.word(place - 1) == "that" {
        place -= 1;
        let told = ["report", "reports", "claim", "claims", "allegations", "accusations", "suggestions", "rumours", "rumors"];
        if told.contains(&context.word(place - 1)) {
            place -= 1;
            while place > first && context.classes(place - 1).any(Classes::DETERMINER) {
                place -= 1;
            }
        }
    }
    if let Some(time) = (place > first).then(|| context.mention_at(place - 1)).flatten().filter(|&time| is_time(context, time)) {
        place = context.start_of(time, place - 1);
        place -= u32::from(place > first && matches!(context.word(place - 1), "on" | "in"));
    }
    let verb = place.checked_sub(1).filter(|&verb| verb > first && context.mention_at(verb).is_none())?;
    let says = context.token(verb).shape == Shape::Lower && context.classes(verb).any(Classes::SAY.or(Classes::DENY));
    let (mention, start) = if says { subject_and_start(context, verb, false)? } else { return None };
    let label = context.mentions[mention as usize].label.base();
    let fits = if person { label == Label::PERSON } else { label == Label::ORGANIZATION || label == Label::PLACE };
    fits.then_some((mention, start))
}

/// Verbs in the past that end in no -ed, none of them a noun.
const IRREGULAR: [&str; 26] = [
    "flew", "went", "came", "took", "gave", "made", "got", "won", "lost", "ran", "began", "became", "grew", "wrote", "spoke",
    "saw", "knew", "sent", "kept", "led", "rose", "fell", "told", "found", "sold", "drove",
];

/// The subject that a verb behind "and" at `at` shares with the verb before it: "X bought Y and sold Z".
fn shared_subject(context: &Context<'_>, at: u32) -> Option<(u32, u32)> {
    let end = context.sentence.end;
    let first = context.sentence.first;
    let finite = (at..end.min(at + 4)).find(|&at| !context.classes(at).any(Classes::ADVERB))?;
    if !predicate(context, finite) {
        return None;
    }
    let present = acts(context, finite, FormBits::PRESENT) && !acts(context, finite, FormBits::PAST);
    let conjunction = at - 1;
    let mut place = conjunction;
    let mut words = 16;
    while place > first + 1 && words > 0 {
        place -= 1;
        words -= 1;
        let verb = place;
        if context.mention_at(verb).is_some() {
            continue;
        }
        let token = context.token(verb);
        // What is quoted has verbs of its own: "called for "closer ties" and promised".
        if token.shape == Shape::Mark && token.is(b'"') {
            place = (first + 1..verb).rev().find(|&at| context.token(at).is(b'"'))?;
            continue;
        }
        if matches!(token.mark, b';' | b':') && token.shape == Shape::Mark || context.classes(verb).any(Classes::CLAUSE) {
            return None;
        }
        let word = context.word(verb);
        let regular = word.len() > 4 && word.ends_with("ed");
        let past = token.shape == Shape::Lower && (regular || IRREGULAR.contains(&word));
        if !(past || predicate(context, verb)) {
            continue;
        }
        // "the newly formed group": no verb.
        let mut before = verb;
        while before > first && context.classes(before - 1).any(Classes::ADVERB) {
            before -= 1;
        }
        if past && before > first && (context.classes(before - 1).any(Classes::DETERMINER) || context.token(before - 1).is(b'-'))
        {
            continue;
        }
        // "Ukraine answered, and shells hit": not the same tense.
        return if present && past { None } else { subject_and_start(context, verb, true) };
    }
    None
}

/// Where the words before the preposition end, if the mention that starts here hangs on one.
fn hangs_on(context: &Context<'_>, start: u32) -> Option<u32> {
    let mut at = start;
    while at > context.sentence.first
        && (passed_over(context, at - 1) || before_name(context, at - 1))
        && !matches!(context.word(at - 1), "which" | "that" | "whom")
    {
        at -= 1;
    }
    if at == context.sentence.first {
        return None;
    }
    let before = at - 1;
    let preposition =
        context.mention_at(before).is_none() && context.classes(before).any(Classes::LOCATIVE.or(Classes::PREPOSITION));
    if preposition {
        // "the city of Boston is": of a sort of place the name is the thing itself.
        let itself = context.word(before) == "of"
            && before > context.sentence.first
            && matches!(
                context.word(before - 1),
                "city" | "town" | "village" | "port" | "island" | "province" | "state" | "republic" | "kingdom" | "region"
            );
        return (!itself).then_some(before);
    }
    // "officials from X and Y": the first of the pair tells.
    if matches!(context.word(before), "and" | "or") && before > context.sentence.first {
        let mention = context.mention_at(before - 1)?;
        return hangs_on(context, context.start_of(mention, before - 1));
    }
    None
}

/// Where the words before an apposition end: `comma` closes it, another comma right behind a mention opens it.
fn before_apposition(context: &Context<'_>, comma: u32) -> Option<u32> {
    let first = context.sentence.first.max(comma.saturating_sub(LONGEST_APPOSITION));
    let open = (first + 1..comma).rev().find(|&at| context.token(at).is(b',') && context.mention_at(at - 1).is_some())?;
    // Without a relative pronoun an apposition has no verb of its own.
    let relative = matches!(context.word(open + 1), "who" | "which" | "whose" | "where");
    (relative || !(open + 1..comma).any(|at| predicate(context, at))).then_some(open)
}
