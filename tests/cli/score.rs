//! `score`: what it shows, and gold that is wrong.

use serde_json::Value;

use crate::start::{ended, folder, newsgraph, run};

/// Two sentences; of the second the gold wants what nobody would find.
const GOLD: &str = "\
{\"id\": \"a\", \"text\": \"Kenya warns Norway.\", \"mentions\": [{\"start\": 0, \"end\": 5, \"type\": \"PLACE\", \"source_type\": \"GPE\"}, \
{\"start\": 12, \"end\": 18, \"type\": \"PLACE\", \"source_type\": \"GPE\"}]}
{\"id\": \"b\", \"text\": \"All was quiet in Oslo.\", \"mentions\": [{\"start\": 8, \"end\": 13, \"type\": \"PERSON\"}, \
{\"start\": 17, \"end\": 21, \"type\": \"ORG\"}]}
";

#[test]
fn the_sheet_fits_79_columns_and_tells_each_label() {
    let place = folder(&[("gold.jsonl", GOLD.as_bytes())]);
    let ended = run(place.path(), "score gold.jsonl --titles --by-label --errors 5");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    for line in ended.out.lines() {
        assert!(line.chars().count() <= 79 && line.trim_end() == line, "{line:?}");
    }
    for words in [
        "2 texts, in percent; no titles\n",
        "\nPLACE        66.67  100.00   80.00     66.67  100.00   80.00        2        3\n",
        "\nPERSON        0.00    0.00    0.00      0.00    0.00    0.00        1        0\n",
        "\nF1 of all, same words: 57.14\n",
        "\nGPE                                 PLACE       100.00        2        2\n",
        "\nmissed: 1 time, cost 1 (33 % of all)\n     1  quiet PERSON\n          All was [quiet] in Oslo.\n          gold.jsonl:2 (b)\n",
        "\nwrong label: 1 time, cost 2 (67 % of all)\n     1  Oslo ORG, found as PLACE\n          All was quiet in [Oslo].\n",
    ] {
        assert!(ended.out.contains(words), "{words}\nis not in\n{}", ended.out);
    }
    let place = |words: &str| ended.out.find(words).expect("it is told");
    assert!(place("wrong label") < place("missed"), "the costliest comes first");
}

#[test]
fn programs_get_one_object() {
    let place = folder(&[("gold.jsonl", GOLD.as_bytes())]);
    let ended = run(place.path(), "score gold.jsonl --format json --errors 1 --by-label --types PLACE,ORG");
    assert_eq!((ended.code, ended.out.lines().count()), (0, 1), "{}", ended.words);
    let scores: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!((&scores["docs"], &scores["types"]), (&2.into(), &serde_json::json!(["PLACE", "ORG"])));
    assert_eq!(scores["entities"]["strict"]["PLACE"]["f1"], 0.8);
    assert_eq!(
        scores["labels"]["gold"][1],
        serde_json::json!({"label": "GPE", "type": "PLACE", "right": 2, "all": 2, "share": 1.0})
    );
    assert_eq!(scores["errors"][0]["cause"], "wrong-label");
    assert_eq!((&scores["errors"][0]["example"]["document"], &scores["errors"][0]["example"]["line"]), (&"b".into(), &2.into()));
}

#[test]
fn gold_may_come_as_a_stream_or_packed() {
    let place = folder(&[]);
    let mut command = newsgraph(place.path(), "score -");
    command.write_stdin(format!("\u{feff}{GOLD}"));
    let stream = ended(command);
    assert_eq!((stream.code, stream.words.as_str()), (0, ""));
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packer, GOLD.as_bytes()).expect("memory takes it");
    std::fs::write(place.path().join("gold.jsonl.gz"), packer.finish().expect("memory takes it")).expect("writable");
    assert_eq!(run(place.path(), "score gold.jsonl.gz").out, stream.out);
}

#[test]
fn what_is_not_in_both_files_is_told() {
    let line =
        "{\"id\": \"a\", \"mentions\": [{\"start\": 0, \"end\": 5, \"type\": \"PLACE\"}]}\n{\"id\": \"z\", \"mentions\": []}\n";
    let place = folder(&[("gold.jsonl", GOLD.as_bytes()), ("found.jsonl", line.as_bytes())]);
    let ended = run(place.path(), "score gold.jsonl --predicted found.jsonl --clusters --relations labelled");
    assert_eq!(ended.code, 1);
    for words in [
        "newsgraph: 1 text of the gold not in --predicted: counted as nothing found\n",
        "newsgraph: 1 text of --predicted not in the gold: left out\n",
        "newsgraph: the gold has no relations: all that are found count as wrong\n",
        "newsgraph: the gold does not say who is who, so there are no clusters to score\n",
    ] {
        assert!(ended.words.contains(words), "{}", ended.words);
    }
    assert!(ended.out.contains("\nPLACE       100.00   50.00   66.67"), "{}", ended.out);
}

