//! Comments that allow findings, in the text and in the front matter.
//!
//! In a line with text a comment covers that line. On a line of its own it covers the text below it up to the next
//! blank line, and above a heading the whole section. `allow-file` covers the file.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::base::Span;
use crate::model::Allow;
use crate::outline::{FrontMatter, Outline};

/// What every such comment begins with.
const MARK: &str = "featsite:";

/// The comments of one file, in the order of their places.
pub(super) fn read(text: &str, outline: &Outline) -> Vec<Allow> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    let mut found = outline.front_matter.as_ref().map_or_else(Vec::new, |matter| of_front_matter(text, matter));
    let fences: Vec<Span> = outline.fences.iter().map(|fence| fence.span).collect();
    let mut below = Below::default();
    let mut kept: Option<(Span, bool)> = None;
    for &span in &outline.masked {
        let Some(inner) = span.of(text).strip_prefix("<!--").filter(|_| fences.binary_search(&span).is_err()) else {
            continue;
        };
        let inner = inner.strip_suffix("-->").unwrap_or(inner);
        let start = span.start as usize + "<!--".len();
        let Some(allow) = parse(inner, start, span) else { continue };
        let (line, alone) = match kept {
            Some((line, alone)) if line.start <= span.start && span.end <= line.end => (line, alone),
            _ => {
                let line = whole_lines(text, span);
                (line, is_alone(text, line, span))
            }
        };
        // What holds for one comment of a line holds for all that lie in it.
        kept = Some((line, alone)).filter(|_| !span.of(text).contains('\n'));
        let covers = match alone {
            true => below.of(text, outline, line.end as usize),
            false => line,
        };
        found.push(covering(allow, covers));
    }
    found
}

/// An allow whose cover is not known yet, and whether it is for the whole file.
struct Parsed {
    allow: Allow,
    file: bool,
}

fn covering(parsed: Parsed, covers: Span) -> Allow {
    Allow { covers: (!parsed.file).then_some(covers), ..parsed.allow }
}

/// Reads the inside of a comment, whose first byte has the offset `start`; `None` where it is not meant for us.
fn parse(inner: &str, start: usize, span: Span) -> Option<Parsed> {
    let lead = inner.len() - inner.trim_start().len();
    let said = inner.trim().strip_prefix(MARK)?;
    let mut allow = Allow { span, names: Vec::new(), reason: String::new(), covers: None };
    let word = said.trim_start();
    let file = word.starts_with("allow-file");
    let rest = word.strip_prefix("allow-file").or_else(|| word.strip_prefix("allow")).map(str::trim_start);
    let listed = rest.and_then(|rest| rest.strip_prefix('(')).and_then(|rest| rest.split_once(')'));
    let Some((names, behind)) = listed else { return Some(Parsed { allow, file: false }) };
    // Where the list begins: all slices lie in `inner` one behind the other.
    let mut at = start + lead + MARK.len() + (said.len() - names.len() - 1 - behind.len());
    for name in names.split(',') {
        let bare = name.trim();
        let from = at + (name.len() - name.trim_start().len());
        at += name.len() + 1;
        if !bare.is_empty() {
            allow.names.push((bare.to_owned(), Span::new(from, from + bare.len())));
        }
    }
    let reason = behind.trim_start().strip_prefix("because").filter(|rest| rest.starts_with(char::is_whitespace));
    allow.reason = reason.map(|reason| reason.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    Some(Parsed { allow, file })
}

/// The lines a span touches, without the last line's end.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text.get(..span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = span.end as usize + text.get(span.end as usize..).and_then(|rest| rest.find('\n')).unwrap_or(0);
    let end = if text.as_bytes().get(end) == Some(&b'\n') { end } else { text.len() };
    Span::new(start, end)
}

