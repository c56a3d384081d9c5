//! Front matter that is not YAML, line by line: `key: value`, lists, and mappings one deeper.

use super::{YamlEntry, YamlValue};
use crate::base::Span;

/// The key of a line of the top level and where its value begins.
pub(super) fn key_of(line: &str) -> Option<(&str, usize)> {
    let colon = line.find([':', '：'])?;
    let width = line.get(colon..)?.chars().next()?.len_utf8();
    let key = line.get(..colon)?.trim().trim_matches(['"', '\'']);
    let rest = line.get(colon + width..)?;
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']) || width > 1;
    let first = key.chars().next()?;
    let fits = key.chars().count() <= 60
        && (first.is_alphabetic() || first == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '/' | '(' | ')'));
    (spaced && fits && key.split_whitespace().count() <= 5).then_some((key, colon + width))
}

/// Reads `source`, whose first byte has the offset `base`.
pub(super) fn read(source: &str, base: usize) -> Vec<YamlEntry> {
    let mut entries: Vec<YamlEntry> = Vec::new();
    let mut at = base;
    // The position of the entry of the top level that lines below belong to.
    let mut open: Option<usize> = None;
    // Whether an item of the open list was a mapping.
    let mut complex = false;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let item = trimmed.strip_prefix("- ").or_else(|| (trimmed == "-").then_some(""));
        if let (Some(item), Some(index)) = (item, open) {
            complex = add_item(&mut entries, index, item, start + indent + 2, complex || key_of(item).is_some());
            continue;
        }
        if indent == 0
            && let Some((key, value)) = key_of(line)
        {
            open = Some(entries.len());
            complex = false;
            entries.push(entry(vec![key.to_owned()], line, start, 0, value));
            continue;
        }
        let Some(index) = open else { continue };
        let Some(parent) = entries.get(index).map(|entry| (entry.path.clone(), entry.value.clone())) else { continue };
        match parent.1 {
            YamlValue::List(_) | YamlValue::Complex(_) => {
                if complex {
                    continue;
                }
            }
            YamlValue::Mapping | YamlValue::Text(_) => {}
        }
        // Indented by one blank below a value on its line: a slip, and a key of its own.
        if line.starts_with(' ')
            && indent == 1
            && let (YamlValue::Text(value), Some((key, from))) = (&parent.1, key_of(trimmed))
            && parent.0.len() == 1
            && is_whole(value)
        {
            open = Some(entries.len());
            complex = false;
            entries.push(entry(vec![key.to_owned()], line, start, indent, indent + from));
            continue;
        }
        let empty = matches!(&parent.1, YamlValue::Text(text) if text.is_empty());
        let nested = key_of(trimmed).filter(|_| empty || parent.1 == YamlValue::Mapping);
        if let Some((key, value)) = nested {
            if let Some(entry) = entries.get_mut(index) {
                entry.value = YamlValue::Mapping;
            }
            let mut path = parent.0;
            path.push(key.to_owned());
            entries.push(entry(path, line, start, indent, indent + value));
        } else if let Some(entry) = entries.get_mut(index) {
            continue_text(entry, trimmed, start + indent);
        }
    }
    entries
}

/// Whether a value ends with its line: not empty, no block of text, no quote that is still open.
pub(super) fn is_whole(value: &str) -> bool {
    let open = |quote: char| value.starts_with(quote) && !value.get(1..).is_some_and(|rest| rest.contains(quote));
    !value.is_empty() && !value.starts_with(['|', '>', '[', '{']) && !open('"') && !open('\'')
}

/// A further line of a text.
fn continue_text(entry: &mut YamlEntry, line: &str, start: usize) {
    if let YamlValue::Text(text) = &mut entry.value {
        let block = matches!(text.as_str(), "|" | ">" | "|-" | ">-" | "|+" | ">+");
        if block {
            text.clear();
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
        let end = Span::new(start, start + line.len()).end;
        entry.value_span.end = end;
        entry.span.end = end;
    }
}

fn add_item(entries: &mut [YamlEntry], index: usize, item: &str, start: usize, complex: bool) -> bool {
    let Some(entry) = entries.get_mut(index) else { return complex };
    let (text, span) = scalar(item, start);
    let end = span.end.max(entry.span.end);
    if entry.value_span.is_empty() {
        entry.value_span = span;
    }
    entry.value_span.end = end;
    entry.span.end = end;
    let count = match &mut entry.value {
        YamlValue::List(items) if !complex => {
            items.push((text, span));
            return false;
        }
        YamlValue::Text(value) if value.is_empty() && !complex => {
            entry.value = YamlValue::List(vec![(text, span)]);
            return false;
        }
        YamlValue::List(items) => items.len(),
        YamlValue::Complex(count) => *count,
        YamlValue::Text(value) if value.is_empty() => 0,
        YamlValue::Text(_) | YamlValue::Mapping => return complex,
    };
    entry.value = YamlValue::Complex(count + 1);
    true
}

/// The entry of a line whose key begins at `indent` and whose value begins at `value`, both counted in the line.
fn entry(path: Vec<String>, line: &str, start: usize, indent: usize, value: usize) -> YamlEntry {
    let written = line.get(value..).unwrap_or("");
    let (text, value_span) = scalar(written, start + value);
    let span = Span::new(start + indent, (value_span.end as usize).max(start + value));
    let list =
        text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).filter(|_| written.trim().starts_with('['));
    let value = match list {
        Some(inner) if !inner.contains(['[', '{']) => {
            let offset = value_span.start as usize + 1;
            YamlValue::List(pieces(inner, offset))
        }
        _ => YamlValue::Text(text),
    };
    YamlEntry { path, value, span, value_span }
}

/// The items of `[a, "b"]`.
fn pieces(inner: &str, offset: usize) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = offset;
    for piece in inner.split(',') {
        let (text, span) = scalar(piece, at);
        if !text.is_empty() {
            found.push((text, span));
        }
        at += piece.len() + 1;
    }
    found
}

/// The text of a scalar without quotes and comment, and its bytes.
fn scalar(written: &str, start: usize) -> (String, Span) {
    let lead = written.len() - written.trim_start().len();
    let mut text = written.trim();
    // A comment, but never inside quotes or a list: `tags: [#a, #b]` means its hashes.
    if !text.starts_with(['"', '\'', '[', '#', '|', '>'])
        && let Some(cut) = text.find(" #").filter(|&cut| text.get(cut + 2..).is_some_and(|rest| rest.starts_with(' ')))
    {
        text = text.get(..cut).unwrap_or(text).trim_end();
    }
    let span = Span::new(start + lead, start + lead + text.len());
    let inner = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let null = matches!(text, "null" | "~");
    (if null { String::new() } else { inner.unwrap_or(text).to_owned() }, span)
}
