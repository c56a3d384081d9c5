//! The fields of one source line.

use std::collections::BTreeMap;
use std::ops::Range;

use super::FieldForm;
use crate::base::text::{head, is_emoji};
use crate::vocabulary::keys;

/// What stands before a line's content: quote marks, list marker, spaces.
pub(super) struct Prefix {
    /// Its bytes.
    pub length: usize,
    /// Whether a list marker is among it.
    pub item: bool,
    /// Whether the content is a task: its box comes next.
    pub boxed: bool,
}

/// A key and its value, places counted in the content.
pub(super) struct Piece {
    pub key: String,
    pub value: String,
    pub start: usize,
    pub value_at: Range<usize>,
    pub form: FieldForm,
}

/// Longest key, in bytes.
const KEY: usize = 120;

/// The prefix of a line.
pub(super) fn prefix(line: &str) -> Prefix {
    let mut rest = line;
    let mut item = false;
    loop {
        rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('>') {
            rest = inner;
            continue;
        }
        let marker = ["- ", "* ", "+ ", "-\t", "*\t", "• "].into_iter().find_map(|sign| rest.strip_prefix(sign));
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let numbered = (1..=9).contains(&digits).then(|| rest.get(digits..)).flatten();
        let numbered = numbered.and_then(|rest| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")));
        match marker.or(numbered).filter(|_| !item) {
            Some(inner) => {
                rest = inner;
                item = true;
            }
            None => break,
        }
    }
    let boxed = super::super::pieces::box_of(rest).is_some();
    Prefix { length: line.len() - rest.len(), item, boxed }
}

/// Whether a line is a thematic break or the line under a heading.
pub(super) fn is_rule(content: &str) -> bool {
    let trimmed = content.trim();
    let made_of = |sign: char| trimmed.starts_with(sign) && trimmed.chars().all(|c| c == sign || c == ' ');
    trimmed.len() >= 3 && ['-', '*', '_', '='].into_iter().any(made_of)
}

/// The fields of a line. The first key begins the line; the others follow a separator or are bold.
pub(super) fn pieces(content: &str, masked: &dyn Fn(usize) -> bool, item: bool) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let Some(first) = key_at(content, lead(content, 0), masked) else { return found };
    if first.form == FieldForm::Plain && !plain_start(&first, item) {
        return found;
    }
    let mut key = Some(first);
    while let Some(current) = key.take() {
        let (end, next) = value_end(content, &current, masked);
        found.push(piece(content, current, end));
        key = next;
    }
    found
}

/// Whether a plain key that begins a line is one: a word or a few, no sentence.
fn plain_start(key: &KeyAt, item: bool) -> bool {
    let words = key.text.split_whitespace().count();
    let lower = key.text.starts_with(char::is_lowercase);
    words <= 5 && (!lower || item || words <= 3)
}

/// Skips spaces and emoji.
fn lead(content: &str, from: usize) -> usize {
    let rest = content.get(from..).unwrap_or("");
    let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || is_emoji(c));
    from + rest.len() - skipped.len()
}

/// A key found in a line.
struct KeyAt {
    text: String,
    /// Where its marks begin.
    start: usize,
    /// Where the value begins.
    value: usize,
    form: FieldForm,
    /// The marks that close the value: `**Key: v**`.
    closing: Option<&'static str>,
}

/// The key that begins at `at`.
fn key_at(content: &str, at: usize, masked: &dyn Fn(usize) -> bool) -> Option<KeyAt> {
    let rest = content.get(at..)?;
    if masked(at) {
        return None;
    }
    let (marks, form) = marks(rest);
    let inner_start = at + marks.len();
    let inner = content.get(inner_start..)?;
    let window = head(inner, KEY + 8);
    let found = |text: &str, value: usize, closing: Option<&'static str>| {
        is_key(text).then(|| KeyAt { text: text.trim().to_owned(), start: at, value, form, closing })
    };
    if marks.is_empty() {
        let (colon, width) = colon(window)?;
        let behind = inner.get(colon + width..)?;
        let spaced = width > 1 || behind.is_empty() || behind.starts_with([' ', '\t']);
        return if spaced { found(window.get(..colon)?, inner_start + colon + width, None) } else { None };
    }
    let close = window.find(marks);
    // `**Key:** v` and `**Key: v**`
    if let Some((colon, width)) = colon(window).filter(|&(colon, _)| close.is_none_or(|close| colon < close)) {
        let value = inner_start + colon + width;
        let behind = content.get(value..)?;
        let trimmed = behind.trim_start();
        if trimmed.starts_with(marks) {
            return found(window.get(..colon)?, value + behind.len() - trimmed.len() + marks.len(), None);
        }
        // A mark that nothing closes is no emphasis; a colon inside bold prose needs a space behind it.
        let spaced = width > 1 || behind.starts_with([' ', '\t']);
        let closes = spaced && head(behind, 2000).contains(marks);
        return if closes { found(window.get(..colon)?, value, Some(marks)) } else { None };
    }
    // `**Key**: v`
    let close = close?;
    let behind = inner.get(close + marks.len()..)?;
    let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let (colon, width) = colon(head(behind, spaces + 4)).filter(|&(colon, _)| colon == spaces)?;
    let next = behind.get(colon + width..)?;
    let address = next.starts_with("//") || next.starts_with(':');
    let value = inner_start + close + marks.len() + colon + width;
    if address { None } else { found(window.get(..close)?, value, None) }
}

