//! The HTML being written and the elements that are open in it.
//!
//! Elements of the Markdown and elements of raw HTML stand on one stack. Raw HTML never closes what Markdown opened;
//! Markdown closes whatever raw HTML left open inside it. So the output is balanced, whatever the input.
//!
//! Long because the elements that are open and the output they are written to are one state.

mod trusted;

use std::borrow::Cow;

use crate::base::html::{attribute, escape_text_into};

/// Elements deeper than this are left out and their content stays: browsers flatten at 512, quadratically.
pub(super) const MAX_DEPTH: usize = 100;
/// Room for what stands inside the deepest container: paragraphs, emphasis, links.
const MAX_INLINE_DEPTH: usize = MAX_DEPTH + 20;

/// What an element may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    /// Blocks and text.
    Flow,
    /// Text.
    Phrasing,
    /// Text and headings: a summary.
    Summary,
    /// Only certain elements.
    Parts(&'static [&'static str]),
}

struct Open {
    tag: Cow<'static, str>,
    ours: bool,
    shown: bool,
    content: Content,
    /// A `details` whose summary has not come yet.
    summary_due: bool,
    end: End,
}

/// What is written where an element ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// Its end tag, and a line end behind a block.
    Line,
    /// Its end tag alone.
    Tag,
    /// Nothing: browsers know where it ends.
    Nothing,
}

/// HTML under construction.
pub(super) struct Tree {
    out: String,
    /// Outputs put aside while another one is written.
    parked: Vec<String>,
    parked_length: usize,
    stack: Vec<Open>,
    /// How many elements of the stack are shown.
    depth: usize,
    /// How many links are open.
    links: usize,
    details: &'static str,
}

impl Tree {
    /// An empty tree; `details` is the summary of details that have none.
    pub(super) fn new(details: &'static str) -> Self {
        Self {
            out: String::new(),
            parked: Vec::new(),
            parked_length: 0,
            stack: Vec::new(),
            depth: 0,
            links: 0,
            details,
        }
    }

    /// Makes room for about this many bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Bytes written so far.
    pub(super) fn length(&self) -> usize {
        self.out.len() + self.parked_length
    }

    /// Whether a link is open.
    pub(super) fn in_link(&self) -> bool {
        self.links > 0
    }

    /// Opens a container of blocks. Past the depth limit, or with less room than `room` levels, it is left out.
    pub(super) fn container(
        &mut self,
        tag: &'static str,
        content: Content,
        room: usize,
        attributes: impl FnOnce(&mut String),
    ) {
        self.before_block();
        let shown = self.depth + room <= MAX_DEPTH;
        self.push(tag, true, shown, content, attributes);
    }

    /// Opens an element that stands directly in one of ours, such as a row in a table: shown where that one is.
    pub(super) fn part(&mut self, tag: &'static str, content: Content, attributes: impl FnOnce(&mut String)) {
        self.pop_raw();
        let shown = self.stack.last().is_none_or(|open| open.shown);
        self.push(tag, true, shown, content, attributes);
    }

    /// Opens a block that holds text.
    pub(super) fn block(&mut self, tag: &'static str, attributes: impl FnOnce(&mut String)) {
        self.before_block();
        self.push(tag, true, true, Content::Phrasing, attributes);
    }

    /// Opens a fold of ours with its summary.
    pub(super) fn fold(&mut self, class: &str, summary: &str) {
        self.before_block();
        self.push("details", true, true, Content::Flow, |out| attribute(out, "class", class));
        if let Some(open) = self.stack.last_mut() {
            open.summary_due = false;
        }
        self.out.push_str("<summary>");
        escape_text_into(&mut self.out, summary);
        self.out.push_str("</summary>\n");
    }

    /// Whether nothing is open.
    pub(super) fn is_closed(&self) -> bool {
        self.stack.is_empty()
    }

    /// Opens an element in text.
    pub(super) fn inline(&mut self, tag: &'static str, attributes: impl FnOnce(&mut String)) {
        self.before_inline();
        let shown = self.depth < MAX_INLINE_DEPTH;
        self.push(tag, true, shown, Content::Phrasing, attributes);
    }

