//! The small language of date rules and relation patterns: sequences over tokens or over the pieces of a sentence.
//!
//! ```text
//! word         a word, folded: `Last` and `last` are the same        's  ,  -  %   a mark or clitic
//! {name}       a named part: a date part, or a slot such as {head}
//! <class>      a word of a list in gazetteers/lexicon/
//! [name]       a trigger: one of the verbs or nouns that the file lists under that name
//! ~            up to six pieces that may be skipped
//! (a | b c)    either;   x?  maybe;   x*  any number;   x+  one or more
//! !x           here x does not stand: one step, nothing is taken       \(  \)  brackets of the text
//! ```
//!
//! It says what may stand where and computes nothing. What is not in this list is an error.

use super::lexicon::Classes;
pub use super::program::{Machine, Program, TRIGGER, Taken};
use crate::word::{WordId, fold};

/// What one step of a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// This word.
    Word(WordId),
    /// This mark, or the clitic that begins with this letter (`'s` is `s`).
    Mark(u8),
    /// A word of one of these classes.
    Class(Classes),
    /// The named part of that number.
    Part(u16),
    /// The trigger of that number.
    Trigger(u16),
    /// A piece that a gap may skip.
    Gap,
}

/// What the names in a pattern stand for.
pub trait Names {
    /// The number of a `{part}`.
    ///
    /// # Errors
    /// If there is none of that name.
    fn part(&mut self, name: &str) -> Result<u16, String>;
    /// The classes of `<class>`.
    ///
    /// # Errors
    /// If there is none of that name.
    fn class(&mut self, name: &str) -> Result<Classes, String>;
    /// The number of a `[trigger]`.
    ///
    /// # Errors
    /// If there is none of that name.
    fn trigger(&mut self, name: &str) -> Result<u16, String>;
    /// The number of a word.
    fn word(&mut self, folded: &str) -> WordId;
}

/// A pattern as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of them, the first that fits.
    Either(Vec<Node>),
    /// Between `min` and `max` times, as often as fits.
    Repeat(Box<Node>, u8, u8),
    /// This step does not fit here; nothing is taken.
    Not(Atom),
    /// One step.
    Atom(Atom),
}

/// How many pieces `~` may skip.
const LONGEST_GAP: u8 = 6;
/// How often `*` and `+` repeat at most.
const MOST_REPEATS: u8 = 8;

/// Reads a pattern.
///
/// # Errors
/// A message that says what is wrong with it.
pub fn parse(pattern: &str, names: &mut dyn Names) -> Result<Node, String> {
    let mut parser = Parser { rest: pattern, names, depth: 0 };
    let node = parser.either()?;
    if parser.rest.is_empty() { Ok(node) } else { Err(format!("`{}` closes nothing", &parser.rest[..1])) }
}

struct Parser<'p> {
    rest: &'p str,
    names: &'p mut dyn Names,
    depth: u8,
}

impl Parser<'_> {
    fn either(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > 16 {
            return Err("brackets within brackets more than 16 deep".to_owned());
        }
        let mut options = vec![self.sequence()?];
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            options.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if options.len() == 1 { options.swap_remove(0) } else { Node::Either(options) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some('|' | ')') => break,
                Some(first) => {
                    let node = self.item(first)?;
                    nodes.push(self.repeated(node)?);
                }
            }
        }
        if nodes.is_empty() {
            return Err("an alternative is empty; write (x)? for a part that may be missing".to_owned());
        }
        Ok(Node::Sequence(nodes))
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.rest.chars().next() {
            Some('?') => (0, 1),
            Some('*') => (0, MOST_REPEATS),
            Some('+') => (1, MOST_REPEATS),
            _ => return Ok(node),
        };
        self.rest = &self.rest[1..];
        if self.rest.starts_with(['?', '*', '+']) {
            return Err("`?`, `*` and `+` do not follow one another".to_owned());
        }
        Ok(Node::Repeat(Box::new(node), min, max))
    }

    fn named(&mut self, open: char, close: char) -> Result<String, String> {
        let inside = &self.rest[1..];
        let end = inside.find(close).ok_or_else(|| format!("`{open}` is never closed"))?;
        let name = inside[..end].trim();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:/".contains(c)) {
            return Err(format!("`{open}{name}{close}` is no name: letters, digits and `-` make one"));
        }
        self.rest = &inside[end + 1..];
        Ok(name.to_owned())
    }

    fn item(&mut self, first: char) -> Result<Node, String> {
        match first {
            '(' => {
                self.rest = &self.rest[1..];
                let node = self.either()?;
                self.rest = self.rest.strip_prefix(')').ok_or("`(` is never closed")?;
                Ok(node)
            }
            '{' => {
                let name = self.named('{', '}')?;
                Ok(Node::Atom(Atom::Part(self.names.part(&name)?)))
            }
            '<' => {
                let name = self.named('<', '>')?;
                Ok(Node::Atom(Atom::Class(self.names.class(&name)?)))
            }
            '[' => {
                let name = self.named('[', ']')?;
                Ok(Node::Atom(Atom::Trigger(self.names.trigger(&name)?)))
            }
            '~' => {
                self.rest = &self.rest[1..];
                Ok(Node::Repeat(Box::new(Node::Atom(Atom::Gap)), 0, LONGEST_GAP))
            }
            '\'' => {
                let letter =
                    self.rest[1..].chars().next().filter(char::is_ascii_lowercase).ok_or("a lone apostrophe; write 's")?;
                self.rest = &self.rest[2..];
                Ok(Node::Atom(Atom::Mark(letter as u8)))
            }
            '?' | '*' | '+' => Err(format!("`{first}` follows nothing")),
            '}' | '>' | ']' => Err(format!("`{first}` closes nothing")),
            '\\' => {
                let mark = self.rest[1..].chars().next().filter(|mark| matches!(mark, '(' | ')' | '!' | '+'));
                let mark = mark.ok_or(r"`\` has no meaning in a pattern but in `\(`, `\)`, `\!` and `\+`")?;
                self.rest = &self.rest[2..];
                Ok(Node::Atom(Atom::Mark(mark as u8)))
            }
            '!' => {
                self.rest = &self.rest[1..];
                let next = self.rest.chars().next().filter(|next| !matches!(next, '(' | '~' | '!' | ' '));
                match self.item(next.ok_or("`!` stands right before one word, mark, part or class")?)? {
                    Node::Atom(atom) => Ok(Node::Not(atom)),
                    _ => Err("`!` stands right before one word, mark, part or class".to_owned()),
                }
            }
            _ if first.is_alphanumeric() => {
                let end = self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len());
                let word = fold(&self.rest[..end]);
                self.rest = &self.rest[end..];
                Ok(Node::Atom(Atom::Word(self.names.word(&word))))
            }
            _ if ",-%.;:\"/&$#".contains(first) => {
                self.rest = &self.rest[1..];
                Ok(Node::Atom(Atom::Mark(first as u8)))
            }
            _ => Err(format!("`{first}` has no meaning in a pattern")),
        }
    }
}

