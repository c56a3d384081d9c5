//! The bar above lists of items: what can be filtered, grouped and sorted by. Script brings it to life; without script
//! it is not shown, and the pages per value take its place.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::views::value::{Value, data};

use super::parts::{href, shown};
use super::{Input, card, export, release};
use crate::base::key::Key;
use crate::base::paths;
use crate::model::{Item, ItemIx, Site};

/// What the bar stands above.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Of {
    /// The backlog: every item that is not archived, on whichever page its row stands.
    Backlog,
    /// Another table: the rows of the page.
    Table,
    /// The board.
    Board,
    /// The timeline: its rows.
    Timeline,
}

/// The fields with menus of their values, in the order they stand.
const FACETS: [&str; 6] = ["status", "priority", "owner", "tag", "release", "kind"];

/// `{ of, facets: [{ name, label }], groups: [{ name, label }], downloads: [{ name, href }] }`; null where there
/// is too little to choose from. Every page of a list asks it of the whole list, so it is made once.
pub fn data(input: Input<'_>, from: &str, items: &[ItemIx], of: Of) -> Value {
    if items.len() < 2 {
        return Value::Null;
    }
    let key = Key::of(&("bar", paths::parent(from), items, of));
    input.frame.lists.get(key, || made(input, from, items, of))
}

fn made(input: Input<'_>, from: &str, items: &[ItemIx], of: Of) -> Value {
    let (site, words) = (input.site, &input.frame.words);
    let facets: Vec<&str> = FACETS.into_iter().filter(|name| differs(site, items, name)).collect();
    let quarter = items.iter().any(|ix| !site[*ix].dates.target.is_empty());
    let groups = facets
        .iter()
        .copied()
        .filter(|name| *name != "status" || of != Of::Board)
        .filter(|name| *name != "kind")
        .chain(quarter.then_some("quarter"))
        // The timeline has lanes of its own, which know what runs at once.
        .filter(|_| of != Of::Timeline);
    let named = |name: &'static str| data!({ "name": name, "label": words.get(label(name)) });
    let downloads = matches!(of, Of::Backlog).then(|| {
        data!([
            data!({ "name": "CSV", "kind": "csv", "href": href(from, export::CSV) }),
            data!({ "name": "JSON", "kind": "json", "href": href(from, export::JSON) }),
        ])
    });
    shown(data!({
        "of": match of {
            Of::Backlog => "backlog",
            Of::Table => "table",
            Of::Board => "board",
            Of::Timeline => "timeline",
        },
        "hint": words.with("filter-hint", &example(site, items)),
        "facets": facets.iter().map(|name| named(name)).collect::<Vec<_>>(),
        "groups": groups.map(named).collect::<Vec<_>>(),
        "downloads": downloads,
    }))
}

/// A filter of what these items really have: their commonest status, a tag most of them lack, a day ahead.
fn example(site: &Site, items: &[ItemIx]) -> String {
    let common = |values: &dyn Fn(&Item) -> Vec<String>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        items.iter().flat_map(|ix| values(&site[*ix])).for_each(|value| *counts.entry(value).or_default() += 1);
        let plain = |value: &str| value.len() <= 16 && value.chars().all(|c| c.is_alphanumeric() || c == '-');
        let some = counts.into_iter().filter(|(value, count)| *count < items.len() && plain(value));
        some.max_by_key(|(value, count)| (*count, Reverse(value.clone()))).map(|(value, _)| value)
    };
    let status = common(&|item| vec![card::status_of(item).name().to_owned()]).filter(|status| status != "unset");
    let tag = common(&|item| item.tags.clone());
    let due = items.iter().any(|ix| !site[*ix].dates.target.is_empty());
    let pieces = [
        status.map(|status| format!("status:{status}")),
        tag.map(|tag| format!("-tag:{tag}")),
        due.then(|| "due:<2w".to_owned()),
    ];
    let text = pieces.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "is:open".to_owned() } else { text }
}

/// The key of the word for a field.
fn label(name: &str) -> &str {
    match name {
        "tag" => "tags",
        other => other,
    }
}

/// Whether items differ in a field: what is the same everywhere is no choice.
fn differs(site: &Site, items: &[ItemIx], name: &str) -> bool {
    let values = |item: &Item| -> Vec<String> {
        match name {
            "status" => vec![card::status_of(item).name().to_owned()],
            "priority" => item.priority.iter().map(|fact| fact.value.name().to_owned()).collect(),
            "owner" => item.owners.clone(),
            "tag" => item.tags.clone(),
            "release" => release::of(site, item).map(str::to_owned).into_iter().collect(),
            _ => vec![item.kind.name().to_owned()],
        }
    };
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    items.iter().any(|ix| seen.insert(values(&site[*ix])) && seen.len() > 1)
}
