//! Logs: what the library tells by `tracing`, a line each on standard error.

use tracing_subscriber::fmt;

use super::args::LogFormat;

/// Writes events from now on.
pub(super) fn start(format: LogFormat) {
    let logs = fmt().with_writer(std::io::stderr).with_target(false).with_ansi(false);
    // A second start is none.
    let _ = match format {
        LogFormat::Text => tracing::subscriber::set_global_default(logs.finish()),
        LogFormat::Json => tracing::subscriber::set_global_default(logs.json().flatten_event(true).finish()),
    };
}
