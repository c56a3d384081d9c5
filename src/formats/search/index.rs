//! The index: made as a whole when the first of its files is asked for.

use std::ops::Range;

use serde_json::{Value, json};

use super::entries::Entries;
use super::{columns, postings, put, run, shards, spelling};
use crate::filter;
use crate::model::Site;
use crate::views::{Input, words};

/// Bytes of documents for each file of postings, which comes to about 12 KB when it is sent compressed.
const SHARD: usize = 128 * 1024;
/// Words grow with the square root of the text: bytes of documents for the first file of spellings in each direction.
const SPELLING: usize = 64 * 1024;
/// Most files of spellings in each direction.
const MOST: usize = 64;

/// The index, made.
#[derive(Debug, Default)]
pub struct Index {
    /// What the files of postings hold.
    lines: shards::Lines,
    /// The first line of each of them.
    starts: Vec<usize>,
    /// The files of spellings.
    spelling: Vec<Vec<u8>>,
    /// The first word of each of them, by beginnings and by ends.
    firsts: [Vec<String>; 2],
}

/// A file of the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum File {
    /// What says where everything stands.
    Root,
    /// Postings.
    Shard(usize),
    /// Words alone.
    Spelling(usize),
    /// What filters look at, by the name of the field.
    Field(&'static str),
}

impl File {
    /// The name it puts its value under.
    pub fn name(self) -> String {
        match self {
            Self::Root => "search".to_owned(),
            Self::Shard(at) => format!("search-{at}"),
            Self::Spelling(at) => format!("spell-{at}"),
            Self::Field(field) => columns::name(field),
        }
    }
}

/// How many files of postings, and of spellings in each direction, a site has. They follow from its size alone, so that
/// addresses are known before the index is made.
fn counts(site: &Site) -> (usize, usize) {
    let bytes: usize = site.documents.iter().map(|linked| linked.text.len()).sum();
    ((bytes / SHARD).max(1), (bytes / SPELLING).isqrt().clamp(1, MOST))
}

/// Every file of the index.
pub fn files(site: &Site) -> Vec<File> {
    let (shards, spelling) = counts(site);
    let shards = (0..shards).map(File::Shard);
    let fields = columns::FIELDS.into_iter().chain([columns::FLAGS]).map(File::Field);
    std::iter::once(File::Root).chain(shards).chain((0..spelling * 2).map(File::Spelling)).chain(fields).collect()
}

/// What stands in a file, by where each begins.
fn range(starts: &[usize], at: usize, all: usize) -> Range<usize> {
    starts.get(at).copied().unwrap_or(all)..starts.get(at + 1).copied().unwrap_or(all)
}

impl Index {
    /// Makes the index.
    pub fn of(site: &Site, entries: &Entries) -> Self {
        let (shards, spellings) = counts(site);
        let words = postings::of(site, entries);
        let mut files = Vec::new();
        let firsts = spelling::lists(&words).map(|list| {
            let starts = spelling::split(&list, spellings);
            let first = |at: &usize| list.get(*at).map_or_else(String::new, |word| spelling::bare(word).to_owned());
            for at in 0..spellings {
                let some = list.get(range(&starts, at, list.len())).unwrap_or_default();
                files.push(put(&File::Spelling(files.len()).name(), &some.join(" ")));
            }
            starts.iter().map(first).collect()
        });
        let lines = shards::lines(&words, entries.all.len());
        Self { starts: lines.split(shards), lines, spelling: files, firsts }
    }

    /// The bytes of a file; those of fields stand elsewhere.
    pub fn bytes(&self, input: Input<'_>, entries: &Entries, file: File) -> Vec<u8> {
        match file {
            File::Field(_) => Vec::new(),
            File::Root => put(&file.name(), &self.root(input, entries)),
            File::Shard(at) => put(&file.name(), self.lines.text(range(&self.starts, at, self.lines.count()))),
            File::Spelling(at) => self.spelling.get(at).cloned().unwrap_or_default(),
        }
    }

    /// `{ sizes, shards, spelling, signs, grammar, words }`: how many entries each file of texts holds, the first word of
    /// each file of postings and of spellings, and what the box says.
    fn root(&self, input: Input<'_>, entries: &Entries) -> Value {
        let sizes: Vec<usize> = (0..entries.files()).map(|file| entries.file(file).len()).collect();
        json!({
            "sizes": sizes,
            "shards": self.starts.iter().map(|at| self.lines.key(*at)).collect::<Vec<_>>(),
            "spelling": self.firsts,
            "signs": run::SIGNS,
            "grammar": filter::grammar(),
            "words": words::for_search(&input.frame.words),
        })
    }
}
