//! The graph as a table: every document and row with what it needs, what needs it, what it links to and what links to
//! it; beside it what stands alone, what is needed most, and circles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::views::value::{Value, data};

use super::network;
use crate::model::{Cycle, EdgeIx, ItemOrDocument, RelationKind, Site};
use crate::views::card;
use crate::views::facets::{PAGE, page_urls};
use crate::views::parts::{self, href, shown};
use crate::views::table::{extent, page_links};
use crate::views::{Input, Page};

/// The whole table.
const TABLE: &str = "views/connections.html";
/// Rows that stand under the picture before the table gets a page of its own.
const UNDER: usize = 100;
/// Names in one cell before the others are counted; the document's page has them all.
const NAMES: usize = 8;
/// Letters of a name before it is cut; its tooltip has the whole.
const NAME: usize = 36;
/// Entries of a list beside the table.
const LISTED: usize = 60;
/// Names of a circle before the others are counted.
const AROUND: usize = 12;

/// The pages of the table, where it is too long to stand under the picture.
pub fn pages(site: &Site) -> Vec<Page> {
    let order = Arc::new(order(site));
    if order.len() <= UNDER {
        return Vec::new();
    }
    let urls = Arc::new(page_urls(TABLE, order.len()));
    let page = |at: usize| {
        let (order, urls) = (Arc::clone(&order), Arc::clone(&urls));
        let make = move |input: Input<'_>| {
            let from = urls.get(at).map_or(TABLE, String::as_str);
            let words = &input.frame.words;
            let rows = order.iter().skip(at * PAGE).take(PAGE).map(|end| row(input, from, *end));
            shown(data!({
                "title": words.get("connections"),
                "back": data!({ "text": words.get("graph"), "href": href(from, super::VIEW.url) }),
                "columns": columns(input.site),
                "rows": rows.collect::<Vec<_>>(),
                "counted": words.count("documents", order.len()),
                "extent": extent(at, order.len()),
                "pages": page_links(from, &urls, at),
            }))
        };
        (at, make)
    };
    let urls_of = page_urls(TABLE, order.len());
    (0..urls_of.len())
        .map(page)
        .zip(urls_of)
        .map(|((_, make), url)| Page { url, template: "connections.html", body: None, data: Box::new(make) })
        .collect()
}

/// Which columns the table has: those of dependencies and those of links, where the site has any.
fn columns(site: &Site) -> Value {
    let any = |depends: bool| site.edges.iter().any(|edge| (edge.kind == RelationKind::DependsOn) == depends);
    data!({ "depends": any(true), "links": any(false) })
}

/// A name in a list of names: an id, else the title, cut where it would fill the list by itself.
fn named(input: Input<'_>, from: &str, end: ItemOrDocument) -> Value {
    let mut entry = card::named(input, from, end);
    if let Some(name) = entry.get("name").and_then(Value::as_str) {
        entry["name"] = data!(card::clip(name, NAME));
    }
    entry
}

/// Every document, and every row that is an item of its own.
fn ends(site: &Site) -> impl Iterator<Item = ItemOrDocument> + '_ {
    let rows = site.each_item().filter(|(_, item)| item.document.is_none());
    site.each().map(|(ix, _)| ItemOrDocument::Document(ix)).chain(rows.map(|(ix, _)| ItemOrDocument::Row(ix)))
}

/// What is connected, the most connected first.
fn order(site: &Site) -> Vec<ItemOrDocument> {
    let mut order: Vec<(usize, ItemOrDocument)> = ends(site)
        .map(|end| (site.incoming(end).len() + site.outgoing(end).len(), end))
        .filter(|(degree, _)| *degree > 0)
        .collect();
    order.sort_by_key(|(degree, end)| (std::cmp::Reverse(*degree), *end));
    order.into_iter().map(|(_, end)| end).collect()
}

fn row(input: Input<'_>, from: &str, end: ItemOrDocument) -> Value {
    let site = input.site;
    // A name stands once in each direction: what is needed is not also linked to.
    let cells = |edges: &[EdgeIx], comes_in: bool| {
        let mut seen = BTreeSet::from([end]);
        let mut cell = |depends: bool| {
            let found: Vec<ItemOrDocument> = edges
                .iter()
                .map(|edge| &site[*edge])
                .filter(|edge| (edge.kind == RelationKind::DependsOn) == depends)
                .map(|edge| if comes_in { edge.source } else { edge.target })
                .filter(|other| seen.insert(*other))
                .collect();
            let names: Vec<Value> = found.iter().take(NAMES).map(|other| named(input, from, *other)).collect();
            data!({ "names": names, "more": found.len().saturating_sub(NAMES) })
        };
        (cell(true), cell(false))
    };
    let (needs, to) = cells(site.outgoing(end), false);
    let (needed, by) = cells(site.incoming(end), true);
    let mut document = parts::end(input, from, end);
    document.remove("excerpt");
    data!({
        "document": document,
        "needs": needs,
        "needed": needed,
        "to": to,
        "by": by,
    })
}

