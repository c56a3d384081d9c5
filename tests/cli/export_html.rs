//! `featsite export --format html`: one file that asks for nothing and leads nowhere that is not there.

use super::Folder;

const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n";

fn plans(config: &str) -> Folder {
    let folder = Folder::with(&[
        ("content/featsite.yaml", config),
        (
            "content/features/PAY-001-refunds.md",
            "# Refunds\n\n**Status**: In Progress\n**Owner**: Ana\n**Tags**: pay\n**Start Date**: 2026-11-02\n\
             **Target Date**: 2026-12-01\n\n## Phase 1: Money\n\n- [x] one\n- [ ] two\n\n\
             See [the ledger](PAY-002-ledger.md), [below](#notes) and [elsewhere](https://a.example/x?y=1&z=2).\n\n\
             ![A chart](chart.png) ![Large](large.png) ![Theirs](https://a.example/theirs.png) \
             [![Badge](https://a.example/badge.png)](https://a.example/badge)\n\n## Notes\n\n\
             <details><summary>More</summary>\n\nHidden\n\n</details>\n\n```js\nx\n```\n",
        ),
        (
            "content/features/PAY-002-ledger.md",
            "# Ledger\n\n**Status**: Blocked\n**Depends on**: PAY-001\n**Start Date**: 2026-12-01\n**Target Date**: 2026-12-20\n",
        ),
        (
            "content/features/PAY-003-fees.md",
            "# Fees\n\n**Status**: Planned\n**Start Date**: 2027-01-04\n**Target Date**: 2027-01-20\n",
        ),
        ("content/README.md", "# Plans\n\nAbout them.\n"),
    ]);
    folder.write("content/features/chart.png", PIXEL);
    folder.write("content/features/large.png", &vec![0; 300 * 1024]);
    folder
}

fn export(folder: &Folder, view: &str) -> String {
    let run = folder.run(&["export", "--format", "html", view]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{view}");
    run.out
}

/// The values of an attribute, wherever it stands.
fn values<'a>(html: &'a str, key: &str) -> Vec<&'a str> {
    html.split(&format!(" {key}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_view_is_one_file_that_asks_for_nothing() {
    let folder = plans("title: Pay\n");
    for view in ["overview", "backlog", "board", "timeline", "health", "docs", "PAY-001", "tags/pay.html", "features"] {
        let html = export(&folder, view);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\""), "{view}");
        assert!(html.ends_with("</body>\n</html>\n"), "{view}");
        for gone in [
            "<script",
            "<link",
            "<button",
            "class=\"side\"",
            "role=\"search\"",
            "<select",
            "<dialog",
            "class=\"crumbs\"",
            "class=\"rail\"",
            "class=\"foot\"",
        ] {
            assert!(!html.contains(gone), "{view} has {gone}");
        }
        assert!(
            html.contains("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;"),
            "{view}"
        );
        assert!(html.contains("prefers-color-scheme: dark") && html.contains("@media print"), "{view}");
        assert!(html.contains("<p class=\"letterhead\"><a>Pay</a> · As of 21 Nov 2026</p>"), "{view}");
        for href in values(&html, "href") {
            assert!(href.starts_with("https://a.example/") || href.starts_with('#'), "{view}: {href}");
            assert!(!href.starts_with('#') || html.contains(&format!(" id=\"{}\"", &href[1..])), "{view}: {href}");
        }
        assert!(values(&html, "src").iter().all(|src| src.starts_with("data:image/")), "{view}");
        assert_eq!(html, export(&folder, view), "the same bytes every time");
    }
    assert!(export(&folder, "board").contains("Refunds"));
    assert!(!folder.path("_site").exists());
}

#[test]
fn a_document_keeps_its_pictures_and_what_it_folds() {
    let html = export(&plans(""), "features/PAY-001-refunds.md");
    assert!(html.contains("<a>the ledger</a>"), "{html}");
    assert!(html.contains("<a href=\"#notes\">below</a>"));
    assert!(html.contains("href=\"https://a.example/x?y=1&amp;z=2\""));
    // What describes such a link is no part of the file.
    assert!(!html.contains("aria-describedby") && !html.contains("fsExternal\""), "{html}");
    assert!(html.contains(" alt=\"A chart\"") && html.contains("src=\"data:image/png;base64,iVBORw0KGgo=\""));
    assert!(html.contains("<span>Large</span>"));
    assert!(html.contains("<a href=\"https://a.example/theirs.png\">Theirs</a>"));
    let badge = html.split_once("<span>Badge</span></a>").expect("the picture in a link is its text").0;
    assert!(badge.rsplit_once("<a ").is_some_and(|(_, tag)| tag.contains("href=\"https://a.example/badge\"")));
    assert!(html.contains("<details><summary>More</summary>"));
    assert!(html.contains("class=\"read\""), "how it was read is told too");
}

