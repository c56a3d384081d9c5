//! The progress log: entries by date, under headings, as bold dates or as items.

use super::topics::Topic;
use super::{Field, trimmed};
use crate::base::{Span, Text, When, dates, inline, text};
use crate::kinds::headings::{bare, folded};
use crate::model::{Entry, Excerpt};

/// Reads the entries, in the order of the text.
pub(super) fn read(field: &Field<'_>, title: &str) -> Vec<Entry> {
    let sections = &field.source.outline.sections;
    // A document that is a log itself has its entries at any heading.
    let own_log = says_log(title);
    let mut found: Vec<Entry> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let below_log = section.parent.and_then(|parent| field.topic(parent)) == Some(Topic::Log);
        let in_log = field.topic(at) == Some(Topic::Log);
        if (below_log || own_log && section.level > 1)
            && let Some((date, words)) = dated(&section.text, below_log)
        {
            let items = excerpts(field, at);
            found.push(Entry { date, title: words.into(), items, span: section.heading, section: at });
        } else if in_log {
            inline_entries(field, at, &mut found);
        }
    }
    found.sort_by_key(|entry| entry.span);
    found
}

fn says_log(title: &str) -> bool {
    let words = folded(title);
    ["progress log", "work log", "worklog", "daily log", "journal", "diary", "session log"]
        .iter()
        .any(|log| words.contains(log))
}

/// The date a heading begins with, and the words behind it; in a log a date anywhere in the heading.
fn dated(heading: &str, anywhere: bool) -> Option<(When, String)> {
    let words = bare(heading);
    let (date, span) = dates::find(&words)?;
    let lead = words.get(..span.start as usize)?;
    let leading = lead.chars().all(|c| !c.is_alphabetic()) || lead.split_whitespace().count() <= 3 && anywhere;
    if !leading {
        return None;
    }
    let rest = words.get(span.end as usize..).unwrap_or("");
    let (before, behind) = (clean(lead), clean(rest));
    let title = if before.is_empty() || !before.chars().any(char::is_alphabetic) {
        behind
    } else if behind.is_empty() {
        before
    } else {
        format!("{before} {behind}")
    };
    Some((date, title))
}

/// The words of a heading beside its date, without the signs and brackets that set the date off. A bracket that the words
/// open and close themselves is theirs.
fn clean(words: &str) -> String {
    /// Signs and brackets may alternate; more rounds than these no author writes.
    const ROUNDS: usize = 4;
    let mut shown = words;
    for _ in 0..ROUNDS {
        shown = shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ',' | '|' | '·'));
        for (open, close) in [('(', ')'), ('[', ']')] {
            shown = without_lone(shown, open, close);
        }
    }
    shown.to_owned()
}

/// A text without a bracket at its ends that has no partner in it, and without one around the whole.
fn without_lone(words: &str, open: char, close: char) -> &str {
    let closes = |inner: &str| {
        let mut depth = 1usize;
        inner.char_indices().find_map(|(at, c)| {
            depth = if c == open { depth + 1 } else { depth - usize::from(c == close) };
            (depth == 0).then_some(at)
        })
    };
    let mut shown = words.trim_start_matches(close).trim_end_matches(open);
    if let Some(inner) = shown.strip_prefix(open) {
        match closes(inner) {
            None => shown = inner,
            Some(at) if at + close.len_utf8() == inner.len() => shown = inner.get(..at).unwrap_or(inner),
            Some(_) => {}
        }
    }
    let opened = shown.chars().filter(|c| *c == open).count();
    let closed = shown.chars().filter(|c| *c == close).count();
    shown.strip_suffix(close).filter(|_| closed > opened).unwrap_or(shown)
}

/// What an entry's section says: its outermost items, else its paragraphs.
fn excerpts(field: &Field<'_>, section: usize) -> Vec<Excerpt> {
    let sections = &field.source.outline.sections;
    let end = sections.get(section).map_or(0, |section| section.span.end);
    let below = sections.iter().skip(section + 1).take_while(|below| below.heading.start < end).count();
    let mut found: Vec<Excerpt> = Vec::new();
    for at in section..=section + below {
        let items = field.section_items(at).filter(|(_, item)| item.depth == 0);
        found.extend(items.map(|(_, item)| Excerpt { text: item.text.as_str().into(), span: item.text_span }));
        let paragraphs = field.paragraphs(at);
        found.extend(
            paragraphs.map(|it| Excerpt { text: it.text.as_str().into(), span: trimmed(field.source, it.span) }),
        );
    }
    found.retain(|excerpt| !excerpt.text.trim().is_empty() && !field.is_blank(&excerpt.text));
    found.sort_by_key(|excerpt| excerpt.span);
    found
}

/// Entries within one section: lines and items that begin with a date.
fn inline_entries(field: &Field<'_>, section: usize, found: &mut Vec<Entry>) {
    for paragraph in field.paragraphs(section) {
        let mut at = paragraph.span.start as usize;
        for line in paragraph.span.of(field.source.text).split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(field.source.text);
            at += line.len();
            match begins_with_date(line) {
                Some((date, rest)) => found.push(entry(date, &rest, span, section)),
                None => {
                    // A line without a date goes on with the entry before it in the same paragraph.
                    let own = found
                        .last_mut()
                        .filter(|entry| entry.section == section && entry.span.start >= paragraph.span.start);
                    if let Some(item) = own.and_then(|entry| entry.items.last_mut()) {
                        item.text = text::fold_space(&format!("{} {}", item.text, inline::plain(line))).into();
                        item.span.end = span.end;
                    }
                }
            }
        }
    }
    let items = field.items();
    for (at, item) in field.section_items(section).filter(|(_, item)| item.depth == 0) {
        let raw = item.text_span.of(field.source.text);
        let Some((date, rest)) = begins_with_date(raw) else { continue };
        let mut own = entry(date, &rest, item.text_span, section);
        let nested = items.iter().skip(at + 1).take_while(|below| below.span.start < item.span.end);
        own.items.extend(nested.map(|below| Excerpt { text: below.text.as_str().into(), span: below.text_span }));
        found.push(own);
    }
}

/// The date a line begins with and the text behind it.
fn begins_with_date(line: &str) -> Option<(When, String)> {
    let shown = inline::plain(text::head(line, 2000));
    let (date, span) = dates::find(text::head(&shown, 60))?;
    let lead = shown.get(..span.start as usize)?;
    let rest = shown.get(span.end as usize..)?;
    let rest =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ')' | ']' | '|'));
    (!lead.chars().any(char::is_alphanumeric)).then(|| (date, rest.to_owned()))
}

fn entry(date: When, rest: &str, span: Span, section: usize) -> Entry {
    let rest = rest.trim();
    let items = if rest.is_empty() { Vec::new() } else { vec![Excerpt { text: rest.into(), span }] };
    Entry { date, title: Text::default(), items, span, section }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_the_brackets_it_closes_itself() {
        for (heading, title) in [
            ("2026-05-04: Paint (doors, walls)", "Paint (doors, walls)"),
            ("2026-05-04 (Paint)", "Paint"),
            ("2026-05-04 - (Paint) and wash (again)", "(Paint) and wash (again)"),
            ("[2026-05-04] Paint", "Paint"),
            ("Session 2 (2026-05-04)", "Session 2"),
            ("Session 2 (2026-05-04, evening)", "Session 2 evening"),
            ("2026-05-04 - [Paint]", "Paint"),
            ("2026-05-04 ((Paint)", "Paint"),
            ("2026-05-04 )(", ""),
        ] {
            assert_eq!(dated(heading, true).map(|found| found.1), Some(title.to_owned()), "{heading}");
        }
    }
}
