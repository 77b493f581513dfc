//! Which of several places a name means.

#![allow(clippy::print_stdout)] // how many are right is shown on demand

use std::path::Path;

use newsgraph::{Document, EntityId, Extractor};
use serde::Deserialize;

/// A row of `tests/places.csv`: the place that a name means in a text.
#[derive(Deserialize)]
struct Row {
    text: String,
    name: String,
    id: String,
    why: String,
}

/// Kilometres between two places given in degrees, on a sphere.
fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let chord = half(lat, other_lat) + lat.to_radians().cos() * other_lat.to_radians().cos() * half(lon, other_lon);
    2.0 * 6371.0 * chord.sqrt().asin()
}

#[test]
fn a_name_means_the_place_that_the_article_tells() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let coordinates =
        |id: &EntityId| extractor.resources().entries.iter().find(|entry| entry.id == *id)?.facts.as_ref()?.coordinates;
    let mut reader = csv::Reader::from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/places.csv")).expect("the places");
    let (mut right, mut near, mut all) = (0, 0, 0);
    for row in reader.deserialize() {
        let Row { text, name, id, why } = row.expect("a row");
        let extraction = extractor.extract(&Document::new("a", &*text));
        let mention = extraction.mentions.iter().find(|mention| mention.span.of(&text) == name);
        let found = mention.map(|mention| &extraction.referents[mention.referent.expect("a referent") as usize]);
        let Some(found) = found else {
            println!("{name:?} is not found in {text:?}");
            all += 1;
            continue;
        };
        let wanted = EntityId::new(&id);
        all += 1;
        right += u32::from(found.id == wanted);
        let places = found.facts.as_ref().and_then(|facts| facts.coordinates).zip(coordinates(&wanted));
        near += u32::from(found.id == wanted || places.is_some_and(|(a, b)| kilometres(a, b) <= 161.0));
        if found.id != wanted {
            println!("{text:?}: {name} is {}, not {id}: {why}", found.id);
        }
    }
    println!("{right} of {all} right, {near} within 161 km");
    assert!(all >= 60 && right == all, "{right} of {all} places are the right ones");
}

#[test]
fn what_lost_is_kept_with_how_sure_the_choice_is() {
    let extractor = Extractor::new().expect("the built-in resources compile");
    let sure = |text: &str| {
        let extraction = extractor.extract(&Document::new("a", text));
        let number = extraction.mentions.iter().position(|mention| mention.span.of(text) == "Paris").expect("Paris");
        let reading = *extraction.reading(number as u32).expect("Paris is ambiguous");
        let others = &extraction.candidates[reading.others.0 as usize..reading.others.1 as usize];
        assert!(!others.is_empty(), "{text}");
        (reading.sure, reading.reason, others.to_vec())
    };
    let (beside, reason, others) = sure("He lives in Paris, Texas.");
    assert_eq!(reason, "the state or country beside it");
    assert!(beside > 0.95 && others.contains(&EntityId::new("gn:2988507")), "{beside}");
    let (alone, reason, _) = sure("He lives in Paris.");
    assert_eq!(reason, "the best known of the name");
    assert!(alone > 0.5 && alone <= 1.0, "{alone}");
}
