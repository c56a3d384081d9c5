//! From documents to a site: ids, references, kinds, items and parts, trackers, edges, addresses.
//!
//! Absent on purpose: HTML, and reading text again beyond the evidence around a link.

mod again;
mod anchors;
mod edges;
mod feature_folders;
pub mod folders;
mod identity;
pub mod ids;
mod items;
mod kinds;
mod names;
pub mod order;
mod pairs;
mod parts;
mod references;
mod relations;
mod repository;
mod resolve;
mod sources;
mod steps;
mod trackers;
pub mod urls;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{DocIx, Document, ItemIx, ItemOrDocument, Kind, Link, LinkedDocument, Schedule, Site, Target};
use crate::relate;
use crate::schedule;
use crate::source::Snapshot;

pub use again::{Before, Shift, again, back};
use ids::Index;
pub use kinds::because;
use sources::Speaking;
use steps::Ground;

/// Links the documents of a snapshot. `diagnostics` is what the earlier stages found.
pub fn link(
    snapshot: &Snapshot,
    documents: Vec<Arc<Document>>,
    config: Arc<Config>,
    diagnostics: Vec<Diagnostic>,
) -> Site {
    let paths: Vec<Arc<str>> = documents.iter().map(|document| Arc::clone(&document.path)).collect();
    let by_path: BTreeMap<Arc<str>, DocIx> =
        paths.iter().enumerate().map(|(at, path)| (Arc::clone(path), DocIx(at as u32))).collect();
    let mains = folders::mains(&paths);
    let sources: Vec<Arc<str>> = paths
        .iter()
        .map(|path| snapshot.file(path).map_or_else(|| Arc::from(""), |file| Arc::clone(&file.text)))
        .collect();
    let (mut site, pairs) = {
        let resolver = resolve::Resolver::new(snapshot, &by_path, &mains);
        let ground = Ground::new(&documents, &resolver, &by_path, &mains, &config);
        assemble(&ground, snapshot, &sources)
    };
    let mut found = diagnostics;
    found.append(&mut site.diagnostics);
    site.diagnostics = found;
    site.by_path = by_path;
    site.title = config.title.clone().unwrap_or_else(|| snapshot.folder.clone());
    site.repository = repository::repository(snapshot, &config);
    site.config = config;
    site.schedule = schedule::of(&site);
    site.pairs = pairs::compared(&site, &pairs);
    site
}

