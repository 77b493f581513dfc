//! Time expressions by the rules of `patterns/dates/`.

use super::{Context, Scratch};
use crate::date::Timex;
use crate::symbol::Symbol;

/// A time expression found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its value.
    pub(crate) timex: Timex,
    /// The rule.
    pub(crate) rule: Symbol,
}

pub(super) fn find(_context: &Context<'_>, _scratch: &mut Scratch) {}
