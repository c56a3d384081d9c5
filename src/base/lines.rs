//! From byte offsets to lines and columns.

use super::Span;

/// Where the lines of a text begin. Lines end at `\n`; a `\r` before it belongs to the line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineIndex {
    starts: Box<[u32]>,
    length: u32,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::with_capacity(1 + text.bytes().filter(|&byte| byte == b'\n').count());
        starts.push(0);
        starts.extend(text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, behind)| behind));
        Self { starts: starts.into_boxed_slice(), length: text.len() as u32 }
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// The column of a byte offset in `text`, counted from 1 in characters.
    pub fn column(&self, text: &str, offset: u32) -> u32 {
        let start = self.starts.get(self.line(offset) as usize - 1).copied().unwrap_or(0);
        Span { start, end: offset.max(start) }.of(text).chars().count() as u32 + 1
    }

    /// The span of a line counted from 1, its line end included; empty past the last line.
    pub fn span(&self, line: u32) -> Span {
        let start = self.starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(self.length);
        let end = self.starts.get(line as usize).copied().unwrap_or(self.length);
        Span { start, end }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_begins_a_line() {
        for (text, starts) in [("", &[0][..]), ("a", &[0]), ("a\n", &[0, 2]), ("\n\nä\r\nb", &[0, 1, 2, 6])] {
            let index = LineIndex::new(text);
            assert_eq!(&*index.starts, starts, "{text:?}");
            assert_eq!(index.span(index.count()).end as usize, text.len(), "{text:?}");
        }
    }
}
