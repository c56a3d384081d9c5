//! Words with what they mean, for looking up the many words of a document.

/// A table of words: a word's length and its first and last byte tell the slot it stands in.
pub struct Lexicon<T>(Vec<Vec<(&'static str, T)>>);

/// How many slots there are: a few times the words of the longest list.
const SLOTS: usize = 1024;

impl<T> Lexicon<T> {
    /// The table of some words. Of a word that stands there twice the first counts.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut table: Vec<Vec<(&'static str, T)>> = (0..SLOTS).map(|_| Vec::new()).collect();
        for (word, meaning) in words {
            if let Some(list) = table.get_mut(slot(word)) {
                list.push((word, meaning));
            }
        }
        Self(table)
    }

    /// What a word means.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.0.get(slot(word))?.iter().find(|(own, _)| *own == word).map(|(_, meaning)| meaning)
    }
}

fn slot(word: &str) -> usize {
    let at = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    let bytes = word.as_bytes();
    (bytes.len() + at(bytes.first()) * 37 + at(bytes.last()) * 101) % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_meaning_of_a_word_counts() {
        let lexicon = Lexicon::new([("one", 1), ("ooe", 2), ("one", 3), ("", 4), ("é", 5)].into_iter());
        for (word, meaning) in [("one", Some(1)), ("ooe", Some(2)), ("", Some(4)), ("é", Some(5)), ("oxe", None)] {
            assert_eq!(lexicon.get(word).copied(), meaning, "{word}");
        }
    }
}
