//! Web pages: the main content as paragraphs, and what the page says of itself. `dom_smoothie` chooses the content (DESIGN.md says
//! why); advertisements, sign-up boxes and the like go first, and the paragraphs are read off the tree it leaves.

use dom_query::{Document as Tree, NodeRef};
use dom_smoothie::Readability;
use encoding_rs::Encoding;

use super::chunk::{Record, Whole};
use super::draft::Draft;
use super::encoding::decode;
use super::page::Page;
use super::{Format, Options};
use crate::error::{Error, Result};

pub(super) static HTML: Format = Format {
    name: "html",
    suffixes: &["html", "htm"],
    about: "web pages; the main content and the page's own metadata",
    many: false,
    raw: false,
    cutter: Whole::boxed,
    draft,
};

/// Furniture that `dom_smoothie` leaves in; an element that holds a heading of the first rank or many paragraphs is kept whatever its
/// class says.
const FURNITURE: &str = "noscript, template, iframe, amp-ad, amp-consent, amp-sidebar, amp-list, amp-embed, nav, dialog, \
    [role=navigation], [role=dialog], [class*=newsletter], [class*=signup], [class*=sign-up], [class*=cookie], \
    [class*=related], [class*=recommend], [class*=ticker], [class*=sharing], [class~=share], [class~=tags], [class*=advert]";

/// The most paragraphs a piece of furniture has.
const FURNITURE_PARAGRAPHS: usize = 3;

/// The least text, in bytes and outside of links, that is an article: a short sentence.
const MIN_CONTENT: usize = 50;

/// A page of more elements is a data dump, and costs minutes; an article has some thousands.
const MAX_ELEMENTS: usize = 200_000;

/// Pages nest a hundred deep at most. Each further level costs the parser as much as all above it.
const MAX_DEPTH: usize = 1000;

/// Where a page states its encoding, if it does: the web's rule is 1024 bytes, and pages go beyond it.
const MAX_PRESCAN: usize = 4096;

/// Reads a page.
///
/// # Errors
/// If it is too large, or has no main content.
pub(super) fn draft<'r>(record: &Record<'r>, _: &Options) -> Result<Draft<'r>> {
    let decoded = decode(record.bytes, stated_encoding(record.bytes))?;
    let warning = decoded.warning();
    check_shape(decoded.text.as_bytes())?;
    let page = Page::new(Tree::from(decoded.text.as_ref()));
    let mut draft = page.draft();
    draft.has_own_file = true;
    draft.warnings.extend(warning);
    draft.text = content(page.into_tree())?.into();
    Ok(draft)
}

/// The text of a piece of HTML, as its reader sees it.
///
/// # Errors
/// If it is too large.
pub(super) fn fragment(html: &str) -> Result<String> {
    check_shape(html.as_bytes())?;
    let tree = Tree::from(html);
    let mut paragraphs = Paragraphs::default();
    if let Some(body) = tree.select("body").nodes().first() {
        paragraphs.read(body);
    }
    Ok(paragraphs.text)
}

/// Refuses a page that no parser gets through in fair time and memory, by a glance at its tags.
///
/// # Errors
/// If it has too many elements, nested too deep, or opens so many `<b>` and the like without an end that a parser, which opens each
/// of them anew in every paragraph, would make too many.
fn check_shape(page: &[u8]) -> Result<()> {
    const WITHOUT_END: [&str; 23] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "meta", "link", "input", "option", "source", "wbr", "col",
        "area", "base", "embed", "param", "track", "path",
    ];
    const FORMATTING: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    let among = |names: &[&str], name: &[u8]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    let (mut depth, mut formatting, mut elements) = (0_usize, 0_usize, 0);
    for at in memchr::memchr_iter(b'<', page) {
        let tag = &page[at + 1..page.len().min(at + 10)];
        let (ends, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        if ends {
            depth = depth.saturating_sub(1);
            formatting = formatting.saturating_sub(usize::from(among(&FORMATTING, name)));
        } else if !name.is_empty() {
            elements += 1 + formatting;
            depth += usize::from(!among(&WITHOUT_END, name));
            formatting += usize::from(among(&FORMATTING, name));
        }
        if depth > MAX_DEPTH || elements > 10 * MAX_ELEMENTS {
            return Err(misshapen());
        }
    }
    Ok(())
}

fn misshapen() -> Error {
    Error::new(format!(
        "a page of more than {MAX_ELEMENTS} elements, or nested more than {MAX_DEPTH} deep, is no article; leave it out, or give its text as .txt"
    ))
}

fn content(tree: Tree) -> Result<String> {
    let nothing = || Error::new("no main content found in this page; save the article itself, or give its text as .txt");
    remove_furniture(&tree);
    let config = dom_smoothie::Config { disable_json_ld: true, max_elements_to_parse: MAX_ELEMENTS, ..Default::default() };
    let mut reader = Readability::with_document(tree, None, Some(config)).map_err(|error| nothing().because(error))?;
    reader.parse().map_err(|error| match error {
        dom_smoothie::ReadabilityError::TooManyElements(..) => misshapen(),
        error => nothing().because(error),
    })?;
    let article = reader.doc.select("#readability-page-1");
    let Some(root) = article.nodes().first() else { return Err(nothing()) };
    let mut paragraphs = Paragraphs::default();
    paragraphs.read(root);
    if paragraphs.outside_links < MIN_CONTENT {
        return Err(nothing());
    }
    Ok(paragraphs.text)
}

