//! Every example in `patterns/dates/` is found as it states, and no counterexample is.

use std::sync::LazyLock;

use newsgraph::date_examples;
use newsgraph::resources::{DateOptions, NumericOrder, Resources, embedded};
use newsgraph::tag::dates;
use newsgraph::text::Text;
use newsgraph::{Date, Document};
use proptest::prelude::*;

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| with(DateOptions::default()));

/// Names play no part in dates; without them the tests are quick.
fn with(options: DateOptions) -> Resources {
    let files: Vec<_> = embedded()
        .into_iter()
        .filter(|file| file.path.starts_with("patterns") || file.path.starts_with("gazetteers/lexicon"))
        .collect();
    let mut resources = Resources::compile(&files).expect("resources that compile");
    resources.dates.options = options;
    resources
}

/// What is found in a text published on that day: words, value, days.
fn found(resources: &Resources, text: &str, published: Option<&str>) -> Vec<(String, String, String)> {
    let mut document = Document::new("text", text);
    document.published = published.and_then(Date::parse);
    let mut cut = Text::default();
    resources.cutter().cut(&document, &mut cut);
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    dates(resources, &document, &cut)
        .into_iter()
        .map(|(span, timex, _)| {
            let days = timex.interval.map_or_else(String::new, |days| format!("{}/{}", day(days.earliest), day(days.latest)));
            (span.of(&document.text).to_owned(), timex.value, days)
        })
        .collect()
}

/// The values found in a text of 7 August 2023, a Monday.
fn values(text: &str) -> Vec<String> {
    found(&RESOURCES, text, Some("2023-08-07")).into_iter().map(|(_, value, _)| value).collect()
}

#[test]
fn examples_are_found_and_counterexamples_are_not() {
    let resources = &*RESOURCES;
    let report = date_examples(resources);
    let faults: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{}:{}: {}", finding.path.display(), finding.line, finding.message))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(resources.dates.rules.len() >= 60, "only {} date rules", resources.dates.rules.len());
}

