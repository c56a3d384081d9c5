//! From Markdown to an outline: sections, fields, list items, tables, fences, paragraphs and references, each with its
//! bytes. With `body` the only user of the Markdown parser's events.
//!
//! Absent on purpose: what any of it means (features, phases, statuses). No text can make it fail.

mod blocks;
mod events;
pub mod fields;
mod figures;
pub mod front_matter;
mod html;
mod options;
mod pieces;
mod plain;
pub mod tags;
mod walk;

use crate::base::Span;
use crate::vocabulary::ReferenceKind;
pub use blocks::is_block;
pub use events::{events, tex};
pub use fields::{FieldForm, RawField};
pub use figures::{Figure, FigureKind, figures};
pub use front_matter::{FrontMatter, YamlEntry, YamlValue};
pub(crate) use pieces::box_of;
pub use plain::{Block, plain};

/// The outline of one text. Every list is in reading order.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The front matter, where there is one.
    pub front_matter: Option<FrontMatter>,
    /// Where the Markdown begins: behind the front matter.
    pub body_start: usize,
    /// The sections; the first is the text before any heading.
    pub sections: Vec<OutlineSection>,
    /// Everything of the form `key: value`, in whatever dialect, in every section.
    pub fields: Vec<RawField>,
    /// List items.
    pub items: Vec<ListItem>,
    /// Paragraphs, those in list items and quotes included.
    pub paragraphs: Vec<Paragraph>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Code blocks.
    pub fences: Vec<Fence>,
    /// References.
    pub references: Vec<OutlineReference>,
    /// Diagrams and formulas.
    pub figures: Vec<Figure>,
    /// The `id` and `name` attributes of raw HTML.
    pub anchors: Vec<String>,
    /// Code blocks, code spans and HTML comments, sorted: text in them supplies no field, heading or task.
    pub masked: Vec<Span>,
    /// Code spans, sorted; a subset of `masked`.
    pub code_spans: Vec<Span>,
    /// Thematic breaks.
    pub rules: Vec<Span>,
    /// Merge conflicts left in the text, each from its first marker to behind its last.
    pub conflicts: Vec<Span>,
    /// What was found wrong: front matter syntax, merge conflicts.
    pub problems: Vec<Problem>,
}

/// Something wrong in a text whose path is not known here: the interpreter makes a diagnostic of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the check.
    pub check: &'static str,
    /// Where.
    pub span: Span,
    /// One line that quotes the author's text.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What to write instead of the text under the span.
    pub fix: Option<String>,
}

/// A heading and its section.
#[derive(Clone, Debug, Default)]
pub struct OutlineSection {
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// The heading's content as written, marks kept.
    pub raw: String,
    /// The heading's bytes.
    pub heading: Span,
    /// Heading and everything below it, sub-sections included.
    pub span: Span,
    /// From behind the heading to the next heading of any level.
    pub own: Span,
    /// The section above.
    pub parent: Option<usize>,
    /// GitHub's anchor.
    pub anchor: String,
    /// The box the heading's text begins with.
    pub mark: Option<char>,
}

/// A list item.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// The whole item, nested lists included.
    pub span: Span,
    /// Its first block or line, without marker and box.
    pub text_span: Span,
    /// Plain text of its first block, box dropped.
    pub text: String,
    /// The character in the box it begins with: ` `, `x`, `X`, `-`, `~`, …
    pub mark: Option<char>,
    /// Its number in an ordered list.
    pub number: Option<u64>,
    /// 0 for an item of an outermost list.
    pub depth: usize,
    /// The item it is nested in.
    pub parent: Option<usize>,
    /// The nearest heading.
    pub section: usize,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its bytes.
    pub span: Span,
    /// Plain text, line ends as spaces.
    pub text: String,
    /// The nearest heading.
    pub section: usize,
    /// The list item it stands in.
    pub item: Option<usize>,
    /// Whether it stands in a block quote.
    pub quoted: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its bytes.
    pub span: Span,
    /// The cells of its head.
    pub header: Vec<Cell>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The nearest heading.
    pub section: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its bytes.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its bytes.
    pub span: Span,
    /// Plain text.
    pub text: String,
    /// As written, trimmed.
    pub raw: String,
}

/// A code block.
#[derive(Clone, Debug)]
pub struct Fence {
    /// Its bytes, fences included.
    pub span: Span,
    /// The code's bytes.
    pub code: Span,
    /// The info string; empty for indented code.
    pub info: String,
    /// The nearest heading.
    pub section: usize,
}

/// A reference as written.
#[derive(Clone, Debug)]
pub struct OutlineReference {
    /// Its form.
    pub kind: ReferenceKind,
    /// The target, escapes worked in.
    pub target: String,
    /// The text shown.
    pub text: String,
    /// The whole link.
    pub span: Span,
    /// The nearest heading.
    pub section: usize,
}

impl Outline {
    /// The section an offset lies in.
    pub fn section_at(&self, offset: usize) -> usize {
        self.sections.partition_point(|section| section.heading.start as usize <= offset).saturating_sub(1)
    }

    /// Whether an offset lies in code or in a comment.
    pub fn is_masked(&self, offset: usize) -> bool {
        crate::base::span::covers(&self.masked, offset)
    }

    /// The sections from the top down to `section`, itself last.
    pub fn path(&self, section: usize) -> Vec<usize> {
        let mut path = vec![section];
        while let Some(parent) = self.sections[path[path.len() - 1]].parent {
            path.push(parent);
        }
        path.reverse();
        path
    }
}

/// Parses a text.
pub fn parse(text: &str) -> Outline {
    walk::walk(text)
}
