//! `explain`: each mention and each claim of an article, with what found it; or what states one edge.

use newsgraph::run::each;
use newsgraph::tag::explain as evidence;
use newsgraph::{
    Document, EntityId, Extraction, Extractor, FoundBy, Label, Mention, Refused, RelationMention, Value, When, Worker, Zone,
};

use super::args::Explain;
use super::page::Page;
use super::tag::stream;
use super::{Exit, Stop, config, words};

/// The base labels that evidence speaks for, in the order of its worths.
const NAMED: [Label; 3] = [Label::PERSON, Label::ORGANIZATION, Label::PLACE];

/// Runs it.
pub(super) fn run(args: &Explain) -> Result<Exit, Stop> {
    let reading = config::reading(&args.inputs, &args.source, &args.machine)?;
    let extractor = config::extractor(&args.machine.lists, config::dates(&args.source))?;
    let found = std::sync::atomic::AtomicBool::new(false);
    let stated = std::sync::atomic::AtomicBool::new(false);
    if let Some(kind) = args.edge.as_ref().map(|edge| &edge[1]) {
        known_kind(extractor, kind)?;
    }
    let work = |worker: &mut Worker<'_>, document: Document| {
        if args.id.as_deref().is_some_and(|id| id != document.id.as_str()) {
            return Vec::new();
        }
        found.store(true, std::sync::atomic::Ordering::Relaxed);
        let extraction = worker.extract(&document);
        let zones = worker.text().sentences.iter().map(|sentence| sentence.zone).collect();
        let account = Account { extractor, worker, document: &document, extraction: &extraction, zones };
        let page = match (&args.edge, &args.entity) {
            (Some(edge), _) => account.edge(edge),
            (None, Some(entity)) => account.entity(entity),
            (None, None) => account.page(),
        };
        stated.fetch_or(!page.is_empty(), std::sync::atomic::Ordering::Relaxed);
        page
    };
    let exit = stream(false, |sink| each(extractor, &reading, &work, sink), &[])?;
    let stated = stated.into_inner();
    match &args.id {
        Some(id) if !found.into_inner() => Err(newsgraph::Error::new(format!("no article has the id `{id}`")).into()),
        _ => {
            if let Some([head, kind, tail]) = args.edge.as_deref().filter(|_| !stated) {
                words::say(&format!("nothing here states {head} {kind} {tail}: newsgraph why-not tells the step that failed"));
                return Ok(Exit::Partly);
            }
            if let Some(entity) = args.entity.as_ref().filter(|_| !stated) {
                words::say(&format!("nothing here is {entity}: newsgraph explain FILE shows what is found"));
                return Ok(Exit::Partly);
            }
            Ok(exit)
        }
    }
}

/// Stops at a kind that no file of patterns/relations/ defines.
pub(super) fn known_kind(extractor: &Extractor, kind: &str) -> Result<(), Stop> {
    let kinds = &extractor.resources().relations.kinds;
    if kinds.iter().any(|rule| rule.kind.name.as_str() == kind) {
        return Ok(());
    }
    let message = format!("there is no kind `{kind}`: each is a file of patterns/relations/, in capitals with `_`");
    Err(newsgraph::Error::new(message).into())
}

/// What is told of one article.
struct Account<'a> {
    extractor: &'a Extractor,
    worker: &'a Worker<'a>,
    document: &'a Document,
    extraction: &'a Extraction,
    zones: Vec<Zone>,
}

