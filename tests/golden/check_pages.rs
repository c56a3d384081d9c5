//! The pages of checks, Health, and the box of findings on a document's page.

use featsite::build::{Evaluated, outputs::Content, outputs::Outputs, site_of};
use featsite::source::Snapshot;

/// A folder with a finding that leads nowhere, one that contradicts itself and one that is allowed.
const FILES: &[(&str, &str)] = &[
    ("a.md", "# A\n\n**Status**: Done\n**Status**: Planned\n\nSee [x](gone.md).\n"),
    ("b.md", "# B\n\nSee [x](gone.md). <!-- featsite: allow(broken-link) because it comes next week -->\n"),
    ("c.md", "# C\n\nSee [x](gone.md).\n"),
];

fn page(evaluated: &Evaluated, url: &str) -> Option<String> {
    let snapshot = Snapshot::of(FILES);
    match Outputs::new(&snapshot, evaluated).make(url)?.0 {
        Content::Bytes(bytes) => String::from_utf8(bytes).ok(),
        Content::Copy(_) | Content::Export => None,
    }
}

#[test]
fn every_check_that_fired_has_a_page_that_findings_lead_to() {
    let evaluated = site_of(FILES);
    let check = page(&evaluated, "checks/broken-link.html").expect("a page");
    assert!(check.contains("2 places · 2 documents"), "{check}");
    assert!(check.contains("href=\"../a.html#a\">a.md:6</a>") && check.contains("../c.html"), "{check}");
    assert!(check.contains("&lt;!-- featsite: allow(broken-link) because … --&gt;"), "{check}");
    assert!(!check.contains("b.html"), "what is allowed stands on no page: {check}");
    assert_eq!(page(&evaluated, "checks/placeholder.html"), None);
    for from in ["health.html", "a.html", "c.html"] {
        let html = page(&evaluated, from).expect("a page");
        assert!(html.contains("href=\"checks/broken-link.html\""), "{from}: {html}");
    }
}

#[test]
fn the_page_of_a_check_begins_with_what_it_found() {
    let check = page(&site_of(FILES), "checks/broken-link.html").expect("a page");
    assert!(check.contains("<h1><span lang=\"en\">A link or image that leads to no file</span></h1>"), "{check}");
    assert!(check.contains("<code>broken-link</code></p></header>"), "{check}");
    let told = ["<h1", "Found here", "<h2>Example</h2>", "<h2>Instead</h2>"].map(|words| check.find(words));
    assert!(told.iter().all(Option::is_some) && told.is_sorted(), "{told:?}: {check}");
    let what = check.find("The target of a link or image is tried");
    assert!(what.is_some() && check.find("Found here") < what, "{check}");
}

#[test]
fn a_document_that_contradicts_itself_says_so_first() {
    let evaluated = site_of(FILES);
    let (a, c) = (page(&evaluated, "a.html").expect("a page"), page(&evaluated, "c.html").expect("a page"));
    assert!(a.contains("<h2>This document disagrees with itself</h2>"), "{a}");
    let order = ["says <code>Done</code>", "leads nowhere"].map(|words| a.find(words));
    assert!(order[0].is_some() && order[0] < order[1], "{a}");
    assert!(c.contains("<h2>This page needs attention</h2>"), "{c}");
}

#[test]
fn health_and_the_footer_count_the_same() {
    let evaluated = site_of(FILES);
    let health = page(&evaluated, "health.html").expect("a page");
    assert!(health.contains("2 documents need attention · 3 warnings · 1 allowed by a comment"), "{health}");
    assert!(health.contains("3 documents, <a href=\"health.html\">2 need attention</a>"), "{health}");
}
