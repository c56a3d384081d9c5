//! Runs of text: boxes, bare ids and addresses in it become what they stand for.

use std::ops::Range;

use super::autolink;
use super::links::EXTERNAL;
use super::urls;
use super::writer::Writer;
use crate::base::html::{attribute, escape_into, escape_text_into};
use crate::model::TaskState;
use crate::outline::box_of;

/// Text that has been read and not yet written: the parser cuts text at every character that might mean something.
#[derive(Default)]
pub(super) struct Run {
    text: String,
    /// Where its pieces stand in the source: offset in the run, offset in the source, length. Only pieces that are the
    /// source's own bytes.
    pieces: Vec<(usize, usize, usize)>,
}

impl Run {
    /// Adds a piece of text that the parser took from `range` of `source`.
    pub(super) fn add(&mut self, text: &str, source: &str, range: Range<usize>) {
        if source.get(range.clone()) == Some(text) {
            match self.pieces.last_mut() {
                Some((at, begin, length)) if *at + *length == self.text.len() && *begin + *length == range.start => {
                    *length += text.len();
                }
                _ => self.pieces.push((self.text.len(), range.start, text.len())),
            }
        }
        self.text.push_str(text);
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Something in a run that is not plain text.
struct Mark {
    range: Range<usize>,
    html: String,
}

impl Writer<'_> {
    /// Writes the text that waits.
    pub(super) fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let mut marks = Vec::new();
        if !self.tree.in_link() {
            self.mentions(&run, &mut marks);
            for found in autolink::find(&run.text) {
                let address = urls::clean(&found.href);
                let mut html = format!("<a{EXTERNAL} href=\"");
                urls::write(&mut html, &address);
                html.push_str("\">");
                escape_text_into(&mut html, run.text.get(found.range.clone()).unwrap_or(""));
                html.push_str("</a>");
                marks.push(Mark { range: found.range, html });
            }
            marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        }
        let mut at = 0;
        for mark in marks {
            // An id inside an address is part of the address.
            if mark.range.start < at {
                continue;
            }
            self.tree.text(run.text.get(at..mark.range.start).unwrap_or(""));
            self.tree.inline_html(&mark.html);
            at = mark.range.end;
        }
        self.tree.text(run.text.get(at..).unwrap_or(""));
    }

    /// Ids that some document owns.
    fn mentions(&self, run: &Run, marks: &mut Vec<Mark>) {
        for &(at, begin, length) in &run.pieces {
            let leads = &self.around.leads;
            let from = leads.partition_point(|lead| (lead.span.start as usize) < begin);
            let inside = leads.iter().skip(from).take_while(|lead| (lead.span.start as usize) < begin + length);
            for lead in inside.filter(|lead| lead.kind.is_none() && lead.span.end as usize <= begin + length) {
                let start = at + lead.span.start as usize - begin;
                let range = start..at + lead.span.end as usize - begin;
                let (Some(text), Some(href)) = (run.text.get(range.clone()), self.href(lead.to)) else { continue };
                let mut html = "<a class=\"mention\"".to_owned();
                if let Some(title) = href.title {
                    attribute(&mut html, "title", title);
                }
                href.attributes(&mut html);
                html.push('>');
                escape_text_into(&mut html, text);
                html.push_str("</a>");
                marks.push(Mark { range, html });
            }
        }
    }

    /// The task whose box stands in a range of the source.
    pub(super) fn task_in(&self, range: Range<usize>) -> Option<&crate::model::Task> {
        let tasks = &self.document.tasks;
        let at = tasks.partition_point(|task| (task.span.start as usize) < range.start);
        tasks.get(at).filter(|task| (task.span.start as usize) < range.end)
    }

    /// Reads the box that a block's text begins with at an offset of the source: its state, its text and where what
    /// follows it begins.
    pub(super) fn box_at(&self, block: usize, start: usize) -> Option<(TaskState, Option<String>, usize)> {
        let line = self.text.get(start..)?.lines().next()?;
        let (mark, length) = box_of(line)?;
        let emphasis = line.len() - line.trim_start_matches(['*', '_']).len();
        // Only boxes that the document counts, and those the parser takes for one, are shown as boxes.
        let task = self.task_in(block..start + length + 1);
        let plain = line.starts_with('[') && matches!(mark, ' ' | 'x' | 'X');
        if emphasis > 0 || (task.is_none() && !plain) {
            return None;
        }
        let state = task.map_or(if mark == ' ' { TaskState::Open } else { TaskState::Done }, |task| task.state);
        Some((state, task.map(|task| task.text.to_string()), start + length))
    }

    /// Writes a box. Its name for those who do not see it is the task's text.
    pub(super) fn checkbox(&mut self, state: TaskState, name: Option<&str>) {
        let word = self.words.states[match state {
            TaskState::Open => 0,
            TaskState::InProgress => 1,
            TaskState::Done => 2,
            TaskState::Cancelled => 3,
        }];
        let mut html = String::new();
        match state {
            TaskState::Open | TaskState::Done => {
                html.push_str("<input type=\"checkbox\" class=\"box\" disabled");
                if state == TaskState::Done {
                    html.push_str(" checked");
                }
                html.push_str(" aria-label=\"");
                let name: String = name.unwrap_or("").chars().take(100).collect();
                escape_into(&mut html, if name.trim().is_empty() { word } else { name.trim() });
                html.push_str("\">");
            }
            TaskState::InProgress | TaskState::Cancelled => {
                html.push_str("<span class=\"box ");
                html.push_str(if state == TaskState::InProgress { "box-in-progress" } else { "box-cancelled" });
                html.push_str("\" role=\"img\"");
                attribute(&mut html, "aria-label", word);
                attribute(&mut html, "title", word);
                html.push_str("></span>");
            }
        }
        html.push(' ');
        self.tree.inline_html(&html);
    }
}
