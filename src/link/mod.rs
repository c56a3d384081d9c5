//! From documents to a site: ids, references, kinds, items and parts, trackers, edges, addresses.
//!
//! Absent on purpose: HTML, and reading text again beyond the evidence around a link.

mod anchors;
pub mod folders;
pub mod ids;
mod references;
mod resolve;
pub mod urls;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{DocIx, Document, Kind, Link, LinkedDocument, Site, Tally, Target};
use crate::source::Snapshot;

/// Links the documents of a snapshot. `diagnostics` is what the earlier stages found.
pub fn link(snapshot: &Snapshot, documents: Vec<Document>, config: Arc<Config>, diagnostics: Vec<Diagnostic>) -> Site {
    let paths: Vec<Arc<str>> = documents.iter().map(|document| Arc::clone(&document.path)).collect();
    let by_path: BTreeMap<Arc<str>, DocIx> =
        paths.iter().enumerate().map(|(at, path)| (Arc::clone(path), DocIx(at as u32))).collect();
    let mains = folders::mains(&paths);
    let sources: Vec<Arc<str>> = paths
        .iter()
        .map(|path| snapshot.file(path).map_or_else(|| Arc::from(""), |file| Arc::clone(&file.text)))
        .collect();
    let texts: Vec<&str> = sources.iter().map(AsRef::as_ref).collect();
    let resolver = resolve::Resolver::new(snapshot, &by_path, &mains);
    let anchors = anchors::Anchors::new(&documents, &texts);
    let references = references::References { resolver: &resolver, anchors: &anchors };
    let mut links: Vec<Vec<Link>> = documents
        .iter()
        .enumerate()
        .map(|(at, document)| references.links(DocIx(at as u32), document, |_| None))
        .collect();
    let assets = linked_assets(&links);
    let claims = urls::claim(&paths, &mains, &assets);
    let folders = folders::tree(&paths, &mains, &claims.folders);
    let mut diagnostics = diagnostics;
    diagnostics.extend(claims.diagnostics);
    let documents = documents
        .into_iter()
        .zip(sources)
        .zip(claims.documents)
        .enumerate()
        .map(|(at, ((document, text), url))| LinkedDocument {
            text,
            url,
            kind: Kind::Page,
            id: document.ids.first().cloned(),
            statuses: document.statuses.clone(),
            priorities: document.priorities.clone(),
            owners: document.owners.clone(),
            dates: document.dates.clone(),
            archived: false,
            item: None,
            part_of: None,
            part_of_row: None,
            variant: false,
            role: None,
            parts: Vec::new(),
            tasks: Tally::of(&document.tasks),
            progress: Tally::of(&document.tasks),
            classes: BTreeMap::new(),
            links: links.get_mut(at).map(std::mem::take).unwrap_or_default(),
            relations: Vec::new(),
            rows: Vec::new(),
            outgoing: Vec::new(),
            incoming: Vec::new(),
            dangling: Vec::new(),
            related: Vec::new(),
            document,
        })
        .collect();
    Site {
        title: config.title.clone().unwrap_or_else(|| snapshot.folder.clone()),
        config,
        today: snapshot.today,
        folder: snapshot.folder.clone(),
        documents,
        items: Vec::new(),
        edges: Vec::new(),
        folders,
        by_path,
        by_id: BTreeMap::new(),
        assets,
        asset_urls: claims.assets,
        claims: claims.claims,
        diagnostics,
        left_out: snapshot.left_out,
    }
}

/// Files that documents link to and that are no documents, sorted.
fn linked_assets(links: &[Vec<Link>]) -> Vec<Arc<str>> {
    let assets: BTreeSet<Arc<str>> = links
        .iter()
        .flatten()
        .filter_map(|link| match &link.target {
            Target::Asset { path, .. } => Some(Arc::clone(path)),
            _ => None,
        })
        .collect();
    assets.into_iter().collect()
}
