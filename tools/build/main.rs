//! Compiles the lists of gazetteers/ into one array of bytes and lists the files of gazetteers/ and patterns/, for the
//! library to embed. The modules that know lists are the library's own.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs, clippy::pedantic, clippy::print_stdout)] // the library's modules, in part

#[path = "../../src/error.rs"]
mod error;
#[path = "../../src/span.rs"]
mod span;
#[path = "../../src/word.rs"]
mod word;

mod bare;
mod mention;
mod resources;
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    for folder in ["gazetteers", "patterns"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files);
    }
    for source in ["word.rs", "text/compound.rs", "text/cues.rs", "text/numeral.rs", "text/scan.rs", "text/token.rs"] {
        println!("cargo:rerun-if-changed=src/{source}");
    }
    for source in ["lexicon.rs", "list.rs", "lists.rs", "packed.rs", "trie.rs"] {
        println!("cargo:rerun-if-changed=src/resources/{source}");
    }
    println!("cargo:rerun-if-changed=tools/build");
    files.sort();
    let mut code = String::from("/// The resources built in: path and content.\npub const FILES: &[(&str, &str)] = &[\n");
    let mut lists = Vec::new();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        let path = file.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({path:?}, include_str!({:?})),", file.to_string_lossy()).expect("a string grows");
        lists.push((PathBuf::from(path), std::fs::read_to_string(file).expect("resources are UTF-8")));
    }
    code.push_str(
        "];\n/// The lists, compiled.\nconst PACKED: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/lists.bin\"));\n",
    );
    code.push_str("/// The patterns without their examples, which the tests read: what is left of each has its line.\n");
    code.push_str("const BARE: &[(&str, &str)] = &[\n");
    for (path, content) in lists.iter().filter(|(path, _)| path.starts_with("patterns")) {
        writeln!(code, "    ({:?}, {:?}),", path.to_string_lossy(), bare::without_examples(content)).expect("a string grows");
    }
    code.push_str("];\n");
    std::fs::write(out.join("embedded.rs"), code).expect("the build folder is writable");
    let lists: Vec<(PathBuf, &str)> = lists.iter().map(|(path, content)| (path.clone(), content.as_str())).collect();
    let packed = match resources::lists::Lists::compile(&lists, true) {
        Ok(lists) => resources::pack::pack(&lists).expect("lists can be packed"),
        Err(error) => {
            // A fault of a list stops the build with its file and line.
            println!("cargo::error={error}");
            return;
        }
    };
    std::fs::write(out.join("lists.bin"), packed).expect("the build folder is writable");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the resources are beside Cargo.toml") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv" || extension == "toml") {
            files.push(path);
        }
    }
}
