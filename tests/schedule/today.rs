//! What follows from the day that counts as today.

use featsite::model::Sign;

use super::{item, on};

const TODAY: (i16, i8, i8) = (2026, 4, 10);

#[test]
fn overdue_is_open_and_past_its_target() {
    for (header, days) in [
        ("**Status**: In Progress\n**Target Completion**: 2026-04-04", Some(6)),
        ("**Status**: Planned\n**Target Completion**: 2026-04-09", Some(1)),
        ("**Status**: In Progress\n**Target Completion**: 2026-04-10", None),
        ("**Status**: In Progress\n**Target Completion**: April 2026", None),
        ("**Status**: In Progress\n**Target Completion**: March 2026", Some(10)),
        ("**Status**: Done\n**Target Completion**: 2026-04-04", None),
        ("**Status**: On Hold\n**Target Completion**: 2026-04-04", None),
        ("**Feature ID**: FEAT-1\n**Target Completion**: 2026-04-04", None),
        ("**Status**: In Review\n**Target Completion**: 2026-04-04\n**Completed**: 2026-04-03", None),
    ] {
        let text = format!("# Login\n\n{header}\n");
        let found = on(TODAY, &[("features/a.md", &text)]);
        let overdue = item(&found.site, "Login").overdue.as_ref().map(|lapse| lapse.days);
        assert_eq!(overdue, days, "{header}");
    }
}

#[test]
fn slip_is_how_far_the_end_lies_behind_the_target() {
    let phases = "\n## Phase 1 (Week 1-2)\n\n- [ ] a\n\n## Phase 2 (Week 3-4)\n\n- [ ] b\n";
    for (header, phases, slip) in [
        ("**Status**: In Progress\n**Start Date**: 2026-03-02\n**Target Completion**: 2026-03-20", phases, Some(7)),
        ("**Status**: In Progress\n**Start Date**: 2026-03-02\n**Target Completion**: 2026-03-31", phases, Some(-4)),
        ("**Status**: Done\n**Target Completion**: 2026-03-20\n**Completed**: 2026-03-25", "", Some(5)),
        ("**Status**: Done\n**Target Completion**: 2026-03-20\n**Completed**: March 2026", "", None),
        ("**Status**: Cancelled\n**Start Date**: 2026-03-02\n**Target Completion**: 2026-03-20", phases, None),
        ("**Status**: In Progress\n**Start Date**: 2026-03-02", phases, None),
    ] {
        let text = format!("# Login\n\n{header}\n{phases}");
        let found = on(TODAY, &[("features/a.md", &text)]);
        let days = item(&found.site, "Login").slip.as_ref().map(|slip| slip.days);
        assert_eq!(days, slip, "{header}");
    }
}

#[test]
fn quiet_since_the_last_sign_of_life() {
    let log = "\n## Progress Log\n\n### 2026-03-20\n\n- Done a\n\n### 2026-04-30\n\n- Planned b\n";
    for (header, log, quiet) in [
        ("**Status**: In Progress\n**Start Date**: 2026-03-02", log, Some((21, Sign::Entry))),
        ("**Status**: In Progress\n**Last Updated**: 2026-04-01", log, Some((9, Sign::Updated))),
        ("**Status**: In Progress\n**Start Date**: 2026-03-02", "", Some((39, Sign::Start))),
        ("**Status**: In Progress\n**Last Updated**: April 2026", "", Some((0, Sign::Updated))),
        ("**Status**: In Progress", "", None),
        // The day of writing alone says nothing about the work since.
        ("**Status**: In Progress\n**Created**: 2026-03-02", "", None),
        ("**Status**: In Progress\n**Start Date**: 2026-03-02\n**Created**: 2026-04-01", "", Some((9, Sign::Created))),
        ("**Status**: Planned\n**Last Updated**: 2026-04-01", "", None),
        ("**Status**: Done\n**Last Updated**: 2026-04-01", log, None),
    ] {
        let text = format!("# Login\n\n{header}\n{log}");
        let found = on(TODAY, &[("features/a.md", &text)]);
        let lapse = item(&found.site, "Login").quiet.as_ref().map(|lapse| (lapse.days, lapse.sign));
        assert_eq!(lapse, quiet, "{header}");
    }
}

#[test]
fn waiting_in_review_since_the_log_or_the_document_says_so() {
    let log = "\n## Progress Log\n\n### 2026-03-20\n\n- Sent for review\n\n### 2026-03-25\n\n- Deployed to staging\n";
    let preview = log.replace("Deployed to staging", "Added the preview of a revision");
    for (header, log, days) in [
        ("**Status**: In Review\n**Last Updated**: 2026-04-01", preview.as_str(), Some(21)),
        ("**Status**: In Review\n**Last Updated**: 2026-04-01", log, Some(21)),
        ("**Status**: In Review\n**Last Updated**: 2026-04-01", "", Some(9)),
        ("**Status**: In Progress\n**Last Updated**: 2026-04-01", log, None),
    ] {
        let text = format!("# Login\n\n{header}\n{log}");
        let found = on(TODAY, &[("features/a.md", &text)]);
        assert_eq!(item(&found.site, "Login").review.as_ref().map(|lapse| lapse.days), days, "{header}");
    }
}
