//! The index: made as a whole when the first of its files is asked for.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::entries::Entries;
use super::{columns, postings, put, shards, spelling};
use crate::filter;
use crate::model::Site;
use crate::views::{Input, words};

/// Bytes of documents for each file of postings, which comes to about 12 KB when it is sent compressed.
const SHARD: usize = 128 * 1024;
/// Words grow with the square root of the text: bytes of documents for the first file of spellings in each direction.
const SPELLING: usize = 64 * 1024;
/// Most files of spellings in each direction.
const MOST: usize = 64;

/// The files of the index, made.
#[derive(Debug, Default)]
pub struct Index {
    files: Vec<Vec<u8>>,
    /// The first word of each file of postings.
    shards: Vec<String>,
    /// The first word of each file of spellings, by beginnings and by ends.
    spelling: [Vec<String>; 2],
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

impl Index {
    /// Makes the index.
    pub fn of(site: &Site, entries: &Entries) -> Self {
        let (shards, spellings) = counts(site);
        let words = postings::of(site, entries);
        let lists = spelling::lists(&words);
        let lines = shards::lines(&words, entries.all.len());
        drop(words);
        let starts = shards::split(&lines, shards);
        let first = |at: &usize| lines.get(*at).map_or_else(String::new, |line| line.key.clone());
        let range = |starts: &[usize], at: usize, all: usize| {
            starts.get(at).copied().unwrap_or(all)..starts.get(at + 1).copied().unwrap_or(all)
        };
        let mut files: Vec<Vec<u8>> = (0..shards)
            .into_par_iter()
            .map(|at| {
                let lines = lines.get(range(&starts, at, lines.len())).unwrap_or_default();
                put(&File::Shard(at).name(), &shards::text(lines))
            })
            .collect();
        let firsts = lists.each_ref().map(|list| {
            let starts = spelling::split(list, spellings);
            let first = |at: &usize| list.get(*at).map_or_else(String::new, |word| spelling::bare(word).to_owned());
            for at in 0..spellings {
                let some = list.get(range(&starts, at, list.len())).unwrap_or_default();
                files.push(put(&File::Spelling(files.len() - shards).name(), &some.join(" ")));
            }
            starts.iter().map(first).collect()
        });
        Self { files, shards: starts.iter().map(first).collect(), spelling: firsts }
    }

    /// The bytes of a file; those of fields stand elsewhere.
    pub fn bytes(&self, input: Input<'_>, entries: &Entries, file: File) -> Vec<u8> {
        let made = match file {
            File::Field(_) => None,
            File::Root => return put(&file.name(), &self.root(input, entries)),
            File::Shard(at) => self.files.get(at),
            File::Spelling(at) => self.files.get(self.shards.len() + at),
        };
        made.cloned().unwrap_or_default()
    }

    /// `{ sizes, shards, spelling, signs, grammar, words }`: how many entries each file of texts holds, the first word of
    /// each file of postings and of spellings, and what the box says.
    fn root(&self, input: Input<'_>, entries: &Entries) -> Value {
        let sizes: Vec<usize> = (0..entries.files()).map(|file| entries.file(file).len()).collect();
        json!({
            "sizes": sizes,
            "shards": self.shards,
            "spelling": self.spelling,
            "signs": shards::SIGNS,
            "grammar": filter::grammar(),
            "words": words::for_search(&input.frame.words),
        })
    }
}
