//! What reading one file finds wrong: front matter that is not YAML, merge conflicts, dates that are none.

use std::sync::Arc;

use super::header::Entry;
use crate::base::{Span, dates, inline, text};
use crate::diag::{Diagnostic, Place, Severity};
use crate::model::Key;
use crate::outline::Outline;

/// The findings, in the order of their places.
pub(super) fn read(path: &Arc<str>, source: &str, outline: &Outline, entries: &[Entry]) -> Vec<Diagnostic> {
    let place = |span: Span| Place { path: Arc::clone(path), span };
    let mut found: Vec<Diagnostic> = Vec::new();
    for problem in &outline.problems {
        let finding = Diagnostic::new(problem.check, Severity::Warning, place(problem.span), problem.message.clone());
        let finding = finding.help(problem.help.clone());
        found.push(match &problem.fix {
            Some(fix) => finding.fix(fix.clone()),
            None => finding,
        });
    }
    for conflict in &outline.conflicts {
        let first = conflict.of(source).lines().next().unwrap_or("").trim();
        let marker = Span::new(conflict.start as usize, conflict.start as usize + first.len());
        let message = format!("a merge left its conflict markers: `{}`", text::head(first, 60));
        found.push(
            Diagnostic::new("merge-conflict", Severity::Error, place(marker), message)
                .help("keep one side and delete the three marker lines; the first side is what was read"),
        );
    }
    for entry in entries.iter().filter(|entry| !entry.field.placeholder) {
        let dated =
            matches!(entry.field.known, Some(Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated));
        let shown = inline::plain(text::head(&entry.field.value, 200));
        if dated && dates::parse(&shown).is_none() && dates::looks_like_date(&shown) {
            let message = format!("`{}: {shown}` is no date that can be read", entry.field.key);
            found.push(
                Diagnostic::new("invalid-date", Severity::Warning, place(entry.field.value_span), message)
                    .help("write the date as YYYY-MM-DD, for example `2026-03-09`; check that the day exists"),
            );
        }
    }
    found.sort_by_key(|finding| finding.place.as_ref().map(|place| place.span));
    found
}
