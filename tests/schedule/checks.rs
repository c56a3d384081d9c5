//! The checks that look at dates: what they find, and above all what they leave alone.

use super::on;

const DAY: (i16, i8, i8) = (2026, 4, 10);

/// What the checks of this chapter find in one document: check and message.
fn found(text: &str) -> Vec<String> {
    const CHECKS: [&str; 6] =
        ["log-but-not-started", "overdue", "phase-order", "phase-outside-feature", "reversed-dates", "stale"];
    let evaluated = on(DAY, &[("features/FEAT-1-login.md", text)]);
    let findings = evaluated.findings.iter().filter(|finding| CHECKS.contains(&finding.check));
    findings.map(|finding| format!("{}: {}", finding.check, finding.message)).collect()
}

fn names(text: &str) -> Vec<String> {
    found(text).into_iter().map(|found| found.split(':').next().unwrap_or_default().to_owned()).collect()
}

/// Each text finds exactly these checks.
fn expect(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        let text = format!("# FEAT-1: Login\n\n{text}\n");
        assert_eq!(names(&text), *wanted, "{text}");
    }
}

#[test]
fn reversed_dates_are_found_as_precisely_as_they_are_written() {
    expect(&[
        ("**Status**: Done\n**Start Date**: 2026-03-09\n**Completed**: 2026-03-02", &["reversed-dates"]),
        ("**Status**: Planned\n**Start Date**: 2026-05-09\n**Target Completion**: 2026-05-02", &["reversed-dates"]),
        ("**Status**: Planned\n**Created**: 2026-03-09\n**Last Updated**: 2026-03-02", &["reversed-dates"]),
        (
            "**Status**: Planned\n\n## Phase 1\n\n**Start Date**: 2026-05-09\n**End Date**: 2026-05-02\n",
            &["reversed-dates"],
        ),
        ("**Status**: Done\n**Start Date**: 2026-03-02\n**Completed**: 2026-03-02", &[]),
        ("**Status**: Done\n**Start Date**: 2026-03-09\n**Completed**: March 2026", &[]),
        ("**Status**: Done\n**Created**: 2026-03-09\n**Completed**: 2026-03-02", &[]),
    ]);
}

#[test]
fn a_contradiction_shows_both_places() {
    let text = "# FEAT-1: Login\n\n**Status**: Done\n**Start Date**: 2026-03-09\n**Completed**: 2026-03-02\n";
    let evaluated = on(DAY, &[("features/FEAT-1-login.md", text)]);
    let finding = evaluated.findings.iter().find(|finding| finding.check == "reversed-dates").expect("a finding");
    let at = |place: &featsite::diag::Place| place.span.of(text).to_owned();
    assert_eq!(finding.place.as_ref().map(at).as_deref(), Some("2026-03-09"));
    assert_eq!(finding.others.iter().map(|(place, _)| at(place)).collect::<Vec<_>>(), ["2026-03-02"]);
    assert_eq!(finding.message, "the start is `2026-03-09`, after the completion `2026-03-02`");
}

#[test]
fn overdue_is_what_is_known_to_be_open_and_awaited() {
    expect(&[
        ("**Status**: Planned\n**Target Completion**: 2026-04-04", &["overdue"]),
        ("**Status**: Blocked\n**Target Completion**: 2026-04-04", &["overdue"]),
        ("**Status**: On Hold\n**Target Completion**: 2026-04-04", &[]),
        ("**Status**: Done\n**Target Completion**: 2026-04-04", &[]),
        ("**Status**: Purple haze\n**Target Completion**: 2026-04-04", &[]),
        ("**Status**: Planned\n**Target Completion**: April 2026", &[]),
        ("**Target Completion**: 2026-04-04", &[]),
    ]);
    let archived =
        on(DAY, &[("archive/a.md", "# FEAT-1: A\n\n**Status**: Planned\n**Target Completion**: 2026-04-04\n")]);
    assert!(archived.findings.iter().all(|finding| finding.check != "overdue"));
}

