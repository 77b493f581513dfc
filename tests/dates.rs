//! Every example in `patterns/dates/` is found as it states, and no counterexample is.

use newsgraph::Document;
use newsgraph::resources::{Resources, embedded};
use newsgraph::tag::dates;
use newsgraph::text::Text;

#[test]
fn examples_are_found_and_counterexamples_are_not() {
    // Names play no part in dates; without them the test is quick.
    let files: Vec<_> = embedded()
        .into_iter()
        .filter(|file| file.path.starts_with("patterns") || file.path.starts_with("gazetteers/lexicon"))
        .collect();
    let resources = Resources::compile(&files).expect("resources that compile");
    let mut text = Text::default();
    let mut faults = Vec::new();
    for example in &resources.dates.examples {
        let mut document = Document::new("example", example.text.as_str());
        document.published = example.anchor;
        resources.cutter().cut(&document, &mut text);
        let all = dates(&resources, &document, &text);
        let found = all.iter().filter(|(.., rule)| *rule == example.rule);
        let fault = match &example.found {
            None => found.map(|(span, ..)| format!("finds {:?}", span.of(&document.text))).next(),
            Some(asked) => {
                let asked_type = asked.timex_type.as_deref().unwrap_or("DATE");
                let fits = found.clone().any(|(span, timex, _)| {
                    let days = timex.interval.map(|interval| {
                        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
                        format!("{}/{}", day(interval.earliest), day(interval.latest))
                    });
                    span.of(&document.text) == asked.span
                        && timex.value == asked.value
                        && timex.timex_type.as_str() == asked_type
                        && timex.modifier == asked.modifier.as_deref()
                        && (asked.days.is_none() || asked.days == days)
                });
                (!fits).then(|| {
                    let all: Vec<_> = all.iter().map(|(span, timex, rule)| (span.of(&document.text), timex, *rule)).collect();
                    format!("finds {all:?}")
                })
            }
        };
        if let Some(fault) = fault {
            faults.push(format!("{}:{}: {}: {:?} {fault}", example.path.display(), example.line, example.rule, example.text));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(resources.dates.rules.len() >= 60, "only {} date rules", resources.dates.rules.len());
}
