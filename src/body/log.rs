//! Long progress logs: the newest entry first, all but the newest months folded.
//!
//! A link to an entry of a folded month unfolds it: browsers do that for the target of an address.

use std::cmp::Reverse;
use std::ops::Range;

use super::writer::Writer;
use crate::base::When;
use crate::base::html::escape_text_into;
use crate::views::document::log::Log;
use crate::views::words::{Language, Words};

/// Entries that stand open; the month of the last of them stands open as a whole.
const OPEN: usize = 6;

/// A long log while it is written: each entry is put aside until the last has come.
pub(super) struct Folding {
    log: Log,
    /// Where the log's section ends.
    end: usize,
    /// The entries written so far: date and HTML.
    done: Vec<(When, String)>,
    /// The date of the one being written.
    open: Option<When>,
}

impl Writer<'_> {
    /// Called before a heading: begins a log at its first entry, an entry at each, and ends the log behind its last.
    pub(super) fn pass_log(&mut self, range: &Range<usize>) {
        if self.folding.as_ref().is_some_and(|folding| range.start >= folding.end) {
            self.end_log();
        }
        let Some((at, _)) = self.headings.section(range.start) else { return };
        if self.folding.is_none()
            && let Some(log) = self.logs.iter().find(|log| log.entries.first().is_some_and(|(first, _)| *first == at))
            && self.tree.is_closed()
        {
            let end = self.document.sections.get(log.section).map_or(0, |section| section.span.end as usize);
            self.folding = Some(Folding { log: log.clone(), end, done: Vec::new(), open: None });
        }
        let date = self.folding.as_ref().and_then(|folding| folding.log.date(at));
        if let Some(date) = date {
            self.end_entry();
            self.tree.park();
            if let Some(folding) = &mut self.folding {
                folding.open = Some(date);
            }
        }
    }

    fn end_entry(&mut self) {
        let Some(folding) = &mut self.folding else { return };
        if let Some(date) = folding.open.take() {
            let html = self.tree.unpark();
            self.aside += html.len();
            folding.done.push((date, html));
        }
    }

    /// Writes the log being put aside, where there is one.
    pub(super) fn end_log(&mut self) {
        self.end_entry();
        let Some(Folding { mut done, .. }) = self.folding.take() else { return };
        self.aside -= done.iter().map(|(_, html)| html.len()).sum::<usize>();
        done.sort_by_key(|(date, _)| Reverse(date.first_day()));
        let month = |date: &When| (date.first_day().year(), date.first_day().month());
        let words = Words::of(Language::of(Some(self.words.tag)));
        let mut shown = 0;
        let mut out = String::new();
        for entries in done.chunk_by(|(a, _), (b, _)| month(a) == month(b)) {
            let folded = shown >= OPEN;
            shown += entries.len();
            if let (true, Some((date, _))) = (folded, entries.first()) {
                out.push_str("<details class=\"month\"><summary>");
                escape_text_into(&mut out, &words.date(When::Month(date.first_day())));
                out.push_str(&format!(" <span class=\"tally\">{}</span></summary>\n", entries.len()));
            }
            entries.iter().for_each(|(_, html)| out.push_str(html));
            if folded {
                out.push_str("</details>\n");
            }
        }
        self.tree.block_html(&out);
    }
}
