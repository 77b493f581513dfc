//! Small articles made by hand, and the graphs of them.

use std::sync::Arc;

use newsgraph::{
    Date, DateSource, Document, EntityId, EntryId, Extraction, Facts, FoundBy, Graph, Interval, Kind, Label, Mention, Modality,
    Polarity, Referent, RelationMention, Span, Status, Symbol, Timex, TimexType, Value, When,
};

/// An article and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) document: Document,
    pub(crate) extraction: Extraction,
}

pub(crate) const HACKED: Kind = Kind::plain(Symbol::of("HACKED"));
pub(crate) const ALLY_OF: Kind = Kind { symmetric: true, ..Kind::plain(Symbol::of("ALLY_OF")) };

impl Story {
    /// An article of these sentences, with a space between.
    pub(crate) fn new(id: &str, sentences: &[&str]) -> Self {
        let mut text = String::new();
        let mut extraction = Extraction::default();
        for sentence in sentences {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len() as u32;
            text.push_str(sentence);
            extraction.sentences.push(Span::new(start, text.len() as u32));
            extraction.tells_the_story.push(true);
        }
        Self { document: Document::new(id, text), extraction }
    }

    pub(crate) fn published(mut self, date: &str, publisher: &str) -> Self {
        self.document.published = Date::parse(date);
        self.document.publisher = Some(publisher.to_owned());
        self
    }

    /// Adds the next mention of the text that is spelt `surface`, of an entity.
    pub(crate) fn names(mut self, surface: &str, id: &str, label: &str, name: &str) -> Self {
        let referents = &mut self.extraction.referents;
        let number = referents.iter().position(|referent| referent.id.as_str() == id).unwrap_or_else(|| {
            let listed = id.starts_with('Q') || id.starts_with("gn:");
            referents.push(Referent {
                id: EntityId::new(id),
                label: Label::new(label),
                name: name.into(),
                facts: facts(id),
                status: if listed { Status::Listed } else { Status::Found },
                reasons: Vec::new(),
                former: Vec::new(),
            });
            referents.len() - 1
        });
        let found_by = match number % 2 {
            0 => FoundBy::Entry(EntryId(number as u32)),
            _ => FoundBy::Rule(Symbol::of("shape")),
        };
        self.mention(surface, Label::new(label), Value::None, found_by, Some(number as u32));
        self
    }

    /// Adds the next mention spelt `surface`, of a date.
    pub(crate) fn dates(mut self, surface: &str, value: &str) -> Self {
        let timex = Timex {
            timex_type: TimexType::Date,
            value: value.to_owned(),
            modifier: None,
            interval: Date::parse(value).map(Date::interval),
        };
        let rule = FoundBy::Rule(Symbol::of("dates/month-year"));
        self.mention(surface, Label::DATE, Value::Timex(Box::new(timex)), rule, None);
        self
    }

    fn mention(&mut self, surface: &str, label: Label, value: Value, found_by: FoundBy, referent: Option<u32>) {
        let from = self.extraction.mentions.last().map_or(0, |mention| mention.span.end as usize);
        let start = from + self.document.text[from..].find(surface).unwrap_or_else(|| panic!("no {surface:?} from {from}"));
        let span = Span::new(start as u32, (start + surface.len()) as u32);
        let sentence = self.extraction.sentences.iter().position(|sentence| sentence.contains(span)).expect("a sentence") as u32;
        self.extraction.mentions.push(Mention {
            span,
            tokens: (0, 0),
            sentence,
            label,
            value,
            score: 0.875,
            found_by,
            role: None,
            referent,
        });
    }

    /// Says that the words before the last mention are its role.
    pub(crate) fn role(mut self, role: &str) -> Self {
        let start = self.document.text.find(role).expect("the role stands in the text") as u32;
        let mention = self.extraction.mentions.last_mut().expect("a mention");
        mention.role = Some(Span::new(start, start + role.len() as u32));
        self
    }

    /// Adds a claim between two mentions, by number.
    pub(crate) fn claims(mut self, kind: Kind, head: u32, tail: u32, trigger: &str, how: (Polarity, Modality)) -> Self {
        let sentence = self.extraction.mentions[head as usize].sentence;
        let from = self.extraction.sentences[sentence as usize].start as usize;
        let start = (from + self.document.text[from..].find(trigger).expect("the trigger stands in the text")) as u32;
        self.extraction.relations.push(RelationMention {
            kind,
            head,
            tail,
            trigger: Span::new(start, start + trigger.len() as u32),
            sentence,
            when: None,
            polarity: how.0,
            modality: how.1,
            attributed_to: None,
            score: 0.9,
            found_by: Symbol::new(&format!("relations/{}#1", kind.name.as_str().to_lowercase())),
        });
        self
    }

