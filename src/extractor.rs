//! The one place that knows all verbs: a document in, what it says out.

use std::sync::Arc;

use crate::corrections::Corrections;
use crate::document::Document;
use crate::entity::Status;
use crate::error::Result;
use crate::extraction::{Extraction, Referent};
use crate::graph::Graph;
use crate::label::Label;
use crate::mention::FoundBy;
use crate::resources::{DateOptions, File, Resources};
use crate::span::Span;
use crate::text::Text;
use crate::{relate, resolve, tag};

/// Reads articles: compiled resources, shared read-only by all threads.
#[derive(Clone, Debug)]
pub struct Extractor {
    resources: Arc<Resources>,
    corrections: Option<Arc<Corrections>>,
}

/// One thread's share: the extractor and buffers that are reused from article to article.
#[derive(Debug)]
pub struct Worker<'e> {
    extractor: &'e Extractor,
    text: Text,
    tag: tag::Scratch,
    resolve: resolve::Scratch,
    relate: relate::Scratch,
    /// What an article said of which nobody wants to know any more: empty but for its buffers.
    spare: Extraction,
}

impl Extractor {
    /// The extractor with the resources that are part of the program.
    ///
    /// # Errors
    /// If a built-in resource is faulty, which the tests rule out.
    pub fn new() -> Result<Self> {
        Self::built_in(DateOptions::default())
    }

    /// The same, reading dates as the options say.
    ///
    /// # Errors
    /// If a built-in resource is faulty, which the tests rule out.
    pub fn built_in(dates: DateOptions) -> Result<Self> {
        let mut resources = Resources::built_in()?;
        resources.dates.options = dates;
        Ok(Self::of(resources))
    }

    /// The extractor with the resources given.
    ///
    /// # Errors
    /// The first fault of a resource, with its file and line.
    pub fn with_resources(files: &[File]) -> Result<Self> {
        Self::with_options(files, DateOptions::default())
    }

    /// The extractor with the resources given, which reads dates as the options say.
    ///
    /// # Errors
    /// The first fault of a resource, with its file and line.
    pub fn with_options(files: &[File], dates: DateOptions) -> Result<Self> {
        let mut resources = Resources::compile(files)?;
        resources.dates.options = dates;
        Ok(Self::of(resources))
    }

    /// The extractor with resources that are compiled already.
    pub fn of(resources: impl Into<Arc<Resources>>) -> Self {
        Self { resources: resources.into(), corrections: None }
    }

    /// The same, with a user's corrections, which are applied to each article.
    #[must_use]
    pub fn corrected(self, corrections: Corrections) -> Self {
        Self { corrections: Some(Arc::new(corrections)), ..self }
    }

    /// The corrections that are applied, if there are any.
    pub fn corrections(&self) -> Option<&Corrections> {
        self.corrections.as_deref()
    }

    /// What the lists know by an id, or else by a name that one thing alone bears.
    pub fn listed(&self, name: &str) -> Option<Referent> {
        let resources = self.resources();
        let mut named = resources.named(name);
        // An office, a people or a seat of government is named after what is meant.
        named.retain(|entry| !["office", "metonym", "demonym"].contains(&entry.label.base().as_str()));
        named.dedup_by(|a, b| a.id == b.id);
        let entry = match named[..] {
            [only] => only,
            _ => resources.entries.iter().find(|entry| entry.id.as_str() == name)?,
        };
        Some(Referent {
            id: entry.id.clone(),
            label: entry.label,
            name: entry.name.clone(),
            facts: entry.facts.clone(),
            status: Status::Listed,
            reasons: Vec::new(),
            former: Vec::new(),
        })
    }

    /// The compiled resources.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// A worker: one a thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            extractor: self,
            text: Text::default(),
            tag: tag::Scratch::default(),
            resolve: resolve::Scratch::default(),
            relate: relate::Scratch::default(),
            spare: Extraction::default(),
        }
    }

    /// What one article says.
    pub fn extract(&self, document: &Document) -> Extraction {
        self.worker().extract(document)
    }

    /// The graph of some articles, on this thread.
    pub fn graph<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> Graph {
        let mut worker = self.worker();
        let mut graph = Graph::default();
        for document in documents {
            let extraction = worker.extract(document);
            graph.add(document, &extraction);
            worker.recycle(extraction);
        }
        graph
    }

    /// What found a mention, as outputs write it: `gazetteers/place/city.csv:41`, `names/cve`, `evidence`.
    pub fn describe(&self, found_by: FoundBy) -> String {
        match found_by {
            FoundBy::Entry(entry) => self.resources.place_of(entry),
            FoundBy::Rule(rule) => rule.to_string(),
        }
    }
}

impl Worker<'_> {
    /// What one article says.
    pub fn extract(&mut self, document: &Document) -> Extraction {
        self.read(document, None)
    }

    /// What one article says if its persons, bodies and places are those given, each with its words and base label: what the
    /// lists know of such a name is kept, what was found otherwise is left out.
    pub fn extract_given(&mut self, document: &Document, names: &[(Span, Label)]) -> Extraction {
        self.read(document, Some(names))
    }

    /// Takes back what an article said once it is told: its buffers serve the next one.
    pub fn recycle(&mut self, mut extraction: Extraction) {
        extraction.clear();
        self.spare = extraction;
    }

    fn read(&mut self, document: &Document, names: Option<&[(Span, Label)]>) -> Extraction {
        let resources = self.extractor.resources();
        resources.cutter().cut(document, &mut self.text);
        let mut extraction = std::mem::take(&mut self.spare);
        extraction.sentences.extend(self.text.sentences.iter().map(|sentence| sentence.span));
        extraction.tells_the_story.extend(self.text.sentences.iter().map(|sentence| sentence.zone.tells_the_story()));
        tag::tag(resources, document, &self.text, &mut self.tag, &mut extraction.mentions);
        resolve::complete(resources, document, &self.text, &mut extraction.mentions, &mut self.resolve);
        if let Some(names) = names {
            tag::give(resources, document, &self.text, names, &mut extraction.mentions);
        }
        resolve::resolve(resources, document, &self.text, &mut extraction, &mut self.resolve);
        if let Some(corrections) = &self.extractor.corrections {
            corrections.apply(document, &mut extraction);
        }
        relate::relate(resources, document, &self.text, &extraction.mentions, &mut self.relate, &mut extraction.relations);
        if names.is_none() {
            resolve::widen(resources, document, &self.text, &mut extraction.mentions);
        }
        extraction
    }

    /// The text as the last article was cut up.
    pub fn text(&self) -> &Text {
        &self.text
    }
}
