//! Which entry holds which word, and how much it means there. Built in chunks in parallel; each chunk's words are sorted
//! before they are joined, so the result is the same with any number of threads.

use rayon::prelude::*;

use super::entries::Entries;
use super::lexicon::{Key, Posting, Words, joined};
use super::sections;
use super::words::Reader;
use crate::base::paths;
use crate::body::title_section;
use crate::model::{DocIx, ItemOrDocument, LinkedDocument, Site};

/// Chunks that a site is parted into, and the least and most entries of one: the larger, the fewer words stand in several,
/// and the smaller, the more of them fit into the processor's nearest memory.
const CHUNKS: usize = 24;
const CHUNK: (usize, usize) = (64, 1024);
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
    /// The whole id, or the number of one.
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

/// How many impacts there are: the place times [`STEPS`] plus the step.
pub const IMPACTS: u8 = 5 * STEPS;

/// Every word of a site, in the order in which script compares texts.
pub fn of(site: &Site, entries: &Entries) -> Words {
    let size = entries.all.len().div_ceil(CHUNKS).clamp(CHUNK.0, CHUNK.1);
    let chunks: Vec<Words> = entries
        .all
        .par_chunks(size)
        .enumerate()
        .map(|(at, some)| {
            let mut chunk = Chunk::default();
            for (entry, number) in some.iter().zip((at * size) as u32..) {
                chunk.add(site, *entry, number);
            }
            chunk.finish()
        })
        .collect();
    joined(&chunks)
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

/// Words while they are counted.
#[expect(clippy::disallowed_types, reason = "a chunk sorts its words before anything is made of them")]
type Table = std::collections::HashMap<Box<str>, Counts, ahash::RandomState>;

#[derive(Default)]
struct Chunk {
    words: Table,
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
        let title = title_section(&linked.document);
        for (at, section) in document.sections.iter().enumerate() {
            if Some(at) != title {
                self.read(&section.text, Place::Heading, number);
            }
        }
        sections::blocks(&linked.document, &linked.text, |_, block| {
            self.read(block.text, if block.code { Place::Code } else { Place::Text }, number);
        });
    }

    /// An id: its pieces are looked for like a title, all of it is what finds it first, and so is the number that ends it
    /// where it has one number only.
    fn id(&mut self, id: Option<&str>, number: u32) {
        let Some(id) = id else { return };
        self.read(id, Place::Title, number);
        let joined: String = id.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join("-");
        let mut whole = String::new();
        self.reader.read(joined.trim_matches('-'), |word| word.clone_into(&mut whole));
        self.count(&whole, Place::Id, number);
        let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = id.get(name.len()..).unwrap_or_default();
        if !name.is_empty() && !digits.is_empty() && !name.contains(|c: char| c.is_ascii_digit()) {
            self.reader.read(digits, |word| word.clone_into(&mut whole));
            self.count(&whole, Place::Id, number);
        }
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

    fn finish(self) -> Words {
        let first = self.first.unwrap_or_default();
        let posting = |count: &Count| {
            let length = self.lengths.get((count.number - first) as usize).copied().unwrap_or_default() as f32;
            let full = count.weight / (count.weight + SOON * (0.25 + 0.75 * length / MIDDLE));
            let step = ((full * f32::from(STEPS)) as u8).min(STEPS - 1);
            Posting::new(count.number, count.place as u8 * STEPS + step)
        };
        let mut words: Vec<(Key<'_>, &Counts)> =
            self.words.iter().map(|(word, counts)| (Key::of(word), counts)).collect();
        words.sort_unstable_by_key(|(key, _)| *key);
        let mut out = Words::with_capacity(words.len());
        for (key, counts) in words {
            out.push(key.word);
            out.extend(counts.before.iter().chain([&counts.last]).map(posting));
        }
        out.whole()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::order;
    use super::*;
    use crate::build::site_of;

    fn words_of(files: &[(&str, &str)]) -> Words {
        let site = site_of(files).site;
        of(&site, &Entries::of(&site))
    }

    fn place(words: &Words, word: &str) -> Option<u8> {
        let (_, run) = words.iter().find(|(other, _)| *other == word)?;
        run.read().next().map(|posting| posting.impact() / STEPS)
    }

    #[test]
    fn a_word_has_its_strongest_place() {
        let text =
            "# FEAT-012: Log in\n\n**Status**: Done\n\nOnce `spanned`.\n\n## Token\n\nlog token\n\n```\ncoded\n```\n";
        let words = words_of(&[("plans/FEAT-012-x.md", text)]);
        let places = ["feat12", "12", "log", "token", "once", "spanned", "plans", "coded", "done"];
        let found: Vec<Option<u8>> = places.iter().map(|word| place(&words, word)).collect();
        let place = |place: Place| Some(place as u8);
        let expected =
            [Place::Id, Place::Id, Place::Title, Place::Heading, Place::Text, Place::Text, Place::Text, Place::Code];
        let expected: Vec<Option<u8>> = expected.into_iter().map(place).chain([None]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_number_of_an_id_finds_it_where_it_is_the_only_one() {
        let ids =
            [("a.md", "# FEAT-012: A\n\n**Status**: Done\n"), ("b.md", "# LOG-2026-11-34: B\n\n**Status**: Done\n")];
        let words = words_of(&ids);
        assert_eq!(["12", "34"].map(|word| place(&words, word) == Some(Place::Id as u8)), [true, false]);
    }

    #[test]
    fn words_stand_in_the_order_of_script_each_once() {
        let files: Vec<(String, String)> = (0..150)
            .map(|at| {
                (format!("d{at}.md"), format!("# D {at}\n\nsame \u{1d5ba}bc \u{ff5e}\u{ac00} \u{10400} zz{at}\n"))
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let words = words_of(&files);
        assert!(words.iter().is_sorted_by(|a, b| order(a.0, b.0).is_lt()));
        let same = words.iter().find(|(word, _)| *word == "same").map(|(_, run)| run.read());
        let numbers: Vec<u32> = same.into_iter().flatten().map(Posting::number).collect();
        assert_eq!(numbers, (0..150).collect::<Vec<u32>>());
    }
}
