//! In which language a text is: told only of those that do not look like English at first sight.

use whatlang::Lang;

use crate::document::Document;

/// What becomes of an article that is not in English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foreign {
    /// It is read as if it were; nobody looks.
    #[default]
    Read,
    /// It is read, its language is noted if its source states none, and it is reported.
    Mark,
    /// It is skipped and reported.
    Skip,
}

/// How much of a text is looked at, in bytes: at first sight, and then.
const FIRST_SIGHT: usize = 800;
const LOOKED_AT: usize = 2000;

/// Texts of fewer letters than this tell nothing.
const LEAST: usize = 80;

/// Words that one in four of English prose is, and that no other language has so many of; none has more than four letters.
const COMMON: [&str; 16] =
    ["the", "of", "and", "to", "that", "is", "was", "for", "on", "with", "by", "has", "said", "from", "at", "its"];

/// One word in so many must be among those.
const SHARE: usize = 12;

/// The language of an article that is not in English (BCP 47), and its name; none where it is, or where nobody can tell.
pub(super) fn foreign(document: &Document) -> Option<(&'static str, &'static str)> {
    let (mut words, mut common) = (0, 0);
    for word in beginning(&document.text, FIRST_SIGHT).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        common += usize::from(word.len() <= 4 && COMMON.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    let text = beginning(&document.text, LOOKED_AT);
    if common * SHARE >= words || text.len() < LEAST {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    (found.lang() != Lang::Eng).then(|| (code_of(found.lang()), found.lang().eng_name()))
}

/// At most so many bytes of a text, from its beginning.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

/// The code of a language: of two letters where there is one.
pub(super) fn code_of(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pol => "pl",
        Lang::Nld => "nl",
        Lang::Tur => "tr",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        other => other.code(),
    }
}
