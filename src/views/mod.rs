//! From a site to pages: for each address a template and a function that makes the template's plain data.
//!
//! Absent on purpose: Tera, HTML of bodies (`body`), disk. A view reads the site and decides what is shown.

use serde_json::{Value, json};

use crate::diag::Diagnostic;
use crate::model::{DocIx, Site};

/// What a page's data is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The site.
    pub site: &'a Site,
    /// All findings, sorted by place.
    pub findings: &'a [Diagnostic],
}

/// A page: made only when it is asked for.
pub struct Page {
    /// Its address, relative to the root, not encoded.
    pub url: String,
    /// The template's name.
    pub template: &'static str,
    /// The document whose rendered body the template shows.
    pub body: Option<DocIx>,
    /// Makes the template's data.
    #[allow(clippy::type_complexity)]
    pub data: Box<dyn Fn(Input<'_>) -> Value + Send + Sync>,
}

/// Every page of the site, sorted by address.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages: Vec<Page> = site
        .each()
        .map(|(ix, linked)| Page {
            url: linked.url.clone(),
            template: "document.html",
            body: Some(ix),
            data: Box::new(move |input| json!({ "title": input.site[ix].document.title.value })),
        })
        .collect();
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    pages
}
