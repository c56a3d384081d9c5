//! A page for every folder, and all folders on one page.

use std::sync::Arc;

use crate::views::value::{Value, data};

use super::frame::Listing;
use super::parts::{self, href, shown};
use super::table::{numbered, page_links};
use super::{Input, Page, Presence, View, shell};
use crate::base::paths;
use crate::model::{DocIx, Folder, LinkedDocument, Site};

/// Docs: every document by folder.
pub const VIEW: View = View {
    name: "docs",
    url: "docs.html",
    letter: Some('d'),
    also: &[],
    presence: |site, _| match site.documents.len() {
        0 => Presence::Absent,
        count => Presence::Count(count),
    },
    pages: docs,
};

/// Documents on one page of a list.
const PAGE: usize = 800;

/// A piece of the list of all documents: a folder, how many documents are listed under it, and which of them stand here.
struct Piece {
    path: String,
    total: usize,
    documents: Vec<DocIx>,
}

/// The documents that the list of all names under a folder: its own, and those that have a folder to themselves below it.
fn listed(site: &Site, folder: &Folder) -> Vec<DocIx> {
    if folder.total == 1 && !folder.path.is_empty() {
        return Vec::new();
    }
    let mut found = folder.documents.clone();
    for path in &folder.folders {
        let mut below = site.folders.get(path).filter(|below| below.total == 1);
        while let Some(alone) = below.filter(|alone| alone.documents.is_empty()) {
            // A folder's path is longer than its parent's, so this ends.
            below = alone
                .folders
                .iter()
                .find_map(|path| site.folders.get(path))
                .filter(|next| next.path.len() > alone.path.len());
        }
        found.extend(below.and_then(|alone| alone.documents.first()));
    }
    found
}

fn docs(Input { site, .. }: Input<'_>) -> Vec<Page> {
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let mut left = 0;
    for folder in site.folders.values() {
        let all = listed(site, folder);
        let mut rest = all.as_slice();
        while !rest.is_empty() {
            if left == 0 {
                pages.push(Vec::new());
                left = PAGE;
            }
            let (here, later) = rest.split_at(rest.len().min(left));
            if let Some(page) = pages.last_mut() {
                page.push(Piece { path: folder.path.clone(), total: all.len(), documents: here.to_vec() });
            }
            left -= here.len();
            rest = later;
        }
    }
    let urls = numbered(VIEW.url, pages.len());
    let shared = Arc::new((pages, urls));
    let page = |at: usize| {
        let list = Arc::clone(&shared);
        let data = move |input: Input<'_>| docs_data(input, list.0.get(at).map_or(&[], Vec::as_slice), &list.1, at);
        let url = shared.1.get(at).cloned().unwrap_or_default();
        Page { url, template: "docs.html", body: None, data: Box::new(data) }
    };
    (0..shared.0.len()).map(page).collect()
}

fn docs_data(input: Input<'_>, pieces: &[Piece], urls: &[String], at: usize) -> Value {
    let site = input.site;
    let from = urls.get(at).map_or(VIEW.url, String::as_str);
    let folders: Vec<Value> = pieces
        .iter()
        .filter_map(|Piece { path, total, documents }| {
            let folder = site.folders.get(path)?;
            Some(shown(data!({
                "name": if folder.path.is_empty() { &site.title } else { &folder.path },
                "href": href(from, &folder.url),
                "total": *total,
                "documents": documents.iter().map(|&ix| parts::document(input, from, ix)).collect::<Vec<_>>(),
            })))
        })
        .collect();
    let words = &input.frame.words;
    let holding = site.folders.values().filter(|folder| !folder.documents.is_empty()).count();
    let summary = words
        .get("documents-in")
        .replace("{docs}", &words.count("documents", site.documents.len()))
        .replace("{folders}", &words.count("folder-count", holding));
    data!({
        "title": words.get("docs"),
        "summary": summary,
        "folders": folders,
        "filtered": parts::is_long(pieces.iter().map(|piece| piece.documents.len()).sum()),
        "pages": page_links(from, urls, at),
    })
}

/// The pages of each folder: the first where no document stands on the folder's address, and those that go on with a
/// long list. The root's page is the overview.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = Vec::new();
    for folder in site.folders.values().filter(|folder| !folder.path.is_empty()) {
        let first = usize::from(main_of(site, folder).is_some());
        let count = listing(site, folder).documents.len().div_ceil(PAGE).max(1);
        let urls = numbered(&folder.url, count);
        for (at, url) in urls.into_iter().enumerate().skip(first) {
            let path = folder.path.clone();
            let data = move |input: Input<'_>| {
                let Some(folder) = input.site.folders.get(&path) else { return Value::Null };
                data!({ "title": paths::file_name(&folder.path).to_owned(), "folder": contents(input, folder, at) })
            };
            pages.push(Page { url, template: "folder.html", body: None, data: Box::new(data) });
        }
    }
    pages
}