/// What stands under the picture: the first rows, and the lists.
pub fn summary(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let order = order(site);
    let rows: Vec<Value> = order.iter().take(UNDER).map(|end| row(input, from, *end)).collect();
    let all = (order.len() > UNDER)
        .then(|| data!({ "text": words.with("all", &words.number(order.len())), "href": href(from, TABLE) }));
    let names = |found: &[ItemOrDocument]| -> Value {
        let list: Vec<Value> = found.iter().take(LISTED).map(|end| named(input, from, *end)).collect();
        let left = found.len().saturating_sub(LISTED);
        data!({ "count": found.len(), "names": list, "left": (left > 0).then(|| words.count("rows-left", left)) })
    };
    let alone: Vec<ItemOrDocument> = network::alone(site).collect();
    let dead: Vec<ItemOrDocument> =
        ends(site).filter(|end| !site.incoming(*end).is_empty() && site.outgoing(*end).is_empty()).collect();
    shown(data!({
        "columns": columns(site),
        "rows": rows,
        "all": all,
        "needed": most_needed(input, from),
        "circles": site.order.cycles.iter().take(LISTED).map(|cycle| ring(input, from, cycle)).collect::<Vec<_>>(),
        "circles_left": Some(site.order.cycles.len().saturating_sub(LISTED)).filter(|left| *left > 0).map(|left| words.count("rows-left", left)),
        "alone": (!alone.is_empty()).then(|| names(&alone)),
        "ends": (!dead.is_empty()).then(|| names(&dead)),
    }))
}

/// The ten items that most others depend on, with how many.
fn most_needed(input: Input<'_>, from: &str) -> Vec<Value> {
    let site = input.site;
    let depends = site.edges.iter().filter(|edge| edge.kind == RelationKind::DependsOn);
    let pairs: BTreeSet<(ItemOrDocument, ItemOrDocument)> = depends
        .map(|edge| (site.whole(edge.target), site.whole(edge.source)))
        .filter(|(needed, by)| needed != by)
        .collect();
    let mut counts: BTreeMap<ItemOrDocument, usize> = BTreeMap::new();
    for (needed, _) in pairs {
        *counts.entry(needed).or_default() += 1;
    }
    let mut most: Vec<(usize, ItemOrDocument)> =
        counts.into_iter().map(|(end, count)| (count, end)).filter(|(count, _)| *count > 1).collect();
    most.sort_by_key(|(count, end)| (std::cmp::Reverse(*count), *end));
    let entry = |(count, end): &(usize, ItemOrDocument)| {
        let mut entry = named(input, from, *end);
        entry["count"] = data!(*count);
        entry
    };
    most.iter().take(10).map(entry).collect()
}

/// A way round, from its first back to it: `{ names, more, others, evidence }`; each name needs the one behind it.
fn ring(input: Input<'_>, from: &str, cycle: &Cycle) -> Value {
    let words = &input.frame.words;
    let hidden = cycle.path.len().saturating_sub(AROUND);
    let mut names: Vec<Value> = cycle.path.iter().take(AROUND).map(|end| named(input, from, *end)).collect();
    if hidden == 0 {
        names.extend(cycle.path.first().map(|end| named(input, from, *end)));
    }
    let others = cycle.members.len() - cycle.path.len();
    shown(data!({
        "names": names,
        "more": (hidden > 0).then(|| words.count("more", hidden)),
        "others": (others > 0).then(|| words.count("tied-up", others)),
        "evidence": cycle.edges.iter().take(AROUND).map(|edge| written(input, from, *edge)).collect::<Vec<_>>(),
    }))
}

/// What an edge is written as, with the page it is written on.
fn written(input: Input<'_>, from: &str, edge: EdgeIx) -> Value {
    let site = input.site;
    let place = site[edge].evidence.first();
    let page = place.and_then(|place| site.by_path.get(&place.path)).map(|ix| href(from, &site[*ix].url));
    data!({ "text": super::draw::evidence(input, edge), "href": page })
}
