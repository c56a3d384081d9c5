//! `invalid-date`: a date that is none.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "invalid-date",
    severity: Severity::Warning,
    summary: "a date that is none",
    skips_templates: true,
    run: None,
    docs: Docs {
        what: "A date field holds what looks like a date and is none, or a day that does not exist.",
        why: "The document is missing from the timeline, and it can never be overdue.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-31\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-28\n")]),
    },
};
