//! An article with its mentions marked: in colour on a terminal, in brackets elsewhere (and where `NO_COLOR` is set).

use std::fmt::Write as _;
use std::io::stdout;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Color, Style as Ansi};
use newsgraph::{Document, Extraction, Label};

/// The colour of each base label, in the order of the legend; the last is that of all others.
const COLOURS: [(&str, AnsiColor); 5] = [
    ("person", AnsiColor::Cyan),
    ("organization", AnsiColor::Yellow),
    ("place", AnsiColor::Green),
    ("date", AnsiColor::Magenta),
    ("other", AnsiColor::Blue),
];

/// How mentions are marked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    coloured: bool,
}

impl Style {
    /// What standard output can show and the user wants.
    pub(super) fn of_stdout() -> Self {
        Self { coloured: AutoStream::choice(&stdout()) != ColorChoice::Never }
    }

    /// The article, ending in an empty line.
    pub(super) fn page(self, document: &Document, extraction: &Extraction) -> String {
        let text = &document.text;
        let mut page = String::with_capacity(text.len() * 3 / 2);
        let head = Ansi::new().dimmed();
        let date = document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let line = format!("{} ({date})", safe(document.id.as_str()));
        self.put(&mut page, head, &line);
        page.push_str("\n\n");
        let mut at = 0;
        for mention in &extraction.mentions {
            let span = mention.span.range();
            page.push_str(&safe(&text[at..span.start]));
            let words = safe(&text[span.clone()]);
            if self.coloured {
                self.put(&mut page, ansi(mention.label), &words);
            } else {
                let _ = write!(page, "[{words} | {}]", mention.label);
            }
            at = span.end;
        }
        page.push_str(&safe(&text[at..]));
        page.truncate(page.trim_end().len());
        page.push_str("\n\n");
        page
    }

    /// What the colours mean; nothing where there are none.
    pub(super) fn legend(self) -> String {
        if !self.coloured {
            return String::new();
        }
        let mut legend = String::new();
        for (name, colour) in COLOURS {
            self.put(&mut legend, painted(colour), name);
            legend.push(' ');
        }
        legend.truncate(legend.trim_end().len());
        legend.push('\n');
        legend
    }

    fn put(self, page: &mut String, style: Ansi, words: &str) {
        if self.coloured {
            let _ = write!(page, "{style}{words}{style:#}");
        } else {
            page.push_str(words);
        }
    }
}

fn ansi(label: Label) -> Ansi {
    let base = label.base();
    let colour =
        COLOURS.iter().find(|(name, _)| *name == base.as_str()).map_or(COLOURS[COLOURS.len() - 1].1, |&(_, colour)| colour);
    painted(colour)
}

fn painted(colour: AnsiColor) -> Ansi {
    Ansi::new().fg_color(Some(Color::Ansi(colour))).bold()
}

/// Text of strangers, without what a terminal would take for a command.
pub(super) fn safe(text: &str) -> std::borrow::Cow<'_, str> {
    let commands = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(commands) { text.replace("\r\n", "\n").replace(commands, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_the_terminal() {
        assert_eq!(safe("a\x1b[31mb\r\nc\td\u{9b}"), "a\u{fffd}[31mb\nc\td\u{fffd}");
    }

    #[test]
    fn every_label_has_a_colour() {
        assert_eq!(ansi(Label::new("person/leader")), painted(AnsiColor::Cyan));
        assert_eq!(ansi(Label::new("weapon")), painted(AnsiColor::Blue));
    }
}
