//! The words of a document, as the search for related documents counts them.

use crate::base::Span;

/// A word of one document: the hash of its stem, how much it weighs there, and where it stands first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// The hash of the stem, of the whole name or of the pair of characters.
    pub hash: u64,
    /// The sum of the weights of its places.
    pub weight: f32,
    /// Where it is written first; empty where only the file's name says it.
    pub span: Span,
}

/// The heaviest words of a document. Kept for as long as the document is, so each takes no more than 16 bytes.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// Whether the document has more words than are kept.
    pub more: bool,
    words: Box<[Packed]>,
}

/// A word: weights are multiples of a half, and no word is as long as a line.
#[derive(Clone, Copy, Debug)]
struct Packed {
    hash: u64,
    start: u32,
    /// The weight in halves above [`LENGTH`] bits of length.
    rest: u32,
}

/// Bits of the length of a word.
const LENGTH: u32 = 12;

impl Bag {
    /// Keeps words in their order.
    pub fn new(words: &[Word], more: bool) -> Self {
        let pack = |word: &Word| {
            let length = word.span.end.saturating_sub(word.span.start).min((1 << LENGTH) - 1);
            let halves = ((word.weight * 2.0) as u32).min((1 << (32 - LENGTH)) - 1);
            Packed { hash: word.hash, start: word.span.start, rest: halves << LENGTH | length }
        };
        Self { more, words: words.iter().map(pack).collect() }
    }

    /// The words in their order.
    pub fn words(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.iter().map(|packed| Word {
            hash: packed.hash,
            weight: (packed.rest >> LENGTH) as f32 / 2.0,
            span: Span { start: packed.start, end: packed.start + (packed.rest & ((1 << LENGTH) - 1)) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_they_went_in() {
        let word = |hash, weight, start, end| Word { hash, weight, span: Span::new(start, end) };
        let words = [word(7, 0.5, 0, 0), word(u64::MAX, 104_000.0, 70_000, 74_000), word(0, 6.0, 12, 52)];
        assert_eq!(Bag::new(&words, false).words().collect::<Vec<_>>(), words);
    }
}
