//! The writer: one pass over the parser's events.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::code::{self, Code};
use super::footnotes::Footnotes;
use super::given::{Around, Given};
use super::head::Head;
use super::headings::Headings;
use super::log::Folding;
use super::tables::Table;
use super::text::Run;
use super::tree::Tree;
use super::trusted;
use super::words::Words;
use super::{Rendered, cut_note, limit};
use crate::base::html::{attribute, escape_text_into};
use crate::highlight::Highlighter;
use crate::model::{Document, ReferenceKind, Section, TaskState};
use crate::outline;
use crate::outline::tags::Raw;
use crate::views::document::log::{self, Log};

/// An image whose text is being read.
pub(super) struct Image {
    pub address: String,
    pub title: String,
    pub alt: String,
    pub start: usize,
    /// Images inside it.
    pub inner: usize,
}

/// A paragraph that may be the caption of the code below it: where it and its content begin, where both end.
pub(super) struct Caption {
    pub from: usize,
    pub content: Range<usize>,
    pub to: usize,
}

/// Everything known while one body is written.
pub(super) struct Writer<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    pub around: &'a Around<'a>,
    pub highlighter: &'a Highlighter,
    pub words: &'static Words,
    pub tree: Tree,
    pub headings: Headings<'a>,
    /// Ids given so far, those of all headings from the start.
    pub ids: BTreeSet<String>,
    pub run: Run,
    pub footnotes: Footnotes,
    /// Bytes put aside outside of the tree: footnotes, and entries of a log that waits for its last.
    pub aside: usize,
    /// The fields at the beginning.
    pub head: Head,
    /// The logs that are folded, and the one being written.
    pub logs: Vec<Log>,
    pub folding: Option<Folding>,
    pub table: Table,
    /// Links of raw HTML that became text and are open.
    pub raw_links: usize,
    pub raw_headings: Vec<(u8, &'static str)>,
    pub code_budget: usize,
    pub code: Option<Code>,
    /// Diagrams drawn so far.
    pub diagrams: usize,
    pub html: Option<Raw>,
    pub image: Option<Image>,
    /// Tags that are open for links.
    pub links: Vec<&'static str>,
    /// The tag of the heading being written, and its section.
    pub heading: Option<(&'static str, Option<(usize, &'a Section)>)>,
    /// Set inside a heading that is not shown.
    pub skipping: bool,
    /// Lists and quotes that are open.
    pub nested: usize,
    /// A box to be written before the next text.
    pub pending: Option<(TaskState, Option<String>)>,
    /// Text of the source before this offset is part of a box.
    pub skip_to: usize,
    pub paragraph: Option<(usize, usize, bool)>,
    pub caption: Option<Caption>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(given: &'a Given<'a>, highlighter: &'a Highlighter) -> Self {
        let Given { text, document, around } = given;
        let words = Words::of(document.lang.as_deref().or(around.language));
        let ids = document.sections.iter().map(|section| section.anchor.to_string()).collect();
        let mut writer = Self {
            text,
            document,
            around,
            highlighter,
            words,
            tree: Tree::new(words.details),
            headings: Headings::of(document),
            ids,
            run: Run::default(),
            footnotes: Footnotes::default(),
            aside: 0,
            head: Head::default(),
            logs: log::long(document),
            folding: None,
            table: Table::default(),
            raw_links: 0,
            raw_headings: Vec::new(),
            code_budget: code::budget(),
            code: None,
            diagrams: 0,
            html: None,
            image: None,
            links: Vec::new(),
            heading: None,
            skipping: false,
            nested: 0,
            pending: None,
            skip_to: 0,
            paragraph: None,
            caption: None,
        };
        if around.url == "index.html" {
            writer.keep_head();
        }
        writer
    }

    pub(super) fn write(mut self) -> Rendered {
        let begin = outline::front_matter::behind(self.text);
        let text = self.text;
        let body = text.get(begin..).unwrap_or("");
        let limit = limit(text.len());
        let mut cut = false;
        // HTML is about twice as long as the Markdown it comes from.
        self.tree.reserve(2 * text.len());
        for (event, range) in outline::events(body) {
            self.event(event, range.start + begin..range.end + begin);
            if self.tree.length() + self.aside > limit {
                cut = true;
                break;
            }
        }
        self.flush();
        self.end_log();
        self.close_head();
        self.write_footnotes();
        let note = cut.then(|| cut_note(self.words));
        let mut html = self.tree.finish();
        html.push_str(note.as_deref().unwrap_or(""));
        Rendered { html, cut }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.skipping {
            if let Event::End(TagEnd::Heading(_)) = event {
                self.skipping = false;
            }
            return;
        }
        if self.code.is_some() || self.html.is_some() || self.image.is_some() {
            return self.collect(event, range);
        }
        match event {
            Event::Text(text) => self.plain(&text, range),
            Event::Start(tag) => {
                self.flush();
                self.start(tag, range);
            }
            Event::End(end) => {
                self.flush();
                self.end(end);
            }
            Event::SoftBreak => self.soft_break(&range),
            other => {
                self.flush();
                self.flush_box();
                self.inline(other, &range);
            }
        }
    }

    /// Events inside code, raw HTML and images, which are written at their end.
    fn collect(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(text) => code.text.push_str(&text),
                Event::End(TagEnd::CodeBlock) => {
                    if let Some(code) = self.code.take() {
                        self.code(&code);
                    }
                }
                _ => {}
            }
        } else if let Some(raw) = &mut self.html {
            match event {
                Event::Html(piece) | Event::Text(piece) | Event::InlineHtml(piece) => raw.push(&piece, range.start),
                Event::End(TagEnd::HtmlBlock) => {
                    if let Some(raw) = self.html.take() {
                        self.any_html(&raw, true);
                    }
                }
                _ => {}
            }
        } else if let Some(image) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => image.alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
                Event::Start(Tag::Image { .. }) => image.inner += 1,
                Event::End(TagEnd::Image) if image.inner > 0 => image.inner -= 1,
                Event::End(TagEnd::Image) => {
                    if let Some(image) = self.image.take() {
                        let mut title = String::new();
                        if !image.title.is_empty() {
                            attribute(&mut title, "title", &image.title);
                        }
                        self.image(&image.address, &image.alt, image.start, &title);
                    }
                }
                _ => {}
            }
        }
    }

    fn any_html(&mut self, raw: &Raw, block: bool) {
        if self.around.unsafe_html {
            trusted::write(&mut self.tree, &raw.text);
        } else {
            self.raw_html(raw, block);
        }
    }

    fn inline(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Code(code) => self.code_span(&code, range.start),
            Event::Html(html) | Event::InlineHtml(html) => self.any_html(&Raw::of(&html, range.start), false),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::HardBreak => self.tree.inline_html("<br>\n"),
            Event::Rule => {
                if !self.ends_head() {
                    self.tree.block_html("<hr>\n");
                }
            }
            Event::InlineMath(text) => self.formula(outline::tex(&text), false),
            Event::DisplayMath(text) => self.formula(&text, true),
            // The box was read from the source, with the kinds of boxes that the parser does not know.
            Event::TaskListMarker(_) | Event::Text(_) | Event::SoftBreak | Event::Start(_) | Event::End(_) => {}
        }
    }

    fn plain(&mut self, text: &str, range: Range<usize>) {
        let own = self.text.get(range.clone()) == Some(text);
        let cut = self.skip_to.saturating_sub(range.start);
        let rest = if cut > 0 && own { text.get(cut.min(text.len())..).unwrap_or(text) } else { text };
        self.flush_box();
        self.run.add(rest, self.text, range.start + (text.len() - rest.len())..range.end);
    }

    /// A line end inside a paragraph. A line that begins with a box is a line of its own.
    fn soft_break(&mut self, range: &Range<usize>) {
        let rest = self.text.get(range.end..).unwrap_or("");
        let start = range.end + (rest.len() - rest.trim_start_matches([' ', '\t', '>']).len());
        let found = self.task_in(start..start + 1).is_some().then(|| self.box_at(start, start)).flatten();
        match found {
            Some((state, name, behind)) => {
                self.flush();
                self.tree.inline_html("<br>\n");
                self.pending = Some((state, name));
                self.skip_to = behind;
            }
            None => self.run.add("\n", self.text, range.clone()),
        }
    }

    /// Writes the box that waits for the text behind it.
    pub(super) fn flush_box(&mut self) {
        if let Some((state, name)) = self.pending.take() {
            self.flush();
            self.checkbox(state, name.as_deref());
        }
    }

    /// Reads the box a block begins with, if `start` is where its text begins.
    pub(super) fn expect_box(&mut self, block: usize, start: usize) -> Option<TaskState> {
        let (state, name, behind) = self.box_at(block, start)?;
        self.pending = Some((state, name));
        self.skip_to = behind;
        Some(state)
    }

    fn code_span(&mut self, code: &str, start: usize) {
        let link = self.lead_at(start).filter(|lead| lead.kind == Some(ReferenceKind::CodePath));
        let href = link.and_then(|lead| self.href(lead.to)).filter(|_| !self.tree.in_link());
        let mut html = String::new();
        if let Some(href) = &href {
            html.push_str("<a");
            href.attributes(&mut html);
            html.push('>');
        }
        html.push_str("<code>");
        escape_text_into(&mut html, code);
        html.push_str("</code>");
        if href.is_some() {
            html.push_str("</a>");
        }
        self.tree.inline_html(&html);
    }
}
