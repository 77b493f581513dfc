//! Scores as tables of at most 79 columns, and the mistakes behind them.

use newsgraph::score::{BCubed, Cause, LabelRow, Mistake, Options, RelationMode, Scores, Side, Tally};

use super::page::Page;
use super::words::{counted, grouped};

/// The sheet; of each cause the `most` frequent mistakes.
pub(super) fn page(scores: &Scores, options: &Options, most: usize) -> Vec<u8> {
    let mut page = Page::default();
    spans(scores, options, &mut page);
    if let Some(labels) = &scores.labels {
        finer("labels of the gold", "recall", &labels.gold, &mut page);
        finer("labels found", "precision", &labels.found, &mut page);
    }
    if let Some(dates) = &scores.values {
        page.gap();
        head("dates", &mut page);
        for (name, tally) in [
            ("overlap", &dates.relaxed),
            ("same words", &dates.strict),
            ("overlap, same value", &dates.value_relaxed),
            ("same words and value", &dates.value_strict),
        ] {
            row(name, tally, &mut page);
        }
        page.say("", &format!("of the dates that overlap, {:.2} % have the same value", 100.0 * dates.value_accuracy));
    }
    relations(scores, options, &mut page);
    if let Some(clusters) = &scores.clusters {
        page.gap();
        page.table(&format!("{:<36}{:>8}{:>8}{:>8}{:>9}", "clusters, B-cubed", "P", "R", "F1", "names"));
        for (name, b_cubed) in [("as joined", &clusters.predicted), ("by equal words alone", &clusters.exact_string)] {
            page.table(&format!("{name:<36}{}{:>9}", measures(b_cubed), grouped(b_cubed.names)));
        }
    }
    if let Some(errors) = &scores.errors {
        mistakes(errors, most, &mut page);
    }
    page.into_bytes()
}

/// Names and dates: strict and relaxed side by side.
fn spans(scores: &Scores, options: &Options, page: &mut Page) {
    let cuts = [
        (options.timex, "time expressions alone"),
        (options.titles, "no titles"),
        (options.names, "names alone"),
        (options.ignore_other, "not where OTHER is"),
        (options.cover_only, "texts with marks alone"),
    ];
    let texts = format!("{}, in percent", counted(scores.docs as u64, "text", "texts"));
    let told: Vec<&str> =
        std::iter::once(texts.as_str()).chain(cuts.into_iter().filter_map(|(on, what)| on.then_some(what))).collect();
    page.say("", &told.join("; "));
    if scores.types.is_empty() {
        page.say("", "the gold marks none of the labels that count");
        return;
    }
    page.gap();
    page.table(&format!("{:<10}{:^24}  {:^24}{:>9}{:>9}", "", "same words", "overlap", "", ""));
    page.table(&format!(
        "{:<10}{m}  {m}{:>9}{:>9}",
        "label",
        "gold",
        "found",
        m = format_args!("{:>8}{:>8}{:>8}", "P", "R", "F1")
    ));
    let names = scores.types.iter().map(|base| (base.as_str(), base.as_str())).chain([("micro", "all")]);
    for (key, name) in names {
        let (Some(strict), Some(relaxed)) = (scores.entities.strict.get(key), scores.entities.relaxed.get(key)) else { continue };
        let (gold, found) = (grouped(strict.gold), grouped(strict.found));
        page.table(&format!("{name:<10}{}  {}{gold:>9}{found:>9}", percents(strict), percents(relaxed)));
    }
    let (kind, tallies) =
        if options.relaxed { ("overlap", &scores.entities.relaxed) } else { ("same words", &scores.entities.strict) };
    if let Some(all) = tallies.get("micro") {
        page.say("", &format!("F1 of all, {kind}: {:.2}", 100.0 * all.f1()));
    }
}

/// The finer labels of one side.
fn finer(name: &str, measure: &str, rows: &[LabelRow], page: &mut Page) {
    page.gap();
    page.table(&format!("{name:<36}{:<8}{measure:>10}{:>9}{:>9}", "as", "right", "all"));
    for row in rows {
        let (label, base) = (shortened(&row.label, 35), row.base.as_str());
        let share = 100.0 * row.share();
        page.table(&format!("{label:<36}{base:<8}{share:>10.2}{:>9}{:>9}", grouped(row.right), grouped(row.all)));
    }
}

