//! Code to HTML with a small set of classes.
//!
//! Absent on purpose: Markdown, colours (the theme's stylesheet has them).

/// Highlights code and remembers equal blocks.
#[derive(Default)]
pub struct Highlighter {}
