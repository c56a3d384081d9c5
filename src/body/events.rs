//! What each tag of the parser begins and ends.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, LinkType, Tag, TagEnd};

use super::code::{self, Code};
use super::tree::Content;
use super::writer::{Caption, Image, Writer};
use crate::base::html::attribute;
use crate::outline::is_block;
use crate::outline::tags::Raw;

impl<'a> Writer<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let caption = self.caption.take();
        // Every block but a paragraph ends the line of a box.
        if !matches!(tag, Tag::Paragraph) {
            self.flush_box();
        }
        if is_block(&tag) {
            self.pass_head(&tag, &range);
        }
        match tag {
            Tag::Paragraph => {
                let from = self.tree.position();
                self.tree.block("p", |_| {});
                let source = self.text.get(range.clone()).unwrap_or("");
                self.paragraph = Some((from, self.tree.position(), code::is_caption(source)));
                if self.pending.is_none() && self.task_in(range.start..range.start + 1).is_some() {
                    self.expect_box(range.start, range.start);
                }
            }
            Tag::Heading { level, .. } => {
                self.pass_log(&range);
                self.open_heading(level as u8, &range);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let caption = caption.filter(|caption| caption.to == self.tree.position()).map(|caption| {
                    let cut = self.tree.cut(caption.from);
                    let content = caption.content.start - caption.from..caption.content.end - caption.from;
                    cut.get(content).unwrap_or("").to_owned()
                });
                self.code = Some(Code { info, text: String::new(), range, caption });
            }
            Tag::HtmlBlock => self.html = Some(Raw::default()),
            Tag::List(first) => {
                self.nested += 1;
                let tag = if first.is_some() { "ol" } else { "ul" };
                self.tree.container(tag, Content::Parts(&[]), 2, |out| {
                    if let Some(first) = first.filter(|first| *first != 1) {
                        attribute(out, "start", &first.to_string());
                    }
                });
            }
            Tag::Item => {
                let start = item_text(self.text, &range);
                let state = self.expect_box(range.start, start);
                self.tree.part("li", Content::Flow, |out| {
                    if let Some(state) = state {
                        attribute(out, "class", code::task_class(state));
                    }
                });
            }
            Tag::FootnoteDefinition(name) => self.open_footnote(&name),
            Tag::DefinitionList => self.tree.container("dl", Content::Parts(&[]), 2, |_| {}),
            Tag::DefinitionListTitle => self.tree.part("dt", Content::Phrasing, |_| {}),
            Tag::DefinitionListDefinition => self.tree.part("dd", Content::Flow, |_| {}),
            Tag::Table(alignments) => self.open_table(alignments, &range),
            Tag::TableHead => self.open_table_head(),
            Tag::TableRow => self.open_row(range.start),
            Tag::TableCell => self.open_cell(&range),
            Tag::Emphasis => self.tree.inline("em", |_| {}),
            Tag::Strong => self.tree.inline("strong", |_| {}),
            Tag::Strikethrough => self.tree.inline("del", |_| {}),
            Tag::Superscript => self.tree.inline("sup", |_| {}),
            Tag::Subscript => self.tree.inline("sub", |_| {}),
            Tag::Link { dest_url, title, link_type, .. } => {
                let mail = matches!(link_type, LinkType::Email);
                let address = if mail { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                let tag = self.open_link(&address, &title, range.start);
                self.links.push(tag);
            }
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = (dest_url.into_string(), title.into_string());
                self.image = Some(Image { address, title, alt: String::new(), start: range.start, inner: 0 });
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph => {
                self.flush_box();
                let content_end = self.tree.position();
                self.tree.close("p");
                if let Some((from, content, true)) = self.paragraph.take() {
                    self.caption = Some(Caption { from, content: content..content_end, to: self.tree.position() });
                }
            }
            TagEnd::Heading(_) => {
                self.flush_box();
                self.close_heading();
            }
            TagEnd::BlockQuote(kind) => {
                self.nested = self.nested.saturating_sub(1);
                self.tree.close(if kind.is_some() { "div" } else { "blockquote" });
            }
            TagEnd::List(ordered) => {
                self.nested = self.nested.saturating_sub(1);
                self.tree.close(if ordered { "ol" } else { "ul" });
            }
            TagEnd::Item => {
                self.flush_box();
                self.tree.close("li");
            }
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::DefinitionList => self.tree.close("dl"),
            TagEnd::DefinitionListTitle => self.tree.close("dt"),
            TagEnd::DefinitionListDefinition => self.tree.close("dd"),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_table_head(),
            TagEnd::TableRow => self.tree.close("tr"),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => self.tree.close("em"),
            TagEnd::Strong => self.tree.close("strong"),
            TagEnd::Strikethrough => self.tree.close("del"),
            TagEnd::Superscript => self.tree.close("sup"),
            TagEnd::Subscript => self.tree.close("sub"),
            TagEnd::Link => {
                if let Some(tag) = self.links.pop() {
                    self.tree.close(tag);
                }
            }
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }
}

/// Where the text of a list item begins: behind its marker.
fn item_text(text: &str, range: &Range<usize>) -> usize {
    let source = text.get(range.clone()).unwrap_or("");
    let marker = source.trim_start_matches([' ', '\t']);
    let behind = marker.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = behind.strip_prefix(['-', '*', '+', '.', ')']).unwrap_or(marker);
    range.start + (source.len() - behind.trim_start_matches([' ', '\t']).len())
}
