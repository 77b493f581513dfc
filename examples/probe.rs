//! Reads JSON Lines of id, date, text; writes them tagged.
use newsgraph::*;
use std::io::{BufRead, Write};
fn main() {
    let t = std::time::Instant::now();
    let e = match Extractor::new() {
        Ok(e) => e,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    eprintln!(
        "{} words {} entries {:?} trie, {:?}",
        e.resources().words.len(),
        e.resources().entries.len(),
        e.resources().trie.sizes(),
        t.elapsed()
    );
    let docs: Vec<Document> = std::io::stdin()
        .lock()
        .lines()
        .map(|l| {
            let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
            let mut d = Document::new(v["id"].as_str().unwrap(), v["text"].as_str().unwrap());
            d.published = v["date"].as_str().and_then(Date::parse);
            d
        })
        .collect();
    let mode = std::env::args().nth(1).unwrap_or_default();
    let mut w = e.worker();
    if mode == "speed" {
        for _ in 0..3 {
            let t = std::time::Instant::now();
            let mut text = newsgraph::text::Text::default();
            let mut n = 0;
            for d in &docs {
                e.resources().cutter().cut(d, &mut text);
                n += text.sentences.len();
            }
            eprintln!("cut {n} sentences {:?}", t.elapsed());
            let t = std::time::Instant::now();
            let (mut m, mut r) = (0, 0);
            for d in &docs {
                let x = w.extract(d);
                m += x.mentions.len();
                r += x.relations.len();
            }
            eprintln!("extract {m} mentions {r} relations {:?}", t.elapsed());
            let t = std::time::Instant::now();
            let g = e.graph(&docs);
            eprintln!("graph {:?} {:?}", g.sizes(), t.elapsed());
        }
        return;
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for d in &docs {
        let x = w.extract(d);
        let mut cp = CodePoints::new(&d.text);
        if mode == "show" {
            for (i, s) in x.sentences.iter().enumerate() {
                writeln!(out, "[{:?}] {}", x.tells_the_story[i], s.of(&d.text).replace('\n', " ")).unwrap();
                for m in x.mentions.iter().filter(|m| m.sentence == i as u32) {
                    writeln!(
                        out,
                        "    {} {:?} {:.2} {} {:?} role={:?}",
                        m.span.of(&d.text),
                        m.label,
                        m.score,
                        e.describe(m.found_by),
                        m.referent.map(|r| x.referents[r as usize].id.to_string()),
                        m.role.map(|r| r.of(&d.text))
                    )
                    .unwrap();
                }
                for r in x.relations.iter().filter(|r| r.sentence == i as u32) {
                    writeln!(
                        out,
                        "    >> {} -{}-> {} {:?} {:?} {} said by {:?} {:?}",
                        x.mentions[r.head as usize].span.of(&d.text),
                        r.kind.name,
                        x.mentions[r.tail as usize].span.of(&d.text),
                        r.polarity,
                        r.modality,
                        r.found_by,
                        r.attributed_to.map(|m| x.mentions[m as usize].span.of(&d.text)),
                        r.when
                    )
                    .unwrap();
                }
            }
            continue;
        }
        let ms: Vec<_> = x.mentions.iter().map(|m| { let ty = match m.label.base().as_str() { "person" => "PERSON", "organization" => "ORG", "place" => "PLACE", "date" => "DATE", _ => "OTHER" };
            serde_json::json!({"start": cp.at(m.span.start), "end": cp.at(m.span.end), "type": ty, "source_type": m.label.as_str(), "entity": m.referent.map(|r| x.referents[r as usize].id.to_string())}) }).collect();
        let rs: Vec<_> = x
            .relations
            .iter()
            .map(|r| serde_json::json!({"head": r.head, "tail": r.tail, "type": r.kind.name.as_str()}))
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": d.id.as_str(), "text": d.text, "mentions": ms, "relations": rs})).unwrap();
    }
}
