//! Why a claim is not there: the first step at which it is lost, as far as any sentence of the article came.

use super::{Context, Scratch, assertion, claims, each_sentence, matcher, sight, triggers, voice};
use crate::document::Document;
use crate::extraction::Extraction;
use crate::relation::{Polarity, RelationMention};
use crate::resources::{Classes, FormBits, KindRule, Resources, Slot};
use crate::text::{Shape, Text};

/// The steps of reading, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// No mention bears the name.
    NotTagged,
    /// The words are part of a longer mention.
    OutrankedName,
    /// What the kind takes is of another label.
    WrongLabel,
    /// Both names mean the same.
    SameEntity,
    /// No sentence holds both.
    Apart,
    /// The sentence is a caption, a byline or the like.
    NoStory,
    /// No word of the kind stands in the sentence.
    NoTrigger,
    /// The word belongs to a longer one of another kind: "vice president".
    OutrankedTrigger,
    /// The word is in a form that does not count.
    WrongForm,
    /// A clause ends between the word and a name.
    ClauseBreak,
    /// No pattern fits around the word.
    NoPattern,
    /// A pattern fits, but for other names.
    OtherEnds,
    /// It is stated the other way round.
    Reversed,
    /// It is stated, but gainsaid.
    Negated,
    /// It is stated, but not as a fact.
    NotFact,
    /// It is stated, as a fact.
    Found,
}

impl Step {
    /// Its name for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotTagged => "not tagged",
            Self::OutrankedName => "outranked by a longer name",
            Self::WrongLabel => "wrong label",
            Self::SameEntity => "one and the same",
            Self::Apart => "never in one sentence",
            Self::NoStory => "not in the story",
            Self::NoTrigger => "no trigger",
            Self::OutrankedTrigger => "outranked by a longer trigger",
            Self::WrongForm => "wrong form",
            Self::ClauseBreak => "clause break",
            Self::NoPattern => "no pattern fits",
            Self::OtherEnds => "other ends",
            Self::Reversed => "the other way round",
            Self::Negated => "negated",
            Self::NotFact => "not as a fact",
            Self::Found => "it is found",
        }
    }
}

/// Where a claim is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// At which step.
    pub step: Step,
    /// In which sentence, if it came as far as one.
    pub sentence: Option<u32>,
    /// What stands there instead.
    pub detail: String,
}

/// The first step at which the claim `head KIND tail` of an article is lost: the furthest that any sentence came. Names
/// are those of the text, of the entity, or its id; nothing if there is no such kind.
pub fn why_not(
    resources: &Resources,
    document: &Document,
    text: &Text,
    extraction: &Extraction,
    (head, kind, tail): (&str, &str, &str),
) -> Option<Lost> {
    let number = resources.relations.kinds.iter().position(|rule| rule.kind.name.as_str() == kind)?;
    let rule = &resources.relations.kinds[number];
    let question = Question { resources, document, text, extraction, rule, number: number as u16 };
    Some(question.answer(head, tail))
}

/// The mentions that a name can mean, in an article: of its words, or of an entity of that name or id.
fn named(document: &Document, extraction: &Extraction, name: &str) -> Vec<u32> {
    let same = |a: &str| a.eq_ignore_ascii_case(name);
    let referents: Vec<u32> = (0..)
        .zip(&extraction.referents)
        .filter(|(_, referent)| same(&referent.name) || referent.id.as_str() == name)
        .map(|(number, _)| number)
        .chain(
            extraction
                .mentions
                .iter()
                .filter(|mention| same(mention.span.of(&document.text)))
                .filter_map(|mention| mention.referent),
        )
        .collect();
    let is = |(_, mention): &(u32, &crate::mention::Mention)| mention.referent.is_some_and(|one| referents.contains(&one));
    (0..).zip(&extraction.mentions).filter(is).map(|(number, _)| number).collect()
}

/// What is asked, of which article.
struct Question<'a> {
    resources: &'a Resources,
    document: &'a Document,
    text: &'a Text,
    extraction: &'a Extraction,
    rule: &'a KindRule,
    number: u16,
}