/// The steps in their order; each knows only what the ones before found.
fn assemble(ground: &Ground<'_>, snapshot: &Snapshot, sources: &[Arc<str>]) -> (Site, Vec<pairs::Pair>) {
    let documents = ground.documents;
    let variants = identity::variants(documents, ground.by_path);
    let is_variant: Vec<bool> = variants.iter().map(Option::is_some).collect();
    let facts = identity::in_force(documents, |ix| is_variant.get(ix.at()).copied().unwrap_or(false));
    let ids: Vec<Option<String>> = facts.iter().map(|fact| fact.as_ref().map(|fact| fact.value.clone())).collect();
    let links = ground.links();

    let folders = ground.feature_folders(&is_variant);
    let own = ground.own_kinds(&folders);
    let mut named = Index::default();
    for (ix, id) in ground.owners(&ids, &is_variant, |ix| own.get(ix.at()) == Some(&Some(Kind::Template))) {
        named.insert(id, ids::scope(&documents[ix.at()].path, id), ix);
    }
    let rows = trackers::rows(documents, ground.resolver, &named);
    let speaking = trackers::speaking(&rows, documents, &own);
    let states = sources::StateFolders::new(ground.mains.keys());
    let kinds = ground.kinds(&own, &ids, &folders, &speaking, &states);
    let titles: Vec<&str> = documents.iter().map(|document| document.title.value.as_str()).collect();
    let pairs =
        pairs::Pairing { paths: &ground.paths(), titles: &titles, kinds: &kinds, ids: &ids, links: &links }.find();
    let parts = ground.parts(&kinds, &ids, &is_variant, &folders, &pairs, &named);

    let row_items = trackers::items(&rows, documents, &kinds, |ix| parts.contains_key(&ix));
    let claims = urls::claim(&ground.arc_paths(), ground.mains, &linked_assets(&links));

    let spoken: Vec<Vec<Speaking<'_>>> = speaking
        .iter()
        .map(|rows| rows.iter().filter_map(|row| Speaking::of(documents, row.holder, row.row)).collect())
        .collect();

    // Documents with everything but what needs the items.
    let join = |(at, (document, links)): (usize, (&Arc<Document>, Vec<Link>))| {
        let ix = DocIx(at as u32);
        let rows = spoken.get(at).map_or(&[][..], Vec::as_slice);
        let kind = kinds.get(at).copied().unwrap_or(Kind::Page);
        let force = sources::in_force(document, kind, rows, &states);
        let (tasks, progress, classes) = items::tallies(&document.tasks);
        let variant = variants.get(at).cloned().flatten();
        let part = parts.get(&ix);
        LinkedDocument {
            document: Arc::clone(document),
            text: sources.get(at).cloned().unwrap_or_else(|| Arc::from("")),
            history: repository::history(snapshot, &document.path),
            url: claims.documents.get(at).cloned().unwrap_or_default(),
            kind,
            id: facts.get(at).cloned().flatten(),
            statuses: force.statuses,
            priorities: force.priorities,
            owners: document.owners.clone(),
            dates: force.dates,
            archived: force.archived,
            item: None,
            part_of: variant.as_ref().map(|(base, _)| *base).or_else(|| part.map(|part| part.whole)),
            part_of_row: None,
            variant: variant.is_some(),
            role: variant.map(|(_, tag)| tag).or_else(|| part.map(|part| part.role.clone())),
            parts: Vec::new(),
            tasks,
            progress,
            classes,
            links,
            relations: Vec::new(),
            rows: Vec::new(),
            outgoing: Vec::new(),
            incoming: Vec::new(),
            dangling: Vec::new(),
        }
    };
    let mut linked: Vec<LinkedDocument> = documents.par_iter().zip(links).enumerate().map(join).collect();
    steps::fill_parts(&mut linked);

    let rows: Vec<(trackers::RowItem<'_>, sources::InForce)> = row_items
        .into_iter()
        .filter_map(|row| {
            let facts = sources::of_row(&Speaking::of(documents, row.holder, row.row)?);
            Some((row, facts))
        })
        .collect();
    let row_parts: BTreeSet<DocIx> = rows.iter().flat_map(|(row, _)| row.parts.iter().copied()).collect();
    let is_item = |ix: DocIx| {
        matches!(kinds.get(ix.at()), Some(Kind::Feature | Kind::Guide))
            && !parts.contains_key(&ix)
            && !is_variant.get(ix.at()).copied().unwrap_or(false)
            && !row_parts.contains(&ix)
    };
    let mut items = items::collect(&linked, &rows, is_item, snapshot.today);
    steps::attach_items(&mut linked, &items);

    // Who owns which id: items and documents that are no parts of the document with that id.
    let mut owners: Index<ItemOrDocument> = Index::default();
    for (ix, id) in ground.owners(&ids, &is_variant, |ix| kinds.get(ix.at()) == Some(&Kind::Template)) {
        let whole = linked.get(ix.at()).and_then(|linked| linked.part_of);
        let repeats = whole.is_some_and(|whole| {
            ids.get(whole.at()).and_then(Option::as_deref).map(ids::comparable) == Some(ids::comparable(id))
        });
        if !repeats && !row_parts.contains(&ix) {
            owners.insert(id, ids::scope(&documents[ix.at()].path, id), ItemOrDocument::Document(ix));
        }
    }
    for (at, item) in items.iter().enumerate() {
        if let (Some((holder, _)), Some(id)) = (item.row, item.id.as_deref()) {
            let scope = crate::base::paths::parent(&documents[holder.at()].path);
            owners.insert(id, scope, ItemOrDocument::Row(ItemIx(at as u32)));
        }
    }
    for (at, document) in documents.iter().enumerate() {
        let part = linked.get(at).is_some_and(|linked| linked.part_of.is_some());
        if let Some(name) = identity::other_names(&document.path).filter(|_| !part) {
            owners.insert_name(name, ItemOrDocument::Document(DocIx(at as u32)));
        }
    }
    let supplied: Vec<_> = documents
        .iter()
        .enumerate()
        .map(|(at, document)| relations::supplied(document, spoken.get(at).map_or(&[][..], Vec::as_slice)))
        .collect();
    steps::resolve_ids(&mut linked, &mut items, ground, &ids, &owners, &supplied);
    let edges = edges::collect(&linked, &items, &pairs);
    edges::attach(&mut linked, &mut items, &edges);
    let (files, order) = rayon::join(|| relate::files::named(&linked), || relate::order::of(&linked, &items, &edges));

    let site = Site {
        title: String::new(),
        config: Arc::default(),
        today: snapshot.today,
        folder: snapshot.folder.clone(),
        repository: None,
        documents: linked,
        items,
        edges,
        order,
        schedule: Schedule::default(),
        pairs: Vec::new(),
        files,
        folders: folders::tree(&ground.arc_paths(), ground.mains, &claims.folders),
        by_path: BTreeMap::new(),
        by_id: owners.owned().map(|(id, owners)| (id, owners.to_vec())).collect(),
        assets: claims.assets.keys().cloned().collect(),
        pictures: pictures(snapshot, &claims.assets),
        asset_urls: claims.assets,
        claims: claims.claims,
        diagnostics: claims.diagnostics,
        left_out: snapshot.left_out,
    };
    (site, pairs)
}

/// The sizes of the pictures among the copied files.
fn pictures(snapshot: &Snapshot, copied: &BTreeMap<Arc<str>, String>) -> BTreeMap<Arc<str>, (u32, u32)> {
    let known = copied.keys().filter_map(|path| snapshot.pictures.get_key_value(path));
    known.map(|(path, size)| (Arc::clone(path), *size)).collect()
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
