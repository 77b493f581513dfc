//! Lists of the user's own: how they lie over ours, what they may be written in, and what is wrong with bad ones.

use std::fs;
use std::path::Path;

use newsgraph::resources::lint::{Allowed, Code, Lint};
use newsgraph::resources::{Choice, Entry, OwnList, Resources, embedded};
use newsgraph::text::Text;
use newsgraph::{Date, Document, Extractor, tag};
use tempfile::TempDir;

/// A folder with these lists.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }
    folder
}

/// The choice of the lists of a folder beside ours.
fn choice(folder: &TempDir) -> Choice {
    Choice { own: OwnList::read(folder.path(), None).expect("lists"), ..Choice::default() }
}

fn resources(files: &[(&str, &str)]) -> Resources {
    Resources::of(&choice(&folder(files))).expect("the lists compile")
}

fn told(entries: &[&Entry]) -> Vec<String> {
    entries.iter().map(|entry| format!("{} {} {}", entry.id, entry.label, entry.name)).collect()
}

#[test]
fn a_users_name_takes_the_place_of_ours() {
    let resources = resources(&[("organization/client.csv", "name,id,aliases\nGeorgia,x:1,Oslo Kestrels\n")]);
    assert_eq!(told(&resources.named("Georgia")), ["x:1 organization/client Georgia"]);
    assert_eq!(told(&resources.named("oslo  KESTRELS")), ["x:1 organization/client Georgia"]);
    assert_eq!(told(&resources.named("Kenya")), ["Q114 place/country Kenya"], "the others stay");
}

#[test]
fn a_name_in_doubt_stands_beside_ours() {
    for flag in ["context", "ambiguous"] {
        let list = format!("name,id,flags\nKenya,x:1,{flag}\n");
        let resources = resources(&[("organization/client.csv", &list)]);
        assert_eq!(told(&resources.named("Kenya")), ["Q114 place/country Kenya", "x:1 organization/client Kenya"], "{flag}");
    }
}

#[test]
fn a_row_with_an_id_of_ours_mends_that_entry() {
    let resources = resources(&[("place/our.csv", "name,id,label,lat,lon\nRepublic of Kenya,Q114,place/partner,1.5,38\n")]);
    for name in ["Kenya", "Republic of Kenya"] {
        let found = resources.named(name);
        assert_eq!(told(&found), ["Q114 place/partner Republic of Kenya"], "{name}");
        let facts = found[0].facts.as_deref().expect("facts");
        assert_eq!((facts.country.as_deref(), facts.coordinates), (Some("KE"), Some((1.5, 38.0))), "{name}");
    }
}

#[test]
fn the_users_list_says_what_a_name_is() {
    let resources =
        resources(&[("organization/brand.txt", "Jane Roe\n"), ("weapon.tsv", "name\taliases\nKestrel Kite\tK-9 Kite\n")]);
    let extractor = Extractor::of(resources);
    let document = Document::new("a", "Buyers like Jane Roe. They flew a K-9 Kite over Oslo.");
    let found: Vec<String> = extractor
        .extract(&document)
        .mentions
        .iter()
        .map(|mention| format!("{} {}", mention.span.of(&document.text), mention.label))
        .collect();
    assert_eq!(found, ["Jane Roe organization/brand", "K-9 Kite weapon", "Oslo place/city"]);
}

