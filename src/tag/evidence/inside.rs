//! What the words of a name say themselves, and what the gazetteers say of them.

// Facts of words are as good as random to a branch predictor: to compute them all costs less than to guess.
#![allow(clippy::needless_bitwise_bool)]

use super::{Around, Evidence, joined, none};
use crate::label::Label;
use crate::resources::{Classes, Feature, WordInfo, form};
use crate::tag::seen::Seen;
use crate::tag::{Context, Hit, NAMED, shape};
use crate::text::{Capitals, Sentence, Shape, Token, has};

/// What the gazetteers say of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listed {
    No,
    /// As a name that needs a second cue, or an alias of little prominence.
    Maybe,
    Sure,
}

/// What the gazetteers say of the whole.
pub(super) fn listed(context: &Context<'_>, hits: &[Hit], out: &mut Evidence) -> Listed {
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
        out.set(Feature::ListedCountry, entry.label == Label::COUNTRY);
    }
    for label in 0..3 {
        if sure[label] {
            out.push([Feature::ListedPerson, Feature::ListedOrganization, Feature::ListedPlace][label]);
        } else if maybe[label] {
            out.push([Feature::MaybePerson, Feature::MaybeOrganization, Feature::MaybePlace][label]);
        }
    }
    out.set(Feature::ListedOther, other);
    out.set(Feature::Ambiguous, (0..3).filter(|&label| sure[label] || maybe[label]).count() > 1);
    if sure.contains(&true) {
        Listed::Sure
    } else if maybe.contains(&true) {
        Listed::Maybe
    } else {
        Listed::No
    }
}