fn relations(scores: &Scores, options: &Options, page: &mut Page) {
    let Some(relations) = &scores.relations else { return };
    page.gap();
    let kind = if relations.mode == RelationMode::Labelled { "relations" } else { "relations, ends alone" };
    head(&format!("{kind}{}", if options.relaxed { ", overlap" } else { "" }), page);
    for (name, tally) in relations.scores.iter().filter(|(name, _)| *name != "micro") {
        row(name, tally, page);
    }
    if let Some(all) = relations.scores.get("micro") {
        row("all", all, page);
    }
}

fn head(name: &str, page: &mut Page) {
    page.table(&format!("{name:<36}{:>8}{:>8}{:>8}{:>9}{:>9}", "P", "R", "F1", "gold", "found"));
}

fn row(name: &str, tally: &Tally, page: &mut Page) {
    let name = shortened(name, 35);
    page.table(&format!("{name:<36}{}{:>9}{:>9}", percents(tally), grouped(tally.gold), grouped(tally.found)));
}

fn percents(tally: &Tally) -> String {
    [tally.precision(), tally.recall(), tally.f1()].map(|share| format!("{:>8.2}", 100.0 * share)).concat()
}

fn measures(b_cubed: &BCubed) -> String {
    [b_cubed.precision, b_cubed.recall, b_cubed.f1()].map(|share| format!("{:>8.2}", 100.0 * share)).concat()
}

/// The name, with its middle left out where it is longer than `most` characters: its ends tell more.
fn shortened(name: &str, most: usize) -> String {
    let length = name.chars().count();
    if length <= most {
        return name.to_owned();
    }
    let (before, after) = (most / 2 - 1, most - most / 2 - 1);
    name.chars().take(before).chain("..".chars()).chain(name.chars().skip(length - after)).collect()
}

/// The mistakes, cause by cause.
fn mistakes(errors: &[Mistake], most: usize, page: &mut Page) {
    page.gap();
    let all: u64 = errors.iter().map(|mistake| mistake.cost).sum();
    page.say("", "mistakes; each costs one for what is lost of the gold and one for what is found too much");
    for of_cause in errors.chunk_by(|one, next| one.cause == next.cause) {
        let cause = of_cause[0].cause;
        let [count, cost] = [|one: &Mistake| one.count, |one: &Mistake| one.cost].map(|of| of_cause.iter().map(of).sum::<u64>());
        page.gap();
        let share = 100.0 * cost as f64 / all as f64;
        page.say(
            "",
            &format!("{}: {}, cost {} ({share:.0} % of all)", cause.as_str(), counted(count, "time", "times"), grouped(cost)),
        );
        for mistake in of_cause.iter().take(most) {
            page.say(&format!("{:>6}  ", grouped(mistake.count)), &told(mistake));
            let example = &mistake.example;
            page.say("          ", &format!("{}[{}]{}", example.before, example.words, example.after));
            let line = example.line.map_or_else(String::new, |line| format!(":{line}"));
            let path = example.path.display().to_string();
            // A text without an id of its own is called by its file.
            let id = if example.document.starts_with(&path) { String::new() } else { format!(" ({})", example.document) };
            page.say("          ", &format!("{path}{line}{id}"));
        }
        if let rest @ 1.. = of_cause.len().saturating_sub(most) {
            page.say("        ", &format!("and {} more", grouped(rest as u64)));
        }
    }
}

/// What the gold says, and what was found instead.
fn told(mistake: &Mistake) -> String {
    let side = |side: &Side| format!("{} {}", side.words, side.label).trim_end().to_owned();
    match (&mistake.gold, &mistake.found) {
        (Some(gold), Some(found)) if mistake.cause == Cause::WrongLabel || mistake.cause == Cause::WrongKind => {
            format!("{}, found as {}", side(gold), found.label)
        }
        (Some(gold), Some(found)) => format!("{}, found {}", side(gold), side(found)),
        (Some(one), None) | (None, Some(one)) => side(one),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_their_ends() {
        assert_eq!(shortened("organization/company", 35), "organization/company");
        assert_eq!(shortened(&format!("a{}z", "é".repeat(60)), 9), "aéé..éééz");
    }
}
