//! Files of relations to rules: triggers in all their forms, patterns parted at theirs.

use std::collections::BTreeMap;

use super::file::{Example, PatternTable, RelationFile};
use super::needs::{LabelNeeds, Needs, Opening};
use super::{
    ANY_NAME, ANY_PLACE, COPULA, Candidate, Claim, END, HEAD, KindRule, NOUN_WORD, OWNER, RelationPattern, RelationRules, START,
    Slot, TAIL, Trigger, TriggerForms,
};
use crate::error::{Error, Result};
use crate::relation::{Kind, Modality, RelationMention};
use crate::resources::inflect::{FormBits, Irregular, noun};
use crate::resources::lexicon::Classes;
use crate::resources::pattern::{Atom, Names, Node, parse};
use crate::resources::{Compiler, File, line_at, rule_name, toml_file};
use crate::symbol::Symbol;
use crate::word::{WordId, fold};

/// Compiles the files of `patterns/relations/`.
pub(in crate::resources) fn compile(files: &[&File], irregular: &Irregular, compiler: &mut Compiler) -> Result<RelationRules> {
    let mut rules = RelationRules::default();
    for file in files {
        let table: RelationFile = toml_file(file)?;
        add(file, table, irregular, compiler, &mut rules)?;
    }
    let RelationRules { forms, marks, by_trigger, .. } = &mut rules;
    for TriggerForms { forms, needs, .. } in forms.values_mut().chain(marks.values_mut()) {
        for form in forms {
            form.needs = by_trigger[form.trigger as usize].needs;
            *needs = needs.or(form.needs);
        }
    }
    Ok(rules)
}

