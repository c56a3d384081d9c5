//! `unwritable`: a file of the output that cannot be written.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "unwritable",
    severity: Severity::Error,
    summary: "a file of the output that cannot be written",
    docs: Docs {
        what: "A page or copied file could not be written into the output folder.",
        why: "It is missing from the site.",
        example: Example::Words("A path that is too long for the file system."),
        instead: Example::Words("A shorter name."),
    },
    ..Check::BASE
};
