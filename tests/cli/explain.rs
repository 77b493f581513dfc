//! `explain`: what found what.

use crate::start::{folder, run};

const ARTICLE: &str = "Lazarus Group hacked Sony. “We saw it,” said Maren Lindqvist, a senior researcher at Larkfield Security in Oslo.\n\n\
                       Lindqvist said no more.\n";

#[test]
fn every_finder_is_named() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let ended = run(place.path(), "explain a.txt --date 2024-02-08");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    for words in [
        "(2024-02-08)",
        "* Oslo [place/city]",
        "found by gazetteers/place/city.csv:",
        "* Maren Lindqvist [person]",
        "evidence: capital ",
        "in sum: person +",
        "is maren-lindqvist-",
        "(Maren Lindqvist, found): ",
        "> HACKED Lazarus Group -> Sony",
        "found by relations/hacked#active (patterns/relations/hacked.toml:",
        "asserted, fact",
    ] {
        assert!(ended.out.contains(words), "{words}: {}", ended.out);
    }
    for line in ended.out.lines() {
        assert!(line.chars().count() <= 79 && !line.ends_with(' '), "{line}");
    }
}

#[test]
fn one_article_of_many_is_chosen_by_its_id() {
    let place = folder(&[("wire.jsonl", b"{\"id\": \"a\", \"text\": \"Kenya.\"}\n{\"id\": \"b\", \"text\": \"Norway.\"}\n")]);
    let ended = run(place.path(), "explain wire.jsonl --id b");
    assert!(ended.code == 0 && ended.out.contains("Norway") && !ended.out.contains("Kenya"), "{ended:?}");
    let ended = run(place.path(), "explain wire.jsonl --id c");
    assert_eq!((ended.code, ended.words.as_str()), (2, "newsgraph: no article has the id `c`\n"));
}

#[test]
fn one_edge_is_explained_in_all_articles() {
    let other = b"Norway said on Monday that Lazarus Group had hacked Sony in 2014.\n";
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", other), ("c.txt", b"Kenya won.")]);
    let ended = run(place.path(), "explain --edge lazarus-group HACKED Sony a.txt b.txt c.txt");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.words.contains("nothing here states lazarus-group HACKED Sony"), "{ended:?}");
    let mut command = crate::start::newsgraph(place.path(), "explain --date 2024-02-08 a.txt b.txt c.txt");
    command.args(["--edge", "Lazarus Group", "HACKED", "Sony"]);
    let ended = crate::start::ended(command);
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    for words in [
        "Lazarus Group hacked Sony.",
        "found by relations/hacked#active (patterns/relations/hacked.toml:",
        "asserted, fact",
        "said by Norway",
        "2014-01-01 to 2014-12-31, by its clause",
    ] {
        assert!(ended.out.contains(words), "{words}: {}", ended.out);
    }
    assert!(!ended.out.contains("Kenya") && !ended.out.contains("Lindqvist, a senior"), "{}", ended.out);
    let ended = run(place.path(), "explain --edge Sony HAKED Kenya a.txt");
    assert!(ended.code == 2 && ended.words.contains("there is no kind `HAKED`"), "{ended:?}");
}

#[test]
fn one_entity_is_followed_through_articles() {
    let place = folder(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", b"He lives in Paris, Texas.")]);
    let ended = run(place.path(), "explain --entity Lindqvist a.txt b.txt");
    assert_eq!(ended.code, 0, "{ended:?}");
    // Lines are broken at 79 columns.
    let words = |out: &str| out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&ended.out).contains("the surname of a person named in full") && !ended.out.contains("Paris"), "{}", ended.out);
    let ended = run(place.path(), "explain --entity Paris b.txt");
    assert!(words(&ended.out).contains("% sure: the state or country beside it; not gn:2988507 (Paris,"), "{}", ended.out);
    let ended = run(place.path(), "explain --entity Nobody a.txt");
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{ended:?}");
}

#[test]
fn likely_merges_become_corrections() {
    let text = "Maren Lindqvist spoke.\n\nMaren Astrid Lindqvist spoke.";
    let other = "Maren Astrid Lindqvist left Oslo.";
    let place = folder(&[("a.txt", &text.as_bytes()[..22]), ("b.txt", other.as_bytes())]);
    let ended = run(place.path(), "suggest a.txt b.txt");
    assert_eq!(ended.code, 0, "{ended:?}");
    let mut rows = ended.out.lines();
    assert_eq!(rows.next(), Some("action,entity,value,document,note"));
    assert!(
        rows.next().is_some_and(|row| row.starts_with("merge,") && row.ends_with("a middle name more or less")),
        "{}",
        ended.out
    );
    std::fs::write(place.path().join("c.csv"), &ended.out).expect("the folder is writable");
    let ended = run(place.path(), "extract a.txt b.txt --corrections c.csv -o out");
    assert_eq!(ended.code, 0, "{ended:?}");
    let entities = std::fs::read_to_string(place.path().join("out/entities.csv")).expect("a run wrote it");
    assert_eq!(entities.matches("Lindqvist,person").count(), 1, "{entities}");
    let ended = run(place.path(), "extract a.txt --corrections none.csv -o out");
    assert!(ended.code == 2 && ended.words.contains("none.csv"), "{ended:?}");
}
