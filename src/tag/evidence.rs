//! What speaks for and against a stretch of words being a person, an organisation or a place, and what it is worth.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::seen::Seen;
use super::{Candidate, Context, Hit, NAMED, Reading, Scratch};
use crate::document::Document;
use crate::mention::Label;
use crate::resources::{Classes, Feature, PLACES, Resources, Weights, WordInfo, form};
use crate::text::{Capitals, Sentence, Shape, Text, Token, has};
use crate::word::WordId;

/// The number of the label that is worth most; the first among equals.
pub(super) fn best(worth: [f32; 3]) -> usize {
    let mut best = 0;
    for label in 1..3 {
        if worth[label] > worth[best] {
            best = label;
        }
    }
    best
}

/// What surrounds a candidate.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// Its sentence.
    pub(super) sentence: &'a Sentence,
    /// The names that lists know, of the whole sentence.
    pub(super) hits: &'a [Hit],
    /// How the article writes its words.
    pub(super) seen: &'a Seen,
}

/// The worth with the labels that no list gives left behind where a list knows the name as a state's: a state that acts
/// is still that state, and one node.
pub(super) fn as_listed(context: &Context<'_>, hits: &[Hit], worth: [f32; 3]) -> [f32; 3] {
    let mut listed = [false; 3];
    let mut state = false;
    for hit in hits.iter().filter(|hit| !hit.unsure) {
        let label = context.resources.entry(hit.form.entry).label;
        state |= label.as_str() == "place/country";
        if let Some(number) = NAMED.iter().position(|&named| named == label.base()) {
            listed[number] = true;
        }
    }
    if let Some(own) = of_own_list(context, hits) {
        let best = worth[best(worth)];
        return std::array::from_fn(|label| if label == own { best } else { worth[label].min(best - 1.0) });
    }
    if !state {
        return worth;
    }
    let best = worth[best(worth)];
    let place = 2;
    std::array::from_fn(|label| match listed[label] {
        true if label == place => best,
        true => worth[label],
        false => worth[label].min(best - 1.0),
    })
}

/// The number of the one label that the user's own lists give the name for sure: they say what it is.
fn of_own_list(context: &Context<'_>, hits: &[Hit]) -> Option<usize> {
    let own = hits.iter().filter(|hit| !hit.unsure).map(|hit| context.resources.entry(hit.form.entry));
    let mut bases = own.filter(|entry| context.resources.is_own(entry)).map(|entry| entry.label.base());
    let base = bases.next()?;
    NAMED.iter().position(|&named| named == base).filter(|_| bases.all(|other| other == base))
}

/// Where evidence goes: a sum of weights, or a list for explanations.
trait Sink {
    fn push(&mut self, feature: Feature);
    fn word(&mut self, place: usize, word: WordId, row: u16);
    fn has(&self, feature: Feature) -> bool;
}

/// The sum of what the evidence is worth.
struct Sum<'w> {
    weights: &'w Weights,
    worth: [f32; 3],
    seen: u128,
}

impl Sink for Sum<'_> {
    #[inline]
    fn push(&mut self, feature: Feature) {
        let weights = &self.weights.of[feature as usize];
        for label in 0..3 {
            self.worth[label] += weights[label];
        }
        self.seen |= 1 << (feature as u32);
    }

    #[inline]
    fn word(&mut self, place: usize, _: WordId, row: u16) {
        if row != 0 {
            let weights = &self.weights.words[usize::from(row)][place];
            for label in 0..3 {
                self.worth[label] += weights[label];
            }
        }
    }

    #[inline]
    fn has(&self, feature: Feature) -> bool {
        self.seen & (1 << (feature as u32)) != 0
    }
}

/// The evidence by itself, for explanations and for learning.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it has, and how much of it.
    pub features: Vec<(Feature, f32)>,
    /// The known words in and around it, by their place in [`crate::resources::PLACES`].
    pub words: Vec<(usize, WordId)>,
}

impl Sink for Told {
    fn push(&mut self, feature: Feature) {
        self.features.push((feature, 1.0));
    }

    fn word(&mut self, place: usize, word: WordId, _: u16) {
        self.words.push((place, word));
    }

    fn has(&self, feature: Feature) -> bool {
        self.features.iter().any(|&(had, _)| had == feature)
    }
}

/// What a stretch is worth as each label; `None` if it can be no name at all.
/// `hits` are the gazetteer names spelt just so.
pub(super) fn worth(context: &Context<'_>, around: Around<'_>, span: (u32, u32), hits: &[Hit]) -> Option<[f32; 3]> {
    let mut sum = Sum { weights: &context.resources.weights, worth: [0.0; 3], seen: 0 };
    collect(context, around, span, hits, &mut sum)?;
    Some(sum.worth)
}

fn collect(context: &Context<'_>, around: Around<'_>, (first, end): (u32, u32), hits: &[Hit], out: &mut impl Sink) -> Option<()> {
    let tokens = context.words(first, end);
    let words = tokens.iter().filter(|token| token.shape != Shape::Mark && token.shape != Shape::Clitic).count();
    out.push(Feature::Capital);
    out.push(match words {
        0 | 1 => Feature::OneWord,
        2 => Feature::TwoWords,
        3 => Feature::ThreeWords,
        _ => Feature::ManyWords,
    });
    let listed = listed(context, hits, out);
    inside(context, around, (first, end), words, listed, out)?;
    before(context, around.sentence, first, around.hits, out);
    behind(context, around.sentence, (first, end), around.hits, out);
    beside(context, around, (first, end), listed == Listed::Sure, out);
    lexical(context, around.sentence, (first, end), words, out);
    Some(())
}

