//! The nouns: what a document and a site are made of. Plain data, no logic beyond small look-ups.
//!
//! A [`Document`] holds the facts that stand in one file, each with its provenance; a [`Site`] holds what follows
//! from all of them together. Absent on purpose: reading (`kinds`), linking (`link`), HTML (`views`).

mod allow;
mod document;
mod files;
mod harvest;
mod order;
mod pairs;
mod related;
mod repository;
mod schedule;
mod site;
mod values;
mod words;

pub use crate::vocabulary::*;
pub use allow::*;
pub use document::*;
pub use files::*;
pub use harvest::*;
pub use order::*;
pub use pairs::*;
pub use related::*;
pub use repository::*;
pub use schedule::*;
pub use site::*;
pub use values::*;
pub use words::*;