#[test]
fn names_are_found_where_no_script_parts_words() {
    let list =
        "name,id,aliases\n習近平,x:1,习近平\n金正恩,x:2,\nジョー バイデン,x:3,\nสมชาย,x:4,\nПётр Иванов,x:5,\nمحمد صلاح,x:6,\n";
    let resources = resources(&[("person.csv", list), ("place.txt", "平壤\n東京\nกรุงเทพ\n서울\n")]);
    for (text, wanted) in [
        ("習近平在平壤與金正恩會面。", vec!["習近平", "平壤", "金正恩"]),
        ("习近平抵达東京。", vec!["习近平", "東京"]),
        ("สมชายเดินทางไปกรุงเทพเมื่อวานนี้", vec!["สมชาย", "กรุงเทพ"]),
        ("Президент Пётр Иванов прибыл.", vec!["Пётр Иванов"]),
        ("وصل محمد صلاح اليوم", vec!["محمد صلاح"]),
        ("그는 서울 출신이다.", vec!["서울"]),
    ] {
        let document = Document::new("a", text);
        let mut cut = Text::default();
        resources.cutter().cut(&document, &mut cut);
        let listed = tag::listed(&resources, &document, &cut);
        let names = listed
            .iter()
            .map(|&(first, end, _)| &text[cut.tokens[first as usize].start as usize..cut.tokens[end as usize - 1].end as usize]);
        assert_eq!(names.collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn many_names_are_frozen_and_found() {
    // More than ours: the whole tree is put in order anew.
    let names: Vec<String> = (0..150_000).map(|number| format!("Orsk{number} Kestrel{}", number % 977)).collect();
    let names = names.join("\n");
    let resources = resources(&[("person.txt", &names)]);
    for number in [0, 1, 977, 149_999] {
        let name = format!("Orsk{number} Kestrel{}", number % 977);
        let found = resources.named(&name);
        assert_eq!(found.iter().map(|entry| &*entry.name).collect::<Vec<_>>(), [name.as_str()]);
    }
    assert_eq!(told(&resources.named("Kenya")), ["Q114 place/country Kenya"]);
    assert!(resources.named("Orsk1 Kestrel2").is_empty());
}

#[test]
fn bounds_and_parents_are_kept() {
    let list = "name,id,valid-from,valid-until,parent\nJane Roe,x:1,2019-05,2024,x:2\nAma Boateng,x:3,,,\n";
    let resources = resources(&[("person.csv", list)]);
    let found = resources.named("Jane Roe");
    let bounds = found[0].bounds.as_deref().expect("bounds");
    assert_eq!((bounds.from, bounds.until), (Date::parse("2019-05"), Date::parse("2024")));
    assert_eq!(bounds.parent.as_ref().map(newsgraph::EntityId::as_str), Some("x:2"));
    assert_eq!(resources.named("Ama Boateng")[0].bounds, None);
}

#[test]
fn without_our_names_the_word_lists_stay() {
    let (built_in, compiled) = (
        Resources::of(&Choice { names: false, ..Choice::default() }).expect("built in"),
        Resources::of(&Choice { names: false, files: Some(embedded()), ..Choice::default() }).expect("compiled"),
    );
    assert_eq!((built_in.entries.len(), built_in.lists.len()), (0, 0));
    assert_eq!(built_in.words.len(), compiled.words.len());
    assert_eq!(built_in.info.len(), compiled.info.len());
    assert!(built_in.named("Kenya").is_empty());
    assert!(built_in.info.iter().zip(&compiled.info).all(|(a, b)| (a.classes, a.given, a.root) == (b.classes, b.given, b.root)));
}

#[test]
fn lists_over_compiled_ones_are_as_lists_over_text() {
    let files = folder(&[("person.txt", "Jane Roe\nKofi Annan\n"), ("place/x.csv", "name,id\nKestrel Bay,Q114\n")]);
    let over_packed = Resources::of(&choice(&files)).expect("over the packed lists");
    let over_text = Resources::of(&Choice { files: Some(embedded()), ..choice(&files) }).expect("over the text");
    assert_eq!(over_packed.trie.sizes(), over_text.trie.sizes());
    assert_eq!(over_packed.first_own, over_text.first_own);
    for name in ["Jane Roe", "Kofi Annan", "Kenya", "Kestrel Bay"] {
        assert_eq!(told(&over_packed.named(name)), told(&over_text.named(name)), "{name}");
    }
}

/// The error of a list of the user's own, and that nothing is made of it.
fn fault(name: &str, content: &[u8], label: Option<&str>) -> (Option<u64>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("files can be written");
    let error = OwnList::read(&path, label)
        .and_then(|own| Resources::of(&Choice { own, ..Choice::default() }).map(drop))
        .expect_err(&format!("{name}: {:?}", String::from_utf8_lossy(&content[..content.len().min(80)])));
    assert_eq!(error.path(), Some(path.as_path()), "{error}");
    (error.line_number(), error.message().to_owned())
}

#[test]
fn bad_lists_are_told_with_file_and_line() {
    let huge = format!("name\nOslo\n{}\n", "x".repeat(10 << 20));
    let open = format!("name,id\nOslo,1\n\"Kenya{}", "\nx,1".repeat(50_000));
    let cases: [(&str, &[u8], u64, &str); 25] = [
        ("place.csv", b"id,country\nQ1,NO\n", 1, "no column `name`"),
        ("place.csv", b"", 1, "no column `name`"),
        ("place.csv", b"Oslo\nKenya\n", 1, "unknown column `Oslo`"),
        ("place.csv", b"name,name\nOslo,Oslo\n", 1, "stands twice"),
        ("place.csv", b"name,colour\nOslo,red\n", 1, "unknown column `colour`"),
        ("place.csv", b"name;id\nOslo;1\n", 1, "unknown column `name;id`"),
        ("place.csv", b"name,lat,lon\nOslo,59.9,10.7\nKenya,91,38\n", 3, "no number from -90 to 90"),
        ("place.csv", b"name,lat,lon\nOslo,\"59,9\",10.7\n", 2, "no number from -90 to 90"),
        ("place.csv", b"name,lat,lon\nOslo,NaN,10.7\n", 2, "no number from -90 to 90"),
        ("place.csv", b"name,flags\nOslo,\nKenya,ambigous\n", 3, "unknown option `ambigous`"),
        ("place.csv", b"#: colour = \"red\"\nname\nOslo\n", 1, "bad option line"),
        ("place.csv", b"name,valid-from,valid-until\nOslo,2024,2019\n", 2, "lies before"),
        ("place.csv", b"name,valid-from\nOslo,May 2019\n", 2, "no date; write it as 2023"),
        ("place.csv", huge.as_bytes(), 3, "a cell of 10485760 bytes"),
        ("place.csv", open.as_bytes(), 3, "a row of this list"),
        ("place.csv", b"name\nOslo\nM\xfcnchen\n", 3, "is not UTF-8"),
        ("place.csv", b"\xff\xfen\0a\0m\0e\0\n\0", 1, "is not UTF-8"),
        ("place.csv", "name\nOslo\nM\u{fffd}nchen\n".as_bytes(), 3, "a letter was lost"),
        ("place.csv", b"name,id\nOslo,1\n=HYPERLINK(\"x\"),2\n", 3, "is a formula"),
        ("place.csv", b"name\n+cmd|' /C calc'!A0\n", 2, "is a formula"),
        ("place.csv", b"name\n@SUM(1+1)\n", 2, "is a formula"),
        ("place.csv", b"name\n...\n", 2, "has no letters"),
        ("place.txt", b"Oslo\n=1+1\n", 2, "is a formula"),
        ("place.jsonl", b"{\"label\":\"GPE\",\"pattern\":\"Oslo\"}\n{\"label\":\"GPE\"}\n", 2, "missing field `pattern`"),
        ("staff.csv", b"name\nJane Roe\n", 2, "nothing says what this is"),
    ];
    for (name, content, line, message) in cases {
        let (at, told) = fault(name, content, None);
        let shown = String::from_utf8_lossy(&content[..content.len().min(60)]).into_owned();
        assert!(at == Some(line) && told.contains(message), "{shown:?}: line {at:?}: {}", &told[..told.len().min(300)]);
    }
}

#[test]
fn a_list_may_be_too_much() {
    // Two words of one hash, made for this test.
    let (at, told) = fault("place.csv", b"name\nVegabovoadaaaaea\nVotifebiuzjazlzd\n", None);
    assert!(at == Some(3) && told.contains("cannot be told from another word"), "{at:?}: {told}");
    let labels: Vec<String> = (0..400).map(|number| format!("Oslo,l{number}\n")).collect();
    let labels = labels.concat();
    let (at, told) = fault("place.csv", format!("name,label\n{labels}").as_bytes(), None);
    assert!(at.is_some_and(|line| line > 200) && told.contains("is one label too many"), "{at:?}: {told}");
}

#[cfg(unix)]
#[test]
fn a_folder_within_itself_is_told() {
    let place = folder(&[("lists/place.txt", "Kestrel Bay\n")]);
    let lists = place.path().join("lists");
    std::os::unix::fs::symlink(&lists, lists.join("again")).expect("a link");
    let error = OwnList::read(&lists, None).expect_err("a ring");
    assert!(error.to_string().ends_with("again: cannot be walked"), "{error}");
}

#[test]
fn what_is_no_list_is_told() {
    let place = folder(&[("empty/README.md", "x"), ("list.docx", "x")]);
    for (name, message) in
        [("empty", "holds no list"), ("list.docx", "is no list: its name ends in"), ("none.csv", "no such file")]
    {
        let error = OwnList::read(&place.path().join(name), None).expect_err(name);
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = OwnList::read(place.path(), Some("lexicon/role")).expect_err("no label");
    assert!(error.to_string().contains("word lists"), "{error}");
}

#[test]
fn good_lists_are_read_in_every_form() {
    let resources = resources(&[
        ("bom.csv", "\u{feff}name,label\n+972 Magazine,organization/media\n@stake,organization\n"),
        ("staff.tsv", "name\tlabel\nJane Roe\tperson\n"),
        ("place/sites.txt", "# ours\nKestrel Bay\n"),
        ("ruler.jsonl", "{\"label\":\"PERSON\",\"pattern\":[{\"LOWER\":\"ama\"},{\"LOWER\":\"boateng\"}],\"id\":\"ama\"}\n"),
        (".hidden.csv", "no list"),
        ("notes.md", "no list"),
    ]);
    let found = ["+972 Magazine", "@stake", "Jane Roe", "Kestrel Bay", "Ama Boateng"]
        .map(|name| resources.named(name).last().map(|entry| entry.label.to_string()).unwrap_or_default());
    assert_eq!(found, ["organization/media", "organization", "person", "place/sites", "person"]);
}

/// What lint finds in a list beside ours: lines and codes.
fn linted(name: &str, content: &str) -> Vec<(u64, Code)> {
    let lint = Lint::of(choice(&folder(&[(name, content)]))).expect("ours compile");
    lint.findings().iter().map(|finding| (finding.line, finding.code)).collect()
}

#[test]
fn each_doubt_has_its_code() {
    for (name, content, wanted) in [
        ("person.csv", "name\nJane Roe\nJANE ROE\n", vec![(3, Code::Duplicate)]),
        ("person.csv", "name,aliases\nJane Roe,J. Roe|Jane Roe\n", vec![(2, Code::Duplicate)]),
        ("person.csv", "name,id,aliases\nJane Roe,x:1,J. Roe\nJohn Roe,x:2,J. Roe\n", vec![(3, Code::TwoOwners)]),
        ("person.csv", "name,id,aliases,flags\nJane Roe,x:1,J. Roe,\nJohn Roe,x:2,J. Roe,ambiguous\n", vec![]),
        ("person.csv", "name\nKofi Annan\n", vec![(2, Code::TwoOwners)]),
        ("organization.csv", "name\nKenya\n", vec![(2, Code::LabelClash)]),
        ("organization.csv", "name,flags\nKenya,ambiguous\n", vec![]),
        ("organization.csv", "name\nLantern\n", vec![(2, Code::CommonWord)]),
        ("organization.csv", "name,flags\nLantern,context\n", vec![]),
        ("person.csv", "name\nKwesi\nJennifer\n", vec![(2, Code::GivenName), (3, Code::GivenName)]),
        ("place.csv", "name\nKestrel\u{200b} Bay\n", vec![(2, Code::Control)]),
        ("place.csv", "name\nK\u{435}strel Bay\n", vec![(2, Code::Confusable)]),
        ("place.csv", "name\nK\u{c3}\u{bc}strel Bay\n", vec![(2, Code::Confusable)]),
        ("organization.csv", "name,id\nOrsk Bank,x:1\nOrsk Bank Ltd,x:2\n", vec![(2, Code::Shadowed)]),
        (
            "place.csv",
            "name,id,parent\nA Bay,x:1,x:2\nB Bay,x:2,x:1\nC Bay,x:3,x:1\n",
            vec![(2, Code::ParentCycle), (3, Code::ParentCycle)],
        ),
        ("place.csv", "name,lat,lon\nKestrel Bay,99,1\n", vec![(2, Code::Broken)]),
        ("staff.csv", "name\nJane Roe\n", vec![(2, Code::Broken)]),
        ("place.csv", "name\nKestrel Bay\n", vec![]),
    ] {
        assert_eq!(linted(name, content), wanted, "{name}: {content}");
    }
}

#[test]
fn codes_have_names_and_meanings() {
    for &(code, name, meaning) in Code::ALL {
        assert_eq!((code.as_str(), Code::from_name(name)), (name, Some(code)));
        assert!(!meaning.is_empty(), "{name}");
    }
    assert_eq!(Code::from_name("loud"), None);
}

#[test]
fn what_is_allowed_is_left_out_and_what_allows_nothing_is_told() {
    let place = folder(&[
        ("lists/organization.csv", "name\nKenya\nLantern\n"),
        ("allow.csv", "code,list,name,reason\nlabel-clash,organization.csv,Kenya,a club\ncommon-word,place.csv,*,big ones\n"),
    ]);
    let own = OwnList::read(&place.path().join("lists"), None).expect("lists");
    let mut findings = Lint::of(Choice { own, ..Choice::default() }).expect("ours compile").findings();
    let allowed = Allowed::read(&place.path().join("allow.csv")).expect("the list");
    assert_eq!(allowed.filter(&mut findings), 1);
    let told: Vec<(u64, Code)> = findings.iter().map(|finding| (finding.line, finding.code)).collect();
    assert_eq!(told, [(3, Code::CommonWord), (3, Code::AllowsNothing)]);
    for (bad, line, message) in [
        ("code,list,name\nx,y,z\n", 2, "missing field `reason`"),
        ("code,list,name,reason\nloud,*,*,x\n", 2, "`loud` is no code"),
        ("code,list,name,reason\ncommon-word,*,*, \n", 2, "may not be empty"),
        ("code,list,name,reason\ncommon-word,*\n", 2, "not a row of this list"),
    ] {
        let path = place.path().join("bad.csv");
        fs::write(&path, bad).expect("writable");
        let error = Allowed::read(&path).expect_err(bad);
        assert!(error.line_number() == Some(line) && error.message().contains(message), "{bad}: {error}");
    }
    assert!(Allowed::read(Path::new("none.csv")).is_err());
}