#[test]
fn texts_without_ids_are_told_by_their_words() {
    let found =
        "{\"id\": \"own-1\", \"text\": \"Oslo slept.\\n\", \"mentions\": [{\"start\": 0, \"end\": 4, \"type\": \"PLACE\"}]}";
    let place = folder(&[("b/a.txt", b"Oslo slept.\n"), ("b/a.ann", b"T1\tLOC 0 4\tOslo\n"), ("found.jsonl", found.as_bytes())]);
    let ended = run(place.path(), "score b --predicted found.jsonl");
    assert_eq!((ended.code, ended.words.as_str()), (0, ""));
    assert!(ended.out.contains("F1 of all, same words: 100.00"), "{}", ended.out);
}

#[test]
fn dates_are_read_against_the_date_given() {
    let line = "{\"id\": 1, \"date\": null, \"text\": \"It closed yesterday.\", \
                \"mentions\": [{\"start\": 10, \"end\": 19, \"type\": \"DATE\", \"value\": \"2023-08-06\"}]}";
    let place = folder(&[("gold.jsonl", line.as_bytes())]);
    let accuracy = |args: &str| run(place.path(), args).out.contains("100.00 % have the same value");
    assert!(accuracy("score gold.jsonl --date 2023-08-07") && !accuracy("score gold.jsonl"));
}

