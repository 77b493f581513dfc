//! What can be no name, whatever speaks for it: an office, an event, a heading in capitals, an ordinary word before a name, an index.

use super::Around;
use super::inside::{self, BODY};
use crate::label::Label;
use crate::resources::Classes;
use crate::tag::{Context, Hit, shape};
use crate::text::{Capitals, Sentence, Shape, Token, has};
use crate::word::hashes;

/// Whether a stretch of several words that no list has can be no name: an office, an event, or more than the name.
pub(super) fn is_none(context: &Context<'_>, around: Around<'_>, (first, end): (u32, u32), starts: bool) -> bool {
    let Around { sentence, seen, hits } = around;
    let resources = context.resources;
    let tokens = context.words(first, end);
    let [head, .., last] = tokens else { return false };
    let (head_info, last_info) = (resources.info(head.word), resources.info(last.word));
    let common = |token: &Token| resources.classes(token).any(Classes::COMMON);
    let words = tokens.iter().filter(|token| token.is_word());
    // The Chief Executive; but Dean Baker.
    let is_part = |word: &Token| resources.classes(word).any(OFFICE.or(Classes::ROLE_MODIFIER));
    let offices = || words.clone().all(is_part);
    let given = head_info.given > 0 && !head_info.classes.any(OFFICE);
    let field =
        || head_info.classes.any(Classes::ROLE_MODIFIER) && !head_info.classes.any(Classes::TITLE) && head_info.given == 0;
    let modifies = head_info.given == 0 || head_info.classes.any(Classes::ROLE_MODIFIER);
    let ordinary = || common(head) && common(last) && modifies;
    if last_info.classes.any(OFFICE)
        && !given
        && (last_info.surname == 0 || tokens.len() > 2 || field() || ordinary())
        && offices()
    {
        return true;
    }
    // Chief Minister (Dana Holm)
    let second = resources.classes(&tokens[1]);
    let led = tokens.len() > 2 && is_part(head) && second.any(OFFICE) && !second.any(BODY) && tokens[1].is_capital();
    let lower = || tokens.iter().any(|token| token.shape == Shape::Lower);
    if led && !given && !lower() && !last_info.classes.any(BODY.or(Classes::PLACE_HEAD)) {
        return true;
    }
    // Chief Restructuring Officer (of Zorvex), CHIEF MACROSTRATEGIST
    let unknown = tokens.len() == 2 && head.shape == last.shape && !last.word.is_known();
    let officer = tokens.iter().position(|token| OFFICER.contains(&token.hash)).map(|at| first + at as u32 + 1);
    let chief = CHIEF.contains(&head.hash) && ((unknown && !lower()) || officer == Some(end));
    if chief || officer.is_some_and(|behind| behind < end && shape::is_connector(context, behind)) {
        return true;
    }
    // Zorvex Security Summit; but the Association for the Protection of the Constitution
    if shape::names_event(context, first, end - 1) && !(head_info.classes.any(Classes::ORGANIZATION_START) && lower()) {
        return true;
    }
    // ASUU President (Dana Holm)
    if tokens.len() == 2
        && head.shape == Shape::Upper
        && last.shape == Shape::Title
        && last_info.classes.any(Classes::TITLE)
        && common(last)
    {
        return true;
    }
    // U.S. Secretary of State (Holm), U.S. Secretary; but Texas Rangers
    let of_state = |hit: &Hit| {
        let of = || hit.end + 1 < end && context.classes(hit.end).any(OFFICE) && shape::is_connector(context, hit.end + 1);
        let title = || hit.end + 1 == end && last_info.classes.any(Classes::TITLE) && last_info.surname == 0;
        let label = resources.entry(hit.form.entry).label;
        hit.first == first && (of() || title()) && (label.is_a(Label::PLACE) || label.is_a(Label::DEMONYM))
    };
    if hits.iter().any(of_state) {
        return true;
    }
    // Secretary of State (Holm), Minister of Finance (Holm)
    if head.shape == Shape::Title && head_info.classes.any(Classes::ROLE_MODIFIER) && !last_info.classes.any(BODY) {
        let of_office = inside::follows_office(context, first, sentence);
        if of_office && (last_info.surname > 0 || !last.word.is_known()) {
            return true;
        }
    }
    // Executive Officer of (Zorvex)
    let parts = tokens.iter().take_while(|word| is_part(word)).count() as u32;
    if parts > 1
        && first + parts < end
        && shape::is_connector(context, first + parts)
        && context.classes(first + parts - 1).any(OFFICE)
    {
        return true;
    }
    // "U.S. District" before "Judge", "German Finance" before "Minister", "Zorvex Chief Financial" before "Officer".
    let capital = |at: u32, classes: Classes| {
        let token = context.tokens.get(at as usize).filter(|_| at < sentence.end);
        token.is_some_and(|token| token.is_capital() && resources.classes(token).any(classes))
    };
    let office_behind = capital(end, OFFICE) || (capital(end, Classes::ROLE_MODIFIER) && capital(end + 1, OFFICE));
    if last_info.classes.any(Classes::ROLE_MODIFIER) && office_behind {
        let chief = tokens.iter().rposition(|token| resources.classes(token).any(OFFICE));
        if chief.is_some_and(|chief| tokens[chief..].iter().all(is_part)) {
            return true;
        }
        let people = |hit: &Hit| hit.first == first && context.resources.entry(hit.form.entry).label.is_a(Label::DEMONYM);
        if !last_info.classes.any(Classes::ORGANIZATION_HEAD) || hits.iter().any(people) || offices() {
            return true;
        }
    }
    // SENIOR MINING (ANALYST), in a line of capitals alone.
    if sentence.capitals == Capitals::All && capital(end, OFFICE) && words.clone().all(common) {
        return true;
    }
    if sentence.capitals == Capitals::Names && is_heading(context, tokens, head_info.given > 0) {
        return true;
    }
    // A body that a list knows, and the first letter of a code: Thomson Reuters I/B/E/S.
    let known = |first: u32, end: u32| hits.iter().any(|hit| !hit.unsure && hit.first == first && hit.end == end);
    if last.shape == Shape::Initial && !last.has(has::STOP) && known(first, end - 1) {
        return true;
    }
    // The plan of the (White House) for (Zorvex)
    let goes_on = |hit: &Hit| {
        let sure = !hit.unsure && hit.first == first && hit.end > first + 1 && hit.end + 1 < end;
        sure && context.token(hit.end).word == resources.small.r#for
    };
    if hits.iter().any(goes_on) {
        return true;
    }
    // An ordinary word opens the sentence, and the name stands behind it: Shares of Anadarko, Two U.S. (senators).
    let leads = head_info.classes.any(LEADS) || head_info.given >= 6;
    if !starts || head.shape != Shape::Title || !common(head) || leads || seen.capital(head.hash) {
        return false;
    }
    let of = resources.small.of == tokens[1].word;
    let rest = first + 1 + u32::from(of);
    let bare = rest + resources.without_legal_form(context.words(rest, end)).len() as u32;
    known(rest, end) || known(rest, bare) || (of && head_info.classes.any(Classes::OF_BODY))
}