/// What the very words in and around it say.
fn lexical(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), words: usize, out: &mut impl Sink) {
    let mut word = |place: usize, at: u32| {
        let word = context.token(at).word;
        if word.is_known() {
            out.word(place, word, context.resources.info(word).worth);
        }
    };
    if first > sentence.first {
        word(0, first - 1);
        if first - 1 > sentence.first {
            word(1, first - 2);
        }
    }
    if end < sentence.end {
        word(2, end);
        if end + 1 < sentence.end {
            word(3, end + 1);
        }
    }
    if words > 1 {
        word(4, first);
        word(5, end - 1);
    } else {
        word(6, first);
    }
}

/// Words that are no part of a name and may begin a sentence in front of one.
const SMALL: Classes = Classes::DETERMINER
    .or(Classes::PRONOUN)
    .or(Classes::PREPOSITION)
    .or(Classes::LOCATIVE)
    .or(Classes::CLAUSE)
    .or(Classes::NEGATION)
    .or(Classes::ADVERB)
    .or(Classes::CONDITIONAL)
    .or(Classes::AUXILIARY);

/// Whether two words with capitals stand beside each other by chance: "Moscow PRAVDA".
fn apart(first: &Token, second: &Token) -> bool {
    let long = |token: &Token| token.shape == Shape::Upper && token.end - token.start >= 4 && !token.has(has::STOP);
    (long(first) && second.shape == Shape::Title) || (first.shape == Shape::Title && long(second))
}

/// What stands at its sides that it leaves out: capitals, marks, numbers.
fn beside(context: &Context<'_>, around: Around<'_>, (first, end): (u32, u32), sure: bool, out: &mut impl Sink) {
    let Around { sentence, hits, .. } = around;
    // Two names that lists know may stand side by side: the Moscow Interfax.
    let known = |fits: &dyn Fn(&Hit) -> bool| sure && hits.iter().any(|hit| !hit.unsure && fits(hit));
    let small = &context.resources.small;
    let joins = |token: &Token| token.word == small.of || token.word == small.r#for;
    let and = |token: &Token| token.word == small.and || token.is(b'&');
    let mut quoted = false;
    if first > sentence.first {
        let before = context.token(first - 1);
        let further = (first - 1 > sentence.first).then(|| context.token(first - 2));
        let capital = further.is_some_and(Token::is_capital);
        match before.shape {
            Shape::Mark => match before.mark {
                b',' if capital => out.push(Feature::CapitalCommaBefore),
                b'-' if !context.token(first).has(has::SPACE)
                    && further.is_none_or(|further| further.shape != Shape::Initial) =>
                {
                    out.push(Feature::HyphenBefore);
                }
                b'(' => {
                    out.push(Feature::BracketBefore);
                    let code = end - first == 1 && context.token(first).shape == Shape::Upper;
                    if code && capital && end < sentence.end && context.token(end).is(b')') {
                        out.push(Feature::BracketAcronym);
                    }
                }
                b'"' => quoted = true,
                b'&' if capital => out.push(Feature::CapitalAndBefore),
                _ => {}
            },
            Shape::Number => out.push(Feature::NumberBefore),
            Shape::Lower if capital => {
                if joins(before) {
                    if further.is_some_and(|further| context.resources.classes(further).any(Classes::ORGANIZATION_START)) {
                        out.push(Feature::CapitalOfBefore);
                    }
                } else if and(before) {
                    out.push(Feature::CapitalAndBefore);
                }
            }
            Shape::Lower if before.word == small.the && further.is_some_and(joins) && first - 2 > sentence.first => {
                if context.token(first - 3).is_capital() && context.classes(first - 3).any(Classes::ORGANIZATION_START) {
                    out.push(Feature::CapitalOfBefore);
                }
            }
            Shape::Lower | Shape::Clitic | Shape::Address => {}
            _ => {
                // "Neither Ukraine nor Poland": the small word that begins a sentence has its capital from there.
                let small = first - 1 == sentence.first && context.resources.classes(before).any(SMALL);
                if !small
                    && !context.resources.classes(before).any(Classes::TITLE.or(Classes::ROLE))
                    && !apart(before, context.token(first))
                    && !known(&|hit| hit.end == first)
                {
                    out.push(Feature::CapitalBefore);
                }
            }
        }
        if further.is_some_and(|further| {
            further.is_capital() && context.resources.classes(further).any(Classes::TITLE.or(Classes::ROLE))
        }) {
            out.push(Feature::TitleNear);
        }
    }
    let last = context.token(end - 1);
    if end >= sentence.end || (context.token(end).is(b'.') && end + 1 >= sentence.end) {
        out.push(Feature::AtEnd);
        if first == sentence.first {
            out.push(Feature::WholeSentence);
        }
        return;
    }
    let behind = context.token(end);
    let further = (end + 1 < sentence.end).then(|| context.token(end + 1));
    let capital = further.is_some_and(Token::is_capital);
    match behind.shape {
        Shape::Mark => match behind.mark {
            b',' if capital => out.push(Feature::CommaCapitalBehind),
            b'-' if !behind.has(has::SPACE) && further.is_some_and(|further| further.shape != Shape::Lower) => {
                out.push(Feature::HyphenBehind);
            }
            b'(' => out.push(Feature::BracketBehind),
            b':' => out.push(Feature::ColonBehind),
            b'"' if quoted => out.push(Feature::Quoted),
            b'&' if capital => out.push(Feature::AndCapitalBehind),
            _ => {}
        },
        Shape::Number => out.push(Feature::NumberBehind),
        Shape::Lower => {
            let the = further.is_some_and(|further| further.word == small.the)
                && end + 2 < sentence.end
                && context.token(end + 2).is_capital();
            let opens = Classes::ORGANIZATION_START;
            let head = context.resources.classes(last).or(context.classes(first)).any(opens);
            if (capital || the) && head && joins(behind) {
                out.push(Feature::OfCapitalBehind);
            } else if capital && and(behind) {
                out.push(Feature::AndCapitalBehind);
            }
        }
        Shape::Clitic | Shape::Address => {}
        _ => {
            let office = context.resources.classes(behind).any(Classes::TITLE.or(Classes::ROLE));
            if (!last.has(has::STOP) || last.shape != Shape::Title)
                && !office
                && !apart(last, behind)
                && !known(&|hit| hit.first == end)
            {
                out.push(Feature::CapitalBehind);
            }
        }
    }
}

