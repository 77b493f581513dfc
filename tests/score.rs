//! `score` counts as the scorer of the bench does, digit by digit, and reads gold in every format.
//!
//! `tests/score/expected.json` holds what `../shared/bench/score.py` says of `gold.jsonl` and `found.jsonl` beside it, mode by
//! mode; where that script and Python are there, it is asked again, and about corpora of the bench too.
//! `NEWSGRAPH_BLESS=1 cargo test --test score` writes the file anew.

#![allow(clippy::print_stdout)] // what is skipped is said

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use newsgraph::score::{Base, GOLD_FORMATS, Gold, GoldFormat, GoldOptions, LabelMap, Mark, read_gold};
use proptest::prelude::*;
use serde_json::Value;

/// Every mode that the two have in common. The map is beside the gold.
const MODES: [&str; 22] = [
    "",
    "--relaxed",
    "--titles",
    "--names",
    "--titles --names",
    "--timex",
    "--timex --types DATE",
    "--ignore-other",
    "--ignore-other --titles",
    "--cover-only",
    "--types OTHER,PERSON",
    "--types PLACE",
    "--clusters",
    "--clusters --names",
    "--clusters --cover-only",
    "--relations labelled",
    "--relations labelled --titles --relation-map map.json",
    "--relations labelled --relaxed --relation-map map.json",
    "--relations unlabelled --relation-map map.json",
    "--relations unlabelled --relaxed --titles",
    "--relations labelled --names",
    "--relations labelled --timex --clusters",
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What a program writes as JSON; it must end well or, if `partly` is allowed, with 1.
fn json(command: &mut Command, partly: bool) -> Value {
    let output = command.output().expect("it starts");
    let words = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(code == Some(0) || (partly && code == Some(1)), "{command:?}: {code:?}: {words}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}: {words}"))
}

fn newsgraph(folder: &Path, gold: &Path, found: &Path, mode: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.current_dir(folder).args(["score", "--format", "json", "--predicted"]).args([found, gold]);
    json(command.args(mode.split_whitespace()), true)
}

/// The scorer of the bench, or why it cannot be asked.
fn bench() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    if !folder.join("score.py").exists() {
        return Err("../shared/bench/score.py is not here".to_owned());
    }
    match Command::new("python3").arg("--version").output() {
        Ok(output) if output.status.success() => Ok(folder),
        _ => Err("python3 is not here".to_owned()),
    }
}

fn scorer(bench: &Path, folder: &Path, gold: &Path, found: &Path, mode: &str) -> Value {
    let mut command = Command::new("python3");
    command.current_dir(folder).arg(bench.join("score.py")).args([gold, found]).arg("--json");
    json(command.args(mode.split_whitespace()), false)
}

#[test]
fn numbers_are_those_of_the_scorer_of_the_bench() {
    let folder = tests().join("score");
    let (gold, found) = (Path::new("gold.jsonl"), Path::new("found.jsonl"));
    let file = folder.join("expected.json");
    match bench() {
        Ok(bench) => {
            let said: BTreeMap<&str, Value> =
                MODES.iter().map(|mode| (*mode, scorer(&bench, &folder, gold, found, mode))).collect();
            let written: String = said.iter().map(|(mode, scores)| format!("{mode:?}: {scores}")).collect::<Vec<_>>().join(",\n");
            let written = format!("{{\n{written}\n}}\n");
            if std::env::var_os("NEWSGRAPH_BLESS").is_some() {
                std::fs::write(&file, &written).expect("writable");
            }
            let kept: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("there")).expect("JSON");
            assert_eq!(kept, serde_json::from_str::<Value>(&written).expect("JSON"), "expected.json is not what score.py says");
        }
        Err(why) => println!("skipped: asking score.py anew: {why}"),
    }
    let kept: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(&file).expect("there")).expect("an object");
    assert_eq!(kept.len(), MODES.len());
    for mode in MODES {
        assert_eq!(newsgraph(&folder, gold, found, mode), kept[mode], "{mode}");
    }
}

