//! Pages of what documents hold inside: open boxes, blockers, deployment, activity.

use featsite::build;
use featsite::build::outputs::{Content, Outputs};
use featsite::source::Snapshot;

/// One page of a site of these files; empty where there is none.
pub fn page(files: &[(&str, &str)], url: &str) -> String {
    let snapshot = Snapshot::of(files);
    let evaluated = build::evaluate(&snapshot);
    let outputs = Outputs::new(&snapshot, &evaluated);
    assert_eq!(outputs.findings(), []);
    match outputs.make(url) {
        Some((Content::Bytes(bytes), None)) => String::from_utf8(bytes).expect("UTF-8"),
        None => String::new(),
        Some((_, finding)) => panic!("{url}: {finding:?}"),
    }
}

/// Whether the texts stand in the page in this order.
pub fn in_order(page: &str, texts: &[&str]) -> bool {
    let mut rest = page;
    texts.iter().all(|text| {
        let found = rest.split_once(text);
        rest = found.map_or("", |(_, behind)| behind);
        found.is_some()
    })
}

const WAITING: &str = "# FEAT-001: Cards\n\n**Status**: In Progress\n\n## Phase 1: Base\n\n- [x] done\n- [ ] draw the form\n\n\
    ## Testing\n\n- [ ] try it on a phone\n\n## Blockers\n\n- [ ] keys of the bank\n\n## Technical Approach\n\n\
    - **Breaking Changes**: The old endpoint goes\n\n## Rollback Plan\n\nSwitch the flag off.\n\n## Progress Log\n\n\
    ### 2026-03-02\n- one\n- two\n- three\n- four\n- five\n- six\n- Blocked by [Keys](FEAT-002-keys.md)\n- Blocker: the printer is broken\n\n\
    ### 2026-03-04\n- Repaired: printer is no longer broken, problem solved\n";

const FILES: &[(&str, &str)] = &[
    ("FEAT-001-cards.md", WAITING),
    (
        "FEAT-002-keys.md",
        "# FEAT-002: Keys\n\n**Status**: Complete\n\n## Phase 1: Base\n\n- [ ] forgotten\n\n**Blockers:**\n\n- old thing\n",
    ),
    ("FEAT-003-later.md", "# FEAT-003: Later\n\n**Status**: Planned\n\n## Phase 1: Base\n\n- [ ] begin\n"),
];

#[test]
fn open_boxes_stand_by_document_and_class_the_blocked_first_and_the_finished_last() {
    let all = page(FILES, "views/open-boxes.html");
    assert!(
        in_order(&all, &["Cards", "Phases", "draw the form", "Tests", "try it", "Blocker", "keys of the bank"]),
        "{all}"
    );
    assert!(in_order(&all, &["keys of the bank", "begin", "forgotten"]), "{all}");
    let tests = page(FILES, "views/open-boxes/tests.html");
    assert!(tests.contains("try it on a phone") && !tests.contains("draw the form"), "{tests}");
    assert!(all.contains("open-boxes/tests.html"), "{all}");
}

#[test]
fn many_open_boxes_are_capped_and_paged_with_their_counts() {
    let boxes: String = (0..60).map(|at| format!("- [ ] box {at}\n")).collect();
    let text = format!("# FEAT: Many\n\n**Status**: Planned\n\n## Phase 1: A\n\n{boxes}");
    let files: Vec<(String, String)> =
        (0..40).map(|at| (format!("FEAT-{at:03}-x.md"), text.replace("FEAT", &format!("FEAT-{at:03}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let first = page(&files, "views/open-boxes.html");
    assert!(first.contains("35 more") && first.contains("2400"), "{first}");
    assert_eq!(first.matches("<section class=\"harvested\">").count(), 12);
    assert_eq!(page(&files, "views/open-boxes~4.html").matches("<section class=\"harvested\">").count(), 4);
    assert_eq!(page(&files, "views/open-boxes~5.html"), "");
}

#[test]
fn blockers_are_open_until_a_later_entry_or_a_finished_document_resolves_them() {
    let blockers = page(FILES, "views/blockers.html");
    let (open, over) = blockers.split_once("No longer in the way").expect("both");
    assert!(open.contains("keys of the bank") && !open.contains("printer") && !open.contains("old thing"), "{open}");
    for text in ["the printer is broken", "resolved 4 Mar 2026", "Blocked by Keys", "old thing"] {
        assert!(over.contains(text), "{text}: {over}");
    }
    assert_eq!(page(&[("a.md", "# A\n\n**Blockers**: None\n")], "views/blockers.html"), "");
    let overview = page(FILES, "index.html");
    assert!(in_order(&overview, &["list-blockers", "Cards", "keys of the bank"]), "{overview}");
}

#[test]
fn a_blocker_is_never_among_the_lines_that_activity_only_counts() {
    let activity = page(FILES, "views/activity.html");
    assert!(activity.contains("the printer is broken") && activity.contains("entry-mark"), "{activity}");
}

#[test]
fn deployment_tells_what_breaks_and_how_to_go_back() {
    let deployment = page(FILES, "views/deployment.html");
    let told = ["Breaking changes", "The old endpoint goes", "Rollback procedures", "Switch the flag off"];
    assert!(in_order(&deployment, &told), "{deployment}");
    assert_eq!(page(&FILES[1..], "views/deployment.html"), "");
}
