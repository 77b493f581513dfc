//! Resolved mentions to claims: in each sentence that tells the story and names two things, the patterns of the
//! triggers that stand there; then what the engine decides for every claim: polarity, modality, speaker, date.

mod assertion;
mod matcher;
mod nominal;
mod passing;
mod scope;
mod sight;
mod slot;
mod subject;
mod voice;
mod when;
mod why;

pub use self::why::{Lost, Step, why_not};
use crate::document::Document;
use crate::label::Label;
use crate::mention::Mention;
use crate::relation::{DateSource, Modality, Polarity, RelationMention};
use crate::resources::{FormBits, HEAD, OWNER, Resources, TAIL, TriggerForms, pattern::Machine};
use crate::text::{Capitals, Sentence, Shape, Text, Token, cue, has, next_cue};

/// The buffers of relating, reused.
#[derive(Debug, Default)]
pub struct Scratch {
    machine: Machine,
    left: Vec<(u16, u32, u32)>,
    /// For each token of the sentence, the mention it lies in, counted from 1.
    owner: Vec<u32>,
    heads: Vec<u32>,
    tails: Vec<u32>,
    /// The nouns of the sentence that stand for a mention, by token.
    nominals: Vec<(u32, u32)>,
    /// The labels of the sentence's mentions.
    labels: Vec<(u32, u64)>,
}

/// A sentence, its tokens and its mentions.
#[derive(Clone, Copy)]
struct Context<'a> {
    resources: &'a Resources,
    document: &'a Document,
    tokens: &'a [Token],
    cues: &'a [u8],
    mentions: &'a [Mention],
    sentence: Sentence,
    /// The number of the first mention of the sentence.
    base: u32,
    /// For each token from the sentence's first, the mention it lies in: its number, counted from 1.
    owner: &'a [u32],
    /// The nouns that stand for a mention: token and mention.
    nominals: &'a [(u32, u32)],
    /// What stands before triggers, as far as it is known.
    subjects: &'a matcher::Subjects,
}

impl<'a> Context<'a> {
    fn token(&self, at: u32) -> &'a Token {
        &self.tokens[at as usize]
    }

    fn word(&self, at: u32) -> &'a str {
        self.token(at).span().of(&self.document.text)
    }

    fn classes(&self, at: u32) -> crate::resources::Classes {
        self.resources.classes(self.token(at))
    }

    /// Whether a trigger may begin here.
    fn has_trigger(&self, at: u32) -> bool {
        self.cues[at as usize] & cue::TRIGGER != 0
    }

    /// The mention that the token lies in.
    fn mention_at(&self, at: u32) -> Option<u32> {
        let owner = *self.owner.get(at.checked_sub(self.sentence.first)? as usize)?;
        (owner > 0).then(|| owner - 1)
    }

    /// The token after the last of a mention that the token `at` lies in.
    fn end_of(&self, mention: u32, at: u32) -> u32 {
        let mut end = at;
        while end < self.sentence.end && self.mention_at(end) == Some(mention) {
            end += 1;
        }
        end
    }

    /// The first token of a mention that the token `at` lies in.
    fn start_of(&self, mention: u32, at: u32) -> u32 {
        let mut start = at;
        while start > self.sentence.first && self.mention_at(start - 1) == Some(mention) {
            start -= 1;
        }
        start
    }
}

/// Appends the claims of a document, in order of the text.
pub fn relate(
    resources: &Resources,
    document: &Document,
    text: &Text,
    mentions: &[Mention],
    scratch: &mut Scratch,
    out: &mut Vec<RelationMention>,
) {
    each_sentence(resources, document, text, mentions, scratch, &mut |context, end, scratch| {
        in_sentence(context, end, scratch, out);
    });
}

