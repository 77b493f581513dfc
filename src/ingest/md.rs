//! Markdown. Its marks are taken off, so that the text is what a reader would see: heading and quote marks, emphasis, code ticks, the
//! targets of links, pictures, rules and fences. List marks, tables and inline HTML stay. Offsets index the text without the marks.

use super::chunk::{Record, Whole};
use super::draft::Draft;
use super::encoding::decode;
use super::txt::read_front;
use super::{Format, Options};
use crate::error::Result;

pub(super) static MD: Format = Format {
    name: "md",
    suffixes: &["md"],
    about: "Markdown; its marks are taken off, a front block is read",
    many: false,
    raw: false,
    cutter: Whole::boxed,
    draft,
};

fn draft<'r>(record: &Record<'r>, _: &Options) -> Result<Draft<'r>> {
    let decoded = decode(record.bytes, None)?;
    let mut draft = Draft { has_own_file: true, ..Draft::default() };
    draft.warnings.extend(decoded.warning());
    let body = read_front(&decoded.text, &mut draft);
    if draft.title.is_none() {
        draft.title = first_heading(body);
    }
    draft.text = without_marks(body).into();
    Ok(draft)
}

/// The heading on the first line that is not blank.
fn first_heading(text: &str) -> Option<String> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let heading = line.strip_prefix("# ")?;
    Some(without_marks(heading.trim_end_matches('#')).trim().to_owned())
}

fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut after_text = false;
    for line in text.split_inclusive('\n') {
        let (content, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        let bare = content.trim_start();
        let ticks = ["```", "~~~"].into_iter().find(|ticks| bare.starts_with(ticks));
        if let Some(ticks) = ticks.filter(|ticks| fence.is_none_or(|open| open == *ticks)) {
            fence = if fence.is_some() { None } else { Some(ticks) };
        } else if fence.is_some() {
            out.push_str(line);
        } else if is_rule(bare, after_text) || is_definition(bare) {
            // A line that a reader does not see leaves its line end, so that paragraphs stay apart.
            out.push_str(end);
        } else {
            push_inline(&mut out, without_line_marks(content));
            out.push_str(end);
        }
        after_text = !bare.is_empty();
    }
    out
}

/// `---`, `* * *`, and the `===` under a heading.
fn is_rule(line: &str, after_text: bool) -> bool {
    let mut marks = line.bytes().filter(|b| !matches!(b, b' ' | b'\t'));
    let Some(mark) = marks.next().filter(|mark| b"-*_=".contains(mark)) else { return false };
    let count = 1 + marks.clone().count();
    marks.all(|b| b == mark) && if mark == b'=' { after_text } else { count >= 3 }
}

/// `[name]: https://...`, where a link's target stands apart.
fn is_definition(line: &str) -> bool {
    line.strip_prefix('[')
        .and_then(|rest| rest.split_once("]: "))
        .is_some_and(|(name, target)| !name.contains(']') && (target.contains("://") || target.starts_with(['/', '#', '<'])))
}

fn without_line_marks(line: &str) -> &str {
    let mut rest = line;
    while let Some(quoted) = rest.trim_start().strip_prefix('>') {
        rest = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    let hashes = rest.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && rest[hashes..].starts_with([' ', '\t']) {
        let heading = rest[hashes..].trim();
        let closed = heading.trim_end_matches('#');
        return if closed.ends_with(' ') || closed.is_empty() { closed.trim_end() } else { heading };
    }
    rest
}

/// Appends a line without the marks within it.
fn push_inline(out: &mut String, line: &str) {
    let mut rest = line;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                rest = &after[1..];
            }
            '!' if after.starts_with('[') && link(after).is_some() => rest = link(after).map_or(after, |(_, past)| past),
            '[' if link(rest).is_some() => {
                if let Some((words, past)) = link(rest) {
                    push_inline(out, words);
                    rest = past;
                }
            }
            '<' if after.starts_with("http") && near(after).contains('>') => {
                let (address, past) = after.split_once('>').unwrap_or((after, ""));
                out.push_str(address);
                rest = past;
            }
            '`' => rest = after,
            '*' | '_' | '~' => {
                rest = after.trim_start_matches(c);
                let run = &line[line.len() - after.len() - 1..line.len() - rest.len()];
                if !is_emphasis(c, run.len(), before, rest.chars().next().unwrap_or(' ')) {
                    out.push_str(run);
                }
            }
            _ => {
                out.push(c);
                rest = after;
            }
        }
        before = line[..line.len() - rest.len()].chars().next_back().unwrap_or(' ');
    }
}

/// A mark of emphasis touches a word on one side; `_` within a word and a lone `~` are no marks.
fn is_emphasis(mark: char, run: usize, before: char, next: char) -> bool {
    let touches = !before.is_whitespace() || !next.is_whitespace();
    match mark {
        '*' => touches && !(before.is_ascii_digit() && next.is_ascii_digit()),
        '_' => touches && !(before.is_alphanumeric() && next.is_alphanumeric()),
        _ => touches && run == 2,
    }
}

/// As much of a text as a link is looked for in: a bracket that nobody closes must not cost the rest of the line.
fn near(text: &str) -> &str {
    text.char_indices().nth(1000).map_or(text, |(end, _)| &text[..end])
}

/// The words of the link that `text` begins with, and what follows it.
fn link(text: &str) -> Option<(&str, &str)> {
    let close = closing(text, '[', ']')?;
    let (words, rest) = (&text[1..close], &text[close + 1..]);
    if rest.starts_with('(') {
        return closing(rest, '(', ')').map(|end| (words, &rest[end + 1..]));
    }
    let name = rest.strip_prefix('[')?;
    near(name).find(']').map(|end| (words, &name[end + 1..]))
}

/// Where the bracket that `text` begins with is closed.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in near(text).char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_words_kept() {
        for (marked, bare) in [
            ("# Head #\n\nText", "Head\n\nText"),
            ("## C# and F#\n", "C# and F#\n"),
            ("#hash 5 * 3 2*3 a_b_c", "#hash 5 * 3 2*3 a_b_c"),
            ("**Bold** and *it* and __b__ and _i_, ~~gone~~", "Bold and it and b and i, gone"),
            ("> quoted\n> > twice\n", "quoted\ntwice\n"),
            ("[Kyiv](https://x.example/a_(b)) and [Lviv][1] [sic]", "Kyiv and Lviv [sic]"),
            ("[1]: https://x.example\n", "\n"),
            ("![a picture](x.png) after", " after"),
            ("see <https://x.example/a> now", "see https://x.example/a now"),
            ("1 < 2 > 0", "1 < 2 > 0"),
            ("\\*not\\* `code`", "*not* code"),
            ("```rust\nlet a_b = *c;\n```\nend", "let a_b = *c;\nend"),
            ("a\n\n---\n\n* * *\nb", "a\n\n\n\n\nb"),
            ("Title\n=====\n- item\n", "Title\n\n- item\n"),
            ("unclosed [link](x and **bold", "unclosed [link](x and bold"),
        ] {
            assert_eq!(without_marks(marked), bare, "{marked}");
        }
    }

    #[test]
    fn a_heading_at_the_top_is_the_title() {
        assert_eq!(first_heading("\n# *Head*line #\ntext").as_deref(), Some("Headline"));
        assert_eq!(first_heading("text\n# Headline"), None);
    }
}
