//! Trackers and folders as sources: rules 1.6 to 1.8.

use super::{at, items, site_of, status};

const TRACKER: &str = "# Backlog\n\n| ID | Title | Status | Priority | Target | Depends on |\n|---|---|---|---|---|---|\n\
    | FEAT-1 | Login | In Progress | High | 2026-12-01 | FEAT-3 |\n\
    | [FEAT-2](work/two.md) | Logout | Done | Low | - | - |\n\
    | FEAT-3 | Export | Planned | P0 | - | - |\n";

#[test]
fn a_row_supplies_what_the_document_lacks() {
    let site = site_of(&[
        ("BACKLOG.md", TRACKER),
        ("work/FEAT-001-login.md", "# Login\n\nWords.\n"),
        ("work/two.md", "---\nid: FEAT-2\nstatus: blocked\n---\n# Logout\n"),
    ])
    .site;
    let one = at(&site, "work/FEAT-001-login.md");
    assert_eq!(status(&site, "work/FEAT-001-login.md"), "in-progress");
    assert_eq!(one.priority().map(|fact| fact.value.name()), Some("high"));
    assert_eq!(one.dates.target.first().map(|fact| fact.value.to_string()).as_deref(), Some("2026-12-01"));
    assert_eq!(one.relations.iter().map(|relation| relation.id.as_str()).collect::<Vec<_>>(), ["FEAT-3"]);
    assert_eq!(one.status().map(|fact| &*fact.place.path), Some("BACKLOG.md"));
    // The document's own word is stronger; the row stays as evidence.
    assert_eq!(status(&site, "work/two.md"), "blocked");
    assert_eq!(at(&site, "work/two.md").statuses.len(), 2);
}

#[test]
fn a_row_without_a_document_is_an_item_with_its_place_as_page() {
    let site = site_of(&[("BACKLOG.md", TRACKER), ("work/FEAT-001-login.md", "# Login\n")]).site;
    assert_eq!(items(&site), ["FEAT-001", "FEAT-3", "FEAT-2"]);
    let row = site.items.iter().find(|item| item.id.as_deref() == Some("FEAT-3")).expect("the row");
    assert_eq!((row.document, row.title.as_str()), (None, "Export"));
    let holder = at(&site, "BACKLOG.md");
    assert_eq!(row.url, format!("{}#row-feat3", holder.url));
    assert_eq!(holder.rows.len(), 2);
}

#[test]
fn a_tracker_does_not_reach_above_its_folder() {
    let site = site_of(&[("plans/BACKLOG.md", TRACKER), ("work/FEAT-001-login.md", "# Login\n")]).site;
    assert_eq!(status(&site, "work/FEAT-001-login.md"), "unset");
}

#[test]
fn logs_that_name_a_row_are_its_parts() {
    let site = site_of(&[
        ("backlog.md", TRACKER),
        ("logs/2026-08-01_feat-3-first-day.md", "# Implementation Log: FEAT-3\n\n- [x] a\n- [ ] b\n"),
        ("logs/2026-08-02_feat-3-closure.md", "# Implementation Log: FEAT-3\n\n- [x] c\n"),
    ])
    .site;
    let row = site.items.iter().find(|item| item.id.as_deref() == Some("FEAT-3")).expect("the row");
    assert_eq!((row.parts.len(), row.tasks.done, row.tasks.total), (2, 2, 3));
    let log = at(&site, "logs/2026-08-02_feat-3-closure.md");
    assert_eq!(log.role.as_deref(), Some("Closure"));
    assert!(log.part_of_row.is_some() && log.item.is_none());
    assert_eq!(status(&site, "logs/2026-08-02_feat-3-closure.md"), "planned");
}

#[test]
fn folders_say_a_state() {
    let site = site_of(&[
        ("features/complete/a.md", "# A\n"),
        ("features/complete/b.md", "# B\n\n**Status**: Not started\n"),
        ("features/complete/c.md", "# C\n\n**Status**: In Review\n"),
        ("features/rejected/d.md", "# D\n"),
        ("changes/archive/add-x/proposal.md", "# E\n"),
        ("features/archive/f.md", "# F\n"),
        ("features/archive/g.md", "# G\n\n**Status**: Archived\n"),
        ("features/archive/h.md", "# H\n\n**Status**: Archived\n\nText.\n\n---\n\n**Status**: Completed\n"),
        ("features/P1/i.md", "# I\n\n**Status**: Open\n"),
    ])
    .site;
    for (path, value) in [
        ("features/complete/a.md", "done"),
        ("features/complete/b.md", "done"),
        ("features/complete/c.md", "review"),
        ("features/rejected/d.md", "cancelled"),
        ("changes/archive/add-x/proposal.md", "done"),
        ("features/archive/f.md", "unset"),
        ("features/archive/g.md", "superseded"),
        ("features/archive/h.md", "done"),
    ] {
        assert_eq!(status(&site, path), value, "{path}");
    }
    assert!(at(&site, "features/archive/f.md").archived);
    assert!(!at(&site, "changes/archive/add-x/proposal.md").archived);
    assert_eq!(at(&site, "features/P1/i.md").priority().map(|fact| fact.value.name()), Some("high"));
}