#[test]
fn wrong_gold_ends_with_2_its_file_its_line_and_the_way_out() {
    let line = |fields: &str| format!("{{\"id\": \"a\", \"text\": \"Visby.\", {fields}}}");
    let marked = |mark: &str| line(&format!("\"mentions\": [{{{mark}}}]"));
    let sound = marked("\"start\": 0, \"end\": 5, \"type\": \"PLACE\"");
    let files: [(&str, String); 25] = [
        ("cut.jsonl", format!("{sound}\n{{\"id\": \"b\"")),
        ("bare.jsonl", line("\"date\": null")),
        ("silent.jsonl", "{\"id\": \"a\", \"mentions\": []}".to_owned()),
        ("far.jsonl", marked("\"start\": 0, \"end\": 99, \"type\": \"PLACE\"")),
        ("void.jsonl", marked("\"start\": 3, \"end\": 3, \"type\": \"PLACE\"")),
        ("odd.jsonl", format!("\n{}", marked("\"start\": 0, \"end\": 5, \"type\": \"Vessel\""))),
        ("ends.jsonl", line("\"mentions\": [], \"relations\": [{\"head\": 0, \"tail\": 1, \"type\": \"x\"}]")),
        ("when.jsonl", line("\"date\": \"May\", \"mentions\": []")),
        ("twice.jsonl", format!("{sound}\n{sound}")),
        ("none.jsonl", "\n".to_owned()),
        ("words.txt", "Visby.".to_owned()),
        ("words.ann", "T1\tLOC 0 5\tVisby\nT2\tLOC 1 3\tVi".to_owned()),
        ("form.txt", "Visby.".to_owned()),
        ("form.ann", "T1\tLOC 0\tVisby".to_owned()),
        ("lost.txt", "Visby.".to_owned()),
        ("lost.ann", "T1\tLOC 0 5\tVisby\nR1\tIn Arg1:T1 Arg2:T7".to_owned()),
        ("what.txt", "Visby.".to_owned()),
        ("what.ann", "Visby is a town".to_owned()),
        ("few.conll", "Visby B-LOC\nslept".to_owned()),
        ("tag.conll", "Visby NN\n".to_owned()),
        ("mute.conll", "\tB-LOC\n".to_owned()),
        ("head.tsv", "Visby\tB-LOC".to_owned()),
        ("layer.tsv", "#FORMAT=WebAnno TSV 3.2\n#T_CH=x.Link|a|b\n\n#Text=Visby\n1-1\t0-5\tVisby\t_\t_\t".to_owned()),
        ("short.tsv", "#FORMAT=WebAnno TSV 3.2\n#T_SP=x.NamedEntity|value\n\n#Text=Visby\n1-1\t0-5\tVisby".to_owned()),
        ("off.tsv", "#FORMAT=WebAnno TSV 3.2\n#T_SP=x.NamedEntity|value\n\n#Text=Visby\n1-1\t0-4\tVisby\tLOC\t".to_owned()),
    ];
    let mut place = Vec::from([("latin.jsonl", b"{}\n\xff".as_slice()), ("empty/x.docx", b"x"), ("map.json", b"{\n\"A\": 1}")]);
    place.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    let place = folder(&place);
    std::fs::write(place.path().join("sound.jsonl"), &sound).expect("writable");
    std::fs::write(place.path().join("other.jsonl"), sound.replace("Visby.", "Visby!")).expect("writable");
    for (args, message) in [
        ("cut.jsonl", "cut.jsonl:2: not valid JSON: EOF while parsing"),
        ("bare.jsonl", "bare.jsonl:1: not a line of gold: missing field `mentions` in column"),
        ("bare.jsonl", "it has the form {\"id\", \"text\", \"mentions\": [{\"start\", \"end\", \"type\"}]}"),
        ("silent.jsonl", "silent.jsonl:1: no `text`: the gold holds the text that it marks"),
        ("far.jsonl", "far.jsonl:1: the span 0..99 does not lie in its text of 6 characters: offsets count Unicode code points"),
        ("void.jsonl", "void.jsonl:1: the span 3..3 is empty: its end is not behind its start"),
        ("odd.jsonl", "odd.jsonl:2: the label `Vessel` is unknown: say what it counts as with --labels Vessel=OTHER"),
        ("ends.jsonl", "ends.jsonl:1: a relation names mention 0, but there are 0: they count from 0"),
        ("when.jsonl", "when.jsonl:1: `date` May: no date; write it as 2023-08-07"),
        ("twice.jsonl", "twice.jsonl:2: the id `a` is taken already, in twice.jsonl:1: each text needs its own"),
        ("none.jsonl", "no text in the gold: nothing to score"),
        ("latin.jsonl", "latin.jsonl:2: not UTF-8: convert it"),
        ("missing.jsonl", "missing.jsonl: no such file or folder"),
        ("missing", "missing: no such file or folder"),
        ("empty", "empty: no gold in this folder: no file ends in .jsonl, .ndjson, .ann,"),
        ("words.txt", "words.ann:2: the text has `is` at 1..3, not `Vi`: the two files do not belong together"),
        ("form.ann", "form.ann:1: no mark of brat: it is an id, a tab, a label with its offsets"),
        ("lost.ann", "lost.ann:2: names `T7`, which no T or E line defines"),
        ("what.ann", "what.ann:1: no line of brat: one begins with T, R, E, A, M, N, * or #"),
        ("few.conll", "few.conll:2: too few columns: each line has a word and, last, its tag (O, B-PER, I-PER)"),
        ("tag.conll", "tag.conll:1: `NN` is no tag: the last column holds O, or B- or I- with a label"),
        ("mute.conll", "mute.conll:1: no word in its first column"),
        ("head.tsv", "head.tsv:1: no WebAnno TSV 3: its first line is not #FORMAT=WebAnno TSV 3.x; export it anew"),
        ("layer.tsv", "layer.tsv: no layer `NamedEntity`"),
        (
            "short.tsv",
            "short.tsv:5: no token of WebAnno: it has its number, offsets (0-4), words, and the columns of the layers in the head: 1\n",
        ),
        ("off.tsv", "off.tsv:5: the text has `Visb` at 0..4, not `Visby`: offsets count UTF-16 units of the whole text"),
        ("sound.jsonl --predicted cut.jsonl", "cut.jsonl:2: not valid JSON"),
        ("sound.jsonl --predicted twice.jsonl", "twice.jsonl:2: the id `a` is taken already, in line 1: each text comes once"),
        ("sound.jsonl --predicted other.jsonl", "other.jsonl:1: its text is not that of the gold under this id"),
        ("sound.jsonl --labels Vessel", "--labels Vessel: write what a label counts as after `=`: Vessel=OTHER"),
        ("sound.jsonl --labels Vessel=SHIP", "--labels Vessel=SHIP: `SHIP` is none of PERSON, ORG, PLACE, DATE, OTHER and NONE"),
        ("sound.jsonl --date May", "--date May: no date; write it as 2023-08-07"),
        (
            "sound.jsonl --relations labelled --relation-map map.json",
            "map.json:2: not a map of relations: it is a JSON object such as",
        ),
        ("sound.jsonl --relation-map map.json", "--relations <MODE>"),
        ("sound.jsonl --types CITY", "PERSON, ORG, PLACE, DATE, OTHER"),
        ("sound.jsonl --gold-format xml", "jsonl, brat, conll, webanno"),
        ("- --predicted -", "standard input (`-`) can be read once: name it once"),
    ] {
        let args = format!("score {args}");
        let ended = run(place.path(), &args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args}: {}", ended.words);
        assert!(ended.words.contains(message), "{args}: {}\nhas no\n{message}", ended.words);
    }
    // A label may be mapped or left out instead.
    assert_eq!(run(place.path(), "score odd.jsonl --labels Vessel=PLACE").code, 0);
    assert_eq!(run(place.path(), "score odd.jsonl --labels Vessel=NONE").code, 0);
}

#[test]
fn brat_needs_both_files() {
    let place = folder(&[("a.ann", b"T1\tLOC 0 5\tVisby"), ("b.txt", b"Visby.")]);
    for (args, message) in [
        ("score a.ann", "newsgraph: a.ann: brat keeps marks and text side by side, and a.txt is not here: put it there\n"),
        ("score .", "newsgraph: ./a.ann: brat keeps marks and text side by side, and a.txt is not here: put it there\n"),
        (
            "score b.txt --gold-format brat",
            "newsgraph: b.txt: brat keeps marks and text side by side, and b.ann is not here: put it there\n",
        ),
        (
            "score b.txt",
            "newsgraph: b.txt: its name tells no format of gold: name it with --gold-format (jsonl, brat, conll, webanno)\n",
        ),
    ] {
        let ended = run(place.path(), args);
        assert_eq!((ended.code, ended.words.as_str()), (2, message), "{args}");
    }
}