/// Goes through the sentences that tell the story and name two things; a dateline is a sentence of its own.
fn each_sentence(
    resources: &Resources,
    document: &Document,
    text: &Text,
    mentions: &[Mention],
    scratch: &mut Scratch,
    visit: &mut dyn FnMut(&Context<'_>, u32, &mut Scratch),
) {
    let subjects = matcher::Subjects::default();
    let mut at = 0;
    while at < mentions.len() {
        let sentence = mentions[at].sentence;
        let end = at + mentions[at..].iter().take_while(|mention| mention.sentence == sentence).count();
        let here = text.sentences[sentence as usize];
        let named = mentions[at..end].iter().filter(|mention| mention.referent.is_some()).count();
        if here.zone.tells_the_story() {
            let (mut owner, mut nominals) = (std::mem::take(&mut scratch.owner), std::mem::take(&mut scratch.nominals));
            own(here, &mentions[at..end], at as u32, &mut owner);
            let context = Context {
                resources,
                document,
                tokens: &text.tokens,
                cues: &text.cues,
                mentions,
                sentence: here,
                base: at as u32,
                owner: &[],
                nominals: &[],
                subjects: &subjects,
            };
            nominal::nominals(&Context { owner: &owner, ..context }, &text.sentences, &mut nominals);
            for &(token, mention) in nominals.iter().rev() {
                owner[(token - here.first) as usize] = mention + 1;
            }
            let context = Context { owner: &owner, nominals: &nominals, ..context };
            match (named + nominals.len() >= 2).then(|| after_dateline(&context)) {
                None => {}
                // What stands before the story's first word says nothing of what stands behind it.
                Some(Some(story)) => {
                    let part = |first: u32, end: u32| Context {
                        sentence: Sentence { first, end, ..here },
                        owner: &owner[(first - here.first) as usize..(end - here.first) as usize],
                        ..context
                    };
                    visit(&part(here.first, story), end as u32, scratch);
                    visit(&part(story, here.end), end as u32, scratch);
                }
                Some(None) => visit(&context, end as u32, scratch),
            }
            (scratch.owner, scratch.nominals) = (owner, nominals);
        }
        at = end;
    }
}

/// Where the story begins behind a dateline: "DETROIT (Reuters) - ", "PARIS, July 4 (AP) -- ".
fn after_dateline(context: &Context<'_>) -> Option<u32> {
    let Sentence { first, end, .. } = context.sentence;
    let place = context.mention_at(first)?;
    if context.mentions[place as usize].label.base() != Label::PLACE || context.token(first).shape == Shape::Lower {
        return None;
    }
    let dash = (first + 1..end.min(first + 14)).find(|&at| {
        let token = context.token(at);
        let dash = (token.shape == Shape::Mark && token.is(b'-')) || context.word(at) == "_";
        dash && token.has(has::SPACE) && context.mention_at(at).is_none()
    })?;
    let bracket = context.token(dash - 1).is(b')') && (first..dash).any(|at| context.token(at).is(b'('));
    let alone = context.end_of(place, first) == dash && context.token(first).shape == Shape::Upper;
    let after = (dash + 1..end).find(|&at| context.token(at).shape != Shape::Mark)?;
    (bracket || alone).then_some(after)
}

/// Notes for each token which mention it lies in.
fn own(sentence: Sentence, mentions: &[Mention], first: u32, owner: &mut Vec<u32>) {
    owner.clear();
    owner.resize((sentence.end - sentence.first) as usize, 0);
    for (number, mention) in (first + 1..).zip(mentions) {
        let (start, end) = (mention.tokens.0 - sentence.first, mention.tokens.1 - sentence.first);
        owner[start as usize..end as usize].fill(number);
    }
}

/// The trigger forms that begin at a token.
fn triggers<'a>(context: &Context<'a>, at: u32) -> Option<&'a TriggerForms> {
    let rules = &context.resources.relations;
    let token = context.token(at);
    match token.shape {
        Shape::Mark | Shape::Clitic => {
            // A mark says something behind a name alone.
            if at == context.sentence.first || context.mention_at(at - 1).is_none() {
                return None;
            }
            rules.marks.get(&token.mark)
        }
        _ if context.mention_at(at).is_none() => rules.forms.get(token.word),
        _ => None,
    }
}

