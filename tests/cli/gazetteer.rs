//! Lists of the user's own, and `gazetteer`.

use crate::start::{folder, run};

const LISTS: [(&str, &[u8]); 3] = [
    ("a.txt", b"Kestrel Group bought Orsk Bank in Oslo. Jane Roe met Ama Boateng of Kestrel Group Holdings."),
    ("lists/person/staff.csv", b"name,id,aliases,country,valid-from\nJane Roe,x:1,J. Roe,KE,2019\nNo Body,x:2,,,\n"),
    ("lists/organization/bank.txt", b"Kestrel Group\nOrsk Bank\n"),
];

#[test]
fn lists_are_added_to_ours_or_taken_alone() {
    let place = folder(&LISTS);
    let ended = run(place.path(), "tag a.txt --gazetteer lists");
    assert!(ended.out.contains("[Orsk Bank | organization/bank] in [Oslo | place/city]"), "{ended:?}");
    assert!(ended.out.contains("[Jane Roe | person/staff] met [Ama Boateng | person]"), "{ended:?}");
    let ended = run(place.path(), "explain a.txt --gazetteer lists/person --gazetteer lists/organization/bank.txt");
    assert!(ended.out.contains("found by lists/person/staff.csv:2"), "{ended:?}");
    assert!(ended.out.contains("is x:1 (Jane Roe, listed)"), "{ended:?}");
    let ended = run(place.path(), "tag a.txt --gazetteer lists --no-default-gazetteers");
    assert!(ended.out.contains("[Orsk Bank | organization/bank] in [Oslo | place]"), "{ended:?}");
    let ended = run(place.path(), "tag a.txt --gazetteer lists/organization/bank.txt --label weapon");
    assert!(ended.out.contains("[Orsk Bank | weapon]"), "{ended:?}");
    let ended = run(place.path(), "extract a.txt --gazetteer lists -q --format csv");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    let entities = std::fs::read_to_string(place.path().join("output/entities.csv")).expect("written");
    assert!(entities.lines().any(|line| line.starts_with("x:1,Jane Roe,")), "{entities}");
}

#[test]
fn a_bad_list_stops_before_any_article_is_read() {
    let place = folder(&LISTS);
    std::fs::write(place.path().join("lists/place.csv"), "name,lat,lon\nOslo,59,10\nKenya,99,1\n").expect("writable");
    for command in ["extract a.txt", "tag a.txt", "explain a.txt", "check", "gazetteer find Oslo"] {
        let ended = run(place.path(), &format!("{command} --gazetteer lists"));
        let words = "newsgraph: lists/place.csv:3: `lat` is \"99\", which is no number from -90 to 90\n";
        assert_eq!((ended.code, ended.out.as_str(), ended.words.as_str()), (2, "", words), "{command}");
    }
    assert!(!place.path().join("output").exists(), "nothing is half-loaded, and nothing written");
}

#[test]
fn find_shows_every_owner_with_its_place() {
    let place = folder(&LISTS);
    let ended = run(place.path(), "gazetteer find georgia");
    assert_eq!((ended.code, ended.words.as_str()), (0, "newsgraph: 2 entries\n"), "{ended:?}");
    for words in ["* Georgia [place/country] Q230\n", "gn:4197000", "needs context", "gazetteers/place/country.csv:"] {
        assert!(ended.out.contains(words), "{words}: {}", ended.out);
    }
    let ended = run(place.path(), "gazetteer find jane-roe --gazetteer lists");
    assert_eq!(
        ended.out,
        "* Jane Roe [person/staff] x:1\n    its name; country KE; prominence 1.00; from 2019\n    lists/person/staff.csv:2\n"
    );
    let ended = run(place.path(), "gazetteer find Ouagadougou --no-default-gazetteers");
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert_eq!(ended.words, "newsgraph: no list has the name \"Ouagadougou\"\n");
}

