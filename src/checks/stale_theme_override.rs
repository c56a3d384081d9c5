//! `stale-theme-override`: a file of the theme that changes nothing, or was copied from a part that has changed.

use super::{Check, Docs, Example};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    name: "stale-theme-override",
    severity: Severity::Warning,
    summary: "a file of the theme that changes nothing or fell behind the part it was copied from",
    docs: Docs {
        what: "A file in the `theme/` folder has the name of no built-in file, and nothing of the theme names it: a \
               template that no other one includes, a stylesheet outside the layers, a picture that is not used, or a \
               file outside `templates/` and `assets/`. Or it is a copy made by `featsite theme eject`, and the \
               built-in part has another hash than the one in its first line.",
        why: "What changes nothing looks like a change of the site and is none: its name is misspelt, or the file it \
              replaced is gone. A copy that fell behind misses what has been mended since, and may show data that \
              views no longer make.",
        example: Example::Words("`theme/templates/bord.html`"),
        instead: Example::Words("`theme/templates/board.html`"),
    },
    ..Check::BASE
};
