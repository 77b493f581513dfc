//! Any sequence of adding, replacing and removing gives what a run over the articles that remain gives, byte for byte.

use std::collections::BTreeMap;

use newsgraph::run::Taking;
use newsgraph::store::Store;
use proptest::prelude::*;

use crate::shelf::{add, difference, exported, fresh, line, remove};

const TEXTS: [&str; 6] = [
    "Lazarus Group hacked Sony. Kenya and Norway met in Oslo.",
    "Lazarus Group has not hacked Sony, Maren Lindqvist said on Monday. Lindqvist lives in Oslo.",
    "Boeing acquired Nordholm Steel in May 2022. Lindqvist said so.",
    "North Korea sanctioned Orsk Bank last month, according to Reuters.",
    "All was quiet.",
    "The Ministry of Foreign Affairs denied that Kimsuky hacked Boeing. CVE-2023-1234 was used.",
];

/// An article: its id, its address, its text.
type Article = (Option<&'static str>, Option<&'static str>, usize);

#[derive(Clone, Debug)]
enum Step {
    Take(Taking, Vec<Article>),
    Remove(Vec<&'static str>),
}

fn article() -> impl Strategy<Value = Article> {
    let id = prop::option::of(prop::sample::select(vec!["a", "b", "c"]));
    let url = prop::option::of(prop::sample::select(vec!["https://n.example/1", "https://n.example/2"]));
    (id, url, 0..TEXTS.len())
}

fn step() -> impl Strategy<Value = Step> {
    let articles = || prop::collection::vec(article(), 1..6);
    let names = prop::sample::subsequence(vec!["a", "b", "https://n.example/1", "nobody"], 1..3);
    prop_oneof![
        4 => articles().prop_map(|articles| Step::Take(Taking::All, articles)),
        1 => articles().prop_map(|articles| Step::Take(Taking::Known, articles)),
        2 => names.prop_map(Step::Remove),
    ]
}

/// What a text belongs to.
fn key((id, url, text): &Article) -> String {
    match (id, url) {
        (Some(id), _) => format!("id {id}"),
        (None, Some(url)) => format!("url {url}"),
        (None, None) => format!("text {text}"),
    }
}

/// The articles that are there, by what they belong to.
#[derive(Default)]
struct Shelf(BTreeMap<String, Vec<Article>>);

impl Shelf {
    fn take(&mut self, taking: Taking, articles: &[Article]) {
        let mut batch: BTreeMap<String, Vec<Article>> = BTreeMap::new();
        for article in articles {
            let key = key(article);
            if taking == Taking::All || self.0.contains_key(&key) {
                batch.entry(key).or_default().push(*article);
            }
        }
        self.0.extend(batch);
    }

    /// An id is looked for first, then an address; what has both answers to both.
    fn remove(&mut self, name: &str) {
        let is_named = |article: &Article| article.0 == Some(name) || article.1 == Some(name);
        self.0.values_mut().for_each(|articles| articles.retain(|article| !is_named(article)));
        self.0.retain(|_, articles| !articles.is_empty());
    }

