//! The order of work: rule 9, at the level of items.

use super::{at, edges, site_of};
use featsite::build::Evaluated;
use featsite::model::{ItemOrDocument, Need, Readiness, Site};

/// A log with a status and a line of dependencies.
fn log(id: &str, status: &str, more: &str) -> (String, String) {
    (format!("{id}.md"), format!("# {id}: Title of {id}\n\n**Status**: {status}\n{more}\n"))
}

fn evaluated(files: &[(String, String)]) -> Evaluated {
    site_of(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn linked(files: &[(String, String)]) -> Site {
    evaluated(files).site
}

fn names(site: &Site, list: &[Need]) -> Vec<String> {
    list.iter().map(|need| site.name_of(need.end)).collect()
}

fn all(site: &Site, ends: &[ItemOrDocument]) -> Vec<String> {
    ends.iter().map(|end| site.name_of(*end)).collect()
}

/// The standing of an item by its id.
fn of<'a>(site: &'a Site, id: &str) -> &'a featsite::model::Standing {
    let (ix, _) = site.each_item().find(|(_, item)| item.id.as_deref() == Some(id)).expect("an item");
    site.standing(ix)
}

#[test]
fn open_dependencies_block_and_what_has_none_is_ready() {
    let site = linked(&[
        log("F-1", "Done", ""),
        log("F-2", "In Progress", "**Depends on**: F-1"),
        log("F-3", "Planned", "**Depends on**: F-1, F-2"),
        log("F-4", "Planned", "**Depends on**: F-1"),
        log("F-5", "Planned", "**Depends on**: F-1, F-99"),
        log("F-6", "Planned", "**Depends on**: F-7"),
        log("F-7", "Cancelled", ""),
        log("F-8", "Draft", ""),
        log("F-9", "Planned", "**Depends on**: [notes](notes.md)"),
        ("notes.md".into(), "# Notes\n\nNo work.\n".into()),
    ]);
    assert_eq!(names(&site, &of(&site, "F-3").blocked_by), ["F-2"]);
    assert_eq!(names(&site, &of(&site, "F-3").needs), ["F-1", "F-2"]);
    assert_eq!(names(&site, &of(&site, "F-2").unblocks), ["F-3"]);
    assert!(of(&site, "F-2").blocked_by.is_empty() && of(&site, "F-1").unblocks.is_empty());
    let readiness = |id| of(&site, id).readiness;
    assert_eq!(readiness("F-4"), Readiness::Ready);
    assert_eq!(readiness("F-5"), Readiness::ButUnknown);
    assert_eq!(of(&site, "F-5").unknown.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["F-99"]);
    assert_eq!(readiness("F-9"), Readiness::Ready);
    for id in ["F-1", "F-2", "F-3", "F-6", "F-8"] {
        assert_eq!(readiness(id), Readiness::No, "{id}");
    }
    let evidence = &site[of(&site, "F-3").blocked_by[0].edges[0]].evidence[0];
    assert_eq!((&*evidence.path, site.line(evidence)), ("F-3.md", Some(4)));
    assert_eq!(site.around(evidence), "**Depends on**: F-1, F-2");
}

#[test]
fn parts_count_for_their_item_and_make_no_cycle() {
    let site = linked(&[
        log("F-1", "Planned", "**Depends on**: F-2"),
        ("F-1-plan.md".into(), "# F-1 Plan\n\n**Depends on**: F-1, F-2, F-3\n".into()),
        log("F-2", "Planned", ""),
        log("F-3", "Planned", ""),
    ]);
    assert!(at(&site, "F-1-plan.md").part_of.is_some());
    assert!(site.order.cycles.is_empty());
    let standing = of(&site, "F-1");
    assert_eq!(names(&site, &standing.blocked_by), ["F-2", "F-3"]);
    assert_eq!(standing.blocked_by[0].edges.len(), 2, "the item says it and its part");
    assert_eq!(names(&site, &of(&site, "F-2").unblocks), ["F-1"]);
}

