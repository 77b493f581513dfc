//! Nouns that stand for what was named before. "The company", "the agency's", "a company spokesman" stand for the one body of
//! their sort that the sentence has named; with two of the sort, or none, for nothing; so they do in a clause of that body's
//! own ("Apple sued the company"). "The missile developer" stands for the one body that the article has described in these
//! words; "the two groups" for the two that it has described so, or for the only two of the sort in the sentence before.

use super::Context;
use crate::label::Label;
use crate::mention::Mention;
use crate::resources::{BodySort, Classes};
use crate::text::{Sentence, Shape};
use crate::word::WordId;

/// How many sentences back a body may have been described.
const BACK: u32 = 8;

/// Small words, at which a noun phrase ends.
const CLOSED: Classes = Classes::PREPOSITION
    .or(Classes::LOCATIVE)
    .or(Classes::CLAUSE)
    .or(Classes::BE)
    .or(Classes::HAVE)
    .or(Classes::AUXILIARY)
    .or(Classes::PRONOUN)
    .or(Classes::DETERMINER)
    .or(Classes::SAY);

/// How many words a description has at most.
const LONGEST: u32 = 9;

/// Finds the nouns of a sentence that stand for mentions: token and mention, several of one token in the order of the text.
/// `sentences` are those of the document.
pub(super) fn nominals(context: &Context<'_>, sentences: &[Sentence], out: &mut Vec<(u32, u32)>) {
    out.clear();
    for at in context.sentence.first + 1..context.sentence.end {
        let token = context.token(at);
        // Such nouns are few, words in lower case many.
        let Some(sort) = context.resources.bodies.sort(token.word) else { continue };
        if token.shape != Shape::Lower || context.mention_at(at).is_some() || names_itself(context, at) {
            continue;
        }
        let Some(phrase) = Phrase::before(context, at) else { continue };
        match phrase {
            Phrase { count: Some(count), .. } if sort.plural => several(context, sentences, &phrase, (sort, count), out),
            Phrase { count: Some(_), .. } => {}
            _ if sort.plural => {}
            Phrase { words: 0, .. } if !sort.described => {
                let from = bodies_here(context).map(|(_, mention)| mention.tokens.1).next();
                if from.is_some_and(|from| at >= from + 2) {
                    out.extend(named_here(context, at, sort).map(|mention| (at, mention)));
                }
            }
            Phrase { article: true, .. } => {
                out.extend(described(context, sentences, &phrase, sort).map(|mention| (at, mention)));
            }
            Phrase { .. } => {}
        }
    }
}

/// "The group of", "the company Boeing" say themselves which.
fn names_itself(context: &Context<'_>, at: u32) -> bool {
    at + 1 < context.sentence.end && (context.word(at + 1) == "of" || context.mention_at(at + 1).is_some())
}

/// A noun with what stands before it: an article or a number, and words between.
struct Phrase {
    /// The noun.
    noun: u32,
    /// How many words and hyphens stand between the article or number and the noun.
    words: u32,
    /// Whether "the" opens it, not "a" before an office ("a company spokesman").
    article: bool,
    /// How many the number says.
    count: Option<usize>,
}

impl Phrase {
    /// The phrase that ends with a noun.
    fn before(context: &Context<'_>, noun: u32) -> Option<Self> {
        let first = context.sentence.first;
        let mut at = noun;
        while at > first && noun - at <= 4 {
            let word = context.word(at - 1);
            let words = noun - at;
            let counted = |count, the: bool| the.then_some(Self { noun, words, article: true, count: Some(count) });
            let preceded =
                at >= first + 2 && matches!(context.word(at - 2), "the" | "The" | "these" | "These" | "those" | "Those");
            match word {
                "the" | "The" => return Some(Self { noun, words, article: true, count: None }),
                "a" => return Some(Self { noun, words, article: false, count: None }),
                "both" | "Both" => return counted(2, true),
                "two" => return counted(2, preceded),
                "three" => return counted(3, preceded),
                _ => {}
            }
            if !qualifies(context, at - 1) {
                return None;
            }
            at -= 1;
        }
        None
    }
}

/// Whether the token may stand between an article and its noun.
fn qualifies(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    let word = token.shape == Shape::Lower && context.mention_at(at).is_none() && !context.classes(at).any(CLOSED);
    word && !matches!(context.word(at), "and" | "or" | "of" | "to") || token.is(b'-')
}

