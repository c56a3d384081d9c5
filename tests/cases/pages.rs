//! Whole pages of a small site: every page renders, asks for nothing but files of the site, and says what it must.

use std::collections::BTreeSet;

use featsite::base::paths;
use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::source::Snapshot;

const LOG: &str = "# FEAT-001: Login\n\n**Status**: 🚧 In Progress\n**Owner**: Ana\n**Squad**: Falcon\n\
    **Target Completion**: [YYYY-MM-DD]\n\n## Phase 1: Base\n\n- [x] one\n- [ ] two\n\n## Phase 2: More\n\n- [ ] three\n\n\
    See [the guide](../guides/login.md) and [nothing](missing.md). <img src=x onerror=alert(1)>\n";

const FILES: &[(&str, &str)] = &[
    ("README.md", "# A <b>small</b> \"site\"\n\nHello.\n"),
    ("features/FEAT-001-login.md", LOG),
    ("features/deep/er/other.md", "---\nstatus: \"<script>alert(1)</script>\"\n---\n# Other & more\n"),
    ("guides/login.md", "# Implementation Guide: Login\n\n**Feature ID**: FEAT-001\n\n## Prerequisites\n\nText.\n"),
    ("guides/c# and ü.md", "# Names\n\n[back](login.md)\n"),
];

/// Every page of a site of these files, by address.
fn pages(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let snapshot = Snapshot::of(files);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    assert_eq!(outputs.findings(), []);
    let urls: Vec<String> = outputs.urls().filter(|url| url.ends_with(".html")).map(str::to_owned).collect();
    let made = urls.into_iter().map(|url| {
        let (content, finding) = outputs.make(&url).expect("listed");
        assert_eq!(finding, None, "{url}");
        let Content::Bytes(bytes) = content else { panic!("{url} is a copy") };
        (url, String::from_utf8(bytes).expect("UTF-8"))
    });
    made.collect()
}

/// The values of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html.get(at + start.len()..)?.split('"').next()).collect()
}

#[test]
fn every_link_of_every_page_leads_to_a_file_of_the_site() {
    let snapshot = Snapshot::of(FILES);
    let evaluated = build::evaluate(&snapshot);
    let known: BTreeSet<String> = Outputs::new(&snapshot, &evaluated).urls().map(str::to_owned).collect();
    for (url, html) in pages(FILES) {
        if url == "404.html" {
            continue;
        }
        for target in values(&html, "href").into_iter().chain(values(&html, "src")) {
            let target = target.split(['#', '?']).next().unwrap_or_default();
            assert!(!target.starts_with('/') && !target.contains("://"), "{url}: {target}");
            if !target.is_empty() {
                let found = paths::join(paths::parent(&url), &paths::decode(target));
                assert!(found.as_ref().is_some_and(|found| known.contains(found)), "{url}: {target}");
            }
        }
    }
}

#[test]
fn no_page_holds_script_or_style_of_its_own() {
    for (url, html) in pages(FILES) {
        assert!(html.contains("Content-Security-Policy"), "{url}");
        assert!(!html.contains(" style=\"") && !html.contains("onerror=\""), "{url}");
        assert!(!html.contains("<script>") && !html.contains("javascript:"), "{url}");
        assert!(html.matches("<h1>").count() == 1, "{url}: {}", html.matches("<h1>").count());
    }
}

#[test]
fn a_documents_page_says_what_was_read_and_what_was_not() {
    let pages = pages(FILES);
    let (_, html) = pages.iter().find(|(url, _)| url == "features/FEAT-001-login.html").expect("the page");
    for piece in ["FEAT-001", "In Progress", "Falcon", "1/3", "Left to fill in", "This page needs attention"] {
        assert!(html.contains(piece), "{piece}");
    }
    assert!(html.contains("href=\"#phase-1-base\""), "the strip leads to the phase");
}

#[test]
fn an_empty_site_names_the_folder_and_the_commands() {
    let pages = pages(&[]);
    let (_, html) = pages.iter().find(|(url, _)| url == "index.html").expect("the page");
    assert!(html.contains("<code>content</code>") && html.contains("content/features/FEAT-001.md"), "{html}");
    assert!(!html.contains("0 documents"));
}

#[test]
fn where_two_documents_disagree_both_pages_say_so() {
    let pages = pages(&[
        ("work.md", "# Work\n\n| ID | Title | Status |\n|---|---|---|\n| FEAT-1 | Login | Done |\n"),
        ("login.md", "# Login\n\n**Feature ID**: FEAT-1\n**Status**: Planned\n"),
        ("other.md", "# Other\n\nSee [login](login.md).\n"),
    ]);
    let page = |url: &str| &pages.iter().find(|(at, _)| at == url).expect(url).1;
    let says = |url: &str| page(url).contains("the head says <code>Planned</code>, but the table");
    assert!(says("login.html"));
    assert!(says("work.html"));
    assert!(!says("other.html"));
}

const PLANNED: &[(&str, &str)] = &[
    (
        "log.md",
        "---\nid: FEAT-7\nstatus: in progress\n---\n\n# Rate limits\n\nThe plan is [the guide](guide.md).\n\n\
         ## Phase 1: Counting\n\n- [x] Counters\n\n## Phase 2: Headers\n\n- [ ] Headers\n",
    ),
    (
        "guide.md",
        "# Rate Limits Implementation Guide\n\nFor [the log](log.md).\n\n\
         ## Phase 1: Counting (Week 1)\n\n**File:** `app/limits.py` (NEW)\n\n## Phase 2: Headers (Week 2)\n\nText.\n",
    ),
    ("quotas.md", "---\nid: FEAT-8\nstatus: in review\n---\n\n# Quotas\n\n## Files\n\n- `app/limits.py`\n"),
    ("later.md", "---\nid: FEAT-9\nstatus: planned\n---\n\n# Later\n\n## Files\n\n- `app/later.py`\n"),
];

/// A page of a list of pages.
fn page<'a>(pages: &'a [(String, String)], url: &str) -> &'a str {
    pages.iter().find(|(other, _)| other == url).map_or("", |(_, html)| html)
}

#[test]
fn a_guide_and_its_log_show_plan_and_log_with_both_places() {
    let pages = pages(PLANNED);
    for (url, own, other) in
        [("log.html", "log.md", "guide.html#phase-2"), ("guide.html", "guide.md", "log.html#phase-2")]
    {
        let html = page(&pages, url);
        assert!(html.contains("Plan and log") && html.contains(other), "{own}");
    }
    assert!(!page(&pages, "quotas.html").contains("Plan and log"), "nothing empty is shown");
}

#[test]
fn the_files_page_lists_collisions_first_and_names_the_feature_for_its_guide() {
    let pages = pages(PLANNED);
    let html = page(&pages, "views/files.html");
    let (first, second) = (html.find("app/limits.py"), html.find("app/later.py"));
    assert!(first.is_some() && first < second, "{html}");
    assert!(html.contains("1 collision") && html.contains("../guide.html#phase-1"), "{html}");
    let row = &html[first.unwrap_or_default()..second.unwrap_or_default()];
    assert!(row.contains("FEAT-7") && row.contains("FEAT-8") && !row.contains("FEAT-9"), "{row}");
    let none = self::pages(&[("a.md", "---\nid: A-1\nstatus: planned\n---\n# A\n\nSee `src/a.rs`.\n")]);
    assert_eq!(page(&none, "views/files.html"), "", "no file is named, so there is no page");
}

#[test]
fn related_documents_stand_beside_a_page_with_the_reason() {
    let html = pages(PLANNED);
    assert!(page(&html, "quotas.html").contains("shares app/limits.py"));
}