impl Node {
    /// The same pattern read from right to left.
    #[must_use]
    pub fn reversed(&self) -> Self {
        match self {
            Self::Sequence(nodes) => Self::Sequence(nodes.iter().rev().map(Self::reversed).collect()),
            Self::Either(nodes) => Self::Either(nodes.iter().map(Self::reversed).collect()),
            Self::Repeat(node, min, max) => Self::Repeat(Box::new(node.reversed()), *min, *max),
            Self::Not(atom) => Self::Not(atom.clone()),
            Self::Atom(atom) => Self::Atom(atom.clone()),
        }
    }

    /// The atoms it can begin with, and whether it can be empty.
    pub fn first(&self, out: &mut Vec<Atom>) -> bool {
        match self {
            Self::Sequence(nodes) => nodes.iter().all(|node| node.first(out)),
            Self::Either(nodes) => nodes.iter().fold(false, |empty, node| node.first(out) | empty),
            Self::Repeat(node, min, _) => node.first(out) || (*min == 0),
            Self::Not(_) => true,
            Self::Atom(atom) => {
                out.push(atom.clone());
                false
            }
        }
    }

    /// Compiles it.
    pub fn compile(&self) -> Program {
        Program::of(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Words;

    struct Spelt(Words);

    impl Names for Spelt {
        fn part(&mut self, name: &str) -> Result<u16, String> {
            (name == "n").then_some(7).ok_or_else(|| format!("no part {name}"))
        }
        fn class(&mut self, _: &str) -> Result<Classes, String> {
            Ok(Classes(1))
        }
        fn trigger(&mut self, _: &str) -> Result<u16, String> {
            Ok(1)
        }
        fn word(&mut self, folded: &str) -> WordId {
            self.0.add(folded)
        }
    }

    /// Where `pattern` ends when run over the words of `text`; `{n}` takes a word that begins with a digit.
    fn end(pattern: &str, text: &str) -> Option<u32> {
        let mut names = Spelt(Words::default());
        let program = parse(pattern, &mut names).expect("a pattern").compile();
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut machine = Machine::default();
        program.run(0, &mut machine, |atom, at| {
            let word = words.get(at as usize)?;
            let fits = match atom {
                Atom::Word(id) => names.0.find(crate::word::hash_folded(&fold(word))) == *id,
                Atom::Mark(mark) => word.as_bytes() == [*mark],
                Atom::Part(_) => word.starts_with(|c: char| c.is_ascii_digit()),
                Atom::Gap => *word != ",",
                Atom::Class(_) | Atom::Trigger(_) => false,
            };
            fits.then_some(at + 1)
        })
    }

    #[test]
    fn sequences_options_and_repeats_fit() {
        assert_eq!(end("last (week | month)", "Last month x"), Some(2));
        assert_eq!(end("last (week | month)", "last year"), None);
        assert_eq!(end("{n} , {n}", "1 , 2"), Some(3));
        assert_eq!(end("a b? c", "a c"), Some(2));
        assert_eq!(end("a b* c", "a b b c"), Some(4));
        assert_eq!(end("a b+ c", "a c"), None);
        assert_eq!(end("(a | a b) c", "a b c"), Some(3));
        assert_eq!(end("a ~ c", "a x y c c"), Some(4));
        assert_eq!(end("a ~ c", "a , c"), None);
        assert_eq!(end("a !b c?", "a c"), Some(2));
        assert_eq!(end("a !b b?", "a b"), None);
        assert_eq!(end("a \\( b \\)", "a ( b )"), Some(4));
    }

    #[test]
    fn faults_are_told() {
        let fault = |pattern: &str| parse(pattern, &mut Spelt(Words::default())).expect_err("a fault");
        assert!(fault("a (b").contains("never closed"));
        assert!(fault("a b)").contains("closes nothing"));
        assert!(fault("").contains("empty"));
        assert!(fault("{x}").contains("no part x"));
        assert!(fault("*a").contains("follows nothing"));
        assert!(fault("a?*").contains("follow one another"));
        assert!(fault("{n").contains("never closed"));
        assert!(fault("a !(b c)").contains("right before one word"));
        assert!(fault("a \\d").contains("no meaning"));
        assert!(
            fault("a = b").contains("no meaning")
                || fault("a \\w").is_empty()
                || parse("a \\w", &mut Spelt(Words::default())).is_ok()
        );
    }
}
