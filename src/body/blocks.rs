//! Quotes, alerts and headings.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use super::tree::Content;
use super::urls;
use super::writer::Writer;
use crate::base::html::attribute;
use crate::base::paths;

impl Writer<'_> {
    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.nested += 1;
        let Some(kind) = kind else {
            return self.tree.container("blockquote", Content::Flow, 1, |_| {});
        };
        let (at, class) = match kind {
            BlockQuoteKind::Note => (0, "alert alert-note"),
            BlockQuoteKind::Tip => (1, "alert alert-tip"),
            BlockQuoteKind::Important => (2, "alert alert-important"),
            BlockQuoteKind::Warning => (3, "alert alert-warning"),
            BlockQuoteKind::Caution => (4, "alert alert-caution"),
        };
        self.tree.container("div", Content::Flow, 1, |out| {
            attribute(out, "class", class);
            out.push_str(" role=\"note\"");
        });
        self.tree.block("p", |out| attribute(out, "class", "alert-title"));
        self.tree.text(self.words.alerts.get(at).copied().unwrap_or(""));
        self.tree.close("p");
    }

    pub(super) fn open_heading(&mut self, level: u8, range: &Range<usize>) {
        let found = self.headings.section(range.start);
        let source = self.text.get(range.clone()).unwrap_or("").trim();
        let underlined = !source.starts_with('#');
        if found.is_none() && underlined && self.nested == 0 {
            // Header fields over a rule without a blank line between: the outline reads them as a paragraph too.
            self.tree.block("p", |_| {});
            self.heading = None;
            return;
        }
        let title = found.is_some_and(|(at, _)| self.headings.is_title(at));
        let says_nothing = found.map_or_else(
            || source.trim_matches(['#', ' ', '\t', '=', '-']).is_empty(),
            |(_, section)| section.text.trim().is_empty() && !source.contains("!["),
        );
        if title || says_nothing {
            self.skipping = true;
            if let Some((_, section)) = found {
                let mut anchor = "<div".to_owned();
                attribute(&mut anchor, "id", &section.anchor);
                anchor.push_str("></div>\n");
                if !section.anchor.is_empty() {
                    self.tree.block_html(&anchor);
                }
            }
            if title {
                self.headings.pass_title();
            }
            return;
        }
        let tag = self.headings.tag(level);
        self.tree.container("div", Content::Flow, 1, |out| attribute(out, "class", "heading"));
        self.tree.block(tag, |out| {
            if let Some((_, section)) = found.filter(|(_, section)| !section.anchor.is_empty()) {
                attribute(out, "id", &section.anchor);
            }
        });
        self.heading = Some((tag, found));
        let start = range.start + (source.len() - source.trim_start_matches(['#', ' ', '\t']).len());
        self.expect_box(range.start, start);
    }

    pub(super) fn close_heading(&mut self) {
        let Some((tag, found)) = self.heading.take() else {
            self.tree.close("p");
            if !self.ends_head() {
                self.tree.block_html("<hr>\n");
            }
            return;
        };
        self.tree.close(tag);
        if let Some((at, section)) = found {
            let tally = self.headings.tally(at);
            let mut html = String::new();
            if tally.total > 0 {
                let (done, total) = (tally.done.to_string(), tally.total.to_string());
                html.push_str("<span class=\"tally\"");
                attribute(&mut html, "title", &self.words.tally.replace("{done}", &done).replace("{total}", &total));
                html.push_str(&format!(">{done}/{total}</span>"));
            }
            if !section.anchor.is_empty() {
                html.push_str("<a class=\"anchor\" href=\"#");
                urls::write(&mut html, &paths::encode(&section.anchor));
                html.push('"');
                attribute(&mut html, "aria-label", &format!("{} {}", self.words.section, section.text));
                html.push_str(">#</a>");
            }
            self.tree.inline_html(&html);
        }
        self.tree.close("div");
    }
}
