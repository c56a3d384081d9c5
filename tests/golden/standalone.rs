//! Every page of `content/` as a file by itself: nothing in it loads, runs or leads nowhere.

use std::collections::BTreeSet;
use std::path::Path;

use featsite::base::dates::Date;
use featsite::build;
use featsite::build::outputs::Outputs;
use featsite::sys;

/// The values of an attribute, wherever it stands.
fn values<'a>(html: &'a str, key: &str) -> BTreeSet<&'a str> {
    html.split(&format!(" {key}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn no_page_needs_or_seeks_another_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let snapshot = sys::read::snapshot(&folder, Date::constant(2026, 11, 21)).expect("the content is there");
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let read = |path: &str| sys::read::asset(&snapshot, path).ok();
    let mut pictures = 0;
    for url in outputs.urls().filter(|url| outputs.is_page(url) && *url != "404.html") {
        let html = outputs.standalone(url, &read).expect("a page").expect("made");
        let body = html.split_once("</style>").expect("a style").1;
        for gone in ["<script", "<link", "<button", "<iframe", "<style", " src=\"http"] {
            assert!(!body.contains(gone), "{url} has {gone}");
        }
        let ids = values(body, "id");
        for href in values(body, "href") {
            let decoded = featsite::base::paths::decode(href);
            let inside = decoded.strip_prefix('#').map(|anchor| ids.contains(anchor));
            assert!(inside.unwrap_or(href.contains("://") || href.starts_with("mailto:")), "{url}: {href}");
        }
        for name in ["a", "span", "nav", "div", "section", "details", "svg", "table", "ul"] {
            let starts = body.matches(&format!("<{name}>")).count() + body.matches(&format!("<{name} ")).count();
            assert_eq!(starts, body.matches(&format!("</{name}>")).count(), "{url}: <{name}>");
        }
        pictures += body.matches("src=\"data:image/").count();
    }
    assert!(pictures > 0, "the manual shows a picture");
}
