//! The inverted index: which document has a word, and how often.

use std::collections::{BTreeMap, HashMap};

/// Words with the numbers of documents and how often each has them.
#[derive(Default)]
pub struct Index {
    words: HashMap<String, Vec<(usize, u32)>>,
    word: String,
}

impl Index {
    /// Takes the words of a piece of a document. The pieces of one document come one after the other.
    pub fn add(&mut self, document: usize, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1) {
            self.word.clear();
            self.word.push_str(word);
            match word.is_ascii() {
                true => self.word.make_ascii_lowercase(),
                false => self.word = word.to_lowercase(),
            }
            match self.words.get_mut(&self.word) {
                Some(places) => match places.last_mut() {
                    Some((last, count)) if *last == document => *count += 1,
                    _ => places.push((document, 1)),
                },
                None => drop(self.words.insert(self.word.clone(), vec![(document, 1)])),
            }
        }
    }

    /// Takes in the index of other documents.
    pub fn merge(mut self, other: Self) -> Self {
        let (mut large, small) = match self.words.len() < other.words.len() {
            true => (other.words, self.words),
            false => (self.words, other.words),
        };
        for (word, places) in small {
            large.entry(word).or_default().extend(places);
        }
        self.words = large;
        self
    }

    /// A file for each first letter, with its words.
    pub fn files(self) -> BTreeMap<String, BTreeMap<String, Vec<(usize, u32)>>> {
        let mut files: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
        for (word, mut places) in self.words {
            places.sort_unstable();
            let first = word.chars().next().map_or(0, u32::from);
            files.entry(format!("search/{first:x}.json")).or_default().insert(word, places);
        }
        files
    }
}
