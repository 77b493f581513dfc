//! The mention that fills a slot of a pattern: behind titles and roles, in front of an apposition or bracket, no part of
//! a longer name, no owner of what is meant; and those it is coordinated with.

use super::Context;
use super::matcher::{ANY_VERB, acts, predicate};
use crate::label::Label;
use crate::mention::Value;
use crate::resources::{Classes, FormBits, Slot};
use crate::text::{Capitals, Shape, has};

/// The longest apposition that is passed over, in tokens.
const LONGEST_APPOSITION: u32 = 24;

/// Whether a mention may fill a slot.
pub(super) fn fits(context: &Context<'_>, mention: u32, slot: &Slot) -> bool {
    let mention = &context.mentions[mention as usize];
    mention.referent.is_some() && slot.takes(mention.label)
}

/// Words and marks that say nothing about who does what.
pub(super) fn passed_over(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    match token.shape {
        // A dash, but not a hyphen: "U.S.-sanctioned" is no "U.S. sanctioned".
        // A quote that closes behind a comma parts what is said from who says it.
        Shape::Mark => {
            let closes = at > context.sentence.first && context.token(at - 1).is(b',');
            (matches!(token.mark, b'"' | b'\'' | b'`') && !closes) || (token.is(b'-') && token.has(has::SPACE))
        }
        Shape::Lower | Shape::Title => {
            context.mention_at(at).is_none() && context.classes(at).any(Classes::ADVERB.or(Classes::DETERMINER))
        }
        _ => false,
    }
}

/// A word that can stand before a person's name inside of one phrase: title, role, what belongs to it.
fn before_name(context: &Context<'_>, at: u32) -> bool {
    let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER);
    match context.mention_at(at) {
        Some(mention) => context.mentions[mention as usize].label.is_a(Label::DEMONYM),
        None => context.token(at).is(b'-') || context.classes(at).any(office),
    }
}

/// The slot that begins at `at`: a fitting mention there, or behind titles and roles that belong to it.
/// An owner takes its `'s` with it.
pub(super) fn slot_right(context: &Context<'_>, at: u32, slot: &Slot, owner: bool) -> Option<u32> {
    let limit = context.sentence.end.min(at + 7);
    let mut place = at;
    while place < limit {
        if let Some(mention) = context.mention_at(place) {
            let end = context.end_of(mention, place);
            if fits(context, mention, slot) && !partial(context, place, end, true) {
                if owner {
                    let clitic =
                        end < context.sentence.end && context.token(end).shape == Shape::Clitic && context.token(end).is(b's');
                    return clitic.then_some(end + 1);
                }
                // "Iskander missiles" are the Iskander.
                if !modifies(context, end) || context.mentions[mention as usize].label.as_str().starts_with("weapon") {
                    return Some(end);
                }
            }
        }
        if !before_name(context, place) {
            return None;
        }
        place += 1;
    }
    None
}

/// Whether a mention that ends here is no noun phrase of its own: "Sony's servers", "Apple shares".
fn modifies(context: &Context<'_>, end: u32) -> bool {
    if end >= context.sentence.end {
        return false;
    }
    let next = context.token(end);
    if next.shape == Shape::Clitic && next.is(b's') {
        return true;
    }
    if next.is(b'-') && !next.has(has::SPACE) {
        return true;
    }
    if let Some(other) = context.mention_at(end) {
        // "U.S. President Bush", "Guangdong Development Bank": it belongs to the next name.
        let other = context.mentions[other as usize].label.base();
        return other == Label::PERSON || other == Label::ORGANIZATION;
    }
    if !next.is_word() {
        return false;
    }
    let classes = context.classes(end);
    let office = Classes::ROLE.or(Classes::TITLE);
    let before_office = classes.any(Classes::ROLE_MODIFIER)
        && end + 1 < context.sentence.end
        && context.mention_at(end + 1).is_none()
        && context.classes(end + 1).any(office);
    if classes.any(office) || before_office {
        // "named X publisher of Y": a post that X gets.
        let post = end + 1 < context.sentence.end && context.word(end + 1) == "of";
        return !(post && context.mention_at(end - 1).is_some_and(|mention| is_person(context, mention)));
    }
    let owned = Classes::OF_BODY.or(Classes::PROPERTY);
    if next.shape != Shape::Lower || classes.any(owned) {
        return next.shape == Shape::Lower;
    }
    // "U.S. service members": a word between the name and what it owns.
    let closed = Classes::PREPOSITION.or(Classes::LOCATIVE).or(Classes::CLAUSE).or(Classes::SAY).or(Classes::BE);
    let closed = closed.or(Classes::HAVE).or(Classes::AUXILIARY).or(Classes::ADVERB).or(Classes::DETERMINER).or(Classes::TIME);
    end + 1 < context.sentence.end
        && context.token(end + 1).shape == Shape::Lower
        && context.mention_at(end + 1).is_none()
        && context.classes(end + 1).any(owned)
        && !(classes.any(closed) || matches!(context.word(end), "and" | "or" | "to") || acts(context, end, ANY_VERB))
}

