//! A table made ready: words by their hash, and what each byte may begin.

use super::table::Table;
use super::words::Words;

/// What a byte may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Byte {
    Space,
    Line,
    Letter,
    Digit,
    Operator,
    Open,
    Close,
    Other,
}

/// A table, ready to be used.
pub(super) struct Compiled {
    pub table: &'static Table,
    pub words: Words,
    /// What each byte may begin.
    pub bytes: [Byte; 256],
    /// Which bytes words go on with.
    pub letters: [bool; 256],
    /// Bytes by which a comment or a string may begin.
    pub begins: [bool; 256],
}

impl Compiled {
    /// Makes a table ready.
    pub(super) fn new(table: &'static Table) -> Self {
        let mut bytes = [Byte::Other; 256];
        let mut letters = [false; 256];
        let mut begins = [false; 256];
        for byte in 0..=255_u8 {
            let at = usize::from(byte);
            letters[at] = byte.is_ascii_alphanumeric() || byte == b'_' || table.letters.as_bytes().contains(&byte);
            bytes[at] = match byte {
                b'\n' => Byte::Line,
                b' ' | b'\t' | b'\r' => Byte::Space,
                b'0'..=b'9' => Byte::Digit,
                b'(' | b'[' | b'{' => Byte::Open,
                b')' | b']' | b'}' => Byte::Close,
                _ if letters[at] => Byte::Letter,
                _ if table.operators.as_bytes().contains(&byte) => Byte::Operator,
                _ => Byte::Other,
            };
        }
        let comments = table.line_comments.iter().chain(table.block_comment.iter().map(|(open, _)| open));
        let quotes = table.quotes.iter().map(|quote| &quote.open);
        for first in comments.chain(quotes).filter_map(|open| open.bytes().next()) {
            begins[usize::from(first)] = true;
        }
        Self { table, words: Words::new(table.own_words.iter().chain(table.words)), bytes, letters, begins }
    }
}
