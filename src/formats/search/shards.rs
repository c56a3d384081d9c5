//! Postings as files: `views/search-N.js` puts a text of lines `word postings`, sorted by word.
//!
//! How postings are written says [`run`].
//!
//! A prefix whose words' postings are too many to load has a line of its own, the prefix and `*`, with its best entries
//! only. So whoever looks for a prefix loads one line, or words that are few.

use std::ops::Range;

use rayon::prelude::*;

use super::lexicon::{Posting, Words, order};
use super::run;
use super::words::is_unspaced;

/// Bytes of postings of the words that begin with a prefix above which it has a line of its own.
const WIDE: usize = 12 * 1024;
/// Entries of such a line.
const BEST: usize = 96;

/// The lines of all files, one behind the other.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// How long the key of each line is, and where the line ends.
    ends: Vec<(u32, usize)>,
}

impl Lines {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    fn push(&mut self, key: &str, postings: &str) {
        for piece in [key, " ", postings, "\n"] {
            self.text.push_str(piece);
        }
        self.ends.push((key.len() as u32, self.text.len()));
    }

    /// Where a line begins.
    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end)
    }

    /// The word of a line, or the prefix and `*`; nothing behind the last.
    pub fn key(&self, at: usize) -> &str {
        let start = self.start(at);
        self.ends.get(at).and_then(|(length, _)| self.text.get(start..start + *length as usize)).unwrap_or_default()
    }

    /// The text of some lines.
    pub fn text(&self, lines: Range<usize>) -> &str {
        let text = self.text.get(self.start(lines.start)..self.start(lines.end)).unwrap_or_default();
        text.strip_suffix('\n').unwrap_or(text)
    }

    /// Splits them into `files` files of about the same size: where each begins. A file may be empty.
    pub fn split(&self, files: usize) -> Vec<usize> {
        let mut starts = vec![0];
        for at in 0..self.count() {
            let before = self.start(at);
            while starts.len() < files && before * files >= self.text.len() * starts.len() && before > 0 {
                starts.push(at);
            }
        }
        starts.resize(files, self.count());
        starts
    }
}

/// Every line, sorted.
pub fn lines(words: &Words, entries: usize) -> Lines {
    let mut wide = Vec::new();
    let sizes: Vec<usize> = words.iter().map(|(_, run)| run.text.len()).collect();
    prefixes(words, &sizes, 0..words.len(), 1, &mut wide);
    let best =
        |(prefix, range): &(&str, Range<usize>)| (format!("{prefix}*"), run::of(&best(words, range.clone(), entries)));
    let mut wide: Vec<(String, String)> = wide.par_iter().map(best).collect();
    wide.sort_by(|a, b| order(&a.0, &b.0));
    let mut wide = wide.iter().peekable();
    let mut lines = Lines::default();
    for (word, run) in words.iter() {
        while let Some((key, best)) = wide.next_if(|(key, _)| order(key, word).is_lt()) {
            lines.push(key, best);
        }
        lines.push(word, run.text);
    }
    wide.for_each(|(key, best)| lines.push(key, best));
    lines.text.shrink_to_fit();
    lines
}

/// Finds the prefixes of `length` characters within a range of words that begin alike whose postings are many, and goes on
/// with longer ones inside.
fn prefixes<'a>(
    words: &'a Words,
    sizes: &[usize],
    range: Range<usize>,
    length: usize,
    wide: &mut Vec<(&'a str, Range<usize>)>,
) {
    let prefix = |at: usize| {
        let word = words.get(at).map_or("", |(word, _)| word);
        let (end, last) = word.char_indices().nth(length - 1)?;
        word.get(..end + last.len_utf8()).filter(|_| !is_unspaced(last))
    };
    let mut at = range.start;
    while at < range.end {
        let own = prefix(at);
        let end = (at + 1..range.end).find(|other| prefix(*other) != own).unwrap_or(range.end);
        if let Some(own) = own {
            let size: usize = sizes.get(at..end).unwrap_or_default().iter().sum();
            if size > WIDE && end - at > 1 {
                wide.push((own, at..end));
                prefixes(words, sizes, at..end, length + 1, wide);
            }
        }
        at = end;
    }
}

/// The entries in which the words of a prefix mean the most, by number.
fn best(words: &Words, range: Range<usize>, entries: usize) -> Vec<Posting> {
    let mut impacts = vec![0u8; entries];
    for posting in range.filter_map(|at| words.get(at)).flat_map(|(_, run)| run.read()) {
        if let Some(known) = impacts.get_mut(posting.number() as usize) {
            *known = (*known).max(posting.impact() + 1);
        }
    }
    let mut found: Vec<Posting> = impacts
        .iter()
        .zip(0..)
        .filter(|(impact, _)| **impact > 0)
        .map(|(impact, number)| Posting::new(number, impact - 1))
        .collect();
    found.sort_by_key(|posting| (std::cmp::Reverse(posting.impact()), posting.number()));
    found.truncate(BEST);
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_evenly_and_none_is_lost() {
        let mut lines = Lines::default();
        (0..100).for_each(|at| lines.push(&format!("{at:03}"), &"A".repeat(at % 7)));
        for files in [1, 2, 7, 100, 150] {
            let starts = lines.split(files);
            assert_eq!(starts.len(), files);
            assert!(starts.is_sorted() && starts[0] == 0 && starts[files - 1] <= 100, "{starts:?}");
            let ends = starts.iter().skip(1).copied().chain([lines.count()]);
            let texts = starts.iter().zip(ends).map(|(from, to)| lines.text(*from..to)).filter(|text| !text.is_empty());
            assert_eq!(format!("{}\n", texts.collect::<Vec<_>>().join("\n")), lines.text);
        }
        assert_eq!((lines.key(0), lines.key(99), lines.key(100)), ("000", "099", ""));
        assert_eq!(Lines::default().split(3), [0, 0, 0]);
    }
}
