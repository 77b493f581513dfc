//! The program as its users start it: exit codes, streams, messages, help.

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/convert.rs"]
mod convert;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/extract.rs"]
mod extract;
#[path = "cli/gazetteer.rs"]
mod gazetteer;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/load.rs"]
mod load;
#[path = "cli/order.rs"]
mod order;
#[path = "cli/pipe.rs"]
mod pipe;
#[path = "cli/resources.rs"]
mod resources;
#[path = "cli/score.rs"]
mod score;
#[path = "cli/start.rs"]
mod start;
#[path = "cli/store.rs"]
mod store;
#[path = "cli/tag.rs"]
mod tag;
#[path = "cli/why_not.rs"]
mod why_not;
