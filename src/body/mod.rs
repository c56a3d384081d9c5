//! From a document's Markdown to safe HTML: our own writer over the parser's events.
//!
//! Absent on purpose: the page around it (`formats`), which links lead where (`link` resolved them), script, styles.
//!
//! What the HTML is made of, for themes:
//! - `.heading` around each heading with `.tally` (`3/5`, in a section with tasks) and `a.anchor` behind it; levels
//!   begin at `h2` and never jump.
//! - `details.as-written` around the header fields a body begins with; `details.month` around the entries of a month in
//!   a long progress log.
//! - `a.external`, described by the element `fsExternal` of the page; `a.mention` (a bare id); `span.broken-link`, `span.outside-link`, `span.refused-link` (text
//!   whose target is not there, lies outside the content folder or may not be followed, with a title).
//! - `li.task`, `.task-done`, `.task-in-progress`, `.task-cancelled`; in it `input.box` or `span.box` with
//!   `.box-in-progress`, `.box-cancelled`; `ul.checklist` for a checklist in a code fence.
//! - `figure.code`: `figcaption` with `.code-file` and `.code-language`, `button.copy[data-copy]` (hidden until a script
//!   shows it), `pre > code` with the classes of [`crate::highlight::Class`] on spans.
//! - `figure.diagram`: `figcaption` where the author wrote one, `.canvas` that scrolls around an `svg` in the colours of
//!   the theme's tokens, `details.diagram-source` with the source; `p.fault` in a `figure.code` whose diagram or formula
//!   could not be drawn.
//! - `math`, in `.math` that scrolls where it stands alone; `code.fault` for one that could not be set.
//! - `.table` around tables; `.align-left`, `.align-center`, `.align-right` on cells and on raw HTML.
//! - `.alert`, `.alert-note` (`-tip`, `-important`, `-warning`, `-caution`), `.alert-title`.
//! - `sup.footnote-reference`, `section.footnotes`, `a.footnote-back`; `p.cut` at the end of a page that was cut.
//!
//! Ids: headings have GitHub's anchors, which hold no capital letter of ASCII; footnotes have a colon; anchors of raw
//! HTML never begin with [`RESERVED_ID`]. So an id of a theme that begins with it and goes on with a capital letter
//! (`fsSearch`) is never a document's.

mod allowed;
mod autolink;
mod blocks;
mod code;
mod events;
mod figures;
mod footnotes;
mod given;
mod head;
mod headings;
mod links;
mod log;
mod raw;
mod tables;
mod text;
mod tree;
mod trusted;
mod urls;
mod words;
mod writer;

use crate::base::html::escape_text_into;
use crate::highlight::Highlighter;
pub use given::Given;
pub use headings::title as title_section;

/// No id that a document gives itself begins with this.
pub const RESERVED_ID: &str = "fs";

/// Bytes of HTML a page may have whatever its source.
const MAX_HTML: usize = 8 * 1024 * 1024;
/// Bytes of HTML for each byte of source that a page may have: a short text cannot make a long page.
const MAX_GROWTH: usize = 64;
/// Bytes of HTML that any page may have.
const MIN_HTML: usize = 64 * 1024;

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Well-formed HTML without script, style and handlers; it goes into flow content.
    pub html: String,
    /// Whether the page would have grown past its limit: the rest is left out and the HTML ends with a note.
    pub cut: bool,
}

/// Renders the body of a document: everything behind the front matter, the title's heading left out. A pure function
/// of its arguments; `text` is the source file's. Without what a document is given its source is shown.
pub fn render(given: Option<&Given<'_>>, text: &str, highlighter: &Highlighter) -> Rendered {
    given.map_or_else(|| source(text), |given| given.render(highlighter))
}

/// The escaped source of a file that is too large to be read.
fn source(text: &str) -> Rendered {
    let words = words::Words::of(None);
    let mut end = text.len().min(MAX_HTML);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut html = format!("<pre class=\"source\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><code>", words.code);
    escape_text_into(&mut html, text.get(..end).unwrap_or(""));
    html.push_str("</code></pre>\n");
    let cut = end < text.len();
    if cut {
        html.push_str(&cut_note(words));
    }
    Rendered { html, cut }
}

/// The most bytes of HTML a source of this length may become. A large text has its room, a small one cannot blow up.
fn limit(source: usize) -> usize {
    source.saturating_mul(MAX_GROWTH).clamp(MIN_HTML, MAX_HTML.max(source.saturating_mul(4)))
}

fn cut_note(words: &words::Words) -> String {
    format!("<p class=\"cut\">{}</p>\n", words.cut)
}
