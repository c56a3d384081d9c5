//! The first paragraph of prose: what cards and descriptions show of a document.

use super::source::Source;
use super::{boilerplate, labels};
use crate::base::text;
use crate::outline::{Paragraph, figures};
use crate::vocabulary::keys;

/// The first paragraph that is prose, outside lists; one in a quote, or one that a label begins, where no other is.
pub(super) fn read(source: Source<'_>) -> Option<String> {
    let paragraphs = || source.outline.paragraphs.iter().filter(|paragraph| paragraph.item.is_none());
    let found = paragraphs()
        .find(|paragraph| !paragraph.quoted && is_prose(source, paragraph) && !is_labelled(source, paragraph))
        .or_else(|| {
            paragraphs()
                .find(|paragraph| paragraph.quoted && is_prose(source, paragraph) && !is_fields(source, paragraph))
        })
        .or_else(|| paragraphs().find(|paragraph| is_prose(source, paragraph) && !is_fields(source, paragraph)))?;
    Some(text::fold_space(&without_dollars(source, found)))
}

/// The text of a paragraph with its formulas as bare TeX: where it is shown nothing draws them.
fn without_dollars(source: Source<'_>, paragraph: &Paragraph) -> String {
    let raw = paragraph.span.of(source.text);
    let mut text = paragraph.text.clone();
    if raw.contains('$') {
        for figure in figures(raw) {
            text = text.replacen(figure.span.of(raw), figure.source.trim(), 1);
        }
    }
    text
}

/// Whether a paragraph is a sentence or more: not images alone, not left to fill in, no label of what follows.
fn is_prose(source: Source<'_>, paragraph: &Paragraph) -> bool {
    let raw = paragraph.span.of(source.text).trim();
    let shown = paragraph.text.trim();
    let words =
        shown.split_whitespace().filter(|word| word.contains(char::is_alphabetic) && !word.starts_with('#')).count();
    let ideographs = shown.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}')).count();
    let picture = raw.starts_with("![") || raw.starts_with("[![");
    let slot = boilerplate::is_slot(shown)
        || boilerplate::is_default(shown)
        || boilerplate::slots(text::head(shown, 400)).any(|slot| slot.contains(' '));
    let lines = labels::lines(source.text, paragraph.span);
    let blank = |text: &str| boilerplate::is_slot(text) || boilerplate::slots(text::head(text, 400)).next().is_some();
    let unfilled = !lines.is_empty() && lines.iter().all(|line| blank(&line.text));
    (words >= 4 || ideographs >= 6) && !picture && !slot && !unfilled && !shown.ends_with([':', '：'])
}

fn is_labelled(source: Source<'_>, paragraph: &Paragraph) -> bool {
    let raw = paragraph.span.of(source.text).trim_start();
    labels::of(raw, false).is_some() || is_fields(source, paragraph)
}

/// Whether a paragraph is header fields: it begins with a known key.
fn is_fields(source: Source<'_>, paragraph: &Paragraph) -> bool {
    let raw = paragraph.span.of(source.text).trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>'));
    labels::of(raw, true).is_some_and(|label| keys::known(&label.name, &source.config.fields).is_some())
}
