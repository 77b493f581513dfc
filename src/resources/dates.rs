//! `patterns/dates/`: surface words with their values, and rules over named parts. A rule says what may stand where and
//! names one form of value; the forms are written in Rust ([`Form`]), so that no rule computes.

mod example;
mod letters;
mod number;
mod part;
mod words;

use serde::Deserialize;

use super::lexicon::Classes;
use super::pattern::{Atom, Names, Node, Program, parse};
use super::{Compiler, File, rule_name, toml_file};
use crate::date::Date;
use crate::error::{Error, Result};
use crate::symbol::Symbol;
use crate::word::WordId;

pub use example::{Example, ExampleFound};
use letters::{Alphabet, Spelling};
pub use part::{GROUP, Part, Unit};
pub use words::{DAYPARTS, DateWords, FEAST, Feast, LASTING, MODIFIERS, REFERENCES, SEASONS, Sense, VAGUE};

/// How the value of a rule comes about, from the parts of its pattern; a part of day or a clock time makes a TIME of a DATE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The date that the parts spell; a year or week that they leave out is the nearest that the clause allows.
    Calendar,
    /// The last such weekday, month, season, holiday or unit before the anchor's.
    Previous(Which),
    /// The one of the anchor's week or year, or the unit that holds the anchor.
    This(Which),
    /// The first such after the anchor's.
    Next(Which),
    /// `{n}` units before the anchor.
    Ago,
    /// `{n}` units after the anchor.
    Ahead,
    /// `{n}` units before the date that the text named last, else before the anchor.
    Earlier,
    /// `{n}` units after the date that the text named last, else after the anchor.
    Later,
    /// The unit that holds the date that the text named last, else the anchor.
    Same(Which),
    /// The first such after the date that the text named last, else after the anchor's.
    Following(Which),
    /// The last such before the date that the text named last, else before the anchor's.
    Preceding(Which),
    /// The unit that ended last; a quarter is the one that the text named last.
    Latest(Which),
    /// The quarter or year that the text reports on, as a year before, or of the year that the parts name.
    Comparable,
    /// The `{ordinal}` day, in digits, of the month that the text named last or that is nearest.
    DayOfMonth,
    /// The date that the parts spell together with those of what is asked for around them: "3" of "3 and 5 June".
    Shared,
    /// Two numbers for day and month, in the order of the document, and a year.
    Numeric,
    /// The year or century before or after the year one, by the `{era}`.
    Era,
    /// The `{ordinal}`-th quarter, half or century.
    Ordinal(Which),
    /// The unit that holds the date which the parts spell, with those of what is asked for around them.
    Within(Which),
    /// A stretch of `{n}` units.
    Duration,
    /// How old someone is: `{n}` units, years where no unit is named.
    Age,
    /// A stretch of one such unit, whatever the parts.
    Length(Which),
    /// A stretch of `{n}` units that ends at the anchor.
    Past,
    /// A stretch of `{n}` units that starts at the anchor.
    Coming,
    /// Every weekday, month, season or unit, or the frequency word's own.
    Set,
    /// The vague time that `{reference}` says.
    Reference,
    /// `PAST_REF`, whatever the parts.
    PastRef,
    /// `PRESENT_REF`, whatever the parts.
    PresentRef,
    /// `FUTURE_REF`, whatever the parts.
    FutureRef,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The `{weekday}`.
    Weekday,
    /// The `{weekday}` of the week.
    DayOfWeek,
    /// The `{month}`.
    Month,
    /// The `{season}`.
    Season,
    /// The `{holiday}`.
    Holiday,
    /// The `{daypart}`.
    Daypart,
    /// The `{unit}`.
    Unit,
    /// A day.
    Day,
    /// A quarter.
    Quarter,
    /// The weekend now or last.
    Weekend,
    /// A week.
    Week,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// A century.
    Century,
}

/// A rule.
#[derive(Debug)]
pub struct DateRule {
    /// `dates/weekday`.
    pub name: Symbol,
    /// What it takes.
    pub pattern: Program,
    /// What must stand before it, to be run from right to left.
    pub left: Option<Program>,
    /// What must stand behind it.
    pub right: Option<Program>,
    /// What may not stand before it, to be run from right to left.
    pub not_left: Option<Program>,
    /// What may not stand behind it.
    pub not_right: Option<Program>,
    /// Whether it asks for something around it: it has what another takes without asking.
    pub asks: bool,
    /// How its value comes about.
    pub form: Form,
    /// The modifier that all it finds has: an index into [`MODIFIERS`].
    pub modifier: Option<u8>,
}

