//! The filter grammar: one for pages, configuration and command line.
//!
//! `status:review,in-progress -tag:infra owner:ana priority:>=high due:<2w has:findings is:blocked "free text"`: terms
//! that all have to hold; values joined by a comma of which one has to. `themes/default/assets/js/filter.js` is the same
//! in the page; `tests/filter/cases.json` holds both to one meaning.
//!
//! Absent on purpose: items. What is filtered is a [`Record`], which `views` makes of an item.

mod days;
mod grammar;
mod matching;
mod parse;
mod record;
mod values;

pub use days::number as day_number;
pub use grammar::{FIELDS, Field, fields, grammar};
pub use matching::fold;
pub use parse::{Filter, Problem, Term, What, parse};
pub use record::Record;