/// Whether a capital right beside a mention shows that the tagger took a part of a longer name.
fn partial(context: &Context<'_>, start: u32, end: u32, right: bool) -> bool {
    if context.sentence.capitals != Capitals::Names {
        return false;
    }
    let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER).or(Classes::DETERMINER).or(Classes::PRONOUN);
    let time = Classes::WEEKDAY.or(Classes::MONTH);
    let capital = |at: u32, fine: Classes| {
        context.token(at).is_capital() && context.mention_at(at).is_none() && !context.classes(at).any(fine)
    };
    let before = start > context.sentence.first + 1 && capital(start - 1, office.or(time).or(Classes::COMMON));
    before || (end < context.sentence.end && capital(end, if right { time } else { office.or(time) }))
}

/// The mention that fills a slot that ends at `at`, and its first token: there, or in front of an apposition, bracket or
/// relative pronoun.
/// Before a verb the mention must be its subject, so none that hangs on a preposition.
pub(super) fn mention_left(context: &Context<'_>, at: u32, verbal: bool) -> Option<(u32, u32)> {
    let first = context.sentence.first;
    let verb = at;
    let mut at = at;
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
            at -= 1;
            if at > first && context.token(at - 1).is(b',') {
                at -= 1;
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
    for verb in (first + 1..conjunction).rev().take(16) {
        if context.mention_at(verb).is_some() {
            continue;
        }
        let token = context.token(verb);
        if matches!(token.mark, b';' | b':' | b'"') && token.shape == Shape::Mark || context.classes(verb).any(Classes::CLAUSE) {
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

/// The mentions of one slot: the one taken and those it is coordinated with ("X, Y and Z"), of fitting labels.
pub(super) fn coordinated(context: &Context<'_>, span: (u32, u32), slot: &Slot, distributes: bool, out: &mut Vec<u32>) {
    out.clear();
    // A slot's span runs from its first token to its last in either direction.
    let (low, high) = (span.0.min(span.1), span.0.max(span.1));
    let Some(at) = (low..high).rev().find(|&at| context.mention_at(at).is_some_and(|mention| fits(context, mention, slot)))
    else {
        return;
    };
    let right = span.0 < span.1;
    let at = if right {
        at
    } else {
        (low..high).find(|&at| context.mention_at(at).is_some_and(|mention| fits(context, mention, slot))).unwrap_or(at)
    };
    let Some(mention) = context.mention_at(at) else { return };
    out.push(mention);
    if !distributes {
        return;
    }
    // Before: "X and [Y]", "X, Y and [Z]".
    let mut start = context.start_of(mention, at);
    let mut joined = false;
    while start > context.sentence.first + 1 {
        let mark = context.token(start - 1);
        let and = matches!(context.word(start - 1), "and" | "&" | "nor");
        if !(and || (joined && mark.is(b','))) {
            break;
        }
        let before = if and && context.token(start - 2).is(b',') { start - 3 } else { start - 2 };
        let Some(other) = (before >= context.sentence.first)
            .then(|| context.mention_at(before))
            .flatten()
            .filter(|&other| fits(context, other, slot) && same_sort(context, other, mention))
        else {
            break;
        };
        out.push(other);
        joined = true;
        start = context.start_of(other, before);
    }
    // Behind: "[X] and Y", "[X], Y and Z" (a comma alone joins only if an "and" closes the list).
    let mut end = context.end_of(mention, at);
    let mut pending: Vec<u32> = Vec::new();
    while end + 1 < context.sentence.end {
        let and = matches!(context.word(end), "and" | "&") || (context.token(end).is(b',') && context.word(end + 1) == "and");
        let step = if context.token(end).is(b',') && context.word(end + 1) == "and" { 2 } else { 1 };
        // "owned by X, and Y, which": a comma before "and" joins the last of three or more.
        if !(and || context.token(end).is(b',')) || (step == 2 && pending.is_empty()) || end + step >= context.sentence.end {
            break;
        }
        let mut next = end + step;
        while next < context.sentence.end
            && (passed_over(context, next) || before_name(context, next) && context.mention_at(next).is_none())
        {
            next += 1;
        }
        let Some(other) =
            context.mention_at(next).filter(|&other| fits(context, other, slot) && same_sort(context, other, mention))
        else {
            break;
        };
        end = context.end_of(other, next);
        // "Google bought Fitbit and Microsoft bought Nokia": a subject of its own.
        if modifies(context, end) || (right && predicate(context, end)) {
            break;
        }
        pending.push(other);
        if and {
            out.append(&mut pending);
            break;
        }
    }
}

fn is_person(context: &Context<'_>, mention: u32) -> bool {
    context.mentions[mention as usize].label.base() == Label::PERSON
}

fn same_sort(context: &Context<'_>, a: u32, b: u32) -> bool {
    context.mentions[a as usize].label.base() == context.mentions[b as usize].label.base()
}
