//! The merge of graphs is associative and commutative: any articles, any order, any shards, the same graph.

use std::fs;

use newsgraph::export::{Content, EXPORTERS, Staging, file_names};
use newsgraph::{Date, DocumentId, Fold, Folded, Graph, Modality, Polarity, Whole};
use proptest::prelude::*;

use crate::world::{ALLY_OF, HACKED, Story, graph};

const IDS: [&str; 5] = ["Q1", "a-1", "b-2", "c-3", "A-1"];
const LABELS: [&str; 3] = ["person", "organization/company", "place"];
const HOW: [(Polarity, Modality); 3] =
    [(Polarity::Asserted, Modality::Fact), (Polarity::Denied, Modality::Fact), (Polarity::Asserted, Modality::Planned)];

/// An article that names some of five entities by names and labels that differ from article to article.
fn story(number: usize) -> impl Strategy<Value = Story> {
    let mention = (0..IDS.len(), 0..LABELS.len(), 0..3_usize);
    let claim = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>(), 0..HOW.len(), any::<bool>());
    let when = (prop::option::of(2020_i16..2024), prop::option::of(1_i8..12));
    (prop::collection::vec(mention, 1..6), prop::collection::vec(claim, 0..5), when, 0..3_usize).prop_map(
        move |(mentions, claims, (year, month), publisher)| {
            let sentence = vec!["Name"; mentions.len()].join(" met ");
            let mut story = Story::new(&format!("d{number}"), &[&sentence, "The end."]);
            story.document.published = year.map(|year| Date { year, month, day: None });
            story.document.publisher = (publisher > 0).then(|| publisher.to_string());
            for (id, label, name) in mentions {
                // One article knows an entity by one name and label: that of its first mention.
                story = story.names("Name", IDS[id], LABELS[label], ["Name", "Nome", "name"][name]);
            }
            let count = story.extraction.mentions.len();
            for (head, tail, symmetric, how, dated) in claims {
                let kind = if symmetric { ALLY_OF } else { HACKED };
                story = story.claims(kind, head.index(count) as u32, tail.index(count) as u32, "Name", HOW[how]);
                if dated {
                    story = story.when(Some("2022-01-01"), (how > 0).then_some("2023-01-01")).said_by(head.index(count) as u32);
                }
            }
            story
        },
    )
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    (1_usize..7).prop_flat_map(|count| (0..count).map(story).collect::<Vec<_>>())
}

/// Everything a graph says, in its order.
fn said(graph: &Graph) -> String {
    format!("{}\n{:#?}\n{:#?}\n{:#?}", graph.documents(), graph.entities(), graph.edges(), graph.co_mentions())
}

proptest! {
    #[test]
    fn any_order_and_any_shards_give_the_same_graph(
        (stories, shuffled) in stories().prop_flat_map(|stories| (Just(stories.clone()), Just(stories).prop_shuffle())),
        shard in 1_usize..4,
    ) {
        let whole = said(&graph(&stories));
        let left = shuffled.chunks(shard).map(graph).fold(Graph::default(), Graph::merge);
        let right = shuffled.chunks(shard).map(graph).rev().reduce(|later, earlier| earlier.merge(later));
        prop_assert_eq!(&whole, &said(&left));
        prop_assert_eq!(&whole, &said(&right.unwrap_or_default()));
    }

    #[test]
    fn merging_is_commutative_and_associative(
        a in prop::collection::vec(story(0), 0..2),
        b in prop::collection::vec(story(1), 0..2),
        c in prop::collection::vec(story(2), 0..2),
    ) {
        let graphs = || (graph(&a), graph(&b), graph(&c));
        let (x, y, z) = graphs();
        let from_left = said(&x.merge(y).merge(z));
        let (x, y, z) = graphs();
        prop_assert_eq!(&from_left, &said(&x.merge(y.merge(z))));
        let (x, y, z) = graphs();
        prop_assert_eq!(&from_left, &said(&z.merge(x).merge(y)));
    }
}