/// What the gazetteers say of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Listed {
    No,
    /// As a name that needs a second cue, or an alias of little prominence.
    Maybe,
    Sure,
}

/// What the gazetteers say of the whole.
fn listed(context: &Context<'_>, hits: &[Hit], out: &mut impl Sink) -> Listed {
    if hits.is_empty() {
        return Listed::No;
    }
    let mut sure = [false; 3];
    let mut maybe = [false; 3];
    let mut other = false;
    // Of two things of one name, the far better known is meant: Toyota.
    let best = hits.iter().map(|hit| context.resources.entry(hit.form.entry).prominence).fold(0.0, f32::max);
    for hit in hits {
        let entry = context.resources.entry(hit.form.entry);
        let base = entry.label.base();
        let prominent = (entry.prominence >= 0.3 || hit.form.flags & form::NAME != 0) && entry.prominence >= 0.5 * best;
        match NAMED.iter().position(|&label| label == base) {
            Some(label) if hit.unsure || !prominent => maybe[label] = true,
            Some(label) => sure[label] = true,
            None => other |= !hit.unsure,
        }
        if entry.label.as_str() == "place/country" {
            out.push(Feature::ListedCountry);
        }
    }
    for label in 0..3 {
        if sure[label] {
            out.push([Feature::ListedPerson, Feature::ListedOrganization, Feature::ListedPlace][label]);
        } else if maybe[label] {
            out.push([Feature::MaybePerson, Feature::MaybeOrganization, Feature::MaybePlace][label]);
        }
    }
    if other {
        out.push(Feature::ListedOther);
    }
    if (0..3).filter(|&label| sure[label] || maybe[label]).count() > 1 {
        out.push(Feature::Ambiguous);
    }
    if sure.contains(&true) {
        Listed::Sure
    } else if maybe.contains(&true) {
        Listed::Maybe
    } else {
        Listed::No
    }
}

