//! What shares a value: items and documents by status, priority, owner, tag and column of the board.
//!
//! Absent on purpose: the pages themselves (`lists`).

use std::collections::{BTreeMap, BTreeSet};

use super::table::numbered;
use crate::link::urls;
use crate::model::{Column, DocIx, ItemIx, Priority, Site, Status};

/// Rows on one page of a list; more go to a next page.
pub const PAGE: usize = 1_000;

/// The documents and items that share a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// The value as first written; empty for statuses, priorities and columns, which the interface names.
    pub name: String,
    /// Items, in the order of the backlog; the archived behind the others.
    pub items: Vec<ItemIx>,
    /// How many of them are archived.
    pub archived: usize,
    /// Documents that are no items.
    pub documents: Vec<DocIx>,
}

impl Facet {
    /// Items that are not archived.
    pub fn open(&self) -> usize {
        self.items.len() - self.archived
    }
}

/// Every facet of a site. Owners and tags stand by the address of their page: values that share one are one.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By status.
    pub statuses: BTreeMap<Status, Facet>,
    /// By column of the board.
    pub columns: BTreeMap<Column, Facet>,
    /// By priority.
    pub priorities: BTreeMap<Priority, Facet>,
    /// By owner.
    pub owners: BTreeMap<String, Facet>,
    /// By tag.
    pub tags: BTreeMap<String, Facet>,
}

impl Facets {
    /// Gathers the facets of a site.
    pub fn of(site: &Site) -> Self {
        let mut facets = Self::default();
        let (mut owner, mut tag) = (addresses(urls::owner), addresses(urls::tag));
        for archived in [false, true] {
            for (ix, item) in site.each_item().filter(|(_, item)| item.archived == archived) {
                let put = |facet: &mut Facet| {
                    facet.items.push(ix);
                    facet.archived += usize::from(archived);
                };
                let status = super::card::status_of(item);
                put(facets.statuses.entry(status).or_default());
                if let Some(column) = status.column() {
                    put(facets.columns.entry(column).or_default());
                }
                if let Some(fact) = &item.priority {
                    put(facets.priorities.entry(fact.value).or_default());
                }
                each(&mut facets.owners, item.owners.iter().map(String::as_str), &mut owner, put);
                each(&mut facets.tags, item.tags.iter().map(String::as_str), &mut tag, put);
            }
        }
        for (ix, linked) in site.each().filter(|(_, linked)| linked.item.is_none()) {
            let put = |facet: &mut Facet| facet.documents.push(ix);
            let owners = linked.owners.iter().map(|fact| fact.value.as_str());
            each(&mut facets.owners, owners, &mut owner, put);
            let tags = linked.document.tags.iter().map(|fact| fact.value.as_str());
            each(&mut facets.tags, tags, &mut tag, put);
        }
        facets
    }
}

/// The addresses of values: few values stand in many documents, so each is made once.
fn addresses<'a>(address: fn(&str) -> String) -> impl FnMut(&'a str) -> String {
    let mut known: BTreeMap<&'a str, String> = BTreeMap::new();
    move |value| known.entry(value).or_insert_with(|| address(value)).clone()
}

/// Puts something into the facet of every value, once where two values have one address.
fn each<'a>(
    facets: &mut BTreeMap<String, Facet>,
    values: impl Iterator<Item = &'a str>,
    mut address: impl FnMut(&'a str) -> String,
    put: impl Fn(&mut Facet),
) {
    let mut seen = BTreeSet::new();
    for value in values.map(str::trim).filter(|value| !value.is_empty()) {
        let url = address(value);
        if seen.insert(url.clone()) {
            let facet = facets.entry(url).or_default();
            if facet.name.is_empty() {
                value.clone_into(&mut facet.name);
            }
            put(facet);
        }
    }
}

/// The addresses of the pages of values, each once.
pub fn distinct<'a>(values: impl Iterator<Item = &'a str>, address: fn(&str) -> String) -> BTreeSet<String> {
    let values: BTreeSet<&str> = values.collect();
    values.into_iter().map(address).collect()
}

/// The address of a priority's page.
pub fn priority_url(priority: Priority) -> String {
    format!("views/priority-{}.html", priority.name())
}

/// The address of the page that lists a whole column of the board.
pub fn column_url(column: Column) -> String {
    format!("views/column-{}.html", column.name())
}

/// Addresses of the pages of a list of items that begins at `first`.
pub fn page_urls(first: &str, rows: usize) -> Vec<String> {
    numbered(first, rows.div_ceil(PAGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_get_more_pages() {
        assert_eq!(page_urls("owners/ana.html", 2_001), ["owners/ana.html", "owners/ana~2.html", "owners/ana~3.html"]);
        assert_eq!(page_urls("owners/ana.html", 1_000).len(), 1);
        assert_eq!(page_urls("owners/ana.html", 0).len(), 1);
    }

    #[test]
    fn values_of_one_address_are_one() {
        let mut facets = BTreeMap::new();
        let put = |facet: &mut Facet| facet.archived += 1;
        each(&mut facets, ["Auth", "auth", " ", "API"].into_iter(), urls::tag, put);
        let found: Vec<_> = facets.values().map(|facet| (facet.name.as_str(), facet.archived)).collect();
        assert_eq!(found, [("API", 1), ("Auth", 1)]);
    }
}