    fn lines(&self) -> Vec<String> {
        self.0.values().flatten().map(|&(id, url, text)| line(id, url, TEXTS[text])).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn gives_what_a_run_over_the_rest_gives(steps in prop::collection::vec(step(), 1..7)) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut store = Store::create(&folder.path().join("store")).expect("made");
        let mut shelf = Shelf::default();
        let mut states = Vec::new();
        for step in &steps {
            let batch = match step {
                Step::Take(taking, articles) => {
                    shelf.take(*taking, articles);
                    let lines: Vec<String> = articles.iter().map(|&(id, url, text)| line(id, url, TEXTS[text])).collect();
                    add(&mut store, &lines, *taking, folder.path()).expect("added").batch
                }
                Step::Remove(names) => {
                    for name in names {
                        shelf.remove(name);
                    }
                    remove(&mut store, names, false).batch
                }
            };
            let lines = shelf.lines();
            let found = exported(&mut store, None, folder.path());
            if lines.is_empty() {
                prop_assert!(found[std::path::Path::new("articles.csv")].ends_with(b"relations
"), "a header alone");
            } else {
                prop_assert_eq!(difference(&fresh(&lines, folder.path()), &found), None);
            }
            states.extend(batch.map(|batch| (batch, found)));
        }
        // Every former state is still there to be written.
        for (batch, state) in states {
            prop_assert_eq!(difference(&state, &exported(&mut store, Some(batch), folder.path())), None);
        }
        // And nothing of it depends on this process.
        let now = exported(&mut store, None, folder.path());
        drop(store);
        let mut store = Store::open(&folder.path().join("store")).expect("opened");
        prop_assert_eq!(difference(&now, &exported(&mut store, None, folder.path())), None);
    }
}

#[test]
fn what_is_there_is_not_read_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::create(&folder.path().join("store")).expect("made");
    let lines = [line(Some("a"), None, TEXTS[0]), line(Some("b"), None, TEXTS[1])];
    let first = add(&mut store, &lines, Taking::All, folder.path()).expect("added");
    assert_eq!((first.batch, first.changes.added, first.unchanged), (Some(1), 2, 0));
    let again = add(&mut store, &lines, Taking::All, folder.path()).expect("added");
    assert_eq!((again.batch, again.changes.added, again.unchanged), (None, 0, 2));
    let lines = [line(Some("a"), None, TEXTS[2]), line(Some("c"), None, TEXTS[0])];
    let changed = add(&mut store, &lines, Taking::All, folder.path()).expect("added");
    assert_eq!((changed.batch, changed.changes.added, changed.changes.replaced), (Some(2), 1, 1));
    let corrections = [line(Some("b"), None, TEXTS[3]), line(Some("z"), None, TEXTS[0])];
    let corrected = add(&mut store, &corrections, Taking::Known, folder.path()).expect("added");
    assert_eq!((corrected.batch, corrected.changes.replaced, corrected.unknown.count), (Some(3), 1, 1));
}

#[test]
fn what_is_forgotten_is_wiped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("store");
    let mut store = Store::create(&place).expect("made");
    let secret = "Zweibrücken was never to be named here, said Orsk Bank.";
    add(&mut store, &[line(Some("a"), None, secret), line(Some("b"), None, TEXTS[0])], Taking::All, folder.path())
        .expect("added");
    assert_eq!(remove(&mut store, &["a"], false).changes.removed, 1);
    assert_eq!(store.snapshot().expect("read").status(b"").expect("read").former, 1);
    let changed = remove(&mut store, &["a"], true);
    assert_eq!((changed.forgotten, changed.unknown.count), (1, 0));
    assert_eq!(store.snapshot().expect("read").status(b"").expect("read").former, 0);
    assert_eq!(remove(&mut store, &["a"], true).unknown.count, 1);
}

#[test]
fn other_resources_make_articles_stale() {
    use crate::shelf::{EXTRACTOR, PRINT, WAIT};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::create(&folder.path().join("store")).expect("made");
    let lines = [line(Some("a"), None, TEXTS[0]), line(Some("b"), None, TEXTS[1])];
    add(&mut store, &lines, Taking::All, folder.path()).expect("added");
    let stale = |store: &mut Store, print: &[u8]| store.snapshot().expect("read").stale_ids(print, 9).expect("read");
    assert_eq!(stale(&mut store, PRINT), Vec::<String>::new());
    assert_eq!(stale(&mut store, b"others"), ["a", "b"]);
    let changed = newsgraph::run::refresh(&EXTRACTOR, b"others", &mut store, 1, WAIT, &mut |_| {}).expect("read again");
    assert_eq!((changed.batch, changed.changes.refreshed), (Some(2), 2));
    assert_eq!(stale(&mut store, b"others"), Vec::<String>::new());
    assert_eq!(difference(&fresh(&lines, folder.path()), &exported(&mut store, None, folder.path())), None);
    let again = newsgraph::run::refresh(&EXTRACTOR, b"others", &mut store, 1, WAIT, &mut |_| {}).expect("nothing to do");
    assert_eq!(again.batch, None);
}
