//! The foot of a document: header fields behind its text.

use super::places::{is_first_block, is_piece};
use crate::base::Span;
use crate::kinds::source::Source;
use crate::outline::RawField;
use crate::vocabulary::keys;

/// The foot: the block behind the last rule, at most one heading and about fifteen lines. Without a rule the last
/// paragraph, where it is nothing but fields.
pub(super) fn foot(source: Source<'_>) -> Option<Span> {
    let Source { text: source, outline, config, .. } = source;
    let behind = outline.rules.last().map(|rule| Span::new(rule.end as usize, source.len()));
    if let Some(foot) = behind {
        let lines = foot.of(source).lines().filter(|line| !line.trim().is_empty()).count();
        let headings =
            outline.sections.iter().rev().take(3).filter(|section| foot.contains(section.heading.start as usize));
        if lines <= 18 && headings.count() <= 1 {
            return Some(foot);
        }
    }
    let end = source.trim_end().len();
    let last = outline.fields.last().filter(|field| field.span.end as usize + 2 >= end)?;
    let section = outline.sections.get(last.section)?;
    let paragraph =
        outline.paragraphs.iter().rev().find(|paragraph| paragraph.span.contains(last.span.start as usize))?;
    let lines = paragraph.span.of(source).lines().count();
    let first = outline.fields.partition_point(|field| field.span.start < paragraph.span.start);
    let (before, fields) = outline.fields.split_at_checked(first)?;
    if lines > 8 || fields.len() < lines || paragraph.item.is_some() {
        return None;
    }
    // The fields of a last task or phase are its own: a foot stands behind other text. So are fields of no known key that
    // sections before have too.
    let habit = |field: &RawField| {
        keys::known(&field.key, &config.fields).is_none()
            && before.iter().any(|other| other.section != field.section && other.key == field.key)
    };
    let own = is_piece(&section.text)
        || is_first_block(source, section.own, paragraph.span)
        || fields.iter().take(32).all(habit);
    (!own).then_some(paragraph.span)
}