fn add(
    file: &File,
    table: RelationFile,
    irregular: &Irregular,
    compiler: &mut Compiler,
    rules: &mut RelationRules,
) -> Result<()> {
    let fault = |message: String, line: u64| Error::new(message).at(&file.path).line(line);
    let line_of = |word: &str| file.content.lines().position(|line| line.contains(word)).map_or(1, |line| line as u64 + 1);
    let upper = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    for name in std::iter::once(&table.kind).chain(&table.inverse) {
        if !upper(name) {
            return Err(fault(format!("`{name}` is no kind: capitals, digits and `_`, a letter first"), line_of(name)));
        }
    }
    if rules.kinds.iter().any(|known| known.kind.name.as_str() == table.kind) {
        return Err(fault(format!("the kind {} is defined twice", table.kind), line_of("kind")));
    }
    let number = rules.kinds.len() as u16;
    let kind = Kind { name: Symbol::new(&table.kind), symmetric: table.symmetric, single: table.single, aside: table.aside };
    let mut triggers: BTreeMap<&str, u16> = BTreeMap::new();
    for (name, lemmas) in &table.triggers {
        let trigger = rules.by_trigger.len() as u16;
        rules.by_trigger.push(Trigger::default());
        triggers.insert(name, trigger);
        for name in &lemmas.classes {
            let class = compiler.class_named(name).map_err(|message| fault(message, line_of(name)))?;
            for (number, _) in compiler.lists.known.iter().enumerate().filter(|(_, info)| info.classes.any(class)) {
                rules.forms.entry(WordId(number as u32)).push(trigger, FormBits(FormBits::NOUN), Box::default());
            }
        }
        if lemmas.touching {
            rules.touching.push(trigger);
        }
        for mark in &lemmas.marks {
            let &([byte] | [b'\'', byte]) = mark.as_bytes() else {
                return Err(fault(format!("`{mark}` is no mark: one such as `,`, or `'s`"), line_of(name)));
            };
            rules.marks.entry(byte).or_default().push(trigger, FormBits(FormBits::NOUN), Box::default());
        }
        let mut add_forms = |lemma: &str, forms: &dyn Fn(&str) -> Vec<(String, FormBits)>, inflects_last: bool| {
            let mut words: Vec<String> = lemma.split_whitespace().map(fold).collect();
            let place = if inflects_last { words.len() - 1 } else { 0 };
            for (form, bits) in forms(&words[place].clone()) {
                words[place] = form;
                let mut add = |words: &mut dyn Iterator<Item = &str>| {
                    let ids: Vec<WordId> = words.map(|word| compiler.word(word)).collect();
                    rules.forms.entry(ids[0]).push(trigger, bits, ids[1..].into());
                };
                add(&mut words.iter().map(String::as_str));
                // A text has few words with a hyphen whole, most in parts: father-in-law.
                if words.iter().any(|word| word.contains('-')) {
                    add(&mut words.iter().flat_map(|word| word.split('-')).filter(|part| !part.is_empty()));
                }
            }
        };
        for (lemmas, word_class) in [(&lemmas.verbs, "verbs"), (&lemmas.nouns, "nouns"), (&lemmas.words, "words")] {
            for lemma in lemmas {
                if fold(lemma).trim().is_empty() {
                    return Err(fault(format!("an empty word among the {word_class} of `{name}`"), line_of(name)));
                }
                match word_class {
                    "verbs" => add_forms(lemma, &|base| irregular.verb(base), false),
                    "nouns" => add_forms(lemma, &noun, true),
                    _ => add_forms(lemma, &|base| vec![(base.to_owned(), FormBits(FormBits::NOUN))], false),
                }
            }
        }
    }
    for spanned in table.pattern {
        let line = line_at(&file.content, spanned.span().start);
        let pattern = spanned.into_inner();
        let stem = file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let name = rule_name("relations", &format!("{stem}#{}", pattern.name));
        let (trigger, compiled) = halves(&pattern, &triggers, compiler)
            .map_err(|message| fault(format!("pattern `{}`: {message}", pattern.name), line))?;
        let Halves { left, beside, right } = compiled;
        let trigger = &mut rules.by_trigger[trigger as usize];
        let score = pattern.score.unwrap_or(0.9);
        let slot = |own: &Option<Vec<String>>, of_kind: &[String]| Slot::new(own.as_deref().unwrap_or(of_kind));
        let (head, tail) = (slot(&pattern.head, &table.head), slot(&pattern.tail, &table.tail));
        let (labels, needs) = (LabelNeeds::of(&left, &right, head.bits(), tail.bits()), Needs::of(&left, &right));
        trigger.patterns.push(Candidate {
            labels,
            rarest: needs.rarest(),
            before: Opening::before(&left),
            behind: Opening::behind(&right, head.bits(), tail.bits()),
            voice: pattern.voice,
            number: rules.patterns.len() as u16,
        });
        trigger.needs = trigger.needs.or(labels);
        rules.patterns.push(RelationPattern {
            name,
            name_by_noun: Symbol::new(&format!("{name}{}", RelationMention::BY_NOUN)),
            kind: number,
            left: left.compile(),
            beside,
            right: right.compile(),
            needs,
            voice: pattern.voice,
            head,
            tail,
            distributes: pattern.distributes,
            presupposed: pattern.presupposed,
            begins: pattern.begins,
            lasting: pattern.lasting,
            same_country: pattern.same_country,
            modality: match pattern.modality.as_deref() {
                None | Some("fact") => Modality::Fact,
                Some("alleged") => Modality::Alleged,
                Some("planned") => Modality::Planned,
                Some("possible") => Modality::Possible,
                Some(other) => return Err(fault(format!("`{other}` is no modality: fact, alleged, planned, possible"), line)),
            },
            score,
            line,
        });
        if !compiler.trusted && pattern.examples.is_empty() {
            return Err(fault(format!("pattern `{}` has no example", pattern.name), line));
        }
        for example in pattern.examples {
            rules.claims.push(claim(file, kind.name, Some(name), example));
        }
    }
    for example in table.examples {
        rules.claims.push(claim(file, kind.name, None, example));
    }
    for counter in table.counterexamples {
        let line = line_at(&file.content, counter.span().start);
        let text = counter.into_inner();
        rules.claims.push(Claim {
            path: file.path.clone(),
            line,
            kind: kind.name,
            pattern: None,
            text,
            ends: None,
            polarity: None,
            modality: None,
        });
    }
    let inverse = Symbol::new(table.inverse.as_deref().unwrap_or(&table.kind));
    let (head, tail) = (Slot::new(&table.head), Slot::new(&table.tail));
    rules.kinds.push(KindRule {
        kind,
        inverse,
        head,
        tail,
        alike: table.alike,
        reflexive: table.reflexive,
        same_country: table.same_country,
        timeless: table.timeless,
        of_country: table.of_country,
        mappings: table.mappings,
        path: file.path.clone(),
    });
    Ok(())
}

