//! How often the names of lists stand in some articles.

use std::ops::ControlFlow;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::extractor::{Extractor, Worker};
use crate::mention::EntryId;
use crate::resources::lint::Usage;
use crate::run::{Outcome, Reading, each};
use crate::tag;
use crate::text::Text;

/// A name in an article, and the owner of a longer name that it is part of, if any.
type Found = (EntryId, Option<EntryId>);

impl Extractor {
    /// Counts the names of lists in the articles, those within longer names too. Hands articles that cannot be read to
    /// `skipped`.
    ///
    /// # Errors
    /// If the threads cannot be started, or no article can be read.
    pub fn usage(&self, reading: &Reading, skipped: &mut (dyn FnMut(&Error) + Send)) -> Result<Usage> {
        let mut usage = Usage::default();
        let mut read = 0u64;
        let work = |_: &mut Worker<'_>, document: Document| self.names_in(&document);
        each(self, reading, &work, &mut |outcome| {
            match outcome {
                Outcome::Done(found) => {
                    read += 1;
                    for (entry, longer) in found {
                        *usage.found.entry(entry).or_default() += 1;
                        if let Some(longer) = longer {
                            let inside = usage.inside.entry(entry).or_insert((0, longer));
                            *inside = (inside.0 + 1, longer);
                        }
                    }
                }
                Outcome::Skipped(lost) => skipped(&lost.error),
                Outcome::Warning(_) => {}
            }
            ControlFlow::Continue(())
        })?;
        if read == 0 { Err(Error::new("the corpus holds no article that can be read")) } else { Ok(usage) }
    }

    fn names_in(&self, document: &Document) -> Vec<Found> {
        let resources = self.resources();
        let mut text = Text::default();
        resources.cutter().cut(document, &mut text);
        let hits = tag::listed(resources, document, &text);
        let mut found: Vec<Found> = Vec::with_capacity(hits.len());
        for &(first, end, form) in &hits {
            // Hits come in order of their first token, so that a longer one begins no later.
            let around = hits.iter().take_while(|other| other.0 <= first);
            let longer = around.filter(|other| other.1 >= end && other.1 - other.0 > end - first);
            let id = &resources.entry(form.entry).id;
            let longer = longer.map(|other| other.2.entry).find(|&entry| &resources.entry(entry).id != id);
            found.push((form.entry, longer));
        }
        found
    }
}
