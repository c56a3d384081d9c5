//! What readers see of the schedule: marks, hatches, words, and that no page says how many days something is ago.

use featsite::base::dates::Date;
use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::source::Snapshot;

/// The page at an address, as of 10 April 2026; empty where there is none.
fn page(files: &[(&str, &str)], url: &str) -> String {
    let mut snapshot = Snapshot::of(files);
    snapshot.today = Date::constant(2026, 4, 10);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    match outputs.make(url) {
        Some((Content::Bytes(bytes), _)) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => String::new(),
    }
}

const PLAN: &str = "# FEAT-1: Login\n\n**Status**: In Progress\n**Start Date**: 2026-03-02\n**Target Completion**: 2026-04-04\n\n\
                    ## Phase 1: Model (Week 1-2)\n\n### Day 1-2: Tables\n\n- [x] a\n\n## Phase 2: Screens (Weeks 3-6)\n\n- [ ] b\n";
const OLD: &str =
    "# FEAT-2: Search\n\n**Status**: In Progress\n**Start Date**: 2025-01-06\n**Target Completion**: 2025-02-28\n";
const QUIET: &str = "# FEAT-3: Export\n\n**Status**: In Progress\n**Start Date**: 2026-03-02\n";
const DONE: &str = "# FEAT-4: Import\n\n**Status**: Done\n**Start Date**: 2026-01-05\n**Completed**: 2026-02-06\n";
const ALL: [(&str, &str); 4] = [("a.md", PLAN), ("b.md", OLD), ("c.md", QUIET), ("d.md", DONE)];

#[test]
fn counted_days_are_hatched_and_name_their_anchor() {
    let html = page(&ALL, "timeline.html");
    assert!(html.contains("url(#counted)"), "{html}");
    assert!(html.contains("(weeks 3-6 from Start 2 Mar 2026)"));
    assert!(html.contains("+6 d"));
    assert!(html.contains("Counted from weeks or days"));
    // In the table: where the days came from, and how far the plan lies behind the target.
    assert!(html.contains("weeks 1-2 from Start 2 Mar 2026, line 7") && html.contains(">+6<"));
}

#[test]
fn what_ended_before_the_picture_begins_is_an_arrow_and_no_hatch() {
    let html = page(&ALL, "timeline.html");
    let row = html.split("class=\"line-").find(|row| row.contains("FEAT-2")).unwrap_or_default();
    assert!(row.contains("28 Feb 2025, +406 d") && !row.contains("url(#hatch)"), "{row}");
}

#[test]
fn what_began_before_the_picture_says_since_when() {
    let long =
        "# FEAT-6: Long\n\n**Status**: In Progress\n**Start Date**: 2025-01-06\n**Target Completion**: 2026-05-29\n";
    let html = page(&[ALL[0], ("e.md", long), ALL[2]], "timeline.html");
    let row = html.split("class=\"line-group\"").find(|row| row.contains("FEAT-6")).unwrap_or_default();
    assert!(row.contains(">since 6 Jan 2025<"), "{row}");
}

/// A log with these lines in its header.
fn log(title: &str, lines: &str) -> String {
    format!("# {title}\n\n**Status**: In Progress\n{lines}\n")
}

#[test]
fn rows_tell_their_lanes_what_they_need_and_how_many_run_at_once() {
    let login = log(
        "FEAT-1: Login",
        "**Owner**: Ana\n**Sprint**: 12\n**Start Date**: 2026-03-02\n**Target Completion**: 2026-04-04",
    );
    let search = log(
        "FEAT-2: Search",
        "**Owner**: Ana, Ben\n**Start Date**: 2026-03-16\n**Target Completion**: 2026-05-15\n**Dependencies**: FEAT-1",
    );
    let export = log(
        "FEAT-3: Export",
        "**Owner**: Ben\n**Start Date**: 2026-05-18\n**Target Completion**: 2026-06-30\n**Dependencies**: FEAT-2",
    );
    let html = page(&[("a.md", &login), ("b.md", &search), ("c.md", &export)], "timeline.html");
    for row in [
        "\" data-at=\"0\" data-ends=\"0.654 22.876\" data-in=\"owner:0 release:0\"",
        "data-at=\"1\" data-ends=\"9.804 49.673\" data-needs=\"0!\" data-in=\"owner:0,1 release:1\"",
        "data-at=\"2\" data-ends=\"50.98 79.739\" data-needs=\"1\" data-in=\"owner:1 release:1\"",
        "<h2>Ana <span class=\"count\">2</span> <span class=\"note\">2 at once in weeks 12-15</span></h2>",
        "<h2>Ben <span class=\"count\">2</span></h2>",
        "<h2>12 <span class=\"count\">1</span></h2>",
        "<li>Ana: 2 at once in weeks 12-15</li>",
        ">FEAT-2</a> begins 16 Mar 2026, before the end of <a href=\"a.html\" title=\"Login\">FEAT-1</a>, 4 Apr 2026<",
    ] {
        assert!(html.contains(row), "{row} in {html}");
    }
    // All have one status: there is nothing to group by.
    assert!(!html.contains("value=\"status\"") && html.contains("<option value=\"release\">Release</option>"));
}

