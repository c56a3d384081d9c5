//! What each document is about, as a short list of weighted terms: those it says often and few others say.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bag;
use super::words::Memo;
use crate::base::{Span, paths};
use crate::model::{Kind, LinkedDocument, Weighed, Word};

/// Terms that a document is held to be about.
const TERMS: usize = 48;
/// A term that stands for more documents than this leads from none to another.
const HOLDERS: usize = 200;
/// Documents of one mould (a folder, or one file name in many folders) before its own words count as the mould's.
const MOULD: usize = 8;

/// Documents whose words are counted at one time: no more than theirs are in memory beside what is kept of them.
const BATCH: usize = 512;

/// One of the terms of a document.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Which.
    pub term: u32,
    /// Its share of the document; the squares of a document's shares add up to at most 1.
    pub share: f64,
    /// Where the document says it first.
    pub span: Span,
}

/// The terms of one document, without the room of the words it has beside them.
type Terms = Box<[Term]>;

/// The terms of every document, and for each term the documents that it stands for.
pub struct Vectors {
    /// For each document its terms, sorted.
    pub of: Vec<Terms>,
    /// For each term the documents with their share, sorted; empty where it leads nowhere.
    pub holders: Vec<Vec<(u32, f64)>>,
    /// For each term the hash of its word.
    pub hashes: Vec<u64>,
}

/// The terms of all documents. Templates have none: their words are everybody's. `keeps`: whether documents keep their words.
pub fn of(documents: &[LinkedDocument], keeps: bool) -> Vectors {
    let of_one = |memo: &mut Memo, linked: &LinkedDocument| {
        if counted(linked) { bag::of(linked, keeps, memo) } else { Vec::new() }
    };
    let mut table = Table::new();
    let mut words: Vec<Words> = Vec::with_capacity(documents.len());
    for batch in documents.chunks(BATCH) {
        let found: Vec<Vec<Word>> = batch.par_iter().map_init(Memo::default, of_one).collect();
        let mut numbered = |word: &Word| (table.count(word.hash), Weighed::new(word));
        words.extend(found.into_iter().map(|list| list.iter().map(&mut numbered).collect::<Words>()));
    }
    let Table { counts, hashes, .. } = table;
    let of = Weights::new(documents, words, &counts).all();
    let holders = holders(&of, counts.len());
    Vectors { of, holders, hashes }
}

/// The words of a document, each as its term.
type Words = Box<[(u32, Weighed)]>;

/// What the words of documents weigh.
struct Weights<'a> {
    documents: &'a [LinkedDocument],
    /// The words of each document whose terms are not made yet.
    words: Vec<Words>,
    /// For each term the documents that have it.
    counts: &'a [u32],
    rarities: Vec<f64>,
    /// What a word weighs by the halves of its own weight: nearly all are a few.
    loudness: Vec<f64>,
}

impl<'a> Weights<'a> {
    fn new(documents: &'a [LinkedDocument], words: Vec<Words>, counts: &'a [u32]) -> Self {
        let total = documents.iter().filter(|linked| counted(linked)).count() as f64;
        let rarity = |count: &u32| ((total + 1.0) / (f64::from(*count) + 0.5)).ln().max(0.0);
        let rarities = counts.par_iter().map(rarity).collect();
        let loudness = (0..64).map(|halves| (f64::from(halves) / 2.0).ln_1p()).collect();
        Self { documents, words, counts, rarities, loudness }
    }

    /// The terms of every document, mould by mould; the words of a mould are given back when its terms are made.
    fn all(mut self) -> Vec<Terms> {
        let mut of: Vec<Terms> = vec![Terms::default(); self.documents.len()];
        let mut put = |some: &[usize], made: Vec<Terms>| {
            for (at, terms) in some.iter().zip(made) {
                if let Some(place) = of.get_mut(*at) {
                    *place = terms;
                }
            }
        };
        let (moulds, few): (Vec<_>, Vec<_>) = moulds(self.documents).into_iter().partition(|one| one.len() >= MOULD);
        let few = few.concat();
        put(&few, few.par_iter().map(|at| self.one(*at, |_| 1.0)).collect());
        for at in few {
            if let Some(words) = self.words.get_mut(at) {
                *words = Words::default();
            }
        }
        let mut seen: Vec<u32> = vec![0; self.counts.len()];
        for mould in moulds {
            for (term, _) in mould.iter().filter_map(|at| self.words.get(*at)).flatten() {
                if let Some(seen) = seen.get_mut(*term as usize) {
                    *seen += 1;
                }
            }
            // How much of a word is a document's own and not its mould's: 1 for one that a third or less of the documents
            // of the mould have, about nothing for one that all have.
            let all = mould.len() as f64;
            let own = |with: usize| (((all + 1.0) / (with as f64 + 0.5)).ln() / 3.0_f64.ln()).clamp(0.0, 1.0);
            let own: Vec<f64> = (0..=mould.len()).map(own).collect();
            let common = |term: u32| {
                let with = seen.get(term as usize).copied().unwrap_or(1);
                own.get(with as usize).copied().unwrap_or_default()
            };
            put(&mould, mould.par_iter().map(|at| self.one(*at, common)).collect());
            for at in mould {
                for (term, _) in self.words.get_mut(at).map(std::mem::take).unwrap_or_default() {
                    if let Some(seen) = seen.get_mut(term as usize) {
                        *seen = 0;
                    }
                }
            }
        }
        of
    }

