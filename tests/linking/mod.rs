//! Linking through the whole pipeline: every test is a small folder and what the site must know of it.

mod ids;
mod items;
mod links;
mod order;
mod pairs;
mod related;
mod sources;

use featsite::build::{Evaluated, site_of};
use featsite::model::{LinkedDocument, Site};

/// The document of a path.
fn at<'a>(site: &'a Site, path: &str) -> &'a LinkedDocument {
    let ix = site.by_path.get(path).unwrap_or_else(|| panic!("no document {path}"));
    &site[*ix]
}

/// The status in force, as its name; `unset` where there is none.
fn status(site: &Site, path: &str) -> String {
    at(site, path).status().map_or("unset", |fact| fact.value.status.name()).to_owned()
}

/// The edges as `source kind target`, in their order.
fn edges(site: &Site) -> Vec<String> {
    let path = |end| site.path_of(end);
    site.edges.iter().map(|edge| format!("{} {} {}", path(edge.source), edge.kind.name(), path(edge.target))).collect()
}

/// The items by id or title, in their order.
fn items(site: &Site) -> Vec<&str> {
    site.items.iter().map(|item| item.id.as_deref().unwrap_or(&item.title)).collect()
}

/// The names of the checks that found something, in order.
fn checks(evaluated: &Evaluated) -> Vec<&'static str> {
    evaluated.findings.iter().map(|finding| finding.check).collect()
}
