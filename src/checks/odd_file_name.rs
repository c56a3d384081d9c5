//! `odd-file-name`: a file name that holds control characters.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "odd-file-name",
    severity: Severity::Warning,
    summary: "a file name that holds control characters",
    docs: Docs {
        what: "The name of a file is not text: it holds control characters or bytes that are not UTF-8.",
        why: "Its page has another name, and links to it are hard to write.",
        example: Example::Words("A name with a line break in it."),
        instead: Example::Words("Letters, digits, hyphens, spaces."),
    },
    ..Check::BASE
};
