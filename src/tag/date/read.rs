//! What a named part takes at a token, and its value.

use std::cell::Cell;

use super::super::Context;
use super::digits::{clock, day_clock, dotted, full_year, period_code};
use crate::resources::{DateWords, GROUP, Part, VAGUE};
use crate::text::{Capitals, Sentence, Shape, Token, cue, has};
use crate::word::WordId;

/// Reads parts within one sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) context: Context<'a>,
    pub(super) sentence: Sentence,
    /// What was read last, here and there in the document.
    pub(super) memo: &'a Memo,
}

/// What was found out about tokens, as far as it is remembered: rules that begin alike ask for the same.
#[derive(Debug)]
pub(super) struct Memo {
    /// The symbol of each token of the document, once it was asked for.
    symbols: Vec<Cell<u16>>,
    parts: [Cell<Known>; 32],
}

/// A part, where it was looked for, and what it took.
#[derive(Clone, Copy, Debug)]
struct Known {
    part: u16,
    at: u32,
    took: Option<(u32, i32)>,
}

/// No symbol, and no part.
const UNASKED: u16 = u16::MAX;

impl Memo {
    /// Nothing is known of so many tokens.
    pub(super) fn of(tokens: usize) -> Self {
        let nothing = Known { part: UNASKED, at: 0, took: None };
        Self { symbols: vec![Cell::new(UNASKED); tokens], parts: std::array::from_fn(|_| Cell::new(nothing)) }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn words(&self) -> &'a DateWords {
        &self.context.resources.dates.words
    }