/// The bodies of the sentence, with their numbers.
fn bodies_here<'a>(context: &Context<'a>) -> impl Iterator<Item = (u32, &'a Mention)> + use<'a> {
    let end = context.sentence.end;
    let here = (context.base..).zip(&context.mentions[context.base as usize..]);
    here.take_while(move |(_, mention)| mention.tokens.0 < end)
        .filter(|(_, mention)| mention.referent.is_some() && mention.label.base() == Label::ORGANIZATION)
}

/// The one body of its sort that the sentence has named before a noun right behind its article.
fn named_here(context: &Context<'_>, at: u32, sort: BodySort) -> Option<u32> {
    let noun = context.token(at).word;
    let next = (at + 1 < context.sentence.end).then_some(at + 1);
    let office = Classes::ROLE.or(Classes::TITLE).or(Classes::ROLE_MODIFIER);
    let titles = next.is_some_and(|next| context.classes(next).any(office));
    let article = context.word(at - 1);
    if !(article == "the" || (titles && article == "a")) {
        return None;
    }
    let before = || bodies_here(context).filter(|(_, mention)| mention.tokens.1 <= at);
    let (number, body) = before().find(|(_, mention)| is_of(context, mention, sort, noun))?;
    // A body of no known sort may be of this one.
    let mut rivals = before().filter(|(_, other)| other.referent != body.referent);
    let alone = rivals.all(|(_, other)| other.label != Label::ORGANIZATION && !is_of(context, other, sort, noun));
    (alone && parted(context, body.tokens.1, at)).then_some(number)
}

/// Whether another clause begins between a body and the noun.
fn parted(context: &Context<'_>, after: u32, at: u32) -> bool {
    (after..at).any(|at| {
        context.mention_at(at).is_none()
            && (context.token(at).is(b',') || context.classes(at).any(Classes::SAY.or(Classes::CLAUSE)))
    })
}

/// Whether a mention is a body of that sort.
fn is_of(context: &Context<'_>, mention: &Mention, sort: BodySort, noun: WordId) -> bool {
    let (first, end) = mention.tokens;
    mention.label.is_a(sort.label)
        || (sort.in_name && (first..end).any(|at| context.token(at).word == noun))
        || (sort.legal_form && context.classes(end - 1).any(Classes::LEGAL_FORM))
}

/// The mentions of the sentences before that tell the story, the nearest sentence first: numbers, a sentence at a time.
fn sentences_before<'a>(
    context: &Context<'a>,
    sentences: &'a [Sentence],
    back: u32,
) -> impl Iterator<Item = std::ops::Range<u32>> + use<'a> {
    let mentions = context.mentions;
    let here = mentions[context.base as usize].sentence;
    let mut end = context.base;
    std::iter::from_fn(move || {
        let last = mentions[..end as usize].last()?;
        if here - last.sentence > back {
            return None;
        }
        let first = mentions[..end as usize].partition_point(|mention| mention.sentence < last.sentence) as u32;
        let range = if sentences[last.sentence as usize].zone.tells_the_story() { first..end } else { end..end };
        end = first;
        Some(range)
    })
}

/// The one body that the article has described in the words between article and noun: its first mention of those described.
fn described(context: &Context<'_>, sentences: &[Sentence], phrase: &Phrase, sort: BodySort) -> Option<u32> {
    let mut found: Option<u32> = None;
    for numbers in sentences_before(context, sentences, BACK) {
        for number in numbers {
            let mention = &context.mentions[number as usize];
            if mention.label.base() != Label::ORGANIZATION || mention.referent.is_none() {
                continue;
            }
            if !description_of(context, sentences, mention).any(|words| fits(context, phrase, words, Some((mention, sort)))) {
                continue;
            }
            if found.is_some_and(|known| context.mentions[known as usize].referent != mention.referent) {
                return None;
            }
            found = Some(number);
        }
    }
    found
}

/// What describes a mention: "X, a missile developer in the east", "X is a missile developer", "the missile developer X".
fn description_of<'a>(
    context: &'a Context<'_>,
    sentences: &[Sentence],
    mention: &Mention,
) -> impl Iterator<Item = (u32, u32)> + use<'a> {
    let (sentence, (start, end)) = (sentences[mention.sentence as usize], mention.tokens);
    let opens = end + 1 < sentence.end && (context.token(end).is(b',') || context.classes(end).any(Classes::BE));
    let article = opens && matches!(context.word(end + 1), "a" | "an" | "the" | "one");
    let behind = article.then(|| stretch(context, end + 2, sentence.end)).flatten();
    let mut before = start;
    while before > sentence.first && start - before < LONGEST && plain(context, before - 1) {
        before -= 1;
    }
    behind.into_iter().chain((before < start).then_some((before, start)))
}

