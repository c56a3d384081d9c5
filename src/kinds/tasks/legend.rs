//! What the boxes of a document mean where it says so itself: `[-]` and `[~]` by default, rule 6.1 of the reading rules.

use std::collections::BTreeMap;

use crate::base::text;
use crate::model::{Status, TaskState};
use crate::outline::Outline;
use crate::vocabulary::status;

/// The meaning of each box.
pub(super) struct Legend(BTreeMap<char, TaskState>);

impl Legend {
    /// Reads the document's own legend. Only documents that use an uncommon box are searched for one.
    pub(super) fn read(source: &str, outline: &Outline) -> Self {
        let mut states = BTreeMap::from([
            (' ', TaskState::Open),
            ('x', TaskState::Done),
            ('X', TaskState::Done),
            ('-', TaskState::InProgress),
            ('~', TaskState::Cancelled),
        ]);
        let common = |mark: char| matches!(mark, ' ' | 'x' | 'X');
        if outline.items.iter().any(|item| item.mark.is_some_and(|mark| !common(mark))) {
            for (mark, state) in explained(source, outline) {
                states.insert(mark, state);
            }
        }
        Self(states)
    }

    /// The state of a box; `None` where it is no box.
    pub(super) fn state(&self, mark: char) -> Option<TaskState> {
        self.0.get(&mark).copied()
    }
}

/// The uncommon boxes that some line explains: in code spans, several to a line, or under a legend's heading.
fn explained(source: &str, outline: &Outline) -> Vec<(char, TaskState)> {
    let mut found = Vec::new();
    let spans = outline.items.iter().map(|item| item.text_span);
    let spans = spans.chain(outline.paragraphs.iter().map(|paragraph| paragraph.span));
    let rows = outline.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.span));
    for span in spans.chain(rows) {
        let mut at = span.start as usize;
        for line in span.of(source).split_inclusive('\n') {
            explain_line(line.trim_end(), at, outline, &mut found);
            at += line.len();
        }
    }
    for item in &outline.items {
        let heading = outline.sections.get(item.section).map_or("", |section| section.text.as_str());
        if heading.to_lowercase().contains("legend")
            && let Some(mark) = item.mark
        {
            found.extend(meaning(&item.text).map(|state| (mark, state)));
        }
    }
    found.retain(|(mark, _)| !matches!(mark, ' ' | 'x' | 'X'));
    found
}

fn explain_line(line: &str, start: usize, outline: &Outline, found: &mut Vec<(char, TaskState)>) {
    let boxes = boxes(line);
    let several = boxes.len() > 1;
    for (index, &(at, mark)) in boxes.iter().enumerate() {
        if !several && !outline.is_masked(start + at) {
            continue;
        }
        let end = boxes.get(index + 1).map_or(line.len(), |next| next.0);
        let words = line.get(at + 2 + mark.len_utf8()..end).unwrap_or("");
        found.extend(meaning(words).map(|state| (mark, state)));
    }
}

/// Every `[c]` of a line.
fn boxes(line: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('[').take(32) {
        let mut rest = line.get(at + 1..).unwrap_or("").chars();
        if let (Some(mark), Some(']')) = (rest.next(), rest.next())
            && !mark.is_alphanumeric() | matches!(mark, 'x' | 'X')
        {
            found.push((at, mark));
        }
    }
    found
}

/// The state that a legend's words name.
fn meaning(words: &str) -> Option<TaskState> {
    let clean = words.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '`' | '|' | '*' | '=' | ':' | '-' | '–' | '—' | '→' | ',' | ';' | '·' | '"' | '(' | ')' | '/'
            )
    });
    let clause = clean.split([',', ';', '·', '|', '`', '(', ')']).next().unwrap_or("").trim();
    let folded = text::fold_space(&clause.to_lowercase());
    if folded.is_empty() || folded.len() > 60 {
        return None;
    }
    if matches!(folded.as_str(), "skipped" | "won't do" | "wont do" | "not applicable" | "n/a") {
        return Some(TaskState::Cancelled);
    }
    Some(match status::recognise(&folded, &BTreeMap::new())?.status {
        Status::Done => TaskState::Done,
        Status::InProgress | Status::Partial | Status::Review => TaskState::InProgress,
        Status::Cancelled | Status::Superseded => TaskState::Cancelled,
        Status::Draft | Status::Planned | Status::Ready | Status::Blocked | Status::OnHold => TaskState::Open,
        Status::Living | Status::Unset | Status::Unrecognised => return None,
    })
}
