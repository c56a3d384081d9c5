//! A page for every folder, and all folders on one page.

use serde_json::{Value, json};

use super::parts::{self, href, shown};
use super::{Input, Page, Presence, View, shell};
use crate::base::paths;
use crate::model::{DocIx, Folder, LinkedDocument, Site};

/// Docs: every document by folder.
pub const VIEW: View = View {
    name: "docs",
    url: "docs.html",
    presence: |site, _| match site.documents.len() {
        0 => Presence::Absent,
        count => Presence::Count(count),
    },
    pages: docs,
};

/// Past this many documents the page of all folders lists folders alone: their pages hold the documents.
const ALL: usize = 1_500;

fn docs(site: &Site) -> Vec<Page> {
    if site.documents.is_empty() {
        return Vec::new();
    }
    vec![Page { url: VIEW.url.to_owned(), template: "docs.html", body: None, data: Box::new(docs_data) }]
}

fn docs_data(input: Input<'_>) -> Value {
    let site = input.site;
    let full = site.documents.len() <= ALL;
    let folders: Vec<Value> = site
        .folders
        .values()
        .filter(|folder| !folder.documents.is_empty() || !full)
        .map(|folder| {
            let documents = folder.documents.iter().filter(|_| full);
            shown(json!({
                "name": if folder.path.is_empty() { &site.title } else { &folder.path },
                "href": href(VIEW.url, &folder.url),
                "total": folder.total,
                "documents": documents.map(|&ix| parts::document(input, VIEW.url, ix)).collect::<Vec<_>>(),
            }))
        })
        .collect();
    let words = &input.frame.words;
    let summary = words
        .get("documents-in")
        .replace("{docs}", &words.count("documents", site.documents.len()))
        .replace("{folders}", &words.count("folder-count", folders.len()));
    json!({ "title": words.get("docs"), "summary": summary, "folders": folders })
}

/// A page for each folder that has no document on its own address. The root's page is the overview.
pub fn pages(site: &Site) -> Vec<Page> {
    site.folders
        .values()
        .filter(|folder| !folder.path.is_empty())
        .filter(|folder| {
            folder.main.is_none_or(|ix| site.documents.get(ix.at()).is_none_or(|linked| linked.url != folder.url))
        })
        .map(|folder| {
            let path = folder.path.clone();
            let data = move |input: Input<'_>| {
                input.site.folders.get(&path).map_or(
                    Value::Null,
                    |folder| json!({ "title": paths::file_name(&folder.path), "folder": contents(input, folder) }),
                )
            };
            Page { url: folder.url.clone(), template: "folder.html", body: None, data: Box::new(data) }
        })
        .collect()
}

/// What is in the folder whose page a document stands on; null for every other document.
pub fn contents_below(input: Input<'_>, ix: DocIx, linked: &LinkedDocument) -> Value {
    let folder = input.site.folders.get(paths::parent(linked.path()));
    match folder.filter(|folder| folder.main == Some(ix) && folder.url == linked.url) {
        Some(folder) => contents(input, folder),
        None => Value::Null,
    }
}

/// What stands directly in a folder: folders that hold several documents, and documents. A folder that is one item's
/// own (its README is the item) stands for that item.
pub fn entries<'a>(site: &'a Site, folder: &'a Folder) -> (Vec<&'a str>, Vec<DocIx>) {
    let mut folders = Vec::new();
    let mut documents = Vec::new();
    for path in &folder.folders {
        match site.folders.get(path).and_then(|below| own_item(site, below)) {
            Some(ix) => documents.push(ix),
            None => folders.push(path.as_str()),
        }
    }
    documents.extend(folder.documents.iter().copied());
    (folders, documents)
}

/// The item whose folder this is: its README is an item, or is all there is.
pub fn own_item(site: &Site, folder: &Folder) -> Option<DocIx> {
    let main = folder.main?;
    let linked = site.documents.get(main.at())?;
    (linked.item.is_some() || folder.total == 1).then_some(main)
}

/// What is in a folder: folders as cards, documents as a list without the one that stands above it.
pub fn contents(input: Input<'_>, folder: &Folder) -> Value {
    let shown_above = shell::main_of(input, folder);
    let (folders, documents) = entries(input.site, folder);
    let documents = documents.into_iter().filter(|ix| Some(*ix) != shown_above);
    shown(json!({
        "name": shell::folder_name(input, &folder.path),
        "total": input.frame.words.count("documents", folder.total),
        "folders": folders.into_iter().filter_map(|path| card(input, &folder.url, path)).collect::<Vec<_>>(),
        "documents": documents.map(|ix| parts::document(input, &folder.url, ix)).collect::<Vec<_>>(),
    }))
}

/// A folder as a card: name, how many documents, what its README says first.
pub fn card(input: Input<'_>, from: &str, path: &str) -> Option<Value> {
    let folder = input.site.folders.get(path)?;
    let main = folder.main.and_then(|ix| input.site.documents.get(ix.at()));
    let title = main.map(|linked| linked.document.title.value.as_str());
    let name = paths::file_name(path);
    Some(shown(json!({
        "name": name,
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