#[test]
fn numbers_agree_on_corpora_of_the_bench() {
    let bench = match bench() {
        Ok(bench) => bench,
        Err(why) => return println!("skipped: corpora of the bench: {why}"),
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (corpus, modes) in [
        ("conll04/dev", &["--titles", "--ignore-other", "--relations labelled --relation-map MAP", "--relations unlabelled"][..]),
        ("meantime/dev", &["--titles --names", "--timex", "--clusters"][..]),
    ] {
        let gold = bench.join("corpora").join(format!("{corpus}.jsonl"));
        if !gold.exists() {
            println!("skipped: {corpus}: {} is not here", gold.display());
            continue;
        }
        let found = folder.path().join("found.jsonl");
        let mut tag = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        let output = tag.arg("tag").arg(&gold).args(["--format", "jsonl"]).output().expect("it starts");
        std::fs::write(&found, output.stdout).expect("writable");
        for mode in modes {
            let mode = mode.replace("MAP", &tests().join("mappings/conll04.json").display().to_string());
            let said = scorer(&bench, folder.path(), &gold, &found, &mode);
            assert_eq!(newsgraph(folder.path(), &gold, &found, &mode), said, "{corpus} {mode}");
            let mut own = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
            own.arg("score").arg(&gold).args(mode.split_whitespace()).args(["--format", "json"]);
            assert_eq!(json(&mut own, false), said, "{corpus} {mode}: what it finds is what `tag` writes");
        }
    }
}

fn options() -> GoldOptions {
    let labels = LabelMap::new(["Buying=NONE"]).expect("sound");
    GoldOptions { labels, ..GoldOptions::default() }
}

fn read(name: &str) -> Gold {
    let path = tests().join("score/formats").join(name);
    let mut golds = read_gold(&[path], &options()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(golds.len(), 1, "{name}");
    golds.remove(0)
}

/// Label, words and, where told, value and entity of each mark.
fn shown(gold: &Gold) -> Vec<String> {
    let entities: Vec<Option<&String>> = gold.marks.mentions.iter().map(|mark| mark.entity.as_ref()).collect();
    let shown = |mark: &Mark| {
        let same = entities.iter().position(|entity| entity.is_some() && *entity == mark.entity.as_ref());
        let value = mark.value.as_deref().map_or_else(String::new, |value| format!(" = {value}"));
        let entity = same.map_or_else(String::new, |first| format!(" #{first}"));
        format!("{} {} {}{value}{entity}", mark.base.as_str(), mark.label, mark.span.of(&gold.document.text))
    };
    gold.marks.mentions.iter().map(shown).collect()
}

fn related(gold: &Gold) -> Vec<String> {
    let words = |end: u32| gold.marks.mentions[end as usize].span.of(&gold.document.text);
    gold.marks.relations.iter().map(|link| format!("{} {} {}", words(link.head), link.kind, words(link.tail))).collect()
}

#[test]
fn every_format_gives_the_same_marks() {
    let (brat, webanno, conll) = (read("story.ann"), read("story.tsv"), read("story.conll"));
    let text = std::fs::read_to_string(tests().join("score/formats/story.txt")).expect("there");
    assert_eq!(brat.document.text, text);
    // What stands behind the last token is in neither of the others; words of columns are put together as usual.
    assert_eq!([&webanno.document.text, &conll.document.text], [text.trim_end(); 2]);
    let marks = [
        "PERSON Person Ilse Varga",
        "ORG Company Nordholm Steel",
        "PLACE GPE Malmö",
        "ORG Company Nordholm",
        "ORG Company Vantaa Foundry",
        "DATE Date 3 March 2021",
    ];
    let with = |extras: [&str; 6]| marks.iter().zip(extras).map(|(mark, extra)| format!("{mark}{extra}")).collect::<Vec<_>>();
    assert_eq!(shown(&brat), with(["", " #1", " #2", " #1", "", " = 2021-03-03"]));
    assert_eq!(shown(&webanno), with(["", " #1", " #2", " #1", "", ""]));
    let bases = |gold: &Gold| gold.marks.mentions.iter().map(|mark| (mark.base, mark.span)).collect::<Vec<_>>();
    assert_eq!(bases(&conll), bases(&brat));
    let relations = ["Ilse Varga Leads Nordholm Steel", "Nordholm Acquired Vantaa Foundry"];
    assert_eq!((related(&brat), related(&webanno)), (relations.map(str::to_owned).into(), relations.map(str::to_owned).into()));
    assert!(!brat.has_own_id && brat.document.id.as_str().ends_with("formats/story.ann"), "{}", brat.document.id);
}

#[test]
fn folders_and_streams_of_gold_are_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    let formats = tests().join("score/formats");
    for (from, to) in
        [("story.ann", "b/one.ann"), ("story.txt", "b/one.txt"), ("story.conll", "a/two.conll"), ("story.tsv", "c.tsv")]
    {
        std::fs::create_dir_all(path(to).parent().expect("a folder")).expect("folders can be made");
        std::fs::copy(formats.join(from), path(to)).expect("copied");
    }
    std::fs::write(path("README.md"), "About the folder.").expect("writable");
    let golds = read_gold(&[folder.path().to_owned()], &options()).expect("sound");
    let names: Vec<String> =
        golds.iter().map(|gold| gold.path.strip_prefix(folder.path()).expect("below").display().to_string()).collect();
    assert_eq!(names, ["a/two.conll", "b/one.ann", "c.tsv"]);
    // The text may be named instead of its annotation, and a format may be said where no suffix tells.
    let text = read_gold(&[path("b/one.txt")], &options()).expect("sound");
    assert_eq!(text[0].marks, golds[1].marks);
    std::fs::copy(path("a/two.conll"), path("train.txt")).expect("copied");
    let columns = GoldOptions { format: GoldFormat::from_name("conll"), ..options() };
    assert_eq!(read_gold(&[path("train.txt")], &columns).expect("sound")[0].marks, golds[0].marks);
}

#[test]
fn several_texts_of_a_file_of_columns_are_told_apart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("two.iob");
    std::fs::write(&file, "-DOCSTART- O\n\nOslo I-LOC\n\n-DOCSTART- O\n\n# sent_id = 1\nVisby\tB-GPE\nLind\tU-PER\n")
        .expect("writable");
    let golds = read_gold(&[file], &GoldOptions::default()).expect("sound");
    let ids: Vec<&str> = golds.iter().map(|gold| gold.document.id.as_str().rsplit('/').next().expect("a name")).collect();
    assert_eq!(ids, ["two.iob#1", "two.iob#2"]);
    assert_eq!(golds.iter().map(|gold| gold.line).collect::<Vec<_>>(), [Some(1), Some(5)]);
    assert_eq!(shown(&golds[1]), ["PLACE GPE Visby", "PERSON PER Lind"]);
}

