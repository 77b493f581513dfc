//! Findings that are known and meant: a list of them, each with its reason.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::folder::text_of;
use super::{Code, Finding};
use crate::error::{Error, Result};

/// A list of findings that are meant: a CSV with the columns `code`, `list`, `name`, `reason`. `*` stands for every list or
/// name; a list may be told by the end of its path.
#[derive(Debug)]
pub struct Allowed {
    path: PathBuf,
    rows: Vec<(u64, Row)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    list: String,
    name: String,
    reason: String,
}

impl Row {
    fn allows(&self, finding: &Finding) -> bool {
        let list = self.list == "*" || finding.path.ends_with(&self.list);
        self.code == finding.code.as_str() && list && (self.name == "*" || self.name == finding.name)
    }
}

impl Allowed {
    /// Reads the list.
    ///
    /// # Errors
    /// If it cannot be read, a column or cell is missing, or a code is none.
    pub fn read(path: &Path) -> Result<Self> {
        let content = text_of(path)?;
        let mut reader = csv::Reader::from_reader(content.as_bytes());
        let header = reader.headers().map_err(|error| Error::new(error.to_string()).at(path).line(1))?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let fault = |message: String, line: u64| Error::new(message).at(path).line(line);
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                fault(format!("not a row of this list: {error}"), line)
            })?;
            let line = record.position().map_or(1, csv::Position::line);
            let row: Row = record
                .deserialize(Some(&header))
                .map_err(|error| fault(format!("not a row of this list (code, list, name, reason): {error}"), line))?;
            if Code::from_name(&row.code).is_none() {
                let codes: Vec<&str> = Code::ALL.iter().map(|(_, name, _)| *name).collect();
                return Err(fault(format!("`{}` is no code; the codes are {}", row.code, codes.join(", ")), line));
            }
            if [&row.list, &row.name, &row.reason].iter().any(|cell| cell.trim().is_empty()) {
                return Err(fault("list, name and reason may not be empty".to_owned(), line));
            }
            rows.push((line, row));
        }
        Ok(Self { path: path.to_owned(), rows })
    }

    /// Takes out the findings that are allowed, and adds one for each row that allows nothing; says how many it took out.
    pub fn filter(&self, findings: &mut Vec<Finding>) -> usize {
        let before = findings.len();
        let mut used = vec![false; self.rows.len()];
        findings.retain(|finding| {
            let mut allowed = false;
            for ((_, row), used) in self.rows.iter().zip(&mut used) {
                if row.allows(finding) {
                    (allowed, *used) = (true, true);
                }
            }
            !allowed
        });
        let taken = before - findings.len();
        for ((line, row), _) in self.rows.iter().zip(used).filter(|(_, used)| !used) {
            findings.push(Finding {
                path: self.path.clone(),
                line: *line,
                code: Code::AllowsNothing,
                name: row.name.clone(),
                message: format!("nothing of {} is found for `{}` in {}: take the row out", row.code, row.name, row.list),
            });
        }
        taken
    }
}
