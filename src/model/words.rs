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

/// What a word of a document weighs and where it stands first, in 8 bytes: weights are multiples of a half, and no word is
/// as long as a line.
#[derive(Clone, Copy, Debug)]
pub struct Weighed {
    start: u32,
    /// The weight in halves above [`LENGTH`] bits of length.
    rest: u32,
}

/// The heaviest words of a document. Kept for as long as the document is, so each takes no more than 16 bytes.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// Whether the document has more words than are kept.
    pub more: bool,
    words: Box<[(u64, Weighed)]>,
}

/// Bits of the length of a word.
const LENGTH: u32 = 12;

impl Weighed {
    /// A word without its hash.
    pub fn new(word: &Word) -> Self {
        let length = word.span.end.saturating_sub(word.span.start).min((1 << LENGTH) - 1);
        let halves = ((word.weight * 2.0) as u32).min((1 << (32 - LENGTH)) - 1);
        Self { start: word.span.start, rest: halves << LENGTH | length }
    }

    /// The sum of the weights of its places.
    pub fn weight(self) -> f32 {
        (self.rest >> LENGTH) as f32 / 2.0
    }

    /// Where it stands first.
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.start + (self.rest & ((1 << LENGTH) - 1)) }
    }
}

impl Bag {
    /// Keeps words in their order.
    pub fn new(words: &[Word], more: bool) -> Self {
        Self { more, words: words.iter().map(|word| (word.hash, Weighed::new(word))).collect() }
    }

    /// The words in their order.
    pub fn words(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.iter().map(|(hash, it)| Word { hash: *hash, weight: it.weight(), span: it.span() })
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
