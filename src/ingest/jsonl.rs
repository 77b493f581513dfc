//! JSON Lines: one object a line.

use super::chunk::{Cut, Cutter, is_record};
use super::{Format, Options, json};
use crate::error::Result;

pub(super) static JSONL: Format = Format {
    name: "jsonl",
    suffixes: &["jsonl", "ndjson"],
    about: "JSON Lines: one object a line",
    many: true,
    raw: false,
    cutter: |options| Box::new(Lines { options: options.clone(), dropping: false }),
    draft: json::draft,
};

/// Every line that is not blank is a record.
struct Lines {
    options: Options,
    dropping: bool,
}

impl Lines {
    fn end(&mut self, bytes: &[u8], start: usize, end: usize, cuts: &mut Vec<Cut>) {
        if std::mem::take(&mut self.dropping) {
            return;
        }
        if is_record(&bytes[start..end], &self.options) {
            cuts.push(Cut::sound(start..end));
        }
    }
}

impl Cutter for Lines {
    fn cut(&mut self, bytes: &[u8], from: usize, ended: bool, cuts: &mut Vec<Cut>) -> Result<usize> {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &bytes[from..]) {
            self.end(bytes, start, from + end, cuts);
            start = from + end + 1;
        }
        if ended {
            self.end(bytes, start, bytes.len(), cuts);
            start = bytes.len();
        }
        Ok(if self.dropping { bytes.len() } else { start })
    }

    fn drop_unfinished(&mut self) {
        self.dropping = true;
    }
}
