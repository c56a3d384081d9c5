//! The graph as a table: every document with what it needs, what needs it, what it links to and what links to it;
//! beside it what stands alone, what is needed most, and circles.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::network::circles;
use crate::model::{DocIx, Kind, RelationKind, Site};
use crate::views::card::named;
use crate::views::facets::{PAGE, page_urls};
use crate::views::parts::{href, shown};
use crate::views::table::{extent, page_links};
use crate::views::{Input, Page};

/// The whole table.
const TABLE: &str = "views/connections.html";
/// Rows that stand under the picture before the table gets a page of its own.
const UNDER: usize = 100;
/// Names in one cell before the others are counted; the document's page has them all.
const NAMES: usize = 8;
/// Entries of a list beside the table.
const LISTED: usize = 60;

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
            let rows = order.iter().skip(at * PAGE).take(PAGE).map(|ix| row(input, from, *ix));
            shown(json!({
                "title": words.get("connections"),
                "back": { "text": words.get("graph"), "href": href(from, super::VIEW.url) },
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

/// The connected documents, the most connected first.
fn order(site: &Site) -> Vec<DocIx> {
    let mut order: Vec<(usize, DocIx)> = site
        .each()
        .map(|(ix, linked)| (linked.incoming.len() + linked.outgoing.len(), ix))
        .filter(|(degree, _)| *degree > 0)
        .collect();
    order.sort_by_key(|(degree, ix)| (std::cmp::Reverse(*degree), *ix));
    order.into_iter().map(|(_, ix)| ix).collect()
}

fn row(input: Input<'_>, from: &str, ix: DocIx) -> Value {
    let linked = &input.site[ix];
    let cell = |edges: &[crate::model::EdgeIx], comes_in: bool, link: bool| {
        let found: Vec<DocIx> = edges
            .iter()
            .map(|edge| &input.site[*edge])
            .filter(
                |edge| if link { edge.kind != RelationKind::DependsOn } else { edge.kind == RelationKind::DependsOn },
            )
            .map(|edge| if comes_in { edge.source } else { edge.target })
            .filter(|other| *other != ix)
            .collect();
        let names: Vec<Value> = found.iter().take(NAMES).map(|other| named(input, from, *other)).collect();
        json!({ "names": names, "more": found.len().saturating_sub(NAMES) })
    };
    let mut document = crate::views::parts::document(input, from, ix);
    if let Value::Object(members) = &mut document {
        members.remove("excerpt");
    }
    json!({
        "document": document,
        "needs": cell(&linked.outgoing, false, false),
        "needed": cell(&linked.incoming, true, false),
        "to": cell(&linked.outgoing, false, true),
        "by": cell(&linked.incoming, true, true),
    })
}

/// What stands under the picture: the first rows, and the lists.
pub fn summary(input: Input<'_>, from: &str) -> Value {
    let site = input.site;
    let words = &input.frame.words;
    let order = order(site);
    let rows: Vec<Value> = order.iter().take(UNDER).map(|ix| row(input, from, *ix)).collect();
    let all = (order.len() > UNDER)
        .then(|| json!({ "text": words.with("all", &words.number(order.len())), "href": href(from, TABLE) }));
    let names = |found: &[DocIx]| -> Value {
        let list: Vec<Value> = found.iter().take(LISTED).map(|ix| named(input, from, *ix)).collect();
        let left = found.len().saturating_sub(LISTED);
        json!({ "count": found.len(), "names": list, "left": (left > 0).then(|| words.count("rows-left", left)) })
    };
    let alone: Vec<DocIx> = site
        .each()
        .filter(|(_, linked)| linked.incoming.is_empty() && linked.outgoing.is_empty())
        .filter(|(_, linked)| linked.part_of.is_none() && linked.parts.is_empty() && linked.kind != Kind::Template)
        .map(|(ix, _)| ix)
        .collect();
    let ends: Vec<DocIx> = site
        .each()
        .filter(|(_, linked)| !linked.incoming.is_empty() && linked.outgoing.is_empty())
        .map(|(ix, _)| ix)
        .collect();
    shown(json!({
        "rows": rows,
        "all": all,
        "needed": most_needed(input, from),
        "circles": rings(input, from),
        "alone": (!alone.is_empty()).then(|| names(&alone)),
        "ends": (!ends.is_empty()).then(|| names(&ends)),
    }))
}

/// The ten documents that most others depend on, with how many.
fn most_needed(input: Input<'_>, from: &str) -> Vec<Value> {
    let mut counts: BTreeMap<DocIx, usize> = BTreeMap::new();
    for edge in input.site.edges.iter().filter(|edge| edge.kind == RelationKind::DependsOn) {
        *counts.entry(edge.target).or_default() += 1;
    }
    let mut most: Vec<(usize, DocIx)> =
        counts.into_iter().map(|(ix, count)| (count, ix)).filter(|(count, _)| *count > 1).collect();
    most.sort_by_key(|(count, ix)| (std::cmp::Reverse(*count), *ix));
    let entry = |(count, ix): &(usize, DocIx)| {
        let mut entry = named(input, from, *ix);
        entry["count"] = json!(count);
        entry
    };
    most.iter().take(10).map(entry).collect()
}

/// Documents that depend on each other in a circle.
fn rings(input: Input<'_>, from: &str) -> Vec<Value> {
    let site = input.site;
    let needs = |at: usize| -> Vec<usize> {
        let edges = site.documents.get(at).map_or(&[][..], |linked| linked.outgoing.as_slice());
        let needed = edges.iter().map(|edge| &site[*edge]).filter(|edge| edge.kind == RelationKind::DependsOn);
        needed.map(|edge| edge.target.at()).filter(|target| *target != at).collect()
    };
    let rings = circles(site.documents.len(), &needs);
    let ring = |ring: &Vec<usize>| {
        let names: Vec<Value> = ring.iter().take(LISTED).map(|at| named(input, from, DocIx(*at as u32))).collect();
        json!({ "names": names, "more": ring.len().saturating_sub(LISTED) })
    };
    rings.iter().take(LISTED).map(ring).collect()
}
