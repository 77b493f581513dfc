//! Tokens to paragraphs, and paragraphs to sentences: stops that end one told from stops that belong to a word,
//! closing quotes kept with the sentence they close, line breaks told from lines that were merely wrapped.

use super::zone::Zoned;
use super::{Capitals, Cutter, Paragraph, Sentence, Shape, Token, WordTraits, cue, has, next_cue};
use crate::document::Zone;
use crate::span::Span;
use crate::word::hashes;

/// Appends the paragraphs. A blank line parts two; so does a line break, unless the document's lines are wrapped.
pub(super) fn paragraphs(text: &str, headline: Option<Span>, tokens: &[Token], cues: &[u8], out: &mut Vec<Paragraph>) {
    let end = tokens.len() as u32;
    let wrapped = is_wrapped(tokens, cues);
    let mut first = 0;
    let mut from = 1;
    while let Some(at) = next_cue(cues, from, end, cue::LINE) {
        let (before, token) = (&tokens[at as usize - 1], &tokens[at as usize]);
        let after_headline = headline.is_some_and(|headline| headline.end <= token.start && headline.end >= before.end);
        let parted = token.has(has::BLANK) || after_headline || !wrapped || begins_item(text, token);
        if parted {
            out.push(Paragraph { first, end: at });
            first = at;
        }
        from = at + 1;
    }
    if first < end {
        out.push(Paragraph { first, end });
    }
}

/// Whether line breaks fall inside of sentences: judged by the lines that a single break ends, how many of which
/// end with neither a stop nor the like and go on in lower case.
fn is_wrapped(tokens: &[Token], cues: &[u8]) -> bool {
    let (mut breaks, mut inside) = (0u32, 0u32);
    let mut from = 1;
    while let Some(at) = next_cue(cues, from, tokens.len() as u32, cue::LINE) {
        let token = &tokens[at as usize];
        if !token.has(has::BLANK) {
            breaks += 1;
            inside += u32::from(token.shape == Shape::Lower && !ends_sentence(&tokens[at as usize - 1]));
            if breaks >= 200 {
                break;
            }
        }
        from = at + 1;
    }
    breaks > 0 && inside * 4 >= breaks
}

/// Whether a line of a wrapped text begins an item of a list.
fn begins_item(text: &str, token: &Token) -> bool {
    token.is(b'*') || (token.is(b'-') && text[token.end as usize..].starts_with(' '))
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.mark, b'.' | b'!' | b'?' | b':')
}

/// Appends the sentences of all paragraphs. They never reach over a paragraph's end or a zone's edge.
pub(super) fn sentences(
    cutter: &Cutter<'_>,
    text: (&[Token], &[u8]),
    paragraphs: &[Paragraph],
    zones: &[Zoned],
    out: &mut Vec<Sentence>,
) {
    let mut zones = zones.iter().peekable();
    for paragraph in paragraphs {
        let mut at = paragraph.first;
        while at < paragraph.end {
            while zones.next_if(|zoned| zoned.end <= at).is_some() {}
            let (zone, end) = match zones.peek() {
                Some(zoned) if zoned.first <= at => (zoned.zone, zoned.end.min(paragraph.end)),
                Some(zoned) => (Zone::Body, zoned.first.min(paragraph.end)),
                None => (Zone::Body, paragraph.end),
            };
            stretch(cutter, text, (at, end), zone, out);
            at = end;
        }
    }
}

/// The sentences of `first..end`, all of one zone.
fn stretch(
    cutter: &Cutter<'_>,
    (tokens, cues): (&[Token], &[u8]),
    (first, end): (u32, u32),
    zone: Zone,
    out: &mut Vec<Sentence>,
) {
    let mut start = first;
    let mut from = first;
    while let Some(at) = next_cue(cues, from, end, cue::STOP) {
        let token = &tokens[at as usize];
        let at = at + 1;
        from = at;
        let stop = matches!(token.mark, b'.' | b'!' | b'?');
        let mut next = at;
        // Closing quotes and brackets belong to the sentence they close.
        while next < end && closes(&tokens[next as usize], tokens.get(next as usize + 1)) {
            next += 1;
        }
        if next >= end {
            break;
        }
        let follower = &tokens[next as usize];
        let ends = if stop {
            follower.has(has::SPACE) && begins_sentence(tokens, next, end)
        } else {
            ends_after_stop(cutter, tokens, token, next, end)
        };
        if ends {
            push(tokens, start, next, zone, out);
            start = next;
            from = next;
        }
    }
    if start < end {
        push(tokens, start, end, zone, out);
    }
}

