//! Cases that are known to fail: a list of their ids beside the cases, one a line, which may only shrink knowingly.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Fails if a case fails that the list does not name, if one that it names passes, and if it names what is no case.
/// With `NEWSGRAPH_BLESS` set, writes the list anew instead and keeps the comment at its head.
pub(crate) fn settle(list: &Path, cases: &BTreeSet<String>, failed: &BTreeMap<String, String>) {
    let old = std::fs::read_to_string(list).unwrap_or_default();
    if std::env::var_os("NEWSGRAPH_BLESS").is_some() {
        let head = old.lines().take_while(|line| line.starts_with('#'));
        let lines: Vec<&str> = head.chain(failed.keys().map(String::as_str)).collect();
        std::fs::write(list, lines.join("\n") + "\n").expect("the list of known failures");
        return;
    }
    let known: BTreeSet<&str> = old.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut faults = Vec::new();
    for (id, why) in failed {
        if !known.contains(id.as_str()) {
            faults.push(format!("{id} fails: {why}"));
        }
    }
    for id in known {
        if !cases.contains(id) {
            faults.push(format!("{id} is listed, but there is no such case"));
        } else if !failed.contains_key(id) {
            faults.push(format!("{id} passes now: take it off the list"));
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", list.display(), faults.join("\n"));
}
