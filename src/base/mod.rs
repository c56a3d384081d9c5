//! Ground layer: spans, lines, paths, slugs, dates, text and its escaping.
//!
//! Everything here is a pure function of its arguments and knows nothing of Markdown, features or pages.
//! Absent on purpose: disk, clock, configuration.

pub mod aside;
mod date_scan;
pub mod dates;
pub mod html;
pub mod ids;
pub mod inline;
pub mod key;
pub mod lexicon;
pub mod lines;
pub mod natural;
pub mod paths;
mod piece;
pub mod slug;
pub mod span;
pub mod text;
pub mod xml;

pub use dates::When;
pub use lexicon::Lexicon;
pub use lines::LineIndex;
pub use piece::{Pieces, Text};
pub use span::Span;