/// All date rules, by what they can begin with.
#[derive(Debug, Default)]
pub struct DateRules {
    /// The rules; of two that take the same words, the first has it.
    pub rules: Vec<DateRule>,
    /// The words of parts.
    pub words: DateWords,
    /// Examples and counterexamples.
    pub examples: Vec<Example>,
    /// All rules in one, to tell which are worth a run.
    pub(crate) alphabet: Alphabet,
    /// The groups of words that tell where a bare weekday or month lies.
    pub cues: Cues,
    /// What a user may choose.
    pub options: DateOptions,
}

/// Groups of words that tell past from future.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cues {
    /// After these a bare weekday or month lies ahead.
    pub future: Option<u16>,
    /// After these it lies behind.
    pub past: Option<u16>,
    /// Forms of "be".
    pub be: Option<u16>,
    /// What makes with a form of "be" before it, or with a word that aims, a future.
    pub to: Option<u16>,
    /// Words that speak of the future before such a word: "set to".
    pub aim: Option<u16>,
    /// Before these a plan is a plan of the past: "had been due".
    pub pluperfect: Option<u16>,
    /// Behind these a word in -ed is no verb: "an unnamed town".
    pub determiner: Option<u16>,
}

/// Which month of `08/07/2023` comes first, and on which half of the earth it is summer in July.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateOptions {
    /// How numeric dates are read.
    pub numeric: NumericOrder,
    /// Seasons are those of the southern half.
    pub southern: bool,
}

/// How numeric dates are read where both numbers may be the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumericOrder {
    /// As another date of the document tells, or the order in which it writes days and months; else month first.
    #[default]
    Detect,
    /// `07/08/2023` is 7 August.
    DayFirst,
    /// `07/08/2023` is 8 July.
    MonthFirst,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// The anchor of examples whose rule states none.
    anchor: Option<String>,
    date: Vec<toml::Spanned<RuleTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleTable {
    name: String,
    pattern: String,
    left: Option<String>,
    right: Option<String>,
    not_left: Option<String>,
    not_right: Option<String>,
    value: Form,
    #[serde(rename = "mod")]
    modifier: Option<String>,
    anchor: Option<String>,
    examples: Vec<toml::Spanned<ExampleFound>>,
    counterexamples: Vec<toml::Spanned<String>>,
}

struct Spelt<'c> {
    compiler: &'c mut Compiler,
    words: &'c DateWords,
}

impl Names for Spelt<'_> {
    fn part(&mut self, name: &str) -> std::result::Result<u16, String> {
        let part = Part::from_name(name).map(|part| part as u16);
        part.or_else(|| self.words.group(name).map(|group| GROUP + group))
            .ok_or_else(|| format!("`{{{name}}}` is neither a part of dates nor a group of words"))
    }

    fn class(&mut self, name: &str) -> std::result::Result<Classes, String> {
        self.compiler.class_named(name)
    }

    fn trigger(&mut self, name: &str) -> std::result::Result<u16, String> {
        Err(format!("`[{name}]` is a trigger, and date rules have none"))
    }

    fn word(&mut self, folded: &str) -> WordId {
        self.compiler.word(folded)
    }
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<DateRules> {
    let mut rules = DateRules::default();
    let begins = |file: &&File, with: &str| file.path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with(with));
    let (feasts, others): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| begins(file, "feasts"));
    for file in feasts {
        rules.words.add_feasts(toml_file(file)?).map_err(|message| Error::new(message).at(&file.path))?;
    }
    let (words, patterns): (Vec<&File>, Vec<&File>) = others.into_iter().partition(|file| begins(file, "words"));
    for file in words {
        let table: words::WordFile = toml_file(file)?;
        rules.words.add(table, &mut |word| compiler.word(word)).map_err(|message| Error::new(message).at(&file.path))?;
    }
    rules.cues = Cues {
        future: rules.words.group("future-cue"),
        past: rules.words.group("past-cue"),
        be: rules.words.group("be-form"),
        to: rules.words.group("infinitive"),
        aim: rules.words.group("aim"),
        pluperfect: rules.words.group("pluperfect"),
        determiner: rules.words.group("before-noun"),
    };
    let mut spellings = Vec::new();
    for file in patterns {
        let table: RuleFile = toml_file(file)?;
        for rule in table.date {
            let line = super::line_at(&file.content, rule.span().start);
            let rule = rule.into_inner();
            let name = rule.name.clone();
            let spelling = add(file, rule, table.anchor.as_deref(), compiler, &mut rules);
            let spelling =
                spelling.map_err(|message| Error::new(format!("date `{name}`: {message}")).at(&file.path).line(line))?;
            spellings.push(spelling);
        }
    }
    rules.alphabet = Alphabet::of(spellings, &rules.words, ["and", "a", "half"].map(|word| compiler.word(word)));
    Ok(rules)
}

