//! Runs the examples of the resources.
fn main() {
    let e = match newsgraph::Extractor::new() {
        Ok(e) => e,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    let r = e.check();
    for f in &r.findings {
        println!("{}:{}: {}", f.path.display(), f.line, f.message);
    }
    println!("{} examples, {} wrong", r.examples, r.findings.len());
}
