//! The native tables: each read strictly, in order, and each total against the rows it counts.

use std::collections::BTreeMap;
use std::path::Path;

use super::Counts;
use crate::error::{Error, Result};
use crate::export::Table;
use crate::export::native::{Records, Sheet, graph};

/// Reads the native files.
///
/// # Errors
/// The first fault.
pub(in crate::export) fn native(folder: &Path) -> Result<Counts> {
    // Ids, ends and kinds.
    graph(folder)?;
    let [entities, facts, claims, pairs] = Sheet::of_graph();
    let mut counts = Counts::default();
    let mut evidence = Tally::default();
    let (mut of_entity, mut in_article, mut by_article) = (Tally::default(), Tally::default(), Tally::default());
    counts.articles = Some(each(folder, &Table::Articles.sheet(), &["id"], &mut |row| {
        in_article.expect(row.text("id"), row.whole("mentions"));
        by_article.expect(row.text("id"), row.whole("relations"));
        Ok(())
    })?);
    counts.entities = Some(each(folder, &entities, &["id"], &mut |row| {
        of_entity.expect(row.text("id"), row.whole("mentions"));
        Ok(())
    })?);
    counts.mentions = Some(each(folder, &Table::Mentions.sheet(), &["document"], &mut |row| {
        let entity = row.text("entity");
        if row.whole("start") > row.whole("end") || row.whole("start_byte") > row.whole("end_byte") {
            return Err(row.fault("it ends before it starts"));
        }
        if !in_article.found(row.text("document")) {
            return Err(row.fault("its document is not in articles.csv"));
        }
        if !entity.is_empty() && !of_entity.found(entity) {
            return Err(row.fault(&format!("there is no entity `{entity}`")));
        }
        Ok(())
    })?);
    let mut count_edges = |sheet: &Sheet| {
        each(folder, sheet, &["source_id", "target_id", "relation"], &mut |row| {
            evidence.expect(row.text("id"), row.whole("mentions"));
            Ok(())
        })
    };
    counts.facts = Some(count_edges(&facts)?);
    counts.claims = Some(count_edges(&claims)?);
    counts.pairs = Some(each(folder, &pairs, &["source_id", "target_id"], &mut |_| Ok(()))?);
    counts.evidence = Some(each(folder, &Table::Evidence.sheet(), &["document"], &mut |row| {
        if !by_article.found(row.text("document")) {
            return Err(row.fault("its document is not in articles.csv"));
        }
        if !evidence.found(row.text("relation_id")) {
            return Err(row.fault("its relation_id is in neither relations.csv nor claims.csv"));
        }
        Ok(())
    })?);
    for (tally, file, what) in [
        (in_article, "articles.csv", "mentions"),
        (by_article, "articles.csv", "relations"),
        (of_entity, "entities.csv", "mentions"),
        (evidence, "relations.csv", "mentions"),
    ] {
        tally.settle(what).map_err(|error| error.at(&folder.join(file)))?;
    }
    Ok(counts)
}

/// Reads a table whose rows stand in the order of those columns, and counts them.
fn each(folder: &Path, sheet: &Sheet, order: &[&str], take: &mut dyn FnMut(&Records) -> Result<()>) -> Result<u64> {
    let mut records = Records::open(folder, sheet)?;
    let (mut rows, mut last) = (0, Vec::new());
    while records.advance()? {
        let key: Vec<String> = order.iter().map(|name| records.text(name).to_owned()).collect();
        if key < last {
            return Err(records.fault("it stands out of order"));
        }
        last = key;
        take(&records)?;
        rows += 1;
    }
    Ok(rows)
}

/// What is said to be counted, and what is.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<String, (u64, u64)>,
}

impl Tally {
    fn expect(&mut self, id: &str, count: u64) {
        self.counts.entry(id.to_owned()).or_default().0 += count;
    }

    /// Counts one; `false` if nobody said there would be any.
    fn found(&mut self, id: &str) -> bool {
        self.counts.get_mut(id).map(|counts| counts.1 += 1).is_some()
    }

    fn settle(&self, what: &str) -> Result<()> {
        match self.counts.iter().find(|(_, (said, found))| said != found) {
            Some((id, (said, found))) => Err(Error::new(format!("`{id}` says {said} {what}, and {found} rows are there"))),
            None => Ok(()),
        }
    }
}