/// What the words themselves say.
fn inside(
    context: &Context<'_>,
    around: Around<'_>,
    (first, end): (u32, u32),
    words: usize,
    listed: Listed,
    out: &mut impl Sink,
) -> Option<()> {
    let resources = context.resources;
    let Around { sentence, seen, hits } = around;
    let tokens = context.words(first, end);
    let (head, last) = (tokens[0], tokens[tokens.len() - 1]);
    let (head_info, last_info) = (resources.info(head.word), resources.info(last.word));
    let common = |token: &Token| resources.classes(token).any(Classes::COMMON);
    // A title or role is no part of a name, unless a list says so or the name is a body's ("Foreign Ministry").
    let office = Classes::TITLE.or(Classes::ROLE);
    if listed == Listed::No
        && words > 1
        && head_info.classes.any(Classes::TITLE)
        && !last_info.classes.any(Classes::ORGANIZATION_HEAD.or(Classes::LEGAL_FORM))
    {
        return None;
    }
    if words <= 1 && listed == Listed::No && head_info.classes.any(Classes::NO_NAME.or(Classes::LEGAL_FORM)) {
        return None;
    }
    // "Lt." is the next name's, whatever stands before it.
    if last.has(has::STOP) && last_info.classes.any(Classes::TITLE) && listed != Listed::Sure {
        return None;
    }
    let title = |token: &Token| {
        let info = resources.info(token.word);
        token.is_capital() && info.classes.any(office) && info.given < 6 && info.surname < 6
    };
    if tokens.len() > 1 && tokens[1..].iter().any(title) {
        out.push(Feature::TitleInside);
    }
    if sentence.capitals != Capitals::Names {
        out.push(Feature::CapitalsAround);
        if sentence.capitals == Capitals::All {
            out.push(Feature::AllCapitals);
        }
    }
    let starts = first == sentence.first || opens_sentence(context, first, sentence);
    if starts {
        out.push(Feature::AtStart);
        if words > 1 && head.shape == Shape::Title && seen.lower(head.hash) {
            out.push(Feature::FirstLower);
        }
    }
    if words == 1 {
        alone(&head, (head_info, starts, listed), seen, out);
    }
    let joined = tokens.len() > 2 && (first + 1..end - 1).any(|at| super::shape::is_connector(context, at));
    if words > 1 && !joined {
        if head_info.given > 0 {
            out.push(if head_info.given >= 6 { Feature::GivenStrong } else { Feature::GivenWeak });
        }
        if !last.word.is_known() {
            out.push(Feature::LastUnknown);
        }
        if last.shape == Shape::Lower {
            out.push(Feature::LowerSyllable);
        }
        if head_info.given > 0 && last_info.surname > 0 {
            out.push(Feature::GivenSurname);
        } else if head_info.given > 0 && !last.word.is_known() {
            out.push(Feature::GivenUnknown);
        }
    }
    if words > 1 {
        if last_info.classes.any(office) {
            out.push(Feature::RoleLast);
        }
        if head_info.classes.any(Classes::ROLE_MODIFIER) {
            out.push(Feature::RoleModifierFirst);
        }
        if head.shape == Shape::Upper && tokens.iter().filter(|token| token.is_word()).all(|token| token.shape == Shape::Upper) {
            out.push(Feature::SeveralUpper);
        } else if sentence.capitals == Capitals::Names
            && tokens.iter().any(|token| token.shape == Shape::Upper && token.end - token.start >= 5 && !token.has(has::STOP))
            && tokens.iter().any(|token| token.shape == Shape::Title)
        {
            out.push(Feature::CaseChange);
        }
        if tokens.iter().any(|token| token.is(b'-')) {
            out.push(Feature::HyphenInside);
        }
    }
    // "US" is no pronoun.
    if head.shape != Shape::Upper && head_info.classes.any(FUNCTION) {
        out.push(Feature::FunctionFirst);
    }
    if head_info.classes.or(last_info.classes).any(Classes::MONTH.or(Classes::WEEKDAY)) {
        out.push(Feature::Calendar);
    }
    if last.shape == Shape::Title
        && last.end - last.start >= 4
        && let Some(ends) = ending(last.span().of(&context.document.text))
    {
        out.push(ends);
    }
    if last_info.surname > 0 && !joined {
        out.push(if last_info.surname >= 6 { Feature::SurnameStrong } else { Feature::SurnameWeak });
    }
    if head.shape == Shape::Initial && words > 1 {
        out.push(Feature::StartsWithInitial);
    }
    // Tom, Peter, Smith and Brown are ordinary words too; as a given name or surname they are none.
    let (given, surname) = (words > 1 && head_info.given >= 6, words > 1 && last_info.surname >= 6);
    // A list that knows the whole name knows that its words are ordinary: United States, South Africa.
    let whole = words > 1 && listed == Listed::Sure;
    if common(&head) && head.shape == Shape::Title && !given && !whole {
        out.push(Feature::FirstCommon);
    }
    if common(&last) && words > 1 && !(given && surname) && !whole {
        out.push(Feature::LastCommon);
    }
    if !whole && !given && head.shape != Shape::Upper && tokens.iter().filter(|token| token.is_word()).all(common) {
        out.push(Feature::AllCommon);
    }
    if tokens.len() > 2 {
        connectors(context, (first, end), head_info.classes, hits, out);
    }
    if words > 1 {
        if last_info.classes.any(Classes::LEGAL_FORM) {
            out.push(Feature::LegalForm);
        } else if tokens.len() > 2
            && tokens[1..tokens.len() - 1]
                .iter()
                .any(|token| token.is_capital() && resources.classes(token).any(Classes::LEGAL_FORM))
        {
            out.push(Feature::LegalFormInside);
        }
        if last_info.classes.any(Classes::ORGANIZATION_HEAD) {
            out.push(Feature::OrganizationHead);
        } else if tokens.iter().any(|token| token.is_capital() && resources.classes(token).any(Classes::ORGANIZATION_HEAD)) {
            out.push(Feature::OrganizationHeadInside);
        }
        if last_info.classes.any(Classes::PLACE_HEAD) {
            out.push(Feature::PlaceHead);
        }
        if head_info.classes.any(Classes::PLACE_START) {
            out.push(Feature::PlaceStart);
        }
        parts(context, (first, end), hits, out);
    }
    shapes(tokens, words, listed, out);
    Some(())
}

/// Words that open a sentence or a clause more than a name.
const FUNCTION: Classes = Classes::PRONOUN
    .or(Classes::DETERMINER)
    .or(Classes::PREPOSITION)
    .or(Classes::CLAUSE)
    .or(Classes::CONDITIONAL)
    .or(Classes::BE)
    .or(Classes::ADVERB)
    .or(Classes::AUXILIARY)
    .or(Classes::NEGATION);

