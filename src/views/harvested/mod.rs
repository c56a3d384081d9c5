//! Pages of what documents hold inside: decisions, lessons, follow-ups, gates, open boxes, blockers, entries of
//! their logs. Every entry
//! leads to the line it came from.
//!
//! Absent on purpose: reading these out of sections, which `kinds` has done.

pub mod activity;
pub mod blockers;
pub mod decisions;
pub mod deployment;
pub mod files;
pub mod follow_ups;
pub mod gates;
pub mod lessons;
pub mod open_boxes;

use std::sync::Arc;

use crate::views::value::{Value, data};

use super::parts::{self, href, href_at, shown};
use super::table::page_links;
use super::{Input, Page, Presence};
use crate::base::Span;
use crate::model::{DocIx, Document, Kind, Site};

/// The documents whose contents count: a template's examples are nobody's.
fn documents(site: &Site) -> impl Iterator<Item = (DocIx, &Document)> {
    site.each().filter(|(_, linked)| linked.kind != Kind::Template).map(|(ix, linked)| (ix, &*linked.document))
}

/// How a page with this many entries stands in the navigation.
fn counted(count: usize) -> Presence {
    if count == 0 { Presence::Absent } else { Presence::Count(count) }
}

/// Documents on one page of a list; more go to a next page.
const PAGE: usize = 150;

/// The pages of a list of documents that hold something, none where none does. `make` makes one from its address and the
/// documents on it.
fn pages(
    url: &'static str,
    template: &'static str,
    documents: Vec<DocIx>,
    make: impl Fn(Input<'_>, &str, &[DocIx]) -> Value + Send + Sync + 'static,
) -> Vec<Page> {
    let stem = url.strip_suffix(".html").unwrap_or(url);
    let mut urls = vec![url.to_owned()];
    urls.extend((2..=documents.len().div_ceil(PAGE)).map(|number| format!("{stem}~{number}.html")));
    let shared = Arc::new((documents, urls, make));
    let page = |at: usize| {
        let list = Arc::clone(&shared);
        let data = move |input: Input<'_>| {
            let from = list.1.get(at).map_or(url, String::as_str);
            let here = list.0.chunks(PAGE).nth(at).unwrap_or_default();
            let mut data = (list.2)(input, from, here);
            data["pages"] = data!(page_links(from, &list.1, at));
            filtered(data)
        };
        Page { url: shared.1.get(at).cloned().unwrap_or_default(), template, body: None, data: Box::new(data) }
    };
    let count = if shared.0.is_empty() { 0 } else { shared.1.len() };
    (0..count).map(page).collect()
}

/// The data of a page, which says whether its entries are so many that a box filters them.
fn filtered(mut data: Value) -> Value {
    let count = |of: &Value, key: &str| of[key].entries().len();
    let within = |of: &Value, key: &str, entries: &[&str]| -> usize {
        let groups = of[key].entries().iter();
        groups.map(|group| entries.iter().map(|key| count(group, key)).sum::<usize>()).sum()
    };
    let sections = data["sections"].entries().iter();
    let listed: usize = sections.map(|section| within(section, "lists", &["entries"])).sum();
    let told = within(&data, "sections", &["articles"]) + within(&data, "groups", &["rows"]);
    let rows = count(&data, "records") + count(&data, "rows");
    data["filtered"] = data!(parts::is_long(listed + told + rows));
    data
}

/// The document a group of entries comes from: `{ name, title, href, status }`.
fn origin(input: Input<'_>, from: &str, ix: DocIx) -> Value {
    let linked = &input.site[ix];
    shown(data!({
        "id": linked.id.as_ref().map(|fact| &fact.value),
        "title": &linked.document.title.value,
        "lang": &linked.document.lang,
        "href": href(from, &linked.url),
        "status": parts::status(&input.frame.words, linked.status(), linked.progress),
    }))
}

/// The line something came from, with the link to the heading above it: `{ line, href }`.
fn place(input: Input<'_>, from: &str, ix: DocIx, span: Span) -> Value {
    let linked = &input.site[ix];
    let sections = &linked.document.sections;
    let after = sections.partition_point(|section| section.heading.start <= span.start);
    let section = after.checked_sub(1).and_then(|at| sections.get(at)).filter(|section| section.level > 0);
    let href = section.map_or_else(|| href(from, &linked.url), |section| href_at(from, &linked.url, &section.anchor));
    data!({ "line": linked.document.lines.line(span.start), "href": href })
}