/// The emphasis marks a text begins with.
fn marks(text: &str) -> (&'static str, FieldForm) {
    const MARKS: [(&str, FieldForm); 6] = [
        ("***", FieldForm::Bold),
        ("___", FieldForm::Bold),
        ("**", FieldForm::Bold),
        ("__", FieldForm::Bold),
        ("*", FieldForm::Emphasis),
        ("_", FieldForm::Emphasis),
    ];
    MARKS.into_iter().find(|(marks, _)| text.starts_with(marks)).unwrap_or(("", FieldForm::Plain))
}

/// The first colon of a text and its width.
fn colon(text: &str) -> Option<(usize, usize)> {
    let at = text.find([':', '：'])?;
    Some((at, text.get(at..)?.chars().next()?.len_utf8()))
}

/// Whether a text can be a key: short, begins with a letter, no sentence and no code.
fn is_key(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_') || is_emoji(c));
    const NEVER: &[char] = &[';', '!', '?', '`', '"', '<', '>', '{', '}', '=', '|', '[', ']', '“', '→'];
    bare.starts_with(char::is_alphabetic)
        && bare.len() <= KEY
        && !bare.contains(". ")
        && !bare.contains(NEVER)
        && bare.split_whitespace().count() <= 7
}

/// Where the value of a key ends, and the next key of the line.
fn value_end(content: &str, key: &KeyAt, masked: &dyn Fn(usize) -> bool) -> (usize, Option<KeyAt>) {
    let mut at = key.value;
    let mut before = ' ';
    while let Some(c) = content.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = content.get(at..).unwrap_or("");
        let next = at + c.len_utf8();
        let mut step = c.len_utf8();
        let spaced = before.is_whitespace() && content.get(next..).is_some_and(|rest| rest.starts_with([' ', '\t']));
        // Separators that have no other use, and those that a value may well hold.
        let strong = matches!(c, '|' | '·' | '•' | '｜' | '∙' | '⋅');
        let weak = matches!(c, ';' | '；') || (spaced && matches!(c, '/' | '—' | '–'));
        if (strong || weak) && !masked(at) {
            let found = key_at(content, lead(content, next), masked);
            if let Some(found) = found.filter(|found| follows(found, strong)) {
                return (at, Some(found));
            }
        } else if matches!(c, '*' | '_') && !masked(at) {
            let closes = key.closing.is_some_and(|marks| rest.starts_with(marks)) && !before.is_whitespace();
            let free = !closes && !before.is_alphanumeric() && (rest.starts_with("**") || rest.starts_with("__"));
            if free && let Some(found) = key_at(content, at, masked) {
                return (at, Some(found));
            }
            step = rest.len() - rest.trim_start_matches(c).len();
        }
        before = c;
        at += step;
    }
    (content.len(), None)
}

/// Whether what follows a separator is a key: a marked one always, a plain one when it is known or the separator has
/// no other use.
fn follows(key: &KeyAt, strong: bool) -> bool {
    let few = key.text.split_whitespace().count() <= 3;
    key.form != FieldForm::Plain || (strong && few) || keys::known(&key.text, &BTreeMap::new()).is_some()
}

/// The piece of a key whose value ends at `end`.
fn piece(content: &str, key: KeyAt, end: usize) -> Piece {
    let written = content.get(key.value..end).unwrap_or("");
    let start = key.value + written.len() - written.trim_start().len();
    let trimmed = written.trim().trim_end_matches('\\').trim_end();
    let mut value = trimmed.to_owned();
    // `**Key: v** tail`: the marks that close belong to the key.
    if let Some((marks, at)) = key.closing.and_then(|marks| Some((marks, value.find(marks)?))) {
        value.replace_range(at..at + marks.len(), "");
    }
    // The last field of `*Key: v | Key: v*` carries the mark that closes the first.
    for mark in ["***", "**", "*", "_"] {
        if value.ends_with(mark) && value.matches(mark).count() == 1 {
            value.truncate(value.len() - mark.len());
        }
    }
    let key_text = key.text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_') || is_emoji(c));
    Piece {
        key: key_text.to_owned(),
        value: value.trim().to_owned(),
        start: key.start,
        value_at: start..start + trimmed.len(),
        form: key.form,
    }
}