/// What one word by itself says.
fn alone(head: &Token, (info, starts, listed): (WordInfo, bool, Listed), seen: &Seen, out: &mut impl Sink) {
    let common = info.classes.any(Classes::COMMON);
    if starts {
        if common && head.shape != Shape::Upper {
            out.push(Feature::CommonAtStart);
        }
        if seen.capital(head.hash) {
            out.push(Feature::CapitalElsewhere);
        }
    } else if common && head.shape == Shape::Title {
        out.push(Feature::OneCommon);
    }
    if head.shape == Shape::Title && seen.lower(head.hash) {
        out.push(Feature::MemoryLower);
    }
    if !head.word.is_known() {
        out.push(Feature::OneUnknown);
        if starts {
            out.push(Feature::UnknownAtStart);
        }
    }
    if info.given > 0 {
        out.push(Feature::GivenAlone);
    }
    if info.surname >= 6 && !common && info.given < 6 && listed == Listed::No {
        out.push(Feature::SurnameAlone);
    }
    if info.classes.any(Classes::ORGANIZATION_HEAD) {
        out.push(Feature::OrganizationHeadAlone);
    }
    if info.classes.any(Classes::TITLE) {
        out.push(Feature::TitleAlone);
    }
    if common && listed == Listed::Sure {
        out.push(Feature::ListedCommon);
    }
}

/// What the last letters of a word say.
fn ending(word: &str) -> Option<Feature> {
    let bytes = word.as_bytes();
    let ends = |with: &[&str]| with.iter().any(|ending| bytes.len() > ending.len() + 1 && bytes.ends_with(ending.as_bytes()));
    // One look at the last letter decides which endings can be.
    Some(match bytes[bytes.len() - 1] {
        b'v' if ends(&["ov", "ev"]) => Feature::EndsSlavic,
        b'a' if ends(&["ova", "eva", "kaya"]) => Feature::EndsSlavic,
        b'y' if ends(&["sky", "skiy"]) => Feature::EndsSlavic,
        b'i' if ends(&["ski", "cki"]) => Feature::EndsSlavic,
        b'o' if ends(&["enko"]) => Feature::EndsSlavic,
        b'k' if ends(&["chuk"]) => Feature::EndsSlavic,
        b'h' if ends(&["vich"]) => Feature::EndsSlavic,
        b'c' if ends(&["vic", "sic", "tic"]) => Feature::EndsSlavic,
        b'n' if ends(&["son", "sen", "mann", "stein", "ssen"]) => Feature::EndsGermanic,
        b'g' if ends(&["burg"]) => Feature::EndsPlace,
        b'g' if ends(&["berg"]) => Feature::EndsGermanic,
        b'r' if ends(&["meyer", "maier", "bauer"]) => Feature::EndsGermanic,
        b'z' if ends(&["ez"]) => Feature::EndsRomance,
        b'i' if ends(&["ini", "elli", "etti", "shvili"]) => Feature::EndsRomance,
        b'o' if ends(&["ello", "etto", "inho", "eiro"]) => Feature::EndsRomance,
        b's' if ends(&["opoulos", "idis", "akis"]) => Feature::EndsRomance,
        b'e' if ends(&["adze", "idze"]) => Feature::EndsRomance,
        b'u' if ends(&["escu", "eanu"]) => Feature::EndsRomance,
        b'n' if ends(&["yan", "zadeh"]) => Feature::EndsRomance,
        b'n' if ends(&["stan", "ton"]) => Feature::EndsPlace,
        b'd' if ends(&["land", "grad", "abad", "ford"]) => Feature::EndsPlace,
        b'e' if ends(&["ville", "shire"]) => Feature::EndsPlace,
        b'r' if ends(&["pur"]) => Feature::EndsPlace,
        b'a' if ends(&["ia"]) => Feature::EndsPlace,
        b't' if ends(&["soft"]) => Feature::EndsFirm,
        b'h' if ends(&["tech"]) => Feature::EndsFirm,
        b'k' if ends(&["bank"]) => Feature::EndsFirm,
        b'm' if ends(&["com", "gram"]) => Feature::EndsFirm,
        b'p' if ends(&["corp", "group"]) => Feature::EndsFirm,
        b'r' if ends(&["air"]) => Feature::EndsFirm,
        b'l' if ends(&["tel", "oil"]) => Feature::EndsFirm,
        b's' if ends(&["ics", "tronics", "sys"]) => Feature::EndsFirm,
        b'x' if ends(&["ex", "ix"]) => Feature::EndsFirm,
        b'm' if ends(&["ism"]) => Feature::EndsNoun,
        b'h' if ends(&["ish"]) => Feature::EndsNoun,
        b'e' if ends(&["ese"]) => Feature::EndsNoun,
        b't' if ends(&["ist"]) => Feature::EndsNoun,
        b's' if ends(&["ists", "isms", "ians", "ings"]) => Feature::EndsNoun,
        b'g' if ends(&["ing"]) => Feature::EndsNoun,
        b'y' if ends(&["ity", "ology"]) => Feature::EndsNoun,
        b'n' if ends(&["tion", "sion", "ian"]) => Feature::EndsNoun,
        _ => return None,
    })
}

