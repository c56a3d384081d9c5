//! Diffs: what a line is stands in its first bytes.

use super::super::Class::{self, *};
use super::state::Lexer;
use super::table::{BASE, Table};

pub(super) static TABLE: Table = Table { name: "diff", read, ..BASE };

/// How lines begin.
const LINES: &[(&str, Class)] =
    &[("+++", Meta), ("---", Meta), ("+", Inserted), (">", Inserted), ("-", Deleted), ("<", Deleted)];

fn read(lexer: &mut Lexer) {
    while lexer.at < lexer.bytes.len() {
        let end = lexer.line_end();
        let line = &lexer.code[lexer.at..end];
        let (start, whole) = (lexer.at, lexer.at + line.trim_end().len());
        if let Some(at) = line.strip_prefix("@@").and_then(|rest| rest.find("@@")) {
            // Behind the lines' numbers stands what they are in.
            let numbers = start + at + 4;
            lexer.add(start, numbers, Meta);
            let inside = line[at + 4..].trim_start();
            lexer.add(start + (line.len() - inside.len()), whole, Heading);
        } else if let Some((_, class)) = LINES.iter().find(|(begin, _)| line.starts_with(begin)) {
            lexer.add(start, whole, *class);
        }
        lexer.at = (end + 1).min(lexer.bytes.len());
    }
}