/// What is in the folder whose page a document stands on; null for every other document.
pub fn contents_below(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Value {
    let folder = input.site.folders.get(paths::parent(linked.path()));
    match folder.filter(|folder| folder.main == Some(ix) && folder.url == linked.url) {
        Some(folder) => contents(input, folder, 0),
        None => Value::Null,
    }
}

/// What stands directly in a folder: folders that hold several documents, and documents. A folder that is one item's
/// own (its README is the item) stands for that item.
pub fn listing(site: &Site, folder: &Folder) -> Listing {
    let mut listing = Listing::default();
    for path in &folder.folders {
        match site.folders.get(path).and_then(|below| own_item(site, below)) {
            Some(ix) => listing.documents.push(ix),
            None => listing.folders.push(path.clone()),
        }
    }
    let above = main_of(site, folder);
    listing.documents.extend(folder.documents.iter().copied().filter(|ix| Some(*ix) != above));
    listing
}

/// The document that stands on a folder's page, if one does.
fn main_of(site: &Site, folder: &Folder) -> Option<DocIx> {
    folder.main.filter(|ix| site.documents.get(ix.at()).is_some_and(|linked| linked.url == folder.url))
}

/// The item whose folder this is: its README is an item, or is all there is.
pub fn own_item(site: &Site, folder: &Folder) -> Option<DocIx> {
    let main = folder.main?;
    let linked = site.documents.get(main.at())?;
    (linked.item.is_some() || folder.total == 1).then_some(main)
}

/// What is in a folder: folders as cards, documents as a list without the one that stands above it. `at` counts the
/// pages of the list from 0; folders stand on the first.
fn contents(input: Input<'_>, folder: &Folder, at: usize) -> Value {
    let listing = input.frame.listing(&folder.path);
    let urls = numbered(&folder.url, listing.documents.len().div_ceil(PAGE));
    let from = urls.get(at).map_or(folder.url.as_str(), String::as_str);
    let here = listing.documents.chunks(PAGE).nth(at).unwrap_or_default();
    let documents = here.iter().map(|&ix| parts::document(input, from, ix));
    let folders = listing.folders.iter().filter(|_| at == 0);
    let folders: Vec<Value> = folders.filter_map(|path| card(input, from, path)).collect();
    shown(data!({
        "name": shell::folder_name(input, &folder.path).to_owned(),
        "total": input.frame.words.count("documents", folder.total),
        "filtered": parts::is_long(folders.len() + here.len()),
        "folders": folders,
        "documents": documents.collect::<Vec<_>>(),
        "pages": page_links(from, &urls, at),
    }))
}

/// A folder as a card: name, how many documents, what its README says first.
pub fn card(input: Input<'_>, from: &str, path: &str) -> Option<Value> {
    let folder = input.site.folders.get(path)?;
    let main = folder.main.and_then(|ix| input.site.documents.get(ix.at()));
    let title = main.map(|linked| &linked.document.title.value);
    let name = paths::file_name(path);
    Some(shown(data!({
        "name": name.to_owned(),
        "title": title.filter(|title| !title.eq_ignore_ascii_case(name)),
        "href": href(from, &folder.url),
        "count": input.frame.words.count("documents", folder.total),
        "excerpt": main.and_then(|linked| linked.document.excerpt.clone()).or_else(|| inside(input, folder)),
    })))
}

/// What is in a folder that says nothing of itself: the first names of what lies below.
fn inside(input: Input<'_>, folder: &Folder) -> Option<String> {
    const NAMES: usize = 4;
    let below = folder.folders.iter().map(|path| paths::file_name(path));
    let documents = folder.documents.iter().filter_map(|ix| input.site.documents.get(ix.at()));
    let names: Vec<&str> = below.chain(documents.map(|linked| linked.document.title.value.as_str())).collect();
    let shown = names.get(..NAMES.min(names.len()))?.join(", ");
    let more = input.frame.words.count("more", names.len().saturating_sub(NAMES));
    if names.len() > NAMES { Some(format!("{shown}, {more}")) } else { (!shown.is_empty()).then_some(shown) }
}