#[test]
fn what_looks_like_a_date_is_none() {
    for text in [
        "They march to the square.",
        "The March on Rome was short.",
        "He lives in March, Cambridgeshire.",
        "You may go, and he may 3 times refuse.",
        "Theresa May spoke. Mrs. May left. May said no.",
        "The 2022-built tanker sank.",
        "Version 2010 of the program, 2.0.2021, is out.",
        "They won 3-5, then 21:19.",
        "It cost $1991, then 1999 rupees.",
        "Call 555-2010 or 202-555-0143 or 2009-05.",
        "Section 1991 applies, as does Article 2012.",
        "Shares of May Day Parade Ltd. rose.",
        "The Sunday Times wrote of Super Tuesday.",
        "He was in his 30s, she in her late 40s.",
        "The May Day Parade Ltd. report, a Sunday Mirror scoop, and the October Revolution Prize.",
        "April Jones met June Carter and August Wilson.",
        "On CBS's '60 Minutes' and ABC's This Week he said no; so did USA Today.",
        "They live at 1945 Main Street, PO Box 2001.",
        "The Peugeot 2008, the Boeing 737-800 and Windows 2000 sold well.",
        "A 9-11 record, a 1-2 loss, a 24-7 win, a time of 1:45.",
        "Release 10.1.2020.4 and version 1.2.2020 failed at 10.20.30.",
        "Spring forward, fall back, and may the winter end.",
        "It paid $2,014 for 2020 shares, or 1,999 euros.",
        "They led in the first half. The quarter final was lost.",
        "He lent her a hand and march on they did.",
        "A quarter of them fell from second place.",
        "Some 2000 people came, 1990 of them early.",
        "The Good Friday Agreement held.",
        "They sat in the sun.",
    ] {
        let found = found(&RESOURCES, text, Some("2023-08-07"));
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}

#[test]
fn both_ends_of_a_range_are_found() {
    assert_eq!(values("It grew from late 2021 to May 2022."), ["2021", "2022-05"]);
    assert_eq!(values("It ran between 3 and 5 June."), ["2023-06-03", "2023-06-05"]);
    assert_eq!(values("The war of 2009-2010 ended."), ["2009", "2010"]);
    assert_eq!(values("The war of 1914-18 ended."), ["1914", "1918"]);
    assert_eq!(values("They met on June 3-5, 2020."), ["2020-06-03", "2020-06-05"]);
    assert_eq!(values("It fell for at least five months last year."), ["P5M", "2022"]);
}

#[test]
fn what_bounds_each_other_has_the_same_days() {
    let days =
        |text: &str| -> Vec<String> { found(&RESOURCES, text, Some("2023-08-07")).into_iter().map(|(.., days)| days).collect() };
    let twice = |days: &str| [days.to_owned(), days.to_owned()];
    assert_eq!(days("It grew from late 2021 to May 2022."), twice("2021-10-01/2022-05-31"));
    assert_eq!(days("It ran between 3 and 5 June."), twice("2023-06-03/2023-06-05"));
    assert_eq!(days("The war of 2009-2010 ended."), twice("2009-01-01/2010-12-31"));
    assert_eq!(days("The war of 1914-18 ended."), twice("1914-01-01/1918-12-31"));
    assert_eq!(days("He led it from 2019 until now."), twice("2019-01-01/2023-08-07"));
    assert_eq!(days("It fell for at least five months last year."), twice("2022-01-01/2022-12-31"));
    assert_eq!(days("It fell in the first nine months of 2021."), twice("2021-01-01/2021-12-31"));
    assert_eq!(days("It fell in May and June 2020.")[0], "2020-05-01/2020-05-31");
}

#[test]
fn ages_are_kept_apart_from_lengths() {
    let types = |text: &str| -> Vec<(String, &'static str)> {
        let document = Document::new("text", text);
        let mut cut = Text::default();
        RESOURCES.cutter().cut(&document, &mut cut);
        dates(&RESOURCES, &document, &cut).into_iter().map(|(_, timex, _)| (timex.value, timex.timex_type.as_str())).collect()
    };
    let age = |value: &str| (value.to_owned(), "AGE");
    assert_eq!(
        types("The 45-year-old, a girl aged 12 and a man of 70 years of age met."),
        [age("P45Y"), age("P12Y"), age("P70Y")]
    );
    assert_eq!(types("She is 42 years old."), [age("P42Y")]);
}

#[test]
fn movable_feasts_are_of_their_year() {
    assert_eq!(values("Passover 2020, Eid al-Fitr 2019, Diwali 2021."), ["2020-04-09", "2019-06-04", "2021-11-04"]);
    assert_eq!(values("Easter 2022, Rosh Hashanah 2024, Lunar New Year 2021."), ["2022-04-17", "2024-10-03", "2021-02-12"]);
    assert_eq!(values("Ramadan 2022 ended; Eid al-Adha 2022 came."), ["2022-04-02", "2022-07-09"]);
}

#[test]
fn the_clause_chooses_past_or_future() {
    assert_eq!(values("It reported Tuesday. It will meet on Tuesday."), ["2023-08-01", "2023-08-08"]);
    assert_eq!(values("They agreed in June. They will meet in June."), ["2023-06", "2024-06"]);
    assert_eq!(values("It is to open Friday. It had been due to open Friday."), ["2023-08-11", "2023-08-04"]);
}

#[test]
fn what_the_text_named_is_counted_from() {
    assert_eq!(
        values("It fell on May 3, 2020. The following day it rose. That year it closed."),
        ["2020-05-03", "2020-05-04", "2020"]
    );
    assert_eq!(values("It fell in May 2020. Two months later it rose."), ["2020-05", "2020-07"]);
}

#[test]
fn without_an_anchor_the_unknown_stays_unknown() {
    let values = |text: &str| -> Vec<String> { found(&RESOURCES, text, None).into_iter().map(|(_, value, _)| value).collect() };
    assert_eq!(values("It fell yesterday, in May, on Monday and last year."), ["XXXX-XX-XX", "XXXX-05", "XXXX-WXX-1", "XXXX"]);
    // A date that stands for itself in front dates the article.
    assert_eq!(values("Ferry sinks\nMay 3, 2020\nA ferry sank yesterday."), ["2020-05-03", "2020-05-02"]);
    assert_eq!(values("He was born on May 3, 1950. It fell yesterday."), ["1950-05-03", "XXXX-XX-XX"]);
}

#[test]
fn numeric_dates_follow_option_and_document() {
    let read = |numeric: NumericOrder, text: &str| {
        let resources = with(DateOptions { numeric, southern: false });
        found(&resources, text, Some("2023-08-07")).into_iter().map(|(_, value, _)| value).next()
    };
    let (plain, told) = ("Filed 03/04/2023 in court.", "Filed 03/04/2023, heard 27/08/2023.");
    assert_eq!(read(NumericOrder::Detect, plain).as_deref(), Some("2023-03-04"));
    assert_eq!(read(NumericOrder::Detect, told).as_deref(), Some("2023-04-03"));
    assert_eq!(read(NumericOrder::Detect, "Filed 03/04/2023, heard 27.08.2023.").as_deref(), Some("2023-04-03"));
    assert_eq!(read(NumericOrder::DayFirst, plain).as_deref(), Some("2023-04-03"));
    assert_eq!(read(NumericOrder::MonthFirst, told).as_deref(), Some("2023-03-04"));
}

#[test]
fn seasons_are_of_the_half_of_the_earth_chosen() {
    let text = "It grew in the summer of 2021.";
    let days = |southern: bool| {
        let resources = with(DateOptions { southern, ..DateOptions::default() });
        found(&resources, text, Some("2023-08-07")).into_iter().map(|(_, _, days)| days).next()
    };
    assert_eq!(days(false).as_deref(), Some("2021-06-01/2021-08-31"));
    assert_eq!(days(true).as_deref(), Some("2021-12-01/2022-02-28"));
}

/// Words that rules know, so that random texts are not all without dates.
const PIECES: &str = "31 29 February May June 1991 2023 '98 1990s Friday last next this the year years quarter third two 99999999 a century \
    ago later earlier and - / , to from between 9:30 24:60 p.m. GMT BC AD Easter Monday Christmas 0 00 12 week weekend morning every half an \
    hour before . same period in until will said Thanksgiving summer early of 2023-08-07 07/08/2023 31/31/2023 \n é";

proptest! {
    #[test]
    fn any_text_has_dates_in_order_and_the_same_again(
        pieces in prop::collection::vec(prop::sample::select(PIECES.split(' ').collect::<Vec<_>>()), 0..40),
        noise in ".{0,60}",
        anchor in prop::option::of((1i16..=9999, 1i8..=12, 1i8..=31)),
    ) {
        let text = format!("{} {noise}", pieces.join(" "));
        let anchor = anchor.and_then(|(year, month, day)| Date::from_ymd(year, month, day)).map(|date| date.to_string());
        let once = found(&RESOURCES, &text, anchor.as_deref());
        let _ = found(&RESOURCES, "On May 3, 2020, in the third quarter.", Some("2020-06-01"));
        prop_assert_eq!(&once, &found(&RESOURCES, &text, anchor.as_deref()));
        for (words, value, days) in &once {
            prop_assert!(!words.is_empty() && !value.is_empty());
            prop_assert!(value.is_ascii() && !value.contains(' '), "{words:?}: {value}");
            if let Some((first, last)) = days.split_once('/').filter(|(first, last)| !first.is_empty() && !last.is_empty()) {
                prop_assert!(first <= last, "{words:?}: {days}");
            }
        }
    }
}