fn in_sentence(context: &Context<'_>, end: u32, scratch: &mut Scratch, out: &mut Vec<RelationMention>) {
    let rules = &context.resources.relations;
    let first = out.len();
    let mut covered = 0;
    let mut from = context.sentence.first;
    let mut sight = None;
    let mut labels = std::mem::take(&mut scratch.labels);
    sight::labels(context, &mut labels);
    while let Some(at) = next_cue(context.cues, from, context.sentence.end, cue::TRIGGER) {
        from = at + 1;
        let Some(TriggerForms { forms, phrase, needs }) = triggers(context, at) else { continue };
        let (left, right) = sight::labels_around(&labels, at);
        if !(*phrase || needs.met(left, right)) {
            continue;
        }
        // The longest noun wins: "vice president" is no "president", "chief executive" no "chief".
        let mut longest = at;
        if *phrase {
            let nouns = forms.iter().filter(|form| form.form.any(FormBits::NOUN));
            longest = nouns.filter_map(|form| matcher::rest(context, at, &form.rest)).max().unwrap_or(at);
        }
        let inside = at < covered;
        covered = covered.max(longest);
        for form in forms.iter().filter(|form| form.needs.met(left, right)) {
            let Some(after) = matcher::rest(context, at, &form.rest) else { continue };
            let noun = form.form.any(FormBits::NOUN);
            if noun && (inside || after < longest) {
                continue;
            }
            let trigger = &rules.by_trigger[form.trigger as usize];
            let sight = *sight.get_or_insert_with(|| sight::look(context));
            let shown = trigger.patterns.iter().filter(|known| known.is_labelled(left, right) && known.may_be_in(&sight));
            let mut shown = shown.peekable();
            if shown.peek().is_none() {
                continue;
            }
            let group = assertion::verb_group(context, at, after, form.form);
            if !noun && !voice::stands_as_verb(context, at, form.form, &group) {
                continue;
            }
            let (before, behind) = (sight::before(context, group.first), sight::behind(context, group.end));
            for known in shown {
                if !known.can_begin(&before, &behind) || !voice::voice_fits(context, known.voice, form.form, &group) {
                    continue;
                }
                let (number, pattern) = (known.number, &rules.patterns[known.number as usize]);
                if !pattern.needs.others_met(&sight) {
                    continue;
                }
                if matcher::run(context, pattern, &group, scratch) {
                    claims(context, number, &group, end, scratch, out);
                }
            }
        }
    }
    scratch.labels = labels;
    if !rules.touching.is_empty() {
        touching(context, end, scratch, out);
    }
    // The same claim by two patterns is one: the surer, then the first.
    let found = &mut out[first..];
    found.sort_by(|a, b| {
        let key = |claim: &RelationMention| (claim.head, claim.tail, claim.kind.name);
        key(a).cmp(&key(b)).then(b.score.total_cmp(&a.score)).then(a.found_by.cmp(&b.found_by))
    });
    let mut kept = first;
    for at in first..out.len() {
        let same = kept > first
            && (out[kept - 1].head, out[kept - 1].tail, out[kept - 1].kind) == (out[at].head, out[at].tail, out[at].kind);
        if !same {
            out.swap(kept, at);
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// The patterns that hold where nothing but a space parts two names.
fn touching(context: &Context<'_>, end: u32, scratch: &mut Scratch, out: &mut Vec<RelationMention>) {
    let rules = &context.resources.relations;
    let here = context.mentions[context.base as usize..].iter().take_while(|mention| mention.tokens.0 < context.sentence.end);
    for at in here.map(|mention| mention.tokens.0).filter(|&at| at > context.sentence.first) {
        let before = context.token(at - 1);
        // Names that are glued together are a slip of layout, and before capitals alone a heading ends: NO RISE IN JAPAN Zorvex said.
        let upper = before.shape == Shape::Upper && !before.has(has::STOP) && before.end - before.start >= 4;
        let heading = upper && context.sentence.capitals == Capitals::Names;
        if context.mention_at(at - 1).is_none() || before.end == context.token(at).start || heading {
            continue;
        }
        let group = assertion::verb_group(context, at, at, FormBits(FormBits::NOUN));
        for &trigger in &rules.touching {
            for known in &rules.by_trigger[trigger as usize].patterns {
                if matcher::run(context, &rules.patterns[known.number as usize], &group, scratch) {
                    claims(context, known.number, &group, end, scratch, out);
                }
            }
        }
    }
}

/// The claims of one match: each head with each tail, coordinated ones told apart.
fn claims(
    context: &Context<'_>,
    pattern: u16,
    group: &assertion::VerbGroup,
    end: u32,
    scratch: &mut Scratch,
    out: &mut Vec<RelationMention>,
) {
    let rules = &context.resources.relations;
    let pattern = &rules.patterns[pattern as usize];
    let kind = &rules.kinds[pattern.kind as usize];
    let part = |part: u16| {
        scratch
            .left
            .iter()
            .chain(&scratch.machine.taken)
            .find(|taken| taken.0 == part || taken.0 == part + OWNER)
            .map(|taken| (taken.1, taken.2))
    };
    let (Some(head_span), Some(tail_span)) = (part(HEAD), part(TAIL)) else { return };
    slot::coordinated(context, head_span, &pattern.head, pattern.distributes, &mut scratch.heads);
    slot::coordinated(context, tail_span, &pattern.tail, pattern.distributes, &mut scratch.tails);
    let stated = if pattern.presupposed {
        let low = head_span.0.min(head_span.1).min(tail_span.0).min(tail_span.1);
        Some(passing::presuppose(context, group, low))
    } else {
        assertion::assert(context, group, (head_span, tail_span), end)
    };
    let Some(mut stated) = stated else { return };
    if pattern.lasting && passing::was(context, group, (head_span, tail_span)) {
        passing::put_back(context, &mut stated);
    }
    if kind.timeless {
        stated.when = when::published(context);
    }
    // What began in 2001 did not end then.
    if let Some(when) = stated.when.as_mut().filter(|when| pattern.begins && when.source == DateSource::Clause) {
        when.interval.latest = None;
    }
    let modality = if stated.modality == Modality::Fact { pattern.modality } else { stated.modality };
    let by_noun = |(low, high): (u32, u32), mention: u32| {
        let within = low.min(high)..low.max(high);
        context.nominals.iter().any(|&(token, meant)| meant == mention && within.contains(&token))
    };
    for &head in &scratch.heads {
        for &tail in &scratch.tails {
            let referent = |mention: u32| context.mentions[mention as usize].referent;
            if head == tail || (!kind.reflexive && referent(head) == referent(tail)) {
                continue;
            }
            let base = |mention: u32| context.mentions[mention as usize].label.base();
            let stateless = kind.of_country && slot::country(context, tail).is_none();
            if (kind.same_country || pattern.same_country) && slot::apart(context, head, tail)
                || kind.alike && base(head) != base(tail)
                || stateless
            {
                continue;
            }
            out.push(RelationMention {
                kind: kind.kind,
                head,
                tail,
                trigger: group.span(context),
                // Its ends may have been named in another.
                sentence: context.mentions[context.base as usize].sentence,
                when: stated.when,
                polarity: stated.polarity,
                modality,
                // A denial may be one's own.
                attributed_to: stated
                    .speaker
                    .filter(|&speaker| stated.polarity == Polarity::Denied || (speaker != head && speaker != tail)),
                score: pattern.score,
                found_by: if by_noun(head_span, head) || by_noun(tail_span, tail) { pattern.name_by_noun } else { pattern.name },
            });
        }
    }
}
