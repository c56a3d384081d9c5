//! `invalid-encoding`: bytes that are not UTF-8.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "invalid-encoding",
    severity: Severity::Warning,
    summary: "bytes that are not UTF-8",
    docs: Docs {
        what: "The file holds bytes that are not UTF-8. They are shown as replacement characters.",
        why: "What was written there cannot be told.",
        example: Example::Words("A file saved as Latin-1 or UTF-16."),
        instead: Example::Words("The same file saved as UTF-8."),
    },
    ..Check::BASE
};
