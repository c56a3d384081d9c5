//! Words with the entries that hold each: how they are kept, in which order, and how those of several chunks become one.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::postings::IMPACTS;
use super::run::{self, Run};

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

/// Words with the entries that hold each, by number. They stand one behind the other in two texts: a million words by
/// themselves would take several times the memory.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    runs: String,
    words: Vec<Ends>,
}

/// Where a word's letters and postings end.
#[derive(Debug, Default)]
struct Ends {
    letters: u32,
    run: u32,
    /// The number behind its last posting.
    next: u32,
}

impl Words {
    /// Room for so many words.
    pub fn with_capacity(words: usize) -> Self {
        Self { words: Vec::with_capacity(words), ..Self::default() }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word with its postings.
    pub fn get(&self, at: usize) -> Option<(&str, Run<'_>)> {
        let ends = self.words.get(at)?;
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        let (from, first) = before.map_or((0, 0), |before| (before.letters as usize, before.run as usize));
        let text = self.runs.get(first..ends.run as usize)?;
        Some((self.letters.get(from..ends.letters as usize)?, Run { text, next: ends.next }))
    }

    /// Each word with its postings.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Run<'_>)> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds a word without postings.
    pub fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.words.push(Ends { letters: self.letters.len() as u32, run: self.runs.len() as u32, next: 0 });
    }

    /// Adds postings of the last word.
    pub fn extend(&mut self, postings: impl IntoIterator<Item = Posting>) {
        let Some(ends) = self.words.last_mut() else { return };
        postings.into_iter().for_each(|posting| run::add(&mut self.runs, &mut ends.next, posting));
        ends.run = self.runs.len() as u32;
    }

    /// The same of postings that are written already.
    fn join(&mut self, run: Run<'_>) {
        let Some(ends) = self.words.last_mut() else { return };
        run::join(&mut self.runs, &mut ends.next, run);
        ends.run = self.runs.len() as u32;
    }

    /// Without the room for more.
    pub fn whole(mut self) -> Self {
        self.letters.shrink_to_fit();
        self.runs.shrink_to_fit();
        self
    }
}

/// The words of all chunks, each once, its postings in the order of the chunks.
pub fn joined(chunks: &[Words]) -> Words {
    let mut out = Words::default();
    out.runs.reserve_exact(chunks.iter().map(|chunk| chunk.runs.len()).sum());
    let next = |chunk: usize, at: usize| {
        let (word, run) = chunks.get(chunk)?.get(at)?;
        Some(Reverse(Next { key: Key::of(word), chunk, at, run }))
    };
    let mut heap: BinaryHeap<Reverse<Next<'_>>> = (0..chunks.len()).filter_map(|chunk| next(chunk, 0)).collect();
    let mut last = None;
    while let Some(Reverse(Next { key, chunk, at, run })) = heap.pop() {
        if last != Some(key) {
            out.push(key.word);
            last = Some(key);
        }
        out.join(run);
        heap.extend(next(chunk, at + 1));
    }
    out
}

/// The next word of a chunk; of equals the chunk before comes first.
struct Next<'a> {
    key: Key<'a>,
    chunk: usize,
    at: usize,
    run: Run<'a>,
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