    /// Closes the innermost of our elements with this tag, and raw HTML left open in it.
    pub(super) fn close(&mut self, tag: &str) {
        self.pop_raw();
        if self.stack.last().is_some_and(|open| open.tag == tag) {
            self.pop();
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.before_inline();
        }
        escape_text_into(&mut self.out, text);
    }

    /// Adds safe markup of ours in text: complete elements only.
    pub(super) fn inline_html(&mut self, html: &str) {
        self.before_inline();
        self.out.push_str(html);
    }

    /// Adds safe markup of ours between blocks: complete elements only.
    pub(super) fn block_html(&mut self, html: &str) {
        self.before_block();
        self.out.push_str(html);
    }

    /// Whether a raw element that is a block may open here: nothing of ours that holds only text stands around it.
    /// What raw HTML has open for text is closed for it.
    pub(super) fn raw_block(
        &mut self,
        tag: &'static str,
        content: Content,
        attributes: impl FnOnce(&mut String),
    ) -> bool {
        let heading = matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let in_summary = heading && self.content() == Content::Summary;
        if !in_summary && !self.can_hold_block() {
            return false;
        }
        if !in_summary {
            self.before_block();
        }
        self.push_raw(tag, content, attributes)
    }

    /// Opens a raw element of text; `false` where there is no room.
    pub(super) fn raw_inline(&mut self, tag: &'static str, attributes: impl FnOnce(&mut String)) -> bool {
        self.before_inline();
        self.push_raw(tag, Content::Phrasing, attributes)
    }

    /// Opens a raw element that stands only in certain others, closing what is open inside the nearest one.
    pub(super) fn raw_part(
        &mut self,
        tag: &'static str,
        content: Content,
        attributes: impl FnOnce(&mut String),
    ) -> bool {
        let Some(at) = self.holder(tag) else { return false };
        while self.stack.len() > at + 1 {
            self.pop();
        }
        if tag == "summary" {
            match self.stack.last_mut() {
                Some(open) if open.summary_due => open.summary_due = false,
                _ => return false,
            }
        }
        self.push_raw(tag, content, attributes)
    }