    pub(super) fn token(&self, at: u32) -> Option<&'a Token> {
        (at >= self.sentence.first && at < self.sentence.end).then(|| &self.context.tokens[at as usize])
    }

    fn text(&self, token: &Token) -> &'a str {
        token.span().of(&self.context.document.text)
    }

    /// The symbol of a token, for [`crate::resources::Walker`], or of the edge of the sentence right behind or before it.
    #[inline]
    pub(super) fn symbol(&self, at: u32) -> u16 {
        if at < self.sentence.first || at >= self.sentence.end {
            return self.context.resources.dates.alphabet.edge();
        }
        self.remembered(at, &self.memo.symbols[at as usize])
    }

    /// The symbols of the tokens from there to the end of the sentence.
    #[inline]
    pub(super) fn symbols_from(&self, at: u32) -> impl Iterator<Item = u16> {
        let known = &self.memo.symbols[at as usize..self.sentence.end as usize];
        (at..).zip(known).map(|(at, symbol)| self.remembered(at, symbol))
    }

    #[inline]
    fn remembered(&self, at: u32, symbol: &Cell<u16>) -> u16 {
        if symbol.get() == UNASKED {
            symbol.set(self.symbol_anew(at));
        }
        symbol.get()
    }

    fn symbol_anew(&self, at: u32) -> u16 {
        let alphabet = &self.context.resources.dates.alphabet;
        let token = &self.context.tokens[at as usize];
        if token.shape == Shape::Number {
            return alphabet.number(token.word, self.text(token));
        }
        let is_known = self.context.cues[at as usize] & cue::DATE_PART != 0;
        alphabet.symbol(if is_known { token.word } else { WordId::UNKNOWN }, token.mark)
    }

    /// Where the part of that number ends if it begins at `at`, and its value.
    #[inline]
    pub(super) fn read(&self, part: u16, at: u32) -> Option<(u32, i32)> {
        // Most parts are asked for where they cannot be: what may be missing, and one way of several.
        if self.context.resources.dates.alphabet.may_be(part, self.symbol(at)) { self.look(part, at) } else { None }
    }

    fn look(&self, part: u16, at: u32) -> Option<(u32, i32)> {
        if part >= GROUP {
            let token = self.token(at)?;
            return self.words().in_group(part - GROUP, token.word).then_some((at + 1, 0));
        }
        if part == Part::Edge as u16 {
            return (at == self.sentence.end).then_some((at, 0));
        }
        // What the sentence before took here it took as part of that sentence.
        self.token(at)?;
        let slot = &self.memo.parts[(u32::from(part) ^ (at << 2)) as usize % 32];
        let known = slot.get();
        if known.part == part && known.at == at {
            return known.took;
        }
        let took = self.read_anew(part, at);
        slot.set(Known { part, at, took });
        took
    }

    fn read_anew(&self, part: u16, at: u32) -> Option<(u32, i32)> {
        let part = Part::from_number(part)?;
        let token = self.token(at)?;
        match part {
            Part::Dash => (token.is(b'-') || token.is(b'~')).then_some((at + 1, 0)),
            Part::Bracket => (token.is(b'(') || token.is(b'[')).then_some((at + 1, 0)),
            Part::Currency => {
                (token.shape == Shape::Mark && matches!(self.text(token), "$" | "£" | "€" | "¥")).then_some((at + 1, 0))
            }
            Part::Month => self.named(Part::MonthName, at).or_else(|| self.named(Part::MonthShort, at)),
            Part::Weekday => self.named(Part::Weekday, at).or_else(|| {
                let short = self.named(Part::WeekdayShort, at)?;
                (token.has(has::STOP) || self.token(at + 1).is_some_and(|next| next.is(b','))).then_some(short)
            }),
            Part::MonthName | Part::Holiday => self.named(part, at),
            Part::N => self.count(at),
            Part::Day => match self.digits(token, 1..=2) {
                Some(number) => (1..=31).contains(&number).then_some((at + 1, number)),
                None => self.ordinal(at).filter(|&(_, number)| number <= 31),
            },
            Part::Ordinal => self.ordinal(at),
            Part::Year => match self.digits(token, 4..=4) {
                Some(number) => (1000..=2100).contains(&number).then_some((at + 1, number)),
                None => self.spelt_year(at),
            },
            Part::ModernYear => self.digits(token, 4..=4).filter(|year| (1900..2050).contains(year)).map(|year| (at + 1, year)),
            Part::ShortYear => {
                let number = self.token(at + 1).filter(|next| token.is(b'\'') && !next.has(has::SPACE))?;
                self.digits(number, 2..=2).map(|year| (at + 2, full_year(year)))
            }
            Part::Decade => self.decade(at),
            Part::MonthNumber => self.digits(token, 1..=2).filter(|month| (1..=12).contains(month)).map(|month| (at + 1, month)),
            Part::DayNumber => self.digits(token, 1..=2).filter(|day| (1..=31).contains(day)).map(|day| (at + 1, day)),
            Part::YearNumber => self.digits(token, 2..=2).map(|year| (at + 1, full_year(year))),
            Part::DottedDate => self.number(at, dotted),
            Part::Digits => {
                let digits = token.shape == Shape::Number && self.text(token).bytes().all(|byte| byte.is_ascii_digit());
                digits.then_some((at + 1, 0))
            }
            Part::PeriodCode => self.number(at, period_code),
            Part::DayClock => self.number(at, day_clock),
            Part::Clock => self.number(at, clock),
            Part::Hour => self.digits(token, 1..=2).filter(|hour| (1..=24).contains(hour)).map(|hour| (at + 1, hour)),
            Part::Zone => self.zone(at),
            _ => self.listed(part, at),
        }
    }

    /// `GMT`, `UTC+3`, `GMT-05:00`.
    fn zone(&self, at: u32) -> Option<(u32, i32)> {
        let (end, value) = self.listed(Part::Zone, at)?;
        let joined = |at: u32| self.token(at).filter(|token| !token.has(has::SPACE));
        let offset = joined(end).is_some_and(|token| token.is(b'+') || token.is(b'-'))
            && joined(end + 1).is_some_and(|token| self.digits(token, 1..=2).is_some() || self.number(end + 1, clock).is_some());
        Some((end + 2 * u32::from(offset), value))
    }

    /// The same, for a part of one token that ends before `at`, as guards that look to the left need it.
    pub(super) fn read_back(&self, part: u16, at: u32) -> Option<u32> {
        if part == Part::Edge as u16 {
            return (at == self.sentence.first).then_some(at);
        }
        let before = at.checked_sub(1)?;
        self.read(part, before).filter(|&(end, _)| end == at).map(|_| before)
    }

    /// A word or phrase of the part's own table.
    fn listed(&self, part: Part, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at)?;
        let senses = self.words().senses(token.word);
        senses.iter().filter(|sense| sense.part == part).find_map(|sense| {
            let mut end = at + 1;
            let fits = sense.rest.iter().all(|&word| {
                // "Eid al-Fitr"
                let dash = part == Part::Holiday && self.token(end).is_some_and(|token| token.is(b'-'));
                end += 1 + u32::from(dash);
                self.token(end - 1).is_some_and(|token| token.word == word)
            });
            fits.then_some((end, sense.value))
        })
    }

    /// The same, for what is written with a capital.
    fn named(&self, part: Part, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at).filter(|token| token.is_capital())?;
        // In capitals it is that word only where all else is.
        let fits = token.shape != Shape::Upper || self.sentence.capitals == Capitals::All || self.sentence.end - at < 8;
        if fits { self.listed(part, at) } else { None }
    }

    /// The number of a token that is digits alone, as many as `lengths` allows.
    fn digits(&self, token: &Token, lengths: std::ops::RangeInclusive<u32>) -> Option<i32> {
        if token.shape != Shape::Number || !lengths.contains(&(token.end - token.start)) {
            return None;
        }
        let text = self.text(token);
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
    }

    /// `7th`, `seventh`, `twenty-first`.
    fn ordinal(&self, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at)?;
        if token.shape == Shape::Number {
            let text = self.text(token);
            let digits = text.len().checked_sub(2).filter(|&length| text.is_char_boundary(length))?;
            let (digits, tail) = text.split_at(digits);
            let fits = ["st", "nd", "rd", "th"].iter().any(|known| tail.eq_ignore_ascii_case(known));
            return (fits && digits.len() <= 3).then(|| digits.parse().ok())?.map(|number| (at + 1, number));
        }
        if let Some((tens, value)) = self.listed(Part::N, at)
            && matches!(value, 40 | 60)
        {
            let dash = self.token(tens).is_some_and(|token| token.is(b'-'));
            let (end, ones) = self.listed(Part::Ordinal, tens + u32::from(dash))?;
            return (ones < 10).then_some((end, value / 2 + ones));
        }
        self.listed(Part::Ordinal, at)
    }

    /// Twice a number, in digits or words: `3`, `2,500`, `twenty-five`, `a hundred`, `2 1/2`, `two and a half`.
    fn count(&self, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at)?;
        let (mut end, mut value) = match token.shape {
            Shape::Number => {
                let text = self.text(token);
                if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') || text.len() > 9 {
                    return None;
                }
                let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
                let half = match fraction {
                    "" | "0" => 0,
                    "5" => 1,
                    _ => return None,
                };
                let whole = whole.bytes().filter(u8::is_ascii_digit).fold(0i32, |sum, byte| sum * 10 + i32::from(byte - b'0'));
                (at + 1, whole.min(1_000_000) * 2 + half)
            }
            _ => self.spelt(at)?,
        };
        if value == VAGUE {
            return Some((end, value));
        }
        // "2 1/2", "two and a half"
        let is =
            |ahead: u32, text: &str| self.token(end + ahead).is_some_and(|token| self.text(token).eq_ignore_ascii_case(text));
        let half = (is(0, "1") && is(1, "/") && is(2, "2")) || (is(0, "and") && is(1, "a") && is(2, "half"));
        if value % 2 == 0 && half {
            (end, value) = (end + 3, value + 1);
        }
        Some((end, value))
    }

    /// Twice a number in words.
    fn spelt(&self, at: u32) -> Option<(u32, i32)> {
        let (mut end, mut sum) = self.listed(Part::N, at)?;
        if sum == VAGUE {
            return Some((end, VAGUE));
        }
        let mut total = 0;
        loop {
            let dash =
                u32::from(self.token(end).is_some_and(|token| token.is(b'-')) && (40..200).contains(&sum) && sum % 20 == 0);
            let Some((next, value)) = self.listed(Part::N, end + dash) else { break };
            match value {
                2..=18 if (40..200).contains(&(sum % 200)) && sum % 20 == 0 => sum += value,
                2..=199 if sum >= 200 && sum % 200 == 0 && dash == 0 => sum += value,
                200 if sum < 200 && dash == 0 => sum *= 100,
                2000 if sum < 2000 && dash == 0 => {
                    total += sum * 1000;
                    sum = 0;
                }
                _ => break,
            }
            end = next;
            if total > 0 && sum == 0 && self.listed(Part::N, end).is_none_or(|(_, value)| !(2..400).contains(&value)) {
                break;
            }
            if total > 0 && sum == 0 {
                let Some((next, value)) = self.listed(Part::N, end) else { break };
                (end, sum) = (next, value);
            }
        }
        Some((end, total + sum))
    }

    /// `nineteen ninety-six`, `two thousand`, `two thousand and five`.
    fn spelt_year(&self, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at)?;
        if !token.is_word() {
            return None;
        }
        let (middle, century) = self.listed(Part::N, at).filter(|&(_, value)| value != VAGUE)?;
        match century / 2 {
            century @ 15..=20 => {
                let (mut end, mut value) = self.listed(Part::N, middle).filter(|&(_, value)| (20..200).contains(&value))?;
                if value % 20 == 0 && value >= 40 {
                    let dash = u32::from(self.token(end).is_some_and(|token| token.is(b'-')));
                    if let Some((next, ones)) = self.listed(Part::N, end + dash).filter(|&(_, ones)| (2..20).contains(&ones)) {
                        (end, value) = (next, value + ones);
                    }
                }
                Some((end, century * 100 + value / 2))
            }
            2 => {
                let (end, value) = self.spelt(at).filter(|&(_, value)| (4000..4200).contains(&value))?;
                Some((end, value / 2))
            }
            _ => None,
        }
    }

    /// `1990s`, `90s`, `'90s`, `1980's`, `nineties`: the year over ten.
    fn decade(&self, at: u32) -> Option<(u32, i32)> {
        let token = self.token(at)?;
        if token.is(b'\'') {
            let next = self.token(at + 1).filter(|next| !next.has(has::SPACE) && next.shape == Shape::Number)?;
            let (end, decade) = self.decade(at + 1)?;
            return (next.end - next.start <= 3).then_some((end, decade));
        }
        if token.shape != Shape::Number {
            return self.listed(Part::DecadeWord, at).map(|(end, decade)| (end, 190 + decade));
        }
        let text = self.text(token);
        let (digits, end) = match text.strip_suffix('s') {
            Some(digits) => (digits, at + 1),
            None if self.token(at + 1).is_some_and(|next| next.shape == Shape::Clitic && next.is(b's')) => (text, at + 2),
            None => return None,
        };
        let number: i32 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        match digits.len() {
            4 if number % 10 == 0 && (1000..2100).contains(&number) => Some((end, number / 10)),
            2 if number % 10 == 0 && number >= 20 && end == at + 1 => Some((end, 190 + number / 10)),
            _ => None,
        }
    }

    /// What the letters of a number tell.
    fn number(&self, at: u32, value: impl Fn(&str) -> Option<i32>) -> Option<(u32, i32)> {
        let token = self.token(at).filter(|token| token.shape == Shape::Number)?;
        value(self.text(token)).map(|value| (at + 1, value))
    }
}
