//! Readable ids: a name in small letters, with a short hash of what defines the thing.

use unicode_normalization::char::is_combining_mark;

use crate::word::fold_into;

/// A readable slug of a name and a short hash of what defines the thing: its base label and folded name, and for a local
/// one its article (`scope`).
pub(crate) fn slug(base: &str, name: &str, scope: &str) -> String {
    // FNV-1a (Fowler, Noll, Vo) with a 64-bit odd multiplier of better avalanche; the high bits are mixed down below.
    let with = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash = with(base.bytes().fold(0xcbf2_9ce4_8422_2325, with), 0);
    let (mut id, mut length) = ([0_u8; SLUG_LENGTH + 14], 0);
    if name.is_ascii() {
        let mut push = |folded: u8, written: u8| {
            hash = with(hash, folded);
            if length < SLUG_LENGTH {
                id[length] = written;
                length += 1;
            }
        };
        let (mut inside, mut begun) = (false, false);
        for byte in name.bytes() {
            let part = byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'.');
            if part && !inside && begun {
                push(b' ', b'-');
            }
            if byte.is_ascii_alphanumeric() {
                let small = byte.to_ascii_lowercase();
                push(small, small);
                begun = true;
            }
            inside = part;
        }
    } else {
        let mut folded = String::with_capacity(name.len());
        for word in name
            .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != '\'' && c != '\u{2019}' && c != '.')
            .filter(|word| !word.is_empty())
        {
            if !folded.is_empty() {
                folded.push(' ');
            }
            fold_into(word, &mut folded);
        }
        hash = folded.bytes().fold(hash, with);
        for c in folded.chars().take(SLUG_LENGTH) {
            if let 'a'..='z' | '0'..='9' | ' ' = c {
                id[length] = if c == ' ' { b'-' } else { c as u8 };
                length += 1;
            }
        }
    }
    hash = with(scope.bytes().fold(with(hash, 0), with), 0);
    // 48 bits: two of a million names share them once in five hundred graphs, and then only if their slugs are equal too.
    let hash = (hash ^ (hash >> 29)) >> 16;
    let digits = (0..12).rev().map(|digit| b"0123456789abcdef"[(hash >> (4 * digit) & 15) as usize]);
    let mark: &[u8] = if length == 0 { b"x-" } else { b"-" };
    for byte in mark.iter().copied().chain(digits) {
        id[length] = byte;
        length += 1;
    }
    std::str::from_utf8(&id[..length]).expect("letters, digits and hyphens").to_owned()
}

/// How many letters of a name its slug has at most.
const SLUG_LENGTH: usize = 40;
