//! The store: whatever is added, replaced and removed, its graph is that of a run over the articles that are then there.

#![allow(clippy::print_stdout)] // it says what it measures

#[path = "store/deltas.rs"]
mod deltas;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/kill.rs"]
mod kill;
#[path = "store/sequence.rs"]
mod sequence;
#[path = "store/shelf.rs"]
mod shelf;
