//! Files: each file that items say they make or change, with the items; those that collide first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::views::value::{Value, data};

use super::{counted, filtered, origin, place};
use crate::model::{DocIx, FileUse, ItemIx, NamedFile, Site};
use crate::relate::files;
use crate::views::parts::shown;
use crate::views::table::page_links;
use crate::views::{Input, Page, Presence, View};

/// Files.
pub const VIEW: View = View { name: "files", url: "views/files.html", letter: None, also: &[], presence, pages };

/// Files on one page.
const PAGE: usize = 200;

/// The files that an item names, as positions in the list of the site.
fn listed(site: &Site) -> impl Iterator<Item = (usize, &NamedFile)> {
    let named = |file: &NamedFile| file.uses.iter().any(|one| files::item_of(site, one.document).is_some());
    site.files.iter().enumerate().filter(move |(_, file)| named(file))
}

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    counted(listed(site).count())
}

/// How many files collide, and all files in the order they are shown: those, then those that most items name, by path.
struct Order {
    colliding: usize,
    files: Vec<usize>,
}

fn ordered(site: &Site) -> Order {
    let mut all: Vec<(bool, usize, usize)> = listed(site)
        .map(|(at, file)| (files::collision(site, file).is_none(), usize::MAX - by_item(site, file).len(), at))
        .collect();
    // The files of a site stand by path.
    all.sort_unstable();
    let colliding = all.iter().filter(|(free, ..)| !free).count();
    Order { colliding, files: all.into_iter().map(|(.., at)| at).collect() }
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

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let order = Arc::new(ordered(site));
    let url = |at: usize| if at == 0 { VIEW.url.to_owned() } else { format!("views/files~{}.html", at + 1) };
    let urls: Arc<Vec<String>> = Arc::new((0..order.files.len().div_ceil(PAGE)).map(url).collect());
    let page = |at: usize| {
        let (order, list) = (Arc::clone(&order), Arc::clone(&urls));
        let make = move |input: Input<'_>| data(input, &order, &list, at);
        Page { url: url(at), template: "files.html", body: None, data: Box::new(make) }
    };
    (0..urls.len()).map(page).collect()
}

fn data(input: Input<'_>, order: &Order, urls: &[String], at: usize) -> Value {
    let from = urls.get(at).map_or(VIEW.url, String::as_str);
    let row = |nth: usize, file: &NamedFile| {
        let uses = by_item(input.site, file).into_iter().map(|one| {
            shown(data!({
                // The feature stands for its parts; the place leads into the part that names the file.
                "origin": origin(input, from, item_document(input.site, one).unwrap_or(one.document)),
                "place": place(input, from, one.document, one.span),
                "new": one.new,
            }))
        });
        data!({ "path": &file.path, "collides": nth < order.colliding, "uses": uses.collect::<Vec<_>>() })
    };
    let here = order.files.iter().enumerate().skip(at * PAGE).take(PAGE);
    let rows: Vec<Value> = here.filter_map(|(nth, file)| Some(row(nth, input.site.files.get(*file)?))).collect();
    filtered(shown(data!({
        "title": input.frame.words.get("files"),
        "count": order.files.len(),
        "collisions": (order.colliding > 0).then(|| input.frame.words.count("collisions", order.colliding)),
        "rows": rows,
        "pages": page_links(from, urls, at),
    })))
}