/// Whether nothing but comments, and the marks of quotes and items, stands on the lines of a comment.
fn is_alone(text: &str, line: Span, span: Span) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+');
    let before = Span { start: line.start, end: span.start }.of(text);
    let after = Span { start: span.end, end: line.end }.of(text);
    [before, after].into_iter().all(|piece| without_comments(piece).chars().all(marks))
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = behind.split_once("-->").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// The text below a line. Comments come in the order of the text, so what was found for the one before is kept: many
/// comments above one long block look at it once.
#[derive(Default)]
struct Below {
    /// From behind the comment.
    from: usize,
    /// To where the block begins.
    start: usize,
    /// To where it ends.
    end: usize,
}

impl Below {
    fn of(&mut self, text: &str, outline: &Outline, from: usize) -> Span {
        let known = self.from <= from && from < self.end;
        if !known {
            self.find(text, from);
        } else if from > self.start {
            self.start = from;
        }
        self.from = from;
        let sections = &outline.sections;
        let next = sections.partition_point(|section| (section.heading.start as usize) < self.start);
        let heading = sections.get(next).filter(|section| section.level > 0 && self.starts_at(text, section.heading));
        heading.map_or(Span::new(self.start, self.end), |section| section.span)
    }

    /// Whether a heading stands in the block's first line.
    fn starts_at(&self, text: &str, heading: Span) -> bool {
        text.get(self.start..heading.start as usize).is_some_and(|lead| lead.len() <= 3 && lead.trim().is_empty())
    }

    fn find(&mut self, text: &str, from: usize) {
        let rest = text.get(from..).unwrap_or("");
        let mut at = from;
        let mut start = None;
        for line in rest.split_inclusive('\n') {
            let words = line.trim_start_matches([' ', '\t', '>']).trim();
            match start {
                None if words.is_empty() || (words.starts_with("<!--") && words.ends_with("-->")) => {}
                None => start = Some(at),
                Some(_) if words.is_empty() => break,
                Some(_) => {}
            }
            at += line.len();
        }
        self.start = start.unwrap_or(at);
        self.end = at;
    }
}

/// The comments in front matter: `# featsite: allow(…) because …`. On a line of its own one covers the key below it
/// with its value, behind a value its line.
fn of_front_matter(text: &str, matter: &FrontMatter) -> Vec<Allow> {
    let inner = matter.inner.of(text);
    let mut found = Vec::new();
    let mut waiting: Vec<Parsed> = Vec::new();
    let mut at = matter.inner.start as usize;
    let mut key: Option<usize> = None;
    for line in inner.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let comment = comment_of(line);
        let alone = comment.is_some_and(|hash| line.get(..hash).is_some_and(|before| before.trim().is_empty()));
        // A key begins where a line is neither indented nor an item; what waits above it covers it up to the next.
        let is_key = !alone && !line.trim().is_empty() && !line.starts_with([' ', '\t', '-']);
        if is_key {
            if let Some(from) = key.take() {
                found.extend(waiting.drain(..).map(|one| covering(one, Span::new(from, start))));
            }
            key = (!waiting.is_empty()).then_some(start);
        }
        let Some(hash) = comment else { continue };
        let words = line.get(hash + 1..).unwrap_or("");
        let span = Span::new(start + hash, start + hash + 1 + words.trim_end().len());
        let Some(parsed) = parse(words, start + hash + 1, span) else { continue };
        match alone {
            true => {
                if let Some(from) = key.take() {
                    found.extend(waiting.drain(..).map(|one| covering(one, Span::new(from, start))));
                }
                waiting.push(parsed);
            }
            false => found.push(covering(parsed, Span::new(start, at))),
        }
    }
    let from = key.unwrap_or(at);
    found.extend(waiting.into_iter().map(|one| covering(one, Span::new(from, at))));
    found.sort_by_key(|allow| allow.span);
    found
}

