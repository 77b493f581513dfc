//! Runs a pattern around its trigger: rightwards behind it, leftwards before it, over the pieces of a sentence.
//! A piece is a mention or a word; articles, adverbs, quote marks and brackets are passed over, and so are
//! appositions and relative clauses between commas behind a mention.

use super::assertion::VerbGroup;
use super::{Context, Scratch};
use crate::mention::Label;
use crate::resources::pattern::Atom;
use crate::resources::{Classes, FormBits, HEAD, NOUN_WORD, OWNER, RelationPattern, Slot, Voice};
use crate::text::{Capitals, Shape, has};
use crate::word::WordId;

/// Any form of a verb.
const ANY_VERB: u8 = FormBits::BASE | FormBits::PRESENT | FormBits::GERUND | FormBits::PAST | FormBits::PARTICIPLE;
/// The longest apposition that is passed over, in tokens.
const LONGEST_APPOSITION: u32 = 24;

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

/// Whether the trigger stands as the pattern asks.
pub(super) fn voice_fits(voice: Voice, form: FormBits, group: &VerbGroup) -> bool {
    match voice {
        Voice::Any => true,
        Voice::Active if form.any(FormBits::NOUN) => false,
        Voice::Active => !group.passive,
        Voice::Passive => form.any(FormBits::PARTICIPLE) && !group.has_object_auxiliary,
    }
}

/// Whether a form of a verb is one here: no capital among small letters ("Shell"), no bare infinitive behind one name
/// ("EADS finance chief").
pub(super) fn stands_as_verb(context: &Context<'_>, at: u32, form: FormBits, group: &VerbGroup) -> bool {
    let token = context.token(at);
    let names = context.sentence.capitals == Capitals::Names;
    if names && token.shape != Shape::Lower && at > context.sentence.first {
        return false;
    }
    let bare = names && form.any(FormBits::BASE) && !form.any(FormBits::PAST) && group.first == at;
    if !bare || at == context.sentence.first {
        return true;
    }
    let Some(mention) = context.mention_at(at - 1) else { return !context.token(at - 1).is(b')') };
    let start = context.start_of(mention, at - 1);
    let noun =
        group.end < context.sentence.end && context.classes(group.end).any(Classes::ROLE.or(Classes::TITLE).or(Classes::OF_BODY));
    !noun && start > context.sentence.first && matches!(context.word(start - 1), "and" | "or" | "&" | "to" | "let" | "help")
}

/// Runs both halves; the parts they took are in `scratch.left` and `scratch.machine.taken`.
pub(super) fn run(context: &Context<'_>, pattern: &RelationPattern, group: &VerbGroup, scratch: &mut Scratch) -> bool {
    let verbal = pattern.voice != Voice::Any;
    let left = pattern.left.run(group.first, &mut scratch.machine, |atom, at| leftwards(context, atom, at, pattern, verbal));
    if left.is_none() {
        return false;
    }
    scratch.left.clear();
    scratch.left.extend_from_slice(&scratch.machine.taken);
    let right = pattern.right.run(group.end, &mut scratch.machine, |atom, at| rightwards(context, atom, at, pattern));
    // "X, British minister Gordon Brown": a noun that ends the pattern is not the title of the next name.
    let titles = !group.verb && right == Some(group.end) && group.end < context.sentence.end && {
        let next = context.mention_at(group.end);
        next.is_some_and(|next| context.mentions[next as usize].referent.is_some())
    };
    right.is_some() && !titles
}

/// The slot of a part.
fn slot_of(pattern: &RelationPattern, part: u16) -> &Slot {
    if part % OWNER == HEAD { &pattern.head } else { &pattern.tail }
}

/// Whether a mention may fill a slot.
fn fits(context: &Context<'_>, mention: u32, slot: &Slot) -> bool {
    let mention = &context.mentions[mention as usize];
    mention.referent.is_some() && slot.takes(mention.label)
}

/// Words and marks that say nothing about who does what.
fn passed_over(context: &Context<'_>, at: u32) -> bool {
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

/// "not", which the engine weighs where a claim may be gainsaid.
fn negates(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    (token.shape == Shape::Clitic && token.is(b'n'))
        || (token.shape == Shape::Lower && context.classes(at).any(Classes::NEGATION))
}

/// A word that can stand before a person's name inside of one phrase: title, role, what belongs to it.
fn before_name(context: &Context<'_>, at: u32) -> bool {
    let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER);
    match context.mention_at(at) {
        Some(mention) => context.mentions[mention as usize].label.is_a(Label::DEMONYM),
        None => context.token(at).is(b'-') || context.classes(at).any(office),
    }
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
    // "London-based activists accused X": a verb ends the phrase. "state-owned" and "armed" are none.
    let verb = token.shape == Shape::Lower
        && (acts(context, at, FormBits::PAST)
            || (word.ends_with("ed")
                && word.len() > 4
                && !context.token(at.saturating_sub(1)).is(b'-')
                && !matches!(
                    word,
                    "armed" | "united" | "advanced" | "renowned" | "wanted" | "retired" | "famed" | "listed" | "naked"
                )));
    !verb && token.shape != Shape::Clitic && !context.classes(at).any(stops) && !matches!(word, "to" | "and" | "or" | "that")
}

