//! `url-collision`: two files that ask for one address.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "url-collision",
    severity: Severity::Warning,
    summary: "two files that ask for one address",
    docs: Docs {
        what: "Two documents ask for the same page, or for pages that differ only in case or in the form of an \
               accent, or a document asks for the page of a view. One of them stands at an address with a number.",
        why: "Links from elsewhere to the address the name suggests lead to the other page.",
        example: Example::Files(&[("board.md", "# Our board\n")]),
        instead: Example::Files(&[("our-board.md", "# Our board\n")]),
    },
    ..Check::BASE
};