/// What the words themselves say; `None` if they can be no name at all.
pub(super) fn inside(
    context: &Context<'_>,
    around: Around<'_>,
    (first, end): (u32, u32),
    (listed, starts): (Listed, bool),
    out: &mut Evidence,
) -> Option<()> {
    let resources = context.resources;
    let Around { sentence, seen, hits } = around;
    let tokens = context.words(first, end);
    if let [only] = tokens
        && only.shape != Shape::Mark
    {
        return single(context, around, (first, only), (listed, starts), out);
    }
    let words = tokens.iter().filter(|token| token.shape != Shape::Mark && token.shape != Shape::Clitic).count();
    let (head, last) = (tokens[0], tokens[tokens.len() - 1]);
    let (head_info, last_info) = (resources.info(head.word), resources.info(last.word));
    let common = |token: &Token| resources.classes(token).any(Classes::COMMON);
    // A title or role is no part of a name, unless a list says so or the name is a body's ("Foreign Ministry").
    let office = Classes::TITLE.or(Classes::ROLE);
    // Vice Chairman Shah Holm
    let titled = || head_info.given >= 6 && first > sentence.first && context.classes(first - 1).any(office);
    if listed == Listed::No
        && words > 1
        && head_info.classes.any(Classes::TITLE)
        && !titled()
        && !last_info.classes.any(Classes::ORGANIZATION_HEAD.or(Classes::LEGAL_FORM))
    {
        return None;
    }
    // "Chairman of Atomic Tennis Club" is an office, and the club a body.
    let of_office = head_info.classes.any(office) && !head_info.classes.any(Classes::ORGANIZATION_START);
    if listed == Listed::No && of_office && tokens.len() > 2 && shape::is_connector(context, first + 1) {
        return None;
    }
    if listed == Listed::No
        && tokens.iter().filter(|token| token.is_word()).all(|token| common(token) && !resources.classes(token).any(BODY))
        && follows_office(context, first, sentence)
    {
        return None;
    }
    if none::is_portfolio(context, (first, end), sentence) {
        return None;
    }
    if words <= 1 && listed == Listed::No && head_info.classes.any(Classes::NO_NAME.or(Classes::LEGAL_FORM)) {
        return None;
    }
    // "Lt." is the next name's, whatever stands before it.
    if last.has(has::STOP) && last_info.classes.any(Classes::TITLE) && listed != Listed::Sure {
        return None;
    }
    if listed == Listed::No && none::is_none(context, around, (first, end), starts) {
        return None;
    }
    out.push(Feature::Capital);
    out.push(match words {
        0 | 1 => Feature::OneWord,
        2 => Feature::TwoWords,
        3 => Feature::ThreeWords,
        _ => Feature::ManyWords,
    });
    if words > 1 {
        out.word(context, 4, first);
        out.word(context, 5, end - 1);
    } else {
        out.word(context, 6, first);
    }
    let title = |token: &Token| {
        let info = resources.info(token.word);
        token.is_capital() && info.classes.any(office) && info.given < 6 && info.surname < 6
    };
    out.set(Feature::TitleInside, tokens.len() > 1 && tokens[1..].iter().any(title));
    if sentence.capitals != Capitals::Names {
        out.push(Feature::CapitalsAround);
        out.set(Feature::AllCapitals, sentence.capitals == Capitals::All);
    }
    out.set(Feature::AtStart, starts);
    out.set(Feature::FirstLower, starts && words > 1 && head.shape == Shape::Title && seen.lower(head.hash));
    if words == 1 {
        alone(&head, (head_info, starts, listed), seen, out);
    }
    let joined = tokens.len() > 2 && (first + 1..end - 1).any(|at| shape::is_connector(context, at));
    if words > 1 && !joined {
        // B. Todd Jones
        let initial = words > 2 && head.shape == Shape::Initial;
        let given = if initial { resources.info(tokens[1].word).given } else { head_info.given };
        if given > 0 {
            out.push(if given >= 6 { Feature::GivenStrong } else { Feature::GivenWeak });
        }
        out.set(Feature::LastUnknown, !last.word.is_known());
        out.set(Feature::LowerSyllable, last.shape == Shape::Lower);
        if head_info.given > 0 && last_info.surname > 0 {
            out.push(Feature::GivenSurname);
        } else if head_info.given > 0 && !last.word.is_known() {
            out.push(Feature::GivenUnknown);
        }
    }
    if words > 1 {
        out.set(Feature::RoleLast, last_info.classes.any(office));
        out.set(Feature::RoleModifierFirst, head_info.classes.any(Classes::ROLE_MODIFIER));
        if head.shape == Shape::Upper && tokens.iter().filter(|token| token.is_word()).all(|token| token.shape == Shape::Upper) {
            out.push(Feature::SeveralUpper);
        } else if sentence.capitals == Capitals::Names
            && tokens.iter().any(|token| token.shape == Shape::Upper && token.end - token.start >= 5 && !token.has(has::STOP))
            && tokens.iter().any(|token| token.shape == Shape::Title)
        {
            out.push(Feature::CaseChange);
        }
        out.set(Feature::HyphenInside, tokens.iter().any(|token| token.is(b'-')));
    }
    // "US" is no pronoun, and a list knows that The Hague has its article.
    let whole = words > 1 && listed == Listed::Sure;
    out.set(Feature::FunctionFirst, !whole && head.shape != Shape::Upper && head_info.classes.any(none::FUNCTION));
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
    out.set(Feature::StartsWithInitial, head.shape == Shape::Initial && words > 1);
    // Tom, Peter, Smith and Brown are ordinary words too; as a given name or surname they are none.
    let (given, surname) = (words > 1 && head_info.given >= 6, words > 1 && last_info.surname >= 6);
    // A list that knows the whole name knows that its words are ordinary: United States, South Africa.
    out.set(Feature::FirstCommon, common(&head) && head.shape == Shape::Title && !given && !whole);
    out.set(Feature::LastCommon, common(&last) && words > 1 && !(given && surname) && !whole);
    // Ordinary words in capitals are a heading: INVESTING, SPENDING.
    let upper = head.shape == Shape::Upper && (words == 1 || sentence.capitals != Capitals::Names || listed != Listed::No);
    if !whole && !given && !upper && tokens.iter().filter(|token| token.is_word()).all(common) {
        out.push(Feature::AllCommon);
    }
    if tokens.len() > 2 {
        joined::connectors(context, (first, end), head_info.classes, hits, out);
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
        out.set(Feature::PlaceHead, last_info.classes.any(Classes::PLACE_HEAD));
        out.set(Feature::PlaceStart, head_info.classes.any(Classes::PLACE_START));
        parts(context, (first, end), hits, out);
    }
    shapes(tokens, words, listed, out);
    Some(())
}

/// Words of names of bodies.
pub(super) const BODY: Classes = Classes::ORGANIZATION_HEAD.or(Classes::ORGANIZATION_START).or(Classes::LEGAL_FORM);

