//! Numbers, and addresses of mail and web pages.

use super::scan::{DIGIT, LOWER, MARK, Scanner, UPPER};
use super::token::Shape;
use crate::word::{WordHash, fold, hash_folded};

impl Scanner<'_> {
    /// Whether the word that started at `start` goes on as an e-mail address or URL at the mark at `at`.
    pub(super) fn starts_address(&self, start: usize, at: usize) -> bool {
        let word = &self.bytes[start..at];
        match self.bytes[at] {
            b'@' => self.class_is_letter(at + 1),
            b':' => self.bytes[at..].starts_with(b"://"),
            b'.' => {
                word.eq_ignore_ascii_case(b"www") && self.class_is_letter(at + 1)
                    || (self.class_is_letter(at + 1) && self.address_ahead(at))
            }
            _ => false,
        }
    }

    /// Whether an `@` comes before the next space: the stop is inside of an e-mail address; or a known domain ending does.
    fn address_ahead(&self, at: usize) -> bool {
        let rest = &self.bytes[at..self.bytes.len().min(at + 64)];
        let end =
            rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b')' | b'"')).unwrap_or(rest.len());
        let rest = rest[..end].strip_suffix(b".").unwrap_or(&rest[..end]);
        let host = rest.split(|&byte| byte == b'/').next().unwrap_or(rest);
        rest.contains(&b'@')
            || [".com", ".org", ".net", ".gov", ".edu", ".info", ".io"].iter().any(|ending| host.ends_with(ending.as_bytes()))
            || (rest.contains(&b'/') && [".uk", ".ru", ".cn", ".de"].iter().any(|ending| host.ends_with(ending.as_bytes())))
    }

    /// Pushes the address that starts at `start` and whose first mark is at `mark`.
    pub(super) fn address(&mut self, start: usize, mark: usize) -> usize {
        let mut end = mark + 1;
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_whitespace() || matches!(byte, b',' | b'<' | b'>' | b'"' | b')' | b'(' | b';' | b']') || byte >= 0x80
            {
                break;
            }
            end += 1;
        }
        while end > mark && matches!(self.bytes[end - 1], b'.' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        // "Amazon.com" is a name too: short ones are looked up.
        let hash = if end - start <= 32 { hash_folded(&fold(&self.text[start..end])) } else { 0 };
        self.push((start, end), hash, Shape::Address, 0, 0);
        end
    }

    /// A number: digits, with `,` `.` `:` between digits, and letters that follow at once (`1990s`, `5th`, `50K`).
    pub(super) fn number(&mut self, start: usize) -> usize {
        let mut at = start + 1;
        loop {
            match self.class(at) {
                DIGIT => at += 1,
                LOWER | UPPER => at += 1,
                MARK if matches!(self.bytes[at], b',' | b'.' | b':') && self.class(at + 1) == DIGIT => at += 2,
                MARK if self.bytes[at] == b'@' && self.class_is_letter(at + 1) => return self.address(start, at),
                _ => break,
            }
        }
        let mut hash = WordHash::default();
        self.bytes[start..at].iter().filter(|&&byte| byte != b'.').for_each(|byte| hash.push(byte.to_ascii_lowercase()));
        let hash = hash.finish();
        self.push((start, at), hash, Shape::Number, 0, 0);
        self.clitic(at)
    }
}