impl Account<'_> {
    fn page(&self) -> Vec<u8> {
        let mut page = Page::default();
        let date = self.document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        page.say("", &format!("{} ({date})", self.document.id));
        if let Some(title) = &self.document.title {
            page.say("", title);
        }
        let mut mentions = self.extraction.mentions.iter().enumerate().peekable();
        let mut claims = self.extraction.relations.iter().peekable();
        for (number, sentence) in self.extraction.sentences.iter().enumerate() {
            page.gap();
            let lead = format!("{:<4}{:<9} ", number + 1, self.zones[number].as_str());
            page.say(&lead, sentence.of(&self.document.text));
            while let Some((place, mention)) = mentions.next_if(|(_, mention)| mention.sentence as usize == number) {
                self.mention(place as u32, mention, &mut page);
            }
            while let Some(claim) = claims.next_if(|claim| claim.sentence as usize == number) {
                self.claim(claim, &mut page);
            }
            let refused = |refused: &&Refused| self.extraction.mentions[refused.second as usize].sentence as usize == number;
            self.extraction.refused.iter().filter(refused).for_each(|refused| self.refused(refused, &mut page));
        }
        page.gap();
        page.into_bytes()
    }

    /// The sentences that state an edge, with their claims; nothing if none does.
    fn edge(&self, edge: &[String]) -> Vec<u8> {
        let [head, kind, tail] = edge else { return Vec::new() };
        let is = |mention: u32, name: &str| {
            let referent = self.extraction.mentions[mention as usize].referent;
            let referent = referent.map(|referent| &self.extraction.referents[referent as usize]);
            let entity =
                referent.is_some_and(|referent| referent.name.eq_ignore_ascii_case(name) || referent.id.as_str() == name);
            // Any spelling that this article has for the entity will do.
            let spelt = self.extraction.mentions.iter().any(|other| {
                other.referent == self.extraction.mentions[mention as usize].referent
                    && other.span.of(&self.document.text).eq_ignore_ascii_case(name)
            });
            entity || spelt
        };
        let states = |claim: &&RelationMention| {
            let either = claim.kind.symmetric && is(claim.head, tail) && is(claim.tail, head);
            claim.kind.name.as_str() == kind && (is(claim.head, head) && is(claim.tail, tail) || either)
        };
        let mut page = Page::default();
        let mut claims = self.extraction.relations.iter().filter(states).peekable();
        if claims.peek().is_none() {
            return Vec::new();
        }
        let date = self.document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        page.say("", &format!("{} ({date})", self.document.id));
        for claim in claims {
            page.gap();
            let sentence = self.extraction.sentences[claim.sentence as usize];
            let lead = format!("{:<4}{:<9} ", claim.sentence + 1, self.zones[claim.sentence as usize].as_str());
            page.say(&lead, sentence.of(&self.document.text));
            self.claim(claim, &mut page);
        }
        page.gap();
        page.into_bytes()
    }

    /// The mentions of one entity, each in its sentence with why it is that entity; nothing if the article has none.
    fn entity(&self, name: &str) -> Vec<u8> {
        let spelt = |number: u32, mention: &Mention| {
            mention.referent == Some(number) && mention.span.of(&self.document.text).eq_ignore_ascii_case(name)
        };
        let is = |number: u32| {
            let referent = &self.extraction.referents[number as usize];
            let known = referent.name.eq_ignore_ascii_case(name) || referent.id.as_str() == name;
            known || self.extraction.mentions.iter().any(|mention| spelt(number, mention))
        };
        let mut page = Page::default();
        let wanted = (0..self.extraction.referents.len() as u32).filter(|&number| is(number));
        for number in wanted {
            if page.is_empty() {
                let date = self.document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
                page.say("", &format!("{} ({date})", self.document.id));
            }
            let mut last = None;
            for (place, mention) in
                (0u32..).zip(&self.extraction.mentions).filter(|(_, mention)| mention.referent == Some(number))
            {
                if last.replace(mention.sentence) != Some(mention.sentence) {
                    page.gap();
                    let zone = self.zones[mention.sentence as usize].as_str();
                    let lead = format!("{:<4}{zone:<9} ", mention.sentence + 1);
                    page.say(&lead, self.extraction.sentences[mention.sentence as usize].of(&self.document.text));
                }
                self.mention(place, mention, &mut page);
            }
            let apart = self.extraction.refused.iter().filter(|refused| {
                [refused.first, refused.second].iter().any(|&at| self.extraction.mentions[at as usize].referent == Some(number))
            });
            for refused in apart {
                self.refused(refused, &mut page);
            }
        }
        if !page.is_empty() {
            page.gap();
        }
        page.into_bytes()
    }

    /// Two names that were kept apart.
    fn refused(&self, refused: &Refused, page: &mut Page) {
        let (one, other) = (self.words(refused.first), self.words(refused.second));
        page.say(
            "    ! ",
            &format!("{one} and {other} stay apart: {}, though \"{}\" speaks for one", refused.because, refused.reason),
        );
    }

    fn words(&self, mention: u32) -> &str {
        self.extraction.mentions[mention as usize].span.of(&self.document.text)
    }

    fn mention(&self, number: u32, mention: &Mention, page: &mut Page) {
        let value = match &mention.value {
            Value::None => String::new(),
            Value::Timex(timex) => format!(" {} {}", timex.timex_type.as_str(), timex.value),
            Value::Text(text) => format!(" {text}"),
        };
        page.say("    * ", &format!("{} [{}]{value}", self.words(number), mention.label));
        let found = format!("found by {}, score {:.2}", self.extractor.describe(mention.found_by), mention.score);
        let role = mention.role.map(|role| format!("role: {}", role.of(&self.document.text)));
        page.say("        ", &joined([Some(found), role]));
        if let Some(referent) = mention.referent {
            let referent = &self.extraction.referents[referent as usize];
            let reason = self.extraction.reason(number);
            let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            page.say("        ", &format!("is {} ({}, {}){reason}", referent.id, referent.name, referent.status.as_str()));
        }
        if let Some(reading) = self.extraction.reading(number) {
            let others = &self.extraction.candidates[reading.others.0 as usize..reading.others.1 as usize];
            let sure = format!("{:.0} % sure: {}", reading.sure * 100.0, reading.reason);
            let lost: Vec<String> = others.iter().map(|id| self.named(id)).collect();
            let lost = (!lost.is_empty()).then(|| format!("not {}", lost.join(", ")));
            page.say("        ", &joined([Some(sure), lost]));
        }
        if mention.found_by == FoundBy::Rule(newsgraph::Symbol::of("evidence")) {
            self.evidence(mention, page);
        }
    }

    /// An id with what lists know of it: `gn:4717560 (Paris, US)`.
    fn named(&self, id: &EntityId) -> String {
        let Some(known) = self.extractor.listed(id.as_str()) else { return id.to_string() };
        let country = known.facts.as_ref().and_then(|facts| facts.country.as_deref()).unwrap_or("no country");
        format!("{id} ({}, {}, {country})", known.name, known.label)
    }

    /// The pieces of evidence, with their worth for the label that was chosen, and what all of them are worth for each.
    fn evidence(&self, mention: &Mention, page: &mut Page) {
        let Some(chosen) = NAMED.iter().position(|&label| label == mention.label.base()) else { return };
        let pieces = evidence(self.extractor.resources(), self.document, self.worker.text(), mention.span);
        let told: Vec<String> = pieces.iter().map(|(name, worth)| format!("{name} {:+.1}", worth[chosen])).collect();
        page.say("        evidence: ", &told.join(", "));
        let sums: Vec<String> = NAMED
            .iter()
            .enumerate()
            .map(|(label, name)| format!("{name} {:+.1}", pieces.iter().map(|(_, worth)| worth[label]).sum::<f32>()))
            .collect();
        page.say("        in sum: ", &format!("{}, before what the rest of the article adds", sums.join(", ")));
    }

    fn claim(&self, claim: &RelationMention, page: &mut Page) {
        let arrow = if claim.kind.symmetric { "--" } else { "->" };
        page.say("    > ", &format!("{} {} {arrow} {}", claim.kind.name, self.words(claim.head), self.words(claim.tail)));
        let trigger = claim.trigger.of(&self.document.text);
        page.say("        ", &format!("found by {}, at \"{trigger}\", score {:.2}", self.pattern(claim), claim.score));
        let holds = format!("{}, {}", claim.polarity.as_str(), claim.modality.as_str());
        let speaker = claim.attributed_to.map(|speaker| format!("said by {}", self.words(speaker)));
        page.say("        ", &joined([Some(holds), speaker, claim.when.as_ref().map(days)]));
    }

    /// A pattern with its file and line.
    fn pattern(&self, claim: &RelationMention) -> String {
        let name = claim.pattern();
        let file = name.split_once('#').map_or(name, |(file, _)| file);
        let patterns = &self.extractor.resources().relations.patterns;
        let line = patterns.iter().find(|pattern| pattern.name.as_str() == name);
        let place = line.map_or_else(String::new, |pattern| format!(" (patterns/{file}.toml:{})", pattern.line));
        let inferred = if claim.found_by.as_str() == name { "" } else { ", an end meant by a noun" };
        format!("{name}{place}{inferred}")
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The days of a claim, and what says so.
fn days(when: &When) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let (from, until) = (day(when.interval.earliest), day(when.interval.latest));
    let days = if from == until { from } else { format!("{from} to {until}") };
    format!("{days}, by its {}", when.source.as_str())
}
