//! Small readers of source pieces that the parser's events only delimit: boxes, item starts, headings, fences,
//! comments, paths in code spans.

use crate::base::Span;

/// The character in the box a text begins with, and the length of the box with the space behind it (rules 6.1, 6.2).
/// Emphasis before the box belongs to it: the *text* of `**[x] done**` begins with a box.
pub(crate) fn box_of(text: &str) -> Option<(char, usize)> {
    let bare = text.trim_start_matches(['*', '_']);
    let mut chars = bare.char_indices();
    let (mark, rest) = match chars.next()?.1 {
        '[' => {
            let (at, mark) = chars.next()?;
            let rest = bare.get(at + mark.len_utf8()..)?.strip_prefix(']')?;
            let known = matches!(mark, ' ' | '\u{a0}' | 'x' | 'X' | '-' | '~' | '/' | '>' | '!' | '?' | '*');
            let closed = rest.trim_start_matches(['*', '_']).chars().next().is_none_or(char::is_whitespace);
            (known && closed).then_some((if mark == '\u{a0}' { ' ' } else { mark }, rest))?
        }
        sign @ ('☐' | '☑' | '☒' | '⬜' | '🔲') => {
            let mark = if matches!(sign, '☑' | '☒') { 'x' } else { ' ' };
            (mark, bare.get(sign.len_utf8()..)?.trim_start_matches('\u{fe0f}'))
        }
        _ => return None,
    };
    Some((mark, text.len() - rest.trim_start().len()))
}

/// The text behind its box.
pub(super) fn drop_box(text: &str) -> &str {
    box_of(text).and_then(|(_, length)| text.get(length..)).unwrap_or(text)
}

/// The box of an item and where its text begins. A box counts only on the line of the marker.
pub(super) fn item_start(text: &str, span: Span) -> (Option<char>, usize) {
    let source = span.of(text);
    let indent = source.len() - source.trim_start_matches([' ', '\t']).len();
    let source = source.get(indent..).unwrap_or("");
    let marker = source
        .find(|c: char| !c.is_ascii_digit())
        .filter(|&at| source.get(at..).is_some_and(|rest| rest.starts_with(['-', '*', '+', '.', ')'])))
        .map_or(0, |at| at + 1);
    let behind = source.get(marker..).unwrap_or("");
    let rest = behind.trim_start_matches([' ', '\t']);
    let start = span.start as usize + indent + source.len() - rest.len();
    match box_of(rest) {
        Some((mark, length)) => (Some(mark), start + length),
        None => (None, start),
    }
}

/// A heading's content as written: without `#`, and for an underlined heading without the underline.
pub(super) fn heading_content(text: &str, span: Span) -> &str {
    let source = span.of(text).trim();
    if let Some(rest) = source.strip_prefix('#') {
        let line = rest.trim_start_matches('#').lines().next().unwrap_or("").trim();
        let closed = line.trim_end_matches('#');
        return if closed.is_empty() || closed.ends_with([' ', '\t']) { closed.trim() } else { line };
    }
    source.rfind('\n').and_then(|at| source.get(..at)).unwrap_or(source).trim()
}

/// Whether a heading is underlined and not begun with `#`.
pub(super) fn is_underlined(text: &str, span: Span) -> bool {
    !span.of(text).trim_start().starts_with('#')
}

/// The code between the fences; the whole span for indented code.
pub(super) fn code_inside(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let fence = source.trim_start();
    let Some(sign) = fence.get(..3).filter(|sign| matches!(*sign, "```" | "~~~")) else {
        return span;
    };
    let start = source.find('\n').map_or(source.len(), |at| at + 1);
    let body = source.get(start..).unwrap_or("").trim_end();
    let last = body.rfind('\n').map_or(0, |at| at + 1);
    let closing = body.get(last..).unwrap_or("").trim_start_matches([' ', '>', '\t']);
    let end = if closing.starts_with(sign) { last } else { body.len() };
    Span::new(span.start as usize + start, span.start as usize + start + end)
}

/// Masks the comments of an HTML piece. Inside a block every line is an event of its own, so the caller keeps in
/// `open_until` where the last comment ends.
pub(super) fn mask_comments(text: &str, span: Span, masked: &mut Vec<Span>, open_until: &mut usize) {
    let mut at = (span.start as usize).max(*open_until);
    while let Some(found) = text.get(at..span.end as usize).and_then(|piece| piece.find("<!--")) {
        let start = at + found;
        let end =
            text.get(start + 4..).and_then(|rest| rest.find("-->")).map_or(text.len(), |close| start + 4 + close + 3);
        masked.push(Span::new(start, end));
        *open_until = end;
        at = end;
    }
}

/// A code span that is a path to a Markdown file.
pub(super) fn code_path(code: &str) -> Option<&str> {
    let path = code.trim();
    let file = path.split('#').next().unwrap_or("");
    let is_path = file.len() > 3
        && file.get(file.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(".md"))
        && !path.contains(['*', '{', '<', '|', '"', '$'])
        && !path.contains(char::is_whitespace)
        && !path.contains("://");
    is_path.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_one_known_character_in_brackets_or_a_box_sign() {
        let cases = [
            ("[ ] open", Some((' ', "open"))),
            ("[x] done", Some(('x', "done"))),
            ("[X] done", Some(('X', "done"))),
            ("[-] begun", Some(('-', "begun"))),
            ("[~] given up", Some(('~', "given up"))),
            ("**[x] bold**", Some(('x', "bold**"))),
            ("☐ open", Some((' ', "open"))),
            ("☑️ done", Some(('x', "done"))),
            ("☒ done", Some(('x', "done"))),
            ("⬜ open", Some((' ', "open"))),
            ("🔲 open", Some((' ', "open"))),
            ("[ ]", Some((' ', ""))),
            ("[x](https://example.org) a link", None),
            ("[P] parallel", None),
            ("[xx] two", None),
            ("✅ prose", None),
            ("❌ prose", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = box_of(text).map(|(mark, length)| (mark, &text[length..]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_content_of_a_heading_is_what_stands_between_its_signs() {
        for (source, expected) in [
            ("## Plan", "Plan"),
            ("## Plan ##", "Plan"),
            ("## C#", "C#"),
            ("#", ""),
            ("Plan\n----", "Plan"),
            ("Plan\nof two lines\n====\n", "Plan\nof two lines"),
        ] {
            assert_eq!(heading_content(source, Span::new(0, source.len())), expected, "{source}");
        }
    }

    #[test]
    fn code_ends_before_a_closing_fence_and_at_the_end_without_one() {
        for (source, expected) in [
            ("```rust\nlet a;\n```\n", "let a;\n"),
            ("```\nnever closed", "never closed"),
            ("~~~\n```\n~~~", "```\n"),
            ("```\n```", ""),
            ("    indented", "    indented"),
        ] {
            assert_eq!(code_inside(source, Span::new(0, source.len())).of(source), expected, "{source}");
        }
    }
}
