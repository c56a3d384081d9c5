//! A page per status, column, priority, owner and tag, and the lists of all owners and all tags.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::views::value::{Value, data};

use super::facets::{Facet, column_url, page_urls, priority_url};
use super::parts::{self, href, shown};
use super::table::{extent, page_links, table};
use super::{Input, Page, Presence, View, bar};
use crate::diag::Diagnostic;
use crate::link::urls;
use crate::model::{Site, Tally};

/// The list of all tags.
pub const TAGS: &str = "tags/index.html";
/// The list of all owners.
pub const OWNERS: &str = "owners/index.html";

/// Tags.
pub const TAG_VIEW: View = View {
    name: "tags",
    url: TAGS,
    letter: None,
    also: &[],
    presence: |site, _| {
        let tags = site.documents.iter().flat_map(|linked| &linked.document.tags);
        named(tags.map(|fact| fact.value.as_str()), urls::tag)
    },
    pages: tag_pages,
};

/// Owners, with the pages per status and priority, which have no list of their own.
pub const OWNER_VIEW: View =
    View { name: "owners", url: OWNERS, letter: None, also: &[], presence: owners, pages: owner_pages };

fn owners(site: &Site, _: &[Diagnostic]) -> Presence {
    named(site.items.iter().flat_map(|item| &item.owners).map(String::as_str), urls::owner)
}

fn named<'a>(values: impl Iterator<Item = &'a str>, address: fn(&str) -> String) -> Presence {
    match super::facets::distinct(values, address).len() {
        0 => Presence::Absent,
        count => Presence::Count(count),
    }
}

/// What a list says above its table.
struct Head {
    /// Key of the word for what its values are (`tags`), empty where the name is the interface's and says enough.
    of: &'static str,
    /// The name as written, or the key of the word.
    name: String,
    /// The list of all values.
    index: &'static str,
}

fn tag_pages(input: Input<'_>) -> Vec<Page> {
    let tags = input.frame.facets(input.site).tags.clone();
    if tags.is_empty() {
        return Vec::new();
    }
    let mut pages = vec![index("tags", TAGS, &tags)];
    for (url, facet) in tags {
        pages.extend(list(&url, Head { of: "tags", name: facet.name.clone(), index: TAGS }, facet));
    }
    pages
}

fn owner_pages(input: Input<'_>) -> Vec<Page> {
    let owners = input.frame.facets(input.site).owners.clone();
    if owners.is_empty() {
        return Vec::new();
    }
    let mut pages = vec![index("owners", OWNERS, &owners)];
    for (url, facet) in owners {
        pages.extend(list(&url, Head { of: "owners", name: facet.name.clone(), index: OWNERS }, facet));
    }
    pages
}

/// The pages per status, column and priority; the backlog and the board lead to them.
pub fn value_pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    let facets = input.frame.facets(site);
    let mut pages = Vec::new();
    let mut put = |url: String, of: &'static str, name: String, facet: Facet| {
        pages.extend(list(&url, Head { of, name, index: super::backlog::VIEW.url }, facet));
    };
    for (status, facet) in &facets.statuses {
        put(urls::status(*status), "status", status.name().to_owned(), facet.clone());
    }
    for (column, facet) in &facets.columns {
        let (column, facet) = (*column, facet.clone());
        let open = facet.items.get(..facet.open()).unwrap_or_default();
        match super::board::title(site, column, open) {
            Some(title) => put(column_url(column), "column", title, facet),
            None => put(column_url(column), "", column.name().to_owned(), facet),
        }
    }
    for (priority, facet) in &facets.priorities {
        put(priority_url(*priority), "priority", priority.name().to_owned(), facet.clone());
    }
    pages
}

fn list(first: &str, head: Head, facet: Facet) -> Vec<Page> {
    let urls = page_urls(first, facet.items.len());
    let shared = Arc::new((head, facet, urls));
    let page = |at: usize| {
        let shared = Arc::clone(&shared);
        Page {
            url: shared.2.get(at).cloned().unwrap_or_default(),
            template: "list.html",
            body: None,
            data: Box::new(move |input| data(input, &shared.0, &shared.1, &shared.2, at)),
        }
    };
    (0..shared.2.len()).map(page).collect()
}

fn data(input: Input<'_>, head: &Head, facet: &Facet, urls: &[String], at: usize) -> Value {
    let words = &input.frame.words;
    let from = urls.get(at).map_or("", String::as_str);
    // A value of the interface says whose it is: *High* alone is no title.
    let title = match head.of {
        "status" | "priority" => format!("{}: {}", words.get(head.of), words.get(&head.name)),
        "" => words.get(&head.name).to_owned(),
        _ => head.name.clone(),
    };
    let open = facet.items.get(..facet.open()).unwrap_or_default();
    let mut progress = Tally::default();
    open.iter().for_each(|ix| progress.merge(input.site[*ix].progress));
    let documents: Vec<Value> = match at {
        0 => facet.documents.iter().map(|ix| parts::document(input, from, *ix)).collect(),
        _ => Vec::new(),
    };
    shown(data!({
        "title": title,
        "of": if head.index == super::backlog::VIEW.url { words.get("backlog") } else { words.get(head.of) },
        "index": href(from, head.index),
        "counted": (!open.is_empty()).then(|| words.count("item-count", open.len())),
        "archived": (facet.archived > 0).then(|| words.count("archived-count", facet.archived)),
        "progress": parts::progress(progress),
        "bar": bar::data(input, from, &facet.items, bar::Of::Table),
        "table": (!facet.items.is_empty()).then(|| table(input, from, &facet.items, at)),
        "extent": extent(at, facet.items.len()),
        "pages": page_links(from, urls, at),
        "documents": documents,
    }))
}

/// All values with what stands behind each: how many items and documents, how far they are.
fn index(name: &'static str, url: &'static str, facets: &BTreeMap<String, Facet>) -> Page {
    let mut entries: Vec<(String, Facet)> = facets.iter().map(|(url, facet)| (url.clone(), facet.clone())).collect();
    entries.sort_by(|a, b| {
        let count = |facet: &Facet| facet.items.len() + facet.documents.len();
        count(&b.1).cmp(&count(&a.1)).then_with(|| a.1.name.to_lowercase().cmp(&b.1.name.to_lowercase()))
    });
    let data = move |input: Input<'_>| {
        let words = &input.frame.words;
        let entry = |(at, facet): &(String, Facet)| {
            let mut progress = Tally::default();
            // What is archived counts nowhere among the open, here as on the page of the value.
            let open = facet.items.get(..facet.open()).unwrap_or_default();
            open.iter().for_each(|ix| progress.merge(input.site[*ix].progress));
            shown(data!({
                "name": &facet.name,
                "href": href(url, at),
                "items": (!open.is_empty()).then(|| words.count("item-count", open.len())),
                "archived": (facet.archived > 0).then(|| words.count("archived-count", facet.archived)),
                "documents": (!facet.documents.is_empty()).then(|| words.count("documents", facet.documents.len())),
                "progress": parts::progress(progress),
            }))
        };
        data!({
            "title": words.get(name),
            "count": entries.len(),
            "filtered": parts::is_long(entries.len()),
            "entries": entries.iter().map(entry).collect::<Vec<_>>(),
        })
    };
    Page { url: url.to_owned(), template: "values.html", body: None, data: Box::new(data) }
}