impl Question<'_> {
    fn answer(&self, head: &str, tail: &str) -> Lost {
        let (heads, tails) = (named(self.document, self.extraction, head), named(self.document, self.extraction, tail));
        if let Some(lost) = self.untagged(head, &heads).or_else(|| self.untagged(tail, &tails)) {
            return lost;
        }
        if let Some(lost) = self.stated(&heads, &tails) {
            return lost;
        }
        let both = if self.rule.kind.symmetric { [&self.rule.head, &self.rule.tail] } else { [&self.rule.head; 2] };
        let wrong = self.mislabelled(&heads, &both).or_else(|| {
            let both = if self.rule.kind.symmetric { both } else { [&self.rule.tail; 2] };
            self.mislabelled(&tails, &both)
        });
        if let Some(lost) = wrong {
            return lost;
        }
        let mentions = &self.extraction.mentions;
        let referent = |mention: u32| mentions[mention as usize].referent;
        if !self.rule.reflexive && heads.iter().all(|&head| tails.iter().all(|&tail| referent(head) == referent(tail))) {
            let name = referent(heads[0]).map_or("", |one| &self.extraction.referents[one as usize].name);
            return Lost { step: Step::SameEntity, sentence: None, detail: format!("both are {name}") };
        }
        self.in_sentences(&heads, &tails)
    }

    /// That no mention bears a name.
    fn untagged(&self, name: &str, found: &[u32]) -> Option<Lost> {
        if !found.is_empty() {
            return None;
        }
        let body = &self.document.text;
        let at = (0..body.len()).find(|&at| body.get(at..at + name.len()).is_some_and(|here| here.eq_ignore_ascii_case(name)));
        let Some(at) = at else {
            return Some(Lost { step: Step::NotTagged, sentence: None, detail: format!("the text does not say {name}") });
        };
        let at = at as u32;
        let sentence = self.extraction.sentences.iter().position(|span| span.start <= at && at < span.end).map(|one| one as u32);
        let over = self.extraction.mentions.iter().find(|mention| mention.span.start <= at && at < mention.span.end);
        Some(match over {
            Some(mention) => Lost {
                step: Step::OutrankedName,
                sentence,
                detail: format!("{name} is read as part of {} [{}]", mention.span.of(body), mention.label),
            },
            None => Lost { step: Step::NotTagged, sentence, detail: format!("nothing spoke for {name}") },
        })
    }

    /// That it is stated, one way or the other.
    fn stated(&self, heads: &[u32], tails: &[u32]) -> Option<Lost> {
        let referents = |mentions: &[u32]| -> Vec<Option<u32>> {
            mentions.iter().map(|&mention| self.extraction.mentions[mention as usize].referent).collect()
        };
        let (heads, tails) = (referents(heads), referents(tails));
        let is = |claim: &RelationMention, heads: &[Option<u32>], tails: &[Option<u32>]| {
            let referent = |mention: u32| self.extraction.mentions[mention as usize].referent;
            claim.kind == self.rule.kind && heads.contains(&referent(claim.head)) && tails.contains(&referent(claim.tail))
        };
        let step = |claim: &RelationMention| {
            let either = self.rule.kind.symmetric;
            if is(claim, &heads, &tails) || (either && is(claim, &tails, &heads)) {
                let fact = claim.modality == crate::relation::Modality::Fact;
                Some(if claim.polarity != Polarity::Asserted {
                    Step::Negated
                } else if fact {
                    Step::Found
                } else {
                    Step::NotFact
                })
            } else {
                is(claim, &tails, &heads).then_some(Step::Reversed)
            }
        };
        let found = self.extraction.relations.iter().filter_map(|claim| Some((step(claim)?, claim)));
        let (step, claim) = found.max_by_key(|(step, claim)| (*step, std::cmp::Reverse(claim.sentence)))?;
        let trigger = claim.trigger.of(&self.document.text);
        let detail = format!("{}, {}, by {} at \"{trigger}\"", claim.polarity.as_str(), claim.modality.as_str(), claim.found_by);
        Some(Lost { step, sentence: Some(claim.sentence), detail })
    }

    /// That no mention of a name has a label that the kind takes.
    fn mislabelled(&self, found: &[u32], slots: &[&Slot]) -> Option<Lost> {
        let mentions = &self.extraction.mentions;
        let fits = |&mention: &u32| slots.iter().any(|slot| slot.takes(mentions[mention as usize].label));
        if found.iter().any(fits) {
            return None;
        }
        let mention = &mentions[found[0] as usize];
        let labels = slots[0].labels().join(", ");
        let words = mention.span.of(&self.document.text);
        let detail = format!("{words} is [{}], and {} takes {labels} there", mention.label, self.rule.kind.name);
        Some(Lost { step: Step::WrongLabel, sentence: Some(mention.sentence), detail })
    }

    fn in_sentences(&self, heads: &[u32], tails: &[u32]) -> Lost {
        let mentions = &self.extraction.mentions;
        let mut lost = Lost { step: Step::Apart, sentence: None, detail: "no sentence names both".to_owned() };
        let pairs: Vec<(u32, u32)> = heads
            .iter()
            .flat_map(|&head| tails.iter().map(move |&tail| (head, tail)))
            .filter(|&(head, tail)| mentions[head as usize].sentence == mentions[tail as usize].sentence && head != tail)
            .collect();
        for &(head, _) in &pairs {
            let sentence = mentions[head as usize].sentence;
            let zone = self.text.sentences[sentence as usize].zone;
            if !zone.tells_the_story() && lost.step == Step::Apart {
                lost = Lost { step: Step::NoStory, sentence: Some(sentence), detail: format!("it is {}", zone.as_str()) };
            }
        }
        let mut scratch = Scratch::default();
        each_sentence(self.resources, self.document, self.text, mentions, &mut scratch, &mut |context, end, scratch| {
            let span = (context.sentence.first, context.sentence.end);
            let inside = |mention: u32| {
                let at = mentions[mention as usize].tokens.0;
                span.0 <= at && at < span.1
            };
            for &(head, tail) in pairs.iter().filter(|&&(head, tail)| inside(head) || inside(tail)) {
                let sentence = mentions[head as usize].sentence;
                let (step, detail) = if inside(head) && inside(tail) {
                    self.at_triggers(context, (head, tail), end, scratch)
                } else {
                    (Step::ClauseBreak, "a dateline ends between them".to_owned())
                };
                if step > lost.step {
                    lost = Lost { step, sentence: Some(sentence), detail };
                }
            }
        });
        lost
    }

    /// How far the words of the kind lead for two mentions of a sentence.
    fn at_triggers(&self, context: &Context<'_>, ends: (u32, u32), end: u32, scratch: &mut Scratch) -> (Step, String) {
        let rules = &self.resources.relations;
        let mut best = (Step::NoTrigger, format!("no word of {} stands there", self.rule.path.display()));
        let mut covered = 0;
        let sight = sight::look(context);
        let mut labels = Vec::new();
        sight::labels(context, &mut labels);
        for at in context.sentence.first..context.sentence.end {
            let Some(found) = triggers(context, at) else { continue };
            let nouns = found.forms.iter().filter(|form| form.form.any(FormBits::NOUN));
            let longest = nouns.filter_map(|form| matcher::rest(context, at, &form.rest)).max().unwrap_or(at);
            let inside = at < covered;
            covered = covered.max(longest);
            let (before, behind) = sight::labels_around(&labels, at);
            for form in &found.forms {
                let Some(after) = matcher::rest(context, at, &form.rest) else { continue };
                let own = rules.by_trigger[form.trigger as usize].patterns.iter();
                let own: Vec<_> = own.filter(|known| rules.patterns[known.number as usize].kind == self.number).collect();
                if own.is_empty() {
                    continue;
                }
                let words = (at..after).map(|at| context.word(at)).collect::<Vec<_>>().join(" ");
                let mut note = |step: Step, detail: String| {
                    if step > best.0 {
                        best = (step, detail);
                    }
                };
                let noun = form.form.any(FormBits::NOUN);
                if noun && (inside || after < longest) {
                    note(Step::OutrankedTrigger, format!("\"{words}\" is part of a longer word of another rule"));
                    continue;
                }
                let group = assertion::verb_group(context, at, after, form.form);
                if !noun && !voice::stands_as_verb(context, at, form.form, &group) {
                    note(Step::WrongForm, format!("\"{words}\" is no verb there"));
                    continue;
                }
                for known in own {
                    let pattern = &rules.patterns[known.number as usize];
                    if !voice::voice_fits(context, pattern.voice, form.form, &group) {
                        let voice = if group.passive { "passive" } else { "not passive" };
                        note(Step::WrongForm, format!("\"{words}\" is {voice}, which {} does not want", pattern.name));
                        continue;
                    }
                    let possible = known.is_labelled(before, behind) && pattern.needs.met(&sight);
                    if possible && matcher::run(context, pattern, &group, scratch) {
                        let mut out = Vec::new();
                        claims(context, known.number, &group, end, scratch, &mut out);
                        let name = |mention: u32| context.mentions[mention as usize].span.of(&self.document.text);
                        let read: Vec<String> =
                            out.iter().map(|claim| format!("{} -> {}", name(claim.head), name(claim.tail))).collect();
                        let read = if read.is_empty() { "nothing that counts".to_owned() } else { read.join("; ") };
                        note(Step::OtherEnds, format!("{} reads {read} at \"{words}\"", pattern.name));
                        continue;
                    }
                    if let Some(mark) = clause_break(context, (at, after), ends) {
                        note(Step::ClauseBreak, format!("\"{mark}\" stands between \"{words}\" and a name"));
                        continue;
                    }
                    let lacks = if !known.is_labelled(before, behind) {
                        "no name that it takes stands on one side"
                    } else if matcher::left_fits(context, pattern, &group, scratch) {
                        "it does not fit what stands behind"
                    } else {
                        "it does not fit what stands before"
                    };
                    note(Step::NoPattern, format!("{} at \"{words}\": {lacks}", pattern.name));
                }
            }
        }
        best
    }
}

/// The word or mark that ends a clause between a trigger and the ends.
fn clause_break<'a>(context: &Context<'a>, trigger: (u32, u32), ends: (u32, u32)) -> Option<&'a str> {
    let places = [ends.0, ends.1].map(|mention| context.mentions[mention as usize].tokens);
    places.iter().find_map(|&(first, end)| {
        let (low, high) = if end <= trigger.0 { (end, trigger.0) } else { (trigger.1, first) };
        let breaks = |at: &u32| {
            let token = context.token(*at);
            let mark = token.shape == Shape::Mark && matches!(token.mark, b';' | b':');
            let word = token.shape == Shape::Lower && context.classes(*at).any(Classes::CLAUSE.or(Classes::SAY));
            context.mention_at(*at).is_none() && (mark || word)
        };
        (low..high).find(breaks).map(|at| context.word(at))
    })
}
