//! What a sentence says around a claim: what denies it, doubts it or makes it a condition, and who says so.

use super::Context;
use super::assertion::VerbGroup;
use super::subject::{is_time, subject_of};
use crate::label::Label;
use crate::relation::Modality;
use crate::resources::Classes;
use crate::text::Shape;

/// What governs a claim from outside.
#[allow(clippy::struct_excessive_bools)] // each says one thing, in any mixture
#[derive(Default)]
pub(super) struct Scope {
    pub(super) denied: bool,
    /// The verb that denies it.
    pub(super) denier: Option<u32>,
    pub(super) negated: bool,
    pub(super) conditional: bool,
    pub(super) modality: Option<Modality>,
    pub(super) fiction: bool,
}

/// What stands before the claim in its sentence and governs it: a denial, a condition, an allegation; and behind it, what
/// says that it is false.
pub(super) fn scope(context: &Context<'_>, before: u32, high: u32) -> Scope {
    let mut scope = Scope::default();
    let first = context.sentence.first;
    let question = context.token(context.sentence.end - 1).is(b'?');
    // Whether nothing but a few words, and no mark or other clause, parts the claim from here.
    let mut joined = true;
    let (mut rumour, mut comma) = (false, false);
    for at in (first..before).rev() {
        let token = context.token(at);
        if token.is(b';') {
            break;
        }
        let next = at + 1;
        comma |= token.is(b',');
        if token.is(b',') && context.word(next) != "that" && context.mention_at(next).is_none() {
            joined = false;
        }
        if context.mention_at(at).is_some() {
            continue;
        }
        let classes = context.classes(at);
        let word = context.word(at);
        if matches!(word, "and" | "but")
            && !(context.mention_at(next).is_some() && at > first && context.mention_at(at - 1).is_some())
        {
            joined = false;
        }
        let near = joined && before - at <= 8;
        if next == before
            && (word.eq_ignore_ascii_case("not") || word.eq_ignore_ascii_case("nor") || word.eq_ignore_ascii_case("neither"))
        {
            scope.negated = true;
        }
        // "denied that X hacked Y": the denial reaches over a clause that begins with that, not over another verb of saying.
        let direct =
            next == before || context.word(next) == "that" || context.mention_at(next).is_some_and(|m| is_time(context, m));
        if near && (direct || rumour) && classes.any(Classes::DENY) {
            scope.denied = true;
            scope.denier = scope.denier.or(Some(at));
        }
        let condition = match word {
            "case" => at > first && context.word(at - 1).eq_ignore_ascii_case("in"),
            "provided" | "providing" | "assuming" | "Provided" | "Providing" | "Assuming" | "Suppose" => {
                context.word(next) == "that" || at == first
            }
            "Once" => at == first,
            "Should" | "Had" | "Were" => at == first && next == before && !question,
            _ => false,
        };
        if condition || classes.any(Classes::CONDITIONAL) {
            scope.conditional = true;
        }
        if near {
            let that = context.word(next) == "that" || (context.token(next).is(b',') && context.word(next + 1) == "that");
            let tells = matches!(
                word,
                "report" | "reports" | "rumour" | "rumor" | "claim" | "theory" | "suggestion" | "belief" | "story"
            );
            rumour |= that && tells;
            if classes.any(Classes::ALLEGED)
                || rumour
                || matches!(word, "unclear" | "accused" | "suspects" | "alleges" | "claims" | "claimed")
                || (matches!(word, "read" | "reads") && context.token(next).is(b'"'))
            {
                scope.modality = scope.modality.or(Some(Modality::Alleged));
            }
            let fact = matches!(word, "evidence" | "proof" | "sign" | "indication" | "indications" | "signs");
            let none = fact && at > first && matches!(context.word(at - 1), "no" | "little" | "any" | "scant" | "No");
            if none && that || classes.any(Classes::POSSIBLE) && (that || next == before) || (word == "possibility" && that) {
                scope.modality = scope.modality.or(Some(Modality::Possible));
            }
            scope.fiction |= matches!(
                word,
                "dreamt" | "dreamed" | "imagined" | "imagines" | "pretended" | "joked" | "jokes" | "impersonating" | "portraying"
            ) || (word == "playing"
                && next == before
                && at > first
                && context.classes(at - 1).any(Classes::COMMON));
        }
        // "In her novel, X invades Y"
        let told = matches!(
            word,
            "novel"
                | "novels"
                | "movie"
                | "film"
                | "dream"
                | "sitcom"
                | "comic"
                | "musical"
                | "opera"
                | "cartoon"
                | "thriller"
                | "satire"
        ) || (word == "game" && matches!(context.word(at.saturating_sub(1)), "video" | "computer" | "board"));
        if told && comma && context.word(first) == "In" && at <= first + 5 {
            scope.fiction = true;
        }
        let noun = at > first && context.classes(at - 1).any(Classes::DETERMINER);
        if classes.any(Classes::SAY)
            && !noun
            && !rumour
            && !classes.any(Classes::DENY)
            && !matches!(word, "claims" | "claimed" | "claim")
        {
            // "The hoax said", "a fake release said"; but: police who read the hoax said
            let hoax = |at: u32| matches!(context.word(at), "hoax" | "fake" | "spoof" | "bogus" | "parody" | "forged");
            let subject = |at: &u32| context.token(*at).shape == Shape::Lower && context.mention_at(*at).is_none();
            let hoax = (first..at).rev().take(3).take_while(subject).find(|&at| hoax(at));
            scope.fiction |= hoax.is_some_and(|at| {
                let opens = at.checked_sub(2).is_none_or(|before| before < first || context.token(before).shape == Shape::Mark);
                at > first && opens && context.classes(at - 1).any(Classes::DETERMINER)
            });
            break;
        }
    }
    // "The rumour that X did Y is false"
    if rumour {
        let end = context.sentence.end.min(high + 4);
        let is = (high..end).find(|&at| context.classes(at).any(Classes::BE));
        let false_word = |at: u32| {
            matches!(
                context.word(at),
                "false" | "untrue" | "unfounded" | "baseless" | "fabricated" | "wrong" | "nonsense" | "hoax" | "lie"
            )
        };
        if is.is_some_and(|at| (at + 1..context.sentence.end.min(at + 4)).any(false_word)) {
            scope.denied = true;
        }
    }
    scope
}

