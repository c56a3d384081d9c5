//! The typed graph: edges with their evidence, reverse kinds turned round, each edge once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Span;
use crate::diag::Place;
use crate::model::{DocIx, Edge, EdgeIx, Item, ItemIx, ItemOrDocument, LinkedDocument, RelationKind, Target};

use super::pairs::Pair;

/// How much evidence one edge keeps.
const EVIDENCE: usize = 20;

/// What makes an edge one: its source, kind and target.
type Key = (ItemOrDocument, RelationKind, ItemOrDocument);

/// Edges while they are collected, in the order in which they are met.
#[derive(Default)]
struct Collected(Vec<(Key, Place)>);

impl Collected {
    fn add(&mut self, source: ItemOrDocument, kind: RelationKind, target: ItemOrDocument, place: Place) {
        let (source, kind, target) = match kind {
            RelationKind::Blocks => (target, RelationKind::DependsOn, source),
            RelationKind::SupersededBy => (target, RelationKind::Supersedes, source),
            kind => (source, kind, target),
        };
        if source != target {
            self.0.push(((source, kind, target), place));
        }
    }

    /// Each edge once, sorted, with its first places.
    fn edges(mut self) -> Vec<Edge> {
        // The sort keeps the order of the places of one edge.
        self.0.sort_by_key(|(key, _)| *key);
        let mut edges: Vec<Edge> = Vec::new();
        for ((source, kind, target), place) in self.0 {
            match edges.last_mut().filter(|last| (last.source, last.kind, last.target) == (source, kind, target)) {
                Some(last) if last.evidence.len() < EVIDENCE && !last.evidence.contains(&place) => {
                    last.evidence.push(place);
                }
                Some(_) => {}
                None => edges.push(Edge { source, target, kind, evidence: vec![place] }),
            }
        }
        edges
    }
}

/// The document or row a target is.
fn end(target: &Target) -> Option<ItemOrDocument> {
    match target {
        Target::Document { document, .. } => Some(ItemOrDocument::Document(*document)),
        Target::Row(row) => Some(ItemOrDocument::Row(*row)),
        _ => None,
    }
}

/// Every edge, sorted by source, kind and target.
pub fn collect(documents: &[LinkedDocument], items: &[Item], pairs: &[Pair]) -> Vec<Edge> {
    let mut collected = Collected::default();
    let of_documents = documents.iter().enumerate().flat_map(|(at, linked)| {
        let source = ItemOrDocument::Document(DocIx(at as u32));
        linked.relations.iter().map(move |relation| (source, relation))
    });
    let of_rows = items.iter().enumerate().flat_map(|(at, item)| {
        let source = ItemOrDocument::Row(ItemIx(at as u32));
        item.relations.iter().map(move |relation| (source, relation))
    });
    // Where relations are written, by file: a tracker writes those of its rows.
    let mut written: BTreeMap<&str, Vec<(Span, ItemOrDocument)>> = BTreeMap::new();
    for (source, relation) in of_documents.chain(of_rows) {
        if let Some(target) = end(&relation.target) {
            written.entry(&relation.place.path).or_default().push((relation.place.span, target));
            collected.add(source, relation.kind, target, relation.place.clone());
        }
    }
    for places in written.values_mut() {
        places.sort_unstable();
    }
    for (at, linked) in documents.iter().enumerate() {
        let source = DocIx(at as u32);
        let typed = written.get(linked.path()).map_or(&[][..], Vec::as_slice);
        for link in &linked.links {
            let Some(target) = end(&link.target) else { continue };
            // A tracker names its own rows, and a log the row it belongs to.
            if let ItemOrDocument::Row(row) = target {
                let holder = items.get(row.at()).and_then(|item| item.row).map(|(holder, _)| holder);
                if holder == Some(source) || linked.part_of_row == Some(row) {
                    continue;
                }
            }
            // The link by which a relation is written is that relation and no second edge.
            let from = typed.partition_point(|(span, _)| span.end <= link.span.start);
            let is_relation = typed
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|(span, _)| span.start < link.span.end.max(link.span.start + 1))
                .any(|(_, other)| *other == target);
            if !is_relation {
                let place = Place { path: Arc::clone(&linked.document.path), span: link.span };
                collected.add(ItemOrDocument::Document(source), RelationKind::LinksTo, target, place);
            }
        }
    }
    for pair in pairs {
        if let Some(guide) = documents.get(pair.guide.at()) {
            let place = Place { path: Arc::clone(&guide.document.path), span: pair.span };
            let (guide, feature) = (ItemOrDocument::Document(pair.guide), ItemOrDocument::Document(pair.feature));
            collected.add(guide, RelationKind::GuideFor, feature, place);
        }
    }
    collected.edges()
}

/// Writes the edges into the documents and rows at both ends.
pub fn attach(documents: &mut [LinkedDocument], items: &mut [Item], edges: &[Edge]) {
    for (at, edge) in edges.iter().enumerate() {
        let ix = EdgeIx(at as u32);
        match edge.source {
            ItemOrDocument::Document(source) => documents.get_mut(source.at()).map(|one| one.outgoing.push(ix)),
            ItemOrDocument::Row(row) => items.get_mut(row.at()).map(|one| one.outgoing.push(ix)),
        };
        match edge.target {
            ItemOrDocument::Document(target) => documents.get_mut(target.at()).map(|one| one.incoming.push(ix)),
            ItemOrDocument::Row(row) => items.get_mut(row.at()).map(|one| one.incoming.push(ix)),
        };
    }
}
