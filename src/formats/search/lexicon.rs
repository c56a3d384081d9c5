//! Words with the entries that hold each: how they are kept, in which order, and how those of several chunks become one.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::postings::IMPACTS;

/// Bits of an impact.
const BITS: u32 = 6;
const _: () = assert!(IMPACTS as u32 <= 1 << BITS);

/// An entry that holds a word: its number, and place and weight as one number below [`IMPACTS`]. There is room for the
/// numbers of 2²⁶ entries, 67 million.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Posting(u32);

impl Posting {
    /// Of an entry.
    pub fn new(number: u32, impact: u8) -> Self {
        Self(number << BITS | u32::from(impact))
    }

    /// The number of the entry.
    pub fn number(self) -> u32 {
        self.0 >> BITS
    }

    /// What the word means there.
    pub fn impact(self) -> u8 {
        (self.0 & ((1 << BITS) - 1)) as u8
    }
}

/// Words with the entries that hold each, by number. They stand one behind the other in three lists: a million words by
/// themselves would take several times the memory.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    postings: Vec<Posting>,
    /// Where each word's letters and postings end.
    ends: Vec<(usize, usize)>,
}

impl Words {
    /// Room for so many words and postings.
    pub fn with_capacity(words: usize, postings: usize) -> Self {
        Self { letters: String::new(), postings: Vec::with_capacity(postings), ends: Vec::with_capacity(words) }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word with its postings.
    pub fn get(&self, at: usize) -> Option<(&str, &[Posting])> {
        let (letters, postings) = *self.ends.get(at)?;
        let (from, first) = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or_default();
        Some((self.letters.get(from..letters)?, self.postings.get(first..postings)?))
    }

    /// Each word with its postings.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds a word without postings.
    pub fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push((self.letters.len(), self.postings.len()));
    }

    /// Adds postings of the last word.
    pub fn extend(&mut self, postings: impl IntoIterator<Item = Posting>) {
        self.postings.extend(postings);
        if let Some((_, end)) = self.ends.last_mut() {
            *end = self.postings.len();
        }
    }
}

/// The words of all chunks, each once, its postings in the order of the chunks.
pub fn joined(chunks: &[Words]) -> Words {
    let mut out = Words::with_capacity(0, chunks.iter().map(|chunk| chunk.postings.len()).sum());
    let next = |chunk: usize, at: usize| {
        let (word, postings) = chunks.get(chunk)?.get(at)?;
        Some(Reverse(Next { key: Key::of(word), chunk, at, postings }))
    };
    let mut heap: BinaryHeap<Reverse<Next<'_>>> = (0..chunks.len()).filter_map(|chunk| next(chunk, 0)).collect();
    let mut last = None;
    while let Some(Reverse(Next { key, chunk, at, postings })) = heap.pop() {
        if last != Some(key) {
            out.push(key.word);
            last = Some(key);
        }
        out.extend(postings.iter().copied());
        heap.extend(next(chunk, at + 1));
    }
    out
}

/// The next word of a chunk; of equals the chunk before comes first.
struct Next<'a> {
    key: Key<'a>,
    chunk: usize,
    at: usize,
    postings: &'a [Posting],
}

impl Ord for Next<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then(self.chunk.cmp(&other.chunk))
    }
}

impl PartialOrd for Next<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Next<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Next<'_> {}

/// The order in which script compares texts: by UTF-16, which differs from bytes beyond the first plane.
pub fn order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The beginning of a word as a number in the same order: most comparisons of a sort need no more, and no look at the word.
fn beginning(word: &str) -> u128 {
    let units = word.encode_utf16().chain(std::iter::repeat(0)).take(8);
    units.fold(0, |sum, unit| sum << 16 | u128::from(unit))
}

/// A word as it is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    beginning: u128,
    /// The word.
    pub word: &'a str,
}

impl<'a> Key<'a> {
    /// Of a word.
    pub fn of(word: &'a str) -> Self {
        Self { beginning: beginning(word), word }
    }
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.beginning.cmp(&other.beginning).then_with(|| order(self.word, other.word))
    }
}

impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_ordered_as_words_are() {
        let words = ["", "a", "ab", "abcdefgh", "abcdefghi", "b", "é", "\u{ffff}", "\u{10400}"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            let (short, long) = (beginning(a).cmp(&beginning(b)), order(a, b));
            assert!(short == long || short.is_eq(), "{a:?} {b:?}");
        }
    }
}
