//! The backlog: every item in the default order, parts folded under them, with ways into the pages per value.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::views::value::{Value, data};

use super::facets::{Facet, Facets, PAGE, page_urls, priority_url};
use super::parts::{href, shown};
use super::table::{extent, page_links, table};
use super::{Input, Page, Presence, View, bar};
use crate::link::urls;
use crate::model::{ItemIx, Site};

/// The backlog.
pub const VIEW: View = View {
    name: "backlog",
    url: "backlog.html",
    letter: Some('b'),
    also: &["status/", "views/column-", "views/priority-", "views/archived"],
    presence,
    pages,
};

/// Owners or tags offered before the link to all of them.
const OFFERED: usize = 12;

/// The address of the list of archived items.
pub const ARCHIVED: &str = "views/archived.html";

fn presence(site: &Site, _: &[crate::diag::Diagnostic]) -> Presence {
    match site.items.iter().filter(|item| !item.archived).count() {
        0 if site.items.is_empty() => Presence::Absent,
        count => Presence::Count(count),
    }
}

/// The items that are not archived, in the order of the backlog.
pub fn open(site: &Site) -> impl Iterator<Item = ItemIx> {
    site.each_item().filter(|(_, item)| !item.archived).map(|(ix, _)| ix)
}

/// The items of the backlog's pages and of the archive's, with the addresses of both.
struct List {
    items: Vec<ItemIx>,
    urls: Vec<String>,
    /// How many archived items stand elsewhere; `None` on the archive's own pages.
    archived: Option<usize>,
    facets: Option<Arc<Facets>>,
}

fn pages(input: Input<'_>) -> Vec<Page> {
    let site = input.site;
    if site.items.is_empty() {
        return Vec::new();
    }
    let open: Vec<ItemIx> = open(site).collect();
    let archived = site.each_item().filter(|(_, item)| item.archived).map(|(ix, _)| ix).collect::<Vec<_>>();
    let mut urls = vec![VIEW.url.to_owned()];
    urls.extend((2..=open.len().div_ceil(PAGE)).map(|number| format!("views/backlog-{number}.html")));
    let shelf = List { urls: page_urls(ARCHIVED, archived.len()), items: archived, archived: None, facets: None };
    let shelved = shelf.items.len();
    let list = List { items: open, urls, archived: Some(shelved), facets: Some(Arc::clone(input.frame.facets(site))) };
    let mut pages = made(Arc::new(list));
    if shelved > 0 {
        pages.extend(made(Arc::new(shelf)));
    }
    pages
}

fn made(list: Arc<List>) -> Vec<Page> {
    let page = |(at, url): (usize, &String)| {
        let list = Arc::clone(&list);
        Page {
            url: url.clone(),
            template: "backlog.html",
            body: None,
            data: Box::new(move |input| data(input, &list, at)),
        }
    };
    list.urls.iter().enumerate().map(page).collect()
}

fn data(input: Input<'_>, list: &List, at: usize) -> Value {
    let words = &input.frame.words;
    let from = list.urls.get(at).map_or(VIEW.url, String::as_str);
    let title = words.get(if list.archived.is_some() { "backlog" } else { "archived" });
    let archived = list.archived.filter(|count| *count > 0);
    let menu = list.facets.as_ref().filter(|_| at == 0).map_or_else(Vec::new, |facets| menu(input, facets, from));
    shown(data!({
        "title": title,
        "counted": words.count("item-count", list.items.len()),
        "archived": archived.map(|count| data!({
            "text": words.count("archived-count", count), "href": href(from, ARCHIVED),
        })),
        "back": list.archived.is_none().then(|| data!({ "text": words.get("backlog"), "href": href(from, VIEW.url) })),
        "menu": menu,
        "bar": bar::data(input, from, &list.items, if list.archived.is_some() { bar::Of::Backlog } else { bar::Of::Table }),
        "table": table(input, from, &list.items, at),
        "extent": extent(at, list.items.len()),
        "pages": page_links(from, &list.urls, at),
    }))
}

/// The ways into the pages per value: what has only one value is no choice and stays out.
fn menu(input: Input<'_>, facets: &Facets, from: &str) -> Vec<Value> {
    let words = &input.frame.words;
    let entry = |name: &str, url: &str, facet: &Facet| {
        (facet.open() > 0).then(|| data!({ "name": name.to_owned(), "href": href(from, url), "count": facet.open() }))
    };
    let statuses = facets.statuses.iter();
    let statuses =
        statuses.filter_map(|(status, facet)| entry(words.get(status.name()), &urls::status(*status), facet));
    let priorities = facets.priorities.iter();
    let priorities =
        priorities.filter_map(|(value, facet)| entry(words.get(value.name()), &priority_url(*value), facet));
    let many = |all: &BTreeMap<String, Facet>, index: &str| {
        let mut by_count: Vec<(&String, &Facet)> = all.iter().filter(|(_, facet)| facet.open() > 0).collect();
        by_count.sort_by(|a, b| b.1.open().cmp(&a.1.open()).then_with(|| a.0.cmp(b.0)));
        let all = by_count.len();
        let more = data!({ "name": words.with("all", &words.number(all)), "href": href(from, index) });
        let values: Vec<Value> =
            by_count.into_iter().take(OFFERED).filter_map(|(url, facet)| entry(&facet.name, url, facet)).collect();
        (values, if all > OFFERED { more } else { Value::Null })
    };
    let (owners, more_owners) = many(&facets.owners, super::lists::OWNERS);
    let (tags, more_tags) = many(&facets.tags, super::lists::TAGS);
    let groups = [
        ("status", statuses.collect(), Value::Null),
        ("priority", priorities.collect(), Value::Null),
        ("owner", owners, more_owners),
        ("tags", tags, more_tags),
    ];
    let group = |(name, values, more): (&'static str, Vec<Value>, Value)| {
        (values.len() > 1).then(|| shown(data!({ "name": words.get(name), "values": values, "more": more })))
    };
    groups.into_iter().filter_map(group).collect()
}
