//! Files: each file that items say they make or change, with the items; those that collide first.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{counted, origin, place};
use crate::model::{DocIx, FileUse, ItemIx, NamedFile, Site};
use crate::relate::files;
use crate::views::parts::shown;
use crate::views::table::page_links;
use crate::views::{Input, Page, Presence, View};

/// Files.
pub const VIEW: View = View { name: "files", url: "views/files.html", presence, pages };

/// Files on one page.
const PAGE: usize = 200;

/// The files that an item names.
fn listed(site: &Site) -> impl Iterator<Item = &NamedFile> {
    site.files.iter().filter(|file| file.uses.iter().any(|one| files::item_of(site, one.document).is_some()))
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(listed(site).count())
}

/// Positions of the files in the order they are shown: those that collide, then those that most items name, by path.
fn ordered(site: &Site) -> (usize, Vec<&NamedFile>) {
    let mut all: Vec<(bool, usize, &NamedFile)> = listed(site)
        .map(|file| (files::collision(site, file).is_none(), usize::MAX - by_item(site, file).len(), file))
        .collect();
    all.sort_by_key(|(free, rest, file)| (*free, *rest, file.path.as_str()));
    let colliding = all.iter().filter(|(free, ..)| !free).count();
    (colliding, all.into_iter().map(|(.., file)| file).collect())
}

/// The uses of a file, the first of each item.
fn by_item<'a>(site: &Site, file: &'a NamedFile) -> Vec<&'a FileUse> {
    let mut first: BTreeMap<ItemIx, &FileUse> = BTreeMap::new();
    for one in &file.uses {
        if let Some(item) = files::item_of(site, one.document) {
            first.entry(item).or_insert(one);
        }
    }
    first.into_values().collect()
}

/// The document of the item that a document belongs to.
fn item_document(site: &Site, one: &FileUse) -> Option<DocIx> {
    site.items.get(files::item_of(site, one.document)?.at())?.document
}

fn pages(site: &Site) -> Vec<Page> {
    let count = listed(site).count().div_ceil(PAGE);
    let url = |at: usize| if at == 0 { VIEW.url.to_owned() } else { format!("views/files~{}.html", at + 1) };
    let urls: std::sync::Arc<Vec<String>> = std::sync::Arc::new((0..count).map(url).collect());
    let page = |at: usize| {
        let list = std::sync::Arc::clone(&urls);
        let make = move |input: Input<'_>| data(input, list.get(at).map_or(VIEW.url, String::as_str), &list, at);
        Page { url: url(at), template: "files.html", body: None, data: Box::new(make) }
    };
    (0..count).map(page).collect()
}

fn data(input: Input<'_>, from: &str, urls: &[String], at: usize) -> Value {
    let (colliding, all) = ordered(input.site);
    let count = all.len();
    let row = |nth: usize, file: &NamedFile| {
        let uses = by_item(input.site, file).into_iter().map(|one| {
            shown(json!({
                // The feature stands for its parts; the place leads into the part that names the file.
                "origin": origin(input, from, item_document(input.site, one).unwrap_or(one.document)),
                "place": place(input, from, one.document, one.span),
                "new": one.new,
            }))
        });
        json!({ "path": file.path, "collides": nth < colliding, "uses": uses.collect::<Vec<_>>() })
    };
    let here = all.into_iter().enumerate().skip(at * PAGE).take(PAGE);
    let rows: Vec<Value> = here.map(|(nth, file)| row(nth, file)).collect();
    shown(json!({
        "title": input.frame.words.get("files"),
        "count": count,
        "collisions": (colliding > 0).then(|| input.frame.words.count("collisions", colliding)),
        "rows": rows,
        "pages": page_links(from, urls, at),
    }))
}
