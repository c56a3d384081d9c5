//! `internal-error`: a page that could not be made.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "internal-error",
    severity: Severity::Error,
    summary: "a page that could not be made",
    docs: Docs {
        what: "Reading a file or making a page failed in a way it never should. The rest of the site is whole.",
        why: "It is an error of featsite: please report it with the file.",
        example: Example::Words("A page that says it could not be made."),
        instead: Example::Words("Nothing you can write should cause it."),
    },
    ..Check::BASE
};
