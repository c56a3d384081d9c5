//! Findings about the order of work.

use featsite::build;
use featsite::diag::{Diagnostic, Severity};

fn log(id: &str, status: &str, more: &str) -> (String, String) {
    (format!("{id}.md"), format!("# {id}: Title\n\n**Status**: {status}\n{more}\n"))
}

fn found(check: &str, files: &[(String, String)]) -> Vec<Diagnostic> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build::site_of(&files).findings.into_iter().filter(|one| one.check == check).collect()
}

/// The path and line of the primary place, and the labels of the others.
fn places(one: &Diagnostic) -> (String, Vec<String>) {
    let place = one.place.as_ref().expect("a place");
    (place.path.to_string(), one.others.iter().map(|(place, label)| format!("{} {label}", place.path)).collect())
}

#[test]
fn a_cycle_is_found_once_with_every_step() {
    let found = found(
        "dependency-cycle",
        &[
            log("F-1", "Planned", "**Depends on**: F-2"),
            log("F-2", "Planned", "**Depends on**: F-3"),
            log("F-3", "Done", "**Depends on**: F-1, F-4"),
            log("F-4", "Planned", "**Depends on**: F-2"),
        ],
    );
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(one.message, "`F-1` depends on itself: `F-1 → F-2 → F-3 → F-1`, and 1 other item is tied up in it");
    assert_eq!(places(one).0, "F-1.md");
    assert_eq!(places(one).1, ["F-2.md `F-2` needs `F-3`", "F-3.md `F-3` needs `F-1`"]);
    assert_eq!(one.severity, Severity::Warning);
}

#[test]
fn a_long_cycle_is_counted_and_a_finished_one_is_a_note() {
    let ring = |status: &str| -> Vec<(String, String)> {
        (1..=40).map(|at| log(&format!("F-{at}"), status, &format!("**Depends on**: F-{}", at % 40 + 1))).collect()
    };
    let one = found("dependency-cycle", &ring("Planned")).remove(0);
    assert!(one.message.contains("F-8 → … 32 more … → F-1"), "{}", one.message);
    assert_eq!(one.others.len(), 12);
    assert_eq!(found("dependency-cycle", &ring("Done")).remove(0).severity, Severity::Note);
}

#[test]
fn what_replaced_a_dependency_is_named() {
    let files = |status: &str, own: &str| {
        vec![
            log("F-1", own, "**Depends on**: F-2"),
            log("F-2", status, ""),
            log("F-3", "Planned", "**Supersedes**: F-2"),
        ]
    };
    let one = found("depends-on-cancelled", &files("Superseded", "Planned")).remove(0);
    assert_eq!(one.message, "`F-1` depends on `F-2`, whose status is `Superseded`");
    assert!(one.help.as_deref().is_some_and(|help| help.contains("`F-3` replaces it")), "{:?}", one.help);
    assert_eq!(places(&one), ("F-1.md".into(), vec!["F-2.md the status of `F-2`".into()]));
    for (status, own) in [("Archived", "Planned"), ("Moved", "Planned"), ("Done", "Planned"), ("Rejected", "Done")] {
        assert!(found("depends-on-cancelled", &files(status, own)).is_empty(), "{status} {own}");
    }
}

#[test]
fn done_before_its_dependency_shows_both_statuses() {
    let found = |files: &[(String, String)]| found("complete-before-dependency", files);
    let one = found(&[log("F-1", "Done", "**Depends on**: F-2"), log("F-2", "In Progress", "")]).remove(0);
    assert_eq!(one.message, "`F-1` is `Done`, while `F-2`, which it depends on, is `In Progress`");
    assert_eq!(places(&one).1, ["F-1.md its own status", "F-2.md the status of `F-2`"]);
    let listed = found(&[log("F-1", "Done", "\n## Dependencies\n\n- F-2 has it"), log("F-2", "Planned", "")]).remove(0);
    assert_eq!(listed.severity, Severity::Note);
    for files in [
        [log("F-1", "Done", "**Depends on**: F-2"), log("F-2", "Done", "")],
        [log("F-1", "Done", "**Depends on**: F-2"), log("F-2", "Marinating", "")],
        // An epic ends after its stories.
        [log("F-1", "Done", "**Depends on**: F-2\n**Epic**: F-2"), log("F-2", "In Progress", "")],
        // The other end alone says so.
        [log("F-1", "Done", ""), log("F-2", "Planned", "**Enables**: F-1")],
    ] {
        assert_eq!(found(&files), [], "{files:?}");
    }
}

#[test]
fn a_message_begins_with_what_it_is_about() {
    let one = found("unknown-id", &[log("F-1", "Planned", "**Depends on**: F-9")]).remove(0);
    assert_eq!(one.message, "`F-1` names `F-9` (depends-on), which belongs to no document");
    let owned = |id: &str| log(id, "In Progress", "**Owner**: Ana");
    let files = [log("F-1", "In Progress", ""), owned("F-2"), owned("F-3"), owned("F-4")];
    let one = found("missing-owner", &files).remove(0);
    assert_eq!(one.message, "`F-1` names no owner, while 3 of the other 3 items of its folder do");
}

#[test]
fn a_message_about_a_log_and_its_guide_names_the_log() {
    let Some(check) = featsite::checks::find("guide-log-drift") else { panic!("no such check") };
    let featsite::checks::Example::Files(files) = check.docs.example else { panic!("no files") };
    let files: Vec<(String, String)> = files.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect();
    for one in found("guide-log-drift", &files) {
        assert!(one.message.starts_with("the log `"), "{}", one.message);
    }
    assert!(!found("guide-log-drift", &files).is_empty());
}
