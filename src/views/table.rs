//! A table of items: which columns it has, its rows, its pages.

use crate::views::value::{Value, data};

use super::facets::PAGE;
use super::{Input, card, changed, marks};
use crate::base::key::Key;
use crate::model::{Item, ItemIx};
use crate::views::parts::href;

/// Letters of an id that have room in a table.
const LONGEST: usize = 16;

/// Pages of a list that all link to each other; of more only some do.
const ALL: usize = 40;

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

/// Links to the pages of a list: `[{ number, href, current }]`; empty where there is only one.
pub fn page_links(from: &str, urls: &[String], current: usize) -> Vec<Value> {
    if urls.len() < 2 {
        return Vec::new();
    }
    let link =
        |(at, url): (usize, &String)| data!({ "number": at + 1, "href": href(from, url), "current": at == current });
    urls.iter().enumerate().filter(|(at, _)| is_linked(*at, current, urls.len())).map(link).collect()
}

/// Whether one page of a list links to another. Where they are many it is those around it, ever fewer of those far away, the
/// first and the last: a few steps lead to any, and nobody reads a line of thousands of numbers.
fn is_linked(at: usize, current: usize, pages: usize) -> bool {
    let far = at.abs_diff(current);
    pages <= ALL || at == 0 || at + 1 == pages || far <= 3 || far.is_power_of_two()
}

/// Which rows stand on a page: `{ first, last, total }`; null where all do.
pub fn extent(page: usize, rows: usize) -> Value {
    if rows <= PAGE {
        return Value::Null;
    }
    data!({ "first": page * PAGE + 1, "last": rows.min((page + 1) * PAGE), "total": rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_long_list_link_to_some_of_it_and_lead_to_all() {
        let linked = |current, pages: usize| (0..pages).filter(|at| is_linked(*at, current, pages)).collect::<Vec<_>>();
        assert_eq!(linked(7, ALL), (0..ALL).collect::<Vec<_>>());
        assert_eq!(linked(0, ALL + 1), [0, 1, 2, 3, 4, 8, 16, 32, 40]);
        assert_eq!(linked(20, ALL + 1), [0, 4, 12, 16, 17, 18, 19, 20, 21, 22, 23, 24, 28, 36, 40]);
        // The way to any page, each time by the link that leads nearest to it.
        for wanted in [0, 1, 1_234, 2_999, 4_999] {
            let (mut at, mut steps) = (2_500_usize, 0);
            while at != wanted {
                at = linked(at, 5_000).into_iter().min_by_key(|one| one.abs_diff(wanted)).expect("there");
                steps += 1;
            }
            assert!(steps <= 7, "{wanted}: {steps}");
        }
    }
}
