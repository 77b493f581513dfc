//! What the small words inside of a name say: of, and, a particle, an initial.

use super::Evidence;
use crate::resources::{Classes, Feature};
use crate::tag::{Context, Hit, shape};
use crate::text::Shape;

/// Small words and initials inside.
pub(super) fn connectors(context: &Context<'_>, (first, end): (u32, u32), head: Classes, hits: &[Hit], out: &mut Evidence) {
    let (mut joins, mut and, mut particle, mut initial) = (false, false, false, false);
    let (mut ampersand, mut listed, mut subjects) = (false, false, false);
    let mut body_of = false;
    for at in first + 1..end.saturating_sub(1) {
        let token = context.token(at);
        if token.shape == Shape::Initial {
            initial = true;
        } else if shape::is_connector(context, at) {
            joins = true;
            let small = &context.resources.small;
            body_of |= (token.word == small.of || token.word == small.r#for) && context.classes(at - 1).any(HEADS);
            if token.word == small.and {
                and = true;
                let the = u32::from(context.token(at + 1).word == small.the);
                let body = Classes::ORGANIZATION_HEAD.or(Classes::LEGAL_FORM);
                listed |= context.classes(at - 1).any(body) && context.classes(end - 1).any(body);
                listed |= hits.iter().any(|hit| {
                    !hit.unsure && ((hit.end == at && hit.first == first) || (hit.first == at + 1 + the && hit.end == end))
                });
                subjects = body_of && the == 0 && are_subjects(context, (at, end), hits);
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
    out.set(Feature::AndInside, and);
    out.set(Feature::AndListed, listed);
    out.set(Feature::SubjectsJoined, subjects && !listed);
    out.set(Feature::AmpersandInside, ampersand);
    out.set(Feature::Particle, particle);
    out.set(Feature::Initial, initial);
}

/// Words that names of bodies end or begin with.
const HEADS: Classes = Classes::ORGANIZATION_HEAD.or(Classes::ORGANIZATION_START);

/// Whether what stands around the "and" at `and` is what one body is for, and no name of its own: Hajj and Umrah.
fn are_subjects(context: &Context<'_>, (and, end): (u32, u32), hits: &[Hit]) -> bool {
    let behind = context.classes(and + 1);
    let person = behind.any(Classes::GIVEN) && !behind.any(Classes::COMMON);
    let named = || hits.iter().any(|hit| !hit.unsure && (hit.end == and || hit.first == and + 1));
    let body = || (and + 1..end).any(|at| context.classes(at).any(HEADS.or(Classes::LEGAL_FORM)));
    !person && !named() && !body()
}