#[test]
fn a_layer_of_webanno_can_be_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("own.tsv");
    let head = "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Pos|PosValue\n#T_SP=webanno.custom.Who|kind\n\n\n";
    let lines =
        "#Text=Oslo \\\\ [x]\n1-1\t3-7\tOslo\tNN\tGPE[1]|Quay\\_side\t\n1-2\t8-9\t\\\\\tX\t_\t\n1-3\t10-13\t[x]\tX\t_\t\n";
    std::fs::write(&file, format!("{head}{lines}")).expect("writable");
    let labels = LabelMap::new(["Quay_side=other"]).expect("sound");
    let options = GoldOptions { layer: Some("Who".to_owned()), labels, ..GoldOptions::default() };
    let golds = read_gold(std::slice::from_ref(&file), &options).expect("sound");
    assert_eq!(golds[0].document.text, "\n  Oslo \\ [x]", "offsets stay those of the file");
    assert_eq!(shown(&golds[0]), ["PLACE GPE Oslo", "OTHER Quay_side Oslo"]);
    let error = read_gold(&[file], &GoldOptions::default()).expect_err("two layers, none of named entities");
    assert!(error.message().ends_with("--layer: webanno.custom.Pos, webanno.custom.Who"), "{error}");
}

#[test]
fn every_format_has_a_name_and_bases_have_one_each() {
    for format in GOLD_FORMATS {
        assert!(std::ptr::eq(GoldFormat::from_name(format.name).expect("it is in the table"), *format));
    }
    for base in Base::ALL {
        assert_eq!(Base::from_name(base.as_str()), Some(base));
    }
}

proptest! {
    /// Whatever a file holds, it is read or refused with its name; nothing panics.
    #[test]
    fn no_file_is_too_odd(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "T1\t", "ORG 0 4", "\tOslo", "R1\tIn Arg1:T1 Arg2:T1", "*\tEquiv T1 T1", "E1\tX:T1", "\n", "\n\n", "\t", " ", "|", "_", "\\",
                "#FORMAT=WebAnno TSV 3.2\n", "#T_SP=NamedEntity|value\n", "#T_RL=R|a|BT_NamedEntity\n", "#Text=Osl\u{f6} \u{1f600}\n",
                "1-1\t0-4\tOsl\u{f6}\t", "PER[1]|LOC", "1-1[0_1]", "1-1\t18446744073709551615-1", "-DOCSTART-\n", "B-PER", "I-LOC\n", "O\n",
                "Osl\u{f6}", "\"", "{\"id\": 1, \"text\": \"Osl\u{f6}\", \"mentions\": [", "{\"start\": 1, \"end\": 4, \"type\": \"ORG\"}", "]}",
                "]", "[", "\u{feff}",
            ]),
            0..24,
        ),
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = pieces.concat();
        std::fs::write(folder.path().join("odd.txt"), "Osl\u{f6}.").expect("writable");
        for name in ["odd.jsonl", "odd.ann", "odd.conll", "odd.tsv"] {
            let path = folder.path().join(name);
            std::fs::write(&path, &content).expect("writable");
            match read_gold(std::slice::from_ref(&path), &GoldOptions::default()) {
                Ok(golds) => for mark in golds.iter().flat_map(|gold| gold.marks.mentions.iter().map(move |mark| (gold, mark))) {
                    prop_assert!(!mark.1.span.of(&mark.0.document.text).is_empty());
                },
                Err(error) => prop_assert!(error.path() == Some(&path) || error.message().starts_with("no text in the gold"), "{error}"),
            }
        }
    }
}