/// Who says so: "according to X", or the one who stands beside a verb of saying outside of the claim.
pub(super) fn told_by(context: &Context<'_>, group: &VerbGroup) -> Option<u32> {
    for at in context.sentence.first..context.sentence.end {
        if context.token(at).shape == Shape::Lower || at == context.sentence.first {
            if context.word(at).eq_ignore_ascii_case("according") && at + 2 < context.sentence.end && context.word(at + 1) == "to"
            {
                return (at + 2..context.sentence.end.min(at + 12))
                    .find_map(|at| context.mention_at(at).filter(|&m| speaks(context, m)));
            }
            let outside = at < group.first || at >= group.end;
            if outside && context.classes(at).any(Classes::SAY) && context.token(at).shape == Shape::Lower {
                let right = if at > context.sentence.first { says(context, at) } else { None };
                let left = (at + 1 < context.sentence.end).then(|| context.mention_at(at + 1)).flatten();
                // "said Brown" only behind a quote or comma, else what follows is what is said.
                let inverted = at > context.sentence.first && matches!(context.token(at - 1).mark, b',' | b'"');
                let found = right.or(left.filter(|_| inverted)).filter(|&m| speaks(context, m));
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    None
}

/// Who stands before a verb of saying: its subject, or the one for whom somebody speaks ("a spokesman for X said").
fn says(context: &Context<'_>, at: u32) -> Option<u32> {
    subject_of(context, at, false).or_else(|| {
        let mention = context.mention_at(at - 1)?;
        let start = context.start_of(mention, at - 1);
        (start == context.sentence.first || context.word(start - 1) != "to").then_some(mention)
    })
}

pub(super) fn speaks(context: &Context<'_>, mention: u32) -> bool {
    let mention = &context.mentions[mention as usize];
    mention.referent.is_some() && [Label::PERSON, Label::ORGANIZATION, Label::PLACE].contains(&mention.label.base())
}
