//! Labelled text in the body: `**Problem**: …`, `**Impact:** …`, `Purpose: …`.

use std::borrow::Cow;

use crate::base::{Span, inline, text};
use crate::vocabulary::keys;

/// A label and where its text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// The label's words, plain, without colon and emoji.
    pub name: Cow<'a, str>,
    /// Offset of the text behind it.
    pub rest: usize,
}

impl Label<'_> {
    /// The label with its text.
    pub(super) fn labelled(self, text: String, span: Span) -> Labelled {
        Labelled { key: keys::fold(&self.name), name: self.name.into_owned(), text, span }
    }
}

/// Labelled text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The label's words.
    pub name: String,
    /// The same, as keys are compared.
    pub key: String,
    /// As written, lines joined.
    pub text: String,
    /// Label and text.
    pub span: Span,
}

/// The label a text begins with. `plain` also takes labels without emphasis.
pub(super) fn of(raw: &str, plain: bool) -> Option<Label<'_>> {
    let head = text::head(raw, 200);
    // Without a colon, of whatever width, there is no label.
    if !head.bytes().any(|byte| byte == b':' || byte == 0xef) {
        return None;
    }
    let lead = head.len() - head.trim_start_matches(|c: char| c.is_whitespace() || text::is_emoji(c)).len();
    let body = head.get(lead..)?;
    for mark in ["**", "__", "*", "_"] {
        let Some(inner) = body.strip_prefix(mark) else { continue };
        let close = inner.find(mark)?;
        let name = inner.get(..close)?.trim();
        let behind = inner.get(close + mark.len()..)?;
        let closed = name.ends_with([':', '：']);
        let after = behind.trim_start();
        let sign = after.chars().next().filter(|c| matches!(c, ':' | '：'));
        if !closed && sign.is_none() {
            return None;
        }
        let rest = lead + mark.len() + close + mark.len();
        let rest = if closed { rest } else { rest + (behind.len() - after.len()) + sign.map_or(0, char::len_utf8) };
        return named(name, rest);
    }
    if !plain {
        return None;
    }
    let colon = body.find([':', '：'])?;
    let name = body.get(..colon)?;
    let sign = body.get(colon..)?.chars().next()?;
    let after = body.get(colon + sign.len_utf8()..)?.chars().next();
    let spaced = sign == '：' || after.is_none_or(char::is_whitespace);
    let wordy = name.split_whitespace().count() <= 5 && !name.contains(['\n', '(', '[', '`', '|', '"', '.', ',']);
    (spaced && wordy && name.starts_with(char::is_alphabetic))
        .then(|| named(name, lead + colon + sign.len_utf8()))
        .flatten()
}

fn named(name: &str, rest: usize) -> Option<Label<'_>> {
    let mut name = inline::shown(name.trim_end_matches([':', '：', ' ']));
    if !name.is_ascii() {
        name = text::without_emoji(&name).into();
    }
    (!name.is_empty() && name.len() <= 80).then_some(Label { name, rest })
}

/// The labelled lines of a block: a line with a label begins one, lines without go on with the one before.
pub(super) fn lines(source: &str, span: Span) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    let mut at = span.start as usize;
    if !span.of(source).contains(['*', '_']) {
        return found;
    }
    for line in span.of(source).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let indent = line.len() - bare.len();
        let end = start + line.trim_end().len();
        if let Some(label) = of(bare, false) {
            let text = bare.get(label.rest..).unwrap_or("").trim().trim_end_matches('\\').trim();
            let span = Span::new(start + indent, end);
            found.push(label.labelled(text.to_owned(), span));
        } else if let Some(last) = found.last_mut() {
            if !last.text.is_empty() {
                last.text.push(' ');
            }
            last.text.push_str(bare.trim().trim_end_matches('\\').trim());
            last.span.end = last.span.end.max(end as u32);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_every_form() {
        for (raw, plain, expected) in [
            ("**Problem**: late", false, Some(("Problem", " late"))),
            ("**Problem:** late", false, Some(("Problem", " late"))),
            ("__Problem__: late", false, Some(("Problem", " late"))),
            ("*Problem*: late", false, Some(("Problem", " late"))),
            ("✅ **Choice:** x", false, Some(("Choice", " x"))),
            ("Purpose: reads", true, Some(("Purpose", " reads"))),
            ("Purpose: reads", false, None),
            ("**Name** (`a.rs`)", true, None),
            ("https://example.org", true, None),
            ("One two three four five six: x", true, None),
            ("12:30 begins", true, None),
            ("", true, None),
        ] {
            let found = of(raw, plain);
            let shown = found.as_ref().map(|label| (&*label.name, &raw[label.rest..]));
            assert_eq!(shown, expected, "{raw}");
        }
    }

    #[test]
    fn lines_without_a_label_go_on_with_the_one_before() {
        let text = "**Problem**: slow\nvery slow  \n**Solution:** an index\n";
        let found = lines(text, Span::new(0, text.len()));
        let shown: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.text.as_str(), it.span.of(text))).collect();
        assert_eq!(
            shown,
            [
                ("Problem", "slow very slow", "**Problem**: slow\nvery slow"),
                ("Solution", "an index", "**Solution:** an index")
            ]
        );
    }
}
