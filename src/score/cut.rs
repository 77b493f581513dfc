//! What two corpora that mark the same name differ on, cut off: white space, "the", 's, titles, a last stop.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Base, Mark};
use crate::span::Span;

/// Words that stand for a name and are none.
const PRONOUNS: [&str; 24] = [
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it", "its", "they", "them", "their",
    "who", "whose", "this", "that", "these", "those",
];

/// A title in front of a person's name, as the scorer of the bench knows them.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    let before = "former|then|acting|deputy|vice|first|prime|foreign|defen[cs]e|interior|finance|chief|lord|attorney";
    let titles = "mr|mrs|ms|miss|mister|madam|dr|doctor|prof|professor|sir|dame|lady|lord|sen|senator|senators|rep|reps\
        |representative|gov|governor|president|premier|minister|ministers|secretary|chancellor|king|queen|prince|princess|emperor\
        |pope|rev|reverend|father|fr|sister|brother|saint|judge|justice|gen|general|lt|lieutenant|col|colonel|maj|major|capt\
        |captain|sgt|sergeant|cpl|corporal|pvt|private|adm|admiral|cmdr|commander|ambassador|mayor|congressman|congresswoman\
        |councillor|chairman|chairwoman|spokesman|spokeswoman|sheikh|sheik|imam|ayatollah|archbishop|bishop|cardinal|inspector\
        |detective|officer|coach|executive";
    Regex::new(&format!(r"(?i)^(?:(?:{before})[ -])*(?:{titles})\b\.?[ \u{{a0}}]+")).expect("a constant that the tests compile")
});

/// A mark that is cut, and how it was marked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut<'m> {
    pub(super) span: Span,
    pub(super) base: Base,
    pub(super) value: Option<&'m str>,
    pub(super) label: &'m str,
}

/// The marks of some bases, cut, in the order of the text, each once: of two alike the first counts.
pub(super) fn cuts<'m>(text: &str, marks: &'m [Mark], bases: &[Base], titles: bool) -> Vec<Cut<'m>> {
    let mut distinct: BTreeMap<(Span, &str), Cut<'m>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| bases.contains(&mark.base)) {
        let span = cut(text, mark, titles);
        distinct.entry((span, mark.base.as_str())).or_insert(Cut {
            span,
            base: mark.base,
            value: mark.value.as_deref(),
            label: &mark.label,
        });
    }
    distinct.into_values().collect()
}

/// The span of a mark, cut.
pub(super) fn cut(text: &str, mark: &Mark, titles: bool) -> Span {
    let span = normalised(text, mark.span);
    if titles && mark.base == Base::Person { untitled(text, span) } else { span }
}

/// Without outer white space, a leading "the" and a trailing 's.
pub(super) fn normalised(text: &str, span: Span) -> Span {
    let mut words = trimmed(span.of(text));
    let rest = words.strip_prefix("the").or_else(|| words.strip_prefix("The"));
    if let Some(rest) = rest.and_then(|rest| rest.strip_prefix(is_space)).filter(|rest| !rest.is_empty()) {
        words = rest;
    }
    if let Some(rest) = words.strip_suffix("'s").or_else(|| words.strip_suffix("\u{2019}s")).filter(|rest| !rest.is_empty()) {
        words = rest;
    }
    part(text, trimmed(words))
}

/// Without titles in front, and without stops and commas behind.
fn untitled(text: &str, span: Span) -> Span {
    let mut words = span.of(text);
    while let Some(title) = TITLE.find(words).filter(|title| title.end() < words.len()) {
        words = &words[title.end()..];
    }
    while let Some(rest) = words.strip_suffix(['.', ',']).filter(|rest| !rest.is_empty()) {
        words = rest;
    }
    part(text, words)
}

/// Whether a mark is a name: of a person, body or place, with a capital, no pronoun.
pub(super) fn is_name(text: &str, mark: &Mark) -> bool {
    let words = mark.span.of(text);
    mark.base.is_named() && words.contains(char::is_uppercase) && !PRONOUNS.contains(&words.to_lowercase().as_str())
}

/// Without outer white space; what is nothing else stands at its end.
fn trimmed(words: &str) -> &str {
    words.trim_start_matches(is_space).trim_end_matches(is_space)
}

/// White space, and the separators that the scorer of the bench counts with it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Where a part of the text stands.
fn part(text: &str, words: &str) -> Span {
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start as u32, (start + words.len()) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str, titles: bool) -> String {
        let mark = Mark {
            span: Span::new(2, 2 + words.len() as u32),
            base: Base::Person,
            label: String::new(),
            value: None,
            entity: None,
        };
        let text = format!("< {words} >").replacen("< ", "<<", 1);
        cut(&text, &mark, titles).of(&text).to_owned()
    }

    #[test]
    fn what_corpora_differ_on_is_cut() {
        for (words, expected) in [
            ("the Bank of Rome's", "Bank of Rome"),
            ("The\u{a0}Hague\u{2019}s", "Hague"),
            (" the  Hague \n", "Hague"),
            ("the", "the"),
            ("The ", "The"),
            ("THE HAGUE", "THE HAGUE"),
            ("thespian", "thespian"),
            ("'s", "'s"),
            ("the 's", "'s"),
            ("X's", "X"),
            ("\u{1f}Oslo", "Oslo"),
            ("Mr. Lind", "Mr. Lind"),
        ] {
            assert_eq!(shown(words, false), expected, "{words:?}");
        }
    }

    #[test]
    fn titles_are_cut_but_not_names() {
        for (words, expected) in [
            ("Former Vice President John Doe Jr.", "John Doe Jr"),
            ("Lt. Gen. Ann Lee,", "Ann Lee"),
            ("Mr.\u{a0}Lind", "Lind"),
            ("the Rev. Oyelaran", "Oyelaran"),
            ("King", "King"),
            ("Mrs Kingsley", "Kingsley"),
            ("Drake", "Drake"),
            ("Dr.Drake", "Dr.Drake"),
            ("Judge Roe's", "Roe"),
            (".", "."),
        ] {
            assert_eq!(shown(words, true), expected, "{words:?}");
        }
    }
}
