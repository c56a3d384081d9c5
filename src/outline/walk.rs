//! One pass over the parser's events.
//!
//! Long because the walk over the parser's events is one state machine.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::blocks::is_block;
use super::figures::Figures;
use super::html;
use super::pieces::{
    box_of, code_inside, code_path, drop_box, heading_content, is_underlined, item_start, mask_comments,
};
use super::tags::Raw;
use super::{
    Cell, Fence, ListItem, Outline, OutlineReference, OutlineSection, Paragraph, Row, Table, events, fields,
    front_matter,
};
use crate::base::{Span, slug::Slugger};
use crate::vocabulary::ReferenceKind;

/// Walks the events of `text` and collects its outline.
pub(super) fn walk(text: &str) -> Outline {
    let front_matter::Split { matter, body_start, problems, conflicts } = front_matter::read(text);
    let mut walker = Walker::new(text, body_start);
    let body = text.get(body_start..).unwrap_or("");
    let mut figures = Figures::of(text);
    for (event, range) in events(body) {
        let range = range.start + body_start..range.end + body_start;
        figures.event(&event, range.clone());
        walker.event(event, range);
    }
    let mut outline = walker.finish();
    outline.figures = figures.finish();
    outline.front_matter = matter;
    outline.problems = problems;
    outline.conflicts = conflicts;
    let mut in_body = front_matter::conflicts(body, body_start);
    in_body.retain(|conflict| !outline.is_masked(conflict.start as usize));
    outline.conflicts.extend(in_body);
    outline.fields = fields::read(text, &outline);
    outline
}

/// What text events are being collected for; innermost last.
enum Sink {
    Heading {
        level: u8,
        span: Span,
    },
    Paragraph {
        span: Span,
    },
    /// Text that stands in an item or definition without a paragraph of its own; `start` is where it begins.
    Tight {
        item: Option<usize>,
        start: usize,
    },
    Cell {
        span: Span,
    },
    Link {
        reference: OutlineReference,
    },
}

struct Walker<'a> {
    text: &'a str,
    outline: Outline,
    slugger: Slugger,
    sinks: Vec<(Sink, String)>,
    lists: Vec<Option<u64>>,
    items: Vec<usize>,
    quotes: usize,
    in_code: bool,
    in_html: bool,
    /// The block of raw HTML being read.
    raw: Raw,
    /// Where the last comment ends, which may be some events ahead.
    comment_end: usize,
}

impl<'a> Walker<'a> {
    fn new(text: &'a str, body_start: usize) -> Self {
        let mut outline = Outline { body_start, ..Outline::default() };
        let start = Span::new(body_start, body_start);
        outline.sections.push(OutlineSection { heading: start, ..OutlineSection::default() });
        Self {
            text,
            outline,
            slugger: Slugger::default(),
            sinks: Vec::new(),
            lists: Vec::new(),
            items: Vec::new(),
            quotes: 0,
            in_code: false,
            in_html: false,
            raw: Raw::default(),
            comment_end: 0,
        }
    }

    fn section(&self) -> usize {
        self.outline.sections.len() - 1
    }

