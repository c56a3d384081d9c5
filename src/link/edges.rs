//! The typed graph: edges with their evidence, reverse kinds turned round, each edge once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Span;
use crate::diag::Place;
use crate::model::{DocIx, Edge, EdgeIx, Evidence, LinkedDocument, RelationKind, Target, around};

use super::pairs::Pair;

/// How much evidence one edge keeps.
const EVIDENCE: usize = 20;

/// Edges while they are collected.
#[derive(Default)]
struct Collected(BTreeMap<(DocIx, RelationKind, DocIx), Vec<Place>>);

impl Collected {
    fn add(&mut self, source: DocIx, kind: RelationKind, target: DocIx, place: Place) {
        let (source, kind, target) = match kind {
            RelationKind::Blocks => (target, RelationKind::DependsOn, source),
            RelationKind::SupersededBy => (target, RelationKind::Supersedes, source),
            kind => (source, kind, target),
        };
        if source == target {
            return;
        }
        let places = self.0.entry((source, kind, target)).or_default();
        if places.len() < EVIDENCE && !places.contains(&place) {
            places.push(place);
        }
    }
}

/// Every edge, sorted by source, kind and target.
pub fn collect(documents: &[LinkedDocument], pairs: &[Pair]) -> Vec<Edge> {
    let mut collected = Collected::default();
    for (at, linked) in documents.iter().enumerate() {
        let source = DocIx(at as u32);
        let mut typed: Vec<(Span, DocIx)> = Vec::new();
        for relation in &linked.relations {
            if let Target::Document { document, .. } = relation.target {
                if relation.place.path == linked.document.path {
                    typed.push((relation.place.span, document));
                }
                collected.add(source, relation.kind, document, relation.place.clone());
            }
        }
        typed.sort_unstable();
        for link in &linked.links {
            let Target::Document { document, .. } = link.target else { continue };
            // The link by which a relation is written is that relation and no second edge.
            let from = typed.partition_point(|(span, _)| span.end <= link.span.start);
            let is_relation = typed
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|(span, _)| span.start < link.span.end.max(link.span.start + 1))
                .any(|(_, target)| *target == document);
            if !is_relation {
                let place = Place { path: Arc::clone(&linked.document.path), span: link.span };
                collected.add(source, RelationKind::LinksTo, document, place);
            }
        }
    }
    for pair in pairs {
        if let Some(guide) = documents.get(pair.guide.at()) {
            let place = Place { path: Arc::clone(&guide.document.path), span: pair.span };
            collected.add(pair.guide, RelationKind::GuideFor, pair.feature, place);
        }
    }
    let by_path: BTreeMap<&str, &LinkedDocument> =
        documents.iter().map(|linked| (linked.document.path.as_ref(), linked)).collect();
    let evidence = |place: Place| {
        let text = by_path
            .get(place.path.as_ref())
            .map_or_else(String::new, |linked| around(&linked.text, place.span, &linked.document.lines));
        Evidence { place, text }
    };
    collected
        .0
        .into_iter()
        .map(|((source, kind, target), places)| Edge {
            source,
            target,
            kind,
            evidence: places.into_iter().map(evidence).collect(),
        })
        .collect()
}

/// Writes the edges into the documents at both ends.
pub fn attach(documents: &mut [LinkedDocument], edges: &[Edge]) {
    for (at, edge) in edges.iter().enumerate() {
        let ix = EdgeIx(at as u32);
        if let Some(source) = documents.get_mut(edge.source.at()) {
            source.outgoing.push(ix);
        }
        if let Some(target) = documents.get_mut(edge.target.at()) {
            target.incoming.push(ix);
        }
    }
}