/// Whether a heading in capitals stands before the words that follow it: HOT MONEY But (China ...), FINANCIALS DECLINE Bank
/// (stocks ...); `given` if the first word is a given name.
fn is_heading(context: &Context<'_>, tokens: &[Token], given: bool) -> bool {
    let classes = |token: &Token| context.resources.classes(token);
    let long = |token: &Token| token.shape == Shape::Upper && !token.has(has::STOP) && token.end - token.start >= 2;
    let upper = tokens.iter().take_while(|token| long(token)).count();
    let ordinary = tokens[..upper].iter().any(|word| word.end - word.start >= 4 && classes(word).any(Classes::COMMON));
    let (Some(behind), Some(last)) = (tokens.get(upper), tokens.last()) else {
        // ON SANCTIONS AGAINST (LIBYA), OTHER SAVINGS
        let small =
            |token: &Token| classes(token).any(FUNCTION.or(Classes::LOCATIVE)) && !context.resources.small.joins(token.word);
        return tokens.iter().any(small) || (ordinary && tokens.iter().all(|token| classes(token).any(Classes::COMMON)));
    };
    if ordinary && classes(behind).any(OPENS_CLAUSE) && behind.shape == Shape::Title {
        return true;
    }
    if upper >= 2 && ordinary && !classes(last).any(Classes::LEGAL_FORM) && behind.is_capital() {
        return true;
    }
    let last_info = context.resources.info(last.word);
    // DANA HOLM, CONSERVATIVE Holm was once
    let heading = upper == 1 && tokens.len() == 2 && ordinary && tokens[0].end - tokens[0].start >= 6;
    if heading && behind.shape == Shape::Title && last_info.surname > 0 && !classes(last).any(Classes::COMMON) {
        return true;
    }
    let opens = last.shape == Shape::Title && last_info.classes.any(OPENS_CLAUSE);
    opens && !given && last_info.surname == 0 && last_info.given == 0
}

const CHIEF: [u64; 1] = hashes(["chief"]);
const OFFICER: [u64; 1] = hashes(["officer"]);

/// Words that open a clause, and end no name.
const OPENS_CLAUSE: Classes = Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::CLAUSE).or(Classes::CONDITIONAL);

