//! The views over items: what stands on which page, that every link leads somewhere, that nothing needs script.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use featsite::base::paths;
use featsite::build::outputs::{Content, Outputs};
use featsite::build::{self, Evaluated};
use featsite::source::Snapshot;

/// The pages of a site by address.
fn pages(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let evaluated: Evaluated = build::evaluate(snapshot);
    let outputs = Outputs::new(snapshot, &evaluated);
    let mut pages = BTreeMap::new();
    for url in outputs.urls() {
        let Some((content, finding)) = outputs.make(url) else { continue };
        assert!(finding.is_none(), "{finding:?}");
        let mut bytes = Vec::new();
        match content {
            Content::Bytes(made) => bytes = made,
            Content::Export => outputs.export(&mut bytes).expect("written"),
            Content::Copy(_) => continue,
        }
        pages.insert(url.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    pages
}

pub fn site(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    pages(&Snapshot::of(files))
}

/// A tracker of `count` rows; `cells` makes the cells behind id and title.
fn tracker(columns: &str, count: usize, cells: impl Fn(usize) -> String) -> String {
    let mut text =
        format!("# Tracker\n\n| ID | Title | {columns} |\n|{}\n", "---|".repeat(columns.matches('|').count() + 3));
    for at in 1..=count {
        let _ = writeln!(text, "| FEAT-{at:04} | Feature {at} | {} |", cells(at));
    }
    text
}

/// What stands between the first `from` and the next `to` behind it.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let behind = text.split_once(from).map_or("", |(_, behind)| behind);
    behind.split_once(to).map_or(behind, |(between, _)| between)
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

const STATUSES: [&str; 8] =
    ["Planned", "In Progress", "In Review", "Blocked", "On Hold", "Done", "Cancelled", "Purple haze"];

fn mixed() -> Vec<(String, String)> {
    let table = tracker("Status | Priority | Owner | Target", 60, |at| {
        let status = STATUSES[at % STATUSES.len()];
        let priority = ["P0", "P1", "P2", "P3"][at % 4];
        format!("{status} | {priority} | {} | 2026-{:02}-15", ["Ana Ruiz", "Bo & Co"][at % 2], at % 12 + 1)
    });
    let log = "# Invoice export\n\nSee [the list](../TRACKER.md) and [search](b%20c.md).\n\n\
               ## Phase 1: Writer\n\n**Start Date**: 2026-10-05\n**End Date**: 2026-10-20\n\n- [x] a\n- [ ] b\n\n\
               ## Phase 2: Reader\n\n**Start Date**: 2026-10-21\n**End Date**: 2026-12-04\n\n- [ ] c\n\n\
               ## Challenges & Solutions\n\n### Challenge 1: Order\n\n- **Problem**: rows <swap>\n- **Solution**: sort\n";
    vec![
        ("TRACKER.md".into(), table),
        ("features/done/a.md".into(), log.into()),
        ("features/done/b c.md".into(), "# Search\n\nSee [export](a.md).\n\n- [x] one\n".into()),
        ("archive/old.md".into(), "# FEAT-0900: Old\n\n- [ ] one\n".into()),
    ]
}

fn mixed_site() -> BTreeMap<String, String> {
    let files = mixed();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    site(&files)
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let pages = mixed_site();
    let html = pages.iter().filter(|(url, _)| url.ends_with(".html"));
    let mut checked = 0;
    for (url, html) in html {
        for href in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            let target = href.split(['#', '?']).next().unwrap_or_default().replace("&#x2F;", "/").replace("&amp;", "&");
            if target.is_empty() || target.contains(':') || url == "404.html" {
                continue;
            }
            let path = paths::join(paths::parent(url), &paths::decode(&target));
            assert!(path.as_ref().is_some_and(|path| pages.contains_key(path)), "{url}: {href}");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn no_page_needs_a_style_attribute_or_an_inline_script() {
    for (url, html) in mixed_site().iter().filter(|(url, _)| url.ends_with(".html") && *url != "404.html") {
        assert!(!html.contains(" style="), "{url}");
        assert!(!html.contains(" onclick") && !html.contains("<script>"), "{url}");
    }
}

#[test]
fn the_board_shows_what_it_knows_and_says_what_it_does_not() {
    let board = &mixed_site()["board.html"];
    let columns = attributes(board, "id").into_iter().filter(|id| id.starts_with("column-"));
    let columns: Vec<&str> = columns.collect();
    assert_eq!(columns.first(), Some(&"column-unrecognised"), "{columns:?}");
    assert!(columns.contains(&"column-on-hold"));
    let unknown = between(board, "id=\"column-unrecognised\"", "</section>");
    assert!(unknown.contains("Purple haze"), "{unknown}");
    assert!(unknown.contains("purple haze&quot;: in-progress"), "{unknown}");
}

#[test]
fn a_long_column_leads_to_the_whole_list() {
    let table = tracker("Status", 40, |at| if at <= 12 { "Shipped".into() } else { "Todo".into() });
    let pages = site(&[("TRACKER.md", &table)]);
    let board = &pages["board.html"];
    let complete = between(board, "id=\"column-complete\"", "</section>");
    assert_eq!(complete.matches("class=\"item-card\"").count(), 10);
    assert!(complete.contains("All 12") && complete.contains("views/column-complete.html"), "{complete}");
    // Twelve of twelve cards agree: the column takes their word.
    assert!(complete.contains("<span>Shipped</span>"), "{complete}");
    let open = between(board, "id=\"column-not-started\"", "</section>");
    assert_eq!(open.matches("class=\"item-card\"").count(), 25);
    assert_eq!(pages["views/column-not-started.html"].matches("<th scope=\"row\"").count(), 28);
    assert!(!board.contains("id=\"column-unrecognised\""));
    // Empty columns are strips without cards.
    assert!(between(board, "id=\"column-review\"", "</section>").matches("<li").count() == 0);
}

#[test]
fn a_backlog_of_more_than_a_thousand_rows_is_paged() {
    let table = tracker("Status", 1_005, |_| "Todo".into());
    let pages = site(&[("TRACKER.md", &table)]);
    let rows = |url: &str| pages[url].matches("<th scope=\"row\"").count();
    assert_eq!((rows("backlog.html"), rows("views/backlog-2.html")), (1_000, 5));
    for url in ["backlog.html", "views/backlog-2.html"] {
        let links = between(&pages[url], "<nav class=\"pages\"", "</nav>");
        assert!(links.contains("backlog.html") && links.contains("backlog-2.html"), "{links}");
    }
    assert_eq!((rows("status/planned.html"), rows("status/planned~2.html")), (1_000, 5));
    // No owner, no priority, no date: no such column.
    for absent in ["c-owner", "c-priority", "c-target", "c-phase"] {
        assert!(!pages["backlog.html"].contains(absent), "{absent}");
    }
}

#[test]
fn archived_items_are_hidden_and_counted() {
    let pages = site(&[
        ("features/done/FEAT-1-a.md", "# FEAT-1: Now\n\n- [ ] one\n"),
        ("features/archive/done/FEAT-2-b.md", "# FEAT-2: Then\n\n- [ ] one\n"),
    ]);
    let backlog = &pages["backlog.html"];
    let table = between(backlog, "<table class=\"items\"", "</table>");
    assert!(table.contains("Now") && !table.contains("Then"), "{table}");
    assert!(backlog.contains("1 archived item") && backlog.contains("views/archived.html"), "{backlog}");
    assert!(pages["views/archived.html"].contains("Then"));
    assert!(!pages["board.html"].contains(">Then<"));
}

#[test]
fn the_timeline_draws_what_is_dated_and_names_what_is_not() {
    let pages = mixed_site();
    let timeline = &pages["timeline.html"];
    // Targets in the past of items that are not done are late, as of the day of the build.
    assert!(timeline.contains("Past the target") && timeline.contains("21 Nov 2026"), "{timeline}");
    let table = between(timeline, "<table class=\"plain dates\"", "</table>");
    assert!(table.matches("<tr").count() > 20, "{table}");
    assert!(!timeline.contains("Feature 5<"), "done items are no plan");
    let few = site(&[("features/FEAT-1-a.md", "# FEAT-1: One\n\n- [ ] one\n")]);
    assert!(!few["index.html"].contains("timeline.html"), "fewer than three dated items: no entry in the navigation");
}

#[test]
fn a_large_graph_opens_on_its_groups() {
    let mut files = Vec::new();
    for folder in ["api", "app", "core", "docs"] {
        for at in 0..90 {
            let next = (at + 1) % 90;
            files.push((
                format!("{folder}/d{at:02}.md"),
                format!("# D{at} of {folder}\n\nSee [next](d{next:02}.md).\n"),
            ));
        }
    }
    files.push(("api/z.md".into(), "# Bridge\n\n[a](../app/d01.md) [c](../core/d01.md) [d](../docs/d01.md)\n".into()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let pages = site(&files);
    let graph = &pages["graph.html"];
    let picture = between(graph, "<div class=\"picture\"", "</div>");
    assert_eq!(picture.matches("class=\"node group\"").count(), 4, "{picture}");
    assert!(graph.contains("361 documents in 4 groups"), "{}", between(graph, "<h1>", "</header>"));
    // Its own page, under an address that no other view has.
    let group = pages.iter().find(|(url, _)| url.starts_with("views/graph-group-api-")).expect("the group's page").1;
    assert_eq!(between(group, "<div class=\"picture\"", "</div>").matches("<a class=\"node").count(), 90);
    // Everything stands in the table, drawn or not.
    assert_eq!(pages["views/connections.html"].matches("<th scope=\"row\"").count(), 361);
    // Nothing depends on anything here, so the table has no columns of dependencies.
    assert_eq!(pages["views/connections.html"].matches("<th scope=\"col\"").count(), 3);
}

#[test]
fn coordinates_have_one_decimal_and_two_builds_are_equal() {
    let (one, two) = (mixed_site(), mixed_site());
    assert_eq!(one, two);
    let picture = between(&one["graph.html"], "<div class=\"picture\"", "</div>");
    assert!(picture.contains("<a class=\"node"), "{picture}");
    for value in ["cx", "cy", "x", "y", "r"].iter().flat_map(|name| attributes(picture, name)) {
        assert!(value.split_once('.').is_none_or(|(_, part)| part.len() == 1), "{value}");
    }
}

#[test]
fn texts_of_documents_are_escaped_in_drawings() {
    let evil = "# <script>alert(1)</script> \"&' A\n\nSee [b](b.md).\n";
    let pages = site(&[("a.md", evil), ("b.md", "# B\n\nSee [a](a.md).\n")]);
    let graph = &pages["graph.html"];
    assert!(!graph.contains("<script>alert"), "{graph}");
}

#[test]
fn a_site_without_items_has_no_views_of_items() {
    let mut snapshot = Snapshot::of(&[("notes.md", "# Notes\n\nJust text.\n")]);
    snapshot.config = Some(Arc::from(""));
    let pages = pages(&snapshot);
    for absent in ["backlog.html", "board.html", "timeline.html", "graph.html", "tags/index.html"] {
        assert!(!pages.contains_key(absent), "{absent}");
    }
}

#[test]
fn headings_of_gates_break_into_lines() {
    let pages = site(&[("a.md", "# A\n\n**Status**: Planned\n\n## Quality Gates\n\n### Ready\n\n- [ ] One\n")]);
    let css = pages.iter().find(|(url, _)| url.ends_with(".css")).map(|(_, css)| css.as_str()).unwrap_or_default();
    // Heads of plain tables stay on one line. That rule stands later and weighs as much as one with a single class.
    assert!(between(css, ".plain thead th {", "}").contains("white-space: nowrap"), "{css}");
    assert!(between(css, ".plain.gates thead th {", "}").contains("white-space: normal"), "{css}");
}

#[test]
fn a_timeline_without_today_opens_at_its_first_bar() {
    let pages = site(&[("a.md", "# A\n")]);
    let js = pages.iter().find(|(url, _)| url.contains("timeline.") && url.ends_with(".js")).map(|(_, js)| js.as_str());
    let opens = between(js.unwrap_or_default(), "function start() {", "\n  }\n");
    // The script finds the bar by what a row is made of.
    assert!(opens.contains("querySelector(\".line-row > svg > g\")") && opens.contains("getBBox"), "{opens}");
    let log = |at: usize| {
        format!("# A{at}\n\n**Status**: Done\n**Start Date**: 2020-01-0{at}\n**Completed**: 2020-02-0{at}\n")
    };
    let texts: Vec<(String, String)> = (1..6).map(|at| (format!("a{at}.md"), log(at))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let timeline = site(&files).remove("timeline.html").unwrap_or_default();
    let row = between(&timeline, "<div class=\"line-row\">", "</svg></div>");
    assert!(row.contains("<svg class=\"bars-row\"") && row.contains("><g class=\"bar done\">"), "{timeline}");
    assert!(!timeline.contains("<svg class=\"today\""), "{timeline}");
}

/// A site with a configuration.
fn configured(files: &[(&str, &str)], config: &str) -> BTreeMap<String, String> {
    let mut snapshot = Snapshot::of(files);
    snapshot.config = Some(Arc::from(config));
    pages(&snapshot)
}

#[test]
fn a_named_view_is_a_page_of_what_passes() {
    let table = tracker("Status | Owner", 12, |at| {
        format!("{} | {}", if at % 2 == 0 { "Todo" } else { "Done" }, if at % 3 == 0 { "Ana" } else { "Jo" })
    });
    let pages = configured(&[("TRACKER.md", &table)], "views:\n  Mine & open: 'owner:ana is:open'\n  None: tag:x\n");
    let url = pages.keys().find(|url| url.starts_with("views/named/mine")).expect("a page").clone();
    let rows = between(&pages[&url], "<table class=\"items\"", "</table>");
    assert_eq!(rows.matches("<tr data-item=").count(), 2, "{rows}");
    assert!(rows.contains("Feature 6") && rows.contains("Feature 12"), "{rows}");
    assert!(pages["index.html"].contains("Mine &amp; open</span><span class=\"count\">2</span>"));
    let none = &pages["views/named/none.html"];
    assert!(none.contains("Nothing passes this filter today") && !none.contains("<table"), "{none}");
}

#[test]
fn archived_items_pass_a_named_view_only_where_it_asks_for_them() {
    let files = [("a/FEAT-1.md", "# FEAT-1: Now\n\n- [ ] x\n"), ("archive/FEAT-2.md", "# FEAT-2: Then\n\n- [ ] x\n")];
    let pages = configured(&files, "views:\n  All: 'kind:feature'\n  Old: 'is:archived'\n");
    let has = |url: &str, title: &str| pages[url].contains(&format!(">{title}</a>"));
    let table = |url: &str| between(&pages[url], "<table class=\"items\"", "</table>").to_owned();
    assert!(table("views/named/all.html").contains("Now") && !table("views/named/all.html").contains("Then"));
    assert!(table("views/named/old.html").contains("Then") && has("views/named/old.html", "Then"));
}

#[test]
fn a_mistake_in_a_named_filter_is_told() {
    let mut snapshot = Snapshot::of(&[("a.md", "# A\n")]);
    snapshot.config = Some(Arc::from("views:\n  Late: 'due:soon ownr:ana'\n"));
    let found = build::configuration(&snapshot).diagnostics;
    let told: Vec<String> =
        found.iter().map(|one| format!("{} | {}", one.message, one.help.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        told,
        [
            "view `Late`: `soon` is not a day | write `2026-04-01`, `2026-04`, `2026-Q2`, `2w`, `30d` or `today`",
            "view `Late`: unknown field `ownr` | did you mean `owner`?",
        ]
    );
}

#[test]
fn what_a_page_does_not_hold_lies_in_files_of_data() {
    let table = tracker("Status", 1_005, |at| if at <= 40 { "Done".into() } else { "Todo".into() });
    let pages = site(&[("TRACKER.md", &table)]);
    let put = |url: &str| -> serde_json::Value {
        let text = pages[url].strip_prefix("featsite.put(").and_then(|text| text.strip_suffix(");\n")).expect("a call");
        let value = text.split_once(", ").expect("a name and a value").1;
        serde_json::from_str(value).expect("JSON")
    };
    let items = put("views/items.js");
    assert_eq!(items["items"].as_array().map(Vec::len), Some(1_005));
    // The board shows 25 and 10: the other cards lie beside, and all rows, since each page asks for those of the others.
    let count = |name: &str| items[name].as_object().map_or(0, serde_json::Map::len);
    assert_eq!((count("cards"), count("rows")), (1_005 - 35, 1_005));
    let keys: Vec<&str> = attributes(&pages["backlog.html"], "data-item");
    let all: Vec<&str> = items["items"].as_array().into_iter().flatten().filter_map(|one| one["k"].as_str()).collect();
    assert!(keys.iter().all(|key| all.contains(key)));
    let rows = put("views/rows-3.js");
    assert_eq!(rows.as_object().map(serde_json::Map::len), Some(5));
    for (key, html) in rows.as_object().into_iter().flatten() {
        assert!(html.as_str().is_some_and(|html| html.starts_with(&format!("<tr data-item=\"{key}\""))), "{html}");
        assert!(!keys.contains(&key.as_str()));
    }
    let cards = (1..=2).map(|at| put(&format!("views/cards-{at}.js")));
    assert_eq!(cards.map(|file| file.as_object().map_or(0, serde_json::Map::len)).sum::<usize>(), 970);
    assert_eq!(put("views/peeks-1.js").as_object().map(serde_json::Map::len), Some(100));
}

#[test]
fn the_backlog_is_there_as_comma_separated_values() {
    let pages = site(&[
        ("FEAT-2-b.md", "# FEAT-2: B\n\n**Status**: Planned\n"),
        (
            "FEAT-1-a.md",
            "---\nstatus: in progress\nowner: Ana, Jo\ntags: [a, b]\n---\n# FEAT-1: =1+1, \"x\"\n\n- [x] one\n- [ ] two\n",
        ),
    ]);
    let lines: Vec<&str> = pages["backlog.csv"].split("\r\n").collect();
    assert_eq!(
        lines[0],
        "id,title,kind,status,word,column,priority,owners,tags,release,start,target,completed,updated,done,total,page"
    );
    assert_eq!(
        lines[1],
        "FEAT-1,\"'=1+1, \"\"x\"\"\",feature,in-progress,in progress,in-progress,,Ana; Jo,a; b,,,,,,1,2,FEAT-1-a.html"
    );
    assert!(pages["backlog.html"].contains("href=\"backlog.csv\""));
}
