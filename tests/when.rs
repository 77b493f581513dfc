//! When a claim is said to hold: the date beside it, the article's, or no longer when the article was written.

use newsgraph::{Date, DateSource, Document, Extractor, Modality, When};

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
    for (kind, text) in [
        ("EMPLOYED_BY", "He met former Boeing and Airbus engineer Dana Holm."),
        ("LEADS", "Dana Holm headed Greenpeace, where she was well known."),
        ("LEADS", "Dana Holm, who was chief executive of Boeing, agreed."),
        ("EMPLOYED_BY", "Dana Holm served as an adviser at Boeing."),
        ("OWNS", "Boeing owned Zorvex Corp."),
    ] {
        let extraction =
            extractor.extract(&Document::new("was", text).published(Date { year: 2020, month: Some(5), day: Some(4) }));
        let claim = extraction.relations.iter().find(|claim| claim.kind.name.as_str() == kind).expect(text);
        assert_eq!(claim.when.map(|when| when.source), Some(DateSource::Former), "{text}");
    }
    let now = days(PUBLISHED, PUBLISHED, DateSource::Article);
    for (kind, text) in [
        ("LEADS", "Dana Holm, the president of Greenpeace, agreed."),
        ("LEADS", "A former minister met Boeing chief executive Dana Holm."),
        ("LEADS", "It came late in winter when Boeing chief executive Dana Holm left."),
        ("EMPLOYED_BY", "Dana Holm, a former pilot and now an engineer at Boeing, agreed."),
        ("LEADS", "Boeing said that Dana Holm headed Greenpeace."),
        ("LEADS", "Dana Holm has headed Greenpeace."),
        ("LEADS", "Dana Holm was named president of Greenpeace."),
        ("HOLDS_POSITION", "Dana Holm became president of France."),
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

#[test]
fn what_is_dated_ahead_is_planned() {
    let extractor = Extractor::new().expect("the resources compile");
    let date = Date { year: 2020, month: Some(5), day: Some(4) };
    for (text, modality) in [
        ("Dana Holm succeeds Carl Brandt as of September 2020.", Modality::Planned),
        ("Dana Holm succeeded Carl Brandt in 2019.", Modality::Fact),
        ("Dana Holm succeeds Carl Brandt as of March 2020.", Modality::Fact),
        ("September 2020 - Dana Holm succeeds Carl Brandt.", Modality::Fact),
        ("Dana Holm succeeds Carl Brandt before the 2024 election.", Modality::Fact),
        ("Dana Holm succeeds Carl Brandt next month.", Modality::Planned),
    ] {
        let extraction = extractor.extract(&Document::new("when", text).published(date));
        let claim = extraction.relations.iter().find(|claim| claim.kind.name.as_str() == "SUCCEEDED").expect(text);
        assert_eq!(claim.modality, modality, "{text}");
    }
}

#[test]
fn a_date_belongs_to_its_own_clause() {
    let extractor = Extractor::new().expect("the resources compile");
    let year = |year: u32| days(&format!("{year}-01-01"), &format!("{year}-12-31"), DateSource::Clause);
    for (kind, text, expected) in [
        ("ACQUIRED", "In 2009 Boeing, which makes jets, bought Zorvex Corp.", year(2009)),
        ("ACQUIRED", "Boeing said in 2009 it bought Zorvex Corp.", year(2009)),
        ("ACQUIRED", "Boeing said in 2009 it had bought Zorvex Corp.", days("", "2009-12-31", DateSource::Clause)),
        ("LOCATED_IN", "A forum was held in Waco, a city in Texas, in 2011.", days(PUBLISHED, PUBLISHED, DateSource::Article)),
        ("ACQUIRED", "It was a hard year, 2009, when Boeing bought Zorvex Corp.", year(2009)),
        ("FIGHTS_AGAINST", "He wrote of the 1973 war between Egypt and Israel.", year(1973)),
        ("SUCCEEDED", "Dana Holm retired in 1995 and succeeded Carl Brandt as chairman in 2001.", year(2001)),
        ("MET_WITH", "Dana Holm met Carl Brandt (1960-2010) in 2009.", year(2009)),
        (
            "SUCCEEDED",
            "Dana Holm was president in 1995 and succeeded Carl Brandt.",
            days(PUBLISHED, PUBLISHED, DateSource::Article),
        ),
        (
            "FIGHTS_AGAINST",
            "He left in 1976 just before the war between Ethiopia and Somalia.",
            days(PUBLISHED, PUBLISHED, DateSource::Article),
        ),
        (
            "HEADQUARTERED_IN",
            "Zorvex Corp is based in Madrid, home of a bank seized in 2019.",
            days(PUBLISHED, PUBLISHED, DateSource::Article),
        ),
        ("HEADQUARTERED_IN", "Zorvex Corp has been based in Madrid since 2011.", days("2011-01-01", "", DateSource::Clause)),
        ("LEADS", "Dana Holm led Greenpeace until 2011.", days("", "2011-12-31", DateSource::Clause)),
        ("ACQUIRED", "Boeing, which bought Zorvex Corp, collapsed Monday.", days(PUBLISHED, PUBLISHED, DateSource::Article)),
        ("LEADS", "Dana Holm, who led Greenpeace, died in 2011.", days("", PUBLISHED, DateSource::Former)),
        ("LEADS", "Dana Holm was then named head of Greenpeace.", days(PUBLISHED, PUBLISHED, DateSource::Article)),
        (
            "LEADS",
            "Former Boeing executive Dana Holm is the head of Greenpeace.",
            days(PUBLISHED, PUBLISHED, DateSource::Article),
        ),
        ("LEADS", "Dana Holm led Greenpeace after 2011.", days("", PUBLISHED, DateSource::Former)),
    ] {
        assert_eq!(when(&extractor, kind, text), expected, "{text}");
    }
}

#[test]
fn who_was_then_the_head_is_so_no_longer() {
    let extractor = Extractor::new().expect("the resources compile");
    let over = days("", PUBLISHED, DateSource::Former);
    assert_eq!(when(&extractor, "LEADS", "Dana Holm was then the head of Greenpeace."), over);
    assert_eq!(when(&extractor, "LEADS", "Dana Holm is the former head of Greenpeace."), over);
}