/// Whether the word is a trigger, a verb alone and in one of these forms.
fn acts(context: &Context<'_>, at: u32, forms: u8) -> bool {
    let token = context.token(at.min(context.sentence.end - 1));
    token.shape == Shape::Lower
        && context.resources.info(token.word).trigger
        && context.resources.relations.forms.get(&token.word).is_some_and(|known| {
            known.iter().all(|form| form.rest.is_empty() && form.form.any(forms) && !form.form.any(FormBits::NOUN))
        })
}

/// Whether what stands here is the verb of a clause, so that the name before it is its subject.
fn predicate(context: &Context<'_>, at: u32) -> bool {
    if at >= context.sentence.end || context.token(at).shape != Shape::Lower {
        return false;
    }
    let verbs = Classes::BE.or(Classes::HAVE).or(Classes::AUXILIARY).or(Classes::SAY);
    context.classes(at).any(verbs) || acts(context, at, FormBits::PAST | FormBits::PRESENT)
}

fn rightwards(context: &Context<'_>, atom: &Atom, at: u32, pattern: &RelationPattern) -> Option<u32> {
    let end = context.sentence.end;
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
        Atom::Part(part) => slot_right(context, at, slot_of(pattern, *part), *part >= OWNER),
        Atom::Gap => fills(context, at).then_some(at + 1),
        _ => step(context, atom, at).then_some(at + 1),
    }
}

fn leftwards(context: &Context<'_>, atom: &Atom, at: u32, pattern: &RelationPattern, verbal: bool) -> Option<u32> {
    let first = context.sentence.first;
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
        Atom::Part(part) if *part >= OWNER => {
            let clitic = context.token(at - 1).shape == Shape::Clitic && context.token(at - 1).is(b's');
            clitic.then(|| slot_left(context, at - 1, slot_of(pattern, *part), false)).flatten()
        }
        Atom::Part(part) => slot_left(context, at, slot_of(pattern, *part), verbal),
        Atom::Gap => fills(context, at - 1).then_some(at - 1),
        _ => step(context, atom, at - 1).then_some(at - 1),
    }
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

/// The slot that begins at `at`: a fitting mention there, or behind titles and roles that belong to it.
/// An owner takes its `'s` with it.
fn slot_right(context: &Context<'_>, at: u32, slot: &Slot, owner: bool) -> Option<u32> {
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
        return true;
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

/// The slot that ends at `at`: a fitting mention there, or in front of an apposition, bracket or relative pronoun.
/// Before a verb the mention must be its subject, so none that hangs on a preposition.
fn slot_left(context: &Context<'_>, at: u32, slot: &Slot, verbal: bool) -> Option<u32> {
    let first = context.sentence.first;
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
                return fits(context, mention, slot).then_some(start);
            }
            match hangs_on(context, start) {
                None => return fits(context, mention, slot).then_some(start),
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
                    return fits(context, mention, slot).then_some(start);
                }
            }
            at = before_apposition(context, at - 1)?;
        } else if matches!(context.word(at - 1), "who" | "which" | "that") {
            at -= 1;
            if at > first && context.token(at - 1).is(b',') {
                at -= 1;
            }
        } else {
            return None;
        }
    }
    None
}

/// Where the words before the preposition end, if the mention that starts here hangs on one.
fn hangs_on(context: &Context<'_>, start: u32) -> Option<u32> {
    let mut at = start;
    while at > context.sentence.first && (passed_over(context, at - 1) || before_name(context, at - 1)) {
        at -= 1;
    }
    if at == context.sentence.first {
        return None;
    }
    let before = at - 1;
    let preposition =
        context.mention_at(before).is_none() && context.classes(before).any(Classes::LOCATIVE.or(Classes::PREPOSITION));
    if preposition {
        return Some(before);
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
    let at = if !right {
        (low..high).find(|&at| context.mention_at(at).is_some_and(|mention| fits(context, mention, slot))).unwrap_or(at)
    } else {
        at
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
        let and = matches!(context.word(start - 1), "and" | "&");
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

fn same_sort(context: &Context<'_>, a: u32, b: u32) -> bool {
    context.mentions[a as usize].label.base() == context.mentions[b as usize].label.base()
}
