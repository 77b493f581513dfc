//! What lists need of the library's `text/`: names are cut into words as texts are.

#[path = "../../src/text/compound.rs"]
mod compound;
#[path = "../../src/text/cues.rs"]
mod cues;
#[path = "../../src/text/numeral.rs"]
mod numeral;
#[path = "../../src/text/scan.rs"]
mod scan;
#[path = "../../src/text/token.rs"]
mod token;

pub use cues::{WordTraits, bits as cue, next_cue};
pub use scan::tokenize;
pub use token::{Shape, Token, has};
