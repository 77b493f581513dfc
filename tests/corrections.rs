//! What a user has decided about entities, on every run.

use newsgraph::{Corrections, Document, Extraction, Extractor, Graph};

const TEXT: &str =
    "Maren Lindqvist of Larkfield Security spoke in Oslo. Lindqvist left Kenya, she said. Kenya Airways flew her home.";

fn extractor(rows: &str) -> Extractor {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let corrections = Corrections::parse(rows, &|name| extractor.listed(name)).expect("sound rows");
    extractor.corrected(corrections)
}

/// Each mention with the name and id of what it refers to.
fn told(extractor: &Extractor, text: &str) -> Vec<(String, String, String)> {
    let extraction = extractor.extract(&Document::new("a", text));
    let Extraction { mentions, referents, .. } = &extraction;
    let named = mentions.iter().filter_map(|mention| Some((mention, &referents[mention.referent? as usize])));
    named.map(|(mention, of)| (mention.span.of(text).to_owned(), of.name.to_string(), of.id.to_string())).collect()
}

fn findings(extractor: &Extractor) -> Vec<String> {
    let findings = extractor.corrections().expect("corrections").findings();
    findings.iter().map(|finding| format!("{}: {}", finding.line_number().expect("a line"), finding.message())).collect()
}

#[test]
fn each_action_does_what_it_says() {
    let rows = "action,entity,value\n";
    let found = told(&extractor(&format!("{rows}drop,Kenya,\n")), TEXT);
    assert!(found.iter().all(|(surface, ..)| surface != "Kenya"), "{found:?}");
    let found = told(&extractor(&format!("{rows}rename,maren lindqvist,M. Lindqvist\n")), TEXT);
    assert_eq!(found.iter().filter(|(_, name, _)| name == "M. Lindqvist").count(), 2, "{found:?}");
    let found = told(&extractor(&format!("{rows}merge,Larkfield Security,Q114\n")), TEXT);
    assert!(found.contains(&("Larkfield Security".to_owned(), "Kenya".to_owned(), "Q114".to_owned())), "{found:?}");
    let found = told(&extractor(&format!("{rows}split,Maren Lindqvist,Lindqvist\n")), TEXT);
    let ids: Vec<&String> = found.iter().filter(|(surface, ..)| surface.contains("Lindqvist")).map(|(.., id)| id).collect();
    assert!(ids.len() == 2 && ids[0] != ids[1], "{found:?}");
    let found = told(&extractor(&format!("{rows}pin,Lindqvist,x:1\n")), TEXT);
    assert!(found.iter().any(|(surface, _, id)| surface == "Lindqvist" && id == "x:1"), "{found:?}");
    let labelled = extractor(&format!("{rows}label,Larkfield Security,organization/company\n"));
    let extraction = labelled.extract(&Document::new("a", TEXT));
    assert!(
        extraction.referents.iter().any(|one| &*one.name == "Larkfield Security" && one.label.as_str() == "organization/company")
    );
}

#[test]
fn a_row_for_one_article_leaves_the_others() {
    let extractor = extractor("action,entity,value,document,note\ndrop,Kenya,,b,only there\n");
    assert!(told(&extractor, TEXT).iter().any(|(surface, ..)| surface == "Kenya"));
    let extraction = extractor.extract(&Document::new("b", TEXT));
    assert!(extraction.mentions.iter().all(|mention| mention.span.of(TEXT) != "Kenya"));
}

#[test]
fn what_is_never_to_be_merged_is_kept_apart_and_told() {
    let extractor = extractor("action,entity,value\nnever-merge,Kudipay,Naira Express\n");
    let found = told(&extractor, "Kudipay, formerly known as Naira Express, raised money.");
    assert!(found.len() == 2 && found[0].2 != found[1].2, "{found:?}");
    assert_eq!((&*found[0].1, &*found[1].1), ("Kudipay", "Naira Express"));
    let findings = findings(&extractor);
    assert!(findings.len() == 1 && findings[0].contains("a former name of it"), "{findings:?}");
}

#[test]
fn corrections_stay_when_more_articles_come_and_conflicts_are_told() {
    let extractor = extractor("action,entity,value\nmerge,Norway,Kenya\nrename,Nobody At All,Somebody\n");
    let mut graph = Graph::default();
    for (id, text) in [("a", TEXT), ("b", "Norway and Sweden met."), ("c", "Norway won.")] {
        let document = Document::new(id, text);
        graph.add(&document, &extractor.extract(&document));
    }
    let entities = graph.entities();
    assert!(entities.iter().all(|entity| &*entity.name != "Norway"));
    let kenya = entities.iter().find(|entity| entity.id.as_str() == "Q114").expect("Kenya");
    assert!(kenya.aliases.contains_key("Norway") && kenya.former.iter().any(|id| id.as_str() == "Q20"), "{kenya:?}");
    let findings = findings(&extractor);
    assert!(
        findings.iter().any(|finding| finding.contains("2: merged, though the lists know") && finding.contains("2 articles")),
        "{findings:?}"
    );
    assert!(findings.iter().any(|finding| finding.contains("3: nothing is called `Nobody At All`")), "{findings:?}");
}

#[test]
fn faults_of_the_file_are_told_with_their_line() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    for (rows, message) in [
        ("name,value\nx,y\n", "1: the first line must name the columns"),
        ("action,entity,wert\n", "1: unknown column `wert`"),
        ("action,entity,value\njoin,a,b\n", "2: unknown action `join`"),
        ("action,entity,value\nmerge,a,\n", "2: `merge` needs a value"),
        ("action,entity,value\ndrop,a,b\n", "2: `drop` takes no value"),
        ("action,entity,value\ndrop,,\n", "2: `drop` needs an entity"),
        ("action,entity,value\nlabel,a,No Label\n", "2: \"No Label\" is no label"),
        ("action,entity,value\nnever-merge,a,b\nmerge,B,A\n", "3: `merge` of what line 2 says is never to be merged"),
    ] {
        let error = Corrections::parse(rows, &|name| extractor.listed(name)).expect_err(rows);
        let error = format!("{}: {}", error.line_number().expect("a line"), error.message());
        assert!(error.contains(message), "{rows:?}: {error}");
    }
}

#[test]
fn likely_merges_are_suggested_with_their_reason() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let texts = [
        "Maren Lindqvist said so in Oslo on Monday. Maren Lindqvist left.",
        "Maren Astrid Lindqvist said so on Tuesday.",
        "Mr. Lindqvist said so on Friday.",
        "Austria and Australia met. Niger left Nigeria.",
    ];
    let documents: Vec<Document> = texts.iter().enumerate().map(|(id, text)| Document::new(&id.to_string(), *text)).collect();
    let suggestions = extractor.graph(&documents).suggestions();
    let reasons: Vec<&str> = suggestions.iter().map(|suggestion| &*suggestion.reason).collect();
    assert!(reasons.iter().any(|reason| reason.ends_with("a middle name more or less")), "{reasons:?}");
    assert!(!reasons.iter().any(|reason| reason.contains("Austria") || reason.contains("Niger")), "{reasons:?}");
}
