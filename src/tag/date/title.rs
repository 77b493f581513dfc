//! Names that are written like times: "This Week", "60 Minutes", "USA Today".

use super::read::Reader;
use crate::resources::Part;
use crate::resources::pattern::Taken;
use crate::text::{Capitals, Shape};

/// What is written with a capital wherever it stands, or is no name beside a capital.
const CAPITALS: [Part; 18] = [
    Part::Month,
    Part::MonthName,
    Part::Weekday,
    Part::Weekdays,
    Part::Season,
    Part::Holiday,
    Part::Year,
    Part::ModernYear,
    Part::ShortYear,
    Part::Decade,
    Part::Clock,
    Part::Hour,
    Part::Meridiem,
    Part::Zone,
    Part::Era,
    Part::Quarter,
    Part::Half,
    Part::Ordinal,
];

/// Whether every word of a match has a capital that its sentence gives to names alone. A single word counts only behind
/// another: behind a mark it may begin what is said.
pub(super) fn is_title(reader: &Reader<'_>, (first, end): (u32, u32), taken: &[Taken]) -> bool {
    if first == reader.sentence.first || reader.sentence.capitals != Capitals::Names {
        return false;
    }
    let mut words = (first..end).filter_map(|at| reader.token(at)).filter(|token| token.is_word()).peekable();
    if words.peek().is_none() || !words.all(|token| token.is_capital() && token.shape != Shape::Upper) {
        return false;
    }
    if end == first + 1 && reader.token(first - 1).is_none_or(|before| !before.is_word()) {
        return false;
    }
    !taken.iter().any(|(part, ..)| CAPITALS.iter().any(|own| *own as u16 == *part))
}
