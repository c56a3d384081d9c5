//! Diagnostics as text, with the source line and carets, and as data.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Place, Severity};
use crate::base::{LineIndex, Span};
use crate::source::Snapshot;

/// Longer source lines are not shown: the place alone is.
const LONGEST_LINE: usize = 400;

/// One finding as text, ending with an empty line.
pub fn text(finding: &Diagnostic, snapshot: &Snapshot, colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(finding.message.clone()).id(finding.check));
    if let Some(place) = &finding.place {
        group = shown(group, place, None, AnnotationKind::Primary, snapshot);
    }
    for (place, label) in &finding.others {
        group = shown(group, place, Some(label), AnnotationKind::Context, snapshot);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.clone()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.render(&[group]))
}

/// Adds a place to a message: its line with carets, or only where it is when the line cannot be shown.
fn shown<'a>(
    group: Group<'a>,
    place: &Place,
    label: Option<&str>,
    kind: AnnotationKind,
    snapshot: &Snapshot,
) -> Group<'a> {
    let path = place.path.to_string();
    // A span without bytes at the start means the file as a whole.
    let text = snapshot.text(&place.path).filter(|_| place.span != Span::default());
    let Some(text) = text else { return group.element(Origin::path(path)) };
    let lines = LineIndex::new(text);
    let line = lines.line(place.span.start);
    let whole = lines.span(line);
    let source = whole.of(text).trim_end_matches(['\n', '\r']);
    if source.trim().is_empty() || source.len() > LONGEST_LINE {
        let column = lines.column(text, place.span.start) as usize;
        return group.element(Origin::path(path).line(line as usize).char_column(column));
    }
    let marked = within(place.span, whole, source);
    let annotation = kind.span(marked).label(label.map(str::to_owned));
    let snippet = Snippet::source(source.to_owned()).path(path).line_start(line as usize).annotation(annotation);
    group.element(snippet)
}

/// The part of a span that lies in one line, as offsets into that line, on character boundaries.
fn within(span: Span, line: Span, source: &str) -> Range<usize> {
    let offset = |at: u32| {
        let mut at = (at.saturating_sub(line.start) as usize).min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    offset(span.start)..offset(span.end).max(offset(span.start))
}

/// Every finding as data.
pub fn json(findings: &[Diagnostic], snapshot: &Snapshot) -> Value {
    let place = |place: &Place| {
        let text = snapshot.text(&place.path).filter(|_| place.span != Span::default());
        let Some(text) = text else { return json!({ "path": &*place.path }) };
        let lines = LineIndex::new(text);
        json!({
            "path": &*place.path,
            "line": lines.line(place.span.start),
            "column": lines.column(text, place.span.start),
            "end_line": lines.line(place.span.end),
            "end_column": lines.column(text, place.span.end),
        })
    };
    let finding = |finding: &Diagnostic| {
        json!({
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message,
            "place": finding.place.as_ref().map(place),
            "others": finding.others.iter().map(|(other, label)| json!({ "place": place(other), "label": label }))
                .collect::<Vec<_>>(),
            "help": finding.help,
            "fix": finding.fix.as_ref().map(|fix| json!({
                "place": place(&fix.place), "replacement": fix.replacement,
            })),
        })
    };
    json!({ "schema": 1, "findings": findings.iter().map(finding).collect::<Vec<_>>() })
}
