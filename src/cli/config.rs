//! Arguments as typed -> what the library takes, checked.

use std::path::{Path, PathBuf};

use newsgraph::export::{EXPORTERS, Exporter};
use newsgraph::ingest::{self, Foreign, Format};
use newsgraph::resources::{Choice, DateOptions, NumericOrder, OwnList, Resources};
use newsgraph::run::Reading;
use newsgraph::store::Wait;
use newsgraph::{Corrections, Date, Error, Extractor, Result, resources};

use super::args::{ALL_FORMATS, ForeignTexts, Lists, Machine, Memory, NumericDates, Own, Source, Waiting};
use super::words::say;

/// What is read, and how.
pub(super) fn reading(inputs: &[PathBuf], source: &Source, machine: &Machine) -> Result<Reading> {
    let defaults = ingest::Options::default();
    let max_document_bytes = size(&source.max_document_size)?;
    let ingest = ingest::Options {
        text_field: source.text_field.clone(),
        title_field: source.title_field.clone(),
        date_field: source.date_field.clone(),
        url_field: source.url_field.clone(),
        id_field: source.id_field.clone(),
        publisher_field: source.publisher_field.clone(),
        author_field: source.author_field.clone(),
        date: source.date.as_deref().map(|text| date("--date", text)).transpose()?,
        input_format: source.input_format.as_deref().and_then(Format::from_name),
        foreign: match source.foreign {
            ForeignTexts::Read => Foreign::Read,
            ForeignTexts::Mark => Foreign::Mark,
            ForeignTexts::Skip => Foreign::Skip,
        },
        max_document_bytes,
        ..defaults
    };
    if inputs.iter().filter(|input| input.as_os_str() == "-").count() > 1 {
        return Err(Error::new("standard input (`-`) can be read once: name it once"));
    }
    Ok(Reading { ingest, threads: machine.threads.unwrap_or(0).into(), ..Reading::of(inputs.to_vec()) })
}

/// The exporters of those names, each once and in the order of the table; the usual ones if none is named.
pub(super) fn exporters(names: &[String]) -> Vec<&'static dyn Exporter> {
    let named = |name: &str| names.iter().any(|wanted| wanted == name || wanted == ALL_FORMATS);
    let wanted = |exporter: &&dyn Exporter| if names.is_empty() { exporter.is_usual() } else { named(exporter.name()) };
    EXPORTERS.iter().copied().filter(wanted).collect()
}

/// How dates are read.
pub(super) fn dates(source: &Source) -> DateOptions {
    DateOptions { numeric: numeric(source.numeric_dates), southern: source.southern }
}

/// Which number of a numeric date is the day.
pub(super) fn numeric(dates: NumericDates) -> NumericOrder {
    match dates {
        NumericDates::Detect => NumericOrder::Detect,
        NumericDates::DayFirst => NumericOrder::DayFirst,
        NumericDates::MonthFirst => NumericOrder::MonthFirst,
    }
}

/// How to wait for another process that writes to a store.
pub(super) fn wait(waiting: &Waiting) -> Wait {
    // What SQLite counts in is milliseconds in 31 bits.
    let most = std::time::Duration::from_secs(waiting.wait.min(2_000_000));
    Wait { most, told: || say(&"another run is writing to this store: waiting for it") }
}

/// The resources chosen: those of a folder or those built in, with or without their names, and the user's own lists.
pub(super) fn choice(folder: Option<&Path>, own: &Own, names: bool) -> Result<Choice> {
    let files = folder.map(resources::from_folder).transpose()?;
    let own = own_lists(&own.gazetteer, own.label.as_deref())?;
    Ok(Choice { files, names, own, ..Choice::default() })
}

/// The user's own lists at these paths.
pub(super) fn own_lists(paths: &[PathBuf], label: Option<&str>) -> Result<Vec<OwnList>> {
    if label.is_some() && paths.is_empty() {
        return Err(Error::new("--label says what the rows of your lists are: name one"));
    }
    let mut lists = Vec::new();
    for path in paths {
        lists.extend(OwnList::read(path, label)?);
    }
    Ok(lists)
}

/// The extractor with the lists chosen.
///
/// It lives as long as the process: to free it piece by piece at the end would take longer than to start did.
pub(super) fn extractor(lists: &Lists, dates: DateOptions) -> Result<&'static Extractor> {
    made(&chosen(lists)?, lists, dates)
}

