//! When a claim is said to hold: the date beside it, the article's, or no longer when the article was written.

use newsgraph::{Date, DateSource, Document, Extractor, When};

const PUBLISHED: &str = "2020-05-04";

/// First day, last day, and what says so.
type Dated = (Option<String>, Option<String>, DateSource);

/// What the one claim of the kind is dated to.
fn when(extractor: &Extractor, kind: &str, text: &str) -> Dated {
    let date = Date { year: 2020, month: Some(5), day: Some(4) };
    let extraction = extractor.extract(&Document::new("when", text).published(date));
    let mut claims = extraction.relations.iter().filter(|claim| claim.kind.name.as_str() == kind);
    let claim = claims.next().unwrap_or_else(|| panic!("no {kind} in {text:?}"));
    assert_eq!(claims.next(), None, "more than one {kind} in {text:?}");
    let When { interval, source } = claim.when.expect("the article has a date");
    (interval.earliest.map(|day| day.to_string()), interval.latest.map(|day| day.to_string()), source)
}

fn days(first: &str, last: &str, source: DateSource) -> Dated {
    let day = |day: &str| (!day.is_empty()).then(|| day.to_owned());
    (day(first), day(last), source)
}

#[test]
fn a_former_post_was_over_when_the_article_was_written() {
    let extractor = Extractor::new().expect("the resources compile");
    let over = days("", PUBLISHED, DateSource::Former);
    for (kind, text) in [
        ("LEADS", "Dana Holm, the former president of Greenpeace, agreed."),
        ("LEADS", "He met former Boeing chief executive Dana Holm on a ship."),
        ("LEADS", "It was planned by ex-Boeing chief executive Dana Holm."),
        ("EMPLOYED_BY", "It was planned by one-time Boeing vice president Dana Holm."),
        ("HOLDS_POSITION", "It was planned by then-U.S. president Dana Holm."),
    ] {
        assert_eq!(when(&extractor, kind, text), over, "{text}");
    }
    let now = days(PUBLISHED, PUBLISHED, DateSource::Article);
    for (kind, text) in [
        ("LEADS", "Dana Holm, the president of Greenpeace, agreed."),
        ("LEADS", "A former minister met Boeing chief executive Dana Holm."),
        ("LEADS", "It came late in winter when Boeing chief executive Dana Holm left."),
        ("EMPLOYED_BY", "Dana Holm, a former pilot and now an engineer at Boeing, agreed."),
    ] {
        assert_eq!(when(&extractor, kind, text), now, "{text}");
    }
}

#[test]
fn what_began_on_a_day_did_not_end_then() {
    let extractor = Extractor::new().expect("the resources compile");
    assert_eq!(when(&extractor, "MEMBER_OF", "Finland joined NATO in 2023."), days("2023-01-01", "", DateSource::Clause));
    assert_eq!(
        when(&extractor, "ACQUIRED", "Boeing bought Zorvex Corp in 2019."),
        days("2019-01-01", "2019-12-31", DateSource::Clause)
    );
}
