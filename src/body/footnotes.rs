//! Footnotes: numbered by their first reference, gathered at the end.

use std::collections::BTreeMap;

use super::writer::Writer;
use crate::base::html::attribute;

/// The footnotes met so far.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Number and count of references by name.
    numbers: BTreeMap<String, (usize, usize)>,
    /// Definitions in the order of the source: name and HTML.
    definitions: Vec<(String, String)>,
    /// Names of the definitions being written.
    open: Vec<String>,
}

impl Writer<'_> {
    /// Writes the sign that refers to a footnote.
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let next = self.footnotes.numbers.len() + 1;
        let entry = self.footnotes.numbers.entry(name.to_owned()).or_insert((next, 0));
        entry.1 += 1;
        let (number, count) = *entry;
        if self.tree.in_link() {
            self.tree.inline_html(&format!("<sup class=\"footnote-reference\">{number}</sup>"));
            return;
        }
        let again = if count > 1 { format!(":{count}") } else { String::new() };
        let word = self.words.footnote;
        self.tree.inline_html(&format!(
            "<sup class=\"footnote-reference\"><a id=\"fnref:{number}{again}\" href=\"#fn:{number}\" \
             aria-label=\"{word} {number}\">{number}</a></sup>"
        ));
    }

    /// Begins a definition: what follows is put aside.
    pub(super) fn open_footnote(&mut self, name: &str) {
        self.footnotes.open.push(name.to_owned());
        self.tree.park();
    }

    /// Ends a definition.
    pub(super) fn close_footnote(&mut self) {
        let html = self.tree.unpark();
        if let Some(name) = self.footnotes.open.pop() {
            self.aside += html.len();
            self.footnotes.definitions.push((name, html));
        }
    }

    /// Writes the definitions: those referred to by their number, then the others, so that none is lost.
    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.definitions.is_empty() {
            return;
        }
        let mut ordered: BTreeMap<(usize, usize), String> = BTreeMap::new();
        for (at, (name, html)) in footnotes.definitions.into_iter().enumerate() {
            let number = footnotes.numbers.get(&name).map_or(usize::MAX, |(number, _)| *number);
            ordered.insert((number, at), html);
        }
        let mut out = "<section class=\"footnotes\"".to_owned();
        attribute(&mut out, "aria-label", self.words.footnotes);
        out.push_str("><ol>\n");
        let mut last = 0;
        for ((number, _), html) in ordered {
            // A definition met again has no number of its own.
            let again = number == last;
            last = number;
            if number == usize::MAX || again {
                out.push_str("<li>");
                out.push_str(&html);
            } else {
                out.push_str(&format!("<li id=\"fn:{number}\" value=\"{number}\">"));
                // The way back stands on the last line where that is a paragraph.
                let (text, end) = html.strip_suffix("</p>\n").map_or((html.as_str(), ""), |text| (text, "</p>\n"));
                out.push_str(text);
                out.push_str(&format!(" <a class=\"footnote-back\" href=\"#fnref:{number}\""));
                attribute(&mut out, "aria-label", &format!("{} {number}", self.words.back));
                out.push_str(">↩</a>");
                out.push_str(end);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
        self.tree.block_html(&out);
    }
}
