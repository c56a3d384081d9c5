//! `invalid-date`: a date that is none.

use super::{Check, Docs, Example};
use crate::diag::Severity;
use crate::model::{Key, LinkedDocument, Site};

/// The check.
pub const CHECK: Check = Check {
    name: "invalid-date",
    severity: Severity::Warning,
    summary: "a date that is none",
    skips_templates: true,
    judges: has_date_field,
    docs: Docs {
        what: "A date field holds what looks like a date and is none, or a day that does not exist.",
        why: "The document is missing from the timeline, and it can never be overdue.",
        example: Example::Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-31\n")]),
        instead: Example::Files(&[("a.md", "# A\n\n**Status**: Planned\n**Start Date**: 2026-02-28\n")]),
    },
    ..Check::BASE
};

/// Documents with a field that is to hold a date.
fn has_date_field(_: &Site, linked: &LinkedDocument) -> bool {
    let dates = [Key::Start, Key::Target, Key::Completed, Key::Created, Key::Updated];
    linked.document.fields.iter().any(|field| field.known.is_some_and(|key| dates.contains(&key)))
}