fn remove_furniture(tree: &Tree) {
    for node in tree.select(FURNITURE).nodes() {
        let name = node.node_name().unwrap_or_default();
        let is_page = matches!(&*name, "html" | "body" | "main" | "article");
        let (mut paragraphs, mut heading) = (0, false);
        for inner in node.descendants_it() {
            paragraphs += usize::from(inner.has_name("p"));
            heading |= inner.has_name("h1");
        }
        if !is_page && !heading && paragraphs <= FURNITURE_PARAGRAPHS {
            node.remove_from_parent();
        }
    }
}

/// The text of a tree as its reader sees it: blocks parted by blank lines, white space within them folded.
#[derive(Default)]
struct Paragraphs {
    text: String,
    /// What stands before the next word: nothing, a space, a tab between cells, a line break, a new paragraph.
    gap: Gap,
    links: usize,
    outside_links: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

impl Gap {
    const fn mark(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Cell => "\t",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }

    /// What an element puts around itself.
    fn around(name: &str) -> Self {
        match name {
            "td" | "th" => Self::Cell,
            "br" => Self::Line,
            "address" | "article" | "aside" | "blockquote" | "caption" | "dd" | "details" | "div" | "dl" | "dt"
            | "figcaption" | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "li" | "main"
            | "ol" | "p" | "pre" | "section" | "summary" | "table" | "tbody" | "thead" | "tr" | "ul" => Self::Paragraph,
            _ => Self::None,
        }
    }
}

/// What is left to do on the way through a tree. A page may be nested deeper than the stack, so the way is kept on the heap.
enum Step<'t> {
    Enter(NodeRef<'t>),
    Leave(Gap, bool),
}

impl Paragraphs {
    fn read(&mut self, root: &NodeRef<'_>) {
        let mut steps = vec![Step::Enter(*root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(gap, link) => {
                    self.gap = self.gap.max(gap);
                    self.links -= usize::from(link);
                }
                Step::Enter(node) if node.is_text() => self.push(&node.text()),
                Step::Enter(node) => {
                    let name = node.node_name().unwrap_or_default();
                    if matches!(&*name, "script" | "style" | "template" | "noscript") {
                        continue;
                    }
                    let (gap, link) = (Gap::around(&name), &*name == "a");
                    self.gap = self.gap.max(gap);
                    self.links += usize::from(link);
                    steps.push(Step::Leave(gap, link));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
            }
        }
    }

    /// No-break spaces are the author's own; only the white space of the markup is folded.
    fn push(&mut self, text: &str) {
        let is_space = |c: char| c.is_ascii_whitespace();
        if text.starts_with(is_space) {
            self.gap = self.gap.max(Gap::Space);
        }
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str(self.gap.mark());
            }
            self.text.push_str(word);
            self.gap = Gap::Space;
            if self.links == 0 {
                self.outside_links += word.len() + 1;
            }
        }
        if !text.is_empty() && !text.ends_with(is_space) && self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }
}

/// The encoding a page names in its head: `<meta charset=...>`, or the same within `http-equiv`, or an XML declaration.
fn stated_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(MAX_PRESCAN)].to_ascii_lowercase();
    let found = memchr::memmem::find_iter(&head, b"charset").find_map(|at| label_after(&head[at + b"charset".len()..]));
    found.or_else(|| head.starts_with(b"<?xml").then(|| label_after(&head[memchr::memmem::find(&head, b"encoding")? + 8..]))?)
}

fn label_after(text: &[u8]) -> Option<&'static Encoding> {
    let value = text.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(value.len());
    Encoding::for_label(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_states_its_encoding() {
        for (page, name) in [
            ("<meta charset=\"ISO-8859-1\">", "windows-1252"),
            ("<META HTTP-EQUIV=content-type CONTENT='text/html; charset = koi8-r'>", "KOI8-R"),
            ("<?xml version='1.0' encoding='shift_jis'?><html>", "Shift_JIS"),
        ] {
            assert_eq!(stated_encoding(page.as_bytes()).map(Encoding::name), Some(name), "{page}");
        }
        assert_eq!(stated_encoding(b"<p>charset of ideas</p>"), None);
    }

    #[test]
    fn paragraphs_are_what_a_reader_sees() {
        let tree = Tree::from(
            "<div id=r><p>A <b>bold</b>\n move<br>next</p>text<ul><li>one<li>two</ul><table><tr><td>1<td>2<tr><td>3</table> </div>",
        );
        let mut paragraphs = Paragraphs::default();
        paragraphs.read(&tree.select("#r").nodes()[0]);
        assert_eq!(paragraphs.text, "A bold move\nnext\n\ntext\n\none\n\ntwo\n\n1\t2\n\n3");
    }
}
