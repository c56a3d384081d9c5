//! Documents on the same matter: what they depend on, the files and tags they share, and the words they are about.
//!
//! Words are weighed by TF-IDF over light stems, names and ids; a word of the mould that most documents of a folder are
//! copied from counts next to nothing. No pair is compared that shares nothing: an inverted index with short lists leads
//! from a document to those that share a term or a thing with it, so the work grows with the number of documents.
//!
//! Computed for all documents at once, when the first page or the export asks: a page asked for alone shows the same as
//! in a whole build.
//!
//! Absent on purpose: documents that are tied already. What a document links, depends on or is part of stands on its
//! page as such, and is no news.

mod bag;
mod common;
mod signals;
mod stem;
mod vectors;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{DocIx, Edge, ItemOrDocument, Kind, LinkedDocument, Reason, Related, Site};
use signals::Shared;
use vectors::Vectors;
pub use words::Memo;

/// How many related documents one document has at most.
const MOST: usize = 7;
/// Below this score a likeness is chance.
const LEAST: f64 = 0.10;
/// Likeness by words alone has to be this great before it is a reason.
const LEAST_TEXT: f64 = 0.08;
/// How many reasons are told, and how many words of a likeness by words.
const REASONS: usize = 4;
const WORDS: usize = 4;

/// For each document the related ones, best first. `keeps`: whether documents keep their words for the next site that they
/// are linked into.
pub fn related(site: &Site, keeps: bool) -> Arc<[Vec<Related>]> {
    let (documents, edges) = (&site.documents, &site.edges);
    let (vectors, shared) = rayon::join(|| vectors::of(documents, keeps), || signals::of(site));
    let mut sharing: Vec<Vec<u32>> = vec![Vec::new(); documents.len()];
    for (at, one) in shared.iter().enumerate() {
        for document in &one.documents {
            if let Some(list) = sharing.get_mut(*document as usize) {
                list.push(at as u32);
            }
        }
    }
    let finder = Finder { documents, edges, families: families(documents), vectors, shared, sharing };
    (0..documents.len())
        .into_par_iter()
        .map_init(|| Scratch::new(documents.len()), |scratch, at| finder.find(at, scratch))
        .collect()
}

/// For each document the one whose part it is in the end: a document, its parts and its translations are one family.
fn families(documents: &[LinkedDocument]) -> Vec<(bool, u32)> {
    /// Parts of parts are rare; a circle of them must not hang.
    const DEPTH: usize = 32;
    let top = |at: usize| {
        let mut ix = DocIx(at as u32);
        for _ in 0..DEPTH {
            match documents.get(ix.at()).map(|linked| (linked.part_of, linked.part_of_row)) {
                Some((Some(whole), _)) if whole != ix => ix = whole,
                Some((_, Some(row))) => return (true, row.0),
                _ => break,
            }
        }
        (false, ix.0)
    };
    (0..documents.len()).map(top).collect()
}

/// Sums by document, with the list of those that are not nothing.
struct Scratch {
    /// For each document its likeness by words, and what the rest leaves open.
    sums: Vec<(f64, f64)>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(count: usize) -> Self {
        Self { sums: vec![(0.0, 1.0); count], touched: Vec::new() }
    }

    fn touch(&mut self, at: u32) -> Option<&mut (f64, f64)> {
        let sums = self.sums.get_mut(at as usize)?;
        if *sums == (0.0, 1.0) {
            self.touched.push(at);
        }
        Some(sums)
    }

    /// Every document that is like enough, with its score; the scratch is clean after it.
    fn drain(&mut self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let sums = &mut self.sums;
        self.touched.drain(..).filter_map(move |at| {
            let (text, apart) = std::mem::replace(sums.get_mut(at as usize)?, (0.0, 1.0));
            let score = 1.0 - apart * (1.0 - if text < LEAST_TEXT { 0.0 } else { text.min(1.0) });
            // Most are far from it, and are not rounded.
            let score = if score + 0.01 < LEAST { 0.0 } else { rounded(score) };
            (score >= LEAST).then_some((at, score))
        })
    }
}

struct Finder<'a> {
    documents: &'a [LinkedDocument],
    edges: &'a [Edge],
    families: Vec<(bool, u32)>,
    vectors: Vectors,
    shared: Vec<Shared>,
    sharing: Vec<Vec<u32>>,
}