#[test]
fn phases_outside_the_feature_are_plans_that_contradict_each_other() {
    let feature =
        "**Status**: In Progress\n**Start Date**: 2026-04-06\n**Target Completion**: 2026-04-30\n\n## Phase 1: Model";
    let case = |phase: &str| format!("{feature}\n\n{phase}\n");
    expect(&[
        (&case("**Start Date**: 2026-03-30\n**End Date**: 2026-04-10"), &["phase-outside-feature"]),
        (&case("**Start Date**: 2026-04-20\n**End Date**: 2026-05-04"), &["phase-outside-feature"]),
        (&case("**Start Date**: 2026-04-06\n**End Date**: 2026-04-30"), &[]),
        (&case("**Dates**: April 2026"), &[]),
        // Counted weeks are ours; what is finished ended when it ended.
        (&case("**Duration**: Weeks 1-9"), &[]),
        (&case("**Status**: Done\n**Start Date**: 2026-04-20\n**End Date**: 2026-05-04"), &[]),
        (&case("**Start Date**: 2026-03-30\n**End Date**: 2026-04-10").replace("In Progress", "Cancelled"), &[]),
    ]);
}

#[test]
fn phases_are_out_of_order_only_where_they_cannot_be_in_it() {
    let two = |first: &str, second: &str| {
        format!("**Status**: In Progress\n\n## Phase 1: Model\n\n{first}\n\n## Phase 2: Screens\n\n{second}\n")
    };
    let dates = |start: &str, end: &str| format!("**Start Date**: {start}\n**End Date**: {end}");
    expect(&[
        (&two("**Status**: Planned", "**Status**: Done"), &["phase-order"]),
        (&two(&dates("2026-05-04", "2026-05-08"), &dates("2026-04-13", "2026-04-17")), &["phase-order"]),
        (&two("**Status**: In Progress", "**Status**: Done"), &[]),
        (&two("**Status**: Deferred", "**Status**: Done"), &[]),
        (&two("- [ ] a", "**Status**: Done"), &[]),
        (&two(&dates("2026-05-04", "2026-05-15"), &dates("2026-05-04", "2026-05-08")), &[]),
        (&two("**Status**: Planned", "**Status**: Done").replace("Model", "Model (optional)"), &[]),
    ]);
}

#[test]
fn stale_is_work_with_an_old_sign_of_life() {
    let log = "\n\n## Progress Log\n\n### 2026-02-20\n\n- Implemented a\n";
    expect(&[
        ("**Status**: In Progress\n**Last Updated**: 2026-03-11", &["stale"]),
        (&format!("**Status**: In Progress{log}"), &["stale"]),
        ("**Status**: In Progress\n**Last Updated**: 2026-03-12", &[]),
        (&format!("**Status**: In Progress\n**Last Updated**: 2026-04-01{log}"), &[]),
        ("**Status**: In Progress\n**Created**: 2026-01-11", &[]),
        ("**Status**: In Progress", &[]),
        ("**Status**: Planned\n**Last Updated**: 2026-01-11", &[]),
        ("**Status**: Done\n**Last Updated**: 2026-01-11", &[]),
        ("**Status**: On Hold\n**Last Updated**: 2026-01-11", &[]),
    ]);
}

#[test]
fn a_log_of_work_or_ticks_of_phases_contradict_not_started() {
    let log = |line: &str| format!("**Status**: Planned\n\n## Progress Log\n\n### 2026-04-08\n\n- {line}\n");
    let boxes =
        |title: &str| format!("**Status**: Planned\n\n## Phase 1: {title}\n\n- [x] One\n- [x] Two\n- [ ] Three\n");
    expect(&[
        (&log("Implemented the form"), &["log-but-not-started"]),
        (&log("Fixed the session cookie and merged it"), &["log-but-not-started"]),
        (&boxes("Model"), &["log-but-not-started"]),
        (&log("Wrote the spec"), &[]),
        (&log("Created feature log"), &[]),
        (&log("Agreed on a name"), &[]),
        (&boxes("Research and design"), &[]),
        (&boxes("Model").replace("- [x] Two", "- [ ] Two"), &[]),
        (&boxes("Model").replace("Planned", "In Progress"), &[]),
        (&log("Implemented the form").replace("2026-04-08", "2026-05-08"), &[]),
    ]);
}