/// Where the comment of a line of front matter begins: at a `#` at its start or behind a space, outside quotes. A quote
/// opens only where a value begins, so that an apostrophe in one is a letter like others.
fn comment_of(line: &str) -> Option<usize> {
    let mut chars = line.char_indices().peekable();
    let (mut begins, mut before, mut flow) = (true, ' ', 0_usize);
    while let Some((at, c)) = chars.next() {
        let space = matches!(before, ' ' | '\t');
        let ends = |next: Option<&(usize, char)>| next.is_none_or(|(_, next)| next.is_whitespace());
        match c {
            '#' if space => return Some(at),
            ' ' | '\t' => {}
            '"' | '\'' if begins => {
                skip_quoted(&mut chars, c)?;
                begins = false;
            }
            // A tag or an anchor stands before the value.
            '!' | '&' if begins => while chars.next_if(|(_, next)| !next.is_whitespace()).is_some() {},
            '[' | '{' if begins => flow += 1,
            ']' | '}' if flow > 0 => {
                flow -= 1;
                begins = false;
            }
            ',' if flow > 0 => begins = true,
            ':' if ends(chars.peek()) => begins = true,
            '-' if begins && ends(chars.peek()) => {}
            _ => begins = false,
        }
        before = c;
    }
    None
}

/// Reads on to behind the end of a quoted value; `None` where it goes on in the next line.
fn skip_quoted(chars: &mut Peekable<CharIndices<'_>>, quote: char) -> Option<()> {
    loop {
        match chars.next()?.1 {
            '\\' if quote == '"' => {
                chars.next();
            }
            c if c == quote && quote == '\'' && chars.next_if(|(_, next)| *next == quote).is_some() => {}
            c if c == quote => return Some(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline;

    /// Each comment as its names, its reason and the text it covers.
    fn allows(text: &str) -> Vec<(String, String, String)> {
        let shown = |allow: Allow| {
            for (name, span) in &allow.names {
                assert_eq!(span.of(text), name);
            }
            let names: Vec<&str> = allow.names.iter().map(|(name, _)| name.as_str()).collect();
            let covers = allow.covers.map_or("the file", |span| span.of(text)).to_owned();
            (names.join(" "), allow.reason, covers)
        };
        read(text, &outline::parse(text)).into_iter().map(shown).collect()
    }

    fn covers(text: &str) -> Vec<String> {
        allows(text).into_iter().map(|(_, _, covers)| covers).collect()
    }

    #[test]
    fn names_and_the_reason_are_read() {
        let text = "<!-- featsite: allow( a-b , c) because  of\n  this -->\n\nText\n";
        assert_eq!(allows(text), [("a-b c".to_owned(), "of this".to_owned(), "Text\n".to_owned())]);
        for text in ["<!-- featsite: allow(a) -->\nx", "<!--featsite:allow(a) becausexyz-->\nx"] {
            assert_eq!(allows(text), [("a".to_owned(), String::new(), "x".to_owned())]);
        }
        for text in ["<!-- featsite: alow(a) because x -->\ny", "<!-- featsite: allow a because x -->\ny"] {
            assert_eq!(allows(text).first().map(|allow| allow.0.as_str()), Some(""), "{text}");
        }
        assert_eq!(allows("<!-- allow(a) because x -->\n\nfeatsite: y\n"), []);
    }

    #[test]
    fn a_comment_covers_its_line_or_what_stands_below_it() {
        let mark = "<!-- featsite: allow(a) because b -->";
        assert_eq!(covers(&format!("# T\n\none\ntwo {mark}\nthree\n")), [format!("two {mark}")]);
        assert_eq!(covers(&format!("{mark}\n\n- one\n- two\n\nother\n")), ["- one\n- two\n"]);
        assert_eq!(covers(&format!("- one\n- two {mark}\n")), [format!("- two {mark}")]);
        assert_eq!(covers(&format!("{mark}\n{mark}\nboth\n")), ["both\n", "both\n"]);
        assert_eq!(covers(&format!("# T\n\n{mark}\n## A\n\nx\n\n### B\n\n## C\n")), ["## A\n\nx\n\n### B\n\n"]);
        assert_eq!(covers(&format!("> {mark}\n> one\n>\n> two\n")), ["> one\n"]);
        assert_eq!(covers(&format!("| a | b |\n|---|---|\n| x | y {mark} |\n")), [format!("| x | y {mark} |")]);
        assert_eq!(covers(&format!("text\n\n{mark}")), [""]);
        assert_eq!(covers("text\n\n<!-- featsite: allow-file(a) because b -->\n"), ["the file"]);
    }

    #[test]
    fn comments_in_code_allow_nothing() {
        let mark = "<!-- featsite: allow(a) because b -->";
        for text in [format!("```\n{mark}\n```\n"), format!("x\n\n    {mark}\n"), format!("`{mark}`\n")] {
            assert_eq!(allows(&text), [], "{text}");
        }
    }

    #[test]
    fn front_matter_has_comments_of_its_own() {
        let text = "---\ntitle: \"x # featsite: allow(n) because n\"\n# featsite: allow(a) because b\ntags:\n- one\n\
                    due: 2026-01-01 # featsite: allow(c) because d\n# featsite: allow-file(e) because f\n---\n# T\n";
        let found: Vec<(String, String)> = allows(text).into_iter().map(|(names, _, covers)| (names, covers)).collect();
        let expected =
            [("a", "tags:\n- one\n"), ("c", "due: 2026-01-01 # featsite: allow(c) because d\n"), ("e", "the file")];
        assert_eq!(found, expected.map(|(names, covers)| (names.to_owned(), covers.to_owned())));
    }

    #[test]
    fn a_quote_counts_only_where_a_value_begins() {
        let mark = "# featsite: allow(a) because it's ours";
        for line in [
            "status: it's simmering ",
            "- don't ",
            "a: 'it''s' ",
            "a: \"\\\"\" ",
            "'a': !!str 'b' ",
            "a: [b's, 'c'] ",
            "a: b:'c ",
            "a: #b ",
        ] {
            let text = format!("---\ntags:\n{line}{mark}\n---\n");
            let found = allows(&text);
            let expected = ("a".to_owned(), "it's ours".to_owned(), format!("{line}{mark}\n"));
            let expected = if line.contains(" #") { Vec::new() } else { vec![expected] };
            assert_eq!(found, expected, "{line}");
        }
        for value in ["a: 'b ", "a: \"b' ", "- 'b ", "a: {b: 'c ", "a: [b, \"c ", "a: b", "'a: b "] {
            assert_eq!(allows(&format!("---\ntags:\n{value}{mark}\n---\n")), [], "{value}");
        }
    }

    #[test]
    fn many_comments_in_one_line_look_at_it_once() {
        let comment = "<!-- featsite: allow(a) because b -->";
        for word in ["", "word"] {
            let text = format!("{word}{}\nbelow\n", comment.repeat(50_000));
            let found = read(&text, &outline::parse(&text));
            assert_eq!(found.len(), 50_000);
            let ends = if word.is_empty() { "below\n" } else { "-->" };
            assert!(found.iter().all(|allow| allow.covers.is_some_and(|span| span.of(&text).ends_with(ends))));
        }
        // A comment that begins in the line before does not lend its lines to the next.
        let covered = covers(&format!("one <!-- featsite: allow(a)\n because b --> {comment}\n"));
        assert_eq!(
            covered,
            [format!("one <!-- featsite: allow(a)\n because b --> {comment}"), format!(" because b --> {comment}")]
        );
    }

    #[test]
    fn many_comments_above_one_block_look_at_it_once() {
        let mut text = "<!-- featsite: allow(a) because b -->\n".repeat(50_000);
        text.push_str(&"word\n".repeat(50_000));
        let found = read(&text, &outline::parse(&text));
        assert!(found.iter().all(|allow| allow.covers.is_some_and(|span| span.of(&text).starts_with("word"))));
    }
}