    /// The terms of one document.
    fn one(&self, at: usize, own: impl Fn(u32) -> f64) -> Terms {
        let loud = |weight: f32| {
            let known = self.loudness.get((weight * 2.0) as usize).copied();
            known.unwrap_or_else(|| f64::from(weight).ln_1p())
        };
        let weighed = self.words.get(at).into_iter().flatten().map(|(term, word)| {
            let rarity = self.rarities.get(*term as usize).copied().unwrap_or(0.0);
            Term { term: *term, share: loud(word.weight()) * rarity * own(*term), span: word.span() }
        });
        shares(weighed.collect(), self.counts)
    }
}

/// Whether a document's words are its own and about one thing.
fn counted(linked: &LinkedDocument) -> bool {
    !matches!(linked.kind, Kind::Template | Kind::Index)
}

/// The heaviest terms, scaled to length 1 over all of them: what a document says alone counts against its likeness.
fn shares(mut terms: Vec<Term>, counts: &[u32]) -> Terms {
    terms.retain(|term| term.share > 0.0);
    let heavier = |a: &Term, b: &Term| b.share.total_cmp(&a.share).then(a.term.cmp(&b.term));
    if terms.len() > TERMS {
        terms.select_nth_unstable_by(TERMS, heavier);
        terms.truncate(TERMS);
    }
    terms.sort_unstable_by(heavier);
    let length = terms.iter().map(|term| term.share * term.share).sum::<f64>().sqrt();
    terms.retain(|term| counts.get(term.term as usize).is_some_and(|count| *count > 1));
    for term in &mut terms {
        term.share /= length.max(f64::MIN_POSITIVE);
    }
    terms.sort_by_key(|term| term.term);
    terms.into_boxed_slice()
}

fn holders(of: &[Terms], count: usize) -> Vec<Vec<(u32, f64)>> {
    let mut holders: Vec<Vec<(u32, f64)>> = vec![Vec::new(); count];
    for (at, terms) in of.iter().enumerate() {
        for term in terms {
            if let Some(list) = holders.get_mut(term.term as usize).filter(|list| list.len() <= HOLDERS) {
                list.push((at as u32, term.share));
            }
        }
    }
    for list in &mut holders {
        if list.len() > HOLDERS || list.len() < 2 {
            *list = Vec::new();
        }
    }
    holders
}

/// The documents by mould: those of one file name where it is that of many, else those of one folder.
fn moulds(documents: &[LinkedDocument]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for linked in documents.iter().filter(|linked| counted(linked)) {
        *by_name.entry(paths::file_name(linked.path())).or_default() += 1;
    }
    let mut members: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (at, linked) in documents.iter().enumerate().filter(|(_, linked)| counted(linked)) {
        let name = paths::file_name(linked.path());
        let named = by_name.get(name).is_some_and(|count| *count >= MOULD);
        members.entry((named, if named { name } else { paths::parent(linked.path()) })).or_default().push(at);
    }
    members.into_values().collect()
}

/// Numbers for hashes in the order they are met. An open table: the ordered map of the standard library took most of
/// the time of the whole computation, and nothing here is iterated.
struct Table {
    slots: Vec<(u64, u32)>,
    /// For each number how often its hash was met, and the hash.
    counts: Vec<u32>,
    hashes: Vec<u64>,
}

/// A slot that is free.
const FREE: u32 = u32::MAX;

impl Table {
    fn new() -> Self {
        Self { slots: vec![(0, FREE); 1 << 12], counts: Vec::new(), hashes: Vec::new() }
    }

    /// The slot that holds a hash, or the free one it belongs into.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        // The low bits of the hash of a short text are its poorest.
        let mut at = (hash ^ (hash >> 32)) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.1 != FREE && slot.0 != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Twice the slots, so that half of them stay free.
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, FREE); old.len() * 2];
        for (hash, number) in old.into_iter().filter(|(_, number)| *number != FREE) {
            let at = self.slot(hash);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (hash, number);
            }
        }
    }

    /// The number of a hash, counted once more.
    fn count(&mut self, hash: u64) -> u32 {
        if self.counts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.slot(hash);
        let Some(slot) = self.slots.get_mut(at) else { return 0 };
        if slot.1 == FREE {
            *slot = (hash, self.counts.len() as u32);
            self.counts.push(1);
            self.hashes.push(hash);
        } else if let Some(count) = self.counts.get_mut(slot.1 as usize) {
            *count += 1;
        }
        slot.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_keep_their_number_while_the_table_grows() {
        let mut table = Table::new();
        let hash = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for round in 1..=2 {
            for at in 0..20_000 {
                assert_eq!(table.count(hash(at)), at as u32);
                assert_eq!((table.counts[at as usize], table.hashes[at as usize]), (round, hash(at)));
            }
        }
    }
}
