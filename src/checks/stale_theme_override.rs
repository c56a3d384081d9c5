//! `stale-theme-override`: a file of the theme that changes nothing.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "stale-theme-override",
    severity: Severity::Warning,
    summary: "a file of the theme that changes nothing",
    docs: Docs {
        what: "A file in the `theme/` folder has the name of no built-in file, and nothing of the theme names it: a \
               template that no other one includes, a stylesheet outside the layers, a picture that is not used, or a \
               file outside `templates/` and `assets/`.",
        why: "It looks like a change of the site and is none: its name is misspelt, or the file it replaced is gone.",
        example: Example::Words("`theme/templates/bord.html`"),
        instead: Example::Words("`theme/templates/board.html`"),
    },
    ..Check::BASE
};
