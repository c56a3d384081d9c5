//! `oversized-file`: a file too large to be read.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "oversized-file",
    severity: Severity::Warning,
    summary: "a file too large to be read",
    docs: Docs {
        what: "The file is larger than 16 MB. Its page shows the source, and nothing is read from it.",
        why: "A document of that size is a log or an export and no reading matter.",
        example: Example::Words("A log of 20 MB saved as `.md`."),
        instead: Example::Words("The part of it that matters."),
    },
    ..Check::BASE
};