/// Small words and initials inside.
fn connectors(context: &Context<'_>, (first, end): (u32, u32), head: Classes, hits: &[Hit], out: &mut impl Sink) {
    let (mut joins, mut and, mut particle, mut initial) = (false, false, false, false);
    let (mut ampersand, mut listed) = (false, false);
    for at in first + 1..end.saturating_sub(1) {
        let token = context.token(at);
        if token.shape == Shape::Initial {
            initial = true;
        } else if super::shape::is_connector(context, at) {
            joins = true;
            if token.word == context.resources.small.and {
                and = true;
                let the = u32::from(context.token(at + 1).word == context.resources.small.the);
                let body = Classes::ORGANIZATION_HEAD.or(Classes::LEGAL_FORM);
                listed |= context.classes(at - 1).any(body) && context.classes(end - 1).any(body);
                listed |= hits.iter().any(|hit| {
                    !hit.unsure && ((hit.end == at && hit.first == first) || (hit.first == at + 1 + the && hit.end == end))
                });
            }
        } else if token.is(b'&') {
            ampersand = true;
        } else if token.shape == Shape::Lower {
            particle = true;
        }
    }
    if joins && head.any(Classes::ORGANIZATION_START) {
        out.push(Feature::OrganizationStart);
    } else if joins {
        out.push(Feature::ConnectorInside);
    }
    if and {
        out.push(Feature::AndInside);
    }
    if listed {
        out.push(Feature::AndListed);
    }
    if ampersand {
        out.push(Feature::AmpersandInside);
    }
    if particle {
        out.push(Feature::Particle);
    }
    if initial {
        out.push(Feature::Initial);
    }
}

/// Names inside of the name.
fn parts(context: &Context<'_>, (first, end): (u32, u32), around: &[Hit], out: &mut impl Sink) {
    let start = around.partition_point(|hit| hit.first < first);
    for hit in around[start..].iter().take_while(|hit| hit.first < end) {
        if hit.end > end || (hit.first, hit.end) == (first, end) || hit.unsure {
            continue;
        }
        let label = context.resources.entry(hit.form.entry).label;
        let feature = if hit.first == first && label.is_a(Label::PLACE) {
            Feature::PlaceFirst
        } else if hit.first == first && label.is_a(Label::DEMONYM) {
            Feature::DemonymFirst
        } else if hit.end == end && label.is_a(Label::PLACE) {
            Feature::PlaceLast
        } else {
            continue;
        };
        if !out.has(feature) {
            out.push(feature);
        }
    }
}

fn shapes(tokens: &[Token], words: usize, listed: Listed, out: &mut impl Sink) {
    let head = tokens[0];
    if words == 1 {
        let length = head.end - head.start;
        match head.shape {
            // A list knows better what it means.
            Shape::Upper if length <= 6 && listed == Listed::Sure => {}
            Shape::Upper if length <= 6 => out.push(Feature::Acronym),
            Shape::Upper => out.push(Feature::LongUpper),
            Shape::Mixed => out.push(Feature::MixedCase),
            _ => {}
        }
    }
    if tokens.iter().any(|token| token.shape == Shape::Number) {
        out.push(Feature::Digit);
    }
}

/// Whether what stands before in the sentence is only quote marks, brackets or dashes.
fn opens_sentence(context: &Context<'_>, first: u32, sentence: &Sentence) -> bool {
    let before = context.words(sentence.first, first);
    before.len() <= 2 && before.iter().all(|token| token.shape == Shape::Mark)
        || before.last().is_some_and(|token| token.is(b'"') && token.has(has::SPACE))
        || before.last().is_some_and(|token| token.is(b':'))
}

/// What stands before.
fn before(context: &Context<'_>, sentence: &Sentence, first: u32, around: &[Hit], out: &mut impl Sink) {
    if first == sentence.first {
        return;
    }
    let at = first - 1;
    let token = context.token(at);
    let classes = context.classes(at);
    let small = &context.resources.small;
    if classes.any(Classes::TITLE) {
        out.push(Feature::TitleBefore);
    } else if classes.any(Classes::ROLE) {
        out.push(Feature::RoleBefore);
    } else if classes.any(Classes::LOCATIVE) {
        out.push(Feature::LocativeBefore);
    } else if token.word == small.of {
        out.push(Feature::OfBefore);
    } else if token.word == small.the {
        out.push(Feature::TheBefore);
    } else if token.word == small.by {
        out.push(Feature::ByBefore);
    } else if classes.any(Classes::COMPASS) {
        out.push(Feature::CompassBefore);
    } else if classes.any(Classes::KIN) {
        out.push(Feature::KinBefore);
    } else if classes.any(Classes::SAY) {
        out.push(Feature::SaidBeside);
    } else if token.is(b',')
        && around.iter().any(|hit| hit.end == at && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE))
    {
        out.push(Feature::CommaPlaceBefore);
    }
}

