//! Progress of a long run: a bar on a terminal, a line now and then in a log, nothing if asked for quiet.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use newsgraph::export::Sent;
use newsgraph::ingest::sources;
use newsgraph::run::{Progress, Reading};

use super::words::{counted, grouped, megabytes, write};

/// How often a log gets a line; a test asks for more.
const EVERY: Duration = Duration::from_secs(10);

/// What shows the progress.
pub(super) enum Bar {
    /// On a terminal.
    Drawn(ProgressBar),
    /// In a log: when the last line was written, and how long to wait.
    Lines { last: Instant, every: Duration },
    /// Not at all.
    Quiet,
}

impl Bar {
    /// The bar for a reading that fits where standard error goes.
    pub(super) fn of_reading(quiet: bool, reading: &Reading) -> Self {
        Self::drawn_by(quiet, || match total(reading) {
            Some(bytes) => (ProgressBar::new(bytes), "{wide_bar} {bytes}/{total_bytes} {msg} {eta}"),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes} {msg} {elapsed}"),
        })
    }

    /// The bar for rows that are sent somewhere.
    pub(super) fn of_rows(quiet: bool) -> Self {
        Self::drawn_by(quiet, || (ProgressBar::new(0), "{wide_bar} {human_pos}/{human_len} rows {eta}"))
    }

    fn drawn_by(quiet: bool, draw: impl FnOnce() -> (ProgressBar, &'static str)) -> Self {
        if quiet {
            return Self::Quiet;
        }
        if !stderr().is_terminal() {
            let every = std::env::var("NEWSGRAPH_PROGRESS_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
            return Self::Lines { last: Instant::now(), every: every.map_or(EVERY, Duration::from_secs) };
        }
        let (bar, template) = draw();
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self::Drawn(bar)
    }

    /// Shows how far it is.
    pub(super) fn show(&mut self, progress: Progress) {
        let documents = counted(progress.documents, "document", "documents");
        match self {
            Self::Drawn(bar) => {
                bar.set_position(progress.bytes);
                bar.set_message(if progress.again { format!("{documents}, read again for shared ids") } else { documents });
            }
            Self::Lines { last, every } if last.elapsed() >= *every => {
                let again = if progress.again { " (second reading, for ids that articles share)" } else { "" };
                write(&format!("... {documents}, {}{again}", megabytes(progress.bytes)));
                *last = Instant::now();
            }
            Self::Lines { .. } | Self::Quiet => {}
        }
    }

    /// Shows how many rows are where they belong.
    pub(super) fn show_sent(&mut self, sent: Sent) {
        match self {
            Self::Drawn(bar) => {
                bar.set_length(sent.of);
                bar.set_position(sent.rows);
            }
            Self::Lines { last, every } if last.elapsed() >= *every => {
                write(&format!("... {} of {}", grouped(sent.rows), counted(sent.of, "row", "rows")));
                *last = Instant::now();
            }
            Self::Lines { .. } | Self::Quiet => {}
        }
    }

    /// Leaves the line it was drawn on.
    pub(super) fn clear(&self) {
        if let Self::Drawn(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// How many bytes there are to read, if that can be known: not of streams and packed files.
fn total(reading: &Reading) -> Option<u64> {
    let mut total = 0;
    for source in sources(&reading.inputs, &reading.ingest).flatten() {
        let path = source.path()?;
        let packed =
            path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("gz") || suffix.eq_ignore_ascii_case("zst"));
        if packed {
            return None;
        }
        total += path.metadata().ok()?.len();
    }
    Some(total)
}
