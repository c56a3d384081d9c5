//! The words of a language, found by a hash of their length and ends.

use super::table::Word;

/// Slots, a power of two well above the number of words of any language.
const SLOTS: usize = 1024;

/// Words and what they mean.
pub(super) struct Words {
    slots: Box<[Option<(&'static str, Word)>]>,
}

impl Words {
    /// Sorts lists of words, each with white space between its words, into slots. What is written first wins.
    pub(super) fn new(lists: impl Iterator<Item = &'static (Word, &'static str)>) -> Self {
        let mut slots = vec![None; SLOTS].into_boxed_slice();
        for (meaning, list) in lists {
            for word in list.split_whitespace() {
                let mut at = slot(word.as_bytes());
                while slots[at].is_some_and(|(known, _)| known != word) {
                    at = (at + 1) % SLOTS;
                }
                slots[at].get_or_insert((word, *meaning));
            }
        }
        Self { slots }
    }

    /// What a word means.
    pub(super) fn get(&self, word: &str) -> Option<Word> {
        let mut at = slot(word.as_bytes());
        while let Some((known, meaning)) = self.slots[at] {
            if known == word {
                return Some(meaning);
            }
            at = (at + 1) % SLOTS;
        }
        None
    }
}

/// Where a word is looked for first.
fn slot(word: &[u8]) -> usize {
    let at = |index: usize| usize::from(*word.get(index).unwrap_or(&0));
    let len = word.len();
    (at(0) * 37 + at(1) * 101 + at(len / 2) * 11 + at(len.wrapping_sub(1)) * 211 + len * 577) % SLOTS
}
