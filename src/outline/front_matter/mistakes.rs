//! What writers do in front matter that YAML refuses, and what to write instead.

use super::super::Problem;
use super::lenient;
use super::strict::YamlError;
use crate::base::{Span, text};

/// The finding for front matter that strict YAML refused: the first line with a known mistake, else the parser's words.
pub(super) fn explain(source: &str, base: usize, error: YamlError) -> Problem {
    let mut at = base;
    for line in source.split_inclusive('\n') {
        if let Some(problem) = of_line(line, at) {
            return problem;
        }
        at += line.len();
    }
    let offset = error.at.unwrap_or(0).min(source.len());
    let line_start = source.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1);
    let line = source.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let shown = text::head(line.trim(), 80);
    let lead = base + line_start + line.len() - line.trim_start().len();
    let span = Span::new(lead, lead + line.trim().len());
    Problem {
        check: "front-matter-syntax",
        span,
        message: format!("front matter is not YAML at `{shown}`: {}", error.message),
        help: "it was read line by line as `key: value`; quote values that hold `:`, `#`, quotes or brackets"
            .to_owned(),
        fix: None,
    }
}

/// The mistake of one line.
fn of_line(line: &str, start: usize) -> Option<Problem> {
    let indent = line.len() - line.trim_start().len();
    let lead = line.get(..indent)?;
    let trimmed = line.trim();
    if trimmed.starts_with('#') || trimmed.is_empty() {
        return None;
    }
    if lead.contains('\t') {
        return Some(Problem {
            check: "front-matter-syntax",
            span: Span::new(start, start + indent),
            message: format!("front matter is indented with a tab at `{}`", text::head(trimmed, 80)),
            help: "YAML allows only spaces before a key or an item: write two spaces instead of the tab".to_owned(),
            fix: Some(lead.replace('\t', "  ")),
        });
    }
    let body = trimmed.strip_prefix("- ").map_or(trimmed, str::trim_start);
    let (key, from) = lenient::key_of(body).unwrap_or(("", 0));
    let value = body.get(from..)?.trim();
    let offset = start + line.find(body)? + from + (body.get(from..)?.len() - body.get(from..)?.trim_start().len());
    let why = mistake(value, key)?;
    let list = value.starts_with('[');
    let fixed = if list { quoted_list(value) } else { quoted(value) };
    let subject = if key.is_empty() { value.to_owned() } else { format!("{key}: {value}") };
    let repaired = if key.is_empty() { format!("- {fixed}") } else { format!("{key}: {fixed}") };
    Some(Problem {
        check: "front-matter-syntax",
        span: Span::new(offset, offset + value.len()),
        message: format!("`{}` is not YAML: {why}", text::head(&subject, 100)),
        help: format!("write `{}`", text::head(&repaired, 160)),
        fix: Some(fixed),
    })
}

/// Why YAML refuses a value; `None` where it does not.
fn mistake(value: &str, key: &str) -> Option<&'static str> {
    let first = value.chars().next()?;
    match first {
        '@' => Some("a value cannot begin with `@`"),
        '`' => Some("a value cannot begin with a back-tick"),
        '%' => Some("a value cannot begin with `%`"),
        '*' => Some("`*` at the start of a value names an alias"),
        '&' => Some("`&` at the start of a value names an anchor"),
        '!' => Some("`!` at the start of a value names a tag"),
        '[' if value.contains(" #") || value.starts_with("[#") => Some("`#` begins a comment inside a list"),
        '[' if value.contains("[@") || value.contains(" @") || value.contains('`') => {
            Some("an item cannot begin with `@` or a back-tick")
        }
        '[' if !value.ends_with(']') && value.contains(']') => Some("words stand behind the list"),
        '{' if value.ends_with('}') && !value.contains(':') => Some("braces make a mapping"),
        '"' | '\'' => {
            let inner = value.get(1..)?;
            let close = inner.find(first)?;
            let behind = inner.get(close + 1..)?.trim_start();
            let ends = behind.is_empty() || behind.starts_with('#') || behind.starts_with(first);
            (!ends && !behind.starts_with([',', ']', '}', ':'])).then_some("words stand behind the closing quote")
        }
        '[' | '{' | '|' | '>' | '#' => None,
        _ if !key.is_empty() && value.contains(": ") => Some("a colon with a space begins a new key"),
        _ if !key.is_empty() && value.ends_with(':') => Some("a colon at the end begins a new key"),
        _ => None,
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn quoted_list(value: &str) -> String {
    let inner = value.trim_start_matches('[').trim_end_matches(']');
    let items: Vec<String> = inner
        .split(',')
        .map(|item| item.trim().trim_matches(['"', '\'']))
        .filter(|item| !item.is_empty())
        .map(quoted)
        .collect();
    format!("[{}]", items.join(", "))
}
