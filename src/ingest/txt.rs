//! Plain text. Lines at its very top may say what it is: `title: ...`, `date: ...`, then a blank line.

use std::borrow::Cow;

use super::chunk::{Record, Whole};
use super::draft::Draft;
use super::encoding::decode;
use super::published::date_in_text;
use super::{Format, Options};
use crate::error::Result;

pub(super) static TXT: Format = Format {
    name: "txt",
    suffixes: &["txt"],
    about: "plain text; front lines such as \"date: 2024-02-08\" are read",
    many: false,
    raw: false,
    cutter: Whole::boxed,
    draft,
};

/// A front block longer than this is a text.
const MAX_FRONT_LINES: usize = 60;

fn draft<'r>(record: &Record<'r>, _: &Options) -> Result<Draft<'r>> {
    let decoded = decode(record.bytes, None)?;
    let warning = decoded.warning();
    let mut draft = Draft { has_own_file: true, ..Draft::default() };
    draft.warnings.extend(warning);
    let body = read_front(&decoded.text, &mut draft);
    let start = decoded.text.len() - body.len();
    draft.text = match decoded.text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..]),
        Cow::Owned(mut text) => Cow::Owned(text.split_off(start)),
    };
    Ok(draft)
}

/// Reads the front block into `draft`, and gives what follows it: the whole text, where there is none.
/// It is either fenced by `---` lines, or made of known names alone and followed by a blank line.
pub(super) fn read_front<'t>(text: &'t str, draft: &mut Draft<'_>) -> &'t str {
    let fenced = text.strip_prefix("---").map(|rest| rest.trim_start_matches(' ')).filter(|rest| rest.starts_with(['\n', '\r']));
    let (block, body) = match fenced {
        Some(rest) => match fenced_block(rest) {
            Some(parts) => parts,
            None => return text,
        },
        None => match open_block(text) {
            Some(parts) => parts,
            None => return text,
        },
    };
    for (key, value) in block {
        set(draft, key, value);
    }
    body
}

type Block<'t> = Vec<(&'t str, &'t str)>;

/// The lines up to the closing fence; those of unknown names are somebody else's.
fn fenced_block(text: &str) -> Option<(Block<'_>, &str)> {
    let mut block = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MAX_FRONT_LINES) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (!block.is_empty()).then(|| (block, past_blank_lines(&text[at..])));
        }
        block.extend(pair(line).filter(|(key, _)| is_known(key)));
    }
    None
}

fn open_block(text: &str) -> Option<(Block<'_>, &str)> {
    let mut block = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MAX_FRONT_LINES) {
        at += line.len();
        if line.trim().is_empty() {
            return (!block.is_empty()).then(|| (block, past_blank_lines(&text[at..])));
        }
        block.push(pair(line).filter(|(key, _)| is_known(key))?);
    }
    None
}

fn past_blank_lines(text: &str) -> &str {
    let start = text.len() - text.trim_start().len();
    // The indent of the first line is the text's own.
    &text[text[..start].rfind('\n').map_or(0, |end| end + 1)..]
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let unquoted = ['"', '\''].iter().find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote));
    Some((key.trim(), unquoted.unwrap_or(value)))
}

const KEYS: [&str; 12] =
    ["title", "headline", "date", "published", "url", "link", "publisher", "source", "author", "id", "language", "lang"];

fn is_known(key: &str) -> bool {
    KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

fn set(draft: &mut Draft<'_>, key: &str, value: &str) {
    let slot = match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => &mut draft.title,
        "date" | "published" => {
            draft.published = draft.published.or_else(|| date_in_text(value));
            if draft.published.is_none() && !value.is_empty() {
                draft
                    .warnings
                    .push(format!("its date cannot be read (\"{value}\"), so it has none of its own; write it as 2024-02-08"));
            }
            return;
        }
        "url" | "link" => &mut draft.url,
        "publisher" | "source" => &mut draft.publisher,
        "author" => &mut draft.author,
        "id" => &mut draft.id,
        _ => &mut draft.language,
    };
    if slot.is_none() {
        *slot = Some(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> (Draft<'static>, &str) {
        let mut draft = Draft::default();
        let body = read_front(text, &mut draft);
        (draft, body)
    }

    #[test]
    fn front_lines_are_read_only_where_all_are_known() {
        let (draft, body) = front("Title: A: b\r\nDATE: 7 August 2023\r\nsource: Wire\r\n\r\n\r\n  Body.\r\n");
        assert_eq!((draft.title.as_deref(), draft.publisher.as_deref(), body), (Some("A: b"), Some("Wire"), "  Body.\r\n"));
        assert_eq!(draft.published.map(|date| date.to_string()).as_deref(), Some("2023-08-07"));
        for text in ["title: A\nWeather: rain\n\nBody.", "title: A\nBody.", "title: A", "\ntitle: A\n\nBody.", ""] {
            assert_eq!(front(text).1, text);
        }
    }

    #[test]
    fn a_fenced_block_may_hold_more() {
        let (draft, body) = front("---\ntitle: \"A\"\ntags: [x]\n - y\ndate: soon\n---\n\nBody.");
        assert_eq!((draft.title.as_deref(), body, draft.warnings.len()), (Some("A"), "Body.", 1));
        for text in ["---\ntitle: A\n\nBody.", "---\n\nA line.\n---\nBody.", "--- title: A\n---\n"] {
            assert_eq!(front(text).1, text);
        }
    }
}
