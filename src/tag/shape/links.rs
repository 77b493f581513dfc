//! What a name goes on with beside capitalised words: an ordinal number, a syllable in lower case, a nickname, partners, whose
//! body it is; and what of a run of them names an event.

use crate::label::Label;
use crate::resources::Classes;
use crate::tag::{Context, Hit};
use crate::text::{Sentence, Shape, Token, has};
use crate::word::hashes;

/// Whether it is an ordinal number in digits: 407th.
pub(super) fn is_ordinal(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    if token.shape != Shape::Number || token.end - token.start < 3 {
        return false;
    }
    let word = token.span().of(&context.document.text);
    let Some((number, ending)) = word.split_at_checked(word.len() - 2) else { return false };
    ["st", "nd", "rd", "th"].contains(&ending) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the word is the second syllable of a name, in lower case behind a hyphen: Hwang In-beom, Baek Ji-woo.
pub(super) fn is_syllable(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    if at < sentence.first + 2 {
        return false;
    }
    let (token, hyphen, before) = (context.token(at), context.token(at - 1), context.token(at - 2));
    if token.shape != Shape::Lower || !hyphen.is(b'-') || hyphen.has(has::SPACE) || token.has(has::SPACE) {
        return false;
    }
    let text = &context.document.text;
    let syllable = |token: &Token| sounds_like_syllable(token.span().of(text));
    let classes = context.classes(at);
    if before.shape != Shape::Title
        || !(syllable(token) && syllable(before))
        || classes.any(Classes::PARTICLE.or(Classes::PREPOSITION).or(Classes::ROLE))
        || (classes.any(Classes::COMMON) && token.end - token.start > 3)
    {
        return false;
    }
    let title = |at: u32| context.token(at).shape == Shape::Title;
    let behind_name = at > sentence.first + 2 && title(at - 3);
    // A word that begins a listed name may go with any word: only behind a surname is it part of one.
    if context.resources.info(before.word).root != 0 {
        return behind_name && context.classes(at - 3).any(Classes::SURNAME);
    }
    behind_name || (at + 1 < sentence.end && title(at + 1))
}

/// Whether it may be one syllable of a Chinese or Korean name, as Pinyin, Wade-Giles or Revised Romanization write them.
fn sounds_like_syllable(word: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let vowel = |c: char| "aeiouyAEIOUY".contains(c);
    let rest = word.trim_start_matches(|c| !vowel(c));
    let coda = rest.trim_start_matches(vowel);
    let (onset, nucleus) = (word.len() - rest.len(), rest.len() - coda.len());
    onset <= 3
        && (1..=3).contains(&nucleus)
        && matches!(coda, "" | "n" | "ng" | "k" | "p" | "t" | "l" | "m" | "r" | "h" | "b" | "g")
}

/// The token behind a nickname in quotes that starts at this one and stands inside of a name: Ramiro "Tito" Balcazar.
pub(super) fn nickname(context: &Context<'_>, at: u32, sentence: &Sentence) -> Option<u32> {
    if at + 3 >= sentence.end || !context.token(at).is(b'"') || !context.token(at).has(has::SPACE) {
        return None;
    }
    let (name, close, behind) = (context.token(at + 1), context.token(at + 2), context.token(at + 3));
    let quoted = name.shape == Shape::Title && !name.has(has::SPACE) && close.is(b'"') && !close.has(has::SPACE);
    let before = context.token(at - 1);
    (quoted && behind.has(has::SPACE) && behind.shape == Shape::Title && before.shape == Shape::Title).then_some(at + 3)
}

/// The token behind the names of partners that go on with the comma at this token, if they end with "&" and one more, and
/// nothing but the first of them stands before, and no list, of whose names `hits` are, knows the last ones: Vellin, Marks & Dorn.
pub(super) fn partners(context: &Context<'_>, comma: u32, (first, end): (u32, u32), hits: &[Hit]) -> Option<u32> {
    let is = |at: u32, mark: u8| at < end && context.token(at).is(mark);
    let name = |at: u32| at < end && context.token(at).shape == Shape::Title && !context.token(at).has(has::STOP);
    if comma != first + 1 || !name(first) {
        return None;
    }
    let mut at = comma;
    while is(at, b',') && name(at + 1) {
        at += 2;
    }
    // The last comma may stand before the "&".
    at += u32::from(is(at, b',') && is(at + 1, b'&'));
    let last = at + 1 < end && context.token(at + 1).is_capital();
    let listed = || hits.iter().any(|hit| !hit.unsure && first < hit.first && hit.first < at && at < hit.end);
    (at > comma && is(at, b'&') && context.token(at).has(has::SPACE) && last && !listed()).then_some(at + 2)
}

/// The words around a nickname in a run of capitals, which are of one name: (Richard "Tex" Coe).
pub(super) fn nicknamed(context: &Context<'_>, (start, end): (u32, u32), sentence: &Sentence) -> Option<(u32, u32)> {
    let behind = |at: u32| context.token(at).is(b'"').then(|| nickname(context, at, sentence)).flatten();
    (start + 1..end).find_map(|at| behind(at).filter(|&behind| behind < end).map(|behind| (at - 1, behind + 1)))
}

/// Whether the possessive mark stands behind a word for people inside of a name: Supreme People's Court, Metal Workers' Union.
pub(super) fn of_members(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    at + 1 < sentence.end
        && context.token(at + 1).shape == Shape::Title
        && context.token(at - 1).shape == Shape::Title
        && context.classes(at - 1).any(Classes::MEMBERS)
}

/// The tokens of a firm that is called after a person, to its legal form: the person in it is none here. Dana Holm Advisors LLC.
pub(super) fn named_after(context: &Context<'_>, (start, end): (u32, u32)) -> Option<(u32, u32)> {
    let given = context.resources.info(context.token(start).word).given >= 6 && !context.classes(start).any(Classes::COMMON);
    if !given {
        return None;
    }
    let part = |at: &u32| {
        let token = context.token(*at);
        let classes = context.classes(*at);
        let office = classes.any(Classes::TITLE.or(Classes::ROLE)) && !classes.any(Classes::ORGANIZATION_HEAD);
        (token.is_capital() || token.is(b'&')) && !office
    };
    let last = (start..end).take_while(part).filter(|&at| context.classes(at).any(Classes::LEGAL_FORM)).last()?;
    (last > start + 1).then_some((start, last + 1))
}

/// Whether the words from `first` to `head` name an event, a law or a prize, and no person who is called so: Joanne Tour.
pub(in crate::tag) fn names_event(context: &Context<'_>, first: u32, head: u32) -> bool {
    let info = |at: u32| context.resources.info(context.token(at).word);
    let person = || head == first + 1 && info(first).given >= 6 && info(head).surname > 0;
    let event = || info(head).classes.any(Classes::EVENT_HEAD) || (is_conference(context, first, head) && first + 1 < head);
    context.token(head).shape == Shape::Title && first < head && event() && !person()
}

/// Whether somebody is at a conference, which else may be a body of churches or teams: at the Holm Healthcare Conference.
fn is_conference(context: &Context<'_>, first: u32, head: u32) -> bool {
    const CONFERENCE: [u64; 1] = hashes(["conference"]);
    const ARTICLES: [u64; 2] = hashes(["the", "a"]);
    const AT: [u64; 5] = hashes(["at", "during", "attended", "attending", "annual"]);
    let is = |back: u32| first.checked_sub(back).map(|at| context.token(at));
    let article = |token: &Token| ARTICLES.contains(&token.hash);
    let before = if is(1).is_some_and(article) { is(2) } else { is(1) };
    CONFERENCE.contains(&context.token(head).hash) && before.is_some_and(|token| AT.contains(&token.hash))
}

/// The token behind what a ministry is for, from its first word on: the Department of Environment, Land, Water and Planning.
pub(super) fn portfolios(context: &Context<'_>, (start, end): (u32, u32), limit: u32, hits: &[Hit]) -> Option<u32> {
    let small = &context.resources.small;
    let word = |at: u32| {
        let token = context.token(at);
        token.shape == Shape::Title && token.has(has::SPACE) && context.classes(at).any(Classes::COMMON) && !token.has(has::STOP)
    };
    let of = (start + 1..end).find(|&at| context.token(at).word == small.of || context.token(at).word == small.r#for)?;
    let head = Classes::ORGANIZATION_HEAD.or(Classes::ORGANIZATION_START);
    if !context.classes(of - 1).any(head) || !(of + 1..end).all(word) || of + 1 == end {
        return None;
    }
    let (mut at, mut commas) = (end, 0);
    while at + 1 < limit && context.token(at).is(b',') && word(at + 1) {
        commas += 1;
        at += 2;
        while at < limit && word(at) {
            at += 1;
        }
    }
    at += u32::from(at + 1 < limit && context.token(at).is(b','));
    if commas == 0 || at + 1 >= limit || context.token(at).word != small.and || !word(at + 1) {
        return None;
    }
    at += 1;
    while at < limit && word(at) {
        at += 1;
    }
    // Behind the first comma no other name may begin.
    let other = |hit: &Hit| !hit.unsure && hit.first > end && hit.first < at;
    (!hits.iter().any(other)).then_some(at)
}

/// The tokens that name an event at the end of a run of capitals: no word of them is a name of its own. An office before it, a
/// small word or the letters of a body are none of it: (President) Holm Peace Prize, (FIFA) World Cup.
pub(super) fn event(context: &Context<'_>, (start, end): (u32, u32), hits: &[Hit]) -> Option<(u32, u32)> {
    let number = u32::from(end > start + 2 && context.token(end - 1).shape == Shape::Number);
    let head = end - 1 - number;
    if !names_event(context, start, head) {
        return None;
    }
    let office = |at: u32| context.classes(at).any(Classes::TITLE.or(Classes::ROLE));
    // "Global Exchanges and Trading Summit" is one, "Namibia and Holm Prize" is not.
    let common = |at: u32| context.token(at).shape == Shape::Title && context.classes(at).any(Classes::COMMON);
    let joins = |at: u32| context.token(at).word == context.resources.small.and && at > start && common(at - 1) && common(at + 1);
    let parts = |at: &u32| office(*at) || (context.token(*at).shape == Shape::Lower && !joins(*at));
    let mut first = (start..head).rev().find(parts).map_or(start, |at| at + 1);
    let organization = |hit: &Hit| context.resources.entry(hit.form.entry).label.is_a(Label::ORGANIZATION);
    let body = |hit: &Hit| (hit.first, hit.end) == (first, first + 1) && !hit.unsure && organization(hit);
    if first + 1 < head && context.token(first).shape != Shape::Title && hits.iter().any(body) {
        first += 1;
    }
    names_event(context, first, head).then_some((first, head + 1))
}
