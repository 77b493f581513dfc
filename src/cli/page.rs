//! Lines of at most 79 columns, with their later lines set in.

use super::colour::safe;

/// How wide a page is.
const WIDTH: usize = 79;

/// Text laid out in lines.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// Adds a paragraph: its first line after `lead`, the others under it, set in as far.
    pub(super) fn say(&mut self, lead: &str, words: &str) {
        let indent = lead.chars().count();
        self.0.push_str(lead);
        let mut column = indent;
        let clean = safe(words);
        for (number, word) in clean.split_whitespace().enumerate() {
            let length = word.chars().count();
            if number > 0 && column + 1 + length > WIDTH {
                self.0.push('\n');
                self.0.extend(std::iter::repeat_n(' ', indent));
                column = indent;
            } else if number > 0 {
                self.0.push(' ');
                column += 1;
            }
            self.0.push_str(word);
            column += length;
        }
        self.end_line();
    }

    /// Adds a line as it is: a row whose columns stand under one another.
    pub(super) fn table(&mut self, row: &str) {
        self.0.push_str(&safe(row));
        self.end_line();
    }

    /// Adds an empty line.
    pub(super) fn gap(&mut self) {
        self.0.push('\n');
    }

    fn end_line(&mut self) {
        self.0.truncate(self.0.trim_end_matches(' ').len());
        self.0.push('\n');
    }

    /// Whether nothing was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_time() {
        let mut page = Page::default();
        page.say("12 body  ", &"word ".repeat(40));
        page.say("    ", "");
        page.say("    ", &"x".repeat(100));
        let page = String::from_utf8(page.into_bytes()).expect("it was a string");
        let lines: Vec<&str> = page.lines().collect();
        assert!(lines[..3].iter().all(|line| line.len() <= WIDTH && !line.ends_with(' ')), "{lines:?}");
        assert!(lines[1].starts_with("         word"), "{lines:?}");
        // A word that is longer than a line cannot be helped.
        assert_eq!(lines.last().map(|line| line.len()), Some(104));
    }
}
