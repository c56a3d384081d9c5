//! Code to classes by tables: one pass, in linear time, for the languages that most code of documents is in.
//!
//! A language is a file with a table and a line in [`TABLES`]. The pass knows comments, strings, numbers, words, operators
//! and brackets; what a name is by what stands around it, a language says in small functions. Languages that are no
//! sequence of such tokens (shell, YAML, diffs) read themselves.
//!
//! It must agree with the grammars, so a language is here only if both give the same class to 97 of a hundred bytes that
//! either of them colours, over real documents: `tests/corpus` measures it. Absent on purpose: what only a parser could
//! tell, and quirks of a grammar that no reader would want.

mod bash;
mod compiled;
mod dart;
mod diff;
mod go;
mod json;
mod pass;
mod python;
mod rust;
mod script;
mod state;
mod strings;
mod table;
mod toml;
mod words;
mod yaml;

use std::ops::Range;
use std::sync::OnceLock;

use super::{Class, MAX_LINE, MAX_TOKENS};
use compiled::Compiled;
use state::Lexer;
use table::Table;

/// The languages, sorted by name.
const TABLES: &[&Table] = &[
    &bash::TABLE,
    &dart::TABLE,
    &diff::TABLE,
    &go::TABLE,
    &script::JS,
    &json::TABLE,
    &script::JSX,
    &python::TABLE,
    &rust::TABLE,
    &toml::TABLE,
    &script::TS,
    &script::TSX,
    &yaml::TABLE,
];

/// The languages' names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.name)
}

/// Whether a language has a table.
pub(super) fn knows(language: &str) -> bool {
    find(language).is_some()
}

/// What the bytes of a piece of code are, in a language that has a table.
pub(super) fn classify(language: &str, code: &str) -> Option<Vec<(Range<usize>, Class)>> {
    /// Tables are made ready when the first block asks for them.
    static COMPILED: [OnceLock<Compiled>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let at = find(language)?;
    let compiled = COMPILED[at].get_or_init(|| Compiled::new(TABLES[at]));
    let mut ranges = Lexer::new(compiled, code).read();
    if code.len() > MAX_LINE {
        for (start, end) in long_lines(code) {
            clip(&mut ranges, start, end);
        }
    }
    ranges.truncate(MAX_TOKENS);
    Some(ranges)
}

fn find(language: &str) -> Option<usize> {
    TABLES.binary_search_by(|table| table.name.cmp(language)).ok()
}

/// Where lines stand that are too long to be coloured.
fn long_lines(code: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    code.split_inclusive('\n')
        .filter_map(|line| {
            start += line.len();
            (line.len() > MAX_LINE).then_some((start - line.len(), start))
        })
        .collect()
}

/// Takes the classes of some bytes away.
fn clip(ranges: &mut Vec<(Range<usize>, Class)>, start: usize, end: usize) {
    let first = ranges.partition_point(|(range, _)| range.end <= start);
    let behind = ranges.partition_point(|(range, _)| range.start < end);
    let pieces: Vec<_> = ranges[first..behind]
        .iter()
        .flat_map(|(range, class)| [(range.start..start, *class), (end..range.end, *class)])
        .filter(|(range, _)| range.start < range.end)
        .collect();
    ranges.splice(first..behind, pieces);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_sorted() {
        assert!(TABLES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn long_lines_are_cut_out_of_what_goes_over_them() {
        let long = "x".repeat(MAX_LINE);
        let code = format!("\"\"\"a\n{long}\nb\"\"\"\n");
        let ranges = classify("python", &code).unwrap();
        assert_eq!(ranges, [(0..5, Class::Comment), (MAX_LINE + 6..MAX_LINE + 10, Class::Comment)]);
    }
}