    /// Closes the innermost raw element of a tag; `false` where none is open inside what is ours.
    pub(super) fn raw_close(&mut self, tag: &str) -> bool {
        let in_table = matches!(tag, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption");
        for at in (0..self.stack.len()).rev() {
            let Some(open) = self.stack.get(at).filter(|open| !open.ours) else { return false };
            if open.tag == tag {
                while self.stack.len() > at {
                    self.pop();
                }
                return true;
            }
            if matches!(&*open.tag, "td" | "th" | "caption") && !in_table {
                return false;
            }
        }
        false
    }

    /// Whether a raw element that may hold `tag` as a part is open.
    pub(super) fn has_holder(&self, tag: &str) -> bool {
        self.holder(tag).is_some()
    }

    /// Puts the output aside and begins another one, with nothing open in it.
    pub(super) fn park(&mut self) {
        let out = std::mem::take(&mut self.out);
        self.parked_length += out.len();
        self.parked.push(out);
        // A barrier that no end tag crosses.
        self.stack.push(Open {
            tag: Cow::Borrowed(""),
            ours: true,
            shown: true,
            content: Content::Flow,
            summary_due: false,
            end: End::Line,
        });
        self.depth += 1;
    }

    /// Ends the output begun by `park` and gives it.
    pub(super) fn unpark(&mut self) -> String {
        while self.stack.last().is_some_and(|open| !open.tag.is_empty()) {
            self.pop();
        }
        if self.stack.pop().is_some() {
            self.depth -= 1;
        }
        let outer = self.parked.pop().unwrap_or_default();
        self.parked_length -= outer.len();
        std::mem::replace(&mut self.out, outer)
    }

    /// Cuts off what was written since `from`, which must be whole blocks, and gives it.
    pub(super) fn cut(&mut self, from: usize) -> String {
        if self.out.is_char_boundary(from) && from <= self.out.len() { self.out.split_off(from) } else { String::new() }
    }

    /// Where the next byte will stand in the output being written.
    pub(super) fn position(&self) -> usize {
        self.out.len()
    }

    /// Closes everything and gives the HTML.
    pub(super) fn finish(mut self) -> String {
        while !self.parked.is_empty() {
            let inner = self.unpark();
            self.out.push_str(&inner);
        }
        while !self.stack.is_empty() {
            self.pop();
        }
        self.out
    }

    fn content(&self) -> Content {
        self.stack.last().map_or(Content::Flow, |open| open.content)
    }

    /// Whether everything between here and the nearest place for blocks is raw.
    pub(super) fn can_hold_block(&self) -> bool {
        self.stack
            .iter()
            .rev()
            .find(|open| open.ours || open.content == Content::Flow)
            .is_none_or(|open| open.content == Content::Flow)
    }

    /// The nearest raw element that may hold `tag` as a part, unless something that begins a new scope stands between.
    fn holder(&self, tag: &str) -> Option<usize> {
        for (at, open) in self.stack.iter().enumerate().rev() {
            if open.ours {
                return None;
            }
            if let Content::Parts(parts) = open.content
                && parts.contains(&tag)
            {
                return Some(at);
            }
            if tag == "summary" || tag == "figcaption" {
                return matches!((tag, &*open.tag), ("summary", "details") | ("figcaption", "figure")).then_some(at);
            }
            let row = matches!(tag, "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption");
            let scope = matches!(&*open.tag, "table" | "details" | "figure")
                || (!row && matches!(&*open.tag, "td" | "th" | "blockquote"));
            if scope {
                return None;
            }
        }
        None
    }

    /// Closes raw HTML that cannot hold a block.
    fn before_block(&mut self) {
        while self.stack.last().is_some_and(|open| !open.ours && open.content != Content::Flow) {
            self.pop();
        }
        self.summarise();
    }

    /// Closes raw HTML that cannot hold text.
    fn before_inline(&mut self) {
        while self.stack.last().is_some_and(|open| !open.ours && matches!(open.content, Content::Parts(_))) {
            self.pop();
        }
        self.summarise();
    }

    /// Adds the summary that details must have before their content.
    fn summarise(&mut self) {
        if let Some(open) = self.stack.last_mut().filter(|open| open.summary_due) {
            open.summary_due = false;
            self.out.push_str("<summary>");
            self.out.push_str(self.details);
            self.out.push_str("</summary>");
        }
    }

    fn pop_raw(&mut self) {
        while self.stack.last().is_some_and(|open| !open.ours) {
            self.pop();
        }
    }

    fn push_raw(&mut self, tag: &'static str, content: Content, attributes: impl FnOnce(&mut String)) -> bool {
        if self.depth >= MAX_DEPTH {
            return false;
        }
        self.push(tag, false, true, content, attributes);
        true
    }

    fn push(
        &mut self,
        tag: &'static str,
        ours: bool,
        shown: bool,
        content: Content,
        attributes: impl FnOnce(&mut String),
    ) {
        if shown {
            self.out.push('<');
            self.out.push_str(tag);
            attributes(&mut self.out);
            self.out.push('>');
            self.depth += 1;
            self.links += usize::from(tag == "a");
        }
        let content = if shown { content } else { self.content() };
        let summary_due = shown && tag == "details";
        self.stack.push(Open { tag: Cow::Borrowed(tag), ours, shown, content, summary_due, end: End::Line });
    }

    fn pop(&mut self) {
        self.summarise();
        let Some(open) = self.stack.pop() else { return };
        if !open.shown {
            self.out.push('\n');
            return;
        }
        self.depth -= 1;
        self.links -= usize::from(open.tag == "a");
        if open.tag.is_empty() || open.end == End::Nothing {
            return;
        }
        self.out.push_str("</");
        self.out.push_str(&open.tag);
        self.out.push('>');
        let block = matches!(open.content, Content::Flow | Content::Parts(_)) || open.tag == "p";
        if block && open.end == End::Line {
            self.out.push('\n');
        }
    }
}
