//! Doubts about letters: characters that nobody sees, scripts mixed within a word, text that was read in a wrong encoding,
//! one spelling twice in a row.

use std::path::Path;

use super::super::list::Row;
use super::{Code, Finding, Lint};

impl Lint {
    /// Looks at the spellings of the rows of a list.
    pub(super) fn letters(&mut self, path: &Path, rows: &[Row]) {
        for row in rows {
            let mut find = |code: Code, message: String| {
                let (path, line) = (path.to_owned(), u64::from(row.line));
                self.findings.push(Finding { path, line, code, name: row.name.clone(), message });
            };
            let spellings: Vec<&str> = std::iter::once(&row.name).chain(&row.aliases).map(String::as_str).collect();
            for (number, &spelling) in spellings.iter().enumerate() {
                if let Some(unseen) = spelling.chars().find(|&c| is_unseen(c)) {
                    find(
                        Code::Control,
                        format!("{spelling:?} holds U+{:04X}, which nobody sees: take it out", u32::from(unseen)),
                    );
                }
                if let Some(why) = confusable(spelling) {
                    find(Code::Confusable, format!("{spelling:?} {why}"));
                }
                if spellings[..number].contains(&spelling) {
                    find(Code::Duplicate, format!("{spelling:?} stands in this row twice"));
                }
            }
        }
    }
}

/// Whether a character takes no room, or room that is no space bar's.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// Why a spelling is not what it seems, if so.
fn confusable(spelling: &str) -> Option<String> {
    // UTF-8 that was read as windows-1252 and saved: "MÃ¼nchen", "BogotÃ¡", "itâ€™s".
    let letters: Vec<char> = spelling.chars().collect();
    let twice = |pair: &[char]| {
        matches!(pair, ['Ã' | 'Â' | 'Å' | 'Ä', second] if matches!(second, '\u{80}'..='\u{bf}' | '€' | '™' | 'œ' | 'Ÿ'))
            || matches!(pair, ['â', '€' | '„'])
    };
    if letters.windows(2).any(twice) {
        return Some("was read in a wrong encoding once: \u{c3}\u{bc} was \u{fc}".to_owned());
    }
    for word in spelling.split(|c: char| !c.is_alphanumeric()) {
        let mut scripts = word.chars().filter_map(script);
        let Some(first) = scripts.next() else { continue };
        if let Some(other) = scripts.find(|&script| script != first) {
            return Some(format!("mixes {first} and {other} letters in {word:?}: they look alike, and match nothing"));
        }
    }
    None
}

/// The script of a letter, of those whose letters are taken for each other.
fn script(c: char) -> Option<&'static str> {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => Some("Latin"),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c.is_alphabetic() => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        '\u{531}'..='\u{58f}' => Some("Armenian"),
        '\u{ff21}'..='\u{ff5a}' => Some("full-width"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_deceive_are_seen() {
        for wrong in ["Nоrway", "MÃ¼nchen", "BogotÃ¡", "d'Ivoireâ€™s", "Ｏslo", "Α-Bank Αlpha"] {
            assert!(confusable(wrong).is_some(), "{wrong}");
        }
        for right in ["Norway", "São Tomé", "München", "Âge", "Москва", "Αθήνα", "Alpha Банк", "SÃO PAULO", "Łódź"]
        {
            assert_eq!(confusable(right), None, "{right}");
        }
        for unseen in ["Os\u{200b}lo", "Os\u{ad}lo", "New\u{a0}York", "\u{202e}Oslo"] {
            assert!(unseen.chars().any(is_unseen), "{unseen:?}");
        }
        assert!(!"Ndjamena’s — 北京".chars().any(is_unseen));
    }
}