#[test]
fn with_the_address_of_the_site_links_lead_there() {
    let folder = plans("base_url: https://plans.example/pay\n");
    let html = export(&folder, "features/PAY-001-refunds.html");
    assert!(html.contains("href=\"https://plans.example/pay/features/PAY-002-ledger.html\">the ledger</a>"), "{html}");
    assert!(html.contains("<a href=\"https://plans.example/pay/features/large.png\">Large</a>"));
    assert!(html.contains("<p class=\"letterhead\"><a href=\"https://plans.example/pay/index.html\">content</a>"));
    assert!(html.contains("<a href=\"#notes\">below</a>"));
}

#[test]
fn an_export_goes_where_it_is_told() {
    let folder = plans("");
    let run = folder.run(&["export", "--format", "html", "board", "content", "--output", "out/board.html"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "the export is in out/board.html\n"));
    assert_eq!(folder.text("out/board.html"), export(&folder, "Board"));
    let run = folder.run(&["export", "content", "--output", "site.json", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(folder.text("site.json"), folder.run(&["export"]).out);
}

#[test]
fn an_unknown_view_is_told_with_those_there_are() {
    let folder = plans("");
    let run = folder.run(&["export", "--format", "html", "bord"]);
    assert_eq!(
        (run.code, run.err.as_str(), run.out.as_str()),
        (
            2,
            "error: `bord` is no view, page or document of `content`\n  help: did you mean `board`? The views here are \
             `overview`, `backlog`, `board`, `timeline`, `graph`, `docs`, `open-boxes`, `tags`, `owners`, \
             `health`; a document or page is one too\n",
            ""
        )
    );
    let run = folder.run(&["export", "--format", "html", "gates"]);
    assert!(
        run.err.starts_with("error: nothing in `content` stands in the view `gates`\n  help: the views here are"),
        "{}",
        run.err
    );
    let run = folder.run(&["export", "--format", "html", "features/PAY-001-refund.html"]);
    assert!(run.err.contains("did you mean `features/PAY-001-refunds.html`?"), "{}", run.err);
    let run = folder.run(&["export", "--format", "html"]);
    assert!(run.code == 2 && run.err.starts_with("error: no view is named\n  help: `featsite export"), "{}", run.err);
    let run = folder.run(&["export", "content", "docs"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: `docs` is one folder too many\n  help: only `--format html` takes a view and a folder\n")
    );
}

#[test]
fn what_a_trusted_document_loads_or_runs_is_left_out() {
    let folder = Folder::with(&[
        ("content/featsite.yaml", "unsafe_html: true\n"),
        (
            "content/a.md",
            "# A\n\n<div onclick=\"x()\" style=\"color: red\" class=\"own\">in</div>\n\n<iframe src=\"https://a.example\">no</iframe>\n\n\
             <style>p { color: red }</style>\n\n<script src=\"x.js\"></script>\n\n<form action=\"https://a.example\">f</form>\n\n\
             <p hidden>unseen <b>too</b></p>\n\n<svg><a href=\"b.html\"><path d=\"M0 0\"/></a></svg>\n\nbehind\n",
        ),
    ]);
    let html = export(&folder, "a.md");
    let body = html.split("</head>").nth(1).unwrap_or_default();
    assert!(body.contains("<div class=\"own\">in</div>") && body.contains("<form>f</form>"), "{body}");
    assert!(body.contains("<svg><a><path d=\"M0 0\"/></a></svg>") && body.contains("<p>behind</p>"), "{body}");
    for gone in ["iframe", "<style", "script", "unseen", "too</b>", "a.example", "onclick"] {
        assert!(!body.contains(gone), "{gone}: {body}");
    }
}