fn add(
    file: &File,
    table: RuleTable,
    anchor: Option<&str>,
    compiler: &mut Compiler,
    rules: &mut DateRules,
) -> std::result::Result<Spelling, String> {
    if !compiler.trusted && (table.examples.is_empty() || table.counterexamples.is_empty()) {
        return Err("`examples` and `counterexamples` may not be empty".to_owned());
    }
    u16::try_from(rules.rules.len()).map_err(|_| "more than 65,535 date rules")?;
    let mut spelt = Spelt { compiler, words: &rules.words };
    let node = parse(&table.pattern, &mut spelt)?;
    let mut guard = |pattern: &Option<String>, reversed: bool| -> std::result::Result<Option<Node>, String> {
        let Some(pattern) = pattern else { return Ok(None) };
        let node = parse(pattern, &mut spelt)?;
        Ok(Some(if reversed { node.reversed() } else { node }))
    };
    let (left, not_left) = (guard(&table.left, true)?, guard(&table.not_left, true)?);
    let (right, not_right) = (guard(&table.right, false)?, guard(&table.not_right, false)?);
    let modifier = match &table.modifier {
        None => None,
        Some(name) => {
            Some(MODIFIERS.iter().position(|known| known == name).ok_or_else(|| format!("`{name}` is no modifier"))? as u8)
        }
    };
    begins_well(&node)?;
    let name = rule_name("dates", &table.name);
    let anchor = table.anchor.as_deref().or(anchor);
    let day = |anchor: Option<&str>| match anchor {
        None | Some("") => Ok(None),
        Some(text) => Date::parse(text).map(Some).ok_or_else(|| format!("`{text}` is no date")),
    };
    let example = |text: String, start: usize, found: Option<ExampleFound>| -> std::result::Result<Example, String> {
        let anchor = day(found.as_ref().and_then(|found| found.anchor.as_deref()).or(anchor))?;
        let line = super::line_at(&file.content, start);
        Ok(Example { rule: name, path: file.path.clone(), line, text, anchor, found })
    };
    for spanned in table.examples {
        let start = spanned.span().start;
        let found = spanned.into_inner();
        rules.examples.push(example(found.text.clone(), start, Some(found))?);
    }
    for spanned in table.counterexamples {
        let start = spanned.span().start;
        rules.examples.push(example(spanned.into_inner(), start, None)?);
    }
    let pattern = node.compile();
    let asks = left.is_some() || right.is_some();
    let compile = |guard: &Option<Node>| guard.as_ref().map(Node::compile);
    rules.rules.push(DateRule {
        name,
        pattern,
        asks,
        left: compile(&left),
        right: compile(&right),
        not_left: compile(&not_left),
        not_right: compile(&not_right),
        form: table.value,
        modifier,
    });
    Ok(Spelling { pattern: node, right, left, not_right, not_left })
}

/// Checks that a pattern takes something, and what it begins with.
fn begins_well(node: &Node) -> std::result::Result<(), String> {
    let mut firsts = Vec::new();
    if node.first(&mut firsts) {
        return Err("the pattern can be empty".to_owned());
    }
    if firsts.iter().all(|atom| matches!(atom, Atom::Word(_) | Atom::Part(_))) {
        Ok(())
    } else {
        Err("a pattern begins with a word or a part, not with a mark, class or gap".to_owned())
    }
}
