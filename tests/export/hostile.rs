//! Names that break tables, and what comes back of them.

use std::collections::BTreeMap;

use newsgraph::export::{Csv, Exporter, Gephi, Neo4j};
use newsgraph::{Graph, Kind, Symbol};

use crate::golden::one_line;
use crate::rules::{self, Read};
use crate::world::{ALLY_OF, HACKED, STATED, Story};

const LEADS: Kind = Kind::plain(Symbol::of("LEADS"));

fn names() -> Vec<String> {
    let names = [
        "plain",
        "a \"quoted\" name",
        "\"",
        "ends in \\",
        "\\",
        "C:\\new\\table",
        "semi;colon",
        "pipe|line",
        "tab\there",
        "line\nbreak",
        "carriage\r\nreturn",
        "nul\0nul",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@sum",
        "1984",
        "2024-05-10",
        "true",
        "<[2020, 2021]>",
        "(1999, deal)",
        "🕊️ peace 🇺🇳",
        "\u{202e}مرحبا\u{200f}",
        "İSTANBUL",
        "ſharp ß",
        "'apostrophe",
        "comma, comma",
        " blank ends ",
        "two  blanks",
        "\u{feff}bom",
        "\u{a0}nbsp\u{a0}",
        "\u{2028}separator\u{85}",
        "\u{1b}[31mred",
        "<b>&amp;",
        "${jndi:x}",
        "`tick`",
        "NULL",
        "null",
        "NaN",
        "'; DROP TABLE",
        "\u{fffe}",
        "e\u{301}\u{301}\u{301}",
        "",
    ];
    names.iter().map(|&name| name.to_owned()).chain(["x".repeat(10_000)]).collect()
}

/// One article that names all of them, with edges side by side and an edge back to its start.
pub(crate) fn story() -> Story {
    let names = names();
    let sentence = names.join(" hacked ");
    let mut story = Story::new("doc, \"1\" \\", &[&sentence]).published("2023-08-07", "a \\").published("2024", "Tom\t& \"Co\"");
    for (i, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        story = story.names(name, &format!("n:{i}"), "person/3d; \"artist\"", name);
    }
    let mut nameless = story.extraction.referents[0].clone();
    nameless.id = newsgraph::EntityId::new("n:nameless");
    nameless.name = "".into();
    let mut upper = nameless.clone();
    upper.id = newsgraph::EntityId::new("N:NAMELESS");
    let number = story.extraction.referents.len() as u32;
    story.extraction.referents.extend([nameless, upper]);
    let last = story.extraction.mentions.len() - 2;
    story.extraction.mentions[last].referent = Some(number);
    story.extraction.mentions[last + 1].referent = Some(number + 1);
    story
        .claims(HACKED, 0, 1, "hacked", STATED)
        .claims(LEADS, 0, 1, "hacked", STATED)
        .claims(ALLY_OF, 1, 0, "hacked", STATED)
        .claims(HACKED, 1, 0, "hacked", STATED)
        .claims(HACKED, 2, 2, "hacked", STATED)
        .claims(Kind::plain(Symbol::of("odd `kind`")), 3, 4, "hacked", STATED)
        // A word of Cypher's own.
        .claims(Kind::plain(Symbol::of("WHERE")), 5, 6, "hacked", STATED)
}

pub(crate) fn graph() -> Graph {
    crate::world::graph(&[story()])
}

fn expected() -> BTreeMap<String, String> {
    let graph = graph();
    graph.entities().into_iter().map(|entity| (entity.id.as_str().to_owned(), one_line(&entity.name))).collect()
}

fn read_back(table: &Read, id: &str, name: &str) -> BTreeMap<String, String> {
    let pairs = table.column(id).into_iter().zip(table.column(name));
    pairs.map(|(id, name)| (id.to_owned(), name.to_owned())).collect()
}

#[test]
fn hostile_names_come_back_as_they_went() {
    let cases: [(&dyn Exporter, &str, &str, &str, bool); 3] = [
        (&Csv, "entities.csv", "id", "name", false),
        (&Neo4j, "neo4j/nodes.csv", "entityId:ID(Entity)", "name", false),
        (&Gephi, "gephi/nodes.csv", "Id", "Label", true),
    ];
    for (exporter, file, id, name, backslash) in cases {
        let folder = crate::exported(exporter, &graph());
        let table = rules::read_file(&folder.path().join(file), backslash);
        assert_eq!(read_back(&table, id, name), expected(), "{file}");
    }
}

#[test]
fn edges_side_by_side_and_back_to_their_start_are_kept() {
    let cases: [(&dyn Exporter, &str, bool); 3] =
        [(&Csv, "relations.csv", false), (&Neo4j, "neo4j/relationships.csv", false), (&Gephi, "gephi/edges.csv", true)];
    for (exporter, file, backslash) in cases {
        let folder = crate::exported(exporter, &graph());
        assert_eq!(rules::read_file(&folder.path().join(file), backslash).rows.len(), 7, "{file}");
    }
    let (entities, _, pairs) = graph().sizes();
    let folder = crate::exported(&Csv, &graph());
    assert_eq!(rules::read_file(&folder.path().join("entities.csv"), false).rows.len(), entities);
    assert_eq!(rules::read_file(&folder.path().join("co_mentions.csv"), false).rows.len(), pairs);
}

#[test]
fn aliases_leave_the_name_out_and_part_at_bars_alone() {
    let story = Story::new("d", &["Kim | Kim\nJong Un | Kim Jong Un | K|J | K|J | Kim | K|J"])
        .names("Kim", "Q56226", "person", "Kim Jong Un")
        .names("Kim\nJong Un", "Q56226", "person", "Kim Jong Un")
        .names("Kim Jong Un", "Q56226", "person", "Kim Jong Un")
        .names("K|J", "Q56226", "person", "Kim Jong Un")
        .names("K|J", "Q56226", "person", "Kim Jong Un")
        .names("Kim", "Q56226", "person", "Kim Jong Un")
        .names("K|J", "Q56226", "person", "Kim Jong Un");
    let folder = crate::exported(&Csv, &crate::world::graph(&[story]));
    let entities = rules::read_file(&folder.path().join("entities.csv"), false);
    assert_eq!(entities.column("aliases"), ["K/J|Kim"]);
    assert_eq!(entities.column("wikidata_id"), ["Q56226"]);
    assert_eq!(entities.column("geonames_id"), [""]);
}
