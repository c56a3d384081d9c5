//! `symlink`: a symbolic link that is not followed.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "symlink",
    severity: Severity::Warning,
    summary: "a symbolic link that is not followed",
    docs: Docs {
        what: "A symbolic link leads out of the content folder, nowhere, or back to a folder above itself.",
        why: "Following it could publish files that were never meant to be, or never end.",
        example: Example::Words("`notes -> ../../private`"),
        instead: Example::Words("The file itself, or a link inside the content folder."),
    },
    ..Check::BASE
};
