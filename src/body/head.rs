//! The fields a document begins with. Its page shows them above the body, so as they were written they are folded.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::writer::Writer;
use crate::model::{Field, Rule};
use crate::views::document::header::is_text;

/// How far the head of the body has been read.
#[derive(Default)]
pub(super) struct Head {
    /// Where the outermost block read last ends.
    end: usize,
    /// Whether fields are being written into the fold.
    open: bool,
    /// Set behind the last of the fields.
    over: bool,
}

impl Writer<'_> {
    /// Called before every block: folds the fields a body begins with, up to the first block that holds anything else.
    pub(super) fn pass_head(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if self.head.over || range.start < self.head.end {
            return;
        }
        let fields = match tag {
            Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(None) => self.only_fields(range, false),
            Tag::Table(_) => self.only_fields(range, true),
            Tag::Heading { .. } => match self.headings.section(range.start) {
                Some((at, _)) if self.headings.is_title(at) => {
                    self.close_head();
                    self.head.end = range.end;
                    return;
                }
                Some(_) => false,
                // Fields over a rule without a blank line between.
                None => self.only_fields(range, false),
            },
            Tag::HtmlBlock if self.is_comment(range) => return,
            _ => false,
        };
        self.head.end = range.end;
        if !fields {
            self.close_head();
            self.head.over = true;
        } else if !self.head.open && self.tree.is_closed() {
            self.tree.fold("as-written", self.words.as_written);
            self.head.open = true;
        }
    }

    /// Whether a rule is the one that parts the folded fields from the text.
    pub(super) fn ends_head(&mut self) -> bool {
        let ends = self.head.open && !self.head.over;
        if ends {
            self.close_head();
            self.head.over = true;
        }
        ends
    }

    /// Ends the fold.
    pub(super) fn close_head(&mut self) {
        if std::mem::take(&mut self.head.open) {
            self.tree.close("details");
        }
    }

    /// Says that this page shows no fields above the body.
    pub(super) fn keep_head(&mut self) {
        self.head.over = true;
    }

    fn is_comment(&self, range: &Range<usize>) -> bool {
        let text = self.text.get(range.clone()).unwrap_or("").trim();
        text.starts_with("<!--") && text.find("-->").is_some_and(|end| end + 3 == text.len())
    }

    /// Whether a block holds fields of the header and nothing else; the head of a table may name its columns.
    fn only_fields(&self, range: &Range<usize>, table: bool) -> bool {
        let Some(source) = self.text.get(range.clone()) else { return false };
        // The fields of a document stand in the order of the text.
        let all = &self.document.fields;
        let before = |end: usize| all.partition_point(|field| (field.span.start as usize) < end);
        let here = all.get(before(range.start)..before(range.end)).unwrap_or_default();
        let inside = |field: &&Field| field.rule == Rule::Head && field.span.end as usize <= range.end;
        let fields: Vec<&Field> = here.iter().filter(inside).collect();
        if fields.iter().any(|field| is_text(field)) || !fields.iter().any(|field| field.known.is_some()) {
            return false;
        }
        let names = if table { source.find('\n').unwrap_or(0) } else { 0 };
        // Text and fields are walked side by side: a header may have thousands.
        let mut coming = fields.iter().map(|field| field.span).peekable();
        let mut covered = 0;
        source.char_indices().all(|(at, c)| {
            while let Some(span) = coming.next_if(|span| span.start as usize <= range.start + at) {
                covered = covered.max(span.end as usize);
            }
            !c.is_alphanumeric() || at < names || range.start + at < covered
        })
    }
}