/// Ordinary words that lead a name.
const LEADS: Classes = Classes::ORGANIZATION_START.or(Classes::PLACE_START).or(Classes::TITLE).or(Classes::COMPASS);

/// Words of offices.
const OFFICE: Classes = Classes::TITLE.or(Classes::ROLE);

/// Whether it is the word of an office that others stand before or that goes on, and no name: Chief Financial Officer (Dana
/// Holm), Secretary of State.
pub(super) fn is_of_office(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    let office = |at: u32| context.classes(at).any(OFFICE.or(Classes::ROLE_MODIFIER)) && context.token(at).is_capital();
    let name = at + 1 < sentence.end && context.token(at + 1).is_capital();
    let surname = context.resources.info(context.token(at).word).surname >= 6;
    let goes_on = || !surname && at + 1 < sentence.end && context.token(at + 1).word == context.resources.small.of;
    let behind = || at > sentence.first && (name || !surname) && office(at - 1);
    let classes = context.classes(at);
    // Deputy CEO (Dana Holm)
    let modifies = || {
        let next = |at: u32| context.classes(at).any(OFFICE) && context.token(at).is_capital();
        classes.any(Classes::ROLE_MODIFIER) && !classes.any(BODY) && !surname && at + 1 < sentence.end && next(at + 1)
    };
    classes.any(OFFICE) && (behind() || goes_on()) || modifies()
}

/// Whether ordinary words name what a minister is of, whatever lists call so: the Minister of Finance, the Minister of Foreign
/// Affairs.
pub(super) fn is_portfolio(context: &Context<'_>, (first, end): (u32, u32), sentence: &Sentence) -> bool {
    const MINISTERS: [u64; 4] = hashes(["minister", "ministers", "secretary", "undersecretary"]);
    let common = |token: &Token| !token.is_word() || context.resources.classes(token).any(Classes::COMMON);
    inside::follows_office(context, first, sentence)
        && MINISTERS.contains(&context.token(first - 2).hash)
        && context.token(first - 2).is_capital()
        && context.words(first, end).iter().all(common)
}

/// Whether it is an ordinary word of a run of capitals, and no name: DANA HOLM, MARKET STRATEGIST AT ZORVEX.
pub(super) fn is_of_heading(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    let upper = |at: u32| {
        let token = context.token(at);
        token.shape == Shape::Upper && !token.has(has::STOP) && token.end - token.start >= 2
    };
    let info = context.resources.info(context.token(at).word);
    let beside = || (at > sentence.first && upper(at - 1)) || (at + 1 < sentence.end && upper(at + 1));
    let long = context.token(at).end - context.token(at).start >= 4;
    // BOND ANALYST, AN ANALYST AT ZORVEX; but ZORVEX INVESTMENT ADVISORS
    let office = || {
        let next = if at + 1 < sentence.end && upper(at + 1) { context.classes(at + 1) } else { Classes::default() };
        next.any(OFFICE) && !next.any(Classes::ORGANIZATION_HEAD)
    };
    let ordinary = || info.is_ordinary() || (info.classes.any(Classes::COMMON) && office());
    let word = match sentence.capitals {
        Capitals::Names => (long && ordinary()) || (info.classes.any(FUNCTION) && office()),
        Capitals::All | Capitals::Title => info.classes.any(Classes::COMMON.or(FUNCTION)) && office(),
    };
    upper(at) && word && beside()
}

/// Whether the word stands behind "the" as an index does: the Dow fell; but a share on the Nasdaq, the Nasdaq exchange.
pub(super) fn is_index(context: &Context<'_>, at: u32, sentence: &Sentence) -> bool {
    // Japan's Nikkei fell, too.
    let whose = at > sentence.first && context.token(at - 1).shape == Shape::Clitic && context.token(at - 1).is(b's');
    let the = whose || at > sentence.first && context.token(at - 1).word == context.resources.small.the;
    let traded = at > sentence.first + 1 && context.classes(at - 2).any(Classes::LOCATIVE.or(Classes::PREPOSITION));
    let market = Classes::ORGANIZATION_HEAD.or(Classes::OF_BODY);
    the && !traded && (at + 1 >= sentence.end || !context.classes(at + 1).any(market))
}

/// Words that open a sentence or a clause more than a name.
pub(super) const FUNCTION: Classes = Classes::PRONOUN
    .or(Classes::DETERMINER)
    .or(Classes::PREPOSITION)
    .or(Classes::CLAUSE)
    .or(Classes::CONDITIONAL)
    .or(Classes::BE)
    .or(Classes::HAVE)
    .or(Classes::ADVERB)
    .or(Classes::AUXILIARY)
    .or(Classes::NEGATION);
