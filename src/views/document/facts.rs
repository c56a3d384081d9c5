//! "At a glance": what the sections of the two templates hold, counted, with links to where it stands.

use crate::views::value::{Value, data};

use super::super::Input;
use super::super::parts::{self, href_at, shown};
use crate::base::Span;
use crate::model::{LinkedDocument, Tally};

/// The facts worth a line, in the order of a feature's life; empty where nothing was harvested.
pub fn data(input: Input<'_>, linked: &LinkedDocument) -> Vec<Value> {
    let words = &input.frame.words;
    let harvest = &linked.document.harvest;
    let mut rows = Vec::new();
    let mut row = |label: &'static str, value: String, note: Option<String>, span: Option<Span>| {
        let anchor = span.and_then(|span| super::section_at(linked, span.start));
        rows.push(shown(data!({
            "label": words.get(label),
            "value": value,
            "note": note,
            "href": anchor.map(|anchor| href_at(&linked.url, &linked.url, anchor)),
        })));
    };
    let mut count = |label: &'static str, count: usize, span: Option<Span>| {
        if count > 0 {
            row(label, words.number(count), None, span);
        }
    };
    count("stories", harvest.user_stories.len(), harvest.user_stories.first().map(|it| it.span));
    count("decided", harvest.decisions.len(), harvest.decisions.first().map(|it| it.span));
    count("components", harvest.components.len(), harvest.components.first().map(|it| it.span));
    count("challenges", harvest.challenges.len(), harvest.challenges.first().map(|it| it.span));
    count("preflight", harvest.preflight.len(), harvest.preflight.first().map(|it| it.span));
    count("rollback", harvest.rollback.len(), harvest.rollback.first().map(|it| it.span));
    count("breaking", harvest.breaking_changes.len(), harvest.breaking_changes.first().map(|it| it.span));
    if !harvest.files.is_empty() {
        let new = harvest.files.iter().filter(|file| file.new).count();
        let note = (new > 0).then(|| words.count("new-files", new));
        row("files-named", words.number(harvest.files.len()), note, harvest.files.first().map(|it| it.span));
    }
    let time = &harvest.time;
    if let Some(first) = time.estimated.as_ref().or(time.actual.as_ref()) {
        let text = |excerpt: &crate::model::Excerpt| parts::plain(&excerpt.text);
        let (label, value) = match (&time.actual, &time.estimated) {
            (Some(actual), _) => ("actual", text(actual)),
            (None, _) => ("estimate", text(first)),
        };
        let both = time.actual.is_some().then_some(time.estimated.as_ref()).flatten();
        let note = both.map(|estimated| format!("{} {}", words.get("estimate").to_lowercase(), text(estimated)));
        row(label, value, note, Some(first.span));
    }
    let coverage = &harvest.coverage;
    if let Some((_, span)) = coverage.current.or(coverage.target) {
        let percent = |(value, _): (f64, Span)| format!("{value} %");
        let target = coverage.target.map(|target| words.with("of-target", &percent(target)));
        match coverage.current {
            Some(current) => row("coverage", percent(current), target, Some(span)),
            None => row("coverage", target.unwrap_or_default(), None, Some(span)),
        }
    }
    let mut gates = Tally::default();
    harvest.gates.iter().for_each(|gate| gates.merge(gate.tasks));
    if gates.total > 0 {
        row("gates", format!("{}/{}", gates.done, gates.total), None, harvest.gates.first().map(|gate| gate.span));
    }
    if harvest.checklist.total > 0 {
        row("checklist", format!("{}/{}", harvest.checklist.done, harvest.checklist.total), None, None);
    }
    if let Some(latest) = harvest.entries.iter().max_by_key(|entry| entry.date.first_day()) {
        let note = words.with("latest", &words.date(latest.date));
        row("entries", words.number(harvest.entries.len()), Some(note), Some(latest.span));
    }
    let mut count = |label: &'static str, count: usize, span: Option<Span>| {
        if count > 0 {
            row(label, words.number(count), None, span);
        }
    };
    count("follow-ups", harvest.follow_ups.len(), harvest.follow_ups.first().map(|it| it.span));
    count("enhancements", harvest.enhancements.len(), harvest.enhancements.first().map(|it| it.span));
    count("next-steps", harvest.next_steps.len(), harvest.next_steps.first().map(|it| it.span));
    rows
}
