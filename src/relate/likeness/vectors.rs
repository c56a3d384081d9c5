//! What each document is about, as a short list of weighted terms: those it says often and few others say.

use rayon::prelude::*;

use super::bag;
use super::words::Memo;
use crate::base::{Span, paths};
use crate::model::{Kind, LinkedDocument, Word};

/// Terms that a document is held to be about.
const TERMS: usize = 48;
/// A term that stands for more documents than this leads from none to another.
const HOLDERS: usize = 200;
/// Documents of one mould (a folder, or one file name in many folders) before its own words count as the mould's.
const MOULD: usize = 8;

/// One of the terms of a document.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Which.
    pub term: u32,
    /// The hash of its word.
    pub hash: u64,
    /// Its share of the document; the squares of a document's shares add up to at most 1.
    pub share: f64,
    /// Where the document says it first.
    pub span: Span,
}

/// The terms of every document, and for each term the documents that it stands for.
pub struct Vectors {
    /// For each document its terms, sorted.
    pub of: Vec<Vec<Term>>,
    /// For each term the documents with their share, sorted; empty where it leads nowhere.
    pub holders: Vec<Vec<(u32, f64)>>,
}

/// The terms of all documents. Templates have none: their words are everybody's.
pub fn of(documents: &[LinkedDocument]) -> Vectors {
    let of_one = |memo: &mut Memo, linked: &LinkedDocument| {
        if counted(linked) { bag::of(linked, memo) } else { Vec::new() }
    };
    let words: Vec<Vec<Word>> = documents.par_iter().map_init(Memo::default, of_one).collect();
    let mut table = Table::new();
    let mut counts: Vec<u32> = Vec::new();
    let terms: Vec<Vec<u32>> = words
        .iter()
        .map(|list| list.iter().map(|word| table.count(word.hash, &mut counts)).collect::<Vec<u32>>())
        .collect();
    let moulds = moulds(documents, &terms, counts.len());
    let total = documents.iter().filter(|linked| counted(linked)).count() as f64;
    let rarity = |count: &u32| ((total + 1.0) / (f64::from(*count) + 0.5)).ln().max(0.0);
    let rarities: Vec<f64> = counts.par_iter().map(rarity).collect();
    // Nearly all weights are a few halves.
    let loudness: Vec<f64> = (0..64).map(|halves| (f64::from(halves) / 2.0).ln_1p()).collect();
    let loud =
        |weight: f32| loudness.get((weight * 2.0) as usize).copied().unwrap_or_else(|| f64::from(weight).ln_1p());
    let of: Vec<Vec<Term>> = words
        .par_iter()
        .zip(&terms)
        .zip(&moulds)
        .map(|((words, terms), common)| {
            let weighed = words.iter().zip(terms).zip(common).map(|((word, term), common)| {
                let share = loud(word.weight) * rarities.get(*term as usize).copied().unwrap_or(0.0) * common;
                Term { term: *term, hash: word.hash, share, span: word.span }
            });
            shares(weighed.collect(), &counts)
        })
        .collect();
    let holders = holders(&of, counts.len());
    Vectors { of, holders }
}

/// Whether a document's words are its own and about one thing.
fn counted(linked: &LinkedDocument) -> bool {
    !matches!(linked.kind, Kind::Template | Kind::Index)
}

/// The heaviest terms, scaled to length 1 over all of them: what a document says alone counts against its likeness.
fn shares(mut terms: Vec<Term>, counts: &[u32]) -> Vec<Term> {
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
    terms
}

fn holders(of: &[Vec<Term>], count: usize) -> Vec<Vec<(u32, f64)>> {
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

/// For each word of each document how much of it is the document's own and not its mould's: 1 for a word that a
/// third or less of the documents of one mould have, about nothing for one that all have.
fn moulds(documents: &[LinkedDocument], terms: &[Vec<u32>], count: usize) -> Vec<Vec<f64>> {
    let mut by_name: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for linked in documents.iter().filter(|linked| counted(linked)) {
        *by_name.entry(paths::file_name(linked.path())).or_default() += 1;
    }
    let mut members: std::collections::BTreeMap<(bool, &str), Vec<usize>> = std::collections::BTreeMap::new();
    for (at, linked) in documents.iter().enumerate().filter(|(_, linked)| counted(linked)) {
        let name = paths::file_name(linked.path());
        let named = by_name.get(name).is_some_and(|count| *count >= MOULD);
        members.entry((named, if named { name } else { paths::parent(linked.path()) })).or_default().push(at);
    }
    let mut own: Vec<Vec<f64>> = terms.iter().map(|list| vec![1.0; list.len()]).collect();
    let mut seen: Vec<u32> = vec![0; count];
    for list in members.values().filter(|list| list.len() >= MOULD) {
        let each = || list.iter().filter_map(|at| terms.get(*at)).flatten();
        for term in each() {
            if let Some(seen) = seen.get_mut(*term as usize) {
                *seen += 1;
            }
        }
        let all = list.len() as f64;
        let share = |with: usize| (((all + 1.0) / (with as f64 + 0.5)).ln() / 3.0_f64.ln()).clamp(0.0, 1.0);
        let shares: Vec<f64> = (0..=list.len()).map(share).collect();
        for at in list {
            let (Some(own), Some(terms)) = (own.get_mut(*at), terms.get(*at)) else { continue };
            for (own, term) in own.iter_mut().zip(terms) {
                let with = seen.get(*term as usize).copied().unwrap_or(1);
                *own = shares.get(with as usize).copied().unwrap_or_default();
            }
        }
        for term in each() {
            if let Some(seen) = seen.get_mut(*term as usize) {
                *seen = 0;
            }
        }
    }
    own
}

/// Numbers for hashes in the order they are met. An open table: the ordered map of the standard library took most of
/// the time of the whole computation, and nothing here is iterated.
struct Table {
    slots: Vec<(u64, u32)>,
}

/// A slot that is free.
const FREE: u32 = u32::MAX;

impl Table {
    fn new() -> Self {
        Self { slots: vec![(0, FREE); 1 << 12] }
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
    fn count(&mut self, hash: u64, counts: &mut Vec<u32>) -> u32 {
        if counts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.slot(hash);
        let Some(slot) = self.slots.get_mut(at) else { return 0 };
        if slot.1 == FREE {
            *slot = (hash, counts.len() as u32);
            counts.push(1);
        } else if let Some(count) = counts.get_mut(slot.1 as usize) {
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
        let (mut table, mut counts) = (Table::new(), Vec::new());
        let hash = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for round in 1..=2 {
            for at in 0..20_000 {
                assert_eq!(table.count(hash(at), &mut counts), at as u32);
                assert_eq!(counts[at as usize], round);
            }
        }
    }
}
