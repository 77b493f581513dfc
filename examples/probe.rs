//! Compiles the resources and says how long it took.
fn main() {
    let t = std::time::Instant::now();
    let r = newsgraph::resources::Resources::compile(&newsgraph::resources::embedded());
    match r {
        Ok(r) => eprintln!("{} words {} entries {:?} trie, {:?}", r.words.len(), r.entries.len(), r.trie.sizes(), t.elapsed()),
        Err(e) => eprintln!("{e}"),
    }
}
