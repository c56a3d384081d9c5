//! Which entry holds which word, and how much it means there. Built in chunks in parallel; each chunk's words are sorted
//! before they are joined, so the result is the same with any number of threads.

use std::collections::HashMap;

use rayon::prelude::*;

use super::entries::Entries;
use super::sections;
use super::words::Reader;
use crate::base::paths;
use crate::body::title_section;
use crate::model::{DocIx, ItemOrDocument, LinkedDocument, Site};

/// Entries of one chunk.
const CHUNK: usize = 128;
/// Steps in which the weight of a word in a document is told.
const STEPS: u8 = 8;
/// Words of a document of middle length: in a longer one a word that stands there once means less.
const MIDDLE: f32 = 500.0;
/// How soon repeating a word adds nothing.
const SOON: f32 = 1.2;

/// The strongest place in which a word stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// Code.
    Code,
    /// Running text, an owner's name, the path.
    Text,
    /// A heading, a tag, the file's name.
    Heading,
    /// The title, or a piece of the id.
    Title,
    /// The whole id.
    Id,
}

impl Place {
    /// What one word counts there.
    fn weight(self) -> f32 {
        match self {
            Self::Code => 0.5,
            Self::Text => 1.0,
            Self::Heading => 3.0,
            Self::Title | Self::Id => 6.0,
        }
    }
}

/// An entry that holds a word: its number, and place and weight as one number below [`IMPACTS`].
pub type Posting = (u32, u8);

/// How many impacts there are: the place times [`STEPS`] plus the step.
pub const IMPACTS: u8 = 5 * STEPS;

/// A word with the entries that hold it, by number.
pub type Word = (Box<str>, Vec<Posting>);

/// Every word of a site, in the order in which script compares texts.
pub fn of(site: &Site, entries: &Entries) -> Vec<Word> {
    let chunks: Vec<Vec<Word>> = entries
        .all
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(at, some)| {
            let mut chunk = Chunk::default();
            for (entry, number) in some.iter().zip((at * CHUNK) as u32..) {
                chunk.add(site, *entry, number);
            }
            chunk.finish()
        })
        .collect();
    // The sort is stable: postings of one word stay in the order of the chunks.
    let mut all: Vec<Word> = chunks.into_iter().flatten().collect();
    all.par_sort_by(|a, b| order(&a.0, &b.0));
    let mut out: Vec<Word> = Vec::with_capacity(all.len() / 2);
    for (word, postings) in all {
        match out.last_mut() {
            Some((last, known)) if *last == word => known.extend(postings),
            _ => out.push((word, postings)),
        }
    }
    out
}

/// The order in which script compares texts: by UTF-16, which differs from bytes beyond the first plane.
pub fn order(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// What a chunk has of one word: the entry being read stands apart from those before it, so that counting once more
/// looks at one place.
struct Counts {
    last: Count,
    before: Vec<Count>,
}

/// What a chunk has of one word in one entry.
#[derive(Clone, Copy)]
struct Count {
    number: u32,
    place: Place,
    weight: f32,
}

#[derive(Default)]
struct Chunk {
    words: HashMap<Box<str>, Counts>,
    /// The words that each entry has, with the number of the first.
    lengths: Vec<u32>,
    first: Option<u32>,
    reader: Reader,
}

impl Chunk {
    fn add(&mut self, site: &Site, entry: ItemOrDocument, number: u32) {
        self.first.get_or_insert(number);
        self.lengths.push(0);
        match entry {
            ItemOrDocument::Document(DocIx(at)) => {
                if let Some(linked) = site.documents.get(at as usize) {
                    self.document(linked, number);
                }
            }
            ItemOrDocument::Row(ix) => {
                if let Some(item) = site.items.get(ix.at()) {
                    self.id(item.id.as_deref(), number);
                    self.read(&item.title, Place::Title, number);
                    item.tags.iter().for_each(|tag| self.read(tag, Place::Heading, number));
                    item.owners.iter().for_each(|owner| self.read(owner, Place::Text, number));
                }
            }
        }
    }

    fn document(&mut self, linked: &LinkedDocument, number: u32) {
        let document = &linked.document;
        self.id(linked.id.as_ref().map(|fact| fact.value.as_str()), number);
        self.read(&document.title.value, Place::Title, number);
        self.read(paths::stem(paths::file_name(linked.path())), Place::Heading, number);
        self.read(paths::parent(linked.path()), Place::Text, number);
        document.tags.iter().for_each(|tag| self.read(&tag.value, Place::Heading, number));
        linked.owners.iter().for_each(|owner| self.read(&owner.value, Place::Text, number));
        let title = title_section(linked);
        for (at, section) in document.sections.iter().enumerate() {
            if Some(at) != title {
                self.read(&section.text, Place::Heading, number);
            }
        }
        sections::blocks(linked, |_, block| {
            self.read(block.text, if block.code { Place::Code } else { Place::Text }, number);
        });
    }

    /// An id: its pieces are looked for like a title, all of it is what finds it first.
    fn id(&mut self, id: Option<&str>, number: u32) {
        let Some(id) = id else { return };
        self.read(id, Place::Title, number);
        let joined: String = id.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join("-");
        let mut whole = String::new();
        self.reader.read(joined.trim_matches('-'), |word| word.clone_into(&mut whole));
        self.count(&whole, Place::Id, number);
    }

    fn read(&mut self, text: &str, place: Place, number: u32) {
        let mut reader = std::mem::take(&mut self.reader);
        reader.read(text, |word| self.count(word, place, number));
        self.reader = reader;
    }

    fn count(&mut self, word: &str, place: Place, number: u32) {
        if word.is_empty() {
            return;
        }
        if let Some(length) = self.lengths.last_mut() {
            *length += 1;
        }
        let weight = place.weight();
        match self.words.get_mut(word) {
            Some(Counts { last, .. }) if last.number == number => {
                last.place = last.place.max(place);
                last.weight += weight;
            }
            Some(Counts { last, before }) => {
                before.push(*last);
                *last = Count { number, place, weight };
            }
            None => {
                let last = Count { number, place, weight };
                self.words.insert(word.into(), Counts { last, before: Vec::new() });
            }
        }
    }

    fn finish(self) -> Vec<Word> {
        let first = self.first.unwrap_or_default();
        let impact = |count: &Count| {
            let length = self.lengths.get((count.number - first) as usize).copied().unwrap_or_default() as f32;
            let full = count.weight / (count.weight + SOON * (0.25 + 0.75 * length / MIDDLE));
            count.place as u8 * STEPS + ((full * f32::from(STEPS)) as u8).min(STEPS - 1)
        };
        let word = |(word, counts): (Box<str>, Counts)| {
            let counts = counts.before.iter().chain([&counts.last]);
            let postings = counts.map(|count| (count.number, impact(count))).collect();
            (word, postings)
        };
        let mut words: Vec<Word> = self.words.into_iter().map(word).collect();
        words.sort_unstable_by(|a, b| order(&a.0, &b.0));
        words
    }
}