#[test]
fn cycles_are_printed_from_their_first_on() {
    let site = linked(&[
        log("F-10", "Planned", "**Depends on**: F-9"),
        log("F-9", "Planned", "**Depends on**: F-2"),
        log("F-2", "Planned", "**Depends on**: F-10\n**Blocked by**: F-4"),
        log("F-4", "Planned", "**Depends on**: F-3\n**Blocks**: F-3"),
        log("F-3", "Planned", ""),
    ]);
    let cycles: Vec<String> = site.order.cycles.iter().map(|cycle| site.round(cycle, 12)).collect();
    assert_eq!(cycles, ["F-2 → F-10 → F-9 → F-2", "F-3 → F-4 → F-3"]);
    assert_eq!(site.round(&site.order.cycles[0], 1), "F-2 → … 2 more … → F-2");
    assert_eq!(site.order.cycles[0].edges.len(), 3);
}

#[test]
fn the_chain_goes_through_open_items_alone() {
    let site = linked(&[
        log("F-1", "Done", ""),
        log("F-2", "In Progress", "**Depends on**: F-1"),
        log("F-3", "Planned", "**Depends on**: F-2"),
        log("F-4", "Blocked", "**Depends on**: F-3"),
        log("F-5", "Planned", "**Depends on**: F-1"),
    ]);
    assert_eq!(all(&site, &site.order.chain), ["F-2", "F-3", "F-4"]);
}

#[test]
fn a_long_chain_and_a_long_cycle_end() {
    let count = 2_000;
    let files = |last: &str| -> Vec<(String, String)> {
        let line = |at: usize| if at == 0 { last.to_owned() } else { format!("depends_on: [N-{}]\n", at - 1) };
        (0..count)
            .map(|at| (format!("N-{at}.md"), format!("---\nstatus: planned\n{}---\n\n# N-{at}: x\n", line(at))))
            .collect()
    };
    let site = linked(&files(""));
    assert_eq!((site.order.chain.len(), site.order.cycles.len()), (count, 0));
    let site = linked(&files(&format!("depends_on: [N-{}]\n", count - 1)));
    assert_eq!((site.order.chain.len(), site.order.cycles.len()), (0, 1));
    assert_eq!(site.order.cycles[0].path.len(), count);
}

#[test]
fn rows_without_a_document_stand_at_the_ends_of_edges() {
    let evaluated = evaluated(&[
        (
            "roadmap.md".into(),
            "# Roadmap\n\n| ID | Title | Status | Depends on |\n|---|---|---|---|\n| R-1 | Base | Done | |\n\
             | R-2 | Middle | In Progress | R-1 |\n| R-3 | Top | Planned | R-2, R-77 |\n| R-4 | Side | Planned | R-1, F-1 |\n"
                .into(),
        ),
        log("F-1", "Done", "**Depends on**: R-1"),
        log("F-2", "Planned", "**Depends on**: R-2\n\nSee R-3 as well."),
    ]);
    let site = &evaluated.site;
    assert_eq!(
        edges(site),
        [
            "F-1.md depends-on roadmap.md#R-1",
            "F-2.md depends-on roadmap.md#R-2",
            "F-2.md links-to roadmap.md#R-3",
            "roadmap.md#R-2 depends-on roadmap.md#R-1",
            "roadmap.md#R-3 depends-on roadmap.md#R-2",
            "roadmap.md#R-4 depends-on F-1.md",
            "roadmap.md#R-4 depends-on roadmap.md#R-1",
        ]
    );
    assert_eq!(names(site, &of(site, "F-2").blocked_by), ["R-2"]);
    assert_eq!(names(site, &of(site, "R-2").unblocks), ["F-2", "R-3"]);
    assert_eq!(of(site, "R-4").readiness, Readiness::Ready);
    assert_eq!(of(site, "R-3").unknown.len(), 1);
    let mut export = Vec::new();
    evaluated.export(&mut export).expect("written");
    let export: serde_json::Value = serde_json::from_slice(&export).expect("JSON");
    let row = export["items"].as_array().expect("items").iter().find(|one| one["id"] == "R-2").expect("R-2").clone();
    assert_eq!(row["depends_on"], serde_json::json!(["R-1"]));
    assert_eq!(row["backlinks"][0], serde_json::json!({ "kind": "depends-on", "line": 4, "source": "F-2.md" }));
    assert_eq!(row["unblocks"][1]["target"], "roadmap.md#R-3");
}