/// What stands behind.
fn behind(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), around: &[Hit], out: &mut impl Sink) {
    if end >= sentence.end {
        return;
    }
    let token = context.token(end);
    let classes = context.classes(end);
    let next = (end + 1 < sentence.end).then(|| context.token(end + 1));
    let next_classes = if next.is_some() { context.classes(end + 1) } else { Classes::default() };
    let small = &context.resources.small;
    if token.shape == Shape::Clitic && token.is(b's') {
        out.push(Feature::PossessiveBehind);
        if next_classes.any(Classes::OF_BODY) {
            out.push(Feature::OfBodyBehind);
        }
    } else if classes.any(Classes::SAY) {
        out.push(Feature::SaidBeside);
    } else if classes.any(Classes::OF_BODY) {
        out.push(Feature::OfBodyBehind);
    } else if token.word == small.who {
        out.push(Feature::WhoBehind);
    } else if token.is(b'-')
        && !token.has(has::SPACE)
        && next.is_some_and(|next| next.shape == Shape::Lower && next.word == small.based)
    {
        out.push(Feature::HyphenBased);
    } else if token.is(b',') {
        let Some(next) = next else { return };
        if next.shape == Shape::Number && next.end - next.start <= 2 {
            out.push(Feature::AgeBehind);
        } else if next.shape == Shape::Lower && next.word == small.who {
            out.push(Feature::WhoBehind);
        } else if around
            .iter()
            .any(|hit| hit.first == end + 1 && !hit.unsure && context.resources.entry(hit.form.entry).label.is_a(Label::PLACE))
        {
            out.push(Feature::CommaPlaceBehind);
        } else if (end + 1..sentence.end.min(end + 5)).any(|at| context.classes(at).any(Classes::ROLE)) {
            out.push(Feature::RoleBehind);
        }
    } else if token.is(b'(') {
        bracket(context, sentence, (first, end), out);
    }
    // A place and a day on a line of their own: "LONDON 1996-08-30".
    let day = token.shape == Shape::Number
        && token.end - token.start >= 4
        && sentence.end - end <= 6
        && context.token(first).has(has::LINE | has::BLANK);
    let dash = || {
        context
            .words(end, sentence.end.min(end + 8))
            .iter()
            .any(|token| token.is(b'~') || token.is(b'_') || (token.is(b'-') && token.has(has::SPACE)))
            && dateline(context, sentence, end)
    };
    if first == sentence.first && (day || dash()) {
        out.push(Feature::Dateline);
    }
}

/// What a bracket right behind says: an acronym of the name, a ticker.
fn bracket(context: &Context<'_>, sentence: &Sentence, (first, end): (u32, u32), out: &mut impl Sink) {
    let Some(close) = context.words(end, sentence.end.min(end + 6)).iter().position(|token| token.is(b')')) else { return };
    let inside = context.words(end + 1, end + close as u32);
    let Some(code) = inside.first().filter(|code| code.shape == Shape::Upper) else { return };
    if inside.iter().any(|token| token.is(b'.')) {
        out.push(Feature::TickerBehind);
        return;
    }
    if inside.len() == 1 && spells(&context.document.text, context.words(first, end), code) {
        out.push(Feature::DefinesAcronym);
    }
}

/// Whether the initials of the words' capitals spell the acronym, in order, the first among them.
pub(crate) fn spells(text: &str, words: &[Token], acronym: &Token) -> bool {
    let mut letters = acronym.span().of(text).chars().filter(|c| c.is_alphanumeric()).peekable();
    let mut used = 0;
    for (number, word) in words.iter().filter(|word| word.is_word()).enumerate() {
        let Some(&letter) = letters.peek() else { break };
        let fits = word.span().of(text).chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()));
        if fits {
            letters.next();
            used += 1;
        } else if number == 0 {
            return false;
        }
    }
    used >= 2 && letters.peek().is_none()
}

/// "MOSCOW (Reuters) -" and the like: only capitals, marks and months stand between here and the dash.
fn dateline(context: &Context<'_>, sentence: &Sentence, end: u32) -> bool {
    for at in end..sentence.end.min(end + 8) {
        let token = context.token(at);
        if token.is(b'~') || token.is(b'_') || (token.is(b'-') && token.has(has::SPACE)) {
            return true;
        }
        if token.shape == Shape::Lower {
            return false;
        }
    }
    false
}

/// What the article itself says of its names: persons by their surname, bodies by their first word or acronym, all by
/// the same words elsewhere. Adds it to the candidates; whether any changed.
pub(super) fn remember(context: &Context<'_>, scratch: &mut Scratch) -> bool {
    let Scratch { candidates, chosen, memory, longer, .. } = scratch;
    longer.clear();
    for &number in chosen.iter() {
        let candidate = &candidates[number as usize];
        let tokens = context.words(candidate.first, candidate.end);
        if tokens.len() > 1 {
            longer.push((candidate.first, candidate.end));
        }
        let Reading::Name { worth, .. } = candidate.reading else { continue };
        let label = best(worth);
        if candidate.score < SURE {
            continue;
        }
        let mut vote = |hash: u64, much: f32| memory.entry(hash).or_default()[label] += much;
        if tokens.len() == 1 {
            vote(tokens[0].hash, 0.5);
            continue;
        }
        vote(whole(tokens), 0.5);
        match label {
            0 => {
                vote(tokens[tokens.len() - 1].hash, 1.0);
                vote(tokens[0].hash, 0.3);
            }
            1 if !context.resources.classes(&tokens[0]).any(Classes::COMMON.or(Classes::GIVEN).or(Classes::TITLE)) => {
                vote(tokens[0].hash, 0.8);
            }
            _ => {}
        }
    }
    let mut changed = false;
    for candidate in candidates.iter_mut() {
        let Some((feature, much)) = remembered(context, candidate, longer, memory) else { continue };
        let Reading::Name { worth, .. } = &mut candidate.reading else { continue };
        let weights = context.resources.weights.of[feature as usize];
        for label in 0..3 {
            worth[label] += weights[label] * much;
        }
        candidate.score = worth[best(*worth)];
        changed = true;
    }
    changed
}

