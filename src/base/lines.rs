//! From byte offsets to lines and columns.

use super::Span;

/// Where the lines of a text begin. Lines end at `\n`; a `\r` before it belongs to the line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineIndex {
    /// The low halves of the starts: there is an index for every document, and this is most of it.
    lows: Box<[u16]>,
    /// For each 64 KB of the text how many lines begin before it.
    before: Box<[u32]>,
    length: u32,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> Self {
        let mut lows: Vec<u16> = Vec::with_capacity(1 + text.bytes().filter(|&byte| byte == b'\n').count());
        let mut before = vec![0];
        lows.push(0);
        for start in text.match_indices('\n').map(|(at, _)| at + 1) {
            while before.len() <= start >> 16 {
                before.push(lows.len() as u32);
            }
            lows.push(start as u16);
        }
        Self { lows: lows.into_boxed_slice(), before: before.into_boxed_slice(), length: text.len() as u32 }
    }

    /// Where a line counted from 0 begins.
    fn start(&self, at: usize) -> Option<u32> {
        let low = *self.lows.get(at)?;
        let high = self.before.partition_point(|&before| before as usize <= at) as u32 - 1;
        Some(high << 16 | u32::from(low))
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let before = |high: usize| self.before.get(high).map_or(self.lows.len(), |&lines| lines as usize);
        let high = offset as usize >> 16;
        let lows = self.lows.get(before(high)..before(high + 1)).unwrap_or_default();
        (before(high) + lows.partition_point(|&low| low <= offset as u16)).max(1) as u32
    }

    /// The column of a byte offset in `text`, counted from 1 in characters.
    pub fn column(&self, text: &str, offset: u32) -> u32 {
        let start = self.start(self.line(offset) as usize - 1).unwrap_or(0);
        Span { start, end: offset.max(start) }.of(text).chars().count() as u32 + 1
    }

    /// The span of a line counted from 1, its line end included; empty past the last line.
    pub fn span(&self, line: u32) -> Span {
        let start = self.start(line.saturating_sub(1) as usize).unwrap_or(self.length);
        let end = self.start(line as usize).unwrap_or(self.length);
        Span { start, end }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.lows.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_begins_a_line() {
        for (text, starts) in [("", &[0][..]), ("a", &[0]), ("a\n", &[0, 2]), ("\n\nä\r\nb", &[0, 1, 2, 6])] {
            let index = LineIndex::new(text);
            let found: Vec<u32> = (0..index.count() as usize).filter_map(|at| index.start(at)).collect();
            assert_eq!(found, starts, "{text:?}");
            assert_eq!(index.span(index.count()).end as usize, text.len(), "{text:?}");
        }
    }

    #[test]
    fn lines_of_long_texts_are_found() {
        // A line that covers whole blocks, lines that begin at their bounds, and one that ends the text.
        for lengths in [&[1, 200_000, 3, 70_000][..], &[65_535, 65_536, 65_537], &[65_536, 131_072, 1], &[300_000]] {
            let text: String = lengths.iter().map(|length| "x".repeat(length - 1) + "\n").collect();
            let index = LineIndex::new(&text);
            let mut start = 0;
            for (number, length) in (1..).zip(lengths) {
                let end = start + *length as u32;
                assert_eq!(index.span(number), Span { start, end }, "{lengths:?}");
                assert_eq!((index.line(start), index.line(end - 1)), (number, number), "{lengths:?}");
                start = end;
            }
            assert_eq!(index.line(u32::MAX), index.count());
        }
    }
}
