//! Tables of Markdown: in a container that scrolls and can be reached by keyboard.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Parser};

use super::tree::Content;
use super::writer::Writer;
use crate::base::html::attribute;
use crate::base::text::fold_space;

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_body: bool,
    cell: &'static str,
}

impl Writer<'_> {
    /// Begins a table.
    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        let head = self.text.get(range.clone()).and_then(|table| table.lines().next()).unwrap_or("");
        let cells = head.split('|').map(plain).filter(|cell| !cell.is_empty());
        let names: String = cells.collect::<Vec<_>>().join(", ").chars().take(120).collect();
        let word = self.words.table;
        let label = if names.is_empty() { word.to_owned() } else { format!("{word}: {names}") };
        self.tree.container("div", Content::Flow, 6, |out| {
            attribute(out, "class", "table");
            out.push_str(" tabindex=\"0\" role=\"group\"");
            attribute(out, "aria-label", &label);
        });
        self.tree.part("table", Content::Parts(&[]), |_| {});
        self.table = Table { alignments, cell: "td", ..Table::default() };
    }

    /// Begins the head.
    pub(super) fn open_table_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.tree.part("thead", Content::Parts(&[]), |_| {});
        self.tree.part("tr", Content::Parts(&[]), |_| {});
    }

    /// Ends the head.
    pub(super) fn close_table_head(&mut self) {
        self.table.in_head = false;
        self.tree.close("tr");
        self.tree.close("thead");
    }

    /// Begins a row.
    pub(super) fn open_row(&mut self, start: usize) {
        if !self.table.in_body {
            self.table.in_body = true;
            self.tree.part("tbody", Content::Parts(&[]), |_| {});
        }
        self.table.column = 0;
        let anchor = self.around.rows.get(&start).filter(|anchor| self.ids.insert((**anchor).to_owned()));
        self.tree.part("tr", Content::Parts(&[]), |out| {
            if let Some(anchor) = anchor {
                attribute(out, "id", anchor);
            }
        });
    }

    /// Begins a cell.
    pub(super) fn open_cell(&mut self, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or("");
        let empty = source.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty();
        // A header cell that says nothing heads nothing.
        let heads = self.table.in_head && !empty;
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => "align-left",
            Some(Alignment::Center) => "align-center",
            Some(Alignment::Right) => "align-right",
            _ => "",
        };
        self.table.column += 1;
        self.table.cell = if heads { "th" } else { "td" };
        self.tree.part(self.table.cell, Content::Flow, |out| {
            if heads {
                out.push_str(" scope=\"col\"");
            }
            if !class.is_empty() {
                attribute(out, "class", class);
            }
        });
    }

    /// Ends a cell.
    pub(super) fn close_cell(&mut self) {
        self.tree.close(self.table.cell);
    }

    /// Ends a table.
    pub(super) fn close_table(&mut self) {
        if self.table.in_body {
            self.tree.close("tbody");
        }
        self.table = Table::default();
        self.tree.close("table");
        self.tree.close("div");
    }
}

/// The plain text of a cell.
fn plain(cell: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(cell.trim()) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => out.push(' '),
            _ => {}
        }
    }
    fold_space(&out)
}