/// What a name must be worth to teach the article's other names.
const SURE: f32 = 2.0;

/// The hash of several words.
fn whole(tokens: &[Token]) -> u64 {
    tokens.iter().fold(tokens.len() as u64, |hash, token| (hash.rotate_left(23) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// What the article's other names say of a candidate, and how much of it.
fn remembered(
    context: &Context<'_>,
    candidate: &Candidate,
    longer: &[(u32, u32)],
    memory: &FxHashMap<u64, [f32; 3]>,
) -> Option<(Feature, f32)> {
    let Reading::Name { worth, .. } = candidate.reading else { return None };
    if candidate.end - candidate.first > 1 {
        // Only what is near to being a name; it has taught itself, if it was sure.
        if candidate.score < -2.0 {
            return None;
        }
        let votes = memory.get(&whole(context.words(candidate.first, candidate.end)))?;
        let label = best(*votes);
        let own = if candidate.score >= SURE && best(worth) == label { 0.5 } else { 0.0 };
        let much = (votes[label] - own).min(1.0);
        return (much > 0.0).then_some(([Feature::SamePerson, Feature::SameOrganization, Feature::SamePlace][label], much));
    }
    // A word inside of the very name that taught it learns nothing from it.
    let before = longer.partition_point(|&(first, _)| first <= candidate.first);
    if before > 0 && longer[before - 1].1 > candidate.first {
        return None;
    }
    let mut votes = *memory.get(&context.token(candidate.first).hash)?;
    if candidate.score >= SURE {
        votes[best(worth)] -= 0.5;
    }
    let label = best(votes);
    (votes[label] > 0.0)
        .then_some(([Feature::MemoryPerson, Feature::MemoryOrganization, Feature::MemoryPlace][label], votes[label].min(1.0)))
}

/// What spoke for and against the candidate at `first..end`: the evidence and what each piece is worth for the three labels.
pub fn explain(
    resources: &Resources,
    document: &Document,
    text: &Text,
    span: crate::span::Span,
) -> Vec<(Cow<'static, str>, [f32; 3])> {
    let context = Context { resources, document, tokens: &text.tokens, cues: &text.cues, sentences: &text.sentences };
    let first = text.tokens.partition_point(|token| token.start < span.start) as u32;
    let end = text.tokens.partition_point(|token| token.start < span.end) as u32;
    let Some(sentence) = text.sentences.iter().find(|sentence| sentence.first <= first && end <= sentence.end) else {
        return Vec::new();
    };
    let mut seen = Seen::default();
    seen.read(text);
    let mut hits = Vec::new();
    super::gazetteer::hits(&context, sentence, &mut hits);
    let same: Vec<Hit> = hits.iter().copied().filter(|hit| (hit.first, hit.end) == (first, end)).collect();
    let mut told = Told::default();
    let around = Around { sentence, hits: &hits, seen: &seen };
    if first >= end || collect(&context, around, (first, end), &same, &mut told).is_none() {
        return Vec::new();
    }
    let weights = &resources.weights;
    let mut pieces: Vec<(Cow<'static, str>, [f32; 3])> =
        told.features.iter().map(|&(feature, _)| (feature.name().into(), weights.of[feature as usize])).collect();
    for (place, word) in told.words {
        let worth = weights.words[usize::from(resources.info(word).worth)][place];
        if worth.iter().any(|worth| worth.abs() > 0.0) {
            pieces.push((format!("word {} `{}`", PLACES[place], resources.words.spelling(word)).into(), worth));
        }
    }
    pieces
}

/// A candidate for learning: its first token, the token after its last, and what speaks for and against it; `None` with
/// its score for what is no name.
pub type Example = (u32, u32, std::result::Result<Told, f32>);

/// All candidates of a document with their evidence, for learning what it is worth.
pub fn tell(resources: &Resources, document: &Document, text: &Text, scratch: &mut Scratch) -> Vec<Example> {
    let context = super::decide(resources, document, text, scratch);
    let mut hits = Vec::new();
    let mut last = u32::MAX;
    let mut examples = Vec::new();
    for candidate in &scratch.candidates {
        let span = (candidate.first, candidate.end);
        let sentence = &text.sentences[candidate.sentence as usize];
        let Reading::Name { hits: same, .. } = candidate.reading else {
            examples.push((span.0, span.1, Err(candidate.score)));
            continue;
        };
        if candidate.sentence != last {
            hits.clear();
            super::gazetteer::hits(&context, sentence, &mut hits);
            last = candidate.sentence;
        }
        let around = Around { sentence, hits: &hits, seen: &scratch.seen };
        let same = &scratch.hits[same.0 as usize..same.1 as usize];
        let (mut told, worth) = (Told::default(), worth(&context, around, span, same));
        if let Some(worth) = worth
            && collect(&context, around, span, same, &mut told).is_some()
        {
            // What the article said was decided by the scores before it was added.
            let (score, hits) = (worth[best(worth)], (0, 0));
            let before = Candidate { reading: Reading::Name { worth, hits }, score, ..candidate.clone() };
            told.features.extend(remembered(&context, &before, &scratch.longer, &scratch.memory));
            examples.push((span.0, span.1, Ok(told)));
        }
    }
    examples
}
