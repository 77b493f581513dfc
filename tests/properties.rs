//! Law 3 of the house: every span slices its text, mentions do not overlap, any order and any number of threads give the
//! same graph, no text makes it panic.

use std::fmt::Write as _;
use std::sync::LazyLock;

use newsgraph::{Date, Document, Extraction, Extractor, Graph};
use proptest::prelude::*;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in resources compile"));

/// Pieces that news is made of, and pieces that break readers of news.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Maren Lindqvist",
        "Lindqvist",
        "Boeing",
        "Oslo",
        "North Korea",
        "DPRK",
        "the U.S.",
        "U.S.-sanctioned",
        "Russian",
        "ScarCruft",
        "Kim Jong-un",
        "hacked",
        "has not acquired",
        "was attacked by",
        "met",
        "said",
        "according to",
        "plans to buy",
        "denied that",
        "on Monday",
        "last month",
        "in May 2022",
        "between 3 and 5 June",
        "(UN)",
        "\u{201c}",
        "\u{201d}",
        "\u{2019}s",
        "'s",
        ",",
        ".",
        "?",
        "\n",
        "\n\n",
        "-",
        "\u{2013}",
        "\u{a0}",
        "\t",
        "\r\n",
        "president",
        "Dr.",
        "CVE-2023-1234",
        "desk@nordwire.example",
        "https://nordwire.example/a",
        "10.1.2.3",
        "1990s",
        "$5 million",
        "9:30 a.m.",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "İ",
        "ß",
        "\u{1f600}",
        "김정은",
        "Владимир Путин",
        "e\u{301}",
        "\u{301}",
        "(",
        ")",
        "[",
        "]",
        "''",
        "n't",
        "don\u{2019}t",
        "O'Brien",
        "\u{2bc}",
        "\u{2bc}Okina",
        "AT&T",
        "&",
        "Mr.",
        "J.",
        "K.",
        "A.B.C.",
        "...",
        "…",
    ])
    .prop_map(str::to_owned);
    prop_oneof![4 => known, 1 => any::<String>(), 1 => "[A-Z][a-z]{1,9}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::bool::weighted(0.85)), 0..60).prop_map(|pieces| {
        pieces.into_iter().fold(String::new(), |mut text, (piece, space)| {
            write!(text, "{piece}{}", if space { " " } else { "" }).expect("a string grows");
            text
        })
    })
}

fn document(number: usize, text: String) -> Document {
    Document::new(&format!("doc-{number}"), text).published(Date::from_ymd(2023, 8, 7).expect("a day"))
}

fn holds(document: &Document, extraction: &Extraction) {
    let text = &document.text;
    let mut end = 0;
    for sentence in &extraction.sentences {
        assert!(sentence.start >= end, "sentences overlap");
        assert!(
            text[end as usize..sentence.start as usize]
                .chars()
                .all(|c| c.is_whitespace() || c.is_control() || !c.is_alphanumeric()),
            "words between sentences"
        );
        assert!(!sentence.of(text).is_empty());
        end = sentence.end;
    }
    let mut end = 0;
    for mention in &extraction.mentions {
        assert!(mention.span.start >= end, "mentions overlap in {text:?}");
        assert!(!mention.span.of(text).trim().is_empty());
        assert!(
            extraction.sentences[mention.sentence as usize].contains(mention.span),
            "the mention {:?} outside of its sentence",
            mention.span.of(text)
        );
        assert!((0.0..=1.0).contains(&mention.score), "a score of {}", mention.score);
        assert!(mention.referent.is_none_or(|referent| (referent as usize) < extraction.referents.len()));
        end = mention.span.end;
    }
    for claim in &extraction.relations {
        assert!(!claim.trigger.of(text).is_empty());
        for mention in [claim.head, claim.tail] {
            assert_eq!(extraction.mentions[mention as usize].sentence, claim.sentence, "an edge across sentences");
        }
        assert!(extraction.tells_the_story[claim.sentence as usize], "an edge from page furniture");
    }
    for referent in &extraction.referents {
        assert!(
            referent.id.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b"_.:-".contains(&b)),
            "the id {}",
            referent.id
        );
    }
}

/// A graph as a string that differs wherever the graphs do.
fn spelt(graph: &Graph) -> String {
    format!("{:#?}\n{:#?}\n{:#?}", graph.entities(), graph.edges(), graph.co_mentions())
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in text()) {
        let document = document(0, text);
        holds(&document, &EXTRACTOR.extract(&document));
    }

    #[test]
    fn a_worker_keeps_no_memory_of_other_articles(texts in prop::collection::vec(text(), 2..5)) {
        let documents: Vec<Document> = texts.into_iter().enumerate().map(|(number, text)| document(number, text)).collect();
        let mut worker = EXTRACTOR.worker();
        for document in &documents {
            let reused = format!("{:?}", worker.extract(document));
            prop_assert_eq!(reused, format!("{:?}", EXTRACTOR.extract(document)));
        }
    }

    #[test]
    fn any_order_and_any_shards_give_the_same_graph(texts in prop::collection::vec(text(), 1..8), cut in any::<prop::sample::Index>(), turn in any::<prop::sample::Index>()) {
        let mut documents: Vec<Document> = texts.into_iter().enumerate().map(|(number, text)| document(number, text)).collect();
        let whole = spelt(&EXTRACTOR.graph(&documents));
        let cut = cut.index(documents.len());
        let (left, right) = documents.split_at(cut);
        let (left, right) = (EXTRACTOR.graph(left), EXTRACTOR.graph(right));
        prop_assert_eq!(&whole, &spelt(&right.merge(left)));
        let turn = turn.index(documents.len());
        documents.rotate_left(turn);
        prop_assert_eq!(&whole, &spelt(&EXTRACTOR.graph(&documents)));
    }
}

#[test]
fn threads_do_not_matter() {
    use rayon::prelude::*;
    let base = "Boeing hacked Airbus. Kim Jong Un met Vladimir Putin in Moscow. The United Nations (UN) accused North Korea.";
    let documents: Vec<Document> =
        (0..200).map(|number| document(number, format!("{base} Story {number} of Oslo and Firm{number} Inc."))).collect();
    let one = spelt(&EXTRACTOR.graph(&documents));
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let many = pool
            .install(|| documents.par_iter().map(|document| EXTRACTOR.graph([document])).reduce(Graph::default, Graph::merge));
        assert_eq!(one, spelt(&many), "{threads} threads");
    }
}

#[test]
fn extractors_and_graphs_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Extractor>();
    crosses::<Graph>();
    crosses::<Document>();
    crosses::<newsgraph::Error>();
}