/// Whether a quote mark or bracket closes: it stands right behind the stop, and white space (or the end) follows it.
fn closes(token: &Token, next: Option<&Token>) -> bool {
    match token.mark {
        b')' | b']' => !token.has(has::SPACE),
        b'"' | b'\'' => !token.has(has::SPACE) && next.is_none_or(|next| next.has(has::SPACE)),
        b'.' | b'!' | b'?' => !token.has(has::SPACE),
        _ => false,
    }
}

/// Whether what follows a stop can begin a sentence.
fn begins_sentence(tokens: &[Token], at: u32, end: u32) -> bool {
    let token = &tokens[at as usize];
    match token.shape {
        Shape::Lower => false,
        Shape::Mark => match token.mark {
            b'"' | b'\'' | b'(' | b'[' | b'~' | b'-' | b'*' => {
                tokens[..end as usize].get(at as usize + 1).is_none_or(|next| next.shape != Shape::Lower || token.mark == b'(')
            }
            b',' | b';' | b':' | b')' | b']' => false,
            _ => true,
        },
        _ => true,
    }
}

/// Whether a sentence ends after an abbreviation or initial whose stop belongs to it.
fn ends_after_stop(cutter: &Cutter<'_>, tokens: &[Token], token: &Token, next: u32, end: u32) -> bool {
    let follower = &tokens[next as usize];
    if !follower.has(has::SPACE) || token.shape == Shape::Initial || !begins_sentence(tokens, next, end) {
        return false;
    }
    let traits = cutter.traits[token.word.0 as usize];
    if traits.any(WordTraits::BEFORE_NAME) {
        return false;
    }
    // "in the U.S. The president": what follows is an ordinary word with a capital it does not need.
    let word = if follower.shape == Shape::Mark { tokens[..end as usize].get(next as usize + 1) } else { Some(follower) };
    word.is_some_and(|word| {
        let traits = cutter.traits[word.word.0 as usize];
        // "U.S. President", "U.N. Security Council": a word of an office or body goes on.
        matches!(word.shape, Shape::Title | Shape::Initial)
            && traits.any(WordTraits::COMMON)
            && !(follower.shape != Shape::Mark
                && (traits.any(WordTraits::OFFICE) || names_body(cutter, &tokens[..end as usize], token, next)))
    })
}

/// Words that begin sentences, and no name.
const FUNCTION: [u64; 30] = hashes([
    "the", "a", "an", "but", "and", "or", "in", "on", "at", "for", "when", "then", "this", "that", "its", "it", "if", "as", "he",
    "she", "they", "we", "his", "her", "their", "some", "many", "most", "last", "no",
]);

/// Whether behind an acronym two capitals stand of which the second is the word of an office or body: U.S. Bankruptcy Court.
fn names_body(cutter: &Cutter<'_>, tokens: &[Token], acronym: &Token, next: u32) -> bool {
    if acronym.shape != Shape::Upper || FUNCTION.contains(&tokens[next as usize].hash) {
        return false;
    }
    tokens.get(next as usize + 1).is_some_and(|second| {
        second.shape == Shape::Title && second.has(has::SPACE) && cutter.traits[second.word.0 as usize].any(WordTraits::OFFICE)
    })
}

fn push(tokens: &[Token], first: u32, end: u32, zone: Zone, out: &mut Vec<Sentence>) {
    let inside = &tokens[first as usize..end as usize];
    let span = Span::new(inside[0].start, inside[inside.len() - 1].end);
    out.push(Sentence { span, first, end, zone, capitals: capitals(inside) });
}

/// What a token of more than three bytes adds to the counts of words, of small ones and of those in capitals, by its shape: three
/// numbers in one. Behind them what a shorter one adds: nothing.
const COUNTS: [u64; 18] = {
    let mut counts = [0; 18];
    counts[Shape::Lower as usize] = 1 | 1 << 21;
    counts[Shape::Title as usize] = 1;
    counts[Shape::Upper as usize] = 1 | 1 << 42;
    counts[Shape::Initial as usize] = 1;
    counts[Shape::Mixed as usize] = 1;
    counts
};

/// How the words of a sentence use capitals. Short ones are judged with the rest: three words at least.
fn capitals(tokens: &[Token]) -> Capitals {
    // Counted without branches: this is done for every token.
    let row = |token: &Token| token.shape as usize + 9 * usize::from(token.end - token.start <= 3);
    let counts: u64 = tokens.iter().map(|token| COUNTS[row(token)]).sum();
    let [words, lower, upper] = [0, 21, 42].map(|shift| counts >> shift & 0x1f_ffff);
    if words >= 3 && upper * 10 >= words * 7 {
        Capitals::All
    } else if words >= 4 && lower * 4 <= words && !tokens.last().is_some_and(|last| last.is(b'.')) {
        // Headlines have no stop; a sentence of many names has one.
        Capitals::Title
    } else {
        Capitals::Names
    }
}