impl Finder<'_> {
    fn find(&self, at: usize, scratch: &mut Scratch) -> Vec<Related> {
        let Some(linked) = self.documents.get(at).filter(|linked| !set_apart(linked)) else { return Vec::new() };
        for term in self.vectors.of.get(at).into_iter().flatten() {
            for (other, share) in self.vectors.holders.get(term.term as usize).into_iter().flatten() {
                if let Some((text, _)) = scratch.touch(*other) {
                    *text += term.share * share;
                }
            }
        }
        for one in self.sharing.get(at).into_iter().flatten().filter_map(|one| self.shared.get(*one as usize)) {
            for other in &one.documents {
                let worth = self.worth(one, at, *other as usize);
                if let Some((_, apart)) = scratch.touch(*other) {
                    *apart *= 1.0 - worth;
                }
            }
        }
        let tied = self.tied(at, linked);
        // Of each family the likest: seven files of one feature would be one answer seven times.
        let mut best: BTreeMap<(bool, u32), (f64, u32)> = BTreeMap::new();
        for (other, score) in scratch.drain() {
            let family = self.families.get(other as usize).copied().unwrap_or_default();
            if tied.contains(&family) || self.documents.get(other as usize).is_none_or(set_apart) {
                continue;
            }
            let held = best.entry(family).or_insert((score, other));
            if (score, std::cmp::Reverse(other)) > (held.0, std::cmp::Reverse(held.1)) {
                *held = (score, other);
            }
        }
        let mut found: Vec<(f64, u32)> = best.into_values().collect();
        // Documents are sorted by path, so their positions break ties by path.
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let named = found.into_iter().map(|(score, other)| Related {
            target: DocIx(other),
            score,
            because: self.because(at, other as usize),
        });
        named.filter(|related| !related.because.is_empty()).take(MOST).collect()
    }

    /// What something shared is worth between two documents: the less the more each of them shares with others. What a
    /// release depends on says little of it.
    fn worth(&self, shared: &Shared, one: usize, other: usize) -> f64 {
        /// So many things may be shared at no loss.
        const FEW: f64 = 4.0;
        let narrow = |at: usize| (FEW / self.sharing.get(at).map_or(1, Vec::len).max(1) as f64).min(1.0);
        shared.worth * narrow(one) * narrow(other)
    }

    /// The families that a document belongs to or is tied to by an edge.
    fn tied(&self, at: usize, linked: &LinkedDocument) -> BTreeSet<(bool, u32)> {
        let edges = linked.outgoing.iter().chain(&linked.incoming);
        let ends = edges.filter_map(|ix| self.edges.get(ix.0 as usize)).flat_map(|edge| [edge.source, edge.target]);
        let family = |end: ItemOrDocument| match end {
            ItemOrDocument::Document(ix) => self.families.get(ix.at()).copied(),
            ItemOrDocument::Row(row) => Some((true, row.0)),
        };
        ends.filter_map(family).chain(self.families.get(at).copied()).collect()
    }

    /// Why two documents are related, the strongest reason first.
    fn because(&self, one: usize, other: usize) -> Vec<Reason> {
        let mut found: Vec<(f64, Reason)> = Vec::new();
        let theirs = self.sharing.get(other).map_or(&[][..], Vec::as_slice);
        for at in self.sharing.get(one).into_iter().flatten().filter(|at| theirs.binary_search(at).is_ok()) {
            if let Some(shared) = self.shared.get(*at as usize) {
                found.push((self.worth(shared, one, other), shared.reason.clone()));
            }
        }
        let (sum, words) = self.common_words(one, other);
        // One word alone is a coincidence.
        if sum >= LEAST_TEXT && words.len() > 1 {
            found.push((sum, Reason::Text(words)));
        }
        // The sort keeps the order of equals: dependencies, files, tags, words.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut because: Vec<Reason> = found.into_iter().take(REASONS).map(|(_, reason)| reason).collect();
        // They are held as long as the site, and nearly all are one or two.
        because.shrink_to_fit();
        because
    }

    /// How alike two documents are by words, and the words that make it.
    fn common_words(&self, one: usize, other: usize) -> (f64, Vec<String>) {
        let (Some(mine), Some(theirs)) = (self.vectors.of.get(one), self.vectors.of.get(other)) else {
            return (0.0, Vec::new());
        };
        let mut found: Vec<(f64, &vectors::Term, &vectors::Term)> = Vec::new();
        for term in
            mine.iter().filter(|term| self.vectors.holders.get(term.term as usize).is_some_and(|it| !it.is_empty()))
        {
            if let Ok(at) = theirs.binary_search_by_key(&term.term, |it| it.term)
                && let Some(same) = theirs.get(at)
            {
                found.push((term.share * same.share, term, same));
            }
        }
        let sum = found.iter().map(|(product, ..)| product).sum();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.term.cmp(&b.1.term)));
        let mut words: Vec<String> = Vec::new();
        for (_, mine, theirs) in found {
            let word = [(one, mine), (other, theirs)].into_iter().find_map(|(at, term)| {
                let (linked, hash) = (self.documents.get(at)?, *self.vectors.hashes.get(term.term as usize)?);
                let text = term.span.of(&linked.text);
                (!text.is_empty()).then(|| shown(words::written(text, hash, linked.document.lang.as_deref())))
            });
            // `session` says nothing new beside `SessionStore`.
            if let Some(word) = word.filter(|word| !words.iter().any(|known| holds(known, word))) {
                words.push(word);
            }
            if words.len() == WORDS {
                break;
            }
        }
        (sum, words)
    }
}

/// The words of a title as titles are compared: where all of them are common (`Every day`), the title as one.
pub fn words_of(title: &str, language: Option<&str>, memo: &mut Memo) -> Vec<u64> {
    words::of_title(title, language, memo)
}

/// A template is about nothing, and an index about everything it lists.
fn set_apart(linked: &LinkedDocument) -> bool {
    matches!(linked.kind, Kind::Template | Kind::Index)
}

fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

/// A word as it is shown: as written, but for one that is capital only because it begins a sentence or heading.
fn shown(word: &str) -> String {
    let word = word.trim_matches('_');
    let rest_lower = word.chars().skip(1).all(char::is_lowercase);
    if rest_lower { word.to_lowercase() } else { word.to_owned() }
}

fn holds(known: &str, word: &str) -> bool {
    let (known, word) = (known.to_lowercase(), word.to_lowercase());
    known.contains(&word) || word.contains(&known)
}