#[test]
fn find_puts_the_likeliest_first_and_shows_longer_names_for_a_part() {
    let place = folder(&LISTS);
    let ended = run(place.path(), "gazetteer find Jordan");
    assert!(ended.code == 0 && ended.out.starts_with("* Jordan [place/country] Q810\n"), "{ended:?}");
    assert!(ended.out.ends_with("* the word is in the word lists given-name, surname\n"), "{}", ended.out);
    let ended = run(place.path(), "gazetteer find Putin");
    assert!(ended.code == 1 && ended.out.contains("* Vladimir Putin [person"), "{ended:?}");
    assert!(ended.words.contains("no list has the name \"Putin\", but ") && ended.words.contains(" this in it"), "{ended:?}");
    let ended = run(place.path(), "gazetteer find John");
    assert!(ended.words.contains("the 10 likeliest are shown"), "{}", ended.words);
    let ended = run(place.path(), "gazetteer find Qwrtzk");
    assert_eq!((ended.code, ended.words.as_str()), (1, "newsgraph: no list has the name \"Qwrtzk\"\n"));
}

#[test]
fn lint_tells_file_line_and_code() {
    let place = folder(&LISTS);
    assert_eq!(run(place.path(), "gazetteer lint lists").code, 0);
    let ended = run(place.path(), "gazetteer lint lists --corpus a.txt");
    assert_eq!(ended.code, 1, "{ended:?}");
    assert_eq!(ended.out, "lists/person/staff.csv:3: dead: No Body: no text of the corpus has this name\n");
    assert_eq!(ended.words, "newsgraph: 1 finding: 1 dead\n");
    std::fs::write(place.path().join("allow.csv"), "code,list,name,reason\ndead,staff.csv,*,new\n").expect("writable");
    let ended = run(place.path(), "gazetteer lint lists --corpus a.txt --allow allow.csv");
    assert_eq!((ended.code, ended.words.as_str()), (0, "newsgraph: 0 findings; 1 allowed\n"));
    std::fs::write(place.path().join("lists/place.txt"), "Kestrel Group Holdings Oslo\nHoldings Oslo\n=1+1\n").expect("writable");
    let ended = run(place.path(), "gazetteer lint lists");
    assert!(ended.out.starts_with("lists/place.txt:3: broken: the cell \"=1+1\" is a formula"), "{ended:?}");
    let ended = run(place.path(), "gazetteer lint lists --corpus none");
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{ended:?}");
}

#[test]
fn a_name_that_is_always_part_of_a_longer_one_is_told() {
    let place = folder(&[
        ("a.txt", b"Kestrel Group Holdings bought Orsk Bank. Kestrel Group Holdings is rich."),
        ("organization.csv", b"name,id\nKestrel Group,x:1\nKestrel Group Holdings,x:2\nOrsk Bank,x:3\n"),
    ]);
    let ended = run(place.path(), "gazetteer lint organization.csv --corpus a.txt");
    assert!(
        ended.out.contains("organization.csv:2: shadowed: Kestrel Group: wherever it stands (2), it is part of a longer name"),
        "{ended:?}"
    );
}

#[test]
fn diff_tells_what_each_changed_row_gains_and_loses() {
    let place = folder(&LISTS);
    let new = place.path().join("new");
    std::fs::create_dir_all(new.join("person")).expect("a folder");
    std::fs::write(
        new.join("person/staff.csv"),
        "name,id,aliases,country,valid-from\nJane Roe,x:1,J. Roe,KE,2019\nAma Boateng,x:3,,,\n",
    )
    .expect("writable");
    let ended = run(place.path(), "gazetteer diff lists new --corpus a.txt");
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.out.contains("+ new/person/staff.csv:3 Ama Boateng (x:3): 1 gained, 0 lost\n"), "{}", ended.out);
    assert!(ended.out.contains("- lists/organization/bank.txt:2 Orsk Bank"), "{}", ended.out);
    assert!(ended.out.contains("- lists/person/staff.csv:3 No Body (x:2): 0 gained, 0 lost\n"), "{}", ended.out);
    assert!(!ended.out.contains("Jane Roe"), "what is alike is not told: {}", ended.out);
    assert!(ended.words.starts_with("newsgraph: 4 rows differ; in 1 article 1 gained, "), "{}", ended.words);
    let ended = run(place.path(), "gazetteer diff lists lists --corpus a.txt");
    assert_eq!((ended.out.as_str(), ended.words.as_str()), ("", "newsgraph: 0 rows differ; in 1 article 0 gained, 0 lost\n"));
    for (args, words) in [
        ("gazetteer diff lists none --corpus a.txt", "newsgraph: none: no such file"),
        ("gazetteer diff lists new --corpus none.txt", "newsgraph: none.txt: "),
    ] {
        let ended = run(place.path(), args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args}");
        assert!(ended.words.starts_with(words), "{args}: {}", ended.words);
    }
}
