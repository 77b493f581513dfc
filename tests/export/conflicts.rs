//! What cannot both be so is set side by side, with both sentences.

use newsgraph::export::Csv;
use newsgraph::{Kind, Modality, Polarity, Symbol};

use crate::rules::read_file;
use crate::world::{DENIED, HACKED, STATED, Story, graph};

const BORN_IN: Kind = Kind { single: true, ..Kind::plain(Symbol::of("BORN_IN")) };

fn born(id: &str, city: &str, gn: &str, label: &str) -> Story {
    let sentence = format!("Ada Berg was born in {city}.");
    Story::new(id, &[&sentence])
        .names("Ada Berg", "ada-berg-1", "person", "Ada Berg")
        .names(city, gn, label, city)
        .claims(BORN_IN, 0, 1, "born", STATED)
}

fn hacked(id: &str, words: &str, how: (Polarity, Modality)) -> Story {
    Story::new(id, &[words])
        .names("Orsk Bank", "orsk-bank-1", "organization/company", "Orsk Bank")
        .names("Larkfield", "larkfield-1", "organization/company", "Larkfield")
        .claims(HACKED, 0, 1, "hack", how)
}

#[test]
fn values_and_polarity_are_set_against_one_another() {
    let stories = [
        born("a-1", "Toledo", "gn:1", "place/city"),
        born("a-2", "Toledo", "gn:1", "place/city"),
        born("a-3", "Madrid", "gn:2", "place/city"),
        // A country is no other city.
        born("a-4", "Spain", "Q29", "place/country"),
        hacked("b-1", "Orsk Bank hacked Larkfield.", STATED),
        hacked("b-2", "Orsk Bank denies that it hacked Larkfield.", DENIED),
        hacked("b-3", "Orsk Bank may have hacked Larkfield.", (Polarity::Asserted, Modality::Possible)),
    ];
    let folder = crate::exported(&Csv, &graph(&stories));
    let table = read_file(&folder.path().join("conflicts.csv"), false);
    let column = |name: &str| table.column(name);
    assert_eq!(column("conflict"), ["values", "polarity"]);
    assert_eq!(column("relation"), ["BORN_IN", "HACKED"]);
    assert_eq!(column("first_target_id"), ["gn:1", "larkfield-1"], "the value that more articles state is first");
    assert_eq!(column("second_target_id"), ["gn:2", "larkfield-1"]);
    assert_eq!(column("second_polarity"), ["asserted", "denied"]);
    assert_eq!(column("first_evidence"), ["Ada Berg was born in Toledo.", "Orsk Bank hacked Larkfield."]);
    assert_eq!(column("second_evidence"), ["Ada Berg was born in Madrid.", "Orsk Bank denies that it hacked Larkfield."]);
    assert_eq!(column("first_articles"), ["2", "1"]);
}