#[test]
fn the_agenda_holds_what_is_under_way_without_a_target() {
    let html = page(&ALL, "timeline.html");
    let begun = html.split("<h2>Begun</h2>").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default();
    assert!(begun.contains("FEAT-3") && !begun.contains("FEAT-1"), "{begun}");
}

#[test]
fn three_dated_items_make_a_timeline_whichever_reading_they_stand_in() {
    let two = "# FEAT-5: Two\n\n**Status**: Done\n**Start Date**: 2026-01-05\n**Completed**: 2026-02-06\n";
    let html = page(&[("a.md", PLAN), ("d.md", DONE), ("e.md", two)], "timeline.html");
    assert!(html.contains("timeline-history.html") || html.contains("timeline-plan.html"), "{html}");
    assert!(page(&[("a.md", PLAN), ("d.md", DONE)], "timeline.html").is_empty());
}

#[test]
fn weeks_without_a_start_ask_for_the_start() {
    let text = "# Guide\n\n**Status**: Planned\n\n## Phase 1 (Week 1)\n\n- [ ] a\n";
    let html = page(&[("a.md", PLAN), ("b.md", OLD), ("c.md", QUIET), ("features/FEAT-9-x.md", text)], "timeline.html");
    assert!(html.contains("<code>**Start Date**: YYYY-MM-DD</code>"), "{html}");
}

#[test]
fn lists_cards_and_documents_mark_what_is_late_and_hold_days_only() {
    for (url, wanted) in [
        ("backlog.html", "class=\"overdue\""),
        ("board.html", "class=\"overdue\""),
        ("board.html", "datetime=\"2026-03-02\" data-since=\"quiet {} day#quiet {} days\">begun 2 Mar 2026<"),
        ("index.html", "data-since=\"overdue {} day#overdue {} days\">was due 4 Apr 2026<"),
        ("index.html", "its phases end 10 Apr 2026, 6 days behind the target"),
        ("index.html", "mini-timeline"),
        ("a.html", "class=\"overdue\""),
        ("a.html", "6 days behind the target"),
        ("a.html", "days 1-2, Tables: 2 Mar 2026 – 3 Mar 2026"),
    ] {
        let html = page(&ALL, url);
        assert!(html.contains(wanted), "{url} without {wanted}: {html}");
        for said in ["days ago", "quiet 39", "overdue 6"] {
            assert!(!html.contains(said), "{url}: {said}");
        }
    }
}

#[test]
fn a_card_says_once_that_its_target_has_passed() {
    let html = page(&ALL, "board.html");
    let card = html.split("<li class=\"item-card\">").find(|card| card.contains("FEAT-2")).unwrap_or_default();
    assert!(card.contains("class=\"overdue\"") && !card.contains("finding-mark"), "{card}");
}

#[test]
fn a_finished_document_is_not_late() {
    let done = PLAN.replace("In Progress", "Done");
    let html = page(&[("a.md", &done)], "a.html");
    assert!(html.contains("mini-timeline") && !html.contains("url(#hatch)"), "{html}");
}

#[test]
fn pages_of_another_language_tell_rules_days_and_phases_in_it() {
    let phase = "\n## Phase 1\n\n**Start Date**: 2026-04-06\n**End Date**: 2026-04-17\n\n- [ ] a\n";
    let plan = format!("{QUIET}{phase}");
    let mut snapshot = Snapshot::of(&[("a.md", PLAN), ("b.md", OLD), ("c.md", &plan)]);
    snapshot.config = Some("language: de\n".into());
    snapshot.today = Date::constant(2026, 4, 10);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let all: Vec<String> = ["timeline.html", "timeline-plan.html", "c.html"]
        .iter()
        .filter_map(|url| match outputs.make(url) {
            Some((Content::Bytes(bytes), _)) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => None,
        })
        .collect();
    let all = all.concat();
    for english in ["field under a heading", "header field", "406 d"] {
        assert!(!all.contains(english), "{english}");
    }
    assert!(all.contains("+406 T") && all.contains("Feld im Kopf"), "{all}");
}

#[test]
fn a_phase_without_a_title_is_named_in_the_language_of_the_page() {
    let text = "# FEAT-3: Export\n\n**Status**: In Progress\n**Start Date**: 2026-03-02\n\n## Phase 1\n\n\
                **Start Date**: 2026-04-06\n**End Date**: 2026-04-17\n\n- [ ] a\n";
    let mut snapshot = Snapshot::of(&[("a.md", PLAN), ("b.md", OLD), ("c.md", text)]);
    snapshot.config = Some("language: es\n".into());
    snapshot.today = Date::constant(2026, 4, 10);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    let Some((Content::Bytes(bytes), _)) = outputs.make("timeline.html") else { panic!("no timeline") };
    let html = String::from_utf8_lossy(&bytes);
    assert!(html.contains("Fase 1: ") && html.contains("campo bajo un título"), "{html}");
}

#[test]
fn the_first_sentence_of_the_overview_leaves_the_archive_out() {
    let log = |status: &str| format!("# X\n\n**Status**: {status}\n");
    let (moving, done) = (log("In Progress"), log("Done"));
    let files = [("a.md", moving.as_str()), ("b.md", &done), ("archive/c.md", &moving), ("archive/d.md", &done)];
    let html = page(&files, "index.html");
    assert!(html.contains("1 of 2 is moving"), "{html}");
}
