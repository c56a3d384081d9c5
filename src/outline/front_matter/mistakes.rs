//! What writers do in front matter that YAML refuses, and what to write instead.

use super::super::Problem;
use super::lenient;
use super::strict::YamlError;
use crate::base::{Span, text};

/// The finding for front matter that strict YAML refused: the first line with a known mistake, else the parser's words.
pub(super) fn explain(source: &str, base: usize, error: YamlError) -> Problem {
    let mut at = base;
    let mut above = "";
    for line in source.split_inclusive('\n') {
        let below = source.get(at - base + line.len()..).unwrap_or("");
        let problem = indented(line, above, at).or_else(|| unclosed(line, below, at)).or_else(|| of_line(line, at));
        if let Some(problem) = problem {
            return problem;
        }
        at += line.len();
        above = line;
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

/// The finding for a block that is never closed, where what stands below `---` is keys; `None` where it is a rule.
pub(super) fn never_closed(text: &str) -> Option<Problem> {
    let first = text.lines().next().filter(|line| line.trim_end() == "---")?;
    let behind = text.find('\n')? + 1;
    let block = text.get(behind..)?.lines().take_while(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut keys: Vec<&str> = Vec::new();
    for line in block.take(LONGEST) {
        match lenient::key_of(line).filter(|_| !line.starts_with([' ', '\t'])) {
            Some((_, value)) if line.get(value..).is_some_and(|value| value.len() < 200) => keys.push(line),
            Some(_) => return None,
            None if !keys.is_empty() && line.starts_with([' ', '\t', '-']) => {}
            None => return None,
        }
    }
    let last = keys.last().filter(|_| keys.len() > 1)?;
    Some(Problem {
        check: "front-matter-syntax",
        span: Span::new(0, first.trim_end().len()),
        message: "the front matter that `---` opens here is never closed".to_owned(),
        help: format!("write a line `---` below `{}`", text::head(last.trim(), 80)),
        fix: None,
    })
}

/// Front matter of more lines is taken for text.
const LONGEST: usize = 200;

/// A key that is indented by one blank below a value, which it joins.
fn indented(line: &str, above: &str, start: usize) -> Option<Problem> {
    let key = line.strip_prefix(' ').filter(|line| !line.starts_with([' ', '\t', '-', '#']))?;
    lenient::key_of(key)?;
    let (_, value) = lenient::key_of(above).filter(|_| !above.starts_with([' ', '\t']))?;
    if !lenient::is_whole(above.get(value..)?.trim()) {
        return None;
    }
    Some(Problem {
        check: "front-matter-syntax",
        span: Span::new(start, start + line.trim_end().len()),
        message: format!("`{}` is indented by one blank and joins the value above", text::head(key.trim(), 80)),
        help: "begin the line without the blank".to_owned(),
        fix: Some(key.trim_end().to_owned()),
    })
}

/// A quote or bracket that is open at the end of its line, and of the lines that continue it.
fn unclosed(line: &str, below: &str, start: usize) -> Option<Problem> {
    let body = line.trim();
    let body = body.strip_prefix("- ").map_or(body, str::trim_start);
    let (key, from) = lenient::key_of(body).unwrap_or(("", 0));
    let value = body.get(from..)?.trim();
    let (close, what) = match value.chars().next()? {
        '"' => ('"', "quote"),
        '\'' => ('\'', "quote"),
        '[' => (']', "bracket"),
        '{' => ('}', "brace"),
        _ => return None,
    };
    if value.get(1..)?.contains(close) {
        return None;
    }
    let more = below.lines().take_while(|line| line.starts_with([' ', '\t']) || line.trim().is_empty());
    if more.take(LONGEST).any(|line| line.contains(close)) {
        return None;
    }
    let offset = start + line.rfind(value)?;
    let subject = if key.is_empty() { format!("- {value}") } else { format!("{key}: {value}") };
    let open = value.chars().next()?;
    Some(Problem {
        check: "front-matter-syntax",
        span: Span::new(offset, offset + value.len()),
        message: format!("the {what} `{open}` of `{}` is never closed", text::head(&subject, 100)),
        help: format!("write `{}{close}`", text::head(&subject, 160)),
        fix: Some(format!("{value}{close}")),
    })
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
