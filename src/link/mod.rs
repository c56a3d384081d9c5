//! From documents to a site: ids, references, kinds, items and parts, trackers, edges, addresses.
//!
//! Absent on purpose: HTML, and reading text again beyond the evidence around a link.

pub mod urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{DocIx, Document, Kind, LinkedDocument, Site, Tally};
use crate::source::Snapshot;

/// Links the documents of a snapshot. `diagnostics` is what the earlier stages found.
pub fn link(snapshot: &Snapshot, documents: Vec<Document>, config: Arc<Config>, diagnostics: Vec<Diagnostic>) -> Site {
    let by_path: BTreeMap<Arc<str>, DocIx> =
        documents.iter().enumerate().map(|(at, document)| (Arc::clone(&document.path), DocIx(at as u32))).collect();
    let documents = documents
        .into_iter()
        .map(|document| LinkedDocument {
            url: urls::document(&document.path),
            kind: Kind::Page,
            id: document.ids.first().cloned(),
            statuses: document.statuses.clone(),
            priorities: document.priorities.clone(),
            owners: document.owners.clone(),
            dates: document.dates.clone(),
            archived: false,
            item: None,
            part_of: None,
            role: None,
            parts: Vec::new(),
            tasks: Tally::of(&document.tasks),
            progress: Tally::of(&document.tasks),
            classes: BTreeMap::new(),
            links: Vec::new(),
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
        folders: BTreeMap::new(),
        by_path,
        by_id: BTreeMap::new(),
        assets: Vec::new(),
        claims: BTreeMap::new(),
        diagnostics,
        left_out: snapshot.left_out,
    }
}
