//! YAML: a line is indentation, dashes, a key and a value.

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Escapes, Quote, Table};

pub(super) static TABLE: Table = Table { name: "yaml", line_comments: &["#"], block_comment: None, read, ..BASE };

static DOUBLE: Quote = Quote { lines: true, ..Quote::new("\"", "\"") };
static SINGLE: Quote = Quote { lines: true, escapes: Escapes::No, ..Quote::new("'", "'") };

fn read(lexer: &mut Lexer) {
    // The column of the key whose text over lines is being read.
    let mut block: Option<usize> = None;
    // Brackets and braces that are open.
    let mut flow = 0_usize;
    while lexer.at < lexer.bytes.len() {
        let line = lexer.at;
        let end = lexer.line_end();
        let text = &lexer.code[line..end];
        let indent = text.len() - text.trim_start_matches(' ').len();
        if let Some(column) = block {
            let trimmed = text.trim();
            if trimmed.is_empty() || indent > column {
                let from = line + (text.len() - text.trim_start().len());
                lexer.add(from, from + trimmed.len(), String);
                lexer.at = (end + 1).min(lexer.bytes.len());
                continue;
            }
        }
        lexer.at += indent;
        block = values(lexer, line, &mut flow);
        if lexer.peek(0) == b'\n' {
            lexer.at += 1;
        }
    }
}

/// Reads to the end of the line, or of the one on which a quoted scalar ends; gives the column of the last key where text
/// over lines follows.
fn values(lexer: &mut Lexer, line: usize, flow: &mut usize) -> Option<usize> {
    let mut column = 0;
    let mut fresh = true;
    let mut text = None;
    loop {
        let byte = lexer.peek(0);
        let spaced = matches!(lexer.peek(1), b' ' | b'\n' | b'\t' | b'\r' | 0);
        match byte {
            0 if lexer.at >= lexer.bytes.len() => return text,
            b'\n' => return text,
            b' ' | b'\t' | b'\r' => lexer.at += 1,
            b'#' if lexer.at == line || matches!(lexer.bytes[lexer.at - 1], b' ' | b'\t') => {
                let end = lexer.line_end();
                let comment = lexer.code[lexer.at..end].trim_end();
                lexer.add(lexer.at, lexer.at + comment.len(), Comment);
                lexer.at = end;
                return text;
            }
            b'-' | b'?' if fresh && spaced => {
                lexer.at += 1;
                column = lexer.at - line;
            }
            b'-' if lexer.at == line && lexer.code[line..].starts_with("---") => lexer.at += 3,
            b'[' | b'{' => {
                *flow += 1;
                lexer.at += 1;
            }
            b']' | b'}' if *flow > 0 => {
                *flow -= 1;
                lexer.at += 1;
            }
            b',' if *flow > 0 => lexer.at += 1,
            b':' if spaced || *flow > 0 => lexer.at += 1,
            b'|' | b'>' if *flow == 0 && header(lexer) => {
                word(lexer, Keyword);
                text = Some(column);
            }
            b'"' | b'\'' => {
                let before = lexer.ranges.len();
                let start = lexer.at;
                lexer.quoted(if byte == b'"' { &DOUBLE } else { &SINGLE });
                if lexer.next() == b':' {
                    column = start - line;
                    for (_, class) in lexer.ranges.iter_mut().skip(before).filter(|(_, class)| *class == String) {
                        *class = Tag;
                    }
                }
                fresh = false;
            }
            b'&' if !spaced => {
                lexer.at += 1;
                word(lexer, Function);
            }
            b'*' if !spaced => word(lexer, Variable),
            b'!' => word(lexer, Keyword),
            _ => {
                let start = lexer.at;
                let (end, key) = scalar(lexer.bytes, start, *flow > 0);
                let value = lexer.code[start..end].trim_end();
                let class = match value {
                    _ if key => Tag,
                    _ if constant(value) => Constant,
                    _ if number(value) => Number,
                    _ => String,
                };
                if key && fresh {
                    column = start - line;
                }
                fresh = false;
                lexer.add(start, start + value.len(), class);
                lexer.at = end;
            }
        }
    }
}

/// Takes what stands until the next white space.
fn word(lexer: &mut Lexer, class: Class) {
    let len = lexer.count(0, |byte| !byte.is_ascii_whitespace() && byte != b',');
    lexer.take(len.max(1), class);
}

/// Whether `|` or `>` begins text over lines.
fn header(lexer: &Lexer) -> bool {
    let len = lexer.count(1, |byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'));
    len <= 2 && matches!(lexer.peek(1 + len), b' ' | b'\r' | b'\n' | 0)
}

/// Where a plain scalar ends, and whether it is a key.
fn scalar(bytes: &[u8], start: usize, flow: bool) -> (usize, bool) {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        match byte {
            b'\n' => break,
            b':' if matches!(next, b' ' | b'\n' | b'\t' | b'\r')
                || flow && matches!(next, b',' | b'[' | b']' | b'{' | b'}') =>
            {
                return (at, true);
            }
            b' ' | b'\t' if next == b'#' => break,
            b',' | b'[' | b']' | b'{' | b'}' if flow => break,
            _ => {}
        }
        at += 1;
    }
    (at.max(start + 1), false)
}

/// Whether a plain scalar is a word with a meaning.
fn constant(text: &str) -> bool {
    const WORDS: &[&str] = &["true", "false", "null", "~", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a plain scalar is a number, a date or a time.
fn number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b"._-:TZ".contains(&byte))
        && digits.bytes().filter(|byte| *byte == b'.').count() < 2
}
