//! `score`: what is found, against what people marked.

use std::collections::BTreeMap;
use std::io::{Write, stdout};

use newsgraph::resources::DateOptions;
use newsgraph::run::all;
use newsgraph::score::{
    Base, Gold, GoldFormat, GoldOptions, LabelMap, Marks, Mistake, Options, RelationMap, RelationMode, Scores, read_gold,
    read_predicted, score,
};
use newsgraph::{Document, Error, Worker};

use super::score_args::{Relations, Score, ScoreFormat};
use super::words::{counted, say};
use super::{Exit, Stop, config, scoresheet};

/// Runs it.
pub(super) fn run(args: &Score) -> Result<Exit, Stop> {
    let (gold_options, options) = (gold_options(args)?, options(args)?);
    let streams = args.gold.iter().chain(&args.predicted).filter(|path| path.as_os_str() == "-").count();
    if streams > 1 {
        return Err(Error::new("standard input (`-`) can be read once: name it once").into());
    }
    let golds = read_gold(&args.gold, &gold_options)?;
    let (found, exit) = match &args.predicted {
        Some(path) => {
            let predicted = read_predicted(path, &golds, &gold_options.labels)?;
            for (count, what) in [
                (predicted.missing, "of the gold not in --predicted: counted as nothing found"),
                (predicted.unknown, "of --predicted not in the gold: left out"),
            ] {
                if count > 0 {
                    say(&format!("{} {what}", counted(count, "text", "texts")));
                }
            }
            let all_there = predicted.missing + predicted.unknown == 0;
            (predicted.marks, if all_there { Exit::Done } else { Exit::Partly })
        }
        None => (tagged(args, &golds)?, Exit::Done),
    };
    let mut scores = score(&golds, &found, &options);
    if options.relations.is_some() && golds.iter().all(|gold| gold.marks.relations.is_empty()) {
        say(&"the gold has no relations: all that are found count as wrong");
    }
    if options.clusters && scores.clusters.is_none() {
        say(&"the gold does not say who is who, so there are no clusters to score");
    }
    let mut out = stdout().lock();
    match args.format {
        ScoreFormat::Text => out.write_all(&scoresheet::page(&scores, &options, args.errors.unwrap_or_default()))?,
        ScoreFormat::Json => {
            keep_most_frequent(&mut scores, args.errors.unwrap_or_default());
            serde_json::to_writer(&mut out, &scores).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// What the program finds in the texts of the gold.
fn tagged(args: &Score, golds: &[Gold]) -> newsgraph::Result<Vec<Marks>> {
    let extractor = config::extractor(&args.machine.lists, DateOptions::default())?;
    let documents = golds.iter().map(|gold| &gold.document).collect();
    let by_id: BTreeMap<&str, &Gold> = golds.iter().map(|gold| (gold.document.id.as_str(), gold)).collect();
    let work = |worker: &mut Worker<'_>, document: &Document| {
        let given = by_id.get(document.id.as_str()).filter(|_| args.given_names);
        let Some(gold) = given else { return Marks::found(&worker.extract(document)) };
        let mut marks = Marks::found(&worker.extract_given(document, &gold.marks.names()));
        if args.counting.clusters {
            for layer in gold.marks.layers() {
                marks.add_mentions(Marks::found(&worker.extract_given(document, &layer)));
            }
        }
        marks
    };
    all(extractor, documents, args.machine.threads.unwrap_or(0).into(), &work)
}

/// Leaves `most` mistakes of each cause.
fn keep_most_frequent(scores: &mut Scores, most: usize) {
    let mut last = None;
    let mut kept = 0;
    if let Some(errors) = &mut scores.errors {
        errors.retain(|mistake: &Mistake| {
            kept = if last.replace(mistake.cause) == Some(mistake.cause) { kept + 1 } else { 1 };
            kept <= most
        });
    }
}

fn gold_options(args: &Score) -> newsgraph::Result<GoldOptions> {
    Ok(GoldOptions {
        format: args.reading.gold_format.as_deref().and_then(GoldFormat::from_name),
        labels: LabelMap::new(args.reading.labels.iter().map(String::as_str))?,
        layer: args.reading.layer.clone(),
        date: args.reading.date.as_deref().map(|text| config::date("--date", text)).transpose()?,
    })
}

fn options(args: &Score) -> newsgraph::Result<Options> {
    let counting = &args.counting;
    let map = counting.relation_map.as_deref().map(RelationMap::read).transpose()?;
    Ok(Options {
        types: counting.types.iter().filter_map(|name| Base::from_name(name)).collect(),
        relaxed: counting.relaxed,
        titles: counting.titles,
        names: counting.names,
        timex: counting.timex,
        ignore_other: counting.ignore_other,
        cover_only: counting.cover_only,
        relations: counting.relations.map(|mode| match mode {
            Relations::Labelled => RelationMode::Labelled,
            Relations::Unlabelled => RelationMode::Unlabelled,
        }),
        relation_map: map.unwrap_or_default(),
        clusters: counting.clusters,
        by_label: counting.by_label,
        errors: args.errors.is_some(),
    })
}