/// Whether "of" or "for" stands before the name, and the word of an office before that: the Minister of Finance has no body
/// that is called so.
pub(super) fn follows_office(context: &Context<'_>, first: u32, sentence: &Sentence) -> bool {
    let small = &context.resources.small;
    if first < sentence.first + 2 {
        return false;
    }
    let word = context.token(first - 1).word;
    (word == small.of || word == small.r#for) && context.classes(first - 2).any(Classes::TITLE.or(Classes::ROLE))
}

/// What the one word of a name says; `None` if it can be no name at all.
fn single(
    context: &Context<'_>,
    around: Around<'_>,
    (at, token): (u32, &Token),
    (listed, starts): (Listed, bool),
    out: &mut Evidence,
) -> Option<()> {
    let info = context.resources.info(token.word);
    if listed == Listed::No && info.classes.any(Classes::NO_NAME.or(Classes::LEGAL_FORM)) {
        return None;
    }
    if listed == Listed::No && token.shape == Shape::Upper && none::is_of_heading(context, at, around.sentence) {
        return None;
    }
    if listed == Listed::No && none::is_of_office(context, at, around.sentence) {
        return None;
    }
    if info.classes.any(Classes::INDEX) && none::is_index(context, at, around.sentence) {
        return None;
    }
    // "Lt." is the next name's, whatever stands before it.
    if token.has(has::STOP) && info.classes.any(Classes::TITLE) && listed != Listed::Sure {
        return None;
    }
    let common = info.classes.any(Classes::COMMON);
    if common && listed == Listed::No && !info.classes.any(BODY) && follows_office(context, at, around.sentence) {
        return None;
    }
    if none::is_portfolio(context, (at, at + 1), around.sentence) {
        return None;
    }
    (out.words[6], out.rows[6]) = (token.word, info.worth);
    let (upper, title) = (token.shape == Shape::Upper, token.shape == Shape::Title);
    let length = token.end - token.start;
    out.push(Feature::Capital);
    out.push(Feature::OneWord);
    out.set(Feature::CapitalsAround, around.sentence.capitals != Capitals::Names);
    out.set(Feature::AllCapitals, around.sentence.capitals == Capitals::All);
    out.set(Feature::AtStart, starts);
    alone(token, (info, starts, listed), around.seen, out);
    out.set(Feature::FunctionFirst, !upper & info.classes.any(none::FUNCTION));
    out.set(Feature::Calendar, info.classes.any(Classes::MONTH.or(Classes::WEEKDAY)));
    if title
        && length >= 4
        && let Some(ends) = ending(token.span().of(&context.document.text))
    {
        out.push(ends);
    }
    out.set(Feature::SurnameStrong, info.surname >= 6);
    out.set(Feature::SurnameWeak, (info.surname > 0) & (info.surname < 6));
    out.set(Feature::FirstCommon, common & title);
    let heading = upper & (length >= 5) & (listed == Listed::No) & (around.sentence.capitals == Capitals::Names);
    out.set(Feature::AllCommon, (!upper | heading) & (common | !token.is_word()));
    shapes(std::slice::from_ref(token), 1, listed, out);
    Some(())
}

/// What one word by itself says.
fn alone(head: &Token, (info, starts, listed): (WordInfo, bool, Listed), seen: &Seen, out: &mut Evidence) {
    let common = info.classes.any(Classes::COMMON);
    let (upper, title) = (head.shape == Shape::Upper, head.shape == Shape::Title);
    let unknown = !head.word.is_known();
    out.set(Feature::CommonAtStart, starts & common & !upper);
    out.set(Feature::CapitalElsewhere, starts & seen.capital(head.hash));
    out.set(Feature::OneCommon, !starts & common & title);
    out.set(Feature::MemoryLower, title & seen.lower(head.hash));
    out.set(Feature::OneUnknown, unknown);
    out.set(Feature::UnknownAtStart, unknown & starts);
    out.set(Feature::GivenAlone, info.given > 0);
    out.set(Feature::SurnameAlone, (info.surname >= 6) & !common & (info.given < 6) & (listed == Listed::No));
    out.set(Feature::OrganizationHeadAlone, info.classes.any(Classes::ORGANIZATION_HEAD));
    out.set(Feature::TitleAlone, info.classes.any(Classes::TITLE));
    out.set(Feature::ListedCommon, common & (listed == Listed::Sure));
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

/// Names inside of the name.
fn parts(context: &Context<'_>, (first, end): (u32, u32), around: &[Hit], out: &mut Evidence) {
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
        out.push(feature);
    }
}

fn shapes(tokens: &[Token], words: usize, listed: Listed, out: &mut Evidence) {
    let head = tokens[0];
    if words == 1 {
        let (upper, short) = (head.shape == Shape::Upper, head.end - head.start <= 6);
        // A list knows better what it means.
        out.set(Feature::Acronym, upper & short & (listed != Listed::Sure));
        out.set(Feature::LongUpper, upper & !short);
        out.set(Feature::MixedCase, head.shape == Shape::Mixed);
    }
    out.set(Feature::Digit, tokens.iter().any(|token| token.shape == Shape::Number));
}
