//! What the program says on standard error.

use std::fmt::Display;
use std::io::{self, Write};

use newsgraph::run::Messages;

/// Says what is wrong: `newsgraph: wire.jsonl:3: not a JSON object`.
pub(super) fn say(message: &dyn Display) {
    write(&format!("newsgraph: {message}"));
}

/// Says the first of some messages, and how many more there are.
pub(super) fn say_all(messages: &Messages, more: &str) {
    for message in &messages.first {
        say(message);
    }
    let rest = messages.count - messages.first.len() as u64;
    if rest > 0 {
        say(&format!("and {} {more}", grouped(rest)));
    }
}

/// Writes a line as it is.
pub(super) fn write(line: &str) {
    // If nobody listens there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A number as people read it: 1,234,567.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun: `1 document`, `2,000 documents`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A size as people read it: `12.5 MB` of a million bytes each.
pub(super) fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{:.1} kB", millions(bytes) * 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", millions(bytes)),
        _ => format!("{:.2} GB", millions(bytes) / 1e3),
    }
}

/// A number in millions, to be shown with a few digits.
#[allow(clippy::cast_precision_loss)] // of the sixteenth digit
pub(super) fn millions(number: u64) -> f64 {
    number as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let read: Vec<String> = [0, 999, 1_000, 1_234_567].map(grouped).into();
        assert_eq!(read, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!((counted(1, "file", "files"), counted(2, "file", "files")), ("1 file".into(), "2 files".into()));
        assert_eq!([12, 12_345, 12_345_678, 5_000_000_000].map(megabytes), ["12 bytes", "12.3 kB", "12.3 MB", "5.00 GB"]);
    }
}
