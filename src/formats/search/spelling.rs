//! The words of a site alone, to find those that are one mistake away from what was typed.
//!
//! A mistake stands in the first or in the second half of a word, so one of the halves is right: words are listed
//! twice, sorted by their beginnings and, spelled backwards, by their ends. `views/spell-N.js` puts a text of words with
//! one space between them, each with a last character that says how common it is (the logarithm of its entries, in base
//! 36). The first half of the files is sorted by beginnings, the second by ends.

use super::lexicon::{Words, order};
use super::words::is_unspaced;

/// Characters of words that are listed: shorter ones have too many neighbours, longer ones are names of things.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;

/// The words by their beginnings and by their ends.
pub fn lists(words: &Words) -> [Vec<String>; 2] {
    let listed = words.iter().filter(|(word, _)| {
        let mut length = 0;
        let plain = word.chars().inspect(|_| length += 1).all(|c| c.is_alphabetic() && !is_unspaced(c));
        plain && LENGTHS.contains(&length)
    });
    let (mut ahead, mut behind) = (Vec::new(), Vec::new());
    for (word, run) in listed {
        let common = char::from_digit(run.len().max(1).ilog2(), 36).unwrap_or('z');
        ahead.push(format!("{word}{common}"));
        behind.push(format!("{}{common}", word.chars().rev().collect::<String>()));
    }
    behind.sort_by(|a, b| order(bare(a), bare(b)));
    [ahead, behind]
}

/// A listed word without the character behind it.
pub fn bare(listed: &str) -> &str {
    listed.char_indices().next_back().and_then(|(at, _)| listed.get(..at)).unwrap_or("")
}

/// Splits a list into `files` files: where each begins.
pub fn split(list: &[String], files: usize) -> Vec<usize> {
    (0..files).map(|at| at * list.len() / files).collect()
}