    /// Adds text to whatever collects it. Text of a link goes to the link and to what is around it.
    fn push(&mut self, text: &str) {
        for (sink, collected) in self.sinks.iter_mut().rev() {
            collected.push_str(text);
            if !matches!(sink, Sink::Link { .. }) {
                break;
            }
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(tag) => {
                if is_block(&tag) {
                    self.flush(span.start as usize);
                }
                self.start(tag, span);
            }
            Event::End(end) => self.end(end, span),
            Event::Text(text) if !self.in_code && !self.in_html => self.push(&text),
            Event::Text(_) => {}
            Event::Code(code) => {
                self.outline.masked.push(span);
                self.outline.code_spans.push(span);
                if let Some(target) = code_path(&code) {
                    let reference = OutlineReference {
                        kind: ReferenceKind::CodePath,
                        target: target.to_owned(),
                        text: target.to_owned(),
                        span,
                        section: self.section(),
                    };
                    let in_link = self.sinks.iter().any(|(sink, _)| matches!(sink, Sink::Link { .. }));
                    if !in_link {
                        self.outline.references.push(reference);
                    }
                }
                self.push(&code);
            }
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Html(html) | Event::InlineHtml(html) => {
                if self.in_html {
                    self.raw.push(&html, span.start as usize);
                } else {
                    self.raw_references(&Raw::of(&html, span.start as usize));
                }
                if html.trim_start().starts_with("<!--") || self.in_html {
                    mask_comments(self.text, span, &mut self.outline.masked, &mut self.comment_end);
                }
                if span.start as usize >= self.comment_end {
                    let section = self.section();
                    self.outline.references.extend(html::references(self.text, span, section));
                }
            }
            Event::Rule => {
                self.flush(span.start as usize);
                self.outline.rules.push(span);
            }
            // A formula is what its author wrote, dollars and all; nothing in it is a field, a link or an id.
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.outline.masked.push(span);
                let source = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
                self.push(source);
            }
            Event::TaskListMarker(_) | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        let section = self.section();
        match tag {
            Tag::Heading { level, .. } => {
                self.sinks.push((Sink::Heading { level: level as u8, span }, room(span)));
            }
            Tag::Paragraph => self.sinks.push((Sink::Paragraph { span }, room(span))),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let code = code_inside(self.text, span);
                self.outline.masked.push(span);
                self.outline.fences.push(Fence { span, code, info, section });
            }
            Tag::HtmlBlock => self.in_html = true,
            Tag::List(first) => self.lists.push(first),
            Tag::Item => {
                let number = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        *next += 1;
                        Some(*next - 1)
                    }
                    _ => None,
                };
                let (mark, text_start) = item_start(self.text, span);
                let index = self.outline.items.len();
                self.outline.items.push(ListItem {
                    span,
                    text_span: Span::new(text_start, span.end as usize),
                    text: String::new(),
                    mark,
                    number,
                    depth: self.lists.len().saturating_sub(1),
                    parent: self.items.last().copied(),
                    section,
                });
                self.items.push(index);
                self.sinks.push((Sink::Tight { item: Some(index), start: text_start }, String::new()));
            }
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.sinks.push((Sink::Tight { item: None, start: span.start as usize }, String::new()));
            }
            Tag::Table(_) => {
                self.outline.tables.push(Table { span, header: Vec::new(), rows: Vec::new(), section });
            }
            Tag::TableRow => {
                if let Some(table) = self.outline.tables.last_mut() {
                    table.rows.push(Row { span, cells: Vec::new() });
                }
            }
            Tag::TableCell => self.sinks.push((Sink::Cell { span }, room(span))),
            Tag::Link { link_type, dest_url, .. } => {
                let kind = match link_type {
                    LinkType::WikiLink { .. } => ReferenceKind::Wiki,
                    LinkType::Autolink | LinkType::Email => ReferenceKind::Autolink,
                    _ => ReferenceKind::Link,
                };
                self.open_link(kind, dest_url.into_string(), span);
            }
            Tag::Image { dest_url, .. } => self.open_link(ReferenceKind::Image, dest_url.into_string(), span),
            _ => {}
        }
    }

    fn open_link(&mut self, kind: ReferenceKind, target: String, span: Span) {
        let reference = OutlineReference { kind, target, text: String::new(), span, section: self.section() };
        self.sinks.push((Sink::Link { reference }, String::new()));
    }

    /// Links and images of raw HTML are references as well, and its ids are anchors.
    fn raw_references(&mut self, raw: &Raw) {
        let section = self.section();
        self.outline.anchors.extend(raw.anchors());
        self.outline.references.extend(raw.references().into_iter().map(|found| OutlineReference {
            kind: if found.image { ReferenceKind::Image } else { ReferenceKind::Link },
            target: found.target,
            text: found.text,
            span: Span::from(found.range),
            section,
        }));
    }

    fn end(&mut self, end: TagEnd, span: Span) {
        match end {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Link | TagEnd::Image => {
                if let Some((sink, text)) = self.sinks.pop() {
                    self.close(sink, text);
                }
            }
            TagEnd::Item => {
                self.flush(span.end as usize);
                self.items.pop();
                self.sinks.pop();
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.flush(span.end as usize);
                self.sinks.pop();
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => {
                self.in_html = false;
                let raw = std::mem::take(&mut self.raw);
                self.raw_references(&raw);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableHead => {
                if let Some(table) = self.outline.tables.last_mut()
                    && let Some(row) = table.rows.pop()
                {
                    table.header = row.cells;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, sink: Sink, text: String) {
        match sink {
            Sink::Heading { level, span } => self.heading(level, span, text),
            Sink::Paragraph { span } => self.paragraph(span, text),
            Sink::Tight { .. } => {}
            Sink::Cell { span } => {
                let raw = span.of(self.text).trim().trim_matches('|').trim().to_owned();
                let cell = Cell { span, text: trimmed(text), raw };
                if let Some(table) = self.outline.tables.last_mut() {
                    if table.rows.is_empty() {
                        table.rows.push(Row::default());
                    }
                    if let Some(row) = table.rows.last_mut() {
                        row.cells.push(cell);
                    }
                }
            }
            Sink::Link { mut reference } => {
                reference.text = text;
                self.outline.references.push(reference);
            }
        }
    }

    /// Ends the loose text of an item or definition where a block begins or where it ends itself.
    fn flush(&mut self, end: usize) {
        let Some((Sink::Tight { item, start }, text)) = self.sinks.last_mut() else { return };
        let (item, begin, text) = (*item, *start, std::mem::take(text));
        *start = end.max(begin);
        if text.trim().is_empty() {
            return;
        }
        let span = Span::new(begin, end).trim(self.text);
        match item.and_then(|index| self.outline.items.get_mut(index)).filter(|item| item.text.is_empty()) {
            Some(item) => {
                item.text = drop_box(text.trim()).to_owned();
                item.text_span.end = span.end.max(item.text_span.start);
            }
            None => self.paragraph(span, text),
        }
    }

    fn paragraph(&mut self, span: Span, text: String) {
        let text = trimmed(text);
        // The first paragraph of a loose item is the item's text as well.
        let item = self.items.last().copied();
        if let Some(item) = item.and_then(|index| self.outline.items.get_mut(index))
            && item.text.is_empty()
        {
            item.text = drop_box(&text).to_owned();
            item.text_span.end = span.trim(self.text).end.max(item.text_span.start);
        }
        let section = self.section();
        self.outline.paragraphs.push(Paragraph { span, text, section, item, quoted: self.quotes > 0 });
    }

    /// A heading becomes a section, unless it stands in a list or quote, where it structures nothing beyond, or is
    /// header fields that a rule without a blank line before it has turned into an underlined heading.
    fn heading(&mut self, level: u8, span: Span, text: String) {
        let text = trimmed(text);
        let raw = heading_content(self.text, span);
        let anchor = self.slugger.next(&text);
        if !self.items.is_empty() || self.quotes > 0 {
            return self.paragraph(span, text);
        }
        if level == 2 && is_underlined(self.text, span) && is_fields(raw) {
            let end = span.start as usize + raw.len();
            self.outline.rules.push(Span::new(end, span.end as usize).trim(self.text));
            return self.paragraph(Span::new(span.start as usize, end), text);
        }
        let sections = &self.outline.sections;
        let mut parent = sections.last().filter(|last| last.level > 0).map(|_| sections.len() - 1);
        while let Some(above) = parent.filter(|&above| sections[above].level >= level) {
            parent = sections[above].parent;
        }
        let mark = box_of(raw).map(|(mark, _)| mark);
        self.outline.sections.push(OutlineSection {
            level,
            anchor,
            raw: raw.to_owned(),
            text,
            heading: span,
            span,
            own: Span::default(),
            parent,
            mark,
        });
    }

    fn finish(mut self) -> Outline {
        let length = self.text.len();
        let starts: Vec<usize> = self.outline.sections.iter().map(|section| section.heading.start as usize).collect();
        // A section ends at the next heading of its level or above: found from behind with a stack per level.
        let mut next_at = [length; 8];
        for index in (0..self.outline.sections.len()).rev() {
            let section = &mut self.outline.sections[index];
            let level = usize::from(section.level);
            let own_end = starts.get(index + 1).copied().unwrap_or(length);
            let end = if level == 0 { own_end } else { next_at[1..=level].iter().copied().min().unwrap_or(length) };
            section.span = Span::new(starts[index], end);
            section.own = Span::new(section.heading.end as usize, own_end);
            next_at[level] = starts[index];
        }
        self.outline.masked.sort_unstable();
        // A link is closed behind the images in it.
        self.outline.references.sort_by_key(|reference| reference.span.start);
        self.outline
    }
}

/// Where the text of a block is collected: it is hardly longer than the block.
fn room(span: Span) -> String {
    String::with_capacity((span.end - span.start) as usize)
}

/// The text without the white space at both ends.
fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// Whether the text over an underline is header fields: several lines, the last of which is `Key: value`, or one
/// that begins with a bold key.
fn is_fields(raw: &str) -> bool {
    let last = raw.lines().next_back().unwrap_or("").trim();
    let bold = last.starts_with("**") && last.contains(':');
    let key = last.split([':', '：']).next().unwrap_or("");
    let plain = key.len() < last.len() && key.len() <= 40 && key.split_whitespace().count() <= 4;
    bold || (raw.contains('\n') && plain)
}