/// The same, and what tells its resources from others.
pub(super) fn knowing(lists: &Lists, dates: DateOptions) -> Result<(&'static Extractor, [u8; 16])> {
    let choice = chosen(lists)?;
    let fingerprint = choice.fingerprint(dates, &corrections(lists)?);
    Ok((made(&choice, lists, dates)?, fingerprint))
}

fn made(choice: &Choice, lists: &Lists, dates: DateOptions) -> Result<&'static Extractor> {
    let mut resources = compiled(lists.resources.as_deref(), choice)?;
    resources.dates.options = dates;
    let mut extractor = Extractor::of(resources);
    if let Some(path) = &lists.corrections {
        let corrections = Corrections::read(path, &|name| extractor.listed(name))?;
        extractor = extractor.corrected(corrections);
    }
    Ok(Box::leak(Box::new(extractor)))
}

/// What tells the resources chosen from others, without compiling them.
pub(super) fn fingerprint(lists: &Lists, dates: DateOptions) -> Result<[u8; 16]> {
    Ok(chosen(lists)?.fingerprint(dates, &corrections(lists)?))
}

/// The bytes of the corrections, none if there are none.
fn corrections(lists: &Lists) -> Result<Vec<u8>> {
    let Some(path) = &lists.corrections else { return Ok(Vec::new()) };
    std::fs::read(path).map_err(|error| Error::io(path, error))
}

fn chosen(lists: &Lists) -> Result<Choice> {
    choice(lists.resources.as_deref(), &lists.own, !lists.no_default_gazetteers)
}

/// The resources chosen, compiled.
pub(super) fn compiled(folder: Option<&Path>, choice: &Choice) -> Result<Resources> {
    Resources::of(choice).map_err(|error| match folder {
        Some(folder) if !choice.own.iter().any(|list| Some(list.path()) == error.path()) => below(folder, &error),
        _ => error,
    })
}

/// The same error, said of the file where the user finds it: resources know their paths below `folder`.
fn below(folder: &Path, error: &Error) -> Error {
    let mut placed = Error::new(error.message());
    if let Some(path) = error.path() {
        placed = placed.at(&folder.join(path));
    }
    match error.line_number() {
        Some(line) => placed.line(line),
        None => placed,
    }
}

/// A date as that option gives it.
pub(super) fn date(option: &str, text: &str) -> Result<Date> {
    Date::parse(text).ok_or_else(|| Error::new(format!("{option} {text}: no date; write it as 2023-08-07, 2023-08 or 2023")))
}

/// About how many bytes of a graph are held.
pub(super) fn held(memory: &Memory) -> Result<usize> {
    bytes(&memory.hold).ok_or_else(|| Error::new(format!("--hold {}: no size; write it as 500k, 64M or 4G", memory.hold)))
}

/// The most bytes of a document.
fn size(text: &str) -> Result<usize> {
    match bytes(text) {
        // Offsets are 32-bit numbers.
        Some(bytes) if bytes > 0 && u32::try_from(bytes).is_ok() => Ok(bytes),
        Some(_) => Err(Error::new(format!("--max-document-size {text}: from 1 byte to less than 4G"))),
        None => Err(Error::new(format!("--max-document-size {text}: no size; write it as 500k, 16M or 1G"))),
    }
}

/// Reads `16M`: k, M and G count 1,024, 1,024² and 1,024³ bytes.
fn bytes(text: &str) -> Option<usize> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text[number.len()..].to_ascii_lowercase();
    let scale = match unit.strip_suffix("ib").or(unit.strip_suffix('b')).unwrap_or(&unit) {
        "" => Some(1),
        "k" => Some(1 << 10),
        "m" => Some(1 << 20),
        "g" => Some(1 << 30),
        _ => None,
    };
    number.parse::<usize>().ok().zip(scale).and_then(|(number, scale)| number.checked_mul(scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        let read: Vec<Option<usize>> = ["1", "2k", "16M", "16MB", "16MiB", "3G"].map(|text| size(text).ok()).into();
        assert_eq!(read, [1, 2 << 10, 16 << 20, 16 << 20, 16 << 20, 3 << 30].map(Some));
        for text in ["", "0", "M", "-1", "1.5M", "4G", "16X", "99999999999999999999G", "1é"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn formats_come_once_and_in_order() {
        let names = |wanted: &[&str]| -> Vec<&str> {
            let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
            exporters(&wanted).iter().map(|exporter| exporter.name()).collect()
        };
        assert_eq!(names(&["gephi", "csv", "gephi"]), ["csv", "gephi"]);
        assert_eq!(names(&[]), ["csv", "neo4j", "gephi"]);
        assert_eq!(names(&["all"]).len(), EXPORTERS.len());
    }
}
