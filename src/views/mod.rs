//! From a site to pages: for each address a template and a function that makes the template's plain data.
//!
//! Absent on purpose: Tera, HTML of bodies (`body`), disk. A view reads the site and decides what is shown; every
//! link in its data is already relative to the page that shows it.

pub mod backlog;
pub mod bar;
pub mod board;
pub mod card;
pub mod changed;
pub mod check;
pub mod chosen;
pub mod data;
pub mod days;
pub mod document;
pub mod export;
pub mod facets;
pub mod folder;
pub mod frame;
pub mod graph;
pub mod harvested;
pub mod health;
pub mod lists;
pub mod marks;
pub mod named;
pub mod not_found;
pub mod overview;
pub mod parts;
pub mod peek;
pub mod record;
pub mod release;
pub mod shell;
pub mod svg;
pub mod table;
pub mod timeline;
pub mod value;
pub mod words;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::{DocIx, Site};
pub use frame::Frame;
pub use value::Value;

/// What a page's data is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The site.
    pub site: &'a Site,
    /// All findings, sorted by place.
    pub findings: &'a [Diagnostic],
    /// What every page needs and is computed once.
    pub frame: &'a Frame,
}

/// A page: made only when it is asked for.
pub struct Page {
    /// Its address, relative to the root, not encoded.
    pub url: String,
    /// The template's name.
    pub template: &'static str,
    /// The document whose rendered body the template shows.
    pub body: Option<DocIx>,
    /// Makes the template's data. `title` is required; it names the page in the window and the breadcrumbs.
    #[allow(clippy::type_complexity)]
    pub data: Box<dyn Fn(Input<'_>) -> Value + Send + Sync>,
}

/// How a view stands in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// Nothing is in it: neither the page nor the entry exists.
    Absent,
    /// It has an entry without a count.
    Shown,
    /// It has an entry with a count.
    Count(usize),
}

/// A view: one line in [`VIEWS`], one file that makes its pages.
pub struct View {
    /// Its name: the key of its label in [`words`] and of the `g` shortcuts.
    pub name: &'static str,
    /// The address of its first page. Its further pages and those below it belong to it too (`docs~2.html`, and `tags/…`
    /// for `tags/index.html`).
    pub url: &'static str,
    /// The letter that goes to it after `g`, where it has one.
    pub letter: Option<char>,
    /// What the addresses of its other pages begin with.
    pub also: &'static [&'static str],
    /// Whether it has anything to show.
    pub presence: fn(&Site, &[Diagnostic]) -> Presence,
    /// Its pages. Only asked where it is present or where presence depends on findings alone.
    pub pages: fn(Input<'_>) -> Vec<Page>,
}

/// Every view, in the order of the navigation.
pub const VIEWS: &[View] = &[
    overview::VIEW,
    backlog::VIEW,
    board::VIEW,
    timeline::VIEW,
    graph::VIEW,
    folder::VIEW,
    harvested::open_boxes::VIEW,
    harvested::blockers::VIEW,
    harvested::decisions::VIEW,
    harvested::lessons::VIEW,
    harvested::follow_ups::VIEW,
    harvested::gates::VIEW,
    harvested::files::VIEW,
    harvested::deployment::VIEW,
    harvested::activity::VIEW,
    lists::TAG_VIEW,
    lists::OWNER_VIEW,
    health::VIEW,
];

impl View {
    /// Whether a page of this address is one of the view's. Documents may lie anywhere: it is not asked of them.
    pub fn holds(&self, url: &str) -> bool {
        let stem = self.url.strip_suffix(".html").unwrap_or(self.url);
        let below = |stem: &str| url.strip_prefix(stem).is_some_and(|rest| rest.starts_with(['/', '~']));
        url == self.url
            || below(stem)
            || stem.strip_suffix("/index").is_some_and(below)
            || self.also.iter().any(|begins| url.starts_with(begins))
    }
}

/// A query of an address: `?q=…`, encoded.
pub fn query(name: &str, value: &str) -> String {
    let mut out = format!("?{name}=");
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Every page of the site, sorted by address. Where two want one address the document's page stays.
pub fn pages(input: Input<'_>) -> Vec<Page> {
    let Input { site, findings, .. } = input;
    let mut pages = document::pages(site);
    pages.extend(folder::pages(site));
    pages.extend(VIEWS.par_iter().flat_map_iter(|view| (view.pages)(input)).collect::<Vec<_>>());
    pages.extend(lists::value_pages(input));
    pages.extend(named::pages(site));
    pages.extend(check::pages(findings));
    pages.push(not_found::page());
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    pages.dedup_by(|later, kept| later.url == kept.url);
    pages
}
