//! The views that the configuration names: a filter each, made into a page of its own.

use std::collections::BTreeSet;

use crate::views::value::{Value, data};

use super::chosen::Records;
use super::facets::PAGE;
use super::parts::{self, href, shown};
use super::{Input, Page, backlog, bar, table};
use crate::filter;
use crate::link::urls;
use crate::model::{ItemIx, Site, Tally};

/// The folder of their pages.
const FOLDER: &str = "views/named";

/// A named view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name, as the configuration has it.
    pub name: String,
    /// Its filter.
    pub filter: String,
    /// The address of its page.
    pub url: String,
    /// The items that pass on the day of the build, in the order of the backlog.
    pub items: Vec<ItemIx>,
    /// A word of the filter for a status that no item has.
    pub unknown: Option<String>,
}

/// The addresses of the named views, in the order of the configuration. Names that differ only in case or signs get
/// addresses of their own.
fn addresses(site: &Site) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let address = |(name, _): &(String, String)| {
        let first = urls::named(FOLDER, name);
        let stem = first.trim_end_matches(".html").to_owned();
        let more = (2..).map(|number| format!("{stem}~{number}.html"));
        let free = std::iter::once(first).chain(more).find(|url| !taken.contains(url)).unwrap_or_default();
        taken.insert(free.clone());
        free
    };
    site.config.views.iter().map(address).collect()
}

/// The named views with what passes. Archived items pass only where the filter asks for them.
pub fn all(input: Input<'_>) -> Vec<Named> {
    let site = input.site;
    if site.config.views.is_empty() {
        return Vec::new();
    }
    let records = Records::of(input);
    let made = |((name, text), url): (&(String, String), String)| {
        let chosen = records.passing(&filter::parse(text), false);
        Named { name: name.clone(), filter: text.clone(), url, items: chosen.items, unknown: chosen.unknown }
    };
    site.config.views.iter().zip(addresses(site)).map(made).collect()
}

/// A page for each.
pub fn pages(site: &Site) -> Vec<Page> {
    let page = |(at, url): (usize, String)| Page {
        url,
        template: "list.html",
        body: None,
        data: Box::new(move |input| input.frame.named.get(at).map_or(Value::Null, |named| data(input, named))),
    };
    addresses(site).into_iter().enumerate().map(page).collect()
}

fn data(input: Input<'_>, named: &Named) -> Value {
    let words = &input.frame.words;
    let mut progress = Tally::default();
    named.items.iter().for_each(|ix| progress.merge(input.site[*ix].progress));
    let left = named.items.len().saturating_sub(PAGE);
    let asked = super::query("q", &named.filter);
    // The backlog holds no archived items: only what it can show is led to.
    let elsewhere = !filter::parse(&named.filter).asks("is", "archived");
    shown(data!({
        "title": &named.name,
        "of": words.get("backlog"),
        "index": href(&named.url, backlog::VIEW.url),
        "counted": words.count("item-count", named.items.len()),
        "filter": &named.filter,
        "as_of": words.with("as-of", &words.date(crate::base::When::Day(input.site.today))),
        "progress": parts::progress(progress),
        "bar": bar::data(input, &named.url, &named.items, bar::Of::Table),
        "table": (!named.items.is_empty()).then(|| table::table(input, &named.url, &named.items, 0)),
        "rest": (left > 0).then(|| data!({
            "text": words.count("more", left),
            "href": elsewhere.then(|| format!("{}{asked}", href(&named.url, backlog::VIEW.url))),
        })),
        "nothing": named.items.is_empty().then(|| match &named.unknown {
            Some(word) => words.with("no-such-status", word),
            None => words.get("no-item-passes").to_owned(),
        }),
    }))
}
