//! `unreadable-file`: a file that cannot be read.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "a file that cannot be read",
    docs: Docs {
        what: "The operating system refuses to give out a file or folder.",
        why: "It has no page, and links to it are broken.",
        example: Example::Words("A file without permission to read."),
        instead: Example::Words("The same file with permission, or excluded in the configuration."),
    },
    ..Check::BASE
};