    /// Dates the last claim by the clause.
    pub(crate) fn when(mut self, earliest: Option<&str>, latest: Option<&str>) -> Self {
        let day = |day: Option<&str>| day.and_then(Date::parse).and_then(Date::day);
        let interval = Interval { earliest: day(earliest), latest: day(latest) };
        self.extraction.relations.last_mut().expect("a claim").when = Some(When { interval, source: DateSource::Clause });
        self
    }

    /// Says who makes the last claim.
    pub(crate) fn said_by(mut self, mention: u32) -> Self {
        self.extraction.relations.last_mut().expect("a claim").attributed_to = Some(mention);
        self
    }
}

fn facts(id: &str) -> Option<Arc<Facts>> {
    let (country, coordinates) = match id {
        "gn:524901" => ("RU", Some((55.752_22, 37.615_56))),
        "Q423" => ("KP", Some((40.0, 127.0))),
        _ => return None,
    };
    Some(Arc::new(Facts { country: Some(country.into()), coordinates }))
}

pub(crate) const STATED: (Polarity, Modality) = (Polarity::Asserted, Modality::Fact);
pub(crate) const DENIED: (Polarity, Modality) = (Polarity::Denied, Modality::Fact);
pub(crate) const ALLEGED: (Polarity, Modality) = (Polarity::Asserted, Modality::Alleged);

/// Three articles with a bit of everything.
pub(crate) fn stories() -> Vec<Story> {
    let company = "organization/company";
    let mut breach = Story::new(
        "wire-1",
        &[
            "Analyst Tom Hegel said the Lazarus Group had breached Höhe Engineering in Moscow in May 2022.",
            "Hegel\u{2019}s firm, “Sentinel, Inc.”, calls the DPRK an ally of the group.",
        ],
    )
    .published("2023-08-07", "The Wire")
    .names("Tom Hegel", "hegel-tom-1f2e", "person", "Tom Hegel")
    .role("Analyst")
    .names("Lazarus Group", "lazarus-group-77aa", "organization/threat-group", "Lazarus Group")
    .names("Höhe Engineering", "hohe-engineering-09bc", company, "Höhe Engineering")
    .names("Moscow", "gn:524901", "place/city", "Moscow")
    .dates("May 2022", "2022-05")
    .names("Hegel", "hegel-tom-1f2e", "person", "Tom Hegel")
    .names("Sentinel, Inc.", "sentinel-inc-5d5d", company, "Sentinel, Inc.")
    .names("DPRK", "Q423", "place/country", "North Korea")
    .claims(HACKED, 1, 2, "breached", STATED)
    .when(Some("2022-05-01"), Some("2022-05-31"))
    .said_by(0)
    .claims(ALLY_OF, 7, 1, "ally", ALLEGED);
    breach.document.title = Some("Hackers \"in\" the missile works".to_owned());
    breach.document.url = Some("https://news.example/2023/08/07/a,b".to_owned());
    breach.document.author = Some("A. Writer".to_owned());
    breach.document.language = Some("en".to_owned());
    let denial = Story::new("wire-2", &["North Korea denies that Lazarus hacked Höhe Engineering.", "Lazarus hacked Höhe."])
        .published("2023-08", "The Wire")
        .names("North Korea", "Q423", "place/country", "North Korea")
        .names("Lazarus", "lazarus-group-77aa", "organization/threat-group", "Lazarus Group")
        .names("Höhe Engineering", "hohe-engineering-09bc", company, "Höhe Engineering")
        .names("Lazarus", "lazarus-group-77aa", "organization/threat-group", "Lazarus Group")
        .names("Höhe", "hohe-engineering-09bc", company, "Höhe Engineering")
        .claims(HACKED, 1, 2, "hacked", DENIED)
        .said_by(0)
        .claims(HACKED, 3, 4, "hacked", STATED)
        .when(Some("2021-12-01"), None);
    let visit = Story::new("agency-9", &["Moscow and Pyongyang are allies (1999 deal).", "Moscow welcomed Pyongyang."])
        .published("2023-09-13", "Agency | 9")
        .names("Moscow", "gn:524901", "place/city", "Moscow")
        .names("Pyongyang", "Q423", "place/country", "North Korea")
        .names("Moscow", "gn:524901", "place/city", "Moscow")
        .names("Pyongyang", "Q423", "place/country", "North Korea")
        .claims(ALLY_OF, 0, 1, "allies", STATED);
    vec![breach, denial, visit]
}

/// The graph of some articles.
pub(crate) fn graph(stories: &[Story]) -> Graph {
    let mut graph = Graph::default();
    for story in stories {
        graph.add(&story.document, &story.extraction);
    }
    graph
}

/// A graph of one node and no edge.
pub(crate) fn lone() -> Graph {
    graph(&[Story::new("d", &["Moscow."]).names("Moscow", "gn:524901", "place/city", "Moscow")])
}
