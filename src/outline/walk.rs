//! One pass over the parser's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::{
    Cell, Fence, ListItem, OPTIONS, Outline, OutlineReference, OutlineSection, Paragraph, Row, Table, fields,
    front_matter,
};
use crate::base::{Span, slug::Slugger};
use crate::vocabulary::ReferenceKind;

/// Walks the events of `text` and collects its outline.
pub(super) fn walk(text: &str) -> Outline {
    let (matter, body_start) = front_matter::split(text);
    let mut walker = Walker::new(text, body_start);
    let body = text.get(body_start..).unwrap_or("");
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        walker.event(event, range.start + body_start..range.end + body_start);
    }
    let mut outline = walker.finish();
    outline.front_matter = matter;
    outline.fields = fields::read(text, &outline);
    outline
}

/// What text events are being collected for; innermost last.
enum Sink {
    Heading { level: u8, span: Span },
    Paragraph { span: Span },
    Item { index: usize },
    Cell { span: Span },
    Link { reference: OutlineReference },
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
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
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
                if html.trim_start().starts_with("<!--") || self.in_html {
                    mask_comments(self.text, span, &mut self.outline.masked);
                }
            }
            Event::Rule => self.outline.rules.push(span),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        let section = self.section();
        match tag {
            Tag::Heading { level, .. } => {
                self.sinks.push((Sink::Heading { level: level as u8, span }, String::new()));
            }
            Tag::Paragraph => self.sinks.push((Sink::Paragraph { span }, String::new())),
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
                self.sinks.push((Sink::Item { index }, String::new()));
            }
            Tag::Table(_) => {
                self.outline.tables.push(Table { span, header: Vec::new(), rows: Vec::new(), section });
            }
            Tag::TableRow => {
                if let Some(table) = self.outline.tables.last_mut() {
                    table.rows.push(Row { span, cells: Vec::new() });
                }
            }
            Tag::TableCell => self.sinks.push((Sink::Cell { span }, String::new())),
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

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Link | TagEnd::Image => {
                if let Some((sink, text)) = self.sinks.pop() {
                    self.close(sink, text);
                }
            }
            TagEnd::Item => {
                self.items.pop();
                if let Some((sink, text)) = self.sinks.pop() {
                    self.close(sink, text);
                }
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => self.in_html = false,
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
            Sink::Paragraph { span } => {
                let text = text.trim().to_owned();
                // The first paragraph of a loose item is the item's text as well.
                if let Some(&index) = self.items.last()
                    && self.outline.items[index].text.is_empty()
                {
                    let item = &mut self.outline.items[index];
                    item.text = drop_box(&text).to_owned();
                    item.text_span.end = span.trim(self.text).end.max(item.text_span.start);
                }
                let section = self.section();
                let item = self.items.last().copied();
                self.outline.paragraphs.push(Paragraph { span, text, section, item, quoted: self.quotes > 0 });
            }
            Sink::Item { index } => {
                let source = self.text;
                let item = &mut self.outline.items[index];
                if item.text.is_empty() {
                    item.text = drop_box(text.trim()).to_owned();
                    // A tight item's text ends where its first nested item begins, if it has one.
                    let nested = self.outline.items.get(index + 1).map(|next| next.span.start);
                    let item = &mut self.outline.items[index];
                    if let Some(start) = nested.filter(|&start| start < item.span.end) {
                        item.text_span.end = start.max(item.text_span.start);
                    }
                    item.text_span = item.text_span.trim(source);
                }
            }
            Sink::Cell { span } => {
                let raw = span.of(self.text).trim().trim_matches('|').trim().to_owned();
                let cell = Cell { span, text: text.trim().to_owned(), raw };
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

    fn heading(&mut self, level: u8, span: Span, text: String) {
        let text = text.trim().to_owned();
        let raw = heading_content(self.text, span);
        let sections = &self.outline.sections;
        let mut parent = (sections[sections.len() - 1].level > 0).then(|| sections.len() - 1);
        while let Some(above) = parent.filter(|&above| sections[above].level >= level) {
            parent = sections[above].parent;
        }
        let mark = box_of(raw.trim_start_matches(['*', '_'])).map(|(mark, _)| mark);
        self.outline.sections.push(OutlineSection {
            level,
            anchor: self.slugger.next(&text),
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
        self.outline
    }
}

/// The character in the box a text begins with, and the length of the box with the space behind it.
pub(crate) fn box_of(text: &str) -> Option<(char, usize)> {
    let mut chars = text.char_indices();
    match chars.next()?.1 {
        '[' => {
            let (at, mark) = chars.next()?;
            let close = at + mark.len_utf8();
            let rest = text.get(close..)?.strip_prefix(']')?;
            let known = matches!(mark, ' ' | 'x' | 'X' | '-' | '~' | '/' | '>' | '!' | '?' | '*');
            let behind = rest.chars().next();
            (known && behind.is_none_or(char::is_whitespace)).then(|| (mark, text.len() - rest.trim_start().len()))
        }
        sign @ ('☐' | '☑' | '☒' | '⬜' | '🔲') => {
            let mark = if matches!(sign, '☑' | '☒') { 'x' } else { ' ' };
            let rest = text[sign.len_utf8()..].trim_start_matches('\u{fe0f}').trim_start();
            Some((mark, text.len() - rest.len()))
        }
        _ => None,
    }
}

/// The text behind its box.
fn drop_box(text: &str) -> &str {
    box_of(text).map_or(text, |(_, length)| &text[length..])
}

/// The box of an item and where its text begins.
fn item_start(text: &str, span: Span) -> (Option<char>, usize) {
    let source = span.of(text);
    let marker = source
        .find(|c: char| !c.is_ascii_digit())
        .filter(|&at| source[at..].starts_with(['-', '*', '+', '.', ')']))
        .map_or(0, |at| at + 1);
    let rest = source[marker..].trim_start();
    let start = span.start as usize + source.len() - rest.len();
    match box_of(rest) {
        Some((mark, length)) => (Some(mark), start + length),
        None => (None, start),
    }
}

/// A heading's content as written.
fn heading_content(text: &str, span: Span) -> &str {
    let source = span.of(text).trim_start();
    if let Some(rest) = source.strip_prefix('#') {
        let line = rest.trim_start_matches('#').lines().next().unwrap_or("");
        let line = line.trim();
        let closed = line.trim_end_matches('#');
        return if closed.is_empty() || closed.ends_with(' ') { closed.trim() } else { line };
    }
    source.lines().next().unwrap_or("").trim()
}

/// The code between the fences; the whole span for indented code.
fn code_inside(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let fence = source.trim_start();
    if !(fence.starts_with("```") || fence.starts_with("~~~")) {
        return span;
    }
    let start = source.find('\n').map_or(source.len(), |at| at + 1);
    let body = source[start..].trim_end();
    let last = body.rfind('\n').map_or(0, |at| at + 1);
    let closing = body[last..].trim_start_matches([' ', '>', '\t']);
    let closed = closing.starts_with(&fence[..3]);
    let end = if closed { last } else { body.len() };
    Span::new(span.start as usize + start, span.start as usize + start + end)
}

/// Masks the comments of an HTML piece.
fn mask_comments(text: &str, span: Span, masked: &mut Vec<Span>) {
    let source = span.of(text);
    // Inside a block every line is an event of its own: a line of a comment that began earlier is masked whole.
    let open_before = masked.last().is_some_and(|last| last.contains(span.start as usize));
    if open_before {
        return;
    }
    let mut at = 0;
    while let Some(found) = source[at..].find("<!--") {
        let start = span.start as usize + at + found;
        let rest = text.get(start + 4..).unwrap_or("");
        let end = rest.find("-->").map_or(text.len(), |close| start + 4 + close + 3);
        masked.push(Span::new(start, end));
        at = (end - span.start as usize).min(source.len());
    }
}

/// A code span that is a path to a Markdown file.
fn code_path(code: &str) -> Option<&str> {
    let path = code.trim();
    let file = path.split('#').next().unwrap_or("");
    let is_path = file.len() > 3
        && file.get(file.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(".md"))
        && !path.contains(['*', '{', '<', '|', '"', '$'])
        && !path.contains(char::is_whitespace)
        && !path.contains("://");
    is_path.then_some(path)
}