fn claim(file: &File, kind: Symbol, pattern: Option<Symbol>, example: toml::Spanned<Example>) -> Claim {
    let line = line_at(&file.content, example.span().start);
    let Example { text, head, tail, polarity, modality } = example.into_inner();
    Claim { path: file.path.clone(), line, kind, pattern, text, ends: Some((head, tail)), polarity, modality }
}

/// A pattern parted at its one trigger: its left half to be run backwards, and its right.
fn halves(
    table: &PatternTable,
    triggers: &BTreeMap<&str, u16>,
    compiler: &mut Compiler,
) -> std::result::Result<(u16, Halves), String> {
    let node = parse(&table.pattern, &mut Spelt { triggers, compiler })?;
    let Node::Sequence(nodes) = node else {
        return Err("an alternative of the whole is two patterns: write them apart".to_owned());
    };
    let places: Vec<(usize, u16)> = nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| if let Node::Atom(Atom::Trigger(trigger)) = node { Some((at, *trigger)) } else { None })
        .collect();
    let &[(at, trigger)] = places.as_slice() else {
        return Err("it must hold one [trigger], outside of brackets".to_owned());
    };
    for (part, name) in [(HEAD, "{head}"), (TAIL, "{tail}")] {
        let count: usize = nodes.iter().map(|node| count_parts(node, part)).sum();
        if count == 0 {
            return Err(format!("it lacks {name}"));
        }
    }
    let left = Node::Sequence(nodes[..at].to_vec()).reversed();
    let right = Node::Sequence(nodes[at + 1..].to_vec());
    let mut firsts = Vec::new();
    let empty = left.first(&mut firsts);
    let part = |atom: &Atom| if let Atom::Part(part @ (HEAD | TAIL)) = atom { Some(*part) } else { None };
    let beside = if empty { None } else { firsts.iter().map(part).collect() };
    Ok((trigger, Halves { left, beside, right }))
}

/// A pattern parted at its trigger.
struct Halves {
    /// What stands before it, from right to left.
    left: Node,
    /// The parts one of which must stand at its end.
    beside: Option<Vec<u16>>,
    right: Node,
}

/// How often a part stands in a pattern, as an owner or not.
pub(super) fn count_parts(node: &Node, part: u16) -> usize {
    match node {
        Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().map(|node| count_parts(node, part)).sum(),
        Node::Repeat(node, _, _) => count_parts(node, part),
        Node::Not(_) => 0,
        Node::Atom(Atom::Part(found)) => usize::from(*found == part || *found == part + OWNER),
        Node::Atom(_) => 0,
    }
}

struct Spelt<'a> {
    triggers: &'a BTreeMap<&'a str, u16>,
    compiler: &'a mut Compiler,
}

impl Names for Spelt<'_> {
    fn part(&mut self, name: &str) -> std::result::Result<u16, String> {
        match name {
            "head" => Ok(HEAD),
            "tail" => Ok(TAIL),
            "head:owner" => Ok(HEAD + OWNER),
            "tail:owner" => Ok(TAIL + OWNER),
            "noun" => Ok(NOUN_WORD),
            "is" => Ok(COPULA),
            "_" => Ok(ANY_NAME),
            "_:place" => Ok(ANY_PLACE),
            "start" => Ok(START),
            "end" => Ok(END),
            _ => Err(format!(
                "`{{{name}}}` is no part of a relation: {{head}}, {{tail}}, {{head:owner}}, {{tail:owner}}, {{noun}}, {{is}}, {{_}}, \
                 {{_:place}}, {{start}} and {{end}} are"
            )),
        }
    }

    fn class(&mut self, name: &str) -> std::result::Result<Classes, String> {
        self.compiler.class_named(name)
    }

    fn trigger(&mut self, name: &str) -> std::result::Result<u16, String> {
        self.triggers.get(name).copied().ok_or_else(|| format!("`[{name}]` is not among the [triggers] of this file"))
    }

    fn word(&mut self, folded: &str) -> WordId {
        self.compiler.word(folded)
    }
}
