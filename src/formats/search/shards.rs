//! Postings as files: `views/search-N.js` puts a text of lines `word postings`, sorted by word.
//!
//! Postings are a run of entries: the distance to the entry before, less one, in base 36 (nothing for none), and a
//! character for the impact, which ends it. Impacts stand for themselves as positions in [`SIGNS`].
//!
//! A prefix whose words' postings are too many to load has a line of its own, the prefix and `*`, with its best entries
//! only. So whoever looks for a prefix loads one line, or words that are few.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::lexicon::{Posting, Words, order};
use super::postings::IMPACTS;
use super::words::is_unspaced;

/// The signs of impacts: no digit, no small letter, nothing that a text of script escapes.
pub const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:";
/// Bytes of postings of the words that begin with a prefix above which it has a line of its own.
const WIDE: usize = 12 * 1024;
/// Entries of such a line.
const BEST: usize = 96;

/// One line of a file.
pub struct Line {
    /// The word, or the prefix and `*`.
    pub key: String,
    /// Its postings as text.
    pub postings: String,
}

/// Every line, sorted.
pub fn lines(words: &Words, entries: usize) -> Vec<Line> {
    let line = |(word, postings): (&str, &[Posting])| Line { key: word.to_owned(), postings: encode(postings) };
    let mut lines: Vec<Line> = (0..words.len()).into_par_iter().filter_map(|at| words.get(at)).map(line).collect();
    let mut wide = Vec::new();
    let sizes: Vec<usize> = lines.iter().map(|line| line.postings.len()).collect();
    prefixes(words, &sizes, 0..words.len(), 1, &mut wide);
    let best = |(prefix, range): &(&str, std::ops::Range<usize>)| Line {
        key: format!("{prefix}*"),
        postings: encode(&best(words, range.clone(), entries)),
    };
    lines.extend(wide.par_iter().map(best).collect::<Vec<_>>());
    lines.par_sort_by(|a, b| order(&a.key, &b.key));
    lines
}

/// Finds the prefixes of `length` characters within a range of words that begin alike whose postings are many, and goes on
/// with longer ones inside.
fn prefixes<'a>(
    words: &'a Words,
    sizes: &[usize],
    range: std::ops::Range<usize>,
    length: usize,
    wide: &mut Vec<(&'a str, std::ops::Range<usize>)>,
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
fn best(words: &Words, range: std::ops::Range<usize>, entries: usize) -> Vec<Posting> {
    let mut impacts = vec![0u8; entries];
    for posting in range.filter_map(|at| words.get(at)).flat_map(|(_, postings)| postings) {
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

fn encode(postings: &[Posting]) -> String {
    let signs = SIGNS.as_bytes();
    let mut out = String::with_capacity(postings.len() * 3);
    let mut next = 0;
    for posting in postings {
        base36(posting.number() - next, &mut out);
        next = posting.number() + 1;
        out.push(char::from(signs.get(usize::from(posting.impact().min(IMPACTS - 1))).copied().unwrap_or(b'A')));
    }
    out.shrink_to_fit();
    out
}

/// A number in base 36; nothing for zero.
fn base36(number: u32, out: &mut String) {
    if number >= 36 {
        base36(number / 36, out);
    }
    if let Some(digit) = char::from_digit(number % 36, 36).filter(|_| number > 0) {
        out.push(digit);
    }
}

/// Splits lines into `files` files of about the same size: where each begins. A file may be empty.
pub fn split(lines: &[Line], files: usize) -> Vec<usize> {
    let size = |line: &Line| line.key.len() + line.postings.len() + 2;
    let total: usize = lines.iter().map(size).sum();
    let mut starts = vec![0];
    let mut sum = 0;
    for (at, line) in lines.iter().enumerate() {
        while starts.len() < files && sum * files >= total * starts.len() && sum > 0 {
            starts.push(at);
        }
        sum += size(line);
    }
    starts.resize(files, lines.len());
    starts
}

/// The text of some lines.
pub fn text(lines: &[Line]) -> String {
    let mut out = String::new();
    for Line { key, postings } in lines {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = write!(out, "{key} {postings}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_distances_and_signs() {
        assert_eq!(SIGNS.len(), usize::from(IMPACTS));
        assert_eq!(
            encode(
                &[(0, 0), (1, 1), (3, 25), (40, 26), (1337, 39)].map(|(number, impact)| Posting::new(number, impact))
            ),
            "AB1Z10!100:"
        );
    }

    #[test]
    fn lines_are_split_evenly_and_none_is_lost() {
        let lines: Vec<Line> =
            (0..100).map(|at| Line { key: format!("{at:03}"), postings: "A".repeat(at % 7) }).collect();
        for files in [1, 2, 7, 100, 150] {
            let starts = split(&lines, files);
            assert_eq!(starts.len(), files);
            assert!(starts.is_sorted() && starts[0] == 0 && starts[files - 1] <= 100, "{starts:?}");
        }
        assert_eq!(split(&[], 3), [0, 0, 0]);
    }
}
