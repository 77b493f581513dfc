//! `why-not`: the first step that failed.

use crate::start::{ended, folder, newsgraph};

/// The step at which `head KIND tail` is lost in a text, the exit code, and all that was said.
fn asked(text: &str, head: &str, kind: &str, tail: &str) -> (String, i32, String) {
    let place = folder(&[("a.txt", text.as_bytes())]);
    let mut command = newsgraph(place.path(), "why-not");
    command.args([head, kind, tail, "a.txt"]);
    let ended = ended(command);
    let step = ended.out.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, step)| step).to_owned();
    (step, ended.code, format!("{}{}", ended.out, ended.words))
}

#[test]
fn each_step_is_told() {
    for (text, head, kind, tail, step) in [
        ("Siemens acquired Motorola.", "Siemens", "ACQUIRED", "Nokia", "not tagged"),
        ("He works at the Bank of Scotland with Siemens.", "Siemens", "ACQUIRED", "Scotland", "outranked by a longer name"),
        ("Siemens acquired Motorola in Berlin.", "Siemens", "ACQUIRED", "Berlin", "wrong label"),
        ("Siemens grew. Motorola shrank.", "Siemens", "ACQUIRED", "Motorola", "never in one sentence"),
        ("Siemens praised Motorola.", "Siemens", "ACQUIRED", "Motorola", "no trigger"),
        ("Siemens bought time; Motorola grew.", "Siemens", "ACQUIRED", "Motorola", "clause break"),
        ("Siemens, like Motorola, bought a house.", "Siemens", "ACQUIRED", "Motorola", "no pattern fits"),
        ("Siemens praised Nokia, which acquired Motorola.", "Siemens", "ACQUIRED", "Motorola", "other ends"),
        ("Motorola acquired Siemens.", "Siemens", "ACQUIRED", "Motorola", "the other way round"),
        ("Siemens has not acquired Motorola.", "Siemens", "ACQUIRED", "Motorola", "negated"),
        ("Siemens may acquire Motorola.", "Siemens", "ACQUIRED", "Motorola", "not as a fact"),
    ] {
        let (found, code, all) = asked(text, head, kind, tail);
        assert_eq!((found.as_str(), code), (step, 0), "{text}: {all}");
    }
}

#[test]
fn what_is_found_is_said_and_told_by_the_exit_code() {
    let (step, code, all) = asked("Siemens acquired Motorola.", "Siemens", "ACQUIRED", "Motorola");
    assert_eq!((step.as_str(), code), ("it is found", 1), "{all}");
    assert!(all.contains("relations/acquired#active at \"acquired\""), "{all}");
    let (_, code, all) = asked("Siemens acquired Motorola.", "Siemens", "BOUGHT", "Motorola");
    assert!(code == 2 && all.contains("there is no kind `BOUGHT`"), "{all}");
}
