//! The merge of graphs is associative and commutative: any articles, any order, any shards, the same graph.

use newsgraph::{Date, Graph, Modality, Polarity};
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
