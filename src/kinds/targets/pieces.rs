//! A value taken apart: links as their text, marks as spaces, and the pieces of a list in one line.

use super::Target;
use crate::base::Span;
use crate::kinds::tokens;

/// A link in a value.
pub(super) struct Link {
    pub start: usize,
    end: usize,
    text: String,
    target: String,
}

impl Link {
    /// What the link names: a document by its path, or, where it leads out of the folder, the id that its text is.
    pub(super) fn target(&self, offset: usize) -> Target {
        let span = Span::new(offset + self.start, offset + self.end);
        let outside = self.target.contains("://") || self.target.starts_with("mailto:") || self.target.starts_with('#');
        if outside {
            let tokens = tokens::scan(&self.text, true);
            let id = tokens.first().and_then(|token| self.text.get(token.start..token.end)).unwrap_or("");
            return Target { text: tokens::id_of(id).to_owned(), is_path: false, span };
        }
        Target { text: self.target.clone(), is_path: true, span }
    }
}

/// The value with marks as spaces and links as their text, at the same bytes; and the links.
pub(super) fn flatten(raw: &str) -> (String, Vec<Link>) {
    let mut plain = raw.as_bytes().to_vec();
    let mut links = Vec::new();
    let mut blank = |from: usize, to: usize| {
        for byte in plain.get_mut(from..to).into_iter().flatten() {
            *byte = b' ';
        }
    };
    let mut at = 0;
    while let Some(found) = raw.get(at..).and_then(|rest| rest.find(['[', '*', '`'])) {
        let open = at + found;
        at = open + 1;
        let rest = raw.get(open..).unwrap_or("");
        if let Some(inner) = rest.strip_prefix("[[") {
            if let Some(close) = inner.find("]]") {
                let body = inner.get(..close).unwrap_or("");
                let (target, text) = body.split_once('|').unwrap_or((body, body));
                let end = open + close + 4;
                links.push(Link { start: open, end, text: text.trim().to_owned(), target: target.trim().to_owned() });
                blank(open, end);
                at = end;
            }
        } else if rest.starts_with('[') {
            if let Some(middle) = rest.find("](")
                && let Some(close) = rest.get(middle..).and_then(|tail| tail.find(')'))
            {
                let text = rest.get(1..middle).unwrap_or("").replace(['*', '`'], "");
                let target = rest.get(middle + 2..middle + close).unwrap_or("");
                let target = target.split_whitespace().next().unwrap_or("").trim_matches(['<', '>']);
                let end = open + middle + close + 1;
                links.push(Link { start: open, end, text: text.trim().to_owned(), target: target.to_owned() });
                blank(open, end);
                at = end;
            } else {
                blank(open, open + 1);
                if let Some(close) = rest.find(']') {
                    blank(open + close, open + close + 1);
                }
            }
        } else {
            blank(open, open + 1);
        }
    }
    (String::from_utf8(plain).unwrap_or_default(), links)
}

/// The pieces of a list written in one line: split at commas, semicolons, *and*, outside brackets.
pub(super) fn segments(plain: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, c) in plain.char_indices() {
        let rest = plain.get(at..).unwrap_or("");
        let length = match c {
            '(' | '（' => {
                depth += 1;
                0
            }
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                0
            }
            _ if depth > 0 => 0,
            ',' | ';' | '\n' | '·' | '•' | '|' | '+' | '&' | '、' | '，' | '；' => c.len_utf8(),
            ' ' => [" and ", " und ", " y ", " et "]
                .iter()
                .find(|word| rest.starts_with(**word))
                .map_or(0, |word| word.len() - 1),
            _ => 0,
        };
        if length > 0 && at >= from {
            found.push((from, at));
            from = at + length;
        }
    }
    found.push((from, plain.len()));
    found
}
