//! What ties documents beside their words: a dependency, a file or a tag they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DocIx, ItemOrDocument, Kind, Reason, RelationKind, Site};

/// What more documents than this share ties none of them.
const MOST: usize = 40;
/// What a dependency, a file or a tag is worth where only two documents share it.
const DEPENDENCY: f64 = 0.30;
const FILE: f64 = 0.40;
const TAG: f64 = 0.25;

/// Something that several documents share.
pub struct Shared {
    /// Why it ties them.
    pub reason: Reason,
    /// How much it is worth, between 0 and 1: the less the more documents share it.
    pub worth: f64,
    /// The documents, sorted.
    pub documents: Vec<u32>,
}

/// Everything that at least two documents share, dependencies first, then files, then tags, each sorted.
pub fn of(site: &Site) -> Vec<Shared> {
    let Site { documents, items, edges, files, .. } = site;
    let real = |ix: DocIx| documents.get(ix.at()).is_some_and(|linked| linked.kind != Kind::Template);
    let mut out = Vec::new();
    let mut needed: BTreeMap<ItemOrDocument, BTreeSet<u32>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.kind == RelationKind::DependsOn) {
        if let ItemOrDocument::Document(source) = edge.source
            && real(source)
        {
            needed.entry(edge.target).or_default().insert(source.0);
        }
    }
    for (target, sharers) in needed {
        let name = match target {
            ItemOrDocument::Document(ix) => documents
                .get(ix.at())
                .map(|linked| linked.id.as_ref().map_or(&linked.document.title.value, |id| &id.value)),
            ItemOrDocument::Row(row) => items.get(row.at()).map(|item| item.id.as_ref().unwrap_or(&item.title)),
        };
        if let Some(name) = name {
            share(&mut out, Reason::DependsOn(name.clone()), DEPENDENCY, sharers);
        }
    }
    let mut missing: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let mut tagged: BTreeMap<String, (&str, BTreeSet<u32>)> = BTreeMap::new();
    for (at, linked) in documents.iter().enumerate().filter(|(_, linked)| linked.kind != Kind::Template) {
        for dangling in linked.dangling.iter().filter(|dangling| dangling.kind == RelationKind::DependsOn) {
            missing.entry(&dangling.id).or_default().insert(at as u32);
        }
        for tag in &linked.document.tags {
            tagged.entry(tag.value.to_lowercase()).or_insert((&tag.value, BTreeSet::new())).1.insert(at as u32);
        }
    }
    for (id, sharers) in missing {
        share(&mut out, Reason::DependsOn(id.to_owned()), DEPENDENCY, sharers);
    }
    for file in files {
        let sharers = file.uses.iter().map(|one| one.document).filter(|ix| real(*ix)).map(|ix| ix.0).collect();
        share(&mut out, Reason::File(file.path.clone()), FILE, sharers);
    }
    for (tag, sharers) in tagged.into_values() {
        // A tag that a quarter of the documents have says what the folder is about, not what they are.
        if sharers.len() * 4 <= documents.len().max(12) {
            share(&mut out, Reason::Tag(tag.to_owned()), TAG, sharers);
        }
    }
    out
}

fn share(out: &mut Vec<Shared>, reason: Reason, most: f64, sharers: BTreeSet<u32>) {
    if (2..=MOST).contains(&sharers.len()) {
        let worth = most / (1.0 + (sharers.len() as f64 / 2.0).ln());
        out.push(Shared { reason, worth, documents: sharers.into_iter().collect() });
    }
}
