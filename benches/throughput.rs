//! What each stage costs, beside the bare search of the same names.

fn main() {}