/// The words from a place to the end of their noun phrase.
fn stretch(context: &Context<'_>, first: u32, limit: u32) -> Option<(u32, u32)> {
    let end = (first..limit.min(first + LONGEST)).find(|&at| !plain(context, at)).unwrap_or(limit.min(first + LONGEST));
    (end > first).then_some((first, end))
}

/// Whether the token may be a word of a description: what is written small and no small word.
fn plain(context: &Context<'_>, at: u32) -> bool {
    let token = context.token(at);
    (token.shape == Shape::Lower && !context.classes(at).any(CLOSED)) || (token.is(b'-') && !token.has(crate::text::has::SPACE))
}

/// Whether a description holds the words of a phrase, and its noun or what the noun stands for.
fn fits(context: &Context<'_>, phrase: &Phrase, (first, end): (u32, u32), body: Option<(&Mention, BodySort)>) -> bool {
    let noun = context.token(phrase.noun);
    let holds = |hash: u64| (first..end).any(|at| context.token(at).hash == hash);
    let mut words = (phrase.noun - phrase.words..phrase.noun).map(|at| context.token(at)).filter(|token| token.is_word());
    let named =
        holds(noun.hash) || body.is_some_and(|(mention, sort)| phrase.words > 0 && is_of(context, mention, sort, noun.word));
    named && words.all(|word| holds(word.hash))
}

/// "The two groups": so many as were described so together, or the only ones of the sort in the last sentence with any.
fn several(
    context: &Context<'_>,
    sentences: &[Sentence],
    phrase: &Phrase,
    (sort, count): (BodySort, usize),
    out: &mut Vec<(u32, u32)>,
) {
    let before = out.len();
    for numbers in sentences_before(context, sentences, 2) {
        let alike = numbers.clone().filter(|&number| {
            let mention = &context.mentions[number as usize];
            mention.referent.is_some() && mention.label.base() == sort.label.base()
        });
        let mut lists = alike.clone().filter_map(|number| list_from(context, sentences, number, count));
        let mut told = lists.by_ref().filter(|&(_, end)| counted(context, sentences, phrase, (numbers.start, end), count));
        if let Some((first, _)) = told.next() {
            if told.next().is_none() {
                out.extend((first..first + count as u32).map(|number| (phrase.noun, number)));
            }
            return;
        }
        if phrase.words > 0 {
            continue;
        }
        // "Both companies": a body of no known sort may be one.
        let noun = context.token(phrase.noun).word;
        for number in alike {
            let mention = &context.mentions[number as usize];
            let is_one = is_of(context, mention, BodySort { in_name: false, ..sort }, noun);
            if !is_one && mention.label != Label::ORGANIZATION {
                continue;
            }
            let known = out[before..].iter().any(|&(_, other)| context.mentions[other as usize].referent == mention.referent);
            if !is_one || (!known && out.len() - before == count) {
                out.truncate(before);
                return;
            }
            if !known {
                out.push((phrase.noun, number));
            }
        }
        match out.len() - before {
            0 => {}
            found if found == count => return,
            _ => break,
        }
    }
    out.truncate(before);
}

/// A list of so many that begins with a mention: "X and Y", "X, Y and Z". Its first mention, and the token behind it.
fn list_from(context: &Context<'_>, sentences: &[Sentence], first: u32, count: usize) -> Option<(u32, u32)> {
    let mention = |number: u32| context.mentions.get(number as usize);
    let sentence = sentences[mention(first)?.sentence as usize];
    let mut and = false;
    for number in first..first + count as u32 - 1 {
        let (one, other) = (mention(number)?, mention(number + 1)?);
        if other.tokens.0 >= sentence.end || other.label.base() != one.label.base() || other.referent.is_none() || and {
            return None;
        }
        let mut between = one.tokens.1..other.tokens.0;
        and = between.clone().any(|at| matches!(context.word(at), "and" | "&"));
        let office = Classes::TITLE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER);
        let joins =
            |at: u32| context.token(at).is(b',') || matches!(context.word(at), "and" | "&") || context.classes(at).any(office);
        if between.is_empty() || !between.all(joins) {
            return None;
        }
    }
    and.then_some((first, mention(first + count as u32 - 1)?.tokens.1))
}

/// Whether what stands behind a list describes it: ", two groups of hackers".
fn counted(context: &Context<'_>, sentences: &[Sentence], phrase: &Phrase, (number, end): (u32, u32), count: usize) -> bool {
    let sentence = sentences[context.mentions[number as usize].sentence as usize];
    if end + 2 >= sentence.end || !context.token(end).is(b',') {
        return false;
    }
    let says = matches!((context.word(end + 1), count), ("two" | "both", 2) | ("three", 3));
    says && stretch(context, end + 2, sentence.end).is_some_and(|words| fits(context, phrase, words, None))
}
