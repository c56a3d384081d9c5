//! References in raw HTML: the pictures and links that `<img src>` and `<a href>` name.

use super::OutlineReference;
use crate::base::{Span, text::head};
use crate::vocabulary::ReferenceKind;

/// How far behind its beginning a tag may end.
const LONGEST_TAG: usize = 4_000;

/// The references of a piece of raw HTML. A tag may end behind the piece: inside a block every line is one.
pub(super) fn references(text: &str, piece: Span, section: usize) -> Vec<OutlineReference> {
    let source = piece.of(text);
    let mut out = Vec::new();
    for (at, _) in source.match_indices('<') {
        let start = piece.start as usize + at;
        let tag = head(text.get(start..).unwrap_or(""), LONGEST_TAG);
        let named = |name: &str| {
            let behind = tag.as_bytes().get(name.len() + 1);
            tag.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && behind.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        };
        let (kind, key) = if named("img") {
            (ReferenceKind::Image, "src")
        } else if named("a") {
            (ReferenceKind::Link, "href")
        } else {
            continue;
        };
        let Some(close) = tag.find('>') else { continue };
        let tag = tag.get(1..close).unwrap_or("");
        if let Some(target) = attribute(tag, key).filter(|target| !target.is_empty()) {
            let label = attribute(tag, "alt").unwrap_or("").to_owned();
            let span = Span::new(start, start + close + 1);
            out.push(OutlineReference { kind, target: target.replace("&amp;", "&"), text: label, span, section });
        }
    }
    out
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    for (at, _) in tag.match_indices('=') {
        let (before, value) = (tag.get(..at)?.trim_end(), tag.get(at + 1..)?.trim_start());
        let name_start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).map_or(0, |at| at + 1);
        if !before.get(name_start..).is_some_and(|name| name.eq_ignore_ascii_case(key)) {
            continue;
        }
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
            _ => value.split(char::is_whitespace).next(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_links_of_raw_html_are_references() {
        let text = "<p><img width=\"9\" src='a b.png' alt=\"A\"><A HREF=x.md>x</A><b title=\"src=no\">";
        let found: Vec<_> = references(text, Span::new(0, text.len()), 0)
            .into_iter()
            .map(|one| (one.kind, one.target, one.text, one.span.of(text).len()))
            .collect();
        assert_eq!(
            found,
            [
                (ReferenceKind::Image, "a b.png".to_owned(), "A".to_owned(), 37),
                (ReferenceKind::Link, "x.md".to_owned(), String::new(), 13),
            ]
        );
        assert!(references("<img src=", Span::new(0, 9), 0).is_empty());
    }
}