/// The files of every format, of a graph of those articles that holds at most about so many bytes, one graph an article.
fn files_of(stories: &[Story], hold: usize) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (output, scratch) = (folder.path().join("output"), folder.path().join("scratch"));
    fs::create_dir(&scratch).expect("it can be made");
    let staging = Staging::open(&output, file_names(EXPORTERS, false)).expect("it can be written");
    let mut fold = Fold::new(&scratch).holding(hold);
    for story in stories {
        fold.add(graph(std::slice::from_ref(story))).expect("the disk takes it");
    }
    let (folded, told) = fold.finish().expect("it is read back");
    assert_eq!(matches!(folded, Folded::Shelved(_)), hold == 0, "it lies on disk or it does not");
    let content = Content { graph: (&folded).into(), tables: None, texts: None, documents: false };
    for exporter in EXPORTERS {
        exporter.export(&content, staging.folder()).expect("it is written");
    }
    let mut files: Vec<(String, Vec<u8>)> = crate::rules::files_below(staging.folder())
        .into_iter()
        .map(|file| (file.clone(), fs::read(staging.folder().join(file)).expect("it can be read")))
        .collect();
    let whole = Whole::from(&folded);
    files.push(("sizes".to_owned(), format!("{:?} {} {}", whole.sizes(), whole.facts(), whole.documents()).into_bytes()));
    let story = |story: &Story| told.of(&story.document.id).to_string();
    files.push(("stories".to_owned(), format!("{} {:?}", told.reprints(), stories.iter().map(story).collect::<Vec<_>>()).into()));
    drop(folded);
    assert!(crate::rules::files_below(&scratch).is_empty(), "what was laid aside is gone");
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_graph_on_disk_is_written_as_one_in_memory(
        (stories, shuffled) in stories().prop_flat_map(|stories| (Just(stories.clone()), Just(stories).prop_shuffle())),
    ) {
        let by_id = |files: Vec<(String, Vec<u8>)>| files.into_iter().filter(|file| file.0 != "stories").collect::<Vec<_>>();
        let wanted = files_of(&stories, usize::MAX);
        prop_assert!(wanted == files_of(&stories, 0));
        prop_assert!(by_id(wanted) == by_id(files_of(&shuffled, 0)));
    }
}

#[test]
fn what_is_laid_aside_very_often_is_merged_on_the_way() {
    // Three real articles and reprints of them: stories are counted over all that was laid aside.
    let stories: Vec<Story> = (0..150)
        .flat_map(|number| {
            crate::world::stories().into_iter().map(move |mut story| {
                story.document.id = DocumentId::new(&format!("{}-{number}", story.document.id));
                story
            })
        })
        .collect();
    let wanted = files_of(&stories, usize::MAX);
    assert!(wanted == files_of(&stories, 0));
    let told = String::from_utf8_lossy(&wanted.last().expect("the stories").1).into_owned();
    assert!(told.starts_with("447 "), "450 articles are 3 stories: {told:.100}");
}

#[test]
fn a_graph_that_cannot_be_laid_aside_is_an_error_that_names_the_folder() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let gone = folder.path().join("gone");
    let mut fold = Fold::new(&gone).holding(0);
    let error = fold.add(graph(&crate::world::stories())).expect_err("nowhere to lay it");
    assert_eq!((error.path(), error.message()), (Some(gone.as_path()), "no such file or folder"));
    // It goes away between the first time and the last.
    fs::create_dir(&gone).expect("it can be made");
    let mut fold = Fold::new(&gone).holding(0);
    fold.add(graph(&crate::world::stories())).expect("it is laid aside");
    fs::remove_dir_all(&gone).expect("it holds no named file");
    let error = fold.finish().expect_err("nowhere to put it in order");
    assert_eq!(error.path(), Some(gone.as_path()), "{error}");
}