#[test]
fn a_dependency_written_at_both_ends_is_one() {
    let site = linked(&[log("F-1", "Planned", "**Blocks**: F-2"), log("F-2", "Planned", "**Depends on**: F-1")]);
    assert_eq!(edges(&site), ["F-2.md depends-on F-1.md"]);
    assert_eq!(site.edges[0].evidence.len(), 2);
    assert!(site.order.cycles.is_empty());
}

#[test]
fn what_stands_beside_a_document_is_no_dependency() {
    let site = linked(&[
        log("F-1", "Planned", ""),
        log("F-2", "Planned", ""),
        log("F-3", "Planned", ""),
        log(
            "F-4",
            "Planned",
            "\n## Dependencies and links\n\n**Depends on:**\n\n- F-1 has the model\n\n**Related (no order):**\n\n- F-2\n\n\
             **Integrates with:**\n\n- F-2\n\n**Required by:**\n\n- F-3",
        ),
        log(
            "F-5",
            "Planned",
            "\n## Dependencies\n\n- **Part of**: the second release (F-2)\n- **Builds on**: F-1\n- F-5 comes before F-2 and F-3 of old",
        ),
        log("F-6", "Planned", "\n**Prerequisites**: F-2 needs this model"),
    ]);
    let depends: Vec<String> = edges(&site).into_iter().filter(|edge| edge.contains("depends-on")).collect();
    // What needs this document waits for it.
    assert_eq!(
        depends,
        [
            "F-2.md depends-on F-6.md",
            "F-3.md depends-on F-4.md",
            "F-4.md depends-on F-1.md",
            "F-5.md depends-on F-1.md"
        ]
    );
}

#[test]
fn what_waits_for_the_document_is_no_dependency_of_it() {
    for (value, needs, unblocks) in [
        ("F-2 (we need this for the session store)", vec!["F-2"], vec![]),
        ("F-2, which is why you need this first", vec!["F-2"], vec![]),
        ("F-2: I depend on this in the tests", vec!["F-2"], vec![]),
        ("F-2. Requires this order", vec!["F-2"], vec![]),
        ("F-2 needs this", vec![], vec!["F-2"]),
        ("F-2 server side needs this first", vec![], vec!["F-2"]),
        ("F-2 because login needs this", vec!["F-2"], vec![]),
        ("F-2, login needs this", vec!["F-2"], vec![]),
        ("**F-2** (Login) depends on this spec", vec![], vec!["F-2"]),
        ("F-2: Login (depends on this feature)", vec![], vec!["F-2"]),
        ("F-2, F-3 (Cart) and F-4 depend on this", vec![], vec!["F-2", "F-3", "F-4"]),
        ("F-2, F-3 also needs this", vec!["F-2"], vec!["F-3"]),
        ("F-2; F-3 and F-4 will need this; F-5", vec!["F-2", "F-5"], vec!["F-3", "F-4"]),
    ] {
        let text = format!("\n## Dependencies\n\n- {value}\n");
        let mut files: Vec<_> = (2..=5).map(|at| log(&format!("F-{at}"), "Planned", "")).collect();
        files.push(log("F-1", "Planned", &text));
        let site = linked(&files);
        let standing = of(&site, "F-1");
        assert_eq!(
            (names(&site, &standing.needs), names(&site, &standing.unblocks)),
            (needs.into_iter().map(str::to_owned).collect(), unblocks.into_iter().map(str::to_owned).collect()),
            "{value}"
        );
    }
}
