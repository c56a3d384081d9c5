//! Ground layer: spans, lines, paths, slugs, dates and text.
//!
//! Everything here is a pure function of its arguments and knows nothing of Markdown, features or HTML.
//! Absent on purpose: disk, clock, configuration.

pub mod dates;
pub mod lines;
pub mod paths;
pub mod slug;
pub mod span;
pub mod text;

pub use dates::When;
pub use lines::LineIndex;
pub use span::Span;
