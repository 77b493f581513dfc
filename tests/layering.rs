//! Law 1 of the house: nouns import nouns; a verb's folder names no other verb; only those that join them name them
//! all; the command line sees the public library alone.

use std::path::{Path, PathBuf};

const VERBS: [&str; 8] = ["ingest", "text", "tag", "resolve", "relate", "export", "score", "store"];
/// Files and folders of `src/` that join the verbs; all others there are nouns.
const JOINERS: [&str; 7] = ["lib.rs", "main.rs", "extractor.rs", "check.rs", "check", "run.rs", "run"];
/// What only those that join the verbs, and the command line, may name.
const APART: [&str; 7] = ["resources", "extractor", "Extractor", "Worker", "cli", "run", "check"];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The modules of the crate that a file names by `crate::` or `newsgraph::`.
fn named(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for start in ["crate::", "newsgraph::"] {
            for (at, _) in line.match_indices(start) {
                let rest = &line[at + start.len()..];
                let listed = rest.strip_prefix('{').map(|list| list.split('}').next().unwrap_or(list));
                let heads = listed.unwrap_or(rest).split(',').map(str::trim);
                for head in if listed.is_some() { heads.collect::<Vec<_>>() } else { heads.take(1).collect() } {
                    let end = head.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(head.len());
                    modules.push(head[..end].to_owned());
                }
            }
        }
    }
    modules
}

#[test]
fn each_room_names_only_what_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the source was found");
    let mut faults = Vec::new();
    for file in files {
        let below = file.strip_prefix(&root).expect("below src").to_path_buf();
        let room = below.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
        let code = std::fs::read_to_string(&file).expect("utf-8");
        for module in named(&code) {
            let is_verb = VERBS.contains(&module.as_str());
            let forbidden = match room.as_str() {
                _ if JOINERS.contains(&room.as_str()) => false,
                "cli" => false,
                // Resources are cut into words as texts are, and rules are compiled for the verb that runs them.
                "resources" => is_verb && module != "text",
                // It judges what was found, whoever found it: neither the rules nor what joins the verbs is anything to it.
                "score" | "store" => is_verb && module != room || APART.contains(&module.as_str()),
                verb if VERBS.contains(&verb) => {
                    let cut_up = module == "text" && ["tag", "resolve", "relate"].contains(&verb);
                    is_verb && module != verb && !cut_up
                }
                _noun => is_verb || APART.contains(&module.as_str()),
            };
            if forbidden {
                faults.push(format!("src/{} names `{module}`", below.display()));
            }
        }
        if room == "cli"
            && code
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains("crate::") && !line.contains("crate::cli"))
        {
            faults.push(format!("src/{} names the library by crate:: and not by its public face", below.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reader_of_names_reads() {
    assert_eq!(
        named("use crate::{tag, text::Token};\nlet a = crate::resolve::x();\n// crate::export"),
        ["tag", "text", "resolve"]
    );
}
