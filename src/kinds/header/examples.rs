//! Lists of fields that are not the document's own.

use super::places::is_metadata;
use crate::base::{Span, inline};
use crate::kinds::source::Source;
use crate::outline::{FieldForm, RawField};
use crate::vocabulary::keys;

/// Whether a field is an item of a list that a label leads to, such as *Frontmatter:* or *Structure:*: the list tells of
/// something else than the document. A label that names metadata leads to the document's own, and one that is a key has
/// the list for its value.
pub(super) fn is_example(source: Source<'_>, field: &RawField) -> bool {
    /// Items of a list that are passed on the way to its label; no header is longer.
    const MOST: usize = 60;
    if field.form != FieldForm::List {
        return false;
    }
    let Source { text, outline, config, .. } = source;
    let blank = |from: u32, to: u32| Span { start: from.min(to), end: to }.of(text).trim().is_empty();
    let items = &outline.items;
    let own = items.partition_point(|item| item.span.start <= field.span.start);
    let mut start = field.span.start;
    let before = items.get(..own).unwrap_or_default().iter().rev().take(MOST);
    for item in before.filter(|item| item.section == field.section && item.depth == 0) {
        let near = item.span.end > start || blank(item.span.end, start);
        if !near {
            break;
        }
        start = item.span.start;
    }
    let paragraphs = &outline.paragraphs;
    let behind = paragraphs.partition_point(|paragraph| paragraph.span.start < start);
    let Some(lead) = paragraphs.get(..behind).and_then(<[_]>::last) else { return false };
    let leads = lead.item.is_none() && lead.section == field.section && blank(lead.span.end, start);
    let label = lead.span.of(text).trim().lines().last().map(inline::plain).unwrap_or_default();
    let Some(label) = label.trim().strip_suffix([':', '：']).filter(|_| leads) else { return false };
    !is_metadata(label) && keys::known(label, &config.fields).is_none()
}
