//! A table of items: which columns it has, its rows, its pages.

use crate::views::value::{Value, data};

use super::facets::PAGE;
use super::{Input, card, changed, marks};
use crate::base::key::Key;
use crate::model::{Item, ItemIx};
use crate::views::parts::href;

/// Letters of an id that have room in a table.
const LONGEST: usize = 16;

/// Page `page`, counted from 0, of a table of items: `{ columns, rows }`. A column stands where at least a tenth of
/// all rows fill it, on whichever page; title and status always do.
pub fn table(input: Input<'_>, from: &str, items: &[ItemIx], page: usize) -> Value {
    let start = items.len().min(page.saturating_mul(PAGE));
    let end = items.len().min(start + PAGE);
    rows(input, from, items, items.get(start..end).unwrap_or_default())
}

/// Some rows of a table of `items`, with its columns.
pub fn rows(input: Input<'_>, from: &str, items: &[ItemIx], some: &[ItemIx]) -> Value {
    let rows: Vec<Value> = some.iter().map(|ix| card::card(input, from, *ix)).collect();
    let columns = input.frame.lists.get(Key::of(&("columns", items)), || columns(input, items));
    data!({ "columns": columns, "rows": rows })
}

fn columns(input: Input<'_>, items: &[ItemIx]) -> Value {
    let enough = items.len().div_ceil(10).max(1);
    let filled =
        |has: &dyn Fn(&Item) -> bool| items.iter().filter(|ix| has(&input.site[**ix])).take(enough).count() == enough;
    let mut columns = data!({
        "id": filled(&|item| item.id.is_some()),
        "priority": filled(&|item| item.priority.is_some()),
        "owner": filled(&|item| !item.owners.is_empty()),
        "phase": filled(&|item| card::current(input.site, item).is_some()),
        "progress": filled(&|item| item.progress.total > 0),
        "target": filled(&|item| !item.dates.target.is_empty()),
        "updated": filled(&|item| changed::day(input.site, item).is_some()),
        "findings": filled(&|item| item.document.is_some_and(|document| marks::has(input, document))),
    });
    // A column is as wide as its widest id, whichever rows stand on the page.
    let ids = items.iter().filter_map(|ix| input.site[*ix].id.as_deref());
    let width = |id: &&str| match id.len() <= LONGEST {
        true => id.chars().count(),
        false => card::clip(id, LONGEST).chars().count(),
    };
    columns["longest"] = data!(ids.max_by_key(width).map(|id| card::clip(id, LONGEST)));
    // The parts of an item stand in one cell below its title.
    let optional = columns.members().iter().filter(|(_, shown)| *shown == Value::Bool(true)).count();
    let lead = usize::from(columns["id"] == Value::Bool(true));
    columns["span"] = data!(2 + optional - lead);
    columns
}

/// The addresses of the pages of a list whose first page has this one. Slugs hold no tilde, so that nothing else has them.
pub fn numbered(first: &str, pages: usize) -> Vec<String> {
    let stem = first.strip_suffix(".html").unwrap_or(first);
    let later = (2..=pages).map(|number| format!("{stem}~{number}.html"));
    std::iter::once(first.to_owned()).chain(later).collect()
}

/// Links to all pages of a list: `[{ number, href, current }]`; empty where there is only one.
pub fn page_links(from: &str, urls: &[String], current: usize) -> Vec<Value> {
    if urls.len() < 2 {
        return Vec::new();
    }
    let link =
        |(at, url): (usize, &String)| data!({ "number": at + 1, "href": href(from, url), "current": at == current });
    urls.iter().enumerate().map(link).collect()
}

/// Which rows stand on a page: `{ first, last, total }`; null where all do.
pub fn extent(page: usize, rows: usize) -> Value {
    if rows <= PAGE {
        return Value::Null;
    }
    data!({ "first": page * PAGE + 1, "last": rows.min((page + 1) * PAGE), "total": rows })
}
